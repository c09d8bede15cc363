//! Dates as people type them, resolved against today.
//!
//! `2023-12-31`, `12-31`, `+30d`, `月底`, `年底` and their English twins; the result is shown before it is taken.
//! The calendar is jiff's.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

/// The day that a text means, or `None`.
///
/// A month and day without a year is the next such day from today on. `+N` counts days (`d`, 天), weeks (`w`, 周) or months (`m`, 月).
pub fn parse(text: &str, today: Date) -> Option<Date> {
    let text: String = text.trim().chars().map(crate::text::ascii_twin).collect();
    let text = text.to_lowercase();
    match text.as_str() {
        "今天" | "today" => return Some(today),
        "明天" | "tomorrow" => return today.tomorrow().ok(),
        "月底" | "本月底" | "eom" | "end of month" => return Some(today.last_of_month()),
        "下月底" => return Some(today.checked_add(1.month()).ok()?.last_of_month()),
        "年底" | "本年底" | "eoy" | "end of year" => return Some(today.last_of_year()),
        "明年底" => return Some(today.checked_add(1.year()).ok()?.last_of_year()),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix('+') {
        return today.checked_add(span(rest)?).ok();
    }
    day(&text, today)
}

/// `30`, `30d`, `30天`, `4w`, `4周`, `2m`, `2月`, `2个月`.
fn span(text: &str) -> Option<Span> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits)?;
    let n: i32 = number.parse().ok().filter(|n| *n <= 10_000)?;
    match unit.trim() {
        "" | "d" | "天" | "日" => Some(n.days()),
        "w" | "周" => Some(n.weeks()),
        "m" | "月" | "个月" => Some(n.months()),
        "y" | "年" => Some(n.years()),
        _ => None,
    }
}

/// Year, month and day, or month and day, with `-`, `/`, `.` or 年月日 between them.
fn day(text: &str, today: Date) -> Option<Date> {
    let plain = text
        .trim_end_matches(['日', '号'])
        .replace(['年', '月', '/', '.'], "-");
    let parts: Vec<i16> = plain
        .split('-')
        .map(|p| p.trim().parse().ok())
        .collect::<Option<_>>()?;
    let date =
        |y: i16, m: i16, d: i16| Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    match *parts.as_slice() {
        [y, m, d] if y >= 1000 => date(y, m, d),
        [m, d] => match date(today.year(), m, d) {
            Some(this_year) if this_year >= today => Some(this_year),
            // 02-29 may be a day of next year only
            _ => date(today.year().checked_add(1)?, m, d)
                .or_else(|| date(today.year(), m, d).filter(|d| *d >= today)),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2023, 9, 14);

    #[test]
    fn every_way_of_writing_a_day_is_understood() {
        for (said, day) in [
            ("2023-12-31", date(2023, 12, 31)),
            ("2024年2月29日", date(2024, 2, 29)),
            ("２０２３－１２－３１", date(2023, 12, 31)),
            ("12-31", date(2023, 12, 31)),
            ("12月31日", date(2023, 12, 31)),
            ("09-14", TODAY),
            ("9-13", date(2024, 9, 13)),
            ("+30d", date(2023, 10, 14)),
            ("+30天", date(2023, 10, 14)),
            ("+2w", date(2023, 9, 28)),
            ("+6个月", date(2024, 3, 14)),
            ("月底", date(2023, 9, 30)),
            ("年底", date(2023, 12, 31)),
            ("明天", date(2023, 9, 15)),
        ] {
            assert_eq!(parse(said, TODAY), Some(day), "{said}");
        }
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(parse("+1m", date(2023, 1, 31)), Some(date(2023, 2, 28)));
        assert_eq!(parse("月底", date(2024, 2, 3)), Some(date(2024, 2, 29)));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for said in [
            "",
            "明年",
            "2023-02-30",
            "13-01",
            "+",
            "+x",
            "+99999999999d",
            "1-2-3-4",
            "23-12-31",
        ] {
            assert_eq!(parse(said, TODAY), None, "{said}");
        }
    }
}
