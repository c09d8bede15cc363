//! What makes the screen easy: palette, jumping, long texts, the mouse, themes, terminals that draw some signs wide.

use ratatui::style::Color;

use super::super::action::{Action, Effect, Msg, Target};
use super::super::keymap::Keymap;
use super::super::model::{Glyphs, Screen};
use super::super::prompt::Prompt;
use super::super::remember::Remembered;
use super::super::theme::{Choice, Theme};
use super::super::view;
use super::harness::Harness;
use crate::board::{Query, Sort};
use crate::lang::Lang;
use crate::ledger::stage::Stage;
use crate::ledger::{Act, Intent, Pick};
use crate::text::is_ambiguous;

fn zh() -> Harness {
    Harness::new(Lang::Zh, 120, 40)
}

/// Clicks on the first place where a text stands.
fn click(h: &mut Harness, text: &str) {
    let screen = h.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let (before, _) = line.split_once(text)?;
        Some((crate::text::width(before), row))
    });
    let (column, row) = found.unwrap_or_else(|| panic!("{text} is not on\n{screen}"));
    let short = |n: usize| u16::try_from(n).unwrap();
    let mut buffer = ratatui::buffer::Buffer::empty(h.buffer().area);
    let drawn = view::draw(&h.model, &mut buffer);
    let target = view::target(&drawn.hits, short(column), short(row));
    h.send(Msg::Click(target));
}

#[test]
fn every_action_is_in_the_palette_in_both_languages() {
    let mut h = zh();
    h.keys("<ctrl-p>导出<enter>");
    assert!(matches!(h.model.prompt, Some(Prompt::Export(_))));
    h.keys("<esc>:export<enter>");
    assert!(matches!(h.model.prompt, Some(Prompt::Export(_))));
    h.keys("<esc>:daochu<enter>");
    assert!(matches!(h.model.prompt, Some(Prompt::Export(_))));
    h.keys("<esc>:zzzz");
    assert!(h.screen().contains("没有符合的命令"), "{}", h.screen());
    h.keys("<esc>");
    assert!(h.model.prompt.is_none());
}

#[test]
fn the_palette_leads_to_a_district_by_its_initials() {
    let mut h = zh();
    h.keys(":wdq<enter>");
    assert_eq!(h.model.screen(), Screen::Entries);
    assert_eq!(h.model.entries.query.units, ["wendeng"]);
}

#[test]
fn the_cursor_jumps_to_a_number_and_to_initials() {
    let mut h = zh();
    h.keys("g3");
    assert_eq!(h.model.home.row, 3);
    h.keys("<backspace>lgq<enter>");
    let lingang = h
        .book()
        .report()
        .units
        .iter()
        .position(|u| u.id == "lingang");
    assert_eq!(h.model.home.row, lingang.unwrap() + 1);
    h.keys("gjsdw<enter>");
    assert_eq!(h.model.home.column, 4, "教师队伍");
}

#[test]
fn a_note_of_several_lines_is_kept_as_it_was_typed() {
    let mut h = zh();
    h.keys("<enter><enter>p第一行<ctrl-j>第二行");
    h.send(Msg::Paste("，粘贴\n第三行".into()));
    h.keys("<enter>");
    let text = "第一行\n第二行，粘贴\n第三行".into();
    assert_eq!(h.journal()[0].act, Act::ProgressNoted { text });
}

#[test]
fn ten_thousand_pasted_characters_are_all_kept() {
    let mut h = zh();
    h.keys("<enter><enter>p");
    let long = "整改".repeat(5_000);
    h.send(Msg::Paste(long.clone()));
    assert!(h.screen().contains("整改"), "{}", h.screen());
    h.keys("<enter>");
    let text = long.into();
    assert_eq!(h.journal()[0].act, Act::ProgressNoted { text });
}

#[test]
fn escape_keeps_what_was_typed_for_the_next_time() {
    let mut h = zh();
    h.keys("<enter><enter>p写了一半<esc>");
    assert!(h.screen().contains("草稿"), "{}", h.screen());
    h.keys("p");
    assert!(h.screen().contains("写了一半"), "{}", h.screen());
    h.keys("，写完了<enter>");
    let text = "写了一半，写完了".into();
    assert_eq!(h.journal()[0].act, Act::ProgressNoted { text });
    h.keys("p");
    assert!(!h.screen().contains("写完了<"), "a draft is used once");
}

#[test]
fn the_editor_gets_the_text_and_gives_it_back() {
    let mut h = zh();
    h.keys("<enter><enter>p草稿<ctrl-e>");
    assert_eq!(h.effects, [Effect::Edit("草稿".into())]);
    h.send(Msg::Edited(Ok("写\u{1b}[31m好\n了\n".into())));
    h.keys("<enter>");
    let text = "写[31m好\n了".into();
    assert_eq!(h.journal()[0].act, Act::ProgressNoted { text });
}

