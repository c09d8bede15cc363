//! A ledger that a later edition has taken over: a marker beside the journals makes it read-only for everybody.

use std::fs;
use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::file::FileStore;
use super::{Store as _, StoreError, append, disk};
use crate::report::sanitise;

/// Name of the marker in the folder of a ledger.
pub const FILE: &str = "archived.json";
const SCHEMA: &str = "dudao.archive/1";
/// A marker is a few words; what is longer is none of ours, and still counts as one.
const LONGEST: u64 = 1 << 16;

/// Who archived a ledger, when, and which edition goes on from it; what the marker does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    #[serde(default)]
    schema: String,
    /// The day.
    #[serde(default)]
    pub on: Option<Date>,
    /// Who.
    #[serde(default)]
    pub who: Option<String>,
    /// Id of the edition that goes on from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Archive {
    /// A marker for a ledger that is archived now.
    pub fn new(on: Date, who: &str, by: Option<&str>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            on: Some(on),
            who: Some(who.to_owned()),
            by: by.map(str::to_owned),
        }
    }
}

/// The marker in the folder of a ledger. One that says nothing we understand still keeps the ledger from being changed.
pub fn read(dir: &Path) -> Option<Archive> {
    let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
    let bytes = match disk::open(&dir.join(FILE)) {
        Ok(file) => {
            let mut bytes = Vec::new();
            let read = io::Read::read_to_end(&mut io::Read::take(file, LONGEST), &mut bytes);
            read.map(|_| bytes).unwrap_or_default()
        }
        Err(e) if absent.contains(&e.kind()) => return None,
        Err(_) => Vec::new(),
    };
    let mut found: Archive = serde_json::from_slice(&bytes).unwrap_or_default();
    for text in [&mut found.who, &mut found.by].into_iter().flatten() {
        *text = sanitise::line(text);
    }
    Some(found)
}

/// Archiving.
impl FileStore {
    /// The marker of this ledger, if it is archived.
    pub fn archived(&self) -> Option<Archive> {
        read(self.dir())
    }

    /// Makes the ledger read-only, when nobody is in the midst of writing to it.
    ///
    /// # Errors
    /// When the lock cannot be had or the folder cannot be written.
    pub fn archive(&mut self, mark: &Archive) -> Result<(), StoreError> {
        let path = self.dir().join(FILE);
        self.begin_upkeep()?;
        let bytes = serde_json::to_vec_pretty(mark).map_err(io::Error::from);
        let done = bytes.and_then(|bytes| append::place(self.dir(), &path, &bytes, true));
        self.end();
        done.map_err(|e| self.write_error(&path, e))
    }

    /// Lets the ledger be written again. Tells whether it was archived.
    ///
    /// # Errors
    /// When the lock cannot be had or the folder cannot be written.
    pub fn unarchive(&mut self) -> Result<bool, StoreError> {
        let path = self.dir().join(FILE);
        if self.archived().is_none() {
            return Ok(false);
        }
        self.begin_upkeep()?;
        let done = fs::remove_file(&path).and_then(|()| disk::sync_dir(self.dir()));
        self.end();
        done.map(|()| true).map_err(|e| self.write_error(&path, e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::store::{News, Notice};
    use crate::ledger::testing::{append, event, file_store};

    fn events(store: &mut FileStore) -> usize {
        let mut n = 0;
        let read = store.read(&mut |news| n += usize::from(matches!(news, News::Event(_))));
        read.unwrap();
        n
    }

    #[test]
    fn an_archived_ledger_is_read_and_never_written_until_it_is_brought_back() {
        let home = tempfile::tempdir().unwrap();
        let mut store = file_store(home.path(), 1);
        append(&mut store, &[event(1, 1)]);
        let mark = Archive::new(jiff::civil::date(2024, 5, 1), "督学甲", Some("weihai-2023"));
        store.archive(&mark).unwrap();
        let mut other = file_store(home.path(), 2);
        assert_eq!(events(&mut other), 1);
        let id = other.report_id().to_owned();
        assert_eq!(other.notices(), [Notice::Archived(id, mark.clone())]);
        assert!(matches!(other.begin(), Err(StoreError::Archived(_))));
        // whoever held the lock when it was archived, or thinks so
        assert!(matches!(
            store.append(&[event(1, 2)]),
            Err(StoreError::Archived(_))
        ));
        assert_eq!(store.repair().unwrap(), [], "upkeep is no record");
        assert!(other.unarchive().unwrap());
        assert!(!other.unarchive().unwrap());
        append(&mut file_store(home.path(), 2), &[event(2, 1)]);
        assert_eq!(events(&mut file_store(home.path(), 3)), 2);
    }

    #[test]
    fn a_marker_that_nobody_understands_still_protects() {
        let home = tempfile::tempdir().unwrap();
        let mut store = file_store(home.path(), 1);
        append(&mut store, &[event(1, 1)]);
        for bytes in [
            &b""[..],
            b"\xff\x00",
            b"[1]",
            b"{\"on\":\"never\"}",
            b"{\"v\":9}",
        ] {
            fs::write(store.dir().join(FILE), bytes).unwrap();
            assert!(
                matches!(store.begin(), Err(StoreError::Archived(_))),
                "{bytes:?}"
            );
        }
    }
}
