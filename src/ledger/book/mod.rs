//! The book: the state folded from report and events.
//!
//! The fold of one entry needs only that entry's events, so a change costs one entry's events and nothing else.
//! It is total and does not depend on the order in which files arrive: events are ordered by
//! (`at`, writer, `seq`), batches that were undone are left out, an act that is not legal is skipped and counted.

mod conflict;
mod course;
mod fold;
mod own;
mod read;
mod recording;
mod rows;
mod trial;

pub use rows::Entry;
use rows::entries_of;

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use jiff::Timestamp;

use super::event::{Act, Event};
use super::ids::{BatchId, EntryId, EventId, WriterId};
use super::stage::Ev;
use crate::report::Report;
use own::Own;

/// Room for more events than this is made when they come.
const MOST_EXPECTED: usize = 2_000_000;

/// Index of an entry in its book.
pub type EntryIx = u32;

/// An event as it stands in the book.
#[derive(Debug, Clone, Copy)]
pub struct EventRef<'a> {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: &'a str,
    /// The gesture it belongs to.
    pub batch: BatchId,
    /// The entry it is about, if this report has it.
    pub entry: Option<EntryIx>,
    /// What.
    pub act: &'a Act,
    /// Whether its batch is undone.
    pub undone: bool,
    /// The event that had set the same field when this one was made.
    pub was: Option<EventId>,
}

/// A number that may be absent, in four bytes; the highest one stands for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Maybe(u32);

impl Maybe {
    const NONE: Self = Self(u32::MAX);

    fn get(self) -> Option<u32> {
        (self != Self::NONE).then_some(self.0)
    }
}

impl From<Option<u32>> for Maybe {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::NONE, Self)
    }
}

/// An event. There may be a million: it holds numbers instead of names.
#[derive(Debug)]
struct Record {
    at: i64,
    seq: u32,
    writer: u32,
    who: u32,
    batch: u32,
    /// The event before this one in the same batch, in the order of arrival.
    before: Maybe,
    entry: Maybe,
    /// Writer and number of the event that last set the same field; no writer where there is none.
    was: (Maybe, u32),
    act: Act,
}

#[derive(Debug)]
struct Batch {
    id: BatchId,
    /// The event that arrived last; `Record::before` leads to the others.
    last: Maybe,
    /// Last `Undone` or `Redone` about it, in fold order.
    switch: Maybe,
}

/// Report and events, folded.
#[derive(Debug)]
pub struct Book {
    report: Arc<Report>,
    entries: Vec<Entry>,
    by_id: HashMap<EntryId, EntryIx>,
    /// The entry that was found last: often the next event is about it, too.
    located: Option<(EntryId, EntryIx)>,
    records: Vec<Record>,
    writers: Vec<WriterId>,
    writer_ix: HashMap<WriterId, u32>,
    names: Vec<Arc<str>>,
    name_ix: HashMap<Arc<str>, u32>,
    batches: Vec<Batch>,
    /// Whether each batch is undone: apart from the rest of it, since this is asked for every event.
    undone: Vec<bool>,
    batch_ix: HashMap<BatchId, u32>,
    /// Entries to fold again, some more than once.
    touched: Vec<EntryIx>,
    /// Events that are not with their entries yet.
    filed: Vec<(EntryIx, Ev)>,
    unknown_kinds: usize,
    /// Acts that are about no entry although their kind needs one.
    homeless: usize,
    /// Events about entries that are not known (yet), by entry id.
    orphans: HashMap<EntryId, Vec<Ev>>,
    /// Findings that people added, in the order in which they became known.
    own: Vec<Own>,
    /// Rows that are not the report's, as they are listed.
    added: Vec<EntryIx>,
    /// Places of own findings in fold order, from 1.
    ranks: HashMap<Ev, u32>,
    grown: bool,
    max_at: i64,
    version: u64,
    /// The entries that the last step changed, in order; `None` where it may have changed any.
    changed: Option<Vec<EntryIx>>,
    /// It takes the place of another book: the next step may change any entry.
    replaces: bool,
}

impl Book {
    /// The book of a report without any event.
    pub fn new(report: Arc<Report>) -> Self {
        let entries = entries_of(&report);
        let by_id = entries
            .iter()
            .zip(0..)
            .map(|(e, ix)| (e.id.clone(), ix))
            .collect();
        Self {
            report,
            entries,
            by_id,
            located: None,
            records: Vec::new(),
            writers: Vec::new(),
            writer_ix: HashMap::new(),
            names: Vec::new(),
            name_ix: HashMap::new(),
            batches: Vec::new(),
            undone: Vec::new(),
            batch_ix: HashMap::new(),
            touched: Vec::new(),
            filed: Vec::new(),
            unknown_kinds: 0,
            homeless: 0,
            orphans: HashMap::new(),
            own: Vec::new(),
            added: Vec::new(),
            ranks: HashMap::new(),
            grown: false,
            max_at: i64::MIN,
            version: 0,
            changed: None,
            replaces: false,
        }
    }

    /// Makes room for about so many events, at once instead of again and again.
    pub fn expect(&mut self, events: usize) {
        // what a file claims by its length need not be true
        let events = events.min(MOST_EXPECTED);
        // a gesture is an event or a few
        let batches = events / 3;
        self.records.reserve(events);
        self.filed.reserve(events);
        self.batches.reserve(batches);
        self.undone.reserve(batches);
        self.batch_ix.reserve(batches);
    }

