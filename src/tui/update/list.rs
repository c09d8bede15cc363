//! The cursor of a list: where a key moves it, and what is scrolled away so that it stays in view.

use super::super::action::Action;

/// The row that an action leads to in a list of so many rows, of which `visible` are shown; `None` when it moves nothing.
pub(super) fn moved(action: Action, row: usize, rows: usize, visible: usize) -> Option<usize> {
    let last = rows.saturating_sub(1);
    let page = visible.saturating_sub(1).max(1);
    let to = match action {
        Action::Up => row.saturating_sub(1),
        Action::Down => row + 1,
        Action::PageUp => row.saturating_sub(page),
        Action::PageDown => row + page,
        Action::First => 0,
        Action::Last => last,
        _ => return None,
    };
    Some(to.min(last))
}

/// The first row in view: as it was, moved no further than the selected row asks for, never past the end.
pub(super) fn top(before: usize, row: usize, rows: usize, visible: usize) -> usize {
    let top = before.min(row).max((row + 1).saturating_sub(visible));
    top.min(rows.saturating_sub(visible))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_selected_row_is_one_of_the_list_and_in_view(
            start in 0_usize..40, before in 0_usize..40, rows in 1_usize..40, visible in 1_usize..20, key in 0_usize..6,
        ) {
            let keys = [Action::Up, Action::Down, Action::PageUp, Action::PageDown, Action::First, Action::Last];
            let row = moved(keys[key], start.min(rows - 1), rows, visible).unwrap();
            let top = top(before, row, rows, visible);
            prop_assert!(row < rows);
            prop_assert!((top..top + visible).contains(&row));
            prop_assert!(top == 0 || top + visible <= rows, "no empty lines below the end");
        }
    }
}
