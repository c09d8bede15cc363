//! What to look at: counts, rows and lights, derived from the book and a day.
//!
//! Pure. Knows report and ledger; knows neither terminal nor file. `today` comes in.

pub mod dates;
pub mod lookup;
pub mod matrix;
pub mod query;
pub mod schedule;
pub mod terms;
pub mod totals;

pub use matrix::Matrix;
pub use query::{Query, Sort};
pub use schedule::Light;
pub use terms::{Term, Terms};
pub use totals::Totals;

use crate::report::{Comparison, Finding, Practice, Report, Unit};

/// The practices that could help with a finding, with their units.
pub fn lookup_practices<'a>(
    report: &'a Report,
    finding: &Finding,
) -> Vec<(&'a Unit, &'a Practice)> {
    let linked = finding
        .practices
        .iter()
        .filter_map(|id| report.practices.iter().find(|p| p.id == *id));
    linked
        .filter_map(|p| Some((report.units.iter().find(|u| u.id == p.unit)?, p)))
        .collect()
}

/// The sign of a comparison.
pub fn comparison_sign(op: Comparison) -> &'static str {
    match op {
        Comparison::AtLeast => ">=",
        Comparison::MoreThan => ">",
        Comparison::AtMost => "<=",
        Comparison::LessThan => "<",
        Comparison::Exactly => "=",
    }
}
