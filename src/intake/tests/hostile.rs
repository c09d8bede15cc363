//! Files that are no workbooks, bombs, and cells that would do harm.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::edited::{edit, export_one, preview};
use crate::intake::preview::{Preview, Returned};
use crate::intake::workbook::{Limits, Measure, Unreadable, read, read_within};
use crate::lang::{IntakeWords, Lang};
use crate::sample::Desk;
use crate::summary::xlsx::layout::{Column, STAMP, Sheet};

/// The package with one part put in the place of another, or added.
fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let own = part.name().unwrap().into_owned();
        if own != name {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            new.start_file(own, options).unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    new.start_file(name, options).unwrap();
    new.write_all(content).unwrap();
    new.finish().unwrap().into_inner()
}

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = package.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_is_no_workbook_is_refused_in_words() {
    let out = export_one(&Desk::new());
    let empty_zip = ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap();
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    for bytes in [
        &b""[..],
        b"not a workbook",
        b"PK\x03\x04",
        &out[..out.len() / 2],
        empty_zip.get_ref(),
    ] {
        let why = read(bytes).unwrap_err();
        assert!(matches!(why, Unreadable::NotAWorkbook(_)), "{why:?}");
    }
    assert_eq!(read(&old).unwrap_err(), Unreadable::OldOrLocked);
    let stampless = edit(&out, |book| {
        book.book.remove_sheet_by_name(STAMP).unwrap();
    });
    assert_eq!(read(&stampless).unwrap_err(), Unreadable::NoStamp);
    let newer = edit(&out, |book| {
        let stamp = book.book.sheet_by_name_mut(STAMP).unwrap();
        stamp.cell_mut("A1").set_value("dudao.workbook/2");
    });
    let form = "dudao.workbook/2".to_owned();
    assert_eq!(read(&newer).unwrap_err(), Unreadable::OtherForm(form));
    let idless = edit(&out, |book| {
        book.sheet(Sheet::Ledger).cell_mut("A1").set_blank();
    });
    assert_eq!(read(&idless).unwrap_err(), Unreadable::NoIds("台账".into()));
}

#[test]
fn a_bomb_is_measured_before_it_is_unpacked_and_the_limit_is_named() {
    let out = export_one(&Desk::new());
    let limits = Limits {
        other: 1 << 20,
        strings: 1 << 20,
        ..Limits::default()
    };
    assert!(read_within(&out, &limits).is_ok());
    let zeros = vec![b' '; (1 << 20) + 1];
    for part in [
        "xl/media/bomb.bin",
        "xl/sharedStrings.xml",
        "docProps/app.xml",
    ] {
        let bomb = with_part(&out, part, &zeros);
        assert!(bomb.len() < out.len() + (1 << 14), "packed small");
        let why = read_within(&bomb, &limits).unwrap_err();
        assert_eq!(why, Unreadable::TooLarge(Measure::Part, 1 << 20), "{part}");
        let said = IntakeWords::of(Lang::Zh).unreadable("a.xlsx", &why);
        assert!(said.contains("1048576"), "{said}");
    }
    let tight = |limits: Limits| read_within(&out, &limits).unwrap_err();
    let large = Unreadable::TooLarge;
    let base = Limits::default();
    assert_eq!(tight(Limits { file: 10, ..base }), large(Measure::File, 10));
    assert_eq!(tight(Limits { parts: 5, ..base }), large(Measure::Parts, 5));
    assert_eq!(tight(Limits { all: 99, ..base }), large(Measure::All, 99));
    assert_eq!(
        tight(Limits { cells: 99, ..base }),
        large(Measure::Cells, 99)
    );
}

#[test]
fn a_count_of_texts_that_the_table_cannot_hold_is_not_believed() {
    let out = export_one(&Desk::new());
    let name = "xl/sharedStrings.xml";
    let table = part(&out, name);
    let (before, rest) = table.split_once("uniqueCount=\"").unwrap();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    for count in [
        "90000000000000",
        "18446744073709551615",
        "99999999999999999999",
    ] {
        let lies = format!("{before}uniqueCount=\"{count}{after}");
        let why = read(&with_part(&out, name, lies.as_bytes())).unwrap_err();
        assert!(matches!(why, Unreadable::NotAWorkbook(_)), "{why:?}");
    }
    let missing = format!("{before}other=\"{rest}");
    assert!(read(&with_part(&out, name, missing.as_bytes())).is_ok());
}

