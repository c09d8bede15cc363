//! Figures and rows that follow from the book and from what is looked at; each is remade only when what it depends on
//! has changed. Moving the cursor of the board recounts nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::model::{Model, Screen};
use crate::board::history::{Conflict, HistoryQuery, conflicts};
use crate::board::query::Hits;
use crate::board::{Matrix, Query, Sort, Totals};
use crate::ledger::ItemRef;
use crate::ledger::book::{Entry, EntryIx};
use crate::ledger::stage::Ev;

/// Figures and rows derived from the book.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    made: Made,
    /// Counts of the board.
    pub matrix: Option<Matrix>,
    /// Counts of the whole ledger.
    pub totals: Totals,
    /// Rows of the table.
    pub rows: Vec<EntryIx>,
    /// No entry fits what is searched for; these fit roughly.
    pub near: bool,
    /// Entries of the selected cell of the board.
    pub preview: Vec<EntryIx>,
    /// Rows of the history, the latest first; only while it is shown.
    pub history: Vec<Ev>,
    /// What nobody has settled.
    pub conflicts: Vec<Conflict>,
}

/// The book's version and the day.
type State = (u64, Date);

/// What each part was made from.
#[derive(Debug, Clone, Default)]
struct Made {
    whole: Option<State>,
    matrix: Option<(State, bool)>,
    table: Option<(State, Query, Sort)>,
    preview: Option<(State, Query)>,
    history: Option<(State, Option<HistoryQuery>)>,
}

/// Takes a new key in; whether it differs from the one before.
fn renewed<K: PartialEq>(made: &mut Option<K>, key: K) -> bool {
    let differs = made.as_ref() != Some(&key);
    if differs {
        *made = Some(key);
    }
    differs
}

impl Model {
    /// Remakes what depends on something that has changed.
    pub fn derive(&mut self) {
        let mut d = std::mem::take(&mut self.derived);
        let (book, calendar) = (&self.book, &self.calendar);
        let state = (book.version(), calendar.today);
        let mut fresh = false;
        if renewed(&mut d.made.whole, state) {
            fresh = true;
            d.totals = Totals::of(book, book.live().map(|(_, e)| e), calendar);
            d.conflicts = conflicts(book);
        }
        if renewed(&mut d.made.matrix, (state, self.home.named_only)) {
            d.matrix = Some(self.matrix());
        }
        let cell = self.cell_query();
        if renewed(&mut d.made.preview, (state, cell.clone())) {
            d.preview = cell.run(book, calendar, Sort::Report);
        }
        let (query, sort) = (&self.entries.query, self.entries.sort);
        if renewed(&mut d.made.table, (state, query.clone(), sort)) {
            fresh = true;
            Hits {
                rows: d.rows,
                near: d.near,
            } = query.ranked(book, calendar, sort);
        }
        let asked = self.history_query();
        if renewed(&mut d.made.history, (state, asked.clone())) {
            fresh = true;
            d.history = asked.map_or_else(Vec::new, |query| query.run(book, calendar));
            d.history.reverse();
        }
        self.derived = d;
        if fresh {
            self.keep_selection();
        }
    }

    fn matrix(&self) -> Matrix {
        let scopes = self.home_scopes();
        let counts = |e: &Entry| {
            let scope = self.book.finding(e).map(|f| f.scope);
            scopes.is_empty() || scope.is_none_or(|s| scopes.contains(&s))
        };
        Matrix::of(&self.book, &self.calendar, counts)
    }

    /// What the history shows; nothing is asked of it while it is not shown.
    fn history_query(&self) -> Option<HistoryQuery> {
        self.stack.contains(&Screen::History).then(|| HistoryQuery {
            who: self.history.who.clone(),
            ..HistoryQuery::default()
        })
    }

    /// The selected row stays selected; if it is gone, the first one is.
    fn keep_selection(&mut self) {
        let rows = &self.derived.rows;
        if self.entries.selected.is_none_or(|s| !rows.contains(&s)) {
            self.entries.selected = rows.first().copied();
        }
        self.keep_event();
        let known: BTreeSet<ItemRef> = self
            .book
            .entry(self.entry.ix)
            .into_iter()
            .flat_map(|e| e.state.live())
            .map(|i| i.key)
            .collect();
        if self.entry.item.is_none_or(|i| !known.contains(&i)) {
            self.entry.item = known.first().copied();
        }
    }

    /// The selected event stays selected; if it is not shown, the first one is.
    pub fn keep_event(&mut self) {
        let events = self.history_rows();
        if self.history.selected.is_none_or(|s| !events.contains(&s)) {
            self.history.selected = events.first().copied();
        }
    }
}
