//! Journals: where events are kept.
//!
//! The only place that reads and writes them. Knows events and bytes; knows neither the rules nor the book.

mod ahead;
mod append;
pub mod archive;
pub mod codec;
#[cfg(test)]
mod conformance;
mod corrected;
#[cfg(test)]
mod crowd;
mod disk;
#[cfg(test)]
mod failing;
pub mod file;
pub mod identity;
mod journal;
mod listing;
#[cfg(test)]
mod literal;
pub mod memory;
mod names;
mod progress;
mod quick;
mod reading;
#[cfg(test)]
mod recovery;
pub mod stray;

use std::io;
use std::path::PathBuf;

use super::event::Event;
use super::ids::WriterId;
use codec::BadLine;
pub use disk::{open as open_plain, sync_dir as sync_folder};
pub use progress::Progress;

/// What a store has to tell.
#[derive(Debug)]
pub enum News {
    /// What was told before is void: a journal was replaced or cut. All events follow anew.
    StartOver,
    /// About so many events follow.
    Coming(usize),
    /// One more event.
    Event(Event),
}

/// A place for events. One gesture is `begin` (lock), `read`, `append`, `end` (unlock).
pub trait Store {
    /// Who writes here.
    fn writer(&self) -> WriterId;

    /// Number of the next event of this writer.
    fn next_seq(&self) -> u32;

    /// Tells all events that were not told before.
    ///
    /// # Errors
    /// When journals cannot be read at all; damage within them is a [`Notice`] instead.
    fn read(&mut self, tell: &mut dyn FnMut(News)) -> Result<(), StoreError>;

    /// Takes the lock; waits for others for a few seconds.
    ///
    /// # Errors
    /// When writing is not possible; nothing was changed.
    fn begin(&mut self) -> Result<(), StoreError>;

    /// Writes events of one batch and makes them durable. After an error nothing of them is left.
    ///
    /// # Errors
    /// Disk full, I/O error, or a store that refuses to write since an earlier error.
    fn append(&mut self, events: &[Event]) -> Result<(), StoreError>;

    /// Gives the lock back.
    fn end(&mut self);

    /// What is odd in the journals as they were last read.
    fn notices(&self) -> &[Notice];

    /// Number and sum of the last line of each journal, for proof later.
    fn heads(&self) -> Vec<Head>;
}

/// The end of one journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whose journal.
    pub writer: WriterId,
    /// Number of its last event.
    pub seq: u64,
    /// Sum of its last line, 32 hex digits.
    pub sum: String,
}

/// One journal file as it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalFile {
    /// The file.
    pub path: PathBuf,
    /// Number and sum of its last line; `seq` 0 where it has none.
    pub head: Head,
    /// Complete lines, damaged ones included.
    pub lines: usize,
    /// Bytes of the complete lines.
    pub bytes: u64,
    /// Bytes after the last complete line.
    pub torn: u64,
    /// Lines that are no event.
    pub damaged: usize,
}

/// Something odd in the journals that does not stop the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A line that is no event: file, line from 1, byte offset, why.
    Damaged(PathBuf, usize, u64, BadLine),
    /// An append that was interrupted: file, bytes after the last complete line.
    Torn(PathBuf, u64),
    /// An interrupted append was set aside: from this file into that one.
    SetAside(PathBuf, PathBuf, u64),
    /// A file in the journal folder that nobody reads, such as a sync tool's conflict copy.
    Stray(PathBuf),
    /// Somebody's journal that this user may not read: its events are left out.
    Unreadable(PathBuf),
    /// A symbolic link in the journal folder; it is not followed.
    Link(PathBuf),
    /// Written by a newer version: the ledger is read-only here.
    Newer(PathBuf, u32),
    /// A later edition took the ledger over, or somebody put it away: its report's id and the marker. It is read-only.
    Archived(String, archive::Archive),
    /// The file system knows no locks; each writer's own file keeps writers apart.
    NoLocks,
}

/// Why a store could not read or write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Reading failed.
    #[error("cannot read {path}: {source}")]
    Read {
        /// What was read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Writing failed; the file is as it was before.
    #[error("cannot write {path}: {source}")]
    Write {
        /// What was written.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// Bytes left for this user on that disk, if known.
        free: Option<u64>,
    },
    /// Another program holds the lock.
    #[error("another program is writing to {0}")]
    Busy(PathBuf),
    /// After a failed write the store takes no more until it is opened anew.
    #[error("writing to {0} failed before; start again after checking the disk")]
    Stopped(PathBuf),
    /// The ledger was written by a newer version.
    #[error("{0} was written by a newer version; this one only reads it")]
    Newer(PathBuf),
    /// The ledger in this folder is archived.
    #[error("{0} is archived and only read")]
    Archived(PathBuf),
    /// The report of the ledger in this folder was replaced by a corrected version since it was opened.
    #[error("the report in {0} was corrected since it was opened")]
    Corrected(PathBuf),
    /// Root by `sudo` in a directory of another user.
    #[error("{0} belongs to another user; not writing as root")]
    ForeignRoot(PathBuf),
}
