//! Keys of the comparison with the earlier edition: what goes on is chosen line by line, and written as one batch.

use super::super::action::{Action, Effect};
use super::super::compared::Editions;
use super::super::model::{Model, Screen};
use super::super::prompt::{Ask, Prompt};
use super::list;
use crate::editions::carry;
use crate::lang::{acts, fill};
use crate::ledger::{Act, Book, Intent};

/// Asks the shell for the ledger of the earlier edition.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(earlier) = &model.earlier {
        return vec![Effect::Compare(earlier.id.clone())];
    }
    let said = model.words().no_earlier;
    model.complain(said);
    Vec::new()
}

/// The earlier ledger was read, or why not.
pub(super) fn compared(model: &mut Model, result: Result<Book, String>) -> Vec<Effect> {
    match result {
        Ok(before) => {
            model.editions = Some(Editions::of(before, &model.book));
            if model.screen() != Screen::Editions {
                model.stack.push(Screen::Editions);
            }
        }
        Err(why) => model.complain(why),
    }
    Vec::new()
}

/// Carries out an action on the comparison.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let visible = body_rows(model);
    let Some(shown) = &mut model.editions else {
        return Vec::new();
    };
    let rows = shown.rows.len();
    if let Some(row) = list::moved(action, shown.row, rows, visible) {
        shown.row = row;
        return Vec::new();
    }
    let last = rows.saturating_sub(1);
    match action {
        Action::Mark => {
            shown.turn();
            shown.row = (shown.row + 1).min(last);
        }
        Action::MarkAll => shown.turn_all(),
        Action::Whole => whole(model),
        Action::Take => return take(model),
        _ => {}
    }
    Vec::new()
}

/// Rows of the list that fit above the pane.
pub fn body_rows(model: &Model) -> usize {
    let body = usize::from(model.size.1).saturating_sub(3);
    body.saturating_sub(pane_rows(body) + 2).max(1)
}

/// Rows of the pane that shows the selected line whole.
pub fn pane_rows(body: usize) -> usize {
    (body / 4).clamp(5, 8)
}

/// Both statements of the selected line, uncut.
fn whole(model: &mut Model) {
    let Some((title, lines)) = model.editions.as_ref().and_then(|e| e.told(model)) else {
        return;
    };
    model.prompt = Some(Prompt::Listing(title, lines, 0));
}

/// Asks before anything is written.
fn take(model: &mut Model) -> Vec<Effect> {
    let Some(shown) = &model.editions else {
        return Vec::new();
    };
    let taken = shown.taken();
    if taken.is_empty() {
        let said = model.words().nothing_to_go_on;
        model.complain(said);
        return Vec::new();
    }
    let before = &shown.before;
    let told = acts::carried_note(model.lang, before.report().year, model.calendar.clone());
    let intent = carry(before, &taken, &told);
    let question = fill(
        model.words().ask_go_on,
        &[&taken.len(), &before.report().id],
    );
    model.prompt = Some(Prompt::Confirm(Ask::Record(intent), question));
    model.unseen = true;
    Vec::new()
}

/// After the batch was written the comparison is done with, and the earlier ledger is put away.
pub(super) fn taken(model: &mut Model, intent: &Intent) -> Vec<Effect> {
    let is_carry = |acts: &[(_, Act)]| matches!(acts.first(), Some((_, Act::CarriedOver { .. })));
    if !matches!(intent, Intent::Acts(acts) if is_carry(acts)) {
        return Vec::new();
    }
    if model.screen() == Screen::Editions {
        model.stack.pop();
    }
    let done = model.editions.take();
    let earlier = done.map(|shown| shown.before.report().id.clone());
    earlier.map(Effect::Archive).into_iter().collect()
}

/// The earlier ledger was archived, or why not.
pub(super) fn archived(model: &mut Model, id: &str, result: Result<bool, String>) -> Vec<Effect> {
    match result {
        Ok(true) => {
            let said = fill(model.words().said_gone_on, &[&id]);
            model.say(said);
        }
        Ok(false) => {}
        Err(why) => model.complain(why),
    }
    Vec::new()
}

/// Keeps the selected line in view.
pub(super) fn keep_in_view(model: &mut Model) {
    let visible = body_rows(model);
    if let Some(shown) = &mut model.editions {
        let rows = shown.rows.len();
        shown.top = list::top(shown.top, shown.row, rows, visible);
    }
}
