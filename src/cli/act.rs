//! What changes the ledger: tick, untick, start, add, note, close, reopen, undo, redo.

use std::io::Read as _;
use std::path::Path;

use super::{Failure, out};
use crate::board::lookup;
use crate::lang::{Console, Faults, Lang, acts, domain, fill};
use crate::ledger::book::EntryIx;
use crate::ledger::session::Outcome;
use crate::ledger::{Intent, Pick};
use crate::report::sanitise;
use crate::setup::Setup;

/// Longest text that is read from standard input, in bytes.
const LONGEST_TEXT: u64 = 1 << 20;

/// `tick` and `untick`.
pub fn tick(setup: Setup, items: &[String], ticked: bool) -> Result<(), Failure> {
    let picks = found(&setup, items, |given| lookup::pick(&setup.book, given))?;
    let about = picks
        .iter()
        .map(|(Pick::One(ix, _) | Pick::All(ix))| *ix)
        .collect();
    let intent = if ticked {
        Intent::Tick(picks)
    } else {
        Intent::Untick(picks)
    };
    carry_out(setup, &intent, about)
}

/// `start`.
pub fn start(setup: Setup, entries: &[String]) -> Result<(), Failure> {
    let list = several(&setup, entries)?;
    carry_out(setup, &Intent::Start(list.clone()), list)
}

/// `close`.
pub fn close(setup: Setup, entries: &[String]) -> Result<(), Failure> {
    let list = several(&setup, entries)?;
    carry_out(setup, &Intent::Close(list.clone()), list)
}

/// `reopen`.
pub fn reopen(setup: Setup, entry: &str, reason: &str) -> Result<(), Failure> {
    let ix = one(&setup, entry)?;
    let reason = sanitise::line(reason);
    carry_out(setup, &Intent::Reopen(ix, reason), vec![ix])
}

/// `add item`.
pub fn add_item(setup: Setup, entry: &str, text: &str) -> Result<(), Failure> {
    let ix = one(&setup, entry)?;
    let text = sanitise::line(text_or_stdin(text, setup.lang)?.trim());
    carry_out(setup, &Intent::AddItem(ix, text), vec![ix])
}

/// `note`.
pub fn note(setup: Setup, entry: &str, text: &str) -> Result<(), Failure> {
    let ix = one(&setup, entry)?;
    let text = sanitise::paragraphs(&text_or_stdin(text, setup.lang)?);
    carry_out(setup, &Intent::Note(ix, text), vec![ix])
}

/// `undo`.
pub fn undo(setup: Setup) -> Result<(), Failure> {
    switch(setup, &Intent::Undo)
}

/// `redo`.
pub fn redo(setup: Setup) -> Result<(), Failure> {
    switch(setup, &Intent::Redo)
}

/// Undo or redo, and what was taken or brought back.
fn switch(mut setup: Setup, intent: &Intent) -> Result<(), Failure> {
    let lang = setup.lang;
    let outcome = record(&mut setup, intent)?;
    let mut lines = Vec::new();
    if let Some(batch) = outcome.decision.about.filter(|_| outcome.written > 0) {
        let w = Console::of(lang);
        let said = match intent {
            Intent::Undo => w.taken_back,
            _ => w.brought_back,
        };
        lines.push(fill(said, &[&acts::batch(lang, &setup.book, batch)]));
        let events = setup.book.batch_events(batch);
        let mut about: Vec<EntryIx> = events
            .into_iter()
            .filter_map(|ev| setup.book.event(ev)?.entry)
            .collect();
        about.dedup();
        lines.extend(about.iter().filter_map(|ix| entry_line(&setup, *ix)));
    }
    out::print_lines(&lines, lang)?;
    refusals(&setup, &outcome)
}

