//! Finding by finding: its entries, and of each entry what a superior asks for.

use jiff::civil::Date;

use super::lists::{Desk, is_unfinished};
use super::unfinished::Why;
use crate::board::schedule::light;
use crate::board::{Light, Totals};
use crate::ledger::book::Entry;
use crate::ledger::event::Horizon;
use crate::ledger::{Act, Stage};
use crate::report::Scope;
use crate::report::sanitise::line;

/// One finding with its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLine {
    /// Its number: `3.5`, `+1` for one that was added.
    pub id: String,
    /// Id of its category.
    pub category: String,
    /// A line that names the problem.
    pub title: String,
    /// The problem in full.
    pub statement: String,
    /// Whom the report means.
    pub scope: Scope,
    /// Counts over its entries.
    pub totals: Totals,
    /// Its entries in the report's order.
    pub entries: Vec<EntryLine>,
}

/// One entry of a finding. Texts that nobody entered are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// Entry id.
    pub id: String,
    /// Label of the unit.
    pub unit: String,
    /// Stage.
    pub stage: Stage,
    /// Schedule light.
    pub light: Light,
    /// Why it is not finished; `None` where it is.
    pub why: Option<Why>,
    /// Items ticked, and items.
    pub done: (usize, usize),
    /// Lead unit.
    pub lead: String,
    /// Person in charge.
    pub person: String,
    /// Measure.
    pub measure: String,
    /// Horizon.
    pub horizon: Option<Horizon>,
    /// Due date in force.
    pub due: Option<Date>,
    /// How many pieces of evidence there are.
    pub evidence: usize,
    /// Day of the latest progress note.
    pub noted: Option<Date>,
    /// The latest progress note.
    pub note: String,
}

impl Desk<'_> {
    /// The findings of entries that stand in the report's order.
    pub(super) fn findings(&self, entries: &[&Entry]) -> Vec<FindingLine> {
        let same = entries.chunk_by(|a, b| a.finding == b.finding);
        same.filter_map(|group| self.finding(group)).collect()
    }

    fn finding(&self, entries: &[&Entry]) -> Option<FindingLine> {
        let first = entries.first()?;
        let finding = self.book.finding(first)?;
        Some(FindingLine {
            id: self.book.number(first).into_owned(),
            category: finding.category.clone(),
            title: self.title(first),
            statement: line(self.lang.of(&finding.statement)),
            scope: finding.scope,
            totals: Totals::of(self.book, entries.iter().copied(), self.calendar),
            entries: entries.iter().map(|e| self.entry(e)).collect(),
        })
    }

    fn entry(&self, entry: &Entry) -> EntryLine {
        let text = |text: Option<&str>| line(text.unwrap_or_default());
        let label = self.book.unit(entry).map(|u| line(self.lang.of(&u.label)));
        let note = entry.state.notes.last().and_then(|ev| self.book.event(*ev));
        EntryLine {
            id: self.book.label(entry).into_owned(),
            unit: label.unwrap_or_else(|| self.unit(entry)),
            stage: entry.state.stage(),
            light: light(self.book, entry, self.calendar),
            why: is_unfinished(entry).then(|| self.why(entry)),
            done: entry.state.done(),
            lead: text(self.book.lead(entry)),
            person: text(self.book.person(entry)),
            measure: text(self.book.measure(entry)),
            horizon: self.book.horizon(entry),
            due: self.book.due(entry),
            evidence: entry.state.evidence.len(),
            noted: note.map(|e| self.calendar.day(e.at)),
            note: match note.map(|e| e.act) {
                Some(Act::ProgressNoted { text }) => line(text),
                _ => String::new(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::ledger::Intent;
    use crate::ledger::event::{Act, Evidence, Holding};
    use crate::sample::Desk;
    use jiff::civil::date;

    #[test]
    fn findings_keep_the_order_of_the_report_and_hold_every_entry() {
        let desk = Desk::busy();
        let summary = desk.summary(Lang::Zh);
        assert_eq!(summary.finding_list.len(), summary.findings);
        let listed = summary.finding_list.iter().flat_map(|f| &f.entries);
        let listed: Vec<&str> = listed.map(|e| e.id.as_str()).collect();
        let all: Vec<&str> = desk.book.live().map(|(_, e)| &*e.id).collect();
        assert_eq!(listed, all);
    }

    #[test]
    fn an_entry_brings_its_columns_its_evidence_and_the_latest_note() {
        let mut desk = Desk::busy();
        let ix = desk.ix("2.1@huancui");
        for note in ["已部署", "资金\n已列入预算"] {
            desk.does(&Intent::Note(ix, note.into()));
        }
        let photo = Evidence {
            name: "照片".into(),
            how: Holding::Link,
            place: "https://example.org/1".into(),
            sha256: None,
            size: None,
        };
        desk.does(&Intent::Acts(vec![(
            ix,
            Act::EvidenceAdded(Box::new(photo)),
        )]));
        let summary = desk.summary(Lang::Zh);
        let of_2_1 = summary.finding_list.iter().find(|f| f.id == "2.1").unwrap();
        let entry = &of_2_1.entries[0];
        assert_eq!(
            (entry.id.as_str(), entry.unit.as_str()),
            ("2.1@huancui", "环翠区")
        );
        assert_eq!((entry.lead.as_str(), entry.evidence), ("区财政局", 1));
        assert_eq!(entry.due, Some(date(2023, 12, 1)));
        assert_eq!(entry.note, "资金 已列入预算");
        assert_eq!(entry.noted, Some(date(2023, 12, 31)));
    }
}
