//! One entry whole, as JSON: the row of `list` plus all that report and people say about it.

use std::path::Path;

use serde::Serialize;

use super::log::Line;
use super::row::Row;
use crate::evidence::{self, Check};
use crate::lang::Lang;
use crate::ledger::book::{Book, Entry};
use crate::ledger::event::Holding;
use crate::ledger::ids::ItemRef;
use crate::ledger::stage::{Ev, ItemState};
use crate::ledger::{Act, EventId};
use crate::report::{Comparison, Direction, Emendation, Finding, Metric, MetricKind, Source};
use crate::setup::Setup;

/// An entry whole. Texts are in the language asked for.
#[derive(Debug, Serialize)]
pub struct Whole<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    statement: &'a str,
    source: &'a Source,
    emendation: Option<EmendationOut<'a>>,
    correction: Option<CorrectionOut<'a>>,
    metrics: Vec<MetricOut<'a>>,
    items: Vec<ItemOut<'a>>,
    notes: Vec<NoteOut<'a>>,
    evidence: Vec<Exhibit<'a>>,
    /// Empty unless the settings have terms.
    terms: Vec<TermOut>,
    history: Vec<Line<'a>>,
    practices: Vec<PracticeOut<'a>>,
    recommendations: Vec<PointOut<'a>>,
}

#[derive(Debug, Serialize)]
struct CorrectionOut<'a> {
    /// The corrected version does not have the entry any more.
    gone: bool,
    former_title: Option<&'a str>,
    former_statement: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EmendationOut<'a> {
    lost: &'a str,
    restored: &'a str,
    why: &'a str,
    reversed: bool,
}

#[derive(Debug, Serialize)]
struct MetricOut<'a> {
    name: &'a str,
    kind: MetricKind,
    required: Option<RequiredOut<'a>>,
    benchmark: Option<&'a str>,
    worse: Direction,
}

#[derive(Debug, Serialize)]
struct RequiredOut<'a> {
    op: Comparison,
    value: f64,
    unit: &'a str,
}

#[derive(Debug, Serialize)]
struct ItemOut<'a> {
    /// `3.5@lingang#1`, or `3.5@lingang#+1` for an added one.
    id: String,
    /// Place in the entry, from 1.
    n: usize,
    text: String,
    ticked: bool,
    /// Who last ticked or unticked it.
    by: Option<&'a str>,
    at: Option<jiff::Timestamp>,
    /// Recommendation point that it serves; `null` for added items.
    serves: Option<&'a str>,
    /// Whether a person added it.
    own: bool,
}

#[derive(Debug, Serialize)]
struct NoteOut<'a> {
    id: EventId,
    at: jiff::Timestamp,
    who: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct TermOut {
    name: &'static str,
    day: jiff::civil::Date,
    passed: bool,
}

fn terms(setup: &Setup, entry: &Entry) -> Vec<TermOut> {
    let terms = setup.config.terms;
    let days = terms.of(&setup.book, entry, &setup.calendar()).into_iter();
    days.map(|(term, day, passed)| TermOut {
        name: term.code(),
        day,
        passed,
    })
    .collect()
}

/// A piece of evidence, and how its file stands today.
#[derive(Debug, Serialize)]
pub struct Exhibit<'a> {
    pub name: &'a str,
    pub how: Holding,
    pub place: &'a str,
    pub sha256: Option<&'a str>,
    pub size: Option<u64>,
    /// `null` for an address.
    pub state: Option<&'static str>,
    pub by: &'a str,
    pub at: jiff::Timestamp,
    #[serde(skip)]
    pub check: Option<Check>,
}

/// The evidence of an entry; looks at every file.
pub fn exhibits<'a>(setup: &'a Setup, entry: &Entry) -> Vec<Exhibit<'a>> {
    evidence_of(&setup.book, setup.store.dir(), entry)
}

/// The evidence of an entry of a ledger in this folder; looks at every file.
pub fn evidence_of<'a>(book: &'a Book, folder: &Path, entry: &Entry) -> Vec<Exhibit<'a>> {
    let events = entry.state.evidence.iter();
    events
        .filter_map(|ev| {
            let e = book.event(*ev)?;
            let Act::EvidenceAdded(found) = e.act else {
                return None;
            };
            let check = evidence::check(folder, found);
            Some(Exhibit {
                name: &found.name,
                how: found.how,
                place: &found.place,
                sha256: found.sha256.as_deref(),
                size: found.size,
                state: check.map(Check::code),
                by: e.who,
                at: e.at,
                check,
            })
        })
        .collect()
}

