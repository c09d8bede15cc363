//! What the shell does outside the terminal: evidence, exports, the user's editor, the name, what is remembered.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::action::ExportError;
use super::model::Model;
use super::prompt::ExportRequest;
use super::remember::Remembered;
use crate::evidence::{self, Check};
use crate::lang::{Faults, SummaryWords};
use crate::ledger::Act;
use crate::ledger::book::EntryIx;
use crate::ledger::stage::Ev;
use crate::ledger::store::Head;
use crate::ledger::store::identity::create_private_dir;
use crate::output::Draft;
use crate::summary::xlsx::Ledger;
use crate::summary::{Summary, render};

/// Bytes of evidence that are read when an entry is opened.
const READ_AT_ONCE: u64 = 32 << 20;
/// Bytes that are taken from an editor.
const LONGEST_TEXT: usize = 1 << 20;

/// How the files of an entry's evidence stand. What is too large to read while somebody waits is left to `doctor`.
pub(super) fn check(model: &Model, ledger: &Path, ix: EntryIx) -> Vec<Option<Check>> {
    let book = &model.book;
    let events = book.entry(ix).map_or(&[][..], |e| &e.state.evidence);
    let mut left = READ_AT_ONCE;
    let each = |ev: &Ev| {
        let Act::EvidenceAdded(found) = book.event(*ev)?.act else {
            return None;
        };
        left = left.checked_sub(found.size.unwrap_or(0))?;
        evidence::check(ledger, found)
    };
    events.iter().map(each).collect()
}

/// Writes a summary; the absolute path of the file.
pub(super) fn export(
    m: &Model,
    heads: &[Head],
    request: &ExportRequest,
) -> Result<String, ExportError> {
    let summary = Summary::of(&m.book, &m.calendar, &request.query, heads, m.lang)
        .map_err(|e| ExportError::Failed(SummaryWords::does_not_add_up(m.lang, &e)))?;
    let path = Path::new(&request.path);
    let unwritten = |e: io::Error| match e.kind() {
        io::ErrorKind::AlreadyExists => ExportError::Exists(request.path.clone()),
        _ => ExportError::Failed(Faults::of(m.lang).cannot_write(path, &e)),
    };
    // before the work, which may take long
    let draft = Draft::at(path, request.replace).map_err(unwritten)?;
    let ledger = || Ledger::of(&m.book, &m.calendar, &request.query);
    let bytes = render(&summary, request.format, ledger, &mut |_, _| {});
    let bytes = bytes.map_err(|e| ExportError::Failed(e.say(m.lang)))?;
    draft.finish(&bytes).map_err(unwritten)?;
    let shown = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Ok(shown.display().to_string())
}

/// The editor that the user wants, as the environment names it.
pub(super) fn editor() -> String {
    let named = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|e| !e.trim().is_empty()));
    named.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned())
}

/// Lets the user's editor have a text; the terminal must have been left.
pub(super) fn edit(editor: &str, text: &str) -> io::Result<String> {
    let mut file = tempfile::Builder::new()
        .prefix("dudao-")
        .suffix(".txt")
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let path = file.into_temp_path();
    let status = command(editor, &path).status()?;
    if !status.success() {
        return Err(io::Error::other(status.to_string()));
    }
    let mut bytes = std::fs::read(&path)?;
    bytes.truncate(LONGEST_TEXT);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The setting may hold arguments: a shell reads it, as it does for other programs.
#[cfg(unix)]
fn command(editor: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{editor} \"$1\""))
        .arg("sh")
        .arg(path);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, path: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words).arg(path);
    command
}

/// Keeps the name in the config file, above all that stands there.
pub(super) fn keep_name(config_dir: &Path, name: &str) -> io::Result<()> {
    create_private_dir(config_dir)?;
    let path = config_dir.join("config.toml");
    let before = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(e),
    };
    let line = format!("name = {}\n", toml::Value::String(name.to_owned()));
    Draft::at(&path, true)?.finish((line + &before).as_bytes())
}

/// Where the screen keeps what it remembers.
pub(super) fn memory_file(config_dir: &Path) -> PathBuf {
    config_dir.join("screen.json")
}

/// What was remembered.
pub(super) fn recall(config_dir: &Path) -> Remembered {
    let text = std::fs::read_to_string(memory_file(config_dir));
    text.map(|t| Remembered::read(&t)).unwrap_or_default()
}

/// Remembers; it is a convenience, so a disk that will not take it is no fault.
pub(super) fn keep(config_dir: &Path, remembered: &Remembered) {
    let kept = create_private_dir(config_dir)
        .and_then(|()| Draft::private_at(&memory_file(config_dir), true))
        .and_then(|draft| draft.finish(remembered.write().as_bytes()));
    drop(kept);
}
