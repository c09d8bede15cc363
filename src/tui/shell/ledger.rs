//! What the shell does to a ledger: records, takes evidence in, archives, turns to another one.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use uuid::Uuid;

use super::super::action::Msg;
use super::super::outside;
use super::super::prompt::AttachRequest;
use super::Shell;
use crate::lang::Faults;
use crate::ledger::session::{self, Outcome, Stamp};
use crate::ledger::store::archive::Archive;
use crate::ledger::{BatchId, Intent};
use crate::setup::attach::{Request, Taken, take_in};
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

    /// Takes evidence in and records it.
    pub(super) fn attach(&mut self, request: &AttachRequest) -> Msg {
        let asked = Request {
            place: Path::new(&request.place),
            name: request.name.as_deref(),
            link: request.link,
            targets: &request.targets,
        };
        let (book, policy) = (&self.model.book, self.model.policy);
        match take_in(book, &mut self.store, policy, &asked) {
            Ok(Taken::Ready(intent)) => self.record(intent),
            Ok(Taken::InVain(decision)) => {
                let outcome = Outcome {
                    decision,
                    ..Outcome::default()
                };
                let nothing = Intent::Acts(Vec::new());
                Msg::Recorded(Box::new(nothing), Box::new(Ok(outcome)))
            }
            Err(e) => Msg::NotAttached(e.say(self.model.lang)),
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
