//! Rows of the ledger sheet: columns, due dates, notes.

use std::sync::Arc;

use super::compare::{Verdict, compare, day, horizon, plain, squashed};
use super::of::{Draft, Found, Said};
use super::{Clash, Field, Kind, Why};
use crate::intake::workbook::{Row, Stamp, Value};
use crate::lang::domain;
use crate::ledger::book::Entry;
use crate::ledger::{Act, Horizon, event};
use crate::summary::xlsx::exported;
use crate::summary::xlsx::layout::Column;

/// A column of text: what it is about, where it stands, what the journal calls it, how it is set.
struct Text {
    field: Field,
    column: Column,
    sets: event::Field,
    make: fn(Arc<str>) -> Act,
}

const TEXTS: [Text; 4] = [
    Text {
        field: Field::Lead,
        column: Column::Lead,
        sets: event::Field::Lead,
        make: |to| Act::LeadSet { to },
    },
    Text {
        field: Field::Partners,
        column: Column::Partners,
        sets: event::Field::Partners,
        make: |to| Act::PartnersSet { to },
    },
    Text {
        field: Field::Person,
        column: Column::Person,
        sets: event::Field::Person,
        make: |to| Act::PersonSet { to },
    },
    Text {
        field: Field::Measure,
        column: Column::Measure,
        sets: event::Field::Measure,
        make: |to| Act::MeasureSet { to },
    },
];

