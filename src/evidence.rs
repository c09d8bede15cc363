//! Evidence as files: copied into the ledger's folder, or left where it is; recognised by SHA-256.
//!
//! Part of the shell. What a journal says about places is not trusted: a copied file is looked for in the ledger's
//! evidence folder and nowhere else.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::ledger::event::{Evidence, Holding};
use crate::ledger::store::identity::create_private_dir;
use crate::report::sanitise;

/// Folder below that of the ledger.
const FOLDER: &str = "evidence";
/// Hex digits of the sum that stand before the name.
const MARK: usize = 16;
/// Longest name behind them, in bytes; file systems take 255.
const LONGEST_NAME: usize = 120;
const BLOCK: usize = 1 << 16;

/// How a file stands against what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// As it was.
    Present,
    /// Other bytes than those recorded.
    Changed,
    /// Not there.
    Missing,
    /// There is something else: a folder, a link, a device, or a place outside the ledger's evidence folder.
    NotAFile,
}

impl Check {
    /// The code word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::NotAFile => "not_a_file",
        }
    }
}

/// Copies a file into a ledger's folder, for this user alone; a file that is there already is not copied again.
///
/// # Errors
/// What the system says; [`io::ErrorKind::InvalidInput`] for anything but a regular file.
pub fn copy(ledger: &Path, file: &Path, name: Option<&str>) -> io::Result<Evidence> {
    let mut from = open(file)?;
    let name = shown_name(file, name)?;
    let folder = ledger.join(FOLDER);
    create_private_dir(&folder)?;
    if fs::symlink_metadata(&folder)?.is_symlink() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let mut temp = tempfile::Builder::new()
        .prefix(".dudao-")
        .tempfile_in(&folder)?;
    let (sum, size) = stream(&mut from, temp.as_file_mut())?;
    let stored = if let Some(stored) = known(&folder, &sum, size)? {
        stored
    } else {
        let stored = format!("{}-{}", mark(&sum), safe(&name));
        temp.as_file().sync_all()?;
        temp.persist(folder.join(&stored)).map_err(|e| e.error)?;
        #[cfg(unix)]
        File::open(&folder)?.sync_all()?;
        stored
    };
    Ok(Evidence {
        name: name.into(),
        how: Holding::Copied,
        place: format!("{FOLDER}/{stored}").into(),
        sha256: Some(sum.into()),
        size: Some(size),
    })
}

/// A file that stays where it is, with its absolute path.
///
/// # Errors
/// As [`copy`]; [`io::ErrorKind::InvalidInput`] also for a path that cannot be written down.
pub fn link(file: &Path, name: Option<&str>) -> io::Result<Evidence> {
    let mut from = open(file)?;
    let path = std::path::absolute(file)?;
    let place = path.to_str().filter(|p| sanitise::paragraphs(p) == *p);
    let place = place.ok_or(io::ErrorKind::InvalidInput)?;
    let (sum, size) = stream(&mut from, &mut io::sink())?;
    Ok(Evidence {
        name: shown_name(file, name)?.into(),
        how: Holding::Linked,
        place: place.into(),
        sha256: Some(sum.into()),
        size: Some(size),
    })
}

/// An address.
pub fn address(url: &str, name: Option<&str>) -> Evidence {
    let url = sanitise::line(url).trim().to_owned();
    let name = name.map(|n| sanitise::line(n).trim().to_owned());
    Evidence {
        name: name.filter(|n| !n.is_empty()).unwrap_or(url.clone()).into(),
        how: Holding::Link,
        place: url.into(),
        sha256: None,
        size: None,
    }
}

/// Whether a text is an address such as `https://…` and not a path.
pub fn is_address(text: &str) -> bool {
    let scheme = |s: &str| s.len() > 1 && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+');
    text.split_once("://").is_some_and(|(s, _)| scheme(s))
}

