//! Keys of a form.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::action::Effect;
use super::super::form::{Form, FormKind, Value};
use super::super::model::{Model, Prompt};
use super::prompt::edit;
use crate::lang::fill;
use crate::ledger::stage::Stage;

/// Opens a form on what is selected; says at once when the stage does not allow the act.
pub(super) fn open(model: &mut Model, kind: FormKind) {
    let targets = model.targets();
    let needed = match kind {
        FormKind::Return => Some(Stage::Completed),
        FormKind::Rereview => Some(Stage::Objected),
        _ => None,
    };
    let allows = |ix: &u32| needed.is_none_or(|stage| model.book.stage(*ix) == Some(stage));
    if targets.is_empty() {
        return;
    }
    if !targets.iter().any(allows) {
        let first = targets.first().and_then(|ix| model.book.entry(*ix));
        let (w, d) = (first, model.domain());
        let stage = w.map_or(Stage::Open, |e| e.state.stage());
        let label = w
            .map(|e| model.book.label(e).into_owned())
            .unwrap_or_default();
        model.complain(fill(d.bar_stage, &[&label, &d.stage_name(stage)]));
        return;
    }
    model.prompt = Some(Prompt::Form(Form::new(model, kind, targets)));
}

/// Takes a key for a form. It stays open until what it asks for is on disk.
pub(super) fn on_key(model: &mut Model, mut form: Form, raw: KeyEvent) -> Vec<Effect> {
    let count = form.fields.len().max(1);
    let mut effects = Vec::new();
    match raw.code {
        KeyCode::Esc => return effects,
        KeyCode::Tab | KeyCode::Down => form.focus = (form.focus + 1) % count,
        KeyCode::BackTab | KeyCode::Up => form.focus = (form.focus + count - 1) % count,
        KeyCode::Enter => match form.submit(model) {
            Ok(intent) => effects.push(Effect::Record(intent)),
            Err((field, why)) => (form.focus, form.error) = (field, Some(why)),
        },
        code => {
            form.error = None;
            match form.fields.get_mut(form.focus).map(|f| &mut f.value) {
                Some(Value::Text(input) | Value::Day(input)) => edit(input, raw),
                Some(Value::Choice(names, at)) => {
                    let n = names.len().max(1);
                    match code {
                        KeyCode::Right | KeyCode::Char(' ') => *at = (*at + 1) % n,
                        KeyCode::Left => *at = (*at + n - 1) % n,
                        _ => {}
                    }
                }
                None => {}
            }
        }
    }
    model.prompt = Some(Prompt::Form(form));
    effects
}
