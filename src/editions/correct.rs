//! A corrected version of the same report: nothing that a person recorded is lost.
//!
//! Pure. Events name entries (`3.5@lingang`) and items by number, so what keeps its meaning keeps its id: a finding whose
//! words changed, its items in their order, units and categories by their names. What is gone but has something recorded
//! on it stays in the report with a mark; what is new gets ids that were never given before.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{LIKELY, of_findings};
use crate::ledger::Book;
use crate::report::{Basis, Correction, Finding, Former, Item, NO_UNIT, Recommendation, Report};

/// What was recorded on a report, and so must stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Units with events, of each finding that has some; `none` for those who are not named.
    of: BTreeMap<String, BTreeSet<String>>,
    units: BTreeSet<String>,
    categories: BTreeSet<String>,
    /// Findings that events name although the report does not have them.
    strangers: BTreeSet<String>,
}

impl Recorded {
    /// All that the events of a book are about, undone ones included.
    pub fn of(book: &Book) -> Self {
        let mut all = Self::default();
        for entry in book.entries().iter().filter(|e| !e.events.is_empty()) {
            let unit = book.unit(entry).map_or(NO_UNIT, |u| &u.id);
            all.units.insert(unit.to_owned());
            let category = book.report().categories.get(entry.category as usize);
            all.categories.extend(category.map(|c| c.id.clone()));
            let Some((finding, _)) = entry.id.rsplit_once('@') else {
                continue;
            };
            // own and attributed rows follow from their events, not from the report
            if entry.own.is_none() && entry.basis != Some(Basis::Inspector) {
                let of = all.of.entry(finding.to_owned()).or_default();
                of.insert(unit.to_owned());
            }
        }
        let strangers = book.unknown_ids().filter_map(|id| id.rsplit_once('@'));
        all.strangers = strangers.map(|(finding, _)| finding.to_owned()).collect();
        all
    }

    fn on(&self, finding: &str) -> impl Iterator<Item = &String> {
        self.of.get(finding).into_iter().flatten()
    }
}

/// The corrected version as it takes the place of the report: the last of its corrections says what changed. `None`
/// where nothing did.
pub fn correct(
    old: &Report,
    new: &Report,
    recorded: &Recorded,
    (number, on, by): (u32, Date, &str),
) -> Option<Report> {
    let mut made = renamed(old, new);
    let pairs = pairs(old, &made, recorded);
    let mut change = Correction {
        number,
        on,
        by: by.to_owned(),
        changed: Vec::new(),
        added: Vec::new(),
        gone: Vec::new(),
        gone_entries: Vec::new(),
        gone_units: Vec::new(),
        retired: Vec::new(),
    };
    let mut ids = Ids::of(old, recorded);
    let mut findings = std::mem::take(&mut made.findings);
    for (at, finding) in findings.iter_mut().enumerate() {
        let before = pairs.get(&at).and_then(|old_at| old.findings.get(*old_at));
        if let Some(before) = before {
            continue_from(before, finding, recorded, &mut change);
            keep_points(old, &mut made.recommendations, &mut finding.items);
        } else {
            finding.id = ids.fresh(&finding.id);
            change.added.push(finding.id.clone());
        }
    }
    let matched: BTreeSet<usize> = pairs.values().copied().collect();
    for (at, before) in old.findings.iter().enumerate() {
        if matched.contains(&at) {
            continue;
        }
        let Some(units) = recorded.of.get(&before.id) else {
            change.retired.push(before.id.clone());
            continue;
        };
        let mut kept = before.clone();
        kept.units.retain(|t| units.contains(&t.unit));
        keep_points(old, &mut made.recommendations, &mut kept.items);
        change.gone.push(kept.id.clone());
        findings.push(kept);
    }
    for f in &mut findings {
        let known = |id: &String| made.practices.iter().any(|p| p.id == *id);
        f.practices.retain(known);
    }
    made.findings = findings;
    keep_places(old, &mut made, recorded, &mut change);
    made.id.clone_from(&old.id);
    made.corrections.clone_from(&old.corrections);
    let last = old.corrections.last();
    let is_same = made == *old && change.changed.is_empty() && change.retired.is_empty();
    if is_same && last.is_none_or(|l| l.gone == change.gone) {
        return None;
    }
    made.corrections.push(change);
    Some(made)
}

