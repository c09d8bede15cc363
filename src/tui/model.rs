//! All that the screen knows. Views are functions of it; only `update` changes it.

use std::borrow::Cow;
use std::sync::Arc;

use super::compared::Editions;
use super::derived::Derived;
use super::figures::Figures;
use super::keymap::Keymap;
use super::prompt::{Notice, Prompt, TextKind};
use super::review::Review;
use super::theme::{Choice, Theme};
pub use super::views::{
    Checked, CountMode, Entries, EntryView, History, Home, Panel, ReportView, Returned, TrendView,
};
use crate::board::history::Conflict;
use crate::board::schedule::Calendar;
use crate::board::{Query, Terms};
use crate::editions::series::Earlier;
use crate::lang::{Domain, Lang, Screen as Words};
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
    /// A draft of a report.
    Review,
    /// What became of the earlier edition's problems.
    Editions,
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
    /// A draft that is looked through.
    pub review: Option<Review>,
    /// The edition before this one, if there is one.
    pub earlier: Option<Earlier>,
    /// The comparison with it, while it is looked at.
    pub editions: Option<Editions>,
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
    /// Events that were shown and went from disk, since the ledger was opened; some may have come back.
    pub gone: usize,
    /// The ledger is archived: it is only read.
    pub is_archived: bool,
    /// Derived figures.
    pub derived: Derived,
}

impl Model {
    /// Back to what the program begins with: the board, nothing selected, nothing asked or said.
    pub fn begin_again(&mut self) {
        self.stack = vec![Screen::Home];
        self.home = Home {
            count: self.home.count,
            ..Home::first()
        };
        (self.prompt, self.notice, self.warning) = (None, None, None);
        (self.unseen, self.gone) = (false, 0);
        self.derive();
    }

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
            home: Home::first(),
            entries: Entries::default(),
            entry: EntryView::default(),
            history: History::default(),
            trend: TrendView::default(),
            report: ReportView::default(),
            figures: Figures::default(),
            returned: None,
            review: None,
            earlier: None,
            editions: None,
            terms: Terms::default(),
            prompt: None,
            unseen: false,
            draft: None,
            notice: None,
            warning: None,
            gone: 0,
            is_archived: false,
            derived: Derived::default(),
        };
        model.derive();
        model
    }

    /// Turns to another ledger: what the user set stays, what was looked at begins anew.
    pub fn turn_to(&mut self, book: Book) {
        let theme = self.theme.clone();
        let fresh = Self::new(
            book,
            self.lang,
            Arc::clone(&self.who),
            self.calendar.clone(),
            theme,
        );
        let old = std::mem::replace(self, fresh);
        self.policy = old.policy;
        self.choice = old.choice;
        self.glyphs = old.glyphs;
        self.keys = old.keys;
        self.size = old.size;
        self.terms = old.terms;
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
    pub(super) fn home_scopes(&self) -> &'static [Scope] {
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
            repeated: self.home.count == CountMode::Repeated,
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
            Screen::Trend
            | Screen::Report
            | Screen::History
            | Screen::Returned
            | Screen::Review
            | Screen::Editions => Vec::new(),
            Screen::Entries => match picked() {
                none if none.is_empty() => self.entries.selected.into_iter().collect(),
                picked => picked,
            },
        }
    }

    /// The earlier edition, as long as nothing of it was carried over.
    pub fn uncarried(&self) -> Option<&Earlier> {
        let earlier = self.earlier.as_ref()?;
        (!self.derived.is_carried()).then_some(earlier)
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

    /// The rows of the history that are shown: events, or of each conflict the event in force.
    pub fn history_rows(&self) -> Cow<'_, [Ev]> {
        if self.history.conflicts {
            let all = self.derived.conflicts().iter();
            Cow::Owned(all.map(|c| c.in_force).collect())
        } else {
            Cow::Borrowed(&self.derived.history)
        }
    }

    /// The conflicts of the entry that is shown.
    pub fn entry_conflicts(&self) -> impl Iterator<Item = Conflict> + '_ {
        let all = self.derived.conflicts().iter().copied();
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
