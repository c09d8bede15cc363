//! The whole life of an entry, told with the words of the office.

use jiff::civil::date;
use pretty_assertions::assert_eq;

use super::decide::{Columns, Policy, SecondPerson};
use super::event::{Evidence, Holding, OwnFinding};
use super::session::follow;
use super::stage::{Bar, Stage};
use super::store::memory::Shared;
use super::{Act, Horizon, Intent, ItemRef, Pick, Refusal};
use crate::board::schedule::{Calendar, Light, light};
use crate::board::{Query, Sort, Totals};
use crate::sample::Desk;

const ENTRY: &str = "3.5@lingang";

fn reason() -> Box<str> {
    "核查发现材料不全".into()
}

fn acts(desk: &Desk, id: &str, act: Act) -> Intent {
    Intent::Acts(vec![(desk.ix(id), act)])
}

fn stage(desk: &Desk) -> Stage {
    desk.book.stage(desk.ix(ENTRY)).unwrap()
}

/// Why the first refusal of an act on an entry says no.
fn bar(desk: &mut Desk, id: &str, act: Act) -> Option<Bar> {
    let intent = acts(desk, id, act);
    refused(desk, &intent)
}

fn refused(desk: &mut Desk, intent: &Intent) -> Option<Bar> {
    let decision = desk.tries(intent, Policy::default());
    match decision.refused.into_iter().next() {
        Some(Refusal::Entry { bar, .. }) => Some(bar),
        _ => None,
    }
}

fn everything() -> Columns {
    Columns {
        lead: Some("区教体局".into()),
        partners: Some("区财政局、区自然资源局".into()),
        person: Some("分管负责人".into()),
        measure: Some("新建公办园两所".into()),
        horizon: Some(Horizon::Phased),
        due: Some(date(2023, 12, 31)),
    }
}

#[test]
fn an_entry_goes_through_every_stage_and_back() {
    let mut desk = Desk::new();
    let ix = desk.ix(ENTRY);
    assert_eq!(stage(&desk), Stage::Open);
    desk.does(&Intent::Set(vec![ix], everything()));
    assert_eq!(stage(&desk), Stage::Open, "columns alone are no work");
    desk.does(&Intent::Start(vec![ix]));
    assert_eq!(stage(&desk), Stage::Rectifying);
    desk.does(&acts(&desk, ENTRY, Act::Objected { reason: reason() }));
    assert_eq!(stage(&desk), Stage::Objected);
    desk.does(&acts(
        &desk,
        ENTRY,
        Act::Rereviewed {
            upheld: false,
            reason: reason(),
        },
    ));
    assert_eq!(stage(&desk), Stage::Rectifying, "back where it was");
    desk.ticks(ENTRY);
    assert_eq!(stage(&desk), Stage::Completed);
    let items = [ItemRef::Suggested(2), ItemRef::Suggested(3)].into();
    desk.does(&acts(
        &desk,
        ENTRY,
        Act::Returned {
            reason: reason(),
            items,
        },
    ));
    assert_eq!(stage(&desk), Stage::Rectifying);
    assert_eq!(desk.book.entry(ix).unwrap().state.done(), (2, 4));
    desk.ticks(ENTRY);
    desk.does(&Intent::Close(vec![ix]));
    assert_eq!(stage(&desk), Stage::Closed);
    desk.does(&Intent::Reopen(ix, "反弹".into()));
    assert_eq!(
        stage(&desk),
        Stage::Completed,
        "the ticks stay until one is taken away"
    );
    desk.does(&acts(&desk, ENTRY, Act::Objected { reason: reason() }));
    desk.does(&acts(
        &desk,
        ENTRY,
        Act::Rereviewed {
            upheld: true,
            reason: reason(),
        },
    ));
    assert_eq!(stage(&desk), Stage::Withdrawn);
    let totals = Totals::of(
        &desk.book,
        desk.book.live().map(|(_, e)| e),
        &Desk::calendar(),
    );
    assert_eq!(
        (totals.entries, totals.withdrawn, totals.counted()),
        (127, 1, 126)
    );
    for _ in 0..11 {
        desk.does(&Intent::Undo);
    }
    assert_eq!(stage(&desk), Stage::Open);
}

