//! Taking evidence in: an address is noted, a file is copied into the ledger or noted where it lies.
//!
//! Nothing is copied for what would be refused, nor into a ledger that cannot be written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::evidence;
use crate::lang::{Faults, Lang};
use crate::ledger::book::EntryIx;
use crate::ledger::decide::{Decision, Policy, decide};
use crate::ledger::event::Evidence;
use crate::ledger::store::file::FileStore;
use crate::ledger::store::{Store as _, StoreError};
use crate::ledger::{Act, Book, Intent};

/// What is to be taken in.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// A file or an address.
    pub place: &'a Path,
    /// Another name to show.
    pub name: Option<&'a str>,
    /// The file stays where it is.
    pub link: bool,
    /// The entries that it proves something of.
    pub targets: &'a [EntryIx],
}

/// What came of it.
#[derive(Debug)]
pub enum Taken {
    /// It is there and waits to be recorded.
    Ready(Intent),
    /// No entry takes evidence: what the rules say.
    InVain(Decision),
}

/// Why nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    /// The ledger cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(PathBuf, io::Error),
    /// The file cannot be copied into the folder of the ledger.
    #[error("cannot copy {0} to {1}: {2}")]
    Copy(PathBuf, PathBuf, io::Error),
}

impl AttachError {
    /// The same in the user's words.
    pub fn say(&self, lang: Lang) -> String {
        let w = Faults::of(lang);
        match self {
            Self::Store(e) => w.store(e),
            Self::Read(file, e) => w.cannot_read(file, e),
            Self::Copy(file, to, e) => w.cannot_copy(file, to, e),
        }
    }
}

/// Takes evidence in. A file is copied once, whatever number of entries it proves something of.
///
/// # Errors
/// Why the file cannot be read or copied, or the ledger not be written.
pub fn take_in(
    book: &Book,
    store: &mut FileStore,
    policy: Policy,
    request: &Request<'_>,
) -> Result<Taken, AttachError> {
    let trial = on_each(request.targets, &evidence::address("-", request.name));
    let decision = decide(book, store.writer(), &trial, policy);
    if decision.acts.is_empty() {
        return Ok(Taken::InVain(decision));
    }
    let ready = store.begin();
    store.end();
    ready?;
    let found = obtain(store.dir(), request)?;
    Ok(Taken::Ready(on_each(request.targets, &found)))
}

fn on_each(targets: &[EntryIx], found: &Evidence) -> Intent {
    let act = |ix: &EntryIx| (*ix, Act::EvidenceAdded(Box::new(found.clone())));
    Intent::Acts(targets.iter().map(act).collect())
}

fn obtain(ledger: &Path, request: &Request<'_>) -> Result<Evidence, AttachError> {
    let (file, name) = (request.place, request.name);
    if let Some(url) = file.to_str().filter(|t| evidence::is_address(t)) {
        return Ok(evidence::address(url, name));
    }
    let unread = |e| AttachError::Read(file.to_owned(), e);
    if request.link {
        return evidence::link(file, name).map_err(unread);
    }
    fs::metadata(file).map_err(unread)?;
    let uncopied = |e| AttachError::Copy(file.to_owned(), ledger.to_owned(), e);
    evidence::copy(ledger, file, name).map_err(uncopied)
}
