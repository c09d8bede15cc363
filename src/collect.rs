//! Returned workbooks as files: read within the limit, compared with the ledger; all that cannot be read are named.
//!
//! Part of the shell: the one place that reads them, for the screen and for `dudao collect`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::intake::preview::Returned;
use crate::intake::workbook::Limits;
use crate::intake::{self, Preview};
use crate::lang::{Faults, IntakeWords, Lang};
use crate::ledger::Book;
use crate::report::sanitise;

/// The bytes of a file.
///
/// # Errors
/// What the system says.
pub fn file(path: &Path) -> io::Result<Vec<u8>> {
    all(File::open(path)?)
}

/// The bytes of a reader; one more than the limit are enough to see that there are too many.
///
/// # Errors
/// What the system says.
pub fn all(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(Limits::default().file + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the files would change. `read` gives the bytes of a path; `from` is the id of the unit that sent them.
///
/// # Errors
/// Every file that cannot be read or does not belong to this ledger, each in a line.
pub fn preview<P: AsRef<Path>>(
    book: &Book,
    paths: &[P],
    read: impl Fn(&Path) -> io::Result<Vec<u8>>,
    from: Option<&str>,
    lang: Lang,
) -> Result<Preview, Vec<String>> {
    let w = IntakeWords::of(lang);
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for path in paths.iter().map(AsRef::as_ref) {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = sanitise::line(&name.to_string_lossy());
        match read(path) {
            Err(e) => faults.push(Faults::of(lang).cannot_read(path, &e)),
            Ok(bytes) => match intake::read(&bytes) {
                Ok(reading) => files.push(Returned { name, reading }),
                Err(why) => faults.push(w.unreadable(&path.display().to_string(), &why)),
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Preview::of(book, &files, from, lang).map_err(|misfits| {
        let name = |at: usize| files.get(at).map_or("", |f| f.name.as_str());
        let each = misfits.iter().map(|(at, why)| w.misfit(name(*at), why));
        each.collect()
    })
}
