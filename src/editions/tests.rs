//! Two made-up editions: the built-in report, and one of the next year in which some problems are worded anew.

use super::*;
use crate::ledger::decide::Columns;
use crate::report::{Report, Text};
use crate::sample::Desk;

fn text(said: &str) -> Text {
    Text {
        zh: said.into(),
        en: said.into(),
    }
}

/// The next edition: 2.1 was solved, 3.6 is put into other words, 4.7 is a new problem, all else stands as it was.
fn next() -> Report {
    let mut report = Desk::report();
    report.id = "weihai-2023".into();
    report.year += 1;
    report.findings.retain(|f| f.id != "2.1");
    for finding in &mut report.findings {
        match finding.id.as_str() {
            "3.6" => finding.title = text("大校额问题仍未完全解决"),
            "4.7" => {
                finding.title = text("心理辅导员数量偏少");
                finding.statement = text("心理辅导员数量偏少。");
            }
            _ => {}
        }
    }
    report
}

fn line<'a>(c: &'a Comparison, book: &Book, id: &str) -> &'a Line {
    let ix = book.find(id).unwrap();
    c.lines.iter().find(|l| l.entry == ix).unwrap()
}

#[test]
fn problems_are_new_go_on_come_back_or_are_solved() {
    let (old, new) = (Desk::busy(), Desk::on(next()));
    let c = compare(&old.book, &new.book);
    let of = |id: &str| line(&c, &new.book, id);
    assert_eq!(of("3.6@wendeng").fate, Fate::Persisting, "other words");
    assert!(of("3.6@wendeng").score < 1.0);
    assert_eq!(of("4.7@rushan").fate, Fate::New);
    assert_eq!(of("3.5@lingang").fate, Fate::CameBack, "it was signed off");
    assert_eq!(
        of("2.2@wendeng").fate,
        Fate::Persisting,
        "completed is not signed off"
    );
    let solved: Vec<_> = c
        .solved
        .iter()
        .map(|ix| &*old.book.entry(*ix).unwrap().id)
        .collect();
    assert_eq!(solved, ["2.1@huancui", "4.7@rushan"]);
    assert_eq!(c.lines.len(), new.book.live().count());
    // what is one problem of one unit is never that of another
    for l in &c.lines {
        let before = l.before.map(|ix| old.book.entry(ix).unwrap());
        let same = before.is_none_or(|b| {
            let now = new.book.entry(l.entry).unwrap();
            old.book.unit(b).map(|u| &u.id) == new.book.unit(now).map(|u| &u.id)
        });
        assert!(same);
    }
}

#[test]
fn owners_notes_and_the_count_go_over_and_no_tick_does() {
    let (mut old, mut new) = (Desk::busy(), Desk::on(next()));
    let ix = old.ix("3.6@wendeng");
    old.does(&Intent::Note(ix, "已立项".into()));
    let lead = Columns {
        lead: Some("区教体局".into()),
        person: Some("分管负责人".into()),
        ..Columns::default()
    };
    old.does(&Intent::Set(vec![ix], lead));
    let c = compare(&old.book, &new.book);
    let told = |_, who: &str, text: &str| format!("{who}：{text}");
    let carried = carry(&old.book, &[line(&c, &new.book, "3.6@wendeng")], &told);
    new.does(&carried);
    let book = &new.book;
    let entry = book.entry(new.ix("3.6@wendeng")).unwrap();
    assert_eq!(book.origin(entry), Some(("weihai-2022", "3.6@wendeng", 1)));
    assert_eq!(book.lead(entry), Some("区教体局"));
    assert_eq!(entry.state.done().0, 0, "never a tick");
    let note = book.event(entry.state.notes[0]).unwrap();
    let text = "督学甲：已立项".into();
    assert_eq!(*note.act, Act::ProgressNoted { text });
    assert!(line(&compare(&old.book, book), book, "3.6@wendeng").is_carried);

    // the third edition counts both before it
    let mut third = next();
    third.id = "weihai-2024".into();
    let third = Desk::on(third);
    let c = compare(book, &third.book);
    assert_eq!(line(&c, &third.book, "3.6@wendeng").times, 2);
    new.does(&Intent::Undo);
    let entry = new.book.entry(new.ix("3.6@wendeng")).unwrap();
    assert_eq!(
        new.book.origin(entry),
        None,
        "one undo takes all of it back"
    );
}
