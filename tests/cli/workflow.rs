//! The rectification workflow on the command line.

use super::desk::Desk;

#[test]
fn columns_are_set_for_several_entries_in_one_gesture() {
    let desk = Desk::new();
    let set = [
        "set",
        "3.5@lingang",
        "2.4@临港区",
        "--lead",
        "区教体局",
        "--person",
        "分管负责人",
    ];
    let run = desk.run([&set[..], &["--horizon", "限期整改", "--due", "年底"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("年底 即 2023-12-31"), "{}", run.err);
    for id in ["3.5@lingang", "2.4@lingang"] {
        let row = desk.json(&format!("show {id} -f json"));
        assert_eq!(
            (&row["lead"], &row["due"]),
            (&"区教体局".into(), &"2023-12-31".into())
        );
    }
    assert_eq!(desk.lines(), 8);
    desk.say("undo").done();
    assert!(desk.json("show 2.4@lingang -f json")["lead"].is_null());
}

#[test]
fn the_first_due_date_stays_and_an_extension_has_a_reason() {
    let desk = Desk::new();
    desk.say("set 3.5@lingang --due 2023-10-01").done();
    let again = desk.say("set 3.5@lingang --due 2023-11-01").fails(1);
    assert!(again.err.contains("extend"), "{}", again.err);
    desk.say("extend 3.5@lingang --to 2023-12-31").fails(2);
    desk.say("extend 3.5@lingang --to 2023-12-31 --reason 招标延后")
        .done();
    let row = desk.json("show 3.5@lingang -f json");
    assert_eq!(
        (&row["first_due"], &row["due"]),
        (&"2023-10-01".into(), &"2023-12-31".into())
    );
    desk.say("set 2.1@huancui --due 明年").fails(2);
}

#[test]
fn an_entry_is_returned_objected_and_withdrawn_with_reasons() {
    let desk = Desk::new();
    let stage = || desk.json("show 3.5@lingang -f json")["stage"].clone();
    desk.say("return 3.5@lingang --reason 佐证不全").fails(1);
    desk.say("tick 3.5@lingang").done();
    desk.say("return 3.5@lingang --reason 佐证不全 --items 9")
        .fails(2);
    desk.say("return 3.5@lingang --reason 佐证不全 --items 2,4")
        .done();
    assert_eq!(desk.json("show 3.5@lingang -f json")["done"], 2);
    desk.say("rereview 3.5@lingang --upheld --reason 无")
        .fails(1);
    desk.say("object 3.5@lingang --reason 数据口径不同").done();
    assert_eq!(stage(), "objected");
    desk.say("rereview 3.5@lingang --rejected --reason 原结论不变")
        .done();
    assert_eq!(stage(), "rectifying");
    desk.say("object 3.5@lingang --reason 补充材料").done();
    desk.say("rereview 3.5@lingang --upheld --reason 复核属实")
        .done();
    assert_eq!(stage(), "withdrawn");
    let totals = &desk.json("summary -f json")["totals"];
    assert_eq!(
        (&totals["entries"], &totals["withdrawn"]),
        (&127.into(), &1.into())
    );
}

#[test]
fn own_findings_and_attributions_are_entries_like_any_other() {
    let desk = Desk::new();
    let added = [
        "add",
        "finding",
        "--unit",
        "南海新区",
        "--category",
        "policy",
        "--title",
        "食堂专账不全",
    ];
    desk.run(added).done().shows(&["+1@nanhai", "食堂专账不全"]);
    desk.run(["add", "item", "+1@nanhai", "查阅食堂专账"])
        .done();
    desk.say("tick +1@nanhai#+1").done().shows(&["已完成"]);
    desk.say("attribute 4.6@none --to 乳山市 --reason 书面反馈点名")
        .done();
    let list = desk.json("list -f json");
    let rows = list.as_array().unwrap();
    assert_eq!(rows.len(), 128);
    let attributed = rows.iter().find(|r| r["id"] == "4.6@rushan").unwrap();
    assert_eq!(attributed["basis"], "inspector");
    assert!(!rows.iter().any(|r| r["id"] == "4.6@none"));
    desk.say("attribute 4.1@wendeng --to 乳山市 --reason 无")
        .fails(1);
    desk.run([
        "add",
        "finding",
        "--unit",
        "x",
        "--category",
        "policy",
        "--title",
        "y",
    ])
    .fails(2);
    desk.say("doctor").done();
}

#[test]
fn closing_what_one_ticked_oneself_is_said() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    let run = desk.say("close 3.5@lingang");
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("同一人"), "{}", run.err);
}

#[test]
fn a_column_that_looks_like_a_formula_is_harmless_in_a_spreadsheet() {
    for formula in ["=HYPERLINK(\"x\")", "＝HYPERLINK(\"x\")", "@x", "+1", "-1"] {
        let desk = Desk::new();
        let lead = format!("--lead={formula}");
        desk.run(["set", "3.5@lingang", &lead]).done();
        let list = desk.say("list --unit lingang -f csv").done().out;
        let body = list.trim_start_matches('\u{feff}');
        let mut rows = csv::Reader::from_reader(body.as_bytes());
        let cells: Vec<String> = rows
            .records()
            .flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(
            cells.contains(&format!("'{formula}")),
            "{formula}: {cells:?}"
        );
    }
}

