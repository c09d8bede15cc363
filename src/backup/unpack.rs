//! Opening an archive: names, sizes and sums are checked before anything is compared, and it unpacks beside the ledger.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::pack::each_block;
use super::place::Place;
use super::{BackupError, CONTENTS, Contents, Limits, Measure, Part, SCHEMA};
use crate::report::sanitise;

/// An archive that holds what it says, unpacked into a folder that goes away with it.
#[derive(Debug)]
pub struct Archive {
    /// When it was made.
    pub made: Timestamp,
    /// Version of the program that made it.
    pub version: String,
    /// Its files, and where they are unpacked.
    pub files: Vec<(Place, PathBuf)>,
    folder: TempDir,
}

impl Archive {
    /// The folder that holds the unpacked files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Unpacks an archive into a new folder below `room`.
///
/// # Errors
/// Anything that is not as [`pack`](super::pack) writes it, or more than the limits; nothing is left behind.
pub fn unpack(path: &Path, room: &Path, limits: &Limits) -> Result<Archive, BackupError> {
    let unread = |e: io::Error| BackupError::Read(path.to_owned(), e);
    let file = File::open(path).map_err(unread)?;
    if !file.metadata().map_err(unread)?.is_file() {
        return Err(unread(io::ErrorKind::InvalidInput.into()));
    }
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(path, &e))?;
    if zip.len() > limits.parts + 1 {
        let most = limits.parts as u64;
        return Err(BackupError::TooMuch(path.to_owned(), Measure::Parts, most));
    }
    let contents = contents(&mut zip, path, limits)?;
    let mut listed: HashMap<&str, &Part> = contents
        .files
        .iter()
        .map(|p| (p.name.as_str(), p))
        .collect();
    let folder = tempfile::Builder::new()
        .prefix(".dudao-restore-")
        .tempdir_in(room)
        .map_err(|e| BackupError::Write(room.to_owned(), e))?;
    let (mut files, mut all) = (Vec::new(), 0);
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(|e| broken(path, &e))?;
        let name = name_of(&entry, path)?;
        if name == CONTENTS {
            continue;
        }
        let foreign = || BackupError::Foreign(path.to_owned(), sanitise::line(&name));
        let place = Place::of(&name).ok_or_else(foreign)?;
        // a name that is listed twice or not at all is none of ours
        let part = listed.remove(name.as_str()).ok_or_else(foreign)?;
        if part.size > limits.part {
            return Err(BackupError::TooMuch(
                path.to_owned(),
                Measure::Part,
                limits.part,
            ));
        }
        all += part.size;
        if all > limits.all {
            return Err(BackupError::TooMuch(
                path.to_owned(),
                Measure::All,
                limits.all,
            ));
        }
        let to = folder.path().join(at.to_string());
        extract(&mut entry, part, path, &to)?;
        files.push((place, to));
    }
    if let Some(missing) = listed.into_keys().next() {
        return Err(BackupError::Differs(
            path.to_owned(),
            sanitise::line(missing),
        ));
    }
    files.sort();
    Ok(Archive {
        made: contents.made,
        version: sanitise::line(&contents.version),
        files,
        folder,
    })
}

/// The list of contents.
fn contents(
    zip: &mut ZipArchive<BufReader<File>>,
    path: &Path,
    limits: &Limits,
) -> Result<Contents, BackupError> {
    let none = || BackupError::NoBackup(path.to_owned());
    let list = zip.by_name(CONTENTS).map_err(|_| none())?;
    let mut bytes = Vec::new();
    list.take(limits.contents)
        .read_to_end(&mut bytes)
        .map_err(|e| broken(path, &e))?;
    let contents: Contents = serde_json::from_slice(&bytes).map_err(|_| none())?;
    (contents.schema == SCHEMA)
        .then_some(contents)
        .ok_or_else(none)
}

/// The name of a plain file in the archive; a link or folder is refused.
fn name_of(entry: &ZipFile<'_, BufReader<File>>, path: &Path) -> Result<String, BackupError> {
    let name = entry.name().map_err(|e| broken(path, &e))?.into_owned();
    if entry.is_symlink() || entry.is_dir() {
        return Err(BackupError::Foreign(path.to_owned(), sanitise::line(&name)));
    }
    Ok(name)
}

/// Unpacks one file and holds it against the list; no more is written than the list says.
fn extract(
    entry: &mut ZipFile<'_, BufReader<File>>,
    part: &Part,
    path: &Path,
    to: &Path,
) -> Result<(), BackupError> {
    let unwritten = |e: io::Error| BackupError::Write(to.to_owned(), e);
    let mut file = File::create_new(to).map_err(unwritten)?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut from = entry.take(part.size.saturating_add(1));
    each_block(
        &mut from,
        |e| broken(path, &e),
        |block| {
            hash.update(block);
            size += block.len() as u64;
            file.write_all(block).map_err(unwritten)
        },
    )?;
    if size != part.size || HEXLOWER.encode(&hash.finalize()) != part.sha256 {
        return Err(BackupError::Differs(
            path.to_owned(),
            sanitise::line(&part.name),
        ));
    }
    Ok(())
}

fn broken(path: &Path, why: &dyn std::fmt::Display) -> BackupError {
    BackupError::NoArchive(path.to_owned(), sanitise::line(&why.to_string()))
}
