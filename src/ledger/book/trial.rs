//! What would be if a batch did, or did not, count.

use std::collections::HashSet;

use super::{Book, EntryIx, Record};
use crate::ledger::ids::BatchId;
use crate::ledger::stage::Ev;

impl Book {
    /// The entries on which later work would be lost if a batch counted, or did not: acts that count now would not be
    /// legal any more, or the row that they are about would not be there.
    pub fn built_upon(&self, batch: BatchId, counts: bool) -> Vec<EntryIx> {
        let Some(batch) = self.batch_ix.get(&batch).copied() else {
            return Vec::new();
        };
        let entries = self.entries_within(batch).into_iter();
        entries
            .filter(|ix| self.would_lose(*ix, batch, counts))
            .collect()
    }

    fn would_lose(&self, ix: EntryIx, batch: u32, counts: bool) -> bool {
        let Some(entry) = self.entry(ix) else {
            return false;
        };
        let mut others = self.others(ix, batch);
        if counts {
            // what was known at the undo stood with the batch or was void beside it: a redo takes nothing from it
            let undone = self
                .batches
                .get(batch as usize)
                .and_then(|b| b.switch.get());
            others.retain(|ev| undone.is_none_or(|undone| *ev > undone));
        }
        let then = |r: &Record| {
            if r.batch == batch {
                counts
            } else {
                !self.is_undone(r)
            }
        };
        let (state, skipped) = self.fold(ix, &entry.events, then);
        let vanishes = !counts && entry.live && !self.is_live(ix, &state, then);
        let has_work = others.iter().any(|ev| {
            let record = self.records.get(*ev as usize);
            record.is_some_and(|r| !r.brings(ix))
        });
        (vanishes && has_work) || skipped.iter().any(|(ev, _)| others.contains(ev))
    }

