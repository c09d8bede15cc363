//! Two editions side by side as the screen lists them: state, and what a line says.

use std::collections::BTreeSet;

use super::model::Model;
use crate::editions::{Comparison, Fate, Line, compare};
use crate::lang::{Console, Lang, fill};
use crate::ledger::Book;
use crate::ledger::book::EntryIx;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// An entry of the later edition: its place in the comparison.
    Later(usize),
    /// An entry of the earlier one that the later one does not name any more.
    Solved(EntryIx),
}

/// The earlier edition, compared with the ledger; nothing is written yet.
#[derive(Debug)]
pub struct Editions {
    /// The ledger of the earlier edition, only read.
    pub before: Book,
    /// What became of what.
    pub compared: Comparison,
    /// What goes on, what came back, what is new, what was solved.
    pub rows: Vec<Row>,
    /// Lines of the comparison that are to go on.
    chosen: BTreeSet<usize>,
    /// The selected row.
    pub row: usize,
    /// First row in view.
    pub top: usize,
}

/// Whether a line can go on: it was there before, and nobody has carried it over yet.
fn can_go_on(line: &Line) -> bool {
    line.before.is_some() && !line.is_carried
}

/// An entry of one of the two books: a head (edition, id, title, stage) and its statement.
fn passage(model: &Model, book: &Book, ix: EntryIx) -> Option<(String, String)> {
    let entry = book.entry(ix)?;
    let finding = book.finding(entry)?;
    let stage = model.domain().stage_name(entry.state.stage());
    let head = format!(
        "{} {} {} · {stage}",
        book.report().year,
        book.label(entry),
        model.lang.of(&finding.title),
    );
    Some((head, model.lang.of(&finding.statement).to_owned()))
}

impl Editions {
    /// Compares; everything that can go on is chosen.
    pub fn of(before: Book, after: &Book) -> Self {
        let compared = compare(&before, after);
        let all = || compared.lines.iter().enumerate();
        let mut rows = Vec::new();
        for fate in [Fate::Persisting, Fate::CameBack, Fate::New] {
            let fits = all().filter(|(_, l)| l.fate == fate);
            rows.extend(fits.map(|(at, _)| Row::Later(at)));
        }
        rows.extend(compared.solved.iter().copied().map(Row::Solved));
        let chosen = all().filter(|(_, l)| can_go_on(l)).map(|(at, _)| at);
        Self {
            chosen: chosen.collect(),
            before,
            rows,
            row: 0,
            top: 0,
            compared,
        }
    }

    /// The line of a row; `None` for what was solved.
    pub fn line(&self, row: Row) -> Option<&Line> {
        match row {
            Row::Later(at) => self.compared.lines.get(at),
            Row::Solved(_) => None,
        }
    }

    /// Whether a row is to go on; `None` where it cannot.
    pub fn is_chosen(&self, row: Row) -> Option<bool> {
        match row {
            Row::Later(at) if self.line(row).is_some_and(can_go_on) => {
                Some(self.chosen.contains(&at))
            }
            _ => None,
        }
    }

    /// Takes or leaves the selected line.
    pub fn turn(&mut self) {
        let here = self.rows.get(self.row).copied();
        let chosen = here.and_then(|row| self.is_chosen(row));
        if let (Some(Row::Later(at)), Some(was)) = (here, chosen) {
            if was {
                self.chosen.remove(&at);
            } else {
                self.chosen.insert(at);
            }
        }
    }

    /// Takes all that can go on; none when all are taken already.
    pub fn turn_all(&mut self) {
        let all = self.compared.lines.iter().enumerate();
        let all: BTreeSet<_> = all.filter(|(_, l)| can_go_on(l)).map(|(n, _)| n).collect();
        self.chosen = if self.chosen == all {
            BTreeSet::new()
        } else {
            all
        };
    }

    /// The lines that are to go on.
    pub fn taken(&self) -> Vec<&Line> {
        let chosen = self.chosen.iter();
        chosen
            .filter_map(|at| self.compared.lines.get(*at))
            .collect()
    }

    /// What became of a row, in a word.
    pub fn fate(&self, row: Row, lang: Lang) -> &'static str {
        Console::of(lang).fate(self.line(row).map(|l| l.fate))
    }

    /// The entry of the earlier edition that a row is about.
    pub fn earlier(&self, row: Row) -> Option<EntryIx> {
        match row {
            Row::Later(_) => self.line(row)?.before,
            Row::Solved(ix) => Some(ix),
        }
    }

    /// The later and the earlier passage of the selected row, as far as there are.
    pub fn passages(&self, model: &Model) -> Vec<(String, String)> {
        let Some(row) = self.rows.get(self.row).copied() else {
            return Vec::new();
        };
        let later = self
            .line(row)
            .and_then(|l| passage(model, &model.book, l.entry));
        let earlier = self
            .earlier(row)
            .and_then(|ix| passage(model, &self.before, ix));
        later.into_iter().chain(earlier).collect()
    }

    /// The selected row as a title and lines, uncut.
    pub fn told(&self, model: &Model) -> Option<(String, Vec<String>)> {
        let row = self.rows.get(self.row).copied()?;
        let mut title = self.fate(row, model.lang).to_owned();
        if let Some(line) = self.line(row).filter(|l| l.before.is_some()) {
            let said = fill(model.words().edition_no, &[&(line.times + 1)]);
            title = format!("{title} · {:.0} % · {said}", line.score * 100.0);
        }
        let passages = self.passages(model).into_iter();
        let mut lines: Vec<String> = passages
            .flat_map(|(head, said)| [head, said, String::new()])
            .collect();
        lines.pop();
        Some((title, lines))
    }
}
