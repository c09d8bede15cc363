//! A draft that is looked through: the draft, where we are in it, and the way back.

use std::collections::HashMap;

use super::form::Form;
use super::model::Model;
use crate::intake::prose::revise::{Passage, passages};
use crate::intake::prose::{Draft, Mark, Refusal, Revision, Settled};
use crate::report::{Finding, Report};
use crate::setup::drafts::Kept;

/// Changes that can be taken back.
const STEPS: usize = 200;

/// A draft on the screen.
#[derive(Debug)]
pub struct Review {
    /// The file that it is kept in.
    pub file: Kept,
    /// The draft.
    pub draft: Draft,
    /// Where each finding stands in the source.
    pub places: Vec<Option<Passage>>,
    /// The selected row.
    pub row: usize,
    /// First row in view.
    pub top: usize,
    /// Lines by which the source is moved from where it follows the row.
    pub shift: isize,
    /// Whether the file holds what is shown.
    pub kept: bool,
    /// Its report has a ledger, and what the draft would change there was shown.
    pub corrects: bool,
    past: Vec<Step>,
    future: Vec<Step>,
}

/// What can be taken back: everything but the source.
#[derive(Debug, Clone)]
struct Step {
    report: Report,
    marks: Vec<Mark>,
    row: usize,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A mark, by its place in the draft.
    Mark(usize),
    /// A finding, by its place in the report.
    Finding(usize),
}

impl Review {
    /// A draft as its file has it; the first open mark is selected.
    pub fn new(file: Kept, draft: Draft) -> Self {
        let places = passages(&draft);
        let mut review = Self {
            file,
            draft,
            places,
            row: 0,
            top: 0,
            shift: 0,
            kept: true,
            corrects: false,
            past: Vec::new(),
            future: Vec::new(),
        };
        let rows = review.rows();
        review.row = rows.iter().position(|r| review.is_open(*r)).unwrap_or(0);
        review
    }

    /// Marks of the report, then each finding with its marks.
    pub fn rows(&self) -> Vec<Row> {
        let marks = self.draft.review.iter().enumerate();
        let findings = &self.draft.report.findings;
        let ids = findings
            .iter()
            .enumerate()
            .map(|(at, f)| (f.id.as_str(), at));
        let ids: HashMap<&str, usize> = ids.collect();
        let known = |m: &Mark| m.finding.as_deref().and_then(|id| ids.get(id)).copied();
        let mut of_finding: Vec<Vec<usize>> = vec![Vec::new(); findings.len()];
        let mut rows = Vec::new();
        for (n, m) in marks {
            match known(m).and_then(|at| of_finding.get_mut(at)) {
                Some(list) => list.push(n),
                None => rows.push(Row::Mark(n)),
            }
        }
        for (at, marks) in of_finding.into_iter().enumerate() {
            rows.push(Row::Finding(at));
            rows.extend(marks.into_iter().map(Row::Mark));
        }
        rows
    }

    /// The selected row.
    pub fn here(&self) -> Option<Row> {
        self.rows().get(self.row).copied()
    }

    /// The mark of a row.
    pub fn mark(&self, row: Row) -> Option<&Mark> {
        match row {
            Row::Mark(n) => self.draft.review.get(n),
            Row::Finding(_) => None,
        }
    }

    /// The finding of a row, or that the mark of the row is about; with its place.
    pub fn finding(&self, row: Row) -> Option<(usize, &Finding)> {
        let all = &self.draft.report.findings;
        match row {
            Row::Finding(at) => Some((at, all.get(at)?)),
            Row::Mark(n) => {
                let id = self.draft.review.get(n)?.finding.as_deref()?;
                all.iter().enumerate().find(|(_, f)| f.id == id)
            }
        }
    }

    /// Whether a row is a mark that nobody has settled.
    pub fn is_open(&self, row: Row) -> bool {
        self.mark(row).is_some_and(|m| m.settled.is_none())
    }

    /// Number of open marks.
    pub fn open(&self) -> usize {
        self.draft.open().count()
    }