/// How a file stands against what was recorded; `None` for an address, which nobody asks.
pub fn check(ledger: &Path, evidence: &Evidence) -> Option<Check> {
    let path = match evidence.how {
        Holding::Link => return None,
        Holding::Linked => PathBuf::from(&*evidence.place),
        Holding::Copied => match inside(ledger, &evidence.place) {
            Some(path) => path,
            None => return Some(Check::NotAFile),
        },
    };
    // a journal must not make this machine knock at another one
    if evidence.how == Holding::Linked
        && (!path.is_absolute() || evidence.place.starts_with("\\\\"))
    {
        return Some(Check::NotAFile);
    }
    let meta = match evidence.how {
        Holding::Copied => fs::symlink_metadata(&path),
        _ => fs::metadata(&path),
    };
    Some(match meta {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Check::Missing,
        Err(_) => Check::NotAFile,
        Ok(meta) if !meta.is_file() => Check::NotAFile,
        Ok(meta) if evidence.size.is_some_and(|size| size != meta.len()) => Check::Changed,
        Ok(_) => match (&evidence.sha256, sum_of(&path)) {
            (Some(sum), Ok((found, _))) if found == **sum => Check::Present,
            (None, Ok(_)) => Check::Present,
            (_, Ok(_)) => Check::Changed,
            (_, Err(_)) => Check::NotAFile,
        },
    })
}

/// The path of a copied file, if it is one directly in the evidence folder, and that folder is no link.
fn inside(ledger: &Path, place: &str) -> Option<PathBuf> {
    let parts: Vec<_> = Path::new(place).components().collect();
    let [Component::Normal(folder), Component::Normal(_)] = parts.as_slice() else {
        return None;
    };
    let folder_path = ledger.join(FOLDER);
    let is_link = fs::symlink_metadata(&folder_path).is_ok_and(|m| m.is_symlink());
    let is_ours = *folder == FOLDER && !is_link && !place.contains(['\\', ':']);
    is_ours.then(|| ledger.join(place))
}

/// A file of this content that is in the folder already.
fn known(folder: &Path, sum: &str, size: u64) -> io::Result<Option<String>> {
    let mark = format!("{}-", mark(sum));
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let is_file = entry.file_type()?.is_file();
        if is_file && name.starts_with(&mark) && entry.metadata()?.len() == size {
            let found = sum_of(&entry.path());
            if found.is_ok_and(|(found, _)| found == sum) {
                return Ok(Some(name));
            }
        }
    }
    Ok(None)
}

