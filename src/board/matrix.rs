//! Units × categories: the counts of the home screen and of every summary.

use super::schedule::Calendar;
use super::totals::{Share, Totals};
use crate::ledger::book::{Book, Entry};

/// Counts per unit and category. The row after the last unit holds entries that name nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// `cells[row][column]`; rows are the units in the report's order, then 未点名; columns the categories.
    cells: Vec<Vec<Totals>>,
    /// Whole rows, whole columns, everything: a screen asks for them at every draw.
    rows: Vec<Totals>,
    columns: Vec<Totals>,
    all: Totals,
}

impl Matrix {
    /// Counts the entries that `keep` lets through.
    pub fn of(book: &Book, calendar: &Calendar, keep: impl Fn(&Entry) -> bool) -> Self {
        let mut matrix = Self::empty(book);
        for (_, entry) in book.live().filter(|(_, e)| keep(e)) {
            let share = Share::of(book, entry, calendar);
            matrix.change(Self::place(book, entry), |t| t.put(&share));
        }
        matrix
    }

    /// A matrix of zeros.
    pub(super) fn empty(book: &Book) -> Self {
        let report = book.report();
        let columns = report.categories.len();
        let cells = vec![vec![Totals::default(); columns]; report.units.len() + 1];
        Self::summed_up(cells, columns)
    }

    /// The row and column that an entry counts in; the column may be past the last one, then it counts nowhere.
    pub fn place(book: &Book, entry: &Entry) -> (usize, usize) {
        let row = entry.unit.map_or(book.report().units.len(), |u| u as usize);
        (row, entry.category as usize)
    }

    /// Changes a cell and the sums that it is part of in the same way.
    pub(super) fn change(&mut self, (row, column): (usize, usize), by: impl Fn(&mut Totals)) {
        let cell = self.cells.get_mut(row).and_then(|r| r.get_mut(column));
        if let Some(cell) = cell {
            by(cell);
            by(&mut self.all);
            self.rows.get_mut(row).into_iter().for_each(&by);
            self.columns.get_mut(column).into_iter().for_each(&by);
        }
    }

    fn summed_up(cells: Vec<Vec<Totals>>, columns: usize) -> Self {
        let column = |at: usize| sum(cells.iter().filter_map(|r| r.get(at)));
        let rows: Vec<Totals> = cells.iter().map(|row| sum(row.iter())).collect();
        Self {
            columns: (0..columns).map(column).collect(),
            all: sum(rows.iter()),
            rows,
            cells,
        }
    }

    /// Number of rows: units and the row 未点名.
    pub fn rows(&self) -> usize {
        self.cells.len()
    }

    /// Number of categories.
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// One cell.
    pub fn cell(&self, row: usize, column: usize) -> Totals {
        self.cells
            .get(row)
            .and_then(|r| r.get(column))
            .copied()
            .unwrap_or_default()
    }

    /// A whole row.
    pub fn row(&self, row: usize) -> Totals {
        self.rows.get(row).copied().unwrap_or_default()
    }

    /// A whole column.
    pub fn column(&self, column: usize) -> Totals {
        self.columns.get(column).copied().unwrap_or_default()
    }

    /// Everything.
    pub fn all(&self) -> Totals {
        self.all
    }
}

fn sum<'a>(cells: impl Iterator<Item = &'a Totals>) -> Totals {
    let mut total = Totals::default();
    cells.for_each(|c| total.merge(c));
    total
}
