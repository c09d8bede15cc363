//! The rectification workflow by keys: forms, picked rows, objections, own findings.

use jiff::civil::date;

use super::super::action::{Effect, Msg};
use super::super::model::Screen;
use super::super::prompt::{AttachRequest, Prompt};
use super::harness::Harness;
use crate::evidence::Check;
use crate::lang::Lang;
use crate::ledger::stage::Stage;
use crate::ledger::{Act, Intent, Pick};

fn zh() -> Harness {
    Harness::new(Lang::Zh, 120, 40)
}

/// Types into the field with the cursor.
fn typed(h: &mut Harness, text: &str) {
    h.keys(text);
}

#[test]
fn lead_person_and_due_date_of_a_district_are_one_gesture_and_one_undo() {
    let mut h = zh();
    h.keys("<left>w");
    assert!(h.screen().contains("台账列  16 条"), "{}", h.screen());
    typed(&mut h, "区教体局");
    h.keys("<tab><tab>分管负责人<tab><tab><tab>年底");
    assert!(
        h.screen().contains("= 2023-12-31"),
        "the day is shown before it is taken\n{}",
        h.screen()
    );
    h.keys("<enter>");
    assert!(h.model.prompt.is_none(), "{}", h.screen());
    let journal = h.journal();
    assert_eq!(journal.len(), 3 * 16);
    assert!(journal.iter().all(|e| e.batch == journal[0].batch));
    let first = h.book().entry(h.model.derived.preview[0]).unwrap();
    assert_eq!(h.book().due(first), Some(date(2023, 12, 31)));
    h.keys("u");
    let first = h.book().entry(h.model.derived.preview[0]).unwrap();
    assert_eq!(h.book().lead(first), None);
}

#[test]
fn a_wrong_day_is_named_and_the_form_stays() {
    let mut h = zh();
    h.keys("<enter><enter>d明年<enter>");
    assert!(matches!(h.model.prompt, Some(Prompt::Form(_))));
    assert!(h.screen().contains("看不懂的日期"), "{}", h.screen());
    assert!(h.journal().is_empty());
}

#[test]
fn a_second_date_is_an_extension_and_needs_its_reason() {
    let mut h = zh();
    h.keys("<enter><enter>d+30d<enter>");
    assert_eq!(
        h.journal()[0].act,
        Act::DueSet {
            to: date(2023, 10, 14)
        }
    );
    h.keys("d年底<enter>");
    assert!(h.screen().contains("此项必填"), "{}", h.screen());
    h.keys("招标延后<enter>");
    let extended = Act::Extended {
        to: date(2023, 12, 31),
        reason: "招标延后".into(),
    };
    assert_eq!(h.journal()[1].act, extended);
}

#[test]
fn a_completed_entry_is_sent_back_with_the_items_named() {
    let mut h = zh();
    h.keys("<enter><enter>r");
    assert!(h.model.prompt.is_none(), "nothing to send back yet");
    let ix = h.model.entry.ix;
    h.record(Intent::Tick(vec![Pick::All(ix)]));
    h.keys("r佐证不全<tab>2，4<enter>");
    assert_eq!(h.book().entry(ix).unwrap().state.done(), (2, 4));
    assert_eq!(h.book().stage(ix), Some(Stage::Rectifying));
}

#[test]
fn an_objection_is_made_and_decided() {
    let mut h = zh();
    h.keys("<enter><enter>o数据口径不同<enter>");
    let ix = h.model.entry.ix;
    assert_eq!(h.book().stage(ix), Some(Stage::Objected));
    h.keys("O<left><tab>复核属实<enter>");
    assert_eq!(h.book().stage(ix), Some(Stage::Withdrawn), "{}", h.screen());
    assert_eq!(h.model.derived.totals.counted(), 126);
}

