//! A corrected version of a report that has a ledger already: what it would change, and the change itself.

use std::sync::Arc;

use super::adopt::{AdoptError, bytes_of, ready};
use super::ledger;
use crate::editions::correct::{Recorded, correct as corrected};
use crate::intake::prose::Draft;
use crate::lang::{Console, Lang, fill};
use crate::ledger::session;
use crate::ledger::store::Store as _;
use crate::ledger::store::file::FileStore;
use crate::paths::Paths;
use crate::report::{Correction, Report};

/// What a draft with the id of a report that has a ledger would change; nothing is written. `by` and `on` say who looks,
/// and when.
///
/// # Errors
/// A draft that is not ready, a version that changes nothing ([`AdoptError::Known`]), or files that cannot be read.
pub fn preview(
    paths: &Paths,
    draft: &Draft,
    (by, on): (&str, jiff::civil::Date),
) -> Result<Report, AdoptError> {
    ready(draft)?;
    let mut store = opened(paths, draft)?;
    made(&mut store, draft, (by, on)).map(|(report, _)| report)
}

/// Puts the corrected version in the place of the report. It is compared and written under the lock, so that nothing is
/// recorded in between; the former version is kept beside it.
///
/// # Errors
/// As [`preview`], and an archived ledger or a folder that cannot be written.
pub fn correct(
    paths: &Paths,
    draft: &Draft,
    (by, on): (&str, jiff::civil::Date),
) -> Result<Correction, AdoptError> {
    ready(draft)?;
    let mut store = opened(paths, draft)?;
    store.begin()?;
    let done = made(&mut store, draft, (by, on)).and_then(|(report, bytes)| {
        let last = report.corrections.last().cloned();
        let change = last.ok_or_else(|| AdoptError::Known(report.id.clone()))?;
        store.replace_report(change.number, &bytes)?;
        Ok(change)
    });
    store.end();
    done
}

fn opened(paths: &Paths, draft: &Draft) -> Result<FileStore, AdoptError> {
    let opened = ledger(paths, &draft.report.id).map_err(AdoptError::Setup)?;
    Ok(opened.1)
}

/// The corrected report with its bytes.
fn made(
    store: &mut FileStore,
    draft: &Draft,
    (by, on): (&str, jiff::civil::Date),
) -> Result<(Report, Vec<u8>), AdoptError> {
    let bad = |faults| AdoptError::Faults(faults);
    let old = crate::report::parse(store.report_json()).map_err(bad)?;
    let book = session::open(Arc::new(old), store)?;
    let stamp = (store.former_number(), on, by);
    let report = corrected(book.report(), &draft.report, &Recorded::of(&book), stamp);
    let report = report.ok_or_else(|| AdoptError::Known(draft.report.id.clone()))?;
    let bytes = bytes_of(&report).map_err(bad)?;
    Ok((report, bytes))
}

/// A correction in lines: each finding that changed, is new, or is gone.
pub fn told(report: &Report, change: &Correction, lang: Lang) -> Vec<String> {
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
