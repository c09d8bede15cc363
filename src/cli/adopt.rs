//! `dudao report adopt`: a draft becomes a ledger, or the corrected version of a report that has one.

use std::path::Path;

use super::intake::read;
use super::{Failure, carry, out, report};
use crate::editions::compare;
use crate::intake::prose::Draft;
use crate::lang::{Console, Intake, fill};
use crate::setup::adopt::{self, AdoptError, Adopted};
use crate::setup::{Base, correct, editions};

/// Makes a ledger of a draft that nobody has a question about any more.
///
/// A draft with the id of a report that has one is a corrected version: it is compared, and with `yes` takes its place.
pub fn adopt(base: &Base, file: &Path, yes: bool) -> Result<(), Failure> {
    let lang = base.lang;
    let draft = read(file, &report::bytes(file, lang)?, lang)?;
    let failure = |e: AdoptError| {
        let lines = e.say(file, lang);
        match e {
            AdoptError::Faults(_) => Failure::damaged(lines),
            AdoptError::Setup(e) => Failure::setup(&e, lang),
            _ => Failure::failed(lines),
        }
    };
    let done = match adopt::adopt(&base.paths, &draft) {
        Err(AdoptError::Known(_)) => {
            return corrected(base, &draft, yes).map_err(failure)?;
        }
        done => done.map_err(failure)?,
    };
    let values: [&dyn std::fmt::Display; 4] = [&done.id, &done.findings, &done.entries, &done.id];
    let mut lines = vec![fill(Intake::of(lang).adopted, &values)];
    lines.extend(after(base, &done)?);
    out::print_lines(&lines, lang)
}

/// What a corrected version changes; it is written only with `yes`.
fn corrected(base: &Base, draft: &Draft, yes: bool) -> Result<Result<(), Failure>, AdoptError> {
    let (lang, w) = (base.lang, Console::of(base.lang));
    let stamp = (&*base.who, base.clock.calendar(0).today);
    let made = correct::preview(&base.paths, draft, stamp)?;
    let change = if yes {
        Some(correct::correct(&base.paths, draft, stamp)?)
    } else {
        made.corrections.last().cloned()
    };
    let lines = change.map_or_else(Vec::new, |c| correct::told(&made, &c, lang));
    if let Err(e) = out::print_lines(&lines, lang) {
        return Ok(Err(e));
    }
    let note = if yes {
        fill(w.corrected, &[&made.id])
    } else {
        w.correct_preview.to_owned()
    };
    out::note(&note, lang);
    Ok(Ok(()))
}

/// What of the edition before goes on in the new one, and what to do next.
fn after(base: &Base, done: &Adopted) -> Result<Vec<String>, Failure> {
    let Some(earlier) = &done.earlier else {
        return Ok(Vec::new());
    };
    let (lang, w) = (base.lang, Console::of(base.lang));
    let read = |id: &str| {
        let book = editions::read(&base.paths, id);
        book.map_err(|e| Failure::setup(&e, lang))
    };
    let (before, after) = (read(&earlier.id)?, read(&done.id)?);
    let mut lines = vec![fill(w.adopted_after, &[&earlier.id, &earlier.year])];
    lines.extend(carry::counts(&compare(&before, &after), &before, lang));
    lines.push(fill(w.adopted_next, &[&done.id, &earlier.id]));
    Ok(lines)
}
