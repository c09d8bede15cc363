//! Writing to a ledger's folder: durable, or as it was before.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
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
    let mut file = disk::open_to_write(&mut options, path)?;
    let written = file
        .metadata()
        .and_then(|meta| disk::write(&mut file, bytes).map(|()| meta))
        .and_then(|meta| disk::sync(&file).map(|()| meta))
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
    let file = disk::open_to_write(File::options().write(true), path)?;
    disk::truncate(&file, whole)
}

/// Bytes after the last complete line are an append that was interrupted: they go into a file of their own.
pub(super) fn set_torn_aside(path: &Path, whole: u64) -> io::Result<Option<Notice>> {
    let mut file = disk::open_to_write(File::options().read(true).write(true), path)?;
    let torn = file.metadata()?.len().saturating_sub(whole);
    if torn == 0 {
        return Ok(None);
    }
    let aside = path.with_extension("jsonl.torn");
    let mut to = disk::open_to_write(File::options().append(true).create(true), &aside)?;
    file.seek(SeekFrom::Start(whole))?;
    let mut block = vec![0; 1 << 16];
    let mut rest = (&mut file).take(torn);
    loop {
        match rest.read(&mut block)? {
            0 => break,
            n => disk::write(&mut to, block.get(..n).unwrap_or_default())?,
        }
    }
    disk::write(&mut to, b"\n")?;
    disk::sync(&to)?;
    disk::truncate(&file, whole)?;
    Ok(Some(Notice::SetAside(path.to_owned(), aside, torn)))
}

/// The report as it is now, beside the journals: a later edition must not change what was decided about.
pub(super) fn freeze(dir: &Path, report: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    let path = dir.join("report.json");
    if path.exists() {
        return Ok(());
    }
    match place(dir, &path, report, false) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err((path, e)),
        _ => Ok(()),
    }
}

/// Puts a small file into a folder, whole or not at all, and makes it last.
pub(super) fn place(dir: &Path, path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let mut temp = tempfile::NamedTempFile::new_in(dir)?;
    disk::write(temp.as_file_mut(), bytes)?;
    disk::sync(temp.as_file())?;
    disk::rename(temp, path, replace)?;
    disk::sync_dir(dir)
}
