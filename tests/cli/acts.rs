//! What changes the ledger: ticks, sign-off, undo; what is refused changes nothing.

use serde_json::Value;

use crate::desk::Desk;

fn stage_and_ticks(desk: &Desk, entry: &str) -> (String, u64) {
    let whole = desk.json(&format!("show {entry} -f json"));
    let stage = whole["stage"].as_str().unwrap().to_owned();
    (stage, whole["done"].as_u64().unwrap())
}

fn is(desk: &Desk, entry: &str, stage: &str, done: u64) {
    assert_eq!(stage_and_ticks(desk, entry), (stage.to_owned(), done));
}

#[test]
fn a_second_tick_changes_nothing_and_says_so() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1")
        .done()
        .shows(&["整改中", "1/4"]);
    let before = desk.everything();
    let again = desk.say("tick 3.5@lingang#1").done();
    again.shows(&["没有变化", "3.5@lingang#1"]);
    let english = desk.say("--lang en tick 3.5@lingang#1").done();
    english.shows(&["nothing changed"]);
    assert_eq!(desk.everything(), before);
}

#[test]
fn untick_takes_back_what_tick_did_and_both_stay_on_record() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1 3.5@lingang#2").done();
    desk.say("untick 3.5@lingang#1").done().shows(&["1/4"]);
    is(&desk, "3.5@lingang", "rectifying", 1);
    desk.say("untick 3.5@lingang#2").done();
    desk.say("untick 3.5@lingang#3").done().shows(&["没有变化"]);
    assert_eq!(desk.lines(), 4);
}

#[test]
fn an_entry_alone_stands_for_all_its_items() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang")
        .done()
        .shows(&["已完成", "4/4"]);
    is(&desk, "3.5@lingang", "completed", 4);
    desk.say("untick 3.5@lingang").done();
    is(&desk, "3.5@lingang", "open", 0);
}

#[test]
fn sign_off_is_refused_while_items_are_missing_and_nothing_is_written() {
    let desk = Desk::new();
    let refused = desk.say("close 3.5@lingang").fails(1);
    refused.told(&["3.5@lingang", "1, 2, 3, 4"]);
    assert_eq!(desk.everything(), [], "a refusal makes no ledger");
    desk.say("tick 3.5@lingang#1 3.5@lingang#3").done();
    let before = desk.everything();
    let refused = desk.say("close 3.5@lingang").fails(1);
    let refused = refused.told(&["3.5@lingang", "2, 4"]);
    assert_eq!(refused.out, "");
    assert_eq!(desk.everything(), before);
}

#[test]
fn the_good_ones_of_several_go_through_and_the_refused_are_all_named() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang 6.1@huancui").done();
    let run = desk.say("close 3.10@lingang 3.5@lingang 1.1@none 6.1@huancui");
    let run = run.fails(1).told(&["3.10@lingang", "1.1@none"]);
    let run = run.shows(&["3.5@lingang", "6.1@huancui"]);
    assert!(!run.out.contains("1.1@none"));
    for (entry, stage) in [
        ("3.5@lingang", "closed"),
        ("6.1@huancui", "closed"),
        ("3.10@lingang", "open"),
        ("1.1@none", "open"),
    ] {
        assert_eq!(stage_and_ticks(&desk, entry).0, stage, "{entry}");
    }
}

#[test]
fn a_closed_entry_is_frozen_until_it_is_reopened_with_a_reason() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    desk.say("close 3.5@lingang");
    let lines = desk.lines();
    desk.say("untick 3.5@lingang#1").fails(1).told(&["已销号"]);
    desk.say("reopen 3.5@lingang").fails(2).told(&["--reason"]);
    desk.run(["reopen", "3.5@lingang", "--reason", " "])
        .fails(1);
    assert_eq!(desk.lines(), lines);
    desk.say("reopen 3.5@lingang --reason 复查不合格").done();
    desk.say("untick 3.5@lingang#1").done().shows(&["3/4"]);
    desk.say("show 3.5@lingang").done().shows(&["复查不合格"]);
}

#[test]
fn undo_takes_back_one_gesture_and_redo_brings_it_back() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    desk.say("tick 6.1@huancui#1 1.1@none#2").done();
    desk.say("undo").done().shows(&["6.1@huancui", "1.1@none"]);
    is(&desk, "6.1@huancui", "open", 0);
    is(&desk, "1.1@none", "open", 0);
    is(&desk, "3.5@lingang", "completed", 4);
    desk.say("redo").done().shows(&["6.1@huancui"]);
    is(&desk, "6.1@huancui", "rectifying", 1);
    is(&desk, "1.1@none", "rectifying", 1);
    desk.say("undo").done();
    desk.say("undo").done().shows(&["3.5@lingang"]);
    is(&desk, "3.5@lingang", "open", 0);
    let before = desk.everything();
    desk.say("undo").fails(1);
    assert_eq!(desk.everything(), before);
}

