//! The trend and the report by keys.

use jiff::civil::date;

use super::super::action::Msg;
use super::super::model::{Panel, Screen};
use super::harness::Harness;
use crate::lang::{Lang, Pages, fill};
use crate::ledger::{Act, Intent, Pick};

fn zh() -> Harness {
    Harness::new(Lang::Zh, 120, 40)
}

fn ix(h: &Harness, id: &str) -> u32 {
    h.book().find(id).unwrap()
}

/// Something completed on three days, one of them closed; due dates later.
fn three_days() -> Harness {
    let mut h = zh();
    for (days, id) in [(0, "1.6@huancui"), (2, "3.5@lingang"), (5, "2.2@wendeng")] {
        h.days = days;
        let ix = ix(&h, id);
        h.record(Intent::Tick(vec![Pick::All(ix)]));
    }
    let (closed, due) = (ix(&h, "1.6@huancui"), ix(&h, "2.1@huancui"));
    h.record(Intent::Close(vec![closed]));
    let to = date(2023, 10, 1);
    h.record(Intent::Acts(vec![(due, Act::DueSet { to })]));
    h.send(Msg::Today(date(2023, 9, 20)));
    h
}

fn day_left(left: usize, open: usize) -> String {
    fill(Pages::of(Lang::Zh).day_left, &[&left, &open, &127])
}

#[test]
fn the_day_with_the_cursor_says_what_was_left_and_today_equals_the_totals() {
    let mut h = three_days();
    h.keys("3");
    let totals = h.model.derived.totals;
    let today = day_left(totals.not_completed(), totals.not_closed());
    assert!(h.screen().contains(&today), "{}", h.screen());
    h.keys("<left><left>");
    let screen = h.screen();
    assert!(screen.contains("2023-09-18 2 天前"), "{screen}");
    assert!(screen.contains(&day_left(125, 127)), "{screen}");
    h.keys("<home>");
    assert!(h.screen().contains(&day_left(127, 127)), "{}", h.screen());
    h.keys("<end>");
    let screen = h.screen();
    assert!(screen.contains("2023-10-01 11 天后"), "{screen}");
    assert!(screen.contains("按时限应剩 126 条"), "{screen}");
    assert!(screen.contains("当日到期 1 条"), "{screen}");
    h.keys("<left><left>");
    assert!(!h.screen().contains("未销号 127，共"), "nothing is known");
}

#[test]
fn a_tick_shows_on_the_trend_at_once_and_undo_takes_it_back() {
    let mut h = three_days();
    h.keys("3");
    let ix = ix(&h, "4.7@rushan");
    h.record(Intent::Tick(vec![Pick::All(ix)]));
    assert!(h.screen().contains(&day_left(123, 126)), "{}", h.screen());
    h.keys("u");
    assert!(h.screen().contains(&day_left(124, 126)), "{}", h.screen());
}

#[test]
fn a_bar_opens_the_table_on_what_it_counts_and_escape_leads_back() {
    let mut h = zh();
    h.keys("3<tab><down><enter>");
    assert_eq!(h.model.screen(), Screen::Entries);
    assert_eq!(h.model.entries.query.units, ["wendeng"]);
    assert_eq!(h.model.derived.rows.len(), 20);
    h.keys("<esc><esc>");
    assert_eq!((h.model.screen(), h.model.trend.row), (Screen::Trend, 1));
    h.keys("c<enter>");
    assert_eq!(h.model.entries.query.categories, ["reform"]);
    h.keys("3<down><down><down><down><down><down><enter>");
    assert_eq!(h.model.derived.rows.len(), 127, "the totals are everything");
}

#[test]
fn on_a_small_screen_moving_the_day_shows_the_chart() {
    let mut h = Harness::new(Lang::En, 60, 16);
    h.keys("3<down>");
    assert_eq!(h.model.trend.panel, Panel::Units);
    assert!(h.screen().contains("[Districts]"), "{}", h.screen());
    h.keys("<left>");
    assert!(h.screen().contains("[Course]"), "{}", h.screen());
}

