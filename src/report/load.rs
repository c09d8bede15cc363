//! From bytes to a report that holds together, or to all of its faults.

use std::fmt::Write as _;

use jsonschema::error::ValidationErrorKind as Kind;

use super::{Report, SCHEMA, SCHEMA_JSON, check, sanitise};

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
    if let Some(report) = at_once(text) {
        return Ok(report);
    }
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

/// A report that is right, in a text that has nothing to be cleaned of; `None` means a closer look, not a fault.
fn at_once(text: &str) -> Option<Report> {
    let is_layout = |c| matches!(c, '\n' | '\r' | '\t');
    // an escape other than of a quote or a backslash may stand for a sign that has to go
    let mut escapes = text.split('\\').skip(1);
    let is_clean = !text
        .chars()
        .any(|c| sanitise::is_hostile(c) && !is_layout(c))
        && escapes.all(|after| matches!(after.bytes().next(), None | Some(b'"' | b'/')));
    let report: Report = serde_json::from_str(text).ok().filter(|_| is_clean)?;
    (report.schema == SCHEMA && check(&report).is_empty()).then_some(report)
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
    fn the_shipped_report_is_read_at_once_and_one_with_an_escape_is_looked_at() {
        let shipped = crate::report::builtin_source("weihai-2022").unwrap();
        assert_eq!(at_once(shipped), parse(shipped.as_bytes()).ok());
        assert!(at_once(shipped).is_some());
        for hostile in ["\\u001b[2J", "\\n", "\\\\u001b", "\u{202e}"] {
            let text = shipped.replacen("\"zh\": \"", &format!("\"zh\": \"{hostile}"), 1);
            assert_eq!(at_once(&text), None, "{hostile}");
            let cleaned = parse(text.as_bytes()).unwrap();
            assert!(
                !cleaned
                    .title
                    .zh
                    .chars()
                    .any(|c| c == '\u{1b}' || c == '\u{202e}')
            );
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
