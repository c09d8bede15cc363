//! Which entries: filters, text search and sorting.

use super::find::Words;
use super::order;
pub use super::order::Sort;
use super::schedule::{Calendar, Light, light};
use crate::ledger::Stage;
use crate::ledger::book::{Book, Entry, EntryIx};
use crate::report::{NO_UNIT, Scope};

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
    /// Only entries that an earlier edition had, too.
    pub repeated: bool,
    /// Words that must all occur, in either language, by pinyin or its initials; separated by blanks.
    pub text: String,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The entries.
    pub rows: Vec<EntryIx>,
    /// Whether nothing fits the words and these only come near.
    pub near: bool,
}

impl Query {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entries that pass, in the order asked for. Nothing is guessed: acts and figures may rest on it.
    pub fn run(&self, book: &Book, calendar: &Calendar, sort: Sort) -> Vec<EntryIx> {
        let hits = self.weighed(book, calendar, false);
        sorted(book, calendar, sort, &hits)
    }

    /// As [`run`](Self::run); where no entry passes, those that the words fit roughly.
    pub fn run_or_near(&self, book: &Book, calendar: &Calendar, sort: Sort) -> Hits {
        let (hits, near) = self.weighed_or_near(book, calendar);
        let rows = sorted(book, calendar, sort, &hits);
        Hits { rows, near }
    }

    /// As [`run_or_near`](Self::run_or_near), but what fits the words best comes first where the order is the report's.
    pub fn ranked(&self, book: &Book, calendar: &Calendar, sort: Sort) -> Hits {
        let (mut hits, near) = self.weighed_or_near(book, calendar);
        let rows = if sort == Sort::Report {
            let place = |ix: &EntryIx| book.entry(*ix).map(|e| book.place(e));
            hits.sort_by_cached_key(|(weight, ix)| (*weight, place(ix)));
            hits.into_iter().map(|(_, ix)| ix).collect()
        } else {
            sorted(book, calendar, sort, &hits)
        };
        Hits { rows, near }
    }

    /// As [`run`](Self::run) without words, among some entries.
    pub fn among(
        &self,
        book: &Book,
        calendar: &Calendar,
        sort: Sort,
        among: &[EntryIx],
    ) -> Vec<EntryIx> {
        let mut rows = self.passing(book, calendar, among);
        order::order(book, calendar, sort, &mut rows);
        rows
    }

    fn passing(&self, book: &Book, calendar: &Calendar, among: &[EntryIx]) -> Vec<EntryIx> {
        let passes = |ix: &&EntryIx| {
            let entry = book.entry(**ix).filter(|e| e.live);
            entry.is_some_and(|e| self.lets_through(book, calendar, e))
        };
        among.iter().filter(passes).copied().collect()
    }

    /// What [`run`](Self::run) finds, from the rows that it found before some entries changed; `changed` is in ascending
    /// order. `None` where words are looked for: then all entries have to be looked at.
    pub fn again(
        &self,
        book: &Book,
        calendar: &Calendar,
        sort: Sort,
        (rows, changed): (&[EntryIx], &[EntryIx]),
    ) -> Option<Vec<EntryIx>> {
        if !self.text.trim().is_empty() {
            return None;
        }
        let others = rows.iter().copied();
        let mut rows: Vec<EntryIx> = others
            .filter(|ix| changed.binary_search(ix).is_err())
            .collect();
        let new = self.passing(book, calendar, changed);
        order::merge(book, calendar, sort, &mut rows, new);
        Some(rows)
    }

    fn weighed_or_near(&self, book: &Book, calendar: &Calendar) -> (Vec<(usize, EntryIx)>, bool) {
        let sure = self.weighed(book, calendar, false);
        if !sure.is_empty() || self.text.trim().is_empty() {
            return (sure, false);
        }
        let near = self.weighed(book, calendar, true);
        let found = !near.is_empty();
        (near, found)
    }

    /// The entries that pass, each with how well the words fit it, less is better.
    fn weighed(&self, book: &Book, calendar: &Calendar, near: bool) -> Vec<(usize, EntryIx)> {
        let words = Words::of(&self.text, book, near);
        book.live()
            .filter(|(_, e)| self.lets_through(book, calendar, e))
            .filter_map(|(ix, e)| Some((words.weight(book, e)?, ix)))
            .collect()
    }

