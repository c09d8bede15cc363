//! `dudao report adopt`: a draft becomes a ledger, or the corrected version of a report that has one.

use std::path::Path;

use super::intake::read;
use super::{Failure, carry, out, report};
use crate::editions::compare;
use crate::intake::prose::Draft;
use crate::lang::{Console, Intake, Lang, fill};
use crate::report::{Correction, Report};
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
    let lines = change.map_or_else(Vec::new, |c| changes(&made, &c, lang));
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

/// A correction in lines: each finding that changed, is new, or is gone.
fn changes(report: &Report, change: &Correction, lang: Lang) -> Vec<String> {
    let w = Console::of(lang);
    let title = |id: &String| {
        let found = report.findings.iter().find(|f| f.id == *id);
        found.map_or("", |f| lang.of(&f.title))
    };
    let line = |fate: &str, id: &String| format!("{fate}  {id}  {}", title(id));
    let changed = change.changed.iter().map(|f| {
        let was = fill(w.formerly, &[&lang.of(&f.title)]);
        format!("{}  {was}", line(w.fate_changed, &f.finding))
    });
    let mut lines: Vec<String> = changed.collect();
    lines.extend(change.added.iter().map(|id| line(w.fate_new, id)));
    lines.extend(change.gone.iter().map(|id| line(w.fate_gone, id)));
    lines.extend(change.gone_entries.iter().map(|id| line(w.fate_gone, id)));
    lines.extend(change.retired.iter().map(|id| line(w.fate_retired, id)));
    let gone = change.gone.len() + change.gone_entries.len();
    lines.push(fill(
        w.correct_counts,
        &[
            &change.changed.len(),
            &change.added.len(),
            &gone,
            &change.retired.len(),
        ],
    ));
    lines
}

/// What of the edition before goes on in the new one, and what to do next.
fn after(base: &Base, done: &Adopted) -> Result<Vec<String>, Failure> {
    let Some(earlier) = &done.earlier else {
        return Ok(Vec::new());
    };
    let (lang, w) = (base.lang, Console::of(base.lang));
    let read = |id: &str| {
        let book = editions::read((&base.paths.data, &base.paths.config), id);
        book.map_err(|e| Failure::setup(&e, lang))
    };
    let (before, after) = (read(&earlier.id)?, read(&done.id)?);
    let mut lines = vec![fill(w.adopted_after, &[&earlier.id, &earlier.year])];
    lines.extend(carry::counts(&compare(&before, &after), &before, lang));
    lines.push(fill(w.adopted_next, &[&done.id, &earlier.id]));
    Ok(lines)
}
