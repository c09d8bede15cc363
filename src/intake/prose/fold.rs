//! The text as it is compared: half-width, simplified, without blanks. Every place in it leads back to the original.

use crate::report::sanitise::is_hostile;

/// A folded text beside the original.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// What rules are matched against.
    pub text: String,
    /// For each byte of `text`, and for its end, the byte of the original where it comes from.
    origin: Vec<usize>,
    /// How many characters of the original begin before each [`STEP`]th byte of it.
    counted: Vec<usize>,
}

/// Bytes from one count of characters to the next.
const STEP: usize = 512;

impl Folded {
    /// Folds a text.
    pub fn of(original: &str) -> Self {
        let mut folded = Self::default();
        let mut quote_open = false;
        let mut before = None;
        let mut chars = original.char_indices().peekable();
        let mut seen = 0;
        while let Some((at, c)) = chars.next() {
            while folded.counted.len() * STEP <= at {
                folded.counted.push(seen);
            }
            seen += 1;
            let next = chars.peek().map(|(_, c)| *c);
            if c.is_whitespace() || is_hostile(c) {
                let words = |c: Option<char>| c.is_some_and(|c: char| c.is_ascii_alphanumeric());
                if words(before) && words(next) {
                    folded.push(' ', at);
                }
                continue;
            }
            let same = match c {
                '"' | '\u{ff02}' => {
                    quote_open = !quote_open;
                    if quote_open { '“' } else { '”' }
                }
                '.' | '\u{ff0e}' if before.is_some_and(is_han) && next.is_none_or(is_han) => '。',
                c => alike(c),
            };
            folded.push(same, at);
            before = Some(same);
        }
        folded.origin.push(original.len());
        folded.simplify();
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.origin.extend(std::iter::repeat_n(at, c.len_utf8()));
    }

    /// Traditional characters become simplified ones, one for one.
    fn simplify(&mut self) {
        let simple = fast2s::convert(&self.text);
        // the table maps characters of three bytes to such; a place must never shift
        let aligned = simple.len() == self.text.len()
            && simple
                .chars()
                .map(char::len_utf8)
                .eq(self.text.chars().map(char::len_utf8));
        if aligned {
            self.text = simple;
        }
    }

    /// How many characters of the original begin before a byte of it.
    pub fn chars_before(&self, original: &str, at: usize) -> usize {
        let step = (at / STEP).min(self.counted.len().saturating_sub(1));
        let base = self.counted.get(step).copied().unwrap_or_default();
        let rest = original.as_bytes().get(step * STEP..at).unwrap_or_default();
        base + rest.iter().filter(|b| **b & 0xc0 != 0x80).count()
    }

    /// The bytes of the original behind the bytes `from..to` of the folded text, without blanks at either end.
    pub fn place(&self, original: &str, from: usize, to: usize) -> (usize, usize) {
        let end = self.origin.last().copied().unwrap_or_default();
        let at = |n: usize| self.origin.get(n).copied().unwrap_or(end);
        let (from, to) = (at(from), at(to));
        let raw = cut(original, from, to);
        let lead = raw.len() - raw.trim_start().len();
        (from + lead, from + lead.max(raw.trim_end().len()))
    }
}

/// The bytes `from..to` of a text; empty when they are none of its.
pub fn cut(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// The first characters of a text, at most `n`.
pub fn first(text: &str, n: usize) -> &str {
    let end = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    cut(text, 0, end)
}

/// The last characters of a text, at most `n`.
pub fn last(text: &str, n: usize) -> &str {
    let from = text.char_indices().rev().take(n).last();
    text.get(from.map_or(text.len(), |(at, _)| at)..)
        .unwrap_or_default()
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// One sign for those that mean the same.
fn alike(c: char) -> char {
    match c {
        '。' | '｡' | '﹒' => '。',
        '﹐' | '︐' => ',',
        '､' | '﹑' => '、',
        '﹔' => ';',
        '﹕' | '∶' => ':',
        '﹙' | '〔' | '［' | '[' => '(',
        '﹚' | '〕' | '］' | ']' => ')',
        '「' | '『' | '〝' | '﹁' => '“',
        '」' | '』' | '〞' | '﹂' => '”',
        '〈' => '<',
        '〉' => '>',
        '﹪' => '%',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        // seen in copies of PDF files: radicals that look like the characters
        '⼀' => '一',
        '⼆' => '二',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_characters_that_mean_the_same_are_one() {
        let f = Folded::of("（三）敎育經費不足，「雙減」 未達 ９５％．");
        assert_eq!(f.text, "(三)敎育经费不足,“双减”未达95%.");
        assert_eq!(Folded::of("教师不足.学校").text, "教师不足。学校");
        assert_eq!(Folded::of("\"双减\"").text, "“双减”");
    }

    #[test]
    fn characters_are_counted_alike_however_long_the_text() {
        let original = "甲a县，😀é".repeat(300);
        let f = Folded::of(&original);
        for at in original
            .char_indices()
            .map(|(at, _)| at)
            .chain([original.len()])
        {
            assert_eq!(
                f.chars_before(&original, at),
                cut(&original, 0, at).chars().count()
            );
        }
        assert_eq!((first("甲乙丙", 2), last("甲乙丙", 2)), ("甲乙", "乙丙"));
        assert_eq!(
            (first("甲", 2), last("甲", 2), last("甲", 0)),
            ("甲", "甲", "")
        );
    }

    #[test]
    fn a_place_leads_back_to_the_original() {
        let original = "　　甲縣 經費\n不足；乙";
        let f = Folded::of(original);
        assert_eq!(f.text, "甲县经费不足;乙");
        let end = f.text.find(';').unwrap();
        let (from, to) = f.place(original, 0, end);
        assert_eq!(cut(original, from, to), "甲縣 經費\n不足");
        let (from, to) = f.place(original, 0, f.text.len());
        assert_eq!(cut(original, from, to), original.trim());
    }
}
