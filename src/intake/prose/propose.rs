//! Ids, short names, titles and items: proposed by rule from the text's own words, to be edited.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use pinyin::ToPinyin as _;

use super::fold::{cut, is_han};
use super::lack::deficit;
use super::roster::Roster;
use super::words::cut_from;
use crate::report::{Recommendation, Text, Unit, UnitKind};

/// The same words in both languages: a draft translates nothing.
pub(super) fn both(text: &str) -> Text {
    Text {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

/// The pinyin of a name, letters only.
pub(super) fn latin(name: &str) -> String {
    let each = name.chars().map(|c| match c.to_pinyin() {
        Some(p) => p.plain().replace('ü', "v"),
        None if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
        None => String::new(),
    });
    each.collect()
}

/// The units of the report: ids from the names in pinyin, each once.
pub(super) fn units(roster: &Roster, ids: &[Option<String>]) -> Vec<Unit> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut named: HashMap<&str, usize> = HashMap::new();
    for u in &roster.units {
        *named.entry(&u.name).or_default() += 1;
    }
    let mut all = Vec::new();
    for (n, u) in roster.units.iter().enumerate() {
        let stem = ["新区", "区", "县", "市", "旗"]
            .iter()
            .find_map(|s| u.name.strip_suffix(s))
            .unwrap_or(&u.name);
        let stem = if stem.chars().count() < 2 {
            u.name.as_str()
        } else {
            stem
        };
        let given = ids.get(n).cloned().flatten();
        let mut id = given.unwrap_or_else(|| latin(stem));
        if id.is_empty() || id == "none" {
            id = format!("u{}", n + 1);
        }
        if taken.contains(&id) {
            id = format!(
                "{}-{}",
                latin(u.parent.as_deref().unwrap_or("u")),
                latin(&u.name)
            );
        }
        if taken.contains(&id) {
            id = format!("u{}", n + 1);
        }
        while !taken.insert(id.clone()) {
            id.push('x');
        }
        let twin = named.get(u.name.as_str()).is_some_and(|n| *n > 1);
        let name = match &u.parent {
            Some(p) if twin => format!("{p}{}", u.name),
            _ => u.name.clone(),
        };
        let mut aliases = u.aliases.clone();
        if let Some(p) = &u.parent
            && !twin
        {
            aliases.push(format!("{p}{}", u.name));
        }
        all.push(Unit {
            label: Text {
                zh: u.name.chars().take(4).collect(),
                en: capital(&latin(stem)).chars().take(10).collect(),
            },
            name: Text {
                en: capital(&latin(&name)),
                zh: name,
            },
            kind: kind(&u.name),
            aliases,
            id,
        });
    }
    all
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(
        || "-".to_owned(),
        |c| c.to_ascii_uppercase().to_string() + chars.as_str(),
    )
}

fn kind(name: &str) -> UnitKind {
    let zone = ["开发区", "新区", "高新区", "经开区", "经区", "高区"]
        .iter()
        .any(|s| name.ends_with(s));
    match name.chars().next_back() {
        _ if zone => UnitKind::Other,
        Some('区') => UnitKind::District,
        Some('市') => UnitKind::CountyLevelCity,
        Some('县' | '旗') => UnitKind::County,
        _ => UnitKind::Other,
    }
}

/// A title of at most 20 characters: the first clause that says what is wanting, without its subject.
pub(super) fn title(text: &str, subject: usize) -> String {
    let said = cut_from(text, subject);
    let at = deficit(said).unwrap_or(0);
    let from = cut(said, 0, at).rfind(['，', ',']).map_or(0, |n| {
        n + cut_from(said, n).chars().next().map_or(1, char::len_utf8)
    });
    let clause = cut_from(said, from);
    let end = clause
        .find(['，', ',', '；', ';', '。'])
        .unwrap_or(clause.len());
    let clause: String = cut(clause, 0, end).split_whitespace().collect();
    let clause = clause.trim_matches(['、', '，', ',', '：', ':']);
    let clause = ["均", "仍", "还"]
        .iter()
        .fold(clause, |c, w| c.strip_prefix(w).unwrap_or(c));
    if clause.chars().count() <= 20 {
        return clause.to_owned();
    }
    clause.chars().take(19).chain(['…']).collect()
}

/// The points of the recommendations, found by the pairs of characters that they have.
#[derive(Debug, Default)]
pub(super) struct Points {
    ids: Vec<String>,
    having: HashMap<(char, char), Vec<usize>>,
}

impl Points {
    /// All points, in order.
    pub fn of(all: &[Recommendation]) -> Self {
        let mut own = Self::default();
        for p in all.iter().flat_map(|r| &r.points) {
            for pair in pairs(&p.text.zh) {
                own.having.entry(pair).or_default().push(own.ids.len());
            }
            own.ids.push(p.id.clone());
        }
        // what very many points have tells none from another
        own.having.retain(|_, points| points.len() <= 64);
        own
    }

    /// The point that shares most pairs with a finding; the first of the best.
    pub fn serving(&self, statement: &str) -> Option<&str> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for point in pairs(statement)
            .iter()
            .filter_map(|p| self.having.get(p))
            .flatten()
        {
            *shared.entry(*point).or_default() += 1;
        }
        let best = shared
            .into_iter()
            .max_by_key(|(n, most)| (*most, Reverse(*n)));
        self.ids.get(best.map_or(0, |(n, _)| n)).map(String::as_str)
    }
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().take(400).filter(|c| is_han(*c)).collect();
    let mut all: Vec<_> = chars
        .windows(2)
        .filter_map(|w| Some((*w.first()?, *w.last()?)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A unit that a person names: its id is none of those taken.
pub(super) fn new_unit(name: &str, taken: &[String]) -> Unit {
    let mut id = latin(name);
    if id.is_empty() {
        id = format!("u{}", taken.len());
    }
    while taken.contains(&id) {
        id.push('x');
    }
    Unit {
        label: Text {
            zh: name.chars().take(4).collect(),
            en: capital(&latin(name)).chars().take(10).collect(),
        },
        name: Text {
            zh: name.to_owned(),
            en: capital(&latin(name)),
        },
        kind: kind(name),
        aliases: Vec::new(),
        id,
    }
}
