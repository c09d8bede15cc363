//! Rows that people add: own findings, and attributions of findings that name nobody.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Book, Entry, EntryIx, Maybe, Record};
use crate::ledger::event::{Act, OwnFinding};
use crate::ledger::ids::{EntryId, EventId};
use crate::ledger::stage::{Ev, State};
use crate::report::{Basis, Finding, NO_UNIT, Scope, Source, Text, Tie};

/// A finding that a person added.
#[derive(Debug)]
pub(super) struct Own {
    ev: Ev,
    finding: Finding,
}

impl Record {
    /// Whether it is what a row that a person added exists by.
    pub(super) fn brings(&self, ix: EntryIx) -> bool {
        match self.act {
            Act::Attributed { .. } => self.entry.get() != Some(ix),
            Act::FindingAdded(_) => true,
            _ => false,
        }
    }
}

fn both(text: &str) -> Text {
    Text {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

impl Book {
    /// Adds the row that an event brings with it, if it does.
    pub(super) fn grow(&mut self, ev: Ev) {
        let Some(record) = self.records.get(ev as usize) else {
            return;
        };
        match &record.act {
            Act::FindingAdded(added) => {
                let added = added.clone();
                self.grow_own(ev, &added);
            }
            Act::Attributed { to, .. } => {
                let to = to.clone();
                self.grow_attributed(ev, &to);
            }
            _ => {}
        }
    }

    fn grow_own(&mut self, ev: Ev, added: &OwnFinding) {
        let Some(id) = self.event(ev).map(|e| e.id) else {
            return;
        };
        let unit = self.unit_ix(&added.unit);
        let entry_id = added.entry_id(id);
        if unit.is_none() && &*added.unit != NO_UNIT {
            self.orphans.entry(entry_id).or_default().push(ev);
            return;
        }
        let tie = Tie {
            unit: added.unit.to_string(),
            basis: Basis::Inspector,
            why: None,
        };
        let finding = Finding {
            id: id.to_string(),
            category: added.category.to_string(),
            title: both(&added.title),
            statement: both(statement(&added.title, &added.statement)),
            scope: if unit.is_some() {
                Scope::Named
            } else {
                Scope::General
            },
            units: unit.map(|_| tie).into_iter().collect(),
            metrics: Vec::new(),
            source: Source {
                section: added.source.to_string(),
                paragraph: 0,
                sentence: 0,
            },
            emendation: None,
            quote: None,
            items: Vec::new(),
            practices: Vec::new(),
        };
        let categories = self.report.categories.iter().zip(0..);
        let category = categories
            .clone()
            .find(|(c, _)| *c.id == *added.category)
            .map_or(u32::MAX, |(_, at)| at);
        let row = self.report.findings.len() + self.own.len();
        self.own.push(Own { ev, finding });
        let entry = Entry {
            id: entry_id,
            finding: u32::try_from(row).unwrap_or(u32::MAX),
            unit,
            category,
            own: Some(ev),
            live: true,
            basis: unit.map(|_| Basis::Inspector),
            state: State::fresh(0),
            events: Vec::new(),
            skipped: Vec::new(),
            conflicts: Vec::new(),
        };
        let ix = self.adopt(entry);
        self.file(ix, ev);
        if let Some(record) = self.records.get_mut(ev as usize) {
            record.entry = Maybe(ix);
        }
    }

    fn grow_attributed(&mut self, ev: Ev, to: &str) {
        let about = self.records.get(ev as usize).and_then(|r| r.entry.get());
        let Some(from) = about.and_then(|ix| self.entry(ix)) else {
            return;
        };
        let (Some((number, _)), Some(unit), None, None) = (
            from.id.rsplit_once('@'),
            self.unit_ix(to),
            from.unit,
            from.own,
        ) else {
            return;
        };
        let id: EntryId = format!("{number}@{to}").into();
        let entry = Entry {
            id: id.clone(),
            unit: Some(unit),
            basis: Some(Basis::Inspector),
            state: State::default(),
            events: Vec::new(),
            skipped: Vec::new(),
            conflicts: Vec::new(),
            ..from.clone()
        };
        let ix = match self.by_id.get(&id) {
            Some(ix) => *ix,
            None => self.adopt(entry),
        };
        self.file(ix, ev);
    }

    /// Takes a new row in, with the events that were waiting for it.
    fn adopt(&mut self, entry: Entry) -> EntryIx {
        let ix = EntryIx::try_from(self.entries.len()).unwrap_or(EntryIx::MAX);
        self.by_id.insert(entry.id.clone(), ix);
        let waiting = self.orphans.remove(&entry.id).unwrap_or_default();
        self.entries.push(entry);
        self.added.push(ix);
        self.grown = true;
        for ev in waiting {
            if let Some(record) = self.records.get_mut(ev as usize) {
                record.entry = Maybe(ix);
            }
            self.file(ix, ev);
            self.grow(ev);
        }
        ix
    }

    /// Puts added rows into an order that does not depend on when they became known: attributed findings where the
    /// report has them, then own ones in fold order.
    pub(super) fn rank_added(&mut self) {
        let mut own: Vec<Ev> = self.own.iter().map(|o| o.ev).collect();
        own.sort_by_key(|ev| self.order(*ev));
        self.ranks = own.into_iter().zip(1..).collect();
        let mut added = std::mem::take(&mut self.added);
        added.sort_by_key(|ix| self.entry(*ix).map(|e| self.place(e)));
        self.added = added;
    }

    fn unit_ix(&self, id: &str) -> Option<u32> {
        let mut units = self.report.units.iter().zip(0..);
        units.find(|(u, _)| u.id == id).map(|(_, at)| at)
    }

    /// The entries that a batch is about, those to which it attributes among them.
    pub(super) fn entries_within(&self, batch: u32) -> BTreeSet<EntryIx> {
        let mut hit = BTreeSet::new();
        for (_, r) in self.within(batch) {
            hit.extend(r.entry.get());
            let Act::Attributed { to, .. } = &r.act else {
                continue;
            };
            let from = r.entry.get().and_then(|ix| self.entry(ix));
            let number = from.and_then(|e| e.id.rsplit_once('@')).map(|(n, _)| n);
            hit.extend(number.and_then(|n| self.find(&format!("{n}@{to}"))));
        }
        hit
    }

    /// The state of an entry before anything was done.
    pub fn before_events(&self, ix: EntryIx) -> State {
        let entry = self.entry(ix);
        let finding = entry.map_or(usize::MAX, |e| e.finding as usize);
        let items = self
            .report
            .findings
            .get(finding)
            .map_or(0, |f| f.items.len());
        State {
            own: entry.is_some_and(|e| e.own.is_some()),
            unnamed: entry.is_some_and(|e| e.unit.is_none() && e.own.is_none()),
            ..State::fresh(items)
        }
    }

    /// Whether an entry counts, if these of its events do.
    pub(super) fn is_live(
        &self,
        ix: EntryIx,
        state: &State,
        counts: impl Fn(&Record) -> bool,
    ) -> bool {
        let Some(entry) = self.entry(ix) else {
            return false;
        };
        let record = |ev: Ev| self.records.get(ev as usize).filter(|r| counts(r));
        match (entry.own, entry.basis) {
            (Some(ev), _) => record(ev).is_some() && !state.dropped,
            (None, Some(Basis::Inspector)) => entry
                .events
                .iter()
                .filter_map(|ev| record(*ev))
                .any(|r| r.brings(ix)),
            (None, _) => state.attributed.is_empty(),
        }
    }

    /// Decides whether an entry counts, and takes over the wording of an own finding.
    pub(super) fn set_live(&mut self, ix: EntryIx) {
        let Some(entry) = self.entry(ix) else { return };
        let live = self.is_live(ix, &entry.state, |r| !self.is_undone(r));
        // without an event that counts, the words it was added with
        let mut worded_by = [entry.state.worded_by, entry.own].into_iter().flatten();
        let wording = worded_by.find_map(|ev| self.wording(ev));
        let row = (entry.finding as usize).checked_sub(self.report.findings.len());
        if let (Some((title, said)), Some(own)) = (wording, row.and_then(|at| self.own.get_mut(at)))
        {
            own.finding.title = both(&title);
            own.finding.statement = both(statement(&title, &said));
        }
        if let Some(entry) = self.entries.get_mut(ix as usize) {
            entry.live = live;
        }
    }

    fn wording(&self, ev: Ev) -> Option<(Box<str>, Box<str>)> {
        match self.event(ev)?.act {
            Act::FindingReworded { title, statement } => Some((title.clone(), statement.clone())),
            Act::FindingAdded(f) => Some((f.title.clone(), f.statement.clone())),
            _ => None,
        }
    }

    /// Whether an event set a first due date in ignorance of the one that is in force.
    pub(super) fn is_rival(&self, in_force: Option<Ev>, ev: Ev) -> bool {
        let record = |ev: Ev| self.records.get(ev as usize);
        match (in_force.and_then(record), record(ev)) {
            (Some(a), Some(b)) => a.writer != b.writer && a.was == b.was,
            _ => false,
        }
    }
}

fn statement<'a>(title: &'a str, statement: &'a str) -> &'a str {
    if statement.trim().is_empty() {
        title
    } else {
        statement
    }
}

/// Reading what people added.
impl Book {
    /// The entries that count, with their indexes: in the report's order, then attributed and own ones.
    pub fn live(&self) -> impl Iterator<Item = (EntryIx, &Entry)> {
        let shipped = self.entries.len() - self.added.len();
        let added = self.added.iter();
        let added = added.filter_map(|ix| Some((*ix, self.entry(*ix)?)));
        let all = (0..).zip(&self.entries).take(shipped).chain(added);
        all.filter(|(_, e)| e.live)
    }

    /// Where an entry stands among all: its finding, own ones last and in fold order, then its unit.
    pub fn place(&self, entry: &Entry) -> (u32, u32) {
        let after = u32::try_from(self.report.findings.len()).unwrap_or(u32::MAX);
        let finding = match entry.own {
            Some(ev) => after.saturating_add(self.rank(ev)),
            None => entry.finding,
        };
        (finding, entry.unit.unwrap_or(u32::MAX))
    }

    /// The finding of an entry, the report's or an own one.
    pub fn finding(&self, entry: &Entry) -> Option<&Finding> {
        let at = entry.finding as usize;
        let own = || self.own.get(at - self.report.findings.len());
        self.report
            .findings
            .get(at)
            .or_else(|| own().map(|o| &o.finding))
    }

    /// Short number of an entry's finding: `3.5`, or `+1` for the first one that was added (in fold order).
    pub fn number<'a>(&'a self, entry: &'a Entry) -> Cow<'a, str> {
        match entry.own {
            Some(ev) => format!("+{}", self.rank(ev)).into(),
            None => self.finding(entry).map_or("", |f| &f.id).into(),
        }
    }

    /// Short id of an entry: `3.5@lingang`, `+1@lingang`.
    pub fn label<'a>(&'a self, entry: &'a Entry) -> Cow<'a, str> {
        match (entry.own, entry.id.rsplit_once('@')) {
            (Some(ev), Some((_, unit))) => format!("+{}@{unit}", self.rank(ev)).into(),
            _ => (&*entry.id).into(),
        }
    }

    fn rank(&self, ev: Ev) -> u32 {
        self.ranks.get(&ev).copied().unwrap_or_default()
    }

    /// Index of an entry by its id or its short id.
    pub fn find(&self, id: &str) -> Option<EntryIx> {
        let short = || {
            let (number, unit) = id.strip_prefix('+')?.split_once('@')?;
            let number: u32 = number.parse().ok()?;
            let own = self.own.iter().find(|o| self.rank(o.ev) == number)?;
            let ix = self.records.get(own.ev as usize)?.entry.get()?;
            self.entry(ix)
                .filter(|e| e.id.ends_with(&format!("@{unit}")))
                .map(|_| ix)
        };
        self.by_id.get(id).copied().or_else(short)
    }

    /// Events of an id, as long as they are known.
    pub fn find_event(&self, id: EventId) -> Option<Ev> {
        let writer = *self.writer_ix.get(&id.writer)?;
        let at = self
            .records
            .iter()
            .position(|r| r.writer == writer && r.seq == id.seq)?;
        Ev::try_from(at).ok()
    }

    /// Ids of entries that events name and that are not known.
    pub fn unknown_ids(&self) -> impl Iterator<Item = &str> {
        self.orphans.keys().map(|id| &**id)
    }

    /// Events about entries that are not known, or about none though their kind needs one.
    pub fn unknown_entries(&self) -> usize {
        self.homeless + self.orphans.values().map(Vec::len).sum::<usize>()
    }
}
