//! From the bytes of a file to paragraphs, each with what sort of text it was.

mod decode;
mod docx;
mod html;
mod limits;
mod numbering;

use serde::{Deserialize, Serialize};

pub use limits::Limit;

/// What kind of file the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// A Word file.
    Docx,
}

/// Where in a file a paragraph stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spot {
    /// In the running text.
    Body,
    /// In a cell of a table.
    Table,
    /// In a text box.
    Box,
    /// In a footnote or endnote.
    Note,
}

/// One paragraph as the file has it, cleaned of characters that could steer a terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// Where it stood.
    pub spot: Spot,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// What kind of file it was.
    pub form: Form,
    /// Which encoding was found, e.g. `GB18030`.
    pub encoding: String,
    /// Whether bytes made no sense in that encoding.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spoilt: bool,
    /// Its paragraphs, in order; empty ones are left out.
    pub paragraphs: Vec<Paragraph>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is larger or deeper than what is taken: the limit and its value.
    #[error("over the limit: {0:?}")]
    Over(Limit),
    /// A ZIP archive that is no Word file.
    #[error("no Word file")]
    NotWord,
    /// A Word file that is damaged, in the parser's words.
    #[error("a damaged Word file: {0}")]
    BadWord(String),
    /// Another kind of file, by its first bytes: `PDF`, `DOC`, ….
    #[error("cannot read {0}")]
    Other(&'static str),
}

/// Reads a file of any of the three kinds; the kind is known by its bytes.
///
/// # Errors
/// A file over a limit, a damaged one, or one of another kind.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    Limit::Bytes.hold(bytes.len() as u64)?;
    if let Some(other) = foreign(bytes) {
        return Err(Unreadable::Other(other));
    }
    let reading = if bytes.starts_with(b"PK") {
        docx::read(bytes)?
    } else {
        text(bytes)?
    };
    Limit::Paragraphs.hold(reading.paragraphs.len() as u64)?;
    Ok(reading)
}

/// Reads plain text or a page.
fn text(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let decoded = decode::decode(bytes);
    let is_page = html::is_page(&decoded.text);
    let paragraphs = if is_page {
        html::paragraphs(&decoded.text)?
    } else {
        decode::paragraphs(&decoded.text)
    };
    Ok(Reading {
        form: if is_page { Form::Html } else { Form::Text },
        encoding: decoded.encoding,
        spoilt: decoded.spoilt,
        paragraphs,
    })
}

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 4] = [
        (b"%PDF", "PDF"),
        (b"\xd0\xcf\x11\xe0", "DOC/WPS"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
    ];
    let known = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic));
    known.map(|(_, name)| *name)
}
