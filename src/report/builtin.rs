//! The editions that ship with the program.

use super::{Fault, Report, parse};

const BUILTIN: &[(&str, &str)] = &[(
    "weihai-2022",
    include_str!("../../assets/reports/weihai-2022.json"),
)];

/// Ids of the reports that ship with the program.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(id, _)| *id)
}

/// The JSON text of a built-in report, byte for byte as shipped.
pub fn builtin_source(id: &str) -> Option<&'static str> {
    BUILTIN
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, text)| *text)
}

/// A built-in report by its id; `None` when there is no such id.
///
/// # Errors
/// The faults of the shipped file; a test proves that there are none.
pub fn builtin(id: &str) -> Option<Result<Report, Vec<Fault>>> {
    builtin_source(id).map(|text| parse(text.as_bytes()))
}
