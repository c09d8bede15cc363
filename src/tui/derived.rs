//! Figures and rows that follow from the book and from what is looked at; each is remade only when what it depends on
//! has changed. Moving the cursor of the board recounts nothing, and after a tick only its entry is counted again.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::model::{Model, Screen};
use super::views::CountMode;
use crate::board::history::{Conflict, HistoryQuery};
use crate::board::query::Hits;
use crate::board::{Matrix, Query, Running, Sort, Totals};
use crate::lang::Lang;
use crate::ledger::book::{Book, Entry, EntryIx};
use crate::ledger::stage::Ev;
use crate::ledger::{ItemRef, Stage};

/// Figures and rows derived from the book.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    made: Made,
    running: Option<Running>,
    /// Counts of the whole ledger.
    pub totals: Totals,
    /// The highest figure in the matrix, and where it stands.
    hottest: (usize, (usize, usize)),
    /// Rows of the table.
    pub rows: Vec<EntryIx>,
    /// No entry fits what is searched for; these fit roughly.
    pub near: bool,
    /// Entries of the selected cell of the board.
    pub preview: Vec<EntryIx>,
    /// How many of them are neither closed nor withdrawn.
    pub preview_open: usize,
    /// Rows of the history, the latest first; only while it is shown.
    pub history: Vec<Ev>,
    /// Whether something was carried over from the earlier edition.
    carried: bool,
    /// Columns for the names of units, in this language.
    unit_width: Option<(Lang, usize)>,
}

/// The book's version and the day.
type State = (u64, Date);

/// What each part was made from.
#[derive(Debug, Clone, Default)]
struct Made {
    state: Option<State>,
    running: Option<bool>,
    hottest: Option<(CountMode, bool)>,
    table: Option<(Query, Sort)>,
    preview: Option<Query>,
    history: Option<(State, Option<HistoryQuery>)>,
    carried: Option<(State, Option<String>)>,
}

/// How much of what was made before still holds.
#[derive(Clone, Copy)]
enum Since<'a> {
    /// All of it.
    Same,
    /// All but what these entries did to it, which are in ascending order.
    But(&'a [EntryIx]),
    /// Nothing.
    Anew,
}

impl<'a> Since<'a> {
    fn of(before: Option<State>, book: &'a Book, now: State) -> Self {
        match before {
            Some(before) if before == now => Self::Same,
            Some((version, day)) if day == now.1 => {
                book.changed_since(version).map_or(Self::Anew, Self::But)
            }
            _ => Self::Anew,
        }
    }

    /// Nothing holds when the key is another one than before.
    fn renewed<K: PartialEq>(self, made: &mut Option<K>, key: K) -> Self {
        if made.as_ref() == Some(&key) {
            return self;
        }
        *made = Some(key);
        Self::Anew
    }
}

/// Takes a new key in; whether it differs from the one before.
fn renewed<K: PartialEq>(made: &mut Option<K>, key: K) -> bool {
    let differs = made.as_ref() != Some(&key);
    if differs {
        *made = Some(key);
    }
    differs
}

impl Derived {
    /// Counts of the board.
    pub fn matrix(&self) -> Option<&Matrix> {
        self.running.as_ref().map(Running::matrix)
    }

    /// What nobody has settled.
    pub fn conflicts(&self) -> &[Conflict] {
        self.running.as_ref().map_or(&[], Running::conflicts)
    }

    /// Whether something was carried over from the earlier edition.
    pub fn is_carried(&self) -> bool {
        self.carried
    }

    /// The highest figure in the matrix.
    pub fn hottest(&self) -> usize {
        self.hottest.0
    }

    /// Columns for the names of units, when they were measured in this language.
    pub fn unit_width(&self, lang: Lang) -> Option<usize> {
        self.unit_width
            .filter(|(of, _)| *of == lang)
            .map(|(_, n)| n)
    }
}

impl Model {
    /// Remakes what depends on something that has changed.
    pub fn derive(&mut self) {
        let mut d = std::mem::take(&mut self.derived);
        let state = (self.book.version(), self.calendar.today);
        let since = Since::of(d.made.state.replace(state), &self.book, state);
        self.derive_counts(&mut d, since);
        self.derive_preview(&mut d, since);
        let mut fresh = self.derive_table(&mut d, since);
        let asked = self.history_query();
        if renewed(&mut d.made.history, (state, asked.clone())) {
            fresh = true;
            d.history = asked.map_or_else(Vec::new, |q| q.run(&self.book, &self.calendar));
            d.history.reverse();
        }
        let earlier = self.earlier.as_ref().map(|earlier| earlier.id.clone());
        if renewed(&mut d.made.carried, (state, earlier.clone())) {
            let goes_on = |e: &Entry| {
                let origin = self.book.origin(e).map(|(from, ..)| from);
                origin.is_some() && origin == earlier.as_deref()
            };
            d.carried = earlier.is_some() && self.book.live().any(|(_, e)| goes_on(e));
        }
        if d.unit_width(self.lang).is_none() {
            d.unit_width = Some((self.lang, super::view::unit_width(self)));
        }
        self.derived = d;
        if fresh {
            self.keep_selection();
        }
    }

