//! A short list ranked by what was typed, as the command palette shows it.

use super::{Grade, Needle, Word};

/// The items that fit, as their places in the list, best first, ties in the list's order. An item is what it is known
/// by, such as its Chinese and English name and its key; each word has to fit one of them. Roughly, only where no item
/// fits otherwise. Nothing typed leaves the list as it is.
pub fn best<I, S>(typed: &str, items: impl IntoIterator<Item = I>) -> Vec<usize>
where
    I: IntoIterator<Item = S>,
    S: AsRef<str>,
{
    let needle = Needle::new(typed);
    let items: Vec<Vec<S>> = items.into_iter().map(|i| i.into_iter().collect()).collect();
    let found = ranked(&needle, &items, Word::grade);
    if found.is_empty() {
        return ranked(&needle, &items, |w, name| {
            w.grade(name)
                .or_else(|| w.is_near(name).then_some(Grade::Near))
        });
    }
    found
}

fn ranked<S: AsRef<str>>(
    needle: &Needle,
    items: &[Vec<S>],
    grade: impl Fn(&Word, &str) -> Option<Grade>,
) -> Vec<usize> {
    let of = |names: &Vec<S>| -> Option<Vec<Grade>> {
        let word = |w| names.iter().filter_map(|n| grade(w, n.as_ref())).min();
        let mut grades: Vec<Grade> = needle.words().iter().map(word).collect::<Option<_>>()?;
        grades.sort_by(|a, b| b.cmp(a));
        Some(grades)
    };
    let mut found: Vec<(Vec<Grade>, usize)> = items
        .iter()
        .enumerate()
        .filter_map(|(ix, names)| Some((of(names)?, ix)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, ix)| ix).collect()
}
