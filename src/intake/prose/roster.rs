//! Who is evaluated: the units, found in the text or given, and where a text names them.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::doc::Doc;
use super::fold::{Folded, cut, is_han, last};
use super::outline::Section;
use super::tokens::{self, Token};
use super::words::{Kind, cut_from};

/// How a unit came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// Given by the person.
    Given,
    /// Stated by the text: a definition, a heading of the annex, an addressee, a closed list.
    Stated,
    /// Only seen in the problem section.
    Guessed,
}

/// One unit.
#[derive(Debug, Clone)]
pub struct Known {
    /// Name as the report uses it.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The city it belongs to, when the text says so.
    pub parent: Option<String>,
    pub(super) found: Found,
}

/// A unit that the person names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Id to keep, of another report.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
}

/// All units and every name of theirs.
#[derive(Debug, Default)]
pub struct Roster {
    /// Units, in the order of the text.
    pub units: Vec<Known>,
    /// Every name, with the unit that has it.
    needles: Vec<(String, usize)>,
    finder: Option<AhoCorasick>,
    /// Names and aliases while units are found, with the first unit that has each.
    known: HashMap<String, Vec<usize>>,
    zones: Vec<usize>,
}

/// More units than this has no report: China has fewer than 3,000 counties.
const MOST: usize = 3000;

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub unit: usize,
    pub len: usize,
}

impl Roster {
    /// The units given, or those that the text tells of.
    pub(super) fn of(doc: &Doc<'_>, sections: &[Section], given: &[Named]) -> Self {
        let mut roster = Self::default();
        for n in given {
            let fold = |s: &str| Folded::of(s).text;
            roster.units.push(Known {
                name: fold(&n.name),
                aliases: n.aliases.iter().map(|a| fold(a)).collect(),
                parent: None,
                found: Found::Given,
            });
        }
        if given.is_empty() {
            roster.find(doc, sections);
            roster.settle_guesses();
        }
        roster.index();
        roster
    }

