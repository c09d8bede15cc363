//! Keys of the history.

use super::super::action::{Action, Effect};
use super::super::form::FormKind;
use super::super::model::{Model, Screen};
use super::{entries, form, list};
use crate::board::history::Conflict;
use crate::ledger::stage::Ev;

/// Carries out an action on the history.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let (row, rows) = (selected_row(model), model.history_rows().len());
    if let Some(row) = list::moved(action, row, rows, body_rows(model)) {
        select(model, row);
        return Vec::new();
    }
    match action {
        Action::Open => open(model),
        Action::Person => next_person(model),
        Action::Conflicts => {
            model.history.conflicts = !model.history.conflicts;
            (model.history.selected, model.history.top) = (None, 0);
        }
        Action::Settle => settle(model),
        _ => {}
    }
    Vec::new()
}

/// Rows of events that fit on the screen, above the pane with the whole text.
pub fn body_rows(model: &Model) -> usize {
    usize::from(model.size.1).saturating_sub(9).max(1)
}

/// Row number of the selected event.
pub fn selected_row(model: &Model) -> usize {
    let rows = model.history_rows();
    let selected = model.history.selected;
    let at = rows.iter().position(|ev| Some(*ev) == selected);
    at.unwrap_or(0)
}

/// The conflict of the selected event.
pub fn selected_conflict(model: &Model) -> Option<Conflict> {
    let selected = model.history.selected?;
    let mut all = model.derived.conflicts().iter().copied();
    all.find(|c| c.in_force == selected || c.overridden == selected)
}

fn select(model: &mut Model, row: usize) {
    let event: Option<Ev> = model.history_rows().get(row).copied();
    model.history.selected = event.or(model.history.selected);
}

/// Opens the entry that the selected event is about.
fn open(model: &mut Model) {
    let event = model.history.selected.and_then(|ev| model.book.event(ev));
    if let Some(ix) = event.and_then(|e| e.entry) {
        entries::show(model, ix);
        model.entry.list = vec![ix];
        model.stack.push(Screen::Entry);
    }
}

/// Everybody, then one after the other.
fn next_person(model: &mut Model) {
    let names = model.book.people();
    let at = model.history.who.as_ref().map_or(0, |who| {
        let found = names.iter().position(|n| **n == **who);
        found.map_or(0, |at| at + 1)
    });
    model.history.who = names.get(at).map(ToString::to_string);
    (model.history.selected, model.history.top) = (None, 0);
}

/// Opens the question which of two events counts.
pub(super) fn settle(model: &mut Model) {
    let conflict = match model.screen() {
        Screen::Entry => model.entry_conflicts().next(),
        _ => selected_conflict(model),
    };
    match conflict {
        Some(conflict) => form::show(model, FormKind::Settle(conflict), vec![conflict.entry]),
        None => model.complain(model.words().nothing_to_settle),
    }
}

/// Keeps the selected event in view.
pub(super) fn keep_in_view(model: &mut Model) {
    model.keep_event();
    let (row, rows) = (selected_row(model), model.history_rows().len());
    model.history.top = list::top(model.history.top, row, rows, body_rows(model));
}
