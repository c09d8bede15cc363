//! The state of one entry and the one table of moves: which act is legal in which stage, and what it does.
//!
//! [`State::step`] is used twice: by the fold, which skips and counts what is refused, and by
//! [`decide`](super::decide), which tells the person why.

use super::event::{Act, Field};
use super::ids::ItemRef;

/// Index of an event in its [`Book`](super::Book).
pub type Ev = u32;

/// Where an entry stands (product words: 待整改, 整改中, 已完成, 已销号, 异议复审, 复审撤销).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing ticked.
    Open,
    /// Some items ticked, or work started.
    Rectifying,
    /// Every item ticked: to be verified.
    Completed,
    /// Verified and signed off.
    Closed,
    /// Under re-review.
    Objected,
    /// Objection upheld: outside the rates.
    Withdrawn,
}

impl Stage {
    /// All stages, in the order of the table in the documents.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Rectifying,
        Self::Completed,
        Self::Closed,
        Self::Objected,
        Self::Withdrawn,
    ];

    /// The code word used in JSON and filters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Rectifying => "rectifying",
            Self::Completed => "completed",
            Self::Closed => "closed",
            Self::Objected => "objected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What was decided about an entry as a whole, beside its ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Being worked on.
    #[default]
    Active,
    /// Signed off.
    Closed,
    /// Objected, not decided.
    Objected,
    /// Objection upheld.
    Withdrawn,
}

/// One item of an entry and its tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemState {
    /// Which item.
    pub key: ItemRef,
    /// Whether it is done.
    pub ticked: bool,
    /// The event that last ticked or unticked it.
    pub tick_by: Option<Ev>,
    /// For added items: the event that holds the text in force.
    pub text_by: Option<Ev>,
    /// An added item that was taken out; it keeps its number.
    pub dropped: bool,
}

/// All that the events say about one entry. Values stand in the events; this holds who set them last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about an entry, none of which excludes another"
)]
pub struct State {
    /// Suggested items in the report's order, then added ones in fold order.
    pub items: Vec<ItemState>,
    /// The entry as a whole.
    pub standing: Standing,
    /// The event that set `standing` or `started`.
    pub standing_by: Option<Ev>,
    /// Work was declared begun.
    pub started: bool,
    /// Lead unit.
    pub lead: Option<Ev>,
    /// Partners.
    pub partners: Option<Ev>,
    /// Person in charge.
    pub person: Option<Ev>,
    /// Measure.
    pub measure: Option<Ev>,
    /// Horizon.
    pub horizon: Option<Ev>,
    /// First due date.
    pub first_due: Option<Ev>,
    /// Due date in force: the first one or the last extension.
    pub due: Option<Ev>,
    /// Progress notes in fold order.
    pub notes: Vec<Ev>,
    /// Evidence in fold order.
    pub evidence: Vec<Ev>,
    /// Whether the entry names nobody and can be attributed.
    pub unnamed: bool,
    /// Attributions of an entry that names nobody; with one it is represented by the entries of those units.
    pub attributed: Vec<Ev>,
    /// Whether a person added the finding.
    pub own: bool,
    /// For own findings: the event that holds the wording in force.
    pub worded_by: Option<Ev>,
    /// The event that ties it to an entry of an earlier edition.
    pub origin: Option<Ev>,
    /// An own finding that was taken out.
    pub dropped: bool,
    /// The last event that counted.
    pub updated: Option<Ev>,
}

/// Why a move is not legal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Bar {
    /// The stage does not allow it.
    Stage(Stage),
    /// Items that have to be ticked first.
    Missing(Vec<ItemRef>),
    /// No item at all: nothing shows that the problem is put right.
    NoItems,
    /// There is no such item.
    NoItem(ItemRef),
    /// The item comes from the report; only added ones can be reworded or dropped.
    NotOwn(ItemRef),
    /// A text is empty.
    EmptyText,
    /// A reason is needed.
    NoReason,
    /// The first due date is set already; it can be extended.
    HasDue,
    /// There is no due date to extend.
    NoDue,
    /// Nothing names what has to be done again.
    NothingReturned,
    /// Later work rests on the batch.
    BuiltUpon,
    /// The entry was attributed to units; work goes on there.
    Attributed,
    /// The report names units for it, or it is tied to this unit already.
    NotAttributable,
    /// The finding comes from the report; only added ones can be reworded or dropped.
    NotOwnFinding,
    /// An own finding that was taken out.
    Dropped,
    /// Who ticked an item must not sign it off.
    SecondPerson,
    /// The two events do not contradict each other.
    NoConflict,
    /// Somebody set the field since the proposal was looked at.
    SetMeanwhile,
}

