//! Which entries: filters, text search and sorting.

use std::cmp::Reverse;

use super::schedule::{Calendar, Light, light};
use crate::ledger::book::{Book, Entry, EntryIx};
use crate::ledger::{Act, Stage};
use crate::report::{Finding, NO_UNIT, Scope, Unit};

/// What to look for. Empty lists let everything through; different lists narrow one another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Unit ids; `none` for entries that name nobody.
    pub units: Vec<String>,
    /// Finding ids, e.g. `3.5`.
    pub findings: Vec<String>,
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
        let words = Words::of(&self.text, book);
        let mut hits: Vec<EntryIx> = book
            .live()
            .filter(|(_, e)| self.lets_through(book, calendar, e) && words.occur_in(book, e))
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
            && passes(&self.findings, |f| entry.own.is_none() && *f == finding.id)
            && passes(&self.categories, |c| *c == finding.category)
            && passes(&self.stages, |s| *s == entry.state.stage())
            && passes(&self.scopes, |s| *s == finding.scope)
            && passes(&self.lights, |l| *l == light(book, entry, calendar))
    }
}

fn passes<T>(list: &[T], is: impl Fn(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(is)
}

/// Words that must all occur in what an entry shows: ids, names, title, statement, items, notes, columns.
///
/// Findings and units are searched once, not once for each of their entries.
struct Words {
    all: Vec<String>,
    /// For each finding of the report, which words occur in it.
    in_finding: Vec<Vec<bool>>,
    /// For each unit of the report, which words occur in it.
    in_unit: Vec<Vec<bool>>,
}

impl Words {
    fn of(text: &str, book: &Book) -> Self {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let found = |hay: String| -> Vec<bool> {
            let hay = hay.to_lowercase();
            words.iter().map(|w| hay.contains(w.as_str())).collect()
        };
        let report = book.report();
        let (in_finding, in_unit) = if words.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            (
                report
                    .findings
                    .iter()
                    .map(|f| found(of_finding(f)))
                    .collect(),
                report.units.iter().map(|u| found(of_unit(u))).collect(),
            )
        };
        Self {
            all: words,
            in_finding,
            in_unit,
        }
    }

    fn occur_in(&self, book: &Book, entry: &Entry) -> bool {
        let has = |table: &[Vec<bool>], row: usize, word: usize| {
            table.get(row).and_then(|r| r.get(word)).copied() == Some(true)
        };
        let mut missing = (0..).zip(&self.all).filter(|(n, _)| {
            let in_unit = entry
                .unit
                .is_some_and(|u| has(&self.in_unit, u as usize, *n));
            !in_unit && !has(&self.in_finding, entry.finding as usize, *n)
        });
        let Some((_, first)) = missing.next() else {
            return true;
        };
        let own = of_entry(book, entry).to_lowercase();
        own.contains(first.as_str()) && missing.all(|(_, w)| own.contains(w.as_str()))
    }
}

fn of_unit(unit: &Unit) -> String {
    let mut hay = lines([unit.name.zh.as_str(), &unit.name.en]);
    hay.push_str(&lines(unit.aliases.iter().map(String::as_str)));
    hay
}

fn of_finding(finding: &Finding) -> String {
    let items = finding.items.iter().map(|i| &i.text);
    let texts = [&finding.title, &finding.statement]
        .into_iter()
        .chain(items);
    lines(texts.flat_map(|t| [t.zh.as_str(), &t.en]))
}

/// What stands in the ledger only: id, own finding, added items, notes, columns.
fn of_entry(book: &Book, entry: &Entry) -> String {
    let mut hay = lines([&*book.label(entry)]);
    if let (Some(_), Some(finding)) = (entry.own, book.finding(entry)) {
        hay.push_str(&of_finding(finding));
    }
    let added = (0..)
        .zip(&entry.state.items)
        .filter(|(_, i)| i.text_by.is_some());
    for text in added.filter_map(|(ix, _)| book.item_text(entry, ix)) {
        hay.push_str(&lines([text.zh.as_str()]));
    }
    for ev in &entry.state.notes {
        if let Some(Act::ProgressNoted { text }) = book.event(*ev).map(|e| e.act) {
            hay.push_str(&lines([&**text]));
        }
    }
    let columns = [
        book.lead(entry),
        book.partners(entry),
        book.person(entry),
        book.measure(entry),
    ];
    hay.push_str(&lines(columns.into_iter().flatten()));
    hay
}

