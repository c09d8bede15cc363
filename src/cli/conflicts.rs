//! `dudao conflicts` and `settle`: what two people set in ignorance of each other.

use serde::Serialize;

use super::act::{entry_line, one, record_as, refusals};
use super::args::Detail;
use super::log::{Line, time};
use super::{Failure, out, table};
use crate::lang::{Console, acts, fill};
use crate::ledger::book::{EntryIx, EventRef};
use crate::ledger::store::Store as _;
use crate::ledger::{EventId, Intent};
use crate::setup::Setup;
use crate::text::Align;

/// Two events on one field; the second one is in force.
#[derive(Debug, Serialize)]
struct Conflict<'a> {
    entry: &'a str,
    overridden: Line<'a>,
    in_force: Line<'a>,
}

/// Lists the conflicts that nobody has settled.
pub fn list(setup: &Setup, format: Detail) -> Result<(), Failure> {
    let (book, lang, w) = (&setup.book, setup.lang, Console::of(setup.lang));
    let mut all = Vec::new();
    for (ix, entry) in book.live() {
        all.extend(pairs(setup, ix).into_iter().map(|pair| (entry, pair)));
    }
    if format == Detail::Json {
        let all: Vec<_> = all
            .into_iter()
            .map(|(entry, (a, b))| Conflict {
                entry: &entry.id,
                overridden: Line::of(book, &a, lang),
                in_force: Line::of(book, &b, lang),
            })
            .collect();
        return out::print(&out::json(&all)?, lang);
    }
    if all.is_empty() {
        out::note(w.no_conflicts, lang);
    }
    let calendar = setup.calendar();
    let mut rows = Vec::new();
    for (entry, (a, b)) in all {
        for (e, state) in [(a, w.overridden), (b, w.in_force)] {
            rows.push(vec![
                book.label(entry).into_owned(),
                state.to_owned(),
                time(&calendar, e.at),
                e.who.to_owned(),
                e.id.to_string(),
                acts::event(lang, book, &e).replace('\n', " "),
            ]);
        }
    }
    out::print_lines(
        &table::lines(&[Align::Left; 6], &rows, out::columns()),
        lang,
    )
}

/// Lets one side of the conflicts of an entry count: `mine`, `theirs` or the one event of this id.
pub fn settle(mut setup: Setup, entry: &str, keep: &str) -> Result<(), Failure> {
    let ix = one(&setup, entry)?;
    let side = side(&setup, keep)?;
    let stamp = setup.stamp();
    // settling one pair can bring another to light; every round takes one event out for good
    let most = setup.book.entry(ix).map_or(0, |e| e.events.len());
    let mut settled = 0_usize;
    while settled < most {
        let next = pairs(&setup, ix).into_iter().find_map(|p| side.of(p));
        let Some((keep, over)) = next else { break };
        let intent = Intent::Settle {
            entry: ix,
            keep,
            over,
        };
        let outcome = record_as(&mut setup, &intent, &stamp)?;
        refusals(&setup, &outcome)?;
        settled += 1;
    }
    if settled == 0 {
        return Err(nothing_to_settle(&setup, ix));
    }
    let lines: Vec<_> = entry_line(&setup, ix).into_iter().collect();
    out::print_lines(&lines, setup.lang)
}

/// Which of two events is to count.
#[derive(Debug, Clone, Copy)]
enum Side {
    /// That of this writer, or with `false` the other one.
    Writer(crate::ledger::WriterId, bool),
    /// This one.
    Event(EventId),
}

impl Side {
    /// The event to keep and the one to leave out; `None` when the pair is not about this side.
    fn of(self, (a, b): (EventRef<'_>, EventRef<'_>)) -> Option<(EventId, EventId)> {
        let is_kept = |e: &EventRef<'_>, other: &EventRef<'_>| match self {
            Self::Writer(own, true) => e.id.writer == own,
            Self::Writer(own, false) => other.id.writer == own,
            Self::Event(id) => e.id == id,
        };
        if is_kept(&a, &b) {
            Some((a.id, b.id))
        } else {
            is_kept(&b, &a).then_some((b.id, a.id))
        }
    }
}

fn side(setup: &Setup, keep: &str) -> Result<Side, Failure> {
    let own = setup.store.writer();
    match keep.trim() {
        "mine" | "我的" => Ok(Side::Writer(own, true)),
        "theirs" | "对方" => Ok(Side::Writer(own, false)),
        id => id.parse().map(Side::Event).map_err(|_| {
            let said = fill(Console::of(setup.lang).bad_keep, &[&id]);
            Failure::usage(vec![said])
        }),
    }
}

/// No pair is about that side: the events that could be named instead.
fn nothing_to_settle(setup: &Setup, ix: EntryIx) -> Failure {
    let w = Console::of(setup.lang);
    let all = pairs(setup, ix);
    if all.is_empty() {
        return Failure::failed(vec![w.no_conflicts.to_owned()]);
    }
    let mut lines = vec![w.not_in_conflict.to_owned()];
    for e in all.iter().flat_map(|(a, b)| [a, b]) {
        let said = acts::event(setup.lang, &setup.book, e);
        lines.push(format!("  {}  {}  {said}", e.id, e.who));
    }
    Failure::failed(lines)
}

fn pairs(setup: &Setup, ix: EntryIx) -> Vec<(EventRef<'_>, EventRef<'_>)> {
    let all = setup.book.entry(ix).map_or(&[][..], |e| &e.conflicts);
    let event = |ev| setup.book.event(ev);
    all.iter()
        .filter_map(|(a, b)| Some((event(*a)?, event(*b)?)))
        .collect()
}
