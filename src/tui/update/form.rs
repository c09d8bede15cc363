//! Keys of a form.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::action::Effect;
use super::super::form::{Form, FormKind, Submitted, Value, items};
use super::super::model::Model;
use super::super::prompt::Prompt;
use super::prompt::edit;
use super::{bulk, review};
use crate::evidence;
use crate::ledger::book::EntryIx;
use crate::ledger::decide::{Decision, Policy};
use crate::ledger::{Act, Intent};

/// Opens a form on what is selected; says at once when the rules allow the act on none of it.
pub(super) fn open(model: &mut Model, kind: FormKind) {
    let targets = model.targets();
    if targets.is_empty() && !kind.is_about_nothing() {
        return;
    }
    let decision = trial(model, &kind, &targets);
    if !bulk::refused(model, &decision) {
        show(model, kind, targets);
    }
}

/// Opens a form on entries.
pub(super) fn show(model: &mut Model, kind: FormKind, targets: Vec<EntryIx>) {
    model.prompt = Some(Prompt::Form(Form::new(model, kind, targets)));
}

/// What an act would come to on the targets, whatever is filled in.
fn trial(model: &Model, kind: &FormKind, targets: &[EntryIx]) -> Decision {
    let reason = || "-".into();
    let act = |ix: EntryIx| match kind {
        FormKind::Return => Some(Act::Returned {
            reason: reason(),
            items: items(&model.book, ix, ""),
        }),
        FormKind::Object => Some(Act::Objected { reason: reason() }),
        FormKind::Rereview => Some(Act::Rereviewed {
            upheld: false,
            reason: reason(),
        }),
        FormKind::Attach => Some(Act::EvidenceAdded(Box::new(evidence::address("-", None)))),
        _ => None,
    };
    let acts: Vec<_> = targets
        .iter()
        .filter_map(|ix| Some((*ix, act(*ix)?)))
        .collect();
    bulk::trial(model, &Intent::Acts(acts), Policy::default())
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
            Ok(Submitted::Effect(effect)) => effects.push(effect),
            Ok(Submitted::Change(change)) => match review::filled_in(model, &form, &change) {
                Ok(effects) => return effects,
                Err(why) => form.error = Some(why),
            },
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
