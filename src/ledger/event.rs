//! Events: what a line of the journal says.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{BatchId, EntryId, EventId, ItemRef};
use crate::report::sanitise;

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Writer and number in the writer's file.
    pub id: EventId,
    /// Hybrid time, to the millisecond: the wall clock, but later than what the writer had seen.
    pub at: Timestamp,
    /// Display name of the writer at that time.
    pub who: Arc<str>,
    /// The gesture it belongs to.
    pub batch: BatchId,
    /// Entry id such as `3.5@lingang`; `None` where the act is about no entry.
    pub entry: Option<EntryId>,
    /// What was done.
    pub act: Act,
    /// The event that last set the same field when this one was made.
    pub was: Option<EventId>,
}

/// What was done. In the journal: `{"kind":"item_ticked",…}`.
///
/// A ledger holds very many of these: what is large and seldom stands in a box of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    /// An item is done.
    ItemTicked {
        /// Which.
        item: ItemRef,
    },
    /// An item is not done after all.
    ItemUnticked {
        /// Which.
        item: ItemRef,
    },
    /// An item of the inspector's own.
    ItemAdded {
        /// Its text.
        text: Box<str>,
    },
    /// Another text for an item that a person added.
    ItemReworded {
        /// Which.
        item: ItemRef,
        /// The new text.
        text: Box<str>,
    },
    /// An item that a person added is taken out.
    ItemDropped {
        /// Which.
        item: ItemRef,
    },
    /// Lead unit (牵头单位); empty takes it away.
    LeadSet {
        /// The new value.
        to: Arc<str>,
    },
    /// Partners (配合单位); empty takes them away.
    PartnersSet {
        /// The new value.
        to: Arc<str>,
    },
    /// Person in charge (责任人); empty takes it away.
    PersonSet {
        /// The new value.
        to: Arc<str>,
    },
    /// Measure (整改措施); empty takes it away.
    MeasureSet {
        /// The new value.
        to: Arc<str>,
    },
    /// Horizon (整改类型).
    HorizonSet {
        /// The new value.
        to: Horizon,
    },
    /// First due date; it is set once.
    DueSet {
        /// The day.
        to: Date,
    },
    /// Another due date, for a reason; the first one stays on record.
    Extended {
        /// The new day.
        to: Date,
        /// Why.
        reason: Box<str>,
    },
    /// Progress note.
    ProgressNoted {
        /// The note.
        text: Box<str>,
    },
    /// A file or link that proves something.
    EvidenceAdded(Box<Evidence>),
    /// Work began although nothing is ticked yet.
    Started,
    /// Verified and signed off.
    Closed,
    /// Sent back after verification.
    Returned {
        /// Why.
        reason: Box<str>,
        /// The items that are unticked by it.
        items: Box<[ItemRef]>,
    },
    /// Opened again after it was signed off.
    Reopened {
        /// Why.
        reason: Box<str>,
    },
    /// The unit objects to the finding.
    Objected {
        /// Why.
        reason: Box<str>,
    },
    /// The objection was decided.
    Rereviewed {
        /// Whether the objection was upheld.
        upheld: bool,
        /// Why.
        reason: Box<str>,
    },
    /// An entry that names nobody is tied to a unit by an inspector.
    Attributed {
        /// Id of the unit.
        to: Box<str>,
        /// Why.
        reason: Box<str>,
    },
    /// A finding of the inspector's own, such as one from the written feedback to a unit.
    FindingAdded(Box<OwnFinding>),
    /// Another wording for a finding that a person added.
    FindingReworded {
        /// Its title.
        title: Box<str>,
        /// Its statement; empty when there is none.
        statement: Box<str>,
    },
    /// A finding that a person added is taken out.
    FindingDropped {
        /// Why.
        reason: Box<str>,
    },
    /// The entry goes on from one of an earlier edition of the report.
    CarriedOver {
        /// Id of the earlier report.
        from: Box<str>,
        /// Id of the entry there.
        row: Box<str>,
        /// How many editions before this one had the problem; at least 1.
        times: u32,
    },
    /// Of two events made in ignorance of each other one counts, the other does not.
    ConflictSettled(Box<Settled>),
    /// A batch does not count any more.
    Undone {
        /// Which.
        batch: BatchId,
    },
    /// An undone batch counts again.
    Redone {
        /// Which.
        batch: BatchId,
    },
    /// A kind that this version does not know: kept on disk, left out of the fold, counted.
    #[serde(skip_serializing)]
    Unknown {
        /// Its name.
        name: Box<str>,
    },
}

