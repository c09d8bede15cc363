//! The review of a draft: the source at the left with the passage lit, the draft at the right with what is to be looked at.

use super::super::action::Target;
use super::super::model::Model;
use super::super::review::{Review, Row};
use super::super::theme::Role;
use super::canvas::Canvas;
use super::{review_about, review_source};
use crate::intake::prose::Doubt;
use crate::lang::{Intake, Review as Words, fill};
use crate::report::{Finding, Scope};
use crate::text::{self, Align};

/// From this width on source and draft stand side by side.
const SIDE_BY_SIDE: usize = 80;

/// Rows of the source, the list and what is said of the selected row, in a body of some rows.
fn rows_of(columns: usize, rows: usize) -> (usize, usize, usize) {
    if columns >= SIDE_BY_SIDE {
        let about = (rows * 9 / 20).clamp(8, 16).min(rows.saturating_sub(4));
        (rows, rows.saturating_sub(about), about)
    } else {
        let source = (rows / 3).max(4);
        let list = (rows / 3).max(3);
        (source, list, rows.saturating_sub(source + list))
    }
}

/// Rows of the list that are shown in a body of some rows.
pub fn list_rows(columns: usize, rows: usize) -> usize {
    rows_of(columns, rows).1.max(1)
}

/// The shift of the source in a body of some size, once it is kept between the source's ends.
pub fn shift(review: &Review, columns: usize, rows: usize) -> isize {
    let (source, ..) = rows_of(columns, rows);
    let width = if columns >= SIDE_BY_SIDE {
        left_of(columns)
    } else {
        columns
    };
    review_source::shift(review, width, source)
}

/// Columns of the source beside the draft.
fn left_of(columns: usize) -> usize {
    columns / 2 - 1
}

/// The head: what is looked through, how far, whether it is saved. The figures of the ledger have no place here.
pub(super) fn head(model: &Model, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, Words::of(model.lang));
    let Some(review) = &model.review else { return };
    let x = c.put(1, 0, model.domain().dudao, t.style(Role::Key)) + 1;
    let x = c.put(x, 0, w.heading, t.style(Role::Strong)) + 2;
    let day = format!("{} {}", model.words().as_of, model.calendar.today);
    let room = c.width().saturating_sub(x + text::width(&day) + 3);
    let file = review
        .file
        .path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned());
    let file = crate::report::sanitise::line(&file.unwrap_or_default());
    c.put(x, 0, &text::cut(&file, room), t.style(Role::Muted));
    let right = c.width().saturating_sub(1);
    c.put_right(right, 0, &day, t.style(Role::Muted));
    let r = &review.draft.report;
    let (open, all) = (review.open(), review.draft.review.len());
    let counts = fill(w.counts, &[&r.findings.len(), &open, &all]);
    let (kept, role) = if review.kept {
        (w.kept, Role::Good)
    } else {
        (w.unkept, Role::Danger)
    };
    let right = c.width().saturating_sub(1);
    c.put_right(right, 1, kept, t.style(role));
    let right = right.saturating_sub(text::width(kept) + 2);
    let counted = if open > 0 { Role::Warn } else { Role::Good };
    c.put_right(right, 1, &counts, t.style(counted));
    let room = right.saturating_sub(text::width(&counts) + 2);
    let mut c = c.part(0, 1, room, 1);
    let x = c.put(1, 0, &format!("{} ", r.id), t.style(Role::Key));
    c.put(x, 0, &r.title.zh, t.style(Role::Strong));
}

/// Draws source, list and what is said of the selected row.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let Some(review) = &model.review else { return };
    let (columns, rows) = (c.width(), c.height());
    let (source, list, about) = rows_of(columns, rows);
    if columns >= SIDE_BY_SIDE {
        let left = left_of(columns);
        let (x, width) = (left + 1, columns - left - 1);
        review_source::draw(model, review, &mut c.part(0, 0, left, source));
        rows_drawn(model, review, &mut c.part(x, 0, width, list));
        review_about::draw(model, review, &mut c.part(x, list, width, about));
    } else {
        review_source::draw(model, review, &mut c.part(0, 0, columns, source));
        rows_drawn(model, review, &mut c.part(0, source, columns, list));
        review_about::draw(model, review, &mut c.part(0, source + list, columns, about));
    }
}

fn rows_drawn(model: &Model, review: &Review, c: &mut Canvas<'_>) {
    let t = &model.theme;
    let (columns, height) = (c.width(), c.height());
    let all = review.rows().into_iter().enumerate();
    for (y, (n, row)) in all.skip(review.top).take(height).enumerate() {
        let is_here = n == review.row;
        if is_here {
            c.tint(0, y, columns, 1, t.line());
            c.put(0, y, ">", t.style(Role::Key).patch(t.line()));
        }
        let put = |c: &mut Canvas<'_>, x: usize, said: &str, role| {
            let style = t.style(role);
            c.put(
                x,
                y,
                said,
                if is_here {
                    style.patch(t.line())
                } else {
                    style
                },
            )
        };
        match row {
            Row::Finding(at) => {
                let Some(f) = review.draft.report.findings.get(at) else {
                    continue;
                };
                let x = put(c, 2, &format!("{:<5}", f.id), Role::Key);
                let whom = whom(model, review, f);
                let room = columns.saturating_sub(x + 1);
                let whom_room = text::width(&whom).min(room / 3);
                let title = text::fit(&f.title.zh, room.saturating_sub(whom_room + 1), Align::Left);
                let x = put(c, x, &title, Role::Text);
                put(c, x + 1, &text::cut(&whom, whom_room), Role::Muted);
            }
            Row::Mark(at) => {
                let Some(m) = review.draft.review.get(at) else {
                    continue;
                };
                let is_open = m.settled.is_none();
                let (sign, role) = if is_open {
                    ("!", Role::Warn)
                } else {
                    ("x", Role::Faint)
                };
                let indent = if m.finding.is_some() { 7 } else { 2 };
                let kind = Intake::of(model.lang).doubt(m.kind);
                let x = put(c, indent, &format!("{sign} {kind}  "), role);
                let words: String = if m.kind == Doubt::Missing {
                    Words::of(model.lang).missing(&m.text).to_owned()
                } else {
                    m.text.split_whitespace().collect()
                };
                put(c, x, &words, if is_open { Role::Text } else { Role::Faint });
            }
        }
        c.hit(0, y, columns, 1, Target::Line(n));
    }
}

/// Whom a finding means: names where units are named, else the word for the scope.
pub(super) fn whom(model: &Model, review: &Review, f: &Finding) -> String {
    if f.scope != Scope::Named {
        return model.domain().scope_name(f.scope).to_owned();
    }
    let units = &review.draft.report.units;
    let names = f
        .units
        .iter()
        .filter_map(|t| units.iter().find(|u| u.id == t.unit));
    names
        .map(|u| model.lang.of(&u.label))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the text of a finding's items is called.
pub(super) fn items_title(model: &Model) -> String {
    let review = model.review.as_ref();
    let here = review.and_then(|r| r.finding(r.here()?));
    let id = here.map_or("", |(_, f)| f.id.as_str());
    fill(Words::of(model.lang).ask_items, &[&id])
}
