//! Corrections of the built-in report, by hand and at random: nothing that was recorded is lost.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::ledger::event::OwnFinding;
use crate::ledger::session;
use crate::ledger::store::memory::MemoryStore;
use crate::ledger::{Act, Intent, WriterId};
use crate::report::{Scope, Text, parse};
use crate::sample::Desk;

fn both(said: &str) -> Text {
    Text {
        zh: said.into(),
        en: said.into(),
    }
}

fn made(desk: &Desk, new: &Report) -> Option<Report> {
    let on = jiff::civil::date(2024, 3, 1);
    correct(
        desk.book.report(),
        new,
        &Recorded::of(&desk.book),
        (1, on, "督学甲"),
    )
}

/// The same journals under another report.
fn reopened(desk: &Desk, report: &Report) -> Book {
    let writer = WriterId(uuid::Uuid::from_u128(77));
    let mut store = MemoryStore::new(&report.id, writer, &desk.shared());
    session::open(Arc::new(report.clone()), &mut store).unwrap()
}

/// What people see of an entry: its unit, its stage, ticks with their texts, notes, owners, events.
fn state(book: &Book, id: &str) -> Option<String> {
    let entry = book.entry(book.find(id)?)?;
    let items = entry
        .state
        .items
        .iter()
        .enumerate()
        .filter(|(_, i)| i.ticked);
    let items: Vec<_> = items
        .map(|(n, i)| (i.key, book.item_text(entry, n)))
        .collect();
    Some(format!(
        "{:?} {:?} {items:?} {:?} {:?} {}",
        book.unit(entry).map(|u| &u.id),
        entry.state.notes.len(),
        book.lead(entry),
        entry.state.stage(),
        entry.events.len(),
    ))
}

/// Every entry that something is recorded on is there with all of it, and the report can be read.
fn holds(desk: &Desk, made: &Report) {
    let bytes = serde_json::to_vec_pretty(made).unwrap();
    assert_eq!(
        parse(&bytes).as_ref(),
        Ok(made),
        "it can be written and read"
    );
    let after = reopened(desk, made);
    for entry in desk.book.entries().iter().filter(|e| !e.events.is_empty()) {
        let (was, is) = (state(&desk.book, &entry.id), state(&after, &entry.id));
        assert_eq!(was, is, "{}", entry.id);
    }
    assert_eq!(after.len(), desk.book.len());
    assert_eq!(after.skipped(), desk.book.skipped());
    assert_eq!(after.unknown_entries(), desk.book.unknown_entries());
    let last = made.corrections.last().unwrap();
    let old = desk.book.report();
    for id in &last.added {
        assert!(
            !old.findings.iter().any(|f| f.id == *id),
            "{id} was given before"
        );
    }
}

#[test]
fn a_finding_that_only_changed_its_words_keeps_its_entries_and_says_what_it_said() {
    let desk = Desk::busy();
    let mut new = Desk::report();
    // the corrected version numbers anew and words 3.6 otherwise
    for f in new.findings.iter_mut().filter(|f| f.id.starts_with("3.")) {
        let n: u32 = f.id.split_once('.').unwrap().1.parse().unwrap();
        f.id = format!("3.{}", n + 1);
        if n == 6 {
            f.title = both("大校额问题尚未完全化解");
        }
    }
    let made = made(&desk, &new).unwrap();
    holds(&desk, &made);
    let change = made.corrections.last().unwrap();
    assert_eq!(
        (change.added.len(), change.gone.len(), change.retired.len()),
        (0, 0, 0)
    );
    let former = made.former("3.6").unwrap();
    assert_eq!(
        former.title,
        desk.book
            .report()
            .findings
            .iter()
            .find(|f| f.id == "3.6")
            .unwrap()
            .title
    );
    assert!(made.former("3.5").is_none());
}

