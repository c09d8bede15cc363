//! What recording needs to know of the book: predecessors and times.

use jiff::Timestamp;

use super::{Book, EntryIx};
use crate::ledger::event::{Act, Field};
use crate::ledger::ids::EventId;

/// What recording needs to know.
impl Book {
    /// The event that last set a field of an entry, or last switched a batch.
    pub fn set_by(&self, entry: Option<EntryIx>, field: Field) -> Option<EventId> {
        match field {
            Field::Batch(batch) => self.batch_switch(batch),
            _ => self
                .event(self.entry(entry?)?.state.set_by(field)?)
                .map(|e| e.id),
        }
    }

    /// The time for the next events: `now`, but later than every time in the book that is at most `tolerance` ahead.
    pub fn clock(&self, now: Timestamp, tolerance: jiff::SignedDuration) -> Timestamp {
        let now_ms = now.as_millisecond();
        let limit = now
            .checked_add(tolerance)
            .unwrap_or(Timestamp::MAX)
            .as_millisecond();
        let seen = if self.max_at <= limit {
            Some(self.max_at)
        } else {
            self.records
                .iter()
                .map(|r| r.at)
                .filter(|at| *at <= limit)
                .max()
        };
        let ms = seen.map_or(now_ms, |seen| now_ms.max(seen.saturating_add(1)));
        Timestamp::from_millisecond(ms).unwrap_or(now)
    }

    /// The latest time among the events that an act is about: an effect never sorts before its cause.
    pub fn cause(&self, entry: Option<EntryIx>, act: &Act) -> Option<Timestamp> {
        match act {
            Act::Undone { batch } | Act::Redone { batch } => {
                let switch = self
                    .batch_ix
                    .get(batch)
                    .and_then(|ix| self.batches.get(*ix as usize)?.switch.get());
                self.batch_events(*batch)
                    .into_iter()
                    .chain(switch)
                    .filter_map(|ev| self.time_of(ev))
                    .max()
            }
            _ => self
                .entry(entry?)?
                .events
                .last()
                .and_then(|ev| self.time_of(*ev)),
        }
    }
}
