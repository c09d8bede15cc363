//! Adoption: a draft that nobody has a question about any more becomes a ledger.
//!
//! Command line and screen both call it; it prints nothing.

use std::path::Path;

use super::editions::{self, Earlier};
use super::{SetupError, source};
use crate::intake::prose::{Draft, NoReport};
use crate::lang::{Intake, Lang, fill};
use crate::ledger::Book;
use crate::ledger::store::StoreError;
use crate::ledger::store::file::{FileStore, ledger_dir};
use crate::ledger::store::identity::Identity;
use crate::paths::Paths;
use crate::report::{Fault, Report, check, parse};

/// A ledger that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// Id of its report, and so of the ledger.
    pub id: String,
    /// How many findings the report has.
    pub findings: usize,
    /// How many entries the ledger has.
    pub entries: usize,
    /// The edition before it, whose entries may go on in it.
    pub earlier: Option<Earlier>,
}

/// Why a draft was not adopted; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    /// The draft holds no finding, for this reason.
    #[error("the draft has no finding")]
    Nothing(NoReport),
    /// So many marks are still to be settled.
    #[error("{0} marks are open")]
    Open(usize),
    /// The report of the draft does not hold together: all its faults.
    #[error("the report has {} faults", .0.len())]
    Faults(Vec<Fault>),
    /// The report with this id has a ledger already, or is built in.
    #[error("{0} has a ledger already")]
    Known(String),
    /// The report or the ledger that it corrects cannot be read.
    #[error(transparent)]
    Setup(SetupError),
    /// The ledger's folder cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AdoptError {
    /// What failed, on what, and what to do; line by line. `file` is where the draft came from.
    pub fn say(&self, file: &Path, lang: Lang) -> Vec<String> {
        let w = Intake::of(lang);
        let place = file.display();
        match self {
            Self::Nothing(why) => vec![fill(w.draft_empty, &[&place, &w.no_report(*why)])],
            Self::Open(open) => vec![fill(w.still_open, &[open, &place])],
            Self::Faults(faults) => {
                SetupError::BadReport(file.to_owned(), faults.clone()).say(lang)
            }
            Self::Known(id) => vec![fill(w.adopted_already, &[id])],
            Self::Setup(e) => e.say(lang),
            Self::Store(e) => vec![crate::lang::Faults::of(lang).store(e)],
        }
    }
}

/// Makes a ledger of a draft: its folder with the frozen copy of the report, and nothing recorded in it.
///
/// # Errors
/// A draft that is not ready, a report that has a ledger, or a folder that cannot be written.
pub fn adopt(paths: &Paths, draft: &Draft) -> Result<Adopted, AdoptError> {
    ready(draft)?;
    let report = &draft.report;
    let bytes = bytes_of(report).map_err(AdoptError::Faults)?;
    let is_known =
        ledger_dir(&paths.data, &report.id).exists() || source::builtin(&report.id).is_some();
    if is_known {
        return Err(AdoptError::Known(report.id.clone()));
    }
    let identity = Identity::find(&paths.config, &paths.data);
    FileStore::new(&paths.data, &report.id, bytes, identity).found()?;
    Ok(Adopted {
        id: report.id.clone(),
        findings: report.findings.len(),
        entries: Book::new(report.clone().into()).entries().len(),
        earlier: editions::earlier(&paths.data, report),
    })
}

/// Whether a draft may become a report: it has findings, and nobody has a question about it any more.
///
/// # Errors
/// Why not.
pub(super) fn ready(draft: &Draft) -> Result<(), AdoptError> {
    if let Some(why) = draft.nothing {
        return Err(AdoptError::Nothing(why));
    }
    match draft.open().count() {
        0 => Ok(()),
        open => Err(AdoptError::Open(open)),
    }
}

/// A report as it is written to disk, once it is known that it can be read back.
///
/// # Errors
/// All its faults.
pub(super) fn bytes_of(report: &Report) -> Result<Vec<u8>, Vec<Fault>> {
    let faults = check(report);
    if !faults.is_empty() {
        return Err(faults);
    }
    let bytes = serde_json::to_vec_pretty(report).unwrap_or_default();
    parse(&bytes).map(|_| bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::prose::{self, Options, Settled};
    use crate::paths::Origin;

    fn paths(home: &Path) -> Paths {
        Paths {
            data: home.join("data"),
            data_from: Origin::Flag,
            config: home.join("config"),
            config_from: Origin::Flag,
        }
    }

    fn draft() -> Draft {
        let bytes = include_bytes!("../../tests/data/intake/lost.txt");
        prose::draft(bytes, &Options::default()).unwrap()
    }

    #[test]
    fn a_draft_becomes_a_ledger_once_it_is_settled_and_only_once() {
        let home = tempfile::tempdir().unwrap();
        let paths = paths(home.path());
        let mut draft = draft();
        let open = draft.open().count();
        match adopt(&paths, &draft) {
            Err(AdoptError::Open(n)) => assert_eq!(n, open),
            other => panic!("{other:?}"),
        }
        assert!(!paths.data.exists(), "nothing was written");
        let how = Settled {
            by: "督学甲".into(),
            on: "2024-01-05".into(),
            taken: false,
        };
        let ids: Vec<_> = draft.open().map(|m| m.id.clone()).collect();
        for id in ids {
            draft.settle(&id, &how);
        }
        let adopted = adopt(&paths, &draft).unwrap();
        assert_eq!(adopted.id, draft.report.id);
        assert_eq!(adopted.findings, draft.report.findings.len());
        assert_eq!(adopted.earlier, None, "another place");
        let mut next = draft.clone();
        (next.report.id, next.report.year) = ("cangping-2024".into(), 2024);
        let next = adopt(&paths, &next).unwrap().earlier.unwrap();
        assert_eq!((next.id, next.year), (adopted.id.clone(), 2023));
        let kept = source::by_id(&paths.data, &adopted.id).unwrap().unwrap();
        assert_eq!(kept.report, draft.report);
        let again = adopt(&paths, &draft).unwrap_err();
        assert!(matches!(again, AdoptError::Known(_)), "{again:?}");
        for lang in Lang::ALL {
            let said = again.say(Path::new("draft.json"), lang);
            assert!(said[0].contains(&adopted.id), "{said:?}");
        }
    }
}
