//! The workbook: the summary with live totals, the ledger to be filled in, its items, the findings, and how to fill it in.
//!
//! Its figures are those of [`Summary`], its rows those of the same query. A very hidden stamp holds what was in the
//! cells at the export, so that the way back ([`intake`](crate::intake)) can tell who changed what.

pub mod layout;

mod guide;
mod overview;
mod rows;
mod stamp;
mod style;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::Summary;
use crate::board::schedule::Calendar;
use crate::board::{Query, Sort};
use crate::lang::{Lang, WorkbookWords, fill};
use crate::ledger::Book;
use crate::ledger::book::EntryIx;
use layout::Sheet;
use style::Style;

pub use stamp::{Exported, exported};
pub(crate) use stamp::{horizon_code, item_key};

/// Rows that a sheet takes.
const MOST_ROWS: usize = 1_048_576;
/// Rows above which a workbook is large.
const LARGE: usize = 20_000;
/// How hard a large workbook is packed, 1 to 9.
const QUICK: u8 = 2;
/// How often progress is told, in rows.
const STEP: usize = 1_000;

/// The entries that a query lets through, in the report's order.
#[derive(Debug)]
pub struct Ledger<'a> {
    book: &'a Book,
    calendar: &'a Calendar,
    entries: Vec<EntryIx>,
}

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum NoWorkbook {
    /// More rows than a sheet takes.
    #[error("{0} rows are more than a sheet takes")]
    TooManyRows(usize),
    /// What the library says.
    #[error(transparent)]
    Library(#[from] XlsxError),
}

impl NoWorkbook {
    /// What failed and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let w = WorkbookWords::of(lang);
        match self {
            Self::TooManyRows(rows) => fill(w.too_many_rows, &[rows, &MOST_ROWS]),
            Self::Library(e) => fill(w.not_made, &[e]),
        }
    }
}

impl<'a> Ledger<'a> {
    /// Asks a book.
    pub fn of(book: &'a Book, calendar: &'a Calendar, query: &Query) -> Self {
        Self {
            book,
            calendar,
            entries: query.run(book, calendar, Sort::Report),
        }
    }

    /// Rows of the two long sheets.
    fn rows(&self) -> (usize, usize) {
        let of = |ix: &EntryIx| self.book.entry(*ix).map_or(0, |e| e.state.live().count());
        (self.entries.len(), self.entries.iter().map(of).sum())
    }
}

/// How far the work is: rows done, rows in all.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// The bytes of the workbook for a summary and the ledger of the same query.
///
/// # Errors
/// More rows than a sheet takes, or what the library says.
pub fn workbook(
    summary: &Summary,
    ledger: &Ledger<'_>,
    progress: Progress<'_>,
) -> Result<Vec<u8>, NoWorkbook> {
    let (entries, items) = ledger.rows();
    let longest = entries.max(items) + 2;
    if longest > MOST_ROWS {
        return Err(NoWorkbook::TooManyRows(longest));
    }
    written(summary, ledger, progress, longest > LARGE)
}

fn written(
    summary: &Summary,
    ledger: &Ledger<'_>,
    progress: Progress<'_>,
    is_large: bool,
) -> Result<Vec<u8>, NoWorkbook> {
    let (entries, items) = ledger.rows();
    let style = Style::of(summary.lang);
    let mut tally = Tally {
        done: 0,
        // the stamp is a row per entry, too
        all: entries * 2 + items,
        tell: progress,
    };
    let mut book = Workbook::new();
    book.set_properties(&properties(summary)?);
    overview::write(book.add_worksheet(), summary, &style)?;
    let desk = rows::Desk {
        ledger,
        summary,
        style: &style,
    };
    if is_large {
        book.set_zip_compression_level(QUICK);
    }
    for sheet in Sheet::ALL {
        desk.write(long_sheet(&mut book, is_large)?, sheet, &mut tally)?;
    }
    guide::write(book.add_worksheet(), summary, &style)?;
    let stamp = long_sheet(&mut book, is_large)?;
    stamp::write(stamp, summary, ledger, &mut tally)?;
    Ok(book.save_to_buffer()?)
}

/// A sheet that is written row by row. Of a large workbook the library keeps the rows in a temporary file that it takes
/// away again: in memory, a national ledger would be one and a half gigabytes.
fn long_sheet(book: &mut Workbook, is_large: bool) -> Result<&mut Worksheet, XlsxError> {
    if is_large {
        book.add_worksheet_with_low_memory()
    } else {
        Ok(book.add_worksheet())
    }
}

/// The day of the figures instead of the clock: the same state makes the same bytes.
fn properties(summary: &Summary) -> Result<DocProperties, XlsxError> {
    let day = summary.as_of;
    let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    let made = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, day_of_month)?;
    Ok(DocProperties::new()
        .set_title(&*table::clean(&summary.title))
        .set_creation_datetime(&made))
}

/// Counts rows and tells now and then.
struct Tally<'a> {
    done: usize,
    all: usize,
    tell: Progress<'a>,
}

impl Tally<'_> {
    fn row(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(STEP) || self.done == self.all {
            (self.tell)(self.done, self.all);
        }
    }
}

#[cfg(test)]
mod tests;