#[derive(Debug, Serialize)]
struct PracticeOut<'a> {
    id: &'a str,
    unit: &'a str,
    title: &'a str,
    gist: &'a str,
}

#[derive(Debug, Serialize)]
struct PointOut<'a> {
    id: &'a str,
    text: &'a str,
    targets: Vec<&'a str>,
}

impl<'a> Whole<'a> {
    /// The whole of an entry; `None` for an entry whose finding the report lacks, which no book holds.
    pub fn of(setup: &'a Setup, entry: &'a Entry) -> Option<Self> {
        let (book, calendar, lang) = (&setup.book, &setup.calendar(), setup.lang);
        let finding = book.finding(entry)?;
        let events = |list: &'a [Ev]| list.iter().filter_map(|ev| book.event(*ev));
        let numbered = (1..).zip(&entry.state.items).filter(|(_, i)| !i.dropped);
        Some(Self {
            row: Row::of(book, entry, calendar, lang)?,
            statement: lang.of(&finding.statement),
            source: &finding.source,
            emendation: finding.emendation.as_ref().map(|e| emendation(e, lang)),
            correction: correction(book, entry, finding, lang),
            metrics: finding.metrics.iter().map(|m| metric(m, lang)).collect(),
            items: numbered
                .map(|(n, i)| item(book, entry, n, i, lang))
                .collect(),
            notes: events(&entry.state.notes)
                .filter_map(|e| match e.act {
                    Act::ProgressNoted { text } => Some(NoteOut {
                        id: e.id,
                        at: e.at,
                        who: e.who,
                        text,
                    }),
                    _ => None,
                })
                .collect(),
            evidence: exhibits(setup, entry),
            terms: terms(setup, entry),
            history: events(&entry.events)
                .map(|e| Line::of(book, &e, lang))
                .collect(),
            practices: book
                .report()
                .practices_for(finding)
                .map(|p| PracticeOut {
                    id: &p.id,
                    unit: &p.unit,
                    title: lang.of(&p.title),
                    gist: lang.of(&p.gist),
                })
                .collect(),
            recommendations: book
                .report()
                .points_served(finding)
                .map(|p| PointOut {
                    id: &p.id,
                    text: lang.of(&p.text),
                    targets: p.targets.iter().map(|t| lang.of(t)).collect(),
                })
                .collect(),
        })
    }
}

/// The recommendation point that a suggested item serves.
pub fn serves(finding: &Finding, key: ItemRef) -> Option<&str> {
    match key {
        ItemRef::Suggested(n) => {
            let at = (n as usize).checked_sub(1)?;
            finding.items.get(at).map(|i| i.serves.as_str())
        }
        ItemRef::Added(_) => None,
    }
}

/// What corrected versions of the report did to an entry; `None` where they left it as it was.
fn correction<'a>(
    book: &'a Book,
    entry: &Entry,
    finding: &Finding,
    lang: Lang,
) -> Option<CorrectionOut<'a>> {
    let gone = book.report().is_entry_gone(&entry.id);
    let former = book.report().former(&finding.id);
    (gone || former.is_some()).then(|| CorrectionOut {
        gone,
        former_title: former.map(|f| lang.of(&f.title)),
        former_statement: former.map(|f| lang.of(&f.statement)),
    })
}

fn emendation(e: &Emendation, lang: Lang) -> EmendationOut<'_> {
    EmendationOut {
        lost: lang.of(&e.lost),
        restored: lang.of(&e.restored),
        why: lang.of(&e.why),
        reversed: e.reversed,
    }
}

fn metric(m: &Metric, lang: Lang) -> MetricOut<'_> {
    MetricOut {
        name: lang.of(&m.name),
        kind: m.kind,
        required: m.required.as_ref().map(|r| RequiredOut {
            op: r.op,
            value: r.value,
            unit: &r.unit,
        }),
        benchmark: m.benchmark.as_ref().map(|b| lang.of(b)),
        worse: m.worse,
    }
}

fn item<'a>(
    book: &'a Book,
    entry: &'a Entry,
    n: usize,
    item: &'a ItemState,
    lang: Lang,
) -> ItemOut<'a> {
    let ticked_by = item.tick_by.and_then(|ev| book.event(ev));
    let text = book.item_text(entry, n - 1).unwrap_or_default();
    ItemOut {
        id: format!("{}#{}", entry.id, Book::item_label(entry, item.key)),
        n,
        text: lang.of(&text).to_owned(),
        ticked: item.ticked,
        by: ticked_by.map(|e| e.who),
        at: ticked_by.map(|e| e.at),
        serves: book.finding(entry).and_then(|f| serves(f, item.key)),
        own: matches!(item.key, ItemRef::Added(_)),
    }
}
