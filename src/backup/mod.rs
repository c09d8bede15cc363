//! Backups: one zip file of reports, journals, evidence, drafts and settings, and the way back.
//!
//! Part of the shell. Knows files and places, neither rules nor book. What an archive says is not believed: every name
//! must be one that this program would have written, every size and sum is counted again, nothing leads out of its folder.
//!
//! The writer's id (`writers.json`) is left out on purpose: two machines must never write the same journal.

mod carry;
mod pack;
mod place;
mod plan;
#[cfg(test)]
mod tests;
mod unpack;

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use carry::{carry_out, safety_copy};
pub use pack::{Packed, pack};
pub use place::Place;
pub use plan::{Move, Step, plan};
pub use unpack::{Archive, unpack};

/// What the list of contents calls itself.
const SCHEMA: &str = "dudao.backup/1";
/// Name of the list of contents within the archive.
const CONTENTS: &str = "dudao-backup.json";

/// The list of contents.
#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    schema: String,
    version: String,
    made: jiff::Timestamp,
    files: Vec<Part>,
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    name: String,
    size: u64,
    sha256: String,
}

/// How much an archive may hold, in bytes unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Files.
    pub parts: usize,
    /// One file.
    pub part: u64,
    /// All files together.
    pub all: u64,
    /// The list of contents.
    pub contents: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            parts: 100_000,
            part: 8 << 30,
            all: 64 << 30,
            contents: 64 << 20,
        }
    }
}

/// What was too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Number of files.
    Parts,
    /// Size of one file.
    Part,
    /// Size of all files together.
    All,
}

/// Why a backup was not made or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(PathBuf, io::Error),
    /// A file cannot be written.
    #[error("cannot write {0}: {1}")]
    Write(PathBuf, io::Error),
    /// The archive is no zip file, or a damaged one.
    #[error("{0} is no archive: {1}")]
    NoArchive(PathBuf, String),
    /// A zip file, but none of this program, or one of a newer version.
    #[error("{0} is no backup of this version")]
    NoBackup(PathBuf),
    /// A name within the archive that no backup has: a way out of the folder, a link, something else's file.
    #[error("{0} holds {1}")]
    Foreign(PathBuf, String),
    /// A file of the archive is not what the list of contents says.
    #[error("{0}: {1} is not what was packed")]
    Differs(PathBuf, String),
    /// More than the limit.
    #[error("{0}: too much")]
    TooMuch(PathBuf, Measure, u64),
    /// A symbolic link, or something else that is no plain folder or file, where a folder or file of the ledger is.
    #[error("{0} is no plain folder or file")]
    Link(PathBuf),
    /// Something changed between the plan and its execution.
    #[error("{0} changed meanwhile")]
    Moved(PathBuf),
    /// The ledger cannot be locked.
    #[error(transparent)]
    Store(#[from] crate::ledger::store::StoreError),
}
