//! From what a person typed to entries, items, districts and categories.
//!
//! Ids and names are accepted in either language, in any case, by pinyin or its initials (`lgq`), and with the
//! full-width signs of a Chinese input method (`３．５＠临港区＃１`). What is not found comes back with what it may have been meant for.

use crate::ledger::Pick;
use crate::ledger::book::{Book, EntryIx};
use crate::report::{NO_UNIT, Report};
use crate::search::Needle;

/// How many ids a suggestion lists at most.
const MOST: usize = 9;

/// Names under which entries that name nobody are found.
const NOBODY: [&str; 3] = [NO_UNIT, "未点名", "not named"];

/// Something that was named and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// No such entry; ids that may have been meant.
    Entry(String, Vec<String>),
    /// The entry is there, the item is not; the items it has.
    Item(String, Vec<String>),
    /// No district, category, stage or other value of that name; what may have been meant.
    Name(String, Vec<String>),
}

/// A value with every name that it is known by, the id first.
pub type Named<T> = (T, Vec<String>);

/// The text with full-width signs, digits and letters as their ASCII twins, without blanks around it.
pub fn narrow(text: &str) -> String {
    let text: String = text.chars().map(crate::text::ascii_twin).collect();
    text.trim().to_owned()
}

/// The entry of an id such as `3.5@lingang` or `3.5@临港区`.
///
/// # Errors
/// The entries that may have been meant.
pub fn entry(book: &Book, given: &str) -> Result<EntryIx, Unknown> {
    let typed = narrow(given);
    let (finding, unit) = typed.split_once('@').unwrap_or((&typed, ""));
    let known_unit = choose(unit, &units(book.report())).ok();
    let id = format!("{finding}@{}", known_unit.as_deref().unwrap_or(unit));
    let in_any_case = || {
        let mut all = (0..).zip(book.entries());
        all.find(|(_, e)| e.id.eq_ignore_ascii_case(&id))
            .map(|(ix, _)| ix)
    };
    book.find(&id).or_else(in_any_case).ok_or_else(|| {
        let mut near = if known_unit.is_some() || unit.is_empty() {
            of_finding(book, finding)
        } else {
            Vec::new()
        };
        if near.is_empty() {
            let ids = book.entries().iter().map(|e| e.id.as_ref());
            near = nearest(&id, ids).into_iter().map(str::to_owned).collect();
        }
        Unknown::Entry(given.to_owned(), near)
    })
}

/// The item of an id such as `3.5@lingang#1` or `3.5@lingang#+1`; without `#`, all items of the entry.
///
/// # Errors
/// The entries or items that may have been meant.
pub fn pick(book: &Book, given: &str) -> Result<Pick, Unknown> {
    let typed = narrow(given);
    let Some((id, wanted)) = typed.split_once('#') else {
        return entry(book, given).map(Pick::All);
    };
    let ix = entry(book, id)?;
    let labels: Vec<_> = book
        .entry(ix)
        .into_iter()
        .flat_map(|e| e.state.live().map(|i| (i.key, Book::item_label(e, i.key))))
        .collect();
    let found = labels.iter().find(|(_, label)| label == wanted.trim());
    found.map(|(key, _)| Pick::One(ix, *key)).ok_or_else(|| {
        let known = labels.iter().map(|(_, label)| label.clone()).collect();
        Unknown::Item(given.to_owned(), known)
    })
}

/// Looks all of them up.
///
/// # Errors
/// Everything that is not there, not only the first.
pub fn all<T>(
    given: &[String],
    look_up: impl Fn(&str) -> Result<T, Unknown>,
) -> Result<Vec<T>, Vec<Unknown>> {
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for one in given {
        match look_up(one) {
            Ok(value) => found.push(value),
            Err(why) => unknown.push(why),
        }
    }
    if unknown.is_empty() {
        Ok(found)
    } else {
        Err(unknown)
    }
}

/// The value that has this name; case and full-width signs do not matter. Pinyin and initials of a whole name (`hcq`)
/// do where they mean one value only.
///
/// # Errors
/// The ids that the pinyin may mean, else the name that comes nearest, or all ids when none comes near.
pub fn choose<T: Clone>(given: &str, among: &[Named<T>]) -> Result<T, Unknown> {
    let typed = narrow(given).to_lowercase();
    let is = |name: &String| name.to_lowercase() == typed;
    if let Some((value, _)) = among.iter().find(|(_, names)| names.iter().any(is)) {
        return Ok(value.clone());
    }
    let spelt = spelt(given, among);
    if let [(value, _)] = spelt.as_slice() {
        return Ok(value.clone());
    }
    if !spelt.is_empty() {
        let ids = spelt.iter().filter_map(|(_, names)| names.first());
        return Err(Unknown::Name(given.to_owned(), ids.cloned().collect()));
    }
    let every = among.iter().flat_map(|(_, names)| names);
    let near = match nearest(&typed, every.map(String::as_str)) {
        Some(one) => vec![one.to_owned()],
        None => among
            .iter()
            .filter_map(|(_, names)| names.first().cloned())
            .collect(),
    };
    Err(Unknown::Name(given.to_owned(), near))
}

/// The values that have a name with this pinyin or these initials.
fn spelt<'a, T>(given: &str, among: &'a [Named<T>]) -> Vec<&'a Named<T>> {
    let needle = Needle::new(given);
    let [word] = needle.words() else {
        return Vec::new();
    };
    let is = |(_, names): &&Named<T>| names.iter().any(|n| word.names(n));
    among.iter().filter(is).collect()
}

