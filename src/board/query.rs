//! Which entries: filters, text search and sorting.

use std::cmp::Reverse;

use super::schedule::{Calendar, Light, light};
use crate::ledger::Stage;
use crate::ledger::book::{Book, Entry, EntryIx};
use crate::report::{NO_UNIT, Scope};

/// What to look for. Empty lists let everything through; different lists narrow one another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Unit ids; `none` for entries that name nobody.
    pub units: Vec<String>,
    /// Category ids.
    pub categories: Vec<String>,
    /// Stages.
    pub stages: Vec<Stage>,
    /// Schedule lights.
    pub lights: Vec<Light>,
    /// Scopes.
    pub scopes: Vec<Scope>,
    /// Words that must all occur, in either language; separated by blanks.
    pub text: String,
}

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

impl Query {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entries that pass, in the order asked for.
    pub fn run(&self, book: &Book, calendar: &Calendar, sort: Sort) -> Vec<EntryIx> {
        let needles: Vec<String> = self
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let mut hits: Vec<EntryIx> = book
            .live()
            .filter(|(_, e)| self.lets_through(book, calendar, e) && says(book, e, &needles))
            .map(|(ix, _)| ix)
            .collect();
        order(book, calendar, sort, &mut hits);
        hits
    }

    /// Whether an entry passes all filters except the text.
    pub fn lets_through(&self, book: &Book, calendar: &Calendar, entry: &Entry) -> bool {
        let unit = book.unit(entry).map_or(NO_UNIT, |u| &u.id);
        let Some(finding) = book.finding(entry) else {
            return false;
        };
        passes(&self.units, |u| u == unit)
            && passes(&self.categories, |c| *c == finding.category)
            && passes(&self.stages, |s| *s == entry.state.stage())
            && passes(&self.scopes, |s| *s == finding.scope)
            && passes(&self.lights, |l| *l == light(book, entry, calendar))
    }
}

fn passes<T>(list: &[T], is: impl Fn(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(is)
}

/// Whether all words occur in what an entry shows: ids, names, title, statement, items, notes, columns.
fn says(book: &Book, entry: &Entry, needles: &[String]) -> bool {
    if needles.is_empty() {
        return true;
    }
    let hay = haystack(book, entry).to_lowercase();
    needles.iter().all(|n| hay.contains(n.as_str()))
}

fn haystack(book: &Book, entry: &Entry) -> String {
    let mut hay = book.label(entry).into_owned();
    let mut add = |text: &str| {
        hay.push('\n');
        hay.push_str(text);
    };
    if let Some(unit) = book.unit(entry) {
        add(&unit.name.zh);
        add(&unit.name.en);
        unit.aliases.iter().for_each(|a| add(a));
    }
    if let Some(f) = book.finding(entry) {
        for text in [&f.title, &f.statement]
            .into_iter()
            .chain(f.items.iter().map(|i| &i.text))
        {
            add(&text.zh);
            add(&text.en);
        }
    }
    let added = (0..entry.state.items.len()).filter(|i| {
        entry
            .state
            .items
            .get(*i)
            .is_some_and(|i| i.text_by.is_some())
    });
    for text in added.filter_map(|i| book.item_text(entry, i)) {
        add(&text.zh);
    }
    for ev in &entry.state.notes {
        if let Some(crate::ledger::Act::ProgressNoted { text }) = book.event(*ev).map(|e| e.act) {
            add(text);
        }
    }
    for text in [
        book.lead(entry),
        book.partners(entry),
        book.person(entry),
        book.measure(entry),
    ]
    .into_iter()
    .flatten()
    {
        add(text);
    }
    hay
}

fn order(book: &Book, calendar: &Calendar, sort: Sort, hits: &mut [EntryIx]) {
    let of = |ix: &EntryIx| book.entry(*ix);
    let plain = |ix: &EntryIx| of(ix).map(|e| book.place(e));
    let row = |ix: &EntryIx| plain(ix).map(|(finding, unit)| (unit, finding));
    let due = |ix: &EntryIx| {
        of(ix)
            .and_then(|e| book.due(e))
            .unwrap_or(jiff::civil::Date::MAX)
    };
    match sort {
        Sort::Report => hits.sort_by_key(plain),
        Sort::Unit => hits.sort_by_key(row),
        Sort::Stage => hits.sort_by_key(|ix| (of(ix).map(|e| e.state.stage()), plain(ix))),
        Sort::Schedule => {
            hits.sort_by_key(|ix| (of(ix).map(|e| light(book, e, calendar)), due(ix), plain(ix)));
        }
        Sort::Due => hits.sort_by_key(|ix| (due(ix), plain(ix))),
        Sort::Updated => {
            let at = |ix: &EntryIx| {
                of(ix)
                    .and_then(|e| e.state.updated)
                    .and_then(|ev| book.time_of(ev))
            };
            hits.sort_by_key(|ix| (Reverse(at(ix)), plain(ix)));
        }
    }
}