#[test]
fn every_district_on_the_trend_can_be_reached_on_the_smallest_screen() {
    let mut h = Harness::new(Lang::Zh, 60, 16);
    h.keys("3<tab>");
    for unit in [
        "环翠区",
        "文登区",
        "荣成市",
        "乳山市",
        "高区",
        "经区",
        "临港区",
        "南海新区",
        "未点名",
        "合计",
    ] {
        let screen = h.screen();
        let here = screen.lines().find(|l| l.starts_with('>'));
        assert!(here.is_some_and(|l| l.contains(unit)), "{unit}\n{screen}");
        h.keys("<down>");
    }
}

#[test]
fn a_finding_of_the_report_opens_its_entries_and_says_how_many_are_done() {
    let mut h = three_days();
    h.keys("4<right><right><right><right><down><down><down><down>");
    assert!(h.screen().contains("完成   1/3"), "{}", h.screen());
    h.keys("<enter>");
    assert_eq!(h.model.screen(), Screen::Entries);
    assert_eq!(h.model.entries.query.findings, ["3.5"]);
    assert_eq!(h.model.derived.rows.len(), 3);
    assert!(h.screen().contains("3.5  Esc 清除"), "{}", h.screen());
    h.keys("<esc><esc>");
    assert_eq!(h.model.screen(), Screen::Report);
    assert_eq!(h.model.report.passage, 4, "where one was");
}

#[test]
fn points_and_practices_open_the_findings_that_they_are_for() {
    let mut h = zh();
    h.keys("4<left>");
    assert_eq!(h.model.report.section, 0, "no section before the first");
    h.keys("<right><right><right><right><right><right><right><right>");
    h.keys("<down><down>");
    let screen = h.screen();
    assert!(screen.contains("落实在问题 1.2"), "{screen}");
    h.keys("<end><enter>");
    let findings = h.model.entries.query.findings.clone();
    let serves = |id: &str| {
        let report = h.book().report();
        let finding = report.findings.iter().find(|f| f.id == id).unwrap();
        finding.items.iter().any(|i| i.serves.starts_with("rec-5."))
    };
    assert!(!findings.is_empty() && findings.iter().all(|id| serves(id)));
}

#[test]
fn every_line_of_the_report_can_be_read_on_the_smallest_screen() {
    for lang in Lang::ALL {
        let mut h = Harness::new(lang, 60, 16);
        h.keys("4");
        for _ in 0..super::super::view::sections(&h.model).len() {
            let (_, columns, height) = super::super::update::report_room(&h.model);
            let all = super::super::view::passages(&h.model, columns);
            let lines: usize = all.iter().map(|p| p.lines.len()).sum();
            let mut seen = vec![false; lines];
            let place = |h: &Harness| (h.model.report.top, h.model.report.passage);
            for key in ["<down>", "<up>"] {
                let mut before = None;
                while before != Some(place(&h)) {
                    before = Some(place(&h));
                    let shown = seen.iter_mut().skip(h.model.report.top).take(height);
                    shown.for_each(|s| *s = true);
                    h.keys(key);
                }
            }
            assert!(
                seen.iter().all(|s| *s),
                "section {}",
                h.model.report.section
            );
            assert_eq!((h.model.report.top, h.model.report.passage), (0, 0));
            h.keys("<right>");
        }
    }
}

#[test]
fn pages_of_the_report_go_to_its_end_and_back() {
    let mut h = Harness::new(Lang::En, 80, 24);
    h.keys("4<right><right>");
    for _ in 0..20 {
        h.keys("<pgdn>");
    }
    let last = h.model.report.passage;
    assert_eq!(last, 6);
    for _ in 0..20 {
        h.keys("<pgup>");
    }
    assert_eq!((h.model.report.top, h.model.report.passage), (0, 0));
}

#[test]
fn a_passage_without_entries_says_so() {
    let mut h = zh();
    h.keys("4<right><enter>");
    assert_eq!(h.model.screen(), Screen::Report);
    assert!(h.screen().contains("没有对应的台账条目"), "{}", h.screen());
}
