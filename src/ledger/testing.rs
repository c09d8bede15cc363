//! What the tests of the ledger share: people, times, places, and a book written out.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::book::Book;
use super::event::{Act, Event};
use super::ids::{BatchId, EntryId, EventId, ItemRef, WriterId};
use super::stage::Ev;
use super::store::file::FileStore;
use super::store::identity::Identity;
use super::store::{News, Store};
use crate::board::{Matrix, schedule::Calendar};
use crate::report::Report;

pub(super) const REPORT: &str = "weihai-2022";

/// The shipped report, parsed once.
pub(super) fn report() -> Arc<Report> {
    static REPORT_2022: LazyLock<Arc<Report>> =
        LazyLock::new(|| Arc::new(crate::report::builtin(REPORT).unwrap().unwrap()));
    Arc::clone(&REPORT_2022)
}

pub(super) fn book() -> Book {
    Book::new(report())
}

pub(super) fn writer(n: u128) -> WriterId {
    WriterId(Uuid::from_u128(n))
}

pub(super) fn batch(n: u128) -> BatchId {
    BatchId(Uuid::from_u128(n))
}

/// Milliseconds after 2023-09-14T02:31:07.412Z.
pub(super) fn at(ms: i64) -> Timestamp {
    "2023-09-14T02:31:07.412Z".parse::<Timestamp>().unwrap() + SignedDuration::from_millis(ms)
}

/// A tick of an item of the first entry, a batch of its own.
pub(crate) fn event(who: u128, seq: u32) -> Event {
    Event {
        id: EventId {
            writer: writer(who),
            seq,
        },
        at: at(i64::from(seq)),
        who: "督学甲".into(),
        batch: batch(who * 1_000_000 + u128::from(seq)),
        entry: Some(report_entry(0)),
        act: if seq % 2 == 1 {
            Act::ItemTicked {
                item: ItemRef::Suggested(1),
            }
        } else {
            Act::ItemUnticked {
                item: ItemRef::Suggested(1),
            }
        },
        was: (seq > 1).then(|| EventId {
            writer: writer(who),
            seq: seq - 1,
        }),
    }
}

/// Id of the n-th entry of the shipped report.
pub(super) fn report_entry(n: usize) -> EntryId {
    static ENTRIES: LazyLock<Vec<EntryId>> =
        LazyLock::new(|| book().entries().iter().map(|e| e.id.clone()).collect());
    ENTRIES[n].clone()
}

/// How many entries the shipped report has.
pub(super) fn report_entries() -> usize {
    book().entries().len()
}

pub(crate) fn file_store(data_dir: &Path, who: u128) -> FileStore {
    let json = crate::report::builtin_source(REPORT).unwrap();
    FileStore::new(data_dir, REPORT, json.into(), Identity::fixed(writer(who)))
}

/// Everything new in a store: whether it started over, and the events.
pub(super) fn read(store: &mut impl Store) -> (bool, Vec<Event>) {
    let (mut over, mut events) = (false, Vec::new());
    store
        .read(&mut |news| match news {
            News::StartOver => (over, events) = (true, Vec::new()),
            News::Coming(_) => {}
            News::Event(e) => events.push(e),
        })
        .unwrap();
    (over, events)
}

/// Lock, read, append, unlock.
pub(crate) fn append(store: &mut impl Store, events: &[Event]) {
    store.begin().unwrap();
    read(store);
    store.append(events).unwrap();
    store.end();
}

/// A book in full, in an order that does not depend on how it was filled.
pub(super) fn dump(book: &Book) -> String {
    let mut out = String::new();
    let id = |ev: Ev| book.event(ev).unwrap().id;
    let name = |ix| book.entry(ix).map(|e| &e.id);
    let rows: Vec<_> = book.live().map(|(_, e)| book.label(e)).collect();
    let _ = writeln!(out, "{rows:?}");
    let mut entries: Vec<_> = book.entries().iter().collect();
    entries.sort_by_key(|e| &e.id);
    for e in entries.into_iter().filter(|e| !e.events.is_empty()) {
        let s = &e.state;
        let _ = writeln!(
            out,
            "{} {} {} {:?} {:?} {:?} {} {}",
            e.id,
            book.label(e),
            e.live,
            book.finding(e)
                .map(|f| (&f.title, &f.statement, &f.category)),
            s.stage(),
            s.standing,
            s.started,
            s.dropped
        );
        for (ix, item) in s.items.iter().enumerate() {
            let text = book.item_text(e, ix).map(|t| t.zh);
            let (tick, words) = (item.tick_by.map(id), item.text_by.map(id));
            let _ = writeln!(
                out,
                "  {:?} {} {} {tick:?} {words:?} {text:?} {}",
                item.key,
                item.ticked,
                item.dropped,
                Book::item_label(e, item.key)
            );
        }
        let by: Vec<_> = [
            s.standing_by,
            s.lead,
            s.partners,
            s.person,
            s.measure,
            s.horizon,
            s.first_due,
            s.due,
            s.updated,
            s.worded_by,
        ]
        .into_iter()
        .map(|ev| ev.map(id))
        .collect();
        let _ = writeln!(out, "  by {by:?}");
        let _ = writeln!(
            out,
            "  {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            book.lead(e),
            book.partners(e),
            book.person(e),
            book.measure(e),
            book.horizon(e),
            book.first_due(e),
            book.due(e)
        );
        let notes: Vec<_> = [&s.notes, &s.evidence, &s.attributed]
            .into_iter()
            .flatten()
            .map(|ev| id(*ev))
            .collect();
        let skipped: Vec<_> = e.skipped.iter().map(|(ev, bar)| (id(*ev), bar)).collect();
        let conflicts: Vec<_> = e.conflicts.iter().map(|(a, b)| (id(*a), id(*b))).collect();
        let _ = writeln!(out, "  {notes:?} {skipped:?} {conflicts:?}");
        for ev in &e.events {
            let e = book.event(*ev).unwrap();
            let about = e.entry.and_then(name);
            let _ = writeln!(
                out,
                "  {:?} {} {about:?} {:?} {}",
                e.id, e.at, e.act, e.undone
            );
        }
    }
    let matrix = Matrix::of(book, &Calendar::on(jiff::civil::date(2023, 10, 1)), |_| {
        true
    });
    for row in 0..matrix.rows() {
        let _ = writeln!(out, "{:?}", matrix.row(row));
    }
    let _ = writeln!(out, "{} {}", book.unknown_entries(), book.skipped());
    out
}

/// [`dump`], and what stands in the book beside the rows.
pub(super) fn dump_all(book: &Book) -> String {
    let history: Vec<_> = book
        .history()
        .into_iter()
        .map(|ev| book.event(ev).map(|e| (e.id, e.undone)))
        .collect();
    format!(
        "{}{} {} {:?} {history:?}",
        dump(book),
        book.len(),
        book.unknown_kinds(),
        book.latest()
    )
}
