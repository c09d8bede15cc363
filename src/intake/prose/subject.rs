//! Whom a clause is about: units, all of them, some, a number of them, a group with a property.

use super::fold::{cut, is_han};
use super::roster::Roster;
use super::tokens::{self, amount, region_noun};
use super::words::{cut_from, ends_a_clause};

/// Whom a subject means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// Units by name; `open` when the list closes with 等, `of` when the text counts them.
    Units {
        units: Vec<usize>,
        open: bool,
        of: Option<u32>,
    },
    /// 各区市.
    All,
    /// 区市 alone, where 各 may be lost.
    Bare,
    /// 个别, 部分…; whether it is said of units and not of schools.
    Some { regions: bool },
    /// A number of units without their names.
    Count(u32),
    /// A number of units with a property, without their names.
    Group(u32),
}

/// How a subject stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// It opens a clause.
    Opens,
    /// It follows a clause without any stop.
    Glued,
    /// It stands inside a clause.
    Inside,
}

/// What the word before a subject makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing special.
    Plain,
    /// 其中.
    Among,
    /// 如.
    Example,
    /// 除…外.
    Except,
    /// 包括, or in brackets after a number of units.
    Including,
}

/// A subject in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub who: Who,
    /// First byte, that of 其中 when that stands before.
    pub from: usize,
    /// First byte of the words for units.
    pub at: usize,
    /// Byte after it.
    pub to: usize,
    pub stand: Stand,
    pub role: Role,
}

const SOME: &[&str] = &[
    "绝大多数",
    "大多数",
    "大部分",
    "极个别",
    "极少数",
    "个别",
    "部分",
    "少数",
    "多数",
    "一些",
    "有些",
    "有的",
    "不少",
    "若干",
    "某些",
    "多个",
    "数个",
    "几个",
];

/// What a group of units can be known by without being named.
const PROPERTIES: &[&str] = &[
    "国家级",
    "省级",
    "行政",
    "沿海",
    "主城",
    "中心城",
    "农村",
    "山区",
    "市辖",
    "城区",
    "新设",
    "经济",
    "功能",
];

impl Roster {
    /// The words for units at a place, and their length.
    pub(super) fn subject(&self, text: &str, at: usize) -> Option<(Who, usize)> {
        let rest = cut_from(text, at);
        // asked of every character of a text: what it is tells which of them can begin here
        let c = rest.chars().next()?;
        let general = match c {
            '各' | '所' | '全' => all(rest),
            _ => None,
        };
        general
            .or_else(|| self.units(text, at))
            .or_else(|| match c {
                '绝' | '大' | '极' | '个' | '部' | '少' | '多' | '有' | '不' | '若' | '某'
                | '数' | '几' => some(rest),
                '一' => some(rest).or_else(|| counted(rest)),
                '二'..='龟' if !"二三四五六七八九十两".contains(c) => bare(rest),
                _ => counted(rest),
            })
    }

    /// A list of names with what closes it.
    fn units(&self, text: &str, at: usize) -> Option<(Who, usize)> {
        let mut units = Vec::new();
        let mut end = at;
        let mut next = self.named(text, at)?;
        loop {
            if !units.contains(&next.0) {
                units.push(next.0);
            }
            end += next.1;
            let rest = cut_from(text, end);
            let sign = ["、", "以及", "和", "及", "与"]
                .iter()
                .find(|s| rest.starts_with(**s));
            // after a comma the list goes on only where the next city begins: 甲市乙县,丙市丁县
            let sign = sign.or(if self.has_city(text, at) && self.has_city(rest, 1) {
                Some(&",")
            } else {
                None
            });
            let Some(sign) = sign.filter(|s| rest.starts_with(**s)) else {
                break;
            };
            let Some(more) = self.named(text, end + sign.len()) else {
                break;
            };
            end += sign.len();
            next = more;
        }
        let rest = cut_from(text, end);
        let (mut open, mut of) = (false, None);
        if let Some((n, len)) = tokens::closing(text, end) {
            let is_list = units.len() > 1 || rest.starts_with('等');
            if is_list {
                of = Some(n);
                end += len;
                end += tokens::office(text, end);
            }
        } else if rest.starts_with('等')
            && units.len()
                + usize::from(
                    rest.starts_with("等地")
                        || rest.starts_with("等区")
                        || rest.starts_with("等县"),
                )
                > 1
        {
            open = true;
            end += "等".len();
            end += region_noun(cut_from(text, end)).unwrap_or(0);
            if cut_from(text, end).starts_with('地') {
                end += "地".len();
            }
        }
        Some((Who::Units { units, open, of }, end - at))
    }

