//! The tables of a document.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::block::capital;
use super::{COUNTS, Detail, EntryLine, FindingLine, Listed, Role, Summary, Table};
use crate::board::Totals;
use crate::board::totals::percent;
use crate::lang::{domain, fill, summary};
use crate::report::Scope;

/// How many ids a cell holds where a document does not go into everything.
const IDS: usize = 12;
/// How many months the table of the burn-down goes back.
const MONTHS: usize = 12;

/// Units × categories: not closed / all, with totals in the last row and column.
///
/// Labels head it: with whole names it would be wider than a page.
pub(super) fn matrix(s: &Summary) -> Table {
    let d = domain(s.lang);
    let names = s.categories.iter().map(|c| c.label.clone());
    let head = std::iter::once(capital(d.unit))
        .chain(names)
        .chain([d.total.to_owned()]);
    let row = |name: &str, cells: &[Totals], all: &Totals| {
        let cells = cells.iter().chain([all]).map(cell);
        std::iter::once(name.to_owned()).chain(cells).collect()
    };
    let below: Vec<Totals> = s.categories.iter().map(|c| c.totals).collect();
    let mut table = Table::new(head, 1).playing(Role::Matrix);
    table.rows = s
        .units
        .iter()
        .map(|u| row(&u.label, &u.cells, &u.totals))
        .collect();
    table.rows.push(row(d.total, &below, &s.totals));
    table
}

/// `not closed/all`, or a dash where there is no entry.
fn cell(t: &Totals) -> String {
    if t.entries == 0 {
        "-".to_owned()
    } else {
        format!("{}/{}", t.not_closed(), t.entries)
    }
}

pub(super) fn figures(s: &Summary) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let t = &s.totals;
    let stages = COUNTS
        .iter()
        .map(|c| ((c.name)(s.lang), (c.of)(t).to_string()));
    let (stages, others): (Vec<_>, Vec<_>) = stages.enumerate().partition(|(at, _)| *at < 7);
    let sums = [
        (w.finished, t.finished().to_string()),
        (d.not_completed, t.not_completed().to_string()),
        (d.not_closed, t.not_closed().to_string()),
        (d.completion_rate, percent(t.completion_rate())),
        (d.closing_rate, percent(t.closing_rate())),
    ];
    let mut table = Table::new([capital(w.what), capital(w.count)], 1);
    table.rows = std::iter::once((d.findings, s.findings.to_string()))
        .chain(stages.into_iter().map(|(_, row)| row))
        .chain(sums)
        .chain(others.into_iter().map(|(_, row)| row))
        .map(|(name, value)| vec![capital(name), value])
        .collect();
    table
}

pub(super) fn by_unit(s: &Summary) -> Table {
    let lines = s.units.iter().map(|u| (u.name.as_str(), &u.totals));
    lines_of(s, domain(s.lang).unit, lines)
}

pub(super) fn by_category(s: &Summary) -> Table {
    let lines = s.categories.iter().map(|c| (c.name.as_str(), &c.totals));
    lines_of(s, domain(s.lang).category, lines)
}

/// Stages, what is completed, what is urgent, and both rates: line by line and for the whole.
fn lines_of<'a>(
    s: &'a Summary,
    first: &str,
    lines: impl Iterator<Item = (&'a str, &'a Totals)>,
) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let head = [
        first,
        d.entries,
        d.open,
        d.rectifying,
        w.to_verify,
        d.closed,
        d.objected,
        d.withdrawn,
        w.finished_short,
        d.overdue,
        d.behind,
        d.soon,
        d.completion_rate,
        d.closing_rate,
    ];
    let row = |(name, t): (&str, &Totals)| -> Vec<String> {
        let counts = [
            t.entries,
            t.open,
            t.rectifying,
            t.completed,
            t.closed,
            t.objected,
            t.withdrawn,
            t.finished(),
            t.overdue,
            t.behind,
            t.due_soon,
        ];
        let rates = [t.completion_rate(), t.closing_rate()];
        std::iter::once(name.to_owned())
            .chain(counts.map(|n| n.to_string()))
            .chain(rates.map(percent))
            .collect()
    };
    let mut table = Table::new(head.map(capital), 1).playing(Role::Lines);
    table.rows = lines.chain([(d.total, &s.totals)]).map(row).collect();
    table
}

