//! What a restore would do, file by file. A journal only grows; what contradicts stays as it is here.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::BackupError;
use super::pack::sum_of;
use super::place::{Place, other_names};
use super::unpack::Archive;
use crate::ledger::ids::WriterId;
use crate::ledger::store::stray::{self, Kinship};
use crate::paths::Paths;
use crate::report;

/// What becomes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// It is not here: it is added.
    Add,
    /// It is here just so.
    Same,
    /// The journal here is a beginning of the archive's: it grows by so many lines.
    Lengthen(usize),
    /// The file here is damaged, the archive's is whole and holds all that is left of it.
    Mend,
    /// The settings here are replaced, since that was asked for.
    Replace,
    /// The journal here goes on where the archive's ends: it stays.
    Longer(usize),
    /// The file here is another one: it stays.
    Keep,
    /// The two journals contradict each other: the one here stays, the archive's stays in the archive.
    Contradicts,
}

impl Move {
    /// Whether something would be written.
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::Add | Self::Lengthen(_) | Self::Mend | Self::Replace
        )
    }
}

/// One file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which file.
    pub place: Place,
    /// What becomes of it.
    pub does: Move,
    /// Where its bytes are unpacked.
    pub from: PathBuf,
}

/// Compares an archive with what is here; changes nothing.
///
/// # Errors
/// A file that cannot be read, or a link where a folder or file of the ledger should be.
pub fn plan(archive: &Archive, paths: &Paths, settings: bool) -> Result<Vec<Step>, BackupError> {
    let mut taken: HashSet<Place> = archive.files.iter().map(|(p, _)| p.clone()).collect();
    let mut step = |(place, from): &(Place, PathBuf)| {
        place.check(paths)?;
        let does = compare(place, from, &place.path(paths), settings)?;
        let (place, does) = match place {
            Place::Draft(name) if does == Move::Keep => {
                beside(name, from, paths, &mut taken)?.unwrap_or((place.clone(), does))
            }
            _ => (place.clone(), does),
        };
        Ok(Step {
            place,
            does,
            from: from.clone(),
        })
    };
    archive.files.iter().map(&mut step).collect()
}

/// Where a draft goes when another one has its name: under the next free one, unless it is there already.
fn beside(
    name: &str,
    from: &Path,
    paths: &Paths,
    taken: &mut HashSet<Place>,
) -> Result<Option<(Place, Move)>, BackupError> {
    for place in other_names(name).map(Place::Draft) {
        if taken.contains(&place) {
            continue;
        }
        place.check(paths)?;
        let does = compare(&place, from, &place.path(paths), false)?;
        if does != Move::Keep {
            taken.insert(place.clone());
            return Ok(Some((place, does)));
        }
    }
    Ok(None)
}

fn compare(place: &Place, from: &Path, here: &Path, settings: bool) -> Result<Move, BackupError> {
    let len = match fs::symlink_metadata(here) {
        Ok(meta) => meta.len(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Move::Add),
        Err(e) => return Err(BackupError::Read(here.to_owned(), e)),
    };
    if let Place::Journal(id, name) = place
        && let Some(writer) = writer_of(name)
    {
        return journal(id, writer, from, here);
    }
    let there = fs::metadata(from).map_err(|e| BackupError::Read(from.to_owned(), e))?;
    if len == there.len() && sum_of(from)? == sum_of(here)? {
        return Ok(Move::Same);
    }
    Ok(match place {
        Place::Settings if settings => Move::Replace,
        Place::Report(_) if is_report(from)? && !is_report(here)? => Move::Mend,
        Place::Evidence(_, name) if is_named_by_its_sum(name, from)? => {
            if is_named_by_its_sum(name, here)? {
                Move::Keep
            } else {
                Move::Mend
            }
        }
        _ => Move::Keep,
    })
}

/// Whose journal a file is; `None` for what lies among them besides.
pub(super) fn writer_of(name: &str) -> Option<WriterId> {
    name.strip_suffix(".jsonl")?.parse().ok()
}

/// The whole lines decide; what follows the last line end was an append that nobody was told of.
fn journal(id: &str, writer: WriterId, from: &Path, here: &Path) -> Result<Move, BackupError> {
    let (there, known) = (whole_lines(from)?, whole_lines(here)?);
    if there == known {
        return Ok(Move::Same);
    }
    let kin = stray::kinship_of(id, writer, (from, &there), (here, &known))
        .map_err(|e| BackupError::Read(here.to_owned(), e))?;
    let lines = |bytes: &[u8]| bytes.iter().filter(|b| **b == b'\n').count();
    Ok(match kin {
        Kinship::Longer(_, more) => Move::Lengthen(more),
        Kinship::Mends(_, _, 0) => Move::Mend,
        Kinship::Prefix(_) => Move::Longer(lines(&known).saturating_sub(lines(&there))),
        Kinship::Worn(_) => Move::Keep,
        Kinship::Fork(..) | Kinship::Mends(..) | Kinship::Alone => Move::Contradicts,
    })
}

/// The bytes of a file up to its last line end.
pub(super) fn whole_lines(path: &Path) -> Result<Vec<u8>, BackupError> {
    let unread = |e: io::Error| BackupError::Read(path.to_owned(), e);
    let mut file = crate::ledger::store::open_plain(path).map_err(unread)?;
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut file, &mut bytes).map_err(unread)?;
    let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    bytes.truncate(whole);
    Ok(bytes)
}

fn is_report(path: &Path) -> Result<bool, BackupError> {
    let bytes = fs::read(path).map_err(|e| BackupError::Read(path.to_owned(), e))?;
    Ok(report::parse(&bytes).is_ok())
}

/// Evidence is named by the first digits of its sum.
fn is_named_by_its_sum(name: &str, path: &Path) -> Result<bool, BackupError> {
    let Some((mark, _)) = name.split_once('-') else {
        return Ok(false);
    };
    Ok(mark.len() == 16 && sum_of(path)?.starts_with(mark))
}
