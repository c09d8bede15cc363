//! From readings to the preview.

use std::collections::HashMap;

use super::compare::alike;
use super::{Address, Clash, Field, Kind, Misfit, Preview, Proposal, Returned, Why};
use crate::intake::workbook::{Row, Stamp};
use crate::lang::{Lang, domain};
use crate::ledger::book::{Entry, EntryIx};
use crate::ledger::event;
use crate::ledger::stage::{Bar, Ev, State};
use crate::ledger::{Act, Book, EventId, ItemRef, Proposed, Refusal, WriterId};
use crate::summary::xlsx::Exported;
use crate::summary::xlsx::layout::{Column, Sheet};

impl Preview {
    /// Compares returned workbooks with a ledger. `from` is the unit that sent them, if that is known.
    ///
    /// # Errors
    /// Every file that was not exported from this ledger, by its index.
    pub fn of(
        book: &Book,
        files: &[Returned],
        from: Option<&str>,
        lang: Lang,
    ) -> Result<Self, Vec<(usize, Misfit)>> {
        let report = book.report();
        let misfit = |(at, file): (usize, &Returned)| {
            let stamp = &file.reading.stamp;
            let fits = stamp.report == report.id && stamp.year == report.year.to_string();
            let other = || Misfit::OtherReport(stamp.report.clone(), stamp.year.clone());
            (!fits).then(|| (at, other()))
        };
        let misfits: Vec<_> = files.iter().enumerate().filter_map(misfit).collect();
        if !misfits.is_empty() {
            return Err(misfits);
        }
        let seqs = last_known(book);
        let mut draft = Draft {
            book,
            lang,
            from,
            trial: HashMap::new(),
            preview: Self::default(),
        };
        for (at, file) in files.iter().enumerate() {
            let stamp = &file.reading.stamp;
            let knows_more = |(w, seq): (&WriterId, &u32)| seqs.get(w).is_none_or(|s| s < seq);
            if stamp.heads.iter().any(knows_more) {
                draft.preview.ahead.push(at);
            }
            draft.preview.files.push(file.name.clone());
            draft.file(at, file);
        }
        draft.preview.settle_files();
        Ok(draft.preview)
    }
}

/// The last event of each writer that a book holds.
fn last_known(book: &Book) -> HashMap<WriterId, u32> {
    let mut known = HashMap::new();
    for event in book.all() {
        let last = known.entry(event.id.writer).or_insert(0);
        *last = event.id.seq.max(*last);
    }
    known
}

/// A preview in the making.
pub(super) struct Draft<'a> {
    pub(super) book: &'a Book,
    pub(super) lang: Lang,
    pub(super) from: Option<&'a str>,
    /// States as they would be after what is proposed so far.
    trial: HashMap<EntryIx, State>,
    pub(super) preview: Preview,
}

/// A row with the entry that it is about.
pub(super) struct Found<'r> {
    pub(super) file: usize,
    pub(super) stamp: &'r Stamp,
    pub(super) row: &'r Row,
    pub(super) ix: EntryIx,
    pub(super) base: &'r Exported,
    /// Short id of entry or item.
    pub(super) id: String,
}

/// A value that a cell proposes: from what, to what, in the user's words.
pub(super) struct Said {
    pub(super) field: Field,
    pub(super) column: Column,
    pub(super) was: String,
    pub(super) old: String,
    pub(super) new: String,
}

