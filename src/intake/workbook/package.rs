//! The package around a workbook: a zip file, measured before anybody unpacks it into memory.
//!
//! What a package declares is not believed: every part is unpacked once into nothing, up to its limit.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

use super::{Limits, Measure, Unreadable, damaged};

/// First bytes of an old `.xls` file and of one with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

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
        let limit = of_part(&part.name().map_err(|e| damaged(&e))?, limits);
        if part.size() > limit {
            return too_large(Measure::Part, limit);
        }
        let mut unpacked = part.take(limit + 1);
        let size = io::copy(&mut unpacked, &mut io::sink()).map_err(|e| damaged(&e))?;
        if size > limit {
            return too_large(Measure::Part, limit);
        }
        all += size;
        if all > limits.all {
            return too_large(Measure::All, limits.all);
        }
    }
    Ok(())
}

fn of_part(name: &str, limits: &Limits) -> u64 {
    let name = name.to_ascii_lowercase();
    if name.contains("worksheets/sheet") {
        limits.sheet
    } else if name.contains("sharedstrings") {
        limits.strings
    } else {
        limits.other
    }
}