/// Ids of the units with all their names; `none` for entries that name nobody.
pub fn units(report: &Report) -> Vec<Named<String>> {
    let named = report.units.iter().map(|u| {
        let own = [&u.id, &u.name.zh, &u.name.en, &u.label.zh, &u.label.en];
        let names = own.into_iter().chain(&u.aliases).cloned().collect();
        (u.id.clone(), names)
    });
    let nobody = (NO_UNIT.to_owned(), NOBODY.map(str::to_owned).to_vec());
    named.chain([nobody]).collect()
}

/// Ids of the categories with all their names.
pub fn categories(report: &Report) -> Vec<Named<String>> {
    let named = report.categories.iter().map(|c| {
        let names = [&c.id, &c.name.zh, &c.name.en, &c.label.zh, &c.label.en];
        (c.id.clone(), names.map(Clone::clone).to_vec())
    });
    named.collect()
}

/// The word that comes nearest, if one comes near: a third of its letters may be wrong.
pub fn nearest<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (typed.chars().count() / 3).max(1);
    words
        .map(|word| (strsim::osa_distance(typed, &word.to_lowercase()), word))
        .filter(|(far, word)| *far <= allowed && *far < word.chars().count())
        .min_by_key(|(far, _)| *far)
        .map(|(_, word)| word)
}

fn of_finding(book: &Book, finding: &str) -> Vec<String> {
    let of = |e: &&crate::ledger::book::Entry| book.finding(e).is_some_and(|f| f.id == finding);
    let ids = book.entries().iter().filter(of).take(MOST);
    ids.map(|e| e.id.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::ids::ItemRef;
    use crate::report::builtin;
    use std::sync::Arc;

    fn book() -> Book {
        Book::new(Arc::new(builtin("weihai-2022").unwrap().unwrap()))
    }

    #[test]
    fn an_entry_is_found_by_every_name_of_its_district() {
        let book = book();
        let wanted = book.find("3.5@lingang");
        for typed in [
            "3.5@lingang",
            "3.5@临港区",
            "3.5@Lingang Zone",
            "3.5@LINGANG",
            "3.5@lgq",
            "３．５＠ＬＧＱ",
            "3.5@lingang区",
            "３．５＠临港区",
            " 3.5@威海临港经济技术开发区 ",
        ] {
            assert_eq!(entry(&book, typed).ok(), wanted, "{typed}");
        }
        assert_eq!(entry(&book, "1.1@未点名").ok(), book.find("1.1@none"));
    }

    #[test]
    fn a_mistyped_id_is_answered_with_the_nearest_one() {
        let near = |typed: &str| match entry(&book(), typed) {
            Err(Unknown::Entry(_, near)) => near,
            other => panic!("{other:?}"),
        };
        assert_eq!(near("3.5@lingagn"), ["3.5@lingang"]);
        assert_eq!(
            near("3.5@huancui"),
            ["3.5@wendeng", "3.5@rushan", "3.5@lingang"]
        );
        assert_eq!(near("1.1"), ["1.1@none"]);
        assert_eq!(near("没有"), Vec::<String>::new());
    }

    #[test]
    fn items_are_found_by_number_and_all_faults_are_named() {
        let book = book();
        let ix = book.find("3.5@lingang").unwrap();
        assert_eq!(
            pick(&book, "3.5@临港区＃１"),
            Ok(Pick::One(ix, ItemRef::Suggested(1)))
        );
        assert_eq!(pick(&book, "3.5@lingang"), Ok(Pick::All(ix)));
        let typed = ["3.5@lingang#9", "3.5@lingang#+1", "9.9@x", "3.5@lingang#1"];
        let faults = all(&typed.map(str::to_owned), |t| pick(&book, t)).unwrap_err();
        assert_eq!(faults.len(), 3);
        assert!(matches!(&faults[0], Unknown::Item(_, known) if known.len() == 4));
    }

    #[test]
    fn a_name_that_nothing_has_lists_what_there_is() {
        let report = builtin("weihai-2022").unwrap().unwrap();
        assert_eq!(
            choose("各类教育", &categories(&report)).unwrap(),
            "provision"
        );
        assert_eq!(
            choose("provison", &categories(&report)),
            Err(Unknown::Name("provison".into(), vec!["provision".into()]))
        );
        assert!(
            matches!(choose("zzzz", &units(&report)), Err(Unknown::Name(_, all)) if all.len() == 9)
        );
    }

    #[test]
    fn initials_name_a_value_where_they_mean_one_only() {
        let report = builtin("weihai-2022").unwrap().unwrap();
        for (typed, id) in [
            ("hcq", "huancui"),
            ("HC", "huancui"),
            ("rss", "rushan"),
            ("rushanshi", "rushan"),
            ("nhxq", "nanhai"),
            ("gxq", "gaoqu"),
            ("wdm", "none"),
        ] {
            assert_eq!(choose(typed, &units(&report)).unwrap(), id, "{typed}");
        }
        assert_eq!(choose("jsdw", &categories(&report)).unwrap(), "teachers");
        assert!(choose("h", &units(&report)).is_err());
        let two = [("a", "环翠区"), ("b", "鹤城区")];
        let two = two.map(|(id, name)| (id, vec![id.to_owned(), name.to_owned()]));
        let both = Unknown::Name("hcq".into(), vec!["a".into(), "b".into()]);
        assert_eq!(choose("hcq", &two), Err(both));
        assert_eq!(choose("hecq", &two), Ok("b"));
    }
}
