//! From a few keys to a row or column of the board: its number, or how its label begins, by pinyin too.

use super::lookup::narrow;
use crate::report::{Report, Text};
use crate::search::{Grade, Needle};

/// Where to go: places in the report's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A district.
    Unit(usize),
    /// A category.
    Category(usize),
}

/// The district, else the category, that was meant; numbers are those of districts.
pub fn jump(report: &Report, typed: &str) -> Option<Spot> {
    let unit = unit(report, typed).map(Spot::Unit);
    unit.or_else(|| category(report, typed).map(Spot::Category))
}

/// The district of this number (1 is the first), or whose label begins so; of several, the one that fits best, then the first.
pub fn unit(report: &Report, typed: &str) -> Option<usize> {
    labelled(report.units.iter().map(|u| &u.label), typed)
}

/// The category of this number (1 is the first), or whose label begins so; of several, the one that fits best, then the first.
pub fn category(report: &Report, typed: &str) -> Option<usize> {
    labelled(report.categories.iter().map(|c| &c.label), typed)
}

fn labelled<'a>(labels: impl ExactSizeIterator<Item = &'a Text>, typed: &str) -> Option<usize> {
    if let Ok(number) = narrow(typed).parse::<usize>() {
        return number.checked_sub(1).filter(|ix| *ix < labels.len());
    }
    let needle = Needle::new(typed);
    let [word] = needle.words() else {
        return None;
    };
    let begins = |g: &Grade| !matches!(g, Grade::Inside | Grade::PinyinInside | Grade::Near);
    let grade = |label: &Text| {
        let both = [&label.zh, &label.en].into_iter();
        both.filter_map(|l| word.grade(l).filter(begins)).min()
    };
    let found = labels
        .enumerate()
        .filter_map(|(ix, l)| Some((grade(l)?, ix)));
    found.min().map(|(_, ix)| ix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_beginnings_lead_to_districts_and_categories() {
        let report = crate::report::builtin("weihai-2022").unwrap().unwrap();
        let to = |typed: &str| match jump(&report, typed)? {
            Spot::Unit(ix) => Some(report.units[ix].id.as_str()),
            Spot::Category(ix) => Some(report.categories[ix].id.as_str()),
        };
        for (typed, id) in [
            ("1", "huancui"),
            ("８", "nanhai"),
            ("hcq", "huancui"),
            ("r", "rongcheng"),
            ("rs", "rushan"),
            ("RUS", "rushan"),
            ("乳", "rushan"),
            ("ｎｈｘｑ", "nanhai"),
            ("gq", "gaoqu"),
            ("jq", "jingqu"),
            ("lg", "lingang"),
            ("jsdw", "teachers"),
            ("bx", "conduct"),
            ("zhgg", "reform"),
            ("Foll", "followup"),
        ] {
            assert_eq!(to(typed), Some(id), "{typed}");
        }
        for nowhere in ["", " ", "0", "9", "99999999999999999999", "qq", "区", "a b"] {
            assert_eq!(to(nowhere), None, "{nowhere}");
        }
        assert_eq!(category(&report, "2"), Some(1));
        assert_eq!(category(&report, "hcq"), None);
    }
}
