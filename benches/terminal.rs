//! The real program in a pseudo-terminal of 200×50: start, keys, ticks, search, memory, rest: `cargo bench --bench terminal`.
//!
//! A time ends with the last byte of the answer: when nothing has come for 15 ms. Waiting for that is not in the time.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a measurement"
)]

mod common;
#[path = "common/floor.rs"]
mod floor;

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program that is measured: the one that was built with this, or the one that the environment names.
fn program() -> std::ffi::OsString {
    let built = || env!("CARGO_BIN_EXE_dudao").into();
    std::env::var_os("DUDAO_PROGRAM").unwrap_or_else(built)
}

const SIZE: (u16, u16) = (200, 50);
const QUIET: Duration = Duration::from_millis(15);

/// What the program asks a terminal for, and what one answers.
const ANSWERS: [(&[u8], &[u8]); 3] = [
    (b"\x1b]11;?", b"\x1b]11;rgb:1010/1010/1010\x1b\\"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[6n", b"\x1b[1;2R"),
];

struct Program {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn std::io::Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Program {
    fn start(home: &Path, report: &str) -> Self {
        let mut command = CommandBuilder::new(program());
        command.args(["--lang", "en", "--who", "A", "--report", report]);
        command.arg("--data-dir");
        command.arg(home);
        command.arg("--config-dir");
        command.arg(home.join("config"));
        Self::run(command)
    }

    /// This very program, as the floor.
    fn floor(rows: usize) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.env(floor::ROWS, rows.to_string());
        Self::run(command)
    }

    fn run(mut command: CommandBuilder) -> Self {
        let (cols, rows) = SIZE;
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")] {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (to, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if to.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let whole = |n| NonZero::new(n).unwrap();
        Self {
            child,
            keys,
            chunks,
            screen: vt100::Parser::new(whole(rows), whole(cols), 0),
            started,
            _master: pair.master,
        }
    }

    /// The time until a text is on the screen.
    fn until(&mut self, text: &str) -> Duration {
        loop {
            let (at, bytes) = self.chunks.recv_timeout(Duration::from_secs(120)).unwrap();
            for (question, answer) in ANSWERS {
                if bytes.windows(question.len()).any(|w| w == question) {
                    self.press(answer);
                }
            }
            self.screen.process(&bytes);
            if self.screen.screen().contents().contains(text) {
                return at - self.started;
            }
        }
    }

    fn press(&mut self, keys: &[u8]) {
        self.keys.write_all(keys).unwrap();
        self.keys.flush().unwrap();
    }

    /// The time until the last byte of the answer to some keys, and how many bytes there were.
    fn ask(&mut self, keys: &[u8]) -> Option<(Duration, usize)> {
        let sent = Instant::now();
        self.press(keys);
        let (mut last, mut bytes) = (None, 0);
        let mut patience = Duration::from_secs(5);
        while let Ok((at, chunk)) = self.chunks.recv_timeout(patience) {
            self.screen.process(&chunk);
            (last, bytes, patience) = (Some(at), bytes + chunk.len(), QUIET);
        }
        Some((last? - sent, bytes))
    }

    fn status(&self, name: &str) -> u64 {
        let id = self.child.process_id().unwrap();
        let text = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = text.lines().find(|l| l.starts_with(name));
        let number = line.and_then(|l| l.split_whitespace().nth(1)?.parse().ok());
        number.unwrap_or(0)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn say(name: &str, what: &str, mut times: Vec<Duration>, bytes: usize) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share).div_ceil(100).max(1) - 1);
    let ms = |t: Option<&Duration>| t.map_or(f64::NAN, |t| t.as_secs_f64() * 1e3);
    let all = [0, 50, 90, 99].map(|share| format!("{:9.2}", ms(at(share))));
    println!(
        "{name:7} {what:26} {} {bytes:7} {:4}",
        all.join(" "),
        times.len()
    );
}

fn keys(program: &mut Program, name: &str, what: &str, keys: &[&[u8]], n: usize) {
    let answers = (0..n).filter_map(|i| program.ask(keys[i % keys.len()]));
    let (times, mut bytes): (Vec<_>, Vec<_>) = answers.unzip();
    bytes.sort_unstable();
    let median = bytes.get(bytes.len() / 2).copied().unwrap_or(0);
    say(name, what, times, median);
}

/// Id of an entry that nobody has begun with.
fn open_entry(home: &Path, report: &str) -> String {
    let mut list = Command::new(program());
    list.args(["list", "--stage", "open", "-f", "csv", "--report", report]);
    let out = list.arg("--data-dir").arg(home).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let row = text.lines().nth(1).unwrap();
    row.split(',').next().unwrap().to_owned()
}

/// The floor, in the same run: ratios of the two can be compared between machines.
fn measure_floor(name: &str, rows: usize, starts: usize) {
    let mut whole = Vec::new();
    for _ in 0..starts {
        whole.push(Program::floor(rows).until("Total"));
    }
    say(name, "floor: start", whole, 0);
    let mut p = Program::floor(rows);
    p.until("Total");
    keys(
        &mut p,
        name,
        "floor: top, nothing scrolls",
        &[b"j", b"k"],
        100,
    );
    for _ in 0..60 {
        p.ask(b"j");
    }
    keys(&mut p, name, "floor: scrolls", &[b"j"], 100);
}

fn measure(name: &str, home: &Path, report: &str, starts: usize) {
    let (mut first, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..starts {
        let mut program = Program::start(home, report);
        first.push(program.until("Dudao"));
        whole.push(program.until("Total").max(*first.last().unwrap()));
    }
    say(name, "start, first picture", first, 0);
    say(name, "start, board complete", whole, 0);
    let mut p = Program::start(home, report);
    p.until("Total");
    p.ask(b"\x0c");
    keys(
        &mut p,
        name,
        "board, down and up",
        &[b"j", b"j", b"j", b"k", b"k", b"k"],
        150,
    );
    keys(
        &mut p,
        name,
        "board, right and left",
        &[b"l", b"l", b"h", b"h"],
        100,
    );
    p.ask(b"2");
    keys(&mut p, name, "list, nothing scrolls", &[b"j", b"k"], 150);
    for _ in 0..50 {
        p.ask(b"j");
    }
    keys(&mut p, name, "list, scrolls", &[b"j"], 100);
    p.ask(b"/");
    keys(
        &mut p,
        name,
        "search, a letter",
        &[b"a", b"n", b"\x7f", b"\x7f"],
        40,
    );
    p.ask(b"\x1b");
    p.ask(b"\x1b");
    p.ask(b"g");
    p.ask(format!("{}\r", open_entry(home, report)).as_bytes());
    keys(&mut p, name, "tick, on disk and shown", &[b" "], 60);
    for (what, field) in [("memory", "VmRSS"), ("memory at its highest", "VmHWM")] {
        println!("{name:7} {what:26} {:9.1} MB", p.status(field) as f64 / 1e3);
    }
    let before = p.status("voluntary_ctxt_switches");
    let quiet = p.chunks.recv_timeout(Duration::from_secs(5)).is_err();
    let woken = p.status("voluntary_ctxt_switches") - before;
    println!("{name:7} at rest for 5 s: woken {woken} times, silent: {quiet}");
}

fn main() {
    if let Ok(rows) = std::env::var(floor::ROWS) {
        floor::run(rows.parse().unwrap()).unwrap();
        return;
    }
    println!(
        "{:34} {:>9} {:>9} {:>9} {:>9} {:>7} {:>4}",
        "ms", "best", "p50", "p90", "p99", "bytes", "n"
    );
    for (name, plan) in common::sizes() {
        let home = tempfile::tempdir().unwrap();
        let events = plan.events.to_string();
        let mut demo = Command::new(program());
        demo.args([
            "demo",
            "--findings",
            "36",
            "--seed",
            "1",
            "--events",
            &events,
        ]);
        demo.args(["--units", &plan.units.to_string()])
            .arg(home.path());
        assert!(demo.output().unwrap().status.success());
        let starts = if name == "small" { 15 } else { 5 };
        measure_floor(name, plan.units as usize * 36, starts);
        measure(name, home.path(), &plan.id(), starts);
    }
}
