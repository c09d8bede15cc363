//! The report: its sections at the left or above, the passages of one of them to read.

use super::super::model::Model;
use super::super::theme::Role;
use super::super::update::report_room;
use super::canvas::Canvas;
use super::report_text::{Part, passages, sections};
use crate::lang::{Pages, fill};
use crate::text::{Align, cut, width};

/// Draws sections and passages.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let (list, columns, lines) = report_room(model);
    let height = c.height();
    if list > 0 {
        contents(model, &mut c.part(0, 1, list, height.saturating_sub(1)));
        for y in 0..height {
            c.put(list, y, "|", model.theme.style(Role::Faint));
        }
    }
    let left = if list > 0 { list + 2 } else { 0 };
    let mut text = c.part(left, 0, c.width().saturating_sub(left), height);
    head(model, &mut text);
    read(model, lines, &mut text.part(0, 2, columns + 4, lines));
}

/// The list of the sections.
fn contents(model: &Model, c: &mut Canvas<'_>) {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let here = model.report.section;
    let mut rows: Vec<(Option<usize>, String, String)> = Vec::new();
    for (n, s) in sections(model).into_iter().enumerate() {
        let is_category = matches!(s.part, Part::Category(_));
        if is_category && !rows.iter().any(|(_, name, _)| name == p.findings) {
            rows.push((None, p.findings.to_owned(), String::new()));
        }
        let indent = if is_category { "  " } else { "" };
        let count = s.passages.map_or_else(String::new, |n| n.to_string());
        rows.push((Some(n), format!("{indent}{}", s.name), count));
    }
    let at = rows.iter().position(|(n, ..)| *n == Some(here));
    let top = (at.unwrap_or(0) + 1).saturating_sub(c.height());
    let columns = c.width().saturating_sub(1);
    for (y, (n, name, count)) in rows.iter().skip(top).take(c.height()).enumerate() {
        let is_here = *n == Some(here);
        if is_here {
            c.tint(0, y, columns, 1, t.line());
            c.put(0, y, ">", t.style(Role::Key));
        }
        let role = match n {
            Some(_) if is_here => Role::Strong,
            Some(_) => Role::Text,
            None => Role::Muted,
        };
        let room = columns.saturating_sub(2 + width(count) + 2);
        c.cell(2, y, room, name, Align::Left, t.style(role));
        c.put_right(columns.saturating_sub(1), y, count, t.style(Role::Muted));
    }
}

/// The name of the section, and where the cursor is in it.
fn head(model: &Model, c: &mut Canvas<'_>) {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let all = sections(model);
    let Some(section) = all.get(model.report.section) else {
        return;
    };
    let columns = c.width();
    c.tint(0, 0, columns, 1, t.surface());
    let place = fill(p.section_of, &[&(model.report.section + 1), &all.len()]);
    let room = columns.saturating_sub(width(&place) + 5);
    let (strong, muted) = (t.style(Role::Strong), t.style(Role::Muted));
    c.put(2, 0, &cut(&section.title, room), strong.patch(t.surface()));
    c.put_right(
        columns.saturating_sub(1),
        0,
        &place,
        muted.patch(t.surface()),
    );
}

/// The lines in view; the passage with the cursor has a mark at its left.
fn read(model: &Model, height: usize, c: &mut Canvas<'_>) {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let (_, columns, _) = report_room(model);
    let all = passages(model, columns);
    if all.is_empty() {
        c.put(2, 0, p.nothing_written, t.style(Role::Muted));
    }
    let total: usize = all.iter().map(|p| p.lines.len()).sum();
    let top = model.report.top;
    let lines = all.iter().enumerate().flat_map(|(n, passage)| {
        let lines = passage.lines.iter().enumerate();
        lines.map(move |(at, line)| (n, at, line))
    });
    for (y, (n, at, line)) in lines.skip(top).take(height).enumerate() {
        let is_here = n == model.report.passage;
        if is_here && at == 0 {
            // before the text: bars keep their colours
            c.tint(0, y, columns + 3, 1, t.line());
            c.put(0, y, ">", t.style(Role::Key));
        } else if is_here && !line.is_empty() {
            c.put(0, y, "|", t.style(Role::Key));
        }
        c.spans(2, y, line);
    }
    let faint = t.style(Role::Faint);
    if top > 0 {
        c.put_right(columns + 4, 0, "^", faint);
    }
    if total > top + height {
        c.put_right(columns + 4, height.saturating_sub(1), "v", faint);
    }
}