#[test]
fn picked_rows_are_hit_and_filtered_out_ones_never() {
    let mut h = zh();
    h.keys("2/lingang<enter>vvv");
    assert!(h.screen().contains("已选 3 条"), "{}", h.screen());
    h.keys("/lingang 2.<enter>");
    let hit = h.model.targets().len();
    assert!(hit < 3 && hit > 0 || h.model.entries.marked.len() == 3);
    h.keys("<esc><esc>");
    assert!(
        h.model.entries.marked.is_empty(),
        "escape lets them go first"
    );
    h.keys("V");
    assert_eq!(h.model.targets().len(), 127);
    h.keys("V");
    assert_eq!(h.model.targets().len(), 1);
}

#[test]
fn closing_several_closes_the_complete_ones_and_says_which_were_not() {
    let mut h = zh();
    let first = h.book().find("1.1@none").unwrap();
    h.record(Intent::Tick(vec![Pick::All(first)]));
    h.keys("2Vx<enter>");
    assert_eq!(h.book().stage(first), Some(Stage::Closed));
    assert_eq!(h.model.derived.totals.closed, 1);
    assert!(h.screen().contains("126 条未办"), "{}", h.screen());
    assert!(h.screen().contains("本人勾选又本人销号"), "{}", h.screen());
}

#[test]
fn an_own_finding_is_added_marked_and_given_an_item() {
    let mut h = zh();
    h.keys("N<tab><tab>校园食堂专账不全<enter>");
    assert_eq!(h.book().live().count(), 128);
    h.keys("/食堂<enter><enter>");
    assert!(
        h.screen().contains("自加问题，报告中没有"),
        "{}",
        h.screen()
    );
    h.keys("a查阅专账<enter>cx<enter>");
    let entry = h.book().entry(h.model.entry.ix).unwrap();
    assert_eq!(h.book().item_text(entry, 0).unwrap().zh, "查阅专账x");
    h.keys("D");
    assert_eq!(
        h.book().entry(h.model.entry.ix).unwrap().state.done(),
        (0, 0)
    );
    h.keys("u");
    assert_eq!(
        h.book().entry(h.model.entry.ix).unwrap().state.done(),
        (0, 1)
    );
}

#[test]
fn a_finding_that_names_nobody_is_attributed() {
    let mut h = zh();
    h.keys("/4.6@none<enter><enter>b<right><right><right><tab>书面反馈点名<enter>");
    assert!(h.book().find("4.6@rushan").is_some(), "{}", h.screen());
    assert!(
        !h.book()
            .entry(h.book().find("4.6@none").unwrap())
            .unwrap()
            .live
    );
    h.keys("c");
    assert!(h.screen().contains("不能改写"), "{}", h.screen());
}

#[test]
fn any_act_hits_the_picked_rows_as_one_batch_and_asks_with_their_number() {
    let mut h = zh();
    h.keys("2/lingang<enter>vvvT");
    assert!(
        h.screen().contains("勾选 3 条 的全部事项"),
        "{}",
        h.screen()
    );
    h.keys("<enter>");
    let journal = h.journal();
    let hit: std::collections::BTreeSet<_> = journal.iter().map(|e| e.entry.clone()).collect();
    assert_eq!(hit.len(), 3);
    assert!(journal.iter().all(|e| e.batch == journal[0].batch));
    h.keys("p");
    assert!(h.screen().contains("记录整改进展 (3 条)"), "{}", h.screen());
    h.keys("已到校核实<enter>");
    assert_eq!(h.journal().len(), journal.len() + 3);
    h.keys("r佐证不全<enter>");
    let open = h.model.entries.marked.iter().copied();
    let stages: Vec<_> = open.filter_map(|ix| h.book().stage(ix)).collect();
    assert_eq!(stages, [Stage::Rectifying; 3], "{}", h.screen());
    h.keys("uuu");
    let targets = h.model.targets();
    let stage = |h: &Harness| h.book().stage(targets[2]);
    assert_eq!((targets.len(), stage(&h)), (3, Some(Stage::Open)));
    h.keys("S<enter>");
    assert_eq!(stage(&h), Some(Stage::Rectifying));
}

