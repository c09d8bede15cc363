//! The review of a draft: marks are walked through, findings are edited, cut and joined, and nothing is lost.

use std::path::PathBuf;

use super::super::action::{Effect, Msg};
use super::super::model::Screen;
use super::super::prompt::{IntakeRequest, Prompt};
use super::harness::Harness;
use crate::intake::prose::revise::tests::made;
use crate::intake::prose::{Doubt, Draft};
use crate::lang::Lang;
use crate::setup::drafts::Kept;

fn kept(path: &str) -> Kept {
    Kept::new(PathBuf::from(path), Vec::new())
}

pub(super) fn review(lang: Lang, columns: u16, rows: u16) -> Harness {
    let mut h = Harness::new(lang, columns, rows);
    let file = kept("drafts/qingchuan-2031.draft.json");
    h.send(Msg::Drafted(Box::new(Ok((file, made())))));
    h.model.notice = None;
    h
}

fn draft(h: &Harness) -> &Draft {
    &h.model.review.as_ref().unwrap().draft
}

fn ids(h: &Harness) -> Vec<String> {
    let all = draft(h).report.findings.iter();
    all.map(|f| f.id.clone()).collect()
}

/// Presses keys; every change asks to be kept, and is.
fn changes(h: &mut Harness, keys: &str) {
    h.effects.clear();
    h.keys(keys);
    assert!(
        h.effects.contains(&Effect::KeepDraft),
        "{keys}: {}",
        h.screen()
    );
    h.send(Msg::DraftKept(Ok(())));
}

/// Names the issuer, whom the text does not name.
fn fills_in(h: &mut Harness) {
    h.keys("h");
    changes(h, "<tab>青川市教育督导委员会<enter>");
}

/// Goes to a finding.
fn go_to(h: &mut Harness, id: &str) {
    h.model.review.as_mut().unwrap().select(id);
}

#[test]
fn a_published_report_is_asked_for_and_read_by_the_shell() {
    let mut h = Harness::new(Lang::Zh, 120, 40);
    h.keys("6'/tmp/报告.docx'<tab><right><tab>2031<enter>");
    let request = IntakeRequest {
        path: "/tmp/报告.docx".into(),
        units: true,
        year: Some(2031),
    };
    assert_eq!(h.effects, [Effect::Intake(request)]);
    h.send(Msg::Drafted(Box::new(Err(vec!["读不到".into()]))));
    assert!(h.screen().contains("读不到"), "the form stays");
    assert!(matches!(h.model.prompt, Some(Prompt::Form(_))));
    h.send(Msg::Drafted(Box::new(Ok((kept("x"), made())))));
    assert_eq!(h.model.screen(), Screen::Review);
    assert!(h.model.prompt.is_none());
}

#[test]
fn marks_are_walked_through_and_the_draft_is_adopted_when_none_is_open() {
    let mut h = review(Lang::Zh, 120, 40);
    h.keys("A");
    assert!(h.screen().contains("处待核"), "{}", h.screen());
    assert!(!h.effects.contains(&Effect::Adopt));
    h.keys("<enter>");
    assert!(h.screen().contains("题头与名单"), "{}", h.screen());
    h.keys("<esc>");
    fills_in(&mut h);
    h.keys("n");
    let mut left = draft(&h).open().count();
    assert!(left > 0);
    while left > 0 {
        changes(&mut h, "<enter>");
        let now = draft(&h).open().count();
        assert_eq!(now, left - 1, "one mark at a time");
        left = now;
    }
    assert!(h.screen().contains("按 A 启用"), "{}", h.screen());
    let taken = draft(&h).review.iter().find(|m| m.kind == Doubt::Reversed);
    let settled = taken.and_then(|m| m.settled.as_ref()).unwrap();
    assert_eq!((settled.by.as_str(), settled.taken), ("督学甲", true));
    h.effects.clear();
    h.keys("A");
    assert!(h.screen().contains("6 个问题、3 个区市"), "{}", h.screen());
    assert_eq!(h.effects, [], "not before the yes");
    h.keys("<enter>");
    assert_eq!(h.effects, [Effect::Adopt]);
}

