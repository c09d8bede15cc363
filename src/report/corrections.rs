//! What a corrected version of a report changed, kept in the report itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Report, Text};

/// One corrected version that took the place of the report before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The report before it is kept as `report-<number>.json`.
    pub number: u32,
    /// The day on which it was adopted, `YYYY-MM-DD`.
    #[cfg_attr(
        test,
        schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))
    )]
    pub on: Date,
    /// Who adopted it.
    pub by: String,
    /// Findings whose words changed, as they were before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Former>,
    /// Ids of findings that were not in the report before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// Ids of findings that the corrected version does not have; they stay here, since something is recorded on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
    /// Ids of entries whose finding stands but does not name the unit any more; they stay for the same reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone_entries: Vec<String>,
    /// Ids of units that the corrected version does not have, for the same reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone_units: Vec<String>,
    /// Ids of findings that were taken out, since nothing was recorded on them; no finding gets such an id again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<String>,
}

/// The words of a finding before a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// Id of the finding.
    pub finding: String,
    /// Its title before.
    pub title: Text,
    /// Its statement before.
    pub statement: Text,
}

impl Report {
    /// The words of a finding before they were last corrected.
    pub fn former(&self, finding: &str) -> Option<&Former> {
        let all = self.corrections.iter().rev().flat_map(|c| &c.changed);
        all.into_iter().find(|f| f.finding == finding)
    }

    /// Whether the last corrected version does not have a finding any more; it is kept for what is recorded on it.
    pub fn is_gone(&self, finding: &str) -> bool {
        let last = self.corrections.last();
        last.is_some_and(|c| c.gone.iter().any(|id| id == finding))
    }

    /// Whether the last corrected version has no such entry any more: its finding, or the unit among those it names.
    pub fn is_entry_gone(&self, entry: &str) -> bool {
        let finding = entry.rsplit_once('@').map_or(entry, |(finding, _)| finding);
        let last = self.corrections.last();
        self.is_gone(finding) || last.is_some_and(|c| c.gone_entries.iter().any(|id| id == entry))
    }

    /// Whether the last corrected version has no such unit any more.
    pub fn is_unit_gone(&self, unit: &str) -> bool {
        let last = self.corrections.last();
        last.is_some_and(|c| c.gone_units.iter().any(|id| id == unit))
    }
}
