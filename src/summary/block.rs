//! The pieces of a document, and how its headings are numbered.

use super::Table;
use crate::lang::Lang;

/// One piece of the document. Its text is data: a format escapes it as it needs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of the document.
    Title(String),
    /// A heading, without its number.
    Heading(Level, String),
    /// Names with their values.
    Facts(Vec<(String, String)>),
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Table(Table),
    /// The burn-down: its figures, for formats that do not draw.
    Trend(Table),
}

/// How deep a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 一、
    Section,
    /// （一）
    Part,
    /// 1.
    Point,
}

/// The blocks with the numbers of headings before their text.
pub(super) fn numbered(blocks: Vec<Block>, lang: Lang) -> impl Iterator<Item = Block> {
    let mut numbers = Numbers::default();
    blocks.into_iter().map(move |block| match block {
        Block::Heading(level, text) => Block::Heading(level, numbers.next(level, lang) + &text),
        other => other,
    })
}

/// Numbers of headings as Chinese official papers write them; in English `1.`, `1.1`, `1.1.1`.
#[derive(Debug, Default)]
pub(super) struct Numbers([u32; 3]);

impl Numbers {
    /// The number of the next heading of a level, with what stands between number and text.
    pub(super) fn next(&mut self, level: Level, lang: Lang) -> String {
        let Self([section, part, point]) = self;
        match level {
            Level::Section => (*section, *part, *point) = (*section + 1, 0, 0),
            Level::Part => (*part, *point) = (*part + 1, 0),
            Level::Point => *point += 1,
        }
        match (lang, level) {
            (Lang::Zh, Level::Section) => format!("{}、", han(*section)),
            (Lang::Zh, Level::Part) => format!("（{}）", han(*part)),
            (Lang::Zh, Level::Point) => format!("{point}. "),
            (Lang::En, Level::Section) => format!("{section}. "),
            (Lang::En, Level::Part) => format!("{section}.{part} "),
            (Lang::En, Level::Point) => format!("{section}.{part}.{point} "),
        }
    }
}

/// A number below 100 in Chinese; larger ones in digits.
fn han(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or_default();
    match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => n.to_string(),
    }
}

/// The word as it begins a heading or a cell: an English one gets a capital.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_as_official_papers_do() {
        let all = |lang| {
            use Level::{Part, Point, Section};
            let levels = [Section, Part, Point, Point, Part, Point, Section, Part];
            let mut numbers = Numbers::default();
            levels.map(|level| numbers.next(level, lang)).concat()
        };
        assert_eq!(all(Lang::Zh), "一、（一）1. 2. （二）1. 二、（一）");
        assert_eq!(all(Lang::En), "1. 1.1 1.1.1 1.1.2 1.2 1.2.1 2. 2.1 ");
    }

    #[test]
    fn chinese_numbers_go_on_beyond_ten() {
        let said = [1, 10, 11, 20, 36, 99, 100].map(han);
        assert_eq!(
            said,
            ["一", "十", "十一", "二十", "三十六", "九十九", "100"]
        );
    }
}