    fn find(&mut self, doc: &Doc<'_>, sections: &[Section]) {
        let annex = sections.iter().filter(|s| s.kind == Kind::Annex);
        for line in annex.flat_map(|s| &s.lines).filter(|l| l.marker.is_some()) {
            let said = doc.said(line);
            if let Some(t) = tokens::token(said, 0).filter(|t| t.to == said.len()) {
                self.add(&t, Found::Stated);
            }
        }
        for line in &doc.lines {
            let text = doc.text(line.span);
            self.definitions(text);
            self.addressees(text);
            self.closed_lists(text);
        }
        let begins = sections.first().map(|s| s.head.paragraph);
        let opening = doc
            .lines
            .iter()
            .filter(|l| begins.is_some_and(|f| l.span.paragraph < f));
        for line in opening {
            let text = doc.text(line.span);
            each_list(text, |list, from, _| {
                // a definition in brackets stands amid a list
                if list.len() > 1 || cut(text, 0, from).ends_with(")、") {
                    self.add_all(list, Found::Stated);
                }
            });
        }
        let problems = sections.iter().filter(|s| s.kind == Kind::Problems);
        let mut single: Vec<(Token, bool)> = Vec::new();
        for line in problems.flat_map(|s| &s.lines) {
            let text = doc.text(line.span);
            each_list(text, |list, from, _| match list {
                [t] if from == 0 || cut(text, 0, from).ends_with(['。', ';', ',', ':', '是']) => {
                    let sure = t.name.ends_with(['县', '旗']) || t.to > from + t.name.len();
                    single.push((t.clone(), sure));
                }
                [_] => {}
                list => self.add_all(list, Found::Guessed),
            });
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for (t, sure) in &single {
            if !seen.insert(&t.name) || *sure {
                self.add(t, Found::Guessed);
            }
        }
    }

    /// `威海经济技术开发区(以下简称“经区”)`.
    fn definitions(&mut self, text: &str) {
        for (at, sign) in text.match_indices("简称") {
            let short = cut_from(text, at + sign.len()).trim_start_matches([':', '“', '为']);
            let short: String = short.chars().take(21).take_while(|c| is_han(*c)).collect();
            let Some((before, _)) = last(cut(text, 0, at), 60).rsplit_once('(') else {
                continue;
            };
            let from = before.rfind(|c: char| !is_han(c)).map_or(0, |n| {
                n + before
                    .get(n..)
                    .and_then(|s| s.chars().next())
                    .map_or(1, char::len_utf8)
            });
            let long = cut_from(before, from);
            let long = ["以及", "和", "及", "对", "与"]
                .iter()
                .filter_map(|w| long.rfind(w).map(|n| cut_from(long, n + w.len())))
                .min_by_key(|s| s.len())
                .unwrap_or(long);
            let fits = |name: &str| {
                tokens::is_place(name)
                    && (2..=20).contains(&name.chars().count())
                    && name.ends_with(['区', '县', '市', '旗'])
            };
            let long = OFFICES_CUT
                .iter()
                .fold(long, |l, o| l.strip_suffix(o).unwrap_or(l));
            if fits(long) && fits(&short) {
                let token = |name: &str| Token {
                    name: name.to_owned(),
                    parent: None,
                    from: 0,
                    to: 0,
                };
                self.add(&token(&short), Found::Stated);
                let own = self.known.get(&short).and_then(|all| all.iter().min());
                if let Some(n) = own.copied() {
                    self.also(n, long);
                }
            }
        }
    }

    /// `甲县、乙区人民政府:` alone in its line.
    fn addressees(&mut self, text: &str) {
        if !text.ends_with(':') || text.chars().count() > 200 {
            return;
        }
        if let Some((list, end)) = tokens::list(text, 0)
            && (list.len() > 1 || list.iter().any(|t| t.to > t.from + t.name.len()))
            && cut_from(text, end).chars().count() <= 12
        {
            self.add_all(&list, Found::Stated);
        }
    }

    /// `甲县、乙区、丙市等3个县(市、区)`.
    fn closed_lists(&mut self, text: &str) {
        each_list(text, |list, _, end| {
            let closed = tokens::closing(text, end).is_some_and(|(n, _)| n as usize >= list.len());
            if closed && list.len() > 1 {
                self.add_all(list, Found::Stated);
            }
        });
    }

    fn add_all(&mut self, list: &[Token], found: Found) {
        for t in list {
            self.add(t, found);
        }
    }

    fn add(&mut self, t: &Token, found: Found) {
        if !tokens::is_place(&t.name) {
            return;
        }
        // 包括甲县, 待优化甲县: a name that is known, with words before it
        let is_name = |n: &str| {
            let own = self.known.get(n).into_iter().flatten();
            own.filter_map(|u| self.units.get(*u)).any(|u| u.name == n)
        };
        if found == Found::Guessed && tails(&t.name).any(is_name) {
            return;
        }
        let full = t.parent.as_ref().map(|p| format!("{p}{}", t.name));
        let same = |u: &Known| u.parent.is_none() || t.parent.is_none() || u.parent == t.parent;
        let named = self.known.get(&t.name).into_iter().flatten();
        let zones = self.zones.iter().filter(|n| {
            is_zone(&t.name)
                && self
                    .units
                    .get(**n)
                    .is_some_and(|u| same_zone(&u.name, &t.name))
        });
        let is_full = self.units.len() >= MOST;
        let zones = zones.take(if is_full { 0 } else { MOST });
        let one = named
            .chain(zones)
            .copied()
            .filter(|n| self.units.get(*n).is_some_and(same));
        if let Some(n) = one.min() {
            self.also(n, &t.name);
            let Some(known) = self.units.get_mut(n) else {
                return;
            };
            if known.parent.is_none() && full.is_some() {
                known.parent.clone_from(&t.parent);
            }
            return;
        }
        if is_full {
            return;
        }
        let own = self.known.entry(t.name.clone()).or_default();
        own.push(self.units.len());
        if is_zone(&t.name) {
            self.zones.push(self.units.len());
        }
        self.units.push(Known {
            name: t.name.clone(),
            aliases: Vec::new(),
            parent: t.parent.clone(),
            found,
        });
    }

    /// One more name of a unit.
    fn also(&mut self, unit: usize, name: &str) {
        let own = self.known.entry(name.to_owned()).or_default();
        if !own.contains(&unit)
            && let Some(u) = self.units.get_mut(unit)
        {
            own.push(unit);
            u.aliases.push(name.to_owned());
        }
    }

    /// Of two guesses one of which ends in the other, the longer one has words before the name.
    fn settle_guesses(&mut self) {
        let names: HashSet<String> = self.units.iter().map(|u| u.name.clone()).collect();
        self.units
            .retain(|u| u.found != Found::Guessed || !tails(&u.name).any(|n| names.contains(n)));
    }

    /// Every name, longest first; two units of one name are told apart by their city.
    fn index(&mut self) {
        let mut needles: Vec<(String, usize)> = Vec::new();
        for (n, u) in self.units.iter().enumerate() {
            needles.push((u.name.clone(), n));
            needles.extend(u.aliases.iter().map(|a| (a.clone(), n)));
            // 海棠、榆林两区: without their ending in lists only, see `listed`
            let base = ["新区", "区", "县", "市", "旗"]
                .iter()
                .find_map(|s| u.name.strip_suffix(s));
            needles.extend(base.map(|b| (b.to_owned(), n)));
            if let Some(p) = &u.parent {
                needles.push((format!("{p}{}", u.name), n));
            }
        }
        needles.retain(|(name, _)| name.chars().count() > 1);
        self.finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(needles.iter().map(|(name, _)| name))
            .ok();
        self.needles = needles;
    }

    /// The unit named at a place.
    pub(super) fn hit(&self, text: &str, at: usize) -> Option<Hit> {
        let rest = cut_from(text, at);
        let here = Input::new(rest).anchored(Anchored::Yes);
        let found = self.finder.as_ref()?.find(here)?;
        let (name, unit) = self.needles.get(found.pattern().as_usize())?;
        let after = cut_from(rest, name.len());
        if after.starts_with(['域', '间', '位', '别']) || after.starts_with("级") {
            return None;
        }
        if !name.ends_with(['区', '县', '市', '旗']) && !listed(text, at, after) {
            return None;
        }
        Some(Hit {
            unit: *unit,
            len: name.len() + tokens::office(rest, name.len()),
        })
    }

    /// Whether any unit or a word for units stands in a text.
    pub(super) fn names_anyone(&self, text: &str) -> bool {
        text.char_indices()
            .any(|(at, _)| self.hit(text, at).is_some())
            || ["各区", "各县", "各市", "个区市", "个县"]
                .iter()
                .any(|w| text.contains(w))
    }
}

const OFFICES_CUT: &[&str] = &["管理委员会", "管委会", "管委", "人民政府"];

/// A short form without 区 or 县 counts in a list only: 环翠、文登两区.
fn listed(text: &str, at: usize, after: &str) -> bool {
    let counted =
        tokens::amount(after).is_some_and(|(_, noun)| tokens::region_noun(noun).is_some());
    let before = cut(text, 0, at).ends_with('、');
    after.starts_with('、')
        || (before && (counted || after.starts_with('等') || after.starts_with("两地")))
}

/// The parts of a name that end it, the whole aside.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    name.char_indices()
        .skip(1)
        .map(|(at, _)| cut_from(name, at))
}

