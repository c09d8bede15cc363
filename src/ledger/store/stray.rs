//! Files that lie among the journals and that nobody reads, such as the conflict copies of sync tools: what they hold
//! compared with the journals.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::disk;

/// How a stray file stands to a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kinship {
    /// All of it stands at the beginning of this journal.
    Prefix(PathBuf),
    /// It is this journal and so many lines more.
    Longer(PathBuf, usize),
    /// It begins like this journal and differs from this line on, counted from 1.
    Fork(PathBuf, usize),
    /// It begins like none of them.
    Alone,
}

/// Compares a stray file with journals; the one that it shares most lines with counts.
///
/// # Errors
/// When a file cannot be read; a symbolic link is not followed.
pub fn kinship(stray: &Path, journals: &[PathBuf]) -> io::Result<Kinship> {
    let bytes = read(stray)?;
    let mut best = (0, Kinship::Alone);
    for path in journals {
        let known = read(path)?;
        let (shared, kin) = compare(&bytes, &known, path);
        if shared > best.0 {
            best = (shared, kin);
        }
    }
    Ok(best.1)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    disk::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Lines that both begin with, and what that makes of the stray file.
fn compare(stray: &[u8], known: &[u8], path: &Path) -> (usize, Kinship) {
    let lines = |bytes: &[u8]| bytes.split_inclusive(|b| *b == b'\n').count();
    let pairs = stray
        .split_inclusive(|b| *b == b'\n')
        .zip(known.split_inclusive(|b| *b == b'\n'));
    let shared = pairs.take_while(|(a, b)| a == b).count();
    let path = path.to_owned();
    let kin = if known.starts_with(stray) {
        Kinship::Prefix(path)
    } else if stray.starts_with(known) {
        Kinship::Longer(path, lines(stray) - lines(known))
    } else {
        Kinship::Fork(path, shared + 1)
    };
    (shared, kin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_told_from_forks() {
        let home = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = home.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let (a, b) = (file("a", "1\n2\n3\n"), file("b", "x\ny\n"));
        let of = |text: &str| kinship(&file("stray", text), &[b.clone(), a.clone()]).unwrap();
        assert_eq!(of("1\n2\n"), Kinship::Prefix(a.clone()));
        assert_eq!(of("1\n2\n3\n"), Kinship::Prefix(a.clone()));
        assert_eq!(of("1\n2\n3\n4\n5\n"), Kinship::Longer(a.clone(), 2));
        assert_eq!(of("1\n2\n9\n"), Kinship::Fork(a.clone(), 3));
        assert_eq!(of("q\n"), Kinship::Alone);
    }
}
