//! Keys lead to the right screen and to the right lines in the journal.

use super::super::action::{Effect, ExportError, Msg};
use super::super::model::Screen;
use super::super::prompt::Prompt;
use super::harness::Harness;
use crate::lang::Lang;
use crate::ledger::stage::Stage;
use crate::ledger::{Act, Intent, ItemRef, Pick};

fn zh() -> Harness {
    Harness::new(Lang::Zh, 120, 40)
}

#[test]
fn four_keys_lead_from_the_start_to_a_saved_tick() {
    let mut h = zh();
    h.keys("<down><enter><enter><space>");
    let journal = h.journal();
    assert_eq!(journal.len(), 1);
    assert_eq!(journal[0].entry.as_deref(), Some("1.4@wendeng"));
    assert_eq!(
        journal[0].act,
        Act::ItemTicked {
            item: ItemRef::Suggested(1)
        }
    );
    assert!(
        h.screen().contains("已保存：1.4@wendeng 1 项勾选"),
        "{}",
        h.screen()
    );
    assert!(h.screen().contains("[x] 1"), "{}", h.screen());
}

#[test]
fn a_second_space_takes_the_tick_away_and_undo_brings_it_back() {
    let mut h = zh();
    h.keys("<enter><enter><space><space>");
    assert!(matches!(h.journal()[1].act, Act::ItemUnticked { .. }));
    h.keys("u");
    assert_eq!(h.book().entry(h.model.entry.ix).unwrap().state.done().0, 1);
    h.keys("<ctrl-r>");
    assert_eq!(h.book().entry(h.model.entry.ix).unwrap().state.done().0, 0);
}

#[test]
fn closing_is_refused_while_an_item_is_missing_and_asked_for_when_none_is() {
    let mut h = zh();
    h.keys("<enter><enter>x");
    assert!(h.model.prompt.is_none());
    assert!(
        h.screen().contains("还有未勾选的整改事项 1, 2"),
        "{}",
        h.screen()
    );
    let ix = h.model.entry.ix;
    h.record(Intent::Tick(vec![Pick::All(ix)]));
    h.keys("x");
    assert!(matches!(h.model.prompt, Some(Prompt::Confirm(..))));
    h.keys("n");
    assert_eq!(h.book().stage(ix), Some(Stage::Completed));
    h.keys("x<enter>");
    assert_eq!(h.book().stage(ix), Some(Stage::Closed));
    h.keys("<space>");
    assert!(h.screen().contains("勾选已冻结"), "{}", h.screen());
    h.keys("R反弹<enter>");
    assert_eq!(h.book().stage(ix), Some(Stage::Completed));
}

#[test]
fn what_was_typed_is_kept_when_the_disk_refuses_it() {
    let mut h = zh();
    h.broken = true;
    h.keys("<enter><enter>p已约谈<enter>");
    assert!(
        matches!(h.model.prompt, Some(Prompt::Text(_))),
        "the line stays open"
    );
    assert!(h.screen().contains("已约谈"), "{}", h.screen());
    assert!(h.journal().is_empty());
    h.broken = false;
    h.keys("<enter>");
    assert_eq!(
        h.journal()[0].act,
        Act::ProgressNoted {
            text: "已约谈".into()
        }
    );
    assert!(h.model.prompt.is_none());
}

#[test]
fn an_item_of_ones_own_is_added_marked_and_ticked() {
    let mut h = zh();
    h.keys("<enter><enter>a公示约谈记录<enter>");
    assert!(h.screen().contains("公示约谈记录 (自加)"), "{}", h.screen());
    h.keys("<down><down><down><down><down><space>");
    assert!(matches!(
        h.journal()[1].act,
        Act::ItemTicked {
            item: ItemRef::Added(_)
        }
    ));
}

#[test]
fn search_is_live_and_escape_clears_it() {
    let mut h = zh();
    h.keys("/近视");
    assert_eq!(h.model.screen(), Screen::Entries);
    assert_eq!(h.model.derived.rows.len(), 8, "finding 5.4 names all eight");
    h.keys("<esc>");
    assert_eq!(h.model.derived.rows.len(), 127);
    h.keys("/lingang kindergartens<enter>");
    assert!(h.model.is_filtered());
    h.keys("<esc>");
    assert!(!h.model.is_filtered());
    assert_eq!(h.model.screen(), Screen::Entries);
    h.keys("<esc>");
    assert_eq!(h.model.screen(), Screen::Home);
}

