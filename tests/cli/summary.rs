//! The status summary: the same figures in every format, and that they add up.

use std::fs;

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use super::desk::Desk;

const STAGES: [&str; 6] = [
    "open",
    "rectifying",
    "completed",
    "closed",
    "objected",
    "withdrawn",
];

fn busy() -> Desk {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang 2.1@huancui 1.1@none 4.4@nanhai#1")
        .done();
    desk.say("close 3.5@lingang");
    desk
}

fn count(totals: &Value, key: &str) -> u64 {
    totals[key].as_u64().unwrap()
}

#[test]
fn stages_units_and_categories_add_up_to_the_whole() {
    let desk = busy();
    let summary = desk.json("summary -f json");
    let totals = &summary["totals"];
    let got = ["entries", "closed", "completed", "rectifying"].map(|k| count(totals, k));
    assert_eq!(got, [127, 1, 2, 1]);
    let lists = ["units", "categories"].map(|k| summary[k].as_array().unwrap());
    for key in STAGES
        .into_iter()
        .chain(["entries", "items", "ticked", "no_date"])
    {
        for list in lists {
            let sum: u64 = list.iter().map(|row| count(&row["totals"], key)).sum();
            assert_eq!(sum, count(totals, key), "{key}");
        }
    }
    for row in lists.into_iter().flatten() {
        let stages: u64 = STAGES.iter().map(|s| count(&row["totals"], s)).sum();
        assert_eq!(stages, count(&row["totals"], "entries"), "{row}");
    }
    for unit in lists[0] {
        let cells = unit["categories"].as_object().unwrap();
        let sum: u64 = cells.values().map(|c| count(c, "entries")).sum();
        assert_eq!(sum, count(&unit["totals"], "entries"));
    }
}

#[test]
fn every_format_carries_the_same_totals() {
    let desk = busy();
    let csv = desk.say("summary -f csv").done();
    assert!(
        csv.out.starts_with('\u{feff}'),
        "a byte-order mark for Excel"
    );
    assert!(csv.out.contains("\r\n"));
    let body = csv.out.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(body.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let whole = rows.iter().find(|r| r.iter().any(|c| c == "127")).unwrap();
    assert!(whole.iter().any(|c| c == "564"), "items: {whole:?}");
    for format in ["md", "txt"] {
        let text = desk.say(&format!("summary -f {format}")).done().out;
        for figure in ["127", "2.4%", "0.8%"] {
            assert!(text.contains(figure), "{format} lacks {figure}:\n{text}");
        }
    }
}

#[test]
fn a_file_is_written_whole_and_not_overwritten_unasked() {
    let desk = busy();
    let path = desk.path("out.md").to_str().unwrap().to_owned();
    desk.run(["summary", "-o", &path]).done();
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains("127"));
    desk.run(["summary", "-o", &path]).fails(1);
    desk.run(["summary", "--force", "-o", &path]).done();
    desk.run(["summary", "-o", "no/such/folder/out.md"])
        .fails(1);
    assert_eq!(
        desk.run(["summary", "-f", "md", "-o", "-"]).done().out,
        written
    );
}

#[test]
fn the_ending_of_the_file_gives_the_format() {
    let desk = busy();
    let beginnings: [(&str, &[u8]); 4] = [
        ("a.docx", b"PK\x03\x04"),
        ("a.HTML", b"<!DOCTYPE html>\n<html lang=\"zh-Hans\">"),
        ("a.json", b"{\n  \"report\""),
        ("a.txt", "《对区市政府".as_bytes()),
    ];
    for (name, beginning) in beginnings {
        let path = desk.path(name).to_str().unwrap().to_owned();
        desk.run(["summary", "-o", &path]).done();
        let written = fs::read(&path).unwrap();
        assert!(written.starts_with(beginning), "{name}");
        desk.run(["summary", "-o", &path])
            .fails(1)
            .told(&["--force"]);
        assert_eq!(fs::read(&path).unwrap(), written, "{name} was left alone");
    }
    desk.run(["summary", "-o", "a.pdf"])
        .fails(2)
        .told(&["md, txt, html, docx, xlsx, json, csv"]);
}

