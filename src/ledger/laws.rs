//! Laws that hold for whatever people do, in whatever order their journals meet.

use std::collections::BTreeSet;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::book::{Book, EntryIx};
use super::decide::{Columns, Intent, Pick, Policy};
use super::event::{Act, Event, Evidence, Holding, Horizon, OwnFinding};
use super::ids::{EventId, ItemRef};
use super::session::{Outcome, Stamp, follow, record};
use super::store::memory::{MemoryStore, Shared};
use super::testing::{REPORT, at, batch, book, dump, dump_all, file_store, writer};

/// Somebody with a ledger and a clock of their own.
struct Person {
    number: u128,
    journals: Shared,
    store: MemoryStore,
    book: Book,
    clock: Timestamp,
    gestures: u128,
}

impl Person {
    fn new(number: u128) -> Self {
        let journals = Shared::default();
        let skew = [0, 3, -7, 5]
            .get(usize::try_from(number).unwrap())
            .copied()
            .unwrap_or(0);
        Self {
            number,
            store: MemoryStore::new(REPORT, writer(number), &journals),
            journals,
            book: book(),
            clock: at(0) + SignedDuration::from_mins(skew),
            gestures: 0,
        }
    }

    fn does(&mut self, intent: &Intent) -> Outcome {
        self.gestures += 1;
        self.clock += SignedDuration::from_mins(1);
        let stamp = Stamp {
            who: format!("督学{}", self.number).into(),
            now: self.clock,
            batch: batch(self.number * 1_000_000 + self.gestures),
            policy: Policy::default(),
        };
        record(&mut self.book, &mut self.store, intent, &stamp).unwrap()
    }

    fn events(&self) -> Vec<Event> {
        self.journals.lock().unwrap().clone()
    }

    /// Takes over what the other one has and this one has not.
    fn hears(&mut self, other: &Self) {
        let known = self.events();
        let news = other
            .events()
            .into_iter()
            .filter(|e| known.iter().all(|k| k.id != e.id));
        self.journals.lock().unwrap().extend(news);
        follow(&mut self.book, &mut self.store).unwrap();
    }
}

#[derive(Debug, Clone)]
enum Step {
    Do(usize, u8, u8, u8),
    Hear(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (0..3_usize, 0..28_u8, any::<u8>(), any::<u8>()).prop_map(|(w, k, e, x)| Step::Do(w, k, e, x)),
        2 => (0..3_usize, 0..3_usize).prop_map(|(to, from)| Step::Hear(to, from)),
    ];
    prop::collection::vec(step, 1..50)
}

/// A few entries, so that people meet: two that name a unit, two that name nobody, and what was added.
fn some_entry(book: &Book, n: u8) -> EntryIx {
    let base = ["3.5@lingang", "3.6@wendeng", "4.6@none", "1.1@none"];
    let mut all: Vec<EntryIx> = base.iter().map(|id| book.find(id).unwrap()).collect();
    let first_added = super::testing::report_entries();
    all.extend(
        (0..)
            .zip(book.entries())
            .skip(first_added)
            .map(|(ix, _)| ix),
    );
    all[usize::from(n) % all.len()]
}

fn carried(x: u8) -> Act {
    Act::CarriedOver {
        from: format!("文{}", x % 3).into(),
        row: format!("行{}", x % 5).into(),
        times: u32::from(x % 4) + 1,
    }
}

