//! Text that would steer a terminal, hide what it says or run in a spreadsheet: wherever it comes from, it arrives nowhere.

use std::fs;
use std::io::{Cursor, Read as _};

use dudao::ledger::BatchId;
use dudao::ledger::event::{Act, Event};
use dudao::ledger::ids::{EventId, WriterId};
use dudao::ledger::store::codec;
use uuid::Uuid;

use super::desk::{Desk, Run};

/// A title of a window, a cleared screen, C1 controls, text turned around, and a mark without a width.
const EVIL: &str =
    "=HYPERLINK(\"http://x\")\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}1m\u{202e}txt\u{200b}\u{feff}\r\u{8}";

#[track_caller]
fn clean(what: &str, text: &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if let Some((at, c)) = text.char_indices().find(|(_, c)| bad(*c)) {
        let near: String = text.split_at(at).0.chars().rev().take(60).collect();
        let near: String = near.chars().rev().collect();
        panic!("{what}: {c:?} after {near:?}");
    }
}

#[track_caller]
fn clean_run(what: &str, run: &Run) {
    clean(what, &run.out);
    clean(what, &run.err);
}

/// Everything that shows what the ledger holds.
fn everything_shown(desk: &Desk, entry: &str) {
    for words in [
        format!("show {entry}"),
        format!("show {entry} -f json"),
        "list".into(),
        "list -f csv".into(),
        "list -f json".into(),
        "log".into(),
        format!("log {entry} -f json"),
        "conflicts".into(),
        "report show".into(),
        "doctor".into(),
        "undo".into(),
        "redo".into(),
        String::new(),
    ] {
        for lang in ["zh", "en"] {
            let run = desk.say(&format!("--lang {lang} {words}"));
            assert!(matches!(run.code, Some(0 | 1 | 3)), "{words}: {run:?}");
            clean_run(&words, &run);
        }
    }
    for format in ["md", "txt", "html", "json", "csv"] {
        let run = desk.say(&format!("summary --detail full -f {format}"));
        clean_run(format, &run.done());
    }
    for format in ["docx", "xlsx"] {
        let file = desk.path(&format!("out.{format}"));
        let detail = if format == "docx" {
            "--detail full"
        } else {
            ""
        };
        let words = format!("summary {detail} --force -o {}", file.display());
        desk.say(&words).done();
        let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(&file).unwrap())).unwrap();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            clean(&name, &text);
            for formula in text.split("<f>").skip(1) {
                let formula = formula.split("</f>").next().unwrap();
                assert!(!formula.contains("HYPERLINK"), "{name}: {formula}");
            }
        }
    }
    let csv = desk.say("list -f csv").out;
    assert!(!csv.contains(",=") && !csv.contains("\"="), "{csv}");
}

#[test]
fn what_people_type_arrives_clean() {
    let desk = Desk::new();
    let entry = "3.5@lingang";
    let evil = |words: &[&str]| {
        let words = words.iter().copied();
        let run = desk.run(words.chain([EVIL]));
        clean_run("typed", &run);
        assert_eq!(run.code, Some(0), "{run:?}");
    };
    desk.say("tick 3.5@lingang#1").done();
    evil(&["note", entry]);
    evil(&["add", "item", entry]);
    for column in ["--lead", "--partners", "--person", "--measure"] {
        evil(&["set", entry, column]);
    }
    evil(&["object", entry, "--reason"]);
    evil(&["attach", "2.1@huancui", "https://x", "--name"]);
    let title = [
        "add",
        "finding",
        "--unit",
        "lingang",
        "--category",
        "policy",
        "--title",
    ];
    evil(&title);
    evil(&["tick", "2.1@huancui", "--who"]);
    let proof = desk.file("a\u{1b}[2J\u{202e}.pdf", b"x");
    clean_run(
        "attach",
        &desk
            .run(["attach", "2.1@huancui", proof.to_str().unwrap()])
            .done(),
    );
    everything_shown(&desk, entry);
    everything_shown(&desk, "2.1@huancui");
}