#[test]
fn there_is_nothing_to_undo_or_redo_on_an_empty_ledger() {
    let desk = Desk::new();
    desk.say("undo").fails(1);
    desk.say("redo").fails(1);
    assert_eq!(desk.everything(), []);
}

#[test]
fn the_log_shows_everything_and_marks_what_was_undone() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1").done();
    desk.run(["note", "3.5@lingang", "已约谈分管负责人"]).done();
    desk.say("undo").done();
    let log = desk.json("log -f json");
    let kinds: Vec<&str> = log.as_array().unwrap().iter().map(kind).collect();
    assert_eq!(kinds, ["item_ticked", "progress_noted", "undone"]);
    assert_eq!(log[1]["undone"], true);
    assert_eq!(log[0]["undone"], false);
    let text = desk.say("log").done();
    text.shows(&["2023-09-14 02:31", "督学甲", "（已撤销）", "撤销〔"]);
    let of_entry = desk.json("log 3.5@lingang -f json");
    assert_eq!(of_entry.as_array().unwrap().len(), 2);
    let later = desk.say("log --since 2023-09-15 -f json");
    assert_eq!((later.code, later.out.as_str()), (Some(0), "[]\n"));
}

fn kind(line: &Value) -> &str {
    line["kind"].as_str().unwrap()
}

#[test]
fn an_added_item_counts_and_is_named_by_its_short_form() {
    let desk = Desk::new();
    desk.run(["add", "item", "3.5@lingang", "补交会议记录"])
        .done();
    desk.say("tick 3.5@lingang#+1").done().shows(&["1/5"]);
    let whole = desk.json("show 3.5@lingang -f json");
    let own = &whole["items"][4];
    assert_eq!(own["id"], "3.5@lingang#+1");
    assert_eq!((&own["own"], &own["serves"]), (&true.into(), &Value::Null));
    assert_eq!(own["text"], "补交会议记录");
}

#[test]
fn a_note_is_read_from_standard_input_and_an_empty_one_is_refused() {
    let desk = Desk::new();
    desk.say_with(
        "note 3.5@lingang -",
        "第一段\n\n第二段\u{1b}[31m\n".as_bytes(),
    )
    .done();
    let note = &desk.json("show 3.5@lingang -f json")["notes"][0];
    let text = note["text"].as_str().unwrap();
    assert!(text.contains("第一段") && text.contains("第二段"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text:?}");
    let lines = desk.lines();
    desk.say_with("note 3.5@lingang -", b" \n").fails(1);
    desk.run(["note", "3.5@lingang", "  "]).fails(1);
    desk.say_with("note 3.5@lingang -", b"\xff\xfe").fails(1);
    assert_eq!(desk.lines(), lines);
}

fn notes(desk: &Desk, entry: &str) -> usize {
    let whole = desk.json(&format!("show {entry} -f json"));
    whole["notes"].as_array().unwrap().len()
}

#[test]
fn a_note_on_several_entries_is_one_gesture() {
    let desk = Desk::new();
    let run = desk.run(["note", "3.5@lingang", "6.1@huancui", "已约谈"]);
    run.done().shows(&["3.5@lingang", "6.1@huancui"]);
    assert_eq!(desk.lines(), 2);
    desk.say("undo").done();
    assert_eq!(notes(&desk, "3.5@lingang"), 0);
    let all = desk.say("note --unit 乳山市 已约谈 --category teachers --all-matching");
    assert_eq!((all.code, all.err.as_str()), (Some(0), ""), "one entry");
    let all = desk.say("note --unit 临港区 --all-matching 已约谈");
    assert_eq!(all.code, Some(0), "{}", all.err);
    all.told(&["涉及 17 个条目", "已更改 17 条"]);
    assert_eq!(notes(&desk, "3.5@lingang"), 1);
}

#[test]
fn a_note_without_its_text_or_without_entries_says_what_is_missing() {
    let desk = Desk::new();
    desk.say("note 3.5@lingang").fails(2).told(&["<TEXT>"]);
    desk.say("note 已约谈").fails(2).told(&["--all-matching"]);
    desk.say("note").fails(2).told(&["note [选项]"]);
    let both = desk.say("note 9.9@x 3.5@lingan 已约谈").fails(2);
    both.told(&["9.9@x", "3.5@lingan；是不是 3.5@lingang"]);
    desk.say("note 3.5@lingang --who 督学乙 已约谈").done();
    assert_eq!(desk.lines(), 1);
}