fn intent(book: &Book, kind: u8, entry: u8, x: u8) -> Intent {
    let ix = some_entry(book, entry);
    let e = book.entry(ix).unwrap();
    let items = &e.state.items;
    let item = items
        .get(usize::from(x) % items.len().max(1))
        .map_or(ItemRef::Suggested(9), |i| i.key);
    let text = || format!("文{}", x % 3);
    let boxed = || -> Box<str> { text().into() };
    let day = date(2024, 1, i8::try_from(x % 28).unwrap() + 1);
    let act = |act| Intent::Acts(vec![(ix, act)]);
    let set = |columns| Intent::Set(vec![ix, some_entry(book, entry.wrapping_add(1))], columns);
    match kind {
        0 | 1 => Intent::Tick(vec![Pick::One(ix, item)]),
        2 => Intent::Tick(vec![Pick::All(ix)]),
        3 => Intent::Untick(vec![Pick::One(ix, item)]),
        4 => Intent::AddItem(ix, text()),
        5 => act(Act::ItemReworded {
            item,
            text: boxed(),
        }),
        6 => act(Act::ItemDropped { item }),
        7 => set(Columns {
            lead: Some(text()),
            partners: Some(text()),
            ..Columns::default()
        }),
        8 => set(Columns {
            person: Some(text()),
            measure: Some(text()),
            ..Columns::default()
        }),
        9 => set(Columns {
            horizon: Some([Horizon::Phased, Horizon::Standing][usize::from(x % 2)]),
            ..Columns::default()
        }),
        10 => act(Act::DueSet { to: day }),
        11 => act(Act::Extended {
            to: day,
            reason: boxed(),
        }),
        12 => Intent::Note(ix, text()),
        13 => act(Act::EvidenceAdded(Box::new(Evidence {
            name: boxed(),
            how: Holding::Link,
            place: boxed(),
            sha256: None,
            size: None,
        }))),
        14 => Intent::AddFinding(
            OwnFinding {
                unit: ["lingang", "none"][usize::from(x % 2)].into(),
                category: "policy".into(),
                title: boxed(),
                statement: "".into(),
                source: "".into(),
            },
            (0..x % 3).map(|_| text()).collect(),
        ),
        15 => act(Act::FindingReworded {
            title: boxed(),
            statement: "".into(),
        }),
        16 => act(Act::FindingDropped { reason: boxed() }),
        17 => act(Act::Attributed {
            to: ["rushan", "lingang"][usize::from(x % 2)].into(),
            reason: boxed(),
        }),
        18 if x.is_multiple_of(3) => act(carried(x)),
        18 => Intent::Start(vec![ix]),
        19 => Intent::Close(vec![ix]),
        20 => act(Act::Returned {
            reason: boxed(),
            items: [item].into(),
        }),
        21 => Intent::Reopen(ix, text()),
        22 => act(Act::Objected { reason: boxed() }),
        23 => act(Act::Rereviewed {
            upheld: x.is_multiple_of(2),
            reason: boxed(),
        }),
        24 | 25 => Intent::Undo,
        26 => Intent::Redo,
        _ => {
            let mut rows = book.entries().iter().zip(0..);
            let pair = rows.find_map(|(e, ix)| Some((ix, *e.conflicts.first()?)));
            let Some((entry, (a, b))) = pair else {
                return Intent::Redo;
            };
            let id = |ev| book.event(ev).unwrap().id;
            let (keep, over) = if x.is_multiple_of(2) {
                (id(a), id(b))
            } else {
                (id(b), id(a))
            };
            Intent::Settle { entry, keep, over }
        }
    }
}

fn play(steps: &[Step]) -> Vec<Person> {
    let mut people: Vec<Person> = (1..=3).map(Person::new).collect();
    for step in steps {
        match *step {
            Step::Do(who, kind, entry, x) => {
                let wanted = intent(&people[who].book, kind, entry, x);
                people[who].does(&wanted);
            }
            Step::Hear(to, from) if to != from => {
                let mut listener = people.remove(to);
                let from = if from > to { from - 1 } else { from };
                listener.hears(&people[from]);
                people.insert(to, listener);
            }
            Step::Hear(..) => {}
        }
    }
    for _ in 0..2 {
        for to in 0..3 {
            let mut listener = people.remove(to);
            for p in &people {
                listener.hears(p);
            }
            people.insert(to, listener);
        }
    }
    people
}

