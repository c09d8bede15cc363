//! The book: the state folded from report and events.
//!
//! The fold of one entry needs only that entry's events, so a change costs one entry's events and nothing else.
//! It is total and does not depend on the order in which files arrive: events are ordered by
//! (`at`, writer, `seq`), batches that were undone are left out, an act that is not legal is skipped and counted.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::event::{Act, Event, Field, Horizon};
use super::ids::{BatchId, EventId, ItemRef, WriterId};
use super::stage::{Bar, Ev, Stage, State};
use crate::report::{Basis, Finding, NO_UNIT, Report, Text, Unit};

/// Index of an entry in its book.
pub type EntryIx = u32;

/// One row of the rectification ledger: one finding for one unit.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `3.5@lingang`.
    pub id: Box<str>,
    /// Index of the finding in the report.
    pub finding: u32,
    /// Index of the unit in the report; `None` where nobody was named.
    pub unit: Option<u32>,
    /// Why the unit is tied to it; `None` where nobody was named.
    pub basis: Option<Basis>,
    /// What the events say.
    pub state: State,
    /// Its events in fold order, undone ones included.
    pub events: Vec<Ev>,
    /// Events that were not legal when their turn came, with the reason.
    pub skipped: Vec<(Ev, Bar)>,
    /// Pairs of events on one field made in ignorance of each other: (overridden, in force).
    pub conflicts: Vec<(Ev, Ev)>,
}

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
}

#[derive(Debug)]
struct Record {
    at: i64,
    seq: u32,
    writer: u32,
    who: u32,
    batch: u32,
    entry: Option<EntryIx>,
    was: Option<(u32, u32)>,
    act: Act,
}

#[derive(Debug)]
struct Batch {
    id: BatchId,
    /// Last `Undone` or `Redone` about it, in fold order.
    switch: Option<Ev>,
    undone: bool,
}

