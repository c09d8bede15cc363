//! Where output goes: standard output, or a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::OutArgs;
use crate::lang::{Console, Faults, Lang, fill};
use crate::output::Draft;
use crate::report::sanitise;

/// Writes to standard output. A reader that went away (`| head`) is no error.
///
/// # Errors
/// When standard output cannot be written for another reason.
pub fn print(bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => {
            let said = Faults::of(lang).cannot_write(Path::new("-"), &e);
            Err(Failure::failed(vec![said]))
        }
        Ok(()) => Ok(()),
    }
}

/// Writes lines to standard output.
///
/// # Errors
/// As [`print`].
pub fn print_lines(lines: &[String], lang: Lang) -> Result<(), Failure> {
    let text: String = lines.iter().flat_map(|l| [l.as_str(), "\n"]).collect();
    let text = sanitise::paragraphs(&text);
    print(text.as_bytes(), lang)
}

/// Tells something beside the result, on standard error.
pub fn note(line: &str, lang: Lang) {
    // nobody is left to be told when standard error is gone
    let _ = writeln!(
        io::stderr(),
        "{}",
        sanitise::paragraphs(&fill(Console::of(lang).warning, &[&line]))
    );
}

/// Says how far a gesture went, on standard error.
pub fn tell(line: &str) {
    // nobody is left to be told when standard error is gone
    let _ = writeln!(io::stderr(), "{}", sanitise::paragraphs(line));
}

/// Columns of the terminal; `None` where output is none, and nothing need be cut.
pub fn columns() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let (columns, _) = crossterm::terminal::size().ok()?;
    Some(usize::from(columns)).filter(|c| *c >= 20)
}

/// A place for output that was found to be writable.
#[derive(Debug)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file that appears under its name when it is whole.
    File(Draft),
    /// A device or pipe that is there already.
    Device(File, PathBuf),
}

impl Target {
    /// Finds out whether the place can be written, before the work is done.
    ///
    /// # Errors
    /// A file that is there already, or a folder that cannot be written.
    pub fn open(args: &OutArgs, lang: Lang) -> Result<Self, Failure> {
        let Some(path) = args.output.as_deref().filter(|p| *p != Path::new("-")) else {
            return Ok(Self::Stdout);
        };
        let failed = |e: &io::Error| Failure::failed(vec![Faults::of(lang).cannot_write(path, e)]);
        match fs::metadata(path) {
            Ok(meta) if !meta.is_file() && !meta.is_dir() => {
                let device = File::options().write(true).open(path);
                return Ok(Self::Device(
                    device.map_err(|e| failed(&e))?,
                    path.to_owned(),
                ));
            }
            _ => {}
        }
        match Draft::at(path, args.force) {
            Ok(draft) => Ok(Self::File(draft)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                let said = fill(Console::of(lang).exists, &[&path.display()]);
                Err(Failure::failed(vec![said]))
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Err(missing_folder(path, lang).unwrap_or_else(|| failed(&e)))
            }
            Err(e) => Err(failed(&e)),
        }
    }

    /// Whether a person would see the bytes as they come.
    pub fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout => io::stdout().is_terminal(),
            Self::File(_) => false,
            Self::Device(device, _) => device.is_terminal(),
        }
    }

    /// Writes the output.
    ///
    /// # Errors
    /// When it cannot be written; a file is then as it was before.
    pub fn finish(self, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
        let (done, path) = match self {
            Self::Stdout => return print(bytes, lang),
            Self::Device(mut device, path) => (device.write_all(bytes), path),
            Self::File(draft) => {
                let path = draft.path().to_owned();
                (draft.finish(bytes), path)
            }
        };
        done.map_err(|e| Failure::failed(vec![Faults::of(lang).cannot_write(&path, &e)]))
    }
}

/// Says which folder is missing, where that is what keeps a file from being written.
fn missing_folder(path: &Path, lang: Lang) -> Option<Failure> {
    let above = path.parent()?.ancestors();
    let missing = above
        .take_while(|f| !f.as_os_str().is_empty() && !f.exists())
        .last()?;
    let said = fill(
        Console::of(lang).missing_folder,
        &[&path.display(), &missing.display()],
    );
    Some(Failure::failed(vec![said]))
}

/// A value as JSON for people and programs: indented, with a line end.
///
/// # Errors
/// What the serialiser says; for our own shapes there is nothing to say.
pub fn json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    let mut bytes =
        serde_json::to_vec_pretty(value).map_err(|e| Failure::failed(vec![e.to_string()]))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Values as one list in JSON, as [`json`]; each is made when its turn comes, so that very many are never there at once.
///
/// # Errors
/// As [`json`].
pub fn json_list<T: serde::Serialize>(values: impl Iterator<Item = T>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut to = serde_json::Serializer::pretty(&mut bytes);
    serde::Serializer::collect_seq(&mut to, values)
        .map_err(|e| Failure::failed(vec![e.to_string()]))?;
    bytes.push(b'\n');
    Ok(bytes)
}
