//! Two editions: compared, carried over, taken back.

use crate::desk::Desk;

/// The built-in report as if it were the next edition, with 2.1 solved; named to the program.
fn next(desk: &Desk) -> String {
    let text = include_str!("../../assets/reports/weihai-2022.json");
    let mut report: serde_json::Value = serde_json::from_str(text).unwrap();
    report["id"] = "weihai-2023".into();
    report["year"] = 2023.into();
    let findings = report["findings"].as_array_mut().unwrap();
    findings.retain(|f| f["id"] != "2.1");
    let path = desk.file("next.json", report.to_string());
    format!("--report {} ", path.display())
}

#[test]
fn what_goes_on_is_shown_then_carried_and_one_undo_takes_it_back() {
    let desk = Desk::new();
    let next = next(&desk);
    desk.say("set 3.5@wendeng --lead 区教体局").done();
    desk.say("note 3.5@wendeng 已立项").done();
    desk.say("tick 3.5@wendeng").done();
    let on = |words: &str| desk.say(&format!("{next}{words}"));
    on("carry --from weihai-2022").told(&["只预览"]).shows(&[
        "仍存在 126",
        "不再列出 1",
        "还有 1 条没有销号",
        "2.1@huancui",
        "100 %",
    ]);
    on("carry --from weihai-2022 --skip 1.1@none --yes")
        .told(&["已延续 125 条", "weihai-2022 已归档"]);
    on("show 3.5@wendeng")
        .done()
        .shows(&["区教体局", "已立项", "承接 weihai-2022", "0/4"]);
    let again = desk.json(&format!("{next}carry --from weihai-2022 -f json"));
    let lines = again["lines"].as_array().unwrap();
    let carried = lines.iter().filter(|l| l["carried"] == true).count();
    assert_eq!((lines.len(), carried), (126, 125));
    assert_eq!(again["solved"], serde_json::json!(["2.1@huancui"]));
    on("undo").done();
    let shown = desk.json(&format!("{next}show 3.5@wendeng -f json"));
    assert_eq!(
        (&shown["lead"], &shown["notes"]),
        (&serde_json::Value::Null, &serde_json::json!([]))
    );
}

#[test]
fn an_edition_is_not_carried_into_itself() {
    let desk = Desk::new();
    let run = desk.say("carry --from weihai-2022");
    run.fails(2).told(&["当前的报告"]);
}