#[test]
fn places_that_are_no_cells_are_no_fault() {
    let out = export_one(&Desk::new());
    let name = "xl/worksheets/sheet1.xml";
    let sheet = part(&out, name);
    let (before, rest) = sheet.split_once("<dimension ref=\"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    for area in ["C5:A1", "ZZZZZZZZZZZZ9:A99999999999999"] {
        let turned = format!("{before}<dimension ref=\"{area}\"{after}");
        assert!(read(&with_part(&out, name, turned.as_bytes())).is_ok());
    }
    // found by the fuzzer: a column that no number holds
    let place = sheet.replace("<c r=\"A", "<c r=\"AAAAAAAAAA");
    assert!(place != sheet && read(&with_part(&out, name, place.as_bytes())).is_ok());
}

#[test]
fn a_size_that_a_package_lies_about_is_not_believed() {
    let out = export_one(&Desk::new());
    let zeros = vec![b' '; 3 << 20];
    let mut bomb = with_part(&out, "xl/media/bomb.bin", &zeros);
    // the declared size, in the header of the part and in the directory
    let real = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let mut at = 0;
    while let Some(next) = bomb[at..].windows(4).position(|w| w == real) {
        at += next;
        bomb[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let limits = Limits {
        other: 1 << 20,
        ..Limits::default()
    };
    assert!(read_within(&bomb, &limits).is_err());
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let desk = Desk::new();
    let far = edit(&export_one(&desk), |book| {
        book.sheet(Sheet::Ledger)
            .cell_mut("XFD1048576")
            .set_value("x");
    });
    assert_eq!(preview(&desk, &far).proposals, []);
}

#[test]
fn hostile_texts_arrive_as_plain_texts() {
    let desk = Desk::new();
    let evil = "=HYPERLINK(\"http://x\")\u{1b}[31m\u{202e}\u{200b}红";
    let back = edit(&export_one(&desk), |book| {
        let id = "2.1@huancui";
        book.types(
            Sheet::Ledger,
            id,
            Column::Lead,
            "=HYPERLINK(\"http://x\")\u{202e}\u{200b}红",
        );
        book.types(Sheet::Ledger, id, Column::NewNote, "ledger.lead");
        book.types(Sheet::Ledger, id, Column::Person, "items.id");
    });
    let found = preview(&desk, &back);
    let plain = "=HYPERLINK(\"http://x\")红";
    assert_eq!(found.proposals[0].new, plain);
    assert_eq!(found.accepted(), 3);
    assert_ne!(plain, evil);
}

/// A byte somewhere: which part, how far in, what.
type Damage = (usize, f64, u8);

/// The package with bytes of its unpacked parts changed: sound as a zip file, unsound as a workbook.
fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    const PARTS: [&str; 6] = [
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/sheet6.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
    ];
    let mut bytes = bytes.to_vec();
    for (part, place, byte) in damages {
        let name = PARTS[part % PARTS.len()];
        let mut content = Vec::new();
        let mut package = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut part = package.by_name(name).unwrap();
        part.read_to_end(&mut content).unwrap();
        drop(part);
        let at = somewhere(*place, content.len());
        content[at] = *byte;
        bytes = with_part(&bytes, name, &content);
    }
    bytes
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place within a small file"
)]
fn somewhere(place: f64, length: usize) -> usize {
    (place * length as f64) as usize
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn damaged_bytes_never_panic(
        cuts in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 1..4),
        damages in proptest::collection::vec((any::<usize>(), 0.0..1.0_f64, any::<u8>()), 1..4),
    ) {
        thread_local! {
            static OUT: (Desk, Vec<u8>) = {
                let desk = Desk::new();
                let out = export_one(&desk);
                (desk, out)
            };
        }
        OUT.with(|(desk, out)| {
            let mut bytes = out.clone();
            for (place, byte) in &cuts {
                let at = somewhere(*place, bytes.len());
                bytes[at] = *byte;
            }
            let _ = read(&bytes);
            if let Ok(reading) = read(&damaged(out, &damages)) {
                let file = Returned { name: "a".into(), reading };
                let _ = Preview::of(&desk.book, &[file], None, Lang::Zh);
            }
        });
    }
}
