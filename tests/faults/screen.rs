//! SIGKILL of the terminal interface while keys come: what the screen showed is on disk, and the next start works.

use std::sync::Arc;

use dudao::lang::{Lang, acts};
use dudao::ledger::book::Book;
use dudao::ledger::event::Event;
use rustix::process::Signal;

use crate::home::{Disk, Home, REPORT, asked};
use crate::kills::{Dice, Moment};
use crate::terminal::{Seen, Terminal};

/// The entry that the board stands on when it opens.
const ENTRY: &str = "1.4@huancui";
/// Keys that come to one event each; `{}` is a text that no other note has.
const ACTS: [&str; 5] = [" ", "j ", "k ", "p{}\r", "u"];
/// Kills of one ledger: its history has to fit on the screen.
const KILLS_OF_A_LEDGER: usize = 12;

/// What the screen of the entry says was done: the sign of each item, their count, the notes and the history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Picture {
    ticks: Vec<bool>,
    done: String,
    notes: Vec<String>,
    history: Vec<String>,
}

impl Picture {
    /// What has to be shown once these events are recorded.
    fn of(events: &[Event]) -> Self {
        let report = dudao::report::builtin(REPORT).unwrap().unwrap();
        let mut book = Book::new(Arc::new(report));
        for event in events {
            book.push(event.clone());
        }
        book.settle();
        let entry = book.entry(book.find(ENTRY).unwrap()).unwrap();
        let (done, all) = entry.state.done();
        let said = |ev| {
            let e = book.event(ev).unwrap();
            (e.undone, acts::event(Lang::En, &book, &e))
        };
        let note = |ev: &_| said(*ev).1.strip_prefix("noted: ").unwrap().to_owned();
        let line = |ev: &_| match said(*ev) {
            (true, said) => format!("(undone) {said}"),
            (false, said) => said,
        };
        Self {
            ticks: entry.state.items.iter().map(|i| i.ticked).collect(),
            done: format!("{done} / {all}"),
            notes: entry.state.notes.iter().rev().map(note).collect(),
            history: entry.events.iter().rev().map(line).collect(),
        }
    }

    fn seen(seen: &Seen) -> Self {
        let (mut picture, mut section) = (Self::default(), "");
        let text = seen.screen.screen().contents();
        for line in text.lines() {
            let Some((_, line)) = line.rsplit_once(['│', '|']) else {
                continue;
            };
            let line = line.trim_start_matches([' ', '>']).trim_end();
            if let Some(done) = line.strip_prefix("Rectification items  ") {
                done.clone_into(&mut picture.done);
            } else if ["Progress notes", "Evidence", "History"].contains(&line) {
                section = line;
            } else if line.starts_with("[x] ") || line.starts_with("[ ] ") {
                picture.ticks.push(line.starts_with("[x]"));
            } else if let Some((_, said)) = line.split_once(" A  ") {
                match section {
                    "Progress notes" => picture.notes.push(said.trim().to_owned()),
                    "History" => picture.history.push(said.trim().to_owned()),
                    _ => {}
                }
            }
        }
        picture
    }
}

/// Whether the last frame was drawn to its end.
fn is_whole(seen: &Seen) -> bool {
    let last = |what: &[u8]| seen.bytes.windows(what.len()).rposition(|w| w == what);
    last(b"\x1b[?2026l") > last(b"\x1b[?2026h")
}

/// The program on the entry, once it shows all that is on disk.
fn on_the_entry(home: &Home, disk: &Disk) -> Terminal {
    let args = ["--lang", "en", "--who", "A"];
    let t = Terminal::with(home.0.path(), (120, 100), &args);
    t.wait_for("Huancui").wait_for("q quit").press_and("\r\r");
    shows(&t, &disk.events);
    t
}

/// Waits for the picture of these events.
fn shows(t: &Terminal, events: &[Event]) {
    let due = Picture::of(events);
    t.wait_until(&format!("{due:?}"), |seen| {
        is_whole(seen) && Picture::seen(seen) == due
    });
}

