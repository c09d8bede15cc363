//! What fits roughly: Latin words with a letter wrong or some left out, Chinese with characters left out.

use std::ops::Range;

use super::fold;

/// Shorter Latin words are not looked for roughly.
const SHORTEST: usize = 4;
/// Longer words are not looked for roughly.
const LONGEST: usize = 32;

/// Whether the letters fit `hay` roughly.
pub fn is_near(letters: &[char], hay: &str) -> bool {
    !ranges(letters, hay).is_empty()
}

/// The bytes of the first place in `hay` that fits roughly.
pub fn ranges(letters: &[char], hay: &str) -> Vec<Range<usize>> {
    if letters.len() > LONGEST {
        return Vec::new();
    }
    if letters.iter().all(char::is_ascii_alphanumeric) {
        let word = latin_words(hay).into_iter().find(|(_, w)| fits(letters, w));
        return word.map(|(range, _)| range).into_iter().collect();
    }
    if letters.len() < 2 || letters.iter().any(char::is_ascii_alphanumeric) {
        return Vec::new();
    }
    scattered(letters, hay)
}

fn latin_words(hay: &str) -> Vec<(Range<usize>, Vec<char>)> {
    let mut words: Vec<(Range<usize>, Vec<char>)> = Vec::new();
    for (at, c) in hay.char_indices() {
        let folded = fold(c);
        if !folded.is_ascii_alphanumeric() {
            continue;
        }
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((range, word)) if range.end == at => {
                range.end = end;
                word.push(folded);
            }
            _ => words.push((at..end, vec![folded])),
        }
    }
    words
}

/// Same first letter, and one letter in four wrong (of the word or of as much of it as was typed), or letters left out.
fn fits(letters: &[char], word: &[char]) -> bool {
    if letters.len() < SHORTEST || letters.first() != word.first() {
        return false;
    }
    let allowed = letters.len() / 4;
    let begun = word.get(..letters.len()).unwrap_or(word);
    let near = |of: &[char]| {
        of.len().abs_diff(letters.len()) <= allowed && distance(letters, of) <= allowed
    };
    near(word) || near(begun) || (word.len() <= letters.len() * 2 && is_in_order(letters, word))
}

fn distance(typed: &[char], word: &[char]) -> usize {
    let text = |letters: &[char]| letters.iter().collect::<String>();
    strsim::osa_distance(&text(typed), &text(word))
}

fn is_in_order(letters: &[char], word: &[char]) -> bool {
    let mut rest = word.iter();
    letters.iter().all(|l| rest.any(|c| c == l))
}

/// The characters in order within a window of twice their number and two.
fn scattered(letters: &[char], hay: &str) -> Vec<Range<usize>> {
    let window = letters.len() * 2 + 2;
    let starts = hay
        .char_indices()
        .filter(|(_, c)| letters.first() == Some(&fold(*c)));
    let mut tries = starts.map(|(start, _)| in_window(letters, hay, start, window));
    tries
        .find(|found| found.len() == letters.len())
        .unwrap_or_default()
}

fn in_window(letters: &[char], hay: &str, start: usize, window: usize) -> Vec<Range<usize>> {
    let mut wanted = letters.iter().peekable();
    let chars = hay.get(start..).unwrap_or_default().char_indices();
    let hits = chars.take(window).filter_map(|(at, c)| {
        wanted.next_if(|l| **l == fold(c))?;
        Some(start + at..start + at + c.len_utf8())
    });
    hits.collect()
}
