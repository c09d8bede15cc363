//! Drafts of reports on disk: made of a published file, or read again; kept whole after every change.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::intake::prose::{self, DRAFT_SCHEMA, Draft, Named, Options};
use crate::lang::{Faults, Intake, Lang, Review, fill};
use crate::ledger::store::identity::create_private_dir;
use crate::output;
use crate::report::Report;

/// A draft's file, and what it held when we last saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    bytes: Vec<u8>,
}

/// Reads a file: a draft is taken as it is and kept where it stands; of a published report a draft is made and kept
/// among those of the data folder. A file that holds no draft is never one to be kept in.
///
/// # Errors
/// A text without findings, or what cannot be read or written, in words.
pub fn take_in(
    data: &Path,
    file: &Path,
    options: &Options,
    lang: Lang,
) -> Result<(Kept, Draft), Vec<String>> {
    let bytes = fs::read(file).map_err(|e| vec![Faults::of(lang).cannot_read(file, &e)])?;
    let w = Intake::of(lang);
    if is_draft(&bytes) {
        let draft = Draft::parse(&bytes);
        let draft = draft.map_err(|e| vec![fill(w.no_draft, &[&file.display(), &e])])?;
        let draft = with_findings(draft, file, lang)?;
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        return Ok((Kept { path, bytes }, draft));
    }
    let draft = prose::draft(&bytes, options).map_err(|e| vec![w.unreadable(file, &e)])?;
    let draft = with_findings(draft, file, lang)?;
    let kept = first(data, &draft, lang).map_err(|why| vec![why])?;
    Ok((kept, draft))
}

fn with_findings(draft: Draft, file: &Path, lang: Lang) -> Result<Draft, Vec<String>> {
    let w = Intake::of(lang);
    match draft.nothing {
        Some(why) => {
            let why = w.no_report(why);
            Err(vec![fill(w.draft_empty, &[&file.display(), &why])])
        }
        None => Ok(draft),
    }
}

/// Whether bytes are those of a draft.
pub fn is_draft(bytes: &[u8]) -> bool {
    let schema = serde_json::from_slice::<serde_json::Value>(bytes).ok();
    schema.is_some_and(|v| v.get("schema").and_then(|s| s.as_str()) == Some(DRAFT_SCHEMA))
}

/// The folder of the drafts that were made on the screen.
pub fn folder(data: &Path) -> PathBuf {
    data.join("drafts")
}

/// Keeps a fresh draft under a name that no other has.
fn first(data: &Path, draft: &Draft, lang: Lang) -> Result<Kept, String> {
    let folder = folder(data);
    let unwritten = |path: &Path, e: &io::Error| Faults::of(lang).cannot_write(path, e);
    let made = create_private_dir(data).and_then(|()| create_private_dir(&folder));
    made.map_err(|e| unwritten(&folder, &e))?;
    let bytes = draft.to_json().map_err(|e| e.to_string())?;
    let mut n = 1_u32;
    loop {
        let more = if n == 1 {
            String::new()
        } else {
            format!("-{n}")
        };
        let path = folder.join(format!("{}{more}.draft.json", draft.report.id));
        let written = output::Draft::private_at(&path, false).and_then(|d| d.finish(&bytes));
        match written {
            Ok(()) => return Ok(Kept { path, bytes }),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => n += 1,
            Err(e) => return Err(unwritten(&path, &e)),
        }
    }
}

impl Kept {
    /// A file that holds these bytes.
    pub fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        Self { path, bytes }
    }

    /// Writes the draft anew; a file that somebody else has changed since is left alone.
    ///
    /// # Errors
    /// Why it was not written, in words.
    pub fn keep(&mut self, draft: &Draft, lang: Lang) -> Result<(), String> {
        let w = Faults::of(lang);
        match fs::read(&self.path) {
            Ok(bytes) if bytes == self.bytes => {}
            Ok(_) => {
                let place = self.path.display();
                return Err(fill(Review::of(lang).said_changed_outside, &[&place]));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            Err(e) => return Err(w.cannot_read(&self.path, &e)),
        }
        let bytes = draft.to_json().map_err(|e| e.to_string())?;
        let written = output::Draft::private_at(&self.path, true).and_then(|d| d.finish(&bytes));
        written.map_err(|e| w.cannot_write(&self.path, &e))?;
        self.bytes = bytes;
        Ok(())
    }
}

/// The units of a report, as the reading of another one takes them.
pub fn units(report: &Report) -> Vec<Named> {
    let each = report.units.iter().map(|u| Named {
        id: Some(u.id.clone()),
        name: u.name.zh.clone(),
        aliases: u.aliases.clone(),
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &[u8] = include_bytes!("../../tests/data/intake/lost.txt");

    fn read(home: &Path, file: &Path) -> Result<(Kept, Draft), Vec<String>> {
        take_in(&home.join("data"), file, &Options::default(), Lang::Zh)
    }

    #[test]
    fn a_draft_is_kept_at_once_under_its_own_name_and_read_again_from_there() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("report.txt");
        fs::write(&file, REPORT).unwrap();
        let (kept, draft) = read(home.path(), &file).unwrap();
        let (other, _) = read(home.path(), &file).unwrap();
        assert_ne!(kept.path, other.path, "no draft takes another's place");
        let (again, same) = read(home.path(), &kept.path).unwrap();
        assert_eq!((again.path, same), (kept.path, draft));
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_not_lost() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("report.txt");
        fs::write(&file, REPORT).unwrap();
        let (mut kept, mut draft) = read(home.path(), &file).unwrap();
        draft.report.id = "b".into();
        kept.keep(&draft, Lang::En).unwrap();
        fs::write(&kept.path, "{}").unwrap();
        let refused = kept.keep(&draft, Lang::En).unwrap_err();
        assert!(refused.contains("another program"), "{refused}");
        assert_eq!(fs::read(&kept.path).unwrap(), b"{}");
        fs::remove_file(&kept.path).unwrap();
        kept.keep(&draft, Lang::En).unwrap();
    }

    #[test]
    fn a_page_that_is_no_report_is_refused_and_nothing_is_kept_of_it() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("news.html");
        fs::write(&file, include_bytes!("../../tests/data/intake/news.html")).unwrap();
        let why = read(home.path(), &file).unwrap_err();
        assert!(why[0].contains("news.html"), "{why:?}");
        assert!(!folder(&home.path().join("data")).exists());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("gone.txt");
        let why = read(home.path(), &file).unwrap_err();
        assert!(why[0].contains("gone.txt"), "{why:?}");
        fs::write(&file, b"%PDF-1.7").unwrap();
        assert!(read(home.path(), &file).unwrap_err()[0].contains("PDF"));
    }
}
