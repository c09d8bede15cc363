//! Whom a finding means, and what is unsure about it.

use super::draft::Doubt;
use super::fold::cut;
use super::roster::Roster;
use super::subject::{Role, Stand, Subject, Who};
use super::words::cut_from;
use crate::lang::Intake;
use crate::report::{Basis, Scope, Text, Tie};

/// Whom a piece means.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub scope: Scope,
    /// Unit by number in the roster, why it is tied.
    pub ties: Vec<(usize, Basis, Option<Text>)>,
    /// What is unsure, with the bytes concerned and the reason.
    pub doubts: Vec<(Doubt, (usize, usize), Text)>,
    /// The byte after the words for units, when they stand first.
    pub end: usize,
}

impl Meant {
    fn nobody(scope: Scope) -> Self {
        Self {
            scope,
            ties: Vec::new(),
            doubts: Vec::new(),
            end: 0,
        }
    }

    fn doubt(mut self, kind: Doubt, at: (usize, usize), why: Text) -> Self {
        self.doubts.push((kind, at, why));
        self
    }

    /// The ties as the report has them.
    pub fn ties(&self, ids: &[String]) -> Vec<Tie> {
        let mut all: Vec<_> = self
            .ties
            .iter()
            .filter_map(|(n, basis, why)| {
                Some((
                    *n,
                    Tie {
                        unit: ids.get(*n)?.clone(),
                        basis: *basis,
                        why: why.clone(),
                    },
                ))
            })
            .collect();
        all.sort_by_key(|(n, _)| *n);
        all.into_iter().map(|(_, t)| t).collect()
    }
}

/// Whom a piece means. `before` is whom the piece before it in the same sentence meant, or the words that lead to a list.
pub(super) fn meant(text: &str, roster: &Roster, before: Option<&Meant>) -> Meant {
    let subjects = roster.subjects(text);
    let except = subjects.iter().find(|s| s.role == Role::Except);
    if let Some(e) = except
        && let Some(found) = all_but(text, e, &subjects, roster)
    {
        return found;
    }
    let opens = |s: &&Subject| {
        matches!(s.role, Role::Plain | Role::Among)
            && (s.stand == Stand::Opens || (s.stand == Stand::Glued && s.from > 0))
    };
    let Some(first) = subjects.iter().find(opens) else {
        return without_subject(text, &subjects, roster, before);
    };
    // 部分学校…, 甲县…: the one who is named counts
    let strong =
        |s: &&Subject| opens(s) && matches!(s.who, Who::Units { .. } | Who::All | Who::Bare);
    let own = match first.who {
        Who::Some { regions: false } => subjects.iter().find(strong).unwrap_or(first),
        _ => first,
    };
    let mut found = of_subject(text, own, roster);
    found.end = if own.from == 0 { own.to } else { 0 };
    examples(&mut found, &subjects);
    found
}

fn stated(units: &[usize]) -> Vec<(usize, Basis, Option<Text>)> {
    units.iter().map(|u| (*u, Basis::Stated, None)).collect()
}

fn everyone(roster: &Roster, basis: Basis, why: Option<&Text>) -> Meant {
    let ties = (0..roster.units.len())
        .map(|n| (n, basis, why.cloned()))
        .collect();
    Meant {
        scope: Scope::All,
        ties,
        doubts: Vec::new(),
        end: 0,
    }
}

fn of_subject(text: &str, s: &Subject, roster: &Roster) -> Meant {
    let at = (s.at, s.to);
    match &s.who {
        Who::Units { units, open, of } => {
            let mut found = Meant {
                ties: stated(units),
                ..Meant::nobody(Scope::Named)
            };
            if *open {
                found = found.doubt(Doubt::OpenList, at, Intake::both(|w| w.why_open_list, &[]));
            }
            match of {
                Some(n) if *n as usize != units.len() => found.doubt(
                    Doubt::Count,
                    at,
                    Intake::both(|w| w.why_count, &[n, &units.len()]),
                ),
                _ => found,
            }
        }
        Who::All => everyone(roster, Basis::Stated, None),
        Who::Bare => {
            let word = cut(text, s.at, s.to);
            let why = Intake::both(|w| w.why_bare, &[]);
            let doubt = Intake::both(|w| w.why_lost_quantifier, &[&word, &word]);
            everyone(roster, Basis::Inferred, Some(&why)).doubt(Doubt::LostQuantifier, at, doubt)
        }
        Who::Some { .. } => Meant::nobody(Scope::Some),
        Who::Count(n) => counted(text, *n, s, roster),
        Who::Group(n) => {
            let list = including(text, s, roster);
            if list.is_empty() {
                let why = Intake::both(|w| w.why_group, &[&cut(text, s.at, s.to)]);
                Meant::nobody(Scope::Some).doubt(Doubt::Group, at, why)
            } else {
                named_of(*n, &list, at)
            }
        }
    }
}

/// `3个区市包括甲县、乙区`: the names right after a number.
fn including(text: &str, s: &Subject, roster: &Roster) -> Vec<usize> {
    let later = roster.subjects(text).into_iter().filter(|l| l.from >= s.to);
    let mut list = later.filter(|l| l.role == Role::Including);
    match list.next().map(|l| l.who) {
        Some(Who::Units { units, .. }) => units,
        _ => Vec::new(),
    }
}