#[test]
fn every_illegal_move_is_refused_with_the_reason_and_leaves_no_trace() {
    let object = || Act::Objected { reason: reason() };
    let verdict = || Act::Rereviewed {
        upheld: true,
        reason: reason(),
    };
    let sent_back = || Act::Returned {
        reason: reason(),
        items: [ItemRef::Suggested(1)].into(),
    };
    let reopened = || Act::Reopened { reason: reason() };
    let tick = || Act::ItemTicked {
        item: ItemRef::Suggested(1),
    };
    let due = || Act::DueSet {
        to: date(2023, 12, 31),
    };
    let illegal: [(Stage, Vec<Act>); 6] = [
        (
            Stage::Open,
            vec![sent_back(), reopened(), verdict(), Act::Closed],
        ),
        (
            Stage::Rectifying,
            vec![
                Act::Started,
                sent_back(),
                reopened(),
                verdict(),
                Act::Closed,
            ],
        ),
        (Stage::Completed, vec![Act::Started, reopened(), verdict()]),
        (
            Stage::Closed,
            vec![
                Act::Started,
                tick(),
                Act::Closed,
                sent_back(),
                object(),
                verdict(),
                due(),
            ],
        ),
        (
            Stage::Objected,
            vec![
                Act::Started,
                tick(),
                Act::Closed,
                sent_back(),
                reopened(),
                object(),
            ],
        ),
        (
            Stage::Withdrawn,
            vec![
                Act::Started,
                tick(),
                Act::Closed,
                sent_back(),
                reopened(),
                object(),
                verdict(),
                due(),
            ],
        ),
    ];
    for (wanted, moves) in illegal {
        let mut desk = Desk::new();
        match wanted {
            Stage::Open => {}
            Stage::Rectifying => desk.ticks_one(ENTRY, 1),
            Stage::Completed => desk.ticks(ENTRY),
            Stage::Closed => desk.closes(ENTRY),
            Stage::Objected => desk.objects(ENTRY, None),
            Stage::Withdrawn => desk.objects(ENTRY, Some(true)),
        }
        assert_eq!(stage(&desk), wanted);
        for act in moves {
            let events = desk.book.len();
            let why = bar(&mut desk, ENTRY, act.clone());
            assert!(
                matches!(why, Some(Bar::Stage(_) | Bar::Missing(_))),
                "{wanted:?} {act:?}: {why:?}"
            );
            assert_eq!((stage(&desk), desk.book.len()), (wanted, events));
        }
    }
}

#[test]
fn moves_without_their_reason_are_refused() {
    let mut desk = Desk::new();
    assert_eq!(
        bar(&mut desk, ENTRY, Act::Objected { reason: " ".into() }),
        Some(Bar::NoReason)
    );
    desk.closes(ENTRY);
    let reopen = Intent::Reopen(desk.ix(ENTRY), String::new());
    assert_eq!(refused(&mut desk, &reopen), Some(Bar::NoReason));
}

#[test]
fn the_first_due_date_is_never_rewritten() {
    let mut desk = Desk::new();
    desk.due(ENTRY, date(2023, 10, 1));
    let again = Act::DueSet {
        to: date(2024, 1, 1),
    };
    assert_eq!(bar(&mut desk, ENTRY, again), Some(Bar::HasDue));
    let unreasoned = Act::Extended {
        to: date(2024, 1, 1),
        reason: "".into(),
    };
    assert_eq!(bar(&mut desk, ENTRY, unreasoned), Some(Bar::NoReason));
    desk.does(&acts(
        &desk,
        ENTRY,
        Act::Extended {
            to: date(2024, 1, 1),
            reason: reason(),
        },
    ));
    let entry = desk.book.entry(desk.ix(ENTRY)).unwrap();
    assert_eq!(desk.book.first_due(entry), Some(date(2023, 10, 1)));
    assert_eq!(desk.book.due(entry), Some(date(2024, 1, 1)));
    let other = Act::Extended {
        to: date(2024, 1, 1),
        reason: reason(),
    };
    assert_eq!(bar(&mut desk, "2.1@huancui", other), Some(Bar::NoDue));
}