#[test]
fn a_mark_is_left_as_written_or_read_otherwise_with_the_reason() {
    let mut h = review(Lang::Zh, 120, 40);
    fills_in(&mut h);
    h.keys("n");
    let literal = |h: &Harness| draft(h).report.findings[5].statement.zh.clone();
    let (before, open) = (literal(&h), draft(&h).open().count());
    changes(&mut h, "w");
    assert_eq!(literal(&h), before);
    changes(&mut h, "u");
    assert_eq!(draft(&h).open().count(), open, "taken back");
    h.keys("r");
    assert!(h.screen().contains("另作读法"), "{}", h.screen());
    h.keys("<enter>");
    assert!(
        h.screen().contains("此项必填"),
        "the reason: {}",
        h.screen()
    );
    changes(&mut h, "与纸质原件核对<enter>");
    let f = &draft(&h).report.findings[5];
    assert_eq!(f.emendation.as_ref().unwrap().why.zh, "与纸质原件核对");
}

#[test]
fn findings_are_joined_cut_dropped_added_and_all_of_it_is_taken_back() {
    let mut h = review(Lang::Zh, 120, 40);
    let first = ids(&h);
    go_to(&mut h, "1.3");
    changes(&mut h, "J");
    assert_eq!(ids(&h), ["1.1", "1.2", "1.3", "2.1", "2.2"]);
    h.keys("s");
    assert!(h.screen().contains("南屏县校舍维修资金"), "{}", h.screen());
    changes(&mut h, "<enter>");
    assert_eq!(ids(&h), first);
    go_to(&mut h, "1.1");
    h.keys("D");
    assert!(h.screen().contains("删除 1.1"), "{}", h.screen());
    changes(&mut h, "<enter>");
    assert_eq!(ids(&h).len(), 5);
    h.keys("N<tab>没有这句话<enter>");
    assert!(h.screen().contains("原文中没有"), "{}", h.screen());
    changes(&mut h, "<esc>N<tab>东林区生均公用经费不足<enter>");
    assert_eq!(ids(&h), first);
    for _ in 0..4 {
        changes(&mut h, "u");
    }
    assert_eq!(*draft(&h), made());
    for _ in 0..4 {
        changes(&mut h, "<ctrl-r>");
    }
    assert_eq!(ids(&h), first);
    h.effects.clear();
    h.keys("<ctrl-r>");
    assert_eq!(h.effects, [], "nothing to do again");
}

#[test]
fn whom_a_finding_means_is_edited_and_an_unknown_unit_is_named() {
    let mut h = review(Lang::Zh, 120, 40);
    go_to(&mut h, "1.4");
    h.keys("<enter>");
    assert!(h.screen().contains("编辑问题 1.4"), "{}", h.screen());
    // some → named: two steps back in named, all, some, general
    h.keys("<tab><left><left><tab>北山区<enter>");
    assert!(h.screen().contains("名单里没有“北山区”"), "{}", h.screen());
    changes(
        &mut h,
        "<backspace><backspace><backspace>东林区、西渚区<enter>",
    );
    let f = &draft(&h).report.findings[3];
    assert_eq!(f.units.len(), 2);
    h.keys("a");
    assert!(h.screen().contains("1.4 的整改事项"), "{}", h.screen());
    h.keys("x<esc>");
    assert!(!h.screen().contains("草稿，下次"), "{}", h.screen());
    h.keys("a");
    changes(&mut h, "<ctrl-j>公开附加使用情况<enter>");
    assert_eq!(draft(&h).report.findings[3].items.len(), 2);
}

#[test]
fn what_stands_over_the_report_is_filled_in_on_one_form() {
    let mut h = review(Lang::Zh, 120, 40);
    h.keys("h");
    assert!(
        h.screen().contains("东林区、西渚区、南屏县"),
        "{}",
        h.screen()
    );
    let open = draft(&h).open().count();
    changes(
        &mut h,
        "<tab>青川市教育督导委员会<tab><tab><tab>、北岭区<enter>",
    );
    assert_eq!(draft(&h).open().count(), open - 1);
    assert_eq!(draft(&h).report.units.len(), 4);
}

