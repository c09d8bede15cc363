//! What lies in the folder of the journals.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Notice, StoreError, disk};
use crate::ledger::ids::WriterId;

/// A journal in the folder.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) writer: WriterId,
    pub(super) path: PathBuf,
    /// Bytes.
    pub(super) len: u64,
    /// Device and inode.
    pub(super) identity: (u64, u64),
}

/// What lies there, journals by writer.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) found: Vec<Found>,
    /// What is no journal that can be read.
    pub(super) odd: Vec<Notice>,
}

impl Listing {
    /// Looks into a folder; one that is not there holds nothing. `own` is who looks.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub(super) fn of(dir: &Path, own: WriterId) -> Result<Self, StoreError> {
        let unread = |source| StoreError::Read {
            path: dir.to_owned(),
            source,
        };
        let mut listing = Self::default();
        let files = match fs::read_dir(dir) {
            Ok(files) => files,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(listing),
            Err(e) => return Err(unread(e)),
        };
        for file in files {
            listing.take(&file.map_err(unread)?, own);
        }
        listing.found.sort_by_key(|found| found.writer);
        listing.odd.sort_by_key(|n| format!("{n:?}"));
        Ok(listing)
    }

    fn take(&mut self, file: &fs::DirEntry, own: WriterId) {
        let (path, name) = (file.path(), file.file_name().to_string_lossy().into_owned());
        let Ok(meta) = file.metadata() else { return };
        let stem = name.strip_suffix(".jsonl");
        match stem.and_then(|stem| stem.parse::<WriterId>().ok()) {
            Some(_) if meta.is_symlink() => self.odd.push(Notice::Link(path)),
            Some(writer) if meta.is_file() && writer != own && is_closed(&path) => {
                self.odd.push(Notice::Unreadable(path));
            }
            Some(writer) if meta.is_file() => self.found.push(Found {
                writer,
                path,
                len: meta.len(),
                identity: disk::identity(&meta),
            }),
            _ if name.contains(".jsonl") && path.extension().is_none_or(|e| e != "torn") => {
                self.odd.push(Notice::Stray(path));
            }
            _ => {}
        }
    }
}

/// Whether this user may not read a journal; those of others can be done without.
fn is_closed(path: &Path) -> bool {
    disk::open(path).is_err_and(|e| e.kind() == io::ErrorKind::PermissionDenied)
}
