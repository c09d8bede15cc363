//! Acts on the entry that is shown, the picked rows, or the selected cell of the board, that need a word or a yes.

use super::super::action::{Action, Effect};
use super::super::model::Model;
use super::super::prompt::{Ask, Prompt, TextKind, TextPrompt, area};
use crate::lang::fill;
use crate::ledger::book::EntryIx;
use crate::ledger::decide::{Decision, Pick, Policy, decide};
use crate::ledger::{Act, Intent, WriterId};

/// Carries out an action on what is selected.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let targets = model.targets();
    match action {
        Action::AddItem => ask(model, TextKind::AddItem, targets),
        Action::Note => ask(model, TextKind::Note, targets),
        Action::Reopen => ask(model, TextKind::Reopen, targets),
        Action::Start => {
            let question = model.words().ask_start;
            return confirm(model, Intent::Start(targets), question);
        }
        Action::TickAll => return tick_all(model, &targets),
        Action::Close => {
            let question = model.words().ask_close;
            return confirm(model, Intent::Close(targets), question);
        }
        _ => {}
    }
    Vec::new()
}

/// What a text comes to on its entries.
pub(super) fn said(kind: TextKind, targets: &[EntryIx], text: &str) -> Intent {
    let act = || match kind {
        TextKind::Note => Some(Act::ProgressNoted { text: text.into() }),
        TextKind::AddItem => Some(Act::ItemAdded { text: text.into() }),
        TextKind::Reopen => Some(Act::Reopened {
            reason: text.into(),
        }),
        // a draft is no ledger: see `review`
        TextKind::Items => None,
    };
    let each = targets.iter().filter_map(|ix| Some((*ix, act()?)));
    Intent::Acts(each.collect())
}

/// Opens a text on entries; says at once when the rules allow the act on none of them.
fn ask(model: &mut Model, kind: TextKind, targets: Vec<EntryIx>) {
    let decision = trial(model, &said(kind, &targets, "-"), Policy::default());
    if refused(model, &decision) {
        return;
    }
    let draft = model.draft.take_if(|(of, _)| *of == kind);
    model.prompt = Some(Prompt::Text(Box::new(TextPrompt {
        kind,
        area: area(&draft.map(|(_, text)| text).unwrap_or_default()),
        targets,
    })));
}

/// Ticks every item of entries; where all are ticked, unticks them.
fn tick_all(model: &mut Model, targets: &[EntryIx]) -> Vec<Effect> {
    let picks = || targets.iter().map(|ix| Pick::All(*ix)).collect();
    let done = |ix: &EntryIx| {
        let entry = model.book.entry(*ix);
        entry.is_some_and(|e| e.state.live().all(|i| i.ticked))
    };
    let w = model.words();
    if targets.iter().all(done) {
        confirm(model, Intent::Untick(picks()), w.ask_untick_all)
    } else {
        confirm(model, Intent::Tick(picks()), w.ask_tick_all)
    }
}

/// Asks before an act on several entries, and always before a sign-off; says at once when the rules allow it on none.
fn confirm(model: &mut Model, intent: Intent, question: &str) -> Vec<Effect> {
    let decision = trial(model, &intent, model.policy);
    if refused(model, &decision) {
        return Vec::new();
    }
    let mut entries: Vec<EntryIx> = decision.acts.iter().filter_map(|(ix, _)| *ix).collect();
    entries.dedup();
    let about = match entries.as_slice() {
        [] => return vec![Effect::Record(intent)],
        [_] if !matches!(intent, Intent::Close(_)) => return vec![Effect::Record(intent)],
        [one] => model
            .book
            .entry(*one)
            .map_or_else(String::new, |e| model.book.label(e).into_owned()),
        many => fill(model.words().entries_count, &[&many.len()]),
    };
    model.prompt = Some(Prompt::Confirm(
        Ask::Record(intent),
        fill(question, &[&about]),
    ));
    model.unseen = true;
    Vec::new()
}

/// What an intent would come to.
pub(super) fn trial(model: &Model, intent: &Intent, policy: Policy) -> Decision {
    decide(&model.book, WriterId(uuid::Uuid::nil()), intent, policy)
}

/// Says the first refusal of a decision that comes to nothing else.
pub(super) fn refused(model: &mut Model, decision: &Decision) -> bool {
    let Some(refusal) = decision.refused.first() else {
        return false;
    };
    if decision.acts.is_empty() {
        let said = model.domain().refusal(refusal);
        model.complain(said);
    }
    decision.acts.is_empty()
}
