//! From what a person wants to the acts that do it, or to a refusal that says what is missing.
//!
//! Pure: the same rules as the fold, tried on a copy of each entry's state.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::book::{Book, Entry, EntryIx};
use super::event::{Act, Horizon, OwnFinding, Settled};
use super::ids::{BatchId, EntryId, EventId, ItemRef, WriterId};
use super::stage::{Bar, Ev, State};
use crate::report::sanitise;
use jiff::civil::Date;

/// What a person wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Tick items.
    Tick(Vec<Pick>),
    /// Untick items.
    Untick(Vec<Pick>),
    /// Add an item with this text to an entry.
    AddItem(EntryIx, String),
    /// Note progress on an entry.
    Note(EntryIx, String),
    /// Declare work on entries begun.
    Start(Vec<EntryIx>),
    /// Sign entries off.
    Close(Vec<EntryIx>),
    /// Open a closed entry again, for a reason.
    Reopen(EntryIx, String),
    /// Any acts on entries: extensions, evidence, returns, objections, attributions, rewording.
    Acts(Vec<(EntryIx, Act)>),
    /// Add a finding of the inspector's own, with items to do.
    AddFinding(OwnFinding, Vec<String>),
    /// Of two events that contradict each other let one count.
    Settle {
        /// The entry.
        entry: EntryIx,
        /// The event that counts.
        keep: EventId,
        /// The event that does not.
        over: EventId,
    },
    /// Set ledger columns of entries.
    Set(Vec<EntryIx>, Columns),
    /// Acts proposed from outside, each only where nobody set its field since it was looked at.
    Import(Vec<Proposed>),
    /// Take the last batch back.
    Undo,
    /// Bring the last undone batch back.
    Redo,
}

/// An act that somebody outside proposed, and what it was compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// The entry.
    pub entry: EntryIx,
    /// What is proposed.
    pub act: Act,
    /// The event that had set the field when a person accepted the proposal.
    pub seen: Option<EventId>,
}

/// Ledger columns to set; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Lead unit.
    pub lead: Option<String>,
    /// Partners.
    pub partners: Option<String>,
    /// Person in charge.
    pub person: Option<String>,
    /// Measure.
    pub measure: Option<String>,
    /// Horizon.
    pub horizon: Option<Horizon>,
    /// First due date.
    pub due: Option<Date>,
}

/// What happens when somebody closes an entry of which they ticked an item themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecondPerson {
    /// It is said.
    #[default]
    Warn,
    /// It is refused.
    Require,
    /// Nothing.
    Off,
}

impl SecondPerson {
    /// All rules with their code words.
    pub const ALL: [(&'static str, Self); 3] = [
        ("warn", Self::Warn),
        ("require", Self::Require),
        ("off", Self::Off),
    ];

    /// The code word.
    pub fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, rule)| *rule == self)
            .map_or("", |(word, _)| word)
    }
}

/// Rules that a user may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Policy {
    /// Whether a second person has to close.
    pub second_person: SecondPerson,
    /// One refusal keeps everything else of the intent from going through.
    pub atomic: bool,
}

/// Items of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// One item.
    One(EntryIx, ItemRef),
    /// All items of the entry.
    All(EntryIx),
}

/// A rule said no.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// An act on this entry is not legal.
    Entry {
        /// Id of the entry.
        entry: EntryId,
        /// Why.
        bar: Bar,
        /// Short names of the items that the reason is about.
        items: Vec<String>,
    },
    /// There is no such unit.
    NoUnit(String),
    /// There is no such category.
    NoCategory(String),
    /// A title is needed.
    NoTitle,
    /// An item of a new finding has no text.
    EmptyItem,
    /// There is no batch of this writer left to undo.
    NothingToUndo,
    /// There is no batch of this writer left to redo.
    NothingToRedo,
}

/// What follows from an intent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// Acts to record as one batch, with their entries. An item without one belongs to the finding added before it.
    pub acts: Vec<(Option<EntryIx>, Act)>,
    /// Items and entries that were already as wanted: ids such as `3.5@lingang#1`.
    pub unchanged: Vec<String>,
    /// Entries that were left out, and why.
    pub refused: Vec<Refusal>,
    /// Entries that are closed by somebody who ticked an item of them.
    pub self_closed: Vec<String>,
    /// The batch that an undo or redo is about.
    pub about: Option<BatchId>,
}

