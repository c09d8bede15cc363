//! A corrected version of a report that has a ledger already: what it would change, and the change itself.

use std::sync::Arc;

use super::adopt::{AdoptError, bytes_of, ready};
use super::source;
use crate::editions::correct::{Recorded, correct as corrected};
use crate::intake::prose::Draft;
use crate::ledger::session;
use crate::ledger::store::Store as _;
use crate::ledger::store::file::FileStore;
use crate::ledger::store::identity::Identity;
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
    let id = &draft.report.id;
    let found = source::find(&paths.data, id).map_err(AdoptError::Setup)?;
    let identity = Identity::find(&paths.config, &paths.data);
    Ok(FileStore::new(&paths.data, id, found.bytes, identity))
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