/// An act that comes to one event; its note is like no other.
fn act(dice: &mut Dice, notes: &mut usize) -> String {
    let at = usize::try_from(dice.below(ACTS.len() as u64)).unwrap();
    *notes += 1;
    ACTS[at].replace("{}", &format!("n{notes}"))
}

#[derive(Debug, Default)]
struct Count {
    kills: usize,
    /// All that the keys asked for was shown.
    shown: usize,
    /// More is on disk than was shown.
    silent: usize,
    /// The kill came before the first of the keys was on disk.
    early: usize,
    /// The kill cut the last frame.
    cut: usize,
}

/// One start, perhaps an act that is waited for, some that are not, and the kill.
fn kill(home: &Home, disk: &mut Disk, dice: &mut Dice, count: &mut Count) {
    let mut t = on_the_entry(home, disk);
    let journal = home.journal();
    let len = || std::fs::metadata(&journal).map_or(0, |m| m.len());
    let mut notes = disk.events.len() * 10;
    if dice.below(4) == 0 {
        t.press(" ");
        let known = disk.events.len();
        while disk.look() == known {
            std::thread::yield_now();
        }
        shows(&t, &disk.events);
    }
    let known = disk.look();
    let keys: Vec<_> = (0..=dice.below(3)).map(|_| act(dice, &mut notes)).collect();
    let moment = match dice.below(4) {
        0 => Moment::After(dice.below(3_000)),
        1 => Moment::After(dice.below(150_000)),
        _ => Moment::Grown(len(), dice.below(800)),
    };
    t.press(&keys.concat());
    moment.wait(len);
    t.signal(Signal::KILL);
    t.exit_code();
    t.wait_until("the end of output", |seen| seen.ended);
    let now = disk.look();
    assert!(
        known <= now && now <= known + keys.len(),
        "{known} events became {now}"
    );
    let pictures: Vec<_> = (known..=now)
        .map(|n| Picture::of(&disk.events[..n]))
        .collect();
    let seen = t.seen.0.lock().unwrap();
    let shown = Picture::seen(&seen);
    count.kills += 1;
    count.early += usize::from(now == known);
    if !is_whole(&seen) {
        count.cut += 1;
        for (at, is_ticked) in shown.ticks.iter().enumerate() {
            let was = pictures.iter().any(|p| p.ticks[at] == *is_ticked);
            assert!(was, "item {at} of {shown:?} is not on disk: {pictures:?}");
        }
        return;
    }
    let at = pictures.iter().position(|p| *p == shown);
    assert!(
        at.is_some(),
        "{shown:?} was shown and is not on disk: {pictures:?}"
    );
    let at = at.unwrap();
    count.shown += usize::from(at == keys.len());
    count.silent += usize::from(known + at < now);
}

/// One worker on ledgers of its own.
fn round(kills: usize, seed: u64) -> Count {
    let (mut dice, mut count) = (Dice(seed | 1), Count::default());
    while count.kills < kills {
        let home = Home::new();
        home.settings("theme = \"dark\"\nglyphs = \"unicode\"\n");
        home.done("tick 1.4@huancui#1");
        home.done("note 1.4@huancui first");
        let mut disk = home.disk();
        disk.look();
        for _ in 0..KILLS_OF_A_LEDGER.min(kills - count.kills) {
            kill(&home, &mut disk, &mut dice, &mut count);
        }
        let healthy = home.done("doctor");
        assert!(String::from_utf8_lossy(&healthy.stdout).contains("chain whole"));
    }
    count
}

#[test]
fn nothing_that_the_screen_showed_is_lost_to_a_kill() {
    let kills = asked("DUDAO_KILLS", 40);
    let workers: Vec<_> = [0x9e37_79b9, 0x85eb_ca6b]
        .map(|seed| std::thread::spawn(move || round(kills / 2, seed)))
        .into();
    let mut all = Count::default();
    for worker in workers {
        let count = worker.join().unwrap();
        all.kills += count.kills;
        all.shown += count.shown;
        all.silent += count.silent;
        all.early += count.early;
        all.cut += count.cut;
    }
    println!(
        "{} kills of the screen: {} when all was shown, {} with more on disk than was shown, {} before the disk, {} within a frame",
        all.kills, all.shown, all.silent, all.early, all.cut
    );
}