    /// The events of an entry that count now and are not of this batch.
    fn others(&self, ix: EntryIx, batch: u32) -> HashSet<Ev> {
        let Some(entry) = self.entry(ix) else {
            return HashSet::new();
        };
        let skipped: HashSet<Ev> = entry.skipped.iter().map(|(ev, _)| *ev).collect();
        let overruled = self.overruled(&entry.events, |r| !self.is_undone(r));
        let counts = |ev: &Ev| {
            let record = self.records.get(*ev as usize);
            record.is_some_and(|r| {
                r.batch != batch && !self.is_undone(r) && !overruled.contains(&self.id_of(r))
            })
        };
        let events = entry.events.iter().copied();
        events
            .filter(|ev| !skipped.contains(ev) && counts(ev))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::decide::{Intent, Pick, Policy, Refusal};
    use crate::ledger::event::{Act, OwnFinding};
    use crate::ledger::session::{Outcome, Stamp, follow, record};
    use crate::ledger::stage::{Bar, Stage};
    use crate::ledger::store::memory::{MemoryStore, Shared};
    use crate::ledger::testing::{REPORT, at, batch, book, writer};

    struct Person(Book, MemoryStore);

    impl Person {
        fn new(who: u128, shared: &Shared) -> Self {
            Self(book(), MemoryStore::new(REPORT, writer(who), shared))
        }

        fn does(&mut self, no: u8, intent: &Intent) -> Outcome {
            let stamp = Stamp {
                who: "督学甲".into(),
                now: at(no.into()),
                batch: batch(no.into()),
                policy: Policy::default(),
            };
            record(&mut self.0, &mut self.1, intent, &stamp).unwrap()
        }

        fn acts(&mut self, no: u8, ix: EntryIx, act: Act) -> Outcome {
            self.does(no, &Intent::Acts(vec![(ix, act)]))
        }
    }

    fn pair() -> (Person, Person) {
        let shared = Shared::default();
        (Person::new(1, &shared), Person::new(2, &shared))
    }

    fn refused(outcome: &Outcome) -> Vec<Bar> {
        let bar = |r: &Refusal| match r {
            Refusal::Entry { bar, .. } => bar.clone(),
            other => panic!("{other:?}"),
        };
        outcome.decision.refused.iter().map(bar).collect()
    }

    fn objected() -> Act {
        Act::Objected {
            reason: "数据口径".into(),
        }
    }

    #[test]
    fn an_undo_under_what_another_did_is_refused() {
        let (mut a, mut b) = pair();
        a.does(1, &Intent::Tick(vec![Pick::All(0)]));
        b.does(2, &Intent::Close(vec![0]));
        let undo = a.does(3, &Intent::Undo);
        assert_eq!((refused(&undo), undo.written), (vec![Bar::BuiltUpon], 0));
        assert_eq!(a.0.stage(0), Some(Stage::Closed));
    }

    #[test]
    fn a_redo_that_would_void_what_another_did_since_is_refused() {
        let (mut a, mut b) = pair();
        a.acts(1, 0, objected());
        a.does(2, &Intent::Undo);
        b.does(3, &Intent::Tick(vec![Pick::All(0)]));
        b.does(4, &Intent::Close(vec![0]));
        let redo = a.does(5, &Intent::Redo);
        assert_eq!((refused(&redo), redo.written), (vec![Bar::BuiltUpon], 0));
        follow(&mut b.0, &mut b.1).unwrap();
        for book in [&a.0, &b.0] {
            assert_eq!((book.stage(0), book.skipped()), (Some(Stage::Closed), 0));
        }
    }

    #[test]
    fn a_redo_brings_back_what_nothing_stands_against() {
        let (mut a, _) = pair();
        a.acts(1, 0, objected());
        a.does(2, &Intent::Undo);
        assert_eq!(a.0.stage(0), Some(Stage::Open));
        assert_eq!(a.does(3, &Intent::Redo).written, 1);
        assert_eq!(a.0.stage(0), Some(Stage::Objected));
    }

    #[test]
    fn an_attribution_is_not_undone_from_under_what_another_ticked() {
        let (mut a, mut b) = pair();
        let from = a.0.find("1.1@none").unwrap();
        let (to, reason) = ("lingang".into(), "实地核查".into());
        a.acts(1, from, Act::Attributed { to, reason });
        follow(&mut b.0, &mut b.1).unwrap();
        let row = b.0.find("1.1@lingang").unwrap();
        b.does(2, &Intent::Tick(vec![Pick::All(row)]));
        let undo = a.does(3, &Intent::Undo);
        assert_eq!((refused(&undo), undo.written), (vec![Bar::BuiltUpon], 0));
        let row = a.0.find("1.1@lingang").unwrap();
        assert!(a.0.entry(row).unwrap().live);
        b.does(4, &Intent::Undo);
        assert_eq!(a.does(5, &Intent::Undo).written, 1, "nothing rests on it");
    }

    #[test]
    fn an_own_finding_is_not_undone_from_under_what_another_did() {
        let (mut a, mut b) = pair();
        let finding = OwnFinding {
            unit: "lingang".into(),
            category: "policy".into(),
            title: "校舍".into(),
            statement: "".into(),
            source: "".into(),
        };
        a.does(1, &Intent::AddFinding(finding, Vec::new()));
        follow(&mut b.0, &mut b.1).unwrap();
        let row = b.0.find("+1@lingang").unwrap();
        b.does(2, &Intent::Note(row, "已排查".into()));
        let undo = a.does(3, &Intent::Undo);
        assert_eq!((refused(&undo), undo.written), (vec![Bar::BuiltUpon], 0));
    }

    #[test]
    fn two_first_due_dates_do_not_stand_in_the_way_of_an_undo() {
        let (one, two) = (Shared::default(), Shared::default());
        let (mut a, mut b) = (Person::new(1, &one), Person::new(2, &two));
        let due = |day| Act::DueSet {
            to: jiff::civil::date(2024, 1, day),
        };
        a.acts(1, 0, due(1));
        b.acts(2, 0, due(2));
        let news = two.lock().unwrap().clone();
        one.lock().unwrap().extend(news);
        a.does(3, &Intent::Tick(vec![Pick::All(0)]));
        assert_eq!(a.0.skipped(), 0);
        let undo = a.does(4, &Intent::Undo);
        assert_eq!((refused(&undo), undo.written), (vec![], 1));
    }
}
