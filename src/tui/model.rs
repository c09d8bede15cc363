//! All that the screen knows. Views are functions of it; only `update` changes it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::figures::Figures;
use super::keymap::Keymap;
use super::prompt::{Notice, Prompt, TextKind};
use super::theme::{Choice, Theme};
use crate::board::history::{Conflict, HistoryQuery, conflicts};
use crate::board::schedule::Calendar;
use crate::board::{Matrix, Query, Sort, Terms, Totals};
use crate::evidence::Check;
use crate::intake::Preview;
use crate::lang::{Domain, Lang, Screen as Words};
use crate::ledger::ItemRef;
use crate::ledger::book::{Book, Entry, EntryIx};
use crate::ledger::decide::Policy;
use crate::ledger::stage::Ev;
use crate::report::{NO_UNIT, Scope};
use crate::search::Needle;

/// Which characters may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Only those whose width terminals agree about.
    Ascii,
    /// All that texts hold, but none of our own that could be two columns wide.
    #[default]
    Unicode,
    /// All: this terminal draws characters of ambiguous width in one column.
    Narrow,
}

impl Glyphs {
    /// Whether characters of ambiguous width are replaced.
    pub fn is_ascii(self) -> bool {
        self == Self::Ascii
    }
}

/// A full screen. They are stacked: `Back` leads to the one below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// Districts × categories.
    Home,
    /// Table of entries.
    Entries,
    /// One entry.
    Entry,
    /// What is left over time, and bars of districts and categories.
    Trend,
    /// The report itself.
    Report,
    /// Who did what, when; and conflicts.
    History,
    /// What returned workbooks would change.
    Returned,
}

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
    /// Every entry.
    All,
}