/// Entries with a due date: title, lead, date, and the days past or left.
pub(super) fn dated(s: &Summary, list: &[Listed], days: &str) -> Table {
    let d = domain(s.lang);
    let head = [d.entry, d.unit, d.title, d.lead, d.due, days];
    let mut table = Table::new(head.map(capital), 5);
    let row = |l: &Listed| {
        let [id, unit, title, who] = [&l.id, &l.unit, &l.title, &l.who].map(String::clone);
        vec![id, unit, title, who, day(l.day), l.days.abs().to_string()]
    };
    table.rows = list.iter().map(row).collect();
    table
}

/// Entries with the day and the name that put them on a list.
pub(super) fn listed(s: &Summary, [on, by]: [&str; 2], list: &[Listed]) -> Table {
    let d = domain(s.lang);
    let head = [d.entry, d.unit, d.title, on, by];
    let mut table = Table::new(head.map(capital), head.len());
    let row = |l: &Listed| {
        let [id, unit, title, who] = [&l.id, &l.unit, &l.title, &l.who].map(String::clone);
        vec![id, unit, title, day(l.day), who]
    };
    table.rows = list.iter().map(row).collect();
    table
}

/// Entries that an earlier edition had, too: in which edition they are now, and what they go on from.
pub(super) fn repeated(s: &Summary) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let list: Vec<Listed> = s.repeated.iter().map(|(_, l)| l.clone()).collect();
    let mut table = listed(s, [d.due, d.lead], &list);
    for head in [w.times, w.goes_on_from] {
        table.head.push((capital(head), crate::text::Align::Left));
    }
    for (row, (times, l)) in table.rows.iter_mut().zip(&s.repeated) {
        row.push(times.saturating_add(1).to_string());
        row.push(l.reason.clone());
    }
    table
}

/// [`listed`] with the reasons.
pub(super) fn reasoned(s: &Summary, heads: [&str; 2], list: &[Listed]) -> Table {
    let mut table = listed(s, heads, list);
    let reason = capital(summary(s.lang).reason);
    table.head.push((reason, crate::text::Align::Left));
    for (row, l) in table.rows.iter_mut().zip(list) {
        row.push(l.reason.clone());
    }
    table
}

/// What was left: before anything was done, at the end of the last months, and on the day of the summary.
pub(super) fn trend(s: &Summary) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let head = [w.day, w.counted, d.not_completed, d.not_closed];
    let mut table = Table::new(head.map(capital), 1);
    let points = &s.trend.points;
    let first = points.first().map_or(s.as_of, |p| p.day);
    let ends = std::iter::successors(Some(first.last_of_month()), |end| {
        end.tomorrow().ok().map(Date::last_of_month)
    });
    let mut ends: Vec<Date> = ends.take_while(|end| *end < s.as_of).collect();
    ends.drain(..ends.len().saturating_sub(MONTHS));
    ends.retain(|end| *end > first);
    let days = [first].into_iter().chain(ends).chain([s.as_of]);
    let row = |day: Date| {
        let p = s.trend.at(day)?;
        let counts = [p.counted, p.not_completed, p.not_closed].map(|n| n.to_string());
        Some([day.to_string()].into_iter().chain(counts).collect())
    };
    table.rows = days.filter_map(row).collect();
    table
}

/// Why entries are not finished, and which: the reasons add up to what is not completed.
pub(super) fn unfinished(s: &Summary) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let head = [w.why, w.count, d.entries].map(capital);
    let mut table = Table::new(head, 3).playing(Role::Sums);
    table.right(1);
    let row = |u: &super::Unfinished| {
        let why = capital(w.why_name(s.lang, u.why));
        vec![why, u.entries.len().to_string(), ids(s, &u.entries)]
    };
    table.rows = s.unfinished.iter().map(row).collect();
    let sum = s.totals.not_completed().to_string();
    if !table.rows.is_empty() {
        table
            .rows
            .push(vec![d.total.to_owned(), sum, String::new()]);
    }
    table
}

