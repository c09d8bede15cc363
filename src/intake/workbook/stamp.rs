//! The stamp: which ledger was exported, up to which events, and what its cells held.

use std::collections::{BTreeMap, HashMap};

use super::cells::Cell;
use super::{Unreadable, Value};
use crate::lang::Lang;
use crate::ledger::{EventId, WriterId};
use crate::summary::xlsx::Exported;
use crate::summary::xlsx::layout::{ENTRY, FORM, HEAD};

/// What was exported.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Id of the report.
    pub report: String,
    /// Its year.
    pub year: String,
    /// Language of the cells.
    pub lang: Lang,
    /// The day of the figures, `YYYY-MM-DD`.
    pub as_of: String,
    /// The ends of the journals: what came later was decided after the export.
    pub heads: HashMap<WriterId, u32>,
    /// What the cells of each entry held.
    pub entries: HashMap<String, Exported>,
}

impl Stamp {
    /// Whether an event was there when the workbook was made.
    pub fn covers(&self, event: EventId) -> bool {
        let last = self.heads.get(&event.writer);
        last.is_some_and(|last| event.seq <= *last)
    }
}

/// The stamp, if these are the cells of one.
pub(super) fn of(cells: &[Cell]) -> Result<Option<Stamp>, Unreadable> {
    let text = |cell: &Cell| match &cell.value {
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    };
    let first = cells.iter().find(|c| (c.row, c.column) == (0, 0));
    let Some(form) = first.and_then(text) else {
        return Ok(None);
    };
    let (family, _) = FORM.split_once('/').unwrap_or((FORM, ""));
    match form.split_once('/') {
        Some((other, _)) if other != family => return Ok(None),
        None => return Ok(None),
        Some(_) if form != FORM => return Err(Unreadable::OtherForm(form)),
        Some(_) => {}
    }
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    for cell in cells {
        if let Some(text) = text(cell) {
            rows.entry(cell.row).or_default().insert(cell.column, text);
        }
    }
    let mut rows = rows.into_values();
    let top = rows.next().unwrap_or_default();
    let mut stamp = Stamp {
        report: at(&top, 1),
        year: at(&top, 2),
        lang: at(&top, 3).parse().unwrap_or_default(),
        as_of: at(&top, 4),
        heads: HashMap::new(),
        entries: HashMap::new(),
    };
    for row in rows {
        match at(&row, 0).as_str() {
            HEAD => {
                if let (Ok(writer), Ok(seq)) = (at(&row, 1).parse(), at(&row, 2).parse()) {
                    stamp.heads.insert(writer, seq);
                }
            }
            ENTRY => {
                stamp.entries.insert(at(&row, 1), exported(&row));
            }
            _ => {}
        }
    }
    Ok(Some(stamp))
}

fn exported(row: &BTreeMap<u32, String>) -> Exported {
    Exported {
        lead: at(row, 2),
        partners: at(row, 3),
        person: at(row, 4),
        measure: at(row, 5),
        horizon: at(row, 6),
        due: at(row, 7),
        ticked: row.range(8..).map(|(_, item)| item.clone()).collect(),
    }
}

fn at(row: &BTreeMap<u32, String>, column: u32) -> String {
    row.get(&column).cloned().unwrap_or_default()
}
