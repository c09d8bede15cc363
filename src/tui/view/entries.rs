//! The table of entries.

use super::super::action::Target;
use super::super::model::Model;
use super::super::theme::Role;
use super::super::update::body_rows;
use super::canvas::Canvas;
use super::rows::Columns;
use crate::board::Sort;
use crate::lang::fill;
use crate::ledger::book::EntryIx;
use crate::text::{cut, width};

/// Draws the table: heads, the rows in view, a line with count and order.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let (t, w, e) = (&model.theme, model.words(), &model.entries);
    let (columns, height) = (c.width(), c.height());
    let table = Columns::fitting(
        columns.saturating_sub(3),
        unit_width(model),
        true,
        stage_width(model),
    );
    table.heads(w, t, &mut c.part(2, 0, columns - 3, 1));
    let rows = body_rows(model).min(height.saturating_sub(2));
    for (y, ix) in model.derived.rows.iter().skip(e.top).take(rows).enumerate() {
        if Some(*ix) == e.selected {
            c.tint(0, y + 1, columns, 1, t.line());
            c.put(0, y + 1, ">", t.style(Role::Key).patch(t.line()));
        }
        if e.marked.contains(ix) {
            c.put(1, y + 1, "*", t.style(Role::Warn));
        }
        table.row(model, *ix, y + 1, &mut c.part(2, 0, columns - 3, height));
        c.hit(0, y + 1, columns, 1, Target::Entry(*ix));
    }
    if model.derived.rows.is_empty() {
        c.put(2, 2, w.nothing_found, t.style(Role::Muted));
    }
    let count = fill(w.entries_count, &[&model.derived.rows.len()]);
    let at = format!(
        "{} / {}",
        (model.selected_row() + 1).min(model.derived.rows.len()),
        model.derived.rows.len()
    );
    let order = format!("{} {}", w.sort, sort_name(model, e.sort));
    let order = if model.derived.near {
        format!("{order}   {}", w.near_only)
    } else {
        order
    };
    let said = format!("{count}   {order}");
    let is_marked = |ix: &&EntryIx| e.marked.contains(ix);
    let marked = if e.marked.is_empty() {
        0
    } else {
        model.derived.rows.iter().filter(is_marked).count()
    };
    let room = columns.saturating_sub(width(&at) + 4);
    if marked > 0 {
        // what is selected is told before the order is
        let chosen = fill(w.marked, &[&marked]);
        let left = room.saturating_sub(width(&chosen) + 2);
        let x = c.put(2, height - 1, &cut(&said, left), t.style(Role::Muted)) + 2;
        c.put(x.max(columns / 2), height - 1, &chosen, t.style(Role::Warn));
    } else {
        c.put(2, height - 1, &cut(&said, room), t.style(Role::Muted));
    }
    c.put_right(columns - 1, height - 1, &at, t.style(Role::Muted));
}

/// Columns for the names of units.
pub(in crate::tui) fn unit_width(model: &Model) -> usize {
    let known = model.derived.unit_width(model.lang);
    if let Some(known) = known {
        return known;
    }
    let names = model
        .book
        .report()
        .units
        .iter()
        .map(|u| width(model.lang.of(&u.label)));
    names
        .chain([width(model.domain().not_attributed)])
        .max()
        .unwrap_or(8)
        .min(14)
        + 2
}

/// Columns for the names of stages.
pub(super) fn stage_width(model: &Model) -> usize {
    let names = crate::ledger::Stage::ALL
        .iter()
        .map(|s| width(model.domain().stage_name(*s)));
    names.max().unwrap_or(8) + 2
}

fn sort_name(model: &Model, sort: Sort) -> &'static str {
    let w = model.words();
    match sort {
        Sort::Report => w.sort_report,
        Sort::Unit => w.sort_unit,
        Sort::Stage => w.sort_stage,
        Sort::Schedule => w.sort_schedule,
        Sort::Due => w.sort_due,
        Sort::Updated => w.sort_updated,
    }
}
