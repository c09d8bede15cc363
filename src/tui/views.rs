//! The state of each screen: cursor, filters, what is scrolled away. Rows and figures are derived.

use std::collections::BTreeSet;

use crate::board::{Query, Sort, Totals};
use crate::evidence::Check;
use crate::intake::Preview;
use crate::ledger::ItemRef;
use crate::ledger::book::EntryIx;
use crate::ledger::stage::Ev;

/// What the matrix counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CountMode {
    /// Not closed.
    #[default]
    NotClosed,
    /// Neither completed nor closed.
    NotCompleted,
    /// Past their due date.
    Overdue,
    /// Those that an earlier edition had, too.
    Repeated,
    /// Every entry.
    All,
}

impl CountMode {
    /// The next one; repeats are counted only where there are any.
    #[must_use]
    pub fn next(self, has_repeats: bool) -> Self {
        match self {
            Self::NotClosed => Self::NotCompleted,
            Self::NotCompleted => Self::Overdue,
            Self::Overdue if has_repeats => Self::Repeated,
            Self::Overdue | Self::Repeated => Self::All,
            Self::All => Self::NotClosed,
        }
    }

    /// The figure that it counts.
    pub fn of(self, totals: &Totals) -> usize {
        match self {
            Self::NotClosed => totals.not_closed(),
            Self::NotCompleted => totals.not_completed(),
            Self::Overdue => totals.overdue,
            Self::Repeated => totals.repeated,
            Self::All => totals.entries,
        }
    }
}

/// State of the board. Row 0 is the head of the columns, then the units, 未点名 and the totals;
/// column 0 is the head of the rows, then the categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Selected row.
    pub row: usize,
    /// Selected column.
    pub column: usize,
    /// What cells count.
    pub count: CountMode,
    /// Whether findings that name everybody are left out, so that differences show.
    pub named_only: bool,
    /// First row of units in view, from 0.
    pub top: usize,
}

impl Home {
    /// What it begins with: the first unit and category.
    pub fn first() -> Self {
        Self {
            row: 1,
            column: 1,
            count: CountMode::default(),
            named_only: false,
            top: 0,
        }
    }
}

/// State of the table.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// Filters.
    pub query: Query,
    /// Order.
    pub sort: Sort,
    /// The selected entry.
    pub selected: Option<EntryIx>,
    /// First row in view.
    pub top: usize,
    /// Entries picked for the next act; those that are filtered out are never hit.
    pub marked: BTreeSet<EntryIx>,
}

/// State of one entry's screen.
#[derive(Debug, Clone, Default)]
pub struct EntryView {
    /// The entry.
    pub ix: EntryIx,
    /// The list it was opened from, for previous and next.
    pub list: Vec<EntryIx>,
    /// The item with the cursor.
    pub item: Option<ItemRef>,
    /// Lines scrolled away.
    pub scroll: usize,
    /// How the files of its evidence stand, once they have been looked at.
    pub checked: Checked,
}

/// How far the files of an entry's evidence have been looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Checked {
    /// Not yet.
    #[default]
    Not,
    /// The shell was asked to.
    Asked,
    /// Each of the entry's pieces in its order; `None` for an address, or what is too large to read while you wait.
    Done(Vec<Option<Check>>),
}

/// Returned workbooks, compared with the ledger; nothing is written yet.
#[derive(Debug)]
pub struct Returned {
    /// What they would change, in the order in which it is shown.
    pub preview: Preview,
    /// The selected line.
    pub row: usize,
    /// First line in view.
    pub top: usize,
}

/// State of the history.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Whose events; everybody's without a name.
    pub who: Option<String>,
    /// Conflicts instead of events.
    pub conflicts: bool,
    /// The selected event; of a conflict the one in force.
    pub selected: Option<Ev>,
    /// First row in view.
    pub top: usize,
}

/// A part of the trend's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// What is left over time.
    #[default]
    Course,
    /// One bar for each district.
    Units,
    /// One bar for each category.
    Categories,
}

/// State of the trend.
#[derive(Debug, Clone, Default)]
pub struct TrendView {
    /// The part that takes the keys; on a small screen the only one that is shown.
    pub panel: Panel,
    /// The day with the cursor; today without one.
    pub day: Option<jiff::civil::Date>,
    /// The bar with the cursor.
    pub row: usize,
}

/// State of the report.
#[derive(Debug, Clone, Default)]
pub struct ReportView {
    /// The section that is read.
    pub section: usize,
    /// The passage with the cursor.
    pub passage: usize,
    /// Lines scrolled away.
    pub top: usize,
}
