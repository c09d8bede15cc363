//! The numbers before a heading or an item: 一、 (一) 1. (1) ① 一是, also with half of them lost.

/// How a number is written: its level in an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    /// 一、
    Chinese,
    /// (一)
    ChineseBracket,
    /// 1.
    Digit,
    /// (1)
    DigitBracket,
    /// ①
    Circle,
    /// 一是
    Spoken,
}

/// A number found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// How it is written.
    pub level: Level,
    /// Its value; `None` when only its brackets are left.
    pub number: Option<u32>,
    /// Bytes that it takes.
    pub len: usize,
    /// Whether a part of it is missing.
    pub broken: bool,
}

/// The number at the start of a folded text.
pub(super) fn marker(text: &str) -> Option<Marker> {
    bracketed(text).or_else(|| plain(text))
}

/// Makes the marker of what was read before the rest of a text.
fn found_in(text: &str) -> impl Fn(Level, Option<u32>, &str, bool) -> Option<Marker> {
    |level, number, rest, broken| {
        Some(Marker {
            level,
            number,
            len: text.len() - rest.len(),
            broken,
        })
    }
}

fn bracketed(text: &str) -> Option<Marker> {
    let found = found_in(text);
    if let Some(rest) = text.strip_prefix(')') {
        return found(Level::ChineseBracket, None, rest, true);
    }
    let inner = text.strip_prefix('(')?;
    let (number, rest, level) = if let Some((n, rest)) = chinese(inner) {
        (n, rest, Level::ChineseBracket)
    } else {
        let (n, rest) = digits(inner)?;
        (n, rest, Level::DigitBracket)
    };
    match rest.strip_prefix(')') {
        Some(rest) => found(
            level,
            Some(number),
            rest.trim_start_matches(['、', '.']),
            false,
        ),
        None if number < 20 && level == Level::ChineseBracket => {
            found(level, Some(number), rest, true)
        }
        None => None,
    }
}

fn plain(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let found = found_in(text);
    if let '①'..='⑳' = first {
        let rest = text.get(first.len_utf8()..)?;
        return found(Level::Circle, Some(first as u32 - 0x245f), rest, false);
    }
    if let Some(rest) = text.strip_prefix('、') {
        return found(Level::Chinese, None, rest, true);
    }
    let ordinal = text.strip_prefix('第').and_then(chinese);
    if let Some((n, rest)) = ordinal {
        let rest = rest.strip_prefix([',', '、'])?;
        return found(Level::Spoken, Some(n), rest, false);
    }
    if let Some((n, rest)) = chinese(text) {
        return match rest.chars().next()? {
            '、' | '.' => found(
                Level::Chinese,
                Some(n),
                rest.get(rest.chars().next()?.len_utf8()..)?,
                false,
            ),
            '是' => found(Level::Spoken, Some(n), rest.strip_prefix('是')?, false),
            ')' => found(
                Level::ChineseBracket,
                Some(n),
                rest.strip_prefix(')')?,
                true,
            ),
            _ => None,
        };
    }
    let (n, rest) = digits(text)?;
    let after = rest.strip_prefix(['.', '、', ')'])?;
    // 3.5亿元 is a figure and no third point
    if n > 99 || after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    found(Level::Digit, Some(n), after, rest.starts_with(')'))
}

fn digits(text: &str) -> Option<(u32, &str)> {
    // longer ones are no number of an item
    let end = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let n = text.get(..end)?.parse().ok()?;
    Some((n, text.get(end..)?))
}

/// A Chinese number of up to two digits, and what follows.
fn chinese(text: &str) -> Option<(u32, &str)> {
    let value = |c: char| {
        "一二三四五六七八九"
            .chars()
            .zip(1..)
            .find(|(d, _)| *d == c)
            .map(|(_, n)| n)
    };
    let (mut n, mut len) = (0, 0);
    for c in text.chars().take(3) {
        match (value(c), c) {
            (Some(d), _) if n % 10 == 0 => n += d,
            (None, '十') if n < 10 => n = n.max(1) * 10,
            _ => break,
        }
        len += c.len_utf8();
    }
    (n > 0).then_some((n, text.get(len..)?))
}

/// A number in Chinese.
pub(super) fn in_chinese(n: u32) -> String {
    let digit = |n: u32| {
        "零一二三四五六七八九"
            .chars()
            .nth(n as usize)
            .unwrap_or('零')
    };
    match n {
        0..=9 => digit(n).to_string(),
        10 => "十".to_owned(),
        11..=19 => format!("十{}", digit(n - 10)),
        20..=99 if n.is_multiple_of(10) => format!("{}十", digit(n / 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<(Level, Option<u32>, &str, bool)> {
        marker(text).map(|m| (m.level, m.number, text.get(m.len..).unwrap(), m.broken))
    }

    #[test]
    fn every_kind_of_number_is_read() {
        use Level::*;
        assert_eq!(seen("一、成绩"), Some((Chinese, Some(1), "成绩", false)));
        assert_eq!(
            seen("(十二)教师"),
            Some((ChineseBracket, Some(12), "教师", false))
        );
        assert_eq!(seen("1.校舍"), Some((Digit, Some(1), "校舍", false)));
        assert_eq!(
            seen("(2)校舍"),
            Some((DigitBracket, Some(2), "校舍", false))
        );
        assert_eq!(seen("③校舍"), Some((Circle, Some(3), "校舍", false)));
        assert_eq!(seen("二是校舍"), Some((Spoken, Some(2), "校舍", false)));
        assert_eq!(seen("第三,校舍"), Some((Spoken, Some(3), "校舍", false)));
    }

    #[test]
    fn what_is_left_of_a_number_is_read_as_one_and_figures_are_not() {
        use Level::*;
        assert_eq!(seen(")校舍"), Some((ChineseBracket, None, "校舍", true)));
        assert_eq!(
            seen("(四校舍"),
            Some((ChineseBracket, Some(4), "校舍", true))
        );
        assert_eq!(
            seen("四)校舍"),
            Some((ChineseBracket, Some(4), "校舍", true))
        );
        assert_eq!(seen("、评价意见"), Some((Chinese, None, "评价意见", true)));
        assert_eq!(seen("3.5亿元"), None);
        assert_eq!(seen("3个开发区"), None);
        assert_eq!(seen("一些学校"), None);
        assert_eq!(seen("2022.12.3"), None);
    }
}
