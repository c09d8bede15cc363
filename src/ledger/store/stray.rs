//! Files that lie among the journals and that nobody reads, such as the conflict copies of sync tools: what they hold
//! compared with the journals.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::{JournalFile, Notice, disk};
use crate::ledger::ids::WriterId;

/// How a stray file stands to a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kinship {
    /// This journal holds all of it.
    Prefix(PathBuf),
    /// It is this journal and so many lines more.
    Longer(PathBuf, usize),
    /// It begins like this journal and differs from this line on, counted from 1.
    Fork(PathBuf, usize),
    /// It has damaged lines; this journal holds all others.
    Worn(PathBuf),
    /// Whole lines that this journal lost to damage, and how many of the journal's it lacks itself.
    Mends(PathBuf, usize, usize),
    /// It has nothing in common with any of them.
    Alone,
}

/// Compares a stray file with journals of a report's ledger; the one that it shares most lines with counts.
///
/// # Errors
/// When a file cannot be read; a symbolic link is not followed.
pub fn kinship(report: &str, stray: &Path, journals: &[JournalFile]) -> io::Result<Kinship> {
    let mut best = (0, Kinship::Alone);
    for j in journals {
        let copy = Copy::read(stray, report, j.head.writer)?;
        let known = Copy::read(&j.path, report, j.head.writer)?;
        let (shared, kin) = compare(&copy, &known, &j.path);
        if shared > best.0 {
            best = (shared, kin);
        }
    }
    Ok(best.1)
}

/// Compares two files of one writer by these bytes of theirs.
///
/// # Errors
/// None but those of reading from memory.
pub fn kinship_of(
    report: &str,
    writer: WriterId,
    (stray, stray_bytes): (&Path, &[u8]),
    (known, known_bytes): (&Path, &[u8]),
) -> io::Result<Kinship> {
    let stray = Copy::of(stray, stray_bytes, report, writer)?;
    let copy = Copy::of(known, known_bytes, report, writer)?;
    let (shared, kin) = compare(&stray, &copy, known);
    let is_none = shared == 0 && !matches!(kin, Kinship::Mends(..));
    Ok(if is_none { Kinship::Alone } else { kin })
}

/// A file taken for the journal of a writer.
struct Copy {
    bytes: Vec<u8>,
    /// Numbers of the lines that are damaged, from 1.
    damaged: BTreeSet<usize>,
}

impl Copy {
    fn read(path: &Path, report: &str, writer: WriterId) -> io::Result<Self> {
        let mut bytes = Vec::new();
        disk::open(path)?.read_to_end(&mut bytes)?;
        Self::of(path, &bytes, report, writer)
    }

    fn of(path: &Path, bytes: &[u8], report: &str, writer: WriterId) -> io::Result<Self> {
        let mut journal = Journal::new(path.to_owned(), report, writer);
        journal.read_on(io::Cursor::new(bytes), &mut |_| {})?;
        let bytes = bytes.to_vec();
        let number = |notice: &Notice| match notice {
            Notice::Damaged(_, line, ..) => Some(*line),
            _ => None,
        };
        let damaged = journal.damage.iter().filter_map(number).collect();
        Ok(Self { bytes, damaged })
    }

    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.split_inclusive(|b| *b == b'\n')
    }

    /// The lines that count, with their numbers.
    fn whole(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let all = (1..).zip(self.lines());
        all.filter(|(n, line)| line.ends_with(b"\n") && !self.damaged.contains(n))
    }

    /// How many lines that count another file does not have.
    fn more_than(&self, other: &Self) -> usize {
        let there: HashSet<&[u8]> = other.lines().collect();
        self.whole().filter(|(_, l)| !there.contains(l)).count()
    }
}