impl State {
    /// The state before any event: `suggested` items, nothing ticked.
    pub fn fresh(suggested: usize) -> Self {
        let items = (1..=u32::try_from(suggested).unwrap_or(u32::MAX))
            .map(|n| ItemState {
                key: ItemRef::Suggested(n),
                ticked: false,
                tick_by: None,
                text_by: None,
                dropped: false,
            })
            .collect();
        Self {
            items,
            ..Self::default()
        }
    }

    /// The items that count.
    pub fn live(&self) -> impl Iterator<Item = &ItemState> {
        self.items.iter().filter(|i| !i.dropped)
    }

    /// How many items are ticked, and how many there are.
    pub fn done(&self) -> (usize, usize) {
        self.live().fold((0, 0), |(done, all), i| {
            (done + usize::from(i.ticked), all + 1)
        })
    }

    /// The stage that follows from standing and ticks.
    pub fn stage(&self) -> Stage {
        match self.standing {
            Standing::Closed => Stage::Closed,
            Standing::Objected => Stage::Objected,
            Standing::Withdrawn => Stage::Withdrawn,
            Standing::Active => match self.done() {
                (done, all) if all > 0 && done == all => Stage::Completed,
                (0, _) if !self.started => Stage::Open,
                _ => Stage::Rectifying,
            },
        }
    }

    /// The event that last set a field.
    pub fn set_by(&self, field: Field) -> Option<Ev> {
        match field {
            Field::Tick(item) => self.find(item).and_then(|i| i.tick_by),
            Field::Wording(item) => self.find(item).and_then(|i| i.text_by),
            Field::Lead => self.lead,
            Field::Partners => self.partners,
            Field::Person => self.person,
            Field::Measure => self.measure,
            Field::Horizon => self.horizon,
            Field::Due => self.due,
            Field::Standing => self.standing_by,
            Field::Finding => self.worded_by,
            Field::Origin => self.origin,
            Field::Batch(_) => None,
        }
    }

    fn find(&self, item: ItemRef) -> Option<&ItemState> {
        self.items.iter().find(|i| i.key == item)
    }

    /// The move table. `own` is the item that an `ItemAdded` event creates.
    ///
    /// # Errors
    /// Why the act is not legal now; the state is then unchanged.
    pub fn step(&mut self, act: &Act, ev: Ev, own: ItemRef) -> Result<(), Bar> {
        self.allowed(act)?;
        match act {
            Act::ItemTicked { item } => self.tick(*item, true, ev)?,
            Act::ItemUnticked { item } => self.tick(*item, false, ev)?,
            Act::ItemAdded { text } => {
                needed(text, Bar::EmptyText)?;
                self.items.push(ItemState {
                    key: own,
                    ticked: false,
                    tick_by: None,
                    text_by: Some(ev),
                    dropped: false,
                });
            }
            Act::ItemReworded { item, text } => {
                needed(text, Bar::EmptyText)?;
                self.own_item(*item)?.text_by = Some(ev);
            }
            Act::ItemDropped { item } => {
                let own = self.own_item(*item)?;
                own.dropped = true;
                own.ticked = false;
            }
            Act::LeadSet { .. } => self.lead = Some(ev),
            Act::PartnersSet { .. } => self.partners = Some(ev),
            Act::PersonSet { .. } => self.person = Some(ev),
            Act::MeasureSet { .. } => self.measure = Some(ev),
            Act::HorizonSet { .. } => self.horizon = Some(ev),
            Act::DueSet { .. } if self.first_due.is_some() => return Err(Bar::HasDue),
            Act::DueSet { .. } => (self.first_due, self.due) = (Some(ev), Some(ev)),
            Act::Extended { .. } if self.first_due.is_none() => return Err(Bar::NoDue),
            Act::Extended { reason, .. } => {
                needed(reason, Bar::NoReason)?;
                self.due = Some(ev);
            }
            Act::ProgressNoted { text } => {
                needed(text, Bar::EmptyText)?;
                self.notes.push(ev);
            }
            Act::Started => (self.started, self.standing_by) = (true, Some(ev)),
            Act::Closed => {
                self.complete()?;
                self.stand(Standing::Closed, ev);
            }
            Act::Returned { reason, items } => self.send_back(reason, items, ev)?,
            Act::Reopened { reason } => {
                needed(reason, Bar::NoReason)?;
                self.stand(Standing::Active, ev);
                self.started = true;
            }
            Act::Objected { reason } => {
                needed(reason, Bar::NoReason)?;
                self.stand(Standing::Objected, ev);
            }
            Act::Rereviewed { upheld, reason } => {
                needed(reason, Bar::NoReason)?;
                self.stand(
                    if *upheld {
                        Standing::Withdrawn
                    } else {
                        Standing::Active
                    },
                    ev,
                );
            }
            Act::EvidenceAdded(evidence) => {
                needed(&evidence.place, Bar::EmptyText)?;
                self.evidence.push(ev);
            }
            Act::Attributed { reason, .. } => {
                needed(reason, Bar::NoReason)?;
                if self.unnamed {
                    self.attributed.push(ev);
                }
            }
            Act::FindingAdded(finding) => {
                needed(&finding.title, Bar::EmptyText)?;
                self.worded_by = Some(ev);
            }
            Act::FindingReworded { title, .. } => {
                needed(title, Bar::EmptyText)?;
                self.worded_by = Some(ev);
            }
            Act::FindingDropped { reason } => {
                needed(reason, Bar::NoReason)?;
                (self.dropped, self.worded_by) = (true, self.worded_by.or(Some(ev)));
            }
            Act::CarriedOver { .. } => self.origin = Some(ev),
            Act::ConflictSettled(_) => {}
            Act::Undone { .. } | Act::Redone { .. } | Act::Unknown { .. } => return Ok(()),
        }
        self.updated = Some(ev);
        Ok(())
    }

