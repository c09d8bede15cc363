//! The comparison with the earlier edition: a choice line by line, one batch, one undo, and the earlier ledger put away.

use super::super::action::{Action, Effect, Msg, Target};
use super::super::model::Screen;
use super::harness::Harness;
use crate::editions::series::Earlier;
use crate::lang::Lang;
use crate::ledger::decide::Columns;
use crate::ledger::store::Notice;
use crate::ledger::store::archive::Archive;
use crate::ledger::{Act, Book, Intent};
use crate::report::Text;
use crate::sample::Desk;

/// The year before: 3.6 in other words, 4.7 not there, 9.9 gone since; one entry signed off, one with an owner and a note.
pub(super) fn year_before() -> Book {
    let mut report = Desk::report();
    (report.id, report.year) = ("weihai-2021".into(), 2021);
    report.findings.retain(|f| f.id != "4.7");
    let text = |zh: &str, en: &str| Text {
        zh: zh.into(),
        en: en.into(),
    };
    let mut gone = report.findings[0].clone();
    for f in report.findings.iter_mut().filter(|f| f.id == "3.6") {
        f.title = text(
            "大校额问题仍未完全解决",
            "Oversized schools are not solved yet",
        );
        gone = f.clone();
    }
    gone.id = "3.99".into();
    gone.title = text("食堂账目公示不及时", "Canteen accounts are published late");
    gone.statement = text(
        "部分学校食堂账目公示不及时。",
        "Some schools publish canteen accounts late.",
    );
    report.findings.push(gone);
    let mut desk = Desk::on(report);
    desk.closes("3.5@lingang");
    let ix = desk.ix("3.6@wendeng");
    desk.does(&Intent::Note(ix, "已立项".into()));
    let lead = Columns {
        lead: Some("区教体局".into()),
        ..Columns::default()
    };
    desk.does(&Intent::Set(vec![ix], lead));
    desk.book
}

fn with_earlier(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = Harness::new(lang, columns, rows);
    let report = year_before();
    h.model.earlier = Some(Earlier {
        id: "weihai-2021".into(),
        year: 2021,
        title: report.report().short_title.clone(),
    });
    h
}

fn compared(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = with_earlier(lang, columns, rows);
    h.send(Msg::Compared(Box::new(Ok(year_before()))));
    assert_eq!(h.model.screen(), Screen::Editions);
    h
}

#[test]
fn the_board_tells_of_an_edition_that_was_not_carried_over_and_a_key_opens_the_comparison() {
    for lang in Lang::ALL {
        for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
            let mut h = with_earlier(lang, columns, rows);
            assert!(h.screen().contains("2021"), "{}", h.screen());
            h.keys("7");
            assert_eq!(h.effects, [Effect::Compare("weihai-2021".into())]);
        }
    }
    let mut h = with_earlier(Lang::Zh, 120, 40);
    h.send(Msg::Click(Some(Target::Act(Action::Compare))));
    h.send(Msg::Compared(Box::new(Err("读不到".into()))));
    assert!(h.screen().contains("读不到"), "{}", h.screen());
    assert_eq!(h.model.screen(), Screen::Home);
    let mut h = Harness::new(Lang::Zh, 120, 40);
    assert!(!h.screen().contains("上一期"), "{}", h.screen());
    h.keys("E");
    assert!(h.screen().contains("没有找到"), "{}", h.screen());
}

