//! Several people and several programs at one ledger: times, locks, and writes that fail.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use pretty_assertions::assert_eq;

use super::book::Book;
use super::decide::{Intent, Pick, Policy};
use super::ids::ItemRef;
use super::session::{CLOCK_TOLERANCE, Stamp, follow, open, record};
use super::store::memory::{MemoryStore, Shared};
use super::store::{Store, StoreError};
use super::testing::{
    REPORT, append, at, batch, dump_all, event, file_store, read, report, report_entry, writer,
};
use super::{Act, Event};

fn stamp(number: u128, now: Timestamp) -> Stamp {
    Stamp {
        who: "督学甲".into(),
        now,
        batch: batch(number),
        policy: Policy::default(),
    }
}

/// Somebody who has seen one tick of another writer on the first entry, made at this time.
struct Seen {
    book: Book,
    store: MemoryStore,
    gestures: u128,
}

impl Seen {
    fn at(time: Timestamp) -> Self {
        let shared = Shared::default();
        shared.lock().unwrap().push(Event {
            at: time,
            ..event(7, 1)
        });
        let mut store = MemoryStore::new(REPORT, writer(1), &shared);
        let book = open(report(), &mut store).unwrap();
        Self {
            book,
            store,
            gestures: 0,
        }
    }

    /// The time that an intent gets when the wall clock shows `now`.
    fn does(&mut self, intent: &Intent, now: Timestamp) -> Timestamp {
        self.gestures += 1;
        let outcome = record(
            &mut self.book,
            &mut self.store,
            intent,
            &stamp(self.gestures, now),
        );
        assert_eq!(outcome.unwrap().decision.refused, []);
        let last = u32::try_from(self.book.len()).unwrap() - 1;
        self.book.time_of(last).unwrap()
    }

    fn notes(&mut self, entry: usize, now: Timestamp) -> Timestamp {
        let ix = self.book.find(&report_entry(entry)).unwrap();
        self.does(&Intent::Note(ix, "已核".into()), now)
    }
}

const MS: SignedDuration = SignedDuration::from_millis(1);

#[test]
fn a_time_a_little_ahead_is_followed_by_everything() {
    let theirs = at(0) + CLOCK_TOLERANCE;
    let mut me = Seen::at(theirs);
    assert_eq!(me.notes(5, at(0)), theirs + MS);
    assert_eq!(me.notes(5, at(0)), theirs + MS + MS);
}

#[test]
fn a_time_far_ahead_is_followed_only_by_what_is_about_the_same_thing() {
    let theirs = at(0) + SignedDuration::from_hours(24 * 365);
    let mut me = Seen::at(theirs);
    assert_eq!(me.notes(5, at(0)), at(0));
    assert_eq!(
        me.notes(0, at(0)),
        theirs + MS,
        "an effect is later than its cause"
    );
    assert_eq!(
        me.notes(5, at(60_000)),
        at(60_000),
        "and the rest is as it was"
    );
    let undone = me.does(&Intent::Undo, at(70_000));
    assert_eq!(undone, at(70_000), "what is taken back has a time of now");
    let undone = me.does(&Intent::Undo, at(80_000));
    assert_eq!(
        undone,
        theirs + MS + MS,
        "what is taken back has a time far ahead"
    );
    assert_eq!(me.does(&Intent::Redo, at(90_000)), theirs + MS + MS + MS);
}

#[test]
fn a_clock_that_jumps_back_does_not_turn_the_order_round() {
    let mut me = Seen::at(at(0));
    let noon = at(3_600_000);
    assert_eq!(me.notes(5, noon), noon);
    assert_eq!(me.notes(6, at(1)), noon + MS, "an hour back");
    let month_ago = noon - SignedDuration::from_hours(24 * 30);
    assert_eq!(
        me.notes(7, month_ago),
        month_ago,
        "a month back: the clock was wrong before, or is now"
    );
    assert_eq!(
        me.notes(5, month_ago),
        noon + MS,
        "but never before its cause"
    );
    let entry = me
        .book
        .entry(me.book.find(&report_entry(5)).unwrap())
        .unwrap();
    let notes: Vec<_> = entry
        .state
        .notes
        .iter()
        .map(|ev| me.book.event(*ev).unwrap().id.seq)
        .collect();
    assert_eq!(notes, [1, 4]);
}