#[test]
fn keys_typed_ahead_do_not_answer_a_question_that_nobody_has_seen() {
    let mut h = zh();
    let first = h.model.derived.preview[0];
    h.record(Intent::Tick(vec![Pick::All(first)]));
    h.keys("<enter><enter>");
    h.hasty = true;
    h.keys("x<enter>y");
    assert_eq!(h.book().stage(first), Some(Stage::Completed));
    h.hasty = false;
    h.keys("<enter>");
    assert_eq!(h.book().stage(first), Some(Stage::Closed));
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut h = zh();
    click(&mut h, "7/7");
    assert_eq!((h.model.home.row, h.model.home.column), (2, 3));
    click(&mut h, "7/7");
    assert_eq!(h.model.screen(), Screen::Entries);
    click(&mut h, "学前教育普及普惠县未按期建成");
    click(&mut h, "学前教育普及普惠县未按期建成");
    assert_eq!(h.model.screen(), Screen::Entry);
    click(&mut h, "对照国家评估指标");
    assert!(h.journal().is_empty(), "the first click selects");
    click(&mut h, "对照国家评估指标");
    assert_eq!(h.journal().len(), 1);
    h.keys("<up>");
    click(&mut h, "? 帮助");
    assert!(matches!(h.model.prompt, Some(Prompt::Help(..))));
    h.send(Msg::Click(None));
    assert!(h.model.prompt.is_none());
    h.keys("2");
    click(&mut h, "状态");
    assert_eq!(h.model.entries.sort, Sort::Stage);
    click(&mut h, "1 看板");
    assert_eq!(h.model.screen(), Screen::Home);
}

#[test]
fn a_click_on_the_preview_opens_that_entry() {
    let mut h = zh();
    click(&mut h, "校外培训行政处罚仍是空白");
    assert_eq!(h.model.screen(), Screen::Entry);
    let entry = h.book().entry(h.model.entry.ix).unwrap();
    assert_eq!(h.book().number(entry), "1.5");
}

#[test]
fn questions_and_forms_can_be_clicked() {
    let mut h = zh();
    let first = h.model.derived.preview[0];
    h.record(Intent::Tick(vec![Pick::All(first)]));
    h.keys("<enter><enter>x");
    click(&mut h, "n 取消");
    assert!(h.model.prompt.is_none());
    h.keys("x");
    click(&mut h, "Enter / y 确认");
    assert_eq!(h.book().stage(first), Some(Stage::Closed));
    h.keys("[2w");
    click(&mut h, "责任人");
    let Some(Prompt::Form(form)) = &h.model.prompt else {
        panic!("{}", h.screen())
    };
    assert_eq!(form.focus, 2);
}

#[test]
fn the_wheel_moves_and_scrolls() {
    let mut h = zh();
    h.keys("2");
    h.send(Msg::Wheel(false));
    assert_eq!(h.model.selected_row(), 3);
    h.send(Msg::Wheel(true));
    assert_eq!(h.model.selected_row(), 0);
    h.keys("?");
    h.send(Msg::Wheel(false));
    assert!(matches!(h.model.prompt, Some(Prompt::Help(3, _))));
}

#[test]
fn the_theme_changes_and_every_cell_follows() {
    let mut h = zh();
    let ground = |h: &Harness| h.buffer()[(119, 20)].bg;
    let dark = ground(&h);
    h.keys("t");
    assert_ne!(ground(&h), dark);
    assert!(h.screen().contains("主题：浅色"), "{}", h.screen());
    h.keys("t");
    assert_eq!(ground(&h), Color::Rgb(0, 0, 0));
    h.keys("t");
    assert_eq!(ground(&h), dark);
    h.model.theme = Theme::mono();
    h.keys("t");
    assert!(h.screen().contains("NO_COLOR"), "{}", h.screen());
}

#[test]
fn copying_takes_the_entry_or_the_official_paragraph() {
    let mut h = zh();
    h.keys("y");
    let Some(Effect::Copy(paragraph)) = h.effects.pop() else {
        panic!("{:?}", h.effects)
    };
    assert!(paragraph.contains("127"), "{paragraph}");
    h.keys("<enter><enter>y");
    let Some(Effect::Copy(entry)) = h.effects.pop() else {
        panic!("{:?}", h.effects)
    };
    assert!(
        entry.contains("环翠区") && entry.contains("[ ] 1 "),
        "{entry}"
    );
}

#[test]
fn a_row_is_shown_whole_on_demand() {
    let mut h = Harness::new(Lang::Zh, 60, 16);
    let ix = h.book().find("1.1@none").unwrap();
    let measure = "逐校排查、列出清单、明确到人，并在年底前完成全部整改并上报".repeat(2);
    let to = measure.as_str().into();
    h.record(Intent::Acts(vec![(ix, Act::MeasureSet { to })]));
    h.keys("2i");
    let flat: String = h.screen().split_whitespace().collect();
    assert!(flat.contains("上报逐校"), "{}", h.screen());
}

