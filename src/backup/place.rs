//! Which file of a ledger a name in an archive stands for. A name that is none of them is refused.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::BackupError;
use crate::ledger::store::archive;
use crate::ledger::store::file::ledger_dir;
use crate::paths::Paths;
use crate::setup::drafts;
use crate::setup::source::is_id;

/// How the names of drafts end.
const DRAFT: &str = ".draft.json";

/// Longest name of a file, in bytes; file systems take no longer one.
const LONGEST: usize = 255;

/// One file that a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The report of a ledger: its id.
    Report(String),
    /// Evidence of a ledger: id and name.
    Evidence(String, String),
    /// A file among the journals of a ledger: id and name.
    Journal(String, String),
    /// Another file beside the report of a ledger: id and name; the marker of an archived ledger, or a former report.
    Beside(String, String),
    /// A draft of a report, kept on the screen of the review: its name.
    Draft(String),
    /// The settings.
    Settings,
}

impl Place {
    /// The place that a name in an archive means; `None` for any name that [`name`](Self::name) does not write.
    pub fn of(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('/').collect();
        let place = match parts.as_slice() {
            ["config", "config.toml"] => Self::Settings,
            ["data", "drafts", file] if is_draft(file) => Self::Draft((*file).to_owned()),
            ["data", "ledgers", id, "report.json"] => Self::Report((*id).to_owned()),
            ["data", "ledgers", id, file] if is_beside(file) => {
                Self::Beside((*id).to_owned(), (*file).to_owned())
            }
            ["data", "ledgers", id, "journal", file] if file.contains(".jsonl") => {
                Self::Journal((*id).to_owned(), (*file).to_owned())
            }
            ["data", "ledgers", id, "evidence", file] => {
                Self::Evidence((*id).to_owned(), (*file).to_owned())
            }
            _ => return None,
        };
        place.is_safe().then_some(place)
    }

    /// Its name in an archive.
    pub fn name(&self) -> String {
        match self {
            Self::Settings => "config/config.toml".to_owned(),
            Self::Draft(file) => format!("data/drafts/{file}"),
            Self::Report(id) => format!("data/ledgers/{id}/report.json"),
            Self::Beside(id, file) => format!("data/ledgers/{id}/{file}"),
            Self::Journal(id, file) => format!("data/ledgers/{id}/journal/{file}"),
            Self::Evidence(id, file) => format!("data/ledgers/{id}/evidence/{file}"),
        }
    }

    /// Where it is on this machine.
    pub fn path(&self, paths: &Paths) -> PathBuf {
        match self {
            Self::Settings => paths.config_file(),
            Self::Draft(file) => drafts::folder(&paths.data).join(file),
            Self::Report(id) => ledger_dir(&paths.data, id).join("report.json"),
            Self::Beside(id, file) => ledger_dir(&paths.data, id).join(file),
            Self::Journal(id, file) => ledger_dir(&paths.data, id).join("journal").join(file),
            Self::Evidence(id, file) => ledger_dir(&paths.data, id).join("evidence").join(file),
        }
    }

    /// The ledger that it belongs to.
    pub fn ledger(&self) -> Option<&str> {
        match self {
            Self::Settings | Self::Draft(_) => None,
            Self::Report(id)
            | Self::Beside(id, _)
            | Self::Journal(id, _)
            | Self::Evidence(id, _) => Some(id),
        }
    }

    /// Whether its names can be those of a folder and a file, and of nothing else.
    fn is_safe(&self) -> bool {
        let file = match self {
            Self::Settings | Self::Report(_) => None,
            Self::Beside(_, file)
            | Self::Journal(_, file)
            | Self::Evidence(_, file)
            | Self::Draft(file) => Some(file),
        };
        self.ledger().is_none_or(is_id) && file.is_none_or(|f| is_plain(f))
    }

    /// Refuses links and all else on the way to the file that is no plain folder, and a target that is no plain file.
    ///
    /// # Errors
    /// The first path that is in the way.
    pub fn check(&self, paths: &Paths) -> Result<(), BackupError> {
        let path = self.path(paths);
        let root = match self {
            Self::Settings => &paths.config,
            _ => &paths.data,
        };
        // the root itself is the user's choice and may be a link
        let below = path.ancestors().take_while(|p| p != root);
        for (at, step) in below.enumerate() {
            match fs::symlink_metadata(step) {
                Ok(meta) if at == 0 && meta.is_file() => {}
                Ok(meta) if at > 0 && meta.is_dir() => {}
                Ok(_) => return Err(BackupError::Link(step.to_owned())),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(BackupError::Read(step.to_owned(), e)),
            }
        }
        Ok(())
    }
}