#[test]
fn filters_with_all_matching_stand_for_ids_and_are_one_gesture() {
    let desk = Desk::new();
    let count = desk.json("list --unit 临港区 --category provision -f json");
    let count = count.as_array().unwrap().len();
    let run = desk.say("start --unit 临港区 --category provision --all-matching");
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.told(&[&format!("涉及 {count} 个"), &format!("已更改 {count} 条")]);
    assert_eq!(desk.lines(), count);
    desk.say("undo").done();
    let started = desk.say("list --stage rectifying -f json");
    assert_eq!(started.out.trim(), "[]");
}

#[test]
fn without_ids_nothing_is_done_unless_all_matching_is_said() {
    let desk = Desk::new();
    for words in [
        "tick",
        "close",
        "close --unit 临港区",
        "close --all-matching",
        "close 3.5@lingang --unit 临港区 --all-matching",
        "set --lead 甲",
        "start --unit 没有的区 --all-matching",
    ] {
        desk.say(words).fails(2);
    }
    assert_eq!(desk.everything(), []);
    let none = desk.say("close --stage closed --all-matching");
    assert_eq!(none.code, Some(0), "{}", none.err);
}

#[test]
fn refused_entries_are_named_while_others_go_through_unless_atomic() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    let before = desk.lines();
    let atomic = desk.say("close 3.5@lingang 2.4@lingang --atomic").fails(1);
    atomic.told(&["2.4@lingang", "--atomic", "已更改 0 条"]);
    assert_eq!(desk.lines(), before);
    let run = desk.say("close 3.5@lingang 2.4@lingang").fails(1);
    run.told(&["2.4@lingang", "已更改 1 条，被拒绝 1 条"])
        .shows(&["3.5@lingang", "已销号"]);
}

#[test]
fn a_finding_and_its_items_are_one_gesture_and_can_be_reworded_and_dropped() {
    let desk = Desk::new();
    let add = "add finding --unit 南海新区 --category policy --title 食堂专账不全";
    desk.say(&format!("{add} --item 查阅专账 --item 走访食堂"))
        .done()
        .shows(&["+1@nanhai", "0/2"]);
    desk.say("reword +1@nanhai#+1 查阅三年专账").done();
    desk.say("reword +1@nanhai 食堂专账缺失").done();
    desk.say("drop +1@nanhai#+2").done().shows(&["0/1"]);
    let whole = desk.json("show +1@nanhai -f json");
    assert_eq!(whole["title"], "食堂专账缺失");
    assert_eq!(whole["items"][0]["text"], "查阅三年专账");
    desk.say("reword 3.5@lingang#1 改").fails(1);
    desk.say("drop 3.5@lingang --reason 多余").fails(1);
    desk.say("drop +1@nanhai").fails(1);
    desk.say("drop +1@nanhai --reason 并入另一条").done();
    let all = desk.json("list -f json");
    assert_eq!(all.as_array().unwrap().len(), 127);
    for _ in 0..5 {
        desk.say("undo").done();
    }
    let run = desk.say("show +1@nanhai");
    assert!(!run.out.contains("0/2"), "finding and items went together");
    desk.say(&format!("{add} --item=")).fails(2);
}

#[test]
fn the_log_tells_from_what_to_what() {
    let desk = Desk::new();
    desk.say("set 3.5@lingang --person 甲 --due 2023-10-01")
        .done();
    desk.say("set 3.5@lingang --person 乙").done();
    desk.run(["set", "3.5@lingang", "--person="]).done();
    desk.say("extend 3.5@lingang --to 2023-12-31 --reason 招标延后")
        .done();
    desk.say("log").done().shows(&[
        "责任人：甲\n",
        "责任人：甲 → 乙",
        "清空责任人（原为 乙）",
        "延期 2023-10-01 → 2023-12-31：招标延后",
    ]);
    let shown = desk.say("--lang en show 3.5@lingang").done();
    shown.shows(&["person in charge: 甲 → 乙"]);
}

#[test]
fn lists_and_the_summary_follow_the_workflow() {
    let desk = Desk::new();
    let due = |id: &str, day: &str| {
        desk.run(["set", id, "--due", day, "--now", "2023-08-01"])
            .done();
    };
    due("3.5@lingang", "2023-09-01");
    due("2.4@lingang", "2023-12-31");
    due("2.1@huancui", "2023-09-20");
    desk.say("start 2.1@huancui").done();
    desk.say("object 4.1@wendeng --reason 口径").done();
    desk.say("add finding --unit 南海新区 --category policy --title 食堂专账不全")
        .done();
    let first = |sort: &str| {
        let all = desk.json(&format!("list --sort {sort} -f json"));
        let ids = all.as_array().unwrap().iter().take(3);
        ids.map(|r| r["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(first("due"), ["3.5@lingang", "2.1@huancui", "2.4@lingang"]);
    assert_eq!(first("schedule")[0], "3.5@lingang");
    assert!(first("updated")[0].ends_with("@nanhai"));
    let own = desk.json("list --text 食堂专账 -f json");
    assert_eq!(
        (&own[0]["own"], own[0]["horizon"].is_null()),
        (&true.into(), true)
    );
    let summary = desk.json("summary -f json");
    let totals = &summary["totals"];
    for (count, n) in [
        ("entries", 128),
        ("overdue", 1),
        ("objected", 1),
        ("behind", 2),
    ] {
        assert_eq!(totals[count], n, "{count}: {totals}");
    }
    assert_eq!(summary["overdue"][0], "3.5@lingang");
    assert_eq!(summary["objected"][0], "4.1@wendeng");
    let paragraph = summary["paragraph"].as_str().unwrap();
    assert!(
        paragraph.contains("逾期1条") && paragraph.contains("异议复审1条"),
        "{paragraph}"
    );
}