    fn derive_counts(&self, d: &mut Derived, since: Since<'_>) {
        let scopes = self.home_scopes();
        let keep = |e: &Entry| {
            let scope = self.book.finding(e).map(|f| f.scope);
            scopes.is_empty() || scope.is_none_or(|s| scopes.contains(&s))
        };
        let since = since.renewed(&mut d.made.running, self.home.named_only);
        let (book, calendar) = (&self.book, &self.calendar);
        match (since, &mut d.running) {
            (Since::Same, Some(_)) => {}
            (Since::But(changed), Some(running)) => running.again(book, calendar, keep, changed),
            (_, running) => *running = Some(Running::of(book, calendar, keep)),
        }
        let Some(running) = &d.running else { return };
        d.totals = *running.totals();
        let (count, matrix) = (self.home.count, running.matrix());
        let figure = |(row, column)| (count.of(&matrix.cell(row, column)), (row, column));
        let cells_of = |ix: &EntryIx| book.entry(*ix).map(|e| Matrix::place(book, e));
        match since.renewed(&mut d.made.hottest, (count, self.home.named_only)) {
            Since::Same => {}
            Since::But(changed) if !changed.iter().any(|ix| cells_of(ix) == Some(d.hottest.1)) => {
                let figures = changed.iter().filter_map(cells_of).map(figure);
                d.hottest = figures.chain([d.hottest]).max().unwrap_or_default();
            }
            _ => {
                let cells = (0..matrix.rows())
                    .flat_map(|row| (0..matrix.columns()).map(move |column| (row, column)));
                d.hottest = cells.map(figure).max().unwrap_or_default();
            }
        }
    }

    fn derive_preview(&self, d: &mut Derived, since: Since<'_>) {
        let (book, calendar, cell) = (&self.book, &self.calendar, self.cell_query());
        let rows = match since.renewed(&mut d.made.preview, cell.clone()) {
            Since::Same => return,
            Since::But(changed) => cell.again(book, calendar, Sort::Report, (&d.preview, changed)),
            Since::Anew => None,
        };
        let units = self.book.report().units.len();
        let among = d.running.as_ref().and_then(|running| {
            let home = &self.home;
            let (row, column) = (home.row.checked_sub(1), home.column.checked_sub(1));
            let row = row.filter(|row| *row <= units);
            row.map(|row| running.of_row(row))
                .or_else(|| column.map(|column| running.of_column(column)))
        });
        d.preview = match (rows, among) {
            (Some(rows), _) => rows,
            (None, Some(among)) => cell.among(book, calendar, Sort::Report, among),
            (None, None) => cell.run(book, calendar, Sort::Report),
        };
        let is_open = |ix: &&EntryIx| {
            let stage = book.stage(**ix);
            !matches!(stage, Some(Stage::Closed | Stage::Withdrawn))
        };
        d.preview_open = d.preview.iter().filter(is_open).count();
    }

    fn derive_table(&self, d: &mut Derived, since: Since<'_>) -> bool {
        let (book, calendar) = (&self.book, &self.calendar);
        let (query, sort) = (&self.entries.query, self.entries.sort);
        let rows = match since.renewed(&mut d.made.table, (query.clone(), sort)) {
            Since::Same => return false,
            Since::But(changed) => query.again(book, calendar, sort, (&d.rows, changed)),
            Since::Anew => None,
        };
        Hits {
            rows: d.rows,
            near: d.near,
        } = rows.map_or_else(
            || query.ranked(book, calendar, sort),
            |rows| Hits { rows, near: false },
        );
        true
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

#[cfg(test)]
impl Derived {
    /// All that can be seen of it.
    pub(super) fn shown(&self) -> impl PartialEq + std::fmt::Debug + '_ {
        (
            (self.matrix(), self.totals, self.hottest.0),
            (&self.rows, self.near, &self.preview, self.preview_open),
            (&self.history, self.conflicts()),
        )
    }
}