/// The due dates ahead, day by day.
pub(super) fn next_due(s: &Summary) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let mut table = Table::new([d.due, w.days_left, w.count, d.entries].map(capital), 4);
    table.right(1);
    table.right(2);
    let mut days: BTreeMap<Option<Date>, (i32, Vec<String>)> = BTreeMap::new();
    for l in &s.next_due {
        let on = days.entry(l.day).or_insert((l.days, Vec::new()));
        on.1.push(l.id.clone());
    }
    let row = |(on, (left, entries)): (Option<Date>, (i32, Vec<String>))| {
        let count = entries.len().to_string();
        vec![day(on), left.to_string(), count, ids(s, &entries)]
    };
    table.rows = days.into_iter().map(row).collect();
    table
}

/// Ids in a cell; all of them only where the document goes into everything.
fn ids(s: &Summary, entries: &[String]) -> String {
    let w = summary(s.lang);
    let shown = if s.detail == Detail::Full {
        entries.len()
    } else {
        IDS
    };
    let first: Vec<&str> = entries.iter().take(shown).map(String::as_str).collect();
    let first = first.join(w.between_ids);
    if entries.len() > shown {
        fill(w.and_more, &[&first, &entries.len()])
    } else {
        first
    }
}

/// The findings of a category, one line each.
pub(super) fn findings(s: &Summary, list: &[&FindingLine]) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let head = [
        w.number,
        d.finding,
        w.units,
        d.entries,
        w.finished_short,
        d.closed,
        d.not_completed,
        w.items_done,
    ];
    let mut table = Table::new(head.map(capital), 3);
    let row = |f: &&FindingLine| {
        let t = &f.totals;
        let counts = [t.entries, t.finished(), t.closed, t.not_completed()];
        let texts = [f.id.clone(), f.title.clone(), units(s, f)];
        let counts = counts.map(|n| n.to_string());
        let items = format!("{}/{}", t.ticked, t.items);
        texts.into_iter().chain(counts).chain([items]).collect()
    };
    table.rows = list.iter().map(row).collect();
    table
}

/// The units of a finding: all of them in one word.
fn units(s: &Summary, f: &FindingLine) -> String {
    if f.scope == Scope::All && f.entries.len() + 1 == s.units.len() {
        return domain(s.lang).scope_all.to_owned();
    }
    let units: Vec<&str> = f.entries.iter().map(|e| e.unit.as_str()).collect();
    units.join(summary(s.lang).comma)
}

/// The entries of a finding with their columns.
pub(super) fn entries(s: &Summary, f: &FindingLine) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let head = [
        d.unit,
        d.stage,
        d.schedule,
        w.items_done,
        d.lead,
        d.measure,
        d.due,
        d.evidence,
        w.latest,
    ];
    let mut table = Table::new(head.map(capital), head.len()).playing(Role::Entries);
    table.right(3);
    table.right(7);
    let row = |e: &EntryLine| {
        let noted = e.noted.map(|on| format!("{on} {}", e.note));
        vec![
            e.unit.clone(),
            capital(w.stage_name(s.lang, e.stage)),
            standing(s, e),
            format!("{}/{}", e.done.0, e.done.1),
            e.lead.clone(),
            e.measure.clone(),
            day(e.due),
            e.evidence.to_string(),
            noted.unwrap_or_default(),
        ]
    };
    table.rows = f.entries.iter().map(row).collect();
    table
}

/// The reason why an entry is not finished, else how it stands against its date.
fn standing(s: &Summary, e: &EntryLine) -> String {
    let said = match e.why {
        Some(why) => summary(s.lang).why_name(s.lang, why),
        None => domain(s.lang).light_name(e.light),
    };
    capital(said)
}

pub(super) fn heads(s: &Summary) -> Table {
    let w = summary(s.lang);
    let mut table = Table::new([w.writer, w.sum, w.seq].map(capital), 2);
    let row = |h: &crate::ledger::store::Head| {
        vec![h.writer.to_string(), h.sum.clone(), h.seq.to_string()]
    };
    table.rows = s.heads.iter().map(row).collect();
    table
}

fn day(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}