fn from(events: impl IntoIterator<Item = Event>, settle_each: bool) -> Book {
    let mut book = book();
    for event in events {
        book.push(event);
        if settle_each {
            book.settle();
        }
    }
    book.settle();
    book
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_books_are_equal_however_the_journals_meet(
        (steps, seed) in (steps(), any::<u64>())
    ) {
        let people = play(&steps);
        let wanted = dump_all(&people[0].book);
        for p in &people {
            prop_assert_eq!(&dump_all(&p.book), &wanted);
        }
        let mut events = people[0].events();
        prop_assert_eq!(&dump_all(&from(events.clone(), false)), &wanted);
        prop_assert_eq!(&dump_all(&from(events.iter().rev().cloned(), true)), &wanted);
        events.sort_by_key(|e| (u64::from(e.id.seq) ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ e.id.writer.0.as_u64_pair().1);
        prop_assert_eq!(&dump_all(&from(events.clone(), true)), &wanted);
        prop_assert_eq!(&dump_all(&from(events, false)), &wanted);
    }

    #[test]
    fn undo_then_redo_changes_nothing(steps in steps()) {
        for mut p in play(&steps) {
            let before = dump(&p.book);
            if p.does(&Intent::Undo).written > 0 {
                prop_assert_eq!(p.does(&Intent::Redo).written, 1);
            }
            prop_assert_eq!(dump(&p.book), before);
        }
    }

    /// An undo changes what it is about, never what somebody did otherwise.
    #[test]
    fn an_undo_voids_nothing_that_counted(steps in steps()) {
        for mut p in play(&steps) {
            let counted = |b: &Book| -> BTreeSet<EventId> {
                let all: Vec<_> = b.history().into_iter().filter_map(|ev| b.event(ev)).filter(|e| !e.undone).collect();
                let rows = b.entries().iter().flat_map(|e| &e.skipped);
                let skipped = rows.map(|(ev, _)| b.event(*ev).unwrap().id);
                let settled = all.iter().filter_map(|e| match e.act {
                    Act::ConflictSettled(settled) => Some(settled.over),
                    _ => None,
                });
                let out: BTreeSet<_> = skipped.chain(settled).collect();
                all.iter().map(|e| e.id).filter(|id| !out.contains(id)).collect()
            };
            let before = counted(&p.book);
            let outcome = p.does(&Intent::Undo);
            let about = outcome.decision.about.map(|about| p.book.batch_events(about));
            let own: BTreeSet<_> = about.into_iter().flatten().map(|ev| p.book.event(ev).unwrap().id).collect();
            let after = counted(&p.book);
            let lost: Vec<_> = before.difference(&after).filter(|id| !own.contains(id)).collect();
            prop_assert!(lost.is_empty(), "{:?}", lost);
        }
    }

    #[test]
    fn an_effect_sorts_after_its_cause(steps in steps()) {
        let book = &play(&steps)[0].book;
        for e in &play(&steps)[0].events() {
            let was = e.was.map(|was| book.find_event(was).unwrap());
            if let Some(was) = was {
                let was = book.event(was).unwrap();
                prop_assert!((was.at, was.id.writer, was.id.seq) < (e.at, e.id.writer, e.id.seq));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_from_disk_is_what_went_there(steps in steps()) {
        let events = play(&steps)[0].events();
        let dir = tempfile::tempdir().unwrap();
        for who in 1..=3 {
            let own: Vec<Event> = events.iter().filter(|e| e.id.writer == writer(who)).cloned().collect();
            for chunk in own.chunks(7) {
                super::testing::append(&mut file_store(dir.path(), who), chunk);
            }
        }
        let loaded = super::session::open(super::testing::report(), &mut file_store(dir.path(), 9)).unwrap();
        prop_assert_eq!(dump_all(&loaded), dump_all(&from(events, false)));
    }

    #[test]
    fn any_bytes_as_journal_or_report_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), text in ".{0,200}") {
        let dir = tempfile::tempdir().unwrap();
        let mut store = file_store(dir.path(), 1);
        std::fs::create_dir_all(store.own_path().parent().unwrap()).unwrap();
        for bytes in [&bytes[..], text.as_bytes()] {
            std::fs::write(store.own_path(), bytes).unwrap();
            super::testing::read(&mut store);
            let _ = crate::report::parse(bytes);
        }
    }
}
