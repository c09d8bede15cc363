//! A corrected report takes the place of the frozen one; the one before it is kept beside it.

use std::fs;
use std::path::{Path, PathBuf};

use super::file::FileStore;
use super::{StoreError, append, disk};

/// Name of a former report in the folder of a ledger.
fn former(dir: &Path, number: u32) -> PathBuf {
    dir.join(format!("report-{number}.json"))
}

impl FileStore {
    /// The number under which the report that is in force can be kept: the first one that is free, or that holds it
    /// already, since a correction was interrupted.
    pub fn former_number(&self) -> u32 {
        let fits = |n: &u32| match fs::read(former(self.dir(), *n)) {
            Ok(bytes) => bytes == self.report_json(),
            Err(_) => !former(self.dir(), *n).exists(),
        };
        (1..u32::MAX).find(fits).unwrap_or(u32::MAX)
    }

    /// Puts a corrected report in the place of the one in force. The lock must be held. The former one is copied first
    /// and made to last; then the new one takes the name in one step, so that there is a whole report at any moment.
    ///
    /// # Errors
    /// A folder that cannot be written; then the report that was in force still is.
    pub fn replace_report(&mut self, number: u32, bytes: &[u8]) -> Result<(), StoreError> {
        let (kept, path) = (former(self.dir(), number), self.dir().join("report.json"));
        if !kept.exists() {
            append::place(self.dir(), &kept, self.report_json(), false)
                .map_err(|e| self.write_error(&kept, e))?;
        }
        append::place(self.dir(), &path, bytes, true).map_err(|e| self.write_error(&path, e))?;
        self.set_report_json(bytes.to_vec());
        self.report_seen = None;
        Ok(())
    }

    /// Whether the report on disk is still the one that this store was opened with: what is recorded must be about it.
    ///
    /// A report of a whole country has megabytes: it is read only where the file is another one than when it was last read,
    /// or has another length or time.
    pub(super) fn is_report_in_force(&mut self) -> bool {
        let path = self.dir().join("report.json");
        let now = fs::metadata(&path).ok().and_then(|meta| {
            let at = meta.modified().ok()?;
            Some((disk::identity(&meta), meta.len(), at))
        });
        if now.is_some() && now == self.report_seen {
            return true;
        }
        let is_same = fs::read(path).map_or(true, |bytes| bytes == self.report_json());
        self.report_seen = now.filter(|_| is_same);
        is_same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::store::Store as _;
    use crate::ledger::testing::{append, event, file_store};

    #[test]
    fn a_report_that_is_changed_in_place_is_noticed_by_a_store_that_saw_it_before() {
        let home = tempfile::tempdir().unwrap();
        let mut store = file_store(home.path(), 1);
        append(&mut store, &[event(1, 1)]);
        for _ in 0..2 {
            store.begin().unwrap();
            store.end();
        }
        let path = store.dir().join("report.json");
        let good = fs::read(&path).unwrap();
        fs::write(&path, [&good[..], b"\n"].concat()).unwrap();
        assert!(matches!(store.begin(), Err(StoreError::Corrected(_))));
        fs::write(&path, &good).unwrap();
        store.begin().unwrap();
        store.end();
    }

    #[test]
    fn the_former_report_is_kept_and_who_still_has_it_open_writes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let mut store = file_store(home.path(), 1);
        append(&mut store, &[event(1, 1)]);
        let mut other = file_store(home.path(), 2);
        let before = fs::read(store.dir().join("report.json")).unwrap();
        store.begin().unwrap();
        // interrupted after the copy: the same number again
        fs::write(former(store.dir(), 1), &before).unwrap();
        assert_eq!(store.former_number(), 1);
        store.replace_report(1, b"{\"new\":1}").unwrap();
        store.end();
        assert_eq!(fs::read(former(store.dir(), 1)).unwrap(), before);
        assert_eq!(store.former_number(), 2);
        assert!(matches!(other.begin(), Err(StoreError::Corrected(_))));
        // who did it goes on
        store.begin().unwrap();
        store.end();
    }
}
