//! Editions on disk: which came before, its ledger to be read only, and its archive.

use std::path::Path;
use std::sync::Arc;

use super::{SetupError, ledger, source};
use crate::editions::series;
pub use crate::editions::series::Earlier;
use crate::ledger::Book;
use crate::ledger::session;
use crate::ledger::store::archive::{self, Archive};
use crate::ledger::store::file::ledger_dir;
use crate::paths::Paths;
use crate::report::Report;

/// Every report that there is a ledger of, or that is built in; damaged ones are left out.
pub fn known(data: &Path) -> Vec<Report> {
    let ids = source::known_ids(data).into_iter();
    let found = ids.filter_map(|id| source::by_id(data, &id).ok().flatten());
    found.map(|s| s.report).collect()
}

/// The newest edition before this report.
pub fn earlier(data: &Path, of: &Report) -> Option<Earlier> {
    // by far the most often there is no other report, and then none is read
    if source::known_ids(data).iter().all(|id| *id == of.id) {
        return None;
    }
    let all = known(data);
    series::earlier(&all, of).map(|r| Earlier {
        id: r.id.clone(),
        year: r.year,
        title: r.short_title.clone(),
    })
}

/// The ledger of a report, to be read only.
///
/// # Errors
/// An unknown or damaged report, or journals that cannot be read.
pub fn read(paths: &Paths, given: &str) -> Result<Book, SetupError> {
    let (source, mut store) = ledger(paths, given)?;
    Ok(session::open(Arc::new(source.report), &mut store)?)
}

/// The marker of an archived ledger.
pub fn archived(data: &Path, id: &str) -> Option<Archive> {
    source::is_id(id).then(|| archive::read(&ledger_dir(data, id)))?
}

/// Archives a ledger; one that is archived already stays as it was. Tells whether it was archived now.
///
/// # Errors
/// An unknown report, or a folder that cannot be written.
pub fn archive(paths: &Paths, given: &str, mark: &Archive) -> Result<bool, SetupError> {
    let (_, mut store) = ledger(paths, given)?;
    let fresh = store.archived().is_none();
    if fresh {
        store.archive(mark)?;
    }
    Ok(fresh)
}

/// Archives the ledger that a later edition has taken over; where nobody has recorded anything there is none to archive.
///
/// # Errors
/// As [`archive()`].
pub fn take_over(paths: &Paths, earlier: &str, mark: &Archive) -> Result<bool, SetupError> {
    if ledger_dir(&paths.data, earlier).is_dir() {
        archive(paths, earlier, mark)
    } else {
        Ok(false)
    }
}

/// Lets an archived ledger be written again. Tells whether it was archived.
///
/// # Errors
/// An unknown report, or a folder that cannot be written.
pub fn unarchive(paths: &Paths, given: &str) -> Result<bool, SetupError> {
    let (_, mut store) = ledger(paths, given)?;
    Ok(store.unarchive()?)
}
