//! The last sheet: how to fill the workbook in, and what its words mean.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use super::super::Summary;
use super::layout::Sheet;
use super::style::Style;
use super::table::{clean, string};
use crate::lang::{WorkbookWords, domain, fill};
use crate::text::width;

/// Columns of text that a line of the sheet holds.
const LINE: usize = 114;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, s: &Summary, style: &Style) -> Result<(), XlsxError> {
    let w = WorkbookWords::of(s.lang);
    sheet.set_name(w.sheet_guide)?;
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 104)?;
    sheet.set_row_height(0, 28)?;
    string(sheet, (0, 0), w.guide_title, &style.title)?;
    let (ledger, items) = (Sheet::Ledger.name(s.lang), Sheet::Items.name(s.lang));
    let what = fill(w.guide_what, &[&s.title, &s.as_of, &ledger, &items]);
    let steps = [
        &what,
        w.guide_where,
        w.guide_tick,
        w.guide_columns,
        w.guide_horizon,
        w.guide_due,
        w.guide_note,
        w.guide_closed,
        w.guide_keep,
        w.guide_back,
    ];
    let mut row = 2;
    for (number, step) in (1..).zip(steps) {
        line(sheet, &mut row, (&number.to_string(), step), style)?;
    }
    row += 1;
    string(sheet, (row, 0), w.guide_meaning, &style.section)?;
    row += 1;
    for (word, meaning) in meanings(s) {
        line(sheet, &mut row, (word, meaning), style)?;
    }
    sheet.protect();
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: &mut RowNum,
    (name, text): (&str, &str),
    style: &Style,
) -> Result<(), XlsxError> {
    let text = clean(text);
    string(sheet, (*row, 0), name, &style.locked.middle)?;
    string(sheet, (*row, 1), &text, &style.locked.text)?;
    let lines = RowNum::try_from(1 + width(&text) / LINE).unwrap_or(1);
    sheet.set_row_height(*row, 15 * lines + 3)?;
    *row += 1;
    Ok(())
}

fn meanings(s: &Summary) -> [(&'static str, &'static str); 9] {
    let (d, w) = (domain(s.lang), WorkbookWords::of(s.lang));
    [
        (d.completed, w.mean_completed),
        (d.closed, w.mean_closed),
        (d.withdrawn, w.mean_withdrawn),
        (d.overdue, w.mean_overdue),
        (d.behind, w.mean_behind),
        (d.soon, w.mean_soon),
        (d.immediate, w.mean_immediate),
        (d.phased, w.mean_phased),
        (d.standing, w.mean_standing),
    ]
}
