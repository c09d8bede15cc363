//! Editions of one place: a series, the earlier one archived, a corrected version of the same report.

use std::fs;

use serde_json::Value;

use crate::desk::Desk;

fn published(name: &str) -> String {
    format!("{}/tests/data/intake/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A draft without open marks, changed by `edit` in its report.
pub fn settled(desk: &Desk, name: &str, edit: impl Fn(&mut Value)) {
    if !desk.path("first.json").exists() {
        let words = [
            "intake FILE -o first.json",
            "report accept first.json reversed lost-quantifier",
            "report accept first.json lost-stop numbering title bracket date lost-word --as-written",
        ];
        for words in words {
            let file = published("lost.txt");
            desk.say(&words.replace("FILE", &file)).done();
        }
    }
    let bytes = fs::read(desk.path("first.json")).unwrap();
    let mut draft: Value = serde_json::from_slice(&bytes).unwrap();
    edit(&mut draft["report"]);
    desk.file(name, draft.to_string());
}

fn next_year(report: &mut Value) {
    report["id"] = "cangping-2024".into();
    report["year"] = 2024.into();
}

#[test]
fn adopting_the_next_edition_shows_what_goes_on_and_carrying_archives_the_earlier_one() {
    let desk = Desk::new();
    settled(&desk, "a.json", |_| {});
    settled(&desk, "b.json", |report| {
        next_year(report);
        report["findings"].as_array_mut().unwrap().pop();
    });
    let run = desk.run(["report", "adopt", "a.json"]).done();
    assert!(!run.out.contains("上一期"), "{}", run.out);
    desk.run(["report", "adopt", "b.json"]).done().shows(&[
        "上一期是 cangping-2023（2023 年）",
        "新出现 0",
        "carry --from cangping-2023",
    ]);
    desk.say("report list")
        .done()
        .shows(&["上一期 cangping-2023"]);
    let first = desk.json("--report cangping-2023 list -f json")[0]["id"].clone();
    let first = first.as_str().unwrap();
    desk.say(&format!("--report cangping-2023 note {first} 已立项"))
        .done();
    // without --from the series tells which one
    desk.say("--report cangping-2024 carry --yes")
        .told(&["cangping-2023 已归档"]);
    desk.say("report list")
        .done()
        .shows(&["已归档（2023-09-14 · 督学甲 · 由 cangping-2024 接续）"]);
    let shown = desk
        .say(&format!("--report cangping-2024 show {first}"))
        .done();
    assert!(shown.out.contains("已立项"), "{}", shown.out);
    let all = desk.json("--report cangping-2024 list --repeated -f json");
    let all = all.as_array().unwrap();
    assert!(!all.is_empty() && all.iter().all(|row| row["repeats"] == 1));
    desk.say("--report cangping-2024 list --repeated")
        .done()
        .shows(&["×2 "]);
    desk.say("--report cangping-2024 summary")
        .done()
        .shows(&["屡查屡犯"]);
}

#[test]
fn an_archived_ledger_is_read_exported_checked_and_backed_up_but_not_written() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    desk.say("report archive weihai-2022")
        .done()
        .shows(&["只能查阅"]);
    desk.say("report archive weihai-2022")
        .done()
        .shows(&["先前"]);
    let before = desk.everything();
    for words in [
        "note 3.5@lingang 续",
        "undo",
        "attach 3.5@lingang --link https://example.org/a",
    ] {
        let run = desk.say(words).fails(1);
        for said in ["已归档", "report unarchive weihai-2022"] {
            assert!(run.err.contains(said), "{said}: {}", run.err);
        }
    }
    assert_eq!(desk.everything(), before, "not a byte changed");
    desk.say("list --stage completed")
        .told(&["已归档（2023-09-14 · 督学甲）"])
        .shows(&["3.5@lingang"]);
    desk.say("summary -f json")
        .told(&["已归档"])
        .shows(&["\"ticked\": "]);
    assert_eq!(desk.say("doctor").code, Some(0));
    assert_eq!(desk.say("doctor --repair").code, Some(0));
    desk.say("backup all.zip").done();
    // the archive comes back with its ledger
    let other = Desk::new();
    let file = desk.path("all.zip");
    let run = other.run(["restore", file.to_str().unwrap(), "--yes"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    other.say("note 3.5@lingang 续").fails(1);
    let run = other.run(["restore", file.to_str().unwrap(), "--yes"]);
    assert_eq!(
        run.code,
        Some(0),
        "an archived ledger can be restored into: {run:#?}"
    );
    desk.say("report unarchive weihai-2022")
        .done()
        .shows(&["可以改动"]);
    desk.say("report unarchive weihai-2022")
        .done()
        .shows(&["没有归档"]);
    desk.say("note 3.5@lingang 续").done();
    desk.say("report archive nowhere").fails(2);
}

#[test]
fn a_corrected_version_is_previewed_then_takes_the_place_and_no_record_is_lost() {
    let desk = Desk::new();
    settled(&desk, "a.json", |_| {});
    desk.run(["report", "adopt", "a.json"]).done();
    let rows = desk.json("--report cangping-2023 list -f json");
    let rows = rows.as_array().unwrap();
    let mut findings: Vec<&str> = rows
        .iter()
        .map(|r| r["finding"].as_str().unwrap())
        .collect();
    findings.dedup();
    let [reworded, gone, dropped] = [findings[0], findings[1], findings[2]];
    let entry = |finding: &str| {
        let row = rows.iter().find(|r| r["finding"] == finding).unwrap();
        row["id"].as_str().unwrap().to_owned()
    };
    let on = |words: String| desk.say(&format!("--report cangping-2023 {words}"));
    on(format!("note {} 已核实", entry(reworded))).done();
    on(format!("tick {}", entry(gone))).done();
    settled(&desk, "b.json", |report| {
        let all = report["findings"].as_array_mut().unwrap();
        all.retain(|f| f["id"] != gone && f["id"] != dropped);
        let title = all[0]["title"]["zh"].as_str().unwrap();
        all[0]["title"]["zh"] = format!("{title}（更正）").into();
        // the corrected version numbers anew
        for (n, f) in all.iter_mut().enumerate() {
            f["id"] = format!("9.{}", n + 1).into();
        }
    });
    let before = desk.everything();
    desk.run(["report", "adopt", "b.json"])
        .told(&["只预览"])
        .shows(&["文字改动 1 · 新出现 0 · 已无但保留 1 · 撤下 1", "原为"]);
    assert_eq!(desk.everything(), before, "a preview writes nothing");
    let folder = desk.data.join("ledgers/cangping-2023");
    let former = fs::read(folder.join("report.json")).unwrap();
    desk.run(["report", "adopt", "b.json", "--yes"])
        .told(&["已换成更正版"]);
    assert_eq!(fs::read(folder.join("report-1.json")).unwrap(), former);
    on(format!("show {}", entry(reworded))).done().shows(&[
        "更正版有改动",
        "原文",
        "（更正）",
        "已核实",
    ]);
    on(format!("show {}", entry(gone)))
        .done()
        .shows(&["更正版中已无"]);
    on(format!("show {}", entry(dropped))).fails(2);
    let whole = desk.json(&format!(
        "--report cangping-2023 show {} -f json",
        entry(gone)
    ));
    assert_eq!(whole["correction"]["gone"], true);
    // the same version once more changes nothing, and what was done can still be taken back
    desk.run(["report", "adopt", "b.json", "--yes"]).fails(1);
    on("undo".into()).done();
    assert_eq!(desk.say("doctor").code, Some(0));
    let path = folder.join("report.json");
    desk.run(["report", "check", path.to_str().unwrap()]).done();
    // an archived ledger is not corrected
    desk.say("report archive cangping-2023").done();
    settled(&desk, "c.json", |report| {
        report["title"]["zh"] = "另一标题".into();
    });
    desk.run(["report", "adopt", "c.json", "--yes"])
        .fails(1)
        .told(&["已归档"]);
}
