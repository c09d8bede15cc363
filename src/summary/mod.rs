//! The status summary: one value that feeds every format, so that no two of them can disagree.
//!
//! Owns the figures, the official paragraph, the formats and the text dashboard. Pure: bytes come out, nobody writes
//! them here. Knows report, ledger, board and words; knows no terminal, no file and no clock.

mod block;
mod check;
mod counts;
mod csv;
mod dashboard;
mod detail;
mod document;
mod docx;
mod findings;
mod format;
mod html;
mod json;
mod legal;
mod lists;
mod markdown;
mod narrowing;
mod paragraph;
mod plain;
mod table;
mod tables;
mod unfinished;
pub mod xlsx;

use std::collections::HashSet;

use jiff::civil::Date;

use crate::board::schedule::Calendar;
use crate::board::{Light, Matrix, Query, Sort, Totals, Trend};
use crate::lang::{Lang, domain};
use crate::ledger::Book;
use crate::ledger::book::Entry;
use crate::ledger::store::Head;
use crate::report::sanitise::line;
use crate::report::{NO_UNIT, Report};

pub use block::{Block, Level};
pub use check::{DoesNotAddUp, Gap, Parts};
pub use counts::{COUNTS, Count, count_name};
pub use csv::guarded;
pub use dashboard::dashboard;
pub use detail::{Ask, Detail};
pub use document::document;
pub use findings::{EntryLine, FindingLine};
pub use format::{Format, NotAFormat, render};
pub use lists::Listed;
pub use table::{Role, Table};
pub use unfinished::{Unfinished, Why};

/// The state of a ledger on a day, in one language. All text is on one line and free of control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Id of the report.
    pub report: String,
    /// Its title.
    pub title: String,
    /// Its short title.
    pub short_title: String,
    /// Who issued it.
    pub issuer: String,
    /// When it was issued.
    pub issued: Date,
    /// The day on which due dates are read.
    pub as_of: Date,
    /// The language of all text.
    pub lang: Lang,
    /// How far a document goes.
    pub detail: Detail,
    /// The filter in words; `None` where the whole ledger is counted.
    pub filter: Option<String>,
    /// Distinct findings among the entries.
    pub findings: usize,
    /// Counts over all entries.
    pub totals: Totals,
    /// The report's units in its order, then `none`; also those without entries.
    pub units: Vec<UnitLine>,
    /// The report's categories in its order; also those without entries.
    pub categories: Vec<CategoryLine>,
    /// Overdue entries, the longest overdue first: day = due date in force, who = lead unit.
    pub overdue: Vec<Listed>,
    /// Entries behind schedule, the next due date first: as [`overdue`](Self::overdue).
    pub behind: Vec<Listed>,
    /// Entries due soon, the next due date first: as [`overdue`](Self::overdue).
    pub due_soon: Vec<Listed>,
    /// Entries under re-review in the report's order: day, who and reason = of the objection.
    pub objected: Vec<Listed>,
    /// Entries withdrawn after re-review in the report's order: day, who and reason = of the decision.
    pub withdrawn: Vec<Listed>,
    /// Entries that an earlier edition had, too, those of the most editions first: day = due date in force, who = lead
    /// unit, reason = what it goes on from.
    pub repeated: Vec<(u32, Listed)>,
    /// The last entries closed, the very last first, at most [`RECENT`]: day and who = of the closing.
    pub recently_closed: Vec<Listed>,
    /// The day from which [`closed_since`](Self::closed_since) lists.
    pub since: Option<Date>,
    /// All entries closed since that day, the last first; empty where no day was given.
    pub closed_since: Vec<Listed>,
    /// What is neither completed, closed nor withdrawn, by the one reason of each entry.
    pub unfinished: Vec<Unfinished>,
    /// Unfinished entries due on the day of the summary or later, the next one first.
    pub next_due: Vec<Listed>,
    /// The findings in the report's order, with their entries.
    pub finding_list: Vec<FindingLine>,
    /// Burn-down and due dates.
    pub trend: Trend,
    /// The official paragraph, ready to paste.
    pub paragraph: String,
    /// The ends of the journals, so that a tail cut off later can be proved. The filter does not touch them.
    pub heads: Vec<Head>,
}

/// How many closed entries a summary lists.
pub const RECENT: usize = 10;

