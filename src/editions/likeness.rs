//! How alike two Chinese sentences are: the share of neighbouring signs that they have in common.

use std::collections::HashMap;

/// Twice the pairs of signs in common over all pairs (Dice), 0 to 1; figures, blanks and punctuation do not count.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (pairs(a), pairs(b));
    let all: usize = a.values().chain(b.values()).sum();
    if all == 0 {
        return 0.0;
    }
    let common: usize = a
        .iter()
        .map(|(pair, n)| (*n).min(b.get(pair).copied().unwrap_or(0)))
        .sum();
    let ratio = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    2.0 * ratio(common) / ratio(all)
}

/// Neighbouring letters, with how often each pair occurs.
fn pairs(text: &str) -> HashMap<(char, char), usize> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let mut pairs = HashMap::new();
    for pair in letters.windows(2) {
        if let [a, b] = pair {
            *pairs.entry((*a, *b)).or_insert(0) += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_words_are_alike_whatever_the_figures() {
        let alike = likeness("公办园在园幼儿占比低于50%", "公办园在园幼儿占比低于 55%。");
        assert!(alike > 0.99, "{alike}");
        assert!(likeness("大校额未完全化解", "大校额问题仍未完全化解") > 0.6);
        assert!(likeness("大校额未完全化解", "校外培训执法力量不足") < 0.2);
        assert!(likeness("", "") < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn it_is_symmetric_and_between_none_and_all(a in "\\PC{0,40}", b in "\\PC{0,40}") {
            let (one, other) = (likeness(&a, &b), likeness(&b, &a));
            prop_assert!((one - other).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&one));
        }
    }
}
