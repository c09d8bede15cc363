//! Journals that are cut, damaged, foreign or from the future.

use std::fs;
use std::path::PathBuf;

use pretty_assertions::assert_eq;

use super::codec::{self, BadLine};
use super::file::FileStore;
use super::{Notice, Store as _, StoreError};
use crate::ledger::event::{Act, Event};
use crate::ledger::testing::{REPORT, append, event, file_store, read, writer};

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
    fn store(&self) -> FileStore {
        file_store(self.0.path(), 1)
    }
    fn path(&self) -> PathBuf {
        self.store().own_path()
    }
    /// A journal of these bytes.
    fn holding(bytes: &[u8]) -> Self {
        let place = Self::new();
        fs::create_dir_all(place.path().parent().unwrap()).unwrap();
        fs::write(place.path(), bytes).unwrap();
        place
    }
    fn numbers(&self) -> Vec<u32> {
        read(&mut self.store()).1.iter().map(|e| e.id.seq).collect()
    }
}

fn lines(n: u32) -> Vec<Vec<u8>> {
    let mut sum = codec::genesis(REPORT, writer(1));
    (1..=n)
        .map(|seq| {
            let (line, next) = codec::encode(&event(1, seq), &sum).unwrap();
            sum = next;
            line.into_bytes()
        })
        .collect()
}

/// The line of an event in this journal after these lines, with its sum right.
fn hang_on(before: &[Vec<u8>], line: &str) -> Vec<u8> {
    let previous = before.last().map_or_else(
        || codec::genesis(REPORT, writer(1)),
        |l| codec::claimed(l.trim_ascii_end()).unwrap(),
    );
    let body = line.strip_suffix('}').unwrap();
    let padded = format!("{body},\"sum\":\"{}\"}}", "0".repeat(32));
    let sum = codec::should_be(padded.as_bytes(), &previous).unwrap();
    format!("{body},\"sum\":\"{}\"}}\n", String::from_utf8_lossy(&sum)).into_bytes()
}

#[test]
fn a_journal_cut_anywhere_keeps_its_whole_lines_and_goes_on() {
    let all = lines(4);
    let (whole, bytes) = (all[..2].concat(), all.concat());
    for cut in whole.len()..bytes.len() {
        let place = Place::holding(&bytes[..cut]);
        let complete = bytes[..cut].iter().filter(|b| **b == b'\n').count();
        let torn: Vec<u8> = bytes[..cut]
            .split(|b| *b == b'\n')
            .next_back()
            .unwrap()
            .into();
        let mut store = place.store();
        assert_eq!(read(&mut store).1.len(), complete);
        let next = u32::try_from(complete).unwrap() + 1;
        append(&mut store, &[event(1, next)]);
        assert_eq!(
            fs::read(place.path()).unwrap(),
            lines(next).concat(),
            "cut at {cut}"
        );
        let aside = place.path().with_extension("jsonl.torn");
        let set_aside = fs::read(aside).unwrap_or_default();
        assert_eq!(set_aside.strip_suffix(b"\n").unwrap_or(&[]), torn);
        assert_eq!(place.numbers(), (1..=next).collect::<Vec<_>>());
    }
}

#[test]
fn zeros_at_the_end_are_torn() {
    let mut bytes = lines(2).concat();
    bytes.extend([0; 4096]);
    let place = Place::holding(&bytes);
    let mut store = place.store();
    assert_eq!(read(&mut store).1.len(), 2);
    assert_eq!(store.notices(), [Notice::Torn(place.path(), 4096)]);
    append(&mut store, &[event(1, 3)]);
    assert_eq!(fs::read(place.path()).unwrap(), lines(3).concat());
}

#[test]
fn a_line_that_takes_the_place_of_a_torn_one_of_the_same_length_is_read() {
    let all = lines(3);
    let mut bytes = all[..2].concat();
    bytes.extend(vec![b'x'; all[2].len()]);
    let place = Place::holding(&bytes);
    let mut reader = file_store(place.0.path(), 2);
    assert_eq!(read(&mut reader).1.len(), 2);
    append(&mut place.store(), &[event(1, 3)]);
    assert_eq!(read(&mut reader), (false, vec![event(1, 3)]));
}