#[test]
fn what_a_journal_says_arrives_clean() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1").done();
    let writer = WriterId(Uuid::from_u128(7));
    let mut sum = codec::genesis("weihai-2022", writer);
    let mut text = String::new();
    let evil = || EVIL.into();
    let acts = [
        Act::ProgressNoted { text: evil() },
        Act::ItemAdded { text: evil() },
        Act::LeadSet { to: evil().into() },
        Act::MeasureSet { to: evil().into() },
        Act::Objected { reason: evil() },
    ];
    for (seq, act) in (1..).zip(acts) {
        let event = Event {
            id: EventId { writer, seq },
            at: "2023-09-14T02:40:00Z".parse().unwrap(),
            who: EVIL.into(),
            batch: BatchId(Uuid::from_u128(seq.into())),
            entry: Some("3.5@lingang".into()),
            act,
            was: None,
        };
        let (line, next) = codec::encode(&event, &sum).unwrap();
        text.push_str(&line);
        sum = next;
    }
    fs::write(desk.journals().join(format!("{writer}.jsonl")), text).unwrap();
    let shown = desk.say("show 3.5@lingang -f json").done();
    assert!(
        shown.out.contains("HYPERLINK"),
        "the events count: {shown:?}"
    );
    everything_shown(&desk, "3.5@lingang");
}

#[test]
fn what_a_report_says_arrives_clean() {
    let desk = Desk::new();
    let report = fs::read_to_string("assets/reports/weihai-2022.json").unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&report).unwrap();
    report["id"] = "evil".into();
    report["title"]["zh"] = EVIL.into();
    report["issuer"]["zh"] = EVIL.into();
    report["units"][0]["name"]["zh"] = EVIL.into();
    report["categories"][0]["name"]["zh"] = EVIL.into();
    report["findings"][0]["title"]["zh"] = EVIL.into();
    report["findings"][0]["statement"]["zh"] = EVIL.into();
    let file = desk.file("evil.json", report.to_string());
    let with = |words: &str| {
        let report = ["--report", file.to_str().unwrap()];
        desk.run(report.into_iter().chain(words.split_whitespace()))
    };
    for words in [
        "report show",
        "list",
        "list -f csv",
        "summary --detail full",
        "summary -f txt",
        "summary -f html",
        "summary -f json",
    ] {
        let run = with(words);
        clean_run(words, &run);
        assert_eq!(run.code, Some(0), "{words}: {run:?}");
        assert!(run.out.contains("HYPERLINK"), "{words}");
    }
    // one that does not hold together is quoted in its faults
    report["findings"][0]["category"] = EVIL.into();
    report[EVIL] = 1.into();
    let bad = desk.file("bad.json", report.to_string());
    let run = desk
        .run(["report", "check", bad.to_str().unwrap()])
        .fails(3);
    clean_run("report check", &run);
}

#[cfg(unix)]
#[test]
fn names_of_files_and_words_of_the_command_line_are_told_clean() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    fs::write(desk.journals().join("a\u{1b}[2J\u{9b}.jsonl"), "x").unwrap();
    let name = "b\u{1b}]0;x\u{7}\u{202e}";
    for words in [
        vec!["doctor"],
        vec!["list"],
        vec!["show", name],
        vec!["tick", name],
        vec![name],
        vec!["list", "--unit", name],
        vec!["list", name],
        vec!["report", "check", name],
        vec!["collect", name],
        vec!["restore", name],
        vec!["summary", "-o", "no\u{1b}[2J/such.md"],
        vec!["summary", "-f", name],
        vec!["attach", "3.5@lingang", name],
        vec!["--report", name, "list"],
        vec!["help", name],
        vec!["set", "3.5@lingang", "--due", name],
        vec!["settle", "3.5@lingang", "--keep", name],
    ] {
        for lang in ["zh", "en"] {
            let run = desk.run(["--lang", lang].into_iter().chain(words.iter().copied()));
            clean_run(&format!("{words:?}"), &run);
        }
    }
    let settings = format!("[keys]\n\"{}\" = [\"{}\"]\nx = 1\n", "a\u{7f}", "\u{9b}");
    fs::create_dir_all(&desk.config).unwrap();
    fs::write(desk.config.join("config.toml"), settings).unwrap();
    clean_run("config check", &desk.say("config check"));
    clean_run("config show", &desk.say("config show"));
}

#[cfg(unix)]
#[test]
fn all_that_is_made_is_private_and_a_link_in_its_place_is_not_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = Desk::new();
    desk.say("tick 3.5@lingang").done();
    let proof = desk.file("a.pdf", b"x");
    desk.run(["attach", "3.5@lingang", proof.to_str().unwrap()])
        .done();
    let mut folders = vec![desk.data.clone(), desk.config.clone()];
    while let Some(folder) = folders.pop() {
        let mode =
            |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for path in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
    // a lock that is a link makes no file elsewhere
    let lock = desk.data.join("ledgers/weihai-2022/lock");
    let elsewhere = desk.path("elsewhere");
    fs::remove_file(&lock).unwrap();
    symlink(&elsewhere, &lock).unwrap();
    desk.say("untick 3.5@lingang").fails(1).told(&["lock"]);
    assert!(!elsewhere.exists());
}
