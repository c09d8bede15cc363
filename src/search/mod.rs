//! What a person typed against texts: plain, by pinyin and its initials, and, where nothing else fits, roughly.
//!
//! Pure; knows texts only. Case does not matter, and full-width signs count as their ASCII twins. What is typed is
//! split at blanks; every word has to occur.

mod fuzzy;
mod pinyin;
mod rank;

pub use rank::best;

use std::ops::Range;

/// How well a word fits a text, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The word is the text.
    Exact,
    /// The text begins with the word.
    Prefix,
    /// A word of the text begins with it.
    WordStart,
    /// It occurs in the text.
    Inside,
    /// The pinyin or the initials of the whole text.
    Pinyin,
    /// The pinyin or the initials of the text's beginning.
    PinyinPrefix,
    /// The pinyin or the initials of a part of the text.
    PinyinInside,
    /// Roughly: letters wrong or left out.
    Near,
}

/// What was typed, ready to be looked for in many texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    words: Vec<Word>,
}

/// One word of a needle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded: lower case, ASCII twins.
    letters: Vec<char>,
}

impl Needle {
    /// The words of what was typed.
    pub fn new(typed: &str) -> Self {
        let folded: Vec<char> = typed.chars().map(fold).collect();
        let words = folded.split(|c| c.is_whitespace());
        let words = words.filter(|w| !w.is_empty()).map(|w| Word {
            letters: w.to_vec(),
        });
        Self {
            words: words.collect(),
        }
    }

    /// Whether nothing but blanks was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words; each has at least one character.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The bytes of `hay` to mark, in order, apart from one another, on character boundaries. A word that does not
    /// occur here marks nothing: it may occur in another text.
    pub fn ranges(&self, hay: &str) -> Vec<Range<usize>> {
        merged(self.words.iter().flat_map(|w| w.ranges(hay)).collect())
    }

    /// As [`ranges`](Self::ranges), with what fits roughly where a word does not occur otherwise.
    pub fn near_ranges(&self, hay: &str) -> Vec<Range<usize>> {
        let of = |w: &Word| match w.ranges(hay) {
            none if none.is_empty() => fuzzy::ranges(&w.letters, hay),
            found => found,
        };
        merged(self.words.iter().flat_map(of).collect())
    }
}

/// The bytes of `hay` to mark for what was typed: see [`Needle::ranges`].
pub fn ranges(needle: &str, hay: &str) -> Vec<Range<usize>> {
    Needle::new(needle).ranges(hay)
}

impl Word {
    /// How well the word fits; `None` if it does not occur, not even by pinyin.
    pub fn grade(&self, hay: &str) -> Option<Grade> {
        self.plain(hay).or_else(|| self.spelt(hay))
    }

    /// As [`grade`](Self::grade), by the signs themselves only.
    pub fn plain(&self, hay: &str) -> Option<Grade> {
        let mut best: Option<Grade> = None;
        let mut before = None;
        for (at, c) in hay.char_indices() {
            if let Some(len) = plain_at(&self.letters, hay, at) {
                let grade = match (at, at + len == hay.len()) {
                    (0, true) => Grade::Exact,
                    (0, false) => Grade::Prefix,
                    _ if starts_word(before, c) => Grade::WordStart,
                    _ => Grade::Inside,
                };
                best = Some(best.map_or(grade, |b| b.min(grade)));
                if grade < Grade::Inside {
                    break;
                }
            }
            before = Some(c);
        }
        best
    }

    /// As [`grade`](Self::grade), by pinyin only.
    pub fn spelt(&self, hay: &str) -> Option<Grade> {
        if !self.may_spell() || hay.is_ascii() {
            return None;
        }
        match pinyin::longest_at(&self.letters, hay) {
            Some(end) if end == hay.len() => Some(Grade::Pinyin),
            Some(_) => Some(Grade::PinyinPrefix),
            None => pinyin::occurs(&self.letters, hay).then_some(Grade::PinyinInside),
        }
    }

    /// Whether the word fits roughly; to be asked when nothing fits otherwise.
    pub fn is_near(&self, hay: &str) -> bool {
        fuzzy::is_near(&self.letters, hay)
    }

    /// Whether the word is the text, with every syllable spelt out or as its initial: `hcq`, `huancuiqu`, `huanc区`.
    pub fn names(&self, hay: &str) -> bool {
        self.may_spell() && pinyin::is_whole(&self.letters, hay)
    }

    /// Whether the word says enough to be looked for by pinyin in long texts, where two or three initials occur anywhere.
    pub fn is_telling(&self) -> bool {
        let weight = |c: &char| if c.is_ascii() { 1 } else { 3 };
        self.letters.iter().map(weight).sum::<usize>() > 3
    }

    /// Whether this sign, in its folded form, is in the word.
    pub fn contains(&self, sign: char) -> bool {
        self.letters.contains(&sign)
    }

    fn may_spell(&self) -> bool {
        self.letters.len() <= pinyin::MOST && self.letters.iter().any(char::is_ascii_lowercase)
    }

    fn ranges(&self, hay: &str) -> Vec<Range<usize>> {
        let plain = every(hay, |at| plain_at(&self.letters, hay, at));
        if !plain.is_empty() || !self.may_spell() {
            return plain;
        }
        every(hay, |at| pinyin::longest_at(&self.letters, hay.get(at..)?))
    }
}

/// Lower case and ASCII twin; always one character.
fn fold(c: char) -> char {
    match c {
        '\0'..='\x7f' => return c.to_ascii_lowercase(),
        // Chinese characters are the most and have no case
        '\u{4e00}'..='\u{9fff}' => return c,
        _ => {}
    }
    let c = crate::text::ascii_twin(c);
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// How many bytes of `hay` from `at` on are the letters.
fn plain_at(letters: &[char], hay: &str, at: usize) -> Option<usize> {
    let mut rest = hay.get(at..)?.chars();
    let mut len = 0;
    for letter in letters {
        let c = rest.next().filter(|c| fold(*c) == *letter)?;
        len += c.len_utf8();
    }
    Some(len)
}

/// Where a match begins, from left to right, without overlap.
fn every(hay: &str, len_at: impl Fn(usize) -> Option<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for (at, _) in hay.char_indices() {
        if at >= next
            && let Some(len) = len_at(at)
        {
            next = at + len;
            found.push(at..next);
        }
    }
    found
}

fn merged(mut all: Vec<Range<usize>>) -> Vec<Range<usize>> {
    all.sort_by_key(|r| (r.start, r.end));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in all {
        match kept.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    kept
}

fn starts_word(before: Option<char>, c: char) -> bool {
    c.is_ascii_alphanumeric() && before.is_none_or(|b| !b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests;