    /// Whether a unit stands at a place with its city before it.
    fn has_city(&self, text: &str, at: usize) -> bool {
        let unit = self.named(text, at).and_then(|(u, _)| self.units.get(u));
        let city = unit.and_then(|u| u.parent.as_deref());
        city.is_some_and(|c| cut_from(text, at).starts_with(c))
    }

    /// A name, with its city before it.
    fn named(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        if let Some(hit) = self.hit(text, at) {
            return Some((hit.unit, hit.len));
        }
        let len = tokens::name_len(text, at)?;
        let city = cut(text, at, at + len).ends_with('市').then_some(len)?;
        let hit = self.hit(text, at + city)?;
        Some((hit.unit, city + hit.len))
    }

    /// Every subject of a text, in order; none out of titles of books and quotes.
    pub(super) fn subjects(&self, text: &str) -> Vec<Subject> {
        let spared = spared(text);
        let mut found: Vec<Subject> = Vec::new();
        let mut past = 0;
        for (at, c) in text.char_indices() {
            if at < past || !(is_han(c) || c.is_ascii_digit()) || lies_in(&spared, at) {
                continue;
            }
            let Some((who, len)) = self.subject(text, at) else {
                continue;
            };
            let s = stand(text, at, at + len, who, found.last());
            if let Some(s) = s {
                past = at + len;
                found.push(s);
            }
        }
        found
    }
}

fn all(rest: &str) -> Option<(Who, usize)> {
    let mut skip = 0;
    for word in ["全市", "全省", "全州", "全区"] {
        if rest.starts_with(word) {
            skip = word.len();
        }
    }
    let after = cut_from(rest, skip);
    for word in ["各个", "各", "所有", "全部"] {
        if let Some(noun) = after.strip_prefix(word) {
            let len = if noun.starts_with("地") && !noun.starts_with("地方") {
                Some("地".len())
            } else {
                region_noun(noun)
            };
            let mut end = skip + word.len() + len?;
            // 各区市政府(管委)管委: an office may stand there twice in a damaged copy
            for _ in 0..2 {
                end += tokens::office(rest, end);
            }
            for more in ["、各开发区", "、开发区", "和开发区"] {
                if cut_from(rest, end).starts_with(more) {
                    end += more.len();
                }
            }
            return Some((Who::All, end));
        }
    }
    None
}

fn some(rest: &str) -> Option<(Who, usize)> {
    let word = SOME.iter().find(|w| rest.starts_with(**w))?;
    let noun = region_noun(cut_from(rest, word.len()));
    Some((
        Who::Some {
            regions: noun.is_some(),
        },
        word.len() + noun.unwrap_or(0),
    ))
}

fn counted(rest: &str) -> Option<(Who, usize)> {
    let (n, after) = amount(rest)?;
    let has_measure = cut(rest, 0, rest.len() - after.len()).ends_with('个');
    if !has_measure {
        return None;
    }
    let property = PROPERTIES
        .iter()
        .find(|p| after.starts_with(**p))
        .map_or(0, |p| p.len());
    let noun = region_noun(cut_from(after, property))?;
    let len = rest.len() - after.len() + property + noun;
    Some((
        if property > 0 {
            Who::Group(n)
        } else {
            Who::Count(n)
        },
        len,
    ))
}

fn bare(rest: &str) -> Option<(Who, usize)> {
    let len = region_noun(rest)?;
    let noun = cut(rest, 0, len);
    let both = noun.chars().filter(|c| "区县市旗".contains(*c)).count() > 1;
    (both
        && !cut_from(rest, len).starts_with(['两', '联', '共', '一'])
        && !cut_from(rest, len).starts_with("教育局"))
    .then_some((Who::Bare, len))
}

