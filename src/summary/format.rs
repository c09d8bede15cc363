//! The formats of a summary.

use std::fmt;
use std::str::FromStr;

use super::xlsx::{self, Ledger, NoWorkbook};
use super::{Summary, csv, docx, html, json, markdown, plain};

/// A file format of the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown with tables.
    Markdown,
    /// Plain text, aligned by display width.
    Text,
    /// One self-contained page.
    Html,
    /// A Word document.
    Docx,
    /// An Excel workbook, which holds the ledger's rows, too.
    Xlsx,
    /// JSON with the documented keys.
    Json,
    /// CSV that Excel opens as it is.
    Csv,
}

/// A word that names no format of the summary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no summary format is called {0}; choose one of md, txt, html, docx, xlsx, json, csv")]
pub struct NotAFormat(pub String);

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [
        Self::Markdown,
        Self::Text,
        Self::Html,
        Self::Docx,
        Self::Xlsx,
        Self::Json,
        Self::Csv,
    ];

    /// The code word, which is also the ending of its files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Whether its bytes are for a program rather than a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// The format that a path's ending asks for, in upper or lower case.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (stem, ending) = name.rsplit_once('.')?;
        ending.parse().ok().filter(|_| !stem.is_empty())
    }
}

impl FromStr for Format {
    type Err = NotAFormat;
    fn from_str(s: &str) -> Result<Self, NotAFormat> {
        Self::ALL
            .into_iter()
            .find(|f| f.code().eq_ignore_ascii_case(s))
            .ok_or_else(|| NotAFormat(s.to_owned()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The bytes of a summary in a format; those of text end with a line end. A format that holds the ledger's rows asks for
/// the ledger of the same query, and tells how far it is.
///
/// # Errors
/// As [`xlsx::workbook`]; other formats always succeed.
pub fn render<'a>(
    summary: &Summary,
    format: Format,
    ledger: impl FnOnce() -> Ledger<'a>,
    progress: xlsx::Progress<'_>,
) -> Result<Vec<u8>, NoWorkbook> {
    Ok(match format {
        Format::Markdown => markdown::of(summary).into_bytes(),
        Format::Text => plain::of(summary).into_bytes(),
        Format::Html => html::of(summary).into_bytes(),
        Format::Docx => docx::of(summary),
        Format::Xlsx => xlsx::workbook(summary, &ledger(), progress)?,
        Format::Json => json::of(summary),
        Format::Csv => csv::of(summary),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_path_gives_its_format() {
        assert_eq!(Format::of_path("out/汇总.MD"), Some(Format::Markdown));
        assert_eq!(Format::of_path(r"D:\out\a.b.csv"), Some(Format::Csv));
        for none in ["summary", "a.docm", "a.json/summary", ".json", ""] {
            assert_eq!(Format::of_path(none), None, "{none}");
        }
    }

    #[test]
    fn codes_are_read_back_and_others_refused() {
        for format in Format::ALL {
            assert_eq!(format.code().parse(), Ok(format));
        }
        assert_eq!("doc".parse::<Format>(), Err(NotAFormat("doc".into())));
    }
}
