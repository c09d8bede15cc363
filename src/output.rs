//! Files that are there whole or not at all: written beside their place, synced, then renamed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that is being written.
#[derive(Debug)]
pub struct Draft {
    temp: NamedTempFile,
    path: PathBuf,
    replace: bool,
}

impl Draft {
    /// Finds out whether a place can be written, before the work is done. What a link points to is replaced, not the link.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when the file is there and must not be replaced, or what the system says.
    pub fn at(path: &Path, replace: bool) -> io::Result<Self> {
        Self::with(path, replace, 0o666)
    }

    /// As [`at`](Self::at), for this user alone.
    ///
    /// # Errors
    /// As there.
    pub fn private_at(path: &Path, replace: bool) -> io::Result<Self> {
        Self::with(path, replace, 0o600)
    }

    fn with(path: &Path, replace: bool, mode: u32) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(_) if !replace => return Err(io::ErrorKind::AlreadyExists.into()),
            _ => {}
        }
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        let temp = temporary(folder.unwrap_or(Path::new(".")), mode)?;
        Ok(Self {
            temp,
            path,
            replace,
        })
    }

    /// Writes the file; what was there before stays when that fails.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(mut self, bytes: &[u8]) -> io::Result<()> {
        self.temp.write_all(bytes)?;
        self.keep()
    }

    /// The file that is being written, for what does not fit into memory.
    pub fn file(&mut self) -> &mut fs::File {
        self.temp.as_file_mut()
    }

    /// Puts what was written in its place; what was there before stays when that fails.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(self) -> io::Result<()> {
        self.temp.as_file().sync_all()?;
        let placed = if self.replace {
            self.temp.persist(&self.path)
        } else {
            self.temp.persist_noclobber(&self.path)
        };
        placed.map(|_| ()).map_err(|e| e.error)
    }

    /// Where it will be.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A file beside the one to be written, with these rights as far as the user's mask allows.
fn temporary(folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(not(unix))]
    let _ = mode;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    builder.prefix(".dudao-").tempfile_in(folder)
}
