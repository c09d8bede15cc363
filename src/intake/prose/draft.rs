//! A draft: a report as it was read, with the source and everything a person has to look at before it counts.

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::words::Kind;
use crate::report::{Emendation, Report, Text};

/// The value of `schema` of a draft.
pub const DRAFT_SCHEMA: &str = "dudao.draft/1";

/// The year that stands where no date was found; a report is not adopted with it.
pub const NO_YEAR: i16 = 1;

/// A report that was read and not yet looked through.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Always `dudao.draft/1`.
    pub schema: String,
    /// Why there are no findings, when the text is no report of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nothing: Option<NoReport>,
    /// The report as far as it was understood; findings carry the verbatim `quote`.
    pub report: Report,
    /// Sections found.
    pub sections: Vec<Part>,
    /// Other years and days that the text names.
    pub dates: Dates,
    /// Where a person has to look.
    pub review: Vec<Mark>,
    /// The text as it was read.
    pub source: Reading,
}

/// Why a text yields nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoReport {
    /// There is no text.
    Empty,
    /// A notice of results.
    Result,
    /// News of a visit or a meeting.
    News,
    /// A plan.
    Plan,
    /// A table of indicators.
    Indicators,
    /// None of these, and no problem section.
    NoProblems,
}

/// One section of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its number, also when it is lost in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its heading as written.
    pub title: String,
    /// Paragraph of the heading, from 1.
    pub paragraph: usize,
}

/// Years and days other than that of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// Years of earlier rounds that the problem section names.
    pub earlier: Vec<i16>,
    /// Deadlines, as written.
    pub deadlines: Vec<String>,
}

/// What a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Its id in the draft: `m1`, `m2`, ….
    pub id: String,
    /// What sort of doubt.
    pub kind: Doubt,
    /// The finding that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The literal text.
    pub text: String,
    /// Why it is marked.
    pub why: Text,
    /// A reading that is offered and was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// Who settled it, and how; an open mark has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// A place in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Paragraph, from 1.
    pub paragraph: usize,
    /// First character of it, from 0.
    pub from: usize,
    /// Character after the last.
    pub to: usize,
}

/// A reading in place of the literal text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Words of the literal text.
    pub literal: String,
    /// What they are read as.
    pub reading: String,
    /// What the report then says about it.
    pub emendation: Emendation,
}

/// How a mark was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// Who.
    pub by: String,
    /// Which day.
    pub on: String,
    /// Whether the offered reading was taken; else the text stays as written.
    pub taken: bool,
}

/// What sort of doubt a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Literally the opposite of a problem.
    Reversed,
    /// No word of a lack.
    NoDeficit,
    /// A stop between two sentences is lost.
    LostStop,
    /// 各 is lost.
    LostQuantifier,
    /// Part of a word is lost.
    LostWord,
    /// Brackets or quotes do not pair.
    Bracket,
    /// A number is lost.
    Numbering,
    /// 年 or 月 is lost.
    Date,
    /// A unit of which only the problem section tells.
    Unit,
    /// A list that ends in 等.
    OpenList,
    /// A number of units without, or with other, names.
    Count,
    /// A group known by a property.
    Group,
    /// The subject of the clause before.
    Carried,
    /// Named as an example.
    Example,
    /// All but those named.
    Except,
    /// A unit that is no subject.
    Mention,
    /// A title that runs into the text.
    Title,
    /// Title, issuer, date or year not found.
    Missing,
    /// Bytes that make no sense.
    Encoding,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Reversed,
        Self::NoDeficit,
        Self::LostStop,
        Self::LostQuantifier,
        Self::LostWord,
        Self::Bracket,
        Self::Numbering,
        Self::Date,
        Self::Unit,
        Self::OpenList,
        Self::Count,
        Self::Group,
        Self::Carried,
        Self::Example,
        Self::Except,
        Self::Mention,
        Self::Title,
        Self::Missing,
        Self::Encoding,
    ];

    /// The code word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reversed => "reversed",
            Self::NoDeficit => "no-deficit",
            Self::LostStop => "lost-stop",
            Self::LostQuantifier => "lost-quantifier",
            Self::LostWord => "lost-word",
            Self::Bracket => "bracket",
            Self::Numbering => "numbering",
            Self::Date => "date",
            Self::Unit => "unit",
            Self::OpenList => "open-list",
            Self::Count => "count",
            Self::Group => "group",
            Self::Carried => "carried",
            Self::Example => "example",
            Self::Except => "except",
            Self::Mention => "mention",
            Self::Title => "title",
            Self::Missing => "missing",
            Self::Encoding => "encoding",
        }
    }
}

impl Draft {
    /// Reads a draft that was written; text in it is cleaned.
    ///
    /// # Errors
    /// What the parser says.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let mut value: serde_json::Value = serde_json::from_slice(bytes)?;
        crate::report::sanitise::value(&mut value);
        serde_json::from_value(value)
    }

    /// The draft as it is written to a file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Marks that nobody has settled.
    pub fn open(&self) -> impl Iterator<Item = &Mark> {
        self.review.iter().filter(|m| m.settled.is_none())
    }

    /// Whether a mark asks for what must be filled in before it can be settled.
    pub fn wants_filling(&self, mark: &Mark) -> bool {
        let r = &self.report;
        mark.kind == Doubt::Missing
            && match mark.text.as_str() {
                "issued" => r.issued.year() == NO_YEAR,
                "year" => r.year == NO_YEAR,
                "units" => r.units.is_empty(),
                _ => false,
            }
    }

    /// Settles an open mark; an offer that is taken changes the statement and leaves an emendation in the report.
    /// Whether there was such a mark.
    pub fn settle(&mut self, id: &str, how: &Settled) -> bool {
        let Some(mark) = self
            .review
            .iter_mut()
            .find(|m| m.id == id && m.settled.is_none())
        else {
            return false;
        };
        mark.settled = Some(how.clone());
        let offer = mark.offer.clone().filter(|_| how.taken);
        if let (Some(offer), Some(id)) = (offer, mark.finding.clone())
            && let Some(f) = self.report.findings.iter_mut().find(|f| f.id == id)
        {
            for said in [&mut f.statement, &mut f.title] {
                said.zh = said.zh.replacen(&offer.literal, &offer.reading, 1);
                said.en = said.en.replacen(&offer.literal, &offer.reading, 1);
            }
            f.emendation = Some(match f.emendation.take() {
                None => offer.emendation,
                Some(first) => joined(first, &offer.emendation),
            });
        }
        true
    }
}

/// Two emendations of one finding as one.
pub(super) fn joined(mut a: Emendation, b: &Emendation) -> Emendation {
    for (to, more) in [
        (&mut a.lost, &b.lost),
        (&mut a.restored, &b.restored),
        (&mut a.why, &b.why),
    ] {
        to.zh = format!("{}；{}", to.zh, more.zh);
        to.en = format!("{}; {}", to.en, more.en);
    }
    a.reversed |= b.reversed;
    a
}
