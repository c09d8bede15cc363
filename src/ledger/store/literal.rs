//! Journal lines byte for byte, the sums computed again from the words of the specification.

use std::fs;

use pretty_assertions::assert_eq;
use sha2::{Digest as _, Sha256};

use super::codec;
use crate::ledger::event::{Act, Event};
use crate::ledger::ids::EventId;
use crate::ledger::testing::{REPORT, append, at, batch, file_store, read, writer};

/// First 128 bits of SHA-256 in hex.
fn sum(of: &str) -> String {
    let digest = Sha256::digest(of.as_bytes());
    digest
        .iter()
        .take(16)
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The rows of the table of kinds in the documents.
fn kinds() -> impl Iterator<Item = &'static str> {
    let doc = include_str!("../../../docs/JOURNAL.md");
    let table = doc.split("\n## ").find(|part| part.starts_with("Kinds"));
    table.unwrap().lines().filter(|l| l.starts_with("| `"))
}

const WRITER: &str = "00000000000000000000000000000abc";

fn two() -> Vec<Event> {
    let id = |seq| EventId {
        writer: writer(0xabc),
        seq,
    };
    let first = Event {
        id: id(1),
        at: at(0),
        who: "督学\"甲\"".into(),
        batch: batch(0xb1),
        entry: Some("3.5@lingang".into()),
        act: Act::LeadSet { to: "局".into() },
        was: None,
    };
    let second = Event {
        id: id(2),
        at: at(88),
        batch: batch(0xb2),
        entry: None,
        act: Act::Undone { batch: batch(0xb1) },
        was: Some(id(1)),
        ..first.clone()
    };
    vec![first, second]
}

#[test]
fn a_journal_is_these_bytes_and_no_others() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = file_store(dir.path(), 0xabc);
    append(&mut store, &two());
    let one = r#"{"v":1,"seq":1,"at":"2023-09-14T02:31:07.412Z","who":"督学\"甲\"","batch":"000000000000000000000000000000b1","entry":"3.5@lingang","do":{"kind":"lead_set","to":"局"}"#;
    let two = r#"{"v":1,"seq":2,"at":"2023-09-14T02:31:07.500Z","who":"督学\"甲\"","batch":"000000000000000000000000000000b2","do":{"kind":"undone","batch":"000000000000000000000000000000b1"},"was":"00000000000000000000000000000abc-1""#;
    let genesis = sum(&format!("{REPORT}\n{WRITER}"));
    let first = sum(&format!("{genesis}{one}"));
    let second = sum(&format!("{first}{two}"));
    let wanted = format!("{one},\"sum\":\"{first}\"}}\n{two},\"sum\":\"{second}\"}}\n");
    assert_eq!(fs::read_to_string(store.own_path()).unwrap(), wanted);
    assert!(
        store
            .own_path()
            .ends_with(format!("journal/{WRITER}.jsonl"))
    );
}

#[test]
fn the_line_in_the_documents_is_an_event() {
    let doc = include_str!("../../../docs/JOURNAL.md");
    let line = doc.lines().find(|l| l.starts_with("{\"v\":1")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut store = file_store(dir.path(), 0xabc);
    fs::create_dir_all(store.own_path().parent().unwrap()).unwrap();
    fs::write(store.own_path(), format!("{line}\n")).unwrap();
    let events = read(&mut store).1;
    assert_eq!(events.len(), 1);
    assert_eq!(events.first().map(|e| &*e.who), Some("督学甲"));
    let head = crate::ledger::store::Store::heads(&store);
    assert!(line.ends_with(&format!("\"sum\":\"{}\"}}", head.first().unwrap().sum)));
}

#[test]
fn every_kind_in_the_documents_is_one_that_is_read_and_the_other_way_round() {
    let rows = kinds().filter_map(|l| l.strip_prefix("| `"));
    let mut listed: Vec<&str> = rows
        .filter_map(|l| l.split_once('`'))
        .map(|(k, _)| k)
        .collect();
    let source = include_str!("../event.rs");
    let names = source.split_once("pub fn kind(act").unwrap().1;
    let mut known: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
    listed.sort_unstable();
    known.sort_unstable();
    assert_eq!(listed, known);
}

#[test]
fn every_kind_comes_back_with_all_its_members() {
    for row in kinds() {
        let [kind, members] = [1, 2].map(|n| row.split('|').nth(n).unwrap_or_default());
        let kind = kind.trim().trim_matches('`');
        let names: Vec<&str> = members.split('`').skip(1).step_by(2).collect();
        let value = |name: &str| match name {
            "item" | "size" | "times" => "1".to_owned(),
            "items" => "[1]".to_owned(),
            "upheld" => "true".to_owned(),
            "batch" => format!("\"{WRITER}\""),
            "keep" | "over" => format!("\"{WRITER}-1\""),
            "to" if kind == "horizon_set" => "\"phased\"".to_owned(),
            "to" if matches!(kind, "due_set" | "extended") => "\"2024-01-31\"".to_owned(),
            "how" => "\"copied\"".to_owned(),
            _ => "\"文\"".to_owned(),
        };
        let codes = [
            "immediate",
            "phased",
            "standing",
            "copied",
            "linked",
            "link",
        ];
        let names = names.into_iter().filter(|n| !codes.contains(n));
        let act = names.fold(format!("{{\"kind\":\"{kind}\""), |act, name| {
            format!("{act},\"{name}\":{}", value(name))
        });
        let act = format!("{act}}}");
        let body = format!(
            "{{\"v\":1,\"seq\":1,\"at\":\"2023-09-14T02:31:07.412Z\",\"who\":\"甲\",\"batch\":\"{WRITER}\",\"do\":{act}"
        );
        let genesis = sum(&format!("{REPORT}\n{WRITER}"));
        let line = format!("{body},\"sum\":\"{}\"}}", sum(&format!("{genesis}{body}")));
        let previous = genesis.as_bytes().try_into().unwrap();
        let (event, _) = codec::decode(line.as_bytes(), &previous, writer(0xabc), 1).unwrap();
        assert!(!matches!(event.act, Act::Unknown { .. }), "{act}");
        let (again, _) = codec::encode(&event, &previous).unwrap();
        assert_eq!(again.trim_end(), line);
    }
}
