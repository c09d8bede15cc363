//! One suite for every store: what holds for journals on disk holds for those in memory.

use super::file::FileStore;
use super::memory::{MemoryStore, Shared};
use super::{Head, Store};
use crate::ledger::event::Event;
use crate::ledger::testing::{REPORT, append, event, file_store, read, writer};

/// Somewhere that several stores share, as programs share a folder.
trait Place: Default {
    type Store: Store;
    fn store(&self, who: u128) -> Self::Store;
}

#[derive(Default)]
struct InMemory(Shared);

impl Place for InMemory {
    type Store = MemoryStore;
    fn store(&self, who: u128) -> MemoryStore {
        MemoryStore::new(REPORT, writer(who), &self.0)
    }
}

struct OnDisk(tempfile::TempDir);

impl Default for OnDisk {
    fn default() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

impl Place for OnDisk {
    type Store = FileStore;
    fn store(&self, who: u128) -> FileStore {
        file_store(self.0.path(), who)
    }
}

fn events(who: u128, seqs: impl IntoIterator<Item = u32>) -> Vec<Event> {
    seqs.into_iter().map(|seq| event(who, seq)).collect()
}

fn by_id(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by_key(|e| e.id);
    events
}

fn an_empty_place_has_nothing<P: Place>(place: &P) {
    let mut store = place.store(1);
    assert_eq!(store.writer(), writer(1));
    assert_eq!(read(&mut store), (false, Vec::new()));
    assert_eq!(store.next_seq(), 1);
    assert_eq!(store.heads(), []);
    assert_eq!(store.notices(), []);
}

fn what_was_appended_reads_back<P: Place>(place: &P) {
    append(&mut place.store(1), &events(1, 1..=3));
    append(&mut place.store(1), &events(1, 4..=4));
    let mut store = place.store(1);
    assert_eq!(read(&mut store), (false, events(1, 1..=4)));
    assert_eq!(
        read(&mut store),
        (false, Vec::new()),
        "nothing is told twice"
    );
}

fn own_events_are_not_told_back<P: Place>(place: &P) {
    let mut store = place.store(1);
    append(&mut store, &events(1, 1..=2));
    assert_eq!(read(&mut store), (false, Vec::new()));
}

fn two_writers_follow_each_other<P: Place>(place: &P) {
    let (mut a, mut b) = (place.store(1), place.store(2));
    append(&mut a, &events(1, 1..=2));
    assert_eq!(read(&mut b), (false, events(1, 1..=2)));
    append(&mut b, &events(2, 1..=1));
    append(&mut a, &events(1, 3..=3));
    assert_eq!(read(&mut b).1, events(1, 3..=3));
    assert_eq!(read(&mut a).1, [], "it was read with the append");
    let all = by_id(read(&mut place.store(3)).1);
    assert_eq!(all, [events(1, 1..=3), events(2, 1..=1)].concat());
}

fn two_programs_of_one_writer_follow_each_other<P: Place>(place: &P) {
    let (mut a, mut b) = (place.store(1), place.store(1));
    append(&mut a, &events(1, 1..=2));
    append(&mut b, &events(1, 3..=3));
    assert_eq!(read(&mut a).1, events(1, 3..=3));
    assert_eq!((a.next_seq(), b.next_seq()), (4, 4));
    append(&mut a, &events(1, 4..=4));
    assert_eq!(read(&mut place.store(9)).1, events(1, 1..=4));
}

fn what_came_between_read_and_append_is_told_later<P: Place>(place: &P) {
    let (mut a, mut b) = (place.store(1), place.store(2));
    read(&mut a);
    append(&mut b, &events(2, 1..=2));
    a.begin().unwrap();
    a.append(&events(1, 1..=1)).unwrap();
    a.end();
    assert_eq!(read(&mut a).1, events(2, 1..=2));
}

fn a_stale_append_of_the_same_writer_is_refused<P: Place>(place: &P) {
    let (mut a, mut b) = (place.store(1), place.store(1));
    read(&mut a);
    append(&mut b, &events(1, 1..=2));
    a.begin().unwrap();
    assert!(a.append(&events(1, 1..=1)).is_err());
    a.end();
    assert_eq!(read(&mut a).1, events(1, 1..=2), "and it can go on");
    append(&mut a, &events(1, 3..=3));
    assert_eq!(read(&mut place.store(9)).1, events(1, 1..=3));
}

fn numbers_are_counted_by_writer<P: Place>(place: &P) {
    append(&mut place.store(1), &events(1, 1..=2));
    append(&mut place.store(2), &events(2, 1..=1));
    let next = |who| {
        let mut store = place.store(who);
        read(&mut store);
        store.next_seq()
    };
    assert_eq!((next(1), next(2), next(3)), (3, 2, 1));
}

fn begin_and_end_leave_nothing_behind<P: Place>(place: &P) {
    let mut store = place.store(1);
    store.begin().unwrap();
    store.end();
    store.begin().unwrap();
    store.end();
    place.store(2).begin().unwrap();
    place.store(3).begin().unwrap();
    assert_eq!(read(&mut store).1, []);
}

macro_rules! suite {
    ($($name:ident),* $(,)?) => {
        mod memory { $(#[test] fn $name() { super::$name(&super::InMemory::default()); })* }
        mod disk { $(#[test] fn $name() { super::$name(&super::OnDisk::default()); })* }
    };
}

suite! {
    an_empty_place_has_nothing,
    what_was_appended_reads_back,
    own_events_are_not_told_back,
    two_writers_follow_each_other,
    two_programs_of_one_writer_follow_each_other,
    what_came_between_read_and_append_is_told_later,
    a_stale_append_of_the_same_writer_is_refused,
    numbers_are_counted_by_writer,
    begin_and_end_leave_nothing_behind,
}

#[test]
fn heads_are_the_same_in_memory_and_on_disk() {
    fn heads<P: Place>() -> Vec<Head> {
        let place = P::default();
        append(&mut place.store(2), &events(2, 1..=2));
        append(&mut place.store(1), &events(1, 1..=3));
        let mut store = place.store(1);
        read(&mut store);
        store.heads()
    }
    let disk = heads::<OnDisk>();
    assert_eq!(disk.iter().map(|h| h.seq).collect::<Vec<_>>(), [3, 2]);
    assert_eq!(disk, heads::<InMemory>());
}

mod replaced {
    use super::*;
    use crate::ledger::store::Notice;
    use std::fs;

    fn three_on_disk() -> (OnDisk, FileStore) {
        let place = OnDisk::default();
        append(&mut place.store(1), &events(1, 1..=3));
        let mut reader = place.store(2);
        read(&mut reader);
        (place, reader)
    }

    fn journal_of(other: &[Event]) -> Vec<u8> {
        let place = OnDisk::default();
        append(&mut place.store(1), other);
        fs::read(place.store(1).own_path()).unwrap()
    }

    #[test]
    fn a_cut_journal_starts_over() {
        let (place, mut reader) = three_on_disk();
        let path = place.store(1).own_path();
        let bytes = fs::read(&path).unwrap();
        let second = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
        fs::write(&path, &bytes[..second]).unwrap();
        assert_eq!(read(&mut reader), (true, events(1, 1..=1)));
    }

    #[test]
    fn a_removed_journal_starts_over() {
        let (place, mut reader) = three_on_disk();
        append(&mut place.store(3), &events(3, 1..=1));
        fs::remove_file(place.store(1).own_path()).unwrap();
        assert_eq!(read(&mut reader), (true, events(3, 1..=1)));
    }

    #[test]
    fn another_journal_of_the_same_length_in_the_same_file_starts_over() {
        let (place, mut reader) = three_on_disk();
        let path = place.store(1).own_path();
        let mut other = events(1, 1..=3);
        other[0].who = "督学乙".into();
        fs::write(&path, journal_of(&other)).unwrap();
        assert_eq!(read(&mut reader), (true, other));
    }

    #[test]
    fn another_and_longer_journal_in_the_same_file_starts_over() {
        let (place, mut reader) = three_on_disk();
        let mut other = events(1, 1..=4);
        other[0].who = "督学乙".into();
        fs::write(place.store(1).own_path(), journal_of(&other)).unwrap();
        assert_eq!(read(&mut reader), (true, other));
        assert_eq!(reader.notices(), []);
    }

    #[test]
    fn a_longer_copy_of_the_same_journal_only_adds() {
        let (place, mut reader) = three_on_disk();
        let path = place.store(1).own_path();
        let aside = path.with_extension("new");
        fs::write(&aside, journal_of(&events(1, 1..=5))).unwrap();
        fs::rename(&aside, &path).unwrap();
        assert_eq!(read(&mut reader), (false, events(1, 4..=5)));
    }

    #[test]
    fn files_that_nobody_reads_are_named() {
        let (place, mut reader) = three_on_disk();
        let own = place.store(1).own_path();
        let copy = own.with_file_name(format!("{} 2.jsonl", writer(1)));
        fs::copy(&own, &copy).unwrap();
        append(&mut place.store(3), &events(3, 1..=1));
        assert_eq!(read(&mut reader).1, events(3, 1..=1));
        assert_eq!(reader.notices(), [Notice::Stray(copy)]);
    }
}
