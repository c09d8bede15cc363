//! Ledgers for tests: the built-in report with deterministic writers, batches and times. No real person, no real clock.

use std::sync::Arc;

use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use crate::board::Query;
use crate::board::schedule::Calendar;
use crate::lang::Lang;
use crate::ledger::book::EntryIx;
use crate::ledger::decide::{Columns, Decision, Policy};
use crate::ledger::session::{Stamp, record};
use crate::ledger::store::Store as _;
use crate::ledger::store::memory::{MemoryStore, Shared};
use crate::ledger::{Act, BatchId, Book, Intent, ItemRef, Pick, WriterId};
use crate::report::{Report, builtin};
use crate::summary::{Ask, Detail, Summary};

/// Somebody at a ledger in memory. Every gesture comes one minute after the one before it, the first on 2023-09-01.
pub(crate) struct Desk {
    pub(crate) book: Book,
    pub(crate) store: MemoryStore,
    pub(crate) now: Timestamp,
    shared: Shared,
    gestures: u128,
}

impl Desk {
    /// The built-in report.
    pub(crate) fn report() -> Report {
        builtin("weihai-2022").unwrap().unwrap()
    }

    /// The built-in report, nothing done.
    pub(crate) fn new() -> Self {
        Self::on(Self::report())
    }

    /// A report, nothing done.
    pub(crate) fn on(report: Report) -> Self {
        let writer = WriterId(Uuid::from_u128(10));
        let shared = Shared::default();
        Self {
            store: MemoryStore::new(&report.id, writer, &shared),
            shared,
            book: Book::new(Arc::new(report)),
            now: "2023-09-01T01:00:00Z".parse().unwrap(),
            gestures: 0,
        }
    }

    /// 3 closed, 2 completed, 2 rectifying, 1 objected, 1 withdrawn; on 2023-12-31: 2 overdue, 1 behind, 1 due soon,
    /// 1 on schedule.
    pub(crate) fn busy() -> Self {
        let mut desk = Self::new();
        for id in ["1.6@huancui", "3.5@lingang", "1.1@none"] {
            desk.closes(id);
        }
        desk.ticks("2.2@wendeng");
        desk.ticks("4.5@none");
        desk.ticks_one("3.6@wendeng", 1);
        desk.ticks_one("5.1@nanhai", 2);
        desk.objects("3.9@wendeng", None);
        desk.objects("5.3@jingqu", Some(true));
        desk.due("2.1@huancui", date(2023, 12, 1));
        desk.due("4.7@rushan", date(2023, 12, 30));
        desk.due("1.4@gaoqu", date(2024, 1, 31));
        desk.due("3.6@wendeng", date(2025, 9, 1));
        desk.now = "2023-12-31T00:00:00Z".parse().unwrap();
        desk.due("6.1@rongcheng", date(2024, 1, 10));
        let lead = Columns {
            lead: Some("区财政局".into()),
            ..Columns::default()
        };
        let ix = desk.ix("2.1@huancui");
        desk.does(&Intent::Set(vec![ix], lead));
        desk
    }

    /// The index of an entry.
    pub(crate) fn ix(&self, id: &str) -> EntryIx {
        self.book.find(id).unwrap()
    }

    /// Somebody else at the same ledger, who has seen nothing of it yet.
    pub(crate) fn colleague(&self, number: u128, shared: &Shared) -> Self {
        let report = self.book.report_arc();
        Self {
            store: MemoryStore::new(&report.id, WriterId(Uuid::from_u128(number)), shared),
            shared: Arc::clone(shared),
            book: Book::new(report),
            now: self.now,
            gestures: number * 1000,
        }
    }

    /// The journals that this one writes to.
    pub(crate) fn shared(&self) -> Shared {
        Arc::clone(&self.shared)
    }

    /// Carries out an intent, which must not be refused.
    pub(crate) fn does(&mut self, intent: &Intent) {
        let decision = self.tries(intent, Policy::default());
        assert_eq!(decision.refused, [], "{intent:?}");
    }

    /// Carries out an intent; what was decided.
    pub(crate) fn tries(&mut self, intent: &Intent, policy: Policy) -> Decision {
        self.gestures += 1;
        self.now = self.now.checked_add(1.minute()).unwrap();
        let stamp = Stamp {
            who: "督学甲".into(),
            now: self.now,
            batch: BatchId(Uuid::from_u128(self.gestures)),
            policy,
        };
        let outcome = record(&mut self.book, &mut self.store, intent, &stamp).unwrap();
        outcome.decision
    }

    /// Ticks all items of an entry.
    pub(crate) fn ticks(&mut self, id: &str) {
        self.does(&Intent::Tick(vec![Pick::All(self.ix(id))]));
    }

    /// Ticks one suggested item.
    pub(crate) fn ticks_one(&mut self, id: &str, item: u32) {
        let pick = Pick::One(self.ix(id), ItemRef::Suggested(item));
        self.does(&Intent::Tick(vec![pick]));
    }

    /// Ticks all items of an entry and signs it off.
    pub(crate) fn closes(&mut self, id: &str) {
        self.ticks(id);
        self.does(&Intent::Close(vec![self.ix(id)]));
    }

    /// Objects, and decides about it if there is a verdict.
    pub(crate) fn objects(&mut self, id: &str, upheld: Option<bool>) {
        let ix = self.ix(id);
        let reason: Box<str> = "数据口径不同".into();
        let object = Act::Objected {
            reason: reason.clone(),
        };
        self.does(&Intent::Acts(vec![(ix, object)]));
        if let Some(upheld) = upheld {
            self.does(&Intent::Acts(vec![(
                ix,
                Act::Rereviewed { upheld, reason },
            )]));
        }
    }

    /// Sets the first due date.
    pub(crate) fn due(&mut self, id: &str, to: jiff::civil::Date) {
        self.does(&Intent::Acts(vec![(self.ix(id), Act::DueSet { to })]));
    }

    /// The last day of 2023.
    pub(crate) fn calendar() -> Calendar {
        Calendar::on(date(2023, 12, 31))
    }

    /// The summary of everything on that day.
    pub(crate) fn summary(&self, lang: Lang) -> Summary {
        self.narrowed(&Query::default(), lang)
    }

    /// The summary of what a query lets through on that day.
    pub(crate) fn narrowed(&self, query: &Query, lang: Lang) -> Summary {
        let heads = self.store.heads();
        Summary::of(&self.book, &Self::calendar(), query, &heads, lang).unwrap()
    }

    /// The summary of everything on that day, as far as a document may go.
    pub(crate) fn detailed(&self, detail: Detail, lang: Lang) -> Summary {
        let (query, heads) = (Query::default(), self.store.heads());
        let ask = Ask {
            detail,
            ..Ask::of(&query, &heads, lang)
        };
        Summary::made(&self.book, &Self::calendar(), &ask).unwrap()
    }
}
