//! SIGKILL at any moment: what the program said is done is on disk, and the next start works.

use std::io::Read as _;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::home::{Home, asked};

/// Xorshift: the moments differ by themselves, the choices need not.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n.max(1)
    }
}

/// When to kill.
pub enum Moment {
    /// So many microseconds after the start.
    After(u64),
    /// As soon as the journal grows, and so many microseconds later: between write, sync and answer.
    Grown(u64, u64),
}

impl Moment {
    /// Waits for it.
    pub fn wait(&self, len: impl Fn() -> u64) {
        let start = Instant::now();
        match self {
            Self::After(micros) => std::thread::sleep(Duration::from_micros(*micros)),
            Self::Grown(from, micros) => {
                // the limit only keeps a fault from hanging
                while len() == *from && start.elapsed() < Duration::from_secs(2) {
                    std::thread::sleep(Duration::from_micros(50));
                }
                let until = Instant::now() + Duration::from_micros(*micros);
                while Instant::now() < until {
                    std::hint::spin_loop();
                }
            }
        }
    }
}

/// Kills the program and tells whether it had said that it is done.
fn kill(child: &mut Child, moment: &Moment, len: impl Fn() -> u64) -> bool {
    moment.wait(len);
    let _ = child.kill();
    let mut said = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    child.wait().unwrap();
    !said.is_empty()
}

/// One worker on a ledger of its own.
fn round(kills: usize, seed: u64) -> (usize, usize, usize) {
    let home = Home::new();
    home.done("tick 3.5@lingang#1");
    let mut disk = home.disk();
    let mut known = disk.look();
    let mut dice = Dice(seed | 1);
    let start = Instant::now();
    home.done("tick 3.5@lingang#2");
    known += 1;
    let usual = u64::try_from(start.elapsed().as_micros()).unwrap();
    let (mut acknowledged, mut silent) = (0, 0);
    let mut is_ticked = true;
    for n in 1..=kills {
        let journal = home.journal();
        let len = || std::fs::metadata(&journal).map_or(0, |m| m.len());
        let moment = if n % 2 == 0 {
            Moment::After(dice.below(usual * 5 / 4))
        } else {
            Moment::Grown(len(), dice.below(800))
        };
        let words = if is_ticked {
            "untick 3.5@lingang#2"
        } else {
            "tick 3.5@lingang#2"
        };
        let mut child = home.command(words).spawn().unwrap();
        let is_done = kill(&mut child, &moment, len);
        let now = disk.look();
        assert!(
            now == known || now == known + 1,
            "kill {n}: {known} events became {now}"
        );
        assert!(
            !is_done || now == known + 1,
            "kill {n}: it was said to be done and is not on disk"
        );
        acknowledged += usize::from(is_done);
        silent += usize::from(!is_done && now > known);
        is_ticked ^= now > known;
        known = now;
        if n % 25 == 0 {
            home.done(if is_ticked {
                "untick 3.5@lingang#2"
            } else {
                "tick 3.5@lingang#2"
            });
            is_ticked = !is_ticked;
            known = disk.look();
        }
    }
    let healthy = home.done("doctor");
    assert!(String::from_utf8_lossy(&healthy.stdout).contains("chain whole"));
    (kills, acknowledged, silent)
}

#[test]
fn nothing_that_was_said_to_be_done_is_lost_to_a_kill() {
    let kills = asked("DUDAO_KILLS", 240);
    let workers: Vec<_> = [0x9e37_79b9, 0x85eb_ca6b]
        .map(|seed| std::thread::spawn(move || round(kills / 2, seed)))
        .into();
    let mut all = (0, 0, 0);
    for worker in workers {
        let (kills, acknowledged, silent) = worker.join().unwrap();
        all = (all.0 + kills, all.1 + acknowledged, all.2 + silent);
    }
    println!(
        "{} kills: {} came after the answer, {} between disk and answer, {} before the disk",
        all.0,
        all.1,
        all.2,
        all.0 - all.1 - all.2
    );
}
