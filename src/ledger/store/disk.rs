//! What the operating system has to be asked for: private modes, no links, lasting folders, free space, who owns what.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// Opens a journal for reading; a symbolic link is not followed.
///
/// # Errors
/// What the system says.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    no_follow(&mut options);
    options.open(path)
}

/// Refuses symbolic links where the platform can.
#[cfg(unix)]
fn no_follow(options: &mut fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed());
}

/// Refuses symbolic links where the platform can.
#[cfg(not(unix))]
fn no_follow(_: &mut fs::OpenOptions) {}

/// Device and inode of a file, to notice that another one took its place.
#[cfg(unix)]
pub(super) fn identity(meta: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (meta.dev(), meta.ino())
}

/// Device and inode of a file, to notice that another one took its place.
#[cfg(not(unix))]
pub(super) fn identity(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// What is asked of a disk, and what a test can let fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    Open,
    Folder,
    Write,
    Sync,
    Truncate,
    Lock,
    Rename,
}

/// Does nothing; in tests it fails where a test wants it to.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
fn about_to(_: Call) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
fn about_to(call: Call) -> io::Result<()> {
    super::failing::about_to(call)
}

/// Opens a file for writing; a symbolic link is not followed, and a new file is for this user alone.
pub(super) fn open_to_write(options: &mut fs::OpenOptions, path: &Path) -> io::Result<File> {
    about_to(Call::Open)?;
    no_follow(options);
    private(options).open(path)
}

/// Writes all bytes.
pub(super) fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if let Err(e) = about_to(Call::Write) {
        // a write that fails has often been half done
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        return file.write_all(half).and(Err(e));
    }
    file.write_all(bytes)
}

/// Makes what was written last.
pub(super) fn sync(file: &File) -> io::Result<()> {
    about_to(Call::Sync)?;
    file.sync_data()
}

/// Cuts a file and makes that last.
pub(super) fn truncate(file: &File, len: u64) -> io::Result<()> {
    about_to(Call::Truncate)?;
    file.set_len(len)?;
    about_to(Call::Sync)?;
    file.sync_all()
}

/// Takes the lock of an open file, if nobody has it.
pub(super) fn try_lock(file: &File) -> Result<(), TryLockError> {
    about_to(Call::Lock).map_err(TryLockError::Error)?;
    file.try_lock()
}

/// Gives a file its name; one that is there already is replaced only if that is wanted.
pub(super) fn rename(temp: NamedTempFile, path: &Path, replace: bool) -> io::Result<()> {
    about_to(Call::Rename)?;
    let placed = if replace {
        temp.persist(path)
    } else {
        temp.persist_noclobber(path)
    };
    placed.map(|_| ()).map_err(|e| e.error)
}

/// Makes a folder and its parents, for this user alone.
///
/// # Errors
/// What the system says.
pub fn create_private_dir(dir: &Path) -> io::Result<()> {
    about_to(Call::Folder)?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(dir)
}

/// Files for this user alone.
fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Makes new names in a folder last.
///
/// # Errors
/// What the system says.
#[cfg(unix)]
pub fn sync_dir(dir: &Path) -> io::Result<()> {
    about_to(Call::Sync)?;
    File::open(dir)?.sync_all()
}

/// Makes new names in a folder last; other systems do so by themselves.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_dir(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Bytes that this user may still write on the disk of a folder.
#[cfg(unix)]
pub(super) fn free_space(dir: &Path) -> Option<u64> {
    let at = dir.ancestors().find(|d| d.exists())?;
    let stat = rustix::fs::statvfs(at).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

#[cfg(not(unix))]
pub(super) fn free_space(_: &Path) -> Option<u64> {
    None
}

/// Root by `sudo` in a folder that belongs to somebody else: files made now would lock the owner out.
#[cfg(unix)]
pub(super) fn is_foreign_root(dir: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let by_sudo = std::env::var_os("SUDO_UID").is_some();
    let owner = dir
        .ancestors()
        .find_map(|d| fs::metadata(d).ok())
        .map(|m| m.uid());
    by_sudo && rustix::process::geteuid().is_root() && owner.is_some_and(|uid| uid != 0)
}

#[cfg(not(unix))]
pub(super) fn is_foreign_root(_: &Path) -> bool {
    false
}