/// Decides what an intent comes to. Entries that refuse do not keep the others from going through.
pub fn decide(book: &Book, writer: WriterId, intent: &Intent, policy: Policy) -> Decision {
    let mut d = Draft {
        book,
        trial: HashMap::new(),
        ticks: HashSet::new(),
        unchanged: HashSet::new(),
        refused: HashSet::new(),
        out: Decision::default(),
    };
    match intent {
        Intent::Tick(picks) => d.tick_all(picks, true),
        Intent::Untick(picks) => d.tick_all(picks, false),
        Intent::AddItem(ix, text) => d.act(
            *ix,
            Act::ItemAdded {
                text: text.trim().into(),
            },
        ),
        Intent::Note(ix, text) => d.act(
            *ix,
            Act::ProgressNoted {
                text: text.trim().into(),
            },
        ),
        Intent::Start(list) => list.iter().for_each(|ix| d.act(*ix, Act::Started)),
        Intent::Close(list) => list.iter().for_each(|ix| d.close(*ix, writer, policy)),
        Intent::AddFinding(finding, items) => d.add_finding(finding, items),
        Intent::Settle { entry, keep, over } => d.settle(*entry, *keep, *over),
        Intent::Reopen(ix, why) => d.act(
            *ix,
            Act::Reopened {
                reason: why.trim().into(),
            },
        ),
        Intent::Acts(acts) => acts.iter().for_each(|(ix, act)| d.act(*ix, act.clone())),
        Intent::Import(list) => list.iter().for_each(|p| d.import(p)),
        Intent::Set(list, columns) => list.iter().for_each(|ix| d.set(*ix, columns)),
        Intent::Undo => d.undo(writer),
        Intent::Redo => d.redo(writer),
    }
    if policy.atomic && !d.out.refused.is_empty() {
        d.out.acts.clear();
        d.out.self_closed.clear();
    }
    d.out
}

struct Draft<'a> {
    book: &'a Book,
    /// States as they will be after the acts so far.
    trial: HashMap<EntryIx, State>,
    /// Items that the acts so far tick or untick.
    ticks: HashSet<(EntryIx, ItemRef)>,
    /// What `out` lists already: a gesture can be about a hundred thousand entries.
    unchanged: HashSet<String>,
    refused: HashSet<Refusal>,
    out: Decision,
}

