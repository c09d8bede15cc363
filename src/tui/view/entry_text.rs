//! What the screen of an entry says, as lines of a given width.

use ratatui::style::Style;

use super::super::model::Model;
use super::super::theme::Role;
use crate::ledger::ItemRef;
use crate::ledger::book::Entry;
use crate::text::{Align, fit, plain, width, wrap};

/// One line of the screen.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Pieces from left to right.
    pub(super) pieces: Vec<(String, Style)>,
    /// The item that it belongs to.
    pub(super) item: Option<ItemRef>,
}

impl Line {
    /// Columns that it takes.
    pub(super) fn columns(&self) -> usize {
        self.pieces.iter().map(|(said, _)| width(said)).sum()
    }
}

/// Lines that grow.
pub(super) struct Lines<'a> {
    pub(super) model: &'a Model,
    pub(super) entry: &'a Entry,
    pub(super) width: usize,
    /// What was said so far.
    pub(super) said: Vec<Line>,
}

impl<'a> Lines<'a> {
    /// No lines yet, about an entry, of at most `width` columns.
    pub(super) fn new(model: &'a Model, entry: &'a Entry, width: usize) -> Self {
        Self {
            model,
            entry,
            width,
            said: Vec::new(),
        }
    }

    /// A text in lines, as it will be shown.
    pub(super) fn wrap(&self, said: &str, columns: usize) -> Vec<String> {
        if self.model.glyphs.is_ascii() {
            wrap(&plain(said), columns)
        } else {
            wrap(said, columns)
        }
    }

    pub(super) fn section(&mut self, name: &str, extra: &str) {
        let t = &self.model.theme;
        if !self.said.is_empty() {
            self.said.push(Line::default());
        }
        let pieces = vec![
            (name.to_owned(), t.style(Role::Key)),
            (format!("  {extra}"), t.style(Role::Strong)),
        ];
        self.said.push(Line { pieces, item: None });
    }

    pub(super) fn say(&mut self, text: &str, role: Role) {
        self.say_at(0, text, role);
    }

    pub(super) fn say_at(&mut self, indent: usize, text: &str, role: Role) {
        let style = self.model.theme.style(role);
        for line in self.wrap(text, self.width.saturating_sub(indent)) {
            self.said.push(Line {
                pieces: vec![(" ".repeat(indent), style), (line, style)],
                item: None,
            });
        }
    }

    /// A short word in a column of its own, and a text beside it.
    pub(super) fn pair(&mut self, head: &str, head_width: usize, text: &str, role: Role) {
        let t = &self.model.theme;
        for (n, line) in self
            .wrap(text, self.width.saturating_sub(head_width))
            .into_iter()
            .enumerate()
        {
            let head = if n == 0 { head } else { "" };
            let head = fit(head, head_width, Align::Left);
            self.said.push(Line {
                pieces: vec![(head, t.style(Role::Muted)), (line, t.style(role))],
                item: None,
            });
        }
    }
}