impl Draft<'_> {
    pub(super) fn entry_row(&mut self, file: usize, stamp: &Stamp, row: &Row, id: &str) {
        let found = match self.find(file, stamp, row, id) {
            Ok(found) => found,
            Err(why) => return self.refuse_row(file, row, Column::Id, why),
        };
        let Some(entry) = self.book.entry(found.ix) else {
            return;
        };
        if let Some(column) = self.other_text(&found, entry) {
            return self.refuse_row(file, row, column, Why::OtherText);
        }
        for text in &TEXTS {
            self.text(&found, entry, text);
        }
        self.horizon(&found, entry);
        self.due(&found, entry);
        self.note(&found, entry);
    }

    /// The column whose words are not those of the finding. Own findings can be reworded here, so theirs prove nothing.
    fn other_text(&self, found: &Found<'_>, entry: &Entry) -> Option<Column> {
        let finding = self.book.finding(entry).filter(|_| entry.own.is_none())?;
        let lang = found.stamp.lang;
        let words = [
            (Column::Title, &finding.title),
            (Column::Statement, &finding.statement),
        ];
        let changed = words.into_iter().find(|(column, text)| {
            found.row.has(*column) && squashed(&found.row.text(*column)) != squashed(lang.of(text))
        });
        changed.map(|(column, _)| column)
    }

    /// Whether the sheet has the column, and its cell a value or none; an error, or a formula without its result, is
    /// refused.
    pub(super) fn is_readable(&mut self, found: &Found<'_>, field: Field, column: Column) -> bool {
        let why = match found.row.value(column) {
            Some(Value::Error) => Some(Why::ErrorValue),
            Some(Value::Formula) => Some(Why::NoResult),
            _ => None,
        };
        let is_error = why.is_some();
        if let Some(why) = why {
            let said = Said {
                field,
                column,
                was: String::new(),
                old: String::new(),
                new: String::new(),
            };
            self.refuse(found, said, why);
        }
        found.row.has(column) && !is_error
    }

    /// Whether a verdict asks for a proposal, and of which kind; else it is counted.
    pub(super) fn kind(&mut self, verdict: Verdict, change: Kind) -> Option<Kind> {
        match verdict {
            Verdict::Untouched => self.preview.untouched += 1,
            Verdict::Already => self.preview.already += 1,
            Verdict::Theirs => return Some(change),
            Verdict::Both => return Some(Kind::Conflict(Clash::Here)),
        }
        None
    }

    fn text(&mut self, found: &Found<'_>, entry: &Entry, text: &Text) {
        if !self.is_readable(found, text.field, text.column) {
            return;
        }
        let theirs = plain(&found.row.text(text.column));
        let now = exported(self.book, entry);
        let of = |e: &crate::summary::xlsx::Exported| {
            plain(match text.field {
                Field::Lead => &e.lead,
                Field::Partners => &e.partners,
                Field::Person => &e.person,
                _ => &e.measure,
            })
        };
        let (base, ours) = (of(found.base), of(&now));
        let verdict = compare(&base, &theirs, &ours, self.decided(found, text.sets));
        if let Some(kind) = self.kind(verdict, Kind::Changed) {
            let act = (text.make)(theirs.as_str().into());
            let said = Said {
                field: text.field,
                column: text.column,
                was: base,
                old: ours,
                new: theirs,
            };
            self.propose(found, said, kind, act);
        }
    }

    fn horizon(&mut self, found: &Found<'_>, entry: &Entry) {
        let (field, column) = (Field::Horizon, Column::Horizon);
        if !self.is_readable(found, field, column) {
            return;
        }
        let d = domain(self.lang);
        let name = |h: Option<Horizon>| h.map_or("", |h| d.horizon_name(h)).to_owned();
        let typed = plain(&found.row.text(column));
        let theirs = horizon(&typed);
        let base = of_code(&found.base.horizon);
        let ours = self.book.horizon(entry);
        let said = Said {
            field,
            column,
            was: name(base),
            old: name(ours),
            new: theirs.map_or(typed.clone(), |h| name(Some(h))),
        };
        if theirs.is_none() && !typed.is_empty() {
            return self.refuse(found, said, Why::NotAHorizon);
        }
        let decided = self.decided(found, event::Field::Horizon);
        let verdict = compare(&base, &theirs, &ours, decided);
        if let Some(kind) = self.kind(verdict, Kind::Changed) {
            match theirs {
                Some(to) => self.propose(found, said, kind, Act::HorizonSet { to }),
                None => self.refuse(found, said, Why::CannotClear),
            }
        }
    }

    fn due(&mut self, found: &Found<'_>, entry: &Entry) {
        let (field, column) = (Field::Due, Column::Due);
        if !self.is_readable(found, field, column) {
            return;
        }
        let value = found.row.value(column);
        let theirs = value.and_then(day);
        let ours = self.book.due(entry);
        let base = found.base.due.parse().ok();
        let written = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |d| d.to_string());
        let said = Said {
            field,
            column,
            was: written(base),
            old: written(ours),
            new: theirs.map_or_else(|| plain(&found.row.text(column)), |d| d.to_string()),
        };
        if value.is_some() && theirs.is_none() {
            return self.refuse(found, said, Why::NotADay);
        }
        let decided = self.decided(found, event::Field::Due);
        let verdict = compare(&base, &theirs, &ours, decided);
        let Some(kind) = self.kind(verdict, Kind::Changed) else {
            return;
        };
        let issued = self.book.report().issued;
        match theirs {
            None => self.refuse(found, said, Why::CannotClear),
            Some(to) if to < issued => self.refuse(found, said, Why::BeforeReport(issued)),
            Some(to) if entry.state.first_due.is_none() => {
                self.propose(found, said, kind, Act::DueSet { to });
            }
            Some(to) => {
                let reason = plain(&found.row.text(Column::Reason)).into();
                self.propose(found, said, kind, Act::Extended { to, reason });
            }
        }
    }

    /// A note is new unless the entry has one of the same words.
    fn note(&mut self, found: &Found<'_>, entry: &Entry) {
        let (field, column) = (Field::Note, Column::NewNote);
        if !self.is_readable(found, field, column) {
            return;
        }
        let text = plain(&found.row.text(column));
        if text.is_empty() {
            self.preview.untouched += 1;
            return;
        }
        let mut notes = entry
            .state
            .notes
            .iter()
            .filter_map(|ev| self.book.event(*ev));
        let is_known =
            notes.any(|e| matches!(e.act, Act::ProgressNoted { text: t } if plain(t) == text));
        if is_known {
            self.preview.already += 1;
            return;
        }
        let act = Act::ProgressNoted {
            text: text.as_str().into(),
        };
        let said = Said {
            field,
            column,
            was: String::new(),
            old: String::new(),
            new: text,
        };
        self.propose(found, said, Kind::Noted, act);
    }
}

fn of_code(code: &str) -> Option<Horizon> {
    let all = [Horizon::Immediate, Horizon::Phased, Horizon::Standing];
    all.into_iter()
        .find(|h| crate::summary::xlsx::horizon_code(*h) == code)
}
