//! Word: a document in the style of Chinese official papers (GB/T 9704): title in 小标宋, text in 仿宋 of size 三号, headings
//! 一、（一）1. as real numbered styles, margins and page numbers of such papers, tables that repeat their head row.
//!
//! The parts are templates, escaped by askama; `zip` puts them together. docx-rs cannot repeat head rows and writes
//! elements in an order that the schema forbids, so it is not used. The bytes depend on the summary alone.

mod grid;

use std::io::{Cursor, Write as _};

use askama::Template;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::legal::legal;
use super::{Block, Level, Summary, document};
use crate::lang::{Lang, fill, summary};
use grid::Grid;

/// One piece of the text.
enum Piece {
    /// Style and text.
    Paragraph(&'static str, String),
    /// A table.
    Table(Grid),
}

#[derive(Template)]
#[template(path = "docx/document.xml")]
struct Text {
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "docx/styles.xml")]
struct Styles {
    zh: bool,
    /// Size of the text in half points: 三号, or 12 points in English.
    size: usize,
    /// Distance of lines: 22 to a page, or single.
    line: usize,
    rule: &'static str,
}

#[derive(Template)]
#[template(path = "docx/core.xml")]
struct Core<'a> {
    s: &'a Summary,
    title: String,
    tag: &'static str,
}

/// The summary as a Word file.
pub(super) fn of(s: &Summary) -> Vec<u8> {
    // into memory, by templates that were checked when this was compiled: there is nothing that could fail
    packed(s).unwrap_or_default()
}

fn packed(s: &Summary) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, part) in parts(s) {
        zip.start_file(name, options)?;
        zip.write_all(legal(&part).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

macro_rules! part {
    ($name:literal) => {
        include_str!(concat!("../../../assets/templates/docx/", $name)).to_owned()
    };
}

/// Name and text of every part; the types come first, as readers that stream expect.
fn parts(s: &Summary) -> Vec<(&'static str, String)> {
    let zh = s.lang == Lang::Zh;
    let styles = Styles {
        zh,
        size: if zh { 32 } else { 24 },
        line: if zh { 579 } else { 288 },
        rule: if zh { "exact" } else { "auto" },
    };
    let core = Core {
        s,
        title: fill(summary(s.lang).document, &[&s.title]),
        tag: if zh { "zh-CN" } else { "en-US" },
    };
    let text = Text { pieces: pieces(s) };
    let numbering = if zh {
        part!("numbering_zh.xml")
    } else {
        part!("numbering_en.xml")
    };
    vec![
        ("[Content_Types].xml", part!("content_types.xml")),
        ("_rels/.rels", part!("rels.xml")),
        ("docProps/app.xml", part!("app.xml")),
        ("docProps/core.xml", core.render().unwrap_or_default()),
        ("word/document.xml", text.render().unwrap_or_default()),
        ("word/_rels/document.xml.rels", part!("document_rels.xml")),
        ("word/styles.xml", styles.render().unwrap_or_default()),
        ("word/numbering.xml", numbering),
        ("word/settings.xml", part!("settings.xml")),
        ("word/fontTable.xml", part!("fontTable.xml")),
        ("word/footer1.xml", part!("footer_odd.xml")),
        ("word/footer2.xml", part!("footer_even.xml")),
    ]
}

fn pieces(s: &Summary) -> Vec<Piece> {
    let colon = summary(s.lang).colon;
    let mut pieces = Vec::new();
    for block in document(s) {
        match block {
            Block::Title(text) => pieces.push(Piece::Paragraph("Title", text)),
            Block::Heading(level, text) => pieces.push(Piece::Paragraph(style(level), text)),
            Block::Facts(facts) => pieces.extend(facts.into_iter().map(|(name, value)| {
                Piece::Paragraph("BodyText", format!("{name}{colon}{value}"))
            })),
            Block::Paragraph(text) => pieces.push(Piece::Paragraph("BodyText", text)),
            Block::Table(table) | Block::Trend(table) => {
                pieces.push(Piece::Table(Grid::of(s, table)));
            }
        }
    }
    pieces
}

fn style(level: Level) -> &'static str {
    match level {
        Level::Section => "Heading1",
        Level::Part => "Heading2",
        Level::Point => "Heading3",
    }
}

#[cfg(test)]
pub(super) mod tests;
