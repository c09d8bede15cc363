//! What came of recording, and what other programs did: said in one line.

use super::super::action::Effect;
use super::super::model::Model;
use super::super::prompt::Prompt;
use crate::lang::{Faults, acts, fill};
use crate::ledger::book::EntryIx;
use crate::ledger::session::{Followed, Outcome};
use crate::ledger::store::{Notice, StoreError};
use crate::ledger::{Act, Decision, Intent};

/// After a record: the line that was typed is closed only when it is on disk.
pub(super) fn recorded(
    model: &mut Model,
    intent: &Intent,
    result: Result<Outcome, StoreError>,
) -> Vec<Effect> {
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(e) => {
            let said = Faults::of(model.lang).store(&e);
            model.complain(said);
            return Vec::new();
        }
    };
    let gone = lost(model, outcome.gone);
    let decision = &outcome.decision;
    if let Some(refusal) = decision.refused.first().filter(|_| outcome.written == 0) {
        let said = model.domain().refusal(refusal);
        model.complain(said);
        return Vec::new();
    }
    if matches!(model.prompt, Some(Prompt::Text(_) | Prompt::Form(..))) {
        model.prompt = None;
    }
    if matches!(intent, Intent::Import(_)) {
        super::returned::taken(model);
    }
    let effects = super::editions::taken(model, intent);
    let words = model.words();
    let said = match (intent, decision.about) {
        (Intent::Undo, Some(batch)) => fill(
            words.said_undone,
            &[&acts::batch(model.lang, &model.book, batch)],
        ),
        (Intent::Redo, Some(batch)) => fill(
            words.said_redone,
            &[&acts::batch(model.lang, &model.book, batch)],
        ),
        _ if outcome.written == 0 => words.said_unchanged.to_owned(),
        _ => fill(words.said_recorded, &[&gist(model, &decision.acts)]),
    };
    let said = said + &beside(model, decision);
    match gone {
        Some(gone) => model.complain(format!("{said} · {gone}")),
        None => model.say(said),
    }
    if outcome.written > 0 && decision.refused.len() > 1 {
        let refused = decision.refused.iter();
        let lines: Vec<String> = refused.map(|r| model.domain().refusal(r)).collect();
        let title = fill(words.refused_title, &[&lines.len()]);
        model.prompt = Some(Prompt::Listing(title, lines, 0));
    }
    effects
}

/// The name was kept, or it could not be; it counts either way.
pub(super) fn named(model: &mut Model, result: Result<String, String>) -> Vec<Effect> {
    match result {
        Ok(name) => {
            let said = fill(model.words().said_named, &[&name]);
            model.who = name.into();
            model.say(said);
        }
        Err(why) => model.complain(why),
    }
    Vec::new()
}

/// Evidence could not be taken in: the form stays with the reason.
pub(super) fn not_attached(model: &mut Model, why: String) -> Vec<Effect> {
    match &mut model.prompt {
        Some(Prompt::Form(form)) => form.error = Some(why),
        _ => model.complain(why),
    }
    Vec::new()
}

/// What else there is to say: who was refused while others went through, and what one closed oneself.
fn beside(model: &Model, decision: &Decision) -> String {
    let words = model.words();
    let mut said = String::new();
    if !decision.self_closed.is_empty() {
        said.push_str(words.self_closed);
    }
    if let Some(first) = decision
        .refused
        .first()
        .filter(|_| !decision.acts.is_empty())
    {
        let why = model.domain().refusal(first);
        said.push_str(&fill(words.refused_too, &[&decision.refused.len(), &why]));
    }
    said
}

/// What was just recorded, in short: ticks are counted, other acts told.
fn gist(model: &Model, acts: &[(Option<EntryIx>, Act)]) -> String {
    let words = model.words();
    let (mut ticked, mut unticked, mut others, mut entries) = (0, 0, Vec::new(), Vec::new());
    for (ix, act) in acts {
        let entry = ix.and_then(|ix| model.book.entry(ix));
        let label = entry.map(|e| model.book.label(e).into_owned());
        if let Some(label) = label.filter(|l| !entries.contains(l)) {
            entries.push(label);
        }
        match act {
            Act::ItemTicked { .. } => ticked += 1,
            Act::ItemUnticked { .. } => unticked += 1,
            other => others.push(acts::act(model.lang, &model.book, entry, other)),
        }
    }
    let about = match entries.as_slice() {
        [one] => one.clone(),
        many => fill(words.entries_count, &[&many.len()]),
    };
    let mut parts = vec![about];
    if ticked > 0 {
        parts.push(fill(words.said_items, &[&ticked]));
    }
    if unticked > 0 {
        parts.push(fill(words.said_untick, &[&unticked]));
    }
    parts.extend(others.into_iter().take(2));
    parts.join(" ")
}

/// Keeps in mind that events went from disk; what to say, if any did.
fn lost(model: &mut Model, gone: usize) -> Option<String> {
    model.gone += gone;
    (gone > 0).then(|| fill(model.words().said_gone, &[&gone]))
}

/// Another program wrote.
pub(super) fn followed(model: &mut Model, result: Result<Followed, StoreError>) -> Vec<Effect> {
    match result {
        Ok(Followed { fresh, gone }) => match lost(model, gone) {
            Some(said) => model.complain(said),
            None if fresh > 0 => {
                let said = fill(model.words().said_followed, &[&fresh]);
                model.say(said);
            }
            None => {}
        },
        Err(e) => {
            let said = Faults::of(model.lang).store(&e);
            model.complain(said);
        }
    }
    Vec::new()
}

/// What is odd in the journals stays on the screen as long as it is so.
pub(super) fn noticed(model: &mut Model, notices: &[Notice]) -> Vec<Effect> {
    let w = model.words();
    let damaged = notices
        .iter()
        .filter(|n| matches!(n, Notice::Damaged(..)))
        .count();
    let unreadable = notices.iter().find(|n| matches!(n, Notice::Unreadable(..)));
    // it stays so for years: the header says it, and the keys stay in the footer
    model.is_archived = notices.iter().any(|n| matches!(n, Notice::Archived(..)));
    let newer = notices.iter().any(|n| matches!(n, Notice::Newer(..)));
    let aside = notices.iter().find_map(|n| match n {
        Notice::SetAside(_, to, _) => Some(to.display().to_string()),
        _ => None,
    });
    model.warning = if model.gone > 0 {
        Some(fill(w.said_gone, &[&model.gone]))
    } else if damaged > 0 {
        Some(fill(w.said_damaged, &[&damaged]))
    } else if let Some(notice) = unreadable {
        Some(Faults::of(model.lang).notice(notice))
    } else if newer {
        Some(w.said_newer.to_owned())
    } else if let Some(to) = aside {
        Some(fill(w.said_set_aside, &[&to]))
    } else if model.book.unknown_kinds() > 0 {
        Some(fill(w.said_unknown_kinds, &[&model.book.unknown_kinds()]))
    } else {
        None
    };
    Vec::new()
}
