//! In which order entries are listed.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;

use super::schedule::{Calendar, Light, light};
use crate::ledger::Stage;
use crate::ledger::book::{Book, EntryIx};

/// How to order entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By finding, then by unit: the report's order.
    #[default]
    Report,
    /// By unit, then by finding.
    Unit,
    /// By stage, the open ones first.
    Stage,
    /// By schedule light, the most urgent first, then by due date.
    Schedule,
    /// By due date, those without one last.
    Due,
    /// The last changed first.
    Updated,
}

impl Sort {
    /// All orders.
    pub const ALL: [Self; 6] = [
        Self::Report,
        Self::Unit,
        Self::Stage,
        Self::Schedule,
        Self::Due,
        Self::Updated,
    ];

    /// The code word used on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Unit => "unit",
            Self::Stage => "stage",
            Self::Schedule => "schedule",
            Self::Due => "due",
            Self::Updated => "updated",
        }
    }
}

/// What entries are ordered by; what an order does not ask for is the same in all of them.
type Key = (
    Option<Stage>,
    Option<Light>,
    Date,
    Reverse<Option<Timestamp>>,
    Option<(u32, u32)>,
);

fn key(book: &Book, calendar: &Calendar, sort: Sort, ix: EntryIx) -> Key {
    let entry = book.entry(ix);
    let place = entry.map(|e| book.place(e));
    let (mut stage, mut lit, mut due, mut updated) = (None, None, Date::MIN, Reverse(None));
    let mut last = place;
    match sort {
        Sort::Report | Sort::Due => {}
        Sort::Unit => last = place.map(|(finding, unit)| (unit, finding)),
        Sort::Stage => stage = entry.map(|e| e.state.stage()),
        Sort::Schedule => lit = entry.map(|e| light(book, e, calendar)),
        Sort::Updated => {
            let by = entry.and_then(|e| e.state.updated);
            updated = Reverse(by.and_then(|ev| book.time_of(ev)));
        }
    }
    if matches!(sort, Sort::Schedule | Sort::Due) {
        due = entry.and_then(|e| book.due(e)).unwrap_or(Date::MAX);
    }
    (stage, lit, due, updated, last)
}

/// Puts entries into an order.
pub(super) fn order(book: &Book, calendar: &Calendar, sort: Sort, rows: &mut [EntryIx]) {
    let place = |ix: &EntryIx| book.entry(*ix).map(|e| book.place(e));
    // the book has its rows in this order already
    if sort == Sort::Report && rows.is_sorted_by_key(place) {
        return;
    }
    rows.sort_by_cached_key(|ix| key(book, calendar, sort, *ix));
}

/// Puts a few more entries among those that are in an order already.
pub(super) fn merge(
    book: &Book,
    calendar: &Calendar,
    sort: Sort,
    rows: &mut Vec<EntryIx>,
    mut new: Vec<EntryIx>,
) {
    let key = |ix: EntryIx| key(book, calendar, sort, ix);
    new.sort_by_cached_key(|ix| key(*ix));
    let mut merged = Vec::with_capacity(rows.len() + new.len());
    let mut rest = rows.as_slice();
    for ix in new {
        let mine = key(ix);
        let (before, after) = rest.split_at(rest.partition_point(|other| key(*other) <= mine));
        merged.extend_from_slice(before);
        merged.push(ix);
        rest = after;
    }
    merged.extend_from_slice(rest);
    *rows = merged;
}
