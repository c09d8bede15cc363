//! The package around a workbook: a zip file, measured before anybody unpacks it into memory.
//!
//! What a package declares is not believed: every part is unpacked once into nothing, up to its limit.

use std::io::{self, Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Limits, Measure, Unreadable, damaged};

/// First bytes of an old `.xls` file and of one with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// In the name of the table of texts.
const STRINGS: &str = "sharedstrings";
/// The shortest entry of that table.
const SHORTEST: &str = "<si/>";

/// Whether a package keeps within the limits.
pub(super) fn measure(bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let too_large = |what, limit| Err(Unreadable::TooLarge(what, limit));
    if bytes.len() as u64 > limits.file {
        return too_large(Measure::File, limits.file);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(Unreadable::OldOrLocked);
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if package.len() > limits.parts {
        return too_large(Measure::Parts, limits.parts as u64);
    }
    let mut all = 0;
    for at in 0..package.len() {
        let part = package.by_index(at).map_err(|e| damaged(&e))?;
        let name = part.name().map_err(|e| damaged(&e))?.to_ascii_lowercase();
        let limit = of_part(&name, limits);
        if part.size() > limit {
            return too_large(Measure::Part, limit);
        }
        let mut unpacked = part.take(limit + 1);
        let mut texts = Vec::new();
        let size = if name.contains(STRINGS) {
            unpacked.read_to_end(&mut texts).map(|n| n as u64)
        } else {
            io::copy(&mut unpacked, &mut io::sink())
        };
        let size = size.map_err(|e| damaged(&e))?;
        if size > limit {
            return too_large(Measure::Part, limit);
        }
        holds_its_texts(&texts)?;
        all += size;
        if all > limits.all {
            return too_large(Measure::All, limits.all);
        }
    }
    Ok(())
}

/// Whether a table of texts can hold as many as it says: the library sets room for them aside before it reads one, and
/// what no memory can hold ends the program.
fn holds_its_texts(xml: &[u8]) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(table)) if table.local_name().as_ref() == "sst" => {
                let most = xml.len() / SHORTEST.len();
                let mut said = table.attributes_raw().split("uniqueCount").skip(1);
                return match said.find_map(|after| count(after).filter(|n| *n > most)) {
                    Some(n) => Err(damaged(&format_args!("uniqueCount {n}"))),
                    None => Ok(()),
                };
            }
            // damage is told by whoever reads on
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// The first number in a text; one that is too large for a number is the largest.
fn count(text: &str) -> Option<usize> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit());
    let (digits, _) = digits.split_at_checked(end.unwrap_or(digits.len()))?;
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX))
}

fn of_part(name: &str, limits: &Limits) -> u64 {
    if name.contains("worksheets/sheet") {
        limits.sheet
    } else if name.contains(STRINGS) {
        limits.strings
    } else {
        limits.other
    }
}
