//! From bytes to a report that holds together, or to all of its faults.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use jsonschema::error::ValidationErrorKind as Kind;

use super::{Basis, NO_UNIT, Report, SCHEMA, SCHEMA_JSON, Scope, Text, sanitise};

/// One fault of a report with the JSON path where it stands (`findings[3].items[1].serves`; empty for the whole file).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Path of the value that is wrong.
    pub path: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Not UTF-8: byte offset of the first bad byte.
    NotUtf8(usize),
    /// Not JSON: line, column, what the parser says.
    NotJson(usize, usize, String),
    /// Written for another schema than `dudao.report/1`.
    OtherSchema(String),
    /// A required member is not there.
    Missing(String),
    /// Members that the schema does not know.
    UnknownMember(String),
    /// Another JSON type than the one expected.
    WrongType(String),
    /// None of the values that are allowed.
    NotAllowed(String),
    /// Any other breach of the schema, in the validator's words.
    Shape(String),
    /// A text is empty.
    Empty,
    /// An id has other characters than ASCII letters, digits, `.` and `-`, or is reserved.
    BadId(String),
    /// The same id stands twice.
    Duplicate(String),
    /// An id that nothing in the report has.
    Dangling(String),
    /// A finding that names units has none.
    NoUnits,
    /// A `some` or `general` finding has units.
    UnitsNotAllowed,
    /// An `all` finding does not list every unit: the ids that lack.
    UnitsLacking(String),
    /// A tie that is not `stated` gives no reason.
    NoReason,
    /// The report has none of what it must have at least one of.
    NoneOf(&'static str),
}

/// Reads a report; text in it is cleaned of control and escape characters.
///
/// # Errors
/// All faults at once: those of form first; when the form is right, those of meaning.
pub fn parse(bytes: &[u8]) -> Result<Report, Vec<Fault>> {
    let whole = |flaw| {
        vec![Fault {
            path: String::new(),
            flaw,
        }]
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| whole(Flaw::NotUtf8(e.valid_up_to())))?;
    let mut value: serde_json::Value = serde_json::from_str(text)
        .map_err(|e| whole(Flaw::NotJson(e.line(), e.column(), without_place(&e))))?;
    sanitise::value(&mut value);
    if let Some(other) = value
        .get("schema")
        .and_then(|s| s.as_str())
        .filter(|s| *s != SCHEMA)
    {
        return Err(vec![Fault {
            path: "schema".into(),
            flaw: Flaw::OtherSchema(other.into()),
        }]);
    }
    match serde_path_to_error::deserialize::<_, Report>(&value) {
        Ok(report) => {
            let faults = check(&report);
            if faults.is_empty() {
                Ok(report)
            } else {
                Err(faults)
            }
        }
        Err(first) => {
            let faults = faults_of_form(&value);
            if faults.is_empty() {
                let path = first.path().to_string();
                return Err(vec![Fault {
                    path,
                    flaw: Flaw::Shape(first.inner().to_string()),
                }]);
            }
            Err(faults)
        }
    }
}

fn without_place(e: &serde_json::Error) -> String {
    let text = e.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.clone(), |(said, _)| said.to_owned())
}

/// Everything the schema finds; empty when the schema is content.
fn faults_of_form(value: &serde_json::Value) -> Vec<Fault> {
    let Ok(schema) = serde_json::from_str(SCHEMA_JSON) else {
        return Vec::new();
    };
    let Ok(validator) = jsonschema::validator_for(&schema) else {
        return Vec::new();
    };
    validator
        .iter_errors(value)
        .map(|e| Fault {
            path: dotted(e.instance_path().as_str()),
            flaw: flaw_of(&e),
        })
        .collect()
}

fn flaw_of(e: &jsonschema::ValidationError<'_>) -> Flaw {
    match e.kind() {
        Kind::Required { property } => Flaw::Missing(
            property
                .as_str()
                .map_or_else(|| property.to_string(), str::to_owned),
        ),
        Kind::AdditionalProperties { unexpected } => Flaw::UnknownMember(unexpected.join(", ")),
        Kind::Type { .. } => Flaw::WrongType(e.to_string()),
        Kind::Enum { .. }
        | Kind::Constant { .. }
        | Kind::OneOfNotValid { .. }
        | Kind::AnyOf { .. } => Flaw::NotAllowed(e.to_string()),
        _ => Flaw::Shape(e.to_string()),
    }
}

/// `/findings/3/items` as `findings[3].items`.
fn dotted(pointer: &str) -> String {
    let mut path = String::new();
    for part in pointer.split('/').skip(1) {
        if part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty() {
            let _ = write!(path, "[{part}]");
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&part.replace("~1", "/").replace("~0", "~"));
        }
    }
    path
}

