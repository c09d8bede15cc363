//! A store in memory, for tests and for looking at reports without a ledger.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::codec::{self, Sum};
use super::{Head, News, Notice, Store, StoreError};
use crate::ledger::event::Event;
use crate::ledger::ids::WriterId;

/// Journals that several [`MemoryStore`]s can share, as programs share a folder.
pub type Shared = Arc<Mutex<Vec<Event>>>;

/// Events in memory.
#[derive(Debug)]
pub struct MemoryStore {
    writer: WriterId,
    report: String,
    shared: Shared,
    told: usize,
    /// Places of own events from `told` on; they are not told back.
    own: HashSet<usize>,
    next_seq: u32,
}

impl MemoryStore {
    /// A store of `writer` on shared journals.
    pub fn new(report: &str, writer: WriterId, shared: &Shared) -> Self {
        Self {
            writer,
            report: report.to_owned(),
            shared: Arc::clone(shared),
            told: 0,
            own: HashSet::new(),
            next_seq: 1,
        }
    }

    fn with<T>(&self, f: impl FnOnce(&mut Vec<Event>) -> T) -> T {
        f(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store for MemoryStore {
    fn writer(&self) -> WriterId {
        self.writer
    }

    fn next_seq(&self) -> u32 {
        self.next_seq
    }

    fn read(&mut self, tell: &mut dyn FnMut(News)) -> Result<(), StoreError> {
        let from = self.told;
        let news: Vec<Event> = self.with(|all| all.iter().skip(from).cloned().collect());
        self.told += news.len();
        for (at, event) in (from..).zip(news) {
            if event.id.writer == self.writer {
                self.next_seq = event.id.seq + 1;
            }
            if !self.own.remove(&at) {
                tell(News::Event(event));
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn append(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let Some(first) = events.first() else {
            return Ok(());
        };
        let writer = self.writer;
        let places = self.with(|all| {
            let last = all.iter().rev().find(|e| e.id.writer == writer);
            if first.id.seq != last.map_or(0, |e| e.id.seq) + 1 {
                return Err(StoreError::Busy(PathBuf::new()));
            }
            let from = all.len();
            all.extend_from_slice(events);
            Ok(from..all.len())
        })?;
        self.own.extend(places);
        self.next_seq = first.id.seq + u32::try_from(events.len()).unwrap_or(0);
        Ok(())
    }

    fn end(&mut self) {}

    fn notices(&self) -> &[Notice] {
        &[]
    }

    fn heads(&self) -> Vec<Head> {
        let all = self.with(|all| all.clone());
        let mut heads: Vec<(WriterId, u64, Sum)> = Vec::new();
        for event in &all {
            let writer = event.id.writer;
            let at = heads.iter().position(|h| h.0 == writer).unwrap_or_else(|| {
                heads.push((writer, 0, codec::genesis(&self.report, writer)));
                heads.len() - 1
            });
            if let Some(head) = heads.get_mut(at)
                && let Ok((_, sum)) = codec::encode(event, &head.2)
            {
                *head = (writer, u64::from(event.id.seq), sum);
            }
        }
        heads.sort_by_key(|h| h.0);
        let head = |(writer, seq, sum): (WriterId, u64, Sum)| Head {
            writer,
            seq,
            sum: String::from_utf8_lossy(&sum).into_owned(),
        };
        heads.into_iter().map(head).collect()
    }
}