impl Draft<'_> {
    fn file(&mut self, file: usize, returned: &Returned) {
        let stamp = &returned.reading.stamp;
        let mut seen: HashMap<(Sheet, String), Vec<&Row>> = HashMap::new();
        let mut order = Vec::new();
        for row in &returned.reading.rows {
            let id = row.text(Column::Id).trim().to_owned();
            if id.is_empty() {
                if let Some(column) = row.filled().filter(|_| row.sheet != Sheet::Findings) {
                    self.refuse_row(file, row, column, Why::NoId);
                }
                continue;
            }
            let rows = seen.entry((row.sheet, id.clone())).or_default();
            if rows.is_empty() {
                order.push((row.sheet, id));
            }
            rows.push(row);
        }
        for key in order {
            let rows = seen.get(&key).map(Vec::as_slice).unwrap_or_default();
            if rows.iter().skip(1).any(|r| !r.says_the_same(rows)) {
                for row in rows {
                    self.refuse_row(file, row, Column::Id, Why::Twice);
                }
            } else if let Some(row) = rows.first() {
                match key.0 {
                    Sheet::Ledger => self.entry_row(file, stamp, row, &key.1),
                    Sheet::Items => self.item_row(file, stamp, row, &key.1),
                    Sheet::Findings => self.finding_row(file, stamp, row, &key.1),
                }
            }
        }
    }

    /// The row with its entry, or why there is none.
    pub(super) fn find<'r>(
        &self,
        file: usize,
        stamp: &'r Stamp,
        row: &'r Row,
        entry: &str,
    ) -> Result<Found<'r>, Why> {
        let ix = self.book.find(entry).ok_or(Why::UnknownEntry)?;
        let found = self.book.entry(ix).ok_or(Why::UnknownEntry)?;
        let base = stamp.entries.get(&*found.id).ok_or(Why::NotExported)?;
        Ok(Found {
            file,
            stamp,
            row,
            ix,
            base,
            id: self.book.label(found).into_owned(),
        })
    }

    /// Whether the entry belongs to the unit that sent the file.
    pub(super) fn other_unit(&self, entry: &Entry) -> Option<Why> {
        let unit = self.book.unit(entry);
        let id = unit.map_or(crate::report::NO_UNIT, |u| u.id.as_str());
        let name = unit.map_or(domain(self.lang).not_attributed, |u| self.lang.of(&u.name));
        let is_other = self.from.is_some_and(|from| from != id);
        is_other.then(|| Why::OtherUnit(name.to_owned()))
    }

    /// Whether somebody decided about a field here since the export.
    pub(super) fn decided(&self, found: &Found<'_>, field: event::Field) -> bool {
        let by: Option<EventId> = self.book.set_by(Some(found.ix), field);
        by.is_some_and(|id| !found.stamp.covers(id))
    }

    /// Adds what a cell proposes, unless another unit or a rule forbids it.
    pub(super) fn propose(&mut self, found: &Found<'_>, said: Said, kind: Kind, act: Act) {
        let Some(entry) = self.book.entry(found.ix) else {
            return;
        };
        if let Some(why) = self.other_unit(entry) {
            return self.refuse(found, said, why);
        }
        let act = act.cleaned();
        if let Err(bar) = self.tries(found.ix, entry, &act, &kind) {
            let rule = self.rule(entry, bar);
            return self.refuse(found, said, Why::Rule(rule));
        }
        let field = act.field();
        let proposed = Proposed {
            entry: found.ix,
            seen: field.and_then(|field| self.book.set_by(Some(found.ix), field)),
            act,
        };
        self.push(found, said, kind, Some(proposed));
    }

    /// Asks the rules, as if all before it had been taken; what is not taken by itself leaves no trace.
    fn tries(&mut self, ix: EntryIx, entry: &Entry, act: &Act, kind: &Kind) -> Result<(), Bar> {
        let state = self.trial.entry(ix).or_insert_with(|| entry.state.clone());
        let mut next = state.clone();
        next.step(act, Ev::MAX, ItemRef::Suggested(0))?;
        if !matches!(kind, Kind::Conflict(_)) {
            *state = next;
        }
        Ok(())
    }

    fn rule(&self, entry: &Entry, bar: Bar) -> Refusal {
        let items = match &bar {
            Bar::NoItem(item) => vec![Book::item_label(entry, *item)],
            _ => Vec::new(),
        };
        Refusal::Entry {
            entry: self.book.label(entry).into(),
            bar,
            items,
        }
    }

    /// Adds what cannot be taken.
    pub(super) fn refuse(&mut self, found: &Found<'_>, said: Said, why: Why) {
        self.push(found, said, Kind::Refused(why), None);
    }

    fn push(&mut self, found: &Found<'_>, said: Said, kind: Kind, act: Option<Proposed>) {
        let accepted = act.is_some() && !matches!(kind, Kind::Conflict(_));
        self.preview.proposals.push(Proposal {
            kind,
            file: found.file,
            at: found.row.at(said.column),
            entry: Some(found.ix),
            id: found.id.clone(),
            field: Some(said.field),
            was: said.was,
            old: said.old,
            new: said.new,
            accepted,
            act,
        });
    }

    /// Refuses a row as a whole.
    pub(super) fn refuse_row(&mut self, file: usize, row: &Row, column: Column, why: Why) {
        let at: Address = row.at(column);
        self.preview.proposals.push(Proposal {
            kind: Kind::Refused(why),
            file,
            at,
            entry: None,
            id: crate::report::sanitise::line(&row.text(Column::Id)),
            field: None,
            was: String::new(),
            old: String::new(),
            new: super::compare::plain(&row.text(column)),
            accepted: false,
            act: None,
        });
    }
}

impl Row {
    /// Whether a row says what the first of some rows says, where a district may write.
    fn says_the_same(&self, rows: &[&Self]) -> bool {
        let mut columns = self.sheet.columns().iter().filter(|c| c.is_open());
        columns.all(|c| alike(self.value(*c), rows.first().and_then(|r| r.value(*c))))
    }
}

impl Preview {
    /// Two files that say different things about one field contradict each other; what both say is taken once.
    fn settle_files(&mut self) {
        super::together::settle(&mut self.proposals, |p| {
            p.accepted = false;
            p.kind = Kind::Conflict(Clash::Files);
        });
    }
}