#[test]
fn garbage_between_lines_costs_nothing_else() {
    let very_long = [
        vec![b'z'; super::journal::LONGEST_LINE + 100],
        b"\n".to_vec(),
    ]
    .concat();
    let long_garbage = vec![
            b"{\"seq\":18446744073709551615,\"garbage\":\"much longer than a sum is\"}\n".to_vec();
            9
        ];
    for garbage in [
        vec![b"garbage\n".to_vec()],
        vec![b"\xff\xfe\n".to_vec(), b"\n".to_vec()],
        vec![very_long],
        long_garbage,
    ] {
        let all = lines(4);
        let bytes = [all[..2].concat(), garbage.concat(), all[2..].concat()].concat();
        let place = Place::holding(&bytes);
        assert_eq!(place.numbers(), [1, 2, 3, 4]);
        let mut store = place.store();
        read(&mut store);
        assert_eq!(store.notices().len(), garbage.len());
        // and at the end of the own journal
        let place = Place::holding(&[all[..2].concat(), garbage.concat()].concat());
        let mut store = place.store();
        read(&mut store);
        let next = Event {
            id: crate::ledger::ids::EventId {
                seq: store.next_seq(),
                ..event(1, 1).id
            },
            ..event(1, 3)
        };
        append(&mut store, &[next]);
        assert_eq!(place.numbers().len(), 3);
    }
}

#[test]
fn a_line_that_is_longer_than_any_may_be_costs_itself_alone() {
    let mut all = lines(1);
    let text = "x".repeat(super::journal::LONGEST_LINE);
    let long = String::from_utf8(lines(2).remove(1))
        .unwrap()
        .replace("督学甲", &text);
    let (body, _) = long.rsplit_once(",\"sum\"").unwrap();
    let long = hang_on(&all, &format!("{body}}}"));
    all.push(long);
    let third = String::from_utf8(lines(3).remove(2)).unwrap();
    let third = hang_on(
        &all,
        &format!("{}}}", third.rsplit_once(",\"sum\"").unwrap().0),
    );
    all.push(third);
    let place = Place::holding(&all.concat());
    assert_eq!(place.numbers(), [1, 3]);
    // nor is one written
    let mut store = Place::new().store();
    store.begin().unwrap();
    read(&mut store);
    let long = Event {
        act: Act::ProgressNoted { text: text.into() },
        ..event(1, 1)
    };
    assert!(matches!(
        store.append(&[long]),
        Err(StoreError::Write { .. })
    ));
    assert!(!store.own_path().exists());
    store.append(&[event(1, 1)]).unwrap();
}

#[test]
fn any_one_byte_changed_costs_the_line_it_stands_in() {
    let all = lines(3);
    let bytes = all.concat();
    for at in 0..bytes.len() {
        let hit = u32::try_from(bytes[..at].iter().filter(|b| **b == b'\n').count()).unwrap() + 1;
        let is_end = bytes[at] == b'\n';
        for to in [bytes[at] ^ 1, b'\n', b'2', 0xff] {
            if to == bytes[at] {
                continue;
            }
            let mut changed = bytes.clone();
            changed[at] = to;
            let place = Place::holding(&changed);
            let left: Vec<u32> = (1..=3)
                .filter(|n| *n != hit && !(is_end && *n == hit + 1))
                .collect();
            assert_eq!(place.numbers(), left, "byte {at} to {to}");
            let mut store = place.store();
            read(&mut store);
            assert_ne!(store.notices(), []);
        }
    }
}

