//! The very hidden sheet: which ledger, up to which events, and what the cells to be filled in held at the export.
//!
//! ```text
//! dudao.workbook/1  weihai-2022  2022  zh  2023-12-31
//! head   <writer>  <seq>
//! entry  3.5@lingang  <lead>  <partners>  <person>  <measure>  phased  2023-12-31  <ticked item>…
//! ```

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use super::super::Summary;
use super::layout::{ENTRY, FORM, HEAD, STAMP};
use super::table::clean;
use super::{Ledger, Tally};
use crate::ledger::book::Entry;
use crate::ledger::{Book, Horizon, ItemRef};

/// What the cells of an entry hold, in a form that does not depend on the language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Lead unit.
    pub lead: String,
    /// Partners.
    pub partners: String,
    /// Person in charge.
    pub person: String,
    /// Measure.
    pub measure: String,
    /// Code word of the horizon; empty where there is none.
    pub horizon: String,
    /// Due date as `YYYY-MM-DD`; empty where there is none.
    pub due: String,
    /// Items that are ticked, without their entry: numbers, or ids of the events that added them.
    pub ticked: Vec<String>,
}

/// What the cells of an entry would hold now.
pub fn exported(book: &Book, entry: &Entry) -> Exported {
    let text = |text: Option<&str>| clean(text.unwrap_or_default()).into_owned();
    let ticked = entry.state.live().filter(|i| i.ticked);
    Exported {
        lead: text(book.lead(entry)),
        partners: text(book.partners(entry)),
        person: text(book.person(entry)),
        measure: text(book.measure(entry)),
        horizon: book.horizon(entry).map_or("", horizon_code).to_owned(),
        due: book.due(entry).map(|d| d.to_string()).unwrap_or_default(),
        ticked: ticked.map(|i| item_key(i.key)).collect(),
    }
}

/// An item without its entry.
pub(crate) fn item_key(item: ItemRef) -> String {
    match item {
        ItemRef::Suggested(n) => n.to_string(),
        ItemRef::Added(id) => id.to_string(),
    }
}

/// The code word of a horizon.
pub(crate) fn horizon_code(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Immediate => "immediate",
        Horizon::Phased => "phased",
        Horizon::Standing => "standing",
    }
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    s: &Summary,
    ledger: &Ledger<'_>,
    tally: &mut Tally<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name(STAMP)?;
    let year = ledger.book.report().year.to_string();
    let day = s.as_of.to_string();
    line(sheet, 0, [FORM, &s.report, &year, s.lang.code(), &day])?;
    let mut row = 1;
    for head in &s.heads {
        line(
            sheet,
            row,
            [HEAD, &head.writer.to_string(), &head.seq.to_string()],
        )?;
        row += 1;
    }
    for ix in &ledger.entries {
        let Some(entry) = ledger.book.entry(*ix) else {
            continue;
        };
        let e = exported(ledger.book, entry);
        let cells = [
            ENTRY,
            &entry.id,
            &e.lead,
            &e.partners,
            &e.person,
            &e.measure,
            &e.horizon,
            &e.due,
        ];
        let ticked = e.ticked.iter().map(String::as_str);
        line(sheet, row, cells.into_iter().chain(ticked))?;
        row += 1;
        tally.row();
    }
    sheet.set_very_hidden(true).protect();
    Ok(())
}

fn line<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = &'c str>,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        if !cell.is_empty() {
            let column: ColNum = column;
            sheet.write_string(row, column, cell)?;
        }
    }
    Ok(())
}
