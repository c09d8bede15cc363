//! Pairs of events that were made in ignorance of each other.

use std::collections::{HashMap, HashSet};

use super::Book;
use crate::ledger::event::Field;
use crate::ledger::stage::{Bar, Ev};

impl Book {
    /// Pairs that set one field from the same predecessor, by different writers, to different effect.
    pub(super) fn conflicts_of(&self, events: &[Ev], skipped: &[(Ev, Bar)]) -> Vec<(Ev, Ev)> {
        let record = |ev: Ev| self.records.get(ev as usize);
        let one_writer = events
            .iter()
            .filter_map(|e| record(*e))
            .map(|r| r.writer)
            .collect::<HashSet<_>>()
            .len()
            < 2;
        if one_writer {
            return Vec::new();
        }
        let mut last: HashMap<(Field, Option<(u32, u32)>), Ev> = HashMap::new();
        let mut pairs = Vec::new();
        for &ev in events {
            let Some(r) = record(ev) else { continue };
            let Some(field) = r.act.field() else { continue };
            if self.is_undone(r) || skipped.iter().any(|(s, _)| *s == ev) {
                continue;
            }
            if let Some(before) = last.insert((field, r.was), ev) {
                let differs =
                    record(before).is_some_and(|b| b.writer != r.writer && b.act != r.act);
                if differs {
                    pairs.push((before, ev));
                }
            }
        }
        pairs
    }
}
