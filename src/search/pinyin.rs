//! Chinese by its pinyin: whole syllables, initials (`zh`, `ch`, `sh` as one letter or two), the characters
//! themselves, in any mixture; every reading of a character counts.
//!
//! The state is a set of places in the word, one bit each, so that time is linear and nothing is tried twice.

use pinyin::ToPinyinMulti as _;

use super::fold;

/// Longer words are not looked for by pinyin.
pub const MOST: usize = 127;

/// How many bytes at the beginning of `hay` the letters spell: the most that they can. The last syllable may be unfinished.
pub fn longest_at(letters: &[char], hay: &str) -> Option<usize> {
    let mut places = 1_u128;
    let mut end = None;
    for (at, c) in hay.char_indices() {
        places = step(letters, places, c, true);
        if places == 0 {
            break;
        }
        if is_through(letters, places) {
            end = Some(at + c.len_utf8());
        }
    }
    end
}

/// Whether the letters spell a part of `hay`.
pub fn occurs(letters: &[char], hay: &str) -> bool {
    let mut places = 0;
    hay.chars().any(|c| {
        places = step(letters, places | 1, c, true);
        is_through(letters, places)
    })
}

/// Whether the letters spell all of `hay`, with no syllable unfinished.
pub fn is_whole(letters: &[char], hay: &str) -> bool {
    let walk = |places, c| step(letters, places, c, false);
    !hay.is_empty() && is_through(letters, hay.chars().fold(1, walk))
}

fn is_through(letters: &[char], places: u128) -> bool {
    places & bit(letters.len()) != 0
}

fn bit(place: usize) -> u128 {
    u32::try_from(place).map_or(0, |p| 1_u128.checked_shl(p).unwrap_or(0))
}

/// Where one can be after `c` when one was at `places` before.
fn step(letters: &[char], places: u128, c: char, partial: bool) -> u128 {
    let mut next = 0;
    let mut open = places & !bit(letters.len());
    while open != 0 {
        let place = open.trailing_zeros() as usize;
        open &= open - 1;
        let Some(rest) = letters.get(place..) else {
            break;
        };
        if rest.first() == Some(&fold(c)) {
            next |= bit(place + 1);
        }
        if !c.is_ascii() && rest.first().is_some_and(char::is_ascii_lowercase) {
            next |= spelt(rest, place, c, partial);
        }
    }
    next
}

/// The places behind each way to spell `c`.
fn spelt(rest: &[char], place: usize, c: char, partial: bool) -> u128 {
    let Some(readings) = c.to_pinyin_multi() else {
        return 0;
    };
    let mut next = 0;
    for reading in readings {
        let plain = reading.plain();
        let syllable = plain.chars().count();
        let pairs = rest.iter().zip(plain.chars());
        let common = pairs.take_while(|(typed, c)| sounds(**typed, *c)).count();
        if common == 0 {
            continue;
        }
        next |= bit(place + 1);
        if common > 1 && plain.chars().nth(1) == Some('h') {
            next |= bit(place + 2);
        }
        if common == syllable || (partial && common == rest.len()) {
            next |= bit(place + common);
        }
    }
    next
}

fn sounds(typed: char, of_reading: char) -> bool {
    typed == of_reading || (of_reading == 'ü' && matches!(typed, 'v' | 'u'))
}
