//! The report as published: plain data, one struct per part of the document.
//!
//! JSON is the only form on disk (`schema` = `dudao.report/1`); its schema is generated from these types
//! and shipped as `assets/schema/report.schema.json`.

use serde::{Deserialize, Serialize};

use super::Correction;

/// The value of `schema` that this version reads and writes.
pub const SCHEMA: &str = "dudao.report/1";

/// The unit id under which entries of `some` and `general` findings stand: nobody was named.
pub const NO_UNIT: &str = "none";

/// One text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The published document, one edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always `dudao.report/1`.
    pub schema: String,
    /// Stable id of the edition, e.g. `weihai-2022`: ASCII letters, digits and `-`.
    pub id: String,
    /// The year that was evaluated.
    pub year: i16,
    /// Day of publication, `YYYY-MM-DD`.
    #[cfg_attr(
        test,
        schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))
    )]
    pub issued: jiff::civil::Date,
    /// Title of the document.
    pub title: Text,
    /// Short name of the document for headers and lists.
    pub short_title: Text,
    /// Who issued it.
    pub issuer: Text,
    /// The evaluated governments, in the report's order.
    pub units: Vec<Unit>,
    /// The headings of the problem section, in the report's order.
    pub categories: Vec<Category>,
    /// The problem statements, in the report's order.
    pub findings: Vec<Finding>,
    /// The recommendations section.
    pub recommendations: Vec<Recommendation>,
    /// Good practices of units (annex).
    pub practices: Vec<Practice>,
    /// What was achieved.
    pub achievements: Vec<Achievement>,
    /// The steps of the evaluation, in order.
    pub procedure: Vec<Step>,
    /// What corrected versions of the report changed, the first one first; written when one is adopted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// One evaluated government.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable id, e.g. `lingang`: ASCII letters, digits and `-`; never `none`.
    pub id: String,
    /// Name as the report uses it.
    pub name: Text,
    /// Short English label (at most 10 columns) and short Chinese label (at most 8 columns) for tables.
    pub label: Text,
    /// What sort of government it is.
    pub kind: UnitKind,
    /// Other names under which the unit is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// What sort of government a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// 区.
    District,
    /// 县级市.
    CountyLevelCity,
    /// 县.
    County,
    /// 国家级开发区.
    NationalZone,
    /// 省级开发区.
    ProvincialZone,
    /// Anything else.
    Other,
}

/// One heading of the problem section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stable id, e.g. `provision`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Label for a matrix head: at most 8 columns in Chinese, 10 in English.
    pub label: Text,
}

/// One distinct problem statement with its scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Stable id, e.g. `3.5`: number of the category, number within it.
    pub id: String,
    /// Id of its category.
    pub category: String,
    /// A line that names the problem: at most 20 Chinese characters.
    pub title: Text,
    /// The problem in full, in our own words.
    pub statement: Text,
    /// Whom the report means.
    pub scope: Scope,
    /// The units tied to it: for `named` those named, for `all` every unit of the report, else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Tie>,
    /// Figures that the finding is measured by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<Metric>,
    /// Where the report says it.
    pub source: Source,
    /// What the published copy lost and how it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emendation: Option<Emendation>,
    /// The verbatim passage; only in reports that a user imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Suggested rectification items, each an act or a proof that can be checked.
    pub items: Vec<Item>,
    /// Ids of practices that could help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub practices: Vec<String>,
}

/// Whom a finding means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Units are named.
    Named,
    /// Every unit (各区市).
    All,
    /// Some, nobody named (个别, 部分).
    Some,
    /// No subject at all.
    General,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 4] = [Self::Named, Self::All, Self::Some, Self::General];
    /// Those that do not name everybody.
    pub const NOT_ALL: [Self; 3] = [Self::Named, Self::Some, Self::General];

    /// The code word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::All => "all",
            Self::Some => "some",
            Self::General => "general",
        }
    }
}

/// Why a unit is tied to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The text says so.
    Stated,
    /// Concluded from the text, for the reason given.
    Inferred,
    /// Attributed later by an inspector.
    Inspector,
}

/// One unit of one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// Id of the unit.
    pub unit: String,
    /// Why it is tied to the finding.
    pub basis: Basis,
    /// The reason; required unless `stated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// A figure that a finding is measured by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// What is measured.
    pub name: Text,
    /// What sort of figure it is.
    pub kind: MetricKind,
    /// The value the report asks for, if it gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Required>,
    /// What it is compared with, when the report gives no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<Text>,
    /// Which direction is the bad one.
    pub worse: Direction,
}

/// What sort of figure a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum MetricKind {
    /// A share or amount at a point in time.
    Level,
    /// One amount as a share of another.
    Ratio,
    /// Change on the year before.
    Growth,
    /// Only compared with others, no value given.
    Benchmark,
}

/// The value a metric has to reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Required {
    /// Comparison that has to hold.
    pub op: Comparison,
    /// The figure, in `unit`.
    pub value: f64,
    /// Unit of the figure, e.g. `%`.
    pub unit: String,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Comparison {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// Exactly.
    #[serde(rename = "=")]
    Exactly,
}

/// Which direction of a metric is the bad one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// A higher figure is worse.
    Higher,
    /// A lower figure is worse.
    Lower,
}

/// Where the report says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Section as the report numbers it, e.g. `二(三)`.
    pub section: String,
    /// Paragraph within the section, from 1.
    pub paragraph: u32,
    /// Sentence within the paragraph, from 1; the title of the section is not counted.
    pub sentence: u32,
}

/// What the published copy lost, and how it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Emendation {
    /// What is missing, in words.
    pub lost: Text,
    /// How it is read.
    pub restored: Text,
    /// Why that reading.
    pub why: Text,
    /// Whether the literal text says the opposite of what it must have said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
}

/// One suggested rectification item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// An act or a proof that an inspector can check.
    pub text: Text,
    /// Id of the recommendation point it serves, e.g. `rec-3.2`.
    pub serves: String,
}

/// One recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// Stable id, e.g. `rec-3`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it asks for, point by point.
    pub points: Vec<Point>,
}

/// One point of a recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Stable id: that of the recommendation, a dot, a number, e.g. `rec-3.2`.
    pub id: String,
    /// What is asked for.
    pub text: Text,
    /// Measurable aims that the point states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Text>,
}

/// A good practice of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Stable id: that of the unit, `-p`, a number, e.g. `huancui-p1`.
    pub id: String,
    /// Id of the unit.
    pub unit: String,
    /// Its title.
    pub title: Text,
    /// What was done, with its figures.
    pub gist: Text,
    /// Ids of the categories it belongs to.
    pub categories: Vec<String>,
}

/// One group of achievements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Achievement {
    /// Stable id, e.g. `ach-2`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What was achieved, in our own words.
    pub gist: Text,
    /// The figures it gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// What is odd about the published figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// One figure with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it counts.
    pub name: Text,
    /// The figure as the report writes it, with its unit.
    pub value: Text,
}

/// One step of the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id, e.g. `step-1`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What happens in it.
    pub text: Text,
}
