//! Reading a returned workbook: its package is measured before anything is unpacked, its cells are found by keys.

mod cells;
mod package;
mod rows;
mod stamp;

use std::fmt;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use jiff::civil::Date;

use crate::summary::xlsx::layout::Sheet;
pub use rows::Row;
pub use stamp::Stamp;

/// Bounds within which a file is read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub file: u64,
    /// Files in its package.
    pub parts: usize,
    /// Bytes of a sheet, unpacked.
    pub sheet: u64,
    /// Bytes of the table of texts, unpacked.
    pub strings: u64,
    /// Bytes of any other part, unpacked.
    pub other: u64,
    /// Bytes of all parts, unpacked.
    pub all: u64,
    /// Cells that hold something.
    pub cells: usize,
}

impl Default for Limits {
    /// Enough for a national ledger of 100,000 entries.
    fn default() -> Self {
        Self {
            file: 128 << 20,
            parts: 1_000,
            sheet: 768 << 20,
            strings: 64 << 20,
            other: 16 << 20,
            all: 1 << 30,
            cells: 12_000_000,
        }
    }
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not a workbook, or damaged: what the library says.
    #[error("not a workbook: {0}")]
    NotAWorkbook(String),
    /// An old `.xls` file, or one with a password.
    #[error("an old or encrypted workbook")]
    OldOrLocked,
    /// Larger than a limit: what, and how much of it is allowed.
    #[error("{0:?} is larger than {1}")]
    TooLarge(Measure, u64),
    /// Without the stamp: not exported by this program, or its hidden sheet was deleted.
    #[error("no stamp")]
    NoStamp,
    /// Written for another version: the form that its stamp names.
    #[error("another form: {0}")]
    OtherForm(String),
    /// Neither the ledger nor the items can be found in it.
    #[error("no sheet to read")]
    NoSheets,
    /// A sheet without its column of ids.
    #[error("the sheet {0} has no ids")]
    NoIds(String),
}

/// What has a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The file itself, in bytes.
    File,
    /// The number of parts.
    Parts,
    /// A part, unpacked, in bytes.
    Part,
    /// All parts, unpacked, in bytes.
    All,
    /// The number of cells.
    Cells,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// A day; the time of day is dropped.
    Day(Date),
    /// True or false.
    Bool(bool),
    /// An error such as `#REF!`.
    Error,
    /// A formula with no result, or whose result the file does not hold since whoever wrote it did not calculate.
    Formula,
}

/// Where a cell is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// Name of the sheet.
    pub sheet: Box<str>,
    /// `F12`.
    pub cell: Box<str>,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.cell)
    }
}

/// A workbook as it was read: what was exported, and the rows of its sheets.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What was exported.
    pub stamp: Stamp,
    /// Rows of all sheets, in their order.
    pub rows: Vec<Row>,
}

/// Reads a workbook.
///
/// # Errors
/// Why it cannot be read; nothing is half-read.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    read_within(bytes, &Limits::default())
}

/// Reads a workbook within given limits.
///
/// # Errors
/// As [`read`].
pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Reading, Unreadable> {
    package::measure(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let mut room = limits.cells;
    let (mut stamp, mut rows) = (None, Vec::new());
    for name in book.sheet_names() {
        let cells = cells::of(&mut book, &name, &mut room, limits)?;
        if let Some(found) = stamp::of(&cells)? {
            stamp = Some(found);
        } else {
            rows.extend(rows::of(&name, cells)?);
        }
    }
    let stamp = stamp.ok_or(Unreadable::NoStamp)?;
    let is_ours = |row: &Row| matches!(row.sheet, Sheet::Ledger | Sheet::Items);
    if !rows.iter().any(is_ours) {
        return Err(Unreadable::NoSheets);
    }
    Ok(Reading { stamp, rows })
}

/// What a library says about a damaged file, on one line.
fn damaged(e: &dyn fmt::Display) -> Unreadable {
    Unreadable::NotAWorkbook(crate::report::sanitise::line(&e.to_string()))
}