/// Everything that a schema cannot say: ids unique, references resolve, scopes and units agree.
pub fn check(report: &Report) -> Vec<Fault> {
    let mut c = Checker {
        report,
        faults: Vec::new(),
    };
    c.ids();
    c.texts();
    c.findings();
    c.rest();
    c.faults
}

struct Checker<'a> {
    report: &'a Report,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, path: impl Into<String>, flaw: Flaw) {
        self.faults.push(Fault {
            path: path.into(),
            flaw,
        });
    }

    fn ids(&mut self) {
        let r = self.report;
        self.id("id", &r.id);
        self.unique("units", r.units.iter().map(|u| u.id.as_str()));
        self.unique("categories", r.categories.iter().map(|c| c.id.as_str()));
        self.unique("findings", r.findings.iter().map(|f| f.id.as_str()));
        self.unique(
            "recommendations",
            r.recommendations.iter().map(|x| x.id.as_str()),
        );
        self.unique("practices", r.practices.iter().map(|p| p.id.as_str()));
        self.unique("achievements", r.achievements.iter().map(|a| a.id.as_str()));
        self.unique("procedure", r.procedure.iter().map(|s| s.id.as_str()));
        let mut seen = HashSet::new();
        for (i, rec) in r.recommendations.iter().enumerate() {
            for (j, point) in rec.points.iter().enumerate() {
                let path = format!("recommendations[{i}].points[{j}].id");
                self.id(&path, &point.id);
                if !seen.insert(point.id.as_str()) {
                    self.fault(path, Flaw::Duplicate(point.id.clone()));
                }
            }
        }
        for (i, unit) in r.units.iter().enumerate() {
            if unit.id == NO_UNIT {
                self.fault(format!("units[{i}].id"), Flaw::BadId(unit.id.clone()));
            }
        }
        for (list, none) in [
            ("units", r.units.is_empty()),
            ("categories", r.categories.is_empty()),
            ("findings", r.findings.is_empty()),
        ] {
            if none {
                self.fault(list, Flaw::NoneOf(list));
            }
        }
    }

    fn id(&mut self, path: &str, id: &str) {
        let fits = id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        if id.is_empty() || !fits || id.starts_with('.') || id.ends_with('.') {
            self.fault(path, Flaw::BadId(id.to_owned()));
        }
    }

    fn unique<'b>(&mut self, list: &str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = HashSet::new();
        for (i, id) in ids.enumerate() {
            let path = format!("{list}[{i}].id");
            self.id(&path, id);
            if !seen.insert(id) {
                self.fault(path, Flaw::Duplicate(id.to_owned()));
            }
        }
    }

    fn text(&mut self, path: &str, text: &Text) {
        for (lang, said) in [("zh", &text.zh), ("en", &text.en)] {
            if said.trim().is_empty() {
                self.fault(format!("{path}.{lang}"), Flaw::Empty);
            }
        }
    }

    fn texts(&mut self) {
        let r = self.report;
        self.text("title", &r.title);
        self.text("short_title", &r.short_title);
        self.text("issuer", &r.issuer);
        for (i, u) in r.units.iter().enumerate() {
            self.text(&format!("units[{i}].name"), &u.name);
            self.text(&format!("units[{i}].label"), &u.label);
        }
        for (i, c) in r.categories.iter().enumerate() {
            self.text(&format!("categories[{i}].name"), &c.name);
            self.text(&format!("categories[{i}].label"), &c.label);
        }
        for (i, f) in r.findings.iter().enumerate() {
            self.text(&format!("findings[{i}].title"), &f.title);
            self.text(&format!("findings[{i}].statement"), &f.statement);
            for (j, item) in f.items.iter().enumerate() {
                self.text(&format!("findings[{i}].items[{j}].text"), &item.text);
            }
        }
        for (i, p) in r.practices.iter().enumerate() {
            self.text(&format!("practices[{i}].title"), &p.title);
            self.text(&format!("practices[{i}].gist"), &p.gist);
        }
    }

    fn findings(&mut self) {
        let r = self.report;
        let categories: HashSet<_> = r.categories.iter().map(|c| c.id.as_str()).collect();
        let points: HashSet<_> = r
            .recommendations
            .iter()
            .flat_map(|x| &x.points)
            .map(|p| p.id.as_str())
            .collect();
        let practices: HashSet<_> = r.practices.iter().map(|p| p.id.as_str()).collect();
        for (i, f) in r.findings.iter().enumerate() {
            let at = format!("findings[{i}]");
            if !categories.contains(f.category.as_str()) {
                self.fault(format!("{at}.category"), Flaw::Dangling(f.category.clone()));
            }
            self.ties(&at, i);
            for (j, item) in f.items.iter().enumerate() {
                if !points.contains(item.serves.as_str()) {
                    self.fault(
                        format!("{at}.items[{j}].serves"),
                        Flaw::Dangling(item.serves.clone()),
                    );
                }
            }
            for (j, practice) in f.practices.iter().enumerate() {
                if !practices.contains(practice.as_str()) {
                    self.fault(
                        format!("{at}.practices[{j}]"),
                        Flaw::Dangling(practice.clone()),
                    );
                }
            }
        }
    }

    fn ties(&mut self, at: &str, i: usize) {
        let r = self.report;
        let Some(f) = r.findings.get(i) else { return };
        let known: HashMap<&str, usize> = r
            .units
            .iter()
            .enumerate()
            .map(|(n, u)| (u.id.as_str(), n))
            .collect();
        let mut tied = HashSet::new();
        for (j, tie) in f.units.iter().enumerate() {
            if !known.contains_key(tie.unit.as_str()) {
                self.fault(
                    format!("{at}.units[{j}].unit"),
                    Flaw::Dangling(tie.unit.clone()),
                );
            }
            if !tied.insert(tie.unit.as_str()) {
                self.fault(
                    format!("{at}.units[{j}].unit"),
                    Flaw::Duplicate(tie.unit.clone()),
                );
            }
            if tie.basis != Basis::Stated && tie.why.is_none() {
                self.fault(format!("{at}.units[{j}].why"), Flaw::NoReason);
            }
        }
        match f.scope {
            Scope::Named if f.units.is_empty() => self.fault(format!("{at}.units"), Flaw::NoUnits),
            Scope::All => {
                let lacking: Vec<_> = r
                    .units
                    .iter()
                    .map(|u| u.id.as_str())
                    .filter(|u| !tied.contains(u))
                    .collect();
                if !lacking.is_empty() {
                    self.fault(
                        format!("{at}.units"),
                        Flaw::UnitsLacking(lacking.join(", ")),
                    );
                }
            }
            Scope::Some | Scope::General if !f.units.is_empty() => {
                self.fault(format!("{at}.units"), Flaw::UnitsNotAllowed);
            }
            _ => {}
        }
    }

    fn rest(&mut self) {
        let r = self.report;
        let units: HashSet<_> = r.units.iter().map(|u| u.id.as_str()).collect();
        let categories: HashSet<_> = r.categories.iter().map(|c| c.id.as_str()).collect();
        for (i, p) in r.practices.iter().enumerate() {
            if !units.contains(p.unit.as_str()) {
                self.fault(
                    format!("practices[{i}].unit"),
                    Flaw::Dangling(p.unit.clone()),
                );
            }
            for (j, c) in p.categories.iter().enumerate() {
                if !categories.contains(c.as_str()) {
                    self.fault(
                        format!("practices[{i}].categories[{j}]"),
                        Flaw::Dangling(c.clone()),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_quote_nothing_that_could_steer_a_terminal() {
        let hostile = [
            r#"{"schema":"\u001b[2J"}"#,
            r#"{"schema":"dudao.report/1","\u001b]0;x\u0007":1,"units":[{"\u202ex":"\u001b[0m"}]}"#,
            r#"{"schema":"dudao.report/1","year":"\u001b[2J"}"#,
            "\u{1b}[2J",
        ];
        for text in hostile {
            let faults = parse(text.as_bytes()).unwrap_err();
            let told: Vec<_> = faults
                .iter()
                .map(|f| match &f.flaw {
                    Flaw::OtherSchema(s)
                    | Flaw::UnknownMember(s)
                    | Flaw::WrongType(s)
                    | Flaw::Missing(s)
                    | Flaw::NotAllowed(s)
                    | Flaw::Shape(s) => format!("{}{s}", f.path),
                    Flaw::NotJson(_, _, s) => s.clone(),
                    _ => f.path.clone(),
                })
                .collect();
            assert!(!told.is_empty());
            for told in told {
                assert!(!told.chars().any(sanitise::is_hostile), "{told:?}");
            }
        }
    }

    #[test]
    fn an_id_is_fit_to_be_the_name_of_a_folder() {
        let shipped = crate::report::builtin_source("weihai-2022").unwrap();
        for id in ["", ".", "..", "a.", "a/b", "a\\\\b", "a b", "一"] {
            let text = shipped.replacen("\"weihai-2022\"", &format!("\"{id}\""), 1);
            let faults = parse(text.as_bytes()).unwrap_err();
            assert!(
                matches!(&faults[..], [Fault { path, flaw: Flaw::BadId(_) }] if path == "id"),
                "{id}: {faults:?}"
            );
        }
    }
}