impl Draft<'_> {
    fn act(&mut self, ix: EntryIx, act: Act) {
        let act = act.cleaned();
        let Some(entry) = self.book.entry(ix) else {
            return;
        };
        if let Act::Attributed { to, .. } = &act
            && !self.is_attributable(entry, to)
        {
            self.refuse(entry, Bar::NotAttributable);
            return;
        }
        let state = self.trial.entry(ix).or_insert_with(|| entry.state.clone());
        let own = stand_in(self.out.acts.len());
        match state.step(&act, Ev::MAX, own) {
            Ok(()) => self.out.acts.push((Some(ix), act)),
            Err(bar) => self.refuse(entry, bar),
        }
    }

    /// What was set while the proposal was looked at is not overwritten.
    fn import(&mut self, proposed: &Proposed) {
        let Some(entry) = self.book.entry(proposed.entry) else {
            return;
        };
        let field = proposed.act.field();
        let now = field.and_then(|field| self.book.set_by(Some(proposed.entry), field));
        if field.is_some() && now != proposed.seen {
            self.refuse(entry, Bar::SetMeanwhile);
        } else {
            self.act(proposed.entry, proposed.act.clone());
        }
    }

    /// Signing off what one ticked oneself is said, refused or let through, as the office wants it.
    fn close(&mut self, ix: EntryIx, writer: WriterId, policy: Policy) {
        let Some(entry) = self.book.entry(ix) else {
            return;
        };
        let mut ticked_by = entry
            .state
            .live()
            .filter_map(|i| self.book.event(i.tick_by?));
        let by_self = ticked_by.any(|e| e.id.writer == writer);
        if by_self && policy.second_person == SecondPerson::Require {
            self.refuse(entry, Bar::SecondPerson);
            return;
        }
        let before = self.out.acts.len();
        self.act(ix, Act::Closed);
        let went_through = self.out.acts.len() > before;
        if went_through && by_self && policy.second_person == SecondPerson::Warn {
            self.out
                .self_closed
                .push(self.book.label(entry).into_owned());
        }
    }

    fn add_finding(&mut self, finding: &OwnFinding, items: &[String]) {
        let report = self.book.report();
        let knows_unit = report.units.iter().any(|u| u.id == *finding.unit);
        if !knows_unit && &*finding.unit != crate::report::NO_UNIT {
            let unit = finding.unit.to_string();
            self.out.refused.push(Refusal::NoUnit(unit));
        }
        if !report.categories.iter().any(|c| c.id == *finding.category) {
            let category = finding.category.to_string();
            self.out.refused.push(Refusal::NoCategory(category));
        }
        let act = Act::FindingAdded(Box::new(finding.clone())).cleaned();
        if matches!(&act, Act::FindingAdded(f) if f.title.trim().is_empty()) {
            self.out.refused.push(Refusal::NoTitle);
        }
        let mut acts = vec![(None, act)];
        let mut entry = State {
            own: true,
            ..State::default()
        };
        for text in items {
            let act = Act::ItemAdded {
                text: text.trim().into(),
            };
            let act = act.cleaned();
            if entry.step(&act, Ev::MAX, stand_in(acts.len())).is_err() {
                self.out.refused.push(Refusal::EmptyItem);
                break;
            }
            acts.push((None, act));
        }
        if self.out.refused.is_empty() {
            self.out.acts = acts;
        }
    }

    fn settle(&mut self, ix: EntryIx, keep: EventId, over: EventId) {
        let Some(entry) = self.book.entry(ix) else {
            return;
        };
        let id = |ev: Ev| self.book.event(ev).map(|e| e.id);
        let is_pair = |(a, b): &(Ev, Ev)| {
            let pair = (id(*a), id(*b));
            pair == (Some(keep), Some(over)) || pair == (Some(over), Some(keep))
        };
        if entry.conflicts.iter().any(is_pair) {
            self.act(ix, Act::ConflictSettled(Box::new(Settled { keep, over })));
        } else {
            self.refuse(entry, Bar::NoConflict);
        }
    }

    /// Whether an entry can be tied to a unit: nobody is named, and it is not tied to it already.
    fn is_attributable(&self, entry: &Entry, to: &str) -> bool {
        let known = self.book.report().units.iter().any(|u| u.id == to);
        let number = entry.id.rsplit_once('@').map_or("", |(n, _)| n);
        let target = self
            .book
            .find(&format!("{number}@{to}"))
            .and_then(|ix| self.book.entry(ix));
        known && entry.unit.is_none() && entry.own.is_none() && target.is_none_or(|t| !t.live)
    }

    fn refuse(&mut self, entry: &Entry, bar: Bar) {
        let items = match &bar {
            Bar::Missing(items) => items.clone(),
            Bar::NoItem(item) | Bar::NotOwn(item) => vec![*item],
            _ => Vec::new(),
        };
        let items = items
            .into_iter()
            .map(|i| Book::item_label(entry, i))
            .collect();
        let refusal = Refusal::Entry {
            entry: self.book.label(entry).into(),
            bar,
            items,
        };
        if self.refused.insert(refusal.clone()) {
            self.out.refused.push(refusal);
        }
    }

    fn tick_all(&mut self, picks: &[Pick], ticked: bool) {
        for pick in picks {
            let (Pick::One(ix, _) | Pick::All(ix)) = *pick;
            let Some(entry) = self.book.entry(ix) else {
                continue;
            };
            let wanted: Vec<ItemRef> = match *pick {
                Pick::One(_, item) => vec![item],
                Pick::All(_) => entry.state.live().map(|i| i.key).collect(),
            };
            for item in wanted {
                let known = entry.state.live().find(|i| i.key == item);
                match known {
                    Some(_) if self.ticks.contains(&(ix, item)) => {}
                    Some(i) if i.ticked == ticked => {
                        let label = Book::item_label(entry, item);
                        self.leave(format!("{}#{label}", entry.id));
                    }
                    _ => {
                        self.ticks.insert((ix, item));
                        let tick = if ticked {
                            Act::ItemTicked { item }
                        } else {
                            Act::ItemUnticked { item }
                        };
                        self.act(ix, tick);
                    }
                }
            }
        }
    }

    /// Lists what is as wanted.
    fn leave(&mut self, id: String) {
        if self.unchanged.insert(id.clone()) {
            self.out.unchanged.push(id);
        }
    }

    fn set(&mut self, ix: EntryIx, c: &Columns) {
        let Some(entry) = self.book.entry(ix) else {
            return;
        };
        let book = self.book;
        let mut acts = Vec::new();
        let mut same = false;
        let mut text = |wanted: &Option<String>, now: Option<&str>, make: fn(Arc<str>) -> Act| {
            let Some(wanted) = wanted else { return };
            let wanted = sanitise::paragraphs(wanted);
            if now.unwrap_or_default() == wanted.trim() {
                same = true;
            } else {
                acts.push(make(wanted.trim().into()));
            }
        };
        text(&c.lead, book.lead(entry), |to| Act::LeadSet { to });
        text(&c.partners, book.partners(entry), |to| Act::PartnersSet {
            to,
        });
        text(&c.person, book.person(entry), |to| Act::PersonSet { to });
        text(&c.measure, book.measure(entry), |to| Act::MeasureSet { to });
        if let Some(to) = c.horizon {
            if book.horizon(entry) == Some(to) {
                same = true;
            } else {
                acts.push(Act::HorizonSet { to });
            }
        }
        if let Some(to) = c.due {
            if book.due(entry) == Some(to) {
                same = true;
            } else {
                acts.push(Act::DueSet { to });
            }
        }
        if acts.is_empty() && same {
            self.leave(entry.id.to_string());
        }
        for act in acts {
            self.act(ix, act);
        }
    }

    fn undo(&mut self, writer: WriterId) {
        let Some(batch) = self.book.last_done(writer) else {
            self.out.refused.push(Refusal::NothingToUndo);
            return;
        };
        self.switch(batch, Act::Undone { batch });
    }

    fn redo(&mut self, writer: WriterId) {
        let Some(batch) = self.book.last_undone(writer) else {
            self.out.refused.push(Refusal::NothingToRedo);
            return;
        };
        self.switch(batch, Act::Redone { batch });
    }

    fn switch(&mut self, batch: BatchId, act: Act) {
        self.out.about = Some(batch);
        let blocked = self
            .book
            .built_upon(batch, matches!(act, Act::Redone { .. }));
        if blocked.is_empty() {
            self.out.acts.push((None, act));
        }
        for entry in blocked.into_iter().filter_map(|ix| self.book.entry(ix)) {
            self.refuse(entry, Bar::BuiltUpon);
        }
    }
}

