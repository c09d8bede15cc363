//! Keys of a form.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::action::Effect;
use super::super::form::{Form, FormKind, Value, items};
use super::super::model::{Model, Prompt};
use super::prompt::edit;
use crate::ledger::book::EntryIx;
use crate::ledger::decide::{Policy, Refusal, decide};
use crate::ledger::{Act, Intent, WriterId};

/// Opens a form on what is selected; says at once when the rules allow the act on none of it.
pub(super) fn open(model: &mut Model, kind: FormKind) {
    let targets = model.targets();
    if targets.is_empty() && kind != FormKind::AddFinding {
        return;
    }
    if let Some(refusal) = refusal(model, &kind, &targets) {
        let said = model.domain().refusal(&refusal);
        model.complain(said);
        return;
    }
    model.prompt = Some(Prompt::Form(Form::new(model, kind, targets)));
}

/// Why an act would be refused on every target, whatever is filled in; found by trying it.
fn refusal(model: &Model, kind: &FormKind, targets: &[EntryIx]) -> Option<Refusal> {
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
        _ => None,
    };
    let acts: Vec<_> = targets
        .iter()
        .filter_map(|ix| Some((*ix, act(*ix)?)))
        .collect();
    let nobody = WriterId(uuid::Uuid::nil());
    let trial = decide(&model.book, nobody, &Intent::Acts(acts), Policy::default());
    trial
        .refused
        .into_iter()
        .next()
        .filter(|_| trial.acts.is_empty())
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