/// Lines that both have, and what that makes of the stray file.
fn compare(stray: &Copy, known: &Copy, path: &Path) -> (usize, Kinship) {
    let there: HashSet<&[u8]> = known.lines().collect();
    let shared = stray.lines().filter(|l| there.contains(l)).count();
    // a first line that hangs on report and writer makes it a journal of this writer, even if all else is lost
    let is_of_writer = stray.whole().next().is_some_and(|(n, _)| n == 1);
    let pairs = stray.lines().zip(known.lines());
    let same = pairs.take_while(|(a, b)| a == b).count();
    let splits_whole = ![stray, known]
        .iter()
        .any(|c| c.damaged.contains(&(same + 1)));
    let (gain, lack) = (stray.more_than(known), known.more_than(stray));
    let path = path.to_owned();
    let kin = if known.bytes.starts_with(&stray.bytes) {
        Kinship::Prefix(path)
    } else if stray.bytes.starts_with(&known.bytes) {
        Kinship::Longer(path, stray.lines().count() - known.lines().count())
    } else if splits_whole && shared == same {
        // sums hang on one another: after a fork no line can be the same
        Kinship::Fork(path, same + 1)
    } else if gain > 0 {
        Kinship::Mends(path, gain, lack)
    } else if stray.whole().count() == stray.lines().count() {
        Kinship::Prefix(path)
    } else {
        Kinship::Worn(path)
    };
    (shared + usize::from(is_of_writer), kin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::event::Event;
    use crate::ledger::store::Store as _;
    use crate::ledger::testing::{REPORT, append, event, file_store, read};

    /// The lines of a journal of writer 1 with these events.
    fn lines(events: &[Event]) -> Vec<Vec<u8>> {
        let home = tempfile::tempdir().unwrap();
        let mut store = file_store(home.path(), 1);
        append(&mut store, events);
        let bytes = std::fs::read(store.own_path()).unwrap();
        let lines = bytes.split_inclusive(|b| *b == b'\n');
        lines.map(<[u8]>::to_vec).collect()
    }

    fn upto(n: u32) -> Vec<Event> {
        (1..=n).map(|seq| event(1, seq)).collect()
    }

    fn with_damage_in(line: usize, mut lines: Vec<Vec<u8>>) -> Vec<u8> {
        lines[line - 1][40] ^= 1;
        lines.concat()
    }

    /// What a stray file is beside a journal of writer 1 and one of somebody else.
    fn beside(journal: &[u8], stray: &[u8]) -> Kinship {
        let home = tempfile::tempdir().unwrap();
        append(&mut file_store(home.path(), 2), &[event(2, 1)]);
        let mut store = file_store(home.path(), 1);
        std::fs::write(store.own_path(), journal).unwrap();
        read(&mut store);
        let path = home.path().join("stray");
        std::fs::write(&path, stray).unwrap();
        let kin = kinship(REPORT, &path, &store.journals()).unwrap();
        assert_eq!(store.heads().len(), 2);
        let short = |p: PathBuf| {
            if p == store.own_path() {
                PathBuf::new()
            } else {
                p
            }
        };
        match kin {
            Kinship::Prefix(p) => Kinship::Prefix(short(p)),
            Kinship::Longer(p, n) => Kinship::Longer(short(p), n),
            Kinship::Fork(p, n) => Kinship::Fork(short(p), n),
            Kinship::Worn(p) => Kinship::Worn(short(p)),
            Kinship::Mends(p, gain, lack) => Kinship::Mends(short(p), gain, lack),
            Kinship::Alone => Kinship::Alone,
        }
    }

    #[test]
    fn copies_are_told_from_forks() {
        let (all, own) = (lines(&upto(5)), PathBuf::new);
        let mut other = upto(3);
        other[2].who = "督学乙".into();
        let of = |stray: &[u8]| beside(&all[..3].concat(), stray);
        assert_eq!(of(&all[..2].concat()), Kinship::Prefix(own()));
        assert_eq!(of(&all[..3].concat()), Kinship::Prefix(own()));
        assert_eq!(of(&all.concat()), Kinship::Longer(own(), 2));
        assert_eq!(of(&lines(&other).concat()), Kinship::Fork(own(), 3));
        other[0].who = "督学乙".into();
        assert_eq!(of(&lines(&other).concat()), Kinship::Fork(own(), 1));
        assert_eq!(of(b"q\n"), Kinship::Alone);
        assert_eq!(of(b""), Kinship::Alone);
    }

    #[test]
    fn an_intact_copy_of_a_damaged_journal_is_known_whatever_line_is_damaged() {
        let (all, own) = (lines(&upto(3)), PathBuf::new);
        for line in 1..=3 {
            let journal = with_damage_in(line, all.clone());
            let kin = beside(&journal, &all.concat());
            assert_eq!(kin, Kinship::Mends(own(), 1, 0), "line {line}");
        }
        let journal = with_damage_in(1, all.clone());
        let older = beside(&journal, &all[..2].concat());
        assert_eq!(older, Kinship::Mends(own(), 1, 1));
        let newer = beside(&journal, &lines(&upto(5)).concat());
        assert_eq!(newer, Kinship::Mends(own(), 3, 0));
        let one = with_damage_in(1, all[..1].to_vec());
        assert_eq!(beside(&one, &all[0]), Kinship::Mends(own(), 1, 0));
    }

    #[test]
    fn a_damaged_copy_of_a_whole_journal_holds_nothing_of_its_own() {
        let all = lines(&upto(3));
        for line in 1..=3 {
            let stray = with_damage_in(line, all.clone());
            let kin = beside(&all.concat(), &stray);
            assert_eq!(kin, Kinship::Worn(PathBuf::new()), "line {line}");
        }
    }
}
