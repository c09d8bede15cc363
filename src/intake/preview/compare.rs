//! The comparison of three sides, and how values are made comparable.

use jiff::civil::Date;
use jiff::{Span, civil};

use crate::board::dates;
use crate::intake::workbook::Value;
use crate::lang::{Lang, WorkbookWords, domain};
use crate::ledger::Horizon;
use crate::report::sanitise;
use crate::text::ascii_twin;

/// What came of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As it was exported.
    Untouched,
    /// The ledger holds it already.
    Already,
    /// Only the district changed it.
    Theirs,
    /// Both changed it.
    Both,
}

/// Compares what was exported, what came back and what the ledger holds; `decided` is whether somebody decided about it
/// here since the export, even if the value is the same again.
pub(super) fn compare<T: PartialEq>(base: &T, theirs: &T, ours: &T, decided: bool) -> Verdict {
    if theirs == base {
        Verdict::Untouched
    } else if theirs == ours {
        Verdict::Already
    } else if ours != base || decided {
        Verdict::Both
    } else {
        Verdict::Theirs
    }
}

/// A text as it is compared and recorded: clean, line ends as `\n`, no blanks at the ends of its lines.
pub(super) fn plain(text: &str) -> String {
    let text = sanitise::paragraphs(text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// A text without its blanks: programs break lines where they like.
pub(super) fn squashed(text: &str) -> String {
    let text = sanitise::paragraphs(text);
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Yes or no, in either language and in the signs that people use.
pub(super) fn answer(value: &Value) -> Option<bool> {
    let text = match value {
        Value::Text(text) => text,
        Value::Bool(b) => return Some(*b),
        Value::Number(n) if n.to_bits() == 1_f64.to_bits() => return Some(true),
        Value::Number(n) if n.to_bits() == 0_f64.to_bits() => return Some(false),
        _ => return None,
    };
    let text: String = plain(text).chars().map(ascii_twin).collect();
    let text = text.trim().to_lowercase();
    let is = |word: fn(&WorkbookWords) -> &'static str, others: &[&str]| {
        let ours = Lang::ALL
            .iter()
            .any(|l| word(WorkbookWords::of(*l)) == text);
        ours || others.contains(&text.as_str())
    };
    if is(
        |w| w.yes,
        &[
            "y",
            "true",
            "1",
            "√",
            "✓",
            "✔",
            "☑",
            "已完成",
            "完成",
            "done",
        ],
    ) {
        Some(true)
    } else if is(
        |w| w.no,
        &[
            "n",
            "false",
            "0",
            "×",
            "x",
            "✗",
            "✘",
            "☐",
            "未完成",
            "not done",
        ],
    ) {
        Some(false)
    } else {
        None
    }
}

/// A horizon by its name in either language or its code word.
pub(super) fn horizon(text: &str) -> Option<Horizon> {
    let text = plain(text).to_lowercase();
    let all = [Horizon::Immediate, Horizon::Phased, Horizon::Standing];
    all.into_iter().find(|h| {
        Lang::ALL
            .iter()
            .any(|l| domain(*l).horizon_name(*h) == text)
    })
}

/// A day: a real date, a date that lost its format, or a text that means the same day whenever it is read.
pub(super) fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Day(day) => Some(*day),
        Value::Number(n) => serial(*n),
        Value::Text(text) => {
            let text = plain(text);
            // what depends on today was typed on a day that nobody knows
            let on = |today| dates::parse(&text, today);
            let (once, later) = (on(civil::date(2000, 1, 1))?, on(civil::date(2001, 3, 5))?);
            (once == later).then_some(once)
        }
        Value::Bool(_) | Value::Error | Value::Formula => None,
    }
}

/// Whether two cells say the same; a day that lost its format in a paste is still that day.
pub(super) fn alike(one: Option<&Value>, other: Option<&Value>) -> bool {
    let is_day = |value: &&Value| matches!(value, Value::Day(_));
    match (one, other) {
        (Some(a), Some(b)) if is_day(&a) || is_day(&b) => day(a) == day(b),
        (a, b) => a == b,
    }
}

/// The day of a number of Excel's calendar, as far as it is one of this century.
fn serial(n: f64) -> Option<Date> {
    const CENTURY: std::ops::RangeInclusive<f64> = 36_526.0..=73_050.0;
    if !CENTURY.contains(&n) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the century")]
    let days = n as i64;
    let span = Span::new().try_days(days).ok()?;
    civil::date(1899, 12, 30).checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_the_district_alone_changed_is_a_change() {
        use Verdict::{Already, Both, Theirs, Untouched};
        for (base, theirs, ours, decided, verdict) in [
            ("a", "a", "a", false, Untouched),
            ("a", "a", "b", true, Untouched),
            ("a", "b", "a", false, Theirs),
            ("a", "b", "b", true, Already),
            ("a", "b", "c", true, Both),
            ("a", "b", "a", true, Both),
            ("a", "b", "c", false, Both),
        ] {
            let found = compare(&base, &theirs, &ours, decided);
            assert_eq!(found, verdict, "{base} {theirs} {ours} {decided}");
        }
    }

    #[test]
    fn answers_are_understood_as_people_write_them_and_nothing_is_guessed() {
        let text = |t: &str| answer(&Value::Text(t.into()));
        for yes in ["是", " 是 ", "Yes", "√", "ＹＥＳ", "已完成"] {
            assert_eq!(text(yes), Some(true), "{yes}");
        }
        for no in ["否", "no", "未完成", "×"] {
            assert_eq!(text(no), Some(false), "{no}");
        }
        for neither in ["是否", "部分", "?", "50%"] {
            assert_eq!(text(neither), None, "{neither}");
        }
        assert_eq!(answer(&Value::Number(1.0)), Some(true));
        assert_eq!(answer(&Value::Number(0.5)), None);
    }

    #[test]
    fn a_day_is_taken_only_when_it_is_the_same_whenever_it_is_read() {
        let text = |t: &str| day(&Value::Text(t.into()));
        for said in ["2023-12-31", "2023/12/31", "2023年12月31日", "2023.12.31"] {
            assert_eq!(text(said), Some(date(2023, 12, 31)), "{said}");
        }
        for said in ["2023-02-30", "12-31", "月底", "+30d", "尽快", "2023"] {
            assert_eq!(text(said), None, "{said}");
        }
        assert_eq!(day(&Value::Number(45_291.0)), Some(date(2023, 12, 31)));
        assert_eq!(day(&Value::Number(2023.0)), None);
    }
}
