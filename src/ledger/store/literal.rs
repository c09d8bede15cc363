//! Journal lines byte for byte, the sums computed again from the words of the specification.

use std::fs;

use pretty_assertions::assert_eq;
use sha2::{Digest as _, Sha256};

use crate::ledger::event::{Act, Event};
use crate::ledger::ids::EventId;
use crate::ledger::testing::{REPORT, append, at, batch, file_store, writer};

/// First 128 bits of SHA-256 in hex.
fn sum(of: &str) -> String {
    let digest = Sha256::digest(of.as_bytes());
    digest
        .iter()
        .take(16)
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
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
