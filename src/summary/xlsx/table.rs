//! Writing cells: text that no spreadsheet runs and no XML parser refuses, days, counts, formulas.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, Formula, RowNum, Worksheet, XlsxError};

use super::super::csv::guarded;
use super::layout::LONGEST;
use super::style::Cells;
use crate::report::sanitise;
use crate::text::width;

/// The text of a cell: no controls, nothing that XML lacks, no longer than a cell. Most texts are so already.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let is_missing = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    let is_odd = |c: char| is_missing(c) || (c != '\n' && sanitise::is_hostile(c));
    let trimmed = text.trim();
    if trimmed.len() <= LONGEST && !trimmed.chars().any(is_odd) {
        return Cow::Borrowed(trimmed);
    }
    let text = sanitise::paragraphs(text);
    let kept = text.trim().chars().filter(|c| !is_missing(*c));
    Cow::Owned(kept.take(LONGEST).collect())
}

/// What a cell holds.
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    /// A word out of a few, in the middle.
    Word(&'a str),
    Count(usize),
    Day(Option<Date>),
}

impl Cell<'_> {
    /// Lines that it takes in a column of a width.
    pub(super) fn lines(&self, columns: u16) -> u32 {
        let Cell::Text(text) = self else {
            return 1;
        };
        // ten points are a little narrower than the font by which widths are counted
        let room = usize::from(columns + columns / 14).max(2);
        // no character is wider than it has bytes
        if text.len() <= room && !text.contains('\n') {
            return 1;
        }
        let of = |line: &str| 1 + width(line).saturating_sub(1) / room;
        let lines: usize = text.lines().map(of).sum();
        u32::try_from(lines).unwrap_or(u32::MAX)
    }
}

/// Writes a cell in the formats of its column; an empty one keeps its format.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: Cell<'_>,
    formats: &Cells,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            let text = clean(&text);
            let format = match guarded(&text) {
                Cow::Owned(_) => &formats.quoted,
                Cow::Borrowed(_) => &formats.text,
            };
            string(sheet, (row, column), &text, format)
        }
        Cell::Word(word) => string(sheet, (row, column), word, &formats.middle),
        Cell::Count(n) => count(sheet, (row, column), n, &formats.count),
        Cell::Day(None) => sheet.write_blank(row, column, &formats.day).map(|_| ()),
        Cell::Day(Some(day)) => {
            let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            match ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, of_month) {
                Ok(date) => sheet
                    .write_datetime_with_format(row, column, &date, &formats.day)
                    .map(|_| ()),
                // a day before 1900 is none for Excel
                Err(_) => string(sheet, (row, column), &day.to_string(), &formats.day),
            }
        }
    }
}

/// Writes a text as a text, whatever it begins with.
pub(super) fn string(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return sheet.write_blank(row, column, format).map(|_| ());
    }
    sheet
        .write_string_with_format(row, column, text, format)
        .map(|_| ())
}

/// Writes a count.
pub(super) fn count(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    n: usize,
    format: &Format,
) -> Result<(), XlsxError> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of entries are far below 2^52"
    )]
    let n = n as f64;
    sheet
        .write_number_with_format(row, column, n, format)
        .map(|_| ())
}

/// Writes a formula with the result that it has now.
pub(super) fn formula(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    (formula, result): (String, String),
    format: &Format,
) -> Result<(), XlsxError> {
    let formula = Formula::new(formula).set_result(result);
    sheet
        .write_formula_with_format(row, column, formula, format)
        .map(|_| ())
}

/// `B7`.
pub(super) fn address(row: RowNum, column: ColNum) -> String {
    rust_xlsxwriter::utility::row_col_to_cell(row, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_no_control_nothing_that_xml_lacks_and_no_more_than_excel_takes() {
        assert_eq!(
            clean(" a\u{1b}[31m\u{0}b\u{fffe}\u{ffff}c\r\nd "),
            "a[31mbc\nd"
        );
        assert_eq!(clean(&"长".repeat(40_000)).chars().count(), LONGEST);
    }
}