/// The new report with the old ids for units and categories of the same name.
fn renamed(old: &Report, new: &Report) -> Report {
    let mut made = new.clone();
    let units = aligned(
        old.units
            .iter()
            .map(|u| (u.id.as_str(), u.name.zh.as_str())),
        new.units
            .iter()
            .map(|u| (u.id.as_str(), u.name.zh.as_str())),
    );
    let categories = aligned(
        old.categories
            .iter()
            .map(|c| (c.id.as_str(), c.name.zh.as_str())),
        new.categories
            .iter()
            .map(|c| (c.id.as_str(), c.name.zh.as_str())),
    );
    let rename = |map: &BTreeMap<String, String>, id: &mut String| {
        if let Some(to) = map.get(id.as_str()) {
            id.clone_from(to);
        }
    };
    made.units
        .iter_mut()
        .for_each(|u| rename(&units, &mut u.id));
    made.categories
        .iter_mut()
        .for_each(|c| rename(&categories, &mut c.id));
    for f in &mut made.findings {
        rename(&categories, &mut f.category);
        f.units.iter_mut().for_each(|t| rename(&units, &mut t.unit));
    }
    for p in &mut made.practices {
        rename(&units, &mut p.unit);
        p.categories.iter_mut().for_each(|c| rename(&categories, c));
    }
    made
}

/// For each new id the one it gets: that of the old thing of this name, else its own, or one that is free.
fn aligned<'a>(
    old: impl Iterator<Item = (&'a str, &'a str)>,
    new: impl Iterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, String> {
    let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut map = BTreeMap::new();
    let by_name = |name: &str| old.iter().find(|(_, n)| *n == name).map(|(id, _)| *id);
    for (id, name) in &new {
        if let Some(was) = by_name(name).filter(|was| !taken.contains(*was)) {
            taken.insert(was.to_owned());
            map.insert((*id).to_owned(), was.to_owned());
        }
    }
    for (id, _) in &new {
        if map.contains_key(*id) {
            continue;
        }
        // an old thing of this id whose name nobody has now is the same one, renamed
        let numbered = (2..).map(|n| format!("{id}-{n}"));
        let mut all = [(*id).to_owned()].into_iter().chain(numbered);
        let is_other = |to: &str| to != *id && old.iter().any(|(o, _)| *o == to);
        if let Some(to) = all.find(|to| !taken.contains(to) && !is_other(to)) {
            taken.insert(to.clone());
            map.insert((*id).to_owned(), to);
        }
    }
    map
}

/// Which new finding goes on from which old one: the likest first, each once, and only where no recorded entry is lost.
fn pairs(old: &Report, new: &Report, recorded: &Recorded) -> BTreeMap<usize, usize> {
    let mut all = Vec::new();
    for (n, after) in new.findings.iter().enumerate() {
        for (o, before) in old.findings.iter().enumerate() {
            let score = of_findings(before, after);
            if score >= LIKELY && may_go_on(before, after, recorded) {
                let strange = u8::from(before.id != after.id);
                all.push((score, strange, n, o));
            }
        }
    }
    all.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
    });
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (.., n, o) in all {
        if !pairs.contains_key(&n) && taken.insert(o) {
            pairs.insert(n, o);
        }
    }
    pairs
}

/// Entries of units and the one of nobody do not turn into one another.
fn may_go_on(before: &Finding, after: &Finding, recorded: &Recorded) -> bool {
    let mut on = recorded.on(&before.id);
    before.units.is_empty() == after.units.is_empty() || on.next().is_none()
}