/// Stands for the item that the act at this place adds: the id of its event is not known yet, and nothing of the batch
/// can refer to it.
fn stand_in(place: usize) -> ItemRef {
    ItemRef::Added(EventId {
        writer: WriterId(uuid::Uuid::nil()),
        seq: u32::try_from(place).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::event::Event;
    use crate::ledger::testing::{book, event, writer};

    #[test]
    fn what_atomic_keeps_back_is_not_told_as_closed() {
        let mut book = book();
        for (n, item) in (1..).zip(book.entries()[0].state.items.clone()) {
            book.push(Event {
                act: Act::ItemTicked { item: item.key },
                ..event(1, n)
            });
        }
        book.settle();
        let closing = |atomic| {
            let policy = Policy {
                atomic,
                ..Policy::default()
            };
            let done = decide(&book, writer(1), &Intent::Close(vec![0, 1]), policy);
            (done.acts.len(), done.self_closed.len(), done.refused.len())
        };
        assert_eq!((closing(false), closing(true)), ((1, 1, 1), (0, 0, 1)));
    }

    #[test]
    fn a_proposal_does_not_overwrite_what_was_set_while_it_was_looked_at() {
        let mut book = book();
        let act = Act::LeadSet {
            to: "区教体局".into(),
        };
        let proposed = Proposed {
            entry: 0,
            act: act.clone(),
            seen: None,
        };
        let note = Proposed {
            act: Act::ProgressNoted {
                text: "已开工".into(),
            },
            ..proposed.clone()
        };
        let intent = Intent::Import(vec![proposed, note]);
        let on = |book: &Book| decide(book, writer(1), &intent, Policy::default());
        assert_eq!(on(&book).acts.len(), 2);
        book.push(Event { act, ..event(1, 1) });
        book.settle();
        let decision = on(&book);
        assert_eq!(decision.acts.len(), 1, "a note replaces nothing");
        let [Refusal::Entry { bar, .. }] = &decision.refused[..] else {
            panic!("{decision:?}")
        };
        assert_eq!(*bar, Bar::SetMeanwhile);
    }

    #[test]
    fn an_item_picked_twice_is_ticked_once_and_left_alone_once() {
        let book = book();
        let one = Pick::One(0, ItemRef::Suggested(1));
        let items = book.entries()[0].state.items.len();
        let picks = vec![one, Pick::All(0), one];
        let on = |intent| decide(&book, writer(1), &intent, Policy::default());
        let ticked = on(Intent::Tick(picks.clone()));
        assert_eq!((ticked.acts.len(), ticked.unchanged.len()), (items, 0));
        let unticked = on(Intent::Untick(picks));
        assert_eq!((unticked.acts.len(), unticked.unchanged.len()), (0, items));
        let nowhere = Pick::One(0, ItemRef::Suggested(99));
        let refused = on(Intent::Tick(vec![nowhere, nowhere])).refused;
        assert_eq!(refused.len(), 1);
    }
}