#[test]
fn lights_turn_on_the_day_after_and_not_on_the_day() {
    let mut desk = Desk::new();
    desk.due(ENTRY, date(2023, 12, 31));
    desk.ticks_one(ENTRY, 1);
    desk.ticks_one(ENTRY, 2);
    desk.ticks_one(ENTRY, 3);
    let entry = desk.book.entry(desk.ix(ENTRY)).unwrap();
    let on = |y, m, d| light(&desk.book, entry, &Calendar::on(date(y, m, d)));
    assert_eq!(on(2023, 10, 1), Light::OnSchedule);
    assert_eq!(
        on(2023, 12, 16),
        Light::Behind,
        "three of four, 106 of 121 days"
    );
    assert_eq!(on(2023, 12, 31), Light::Behind, "due today is not overdue");
    assert_eq!(on(2024, 1, 1), Light::Overdue);
    let mut desk = Desk::new();
    desk.now = "2023-12-31T00:00:00Z".parse().unwrap();
    desk.due(ENTRY, date(2024, 1, 14));
    let entry = desk.book.entry(desk.ix(ENTRY)).unwrap();
    let on = |y, m, d| light(&desk.book, entry, &Calendar::on(date(y, m, d)));
    assert_eq!(on(2023, 12, 31), Light::Soon, "fourteen days are soon");
    assert_eq!(on(2023, 12, 30), Light::OnSchedule, "fifteen are not");
}

#[test]
fn closing_what_one_ticked_oneself_is_said_refused_or_let_through() {
    let policy = |second_person| Policy {
        second_person,
        atomic: false,
    };
    let mut desk = Desk::new();
    desk.ticks(ENTRY);
    let close = Intent::Close(vec![desk.ix(ENTRY)]);
    let decision = desk.tries(&close, policy(SecondPerson::Require));
    assert!(matches!(
        decision.refused[..],
        [Refusal::Entry {
            bar: Bar::SecondPerson,
            ..
        }]
    ));
    let decision = desk.tries(&close, policy(SecondPerson::Warn));
    assert_eq!(decision.self_closed, [ENTRY]);
    desk.does(&Intent::Undo);
    let decision = desk.tries(&close, policy(SecondPerson::Off));
    assert_eq!((decision.self_closed.len(), decision.acts.len()), (0, 1));
}

#[test]
fn one_refusal_keeps_an_atomic_intent_from_going_through() {
    let mut desk = Desk::new();
    desk.ticks(ENTRY);
    let both = Intent::Close(vec![desk.ix(ENTRY), desk.ix("2.1@huancui")]);
    let policy = Policy {
        atomic: true,
        ..Policy::default()
    };
    let decision = desk.tries(&both, policy);
    assert_eq!((decision.acts.len(), decision.refused.len()), (0, 1));
    assert_eq!(stage(&desk), Stage::Completed);
    let decision = desk.tries(&both, Policy::default());
    assert_eq!(
        (decision.acts.len(), decision.refused.len()),
        (1, 1),
        "the others go through"
    );
}

#[test]
fn all_columns_of_a_district_are_one_batch_and_one_undo() {
    let mut desk = Desk::new();
    let query = Query {
        units: vec!["lingang".into()],
        ..Query::default()
    };
    let entries = query.run(&desk.book, &Desk::calendar(), Sort::Report);
    assert_eq!(entries.len(), 17);
    desk.does(&Intent::Set(entries.clone(), everything()));
    for ix in &entries {
        let e = desk.book.entry(*ix).unwrap();
        assert_eq!(desk.book.person(e), Some("分管负责人"));
        assert_eq!(desk.book.due(e), Some(date(2023, 12, 31)));
    }
    let again = desk.tries(
        &Intent::Set(entries.clone(), everything()),
        Policy::default(),
    );
    assert_eq!((again.acts.len(), again.unchanged.len()), (0, 17));
    desk.does(&Intent::Undo);
    assert!(
        entries
            .iter()
            .all(|ix| desk.book.lead(desk.book.entry(*ix).unwrap()).is_none())
    );
}