#[test]
fn a_draft_that_cannot_be_saved_says_so_until_it_is() {
    let mut h = review(Lang::Zh, 120, 40);
    go_to(&mut h, "1.3");
    h.keys("J");
    h.send(Msg::DraftKept(Err("磁盘已满".into())));
    let screen = h.screen();
    assert!(
        screen.contains("磁盘已满") && screen.contains("! 未存盘"),
        "{screen}"
    );
    changes(&mut h, "u");
    assert!(h.screen().contains("已存盘"), "{}", h.screen());
}

#[test]
fn leaving_the_review_and_coming_back_loses_nothing() {
    let mut h = review(Lang::Zh, 120, 40);
    go_to(&mut h, "1.3");
    changes(&mut h, "J");
    let before = draft(&h).clone();
    h.keys("<esc>");
    assert_eq!(h.model.screen(), Screen::Home);
    h.keys("16");
    assert_eq!(h.model.screen(), Screen::Review);
    assert_eq!(*draft(&h), before);
    assert_eq!(h.journal().len(), 0, "the ledger was not touched");
}

#[test]
fn the_source_can_be_moved_and_never_leaves_its_ends() {
    let mut h = review(Lang::Zh, 60, 16);
    for _ in 0..30 {
        h.keys("<left>");
    }
    assert!(
        h.screen().contains("反馈意见") || h.screen().contains("青川市"),
        "{}",
        h.screen()
    );
    let first = h.screen();
    h.keys("<right>");
    assert_ne!(h.screen(), first, "no key is lost on the way back");
    h.keys("<left>");
    assert_eq!(h.screen(), first);
    for _ in 0..60 {
        h.keys("<right>");
    }
    let last = h.screen();
    assert!(last.contains("2032年3月5日"), "{last}");
    h.keys("<left>");
    assert_ne!(h.screen(), last, "nor from the other end");
    h.keys("<right>");
    assert_eq!(h.screen(), last);
}

#[test]
fn a_finding_that_is_edited_from_its_mark_is_one_step_back() {
    let mut h = review(Lang::Zh, 120, 40);
    fills_in(&mut h);
    h.keys("n");
    let (before, open) = (draft(&h).clone(), draft(&h).open().count());
    h.keys("c");
    assert!(h.screen().contains("编辑问题"), "{}", h.screen());
    changes(&mut h, "（改）<enter>");
    assert_eq!(draft(&h).open().count(), open - 1, "its mark is answered");
    let kept = h.effects.iter().filter(|e| **e == Effect::KeepDraft);
    assert_eq!(kept.count(), 1, "and the file written once");
    let after = draft(&h).clone();
    changes(&mut h, "u");
    assert_eq!(*draft(&h), before);
    changes(&mut h, "<ctrl-r>");
    assert_eq!(*draft(&h), after);
}

#[test]
fn leaving_with_a_draft_that_is_not_saved_asks_first() {
    let mut h = review(Lang::Zh, 120, 40);
    go_to(&mut h, "1.3");
    h.keys("J");
    h.send(Msg::DraftKept(Err("磁盘已满".into())));
    h.effects.clear();
    h.keys("q");
    assert!(h.screen().contains("仍要退出"), "{}", h.screen());
    h.keys("n");
    assert_eq!(h.effects, []);
    changes(&mut h, "u");
    h.effects.clear();
    h.keys("q");
    assert_eq!(h.effects, [Effect::Quit], "saved again, nothing is asked");
}

#[test]
fn the_review_in_every_size_and_language() {
    for lang in Lang::ALL {
        for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
            let mut h = review(lang, columns, rows);
            let size = format!("{lang}_{columns}x{rows}");
            insta::assert_snapshot!(format!("review_mark_{size}"), h.screen());
            go_to(&mut h, "1.2");
            h.keys("<up><down>");
            insta::assert_snapshot!(format!("review_finding_{size}"), h.screen());
            h.keys("<enter>");
            insta::assert_snapshot!(format!("review_form_{size}"), h.screen());
        }
    }
}
