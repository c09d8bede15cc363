//! Keys of the report.

use super::super::action::{Action, Effect};
use super::super::model::Model;
use super::super::view::{Target, passages, sections};
use super::trend::show_table;
use crate::board::Query;

/// From this width on the sections stand at the left.
const SIDE_BY_SIDE: usize = 78;
/// Columns of the list of sections.
const LIST: usize = 24;

/// Carries out an action on the report.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let last = sections(model).len().saturating_sub(1);
    let now = model.report.section;
    match action {
        Action::Left => go(model, now.saturating_sub(1)),
        Action::Right => go(model, if now >= last { 0 } else { now + 1 }),
        Action::Up => step(model, false),
        Action::Down => step(model, true),
        Action::PageUp => page(model, false),
        Action::PageDown => page(model, true),
        Action::First => (model.report.passage, model.report.top) = (0, 0),
        Action::Last => model.report.passage = usize::MAX,
        Action::Open => open(model),
        _ => {}
    }
    Vec::new()
}

/// Columns of the list of sections (0 when a line above the text names them), columns and lines of the text.
pub fn room(model: &Model) -> (usize, usize, usize) {
    let (columns, rows) = (usize::from(model.size.0), usize::from(model.size.1));
    let lines = rows.saturating_sub(5).max(1);
    if columns < SIDE_BY_SIDE {
        return (0, columns.saturating_sub(5), lines);
    }
    let text = columns.saturating_sub(LIST + 6).min(110);
    (LIST, text, lines)
}

fn go(model: &mut Model, section: usize) {
    model.report.section = section;
    (model.report.passage, model.report.top) = (0, 0);
}

/// First and last line of each passage.
fn spans(model: &Model) -> Vec<(usize, usize)> {
    let (_, columns, _) = room(model);
    let mut at = 0;
    let lines = passages(model, columns).into_iter().map(|p| p.lines.len());
    lines
        .map(|n| {
            let span = (at, at + n);
            at += n;
            span
        })
        .collect()
}

/// To the next passage, or by a line where the present one is taller than the screen.
fn step(model: &mut Model, down: bool) {
    let (_, _, height) = room(model);
    let spans = spans(model);
    let r = &mut model.report;
    let Some((start, end)) = spans.get(r.passage).copied() else {
        return;
    };
    let next = if down {
        r.passage + 1
    } else {
        r.passage.saturating_sub(1)
    };
    if down && end > r.top + height {
        r.top += 1;
    } else if !down && start < r.top {
        r.top -= 1;
    } else if next < spans.len() {
        r.passage = next;
    }
}

/// A screen on or back; the cursor goes to the first passage that begins there.
fn page(model: &mut Model, down: bool) {
    let (_, _, height) = room(model);
    let spans = spans(model);
    let all = spans.last().map_or(0, |(_, end)| *end);
    let by = height.saturating_sub(1).max(1);
    let r = &mut model.report;
    let last = spans.len().saturating_sub(1);
    if down && r.top + height >= all {
        r.passage = last;
        return;
    }
    if !down && r.top == 0 {
        r.passage = 0;
        return;
    }
    r.top = if down {
        (r.top + by).min(all.saturating_sub(height))
    } else {
        r.top.saturating_sub(by)
    };
    let begins = spans.iter().position(|(start, _)| *start >= r.top);
    r.passage = begins.unwrap_or(last);
}

/// Keeps the passage with the cursor in view, as much of it as fits.
pub(super) fn keep_in_view(model: &mut Model) {
    let (_, _, height) = room(model);
    model.report.section = model
        .report
        .section
        .min(sections(model).len().saturating_sub(1));
    let spans = spans(model);
    let all = spans.last().map_or(0, |(_, end)| *end);
    let r = &mut model.report;
    r.passage = r.passage.min(spans.len().saturating_sub(1));
    let (start, end) = spans.get(r.passage).copied().unwrap_or_default();
    if end - start <= height {
        r.top = r.top.min(start).max(end.saturating_sub(height));
    } else {
        r.top = r.top.min(end - height).max(start);
    }
    r.top = r.top.min(all.saturating_sub(height));
}

/// Opens the table on the findings that the passage is about.
fn open(model: &mut Model) {
    let (_, columns, _) = room(model);
    let mut all = passages(model, columns).into_iter();
    let target = all.nth(model.report.passage).map(|p| p.target);
    match target {
        Some(Target::Findings(findings)) if !findings.is_empty() => {
            let query = Query {
                findings,
                ..Query::default()
            };
            show_table(model, query);
        }
        Some(Target::Section(section)) => go(model, section),
        _ => {
            let said = crate::lang::Pages::of(model.lang).nothing_to_open;
            model.say(said);
        }
    }
}
