//! What is said of the selected row of a draft: a mark with its reasons, or a finding as the ledger will have it.

use ratatui::style::Style;

use super::super::action::Action;
use super::super::model::{Model, Screen};
use super::super::review::{Review, Row};
use super::super::theme::Role;
use super::canvas::Canvas;
use super::review::whom;
use crate::intake::prose::{Doubt, Mark};
use crate::lang::{Intake, Review as Words, fill};
use crate::report::{Basis, Finding};
use crate::text::{self, wrap};

/// Draws it; what does not fit is cut with a mark.
pub(super) fn draw(model: &Model, review: &Review, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, Words::of(model.lang));
    let (columns, height) = (c.width(), c.height());
    c.blank(0, 0, columns, height, t.ground().patch(t.surface()));
    let Some(row) = review.here() else { return };
    let room = columns.saturating_sub(3);
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut say = |said: &str, role: Role| {
        lines.extend(wrap(said, room).into_iter().map(|l| (l, role)));
    };
    let key = |action| model.keys.key_of(Screen::Review, action);
    let hint = match (review.mark(row), review.finding(row)) {
        (Some(m), _) => {
            mark(model, m, &mut say);
            match (&m.settled, m.kind, &m.offer) {
                (Some(_), ..) => String::new(),
                (None, Doubt::Missing, _) => w.hint_fill.to_owned(),
                (None, _, Some(_)) => fill(
                    w.hint_offer,
                    &[&key(Action::AsWritten), &key(Action::Reading)],
                ),
                (None, ..) => fill(w.hint_plain, &[&key(Action::Reword)]),
            }
        }
        (None, Some((_, f))) => {
            finding(model, review, f, &mut say);
            let keys = [Action::Split, Action::Join, Action::Drop].map(key);
            fill(w.hint_finding, &[&keys[0], &keys[1], &keys[2]])
        }
        (None, None) => String::new(),
    };
    if let (Row::Mark(_), Some((_, f))) = (row, review.finding(row)) {
        say("", Role::Muted);
        say(&format!("{} {}", f.id, f.title.zh), Role::Strong);
        finding_lines(model, review, f, &mut say);
    }
    let free = height.saturating_sub(usize::from(!hint.is_empty()));
    for (y, (said, role)) in lines.iter().take(free).enumerate() {
        let is_cut = y + 1 == free && lines.len() > free;
        let said = if is_cut {
            format!("{}…", text::cut(said, room.saturating_sub(2)))
        } else {
            said.clone()
        };
        c.put(1, y, &said, on_surface(model, *role));
    }
    if !hint.is_empty() {
        c.put(
            1,
            height.saturating_sub(1),
            &hint,
            on_surface(model, Role::Key),
        );
    }
}

fn on_surface(model: &Model, role: Role) -> Style {
    model.theme.surface().patch(model.theme.style(role))
}

fn mark(model: &Model, m: &Mark, say: &mut impl FnMut(&str, Role)) {
    let (w, kinds) = (Words::of(model.lang), Intake::of(model.lang));
    say(kinds.doubt(m.kind), Role::Warn);
    say(model.lang.of(&m.why), Role::Text);
    if m.kind != Doubt::Missing {
        let literal: String = m.text.split_whitespace().collect();
        say(&fill(w.literal, &[&literal]), Role::Text);
    }
    if let Some(offer) = &m.offer {
        say(&fill(w.offered, &[&offer.reading]), Role::Good);
    }
    if let Some(s) = &m.settled {
        let template = if s.taken { w.taken } else { w.as_written };
        say(&fill(template, &[&s.by, &s.on]), Role::Muted);
    }
}

fn finding(model: &Model, review: &Review, f: &Finding, say: &mut impl FnMut(&str, Role)) {
    say(&format!("{} {}", f.id, f.title.zh), Role::Strong);
    finding_lines(model, review, f, say);
}

fn finding_lines(model: &Model, review: &Review, f: &Finding, say: &mut impl FnMut(&str, Role)) {
    let w = Words::of(model.lang);
    let mut meant = whom(model, review, f);
    if f.units.iter().any(|t| t.basis == Basis::Inspector) {
        meant.push_str(w.by_hand);
    }
    say(&fill(w.whom, &[&meant]), Role::Accent);
    let category = review
        .draft
        .report
        .categories
        .iter()
        .find(|c| c.id == f.category);
    say(
        &fill(
            w.category,
            &[&category.map_or("", |c| model.lang.of(&c.name))],
        ),
        Role::Muted,
    );
    say(&f.statement.zh, Role::Text);
    if let Some(e) = &f.emendation {
        say(&fill(w.offered, &[&model.lang.of(&e.restored)]), Role::Good);
        say(&fill(w.why, &[&model.lang.of(&e.why)]), Role::Muted);
    }
    for m in &f.metrics {
        let required = m.required.as_ref();
        let value = required.map(|r| format!("{} {}{}", r.op.sign(), r.value, r.unit));
        let value = value.or_else(|| m.benchmark.as_ref().map(|b| model.lang.of(b).to_owned()));
        say(
            &fill(
                w.metric,
                &[&model.lang.of(&m.name), &value.unwrap_or_default()],
            ),
            Role::Muted,
        );
    }
    for (n, item) in (1..).zip(&f.items) {
        say(
            &format!("{}{n} {}", w.items, model.lang.of(&item.text)),
            Role::Muted,
        );
    }
}