#[test]
fn where_signs_may_be_wide_none_of_them_is_shown_and_nothing_shifts() {
    for lang in Lang::ALL {
        for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
            for keys in [
                "",
                "2",
                "2/3.5@wendeng<enter><enter>",
                "5",
                "2?",
                "w",
                "e",
                ":",
                "2f",
                "<enter><enter>p“引号”…①",
            ] {
                let mut h = Harness::new(lang, columns, rows);
                let ix = h.book().find("3.5@wendeng").unwrap();
                h.record(Intent::Note(ix, "“已批”——①园舍…②经费→到位".into()));
                h.model.glyphs = Glyphs::Ascii;
                h.keys(keys);
                let screen = h.screen();
                let odd: Vec<char> = screen.chars().filter(|c| is_ambiguous(*c)).collect();
                assert!(odd.is_empty(), "{lang} {columns} {keys}: {odd:?}\n{screen}");
            }
        }
    }
}

#[test]
fn a_row_of_the_table_ends_in_its_column_at_every_width() {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        for columns in 60..=120 {
            let mut h = Harness::new(Lang::Zh, columns, 20);
            h.model.glyphs = glyphs;
            h.keys("2e");
            let buffer = h.buffer();
            // the panel over the Chinese rows is a rectangle: its edges stand in the same columns on every line
            let surface = buffer[(columns / 2, 9)].bg;
            let edges = |y: u16| {
                let inside = |x: &u16| buffer[(*x, y)].bg == surface;
                let first = (0..columns).find(inside);
                (first, (0..columns).rev().find(inside))
            };
            assert_eq!(edges(8), edges(9), "{columns}");
            assert_eq!(edges(9), edges(10), "{columns}");
        }
    }
}

#[test]
fn how_a_ledger_was_left_is_how_it_is_found() {
    let mut h = zh();
    h.keys("2/hcq<enter>st");
    h.keys("f<right><right><down> <enter>1m");
    let mut remembered = Remembered::default();
    remembered.take_in(&h.model, (Choice::Dark, Lang::Zh));
    let again = Remembered::read(&remembered.write());
    assert_eq!(again, remembered);
    let mut fresh = zh();
    again.apply(&mut fresh.model);
    assert_eq!(fresh.model.entries.query, h.model.entries.query);
    assert_eq!(fresh.model.entries.sort, Sort::Unit);
    assert_eq!(fresh.model.home.count, h.model.home.count);
    assert_eq!((fresh.model.choice, again.lang()), (Choice::Light, None));
    for garbage in [
        "",
        "[]",
        "{\"ledgers\": 3}",
        "{\"ledgers\":{\"weihai-2022\":{\"units\":[\"x\"],\"sort\":\"?\"}}}",
    ] {
        let mut fresh = zh();
        Remembered::read(garbage).apply(&mut fresh.model);
        assert_eq!(fresh.model.entries.query, Query::default());
    }
}

#[test]
fn the_first_start_asks_for_the_name_and_enter_takes_the_one_there_is() {
    let mut h = zh();
    h.model.prompt = Some(Prompt::Welcome(tui_input::Input::default()));
    let screen = h.screen();
    assert!(
        screen.contains("空格勾选") && screen.contains("督学甲"),
        "{screen}"
    );
    h.keys("<enter>");
    assert_eq!(h.effects, [Effect::KeepName("督学甲".into())]);
    h.send(Msg::Named(Ok("督学丙".into())));
    assert!(
        h.screen().contains("以 督学丙 的名义记录"),
        "{}",
        h.screen()
    );
    h.model.prompt = Some(Prompt::Welcome(tui_input::Input::default()));
    h.keys("督学乙<enter>");
    assert_eq!(h.effects[1], Effect::KeepName("督学乙".into()));
}

#[test]
fn the_users_keys_count_and_footer_and_help_show_them() {
    let mut h = zh();
    let (config, _) = crate::config::parse("[keys]\nexport = \"ctrl-s\"\n");
    let (map, faults) = Keymap::new(&config.keys);
    assert!(faults.iter().all(|f| f.line == 2), "{faults:?}");
    h.model.keys = std::sync::Arc::new(map);
    assert!(h.screen().contains("Ctrl-S 导出"), "{}", h.screen());
    h.keys("e");
    assert!(h.model.prompt.is_none());
    h.keys("<ctrl-s>");
    assert!(matches!(h.model.prompt, Some(Prompt::Export(_))));
}

#[test]
fn clicks_on_footer_and_tabs_do_what_their_keys_do() {
    let mut h = zh();
    h.send(Msg::Click(Some(Target::Act(Action::TabHistory))));
    assert_eq!(h.model.screen(), Screen::History);
}
