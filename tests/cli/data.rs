//! The shipped report as `list` and `show` give it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::desk::Desk;

const UNITS: [&str; 9] = [
    "huancui",
    "wendeng",
    "rongcheng",
    "rushan",
    "gaoqu",
    "jingqu",
    "lingang",
    "nanhai",
    "none",
];
const CATEGORIES: [&str; 6] = [
    "reform",
    "policy",
    "provision",
    "teachers",
    "conduct",
    "followup",
];
/// Entries per unit and category, counted by hand in the published report.
const COUNTS: [[usize; 6]; 9] = [
    [4, 3, 5, 1, 2, 1],
    [2, 3, 7, 4, 3, 1],
    [2, 1, 5, 0, 2, 1],
    [2, 3, 4, 1, 2, 1],
    [2, 2, 6, 0, 2, 1],
    [2, 3, 6, 0, 3, 1],
    [3, 2, 9, 0, 2, 1],
    [3, 3, 3, 1, 3, 1],
    [3, 0, 1, 2, 2, 0],
];
const KEYS: [&str; 21] = [
    "id",
    "finding",
    "unit",
    "category",
    "title",
    "stage",
    "schedule",
    "scope",
    "basis",
    "done",
    "total",
    "due",
    "first_due",
    "lead",
    "person",
    "updated",
    "own",
    "partners",
    "measure",
    "horizon",
    "repeats",
];

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap()
}

#[test]
fn the_ledger_has_127_entries_and_every_unit_its_own_number_in_every_category() {
    let rows = Desk::new().json("list -f json");
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 127);
    let mut counts = [[0; 6]; 9];
    for row in rows {
        let unit = UNITS.iter().position(|u| *u == text(row, "unit")).unwrap();
        let category = text(row, "category");
        let category = CATEGORIES.iter().position(|c| *c == category).unwrap();
        counts[unit][category] += 1;
    }
    assert_eq!(counts, COUNTS);
}

#[test]
fn a_filter_for_a_unit_and_a_category_gives_the_same_numbers() {
    let desk = Desk::new();
    let pairs = [(0, 0), (3, 3), (6, 2), (8, 3)];
    for (unit, category) in pairs {
        let (u, c) = (UNITS[unit], CATEGORIES[category]);
        let rows = desk.json(&format!("list -f json --unit {u} --category {c}"));
        let found = rows.as_array().unwrap().len();
        assert_eq!(found, COUNTS[unit][category], "{u} {c}");
    }
}

#[test]
fn every_row_has_the_documented_members_in_their_order() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1").done();
    let run = desk.say("list -f json").done();
    // serde_json's map would sort them, so the text itself is read
    let members: Vec<&str> = run
        .out
        .lines()
        .filter_map(|l| l.strip_prefix("    \"")?.split_once("\":"))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(members.len(), 127 * KEYS.len());
    for row in members.chunks(KEYS.len()) {
        assert_eq!(row, KEYS);
    }
}

#[test]
fn what_nobody_has_set_is_null() {
    let rows = Desk::new().json("list -f json");
    for row in rows.as_array().unwrap() {
        for key in ["due", "first_due", "lead", "person", "updated"] {
            assert_eq!(row[key], Value::Null, "{row}");
        }
        assert_eq!(
            (text(row, "stage"), row["done"].as_u64()),
            ("open", Some(0))
        );
        assert!(row["total"].as_u64() > Some(0), "{row}");
    }
}

#[test]
fn ids_are_finding_and_unit_and_none_is_there_twice() {
    let rows = Desk::new().json("list -f json");
    let mut seen = std::collections::BTreeSet::new();
    for row in rows.as_array().unwrap() {
        let id = format!("{}@{}", text(row, "finding"), text(row, "unit"));
        assert_eq!(text(row, "id"), id);
        assert!(seen.insert(id));
    }
}

#[test]
fn eight_findings_are_attributed_to_nobody_and_to_nobody_only() {
    let rows = Desk::new().json("list -f json");
    let mut units: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows.as_array().unwrap() {
        let finding = units.entry(text(row, "finding")).or_default();
        finding.push(text(row, "unit"));
    }
    assert_eq!(units.len(), 36);
    let nobody: Vec<&str> = units
        .iter()
        .filter(|(_, u)| u.contains(&"none"))
        .map(|(f, u)| {
            assert_eq!(u.as_slice(), ["none"], "{f}");
            *f
        })
        .collect();
    let expected = ["1.1", "1.2", "1.3", "3.1", "4.5", "4.6", "5.5", "5.6"];
    assert_eq!(nobody, expected);
}

#[test]
fn titles_follow_the_language_and_nothing_else_does() {
    let desk = Desk::new();
    let (zh, en) = (
        desk.json("list -f json"),
        desk.json("list -f json --lang en"),
    );
    for (zh, en) in zh.as_array().unwrap().iter().zip(en.as_array().unwrap()) {
        assert_ne!(zh["title"], en["title"]);
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(!text(en, "title").contains(chinese), "{en}");
        for key in KEYS.iter().filter(|k| **k != "title") {
            assert_eq!(zh[key], en[key]);
        }
    }
}

#[test]
fn damaged_sentences_say_how_they_are_read() {
    let desk = Desk::new();
    for finding in ["3.5", "3.10", "6.1"] {
        let rows = desk.json("list -f json");
        let rows = rows.as_array().unwrap();
        let of_finding: Vec<_> = rows.iter().filter(|r| r["finding"] == finding).collect();
        assert!(!of_finding.is_empty());
        let id = text(of_finding[0], "id");
        let whole = desk.json(&format!("show {id} -f json"));
        for key in ["lost", "restored", "why"] {
            assert!(
                !text(&whole["emendation"], key).is_empty(),
                "{finding} {key}"
            );
        }
        desk.say(&format!("show {id}"))
            .done()
            .shows(&["缺失", "还原"]);
    }
    let plain = desk.json("show 1.1@none -f json");
    assert_eq!(plain["emendation"], Value::Null);
}

#[test]
fn a_search_takes_pinyin_and_lists_what_comes_near_but_acts_on_what_fits_only() {
    let desk = Desk::new();
    let ids = |words: &str| -> Vec<String> {
        let rows = desk.json(words);
        let rows = rows.as_array().unwrap().iter();
        rows.map(|r| r["id"].to_string()).collect()
    };
    let of_district = ids("list --unit huancui -f json");
    assert!(of_district.len() > 9);
    for words in [
        "list --unit hcq",
        "list --text hcq",
        "list --text ＨＣＱ",
        "list --text huanc区",
    ] {
        assert_eq!(ids(&format!("{words} -f json")), of_district, "{words}");
    }
    let near = desk.say("list --text hunacui");
    near.told(&["相近"]).shows(&["@huancui"]);
    let sure = desk.say("list --text hunacui -f json");
    sure.told(&["没有符合条件的条目"]).shows(&["[]"]);
    let act = desk.say("set --lead 教育局 --all-matching --text hunacui");
    act.told(&["没有符合条件的条目"]);
    assert_eq!(desk.everything(), []);
}
