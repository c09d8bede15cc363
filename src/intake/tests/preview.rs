//! What the preview says: conflicts, refusals with their cells, several files, fields.

use super::edited::{collect, edit, export, preview, preview_from, returned, told};
use crate::intake::preview::{Clash, Field, Kind, Misfit, Preview, Why};
use crate::intake::workbook::read;
use crate::lang::Lang;
use crate::ledger::decide::Columns;
use crate::ledger::stage::{Bar, Stage};
use crate::ledger::{Act, Intent, Refusal};
use crate::sample::Desk;
use crate::summary::xlsx::layout::{Column, Sheet};

const ENTRY: &str = "2.1@huancui";

fn lead(desk: &mut Desk, id: &str, to: &str) {
    let columns = Columns {
        lead: Some(to.into()),
        ..Columns::default()
    };
    let ix = desk.ix(id);
    desk.does(&Intent::Set(vec![ix], columns));
}

fn whys(preview: &Preview) -> Vec<Why> {
    let of = |p: &crate::intake::Proposal| match &p.kind {
        Kind::Refused(why) => Some(why.clone()),
        _ => None,
    };
    preview.proposals.iter().filter_map(of).collect()
}

#[test]
fn what_a_person_decided_here_since_the_export_is_a_conflict_and_stays() {
    let mut desk = Desk::busy();
    let out = export(&desk, Lang::Zh);
    let back = edit(&out, |book| {
        book.types(Sheet::Ledger, ENTRY, Column::Lead, "区教体局");
        book.types(Sheet::Items, "5.1@nanhai#1", Column::Done, "是");
    });
    lead(&mut desk, ENTRY, "区发改局");
    // ticked and taken back here: the value is the one exported, and still somebody decided
    desk.ticks_one("5.1@nanhai", 1);
    desk.does(&Intent::Untick(vec![crate::ledger::Pick::One(
        desk.ix("5.1@nanhai"),
        crate::ledger::ItemRef::Suggested(1),
    )]));
    let mut found = preview(&desk, &back);
    assert_eq!(
        told(&found),
        [
            "conflict 2.1@huancui lead: 区发改局 → 区教体局 @ 台账!L26",
            "conflict 5.1@nanhai#1 tick: 否 → 是 @ 整改事项!F460",
        ]
    );
    assert_eq!(found.proposals[0].was, "区财政局");
    assert_eq!(found.proposals[0].kind, Kind::Conflict(Clash::Here));
    assert_eq!((found.accepted(), collect(&mut desk, &found)), (0, 0));
    found.accept(true, |p| p.field == Some(Field::Lead));
    assert_eq!(collect(&mut desk, &found), 1, "only when somebody says so");
    let entry = desk.book.entry(desk.ix(ENTRY)).unwrap();
    assert_eq!(desk.book.lead(entry), Some("区教体局"));
}

