//! The board: districts × categories, and below or beside it what the selected cell holds.

use super::super::action::{Action, Target};
use super::super::model::Model;
use super::super::theme::Role;
use super::canvas::Canvas;
use super::entries::{stage_width, unit_width};
use super::matrix::Grid;
use super::rows::Columns;
use crate::board::Matrix;
use crate::lang::fill;
use crate::text::cut;

/// From this width on the preview stands at the right.
const WIDE: usize = 140;

/// Rows that a preview below a matrix takes at least, where the matrix has to be scrolled anyway.
const PREVIEW: usize = 6;

/// The matrix in a body of some columns and rows; how many columns it may take, and whether the preview stands beside it.
fn grid<'a>(
    model: &'a Model,
    matrix: &'a Matrix,
    (columns, height): (usize, usize),
) -> (Grid<'a>, usize, bool) {
    let is_wide = columns >= WIDE;
    let left = if is_wide {
        (columns * 11 / 20).max(82)
    } else {
        columns
    };
    let gap = usize::from(height >= matrix.rows() + 14);
    let mut grid = Grid::fitting(model, matrix, left.saturating_sub(1), gap);
    let room = height.saturating_sub(gap);
    if grid.height() > room {
        let below = if is_wide { 0 } else { PREVIEW };
        let rows = grid.height() - grid.shown;
        let least = room.saturating_sub(rows).max(1);
        // a screen that is too short for both keeps the matrix
        let shared = room.saturating_sub(rows + below);
        grid.shown = if shared >= PREVIEW { shared } else { least };
    }
    (grid, left, is_wide)
}

/// How many districts of the matrix are in view, 未点名 among them.
pub(in crate::tui) fn districts_in_view(model: &Model) -> usize {
    let [columns, rows] = [model.size.0, model.size.1].map(usize::from);
    let others = 3 + usize::from(model.uncarried().is_some());
    let matrix = model.derived.matrix();
    matrix.map_or(0, |m| {
        let room = (columns, rows.saturating_sub(others));
        grid(model, m, room).0.shown
    })
}

/// Draws the board, and beneath it a word about an earlier edition that was not carried over yet.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let (columns, height) = (c.width(), c.height());
    let Some(earlier) = model.uncarried() else {
        board(model, c);
        return;
    };
    board(model, &mut c.part(0, 0, columns, height.saturating_sub(1)));
    let key = model.keys.key_of(model.screen(), Action::Compare);
    let said = fill(model.words().earlier_waits, &[&earlier.year, &key]);
    let y = height.saturating_sub(1);
    let style = model.theme.style(Role::Info);
    c.put(1, y, &cut(&said, columns.saturating_sub(2)), style);
    c.hit(0, y, columns, 1, Target::Act(Action::Compare));
}

fn board(model: &Model, c: &mut Canvas<'_>) {
    let Some(matrix) = model.derived.matrix() else {
        return;
    };
    let (columns, height) = (c.width(), c.height());
    let (grid, left, is_wide) = grid(model, matrix, (columns, height));
    let gap = grid.gap;
    grid.draw(&mut c.part(0, gap, left, grid.height()));
    if is_wide {
        preview(
            model,
            &mut c.part(left + 2, gap, columns - left - 3, height - gap),
        );
    } else {
        let used = gap + grid.height() + gap;
        preview(
            model,
            &mut c.part(1, used, columns - 2, height.saturating_sub(used)),
        );
    }
}

/// The entries of the selected cell.
fn preview(model: &Model, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let (columns, height) = (c.width(), c.height());
    if height < 2 {
        return;
    }
    let rows = &model.derived.preview;
    let count = fill(w.cell_count, &[&rows.len(), &model.derived.preview_open]);
    c.tint(0, 0, columns, 1, t.surface());
    let x = c.put(
        1,
        0,
        &cell_name(model, columns >= 100),
        t.style(Role::Strong).patch(t.surface()),
    );
    c.put(x + 2, 0, &count, t.style(Role::Muted).patch(t.surface()));
    if rows.is_empty() {
        c.put(1, 1, w.nothing_here, t.style(Role::Muted));
        return;
    }
    let unit = if model.cell_query().units.is_empty() {
        unit_width(model)
    } else {
        0
    };
    let table = Columns::fitting(columns.saturating_sub(1), unit, false, stage_width(model));
    let room = height - 1;
    let shown = if rows.len() > room {
        room - 1
    } else {
        rows.len()
    };
    for (y, ix) in rows.iter().take(shown).enumerate() {
        table.row(model, *ix, y + 1, &mut c.part(1, 0, columns - 1, height));
        c.hit(0, y + 1, columns, 1, Target::Entry(*ix));
    }
    if rows.len() > shown {
        let more = fill(w.more, &[&(rows.len() - shown)]);
        c.put(1, shown + 1, &more, t.style(Role::Muted));
    }
}

/// What the selected cell stands for, in full where there is room.
fn cell_name(model: &Model, in_full: bool) -> String {
    let (w, report) = (model.words(), model.book.report());
    let pick = |name, label| model.lang.of(if in_full { name } else { label });
    let units = report.units.len();
    let unit = match model.home.row {
        row if (1..=units).contains(&row) => {
            report.units.get(row - 1).map(|u| pick(&u.name, &u.label))
        }
        row if row == units + 1 => Some(model.domain().not_attributed),
        _ => None,
    };
    let category = model
        .home
        .column
        .checked_sub(1)
        .and_then(|i| report.categories.get(i));
    match (unit, category.map(|c| pick(&c.name, &c.label))) {
        (Some(unit), Some(category)) => format!("{unit} > {category}"),
        (Some(unit), None) => format!("{unit} > {}", w.whole_district),
        (None, Some(category)) => format!("{category} > {}", w.whole_category),
        (None, None) => w.everything.to_owned(),
    }
}