#[test]
fn what_is_gone_stays_only_where_something_is_recorded_and_says_so() {
    let mut desk = Desk::busy();
    let own = OwnFinding {
        unit: "jingqu".into(),
        category: "policy".into(),
        title: "食堂账目不清".into(),
        statement: "".into(),
        source: "".into(),
    };
    desk.does(&Intent::AddFinding(own, Vec::new()));
    let mut new = Desk::report();
    // 2.1 has dates, 1.4 too, 5.2 nothing; 3.5 does not name lingang any more; one unit is gone altogether
    new.findings
        .retain(|f| !["2.1", "5.2"].contains(&f.id.as_str()));
    for f in new.findings.iter_mut().filter(|f| f.id == "3.5") {
        f.units.retain(|t| t.unit != "lingang");
    }
    new.units.retain(|u| u.id != "jingqu");
    for f in &mut new.findings {
        f.units.retain(|t| t.unit != "jingqu");
        if f.units.is_empty() && matches!(f.scope, Scope::Named) {
            f.scope = Scope::General;
        }
    }
    new.practices.retain(|p| p.unit != "jingqu");
    for f in &mut new.findings {
        let known = |id: &String| new.practices.iter().any(|p| p.id == *id);
        f.practices.retain(known);
    }
    let made = made(&desk, &new).unwrap();
    holds(&desk, &made);
    let change = made.corrections.last().unwrap();
    // 5.3 named only the unit that is gone: what now names nobody is another finding
    assert_eq!(change.gone, ["2.1", "5.3"]);
    assert!(change.retired.contains(&"5.2".to_owned()));
    assert!(made.is_entry_gone("3.5@lingang") && !made.is_entry_gone("3.5@wendeng"));
    assert!(made.is_entry_gone("2.1@huancui") && made.is_unit_gone("jingqu"));
    // the same version once more changes nothing; the gone one may come back
    let again = reopened(&desk, &made);
    let recorded = Recorded::of(&again);
    let stamp = (2, jiff::civil::date(2024, 4, 1), "督学甲");
    assert_eq!(correct(&made, &new, &recorded, stamp), None);
    let back = correct(&made, &Desk::report(), &recorded, stamp).unwrap();
    assert!(!back.is_gone("2.1") && back.corrections.len() == 2);
    let fresh = &back.corrections[1].added;
    assert!(
        !fresh.contains(&"5.2".to_owned()),
        "retired for good: {fresh:?}"
    );
}

/// One thing that a corrected version does to the report.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Drop(usize),
    Reword(usize),
    Replace(usize),
    Untie(usize),
    Items(usize),
    DropUnit(usize),
    Swap(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = 0..200_usize;
    prop_oneof![
        n.clone().prop_map(Edit::Drop),
        n.clone().prop_map(Edit::Reword),
        n.clone().prop_map(Edit::Replace),
        n.clone().prop_map(Edit::Untie),
        n.clone().prop_map(Edit::Items),
        n.clone().prop_map(Edit::DropUnit),
        (n.clone(), n).prop_map(|(a, b)| Edit::Swap(a, b)),
    ]
}

fn apply(report: &mut Report, edit: Edit) {
    let count = report.findings.len();
    match edit {
        Edit::Drop(n) if count > 3 => {
            report.findings.remove(n % count);
        }
        Edit::Reword(n) => {
            let f = &mut report.findings[n % count];
            f.title.zh.push_str("问题");
            f.statement.zh.insert_str(0, "经复核，");
        }
        Edit::Replace(n) => {
            let f = &mut report.findings[n % count];
            (f.title, f.statement) = (both("另有新的情形"), both("另有新的情形，待查实。"));
        }
        Edit::Untie(n) => {
            let f = &mut report.findings[n % count];
            f.units.pop();
            f.scope = if f.units.is_empty() {
                Scope::General
            } else {
                Scope::Named
            };
        }
        Edit::Items(n) => {
            let f = &mut report.findings[n % count];
            f.items.reverse();
            f.items.pop();
        }
        Edit::DropUnit(n) if report.units.len() > 2 => {
            let unit = report.units.remove(n % report.units.len());
            report.practices.retain(|p| p.unit != unit.id);
            for f in &mut report.findings {
                f.units.retain(|t| t.unit != unit.id);
                let known = |id: &String| report.practices.iter().any(|p| p.id == *id);
                f.practices.retain(known);
                if f.units.is_empty() {
                    f.scope = Scope::General;
                }
            }
        }
        Edit::Swap(a, b) => {
            // numbers change places, as when a heading was moved
            let (a, b) = (a % count, b % count);
            let id = report.findings[a].id.clone();
            report.findings[a].id = report.findings[b].id.clone();
            report.findings[b].id = id;
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_recorded_is_lost_whatever_a_correction_does(
        edits in proptest::collection::vec(edit(), 1..12),
        more in proptest::collection::vec(edit(), 0..6),
        worked in proptest::collection::vec(0..127_usize, 0..12),
    ) {
        let mut desk = Desk::busy();
        for (n, at) in worked.into_iter().enumerate() {
            let ix = u32::try_from(at).unwrap();
            let act = match n % 3 {
                0 => Act::ProgressNoted { text: "已核实".into() },
                1 => Act::LeadSet { to: "区教体局".into() },
                _ => Act::ItemAdded { text: "补充材料".into() },
            };
            desk.tries(&Intent::Acts(vec![(ix, act)]), crate::ledger::decide::Policy::default());
        }
        let mut new = Desk::report();
        for e in edits {
            apply(&mut new, e);
        }
        let Some(first) = made(&desk, &new) else { return Ok(()) };
        holds(&desk, &first);
        // and a correction of the correction
        for e in more {
            apply(&mut new, e);
        }
        let book = reopened(&desk, &first);
        let stamp = (2, jiff::civil::date(2024, 4, 1), "督学甲");
        if let Some(second) = correct(&first, &new, &Recorded::of(&book), stamp) {
            holds(&desk, &second);
        }
    }
}
