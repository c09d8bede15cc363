//! What the operating system has to be asked for: private modes, no links, lasting folders, free space, who owns what.

use std::fs::{self, File};
use std::io;
use std::path::Path;

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
pub(super) fn no_follow(options: &mut fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed());
}

/// Refuses symbolic links where the platform can.
#[cfg(not(unix))]
pub(super) fn no_follow(_: &mut fs::OpenOptions) {}

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

/// Makes a folder and its parents, for this user alone.
///
/// # Errors
/// What the system says.
pub fn create_private_dir(dir: &Path) -> io::Result<()> {
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
pub(super) fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
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
