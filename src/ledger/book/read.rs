//! Reading the book: rows, values, history, names.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Book, Entry, EntryIx, EventRef};
use crate::ledger::event::{Act, Horizon};
use crate::ledger::ids::{BatchId, EventId, ItemRef, WriterId};
use crate::ledger::stage::{Ev, Stage};
use crate::report::{Report, Text, Unit};

/// Reading the book.
impl Book {
    /// The report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The report, shared.
    pub fn report_arc(&self) -> Arc<Report> {
        Arc::clone(&self.report)
    }

    /// Grows with every change; equal numbers mean an equal book.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The entries that are not as they were in the version before this one, in ascending order; `None` where this is
    /// not the version after `version`, or any entry may have changed.
    pub fn changed_since(&self, version: u64) -> Option<&[EntryIx]> {
        let is_next = version.checked_add(1) == Some(self.version);
        self.changed.as_deref().filter(|_| is_next)
    }

    /// All entries, in the report's order, then added ones; those that do not count included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One entry.
    pub fn entry(&self, ix: EntryIx) -> Option<&Entry> {
        self.entries.get(ix as usize)
    }

    /// The unit of an entry; `None` where nobody was named.
    pub fn unit(&self, entry: &Entry) -> Option<&Unit> {
        self.report.units.get(entry.unit? as usize)
    }