#[test]
fn the_filter_dialog_narrows_by_unit_category_and_stage() {
    let mut h = zh();
    h.keys("2f<down> <right><down> <enter>");
    assert_eq!(h.model.derived.rows.len(), 7, "wendeng, provision");
    h.keys("f<esc>");
    assert_eq!(h.model.derived.rows.len(), 127);
}

#[test]
fn heads_select_whole_districts_whole_categories_and_everything() {
    let mut h = zh();
    h.keys("<left>");
    assert_eq!(h.model.derived.preview.len(), 16, "huancui");
    h.keys("<up>");
    assert_eq!(h.model.derived.preview.len(), 127);
    h.keys("<right><right><right>");
    assert_eq!(h.model.derived.preview.len(), 46, "provision");
    h.keys("n");
    assert_eq!(
        h.model.derived.preview.len(),
        46 - 3 * 8,
        "without 3.4, 3.7 and 3.11"
    );
    h.keys("<enter>");
    assert_eq!(h.model.derived.rows.len(), 22);
}

#[test]
fn the_selection_stays_on_the_entry_when_the_list_changes() {
    let mut h = zh();
    h.keys("2<down><down><down>");
    let selected = h.model.entries.selected;
    let first = h.model.derived.rows[0];
    h.record(Intent::Tick(vec![Pick::All(first)]));
    h.keys("ss");
    assert_eq!(h.model.entries.selected, selected);
}

#[test]
fn next_and_previous_walk_the_list_the_entry_came_from() {
    let mut h = zh();
    h.keys("<enter><enter>");
    let first = h.model.entry.ix;
    h.keys("]]");
    assert_eq!(h.model.entry.ix, h.model.entry.list[2]);
    h.keys("[[[[");
    assert_eq!(h.model.entry.ix, first);
}

#[test]
fn the_language_switches_everywhere_and_back() {
    let mut h = zh();
    h.keys("L");
    assert!(h.screen().contains("Huancui"), "{}", h.screen());
    h.keys("<f2>");
    assert!(h.screen().contains("环翠区"), "{}", h.screen());
}

#[test]
fn an_existing_file_is_asked_about_before_it_is_replaced() {
    let mut h = zh();
    h.keys("e<tab><enter>");
    let Some(Effect::Export(first)) = h.effects.pop() else {
        panic!("no export")
    };
    assert_eq!(
        (first.format.code(), first.path.as_str()),
        ("xlsx", "dudao-weihai-2022-2023-09-14.xlsx")
    );
    assert!(!first.replace);
    h.send(Msg::Exported(Err(ExportError::Exists(first.path))));
    assert!(h.screen().contains("再按 Enter 覆盖"), "{}", h.screen());
    h.keys("<enter>");
    assert!(matches!(h.effects.pop(), Some(Effect::Export(second)) if second.replace));
    h.send(Msg::Exported(Ok("a.txt".into())));
    assert!(h.model.prompt.is_none());
}

#[test]
fn the_ending_that_is_typed_is_the_format_that_is_written() {
    let mut h = zh();
    h.keys("e<ctrl-u>总结.TXT<enter>");
    let Some(Effect::Export(request)) = h.effects.pop() else {
        panic!("no export")
    };
    assert_eq!(
        (request.format.code(), request.path.as_str()),
        ("txt", "总结.TXT")
    );
}

#[test]
fn full_width_keys_work_and_text_keeps_them() {
    let mut h = zh();
    h.keys("<enter><enter>ｐ４５％！<enter>");
    assert_eq!(
        h.journal()[0].act,
        Act::ProgressNoted {
            text: "４５％！".into()
        }
    );
}

#[test]
fn pasted_text_is_cleaned_and_stands_at_the_caret() {
    let mut h = zh();
    h.keys("<enter><enter>p前后<left>");
    h.send(Msg::Paste("\u{1b}[31m一\n二".into()));
    h.keys("<enter>");
    assert_eq!(
        h.journal()[0].act,
        Act::ProgressNoted {
            text: "前[31m一\n二后".into()
        }
    );
}

