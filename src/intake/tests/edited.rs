//! A workbook in the hands of a district: opened, edited and saved by a library that did not write it.

use std::io::Cursor;

use umya_spreadsheet::{Workbook, Worksheet, reader, writer};

use crate::board::Query;
use crate::intake::preview::{Preview, Returned};
use crate::intake::workbook::read;
use crate::lang::Lang;
use crate::ledger::decide::Policy;
use crate::sample::Desk;
use crate::summary::xlsx::layout::{Column, Sheet};
use crate::summary::xlsx::{Ledger, workbook};

/// The workbook of everything.
pub(crate) fn export(desk: &Desk, lang: Lang) -> Vec<u8> {
    export_of(desk, &Query::default(), lang)
}

/// The workbook of one district.
pub(crate) fn export_one(desk: &Desk) -> Vec<u8> {
    let query = Query {
        units: vec!["huancui".into()],
        ..Query::default()
    };
    export_of(desk, &query, Lang::Zh)
}

fn export_of(desk: &Desk, query: &Query, lang: Lang) -> Vec<u8> {
    let (summary, calendar) = (desk.narrowed(query, lang), Desk::calendar());
    let ledger = Ledger::of(&desk.book, &calendar, query);
    workbook(&summary, &ledger, &mut |_, _| ()).unwrap()
}

/// Edits a workbook.
pub(crate) fn edit(bytes: &[u8], change: impl FnOnce(&mut Edited)) -> Vec<u8> {
    let book = reader::xlsx::read_reader(Cursor::new(bytes), true).unwrap();
    let mut edited = Edited { book };
    change(&mut edited);
    let mut out = Vec::new();
    writer::xlsx::write_writer(&edited.book, &mut out).unwrap();
    out
}

/// What the workbook would change.
pub(crate) fn preview(desk: &Desk, bytes: &[u8]) -> Preview {
    preview_from(desk, bytes, None)
}

pub(crate) fn preview_from(desk: &Desk, bytes: &[u8], from: Option<&str>) -> Preview {
    let file = returned("a.xlsx", bytes);
    Preview::of(&desk.book, &[file], from, Lang::Zh).unwrap()
}

pub(crate) fn returned(name: &str, bytes: &[u8]) -> Returned {
    Returned {
        name: name.into(),
        reading: read(bytes).unwrap(),
    }
}

/// Writes what is accepted; the number of events.
pub(crate) fn collect(desk: &mut Desk, preview: &Preview) -> usize {
    let decision = desk.tries(&preview.intent(), Policy::default());
    assert_eq!(decision.refused, []);
    decision.acts.len()
}

/// `kind id field: old → new @ address`, in the order of the rows.
pub(crate) fn told(preview: &Preview) -> Vec<String> {
    let of = |p: &crate::intake::Proposal| {
        let field = p.field.map_or("-", |f| f.code());
        format!(
            "{} {} {field}: {} → {} @ {}",
            p.kind.code(),
            p.id,
            p.old,
            p.new,
            p.at
        )
    };
    preview.proposals.iter().map(of).collect()
}

/// A workbook that is open.
pub(crate) struct Edited {
    pub(crate) book: Workbook,
}

impl Edited {
    pub(crate) fn sheet(&mut self, sheet: Sheet) -> &mut Worksheet {
        let names = Lang::ALL.map(|l| sheet.name(l));
        let found = names
            .into_iter()
            .find(|n| self.book.sheet_by_name(n).is_ok());
        self.book.sheet_by_name_mut(found.unwrap()).unwrap()
    }

    /// Column and row of a cell, from 1.
    pub(crate) fn place(&mut self, sheet: Sheet, id: &str, column: Column) -> (u32, u32) {
        let to = self.sheet(sheet);
        let (columns, rows) = to.highest_column_and_row();
        let key = sheet.key(column);
        let column = (1..=columns).find(|c| to.value((*c, 1)) == key).unwrap();
        let ids = sheet.key(Column::Id);
        let id_column = (1..=columns).find(|c| to.value((*c, 1)) == ids).unwrap();
        let row = (1..=rows)
            .find(|r| to.value((id_column, *r)) == id)
            .unwrap();
        (column, row)
    }

    /// Types a text, or nothing.
    pub(crate) fn types(&mut self, sheet: Sheet, id: &str, column: Column, text: &str) {
        let place = self.place(sheet, id, column);
        let cell = self.sheet(sheet).cell_mut(place);
        if text.is_empty() {
            cell.set_blank();
        } else {
            cell.set_value_string(text);
        }
    }

    /// Types a date the way Excel keeps it.
    pub(crate) fn dates(&mut self, id: &str, serial: f64) {
        let place = self.place(Sheet::Ledger, id, Column::Due);
        self.sheet(Sheet::Ledger)
            .cell_mut(place)
            .set_value_number(serial);
    }

    /// Swaps two columns, keys and heads with them.
    pub(crate) fn swap_columns(&mut self, sheet: Sheet, one: u32, two: u32) {
        let to = self.sheet(sheet);
        for row in 1..=to.highest_row() {
            swap(to, (one, row), (two, row));
        }
    }

    /// Swaps two rows.
    pub(crate) fn swap_rows(&mut self, sheet: Sheet, one: u32, two: u32) {
        let to = self.sheet(sheet);
        for column in 1..=to.highest_column() {
            swap(to, (column, one), (column, two));
        }
    }
}

fn swap(to: &mut Worksheet, one: (u32, u32), two: (u32, u32)) {
    let (a, b) = (to.cell_value(one).clone(), to.cell_value(two).clone());
    *to.cell_value_mut(one) = b;
    *to.cell_value_mut(two) = a;
}