/// One unit of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLine {
    /// Id of the unit; `none` for entries that name nobody.
    pub id: String,
    /// Name.
    pub name: String,
    /// Label for tables.
    pub label: String,
    /// Counts over its entries.
    pub totals: Totals,
    /// Counts per category, in the order of [`Summary::categories`].
    pub cells: Vec<Totals>,
}

/// One category of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryLine {
    /// Id of the category.
    pub id: String,
    /// Name.
    pub name: String,
    /// Label for tables.
    pub label: String,
    /// Counts over its entries.
    pub totals: Totals,
}

impl Summary {
    /// The usual summary of the entries that a query lets through, as of the calendar's day.
    ///
    /// # Errors
    /// As [`made`](Self::made).
    pub fn of(
        book: &Book,
        calendar: &Calendar,
        query: &Query,
        heads: &[Head],
        lang: Lang,
    ) -> Result<Self, DoesNotAddUp> {
        Self::made(book, calendar, &Ask::of(query, heads, lang))
    }

    /// Sums up what is asked for, as of the calendar's day.
    ///
    /// # Errors
    /// When stages, units, categories, findings or reasons do not add up to the whole: such figures are not to be
    /// handed out.
    pub fn made(book: &Book, calendar: &Calendar, ask: &Ask<'_>) -> Result<Self, DoesNotAddUp> {
        let lang = ask.lang;
        let hits = ask.query.run(book, calendar, Sort::Report);
        let entries: Vec<&Entry> = hits.into_iter().filter_map(|ix| book.entry(ix)).collect();
        let kept: HashSet<_> = entries.iter().map(|e| (e.finding, e.unit)).collect();
        let keep = |e: &Entry| kept.contains(&(e.finding, e.unit));
        let matrix = Matrix::of(book, calendar, keep);
        let findings: HashSet<u32> = entries.iter().map(|e| e.finding).collect();
        let report = book.report();
        let whole = ask.query.is_empty();
        let desk = lists::Desk {
            book,
            calendar,
            lang,
        };
        let mut summary = Self {
            report: report.id.clone(),
            title: line(lang.of(&report.title)),
            short_title: line(lang.of(&report.short_title)),
            issuer: line(lang.of(&report.issuer)),
            issued: report.issued,
            as_of: calendar.today,
            lang,
            detail: ask.detail,
            filter: narrowing::in_words(ask.query, report, lang),
            findings: findings.len(),
            totals: Totals::of(book, entries.iter().copied(), calendar),
            units: units_of(report, &matrix, lang),
            categories: categories_of(report, &matrix, lang),
            overdue: desk.under(Light::Overdue, &entries),
            behind: desk.under(Light::Behind, &entries),
            due_soon: desk.under(Light::Soon, &entries),
            objected: desk.objected(&entries),
            withdrawn: desk.withdrawn(&entries),
            repeated: desk.repeated(&entries),
            recently_closed: desk.recently_closed(&entries),
            since: ask.since,
            closed_since: desk.closed_since(ask.since, &entries),
            unfinished: desk.unfinished(&entries),
            next_due: desk.next_due(&entries),
            finding_list: desk.findings(&entries),
            trend: Trend::of(book, calendar, ask.feedback, |e| whole || keep(e)),
            paragraph: String::new(),
            heads: ask.heads.to_vec(),
        };
        check::check(&summary)?;
        summary.paragraph = paragraph::of(&summary);
        Ok(summary)
    }
}

fn units_of(report: &Report, matrix: &Matrix, lang: Lang) -> Vec<UnitLine> {
    let nobody = domain(lang).not_attributed;
    report
        .units
        .iter()
        .map(|u| (u.id.as_str(), lang.of(&u.name), lang.of(&u.label)))
        .chain([(NO_UNIT, nobody, nobody)])
        .enumerate()
        .map(|(row, (id, name, label))| UnitLine {
            id: id.to_owned(),
            name: line(name),
            label: line(label),
            totals: matrix.row(row),
            cells: (0..report.categories.len())
                .map(|column| matrix.cell(row, column))
                .collect(),
        })
        .collect()
}

fn categories_of(report: &Report, matrix: &Matrix, lang: Lang) -> Vec<CategoryLine> {
    report
        .categories
        .iter()
        .enumerate()
        .map(|(column, c)| CategoryLine {
            id: c.id.clone(),
            name: line(lang.of(&c.name)),
            label: line(lang.of(&c.label)),
            totals: matrix.column(column),
        })
        .collect()
}

#[cfg(test)]
mod tests;