/// Gives a finding the id, the recorded units and the items of the one it goes on from.
fn continue_from(
    before: &Finding,
    after: &mut Finding,
    recorded: &Recorded,
    change: &mut Correction,
) {
    after.id.clone_from(&before.id);
    if (&before.title, &before.statement) != (&after.title, &after.statement) {
        change.changed.push(Former {
            finding: before.id.clone(),
            title: before.title.clone(),
            statement: before.statement.clone(),
        });
    }
    if recorded.on(&before.id).next().is_none() {
        return;
    }
    for tie in before
        .units
        .iter()
        .filter(|t| recorded.on(&before.id).any(|u| *u == t.unit))
    {
        if !after.units.iter().any(|t| t.unit == tie.unit) {
            change
                .gone_entries
                .push(format!("{}@{}", before.id, tie.unit));
            after.units.push(tie.clone());
        }
    }
    // ticks name items by number
    let fresh = std::mem::take(&mut after.items);
    after.items.clone_from(&before.items);
    let is_there = |item: &Item| before.items.iter().any(|i| i.text == item.text);
    after
        .items
        .extend(fresh.into_iter().filter(|i| !is_there(i)));
}

/// Points that items serve and that the new report does not have are kept under ids of their own.
fn keep_points(old: &Report, all: &mut Vec<Recommendation>, items: &mut [Item]) {
    for item in items {
        let was = |r: &&Recommendation| r.points.iter().any(|p| p.id == item.serves);
        let Some(rec) = old.recommendations.iter().find(was) else {
            continue;
        };
        let Some(point) = rec.points.iter().find(|p| p.id == item.serves) else {
            continue;
        };
        let same = all
            .iter()
            .flat_map(|r| &r.points)
            .find(|p| p.text == point.text);
        if let Some(same) = same {
            item.serves.clone_from(&same.id);
            continue;
        }
        let is_taken = |id: &String| {
            let points = all.iter().flat_map(|r| &r.points);
            all.iter().any(|r| r.id == *id) || points.into_iter().any(|p| p.id == format!("{id}.1"))
        };
        let Some(id) = (1..=u32::MAX)
            .map(|n| format!("rec-kept-{n}"))
            .find(|id| !is_taken(id))
        else {
            continue;
        };
        let mut point = point.clone();
        point.id = format!("{id}.1");
        item.serves.clone_from(&point.id);
        all.push(Recommendation {
            id,
            title: rec.title.clone(),
            points: vec![point],
        });
    }
}

/// Units and categories that events or kept findings need.
fn keep_places(old: &Report, made: &mut Report, recorded: &Recorded, change: &mut Correction) {
    for unit in &old.units {
        let is_tied = || {
            made.findings
                .iter()
                .flat_map(|f| &f.units)
                .any(|t| t.unit == unit.id)
        };
        let is_there = made.units.iter().any(|u| u.id == unit.id);
        if !is_there && (recorded.units.contains(&unit.id) || is_tied()) {
            change.gone_units.push(unit.id.clone());
            made.units.push(unit.clone());
        }
    }
    for category in &old.categories {
        let is_used = || made.findings.iter().any(|f| f.category == category.id);
        let is_there = made.categories.iter().any(|c| c.id == category.id);
        if !is_there && (recorded.categories.contains(&category.id) || is_used()) {
            made.categories.push(category.clone());
        }
    }
}

/// The ids of findings that were given so far.
struct Ids(BTreeSet<String>);

impl Ids {
    fn of(old: &Report, recorded: &Recorded) -> Self {
        let standing = old.findings.iter().map(|f| f.id.clone());
        let retired = old
            .corrections
            .iter()
            .flat_map(|c| c.retired.iter().cloned());
        Self(
            standing
                .chain(retired)
                .chain(recorded.strangers.iter().cloned())
                .collect(),
        )
    }

    /// The wanted id, or the next number after all of its chapter.
    fn fresh(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        if self.0.contains(wanted) {
            let (chapter, _) = wanted.rsplit_once('.').unwrap_or((wanted, ""));
            let number = |id: &String| {
                id.strip_prefix(chapter)?
                    .strip_prefix('.')?
                    .parse::<u32>()
                    .ok()
            };
            let last = self.0.iter().filter_map(number).max().unwrap_or(0);
            id = format!("{chapter}.{}", last.saturating_add(1));
        }
        self.0.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests;