#[test]
fn help_lists_the_keys_of_the_screen_and_any_key_closes_it() {
    let mut h = zh();
    h.keys("?");
    assert!(h.screen().contains("只看点名"), "{}", h.screen());
    h.keys("q");
    assert!(h.model.prompt.is_none());
    assert!(h.effects.is_empty(), "the key only closes the help");
    h.keys("q");
    assert_eq!(h.effects, [Effect::Quit]);
}

#[test]
fn a_tick_of_another_program_shows_and_is_told() {
    let mut h = zh();
    h.keys("<enter><enter>");
    let other = crate::ledger::WriterId(uuid::Uuid::from_u128(9));
    let mut store = crate::ledger::store::memory::MemoryStore::new("weihai-2022", other, &h.shared);
    let mut book = crate::ledger::session::open(h.book().report_arc(), &mut store).unwrap();
    let stamp = crate::ledger::session::Stamp {
        who: "督学乙".into(),
        now: "2023-09-14T03:00:00Z".parse().unwrap(),
        batch: crate::ledger::BatchId(uuid::Uuid::from_u128(900)),
        policy: h.model.policy,
    };
    let intent = Intent::Tick(vec![Pick::All(h.model.entry.ix)]);
    crate::ledger::session::record(&mut book, &mut store, &intent, &stamp).unwrap();
    let followed = crate::ledger::session::follow(&mut h.model.book, &mut h.store);
    h.send(Msg::Followed(followed));
    assert!(
        h.screen().contains("其他程序更新了 4 条记录"),
        "{}",
        h.screen()
    );
    assert!(h.screen().contains("督学乙"), "{}", h.screen());
}

#[test]
fn a_file_name_whose_ending_no_format_has_is_refused_with_those_that_there_are() {
    let mut h = zh();
    h.keys("e");
    let Some(Prompt::Export(form)) = &mut h.model.prompt else {
        panic!("{}", h.screen())
    };
    form.path = tui_input::Input::default();
    h.keys("foo.pdf<enter>");
    assert!(h.effects.is_empty(), "{:?}", h.effects);
    let screen = h.screen();
    assert!(
        screen.contains("pdf") && screen.contains("docx, xlsx, html, md, txt, csv, json"),
        "{screen}"
    );
    h.keys("<backspace><backspace><backspace>md");
    assert!(!h.screen().contains("不认识"), "{}", h.screen());
    h.keys("<enter>");
    assert!(matches!(h.effects.as_slice(), [Effect::Export(r)] if r.path == "foo.md"));
}

#[test]
fn the_filter_dialog_has_a_line_for_repeats() {
    let mut h = zh();
    let ix = h.book().find("2.2@wendeng").unwrap();
    let act = Act::CarriedOver {
        from: "weihai-2021".into(),
        row: "2.2".into(),
        times: 1,
    };
    h.record(Intent::Acts(vec![(ix, act)]));
    h.keys("2f");
    assert!(h.screen().contains("r [ ] 只看屡查屡犯"), "{}", h.screen());
    h.keys("r");
    assert!(h.screen().contains("r [x] 只看屡查屡犯"), "{}", h.screen());
    h.keys("<enter>");
    assert_eq!(h.model.derived.rows.len(), 1);
    assert!(h.screen().contains("1 条"), "{}", h.screen());
    h.keys("f<esc>");
    assert!(
        !h.model.entries.query.repeated,
        "Esc clears it with the rest"
    );
}

#[test]
fn the_help_is_searched_as_lists_are() {
    let mut h = zh();
    h.keys("<enter><enter>?/");
    let all = h.screen();
    assert!(all.contains("勾选") && all.contains("挂起"), "{all}");
    h.keys("zbq");
    assert!(h.screen().contains("没有符合的命令"), "{}", h.screen());
    h.keys("<backspace><backspace><backspace>gq");
    let found = h.screen();
    assert!(found.contains("挂起到后台"), "by initials: {found}");
    assert!(!found.contains("重画"), "{found}");
    h.keys("<backspace><backspace>suspend");
    let found = h.screen();
    assert!(
        found.contains("挂起到后台"),
        "by the other language: {found}"
    );
    h.keys("<esc>");
    assert!(
        h.screen().contains("重画"),
        "the first Esc leaves the search"
    );
    h.keys("<esc>");
    assert!(h.model.prompt.is_none());
    h.keys("?/u<enter>");
    assert!(h.model.prompt.is_none());
    assert!(h.journal().is_empty(), "nothing that was typed acted");
}
