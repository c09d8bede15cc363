//! A synthetic report and ledger of any size, the same for the same numbers: for measuring, for trying things out.
//!
//! [`report`] makes the document, [`story`] what one writer did about it. Knows the ledger's events and store; no
//! terminal. Entries are shared out among writers by unit, so that one writer's story needs only that share in memory.

mod names;
pub mod report;
pub mod story;

use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use crate::ledger::WriterId;
use crate::ledger::store::file::FileStore;
use crate::ledger::store::identity::Identity;
use crate::ledger::store::{Store as _, StoreError};
use crate::report::Report;
use story::Story;

/// Events that are written with one sync.
const AT_ONCE: usize = 8_192;

/// How large, and which one of all that are so large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Units of the report, at least 1.
    pub units: u32,
    /// Findings of the report, at least 1; every one of them names every unit.
    pub findings: u32,
    /// Events in all journals together.
    pub events: u32,
    /// Equal seeds make equal ledgers.
    pub seed: u64,
}

impl Plan {
    /// Id of the report.
    pub fn id(&self) -> String {
        format!("demo-{}x{}", self.units, self.findings)
    }

    /// How many people wrote: one for each 100,000 events begun, but no more than units.
    pub fn writers(&self) -> u32 {
        (self.events.div_ceil(100_000)).clamp(1, self.units.max(1))
    }

    /// Id of one of the writers, counted from 0.
    pub fn writer(&self, number: u32) -> WriterId {
        let mut dice = Dice::new(self.seed ^ (u64::from(number) + 1).wrapping_mul(0x9e37_79b9));
        WriterId(Uuid::from_u64_pair(dice.next(), dice.next()))
    }

    /// What one of the writers did, gesture by gesture.
    pub fn story<'a>(&self, report: &'a Report, number: u32) -> Story<'a> {
        Story::new(self, report, number)
    }
}

/// Writes a report and its journals into a data folder, a few thousand events at a time.
///
/// # Errors
/// What the store says; [`StoreError::Busy`] where there is such a ledger already.
pub fn write(plan: &Plan, report: &Report, json: &[u8], data_dir: &Path) -> Result<(), StoreError> {
    for number in 0..plan.writers() {
        let who = Identity::fixed(plan.writer(number));
        let mut store = FileStore::new(data_dir, &report.id, json.to_vec(), who);
        store.begin()?;
        let mut waiting = Vec::with_capacity(AT_ONCE);
        for gesture in plan.story(report, number) {
            waiting.extend(gesture);
            if waiting.len() >= AT_ONCE {
                store.append(&waiting)?;
                waiting.clear();
            }
        }
        if !waiting.is_empty() {
            store.append(&waiting)?;
        }
        store.end();
    }
    Ok(())
}

/// A book of that size in memory, filled without any file.
pub fn book(plan: &Plan) -> crate::ledger::Book {
    let report = Arc::new(report::of(plan));
    let mut book = crate::ledger::Book::new(Arc::clone(&report));
    for number in 0..plan.writers() {
        for event in plan.story(&report, number).flatten() {
            book.push(event);
        }
    }
    book.settle();
    book
}

/// Numbers that look thrown but are the same each time (splitmix64).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `sides`; 0 when there is none.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        let sides = sides.max(1) as u64;
        usize::try_from(self.next() % sides).unwrap_or(0)
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub(crate) fn falls(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub(crate) fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).copied().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Matrix, Totals, schedule::Calendar};
    use crate::ledger::session;

    fn plan() -> Plan {
        Plan {
            units: 4,
            findings: 9,
            events: 300,
            seed: 7,
        }
    }

    fn written(plan: &Plan, dir: &Path) -> (Arc<Report>, FileStore) {
        let report = report::of(plan);
        let json = serde_json::to_vec(&report).unwrap();
        write(plan, &report, &json, dir).unwrap();
        let reader = Identity::fixed(WriterId(Uuid::from_u128(1)));
        let store = FileStore::new(dir, &report.id, json, reader);
        (Arc::new(report), store)
    }

    #[test]
    fn the_ledger_has_the_size_asked_for_and_every_event_counts() {
        let dir = tempfile::tempdir().unwrap();
        let (report, mut store) = written(&plan(), dir.path());
        assert_eq!(crate::report::check(&report), []);
        let book = session::open(report, &mut store).unwrap();
        assert_eq!((book.entries().len(), book.len()), (4 * 9, 300));
        assert_eq!((book.skipped(), book.unknown_entries()), (0, 0));
        assert_eq!(store.notices(), []);
        let calendar = Calendar::on(jiff::civil::date(2024, 7, 1));
        let all = Matrix::of(&book, &calendar, |_| true).all();
        assert!(all.adds_up());
        assert_eq!(all, Totals::of(&book, book.entries(), &calendar));
        for (what, n) in [
            ("open", all.open),
            ("rectifying", all.rectifying),
            ("completed", all.completed),
            ("closed", all.closed),
            ("overdue", all.overdue),
        ] {
            assert!(n > 0, "nothing {what}");
        }
    }

    #[test]
    fn equal_seeds_make_equal_bytes_and_others_do_not() {
        let bytes = |seed| {
            let dir = tempfile::tempdir().unwrap();
            let (_, mut store) = written(&Plan { seed, ..plan() }, dir.path());
            store.read(&mut |_| {}).unwrap();
            let files = store.journals();
            files
                .iter()
                .map(|f| std::fs::read(&f.path).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(bytes(7), bytes(7));
        assert_ne!(bytes(7), bytes(8));
    }

    #[test]
    fn many_writers_share_the_work_and_no_two_units_have_one_id() {
        let plan = Plan {
            units: 500,
            findings: 1,
            events: 250_001,
            seed: 1,
        };
        assert_eq!(plan.writers(), 3);
        let report = report::of(&plan);
        assert_eq!(crate::report::check(&report), []);
        let of = |number| plan.story(&report, number).flatten().count();
        assert_eq!((0..3).map(of).sum::<usize>(), 250_001);
    }
}
