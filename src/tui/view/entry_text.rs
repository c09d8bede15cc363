//! What the screen of an entry says, as lines of a given width.

use ratatui::style::Style;

use super::super::model::Model;
use super::super::theme::Role;
use super::rows::stage_role;
use crate::lang::{acts, fill};
use crate::ledger::book::{Book, Entry};
use crate::ledger::stage::{ItemState, Stage};
use crate::ledger::{Act, ItemRef};
use crate::report::{Basis, Finding, Metric};
use crate::text::{width, wrap};

/// One line of the screen.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Pieces from left to right.
    pub(super) pieces: Vec<(String, Style)>,
    /// The item that it belongs to.
    pub(super) item: Option<ItemRef>,
}

/// Lines that grow.
pub(super) struct Lines<'a> {
    model: &'a Model,
    entry: &'a Entry,
    width: usize,
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

    fn section(&mut self, name: &str, extra: &str) {
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

    fn say(&mut self, text: &str, role: Role) {
        self.say_at(0, text, role);
    }

    fn say_at(&mut self, indent: usize, text: &str, role: Role) {
        let style = self.model.theme.style(role);
        for line in wrap(text, self.width.saturating_sub(indent)) {
            self.said.push(Line {
                pieces: vec![(" ".repeat(indent), style), (line, style)],
                item: None,
            });
        }
    }

    /// A short word in a column of its own, and a text beside it.
    fn pair(&mut self, head: &str, head_width: usize, text: &str, role: Role) {
        let t = &self.model.theme;
        for (n, line) in wrap(text, self.width.saturating_sub(head_width))
            .into_iter()
            .enumerate()
        {
            let head = if n == 0 { head } else { "" };
            let head = crate::text::fit(head, head_width, crate::text::Align::Left);
            self.said.push(Line {
                pieces: vec![(head, t.style(Role::Muted)), (line, t.style(role))],
                item: None,
            });
        }
    }

    /// Finding, basis, emendation, metrics, recommendations, practices.
    pub(super) fn about(&mut self) {
        let (w, lang) = (self.model.words(), self.model.lang);
        let Some(f) = self.model.book.finding(self.entry) else {
            return;
        };
        self.section(w.section_finding, "");
        self.say(lang.of(&f.statement), Role::Text);
        if self.entry.own.is_some() {
            self.say(w.own_finding, Role::Warn);
            self.say(&f.source.section, Role::Muted);
            return;
        }
        self.section(w.section_basis, "");
        self.basis(f);
        if !f.metrics.is_empty() {
            self.section(w.section_metrics, "");
            f.metrics.iter().for_each(|m| self.metric(m));
        }
        self.section(w.section_recommendation, "");
        let report = self.model.book.report();
        for point in report.points_served(f) {
            let number = point.id.trim_start_matches("rec-");
            self.say(&format!("{number} {}", lang.of(&point.text)), Role::Text);
        }
        if !f.practices.is_empty() {
            self.section(w.section_practices, "");
        }
        for practice in report.practices_for(f) {
            let unit = report
                .unit(&practice.unit)
                .map_or("", |u| lang.of(&u.label));
            let columns = super::entries::unit_width(self.model);
            self.pair(unit, columns, lang.of(&practice.title), Role::Text);
        }
    }

    fn basis(&mut self, f: &Finding) {
        let (w, d, lang) = (self.model.words(), self.model.domain(), self.model.lang);
        let s = &f.source;
        let place = fill(d.place, &[&s.section, &s.paragraph, &s.sentence]);
        let scope = d.scope_name(f.scope);
        match self.entry.basis {
            Some(basis) => self.say(
                &format!("{scope} ({}) - {place}", d.basis_name(basis)),
                Role::Text,
            ),
            None => self.say(&format!("{scope} - {place}"), Role::Text),
        }
        let unit = self.model.book.unit(self.entry);
        let tie = unit.and_then(|u| f.units.iter().find(|t| t.unit == u.id));
        if let Some(why) = tie
            .filter(|t| t.basis != Basis::Stated)
            .and_then(|t| t.why.as_ref())
        {
            self.say(&fill(w.because, &[&lang.of(why)]), Role::Muted);
        }
        if unit.is_none() {
            self.say(w.nobody_named, Role::Muted);
        }
        if let Some(e) = &f.emendation {
            let reversed = if e.reversed { w.reversed } else { "" };
            self.say(
                &format!("~ {}{reversed}", fill(w.text_damaged, &[&lang.of(&e.lost)])),
                Role::Warn,
            );
            self.say_at(2, &fill(w.read_as, &[&lang.of(&e.restored)]), Role::Warn);
            self.say_at(2, &fill(w.because, &[&lang.of(&e.why)]), Role::Muted);
        }
    }

    fn metric(&mut self, m: &Metric) {
        let (w, lang) = (self.model.words(), self.model.lang);
        let mut said = lang.of(&m.name).to_owned();
        if let Some(r) = &m.required {
            let sign = r.op.sign();
            said = format!(
                "{said}: {}",
                fill(w.required, &[&sign, &format!("{}{}", r.value, r.unit)])
            );
        }
        if let Some(b) = &m.benchmark {
            said = format!("{said}: {}", fill(w.compared_with, &[&lang.of(b)]));
        }
        self.say(&said, Role::Text);
    }

    /// Checklist, ledger columns, notes, history.
    pub(super) fn work(&mut self) {
        let w = self.model.words();
        let (done, all) = self.entry.state.done();
        self.section(w.section_items, &format!("{done} / {all}"));
        for (at, item) in self
            .entry
            .state
            .items
            .iter()
            .enumerate()
            .filter(|(_, i)| !i.dropped)
        {
            self.item(at, item);
        }
        self.ledger();
        self.section(w.section_notes, "");
        if self.entry.state.notes.is_empty() {
            self.say(w.no_notes, Role::Faint);
        }
        for ev in self.entry.state.notes.iter().rev() {
            let Some(e) = self.model.book.event(*ev) else {
                continue;
            };
            if let Act::ProgressNoted { text } = e.act {
                let day = self.model.calendar.day(e.at).strftime("%m-%d").to_string();
                self.pair(
                    &format!("{day} {}", e.who),
                    14.max(7 + width(e.who) + 1).min(24),
                    text,
                    Role::Text,
                );
            }
        }
        self.history();
    }

    fn item(&mut self, at: usize, item: &ItemState) {
        let (t, lang) = (&self.model.theme, self.model.lang);
        let is_here = self.model.entry.item == Some(item.key);
        let mark = if item.ticked { "[x]" } else { "[ ]" };
        let text = self
            .model
            .book
            .item_text(self.entry, at)
            .unwrap_or_default();
        let label = Book::item_label(self.entry, item.key);
        let own = matches!(item.key, ItemRef::Added(_));
        let said = if own {
            format!("{} ({})", lang.of(&text), self.model.words().own_item)
        } else {
            lang.of(&text).to_owned()
        };
        let role = match (is_here, item.ticked) {
            (true, _) => Role::Strong,
            (false, true) => Role::Muted,
            _ => Role::Text,
        };
        let mark_role = if item.ticked { Role::Good } else { Role::Text };
        for (n, line) in wrap(&said, self.width.saturating_sub(9))
            .into_iter()
            .enumerate()
        {
            let cursor = if is_here && n == 0 { "> " } else { "  " };
            let (mark, label) = if n == 0 {
                (mark, format!(" {label:<3}"))
            } else {
                ("   ", "    ".into())
            };
            let pieces = vec![
                (cursor.to_owned(), t.style(Role::Key)),
                (mark.to_owned(), t.style(mark_role)),
                (label, t.style(Role::Muted)),
                (line, t.style(role)),
            ];
            self.said.push(Line {
                pieces,
                item: Some(item.key),
            });
        }
        if let Some(e) = item
            .tick_by
            .filter(|_| item.ticked)
            .and_then(|ev| self.model.book.event(ev))
        {
            let said = format!(
                "         {} {}",
                e.who,
                self.model.calendar.day(e.at).strftime("%m-%d")
            );
            self.said.push(Line {
                pieces: vec![(said, t.style(Role::Faint))],
                item: Some(item.key),
            });
        }
    }

    fn ledger(&mut self) {
        let (w, d, book) = (self.model.words(), self.model.domain(), &self.model.book);
        self.section(w.section_ledger, "");
        let stage = self.entry.state.stage();
        let head = [
            d.stage, d.lead, d.partners, d.person, d.measure, d.horizon, d.due,
        ]
        .into_iter()
        .map(width)
        .max()
        .unwrap_or(8)
            + 2;
        self.pair(d.stage, head, d.stage_name(stage), stage_role(stage));
        let columns = [
            (d.lead, book.lead(self.entry)),
            (d.partners, book.partners(self.entry)),
            (d.person, book.person(self.entry)),
            (d.measure, book.measure(self.entry)),
            (
                d.horizon,
                book.horizon(self.entry).map(|h| d.horizon_name(h)),
            ),
        ];
        for (name, value) in columns {
            if let Some(value) = value {
                self.pair(name, head, value, Role::Text);
            }
        }
        if let Some(due) = book.due(self.entry) {
            let (said, _) = super::rows::schedule(self.model, self.entry);
            self.pair(d.due, head, &format!("{due}  {said}"), Role::Text);
        }
        let hint = match stage {
            Stage::Open | Stage::Rectifying => w.hint_tick,
            Stage::Completed => w.hint_close,
            Stage::Closed => w.hint_closed,
            Stage::Objected | Stage::Withdrawn => return,
        };
        self.say(hint, Role::Faint);
    }

    fn history(&mut self) {
        let (w, model) = (self.model.words(), self.model);
        if self.entry.events.is_empty() {
            return;
        }
        self.section(w.section_history, "");
        for ev in self.entry.events.iter().rev() {
            let Some(e) = model.book.event(*ev) else {
                continue;
            };
            let when = model
                .calendar
                .zone
                .to_datetime(e.at)
                .strftime("%m-%d %H:%M")
                .to_string();
            let said = acts::event(model.lang, &model.book, &e);
            let said = if e.undone {
                format!("({}) {said}", w.undone_mark)
            } else {
                said
            };
            let role = if e.undone { Role::Faint } else { Role::Muted };
            let head = format!("{when} {}", e.who);
            let columns = (width(&head) + 2).min(26);
            self.pair(&head, columns, &said, role);
        }
    }
}