fn open(file: &Path) -> io::Result<File> {
    let meta = fs::metadata(file)?;
    match (meta.is_file(), meta.is_dir()) {
        (true, _) => File::open(file),
        (_, true) => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn sum_of(path: &Path) -> io::Result<(String, u64)> {
    stream(&mut File::open(path)?, &mut io::sink())
}

/// Copies block by block; SHA-256 in hex, and the number of bytes.
fn stream(from: &mut impl Read, to: &mut impl Write) -> io::Result<(String, u64)> {
    let (mut hash, mut size, mut block) = (Sha256::new(), 0, vec![0; BLOCK]);
    loop {
        let n = match from.read(&mut block) {
            Ok(0) => break,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let read = block.get(..n).unwrap_or_default();
        hash.update(read);
        to.write_all(read)?;
        size += read.len() as u64;
    }
    Ok((HEXLOWER.encode(&hash.finalize()), size))
}

fn mark(sum: &str) -> &str {
    sum.get(..MARK).unwrap_or(sum)
}

/// The name given, else the file's.
fn shown_name(file: &Path, name: Option<&str>) -> io::Result<String> {
    let own = || file.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.map(str::to_owned).or_else(own);
    let name = sanitise::line(&name.unwrap_or_default()).trim().to_owned();
    if name.is_empty() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(name)
}

/// A name that every file system takes: letters, digits, dot, hyphen; its end stays, where the ending is.
fn safe(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect();
    let mut start = name.len().saturating_sub(LONGEST_NAME);
    while !name.is_char_boundary(start) {
        start += 1;
    }
    name.get(start..)
        .unwrap_or_default()
        .trim_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> (tempfile::TempDir, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("验收 报告.pdf");
        fs::write(&file, b"abc").unwrap();
        (home, file)
    }

    #[test]
    fn a_copy_is_named_by_its_sum_and_kept_once() {
        let (home, file) = desk();
        let ledger = home.path().join("ledger");
        let one = copy(&ledger, &file, None).unwrap();
        assert_eq!(&*one.place, "evidence/ba7816bf8f01cfea-验收_报告.pdf");
        assert_eq!((&*one.name, one.size), ("验收 报告.pdf", Some(3)));
        let two = copy(&ledger, &file, Some("另一个名字")).unwrap();
        assert_eq!(one.place, two.place);
        assert_eq!(fs::read_dir(ledger.join(FOLDER)).unwrap().count(), 1);
        assert_eq!(check(&ledger, &one), Some(Check::Present));
    }

    #[test]
    fn what_happened_to_a_copy_is_seen_and_a_new_copy_mends_it() {
        let (home, file) = desk();
        let ledger = home.path().join("ledger");
        let kept = copy(&ledger, &file, None).unwrap();
        let stored = ledger.join(&*kept.place);
        for bytes in [&b"abd"[..], b"abcd"] {
            fs::write(&stored, bytes).unwrap();
            assert_eq!(check(&ledger, &kept), Some(Check::Changed));
        }
        copy(&ledger, &file, None).unwrap();
        assert_eq!(check(&ledger, &kept), Some(Check::Present));
        fs::remove_file(&stored).unwrap();
        assert_eq!(check(&ledger, &kept), Some(Check::Missing));
        fs::create_dir(&stored).unwrap();
        assert_eq!(check(&ledger, &kept), Some(Check::NotAFile));
    }

    #[test]
    fn no_place_in_a_journal_leads_out_of_the_evidence_folder() {
        let (home, file) = desk();
        let ledger = home.path().join("ledger");
        let kept = copy(&ledger, &file, None).unwrap();
        let absolute = file.to_str().unwrap();
        let outside = "evidence/../../验收 报告.pdf";
        for place in [
            outside,
            "../验收 报告.pdf",
            absolute,
            "report.json",
            "",
            "evidence",
        ] {
            let forged = Evidence {
                place: place.into(),
                ..kept.clone()
            };
            assert_eq!(check(&ledger, &forged), Some(Check::NotAFile), "{place}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_copy_is_private_and_a_link_in_its_place_is_not_followed() {
        use std::os::unix::fs::PermissionsExt as _;
        let (home, file) = desk();
        let ledger = home.path().join("ledger");
        let kept = copy(&ledger, &file, None).unwrap();
        let stored = ledger.join(&*kept.place);
        let mode = fs::metadata(&stored).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::remove_file(&stored).unwrap();
        std::os::unix::fs::symlink(&file, &stored).unwrap();
        assert_eq!(check(&ledger, &kept), Some(Check::NotAFile));
    }

    #[test]
    fn a_linked_file_stays_where_it_is_and_an_address_is_not_asked() {
        let (home, file) = desk();
        let linked = link(&file, Some("验收")).unwrap();
        assert_eq!((&*linked.name, linked.how), ("验收", Holding::Linked));
        assert_eq!(check(home.path(), &linked), Some(Check::Present));
        let url = address("https://example.org/a", None);
        assert_eq!(
            (&*url.name, check(home.path(), &url)),
            ("https://example.org/a", None)
        );
        assert!(is_address("https://x") && !is_address("a/b.pdf") && !is_address("C:/a"));
        assert!(link(home.path(), None).is_err() && copy(home.path(), home.path(), None).is_err());
    }

    #[test]
    fn names_are_safe_and_keep_their_ending() {
        assert_eq!(safe("../a b?.pdf"), "_a_b_.pdf");
        let long = safe(&("报".repeat(100) + ".pdf"));
        assert!(long.len() <= LONGEST_NAME && long.ends_with("报.pdf"));
    }
}