    /// Whether an entry passes all filters except the text.
    pub fn lets_through(&self, book: &Book, calendar: &Calendar, entry: &Entry) -> bool {
        let unit = book.unit(entry).map_or(NO_UNIT, |u| &u.id);
        let Some(finding) = book.finding(entry) else {
            return false;
        };
        (!self.repeated || book.repeats(entry) > 0)
            && passes(&self.units, |u| u == unit)
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

fn sorted(book: &Book, calendar: &Calendar, sort: Sort, hits: &[(usize, EntryIx)]) -> Vec<EntryIx> {
    let mut rows: Vec<EntryIx> = hits.iter().map(|(_, ix)| *ix).collect();
    order::order(book, calendar, sort, &mut rows);
    rows
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

    fn shipped(text: &str) -> (Book, Query) {
        let report = crate::report::builtin("weihai-2022").unwrap().unwrap();
        let query = Query {
            text: text.into(),
            ..Query::default()
        };
        (Book::new(Arc::new(report)), query)
    }

    fn calendar() -> Calendar {
        Calendar::on(jiff::civil::date(2023, 10, 1))
    }

    #[test]
    fn a_district_is_found_by_initials_and_by_every_other_way_to_write_it() {
        for (unit, ways) in [
            (
                "huancui",
                ["hcq", "huancuiqu", "huanc区", "ＨＣＱ", "环翠区"],
            ),
            (
                "rushan",
                ["rss", "RUSHAN", "rushanshi", "乳s", "Rushan　city"],
            ),
            ("nanhai", ["nhxq", "nanhaixinq", "Nanhai", "南海", "nhaixq"]),
        ] {
            for text in ways {
                let (book, query) = shipped(text);
                let of_unit = |ix: &EntryIx| {
                    let entry = book.entry(*ix).unwrap();
                    book.unit(entry).is_some_and(|u| u.id == unit)
                };
                let found = query.run(&book, &calendar(), Sort::Report);
                let all = book.live().filter(|(ix, _)| of_unit(ix)).count();
                assert_eq!(found.len(), all, "{text}");
                assert!(found.iter().all(of_unit), "{text}");
            }
        }
    }

    #[test]
    fn the_best_comes_first_where_the_order_is_the_reports() {
        let (book, query) = shipped("教师");
        let titles = |rows: &[EntryIx]| -> Vec<bool> {
            let finding = |ix: &EntryIx| book.finding(book.entry(*ix).unwrap()).unwrap();
            let rows = rows.iter().map(finding);
            rows.map(|f| f.title.zh.contains("教师")).collect()
        };
        let plain = query.run(&book, &calendar(), Sort::Report);
        let ranked = query.ranked(&book, &calendar(), Sort::Report);
        assert!(!titles(&plain).is_sorted_by(|a, b| a >= b));
        assert!(titles(&ranked.rows).is_sorted_by(|a, b| a >= b));
        assert_eq!(ranked.rows.len(), plain.len());
        let by_due = query.ranked(&book, &calendar(), Sort::Due).rows;
        assert_eq!(by_due, query.run(&book, &calendar(), Sort::Due));
        let (_, id) = shipped("3.5@lingang");
        let first = id.ranked(&book, &calendar(), Sort::Report).rows[0];
        assert_eq!(Some(first), book.find("3.5@lingang"));
    }

    #[test]
    fn what_only_comes_near_is_listed_when_nothing_fits_and_never_acted_on() {
        let (book, query) = shipped("hunacui");
        assert!(query.run(&book, &calendar(), Sort::Report).is_empty());
        let near = query.run_or_near(&book, &calendar(), Sort::Report);
        assert!(near.near && !near.rows.is_empty());
        assert_eq!(query.ranked(&book, &calendar(), Sort::Report), near);
        let (_, sure) = shipped("huancui");
        assert!(!sure.run_or_near(&book, &calendar(), Sort::Report).near);
        let (_, nothing) = shipped("没有这回事儿");
        let none = nothing.ranked(&book, &calendar(), Sort::Report);
        assert_eq!(none, Hits::default());
    }

    #[test]
    #[ignore = "needs optimisation: cargo test --release --lib search_is_quick -- --ignored --nocapture"]
    fn search_is_quick() {
        let national = Book::new(Arc::new(crate::ledger::scale::national()));
        let (shipped, _) = shipped("");
        for text in [
            "hcq",
            "台账",
            "peixun 机构",
            "hunacui",
            "没有这回事儿",
            "3.5@u77",
            "e",
        ] {
            for (book, most) in [(&shipped, 10), (&national, 150)] {
                let (_, query) = self::shipped(text);
                let start = std::time::Instant::now();
                let found = query.ranked(book, &calendar(), Sort::Report).rows.len();
                let took = start.elapsed();
                println!("{text}: {found} of {} in {took:?}", book.entries().len());
                assert!(took.as_millis() < most, "{text}: {took:?}");
            }
        }
    }
}