/// Records an intent and prints where the entries stand now.
pub(super) fn carry_out(
    mut setup: Setup,
    intent: &Intent,
    mut about: Vec<EntryIx>,
) -> Result<(), Failure> {
    let (lang, w) = (setup.lang, Console::of(setup.lang));
    let outcome = record(&mut setup, intent)?;
    let changed = |ix: &EntryIx| {
        let acts = &outcome.decision.acts;
        acts.iter().any(|(about, _)| *about == Some(*ix))
    };
    let mut lines = Vec::new();
    if outcome.written == 0 && !outcome.decision.unchanged.is_empty() {
        let ids = outcome.decision.unchanged.join(" ");
        lines.push(fill(w.unchanged, &[&ids]));
    } else {
        about.retain(changed);
    }
    let mut seen = std::collections::HashSet::new();
    about.retain(|ix| seen.insert(*ix));
    if outcome.written > 0 || !lines.is_empty() {
        lines.extend(about.iter().filter_map(|ix| entry_line(&setup, *ix)));
    }
    out::print_lines(&lines, lang)?;
    refusals(&setup, &outcome)
}

pub(super) fn record(setup: &mut Setup, intent: &Intent) -> Result<Outcome, Failure> {
    let lang = setup.lang;
    setup.record(intent).map_err(|e| Failure::store(&e, lang))
}

/// Id, title, stage and items done of an entry.
pub(super) fn entry_line(setup: &Setup, ix: EntryIx) -> Option<String> {
    let entry = setup.book.entry(ix)?;
    let title = setup.lang.of(&setup.book.finding(entry)?.title);
    let stage = domain(setup.lang).stage_name(entry.state.stage());
    let (done, total) = entry.state.done();
    Some(format!(
        "{}  {title}  {stage}  {done}/{total}",
        setup.book.label(entry)
    ))
}

/// What was refused; the rest went through.
pub(super) fn refusals(setup: &Setup, outcome: &Outcome) -> Result<(), Failure> {
    let refused = &outcome.decision.refused;
    if !outcome.decision.self_closed.is_empty() {
        let ids = outcome.decision.self_closed.join(" ");
        out::note(
            &fill(Console::of(setup.lang).self_closed, &[&ids]),
            setup.lang,
        );
    }
    if refused.is_empty() {
        return Ok(());
    }
    let d = domain(setup.lang);
    Err(Failure::failed(
        refused.iter().map(|r| d.refusal(r)).collect(),
    ))
}

fn one(setup: &Setup, entry: &str) -> Result<EntryIx, Failure> {
    let list = several(setup, &[entry.to_owned()])?;
    list.first().copied().ok_or(Failure::usage(Vec::new()))
}

pub(super) fn several(setup: &Setup, entries: &[String]) -> Result<Vec<EntryIx>, Failure> {
    found(setup, entries, |given| lookup::entry(&setup.book, given))
}

/// Looks ids up; all that are unknown are named at once, and then nothing is done.
pub(super) fn found<T>(
    setup: &Setup,
    given: &[String],
    look_up: impl Fn(&str) -> Result<T, lookup::Unknown>,
) -> Result<Vec<T>, Failure> {
    lookup::all(given, look_up).map_err(|unknown| {
        let w = Faults::of(setup.lang);
        Failure::usage(unknown.iter().map(|u| w.unknown(u)).collect())
    })
}

/// The text itself, or for `-` all of standard input.
fn text_or_stdin(text: &str, lang: Lang) -> Result<String, Failure> {
    if text != "-" {
        return Ok(text.to_owned());
    }
    let mut read = String::new();
    let mut stdin = std::io::stdin().lock().take(LONGEST_TEXT);
    stdin.read_to_string(&mut read).map_err(|e| {
        let said = Faults::of(lang).cannot_read(Path::new("-"), &e);
        Failure::failed(vec![said])
    })?;
    if read.trim().is_empty() {
        return Err(Failure::failed(vec![
            Console::of(lang).empty_input.to_owned(),
        ]));
    }
    Ok(read)
}