#[test]
fn a_word_file_goes_through_a_pipe_as_it_goes_into_a_file() {
    let desk = busy();
    let path = desk.path("a.docx");
    desk.run([
        std::ffi::OsStr::new("summary"),
        "-o".as_ref(),
        path.as_ref(),
    ])
    .done();
    let mut command = desk.command();
    let piped = command
        .args(["summary", "-f", "docx", "-o", "-"])
        .output()
        .unwrap();
    assert!(piped.status.success());
    assert_eq!(piped.stdout, fs::read(&path).unwrap());
}

#[test]
fn detail_and_since_say_how_far_a_document_goes() {
    let desk = busy();
    let lines = |words: &str| desk.say(words).done().out.lines().count();
    let all = ["totals", "units", "findings", "full"];
    let all = all.map(|d| lines(&format!("summary -f txt --detail {d}")));
    assert!(all.windows(2).all(|w| w[0] < w[1]), "{all:?}");
    assert_eq!(all[2], lines("summary -f txt"), "the usual one");
    let since =
        |day: &str| desk.json(&format!("summary -f json --since {day}"))["closed_since"].clone();
    assert_eq!(since("2023-09-14"), serde_json::json!(["3.5@lingang"]));
    assert_eq!(since("2023-09-15"), serde_json::json!([]));
    desk.say("summary --since yesterday").fails(2);
    desk.say("summary --detail everything")
        .fails(2)
        .told(&["findings"]);
}

#[test]
fn one_unit_has_a_summary_of_its_own_that_says_so() {
    let desk = busy();
    let part = desk.json("summary --unit lingang -f json");
    assert_eq!(count(&part["totals"], "entries"), 17);
    assert_eq!(count(&part["totals"], "closed"), 1);
    assert_eq!(part["finding_list"].as_array().unwrap().len(), 17);
    let last = part["trend"]["points"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(
        (count(&last, "counted"), count(&last, "not_closed")),
        (17, 16)
    );
    let page = desk.say("summary --unit lingang -f html").done().out;
    assert!(page.contains("<span class=\"chip\">区市：临港区</span>"));
}

/// A text document turned to PDF by soffice; `None`, with a note, where it is not installed.
fn pdf(desk: &Desk, name: &str) -> Option<Vec<u8>> {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        desk.path("office").display()
    );
    let mut command = std::process::Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]);
    command.arg(desk.path("")).arg(desk.path(name));
    match command.output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let path = desk.path(name).with_extension("pdf");
            Some(fs::read(path).unwrap_or_else(|e| panic!("{e}: {said}")))
        }
        Err(e) => {
            eprintln!("note: soffice cannot be started ({e}); the Word file was not converted");
            None
        }
    }
}

#[test]
fn libreoffice_reads_the_word_file() {
    let desk = busy();
    let path = desk.path("a.docx").to_str().unwrap().to_owned();
    desk.run(["summary", "--detail", "full", "-o", &path])
        .done();
    if let Some(pdf) = pdf(&desk, "a.docx") {
        assert!(pdf.starts_with(b"%PDF"));
        let pages = pdf.windows(11).filter(|w| *w == b"/Type/Page/");
        assert!(pages.count() >= 10, "36 findings take their pages");
    }
}

#[test]
fn where_nobody_looks_at_a_screen_the_board_is_aligned_text() {
    for lang in ["zh", "en"] {
        let desk = busy();
        let board = desk.run(["--lang", lang]).done().out;
        let rows: Vec<usize> = board
            .lines()
            .filter(|l| l.contains('%') && l.matches('/').count() >= 3)
            .map(|l| {
                l.split('%')
                    .next()
                    .unwrap()
                    .trim_end_matches(|c: char| !c.is_whitespace())
                    .width()
            })
            .collect();
        assert!(rows.len() >= 10, "{board}");
        assert!(board.lines().all(|l| l.width() <= 80), "{board}");
        assert!(board.contains("127"));
    }
}