#[test]
fn own_items_are_reworded_and_dropped_and_those_of_the_report_are_not() {
    let mut desk = Desk::new();
    let ix = desk.ix(ENTRY);
    desk.does(&Intent::AddItem(ix, "现场核对学籍".into()));
    let added = desk.book.entry(ix).unwrap().state.items[4].key;
    desk.does(&acts(
        &desk,
        ENTRY,
        Act::ItemReworded {
            item: added,
            text: "现场核对学籍名册".into(),
        },
    ));
    let entry = desk.book.entry(ix).unwrap();
    assert_eq!(
        desk.book.item_text(entry, 4).unwrap().zh,
        "现场核对学籍名册"
    );
    let suggested = ItemRef::Suggested(1);
    assert_eq!(
        bar(&mut desk, ENTRY, Act::ItemDropped { item: suggested }),
        Some(Bar::NotOwn(suggested))
    );
    desk.does(&acts(&desk, ENTRY, Act::ItemDropped { item: added }));
    assert_eq!(desk.book.entry(ix).unwrap().state.done(), (0, 4));
    assert_eq!(
        bar(&mut desk, ENTRY, Act::ItemTicked { item: added }),
        Some(Bar::NoItem(added))
    );
}

fn own() -> OwnFinding {
    OwnFinding {
        unit: "nanhai".into(),
        category: "policy".into(),
        title: "校园食堂专账不全".into(),
        statement: "".into(),
        source: "书面反馈意见".into(),
    }
}

#[test]
fn an_own_finding_has_an_entry_of_its_own_that_is_marked_and_counted() {
    let mut desk = Desk::new();
    desk.does(&Intent::AddFinding(own(), Vec::new()));
    let ix = desk.ix("+1@nanhai");
    let entry = desk.book.entry(ix).unwrap();
    assert_eq!(desk.book.number(entry), "+1");
    assert_eq!(
        desk.book.finding(entry).unwrap().title.zh,
        "校园食堂专账不全"
    );
    assert_eq!(desk.book.find(&entry.id), Some(ix), "by its full id, too");
    let close = refused(&mut desk, &Intent::Close(vec![ix]));
    assert_eq!(
        close,
        Some(Bar::NoItems),
        "nothing shows that it is put right"
    );
    desk.does(&Intent::AddItem(ix, "查阅食堂专账".into()));
    desk.does(&Intent::Tick(vec![Pick::All(ix)]));
    let matrix = crate::board::Matrix::of(&desk.book, &Desk::calendar(), |_| true);
    assert_eq!(
        (
            matrix.all().entries,
            matrix.cell(7, 1).entries,
            matrix.cell(7, 1).completed
        ),
        (128, 4, 1)
    );
    let reworded = Act::FindingReworded {
        title: "食堂专账不完整".into(),
        statement: "".into(),
    };
    desk.does(&acts(&desk, "+1@nanhai", reworded.clone()));
    let entry = desk.book.entry(ix).unwrap();
    assert_eq!(
        desk.book.finding(entry).unwrap().statement.zh,
        "食堂专账不完整"
    );
    assert_eq!(bar(&mut desk, ENTRY, reworded), Some(Bar::NotOwnFinding));
    desk.does(&acts(
        &desk,
        "+1@nanhai",
        Act::FindingDropped { reason: reason() },
    ));
    assert_eq!(desk.book.live().count(), 127);
    desk.does(&Intent::Undo);
    assert_eq!(desk.book.live().count(), 128);
}

#[test]
fn a_finding_for_an_unknown_unit_or_category_is_refused_naming_both() {
    let mut desk = Desk::new();
    let wrong = OwnFinding {
        unit: "x".into(),
        category: "y".into(),
        ..own()
    };
    let decision = desk.tries(&Intent::AddFinding(wrong, Vec::new()), Policy::default());
    assert_eq!(
        decision.refused,
        [Refusal::NoUnit("x".into()), Refusal::NoCategory("y".into())]
    );
}

#[test]
fn a_finding_that_names_nobody_is_attributed_and_the_row_of_nobody_gives_way() {
    let mut desk = Desk::new();
    let to = |unit: &str| Act::Attributed {
        to: unit.into(),
        reason: "书面反馈点名".into(),
    };
    desk.does(&acts(&desk, "4.6@none", to("rushan")));
    assert_eq!(
        desk.book.live().count(),
        127,
        "one row gives way to the other"
    );
    let entry = desk.book.entry(desk.ix("4.6@rushan")).unwrap();
    assert_eq!(entry.basis, Some(crate::report::Basis::Inspector));
    assert_eq!(
        entry.state.done(),
        (0, desk.book.finding(entry).unwrap().items.len())
    );
    assert_eq!(
        bar(&mut desk, "4.6@none", to("rushan")),
        Some(Bar::NotAttributable)
    );
    assert_eq!(
        bar(&mut desk, "4.1@wendeng", to("rushan")),
        Some(Bar::NotAttributable)
    );
    let tick = Act::ItemTicked {
        item: ItemRef::Suggested(1),
    };
    assert_eq!(bar(&mut desk, "4.6@none", tick), Some(Bar::Attributed));
    desk.does(&acts(&desk, "4.6@none", to("gaoqu")));
    assert_eq!(desk.book.live().count(), 128, "two districts are two rows");
    desk.does(&Intent::Undo);
    desk.does(&Intent::Undo);
    assert_eq!(desk.book.live().count(), 127);
    assert!(desk.book.entry(desk.ix("4.6@none")).unwrap().live);
    assert!(!desk.book.entry(desk.ix("4.6@rushan")).unwrap().live);
    desk.does(&acts(&desk, "4.6@none", to("rushan")));
    assert!(
        desk.book.entry(desk.ix("4.6@rushan")).unwrap().live,
        "attributed again"
    );
}