    /// Number of events taken in.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// One event.
    pub fn event(&self, ev: Ev) -> Option<EventRef<'_>> {
        let r = self.records.get(ev as usize)?;
        Some(EventRef {
            id: self.id_of(r),
            at: Timestamp::from_millisecond(r.at).unwrap_or(Timestamp::MAX),
            who: self.names.get(r.who as usize).map_or("", |n| n),
            batch: self
                .batches
                .get(r.batch as usize)
                .map_or(BatchId(uuid::Uuid::nil()), |b| b.id),
            entry: r.entry.get(),
            act: &r.act,
            undone: self.is_undone(r),
            was: r.was.0.get().and_then(|writer| {
                let writer = *self.writers.get(writer as usize)?;
                Some(EventId {
                    writer,
                    seq: r.was.1,
                })
            }),
        })
    }

    /// What had set the field of an event when it was made, as far as this book holds it.
    pub fn predecessor(&self, event: &EventRef<'_>) -> Option<EventRef<'_>> {
        let was = event.was?;
        let events = self.entry(event.entry?)?.events.iter();
        let mut known = events.filter_map(|ev| self.event(*ev));
        known.find(|e| e.id == was)
    }

    /// All events in the order in which they were taken in.
    pub fn all(&self) -> impl Iterator<Item = EventRef<'_>> {
        (0..).map_while(|ev| self.event(ev))
    }

    /// All events in fold order.
    pub fn history(&self) -> Vec<Ev> {
        let mut all: Vec<Ev> = (0..Ev::try_from(self.records.len()).unwrap_or(Ev::MAX)).collect();
        all.sort_by_key(|ev| self.order(*ev));
        all
    }

    /// Whether a batch was undone and not redone.
    pub fn is_batch_undone(&self, batch: BatchId) -> bool {
        self.batch_ix
            .get(&batch)
            .is_some_and(|ix| self.is_batch_off(*ix))
    }

    /// The event that last undid or redid a batch.
    pub fn batch_switch(&self, batch: BatchId) -> Option<EventId> {
        let ix = self.batch_ix.get(&batch)?;
        self.event(self.batches.get(*ix as usize)?.switch.get()?)
            .map(|e| e.id)
    }

    /// The events of a batch in the order of their file.
    pub fn batch_events(&self, batch: BatchId) -> Vec<Ev> {
        let Some(ix) = self.batch_ix.get(&batch) else {
            return Vec::new();
        };
        let mut events: Vec<Ev> = self.within(*ix).map(|(ev, _)| ev).collect();
        events.reverse();
        events
    }

    /// The last batch of a writer that can be undone.
    pub fn last_done(&self, writer: WriterId) -> Option<BatchId> {
        let writer = *self.writer_ix.get(&writer)?;
        let own = self
            .records
            .iter()
            .rev()
            .filter(|r| r.writer == writer && !r.act.is_about_a_batch());
        let batch = own.map(|r| r.batch).find(|b| !self.is_batch_off(*b))?;
        self.batches.get(batch as usize).map(|b| b.id)
    }

    /// The batch that a redo of a writer brings back: the last one undone, if nothing was done since.
    pub fn last_undone(&self, writer: WriterId) -> Option<BatchId> {
        let writer = *self.writer_ix.get(&writer)?;
        let mut redone = 0_usize;
        for r in self.records.iter().rev().filter(|r| r.writer == writer) {
            match r.act {
                Act::Redone { .. } => redone += 1,
                Act::Undone { .. } if redone > 0 => redone -= 1,
                Act::Undone { batch } => return Some(batch),
                _ => return None,
            }
        }
        None
    }

    /// Names of all who recorded something, in the order in which they became known.
    pub fn people(&self) -> &[Arc<str>] {
        &self.names
    }

    /// Name of a writer as of its last event.
    pub fn writer_name(&self, writer: WriterId) -> Option<&str> {
        let ix = *self.writer_ix.get(&writer)?;
        let last = self.records.iter().rev().find(|r| r.writer == ix)?;
        self.names.get(last.who as usize).map(|n| &**n)
    }

    /// Events whose kind this version does not know.
    pub fn unknown_kinds(&self) -> usize {
        self.unknown_kinds
    }

    /// Events that were not legal when their turn came.
    pub fn skipped(&self) -> usize {
        self.entries.iter().map(|e| e.skipped.len()).sum()
    }

    /// Time of the last event, in fold order.
    pub fn latest(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.max_at)
            .ok()
            .filter(|_| !self.is_empty())
    }

    /// Time of an event by its id.
    pub fn time_of(&self, ev: Ev) -> Option<Timestamp> {
        let record = self.records.get(ev as usize)?;
        Timestamp::from_millisecond(record.at).ok()
    }

    /// What an event did; less work than the whole [`event`](Self::event).
    fn act(&self, ev: Ev) -> Option<&Act> {
        self.records.get(ev as usize).map(|r| &r.act)
    }

    /// The text of an item: the report's, or what a person wrote (then the same in both languages).
    pub fn item_text(&self, entry: &Entry, ix: usize) -> Option<Text> {
        let item = entry.state.items.get(ix)?;
        match item.key {
            ItemRef::Suggested(n) => self
                .finding(entry)?
                .items
                .get((n as usize).checked_sub(1)?)
                .map(|i| i.text.clone()),
            ItemRef::Added(_) => match self.event(item.text_by?)?.act {
                Act::ItemAdded { text } | Act::ItemReworded { text, .. } => Some(Text {
                    zh: text.to_string(),
                    en: text.to_string(),
                }),
                _ => None,
            },
        }
    }

    /// Short name of an item within its entry: `2` for suggested ones, `+1` for added ones, in fold order.
    pub fn item_label(entry: &Entry, key: ItemRef) -> String {
        match key {
            ItemRef::Suggested(n) => n.to_string(),
            ItemRef::Added(_) => {
                let added = entry
                    .state
                    .items
                    .iter()
                    .filter(|i| matches!(i.key, ItemRef::Added(_)));
                let at = added
                    .zip(1..)
                    .find(|(i, _)| i.key == key)
                    .map_or(0, |(_, n)| n);
                format!("+{at}")
            }
        }
    }

    /// The stage of an entry.
    pub fn stage(&self, ix: EntryIx) -> Option<Stage> {
        self.entry(ix).map(|e| e.state.stage())
    }

    fn text_set(&self, by: Option<Ev>) -> Option<&str> {
        let (Act::LeadSet { to: text }
        | Act::PartnersSet { to: text }
        | Act::PersonSet { to: text }
        | Act::MeasureSet { to: text }) = self.act(by?)?
        else {
            return None;
        };
        (!text.trim().is_empty()).then_some(text)
    }

    /// Lead unit.
    pub fn lead(&self, entry: &Entry) -> Option<&str> {
        self.text_set(entry.state.lead)
    }

    /// Partners.
    pub fn partners(&self, entry: &Entry) -> Option<&str> {
        self.text_set(entry.state.partners)
    }

    /// Person in charge.
    pub fn person(&self, entry: &Entry) -> Option<&str> {
        self.text_set(entry.state.person)
    }

    /// Measure.
    pub fn measure(&self, entry: &Entry) -> Option<&str> {
        self.text_set(entry.state.measure)
    }

    /// Horizon.
    pub fn horizon(&self, entry: &Entry) -> Option<Horizon> {
        match self.act(entry.state.horizon?)? {
            Act::HorizonSet { to } => Some(*to),
            _ => None,
        }
    }

    /// The entry of an earlier edition that this one goes on from: report, entry, and how many editions had it before.
    pub fn origin(&self, entry: &Entry) -> Option<(&str, &str, u32)> {
        match self.event(entry.state.origin?)?.act {
            Act::CarriedOver { from, row, times } => Some((from, row, *times)),
            _ => None,
        }
    }

    /// How many editions before this one had the problem: 0 unless it was carried over.
    pub fn repeats(&self, entry: &Entry) -> u32 {
        self.origin(entry).map_or(0, |(_, _, times)| times)
    }

    /// Due date in force.
    pub fn due(&self, entry: &Entry) -> Option<Date> {
        self.date_set(entry.state.due)
    }

    /// First due date.
    pub fn first_due(&self, entry: &Entry) -> Option<Date> {
        self.date_set(entry.state.first_due)
    }

    fn date_set(&self, by: Option<Ev>) -> Option<Date> {
        match self.act(by?)? {
            Act::DueSet { to } | Act::Extended { to, .. } => Some(*to),
            _ => None,
        }
    }
}