impl CountMode {
    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::NotClosed => Self::NotCompleted,
            Self::NotCompleted => Self::Overdue,
            Self::Overdue => Self::All,
            Self::All => Self::NotClosed,
        }
    }

    /// The figure that it counts.
    pub fn of(self, totals: &Totals) -> usize {
        match self {
            Self::NotClosed => totals.not_closed(),
            Self::NotCompleted => totals.not_completed(),
            Self::Overdue => totals.overdue,
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

/// Figures and rows derived from the book, remade when it changes.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    key: Option<DerivedKey>,
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

#[derive(Debug, Clone, PartialEq, Eq)]
struct DerivedKey {
    version: u64,
    today: jiff::civil::Date,
    home: Home,
    query: Query,
    sort: Sort,
    /// Whose history, while that is shown.
    history: Option<HistoryQuery>,
}

/// The model.
#[derive(Debug)]
pub struct Model {
    /// The ledger.
    pub book: Book,
    /// Language of the screen.
    pub lang: Lang,
    /// Display name of the user.
    pub who: Arc<str>,
    /// Day and what counts as soon.
    pub calendar: Calendar,
    /// Rules that the user set.
    pub policy: Policy,
    /// Styles.
    pub theme: Theme,
    /// The theme that was chosen.
    pub choice: Choice,
    /// Which characters may be shown.
    pub glyphs: Glyphs,
    /// What keys mean.
    pub keys: Arc<Keymap>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Screens, the shown one last; never empty.
    pub stack: Vec<Screen>,
    /// The board.
    pub home: Home,
    /// The table.
    pub entries: Entries,
    /// The entry.
    pub entry: EntryView,
    /// The history.
    pub history: History,
    /// The trend.
    pub trend: TrendView,
    /// The report.
    pub report: ReportView,
    /// Figures of the two, made while they are shown.
    pub figures: Figures,
    /// Returned workbooks, while they are looked at.
    pub returned: Option<Returned>,
    /// Statutory terms that the office has set.
    pub terms: Terms,
    /// The question that is open.
    pub prompt: Option<Prompt>,
    /// A question that nobody can have read yet: keys typed ahead do not answer it.
    pub unseen: bool,
    /// A text that was left without being saved; the next one of its kind begins with it.
    pub draft: Option<(TextKind, String)>,
    /// The last thing to say.
    pub notice: Option<Notice>,
    /// What is odd in the journals; shown as long as it is so.
    pub warning: Option<String>,
    /// Derived figures.
    pub derived: Derived,
}

impl Model {
    /// The model at the start: the board.
    pub fn new(book: Book, lang: Lang, who: Arc<str>, calendar: Calendar, theme: Theme) -> Self {
        let mut model = Self {
            book,
            lang,
            who,
            calendar,
            policy: Policy::default(),
            theme,
            choice: Choice::Auto,
            glyphs: Glyphs::default(),
            keys: Arc::new(Keymap::default()),
            size: (0, 0),
            stack: vec![Screen::Home],
            home: Home {
                row: 1,
                column: 1,
                count: CountMode::default(),
                named_only: false,
            },
            entries: Entries::default(),
            entry: EntryView::default(),
            history: History::default(),
            trend: TrendView::default(),
            report: ReportView::default(),
            figures: Figures::default(),
            returned: None,
            terms: Terms::default(),
            prompt: None,
            unseen: false,
            draft: None,
            notice: None,
            warning: None,
            derived: Derived::default(),
        };
        model.derive();
        model
    }

    /// The screen that is shown.
    pub fn screen(&self) -> Screen {
        self.stack.last().copied().unwrap_or(Screen::Home)
    }

    /// Words of the screen.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// Words of the trade.
    pub fn domain(&self) -> &'static Domain {
        Domain::of(self.lang)
    }

    /// Number of matrix rows that can be selected: head, units, 未点名, totals.
    pub fn home_rows(&self) -> usize {
        self.book.report().units.len() + 3
    }

    /// Number of matrix columns that can be selected: head and categories.
    pub fn home_columns(&self) -> usize {
        self.book.report().categories.len() + 1
    }

    /// The scopes that the board counts; an empty list stands for all.
    fn home_scopes(&self) -> &'static [Scope] {
        if self.home.named_only {
            &Scope::NOT_ALL
        } else {
            &[]
        }
    }

    /// The filters that the selected cell of the board stands for.
    pub fn cell_query(&self) -> Query {
        let report = self.book.report();
        let units = report.units.len();
        let mut query = Query {
            scopes: self.home_scopes().to_vec(),
            ..Query::default()
        };
        match self.home.row {
            row if (1..=units).contains(&row) => {
                query
                    .units
                    .extend(report.units.get(row - 1).map(|u| u.id.clone()));
            }
            row if row == units + 1 => query.units.push(NO_UNIT.to_owned()),
            _ => {}
        }
        if let Some(category) = self
            .home
            .column
            .checked_sub(1)
            .and_then(|c| report.categories.get(c))
        {
            query.categories.push(category.id.clone());
        }
        query
    }

    /// Narrows the table to what the selected cell of the board counts.
    pub fn home_to_table(&mut self) {
        self.entries = Entries {
            query: self.cell_query(),
            sort: self.entries.sort,
            ..Entries::default()
        };
    }

    /// Name of a unit, or 未点名.
    pub fn unit_name(&self, entry: &Entry) -> &str {
        self.book
            .unit(entry)
            .map_or(self.domain().not_attributed, |u| self.lang.of(&u.label))
    }

    /// What is searched for in the table, while that is shown.
    pub fn needle(&self) -> Option<Needle> {
        let typed = &self.entries.query.text;
        let shown = self.screen() == Screen::Entries && !typed.trim().is_empty();
        shown.then(|| Needle::new(typed))
    }

    /// Title of an entry's finding.
    pub fn title(&self, entry: &Entry) -> &str {
        self.book
            .finding(entry)
            .map_or("", |f| self.lang.of(&f.title))
    }

    /// Id of an entry's finding, e.g. `3.5`.
    pub fn number<'a>(&'a self, entry: &'a Entry) -> Cow<'a, str> {
        self.book.number(entry)
    }

    /// The entries that an act hits: the selected cell of the board, the picked rows or the selected one, the entry.
    pub fn targets(&self) -> Vec<EntryIx> {
        let picked = || {
            let rows = self.derived.rows.iter().copied();
            rows.filter(|ix| self.entries.marked.contains(ix))
                .collect::<Vec<_>>()
        };
        match self.screen() {
            Screen::Home => self.derived.preview.clone(),
            Screen::Entry => vec![self.entry.ix],
            Screen::Trend | Screen::Report | Screen::History | Screen::Returned => Vec::new(),
            Screen::Entries => match picked() {
                none if none.is_empty() => self.entries.selected.into_iter().collect(),
                picked => picked,
            },
        }
    }

    /// Says something to the user.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            bad: false,
        });
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            bad: true,
        });
    }

    /// Whether a filter or search narrows the table.
    pub fn is_filtered(&self) -> bool {
        !self.entries.query.is_empty()
    }

    /// The entries of the screen that is shown as a query, so that an export holds what the table holds; all of them elsewhere.
    pub fn export_query(&self) -> Query {
        if self.screen() == Screen::Entries {
            self.entries.query.clone()
        } else {
            Query::default()
        }
    }

    /// Remakes figures and rows when something they depend on has changed.
    pub fn derive(&mut self) {
        let key = DerivedKey {
            version: self.book.version(),
            today: self.calendar.today,
            home: self.home.clone(),
            query: self.entries.query.clone(),
            sort: self.entries.sort,
            history: self.stack.contains(&Screen::History).then(|| HistoryQuery {
                who: self.history.who.clone(),
                ..HistoryQuery::default()
            }),
        };
        if self.derived.key.as_ref() == Some(&key) {
            return;
        }
        let (book, calendar) = (&self.book, &self.calendar);
        let scopes = self.home_scopes();
        let counts = |e: &Entry| {
            let scope = book.finding(e).map(|f| f.scope);
            scopes.is_empty() || scope.is_none_or(|s| scopes.contains(&s))
        };
        let hits = self.entries.query.ranked(book, calendar, self.entries.sort);
        let matrix = Matrix::of(book, calendar, counts);
        let preview = self.cell_query().run(book, calendar, Sort::Report);
        let history = key.history.as_ref().map_or_else(Vec::new, |query| {
            let mut rows = query.run(book, calendar);
            rows.reverse();
            rows
        });
        self.derived = Derived {
            history,
            conflicts: conflicts(book),
            totals: Totals::of(book, book.live().map(|(_, e)| e), calendar),
            matrix: Some(matrix),
            near: hits.near,
            rows: hits.rows,
            preview,
            key: Some(key),
        };
        self.keep_selection();
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

    /// The rows of the history that are shown: events, or of each conflict the event in force.
    pub fn history_rows(&self) -> Cow<'_, [Ev]> {
        if self.history.conflicts {
            let all = self.derived.conflicts.iter();
            Cow::Owned(all.map(|c| c.in_force).collect())
        } else {
            Cow::Borrowed(&self.derived.history)
        }
    }

    /// The conflicts of the entry that is shown.
    pub fn entry_conflicts(&self) -> impl Iterator<Item = Conflict> + '_ {
        let all = self.derived.conflicts.iter().copied();
        all.filter(|c| c.entry == self.entry.ix)
    }

    /// Row number of the selected entry in the table.
    pub fn selected_row(&self) -> usize {
        let selected = self.entries.selected;
        self.derived
            .rows
            .iter()
            .position(|ix| Some(*ix) == selected)
            .unwrap_or(0)
    }
}
