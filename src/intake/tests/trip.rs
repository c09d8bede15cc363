//! The whole way: out, edited, back, once and again.

use super::edited::{collect, edit, export, preview, told};
use crate::lang::Lang;
use crate::ledger::Intent;
use crate::ledger::decide::Columns;
use crate::sample::Desk;
use crate::summary::xlsx::layout::{Column, Sheet};

/// Forty edits: 20 items done, 1 taken back, 14 columns, 5 notes.
fn forty(bytes: &[u8], lang: Lang) -> Vec<u8> {
    let zh = lang == Lang::Zh;
    edit(bytes, |book| {
        let yes = if zh { "是" } else { "yes" };
        for unit in ["huancui", "wendeng", "rongcheng", "rushan", "lingang"] {
            for item in 1..=4 {
                let id = format!("3.4@{unit}#{item}");
                book.types(Sheet::Items, &id, Column::Done, yes);
            }
            let id = format!("3.4@{unit}");
            book.types(Sheet::Ledger, &id, Column::NewNote, "已下达计划\n已开工");
            book.types(Sheet::Ledger, &id, Column::Lead, "区教体局");
            book.dates(&id, 45_291.0);
        }
        let no = if zh { "否" } else { "no" };
        book.types(Sheet::Items, "3.6@wendeng#1", Column::Done, no);
        let id = "1.7@gaoqu";
        book.types(Sheet::Ledger, id, Column::Partners, "区财政局");
        book.types(Sheet::Ledger, id, Column::Person, "分管负责人");
        book.types(Sheet::Ledger, id, Column::Measure, "=1+1 一校一策");
        let phased = if zh { "限期整改" } else { "phased" };
        book.types(Sheet::Ledger, id, Column::Horizon, phased);
    })
}

#[test]
fn forty_edits_are_forty_changes_and_the_second_time_none() {
    for lang in Lang::ALL {
        let mut desk = Desk::busy();
        let out = export(&desk, lang);
        let untouched = preview(&desk, &out);
        assert_eq!(
            told(&untouched),
            [""; 0],
            "what nobody edited changes nothing"
        );
        assert_eq!(untouched.untouched, 127 * 7 + 564);

        let back = forty(&out, lang);
        let first = preview(&desk, &back);
        let counts = [
            "ticked", "unticked", "changed", "noted", "conflict", "refused",
        ];
        assert_eq!(
            counts.map(|k| first.count(k)),
            [20, 1, 14, 5, 0, 0],
            "{:#?}",
            told(&first)
        );
        assert_eq!((first.proposals.len(), first.accepted()), (40, 40));
        assert_eq!(first.untouched, 127 * 7 + 564 - 40);
        let before = desk.book.len();
        assert_eq!(collect(&mut desk, &first), 40);
        assert_eq!(desk.book.len(), before + 40);
        let entry = desk.book.entry(desk.ix("3.4@lingang")).unwrap();
        assert_eq!(desk.book.due(entry).unwrap().to_string(), "2023-12-31");
        assert_eq!(entry.state.done(), (4, 4));
        let entry = desk.book.entry(desk.ix("1.7@gaoqu")).unwrap();
        assert_eq!(desk.book.measure(entry), Some("=1+1 一校一策"));

        let second = preview(&desk, &back);
        assert_eq!(told(&second), [""; 0]);
        assert_eq!((second.already, second.accepted()), (40, 0));
        desk.does(&Intent::Undo);
        let entry = desk.book.entry(desk.ix("3.4@lingang")).unwrap();
        assert_eq!((entry.state.done().0, entry.state.notes.len()), (0, 0));
        let third = preview(&desk, &back);
        assert_eq!(
            third.accepted(),
            40,
            "what was taken back can be taken again"
        );
    }
}

#[test]
fn columns_may_be_moved_rows_sorted_and_left_out_and_keys_lost() {
    let desk = Desk::busy();
    let out = export(&desk, Lang::Zh);
    let wanted = told(&preview(&desk, &forty(&out, Lang::Zh)));
    let without_place = |told: &[String]| {
        let mut told: Vec<String> = told
            .iter()
            .map(|t| t.rsplit_once(" @ ").unwrap().0.to_owned())
            .collect();
        told.sort();
        told
    };
    let moved = edit(&forty(&out, Lang::Zh), |book| {
        book.swap_columns(Sheet::Ledger, 1, 12);
        book.swap_columns(Sheet::Ledger, 13, 19);
        book.swap_columns(Sheet::Items, 1, 6);
        for (one, two) in [(3, 100), (50, 51), (4, 129)] {
            book.swap_rows(Sheet::Ledger, one, two);
            book.swap_rows(Sheet::Items, one, two + 300);
        }
    });
    let found = told(&preview(&desk, &moved));
    assert_eq!(without_place(&found), without_place(&wanted));
    assert_ne!(found, wanted, "the addresses are those of the file");

    let keyless = edit(&moved, |book| {
        for sheet in Sheet::ALL {
            book.sheet(sheet).remove_row(1, 1);
        }
    });
    let found = told(&preview(&desk, &keyless));
    assert_eq!(
        without_place(&found),
        without_place(&wanted),
        "by their heads"
    );

    let fewer = edit(&forty(&out, Lang::Zh), |book| {
        book.sheet(Sheet::Ledger).remove_row(3, 120);
        book.sheet(Sheet::Items).remove_column("I", 1);
        book.sheet(Sheet::Items).remove_column("E", 1);
    });
    let found = preview(&desk, &fewer);
    assert_eq!((found.count("ticked"), found.count("refused")), (20, 0));
    assert_eq!(found.count("changed"), 0, "what is not there says nothing");
}

#[test]
fn a_column_that_was_taken_out_clears_nothing() {
    let mut desk = Desk::busy();
    let ix = desk.ix("2.1@huancui");
    let columns = Columns {
        person: Some("分管负责人".into()),
        ..Columns::default()
    };
    desk.does(&Intent::Set(vec![ix], columns));
    let out = export(&desk, Lang::Zh);
    let back = edit(&out, |book| {
        let (column, _) = book.place(Sheet::Ledger, "2.1@huancui", Column::Lead);
        let letter = ["J", "K", "L", "M"][column as usize - 10];
        book.sheet(Sheet::Ledger).remove_column(letter, 1);
        book.types(Sheet::Ledger, "2.1@huancui", Column::Person, "");
    });
    assert_eq!(
        told(&preview(&desk, &back)),
        ["changed 2.1@huancui person: 分管负责人 →  @ 台账!M26"],
        "an emptied cell does clear"
    );
}
