//! Which report, and from where: a ledger's own frozen copy, a built-in one, or a file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::SetupError;
use crate::board::lookup;
use crate::ledger::store::file::ledger_dir;
use crate::report::{Report, builtin_ids, builtin_source, parse};

/// The report that is taken when none is named.
pub const DEFAULT_REPORT: &str = "weihai-2022";

/// A report that was found and holds together.
#[derive(Debug)]
pub struct Source {
    /// The report.
    pub report: Report,
    /// Its bytes as they stand on disk or in the program.
    pub bytes: Vec<u8>,
    /// The file it was read from; `None` for a built-in one.
    pub path: Option<PathBuf>,
    /// A file that was named but differs from the copy that the ledger began with; the copy counts.
    pub differs: Option<PathBuf>,
}

/// The report with this id, or in this file.
///
/// # Errors
/// No such report, a file that cannot be read, or all faults of a report that does not hold together.
pub fn find(data_dir: &Path, given: &str) -> Result<Source, SetupError> {
    if let Some(source) = by_id(data_dir, given)? {
        return Ok(source);
    }
    let path = PathBuf::from(given);
    let is_path = path.components().count() > 1 || path.extension().is_some_and(|e| e == "json");
    if !is_path && !path.is_file() {
        let ids = known_ids(data_dir);
        let near = match lookup::nearest(given, ids.iter().map(String::as_str)) {
            Some(one) => vec![one.to_owned()],
            None => ids,
        };
        return Err(SetupError::UnknownReport(given.to_owned(), near));
    }
    let file = read(path)?;
    match frozen(data_dir, &file.report.id)? {
        None => Ok(file),
        Some(kept) if kept.report == file.report => Ok(kept),
        Some(kept) => Ok(Source {
            differs: file.path,
            ..kept
        }),
    }
}

/// The report of a ledger or a built-in one; `None` when neither has this id.
///
/// # Errors
/// As [`find`].
pub fn by_id(data_dir: &Path, id: &str) -> Result<Option<Source>, SetupError> {
    if let Some(kept) = frozen(data_dir, id)? {
        return Ok(Some(kept));
    }
    Ok(builtin(id))
}

/// A built-in report; `None` where there is none of this id.
pub fn builtin(id: &str) -> Option<Source> {
    let bytes = builtin_source(id)?.as_bytes();
    // a test of the report module proves that the built-in ones hold together
    let report = parse(bytes).ok()?;
    Some(Source {
        report,
        bytes: bytes.to_vec(),
        path: None,
        differs: None,
    })
}

/// The copy that a ledger keeps of its report.
fn frozen(data_dir: &Path, id: &str) -> Result<Option<Source>, SetupError> {
    if !is_id(id) {
        return Ok(None);
    }
    let path = ledger_dir(data_dir, id).join("report.json");
    match read(path) {
        Ok(source) => Ok(Some(source)),
        Err(SetupError::Read(_, e)) if is_absent(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

fn is_absent(e: &io::Error) -> bool {
    // a file where the data folder should be is found when the journals are read
    matches!(
        e.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Whether a text can be the id of a report, and so the name of a folder.
pub fn is_id(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    !text.is_empty() && !text.starts_with('.') && text.bytes().all(fits)
}

/// A report file.
///
/// # Errors
/// A file that cannot be read, or all faults of a report that does not hold together.
pub fn read(path: PathBuf) -> Result<Source, SetupError> {
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) => return Err(SetupError::Read(path, e)),
    };
    match parse(&bytes) {
        Ok(report) => Ok(Source {
            report,
            bytes,
            path: Some(path),
            differs: None,
        }),
        Err(faults) => Err(SetupError::BadReport(path, faults)),
    }
}

/// Ids of the built-in reports and of those that have a ledger, each once, in order.
pub fn known_ids(data_dir: &Path) -> Vec<String> {
    let mut ids: Vec<String> = builtin_ids().map(str::to_owned).collect();
    ids.extend(ledger_ids(data_dir));
    ids.sort();
    ids.dedup();
    ids
}

/// Ids of the reports that have a ledger, in order.
pub fn ledger_ids(data_dir: &Path) -> Vec<String> {
    let kept = fs::read_dir(data_dir.join("ledgers"));
    let folders = kept.into_iter().flatten().flatten();
    let mut ids: Vec<String> = folders
        .filter(|f| f.file_type().is_ok_and(|t| t.is_dir()))
        .filter_map(|f| f.file_name().into_string().ok())
        .filter(|name| is_id(name))
        .collect();
    ids.sort();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledgers_own_copy_wins_over_the_builtin_report_and_over_a_file() {
        let home = tempfile::tempdir().unwrap();
        let mut kept = by_id(home.path(), DEFAULT_REPORT).unwrap().unwrap().report;
        let file = home.path().join("other.json");
        fs::write(&file, builtin_source(DEFAULT_REPORT).unwrap()).unwrap();
        kept.title.zh = "旧版".into();
        let dir = ledger_dir(home.path(), DEFAULT_REPORT);
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("report.json"), serde_json::to_vec(&kept).unwrap()).unwrap();
        let by_id = find(home.path(), DEFAULT_REPORT).unwrap();
        assert_eq!(
            (by_id.report.title.zh.as_str(), by_id.differs),
            ("旧版", None)
        );
        let by_file = find(home.path(), file.to_str().unwrap()).unwrap();
        assert_eq!(by_file.report.title.zh, "旧版");
        assert_eq!(by_file.differs, Some(file));
    }

    #[test]
    fn an_unknown_id_is_answered_with_the_nearest_and_never_leads_out_of_the_folder() {
        let home = tempfile::tempdir().unwrap();
        match find(home.path(), "weihai-2020") {
            Err(SetupError::UnknownReport(_, near)) => assert_eq!(near, [DEFAULT_REPORT]),
            other => panic!("{other:?}"),
        }
        assert!(matches!(
            find(home.path(), "../x"),
            Err(SetupError::Read(..))
        ));
        assert!(!is_id("..") && !is_id("a/b") && is_id("a.b-1"));
    }
}