/// Which of two events counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// The one that counts.
    pub keep: EventId,
    /// The one that is left out of the fold.
    pub over: EventId,
}

/// A proof: where it is, and by which sum it can be recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Name to show, usually the file's.
    pub name: Box<str>,
    /// How it is kept.
    pub how: Holding,
    /// Copied: path below the ledger's folder; linked: path on this machine; link: the address.
    pub place: Box<str>,
    /// SHA-256 of the file in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Box<str>>,
    /// Bytes of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

/// How evidence is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holding {
    /// Copied into the ledger's folder.
    Copied,
    /// Left where it is.
    Linked,
    /// An address, not a file.
    Link,
}

/// A finding that a person added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnFinding {
    /// Id of the unit.
    pub unit: Box<str>,
    /// Id of the category.
    pub category: Box<str>,
    /// A line that names the problem.
    pub title: Box<str>,
    /// The problem in full; empty when the title says it all.
    pub statement: Box<str>,
    /// Where it comes from, e.g. the written feedback.
    pub source: Box<str>,
}

impl OwnFinding {
    /// Id of the entry that this finding has when it is added by this event.
    pub fn entry_id(&self, id: EventId) -> EntryId {
        format!("{id}@{}", self.unit).into()
    }
}

/// How long a rectification may take (整改类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Horizon {
    /// 立行立改.
    Immediate,
    /// 限期整改.
    Phased,
    /// 长期坚持.
    Standing,
}

/// What of an entry an act sets; two events on one field can contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Tick of an item.
    Tick(ItemRef),
    /// Text or presence of an added item.
    Wording(ItemRef),
    /// Lead unit.
    Lead,
    /// Partners.
    Partners,
    /// Person in charge.
    Person,
    /// Measure.
    Measure,
    /// Horizon.
    Horizon,
    /// Due date, first or extended.
    Due,
    /// Sign-off, objection, start.
    Standing,
    /// Wording of an own finding.
    Finding,
    /// The entry of an earlier edition that it goes on from.
    Origin,
    /// Whether a batch counts.
    Batch(BatchId),
}

impl Act {
    /// The field it sets; `None` for what only adds (an item, a note) and for unknown kinds.
    pub fn field(&self) -> Option<Field> {
        Some(match self {
            Self::ItemTicked { item } | Self::ItemUnticked { item } => Field::Tick(*item),
            Self::ItemReworded { item, .. } | Self::ItemDropped { item } => Field::Wording(*item),
            Self::LeadSet { .. } => Field::Lead,
            Self::PartnersSet { .. } => Field::Partners,
            Self::PersonSet { .. } => Field::Person,
            Self::MeasureSet { .. } => Field::Measure,
            Self::HorizonSet { .. } => Field::Horizon,
            Self::DueSet { .. } | Self::Extended { .. } => Field::Due,
            Self::Started
            | Self::Closed
            | Self::Returned { .. }
            | Self::Reopened { .. }
            | Self::Objected { .. }
            | Self::Rereviewed { .. } => Field::Standing,
            Self::FindingReworded { .. } | Self::FindingDropped { .. } => Field::Finding,
            Self::CarriedOver { .. } => Field::Origin,
            Self::Undone { batch } | Self::Redone { batch } => Field::Batch(*batch),
            Self::ItemAdded { .. }
            | Self::ProgressNoted { .. }
            | Self::EvidenceAdded(_)
            | Self::Attributed { .. }
            | Self::FindingAdded(_)
            | Self::ConflictSettled(_)
            | Self::Unknown { .. } => return None,
        })
    }