#[test]
fn what_was_refused_among_others_is_listed_by_name() {
    let mut h = zh();
    let first = h.book().find("1.1@none").unwrap();
    h.record(Intent::Tick(vec![Pick::All(first)]));
    h.keys("2vvvx<enter>");
    assert!(h.screen().contains("未办 2 条"), "{}", h.screen());
    assert!(h.screen().contains("1.2@none"), "{}", h.screen());
    h.keys("<esc>");
    assert!(h.model.prompt.is_none());
}

#[test]
fn evidence_is_asked_for_and_handed_to_the_shell() {
    let mut h = zh();
    h.keys("<enter><enter>A<enter>");
    assert!(h.screen().contains("此项必填"), "{}", h.screen());
    h.keys("'/tmp/批复.pdf'<tab>用地批复<tab><right><enter>");
    let ix = h.model.entry.ix;
    let request = AttachRequest {
        targets: vec![ix],
        place: "/tmp/批复.pdf".into(),
        name: Some("用地批复".into()),
        link: true,
    };
    assert_eq!(h.effects, [Effect::Attach(request)]);
    h.send(Msg::NotAttached("读不到".into()));
    assert!(h.screen().contains("读不到"), "the form stays");
    let found = crate::evidence::address("https://example.org/gs", None);
    h.record(Intent::Acts(vec![(
        ix,
        Act::EvidenceAdded(Box::new(found)),
    )]));
    assert!(h.model.prompt.is_none());
    assert_eq!(h.effects.last(), Some(&Effect::Check(ix)));
    h.send(Msg::Checked(ix, vec![Some(Check::Missing)]));
    assert!(
        h.screen().contains("https://example.org/gs"),
        "{}",
        h.screen()
    );
}

#[test]
fn a_conflict_is_shown_in_entry_and_history_and_settled_there() {
    let mut h = zh();
    let ix = h.book().find("2.1@huancui").unwrap();
    let lead = |name: &str| {
        let to = name.into();
        Intent::Acts(vec![(ix, Act::LeadSet { to })])
    };
    h.meanwhile(&lead("区财政局"));
    h.record(lead("区教体局"));
    h.follow();
    assert!(h.screen().contains("日志 !1"), "{}", h.screen());
    h.keys("2/2.1@huancui<enter><enter>");
    assert!(h.screen().contains("未生效"), "{}", h.screen());
    h.keys("5c");
    assert!(h.screen().contains("区财政局"), "{}", h.screen());
    h.keys("z<right><enter>");
    assert_eq!(h.book().lead(h.book().entry(ix).unwrap()), Some("区财政局"));
    assert!(h.screen().contains("没有冲突"), "{}", h.screen());
    h.keys("z");
    assert!(h.model.prompt.is_none());
}

#[test]
fn the_history_tells_old_and_new_strikes_undone_acts_and_filters_by_person() {
    let mut h = zh();
    let ix = h.book().find("2.1@huancui").unwrap();
    let lead = |name: &str| {
        let to = name.into();
        Intent::Acts(vec![(ix, Act::LeadSet { to })])
    };
    h.record(lead("区财政局"));
    h.record(lead("区教体局"));
    h.meanwhile(&Intent::Note(ix, "已报送材料".into()));
    h.follow();
    h.keys("u5");
    let screen = h.screen();
    assert!(
        screen.contains("(已撤销) 牵头单位：区财政局 → 区教体局"),
        "{screen}"
    );
    assert!(screen.contains("督学乙"), "{screen}");
    let struck = h
        .buffer()
        .content
        .iter()
        .any(|c| c.modifier.contains(ratatui::style::Modifier::CROSSED_OUT));
    assert!(struck);
    h.keys("ff");
    let screen = h.screen();
    assert!(
        screen.contains("督学乙  Esc 清除") && !screen.contains("牵头单位"),
        "{screen}"
    );
    h.keys("<enter>");
    assert_eq!((h.model.entry.ix, h.model.screen()), (ix, Screen::Entry));
    h.keys("<esc>");
    assert_eq!(h.model.screen(), Screen::History);
    h.keys("<esc>");
    assert_eq!(
        h.model.history.who, None,
        "escape takes the filter off first"
    );
}