#[test]
fn a_journal_of_a_newer_version_is_read_as_far_as_possible_and_not_written() {
    let mut all = lines(2);
    let v2 = hang_on(&all, r#"{"v":2,"seq":3,"new":[1]}"#);
    all.push(v2);
    let place = Place::holding(&all.concat());
    let mut store = place.store();
    assert_eq!(read(&mut store).1.len(), 2);
    assert_eq!(store.notices(), [Notice::Newer(place.path(), 2)]);
    assert!(matches!(store.begin(), Err(StoreError::Newer(_))));
    assert!(matches!(
        store.append(&[event(1, 4)]),
        Err(StoreError::Newer(_))
    ));
    // a store that learns of it with the lock in its hands
    let mut fresh = place.store();
    fresh.begin().unwrap();
    read(&mut fresh);
    assert!(matches!(
        fresh.append(&[event(1, 4)]),
        Err(StoreError::Newer(_))
    ));
    assert_eq!(fs::read(place.path()).unwrap(), all.concat());
}

#[test]
fn a_kind_from_the_future_is_kept_counted_and_left_out_of_the_fold() {
    let mut all = lines(1);
    let text = String::from_utf8(lines(2).remove(1)).unwrap();
    let (body, _) = text.rsplit_once(",\"sum\"").unwrap();
    let body = body
        .replace("item_unticked", "stamped")
        .replace("\"item\":1", "\"ink\":{\"red\":true}");
    all.push(hang_on(&all, &format!("{body}}}")));
    let place = Place::holding(&all.concat());
    let mut store = place.store();
    let mut book = crate::ledger::testing::book();
    crate::ledger::session::follow(&mut book, &mut store).unwrap();
    assert_eq!(
        (book.len(), book.unknown_kinds(), book.skipped()),
        (2, 1, 0)
    );
    let entry = book.entry(0).unwrap();
    assert_eq!((entry.state.done().0, entry.state.updated), (1, Some(0)));
    append(&mut store, &[event(1, 3)]);
    assert!(fs::read(place.path()).unwrap().starts_with(&all.concat()));
    assert_eq!(place.numbers(), [1, 2, 3]);
}

#[test]
fn a_number_that_does_not_fit_is_damage_and_no_overflow() {
    let mut all = lines(1);
    for seq in [u64::MAX, 7] {
        let line = String::from_utf8(lines(2).remove(1)).unwrap();
        let (body, _) = line.rsplit_once(",\"sum\"").unwrap();
        let body = body.replace("\"seq\":2", &format!("\"seq\":{seq}"));
        all.push(hang_on(&all, &format!("{body}}}")));
    }
    let place = Place::holding(&all.concat());
    let mut store = place.store();
    assert_eq!(read(&mut store).1.len(), 2);
    assert!(matches!(
        store.notices(),
        [Notice::Damaged(_, 2, _, BadLine::Number { .. })]
    ));
}

#[cfg(unix)]
#[test]
fn a_journal_that_is_a_symbolic_link_is_neither_read_nor_written() {
    let target = Place::holding(&lines(2).concat());
    let place = Place::new();
    fs::create_dir_all(place.path().parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target.path(), place.path()).unwrap();
    let mut store = place.store();
    assert_eq!(read(&mut store).1, []);
    assert_eq!(store.notices(), [Notice::Link(place.path())]);
    store.begin().unwrap();
    assert!(store.append(&[event(1, 1)]).is_err());
    assert_eq!(fs::read(target.path()).unwrap(), lines(2).concat());
}

/// What a store reads after one more event was appended to the own journal of these bytes, and that event's number.
fn gone_on(bytes: &[u8]) -> (Vec<u32>, u32) {
    let place = Place::holding(bytes);
    let mut store = place.store();
    read(&mut store);
    let next = event(1, store.next_seq());
    append(&mut store, std::slice::from_ref(&next));
    (place.numbers(), next.id.seq)
}

#[test]
fn a_number_without_sense_at_the_end_of_a_journal_does_not_lose_what_follows() {
    let all = lines(2).concat();
    for seq in ["4294967294", "4294967295", "4294967296", "99999999"] {
        let bad = format!("{{\"v\":1,\"seq\":{seq},\"who\":\"x\"}}\n");
        let (numbers, next) = gone_on(&[&all, bad.as_bytes()].concat());
        assert_eq!(numbers, [1, 2, next], "{seq}");
        assert!(next < 10, "{seq} was believed: {next}");
    }
}

#[test]
fn no_number_is_given_twice_after_two_lines_became_one() {
    let all = lines(4);
    let mut bytes = all.concat();
    let line_end = all[..3].concat().len() - 1;
    bytes[line_end] = b'?';
    let (numbers, next) = gone_on(&bytes);
    assert!(next > 4, "{next} was lines 3 or 4, which others may name");
    assert_eq!(numbers, [1, 2, next]);
}

#[test]
fn a_newer_ledger_says_so_once() {
    let mut all = lines(2);
    for seq in 3..6 {
        let newer = format!("{{\"v\":2,\"seq\":{seq},\"do\":{{}}}}");
        all.push(hang_on(&all, &newer));
    }
    let place = Place::holding(&all.concat());
    let mut store = place.store();
    read(&mut store);
    assert_eq!(store.notices(), [Notice::Newer(place.path(), 2)]);
}

#[test]
fn a_repair_tells_everything_anew_and_leaves_no_notice() {
    let all = lines(3).concat();
    let place = Place::holding(&all[..all.len() - 5]);
    let mut doctor = file_store(place.0.path(), 2);
    assert_eq!(doctor.repair().unwrap().len(), 1);
    assert_eq!(doctor.notices(), []);
    let (over, events) = read(&mut doctor);
    assert_eq!((over, events.len()), (true, 2));
    assert_eq!(doctor.notices(), []);
}
