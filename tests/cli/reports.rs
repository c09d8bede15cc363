//! Reports of other places: checked with all their faults, cleaned, and used.

use super::desk::Desk;

fn builtin() -> serde_json::Value {
    serde_json::from_str(include_str!("../../assets/reports/weihai-2022.json")).unwrap()
}

/// Writes a report beside the ledger and gives its path.
fn file(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    desk.file(name, bytes).to_str().unwrap().to_owned()
}

#[test]
fn all_faults_are_named_at_once_with_their_paths() {
    let desk = Desk::new();
    let mut report = builtin();
    report["findings"][3]["scope"] = "everybody".into();
    report["findings"][4]
        .as_object_mut()
        .unwrap()
        .remove("title");
    report["practices"][0]["colour"] = "red".into();
    let path = file(&desk, "form.json", report.to_string().as_bytes());
    let run = desk.run(["report", "check", &path]).fails(3);
    let said = format!("{}{}", run.out, run.err);
    for place in ["findings[3].scope", "findings[4]", "practices[0]"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    let mut report = builtin();
    report["findings"][0]["items"][0]["serves"] = "rec-9.9".into();
    report["findings"][4]["units"] = serde_json::json!([]);
    report["units"][1]["id"] = "none".into();
    let path = file(&desk, "meaning.json", report.to_string().as_bytes());
    let run = desk.run(["report", "check", &path]).fails(3);
    let said = format!("{}{}", run.out, run.err);
    for place in [
        "findings[0].items[0].serves",
        "findings[4].units",
        "units[1].id",
    ] {
        assert!(said.contains(place), "{place}: {said}");
    }
}

#[test]
fn what_is_no_report_is_refused_with_the_reason() {
    let desk = Desk::new();
    for (name, bytes) in [
        ("a.json", &b"{\"schema\""[..]),
        ("b.json", b"\xff\xfe"),
        ("c.json", b"[]"),
        ("d.json", b""),
    ] {
        let path = file(&desk, name, bytes);
        desk.run(["report", "check", &path]).fails(3);
    }
    desk.run(["report", "check", "no-such-file.json"]).fails(1);
}

#[test]
fn a_report_full_of_escape_codes_cannot_draw_on_the_terminal() {
    let desk = Desk::new();
    let mut report = builtin();
    report["id"] = "other-2024".into();
    report["findings"][0]["title"]["zh"] = "\u{1b}[2J\u{1b}]0;x\u{7}清屏\u{202e}".into();
    report["units"][0]["name"]["zh"] = "环\u{9b}31m翠".into();
    let path = file(&desk, "escape.json", report.to_string().as_bytes());
    let hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    for words in [&["list"][..], &["show", "1.1@none"], &["summary"], &[]] {
        let mut all = vec!["--report", &path];
        all.extend(words);
        let run = desk.run(all);
        assert!(!run.out.contains(hostile), "{words:?}: {:?}", run.out);
        assert!(!run.out.is_empty());
    }
}

#[test]
fn the_schema_that_is_printed_is_the_one_that_ships() {
    let desk = Desk::new();
    let printed = desk.say("report schema").done().out;
    assert_eq!(
        printed.trim(),
        include_str!("../../assets/schema/report.schema.json").trim()
    );
}
