//! The fold: from the events of one entry to its state, and which entries have to be folded again.

use std::num::NonZero;
use std::thread;

use super::{Book, EntryIx, Maybe, Record};
use crate::ledger::event::Act;
use crate::ledger::ids::ItemRef;
use crate::ledger::stage::{Bar, Ev, State};

/// Entries that are folded before any of them is taken over: what both states of an entry cost in memory stays small.
const BLOCK: usize = 16_384;

/// Fewer entries are folded sooner than a thread is started.
const WORTH_A_THREAD: usize = 2_048;

/// So many changed entries are told apart from the others.
const FEW: usize = 8_192;

/// An entry folded again.
struct Folded {
    ix: EntryIx,
    /// Its events, when their order had to be restored.
    order: Option<Vec<Ev>>,
    state: State,
    skipped: Vec<(Ev, Bar)>,
    conflicts: Vec<(Ev, Ev)>,
}

impl Book {
    /// Files an event under its entry, with the next [`settle`](Self::settle).
    pub(super) fn file(&mut self, ix: EntryIx, ev: Ev) {
        self.filed.push((ix, ev));
    }

    /// Undoes or redoes a batch, unless a later event of that sort is known.
    pub(super) fn switch(&mut self, batch: u32, ev: Ev) {
        let before = self
            .batches
            .get(batch as usize)
            .and_then(|b| b.switch.get());
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
        let (Some(known), Some(was)) = (
            self.batches.get_mut(batch as usize),
            self.undone.get_mut(batch as usize),
        ) else {
            return;
        };
        known.switch = Maybe(ev);
        let changed = std::mem::replace(was, undone) != undone;
        if changed {
            let hit = self.entries_within(batch);
            self.touched.extend(hit);
        }
    }

    /// The events of a batch, the last one to arrive first.
    pub(super) fn within(&self, batch: u32) -> impl Iterator<Item = (Ev, &Record)> {
        let record = |ev: Ev| Some((ev, self.records.get(ev as usize)?));
        let last = self.batches.get(batch as usize).and_then(|b| b.last.get());
        std::iter::successors(last.and_then(record), move |(_, r)| record(r.before.get()?))
    }

    /// Brings the book up to date with what was pushed. Entries are folded apart from one another: very many of them by
    /// all processors.
    pub fn settle(&mut self) {
        let mut touched = std::mem::take(&mut self.touched);
        touched.extend(self.hand_out());
        touched.sort_unstable();
        touched.dedup();
        for block in touched.chunks(BLOCK) {
            for folded in self.fold_block(block) {
                self.take_over(folded);
            }
        }
        // the rank of one row that people added may change that of others
        let grown = std::mem::take(&mut self.grown);
        if grown {
            self.rank_added();
        }
        let replaces = std::mem::take(&mut self.replaces);
        let few = !grown && !replaces && touched.len() <= FEW;
        self.changed = few.then_some(touched);
        self.version += 1;
    }

    /// Gives the filed events to their entries, those of one entry together: a push alone would be a jump through memory
    /// for each event. Tells which entries got any.
    fn hand_out(&mut self) -> Vec<EntryIx> {
        let mut filed = std::mem::take(&mut self.filed);
        filed.sort_unstable();
        let mut got = Vec::new();
        for events in filed.chunk_by(|a, b| a.0 == b.0) {
            let Some((ix, _)) = events.first() else {
                continue;
            };
            if let Some(entry) = self.entries.get_mut(*ix as usize) {
                entry.events.extend(events.iter().map(|(_, ev)| *ev));
                got.push(*ix);
            }
        }
        got
    }

    fn fold_block(&self, block: &[EntryIx]) -> Vec<Folded> {
        let fold_all = |part: &[EntryIx]| -> Vec<Folded> {
            part.iter().filter_map(|ix| self.folded(*ix)).collect()
        };
        if block.len() < WORTH_A_THREAD {
            return fold_all(block);
        }
        let hands = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            let parts = block.chunks(block.len().div_ceil(hands));
            let others: Vec<_> = parts
                .clone()
                .skip(1)
                .map(|part| scope.spawn(move || fold_all(part)))
                .collect();
            let mut all: Vec<Folded> = parts.take(1).flat_map(fold_all).collect();
            for other in others {
                match other.join() {
                    Ok(part) => all.extend(part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        })
    }

    /// Makes the version grow on from that of the book which this one replaces.
    pub(in crate::ledger) fn continue_from(&mut self, old: &Self) {
        self.version = old.version;
        self.replaces = true;
    }

    fn folded(&self, ix: EntryIx) -> Option<Folded> {
        let known = &self.entry(ix)?.events;
        let is_sorted = known.is_sorted_by_key(|ev| self.order(*ev));
        let order = (!is_sorted).then(|| {
            let mut events = known.clone();
            events.sort_by_key(|ev| self.order(*ev));
            events
        });
        let events = order.as_ref().unwrap_or(known);
        let (state, skipped) = self.fold(ix, events, |r| !self.is_undone(r));
        let conflicts = self.conflicts_of(events);
        Some(Folded {
            ix,
            order,
            state,
            skipped,
            conflicts,
        })
    }

    fn take_over(&mut self, folded: Folded) {
        if let Some(entry) = self.entries.get_mut(folded.ix as usize) {
            (entry.state, entry.skipped, entry.conflicts) =
                (folded.state, folded.skipped, folded.conflicts);
            if let Some(order) = folded.order {
                entry.events = order;
            }
        }
        self.set_live(folded.ix);
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
