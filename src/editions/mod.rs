//! Two editions of one place's report: what is new, what goes on, what came back, what was solved.
//!
//! Pure: two books in, a comparison out, and the acts that carry over what the inspector accepts. Findings are matched by
//! their words within one unit; the score is shown, since it is a guess until somebody says yes.

pub mod correct;
mod likeness;
pub mod series;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::ledger::book::{Book, Entry, EntryIx};
use crate::ledger::stage::Stage;
use crate::ledger::{Act, Intent};
use crate::report::{Finding, NO_UNIT};

pub use likeness::likeness;

/// From this score on two findings are proposed as one problem.
pub const LIKELY: f64 = 0.45;

/// What became of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// The earlier edition does not have it.
    New,
    /// It was there, and was not signed off.
    Persisting,
    /// It was signed off, and is there again.
    CameBack,
}

impl Fate {
    /// The code word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Persisting => "persisting",
            Self::CameBack => "came_back",
        }
    }
}

/// An entry of the later edition and the one that it may go on from.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The entry of the later edition.
    pub entry: EntryIx,
    /// The entry of the earlier one; `None` for a new problem.
    pub before: Option<EntryIx>,
    /// How alike their words are, 0 to 1.
    pub score: f64,
    /// What became of it.
    pub fate: Fate,
    /// How many editions before the later one had it.
    pub times: u32,
    /// It was carried over already.
    pub is_carried: bool,
}

/// Two editions side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The entries of the later edition in its order.
    pub lines: Vec<Line>,
    /// Entries of the earlier edition that no entry of the later one goes on from.
    pub solved: Vec<EntryIx>,
}

impl Comparison {
    /// How many entries of the later edition have this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.lines.iter().filter(|l| l.fate == fate).count()
    }

    /// Entries of the earlier edition that the later one does not name any more, and that nobody has signed off yet.
    pub fn unfinished(&self, before: &Book) -> usize {
        let is_over = |ix: &&EntryIx| {
            let stage = before.stage(**ix);
            matches!(stage, Some(Stage::Closed | Stage::Withdrawn))
        };
        self.solved.len() - self.solved.iter().filter(is_over).count()
    }
}

/// Compares two editions entry by entry; each earlier entry is gone on from by at most one later one, the likest.
pub fn compare(before: &Book, after: &Book) -> Comparison {
    let (units, mut known) = (by_unit(before), HashMap::new());
    let mut pairs = Vec::new();
    for (ix, entry) in after.live().filter(|(_, e)| e.own.is_none()) {
        let there = names_of(after, entry).into_iter();
        let there: BTreeSet<EntryIx> = there
            .filter_map(|n| units.get(n))
            .flatten()
            .copied()
            .collect();
        for old in there {
            let Some(was) = before.entry(old) else {
                continue;
            };
            // one pair of findings is one pair of texts, however many units it names
            let key = (was.finding, entry.finding);
            let score = *known.entry(key).or_insert_with(|| {
                match (before.finding(was), after.finding(entry)) {
                    (Some(a), Some(b)) => of_findings(a, b),
                    _ => 0.0,
                }
            });
            if score >= LIKELY {
                pairs.push((score, ix, old));
            }
        }
    }
    // the likest pair first; among equals the order of the editions
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut chosen, mut gone_on) = (HashMap::new(), HashSet::new());
    for (score, ix, old) in pairs {
        if !chosen.contains_key(&ix) && gone_on.insert(old) {
            chosen.insert(ix, (old, score));
        }
    }
    let lines = after.live().filter(|(_, e)| e.own.is_none());
    let lines = lines.map(|(ix, entry)| line(before, after, ix, entry, chosen.get(&ix).copied()));
    let all = before.live().map(|(old, _)| old);
    Comparison {
        lines: lines.collect(),
        solved: all.filter(|old| !gone_on.contains(old)).collect(),
    }
}

/// The names that a unit goes by: its id, its name, its label; an entry that names nobody has none of them.
fn names_of<'a>(book: &'a Book, entry: &Entry) -> Vec<&'a str> {
    match book.unit(entry) {
        Some(unit) => vec![&unit.id, &unit.name.zh, &unit.label.zh],
        None => vec![NO_UNIT],
    }
}

/// The entries of a book by each name of their units.
fn by_unit(book: &Book) -> HashMap<&str, Vec<EntryIx>> {
    let mut all: HashMap<&str, Vec<EntryIx>> = HashMap::new();
    for (ix, entry) in book.live() {
        let mut names = names_of(book, entry);
        names.dedup();
        for name in names {
            all.entry(name).or_default().push(ix);
        }
    }
    all
}

fn line(
    before: &Book,
    after: &Book,
    ix: EntryIx,
    entry: &Entry,
    found: Option<(EntryIx, f64)>,
) -> Line {
    let was = found.and_then(|(old, _)| before.entry(old));
    let fate = match was.map(|e| e.state.stage()) {
        None => Fate::New,
        Some(Stage::Closed | Stage::Withdrawn) => Fate::CameBack,
        Some(_) => Fate::Persisting,
    };
    let times = was.map_or(0, |e| 1 + before.origin(e).map_or(0, |(_, _, times)| times));
    Line {
        entry: ix,
        before: found.map(|(old, _)| old),
        score: found.map_or(0.0, |(_, score)| score),
        fate,
        times,
        is_carried: after.origin(entry).is_some(),
    }
}

/// How likely two findings are one problem: how alike their words are.
fn of_findings(a: &Finding, b: &Finding) -> f64 {
    let titles = likeness(&a.title.zh, &b.title.zh);
    let statements = likeness(&a.statement.zh, &b.statement.zh);
    titles.max(f64::midpoint(titles, statements))
}

/// The acts that carry accepted lines over: where each comes from, who was responsible, what was noted; never a tick.
///
/// `told` puts a note of the earlier edition into words: its day, who wrote it, and the text.
pub fn carry(
    before: &Book,
    lines: &[&Line],
    told: &dyn Fn(jiff::Timestamp, &str, &str) -> String,
) -> Intent {
    let mut acts = Vec::new();
    for line in lines {
        let Some(was) = line.before.and_then(|old| before.entry(old)) else {
            continue;
        };
        acts.extend(acts_of(before, was, line.times, told).map(|act| (line.entry, act)));
    }
    Intent::Acts(acts)
}

fn acts_of<'a>(
    before: &'a Book,
    was: &'a Entry,
    times: u32,
    told: &'a dyn Fn(jiff::Timestamp, &str, &str) -> String,
) -> impl Iterator<Item = Act> + 'a {
    let from = before.report().id.as_str().into();
    let row = was.id.as_str().into();
    let owners = [
        before.lead(was).map(|to| Act::LeadSet { to: to.into() }),
        before
            .partners(was)
            .map(|to| Act::PartnersSet { to: to.into() }),
        before
            .person(was)
            .map(|to| Act::PersonSet { to: to.into() }),
    ];
    let notes = was.state.notes.iter().filter_map(|ev| {
        let event = before.event(*ev)?;
        let Act::ProgressNoted { text } = event.act else {
            return None;
        };
        let text = told(event.at, event.who, text).into();
        Some(Act::ProgressNoted { text })
    });
    [Act::CarriedOver { from, row, times }]
        .into_iter()
        .chain(owners.into_iter().flatten())
        .chain(notes)
}

#[cfg(test)]
mod tests;