    /// Which stages allow an act: the first column of the move table.
    fn allowed(&self, act: &Act) -> Result<(), Bar> {
        use Stage::{Closed, Completed, Objected, Open, Rectifying};
        self.in_force(act)?;
        let legal: &[Stage] = match act {
            Act::ItemTicked { .. }
            | Act::ItemUnticked { .. }
            | Act::ItemAdded { .. }
            | Act::ItemReworded { .. }
            | Act::ItemDropped { .. }
            | Act::Objected { .. }
            | Act::FindingReworded { .. }
            | Act::FindingDropped { .. }
            // what is missing says more than the stage: `complete` refuses open and rectifying entries
            | Act::Closed => &[Open, Rectifying, Completed],
            Act::LeadSet { .. }
            | Act::PartnersSet { .. }
            | Act::PersonSet { .. }
            | Act::MeasureSet { .. }
            | Act::HorizonSet { .. }
            | Act::DueSet { .. }
            | Act::Extended { .. } => &[Open, Rectifying, Completed, Objected],
            Act::Started => &[Open],
            Act::Returned { .. } => &[Completed],
            Act::Reopened { .. } => &[Closed],
            Act::Rereviewed { .. } => &[Objected],
            Act::ProgressNoted { .. }
            | Act::EvidenceAdded(_)
            | Act::Attributed { .. }
            | Act::FindingAdded(_)
            | Act::CarriedOver { .. }
            | Act::ConflictSettled(_)
            | Act::Undone { .. }
            | Act::Redone { .. }
            | Act::Unknown { .. } => &Stage::ALL,
        };
        let stage = self.stage();
        if legal.contains(&stage) {
            Ok(())
        } else {
            Err(Bar::Stage(stage))
        }
    }

    /// Entries that others stand for, and findings that were taken out, take notes and nothing else.
    fn in_force(&self, act: &Act) -> Result<(), Bar> {
        match act {
            Act::ProgressNoted { .. }
            | Act::Attributed { .. }
            | Act::FindingAdded(_)
            | Act::ConflictSettled(_)
            | Act::Unknown { .. } => Ok(()),
            _ if self.dropped => Err(Bar::Dropped),
            _ if !self.attributed.is_empty() => Err(Bar::Attributed),
            Act::FindingReworded { .. } | Act::FindingDropped { .. } if !self.own => {
                Err(Bar::NotOwnFinding)
            }
            _ => Ok(()),
        }
    }

    /// Lets a first due date count that was set in ignorance of the one before it.
    pub fn overrule_due(&mut self, ev: Ev) {
        (self.first_due, self.due) = (Some(ev), Some(ev));
        self.updated = Some(ev);
    }

    fn stand(&mut self, standing: Standing, ev: Ev) {
        (self.standing, self.standing_by) = (standing, Some(ev));
    }

