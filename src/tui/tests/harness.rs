//! The screen without a terminal: keys in, screen and journal out.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::{SignedDuration, Timestamp};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::super::action::{Effect, Msg};
use super::super::keys;
use super::super::model::Model;
use super::super::theme::Theme;
use super::super::update::update;
use super::super::view;
use crate::board::schedule::Calendar;
use crate::lang::Lang;
use crate::ledger::session::{self, Stamp};
use crate::ledger::store::memory::{MemoryStore, Shared};
use crate::ledger::store::{News, Store as _, StoreError};
use crate::ledger::{BatchId, Book, Event, Intent, WriterId};
use crate::report::builtin;
use crate::text::width;

/// A model with a store in memory and a clock that ticks once for each batch.
pub(super) struct Harness {
    pub(super) model: Model,
    pub(super) store: MemoryStore,
    pub(super) shared: Shared,
    /// The next write fails.
    pub(super) broken: bool,
    /// Effects that are not records, in order.
    pub(super) effects: Vec<Effect>,
    /// Days after the first one on which the next intents are recorded.
    pub(super) days: i64,
    batches: u128,
    /// Keys come faster than the screen is drawn.
    pub(super) hasty: bool,
    /// What others wrote and we have not seen.
    waiting: Vec<Event>,
}

impl Harness {
    /// The board of the built-in report with an empty ledger.
    pub(super) fn new(lang: Lang, columns: u16, rows: u16) -> Self {
        let report = Arc::new(builtin("weihai-2022").unwrap().unwrap());
        let shared = Shared::default();
        let mut store = MemoryStore::new(&report.id, WriterId(Uuid::from_u128(1)), &shared);
        let book = session::open(report, &mut store).unwrap();
        let calendar = Calendar::on(jiff::civil::date(2023, 9, 14));
        let mut model = Model::new(book, lang, "督学甲".into(), calendar, Theme::dark());
        assert_eq!(update(&mut model, Msg::Resize(columns, rows)), []);
        Self {
            model,
            store,
            shared,
            broken: false,
            effects: Vec::new(),
            days: 0,
            batches: 0,
            hasty: false,
            waiting: Vec::new(),
        }
    }

    /// Presses keys: characters as they stand, `<enter>`, `<ctrl-r>` … by name.
    pub(super) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let name = rest
                .strip_prefix('<')
                .and_then(|r| r.split_once('>'))
                .map(|(name, _)| name);
            let (code, modifiers) = name.map_or((KeyCode::Char(c), KeyModifiers::NONE), |name| {
                keys::parse(name).unwrap_or_else(|| panic!("no key {name}"))
            });
            let taken = name.map_or(c.len_utf8(), |name| name.len() + 2);
            rest = rest.split_at(taken).1;
            self.send(Msg::Key(KeyEvent::new(code, modifiers)));
        }
        self
    }

    /// Gives the model a message and carries out what follows.
    pub(super) fn send(&mut self, msg: Msg) {
        if !self.hasty {
            self.model.unseen = false;
        }
        let effects = update(&mut self.model, msg);
        self.assert_derived();
        for effect in effects {
            match effect {
                Effect::Record(intent) => self.record(intent),
                other => self.effects.push(other),
            }
        }
    }

    /// What follows the book step by step is what a count from the beginning makes.
    fn assert_derived(&mut self) {
        let kept = std::mem::take(&mut self.model.derived);
        self.model.derive();
        pretty_assertions::assert_eq!(kept.shown(), self.model.derived.shown());
        self.model.derived = kept;
    }

    /// Records an intent without a key.
    pub(super) fn record(&mut self, intent: Intent) {
        self.batches += 1;
        let start: Timestamp = "2023-09-14T02:31:07.412Z".parse().unwrap();
        let minutes = i64::try_from(self.batches).unwrap() + self.days * 24 * 60;
        let now = start + SignedDuration::from_secs(60 * minutes);
        let stamp = Stamp {
            who: "督学甲".into(),
            now,
            batch: BatchId(Uuid::from_u128(self.batches)),
            policy: self.model.policy,
        };
        let result = if self.broken {
            let source = std::io::Error::from(std::io::ErrorKind::StorageFull);
            Err(StoreError::Write {
                path: "x.jsonl".into(),
                source,
                free: Some(0),
            })
        } else {
            session::record(&mut self.model.book, &mut self.store, &intent, &stamp)
        };
        self.send(Msg::Recorded(Box::new(intent), Box::new(result)));
    }

    /// Somebody else records an intent at this moment, at a ledger that has seen nothing of ours since; ours sees it
    /// with [`follow`](Self::follow).
    pub(super) fn meanwhile(&mut self, intent: &Intent) {
        let elsewhere = Shared::new(std::sync::Mutex::new(self.shared.lock().unwrap().clone()));
        let theirs = WriterId(Uuid::from_u128(2));
        let mut store = MemoryStore::new("weihai-2022", theirs, &elsewhere);
        let mut book = session::open(self.book().report_arc(), &mut store).unwrap();
        self.batches += 1;
        let start: Timestamp = "2023-09-14T02:31:07.412Z".parse().unwrap();
        let stamp = Stamp {
            who: "督学乙".into(),
            now: start + SignedDuration::from_secs(60 * i64::try_from(self.batches).unwrap()),
            batch: BatchId(Uuid::from_u128(1000 + self.batches)),
            policy: self.model.policy,
        };
        let known = elsewhere.lock().unwrap().len();
        session::record(&mut book, &mut store, intent, &stamp).unwrap();
        self.waiting
            .extend(elsewhere.lock().unwrap().drain(known..));
    }

    /// Takes in what others wrote.
    pub(super) fn follow(&mut self) {
        let news = std::mem::take(&mut self.waiting);
        self.shared.lock().unwrap().extend(news);
        let result = session::follow(&mut self.model.book, &mut self.store);
        self.send(Msg::Followed(result));
    }

    /// What is in the journal.
    pub(super) fn journal(&self) -> Vec<Event> {
        let mut reader = MemoryStore::new("weihai-2022", WriterId(Uuid::nil()), &self.shared);
        let mut events = Vec::new();
        reader
            .read(&mut |news| {
                if let News::Event(e) = news {
                    events.push(e);
                }
            })
            .unwrap();
        events
    }

    /// The book as it is.
    pub(super) fn book(&self) -> &Book {
        &self.model.book
    }

    /// The screen as cells.
    pub(super) fn buffer(&self) -> Buffer {
        let (columns, rows) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&self.model, &mut buffer);
        buffer
    }

    /// The screen as text.
    pub(super) fn screen(&self) -> String {
        screen(&self.buffer())
    }
}

/// A buffer as text; cells under the second half of a wide character are skipped.
pub(super) fn screen(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(width(symbol).max(1)).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