fn named_of(n: u32, list: &[usize], at: (usize, usize)) -> Meant {
    let found = Meant {
        ties: stated(list),
        ..Meant::nobody(Scope::Named)
    };
    if n as usize == list.len() {
        return found;
    }
    found.doubt(
        Doubt::Count,
        at,
        Intake::both(|w| w.why_count, &[&n, &list.len()]),
    )
}

fn counted(text: &str, n: u32, s: &Subject, roster: &Roster) -> Meant {
    let at = (s.at, s.to);
    let list = including(text, s, roster);
    if !list.is_empty() {
        return named_of(n, &list, at);
    }
    if n as usize == roster.units.len() {
        let why = Intake::both(|w| w.why_all, &[]);
        return everyone(roster, Basis::Inferred, Some(&why));
    }
    Meant::nobody(Scope::Some).doubt(Doubt::Count, at, Intake::both(|w| w.why_count_only, &[&n]))
}

/// 除甲县外,其他区市…
fn all_but(text: &str, e: &Subject, subjects: &[Subject], roster: &Roster) -> Option<Meant> {
    let Who::Units { units, .. } = &e.who else {
        return None;
    };
    let rest = cut_from(text, e.to);
    let rest = rest
        .strip_prefix("之外")
        .or_else(|| rest.strip_prefix("以外"))
        .or_else(|| rest.strip_prefix('外'))?;
    let said = rest.trim_start_matches([',', '、']);
    let others = ["其他", "其余", "其它"].iter().any(|w| said.starts_with(w));
    let all = subjects
        .iter()
        .find(|s| s.from > e.from && matches!(s.who, Who::All | Who::Count(_) | Who::Bare));
    if !others && all.is_none() {
        return None;
    }
    let why = Intake::both(|w| w.why_except, &[]);
    let ties: Vec<_> = (0..roster.units.len())
        .filter(|n| !units.contains(n))
        .map(|n| (n, Basis::Inferred, Some(why.clone())))
        .collect();
    let scope = if ties.is_empty() {
        Scope::General
    } else {
        Scope::Named
    };
    let end = all.map_or(text.len() - said.len(), |a| a.to);
    Some(Meant {
        scope,
        ties,
        doubts: vec![(Doubt::Except, (e.from, e.to), why)],
        end,
    })
}

/// Units named as examples of what others have, too.
fn examples(found: &mut Meant, subjects: &[Subject]) {
    if !matches!(found.scope, Scope::Some | Scope::General) {
        return;
    }
    for s in subjects
        .iter()
        .filter(|s| matches!(s.role, Role::Example | Role::Including))
    {
        if let Who::Units { units, .. } = &s.who {
            let own: Vec<_> = units
                .iter()
                .filter(|u| !found.ties.iter().any(|(n, ..)| n == *u))
                .copied()
                .collect();
            found.ties.extend(stated(&own));
            let kind = if s.role == Role::Example {
                Doubt::Example
            } else {
                Doubt::OpenList
            };
            let why = if s.role == Role::Example {
                Intake::both(|w| w.why_example, &[])
            } else {
                Intake::both(|w| w.why_open_list, &[])
            };
            found.doubts.push((kind, (s.at, s.to), why));
        }
    }
    if !found.ties.is_empty() {
        found.scope = Scope::Named;
    }
}

/// A piece whose clauses nobody opens.
fn without_subject(
    text: &str,
    subjects: &[Subject],
    roster: &Roster,
    before: Option<&Meant>,
) -> Meant {
    let inside = subjects.iter().filter(|s| matches!(s.role, Role::Plain));
    let mut units: Vec<usize> = Vec::new();
    let (mut at, mut word) = (None, Meant::nobody(Scope::General));
    for s in inside {
        match &s.who {
            Who::Units { units: own, .. } => {
                units.extend(
                    own.iter()
                        .filter(|u| !units.contains(u))
                        .copied()
                        .collect::<Vec<_>>(),
                );
                at = at.or(Some((s.at, s.to)));
            }
            Who::All if units.is_empty() && at.is_none() => {
                at = Some((s.at, s.to));
                word = everyone(roster, Basis::Stated, None);
            }
            Who::Some { .. } if word.scope == Scope::General => word = Meant::nobody(Scope::Some),
            _ => {}
        }
    }
    let why = || Intake::both(|w| w.why_mention, &[]);
    if let Some(at) = at {
        let found = if units.is_empty() {
            word
        } else {
            Meant {
                ties: stated(&units),
                ..Meant::nobody(Scope::Named)
            }
        };
        return found.doubt(Doubt::Mention, at, why());
    }
    let pronoun = ["该县", "该区", "该市", "该地", "两地", "三地", "其"]
        .iter()
        .any(|w| text.starts_with(w));
    if let Some(b) = before.filter(|b| !b.ties.is_empty())
        && (word.scope == Scope::General || pronoun)
    {
        return carried(b, (0, text.len()));
    }
    examples(&mut word, subjects);
    word
}

/// The subject of the piece before.
pub(super) fn carried(before: &Meant, at: (usize, usize)) -> Meant {
    let why = Intake::both(|w| w.why_carried, &[]);
    let ties = before
        .ties
        .iter()
        .map(|(n, ..)| (*n, Basis::Inferred, Some(why.clone())))
        .collect();
    Meant {
        scope: before.scope,
        ties,
        doubts: vec![(Doubt::Carried, at, why)],
        end: 0,
    }
}
