//! From filter words to a query; names in either language.

use super::Failure;
use super::args::Filters;
use crate::board::lookup::{self, Named, Unknown};
use crate::board::{Light, Query};
use crate::lang::{Domain, Faults, Lang, domain};
use crate::ledger::Stage;
use crate::report::{Report, Scope, sanitise};

const SCOPES: [(&str, Scope); 4] = [
    ("named", Scope::Named),
    ("all", Scope::All),
    ("some", Scope::Some),
    ("general", Scope::General),
];

/// The code word of a scope.
pub fn scope_code(scope: Scope) -> &'static str {
    SCOPES
        .iter()
        .find(|(_, s)| *s == scope)
        .map_or("", |(word, _)| word)
}

/// The query that filters ask for.
///
/// # Errors
/// Wrong usage that names every value that nothing has.
pub fn query(filters: &Filters, report: &Report, lang: Lang) -> Result<Query, Failure> {
    let mut unknown = Vec::new();
    let words = filters.words.join(" ");
    let query = Query {
        units: resolve(&filters.unit, &lookup::units(report), &mut unknown),
        findings: Vec::new(),
        categories: resolve(&filters.category, &lookup::categories(report), &mut unknown),
        stages: resolve(
            &filters.stage,
            &names(Stage::ALL.map(|s| (s.code(), s)), Domain::stage_name),
            &mut unknown,
        ),
        lights: resolve(
            &filters.schedule,
            &names(Light::ALL.map(|l| (l.code(), l)), Domain::light_name),
            &mut unknown,
        ),
        scopes: resolve(
            &filters.scope,
            &names(SCOPES, Domain::scope_name),
            &mut unknown,
        ),
        repeated: filters.repeated,
        text: sanitise::line(&words).trim().to_owned(),
    };
    if unknown.is_empty() {
        return Ok(query);
    }
    let w = Faults::of(lang);
    Err(Failure::usage(
        unknown.iter().map(|u| w.unknown(u)).collect(),
    ))
}

/// Code word, Chinese and English name of each value.
fn names<T: Copy, const N: usize>(
    all: [(&'static str, T); N],
    name: fn(&Domain, T) -> &'static str,
) -> Vec<Named<T>> {
    let of = |(code, value): (&'static str, T)| {
        let both = Lang::ALL.map(|lang| name(domain(lang), value).to_owned());
        (value, [code.to_owned()].into_iter().chain(both).collect())
    };
    all.into_iter().map(of).collect()
}

/// The values that words ask for.
///
/// # Errors
/// Wrong usage that names every word that nothing has.
pub fn resolved<T: Clone>(
    given: &[String],
    among: &[Named<T>],
    lang: Lang,
) -> Result<Vec<T>, Failure> {
    let mut unknown = Vec::new();
    let found = resolve(given, among, &mut unknown);
    if unknown.is_empty() {
        return Ok(found);
    }
    let said = unknown.iter().map(|u| Faults::of(lang).unknown(u));
    Err(Failure::usage(said.collect()))
}

fn resolve<T: Clone>(given: &[String], among: &[Named<T>], unknown: &mut Vec<Unknown>) -> Vec<T> {
    let parts = given.iter().flat_map(|g| g.split([',', '，', '、']));
    let parts: Vec<String> = parts
        .map(|p| p.trim().to_owned())
        .filter(|p| !p.is_empty())
        .collect();
    lookup::all(&parts, |part| lookup::choose(part, among)).unwrap_or_else(|faults| {
        unknown.extend(faults);
        Vec::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::builtin;

    fn run(filters: &Filters) -> Result<Query, Failure> {
        let report = builtin("weihai-2022").unwrap().unwrap();
        query(filters, &report, Lang::En)
    }

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn names_of_both_languages_and_lists_are_taken() {
        let found = run(&Filters {
            unit: list(&["环翠区，lingang", "未点名"]),
            category: list(&["Teachers"]),
            stage: list(&["已销号、open"]),
            schedule: list(&["逾期,soon"]),
            scope: list(&["general"]),
            words: list(&["教师", "待遇"]),
            repeated: false,
        })
        .unwrap();
        assert_eq!(found.units, ["huancui", "lingang", "none"]);
        assert_eq!(found.categories, ["teachers"]);
        assert_eq!(found.stages, [Stage::Closed, Stage::Open]);
        assert_eq!(found.lights, [Light::Overdue, Light::Soon]);
        assert_eq!(found.scopes, [Scope::General]);
        assert_eq!(found.text, "教师 待遇");
    }

    #[test]
    fn every_unknown_name_is_named() {
        let failure = run(&Filters {
            unit: list(&["hunacui", "xyzzy"]),
            stage: list(&["opne"]),
            ..Filters::default()
        })
        .unwrap_err();
        assert_eq!((failure.code, failure.lines.len()), (2, 3));
        assert!(failure.lines[0].contains("huancui") && failure.lines[2].contains("open"));
    }
}
