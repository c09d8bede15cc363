//! Pairs of events that were made in ignorance of each other.

use std::collections::{HashMap, HashSet};

use super::{Book, Maybe, Record};
use crate::ledger::event::{Act, Field};
use crate::ledger::ids::EventId;
use crate::ledger::stage::Ev;

impl Book {
    /// Pairs that set one field from the same predecessor, by different writers, to different effect, and that nobody
    /// has settled. The second of a pair is the later one.
    pub(super) fn conflicts_of(&self, events: &[Ev]) -> Vec<(Ev, Ev)> {
        let record = |ev: Ev| self.records.get(ev as usize);
        let mut writers = events.iter().filter_map(|e| record(*e)).map(|r| r.writer);
        let first = writers.next();
        if writers.all(|w| Some(w) == first) {
            return Vec::new();
        }
        let overruled = self.overruled(events, |r| !self.is_undone(r));
        let mut last: HashMap<(Field, (Maybe, u32)), Ev> = HashMap::new();
        let mut pairs = Vec::new();
        for &ev in events {
            let Some(r) = record(ev) else { continue };
            let Some(field) = r.act.field() else { continue };
            if self.is_undone(r) || overruled.contains(&self.id_of(r)) {
                continue;
            }
            if let Some(before) = last.insert((field, r.was), ev)
                && record(before).is_some_and(|b| b.writer != r.writer && b.act != r.act)
            {
                pairs.push((before, ev));
            }
        }
        pairs
    }

    /// The events of an entry that a settlement leaves out, if it counts itself.
    pub(super) fn overruled(
        &self,
        events: &[Ev],
        counts: impl Fn(&Record) -> bool,
    ) -> HashSet<EventId> {
        let records = events
            .iter()
            .filter_map(|ev| self.records.get(*ev as usize));
        records
            .filter(|r| counts(r))
            .filter_map(|r| match r.act {
                Act::ConflictSettled(ref settled) => Some(settled.over),
                _ => None,
            })
            .collect()
    }
}
