//! From cells to rows: which column is which, by its key, else by its head in either language.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::cells::Cell;
use super::{Address, Unreadable, Value};
use crate::lang::Lang;
use crate::summary::xlsx::layout::{Column, Sheet};

/// A row of a sheet that goes both ways.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which sheet.
    pub sheet: Sheet,
    name: Arc<str>,
    number: u32,
    columns: Arc<HashMap<Column, u32>>,
    cells: Vec<(Column, Value)>,
}

impl Row {
    /// What stands in a column.
    pub fn value(&self, column: Column) -> Option<&Value> {
        let found = self.cells.iter().find(|(c, _)| *c == column);
        found.map(|(_, value)| value)
    }

    /// Whether the sheet has the column: one that was taken out says nothing, while an empty cell does.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains_key(&column)
    }

    /// The text in a column, numbers as they are written; empty where there is none.
    pub fn text(&self, column: Column) -> String {
        self.value(column).map(written).unwrap_or_default()
    }

    /// Where a column of the row is.
    pub fn at(&self, column: Column) -> Address {
        let letters = letters(self.columns.get(&column).copied().unwrap_or_default());
        Address {
            sheet: (&*self.name).into(),
            cell: format!("{letters}{}", u64::from(self.number) + 1).into(),
        }
    }

    /// The first cell that a district may have filled in.
    pub fn filled(&self) -> Option<Column> {
        let open = self.cells.iter().map(|(c, _)| *c);
        open.into_iter().find(|c| c.is_open())
    }
}

/// A value as text.
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(n) => n.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Error | Value::Formula => String::new(),
    }
}

/// `0` is `A`, `26` is `AA`.
fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut left = Some(column);
    while let Some(n) = left {
        let letter = u8::try_from(n % 26).map_or('?', |n| char::from(b'A' + n));
        letters.insert(0, letter);
        left = (n / 26).checked_sub(1);
    }
    letters
}

/// The rows of a sheet; none for a sheet that is not one of ours.
pub(super) fn of(name: &str, cells: Vec<Cell>) -> Result<Vec<Row>, Unreadable> {
    let Some((sheet, heads)) = by_key(&cells).or_else(|| by_head(&cells)) else {
        return Ok(Vec::new());
    };
    if !heads.columns.contains_key(&Column::Id) {
        return Err(Unreadable::NoIds(name.to_owned()));
    }
    let columns = Arc::new(heads.columns);
    let name: Arc<str> = name.into();
    let by_place: HashMap<u32, Column> = columns.iter().map(|(c, at)| (*at, *c)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut place: HashMap<u32, usize> = HashMap::new();
    for cell in cells {
        let Some(column) = by_place.get(&cell.column) else {
            continue;
        };
        if heads.rows.contains(&cell.row) {
            continue;
        }
        let at = *place.entry(cell.row).or_insert_with(|| {
            rows.push(Row {
                sheet,
                name: Arc::clone(&name),
                number: cell.row,
                columns: Arc::clone(&columns),
                cells: Vec::new(),
            });
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(at) {
            row.cells.push((*column, cell.value));
        }
    }
    // what stands in a row of heads is none of the data, wherever sorting has put it
    rows.retain(|row| !is_head(row));
    Ok(rows)
}

/// Keys that make a row of keys.
const FEWEST: usize = 3;

/// Which columns are where, and the rows that say so.
struct Heads {
    columns: HashMap<Column, u32>,
    rows: Vec<u32>,
}

/// A row that may be the one of the keys.
type Keyed = (Sheet, HashMap<Column, u32>);

/// The columns by their keys: of the row that has most of them; a text that looks like a key makes no such row.
fn by_key(cells: &[Cell]) -> Option<(Sheet, Heads)> {
    let known: HashMap<String, (Sheet, Column)> = Sheet::ALL
        .into_iter()
        .flat_map(|s| s.columns().iter().map(move |c| (s.key(*c), (s, *c))))
        .collect();
    let mut rows: BTreeMap<(u32, &str), Keyed> = BTreeMap::new();
    for cell in cells {
        let Value::Text(text) = &cell.value else {
            continue;
        };
        if let Some((sheet, column)) = known.get(text.trim()) {
            let row = rows.entry((cell.row, sheet.code()));
            let (_, columns) = row.or_insert_with(|| (*sheet, HashMap::new()));
            columns.entry(*column).or_insert(cell.column);
        }
    }
    let most = rows
        .into_iter()
        .max_by_key(|(_, (_, columns))| columns.len());
    let ((row, _), (sheet, columns)) = most?;
    let rows = vec![row];
    (columns.len() >= FEWEST).then_some((sheet, Heads { columns, rows }))
}

/// The columns by their heads, for a sheet that lost its keys: the row that has most of them, the id among them.
fn by_head(cells: &[Cell]) -> Option<(Sheet, Heads)> {
    let mut rows: HashMap<u32, HashMap<&str, u32>> = HashMap::new();
    for cell in cells {
        if let Value::Text(text) = &cell.value {
            let row = rows.entry(cell.row).or_default();
            row.entry(text.trim()).or_insert(cell.column);
        }
    }
    let is_id = |text: &&str| Lang::ALL.iter().any(|l| Column::Id.name(*l) == *text);
    rows.retain(|_, texts| texts.keys().any(is_id));
    let mut best: Option<(usize, Sheet, Heads)> = None;
    for (row, texts) in rows {
        for (sheet, lang) in Sheet::ALL
            .into_iter()
            .flat_map(|s| Lang::ALL.map(|l| (s, l)))
        {
            let named = sheet.columns().iter();
            let columns: HashMap<Column, u32> = named
                .filter_map(|c| Some((*c, *texts.get(c.name(lang))?)))
                .collect();
            let hits = columns.len();
            if hits * 2 > sheet.columns().len() && best.as_ref().is_none_or(|(n, ..)| hits > *n) {
                let rows = vec![row];
                best = Some((hits, sheet, Heads { columns, rows }));
            }
        }
    }
    best.map(|(_, sheet, heads)| (sheet, heads))
}

/// Whether a row holds the heads.
fn is_head(row: &Row) -> bool {
    let id = row.text(Column::Id);
    Lang::ALL.iter().any(|l| Column::Id.name(*l) == id.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        let named = [0, 25, 26, 701, 702, 16_383].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