/// One program: 50 ticks and unticks of an entry of its own.
fn program(dir: &Path, who: u128, thread: u128) {
    let mut store = file_store(dir, who);
    let mut book = open(report(), &mut store).unwrap();
    let ix = book
        .find(&report_entry(usize::try_from(thread).unwrap()))
        .unwrap();
    let pick = vec![Pick::One(ix, ItemRef::Suggested(1))];
    for n in 0..50 {
        let intent = if n % 2 == 0 {
            Intent::Tick(pick.clone())
        } else {
            Intent::Untick(pick.clone())
        };
        let outcome = record(
            &mut book,
            &mut store,
            &intent,
            &stamp(thread * 100 + n, at(0)),
        )
        .unwrap();
        assert_eq!(outcome.written, 1);
    }
}

fn eight_programs(writer_of: fn(u128) -> u128) {
    let dir = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let dir = dir.path();
            scope.spawn(move || program(dir, writer_of(thread), thread));
        }
    });
    let mut store = file_store(dir.path(), 99);
    let (_, mut events) = read(&mut store);
    assert_eq!(store.notices(), []);
    assert_eq!(events.len(), 400);
    events.sort_by_key(|e| e.id);
    for of_one in events.chunk_by(|a, b| a.id.writer == b.id.writer) {
        let numbers: Vec<u32> = of_one.iter().map(|e| e.id.seq).collect();
        assert_eq!(
            numbers,
            (1..=u32::try_from(of_one.len()).unwrap()).collect::<Vec<_>>()
        );
    }
    let batches: std::collections::HashSet<_> = events.iter().map(|e| e.batch).collect();
    assert_eq!(batches.len(), 400);
    for thread in 0..8 {
        let of = |e: &&Event| e.entry == Some(report_entry(thread));
        let mut own: Vec<_> = events.iter().filter(of).collect();
        own.sort_by_key(|e| e.at);
        let turns = |e: &&Event| matches!(e.act, Act::ItemTicked { .. });
        assert_eq!(
            own.iter().map(turns).collect::<Vec<_>>(),
            (0..50).map(|n| n % 2 == 0).collect::<Vec<_>>()
        );
    }
    let again = open(report(), &mut file_store(dir.path(), 98)).unwrap();
    assert_eq!(again.skipped(), 0);
}

#[test]
fn eight_programs_of_one_writer_lose_nothing() {
    eight_programs(|_| 1);
}

#[test]
fn eight_programs_of_three_writers_lose_nothing() {
    eight_programs(|thread| thread % 3 + 1);
}

#[test]
fn after_a_write_that_failed_nothing_is_written_and_all_is_readable() {
    let dir = tempfile::tempdir().unwrap();
    append(&mut file_store(dir.path(), 2), &[event(2, 1)]);
    let mut store = file_store(dir.path(), 1);
    let own = store.own_path();
    std::fs::create_dir(&own).unwrap();
    let mut book = open(report(), &mut store).unwrap();
    let before = dump_all(&book);
    let ix = book.find(&report_entry(3)).unwrap();
    let note = Intent::Note(ix, "已核".into());
    let failed = record(&mut book, &mut store, &note, &stamp(1, at(0)));
    assert!(
        matches!(failed, Err(StoreError::Write { path, free, .. }) if path == own && free.is_some() == cfg!(unix))
    );
    assert_eq!(dump_all(&book), before, "the book shows what is on disk");
    std::fs::remove_dir(&own).unwrap();
    let again = record(&mut book, &mut store, &note, &stamp(2, at(0)));
    assert!(matches!(again, Err(StoreError::Stopped(_))));
    assert!(!own.exists());
    append(&mut file_store(dir.path(), 2), &[event(2, 2)]);
    assert_eq!(
        follow(&mut book, &mut store).unwrap().fresh,
        1,
        "it reads on"
    );
    let mut fresh = file_store(dir.path(), 1);
    let mut reopened = super::testing::book();
    assert_eq!(
        record(&mut reopened, &mut fresh, &note, &stamp(3, at(0)))
            .unwrap()
            .written,
        1
    );
}
