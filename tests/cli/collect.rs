//! `collect`: a workbook comes back.

use std::io::Cursor;

use serde_json::Value;
use umya_spreadsheet::{reader, writer};

use super::desk::Desk;

/// Exports the ledger, and types into its cells: sheet, cell, text.
fn returned(desk: &Desk, name: &str, typed: &[(&str, &str, &str)]) -> String {
    let out = desk.path("out.xlsx").to_str().unwrap().to_owned();
    desk.run(["summary", "--force", "-o", &out]).done();
    let bytes = std::fs::read(&out).unwrap();
    let mut book = reader::xlsx::read_reader(Cursor::new(bytes), true).unwrap();
    for (sheet, cell, text) in typed {
        let sheet = book.sheet_by_name_mut(sheet).unwrap();
        sheet.cell_mut(*cell).set_value_string(*text);
    }
    let mut bytes = Vec::new();
    writer::xlsx::write_writer(&book, &mut bytes).unwrap();
    desk.file(name, bytes).to_str().unwrap().to_owned()
}

#[test]
fn a_workbook_is_previewed_written_once_and_taken_back_as_one() {
    let desk = Desk::new();
    desk.say("tick 1.1@none").done();
    desk.say("close 1.1@none");
    let typed = [
        ("台账", "L4", "市教育局"),
        ("台账", "S4", "已开工"),
        ("整改事项", "F7", "是"),
        ("整改事项", "F8", "是"),
        ("台账", "L3", "已销号的"),
    ];
    let file = returned(&desk, "back.xlsx", &typed);
    let preview = desk.run(["collect", &file]);
    assert_eq!(preview.code, Some(0));
    assert!(preview.err.contains("--yes"), "{}", preview.err);
    for said in [
        "新勾选 2 · 取消勾选 0 · 改动 1 · 新进展 1 · 冲突 0 · 拒绝 1",
        "1.2@none#1",
        "整改事项!F7",
        "（空） → 市教育局",
        "台账!L3",
    ] {
        assert!(preview.out.contains(said), "{said} in {}", preview.out);
    }
    let list = desk.json("list --text 1.2@none -f json");
    assert_eq!(list[0]["lead"], Value::Null, "a preview writes nothing");

    let written = desk.run(["collect", &file, "--yes"]).fails(1);
    assert!(written.err.contains("已写入 4 项"), "{}", written.err);
    let list = desk.json("list --text 1.2@none -f json");
    assert_eq!(
        (&list[0]["lead"], &list[0]["done"]),
        (&"市教育局".into(), &2.into())
    );
    let again = desk.run(["collect", &file, "-f", "json"]).done();
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(
        (&again["accepted"], &again["already"]),
        (&0.into(), &4.into())
    );
    desk.say("undo").done();
    let list = desk.json("list --text 1.2@none -f json");
    assert_eq!(
        (&list[0]["lead"], &list[0]["done"]),
        (&Value::Null, &0.into())
    );
}

#[test]
fn fields_senders_and_conflicts_are_chosen_by_options() {
    let desk = Desk::new();
    let typed = [
        ("台账", "L6", "区教体局"),
        ("台账", "N6", "分管负责人"),
        ("台账", "L7", "别区的"),
    ];
    let file = returned(&desk, "back.xlsx", &typed);
    let json = |words: &[&str]| -> Value {
        let words = ["collect", &file, "-f", "json"]
            .into_iter()
            .chain(words.iter().copied());
        serde_json::from_str(&desk.run(words).out).unwrap()
    };
    let sender = json(&["--from", "环翠区"]);
    assert_eq!(sender["accepted"], 2);
    assert_eq!(json(&["--only", "lead"])["accepted"], 2);
    assert_eq!(json(&["--skip", "牵头单位"])["accepted"], 1);
    let one = &sender["proposals"][0];
    for (key, value) in [
        ("kind", "changed"),
        ("sheet", "台账"),
        ("cell", "L6"),
        ("id", "1.4@huancui"),
        ("field", "lead"),
        ("was", ""),
        ("new", "区教体局"),
    ] {
        assert_eq!(one[key], value, "{key}");
    }
    desk.say("set 1.4@huancui --lead 区财政局").done();
    let clash = json(&[]);
    assert_eq!(
        (&clash["proposals"][0]["kind"], &clash["accepted"]),
        (&"conflict".into(), &2.into())
    );
    assert_eq!(json(&["--take-conflicts"])["accepted"], 3);
    desk.run(["collect", &file, "--only", "nothing"]).fails(2);
    desk.run(["collect", &file, "--from", "nowhere"]).fails(2);
}

#[test]
fn files_that_cannot_be_read_are_all_named_and_nothing_is_taken() {
    let desk = Desk::new();
    let good = returned(&desk, "good.xlsx", &[("台账", "L4", "市教育局")]);
    let bad = desk.file("bad.xlsx", b"nothing of the kind");
    let bad = bad.to_str().unwrap();
    let run = desk
        .run(["collect", "--yes", &good, bad, "absent.xlsx"])
        .fails(1);
    assert!(
        run.err.contains("bad.xlsx") && run.err.contains("absent.xlsx"),
        "{}",
        run.err
    );
    let list = desk.json("list --text 1.2@none -f json");
    assert_eq!(list[0]["lead"], Value::Null);
}
