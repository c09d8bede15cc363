//! Keys of the preview of returned workbooks: what is taken is chosen line by line, and written as one batch.

use super::super::action::{Action, Effect};
use super::super::model::{Model, Screen};
use super::super::prompt::{Ask, CollectRequest, Prompt};
use super::list;
use crate::intake::Preview;
use crate::lang::fill;

/// Carries out an action on the preview.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let visible = body_rows(model);
    let Some(shown) = &mut model.returned else {
        return Vec::new();
    };
    let rows = shown.preview.proposals.len();
    if let Some(row) = list::moved(action, shown.row, rows, visible) {
        shown.row = row;
        return Vec::new();
    }
    let last = rows.saturating_sub(1);
    match action {
        Action::Mark => {
            if let Some(p) = shown.preview.proposals.get_mut(shown.row) {
                p.accepted = p.is_takeable() && !p.accepted;
            }
            shown.row = (shown.row + 1).min(last);
        }
        Action::MarkAll => {
            let all = shown.preview.proposals.iter();
            let is_all = all.filter(|p| is_plain(p)).all(|p| p.accepted);
            shown.preview.accept(!is_all, is_plain);
        }
        Action::Take => return take(model),
        _ => {}
    }
    Vec::new()
}

/// Whether both sides agree that it is a change: a conflict is taken by itself only.
fn is_plain(p: &crate::intake::Proposal) -> bool {
    p.is_takeable() && p.kind.code() != "conflict"
}

/// Rows of proposals that fit above the pane with the whole text.
pub fn body_rows(model: &Model) -> usize {
    usize::from(model.size.1).saturating_sub(10).max(1)
}

/// Asks before anything is written.
fn take(model: &mut Model) -> Vec<Effect> {
    let Some(shown) = &model.returned else {
        return Vec::new();
    };
    let accepted = shown.preview.accepted();
    if accepted == 0 {
        let said = model.words().nothing_to_take;
        model.complain(said);
        return Vec::new();
    }
    let question = fill(model.words().ask_take, &[&accepted]);
    model.prompt = Some(Prompt::Confirm(
        Ask::Record(shown.preview.intent()),
        question,
    ));
    model.unseen = true;
    Vec::new()
}

/// The files were read and compared, or why not.
pub(super) fn collected(model: &mut Model, result: Result<Preview, Vec<String>>) -> Vec<Effect> {
    match (result, &mut model.prompt) {
        (Ok(mut preview), _) => {
            preview.proposals.sort_by_key(|p| p.kind.rank());
            model.prompt = None;
            model.returned = Some(super::super::model::Returned {
                preview,
                row: 0,
                top: 0,
            });
            if model.screen() != Screen::Returned {
                model.stack.push(Screen::Returned);
            }
        }
        (Err(why), Some(Prompt::Form(form))) => form.error = Some(why.join("\n")),
        (Err(why), _) => model.complain(why.join("; ")),
    }
    Vec::new()
}

/// After the batch was written the preview is done with.
pub(super) fn taken(model: &mut Model) {
    if model.screen() == Screen::Returned {
        model.stack.pop();
    }
    model.returned = None;
}

/// Keeps the selected line in view.
pub(super) fn keep_in_view(model: &mut Model) {
    let visible = body_rows(model);
    if let Some(shown) = &mut model.returned {
        let rows = shown.preview.proposals.len();
        shown.top = list::top(shown.top, shown.row, rows, visible);
    }
}

/// The files of a form: several are set apart by `;`, quotes of a dragged path go.
pub fn files(typed: &str) -> CollectRequest {
    let each = typed
        .split([';', '；'])
        .map(|p| p.trim().trim_matches(['\'', '"']));
    CollectRequest {
        paths: each.filter(|p| !p.is_empty()).map(str::to_owned).collect(),
        from: None,
    }
}