/// How a subject stands; `None` when the words only look like one.
fn stand(text: &str, at: usize, to: usize, who: Who, before: Option<&Subject>) -> Option<Subject> {
    let head = cut(text, 0, at);
    let (role, lead) = role(head, cut_from(text, to), &who, before);
    let from = at - lead;
    let head = cut(text, 0, from);
    let opens = head
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, ',' | ';' | ':' | '。' | '!' | '?'))
        || ["但", "但是", "而", "同时", "此外", "另外", "且", "发现"]
            .iter()
            .any(|w| {
                head.strip_suffix(w)
                    .is_some_and(|h| h.is_empty() || h.ends_with(','))
                    || (*w == "发现" && head.ends_with(w))
            });
    let place = if opens {
        Stand::Opens
    } else if ends_a_clause(head) && !(matches!(who, Who::Some { .. }) && head.ends_with("存在"))
    {
        Stand::Glued
    } else {
        Stand::Inside
    };
    let is_short = cut(text, at, to).chars().count() == 2 && matches!(who, Who::Units { .. });
    let introduced = [
        "在", "对", "以", "是", "为", "有", "中", "、", "和", "如", "除", "括", "(", "市",
    ]
    .iter()
    .any(|w| head.ends_with(w));
    // 已经区分, 提高区域: two characters inside a word
    if place == Stand::Inside && is_short && role == Role::Plain && !introduced {
        return None;
    }
    if place == Stand::Inside && matches!(who, Who::Bare) {
        return None;
    }
    Some(Subject {
        who,
        from,
        at,
        to,
        stand: place,
        role,
    })
}

/// The role that the words around a subject give it, and the bytes of those before that belong to it.
fn role(head: &str, after: &str, who: &Who, before: Option<&Subject>) -> (Role, usize) {
    for word in ["其中,", "其中"] {
        if head.ends_with(word) {
            return (Role::Among, word.len());
        }
    }
    let is_units = matches!(who, Who::Units { .. });
    if is_units
        && ["例如", "比如", "譬如", "如", "以"]
            .iter()
            .any(|w| head.ends_with(w))
        && !head.ends_with("假如")
    {
        let is_example = !head.ends_with('以') || after.starts_with("为例");
        if is_example {
            return (Role::Example, 0);
        }
    }
    if is_units && (head.ends_with('除') || head.ends_with("除了")) {
        let lead = if head.ends_with("除了") {
            "除了".len()
        } else {
            "除".len()
        };
        return (Role::Except, lead);
    }
    let counted = before.is_some_and(|b| {
        matches!(
            b.who,
            Who::Count(_) | Who::Group(_) | Who::Some { regions: true }
        ) && cut_from(head, b.to).chars().nth(5).is_none()
    });
    let leads = ["包括", "分别是", "分别为", "即", "(", "为", "是", "有", ":"]
        .iter()
        .any(|w| head.ends_with(w));
    if is_units
        && ((counted && leads)
            || head.ends_with("包括")
            || head.ends_with("尤其是")
            || head.ends_with("特别是"))
    {
        return (Role::Including, 0);
    }
    (Role::Plain, 0)
}

/// Whether a place lies in one of the spans, which are in order.
pub(super) fn lies_in(spans: &[(usize, usize)], at: usize) -> bool {
    let before = spans.partition_point(|(from, _)| *from <= at);
    before
        .checked_sub(1)
        .and_then(|n| spans.get(n))
        .is_some_and(|(_, to)| at < *to)
}

/// The titles of books and the quotes of a text: from a sign to the one that closes it, when that is near.
pub(super) fn spared(text: &str) -> Vec<(usize, usize)> {
    const NEAR: usize = 60;
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if all.last().is_some_and(|(_, to)| at < *to) {
            continue;
        }
        let close = match c {
            '“' => '”',
            '《' => '》',
            _ => continue,
        };
        let mut rest = cut_from(text, at).char_indices().skip(1).take(NEAR);
        // in brackets a list of names may stand: only its stops are spared, see the caller
        if let Some((len, x)) = rest.find(|(_, x)| *x == close || *x == c)
            && x == close
        {
            all.push((at, at + len + x.len_utf8()));
        }
    }
    all
}
