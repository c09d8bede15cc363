//! What came of recording, and what other programs did: said in one line.

use super::super::action::Effect;
use super::super::model::{Model, Prompt};
use crate::lang::{Lang, Screen as Words, fill};
use crate::ledger::session::Outcome;
use crate::ledger::store::{Notice, StoreError};
use crate::ledger::{Act, BatchId, Intent};

/// After a record: the line that was typed is closed only when it is on disk.
pub(super) fn recorded(
    model: &mut Model,
    intent: &Intent,
    result: Result<Outcome, StoreError>,
) -> Vec<Effect> {
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(e) => {
            let said = store_error(model.lang, &e);
            model.complain(said);
            return Vec::new();
        }
    };
    let decision = &outcome.decision;
    if let Some(refusal) = decision.refused.first().filter(|_| outcome.written == 0) {
        let said = model.domain().refusal(refusal);
        model.complain(said);
        return Vec::new();
    }
    if matches!(model.prompt, Some(Prompt::Line(..))) {
        model.prompt = None;
    }
    let words = model.words();
    let said = match (intent, decision.about) {
        (Intent::Undo, Some(batch)) => fill(words.said_undone, &[&batch_text(model, batch)]),
        (Intent::Redo, Some(batch)) => fill(words.said_redone, &[&batch_text(model, batch)]),
        _ if outcome.written == 0 => words.said_unchanged.to_owned(),
        _ => {
            let acts = decision.acts.iter().map(|(entry, act)| {
                let id = entry
                    .and_then(|ix| model.book.entry(ix))
                    .map(|e| e.id.as_ref());
                (id, act)
            });
            fill(words.said_recorded, &[&gist(model, acts)])
        }
    };
    model.say(said);
    Vec::new()
}

/// What a batch did, in short.
fn batch_text(model: &Model, batch: BatchId) -> String {
    let events = model.book.batch_events(batch);
    let events: Vec<_> = events
        .iter()
        .filter_map(|ev| model.book.event(*ev))
        .collect();
    let acts = events.iter().map(|e| {
        (
            e.entry
                .and_then(|ix| model.book.entry(ix))
                .map(|e| e.id.as_ref()),
            e.act,
        )
    });
    gist(model, acts)
}

fn gist<'a>(model: &Model, acts: impl Iterator<Item = (Option<&'a str>, &'a Act)>) -> String {
    let words = model.words();
    let (mut ticked, mut unticked, mut others, mut entries) =
        (0, 0, Vec::new(), Vec::<&str>::new());
    for (entry, act) in acts {
        if let Some(entry) = entry.filter(|e| !entries.contains(e)) {
            entries.push(entry);
        }
        match act {
            Act::ItemTicked { .. } => ticked += 1,
            Act::ItemUnticked { .. } => unticked += 1,
            other => others.push(act_text(model, entry, other)),
        }
    }
    let mut parts = entries
        .first()
        .map(|e| vec![(*e).to_owned()])
        .unwrap_or_default();
    if entries.len() > 1 {
        parts = vec![fill(words.entries_count, &[&entries.len()])];
    }
    if ticked > 0 {
        parts.push(fill(words.said_items, &[&ticked]));
    }
    if unticked > 0 {
        parts.push(fill(words.said_untick, &[&unticked]));
    }
    parts.extend(others.into_iter().take(2));
    parts.join(" ")
}

/// One act in words.
pub fn act_text(model: &Model, entry: Option<&str>, act: &Act) -> String {
    let (w, d) = (model.words(), model.domain());
    let found = entry
        .and_then(|id| model.book.find(id))
        .and_then(|ix| model.book.entry(ix));
    let label = |item| found.map_or_else(String::new, |e| crate::ledger::Book::item_label(e, item));
    match act {
        Act::ItemTicked { item } => fill(w.did_ticked, &[&label(*item)]),
        Act::ItemUnticked { item } => fill(w.did_unticked, &[&label(*item)]),
        Act::ItemAdded { text } => fill(w.did_added, &[text]),
        Act::ItemReworded { text, .. } => fill(w.did_reworded, &[text]),
        Act::ItemDropped { item } => fill(w.did_dropped, &[&label(*item)]),
        Act::LeadSet { to } => fill(w.did_set, &[&d.lead, to]),
        Act::PartnersSet { to } => fill(w.did_set, &[&d.partners, to]),
        Act::PersonSet { to } => fill(w.did_set, &[&d.person, to]),
        Act::MeasureSet { to } => fill(w.did_set, &[&d.measure, to]),
        Act::HorizonSet { to } => fill(w.did_set, &[&d.horizon, &d.horizon_name(*to)]),
        Act::DueSet { to } => fill(w.did_set, &[&d.due, to]),
        Act::Extended { to, reason } => fill(w.did_extended, &[to, reason]),
        Act::ProgressNoted { text } => fill(w.did_noted, &[text]),
        Act::Started => w.did_started.to_owned(),
        Act::Closed => w.did_closed.to_owned(),
        Act::Returned { reason, .. } => fill(w.did_returned, &[reason]),
        Act::Reopened { reason } => fill(w.did_reopened, &[reason]),
        Act::Objected { reason } => fill(w.did_objected, &[reason]),
        Act::Rereviewed {
            upheld: true,
            reason,
        } => fill(w.did_upheld, &[reason]),
        Act::Rereviewed {
            upheld: false,
            reason,
        } => fill(w.did_rejected, &[reason]),
        Act::Undone { .. } => w.did_undo.to_owned(),
        Act::Redone { .. } => w.did_redo.to_owned(),
        Act::Unknown { name } => fill(w.did_unknown, &[name]),
    }
}

/// Another program wrote.
pub(super) fn followed(model: &mut Model, result: Result<usize, StoreError>) -> Vec<Effect> {
    match result {
        Ok(0) => {}
        Ok(n) => {
            let said = fill(model.words().said_followed, &[&n]);
            model.say(said);
        }
        Err(e) => {
            let said = store_error(model.lang, &e);
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
    let newer = notices.iter().any(|n| matches!(n, Notice::Newer(..)));
    let aside = notices.iter().find_map(|n| match n {
        Notice::SetAside(_, to, _) => Some(to.display().to_string()),
        _ => None,
    });
    model.warning = if damaged > 0 {
        Some(fill(w.said_damaged, &[&damaged]))
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

/// Why the store could not read or write, and what to do.
pub fn store_error(lang: Lang, e: &StoreError) -> String {
    let w = Words::of(lang);
    match e {
        StoreError::Read { path, source } => fill(w.err_read, &[&path.display(), source]),
        StoreError::Write { path, source, free } => {
            let free = free
                .map(|bytes| fill(w.err_free, &[&size(bytes)]))
                .unwrap_or_default();
            fill(w.err_write, &[&path.display(), source, &free])
        }
        StoreError::Busy(path) => fill(w.err_busy, &[&path.display()]),
        StoreError::Stopped(path) => fill(w.err_stopped, &[&path.display()]),
        StoreError::Newer(path) => fill(w.err_newer, &[&path.display()]),
        StoreError::ForeignRoot(path) => fill(w.err_root, &[&path.display()]),
        StoreError::Damaged(path) => fill(w.err_damaged, &[&path.display()]),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes / 1024),
        1_048_576..1_073_741_824 => format!("{} MB", bytes / 1_048_576),
        _ => format!("{} GB", bytes / 1_073_741_824),
    }
}
