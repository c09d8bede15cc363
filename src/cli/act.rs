//! What changes the ledger: tick, untick, start, add, note, close, reopen, undo, redo.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::Path;

use super::aim::{self, Aim};
use super::args::{NoteArgs, Targets, TickArgs};
use super::workflow::each;
use super::{Failure, out};
use crate::board::lookup;
use crate::lang::{Console, Faults, Lang, acts, domain, fill};
use crate::ledger::book::EntryIx;
use crate::ledger::decide::Decision;
use crate::ledger::session::{self, Outcome, Stamp};
use crate::ledger::{Act, Intent};
use crate::report::sanitise;
use crate::setup::Setup;

/// Longest text that is read from standard input, in bytes.
const LONGEST_TEXT: u64 = 1 << 20;

/// `tick` and `untick`.
pub fn tick(setup: Setup, args: &TickArgs, ticked: bool) -> Result<(), Failure> {
    let (picks, aim) = aim::picks(&setup, args)?;
    let intent = if ticked {
        Intent::Tick(picks)
    } else {
        Intent::Untick(picks)
    };
    carry_out(setup, &intent, aim)
}

/// `start`.
pub fn start(setup: Setup, targets: &Targets) -> Result<(), Failure> {
    let aim = Aim::at(&setup, targets)?;
    carry_out(setup, &Intent::Start(aim.list.clone()), aim)
}

/// `close`.
pub fn close(setup: Setup, targets: &Targets) -> Result<(), Failure> {
    let aim = Aim::at(&setup, targets)?;
    carry_out(setup, &Intent::Close(aim.list.clone()), aim)
}

/// `reopen`.
pub fn reopen(setup: Setup, targets: &Targets, reason: &str) -> Result<(), Failure> {
    let aim = Aim::at(&setup, targets)?;
    let reason: Box<str> = sanitise::line(reason).trim().into();
    each(setup, aim, |_, _| Act::Reopened {
        reason: reason.clone(),
    })
}

/// `add item`.
pub fn add_item(setup: Setup, entry: &str, text: &str) -> Result<(), Failure> {
    let ix = one(&setup, entry)?;
    let text = sanitise::line(text_or_stdin(text, setup.lang)?.trim());
    carry_out(setup, &Intent::AddItem(ix, text), Aim::of(ix))
}

/// `note`.
pub fn note(setup: Setup, args: NoteArgs) -> Result<(), Failure> {
    let (text, targets) = aim::last_apart(&setup, args.words, args.bulk, "<TEXT>")?;
    let aim = Aim::at(&setup, &targets)?;
    let text: Box<str> = sanitise::paragraphs(&text_or_stdin(&text, setup.lang)?)
        .trim()
        .into();
    each(setup, aim, |_, _| Act::ProgressNoted { text: text.clone() })
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
pub(super) fn carry_out(mut setup: Setup, intent: &Intent, aim: Aim) -> Result<(), Failure> {
    aim.announce(setup.lang);
    let mut stamp = setup.stamp();
    stamp.policy.atomic = aim.atomic;
    let outcome = record_as(&mut setup, intent, &stamp)?;
    told(&setup, &outcome, aim)
}

/// Prints what came of an intent: where the entries stand now, how many went through, what was refused.
pub(super) fn told(setup: &Setup, outcome: &Outcome, aim: Aim) -> Result<(), Failure> {
    let (lang, w) = (setup.lang, Console::of(setup.lang));
    let many = aim.list.len() > 1;
    let Decision {
        acts, unchanged, ..
    } = &outcome.decision;
    let changed: HashSet<EntryIx> = acts.iter().filter_map(|(about, _)| *about).collect();
    let mut lines = Vec::new();
    let mut about = aim.list;
    if outcome.written == 0 && !unchanged.is_empty() {
        lines.push(fill(w.unchanged, &[&unchanged.join(" ")]));
    } else {
        about.retain(|ix| changed.contains(ix));
    }
    if outcome.written > 0 || !lines.is_empty() {
        lines.extend(about.iter().filter_map(|ix| entry_line(setup, *ix)));
    }
    out::print_lines(&lines, lang)?;
    let refused = outcome.decision.refused.len();
    if many && (aim.matched || refused > 0) {
        out::tell(&fill(w.went_through, &[&changed.len(), &refused]));
    }
    let said = refusals(setup, outcome);
    match said {
        Err(mut failure) if aim.atomic => {
            failure.lines.push(w.nothing_written.to_owned());
            Err(failure)
        }
        other => other,
    }
}

pub(super) fn record(setup: &mut Setup, intent: &Intent) -> Result<Outcome, Failure> {
    let stamp = setup.stamp();
    record_as(setup, intent, &stamp)
}

/// Records an intent under a stamp; intents under one stamp are one batch.
pub(super) fn record_as(
    setup: &mut Setup,
    intent: &Intent,
    stamp: &Stamp,
) -> Result<Outcome, Failure> {
    let lang = setup.lang;
    session::record(&mut setup.book, &mut setup.store, intent, stamp)
        .map_err(|e| Failure::store(&e, lang))
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

/// The entry of an id.
pub(super) fn one(setup: &Setup, entry: &str) -> Result<EntryIx, Failure> {
    lookup::entry(&setup.book, entry)
        .map_err(|u| Failure::usage(vec![Faults::of(setup.lang).unknown(&u)]))
}

/// The text itself, or for `-` all of standard input.
pub(super) fn text_or_stdin(text: &str, lang: Lang) -> Result<String, Failure> {
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
