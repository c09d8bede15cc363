//! Names of units that do not exist: two or three syllables and what sort of government it is.

use crate::report::{Text, Unit, UnitKind};

const SYLLABLES: [(&str, &str); 40] = [
    ("安", "an"),
    ("宝", "bao"),
    ("大", "da"),
    ("德", "de"),
    ("福", "fu"),
    ("高", "gao"),
    ("海", "hai"),
    ("河", "he"),
    ("华", "hua"),
    ("惠", "hui"),
    ("嘉", "jia"),
    ("金", "jin"),
    ("九", "jiu"),
    ("莒", "ju"),
    ("开", "kai"),
    ("莱", "lai"),
    ("乐", "le"),
    ("丽", "li"),
    ("临", "lin"),
    ("柳", "liu"),
    ("鹿", "lu"),
    ("眉", "mei"),
    ("牧", "mu"),
    ("南", "nan"),
    ("浦", "pu"),
    ("祁", "qi"),
    ("邱", "qiu"),
    ("如", "ru"),
    ("沙", "sha"),
    ("石", "shi"),
    ("泰", "tai"),
    ("桃", "tao"),
    ("万", "wan"),
    ("卫", "wei"),
    ("武", "wu"),
    ("西", "xi"),
    ("新", "xin"),
    ("沂", "yi"),
    ("榆", "yu"),
    ("岳", "yue"),
];

const KINDS: [(&str, &str, &str, UnitKind); 3] = [
    ("区", "District", "q", UnitKind::District),
    ("市", "City", "s", UnitKind::CountyLevelCity),
    ("县", "County", "x", UnitKind::County),
];

/// The unit with this number; different numbers below 192,000 have different ids and names.
pub(super) fn unit(number: usize) -> Unit {
    let base = SYLLABLES.len();
    let pairs = base * base;
    let mut at = vec![number % base, number / base % base];
    // the first 3 × 1,600 have two syllables
    let round = number / pairs;
    if let Some(third) = (round / KINDS.len()).checked_sub(1) {
        at.push(third % base);
    }
    let kind = KINDS.get((number + round) % KINDS.len());
    let (suffix, word, letter, kind) = kind.copied().unwrap_or(("", "", "", UnitKind::Other));
    let syllables: Vec<_> = at.iter().filter_map(|i| SYLLABLES.get(*i)).collect();
    let zh: String = syllables.iter().map(|(zh, _)| *zh).collect();
    let sounds: Vec<&str> = syllables.iter().map(|(_, en)| *en).collect();
    let mut en = sounds.concat();
    if let Some(first) = en.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let name = zh + suffix;
    Unit {
        id: format!("{}-{letter}", sounds.join("-")),
        name: Text {
            zh: name.clone(),
            en: format!("{en} {word}"),
        },
        label: Text { zh: name, en },
        kind,
        aliases: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn thousands_of_units_are_all_different() {
        let units: Vec<Unit> = (0..9_000).map(unit).collect();
        let ids: HashSet<&str> = units.iter().map(|u| u.id.as_str()).collect();
        let names: HashSet<&str> = units.iter().map(|u| u.name.zh.as_str()).collect();
        assert_eq!((ids.len(), names.len()), (9_000, 9_000));
        let fits = |u: &Unit| {
            crate::text::width(&u.label.zh) <= 8 && crate::text::width(&u.label.en) <= 10
        };
        assert!(units.iter().all(fits));
    }
}
