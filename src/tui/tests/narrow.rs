//! What must not be cut or overwritten in small windows.

use super::super::action::{Effect, ExportError, Msg};
use super::super::model::Glyphs;
use super::harness::Harness;
use crate::board::schedule::Light;
use crate::lang::Lang;
use crate::ledger::{Intent, Pick};

/// The screen without blanks and borders, so that a text is found whatever line it was broken on.
fn run_on(h: &Harness) -> String {
    h.screen()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '|')
        .collect()
}

#[test]
fn a_fault_in_a_form_is_shown_to_its_end() {
    let mut h = Harness::new(Lang::Zh, 60, 16);
    h.keys("Ia.xlsx<enter>");
    assert!(h.screen().contains("Enter 预览"), "{}", h.screen());
    let why = |name: &str| {
        format!("无法收回 /home/督学/各区市报送的工作簿/二〇二六年十一月/{name}：没有权限")
    };
    h.send(Msg::Collected(Box::new(Err(vec![
        why("文登区.xlsx"),
        why("荣成市.xlsx"),
    ]))));
    let seen = run_on(&h);
    assert!(seen.contains("文登区.xlsx：没有权限"), "{}", h.screen());
    assert!(seen.contains("荣成市.xlsx：没有权限"), "{}", h.screen());
}

#[test]
fn why_an_export_failed_is_shown_to_its_end() {
    let mut h = Harness::new(Lang::En, 60, 16);
    h.keys("e<enter>");
    assert!(matches!(h.effects.last(), Some(Effect::Export(..))));
    let why = "cannot write /media/usb/inspection/2026/reports/summary.docx: permission denied";
    h.send(Msg::Exported(Err(ExportError::Failed(why.into()))));
    assert!(h.screen().contains("permission denied"), "{}", h.screen());
}

#[test]
fn a_notice_that_is_too_long_takes_more_lines() {
    let mut h = Harness::new(Lang::En, 60, 16);
    h.keys("2x");
    let all = "closedonlywhenallare";
    assert!(run_on(&h).contains(all), "{}", h.screen());
    assert_eq!(h.screen().lines().count(), 16);
    h.keys("j");
    assert!(!run_on(&h).contains(all));
}

#[test]
fn a_fault_while_typing_is_said_once() {
    let mut h = Harness::new(Lang::Zh, 80, 24);
    h.broken = true;
    h.keys("2w区教体局<enter>");
    assert_eq!(h.screen().matches("无法写入").count(), 1, "{}", h.screen());
}

#[test]
fn a_notice_keeps_the_lines_of_a_note_apart() {
    let mut h = Harness::new(Lang::Zh, 120, 40);
    h.keys("2p第一行<ctrl-j>第二行<enter>");
    assert!(h.screen().contains("第一行 第二行"), "{}", h.screen());
}

#[test]
fn the_count_of_the_selected_stands_beside_the_order() {
    let mut h = Harness::new(Lang::En, 60, 16);
    h.keys("2V");
    let screen = h.screen();
    assert!(screen.contains("127 selected"), "{screen}");
    assert!(!screen.contains("report or127"), "{screen}");
}

#[test]
fn the_filter_shows_every_district_where_there_is_room() {
    let mut h = Harness::new(Lang::Zh, 80, 24);
    h.keys("2f");
    assert!(h.screen().contains("[ ] 未点名"), "{}", h.screen());
}

#[test]
fn the_filters_in_force_can_be_read_in_a_small_window() {
    let mut h = Harness::new(Lang::En, 60, 16);
    h.keys("/hcq<enter>");
    assert!(h.screen().contains("\"hcq\""), "{}", h.screen());
    h.keys("/q");
    assert!(h.screen().contains("Search: q"), "{}", h.screen());
}

#[test]
fn a_bar_shows_no_part_that_has_nothing() {
    let mut h = Harness::new(Lang::Zh, 120, 40);
    h.model.glyphs = Glyphs::Narrow;
    let first = h.model.derived.preview[0];
    h.record(Intent::Tick(vec![Pick::All(first)]));
    h.record(Intent::Close(vec![first]));
    let to_verify = h.model.theme.bar(1).1.bg;
    let buffer = h.buffer();
    assert!(h.screen().contains('▌'), "{}", h.screen());
    let shown = buffer.content.iter().any(|cell| Some(cell.bg) == to_verify);
    assert!(!shown, "nothing waits to be verified");
}

#[test]
fn the_filter_has_the_schedule_too() {
    let mut h = Harness::new(Lang::En, 60, 16);
    h.keys("2f<right><right><right><right> <enter>");
    assert_eq!(h.model.entries.query.lights, [Light::Overdue]);
    assert!(h.screen().contains("nothing matches"), "{}", h.screen());
    h.keys("<esc>");
    assert!(h.model.entries.query.lights.is_empty());
}

#[test]
fn no_two_actions_of_the_palette_have_one_name() {
    for lang in [Lang::Zh, Lang::En] {
        let mut h = Harness::new(lang, 120, 40);
        h.keys("2:");
        let found = super::super::update::choices(&h.model, "");
        let mut names: Vec<_> = found.iter().map(|c| c.name.as_str()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}

#[test]
fn an_export_from_the_table_holds_what_the_table_holds_and_says_so() {
    let mut h = Harness::new(Lang::Zh, 60, 16);
    h.keys("n<left><enter>");
    assert_eq!(h.model.entries.query.scopes, crate::report::Scope::NOT_ALL);
    let rows = h.model.derived.rows.clone();
    h.keys("e");
    assert!(h.screen().contains("环翠区, 只看点名"), "{}", h.screen());
    h.keys("<enter>");
    let Some(Effect::Export(request)) = h.effects.last() else {
        panic!("{:?}", h.effects)
    };
    let mut held = request
        .query
        .run(h.book(), &h.model.calendar, h.model.entries.sort);
    let mut rows = rows;
    held.sort_unstable();
    rows.sort_unstable();
    assert_eq!(held, rows);
    h.keys("<esc><esc>1e");
    assert!(h.screen().contains("筛选  无"), "{}", h.screen());
}
