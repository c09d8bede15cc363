//! Counts that follow the book: after a change only the entries that changed are counted again.

use super::history::{Conflict, conflicts, conflicts_of};
use super::matrix::Matrix;
use super::schedule::Calendar;
use super::totals::{Share, Totals};
use crate::ledger::book::{Book, Entry, EntryIx};
use crate::report::Basis;

/// Counts of the whole ledger and of a matrix, with what each entry adds to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    totals: Totals,
    matrix: Matrix,
    conflicts: Vec<Conflict>,
    /// By entry: what it adds, and whether to the matrix, too.
    shares: Vec<Option<(Share, bool)>>,
    /// The entries of each row of the matrix, live or not.
    rows: Vec<Vec<EntryIx>>,
    /// The entries of each column of the matrix, live or not.
    columns: Vec<Vec<EntryIx>>,
}

impl Running {
    /// Counts all entries; the matrix takes those that `keep` lets through.
    pub fn of(book: &Book, calendar: &Calendar, keep: impl Fn(&Entry) -> bool) -> Self {
        let matrix = Matrix::empty(book);
        let mut running = Self {
            totals: Totals::default(),
            conflicts: conflicts(book),
            shares: Vec::with_capacity(book.entries().len()),
            rows: vec![Vec::new(); matrix.rows()],
            columns: vec![Vec::new(); matrix.columns()],
            matrix,
        };
        for (ix, _) in (0..).zip(book.entries()) {
            running.count(book, calendar, &keep, ix);
        }
        running
    }

    /// Counts these entries again; `changed` is in ascending order and names all that are not as they were.
    pub fn again(
        &mut self,
        book: &Book,
        calendar: &Calendar,
        keep: impl Fn(&Entry) -> bool,
        changed: &[EntryIx],
    ) {
        let is_old = |c: &Conflict| changed.binary_search(&c.entry).is_err();
        self.conflicts.retain(is_old);
        let before = self.conflicts.len();
        for ix in changed {
            self.count(book, calendar, &keep, *ix);
            self.conflicts.extend(conflicts_of(book, *ix));
        }
        if self.conflicts.len() > before {
            // as `conflicts` lists them: rows that people added come last
            let is_added = |e: &Entry| e.own.is_some() || e.basis == Some(Basis::Inspector);
            let place = |e: &Entry| (is_added(e), book.place(e));
            self.conflicts
                .sort_by_key(|c| book.entry(c.entry).map(place));
        }
    }

    fn count(
        &mut self,
        book: &Book,
        calendar: &Calendar,
        keep: &impl Fn(&Entry) -> bool,
        ix: EntryIx,
    ) {
        let Some(entry) = book.entry(ix) else { return };
        let place = Matrix::place(book, entry);
        let at = ix as usize;
        if self.shares.len() <= at {
            self.shares.resize(at + 1, None);
            let (row, column) = (self.rows.get_mut(place.0), self.columns.get_mut(place.1));
            row.into_iter().chain(column).for_each(|all| all.push(ix));
        }
        let share = entry
            .live
            .then(|| (Share::of(book, entry, calendar), keep(entry)));
        let before = self
            .shares
            .get_mut(at)
            .and_then(|s| std::mem::replace(s, share));
        if let Some((share, shown)) = before {
            self.totals.take(&share);
            if shown {
                self.matrix.change(place, |t| t.take(&share));
            }
        }
        if let Some((share, shown)) = share {
            self.totals.put(&share);
            if shown {
                self.matrix.change(place, |t| t.put(&share));
            }
        }
    }

    /// Counts of the whole ledger.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Counts of the units and categories.
    pub fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// The entries of a row of the matrix, in no order, those that do not count included.
    pub fn of_row(&self, row: usize) -> &[EntryIx] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// The entries of a column of the matrix, in no order, those that do not count included.
    pub fn of_column(&self, column: usize) -> &[EntryIx] {
        self.columns.get(column).map_or(&[], Vec::as_slice)
    }

    /// What nobody has settled.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}