#[test]
fn what_goes_on_is_written_as_one_batch_the_earlier_ledger_put_away_and_one_undo_takes_it_back() {
    let mut h = compared(Lang::Zh, 120, 40);
    let said = h.screen();
    for part in ["仍存在", "再次出现 1", "不再列出", "其中"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let before = h.journal().len();
    h.keys("<enter>");
    assert!(h.screen().contains("归档 weihai-2021"), "{}", h.screen());
    assert_eq!(
        h.journal().len(),
        before,
        "nothing is written before the yes"
    );
    h.keys("<enter>");
    assert_eq!(h.effects, [Effect::Archive("weihai-2021".into())]);
    h.send(Msg::Archived("weihai-2021".into(), Ok(true)));
    assert!(h.screen().contains("已归档"), "{}", h.screen());
    assert_eq!(h.model.screen(), Screen::Home);
    let fresh = &h.journal()[before..];
    assert!(fresh.iter().all(|e| e.batch == fresh[0].batch));
    let is_tick = |a: &Act| matches!(a, Act::ItemTicked { .. });
    assert!(!fresh.iter().any(|e| is_tick(&e.act)), "never a tick");
    let origin = |h: &Harness| {
        let entry = h
            .book()
            .entry(h.book().find("3.6@wendeng").unwrap())
            .unwrap();
        let origin = h
            .book()
            .origin(entry)
            .map(|(_, row, times)| (row.to_owned(), times));
        (origin, h.book().lead(entry).map(str::to_owned))
    };
    let (from, lead) = origin(&h);
    assert_eq!(from, Some(("3.6@wendeng".into(), 1)));
    assert_eq!(lead.as_deref(), Some("区教体局"));
    h.model.notice = None;
    assert!(
        !h.screen().contains("2021"),
        "the board is quiet now: {}",
        h.screen()
    );
    h.keys("u");
    assert_eq!(origin(&h), (None, None));
}

#[test]
fn lines_are_left_and_taken_one_by_one_or_all_and_what_cannot_go_on_never_is() {
    let mut h = compared(Lang::Zh, 120, 40);
    let all = h.model.editions.as_ref().unwrap().taken().len();
    h.keys(" ");
    assert!(
        h.screen().contains(&format!("延续 {} 条", all - 1)),
        "{}",
        h.screen()
    );
    h.keys("V");
    assert!(
        h.screen().contains(&format!("延续 {all} 条")),
        "{}",
        h.screen()
    );
    h.keys("V<enter>");
    assert!(h.screen().contains("没有选中"), "{}", h.screen());
    h.keys("<end> ");
    assert!(h.screen().contains("延续 0 条"), "{}", h.screen());
    // a click selects, a second one takes
    h.keys("<home>");
    h.send(Msg::Click(Some(Target::Line(3))));
    h.send(Msg::Click(Some(Target::Line(3))));
    assert!(h.screen().contains("延续 1 条"), "{}", h.screen());
    h.keys("<esc>");
    assert_eq!(h.model.screen(), Screen::Home);
}

#[test]
fn the_board_counts_repeats_and_opens_them_once_there_are_any() {
    let mut h = Harness::new(Lang::Zh, 120, 40);
    h.keys("mmm");
    assert!(!h.screen().contains("屡查屡犯"), "{}", h.screen());
    let mut h = compared(Lang::Zh, 120, 40);
    h.keys("V<home> <enter><enter>mmm<end>");
    let screen = h.screen();
    assert!(
        screen.contains("屡查屡犯/全部") && screen.contains("1/127"),
        "{screen}"
    );
    h.keys("<left><left><left><left><left><left><enter>");
    let screen = h.screen();
    assert!(
        screen.contains("×2 ") && screen.contains("屡查屡犯"),
        "{screen}"
    );
    assert_eq!(h.model.derived.rows.len(), 1);
}

#[test]
fn an_archived_ledger_says_so_in_its_header_and_keeps_its_keys() {
    for lang in Lang::ALL {
        for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
            let mut h = Harness::new(lang, columns, rows);
            let mark = Archive::new(jiff::civil::date(2024, 5, 1), "督学甲", Some("weihai-2023"));
            let notice = Notice::Archived("weihai-2022".into(), mark);
            h.send(Msg::Noticed(vec![notice]));
            let screen = h.screen();
            let said = ["[已归档]", "[archived]"];
            let head = screen.lines().next().unwrap();
            assert!(said.iter().any(|s| head.contains(s)), "{screen}");
            assert!(screen.lines().last().unwrap().contains("Enter"), "{screen}");
        }
    }
}

#[test]
fn both_texts_of_a_line_can_be_read_whole_however_small_the_window() {
    for lang in Lang::ALL {
        let mut h = compared(lang, 60, 16);
        let shown = h.model.editions.as_ref().unwrap();
        let at = shown.rows.iter().position(|row| {
            let line = shown.line(*row);
            line.is_some_and(|l| l.score < 0.99)
        });
        h.model.editions.as_mut().unwrap().row = at.unwrap();
        h.keys("i");
        assert!(h.screen().contains("2021 3.6@"), "{}", h.screen());
        insta::assert_snapshot!(format!("editions_whole_{lang}_60x16"), h.screen());
    }
}

#[test]
fn the_comparison_in_every_size_and_language() {
    for lang in Lang::ALL {
        for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
            let mut h = with_earlier(lang, columns, rows);
            insta::assert_snapshot!(
                format!("editions_board_{lang}_{columns}x{rows}"),
                h.screen()
            );
            h.send(Msg::Compared(Box::new(Ok(year_before()))));
            h.keys("<end><up><up>");
            insta::assert_snapshot!(format!("editions_{lang}_{columns}x{rows}"), h.screen());
        }
    }
}