#[test]
fn a_change_made_while_the_preview_was_open_is_not_overwritten() {
    let mut desk = Desk::busy();
    let back = edit(&export(&desk, Lang::Zh), |book| {
        book.types(Sheet::Ledger, ENTRY, Column::Lead, "区教体局");
    });
    let found = preview(&desk, &back);
    lead(&mut desk, ENTRY, "区发改局");
    let decision = desk.tries(&found.intent(), crate::ledger::decide::Policy::default());
    assert_eq!((decision.acts.len(), decision.refused.len()), (0, 1));
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_cell_and_its_reason() {
    let desk = Desk::busy();
    let items = |n| format!("3.7@rushan#{n}");
    let back = edit(&export(&desk, Lang::Zh), |book| {
        book.types(Sheet::Ledger, "1.6@huancui", Column::Lead, "区教体局");
        book.types(Sheet::Ledger, "1.5@huancui", Column::Due, "2023-02-30");
        book.dates("1.5@lingang", 44_562.0);
        book.types(Sheet::Ledger, ENTRY, Column::Due, "");
        book.types(Sheet::Ledger, "4.7@rushan", Column::Due, "2024-06-30");
        book.types(Sheet::Ledger, "1.5@nanhai", Column::Horizon, "马上");
        book.types(Sheet::Ledger, "5.2@wendeng", Column::Title, "没有这回事");
        book.types(Sheet::Ledger, "5.2@wendeng", Column::Lead, "区教体局");
        book.types(Sheet::Findings, "1.1", Column::Statement, "改过的描述");
        book.types(Sheet::Items, "3.6@wendeng#1", Column::Done, "");
        book.types(Sheet::Items, &items(1), Column::Done, "部分");
        book.types(Sheet::Items, &items(2), Column::Item, "别的事");
        book.types(Sheet::Items, &items(3), Column::Id, "3.7@rushan#99");
        let place = book.place(Sheet::Ledger, "5.3@jingqu", Column::Id);
        book.sheet(Sheet::Ledger)
            .cell_mut(place)
            .set_value("9.9@nowhere");
        let end = book.sheet(Sheet::Ledger).highest_row() + 1;
        book.sheet(Sheet::Ledger)
            .cell_mut((12, end))
            .set_value("贴在下面的");
    });
    let found = preview(&desk, &back);
    let closed = Why::Rule(Refusal::Entry {
        entry: "1.6@huancui".into(),
        bar: Bar::Stage(Stage::Closed),
        items: vec![],
    });
    let unreasoned = Why::Rule(Refusal::Entry {
        entry: "4.7@rushan".into(),
        bar: Bar::NoReason,
        items: vec![],
    });
    let mut reasons = whys(&found);
    for why in [
        closed,
        unreasoned,
        Why::NotADay,
        Why::BeforeReport(jiff::civil::date(2023, 5, 11)),
        Why::CannotClear,
        Why::NotAHorizon,
        Why::OtherText,
        Why::OtherText,
        Why::OtherText,
        Why::CannotClear,
        Why::NotAnAnswer,
        Why::UnknownItem,
        Why::UnknownEntry,
        Why::NoId,
    ] {
        let at = reasons.iter().position(|r| *r == why);
        reasons.remove(at.unwrap_or_else(|| panic!("{why:?} is missing: {:#?}", told(&found))));
    }
    assert_eq!(reasons, []);
    assert_eq!(
        found.accepted(),
        0,
        "nothing of a refused row is taken: {:#?}",
        told(&found)
    );
    assert!(found.proposals.iter().all(|p| p.at.cell.len() >= 2));
    let told = told(&found);
    assert!(
        told.contains(&"refused 1.5@huancui due:  → 2023-02-30 @ 台账!Q14".to_owned()),
        "{told:#?}"
    );
    for lang in Lang::ALL {
        assert!(found.proposals.iter().all(|p| p.reason(lang).is_some()));
    }
}

#[test]
fn a_due_date_is_put_off_with_a_reason_and_the_first_one_stays() {
    let mut desk = Desk::busy();
    let back = edit(&export(&desk, Lang::Zh), |book| {
        book.types(Sheet::Ledger, "4.7@rushan", Column::Due, "2024年6月30日");
        book.types(
            Sheet::Ledger,
            "4.7@rushan",
            Column::Reason,
            "资金分两年到位",
        );
    });
    let found = preview(&desk, &back);
    assert_eq!(
        told(&found),
        ["changed 4.7@rushan due: 2023-12-30 → 2024-06-30 @ 台账!Q100"]
    );
    collect(&mut desk, &found);
    let entry = desk.book.entry(desk.ix("4.7@rushan")).unwrap();
    let days = [desk.book.first_due(entry), desk.book.due(entry)];
    assert_eq!(
        days.map(|d| d.unwrap().to_string()),
        ["2023-12-30", "2024-06-30"]
    );
    assert!(preview(&desk, &back).proposals.is_empty());
}

#[test]
fn entries_of_another_unit_than_the_sender_are_refused() {
    let desk = Desk::busy();
    let back = edit(&export(&desk, Lang::Zh), |book| {
        book.types(Sheet::Ledger, "1.5@lingang", Column::Lead, "区教体局");
        book.types(Sheet::Ledger, "1.5@nanhai", Column::Lead, "区教体局");
    });
    let found = preview_from(&desk, &back, Some("lingang"));
    assert_eq!(found.accepted(), 1);
    assert_eq!(whys(&found), [Why::OtherUnit("南海新区".into())]);
}

#[test]
fn a_row_pasted_twice_counts_once_if_it_says_the_same_and_not_at_all_if_not() {
    let desk = Desk::busy();
    let paste = |lead: &'static str| {
        edit(&export(&desk, Lang::Zh), |book| {
            book.types(Sheet::Ledger, ENTRY, Column::Lead, "区教体局");
            let (_, row) = book.place(Sheet::Ledger, ENTRY, Column::Lead);
            let to = book.sheet(Sheet::Ledger);
            let end = to.highest_row() + 1;
            for column in 1..=to.highest_column() {
                let value = to.cell_value((column, row)).clone();
                *to.cell_value_mut((column, end)) = value;
            }
            to.cell_mut((12, end)).set_value(lead);
        })
    };
    let same = preview(&desk, &paste("区教体局"));
    assert_eq!(
        told(&same),
        ["changed 2.1@huancui lead: 区财政局 → 区教体局 @ 台账!L26"]
    );
    let other = preview(&desk, &paste("区发改局"));
    assert_eq!(
        (whys(&other), other.accepted()),
        (vec![Why::Twice, Why::Twice], 0)
    );
}

