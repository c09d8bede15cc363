//! Writing to a ledger's folder: durable, or as it was before.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::{Notice, disk};

/// One write, one sync; after an error the file is as long as before. Tells which file it is.
pub(super) fn durably(
    path: &Path,
    whole: u64,
    bytes: &[u8],
    is_new: bool,
) -> io::Result<(u64, u64)> {
    let mut options = File::options();
    options.append(true).create(true);
    disk::no_follow(&mut options);
    let mut file = disk::private(&mut options).open(path)?;
    let written = file
        .metadata()
        .and_then(|meta| file.write_all(bytes).map(|()| meta))
        .and_then(|meta| file.sync_data().map(|()| meta))
        .and_then(|meta| match path.parent() {
            Some(dir) if is_new => disk::sync_dir(dir).map(|()| meta),
            _ => Ok(meta),
        });
    drop(file);
    written.map(|meta| disk::identity(&meta)).inspect_err(|_| {
        // if this fails too, whoever reads next meets a torn tail or lines that nobody acknowledged
        let _ = cut(path, whole);
    })
}

/// Cuts a journal back; a handle that only appends cannot do this on Windows.
fn cut(path: &Path, whole: u64) -> io::Result<()> {
    let mut options = File::options();
    disk::no_follow(options.write(true));
    let file = options.open(path)?;
    file.set_len(whole)?;
    file.sync_all()
}

/// Bytes after the last complete line are an append that was interrupted: they go into a file of their own.
pub(super) fn set_torn_aside(path: &Path, whole: u64) -> io::Result<Option<Notice>> {
    let mut options = File::options();
    disk::no_follow(options.read(true).write(true));
    let mut file = options.open(path)?;
    let torn = file.metadata()?.len().saturating_sub(whole);
    if torn == 0 {
        return Ok(None);
    }
    let aside = path.with_extension("jsonl.torn");
    let mut options = File::options();
    disk::no_follow(options.append(true).create(true));
    let mut to = disk::private(&mut options).open(&aside)?;
    file.seek(SeekFrom::Start(whole))?;
    io::copy(&mut (&mut file).take(torn), &mut to)?;
    to.write_all(b"\n")?;
    to.sync_all()?;
    file.set_len(whole)?;
    file.sync_all()?;
    Ok(Some(Notice::SetAside(path.to_owned(), aside, torn)))
}

/// The report as it is now, beside the journals: a later edition must not change what was decided about.
pub(super) fn freeze(dir: &Path, report: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    let path = dir.join("report.json");
    if path.exists() {
        return Ok(());
    }
    let write = || -> io::Result<()> {
        let mut temp = tempfile::NamedTempFile::new_in(dir)?;
        temp.write_all(report)?;
        temp.as_file().sync_all()?;
        match temp.persist_noclobber(&path) {
            Err(e) if e.error.kind() != io::ErrorKind::AlreadyExists => Err(e.error),
            _ => disk::sync_dir(dir),
        }
    };
    write().map_err(|e| (path.clone(), e))
}
