//! The file read by independent readers: `zip` opens it, `quick-xml` parses every part.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::of;
use crate::lang::Lang;
use crate::sample::Desk;
use crate::summary::{Detail, Summary};

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..12).map(part).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut all = parts(bytes).into_iter();
    all.find(|(n, _)| n == name).unwrap().1
}

/// The events of a part, which must be well-formed to its end.
fn events(xml: &str) -> Vec<Event<'static>> {
    let mut reader = Reader::from_str(xml);
    let mut all = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
        all.push(event.into_owned());
    }
    assert_eq!(depth, 0);
    all
}

fn name(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_owned()
}

fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().map(Result::unwrap);
    let mut found = found.filter(|a| a.key.as_ref() == key);
    found.next().map(|a| a.value.into_owned())
}

/// A reference such as `&#60;` as its character.
fn resolved(reference: &BytesRef<'_>) -> char {
    reference.resolve_char_ref().unwrap().expect("numbers only")
}

#[derive(Debug, Default)]
struct Table {
    width: usize,
    columns: Vec<usize>,
    heads: usize,
    rows: Vec<Vec<String>>,
}

#[derive(Debug, Default)]
struct Contents {
    /// Style and text of the paragraphs outside tables.
    paragraphs: Vec<(String, String)>,
    tables: Vec<Table>,
}

fn contents(bytes: &[u8]) -> Contents {
    let mut c = Contents::default();
    let (mut in_table, mut text, mut style) = (false, String::new(), String::new());
    for event in events(&part(bytes, "word/document.xml")) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match name(&tag).as_str() {
                "w:tbl" => {
                    in_table = true;
                    c.tables.push(Table::default());
                }
                "w:tblW" => {
                    c.tables.last_mut().unwrap().width =
                        value(&tag, "w:w").unwrap().parse().unwrap();
                }
                "w:gridCol" => {
                    let width = value(&tag, "w:w").unwrap().parse().unwrap();
                    c.tables.last_mut().unwrap().columns.push(width);
                }
                "w:tr" => c.tables.last_mut().unwrap().rows.push(Vec::new()),
                "w:tblHeader" => c.tables.last_mut().unwrap().heads += 1,
                "w:pStyle" => style = value(&tag, "w:val").unwrap(),
                "w:p" => text.clear(),
                _ => {}
            },
            Event::Text(t) => text += &t,
            Event::GeneralRef(r) => text.push(resolved(&r)),
            Event::End(tag) => match tag.name().as_ref() {
                "w:tbl" => in_table = false,
                "w:p" if in_table => {
                    let rows = &mut c.tables.last_mut().unwrap().rows;
                    rows.last_mut().unwrap().push(text.trim().to_owned());
                }
                "w:p" => c.paragraphs.push((style.clone(), text.trim().to_owned())),
                _ => {}
            },
            _ => {}
        }
    }
    c
}

/// The rows of all tables, head rows included.
pub(in crate::summary) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    contents(bytes)
        .tables
        .into_iter()
        .flat_map(|t| t.rows)
        .collect()
}

fn samples() -> Vec<Summary> {
    let desk = Desk::busy();
    let full = Lang::ALL.map(|lang| desk.detailed(Detail::Full, lang));
    full.into_iter()
        .chain([Desk::new().summary(Lang::Zh)])
        .collect()
}

#[test]
fn every_part_is_well_formed_and_every_reference_leads_somewhere() {
    for s in samples() {
        let all = parts(&of(&s));
        assert_eq!(all[0].0, "[Content_Types].xml");
        for (_, xml) in &all {
            events(xml);
        }
        let has = |wanted: &str| all.iter().any(|(name, _)| name == wanted);
        let types = events(&all[0].1);
        let overrides = types.iter().filter_map(|e| match e {
            Event::Empty(tag) => value(tag, "PartName"),
            _ => None,
        });
        assert_eq!(
            overrides
                .map(|p| assert!(has(p.trim_start_matches('/')), "{p}"))
                .count(),
            9
        );
        let styles = &all.iter().find(|(n, _)| n == "word/styles.xml").unwrap().1;
        for (style, _) in contents(&of(&s)).paragraphs {
            assert!(
                styles.contains(&format!("w:styleId=\"{style}\"")),
                "{style}"
            );
        }
    }
}