/// Report and events, folded.
#[derive(Debug)]
pub struct Book {
    report: Arc<Report>,
    entries: Vec<Entry>,
    by_id: HashMap<Box<str>, EntryIx>,
    records: Vec<Record>,
    writers: Vec<WriterId>,
    writer_ix: HashMap<WriterId, u32>,
    names: Vec<Arc<str>>,
    name_ix: HashMap<Arc<str>, u32>,
    batches: Vec<Batch>,
    batch_ix: HashMap<BatchId, u32>,
    touched: HashSet<EntryIx>,
    resort: HashSet<EntryIx>,
    unknown_kinds: usize,
    unknown_entries: usize,
    max_at: i64,
    version: u64,
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
            records: Vec::new(),
            writers: Vec::new(),
            writer_ix: HashMap::new(),
            names: Vec::new(),
            name_ix: HashMap::new(),
            batches: Vec::new(),
            batch_ix: HashMap::new(),
            touched: HashSet::new(),
            resort: HashSet::new(),
            unknown_kinds: 0,
            unknown_entries: 0,
            max_at: i64::MIN,
            version: 0,
        }
    }

    /// Takes an event in; the book is up to date again after [`settle`](Self::settle).
    pub fn push(&mut self, event: Event) {
        let ev = Ev::try_from(self.records.len()).unwrap_or(Ev::MAX);
        let entry = event.entry.as_deref().map(|id| self.by_id.get(id).copied());
        self.unknown_entries += usize::from(entry == Some(None));
        self.unknown_kinds += usize::from(matches!(event.act, Act::Unknown { .. }));
        let writer = self.intern_writer(event.id.writer);
        let record = Record {
            at: event.at.as_millisecond(),
            seq: u32::try_from(event.id.seq).unwrap_or(u32::MAX),
            writer,
            who: self.intern_name(&event.who),
            batch: self.intern_batch(event.batch),
            entry: entry.flatten(),
            was: event.was.map(|w| {
                (
                    self.intern_writer(w.writer),
                    u32::try_from(w.seq).unwrap_or(u32::MAX),
                )
            }),
            act: event.act,
        };
        let about = record.entry;
        self.max_at = self.max_at.max(record.at);
        let switched = match record.act {
            Act::Undone { batch } | Act::Redone { batch } => Some(self.intern_batch(batch)),
            _ => None,
        };
        self.records.push(record);
        if let Some(batch) = switched {
            self.switch(batch, ev);
        }
        if let Some(ix) = about {
            self.file(ix, ev);
        }
    }

    /// Files an event under its entry, noting whether the fold order has to be restored.
    fn file(&mut self, ix: EntryIx, ev: Ev) {
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
    fn switch(&mut self, batch: u32, ev: Ev) {
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
            let hit = self
                .records
                .iter()
                .filter(|r| r.batch == batch)
                .filter_map(|r| r.entry);
            self.touched.extend(hit);
        }
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
        self.version += 1;
    }

    fn refold(&mut self, ix: EntryIx, resort: bool) {
        let Some(entry) = self.entries.get_mut(ix as usize) else {
            return;
        };
        let mut events = std::mem::take(&mut entry.events);
        let suggested = entry.finding as usize;
        let items = self
            .report
            .findings
            .get(suggested)
            .map_or(0, |f| f.items.len());
        if resort {
            events.sort_by_key(|ev| self.order(*ev));
        }
        let (mut state, mut skipped) = (State::fresh(items), Vec::new());
        for &ev in &events {
            let Some(r) = self.records.get(ev as usize) else {
                continue;
            };
            if self.batches.get(r.batch as usize).is_some_and(|b| b.undone) {
                continue;
            }
            let own = ItemRef::Added(self.id_of(r));
            if let Err(bar) = state.step(&r.act, ev, own) {
                skipped.push((ev, bar));
            }
        }
        let conflicts = self.conflicts_of(&events, &skipped);
        if let Some(entry) = self.entries.get_mut(ix as usize) {
            (entry.state, entry.skipped, entry.events, entry.conflicts) =
                (state, skipped, events, conflicts);
        }
    }

    /// Pairs that set one field from the same predecessor, by different writers, to different effect.
    fn conflicts_of(&self, events: &[Ev], skipped: &[(Ev, Bar)]) -> Vec<(Ev, Ev)> {
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
        EventId {
            writer,
            seq: u64::from(r.seq),
        }
    }

    fn is_undone(&self, r: &Record) -> bool {
        self.batches.get(r.batch as usize).is_some_and(|b| b.undone)
    }

    fn intern_writer(&mut self, id: WriterId) -> u32 {
        *self.writer_ix.entry(id).or_insert_with(|| {
            self.writers.push(id);
            u32::try_from(self.writers.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn intern_name(&mut self, name: &Arc<str>) -> u32 {
        if let Some(ix) = self.name_ix.get(name) {
            return *ix;
        }
        let ix = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(Arc::clone(name));
        self.name_ix.insert(Arc::clone(name), ix);
        ix
    }

    fn intern_batch(&mut self, id: BatchId) -> u32 {
        *self.batch_ix.entry(id).or_insert_with(|| {
            self.batches.push(Batch {
                id,
                switch: None,
                undone: false,
            });
            u32::try_from(self.batches.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

fn entries_of(report: &Report) -> Vec<Entry> {
    let unit_ix: HashMap<&str, u32> = report
        .units
        .iter()
        .zip(0..)
        .map(|(u, ix)| (u.id.as_str(), ix))
        .collect();
    let mut entries = Vec::new();
    for (finding, ix) in report.findings.iter().zip(0..) {
        let entry = |unit: Option<u32>, name: &str, basis| Entry {
            id: format!("{}@{name}", finding.id).into(),
            finding: ix,
            unit,
            basis,
            state: State::fresh(finding.items.len()),
            events: Vec::new(),
            skipped: Vec::new(),
            conflicts: Vec::new(),
        };
        if finding.units.is_empty() {
            entries.push(entry(None, NO_UNIT, None));
        }
        let mut ties: Vec<_> = finding
            .units
            .iter()
            .filter_map(|t| Some((*unit_ix.get(t.unit.as_str())?, t)))
            .collect();
        ties.sort_by_key(|(unit, _)| *unit);
        entries.extend(
            ties.into_iter()
                .map(|(unit, t)| entry(Some(unit), &t.unit, Some(t.basis))),
        );
    }
    entries
}

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

    /// All entries, in the report's order: by finding, then by unit.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One entry.
    pub fn entry(&self, ix: EntryIx) -> Option<&Entry> {
        self.entries.get(ix as usize)
    }

    /// Index of an entry id.
    pub fn find(&self, id: &str) -> Option<EntryIx> {
        self.by_id.get(id).copied()
    }

    /// The finding of an entry.
    pub fn finding(&self, entry: &Entry) -> Option<&Finding> {
        self.report.findings.get(entry.finding as usize)
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
            entry: r.entry,
            act: &r.act,
            undone: self.is_undone(r),
        })
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
            .and_then(|ix| self.batches.get(*ix as usize))
            .is_some_and(|b| b.undone)
    }

    /// The event that last undid or redid a batch.
    pub fn batch_switch(&self, batch: BatchId) -> Option<EventId> {
        let ix = self.batch_ix.get(&batch)?;
        self.event(self.batches.get(*ix as usize)?.switch?)
            .map(|e| e.id)
    }

    /// The events of a batch in the order of their file.
    pub fn batch_events(&self, batch: BatchId) -> Vec<Ev> {
        let Some(ix) = self.batch_ix.get(&batch) else {
            return Vec::new();
        };
        (0..)
            .zip(&self.records)
            .filter(|(_, r)| r.batch == *ix)
            .map(|(ev, _)| ev)
            .collect()
    }

    /// The last batch of a writer that can be undone.
    pub fn last_done(&self, writer: WriterId) -> Option<BatchId> {
        let writer = *self.writer_ix.get(&writer)?;
        let own = self
            .records
            .iter()
            .rev()
            .filter(|r| r.writer == writer && !r.act.is_about_a_batch());
        let batch = own
            .map(|r| r.batch)
            .find(|b| self.batches.get(*b as usize).is_some_and(|b| !b.undone))?;
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

    /// Events about entries that the report does not have.
    pub fn unknown_entries(&self) -> usize {
        self.unknown_entries
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
        self.event(ev).map(|e| e.at)
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
        let text = match self.event(by?)?.act {
            Act::LeadSet { to }
            | Act::PartnersSet { to }
            | Act::PersonSet { to }
            | Act::MeasureSet { to } => to,
            _ => return None,
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
        match self.event(entry.state.horizon?)?.act {
            Act::HorizonSet { to } => Some(*to),
            _ => None,
        }
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
        match self.event(by?)?.act {
            Act::DueSet { to } | Act::Extended { to, .. } => Some(*to),
            _ => None,
        }
    }
}

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
                    .and_then(|ix| self.batches.get(*ix as usize)?.switch);
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

    /// Makes the version grow on from that of the book which this one replaces.
    pub(super) fn continue_from(&mut self, old: &Self) {
        self.version = old.version;
    }
}
