//! Carrying a restore out: a copy of what is here first, then file by file, each whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::pack::{Packed, pack};
use super::plan::{Step, whole_lines, writer_of};
use super::{Archive, BackupError, Limits, Place, plan};
use crate::ledger::store::Store as _;
use crate::ledger::store::file::FileStore;
use crate::ledger::store::identity::{Identity, create_private_dir};
use crate::ledger::store::sync_folder;
use crate::output::Draft;
use crate::paths::Paths;

/// Packs what is here into a file of its own in the data folder; `None` when there is nothing to be lost.
///
/// # Errors
/// When it cannot be made; then nothing may be restored.
pub fn safety_copy(paths: &Paths, now: Timestamp) -> Result<Option<PathBuf>, BackupError> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let name = |n: usize| match n {
        1 => format!("before-restore-{stamp}.zip"),
        n => format!("before-restore-{stamp}-{n}.zip"),
    };
    let free = (1..).map(|n| paths.data.join(name(n)));
    let Some(path) = free.take(10_000).find(|p| !p.exists()) else {
        return Ok(None);
    };
    let failed = |e: io::Error| BackupError::Write(path.clone(), e);
    create_private_dir(&paths.data).map_err(failed)?;
    let mut draft = Draft::private_at(&path, false).map_err(failed)?;
    let limits = Limits::default();
    let (packed, _): (Packed, _) = pack(paths, now, &limits, (draft.file(), &path))?;
    if packed.files == 0 {
        return Ok(None);
    }
    draft.keep().map_err(failed)?;
    sync_folder(&paths.data).map_err(failed)?;
    Ok(Some(path))
}

/// Does what was planned, ledger by ledger under its lock. Tells how many files were written.
///
/// # Errors
/// The first file that cannot be written, or that is not any more what the plan was made for. What was written before
/// stays, and the same restore can be run again.
pub fn carry_out(
    archive: &Archive,
    steps: &[Step],
    paths: &Paths,
    settings: bool,
) -> Result<usize, BackupError> {
    let mut written = 0;
    let writing = || steps.iter().filter(|s| s.does.writes());
    let ids: BTreeSet<&str> = writing().filter_map(|s| s.place.ledger()).collect();
    for id in ids {
        let mut store = opened(id, archive, paths)?;
        store.begin_upkeep()?;
        let done = under_lock(id, archive, steps, paths, settings);
        store.end();
        written += done?;
    }
    for step in writing().filter(|s| s.place.ledger().is_none()) {
        put(step, paths)?;
        written += 1;
    }
    Ok(written)
}

/// The ledger of an id, with the report that the archive has for it.
fn opened(id: &str, archive: &Archive, paths: &Paths) -> Result<FileStore, BackupError> {
    let of_report = |(place, _): &&(Place, PathBuf)| *place == Place::Report(id.to_owned());
    let report = match archive.files.iter().find(of_report) {
        Some((_, from)) => fs::read(from).map_err(|e| BackupError::Read(from.clone(), e))?,
        // without a report of its own a ledger is of no use, unless there is one here
        None if Place::Report(id.to_owned()).path(paths).exists() => Vec::new(),
        None => return Err(BackupError::NoBackup(paths.data.clone())),
    };
    let identity = Identity::find(&paths.config, &paths.data);
    Ok(FileStore::new(&paths.data, id, report, identity))
}

/// Looks again with the lock in hand: nobody may have written since the plan was shown.
fn under_lock(
    id: &str,
    archive: &Archive,
    steps: &[Step],
    paths: &Paths,
    settings: bool,
) -> Result<usize, BackupError> {
    let now = plan(archive, paths, settings)?;
    let mut written = 0;
    for step in steps.iter().filter(|s| s.place.ledger() == Some(id)) {
        let path = step.place.path(paths);
        let is_frozen_now = matches!(step.place, Place::Report(_)) && path.exists();
        match now.iter().find(|s| s.place == step.place) {
            Some(again) if again == step && step.does.writes() => {
                put(step, paths)?;
                written += 1;
            }
            Some(again) if again == step => {}
            // taking the lock has put the archive's report there
            Some(again) if is_frozen_now && !again.does.writes() => written += 1,
            _ => return Err(BackupError::Moved(path)),
        }
    }
    Ok(written)
}

/// Puts one file in its place, whole or not at all.
fn put(step: &Step, paths: &Paths) -> Result<(), BackupError> {
    let path = step.place.path(paths);
    let failed = |e: io::Error| BackupError::Write(path.clone(), e);
    let folder = path.parent().unwrap_or(Path::new(""));
    create_private_dir(folder).map_err(failed)?;
    step.place.check(paths)?;
    // a draft that came there since the plan was shown is not overwritten
    let replaces = !matches!(step.place, Place::Draft(_));
    let mut draft = Draft::private_at(&path, replaces).map_err(failed)?;
    match &step.place {
        Place::Journal(_, name) if writer_of(name).is_some() => {
            io::Write::write_all(draft.file(), &whole_lines(&step.from)?).map_err(failed)?;
        }
        _ => {
            let unread = |e| BackupError::Read(step.from.clone(), e);
            let mut from = File::open(&step.from).map_err(unread)?;
            io::copy(&mut from, draft.file()).map_err(failed)?;
        }
    }
    draft.keep().map_err(failed)?;
    sync_folder(folder).map_err(failed)
}