/// Whether a file that lies beside a report belongs to the ledger: `archived.json`, `report-1.json`.
pub(super) fn is_beside(name: &str) -> bool {
    let number = || name.strip_prefix("report-")?.strip_suffix(".json");
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    name == archive::FILE || number().is_some_and(is_number)
}

/// Whether a file in the folder of drafts is one.
pub(super) fn is_draft(name: &str) -> bool {
    name.ends_with(DRAFT)
}

/// Other names for a draft, when there is another draft of its name: `x-2.draft.json`, `x-3.draft.json`.
pub(super) fn other_names(name: &str) -> impl Iterator<Item = String> {
    let stem = name.strip_suffix(DRAFT).unwrap_or(name);
    (2..10_000).map(move |n| format!("{stem}-{n}{DRAFT}"))
}

/// A name without separators, control characters, drive letters and leading dots.
pub(super) fn is_plain(name: &str) -> bool {
    let is_bad = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
    !name.is_empty() && name.len() <= LONGEST && !name.starts_with('.') && !name.contains(is_bad)
}

/// Plain files of a folder with their names, in order; what is left out because it is none, or has a name that no
/// backup can hold, goes to `left`. A folder that is not there has none.
pub(super) fn plain_files(
    folder: &Path,
    left: &mut Vec<PathBuf>,
) -> Result<Vec<String>, BackupError> {
    let unreadable = |e| BackupError::Read(folder.to_owned(), e);
    match fs::symlink_metadata(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(unreadable(e)),
        Ok(meta) if !meta.is_dir() => {
            left.push(folder.to_owned());
            return Ok(Vec::new());
        }
        Ok(_) => {}
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let is_file = entry.file_type().map_err(unreadable)?.is_file();
        match entry.file_name().into_string() {
            Ok(name) if is_file && is_plain(&name) => names.push(name),
            // an unfinished copy of this program
            Ok(name) if is_file && name.starts_with(".dudao-") => {}
            _ => left.push(entry.path()),
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_named_and_found_again() {
        for name in [
            "config/config.toml",
            "data/ledgers/weihai-2022/report.json",
            "data/ledgers/weihai-2022/report-12.json",
            "data/ledgers/weihai-2022/archived.json",
            "data/ledgers/weihai-2022/journal/00000000000000000000000000000abc.jsonl",
            "data/ledgers/weihai-2022/journal/x 2.jsonl.torn",
            "data/ledgers/a.b/evidence/ba7816bf8f01cfea-验收.pdf",
            "data/drafts/qingchuan-2031-2.draft.json",
        ] {
            assert_eq!(Place::of(name).map(|p| p.name()).as_deref(), Some(name));
        }
    }

    #[test]
    fn no_name_leads_out_of_the_folders_or_to_another_file() {
        for name in [
            "",
            "/etc/passwd",
            "../data/ledgers/x/report.json",
            "data/ledgers/../../report.json",
            "data/ledgers/../report.json",
            "data/ledgers/x/evidence/..",
            "data/ledgers/x/evidence/",
            "data/ledgers/x/evidence/../../y",
            "data/ledgers/x/evidence/a/b",
            "data/ledgers/x/evidence/a\\b",
            "data/ledgers/x/evidence/c:b",
            "data/ledgers/x/evidence/a\u{1b}b",
            "data/ledgers/x/evidence/.bashrc",
            "data/ledgers/x/journal/y.json",
            "data/ledgers/x/lock",
            "data/ledgers/x/report-.json",
            "data/ledgers/x/report-1a.json",
            "data/ledgers//report.json",
            "data/ledgers/x\\y/report.json",
            "data/drafts/x.json",
            "data/drafts/.draft.json",
            "data/drafts/../x.draft.json",
            "data/drafts/a/x.draft.json",
            "config/writers.json",
            "config/../config.toml",
            "./config/config.toml",
        ] {
            assert_eq!(Place::of(name), None, "{name:?}");
        }
        let long = format!("data/ledgers/x/evidence/{}", "a".repeat(300));
        assert_eq!(Place::of(&long), None);
    }
}
