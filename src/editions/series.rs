//! Series: which reports are editions of one place, and which edition came before.

use crate::report::{Report, Text};

/// The edition before another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Id of its report.
    pub id: String,
    /// Its year.
    pub year: i16,
    /// Its short title.
    pub title: Text,
}

/// Whether two reports are editions of one place.
///
/// The rule: most units of the one that has fewer are units of the other, by their Chinese names, and either the ids are
/// the same without the year (`weihai-2022`, `weihai-2023`) or the same office issued both. A report without units is
/// known by its id alone. Years do not matter here.
pub fn is_one_place(a: &Report, b: &Report) -> bool {
    let by_id = stem(a) == stem(b);
    let by_issuer = !a.issuer.zh.is_empty() && a.issuer.zh == b.issuer.zh;
    let fewer = a.units.len().min(b.units.len());
    if fewer == 0 {
        return by_id;
    }
    let is_here = |name: &str| b.units.iter().any(|u| u.name.zh == name);
    let common = a.units.iter().filter(|u| is_here(&u.name.zh)).count();
    (by_id || by_issuer) && common * 2 > fewer
}

/// The newest edition before this one: of an earlier year; one whose id has the same stem before any other.
pub fn earlier<'a>(all: impl IntoIterator<Item = &'a Report>, of: &Report) -> Option<&'a Report> {
    all.into_iter()
        .filter(|r| r.id != of.id && r.year < of.year && is_one_place(r, of))
        .max_by_key(|r| (stem(r) == stem(of), r.year, r.issued, &r.id))
}

/// The id without its year: `weihai` of `weihai-2022`.
fn stem(report: &Report) -> String {
    let year = report.year.to_string();
    let parts = report.id.split(['-', '.']).map(|p| p.replace(&year, ""));
    parts
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Desk;

    fn edition(id: &str, year: i16) -> Report {
        let mut report = Desk::report();
        (report.id, report.year) = (id.to_owned(), year);
        report
    }

    #[test]
    fn the_newest_earlier_edition_of_the_same_place_comes_before() {
        let all = [
            edition("weihai-2020", 2020),
            edition("weihai-2021", 2021),
            edition("wh-lz-2022", 2022),
            edition("weihai-2023", 2023),
            edition("weihai-2024", 2024),
        ];
        let before = |id: &str, year| earlier(&all, &edition(id, year)).map(|r| r.id.as_str());
        assert_eq!(
            before("weihai-2023", 2023),
            Some("weihai-2021"),
            "its own id's series first"
        );
        assert_eq!(
            before("elsewhere", 2023),
            Some("wh-lz-2022"),
            "the same office and units"
        );
        assert_eq!(before("weihai-2020", 2020), None);
    }

    #[test]
    fn another_place_is_no_edition_whatever_it_is_called() {
        let here = edition("weihai-2022", 2022);
        let mut there = edition("weihai-2023", 2023);
        for unit in &mut there.units {
            unit.name.zh.push('旗');
        }
        assert!(!is_one_place(&here, &there), "other units");
        let mut there = edition("other-2023", 2023);
        there.issuer.zh = "别处".into();
        assert!(!is_one_place(&here, &there), "neither id nor office");
        there.id = "weihai2023".into();
        there.units.truncate(3);
        assert!(is_one_place(&here, &there), "{}", stem(&there));
    }
}
