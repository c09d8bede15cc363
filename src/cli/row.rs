//! One entry as a row of `list`: the stable JSON shape and the CSV columns.

use serde::Serialize;

use super::filters::scope_code;
use crate::board::schedule::{Calendar, light};
use crate::lang::Lang;
use crate::ledger::book::{Book, Entry};
use crate::ledger::event::Horizon;
use crate::report::{Basis, NO_UNIT};

/// A row. Absent values are `null`.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    pub id: &'a str,
    pub finding: &'a str,
    pub unit: &'a str,
    pub category: &'a str,
    pub title: &'a str,
    pub stage: &'static str,
    pub schedule: &'static str,
    pub scope: &'static str,
    pub basis: Option<Basis>,
    pub done: usize,
    pub total: usize,
    pub due: Option<jiff::civil::Date>,
    pub first_due: Option<jiff::civil::Date>,
    pub lead: Option<&'a str>,
    pub person: Option<&'a str>,
    /// RFC 3339, UTC.
    pub updated: Option<jiff::Timestamp>,
    /// Whether a person added the finding.
    pub own: bool,
    pub partners: Option<&'a str>,
    pub measure: Option<&'a str>,
    pub horizon: Option<Horizon>,
    /// How many editions before this one had the problem.
    pub repeats: u32,
}

impl<'a> Row<'a> {
    /// The row of an entry; `None` for an entry whose finding the report lacks, which no book holds.
    pub fn of(book: &'a Book, entry: &'a Entry, calendar: &Calendar, lang: Lang) -> Option<Self> {
        let finding = book.finding(entry)?;
        let (done, total) = entry.state.done();
        Some(Self {
            id: &entry.id,
            finding: &finding.id,
            unit: book.unit(entry).map_or(NO_UNIT, |u| &u.id),
            category: &finding.category,
            title: lang.of(&finding.title),
            stage: entry.state.stage().code(),
            schedule: light(book, entry, calendar).code(),
            scope: scope_code(finding.scope),
            basis: entry.basis,
            done,
            total,
            due: book.due(entry),
            first_due: book.first_due(entry),
            lead: book.lead(entry),
            person: book.person(entry),
            updated: entry.state.updated.and_then(|ev| book.time_of(ev)),
            own: entry.own.is_some(),
            partners: book.partners(entry),
            measure: book.measure(entry),
            horizon: book.horizon(entry),
            repeats: book.repeats(entry),
        })
    }
}
