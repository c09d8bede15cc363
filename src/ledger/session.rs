//! Recording: lock, read what others added, decide, write, and only then change the book.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::book::{Book, EntryIx, EventRef};
use super::decide::{Decision, Intent, Policy, decide};
use super::event::{Act, Event, Field};
use super::ids::{BatchId, EventId, WriterId};
use super::store::{Store, StoreError};
use crate::report::{Report, sanitise};

/// how far ahead of the clock a time may be and still be followed.
pub const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_hours(24);

/// Who writes, and what the shell knows at that moment.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Display name.
    pub who: Arc<str>,
    /// Wall clock.
    pub now: Timestamp,
    /// A fresh id for the batch.
    pub batch: BatchId,
    /// Rules that the user set.
    pub policy: Policy,
}

/// What came of an intent.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The decision that was carried out.
    pub decision: Decision,
    /// Events written; 0 where nothing had to be.
    pub written: usize,
    /// Events of others that came in by the way.
    pub followed: usize,
    /// Events that the book showed before and that are not in the store any more.
    pub gone: usize,
}

/// What came of reading on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Followed {
    /// Events taken in; all there are where the store was replaced under our feet.
    pub fresh: usize,
    /// Events that the book showed before and that are not in the store any more.
    pub gone: usize,
}

/// Reads everything that is new in the store into the book.
///
/// A store that was replaced under our feet is read anew from its start.
///
/// # Errors
/// What the store says.
pub fn follow(book: &mut Book, store: &mut dyn Store) -> Result<Followed, StoreError> {
    let before = book.len();
    let mut fresh: Option<Book> = None;
    let report = book.report_arc();
    let result = store.read(&mut |news| match news {
        super::store::News::StartOver => fresh = Some(Book::new(Arc::clone(&report))),
        super::store::News::Coming(events) => fresh.as_mut().unwrap_or(book).expect(events),
        super::store::News::Event(event) => fresh.as_mut().unwrap_or(book).push(event),
    });
    if let Some(mut fresh) = fresh {
        fresh.continue_from(book);
        let before = std::mem::replace(book, fresh);
        book.settle();
        result?;
        return Ok(Followed {
            fresh: book.len(),
            gone: gone(&before, book),
        });
    }
    if book.len() > before {
        book.settle();
    }
    result?;
    Ok(Followed {
        fresh: book.len() - before,
        gone: 0,
    })
}

/// How many events of a book another one does not have.
fn gone(before: &Book, now: &Book) -> usize {
    let identity = |e: EventRef<'_>| (e.id, e.at, e.batch);
    let there: HashSet<_> = now.all().map(identity).collect();
    let known = before.all().map(identity);
    known.filter(|event| !there.contains(event)).count()
}

/// Carries out an intent: the book shows it when this returns `Ok`, and then it is on disk.
///
/// # Errors
/// What the store says; the book then shows what was on disk before.
pub fn record(
    book: &mut Book,
    store: &mut dyn Store,
    intent: &Intent,
    stamp: &Stamp,
) -> Result<Outcome, StoreError> {
    // what comes to nothing asks for no lock and makes no files
    let followed = follow(book, store)?;
    let decision = decide(book, store.writer(), intent, stamp.policy);
    if decision.acts.is_empty() {
        return Ok(Outcome {
            decision,
            written: 0,
            followed: followed.fresh,
            gone: followed.gone,
        });
    }
    store.begin()?;
    let written = locked(book, store, intent, decision, stamp);
    store.end();
    written.map(|outcome| Outcome {
        followed: outcome.followed + followed.fresh,
        gone: outcome.gone + followed.gone,
        ..outcome
    })
}

/// Writes what was decided; decides again when somebody wrote before the lock was ours.
fn locked(
    book: &mut Book,
    store: &mut dyn Store,
    intent: &Intent,
    decision: Decision,
    stamp: &Stamp,
) -> Result<Outcome, StoreError> {
    let (before, writer) = (book.version(), store.writer());
    let followed = follow(book, store)?;
    let decision = if book.version() == before {
        decision
    } else {
        decide(book, writer, intent, stamp.policy)
    };
    let events = events_of(book, writer, store.next_seq(), &decision.acts, stamp);
    if !events.is_empty() {
        store.append(&events)?;
        for event in &events {
            book.push(event.clone());
        }
        book.settle();
    }
    Ok(Outcome {
        decision,
        written: events.len(),
        followed: followed.fresh,
        gone: followed.gone,
    })
}

