//! The summary as a document: headings, paragraphs and tables in the order in which a superior reads them.
//!
//! Origin, state as of the day, totals, by district, by category, lists, proof. Every format for people lays out these blocks.

use super::{COUNTS, Listed, Summary, Table};
use crate::board::Totals;
use crate::board::schedule::days_between;
use crate::board::totals::percent;
use crate::lang::{domain, summary};

/// One piece of the document. Its text is data: a format escapes it as it needs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of the document.
    Title(String),
    /// A heading.
    Heading(String),
    /// Names with their values.
    Facts(Vec<(String, String)>),
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// The document of a summary.
pub fn document(s: &Summary) -> Vec<Block> {
    let w = summary(s.lang);
    let mut blocks = vec![
        Block::Title(s.title.clone()),
        Block::Facts(origin(s)),
        heading(w.state),
        Block::Paragraph(s.paragraph.clone()),
    ];
    let tables = [
        (w.figures, figures(s)),
        (w.matrix, matrix(s)),
        (w.by_unit, by_unit(s)),
        (w.by_category, by_category(s)),
        (w.overdue_list, overdue(s)),
        (
            w.objected_list,
            listed(s, [w.objected_on, w.objected_by], &s.objected),
        ),
        (
            w.closed_list,
            listed(s, [w.closed_on, w.closed_by], &s.recently_closed),
        ),
        (w.heads, heads(s)),
    ];
    for (name, table) in tables {
        blocks.push(heading(name));
        blocks.push(if table.rows.is_empty() {
            Block::Paragraph(capital(w.none))
        } else {
            Block::Table(table)
        });
    }
    if s.filter.is_some() {
        blocks.push(Block::Paragraph(capital(w.whole_ledger)));
    }
    blocks
}

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
    let mut table = Table::new(head, 1);
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

fn origin(s: &Summary) -> Vec<(String, String)> {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let facts = [
        (d.report, s.report.clone()),
        (w.issuer, s.issuer.clone()),
        (w.issued, s.issued.to_string()),
        (w.as_of, s.as_of.to_string()),
    ];
    let filter = s.filter.iter().map(|f| (w.filter, f.clone()));
    facts
        .into_iter()
        .chain(filter)
        .map(|(name, value)| (capital(name), value))
        .collect()
}

fn figures(s: &Summary) -> Table {
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

fn by_unit(s: &Summary) -> Table {
    let lines = s.units.iter().map(|u| (u.name.as_str(), &u.totals));
    lines_of(s, domain(s.lang).unit, lines)
}

fn by_category(s: &Summary) -> Table {
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
    let mut table = Table::new(head.map(capital), 1);
    table.rows = lines.chain([(d.total, &s.totals)]).map(row).collect();
    table
}

fn overdue(s: &Summary) -> Table {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let head = [d.entry, d.unit, d.title, d.lead, d.due, w.days_late];
    let mut table = Table::new(head.map(capital), 5);
    let row = |l: &Listed| {
        let late = l.day.map_or(0, |due| days_between(due, s.as_of));
        let [id, unit, title, who] = [&l.id, &l.unit, &l.title, &l.who].map(String::clone);
        vec![id, unit, title, who, day(l), late.to_string()]
    };
    table.rows = s.overdue.iter().map(row).collect();
    table
}

fn listed(s: &Summary, [on, by]: [&str; 2], list: &[Listed]) -> Table {
    let d = domain(s.lang);
    let head = [d.entry, d.unit, d.title, on, by];
    let mut table = Table::new(head.map(capital), head.len());
    let row = |l: &Listed| {
        let [id, unit, title, who] = [&l.id, &l.unit, &l.title, &l.who].map(String::clone);
        vec![id, unit, title, day(l), who]
    };
    table.rows = list.iter().map(row).collect();
    table
}

fn heads(s: &Summary) -> Table {
    let w = summary(s.lang);
    let mut table = Table::new([w.writer, w.sum, w.seq].map(capital), 2);
    let row = |h: &crate::ledger::store::Head| {
        vec![h.writer.to_string(), h.sum.clone(), h.seq.to_string()]
    };
    table.rows = s.heads.iter().map(row).collect();
    table
}

fn day(l: &Listed) -> String {
    l.day.map(|d| d.to_string()).unwrap_or_default()
}

fn heading(text: &str) -> Block {
    Block::Heading(capital(text))
}

/// The word as it begins a heading or a cell: an English one gets a capital.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
