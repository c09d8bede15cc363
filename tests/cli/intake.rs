//! From a published report to a ledger: intake, check, accept, adopt, tick.

use super::desk::Desk;

fn published(name: &str) -> String {
    format!("{}/tests/data/intake/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_report_is_read_looked_through_adopted_and_ticked() {
    let desk = Desk::new();
    let file = published("lost.txt");
    let run = desk.run(["intake", &file, "-o", "draft.json"]).done();
    for said in ["青禾县、桐木区、鹿鸣县", "语义相反", "可读作"] {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
    let run = desk.run(["report", "adopt", "draft.json"]).fails(1);
    assert!(run.err.contains("report review"), "{}", run.err);
    let checked = desk.run(["report", "check", "draft.json"]).done();
    assert!(checked.out.contains("[reversed]"), "{}", checked.out);
    desk.run(["report", "accept", "draft.json", "m999"])
        .fails(1);
    desk.run([
        "report",
        "accept",
        "draft.json",
        "reversed",
        "lost-quantifier",
    ])
    .done();
    let rest = "lost-stop numbering title bracket date lost-word --as-written";
    let words = format!("report accept draft.json {rest}");
    desk.say(&words).done();
    let run = desk.run(["report", "adopt", "draft.json"]).done();
    assert!(run.out.contains("cangping-2023"), "{}", run.out);
    desk.run(["report", "adopt", "draft.json"]).fails(1);
    let list = desk.json("--report cangping-2023 list -f json");
    let first = list[0]["id"].as_str().unwrap().to_owned();
    desk.say(&format!("--report cangping-2023 tick {first}"))
        .done();
    let shown = desk.say("--report cangping-2023 show 2.1@qinghe").done();
    assert!(shown.out.contains("未按要求"), "{}", shown.out);
}

#[test]
fn what_is_no_report_gives_nothing_and_says_why() {
    let desk = Desk::new();
    for (name, why) in [
        ("news.html", "工作动态"),
        ("result.txt", "结果公示"),
        ("plan.txt", "方案"),
        ("indicators.html", "指标"),
    ] {
        let run = desk.run(["intake", &published(name)]).done();
        assert!(run.out.contains(why), "{name}: {}", run.out);
    }
    let pdf = desk.file("a.pdf", b"%PDF-1.4");
    let run = desk.run(["intake", pdf.to_str().unwrap()]).fails(1);
    assert!(run.err.contains("PDF"), "{}", run.err);
}

#[test]
fn what_was_not_found_must_be_given_before_a_draft_is_adopted() {
    let desk = Desk::new();
    let file = published("flat.txt");
    desk.run(["intake", &file, "-o", "draft.json"]).done();
    let run = desk
        .run(["report", "accept", "draft.json", "missing"])
        .fails(1);
    assert!(
        run.err.contains("issued") && run.err.contains("year"),
        "{}",
        run.err
    );
    let given = [
        "--year",
        "2024",
        "--issued",
        "2024-06-01",
        "--units",
        "青石县",
    ];
    let words = ["intake", &file, "-o", "draft.json", "--force"];
    desk.run(words.into_iter().chain(given)).done();
    desk.run(["report", "accept", "draft.json", "title"]).done();
    desk.run(["report", "adopt", "draft.json"]).done();
}