    fn tick(&mut self, item: ItemRef, ticked: bool, ev: Ev) -> Result<(), Bar> {
        let found = self
            .items
            .iter_mut()
            .find(|i| i.key == item && !i.dropped)
            .ok_or(Bar::NoItem(item))?;
        (found.ticked, found.tick_by) = (ticked, Some(ev));
        Ok(())
    }

    fn own_item(&mut self, item: ItemRef) -> Result<&mut ItemState, Bar> {
        if matches!(item, ItemRef::Suggested(_)) {
            return Err(Bar::NotOwn(item));
        }
        self.items
            .iter_mut()
            .find(|i| i.key == item && !i.dropped)
            .ok_or(Bar::NoItem(item))
    }

    fn complete(&self) -> Result<(), Bar> {
        if self.live().next().is_none() {
            return Err(Bar::NoItems);
        }
        let missing: Vec<_> = self.live().filter(|i| !i.ticked).map(|i| i.key).collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Bar::Missing(missing))
        }
    }

    fn send_back(&mut self, reason: &str, items: &[ItemRef], ev: Ev) -> Result<(), Bar> {
        needed(reason, Bar::NoReason)?;
        if items.is_empty() {
            return Err(Bar::NothingReturned);
        }
        let unknown = items
            .iter()
            .find(|i| !self.live().any(|known| known.key == **i));
        if let Some(unknown) = unknown {
            return Err(Bar::NoItem(*unknown));
        }
        for item in items {
            self.tick(*item, false, ev)?;
        }
        self.started = true;
        self.stand(Standing::Active, ev);
        Ok(())
    }
}

fn needed(text: &str, bar: Bar) -> Result<(), Bar> {
    if text.chars().all(char::is_whitespace) {
        Err(bar)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: fn(u32) -> Act = |n| Act::ItemTicked {
        item: ItemRef::Suggested(n),
    };
    const OWN: ItemRef = ItemRef::Suggested(0);

    fn after(acts: &[Act]) -> (State, Vec<Result<(), Bar>>) {
        let mut state = State::fresh(2);
        let results = acts
            .iter()
            .zip(0..)
            .map(|(a, ev)| state.step(a, ev, OWN))
            .collect();
        (state, results)
    }

    #[test]
    fn ticks_lead_from_open_to_completed() {
        assert_eq!(after(&[]).0.stage(), Stage::Open);
        assert_eq!(after(&[Act::Started]).0.stage(), Stage::Rectifying);
        assert_eq!(after(&[TICK(1)]).0.stage(), Stage::Rectifying);
        assert_eq!(after(&[TICK(1), TICK(2)]).0.stage(), Stage::Completed);
    }

    #[test]
    fn closing_names_the_items_that_are_missing() {
        let (state, results) = after(&[TICK(1), Act::Closed]);
        assert_eq!(results[1], Err(Bar::Missing(vec![ItemRef::Suggested(2)])));
        assert_eq!(state.stage(), Stage::Rectifying);
    }

    #[test]
    fn ticks_of_a_closed_entry_are_frozen() {
        let (state, results) = after(&[
            TICK(1),
            TICK(2),
            Act::Closed,
            Act::ItemUnticked {
                item: ItemRef::Suggested(1),
            },
            Act::ProgressNoted {
                text: "复查".into(),
            },
        ]);
        assert_eq!(results[3], Err(Bar::Stage(Stage::Closed)));
        assert_eq!(results[4], Ok(()), "a note is always possible");
        assert_eq!(state.stage(), Stage::Closed);
    }

    #[test]
    fn an_upheld_objection_withdraws_and_a_rejected_one_leads_back() {
        let object = Act::Objected {
            reason: "数据口径".into(),
        };
        let verdict = |upheld| Act::Rereviewed {
            upheld,
            reason: "复核".into(),
        };
        assert_eq!(
            after(&[TICK(1), object.clone(), verdict(true)]).0.stage(),
            Stage::Withdrawn
        );
        assert_eq!(
            after(&[TICK(1), object, verdict(false)]).0.stage(),
            Stage::Rectifying
        );
    }

    #[test]
    fn a_refused_move_changes_nothing() {
        let (before, _) = after(&[TICK(1), TICK(2)]);
        let mut state = before.clone();
        let unknown = Act::Returned {
            reason: "缺材料".into(),
            items: [ItemRef::Suggested(1), ItemRef::Suggested(9)].into(),
        };
        assert!(state.step(&unknown, 9, OWN).is_err());
        assert_eq!(state, before);
    }
}
