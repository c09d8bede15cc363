//! What the shell does to a ledger: records, takes evidence in, archives, turns to another one.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use uuid::Uuid;

use super::super::action::Msg;
use super::super::outside;
use super::super::prompt::AttachRequest;
use super::Shell;
use crate::evidence;
use crate::lang::Faults;
use crate::ledger::book::EntryIx;
use crate::ledger::decide::decide;
use crate::ledger::event::Evidence;
use crate::ledger::session::{self, Stamp};
use crate::ledger::store::Store as _;
use crate::ledger::store::archive::Archive;
use crate::ledger::{Act, BatchId, Intent};
use crate::setup::{editions, ledger};

impl Shell {
    pub(super) fn record(&mut self, intent: Intent) -> Msg {
        let writing = Arc::clone(&self.writing);
        let _held = writing.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = Stamp {
            who: Arc::clone(&self.who),
            now: self.clock.now(),
            batch: BatchId(Uuid::now_v7()),
            policy: self.model.policy,
        };
        let result = session::record(&mut self.model.book, &mut self.store, &intent, &stamp);
        Msg::Recorded(Box::new(intent), Box::new(result))
    }

    /// Puts the ledger of the earlier edition away.
    pub(super) fn archive(&self, id: String) -> Msg {
        let by = &self.model.book.report().id;
        let mark = Archive::new(self.model.calendar.today, &self.who, Some(by));
        let done = editions::take_over(&self.paths, &id, &mark);
        let lang = self.model.lang;
        Msg::Archived(id, done.map_err(|e| e.say(lang).join("; ")))
    }

    /// Takes evidence in and records it; nothing is copied for what would be refused.
    pub(super) fn attach(&mut self, request: &AttachRequest) -> Msg {
        let acts = |found: &Evidence| {
            let act = |ix: &EntryIx| (*ix, Act::EvidenceAdded(Box::new(found.clone())));
            Intent::Acts(request.targets.iter().map(act).collect())
        };
        let trial = acts(&evidence::address("-", request.name.as_deref()));
        let (book, policy) = (&self.model.book, self.model.policy);
        if decide(book, self.store.writer(), &trial, policy)
            .acts
            .is_empty()
        {
            return self.record(trial);
        }
        let w = Faults::of(self.model.lang);
        // nothing is copied into a ledger that cannot be written
        let ready = self.store.begin();
        self.store.end();
        if let Err(e) = ready {
            return Msg::NotAttached(w.store(&e));
        }
        match outside::obtain(self.store.dir(), request) {
            Ok(found) => self.record(acts(&found)),
            Err(e) => {
                let path = Path::new(&request.place);
                Msg::NotAttached(if request.link || std::fs::metadata(path).is_err() {
                    w.cannot_read(path, &e)
                } else {
                    w.cannot_copy(path, self.store.dir(), &e)
                })
            }
        }
    }

    /// Turns to another ledger.
    pub(super) fn open(&mut self, id: &str) -> Result<(), Vec<String>> {
        let lang = self.model.lang;
        let (source, mut store) = ledger(&self.paths, id).map_err(|e| e.say(lang))?;
        let book = session::open(Arc::new(source.report), &mut store);
        let book = book.map_err(|e| vec![Faults::of(lang).store(&e)])?;
        self.remember();
        self.store = store;
        self.model.turn_to(book);
        self.model.earlier = editions::earlier(&self.paths.data, self.model.book.report());
        outside::recall(&self.paths.config).apply(&mut self.model);
        self.stale = true;
        Ok(())
    }
}
