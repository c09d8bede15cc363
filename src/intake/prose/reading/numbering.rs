//! The numbers that Word and browsers draw and do not write.

use std::collections::{BTreeMap, HashMap};

/// A number in one of the forms that `w:numFmt` names.
pub(super) fn label(form: &str, n: u32) -> String {
    match form {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting" => chinese(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            char::from_u32(n.saturating_add(0x245f))
                .filter(|_| (1..=20).contains(&n))
                .map_or_else(|| n.to_string(), String::from)
        }
        "lowerLetter" | "upperLetter" => {
            let base = if form == "lowerLetter" { b'a' } else { b'A' };
            let nth = u8::try_from(n.saturating_sub(1) % 26).unwrap_or(0);
            char::from(base + nth).to_string()
        }
        "none" | "bullet" => String::new(),
        _ => n.to_string(),
    }
}

/// 1 to 99 in Chinese.
fn chinese(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or_default();
    match n {
        0..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", digit(n - 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

/// One level of a numbering.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub start: u32,
    pub form: String,
    /// What is drawn, with `%1` for the number of the first level.
    pub text: String,
}

/// All numberings of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by abstract number and level.
    pub levels: HashMap<(String, u32), Level>,
    /// Abstract number of a number.
    pub numbers: HashMap<String, String>,
    /// Number and level of a paragraph style.
    pub styles: HashMap<String, (String, u32)>,
    counts: HashMap<String, BTreeMap<u32, u32>>,
}

impl Numbering {
    /// The number of the next paragraph of a level.
    pub fn next(&mut self, number: &str, level: u32) -> Option<String> {
        let kind = self.numbers.get(number)?.clone();
        let own = self.levels.get(&(kind.clone(), level))?.clone();
        let counts = self.counts.entry(kind.clone()).or_default();
        counts.retain(|l, _| *l <= level);
        let count = counts.entry(level).or_insert(own.start.saturating_sub(1));
        *count = count.saturating_add(1);
        let mut text = own.text.clone();
        for l in 0..=level.min(8) {
            let mark = format!("%{}", l + 1);
            if text.contains(&mark) {
                let shown = self.levels.get(&(kind.clone(), l));
                let n = counts.get(&l).copied().unwrap_or(1);
                let form = shown.map_or("decimal", |s| s.form.as_str());
                text = text.replace(&mark, &label(form, n));
            }
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn_as_word_draws_them() {
        let drawn = |form, n| label(form, n);
        assert_eq!(drawn("chineseCounting", 12), "十二");
        assert_eq!(drawn("chineseCounting", 30), "三十");
        assert_eq!(drawn("decimalEnclosedCircle", 3), "③");
        assert_eq!(drawn("decimal", 7), "7");
        assert_eq!(drawn("lowerLetter", 2), "b");
    }
}
