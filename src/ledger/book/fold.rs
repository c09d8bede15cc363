//! The fold: from the events of one entry to its state, and which entries have to be folded again.

use super::{Book, EntryIx, Record};
use crate::ledger::event::Act;
use crate::ledger::ids::ItemRef;
use crate::ledger::stage::{Bar, Ev, State};

impl Book {
    /// Files an event under its entry, noting whether the fold order has to be restored.
    pub(super) fn file(&mut self, ix: EntryIx, ev: Ev) {
        let last = self
            .entries
            .get(ix as usize)
            .and_then(|e| e.events.last().copied());
        let in_order = last.is_none_or(|last| self.order(last) < self.order(ev));
        if let Some(entry) = self.entries.get_mut(ix as usize) {
            entry.events.push(ev);
            self.touched.insert(ix);
            if !in_order {
                self.resort.insert(ix);
            }
        }
    }

    /// Undoes or redoes a batch, unless a later event of that sort is known.
    pub(super) fn switch(&mut self, batch: u32, ev: Ev) {
        let before = self.batches.get(batch as usize).and_then(|b| b.switch);
        if before.is_some_and(|before| self.order(before) > self.order(ev)) {
            return;
        }
        let undone = matches!(
            self.records.get(ev as usize),
            Some(Record {
                act: Act::Undone { .. },
                ..
            })
        );
        let Some(known) = self.batches.get_mut(batch as usize) else {
            return;
        };
        let changed = known.undone != undone;
        (known.switch, known.undone) = (Some(ev), undone);
        if changed {
            let hit = self.entries_within(batch);
            self.touched.extend(hit);
        }
    }

    /// The events of a batch, the last one to arrive first.
    pub(super) fn within(&self, batch: u32) -> impl Iterator<Item = (Ev, &Record)> {
        let record = |ev: Ev| Some((ev, self.records.get(ev as usize)?));
        let last = self.batches.get(batch as usize).and_then(|b| b.last);
        std::iter::successors(last.and_then(record), move |(_, r)| record(r.before?))
    }

    /// Brings the book up to date with what was pushed.
    pub fn settle(&mut self) {
        if self.touched.is_empty() {
            self.version += 1;
            return;
        }
        let touched = std::mem::take(&mut self.touched);
        let resort = std::mem::take(&mut self.resort);
        for ix in touched {
            self.refold(ix, resort.contains(&ix));
        }
        if std::mem::take(&mut self.grown) {
            self.rank_added();
        }
        self.version += 1;
    }

    /// Makes the version grow on from that of the book which this one replaces.
    pub(in crate::ledger) fn continue_from(&mut self, old: &Self) {
        self.version = old.version;
    }

    fn refold(&mut self, ix: EntryIx, resort: bool) {
        let Some(entry) = self.entries.get_mut(ix as usize) else {
            return;
        };
        let mut events = std::mem::take(&mut entry.events);
        if resort {
            events.sort_by_key(|ev| self.order(*ev));
        }
        let (state, skipped) = self.fold(ix, &events, |r| !self.is_undone(r));
        let conflicts = self.conflicts_of(&events);
        if let Some(entry) = self.entries.get_mut(ix as usize) {
            (entry.state, entry.skipped, entry.events, entry.conflicts) =
                (state, skipped, events, conflicts);
        }
        self.set_live(ix);
    }

    /// The state of an entry from those of its events that count, and the events that were not legal.
    pub(super) fn fold(
        &self,
        ix: EntryIx,
        events: &[Ev],
        counts: impl Fn(&Record) -> bool,
    ) -> (State, Vec<(Ev, Bar)>) {
        self.fold_along(ix, events, counts, |_, _, _| ())
    }

    /// [`fold`](Self::fold), with a look at the state after each event that counts.
    pub(super) fn fold_along(
        &self,
        ix: EntryIx,
        events: &[Ev],
        counts: impl Fn(&Record) -> bool,
        mut see: impl FnMut(Ev, &Record, &State),
    ) -> (State, Vec<(Ev, Bar)>) {
        let (mut state, mut skipped) = (self.before_events(ix), Vec::new());
        let overruled = self.overruled(events, &counts);
        for &ev in events {
            let Some(r) = self.records.get(ev as usize).filter(|r| counts(r)) else {
                continue;
            };
            if !overruled.contains(&self.id_of(r)) {
                let own = ItemRef::Added(self.id_of(r));
                match state.step(&r.act, ev, own) {
                    Err(Bar::HasDue) if self.is_rival(state.first_due, ev) => {
                        state.overrule_due(ev);
                    }
                    Err(bar) => skipped.push((ev, bar)),
                    Ok(()) => {}
                }
            }
            see(ev, r, &state);
        }
        (state, skipped)
    }
}
