//! What people did about an entry: items, conflicts, ledger columns, terms, notes, evidence, history.

use super::super::model::Checked;
use super::super::theme::Role;
use super::entry_text::{Line, Lines};
use super::rows::stage_role;
use crate::evidence::Check;
use crate::lang::{acts, fill};
use crate::ledger::book::Book;
use crate::ledger::event::Holding;
use crate::ledger::stage::{Ev, ItemState, Stage};
use crate::ledger::{Act, ItemRef};
use crate::text::width;

impl Lines<'_> {
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
        self.conflicts();
        self.ledger();
        self.terms();
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
        self.evidence();
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
        for (n, line) in self
            .wrap(&said, self.width.saturating_sub(9))
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
        self.by(self.stage_by(), head);
        if let Some((from, row, times)) = book.origin(self.entry) {
            let said = fill(w.goes_on, &[&from, &row, &times.saturating_add(1)]);
            self.pair(w.repeats, head, &said, Role::Warn);
        }
        let (entry, set) = (self.entry, &self.entry.state);
        let horizon = book.horizon(entry).map(|h| d.horizon_name(h));
        let columns = [
            (d.lead, book.lead(entry), set.lead),
            (d.partners, book.partners(entry), set.partners),
            (d.person, book.person(entry), set.person),
            (d.measure, book.measure(entry), set.measure),
            (d.horizon, horizon, set.horizon),
        ];
        for (name, value, ev) in columns {
            if let Some(value) = value {
                self.pair(name, head, value, Role::Text);
                self.by(ev, head);
            }
        }
        if let Some(due) = book.due(entry) {
            let (said, _) = super::rows::schedule(self.model, entry);
            let first = book.first_due(entry).filter(|first| *first != due);
            let first = first.map(|first| fill(w.first_due, &[&first]));
            let said = format!("{due}  {said}  {}", first.unwrap_or_default());
            self.pair(d.due, head, said.trim_end(), Role::Text);
            self.by(set.due, head);
        }
        let hint = match stage {
            Stage::Open | Stage::Rectifying => w.hint_tick,
            Stage::Completed => w.hint_close,
            Stage::Closed => w.hint_closed,
            Stage::Objected | Stage::Withdrawn => return,
        };
        self.say(hint, Role::Faint);
    }

    /// The event that brought the entry to its stage: a verdict, a return, or the last tick.
    fn stage_by(&self) -> Option<Ev> {
        let state = &self.entry.state;
        let ticks = state.live().filter_map(|i| i.tick_by);
        let time = |ev: &Ev| self.model.book.time_of(*ev);
        state.standing_by.into_iter().chain(ticks).max_by_key(time)
    }

    /// Who said so, and when: at the right of the line before where there is room, else below it.
    fn by(&mut self, ev: Option<Ev>, head: usize) {
        let Some(e) = ev.and_then(|ev| self.model.book.event(ev)) else {
            return;
        };
        let day = self.model.calendar.day(e.at).strftime("%m-%d");
        let said = format!("{} {day}", e.who);
        let style = self.model.theme.style(Role::Faint);
        let room = self.width;
        match self.said.last_mut() {
            Some(line) if line.columns() + 2 + width(&said) <= room => {
                let gap = room - line.columns() - width(&said);
                line.pieces.push((" ".repeat(gap), style));
                line.pieces.push((said, style));
            }
            _ => {
                let gap = room.saturating_sub(width(&said)).max(head);
                self.said.push(Line {
                    pieces: vec![(" ".repeat(gap), style), (said, style)],
                    item: None,
                });
            }
        }
    }

    fn conflicts(&mut self) {
        let (w, model) = (self.model.words(), self.model);
        let all: Vec<_> = model.entry_conflicts().collect();
        if all.is_empty() {
            return;
        }
        self.section(w.section_conflicts, &all.len().to_string());
        let head = width(w.counts).max(width(w.counts_not)) + 2;
        for c in all {
            for (name, ev, role) in [
                (w.counts, c.in_force, Role::Text),
                (w.counts_not, c.overridden, Role::Warn),
            ] {
                if let Some(e) = model.book.event(ev) {
                    let said = acts::event(model.lang, &model.book, &e);
                    self.pair(name, head, &said, role);
                    self.by(Some(ev), head);
                }
            }
        }
        self.say(w.settle_hint, Role::Faint);
    }

    fn terms(&mut self) {
        let (w, d, model) = (self.model.words(), self.model.domain(), self.model);
        let terms = model.terms.of(&model.book, self.entry, &model.calendar);
        if terms.is_empty() {
            return;
        }
        self.section(w.section_terms, "");
        let names = terms.iter().map(|(term, ..)| width(d.term_name(*term)));
        let head = names.max().unwrap_or(8) + 2;
        for (term, day, passed) in terms {
            let (mark, role) = if passed {
                (d.passed, Role::Warn)
            } else {
                ("", Role::Text)
            };
            let said = format!("{day}  {mark}");
            self.pair(d.term_name(term), head, said.trim_end(), role);
        }
    }

    fn evidence(&mut self) {
        let (w, model) = (self.model.words(), self.model);
        let all = &self.entry.state.evidence;
        let count = if all.is_empty() {
            String::new()
        } else {
            all.len().to_string()
        };
        self.section(w.section_evidence, &count);
        if all.is_empty() {
            self.say(w.no_evidence, Role::Faint);
        }
        for (n, ev) in all.iter().enumerate() {
            let Some(e) = model.book.event(*ev) else {
                continue;
            };
            let Act::EvidenceAdded(found) = e.act else {
                continue;
            };
            let (state, role) = self.evidence_state(n, found.how);
            self.pair(state, self.state_width(), &found.name, role);
            self.by(Some(*ev), self.state_width());
        }
    }

    fn state_width(&self) -> usize {
        let (d, w) = (self.model.domain(), self.model.words());
        let names = [d.present, d.changed, d.missing, d.not_a_file, w.unchecked];
        names.into_iter().map(width).max().unwrap_or(8) + 2
    }

    fn evidence_state(&self, n: usize, how: Holding) -> (&'static str, Role) {
        let (d, w) = (self.model.domain(), self.model.words());
        let checked = match &self.model.entry.checked {
            Checked::Done(all) => all.get(n).copied().flatten(),
            _ => None,
        };
        match (how, checked) {
            (Holding::Link, _) => (w.an_address, Role::Text),
            (_, Some(Check::Present)) => (d.check_name(Check::Present), Role::Text),
            (_, Some(bad)) => (d.check_name(bad), Role::Danger),
            (_, None) => (w.unchecked, Role::Text),
        }
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
