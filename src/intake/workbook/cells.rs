//! The cells of a sheet, one by one as they stand in the file: no area is laid out that a far cell could blow up.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};
use jiff::civil::Date;

use super::{Limits, Measure, Unreadable, Value, damaged};

/// A cell that holds something: row and column from 0.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) value: Value,
}

/// All cells of a sheet that hold something; `room` is how many more there may be.
pub(super) fn of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    room: &mut usize,
    limits: &Limits,
) -> Result<Vec<Cell>, Unreadable> {
    let mut cells = Vec::new();
    let is_table = book
        .sheets_metadata()
        .iter()
        .any(|s| s.name == sheet && s.typ == calamine::SheetType::WorkSheet);
    if !is_table {
        return Ok(cells);
    }
    let mut reader = book
        .worksheet_cells_reader(sheet)
        .map_err(|e| damaged(&e))?;
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|e| damaged(&e))?
    {
        let formula = cell.formula.map(|_| Value::Formula);
        let Some(value) = value(&cell.value).or(formula) else {
            continue;
        };
        *room = room
            .checked_sub(1)
            .ok_or(Unreadable::TooLarge(Measure::Cells, limits.cells as u64))?;
        let (row, column) = cell.pos;
        cells.push(Cell { row, column, value });
    }
    Ok(cells)
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.into()));
    match data {
        DataRef::String(s) => text(s),
        DataRef::SharedString(s) => text(s),
        #[expect(clippy::cast_precision_loss, reason = "no figure here needs 2^52")]
        DataRef::Int(n) => Some(Value::Number(*n as f64)),
        DataRef::Float(n) => Some(Value::Number(*n)),
        DataRef::Bool(b) => Some(Value::Bool(*b)),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            let day = date(i16::try_from(year).ok()?, month, day);
            Some(day.map_or(Value::Number(at.as_f64()), Value::Day))
        }
        DataRef::DateTime(at) => Some(Value::Number(at.as_f64())),
        DataRef::DateTimeIso(iso) => {
            let day = iso.get(..10).and_then(|day| day.parse().ok());
            day.map(Value::Day).or_else(|| text(iso))
        }
        DataRef::DurationIso(iso) => text(iso),
        DataRef::Error(_) => Some(Value::Error),
        DataRef::Empty => None,
    }
}

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