    /// The passage of the source that a row is about, and the words in it that are marked.
    pub fn lit(&self, row: Row) -> (Option<Passage>, Option<Passage>) {
        let finding = self
            .finding(row)
            .and_then(|(at, _)| self.places.get(at)?.clone());
        (finding, self.mark(row).and_then(|m| self.words(m)))
    }

    /// The marked words: characters of a paragraph become bytes.
    fn words(&self, mark: &Mark) -> Option<Passage> {
        let place = mark.place?;
        let paragraph = place.paragraph.checked_sub(1)?;
        let text = &self.draft.source.paragraphs.get(paragraph)?.text;
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
        Some(Passage {
            paragraph,
            bytes: byte(place.from)..byte(place.to),
        })
    }

    /// Selects the next open mark after the row; whether there is one.
    pub fn next_open(&mut self) -> bool {
        let rows = self.rows();
        let open = |n: &usize| rows.get(*n).is_some_and(|r| self.is_open(*r));
        let after = (self.row + 1..rows.len()).find(open);
        let found = after.or_else(|| (0..rows.len()).find(open));
        if let Some(row) = found {
            (self.row, self.shift) = (row, 0);
        }
        found.is_some()
    }

    /// Makes a change that can be taken back.
    ///
    /// # Errors
    /// Why it is not made.
    pub fn change(&mut self, change: &Revision, how: &Settled) -> Result<Option<String>, Refusal> {
        let before = self.step();
        let led = self.draft.revise(change, how)?;
        self.past.push(before);
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        self.renewed();
        Ok(led)
    }

    /// Makes one step of the last two changes: one gesture, one way back.
    pub fn join_steps(&mut self) {
        if self.past.len() > 1 {
            self.past.pop();
        }
    }

    /// Selects a finding.
    pub fn select(&mut self, id: &str) {
        let rows = self.rows();
        let found = rows.iter().position(|r| {
            matches!(r, Row::Finding(_)) && self.finding(*r).is_some_and(|(_, f)| f.id == id)
        });
        if let Some(row) = found {
            (self.row, self.shift) = (row, 0);
        }
    }

    /// Takes the last change back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else {
            return false;
        };
        let now = self.restore(step);
        self.future.push(now);
        true
    }

    /// Makes a change again that was taken back; whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else {
            return false;
        };
        let now = self.restore(step);
        self.past.push(now);
        true
    }

    fn step(&self) -> Step {
        Step {
            report: self.draft.report.clone(),
            marks: self.draft.review.clone(),
            row: self.row,
        }
    }

    fn restore(&mut self, step: Step) -> Step {
        let now = self.step();
        (self.draft.report, self.draft.review) = (step.report, step.marks);
        self.row = step.row;
        self.renewed();
        now
    }

    /// After a change: places are found anew, the row is one that there is, the file is behind.
    fn renewed(&mut self) {
        self.places = passages(&self.draft);
        self.row = self.row.min(self.rows().len().saturating_sub(1));
        (self.kept, self.corrects) = (false, false);
    }
}

/// What a form about a draft is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewForm {
    /// Read a published report.
    Intake,
    /// Title, issuer, dates, units.
    Head,
    /// Title, category and whom it means; the mark that opened it is answered by it.
    Finding {
        /// Id of the finding.
        id: String,
        /// Id of the mark.
        mark: Option<String>,
    },
    /// Where the second part begins: bytes of the quote, in the order of the choices.
    Split {
        /// Id of the finding.
        id: String,
        /// The places.
        places: Vec<usize>,
    },
    /// Another reading of a mark's words.
    Read(String),
    /// A passage that was passed over.
    Add,
}

impl Model {
    /// Who settles something now.
    pub fn settled_now(&self) -> Settled {
        Settled {
            by: self.who.to_string(),
            on: self.calendar.today.to_string(),
            taken: false,
        }
    }
}

impl Form {
    /// The form about a draft that this is.
    pub fn review(&self) -> Option<&ReviewForm> {
        match &self.kind {
            super::form::FormKind::Review(kind) => Some(kind),
            _ => None,
        }
    }
}
