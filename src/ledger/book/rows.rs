//! The rows of the book: which entries follow from a report.

use std::collections::HashMap;

use crate::ledger::ids::EntryId;
use crate::ledger::stage::{Bar, Ev, State};
use crate::report::{Basis, NO_UNIT, Report};

/// One row of the rectification ledger: one finding for one unit.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `3.5@lingang`.
    pub id: EntryId,
    /// Index of the finding in the report.
    pub finding: u32,
    /// Index of the unit in the report; `None` where nobody was named.
    pub unit: Option<u32>,
    /// Index of the category in the report; past its end when the report does not have it.
    pub category: u32,
    /// The event that added it, for an own finding.
    pub own: Option<Ev>,
    /// Whether it counts: not while its addition or attribution is undone, taken out, or stood for by others.
    pub live: bool,
    /// Why the unit is tied to it; `None` where nobody was named.
    pub basis: Option<Basis>,
    /// What the events say.
    pub state: State,
    /// Its events in fold order, undone ones included.
    pub events: Vec<Ev>,
    /// Events that were not legal when their turn came, with the reason.
    pub skipped: Vec<(Ev, Bar)>,
    /// Pairs of events on one field made in ignorance of each other: (overridden, in force).
    pub conflicts: Vec<(Ev, Ev)>,
}

/// The entries of a report in its order: by finding, then by unit.
pub(super) fn entries_of(report: &Report) -> Vec<Entry> {
    let unit_ix: HashMap<&str, u32> = report
        .units
        .iter()
        .zip(0..)
        .map(|(u, ix)| (u.id.as_str(), ix))
        .collect();
    let mut entries = Vec::new();
    for (finding, ix) in report.findings.iter().zip(0..) {
        let category = report
            .categories
            .iter()
            .zip(0..)
            .find(|(c, _)| c.id == finding.category)
            .map_or(u32::MAX, |(_, at)| at);
        let entry = |unit: Option<u32>, name: &str, basis| Entry {
            id: format!("{}@{name}", finding.id).into(),
            finding: ix,
            category,
            own: None,
            live: true,
            unit,
            basis,
            state: State::fresh(finding.items.len()),
            events: Vec::new(),
            skipped: Vec::new(),
            conflicts: Vec::new(),
        };
        if finding.units.is_empty() {
            entries.push(entry(None, NO_UNIT, None));
        }
        let mut ties: Vec<_> = finding
            .units
            .iter()
            .filter_map(|t| Some((*unit_ix.get(t.unit.as_str())?, t)))
            .collect();
        ties.sort_by_key(|(unit, _)| *unit);
        entries.extend(
            ties.into_iter()
                .map(|(unit, t)| entry(Some(unit), &t.unit, Some(t.basis))),
        );
    }
    entries
}