/// Each text on a line of its own: no word occurs across two of them.
fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(|t| [t, "\n"]).collect()
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
        Sort::Report => hits.sort_by_cached_key(plain),
        Sort::Unit => hits.sort_by_cached_key(row),
        Sort::Stage => hits.sort_by_cached_key(|ix| (of(ix).map(|e| e.state.stage()), plain(ix))),
        Sort::Schedule => {
            hits.sort_by_cached_key(|ix| {
                (of(ix).map(|e| light(book, e, calendar)), due(ix), plain(ix))
            });
        }
        Sort::Due => hits.sort_by_cached_key(|ix| (due(ix), plain(ix))),
        Sort::Updated => {
            let at = |ix: &EntryIx| {
                of(ix)
                    .and_then(|e| e.state.updated)
                    .and_then(|ev| book.time_of(ev))
            };
            hits.sort_by_cached_key(|ix| (Reverse(at(ix)), plain(ix)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::event::OwnFinding;
    use crate::ledger::session::{Stamp, record};
    use crate::ledger::store::memory::{MemoryStore, Shared};
    use crate::ledger::{BatchId, Intent, WriterId};
    use std::sync::Arc;

    #[test]
    fn a_finding_is_the_finding_itself_not_what_has_its_number_in_a_text() {
        let desk = crate::sample::Desk::new();
        let query = Query {
            findings: vec!["1.1".into(), "3.5".into()],
            ..Query::default()
        };
        let hits = query.run(
            &desk.book,
            &crate::sample::Desk::calendar(),
            Sort::default(),
        );
        let labels = hits.iter().filter_map(|ix| desk.book.entry(*ix));
        let labels: Vec<_> = labels.map(|e| e.id.to_string()).collect();
        let expected = ["1.1@none", "3.5@wendeng", "3.5@rushan", "3.5@lingang"];
        assert_eq!(labels, expected);
    }

    #[test]
    fn words_are_looked_for_in_finding_unit_and_ledger_alike() {
        let report = crate::report::builtin("weihai-2022").unwrap().unwrap();
        let mut book = Book::new(Arc::new(report));
        let mut store = MemoryStore::new(
            "weihai-2022",
            WriterId(uuid::Uuid::from_u128(1)),
            &Shared::default(),
        );
        let at = |book: &Book, text: &str, sort| {
            let query = Query {
                text: text.into(),
                ..Query::default()
            };
            query.run(book, &Calendar::on(jiff::civil::date(2023, 10, 1)), sort)
        };
        let ix = (0..)
            .zip(book.entries())
            .find(|(_, e)| e.unit.is_some())
            .unwrap()
            .0;
        let entry = book.entry(ix).unwrap();
        let (unit, finding) = (book.unit(entry).unwrap(), book.finding(entry).unwrap());
        let id = entry.id.to_uppercase();
        let words = format!("{id} {} Zebra", unit.name.en.to_uppercase());
        let title = finding.title.zh.clone();
        assert_eq!(at(&book, &id, Sort::Report), [ix]);
        assert!(at(&book, &words, Sort::Report).is_empty());
        assert!(at(&book, &title, Sort::Report).contains(&ix));
        let note = Intent::Note(ix, "a zebra crossing".into());
        let stamp = Stamp {
            who: "督学甲".into(),
            now: "2023-09-14T02:31:07.412Z".parse().unwrap(),
            batch: BatchId(uuid::Uuid::from_u128(1)),
            policy: crate::ledger::decide::Policy::default(),
        };
        record(&mut book, &mut store, &note, &stamp).unwrap();
        assert_eq!(at(&book, &format!("{words} {title}"), Sort::Report), [ix]);
        assert_eq!(at(&book, "crossing zebra", Sort::Report), [ix]);
        let own = Intent::AddFinding(
            OwnFinding {
                unit: "lingang".into(),
                category: "policy".into(),
                title: "Quagga 校舍".into(),
                statement: "".into(),
                source: "".into(),
            },
            Vec::new(),
        );
        record(&mut book, &mut store, &own, &stamp).unwrap();
        let added = book.find("+1@lingang").unwrap();
        assert_eq!(at(&book, "quagga +1@", Sort::Report), [added]);
        for sort in Sort::ALL {
            assert_eq!(at(&book, "", sort).len(), book.entries().len());
        }
        assert_eq!(at(&book, "", Sort::Updated)[..2], [added, ix]);
    }
}
