//! Keys of the board.

use super::super::action::{Action, Effect};
use super::super::model::{Model, Screen};

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

/// Opens the table on what the selected cell counts.
fn open(model: &mut Model) {
    model.home_to_table();
    model.stack.push(Screen::Entries);
}
