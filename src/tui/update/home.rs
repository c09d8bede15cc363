//! Keys of the board.

use super::super::action::{Action, Effect};
use super::super::model::{Model, Screen};
use super::super::view::districts_in_view;
use super::entries::scrolled;

/// Carries out an action on the board.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let (rows, columns) = (model.home_rows(), model.home_columns());
    let has_repeats = model.derived.totals.repeated > 0;
    let home = &mut model.home;
    match action {
        Action::Up => home.row = home.row.saturating_sub(1),
        Action::Down => home.row = (home.row + 1).min(rows - 1),
        Action::Left => home.column = home.column.saturating_sub(1),
        Action::Right => home.column = (home.column + 1).min(columns - 1),
        Action::First => (home.row, home.column) = (1, 1),
        Action::Last => (home.row, home.column) = (rows - 1, columns - 1),
        Action::CountMode => home.count = home.count.next(has_repeats),
        Action::NamedOnly => home.named_only = !home.named_only,
        Action::Open => open(model),
        _ => {}
    }
    Vec::new()
}

/// Scrolls as little as needed, with a margin; the heads and the totals are always in view.
pub(super) fn keep_in_view(model: &mut Model) {
    let units = model.book.report().units.len() + 1;
    let Some(row) = model.home.row.checked_sub(1).filter(|row| *row < units) else {
        return;
    };
    let rows = districts_in_view(model);
    model.home.top = scrolled(model.home.top, row, rows, units);
}

/// Opens the table on what the selected cell counts.
fn open(model: &mut Model) {
    model.home_to_table();
    model.stack.push(Screen::Entries);
}