#[test]
fn tables_repeat_their_heads_and_their_grid_holds_every_cell() {
    for s in samples() {
        let all = contents(&of(&s)).tables;
        assert!(all.len() >= 10);
        for table in all {
            assert_eq!(table.heads, 1, "{table:?}");
            assert_eq!(table.columns.iter().sum::<usize>(), table.width);
            let cells = table.columns.len();
            assert!(table.rows.iter().all(|r| r.len() == cells), "{table:?}");
        }
    }
}

#[test]
fn headings_are_real_ones_and_numbered_by_their_styles() {
    let bytes = of(&Desk::busy().detailed(Detail::Full, Lang::Zh));
    let all = contents(&bytes).paragraphs;
    let of = |style: &str| -> Vec<&str> {
        let there = all.iter().filter(|(s, _)| s == style);
        there.map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(
        of("Title"),
        ["《对区市政府、开发区管委2022年履行教育职责评价情况的报告》整改情况汇总"]
    );
    assert_eq!(of("Heading1").len(), 10);
    assert_eq!(of("Heading1")[..2], ["基本情况", "整改情况"]);
    assert_eq!(of("Heading2")[0], "总数");
    assert_eq!(of("Heading3").len(), 36);
    let (styles, numbering) = (
        part(&bytes, "word/styles.xml"),
        part(&bytes, "word/numbering.xml"),
    );
    for level in 1..=3 {
        let style = styles
            .split("<w:style ")
            .find(|s| s.contains(&format!("\"Heading{level}\"")));
        let style = style.unwrap();
        for needed in [
            format!("<w:name w:val=\"heading {level}\"/>"),
            format!("<w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/>", level - 1),
            format!("<w:outlineLvl w:val=\"{}\"/>", level - 1),
        ] {
            assert!(style.contains(&needed), "{needed} in {style}");
        }
        assert!(numbering.contains(&format!("<w:pStyle w:val=\"Heading{level}\"/>")));
    }
    for text in ["%1、", "（%2）", "%3."] {
        assert!(numbering.contains(&format!("<w:lvlText w:val=\"{text}\"/>")));
    }
}

#[test]
fn whatever_a_name_holds_stays_text_and_what_xml_forbids_is_dropped() {
    let bad = "<script>&amp;]]> \"x\" 'y' <w:p/>";
    let mut summary = Desk::busy().detailed(Detail::Full, Lang::Zh);
    summary.title = format!("{bad}\u{0}\u{b}\u{1b}\u{fffe}\u{ffff}");
    summary.issuer = bad.into();
    summary.paragraph = bad.into();
    summary.units[0].name = format!("\u{8}{bad}");
    let bytes = of(&summary);
    for (_, xml) in parts(&bytes) {
        let legal = |c: char| matches!(c, '\n' | '\t' | ' '..='\u{fffd}' | '\u{10000}'..);
        assert!(xml.chars().all(legal));
    }
    let c = contents(&bytes);
    assert_eq!(c.paragraphs[0].1, format!("《{bad}》整改情况汇总"));
    assert!(c.paragraphs.contains(&("BodyText".into(), bad.into())));
    assert!(c.tables.iter().flat_map(|t| &t.rows).any(|r| r[0] == bad));
}

#[test]
fn the_same_summary_gives_the_same_bytes_and_the_day_comes_from_it() {
    let summary = Desk::busy().summary(Lang::Zh);
    assert_eq!(of(&summary), of(&summary));
    let core = part(&of(&summary), "docProps/core.xml");
    assert!(
        core.contains(">2023-12-31T00:00:00Z</dcterms:created>"),
        "{core}"
    );
}