#[test]
fn two_files_that_disagree_are_a_conflict_and_what_both_say_is_taken_once() {
    let desk = Desk::busy();
    let out = export(&desk, Lang::Zh);
    let file = |lead: &str| {
        edit(&out, |book| {
            book.types(Sheet::Ledger, ENTRY, Column::Lead, lead);
            book.types(Sheet::Ledger, ENTRY, Column::Person, "分管负责人");
            book.types(Sheet::Ledger, ENTRY, Column::NewNote, "已开工");
        })
    };
    let files = [("a", "甲局"), ("b", "乙局")].map(|(name, lead)| returned(name, &file(lead)));
    let found = Preview::of(&desk.book, &files, None, Lang::Zh).unwrap();
    let clashes = found
        .proposals
        .iter()
        .filter(|p| p.kind == Kind::Conflict(Clash::Files));
    assert_eq!(
        (clashes.count(), found.accepted(), found.proposals.len()),
        (2, 2, 4)
    );
}

#[test]
fn fields_are_accepted_one_by_one() {
    let mut desk = Desk::busy();
    let back = edit(&export(&desk, Lang::Zh), |book| {
        book.types(Sheet::Ledger, ENTRY, Column::Lead, "区教体局");
        book.types(Sheet::Ledger, ENTRY, Column::NewNote, "已开工");
    });
    let mut found = preview(&desk, &back);
    found.accept(false, |p| p.field == Some(Field::Lead));
    assert_eq!(collect(&mut desk, &found), 1);
    let Intent::Import(acts) = found.intent() else {
        panic!("no import")
    };
    assert!(matches!(acts[0].act, Act::ProgressNoted { .. }));
}

#[test]
fn a_workbook_of_another_report_is_not_compared() {
    let mut report = Desk::report();
    report.id = "elsewhere-2023".into();
    let back = export(&Desk::on(report), Lang::Zh);
    let file = returned("a.xlsx", &back);
    let misfit = Preview::of(&Desk::new().book, &[file], None, Lang::Zh).unwrap_err();
    let other = Misfit::OtherReport("elsewhere-2023".into(), "2022".into());
    assert_eq!(misfit, [(0, other)]);
}

#[test]
fn who_knew_more_than_this_ledger_is_said_so() {
    let desk = Desk::busy();
    let out = export(&desk, Lang::Zh);
    let found = Preview::of(&Desk::new().book, &[returned("a", &out)], None, Lang::Zh).unwrap();
    assert_eq!(found.ahead, [0]);
    assert!(preview(&desk, &out).ahead.is_empty());
    assert_eq!(read(&out).unwrap().stamp.entries.len(), 127);
}

#[test]
fn a_formula_without_its_result_is_refused_and_its_cell_is_named() {
    let desk = Desk::busy();
    let back = edit(&export(&desk, Lang::Zh), |book| {
        for (sheet, id, column) in [
            (Sheet::Ledger, ENTRY, Column::Lead),
            (Sheet::Ledger, ENTRY, Column::Due),
            (Sheet::Items, "5.1@nanhai#1", Column::Done),
        ] {
            let place = book.place(sheet, id, column);
            let cell = book.sheet(sheet).cell_mut(place);
            // the value before stays as its result otherwise
            cell.set_blank().set_formula("VLOOKUP(1,A:B,2)");
        }
        let place = book.place(Sheet::Ledger, ENTRY, Column::Person);
        let cell = book.sheet(Sheet::Ledger).cell_mut(place);
        cell.set_formula("\"王\"&\"某\"")
            .set_formula_result_default("王某");
    });
    let found = preview(&desk, &back);
    assert_eq!(whys(&found), vec![Why::NoResult; 3], "{:?}", told(&found));
    let cells: Vec<_> = found.proposals.iter().map(|p| p.at.to_string()).collect();
    assert_eq!(cells.len(), 4, "{cells:?}");
    assert!(cells.iter().all(|c| c.contains('!')), "{cells:?}");
    assert_eq!(found.accepted(), 1, "a result that is there counts");
    let words = crate::lang::IntakeWords::of(Lang::En);
    let refused = found
        .proposals
        .iter()
        .find(|p| p.field == Some(Field::Lead));
    let why = words.reason(refused.unwrap(), Lang::En).unwrap();
    assert!(why.contains("formula with no result"), "{why}");
}
