//! The filter in words: figures of a part must not pass for figures of the whole.

use crate::board::Query;
use crate::lang::{Lang, domain, summary};
use crate::report::sanitise::line;
use crate::report::{NO_UNIT, Report};

/// What a query narrows to; `None` where it lets everything through.
pub(super) fn in_words(query: &Query, report: &Report, lang: Lang) -> Option<String> {
    let (d, w) = (domain(lang), summary(lang));
    let unit = |id: &String| match report.units.iter().find(|u| u.id == *id) {
        Some(unit) => lang.of(&unit.name).to_owned(),
        None if id == NO_UNIT => d.not_attributed.to_owned(),
        None => id.clone(),
    };
    let category = |id: &String| match report.categories.iter().find(|c| c.id == *id) {
        Some(category) => lang.of(&category.name).to_owned(),
        None => id.clone(),
    };
    let text = query.text.trim();
    let parts = [
        (d.unit, query.units.iter().map(unit).collect()),
        (d.finding, query.findings.clone()),
        (d.category, query.categories.iter().map(category).collect()),
        (d.stage, owned(&query.stages, |s| d.stage_name(*s))),
        (d.schedule, owned(&query.lights, |l| d.light_name(*l))),
        (d.scope, owned(&query.scopes, |s| d.scope_name(*s))),
        (
            w.words,
            owned(
                text.split_whitespace().collect::<Vec<_>>().as_slice(),
                |t| t,
            ),
        ),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(_, values): &(_, Vec<String>)| !values.is_empty())
        .map(|(name, values)| format!("{name}{}{}", w.colon, values.join(w.comma)))
        .collect();
    let repeated = query.repeated.then(|| d.repeated.to_owned());
    let said: Vec<String> = said.into_iter().chain(repeated).collect();
    (!said.is_empty()).then(|| line(&said.join(w.semicolon)))
}

fn owned<'a, T>(list: &'a [T], name: impl Fn(&'a T) -> &'a str) -> Vec<String> {
    list.iter().map(|one| name(one).to_owned()).collect()
}