/// The names that one sort of zone has.
const SORTS: [&[&str]; 2] = [
    &[
        "高新技术产业开发区",
        "高技术产业开发区",
        "高新技术开发区",
        "高新区",
        "高区",
    ],
    &["经济技术开发区", "经济开发区", "经开区", "经区"],
];
/// Whether a name is that of such a zone.
fn is_zone(name: &str) -> bool {
    SORTS
        .iter()
        .flat_map(|s| s.iter())
        .any(|z| name.ends_with(z))
}

/// 高新区 and 甲市高新技术产业开发区 are one; so are 经开区, 经区 and 经济技术开发区.
fn same_zone(a: &str, b: &str) -> bool {
    SORTS.iter().any(|sort| {
        let before = |name: &'static str, of: &str| of.strip_suffix(name).map(str::to_owned);
        let of = |x: &str| sort.iter().find_map(|s| before(s, x));
        match (of(a), of(b)) {
            (Some(x), Some(y)) => x.is_empty() || y.is_empty() || x.contains(&y) || y.contains(&x),
            _ => false,
        }
    })
}

/// Every list of names in a text that begins where a name can begin.
fn each_list(text: &str, mut take: impl FnMut(&[Token], usize, usize)) {
    const BEFORE: &[&str] = &[
        "对", "为", "含", "括", "如", "中", "除", "是", "在", "向", "即", "赴", "至", "往", "以及",
        "有", "盖", "了", "取", "查", "评估", "评价", "督导", "到", "入",
    ];
    /// What those words end in: most characters need no look at the words.
    const LAST: &str = "对为含括如中除是在向即赴至往及有盖了取查估价导到入";
    let mut past = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let led_by = before.replace(c);
        if at < past || !is_han(c) {
            continue;
        }
        let starts = led_by.is_none_or(|b: char| match b {
            '”' | '“' | '《' => false,
            b if !is_han(b) => true,
            b => LAST.contains(b) && BEFORE.iter().any(|w| cut(text, 0, at).ends_with(w)),
        });
        if !starts {
            continue;
        }
        if let Some((list, end)) = tokens::list(text, at) {
            take(&list, at, end);
            past = end;
        }
    }
}
