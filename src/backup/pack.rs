//! Making an archive: journals first, since the evidence that they name was there before them.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::place::{Place, is_beside, is_draft, plain_files};
use super::{BackupError, CONTENTS, Contents, Limits, Measure, Part, SCHEMA};
use crate::ledger::store::file::ledger_dir;
use crate::ledger::store::open_plain;
use crate::paths::Paths;
use crate::setup::drafts;
use crate::setup::source::ledger_ids;

/// What was packed.
#[derive(Debug, Default)]
pub struct Packed {
    /// Ledgers.
    pub ledgers: usize,
    /// Files.
    pub files: usize,
    /// Bytes of these files, before they were packed.
    pub bytes: u64,
    /// Links and other things that are no plain files, which were left out.
    pub left: Vec<PathBuf>,
}

/// Writes all files of the two folders into an archive.
///
/// # Errors
/// A file that cannot be read or written, or more than the limits: an archive that could not be restored is not made.
pub fn pack<W: Write + Seek>(
    paths: &Paths,
    now: Timestamp,
    limits: &Limits,
    (to, path): (W, &Path),
) -> Result<(Packed, W), BackupError> {
    let mut packed = Packed::default();
    let places = places(paths, &mut packed)?;
    if places.len() > limits.parts {
        let most = limits.parts as u64;
        return Err(BackupError::TooMuch(
            paths.data.clone(),
            Measure::Parts,
            most,
        ));
    }
    let mut zip = ZipWriter::new(to);
    let mut files = Vec::new();
    for place in places {
        let from = place.path(paths);
        let part = add(&mut zip, &place, (&from, path), limits)?;
        packed.bytes += part.size;
        if packed.bytes > limits.all {
            return Err(BackupError::TooMuch(from, Measure::All, limits.all));
        }
        files.push(part);
    }
    packed.files = files.len();
    let contents = Contents {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made: now,
        files,
    };
    let failed = |e: io::Error| BackupError::Write(path.to_owned(), e);
    let list = serde_json::to_vec_pretty(&contents).map_err(|e| failed(e.into()))?;
    zip.start_file(CONTENTS, SimpleFileOptions::default())
        .map_err(|e| failed(e.into()))?;
    zip.write_all(&list).map_err(failed)?;
    let to = zip.finish().map_err(|e| failed(e.into()))?;
    Ok((packed, to))
}

/// Every file that belongs into a backup, each ledger's journals before its evidence.
fn places(paths: &Paths, packed: &mut Packed) -> Result<Vec<Place>, BackupError> {
    let mut all = Vec::new();
    let mut take = |place: Place, left: &mut Vec<PathBuf>| match place.check(paths) {
        Ok(()) if place.path(paths).exists() => all.push(place),
        Ok(()) => {}
        Err(BackupError::Link(path)) => left.push(path),
        Err(_) => left.push(place.path(paths)),
    };
    let left = &mut packed.left;
    for id in ledger_ids(&paths.data) {
        packed.ledgers += 1;
        let dir = ledger_dir(&paths.data, &id);
        take(Place::Report(id.clone()), left);
        for name in plain_files(&dir.join("journal"), left)? {
            if name.contains(".jsonl") {
                take(Place::Journal(id.clone(), name), left);
            }
        }
        // what else lies there (the lock) is no part of a backup, and nothing to tell of
        for name in plain_files(&dir, &mut Vec::new())? {
            if is_beside(&name) {
                take(Place::Beside(id.clone(), name), left);
            }
        }
        for name in plain_files(&dir.join("evidence"), left)? {
            take(Place::Evidence(id.clone(), name), left);
        }
    }
    for name in plain_files(&drafts::folder(&paths.data), left)? {
        if is_draft(&name) {
            take(Place::Draft(name), left);
        }
    }
    take(Place::Settings, left);
    Ok(all)
}

/// Adds one file as long as it is now; what is appended meanwhile belongs into the next backup.
fn add<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    place: &Place,
    (from, to): (&Path, &Path),
    limits: &Limits,
) -> Result<Part, BackupError> {
    let unread = |e: io::Error| BackupError::Read(from.to_owned(), e);
    let mut file = open_plain(from).map_err(unread)?;
    let len = file.metadata().map_err(unread)?.len();
    if len > limits.part {
        return Err(BackupError::TooMuch(
            from.to_owned(),
            Measure::Part,
            limits.part,
        ));
    }
    let (name, options) = (place.name(), SimpleFileOptions::default());
    zip.start_file(&name, options.large_file(len > u32::MAX.into()))
        .map_err(|e| BackupError::Write(to.to_owned(), e.into()))?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    each_block(&mut (&mut file).take(len), unread, |block| {
        hash.update(block);
        size += block.len() as u64;
        zip.write_all(block)
            .map_err(|e| BackupError::Write(to.to_owned(), e))
    })?;
    Ok(Part {
        name,
        size,
        sha256: HEXLOWER.encode(&hash.finalize()),
    })
}

/// Reads to the end, block by block.
pub(super) fn each_block(
    from: &mut impl Read,
    unread: impl Fn(io::Error) -> BackupError,
    mut take: impl FnMut(&[u8]) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let mut block = vec![0; 1 << 16];
    loop {
        match from.read(&mut block) {
            Ok(0) => return Ok(()),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Ok(n) => take(block.get(..n).unwrap_or_default())?,
            Err(e) => return Err(unread(e)),
        }
    }
}

/// SHA-256 of a file, in hex.
pub(super) fn sum_of(path: &Path) -> Result<String, BackupError> {
    let unread = |e: io::Error| BackupError::Read(path.to_owned(), e);
    let mut file: File = open_plain(path).map_err(unread)?;
    let mut hash = Sha256::new();
    each_block(&mut file, unread, |block| {
        hash.update(block);
        Ok(())
    })?;
    Ok(HEXLOWER.encode(&hash.finalize()))
}