#[test]
fn events_about_rows_that_come_later_find_their_row() {
    let shared = Shared::default();
    let mut a = Desk::new().colleague(1, &shared);
    a.does(&Intent::AddFinding(own(), Vec::new()));
    let ix = a.ix("+1@nanhai");
    a.does(&Intent::AddItem(ix, "查阅食堂专账".into()));
    a.does(&Intent::Tick(vec![Pick::All(ix)]));
    let mut events = shared.lock().unwrap().clone();
    events.reverse();
    let mut book = super::Book::new(a.book.report_arc());
    for event in events {
        book.push(event);
    }
    book.settle();
    let found = book.entry(book.find("+1@nanhai").unwrap()).unwrap();
    assert_eq!(found.state.done(), (1, 1));
    assert_eq!(book.unknown_entries(), 0);
}

#[test]
fn evidence_is_kept_with_its_sum() {
    let mut desk = Desk::new();
    let evidence = Evidence {
        name: "验收单.pdf".into(),
        how: Holding::Copied,
        place: "evidence/00-验收单.pdf".into(),
        sha256: Some("00".into()),
        size: Some(7),
    };
    desk.does(&acts(&desk, ENTRY, Act::EvidenceAdded(Box::new(evidence))));
    assert_eq!(
        desk.book
            .entry(desk.ix(ENTRY))
            .unwrap()
            .state
            .evidence
            .len(),
        1
    );
}

/// Two people who did not know of each other set the person in charge; both then see both.
fn in_conflict() -> (Desk, Desk) {
    let shared = Shared::default();
    let mut a = Desk::new().colleague(1, &shared);
    let mut b = Desk::new().colleague(2, &Shared::default());
    let person = |who: &str| Columns {
        person: Some(who.into()),
        ..Columns::default()
    };
    let ix = a.ix(ENTRY);
    a.does(&Intent::Set(vec![ix], person("甲")));
    b.now = b.now.checked_add(jiff::ToSpan::minutes(5)).unwrap();
    b.does(&Intent::Set(vec![ix], person("乙")));
    let theirs = b.shared().lock().unwrap().clone();
    shared.lock().unwrap().extend(theirs);
    follow(&mut a.book, &mut a.store).unwrap();
    (a, b)
}

#[test]
fn two_who_did_not_know_of_each_other_are_a_conflict_until_it_is_settled() {
    let (mut a, _) = in_conflict();
    let ix = a.ix(ENTRY);
    let entry = a.book.entry(ix).unwrap();
    assert_eq!(a.book.person(entry), Some("乙"), "the later one counts");
    let [(before, after)] = entry.conflicts[..] else {
        panic!("{:?}", entry.conflicts)
    };
    let id = |ev| a.book.event(ev).unwrap().id;
    let (keep, over) = (id(before), id(after));
    a.does(&Intent::Settle {
        entry: ix,
        keep,
        over,
    });
    let entry = a.book.entry(ix).unwrap();
    assert_eq!(a.book.person(entry), Some("甲"));
    assert_eq!(entry.conflicts, []);
    let again = refused(
        &mut a,
        &Intent::Settle {
            entry: ix,
            keep,
            over,
        },
    );
    assert_eq!(again, Some(Bar::NoConflict));
    a.does(&Intent::Undo);
    assert_eq!(
        a.book.entry(ix).unwrap().conflicts.len(),
        1,
        "an undone settlement settles nothing"
    );
}