    /// The texts in it that a person wrote, those that are shared apart.
    fn texts_mut(&mut self) -> Vec<&mut Box<str>> {
        match self {
            Self::ItemAdded { text }
            | Self::ItemReworded { text, .. }
            | Self::ProgressNoted { text } => vec![text],
            Self::Extended { reason, .. }
            | Self::Returned { reason, .. }
            | Self::Reopened { reason }
            | Self::Objected { reason }
            | Self::Rereviewed { reason, .. }
            | Self::FindingDropped { reason } => vec![reason],
            Self::EvidenceAdded(e) => {
                let e = &mut **e;
                [&mut e.name, &mut e.place]
                    .into_iter()
                    .chain(&mut e.sha256)
                    .collect()
            }
            Self::Attributed { to, reason } => vec![to, reason],
            Self::CarriedOver { from, row, .. } => vec![from, row],
            Self::FindingAdded(f) => {
                let f = &mut **f;
                vec![
                    &mut f.unit,
                    &mut f.category,
                    &mut f.title,
                    &mut f.statement,
                    &mut f.source,
                ]
            }
            Self::FindingReworded { title, statement } => vec![title, statement],
            Self::ItemTicked { .. }
            | Self::ItemUnticked { .. }
            | Self::ItemDropped { .. }
            | Self::LeadSet { .. }
            | Self::PartnersSet { .. }
            | Self::PersonSet { .. }
            | Self::MeasureSet { .. }
            | Self::HorizonSet { .. }
            | Self::DueSet { .. }
            | Self::Started
            | Self::Closed
            | Self::ConflictSettled(_)
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Unknown { .. } => Vec::new(),
        }
    }

    /// The text in it that may be shared with other acts.
    fn shared_mut(&mut self) -> Option<&mut Arc<str>> {
        match self {
            Self::LeadSet { to }
            | Self::PartnersSet { to }
            | Self::PersonSet { to }
            | Self::MeasureSet { to } => Some(to),
            _ => None,
        }
    }

    /// The act without characters that could steer a terminal: the same on its way out to a journal and in from one.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        let cleaned = |text: &str| {
            let is_hostile = text.chars().any(sanitise::is_hostile);
            is_hostile.then(|| sanitise::paragraphs(text))
        };
        for text in self.texts_mut() {
            if let Some(clean) = cleaned(text) {
                *text = clean.into();
            }
        }
        if let Some(text) = self.shared_mut()
            && let Some(clean) = cleaned(text)
        {
            *text = clean.into();
        }
        self
    }

    /// Whether it is an undo or a redo rather than work on an entry.
    pub fn is_about_a_batch(&self) -> bool {
        matches!(self, Self::Undone { .. } | Self::Redone { .. })
    }
}

/// Name of a kind as it stands in the journal.
pub fn kind(act: &Act) -> &str {
    match act {
        Act::ItemTicked { .. } => "item_ticked",
        Act::ItemUnticked { .. } => "item_unticked",
        Act::ItemAdded { .. } => "item_added",
        Act::ItemReworded { .. } => "item_reworded",
        Act::ItemDropped { .. } => "item_dropped",
        Act::LeadSet { .. } => "lead_set",
        Act::PartnersSet { .. } => "partners_set",
        Act::PersonSet { .. } => "person_set",
        Act::MeasureSet { .. } => "measure_set",
        Act::HorizonSet { .. } => "horizon_set",
        Act::DueSet { .. } => "due_set",
        Act::Extended { .. } => "extended",
        Act::ProgressNoted { .. } => "progress_noted",
        Act::EvidenceAdded(_) => "evidence_added",
        Act::Attributed { .. } => "attributed",
        Act::FindingAdded(_) => "finding_added",
        Act::FindingReworded { .. } => "finding_reworded",
        Act::FindingDropped { .. } => "finding_dropped",
        Act::CarriedOver { .. } => "carried_over",
        Act::ConflictSettled(_) => "conflict_settled",
        Act::Started => "started",
        Act::Closed => "closed",
        Act::Returned { .. } => "returned",
        Act::Reopened { .. } => "reopened",
        Act::Objected { .. } => "objected",
        Act::Rereviewed { .. } => "rereviewed",
        Act::Undone { .. } => "undone",
        Act::Redone { .. } => "redone",
        Act::Unknown { name } => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_acts_take_48_million_bytes() {
        assert_eq!(size_of::<Act>(), 48);
    }
}
