//! `dudao log`: who did what, when; the oldest first.

use serde::Serialize;

use super::args::{Detail, LogArgs};
use super::{Failure, out, table};
use crate::board::history::HistoryQuery;
use crate::board::lookup;
use crate::board::schedule::Calendar;
use crate::lang::{Console, Faults, Lang, acts};
use crate::ledger::book::{Book, EventRef};
use crate::ledger::event::kind;
use crate::ledger::stage::Ev;
use crate::ledger::{BatchId, EventId};
use crate::setup::Setup;
use crate::text::Align;

/// One event as JSON.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    id: EventId,
    at: jiff::Timestamp,
    who: &'a str,
    batch: BatchId,
    entry: Option<&'a str>,
    kind: &'a str,
    /// What was done, in a sentence.
    text: String,
    undone: bool,
}

impl<'a> Line<'a> {
    /// The line of an event.
    pub fn of(book: &'a Book, event: &EventRef<'a>, lang: Lang) -> Self {
        let entry = event.entry.and_then(|ix| book.entry(ix));
        Self {
            id: event.id,
            at: event.at,
            who: event.who,
            batch: event.batch,
            entry: entry.map(|e| &*e.id),
            kind: kind(event.act),
            text: acts::event(lang, book, event),
            undone: event.undone,
        }
    }
}

/// Prints the events that the arguments ask for.
pub fn run(setup: &Setup, args: &LogArgs, who: Option<&str>) -> Result<(), Failure> {
    let (lang, book, calendar) = (setup.lang, &setup.book, setup.calendar());
    let entry = args.entry.as_deref().map(|given| {
        let found = lookup::entry(book, given);
        found.map_err(|u| Failure::usage(vec![Faults::of(lang).unknown(&u)]))
    });
    let query = HistoryQuery {
        who: who.map(str::to_owned),
        since: args.since,
        entry: entry.transpose()?,
    };
    let shown = query.run(book, &calendar);
    if shown.is_empty() {
        out::note(Console::of(lang).no_events, lang);
    }
    match args.format.detail {
        Detail::Json => {
            let lines = shown.iter().filter_map(|ev| book.event(*ev));
            let lines: Vec<_> = lines.map(|e| Line::of(book, &e, lang)).collect();
            out::print(&out::json(&lines)?, lang)
        }
        Detail::Text => {
            let lines = text(book, &shown, &calendar, lang);
            let aligns = [Align::Left; 4];
            out::print_lines(&table::lines(&aligns, &lines, out::columns()), lang)
        }
    }
}

/// Time, name, entry and act of events, as cells.
fn text(book: &Book, events: &[Ev], calendar: &Calendar, lang: Lang) -> Vec<Vec<String>> {
    let cells = |e: EventRef<'_>| {
        let entry = e.entry.and_then(|ix| book.entry(ix));
        let mut said = acts::event(lang, book, &e).replace('\n', " ");
        if e.undone {
            said.push_str(Console::of(lang).undone_mark);
        }
        let entry = entry.map_or_else(String::new, |e| book.label(e).into_owned());
        vec![time(calendar, e.at), e.who.to_owned(), entry, said]
    };
    let events = events.iter().filter_map(|ev| book.event(*ev));
    events.map(cells).collect()
}

/// A time to the minute, in the calendar's zone.
pub fn time(calendar: &Calendar, at: jiff::Timestamp) -> String {
    let local = calendar.zone.to_datetime(at);
    local.strftime("%Y-%m-%d %H:%M").to_string()
}
