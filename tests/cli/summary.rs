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