/// Acts as events of one batch. Times are hybrid: later than all that the writer has seen, as far as that is credible,
/// and always later than what the act is about.
fn events_of(
    book: &Book,
    writer: WriterId,
    first: u32,
    acts: &[(Option<EntryIx>, Act)],
    stamp: &Stamp,
) -> Vec<Event> {
    let mut set: HashMap<(Option<EntryIx>, Field), EventId> = HashMap::new();
    let mut at = book.clock(stamp.now, CLOCK_TOLERANCE);
    for (entry, act) in acts {
        at = at.max(book.cause(*entry, act).and_then(after).unwrap_or(at));
    }
    let who: Arc<str> = sanitise::line(&stamp.who).into();
    let mut events = Vec::with_capacity(acts.len());
    let mut added = None;
    for ((entry, act), seq) in acts.iter().zip(first..) {
        let id = EventId { writer, seq };
        let was = act.field().and_then(|field| {
            set.insert((*entry, field), id)
                .or_else(|| book.set_by(*entry, field))
        });
        let known = entry.and_then(|ix| book.entry(ix)).map(|e| e.id.clone());
        let entry = match act {
            Act::FindingAdded(finding) => {
                added = Some(finding.entry_id(id));
                None
            }
            Act::ItemAdded { .. } => known.or_else(|| added.clone()),
            _ => known,
        };
        events.push(Event {
            id,
            at,
            who: Arc::clone(&who),
            batch: stamp.batch,
            entry,
            act: act.clone(),
            was,
        });
    }
    events
}

/// One millisecond later.
pub(super) fn after(at: Timestamp) -> Option<Timestamp> {
    at.checked_add(SignedDuration::from_millis(1)).ok()
}

/// A book for a report, filled from a store.
///
/// # Errors
/// What the store says.
pub fn open(report: Arc<Report>, store: &mut dyn Store) -> Result<Book, StoreError> {
    let mut book = Book::new(report);
    follow(&mut book, store)?;
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::decide::{Columns, Policy, Refusal};
    use crate::ledger::event::OwnFinding;
    use crate::ledger::stage::Bar;
    use crate::ledger::testing::{at, batch, book, dump_all, file_store, report};

    #[test]
    fn what_is_recorded_is_clean_before_the_book_shows_it() {
        let dir = tempfile::tempdir().unwrap();
        let (mut book, mut store) = (book(), file_store(dir.path(), 1));
        let mut no = 0;
        let mut does = |intent: Intent| {
            no += 1;
            let stamp = Stamp {
                who: "督学\u{1b}[2J\n甲".into(),
                now: at(0),
                batch: batch(no),
                policy: Policy::default(),
            };
            record(&mut book, &mut store, &intent, &stamp).unwrap()
        };
        let hostile = "一\u{202e}二\u{1b}]0;x";
        let columns = || Columns {
            lead: Some(hostile.into()),
            ..Columns::default()
        };
        let finding = |title: &str| {
            Intent::AddFinding(
                OwnFinding {
                    unit: "lingang".into(),
                    category: "policy".into(),
                    title: title.into(),
                    statement: hostile.into(),
                    source: "".into(),
                },
                vec![hostile.into()],
            )
        };
        does(Intent::Note(0, hostile.into()));
        does(Intent::AddItem(0, hostile.into()));
        does(finding(hostile));
        assert_eq!(does(Intent::Set(vec![0], columns())).written, 1);
        let again = does(Intent::Set(vec![0], columns()));
        assert_eq!((again.written, again.decision.unchanged.len()), (0, 1));
        let nothing = does(Intent::Note(0, "\u{200b}\u{feff}".into()));
        let bar = Bar::EmptyText;
        assert!(
            matches!(&nothing.decision.refused[..], [Refusal::Entry { bar: b, .. }] if *b == bar)
        );
        assert_eq!(
            does(finding("\u{200b}")).decision.refused,
            [Refusal::NoTitle]
        );

        let event = book.event(0).unwrap();
        assert_eq!(event.who, "督学[2J 甲");
        let text = "一二]0;x".into();
        assert_eq!(*event.act, Act::ProgressNoted { text });
        let from_disk = open(report(), &mut file_store(dir.path(), 2)).unwrap();
        assert_eq!(dump_all(&from_disk), dump_all(&book));
    }

    #[test]
    fn a_finding_and_its_items_are_written_together_and_belong_together() {
        let dir = tempfile::tempdir().unwrap();
        let (mut book, mut store) = (book(), file_store(dir.path(), 1));
        let mut does = |no: u128, intent: Intent| {
            let stamp = Stamp {
                who: "督学甲".into(),
                now: at(0),
                batch: batch(no),
                policy: Policy::default(),
            };
            let outcome = record(&mut book, &mut store, &intent, &stamp).unwrap();
            (outcome, book.live().last().unwrap().1.clone())
        };
        let adds = |items: &[&str]| {
            let finding = OwnFinding {
                unit: "lingang".into(),
                category: "policy".into(),
                title: "食堂专账不全".into(),
                statement: "".into(),
                source: "".into(),
            };
            Intent::AddFinding(finding, items.iter().map(|&i| i.into()).collect())
        };
        let (outcome, _) = does(1, adds(&["查阅专账", "\u{200b}"]));
        assert_eq!(outcome.decision.refused, [Refusal::EmptyItem]);
        assert_eq!(outcome.written, 0);
        does(2, adds(&["走访"]));
        let (outcome, entry) = does(3, adds(&["查阅专账", "走访食堂"]));
        assert_eq!((outcome.written, entry.state.done()), (3, (0, 2)));
        assert_eq!(entry.events.len(), 3);
        let (_, last) = does(4, Intent::Undo);
        assert_eq!((last.state.done(), last.events.len()), ((0, 1), 2));
        let from_disk = open(report(), &mut file_store(dir.path(), 2)).unwrap();
        assert_eq!(dump_all(&from_disk), dump_all(&book));
    }
}