    /// Takes an event in; the book is up to date again after [`settle`](Self::settle).
    pub fn push(&mut self, mut event: Event) {
        if matches!(event.act, Act::FindingAdded(_)) {
            // it brings its own entry with it
            event.entry = None;
        }
        let ev = Ev::try_from(self.records.len()).unwrap_or(Ev::MAX);
        let entry = event.entry.as_ref().and_then(|id| self.locate(id));
        self.unknown_kinds += usize::from(matches!(event.act, Act::Unknown { .. }));
        let is_homeless = !matches!(
            event.act,
            Act::FindingAdded(_) | Act::Undone { .. } | Act::Redone { .. } | Act::Unknown { .. }
        );
        let writer = self.intern_writer(event.id.writer);
        let batch = self.intern_batch(event.batch);
        let before = self
            .batches
            .get_mut(batch as usize)
            .map_or(Maybe::NONE, |b| std::mem::replace(&mut b.last, Maybe(ev)));
        let record = Record {
            at: event.at.as_millisecond(),
            seq: event.id.seq,
            writer,
            who: self.intern_name(&event.who),
            batch,
            before,
            entry: entry.into(),
            was: event.was.map_or((Maybe::NONE, 0), |w| {
                (Maybe(self.intern_writer(w.writer)), w.seq)
            }),
            act: event.act,
        };
        let about = record.entry.get();
        self.max_at = self.max_at.max(record.at);
        let switched = match record.act {
            Act::Undone { batch } | Act::Redone { batch } => Some(self.intern_batch(batch)),
            _ => None,
        };
        self.records.push(record);
        if let Some(batch) = switched {
            self.switch(batch, ev);
        }
        match (about, event.entry) {
            (Some(ix), _) => self.file(ix, ev),
            (None, Some(id)) => self.orphans.entry(id).or_default().push(ev),
            (None, None) => self.homeless += usize::from(is_homeless),
        }
        self.grow(ev);
    }

    /// The entry with this id.
    fn locate(&mut self, id: &EntryId) -> Option<EntryIx> {
        if let Some((_, ix)) = self.located.as_ref().filter(|(last, _)| last == id) {
            return Some(*ix);
        }
        let ix = *self.by_id.get(id)?;
        self.located = Some((id.clone(), ix));
        Some(ix)
    }

    fn order(&self, ev: Ev) -> (i64, Option<WriterId>, u32) {
        self.records
            .get(ev as usize)
            .map_or((i64::MAX, None, 0), |r| {
                (r.at, self.writers.get(r.writer as usize).copied(), r.seq)
            })
    }

    fn id_of(&self, r: &Record) -> EventId {
        let writer = self
            .writers
            .get(r.writer as usize)
            .copied()
            .unwrap_or(WriterId(uuid::Uuid::nil()));
        EventId { writer, seq: r.seq }
    }

    fn is_undone(&self, r: &Record) -> bool {
        self.is_batch_off(r.batch)
    }

    fn is_batch_off(&self, batch: u32) -> bool {
        self.undone
            .get(batch as usize)
            .is_some_and(|undone| *undone)
    }

    fn intern_writer(&mut self, id: WriterId) -> u32 {
        let last = self.records.last().map(|r| r.writer);
        let is_it = |ix: &u32| self.writers.get(*ix as usize) == Some(&id);
        if let Some(ix) = last.filter(is_it) {
            return ix;
        }
        *self.writer_ix.entry(id).or_insert_with(|| {
            self.writers.push(id);
            u32::try_from(self.writers.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn intern_name(&mut self, name: &Arc<str>) -> u32 {
        let last = self.records.last().map(|r| r.who);
        if let Some(ix) = last.filter(|ix| self.names.get(*ix as usize) == Some(name)) {
            return ix;
        }
        if let Some(ix) = self.name_ix.get(name) {
            return *ix;
        }
        let ix = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(Arc::clone(name));
        self.name_ix.insert(Arc::clone(name), ix);
        ix
    }

    fn intern_batch(&mut self, id: BatchId) -> u32 {
        let last = self.records.last().map(|r| r.batch);
        let is_it = |ix: &u32| self.batches.get(*ix as usize).is_some_and(|b| b.id == id);
        if let Some(ix) = last.filter(is_it) {
            return ix;
        }
        *self.batch_ix.entry(id).or_insert_with(|| {
            self.batches.push(Batch {
                id,
                last: Maybe::NONE,
                switch: Maybe::NONE,
            });
            self.undone.push(false);
            u32::try_from(self.batches.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::testing::{book, event};

    #[test]
    fn events_about_no_entry_of_the_report_are_counted_and_change_nothing() {
        let mut book = book();
        let tick = event(1, 1);
        let switch = Act::Undone { batch: tick.batch };
        let elsewhere = Some("9.9@nowhere".into());
        book.push(Event {
            entry: elsewhere,
            ..tick
        });
        book.push(Event {
            entry: None,
            ..event(1, 2)
        });
        book.push(Event {
            entry: None,
            act: switch,
            ..event(1, 3)
        });
        book.settle();
        assert_eq!((book.len(), book.unknown_entries()), (3, 2));
        assert!(book.entries().iter().all(|e| e.events.is_empty()));
    }
}
