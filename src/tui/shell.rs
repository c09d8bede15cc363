//! The loop: block for input, drain what is queued, draw once, only when something changed.

use std::io::{self, BufWriter, Stdout, Write as _, stdout};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use uuid::Uuid;

use super::action::{Effect, ExportError, Msg};
use super::guard::{self, Writing};
use super::model::Model;
use super::prompt::{AttachRequest, ExportRequest};
use super::terminal;
use super::theme::Theme;
use super::update::update;
use super::view;
use crate::evidence::{self, Check};
use crate::lang::{Faults, SummaryWords, fill};
use crate::ledger::book::EntryIx;
use crate::ledger::decide::decide;
use crate::ledger::event::Evidence;
use crate::ledger::session::{self, Stamp};
use crate::ledger::stage::Ev;
use crate::ledger::store::Store as _;
use crate::ledger::store::file::FileStore;
use crate::ledger::{Act, BatchId, Intent};
use crate::output::Draft;
use crate::setup::{Clock, Setup};

/// How often files of other programs are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How long to look for more input before a draw. Not zero: with zero, crossterm does not even look at what it has read.
const QUEUED: Duration = Duration::from_micros(20);

/// Bytes of evidence that are read when an entry is opened.
const READ_AT_ONCE: u64 = 32 << 20;

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Runs the screen until the user quits.
///
/// # Errors
/// What the terminal says.
pub fn run(setup: Setup) -> io::Result<()> {
    terminal::leave_on_panic();
    let writing: Writing = Arc::new(Mutex::new(()));
    guard::watch(Arc::clone(&writing))?;
    terminal::enter()?;
    let result = Shell::new(setup, writing).and_then(|mut shell| shell.run());
    terminal::leave();
    result
}

struct Shell {
    model: Model,
    store: FileStore,
    who: Arc<str>,
    clock: Clock,
    soon_days: i32,
    screen: Screen,
    writing: Writing,
    /// The terminal shows something else than the model says.
    stale: bool,
}

impl Shell {
    fn new(setup: Setup, writing: Writing) -> io::Result<Self> {
        let screen = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(
            1 << 16,
            stdout(),
        )))?;
        let theme = if setup.no_color {
            Theme::mono()
        } else {
            Theme::dark()
        };
        let (calendar, policy) = (setup.calendar(), setup.policy());
        let faults = setup.faults.len();
        let who = Arc::clone(&setup.who);
        let mut model = Model::new(setup.book, setup.lang, Arc::clone(&who), calendar, theme);
        model.policy = policy;
        model.terms = setup.config.terms;
        let size = screen.size()?;
        update(&mut model, Msg::Resize(size.width, size.height));
        update(&mut model, Msg::Noticed(setup.store.notices().to_vec()));
        if faults > 0 {
            model.complain(fill(model.words().said_config, &[&faults]));
        }
        Ok(Self {
            model,
            store: setup.store,
            who,
            clock: setup.clock,
            soon_days: setup.config.due_soon_days,
            screen,
            writing,
            stale: true,
        })
    }

    fn run(&mut self) -> io::Result<()> {
        loop {
            if self.stale {
                self.draw()?;
            }
            if !event::poll(LOOK)? {
                self.look();
                continue;
            }
            // everything that is queued counts before the next draw
            loop {
                let msg = message(event::read()?);
                if let Some(msg) = msg
                    && self.take(msg)?
                {
                    return Ok(());
                }
                if !event::poll(QUEUED)? {
                    break;
                }
            }
        }
    }

    /// Takes a message in; whether the program ends.
    fn take(&mut self, msg: Msg) -> io::Result<bool> {
        self.stale = true;
        let mut effects = update(&mut self.model, msg);
        while let Some(effect) = effects.pop() {
            let answer = match effect {
                Effect::Quit => return Ok(true),
                Effect::Record(intent) => self.record(intent),
                Effect::Attach(request) => self.attach(&request),
                Effect::Check(ix) => Msg::Checked(ix, self.check(ix)),
                Effect::Export(request) => Msg::Exported(self.export(&request)),
                Effect::Suspend => {
                    self.suspend()?;
                    continue;
                }
                Effect::Redraw => {
                    self.start_over()?;
                    continue;
                }
            };
            effects.extend(update(&mut self.model, answer));
        }
        Ok(false)
    }

    fn record(&mut self, intent: Intent) -> Msg {
        let writing = Arc::clone(&self.writing);
        let _held = writing.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = Stamp {
            who: Arc::clone(&self.who),
            now: self.clock.now(),
            batch: BatchId(Uuid::now_v7()),
            policy: self.model.policy,
        };
        let result = session::record(&mut self.model.book, &mut self.store, &intent, &stamp);
        self.note();
        Msg::Recorded(Box::new(intent), Box::new(result))
    }

    /// Takes evidence in and records it; nothing is copied for what would be refused.
    fn attach(&mut self, request: &AttachRequest) -> Msg {
        let name = request.name.as_deref();
        let acts = |found: &Evidence| {
            let act = |ix: &EntryIx| (*ix, Act::EvidenceAdded(found.clone()));
            Intent::Acts(request.targets.iter().map(act).collect())
        };
        let trial = acts(&evidence::address("-", name));
        let decision = decide(
            &self.model.book,
            self.store.writer(),
            &trial,
            self.model.policy,
        );
        if decision.acts.is_empty() {
            return self.record(trial);
        }
        match self.obtain(request) {
            Ok(found) => self.record(acts(&found)),
            Err(e) => {
                let path = std::path::Path::new(&request.place);
                let w = Faults::of(self.model.lang);
                Msg::NotAttached(if request.link || std::fs::metadata(path).is_err() {
                    w.cannot_read(path, &e)
                } else {
                    w.cannot_copy(path, self.store.dir(), &e)
                })
            }
        }
    }

    fn obtain(&self, request: &AttachRequest) -> io::Result<Evidence> {
        let (path, name) = (
            std::path::Path::new(&request.place),
            request.name.as_deref(),
        );
        if evidence::is_address(&request.place) {
            return Ok(evidence::address(&request.place, name));
        }
        if request.link {
            return evidence::link(path, name);
        }
        evidence::copy(self.store.dir(), path, name)
    }

    /// How the files of an entry's evidence stand. What is too large to read while somebody waits is left to `doctor`.
    fn check(&self, ix: EntryIx) -> Vec<Option<Check>> {
        let book = &self.model.book;
        let events = book.entry(ix).map_or(&[][..], |e| &e.state.evidence);
        let mut left = READ_AT_ONCE;
        let each = |ev: &Ev| {
            let Act::EvidenceAdded(found) = book.event(*ev)?.act else {
                return None;
            };
            left = left.checked_sub(found.size.unwrap_or(0))?;
            evidence::check(self.store.dir(), found)
        };
        events.iter().map(each).collect()
    }

    fn export(&mut self, request: &ExportRequest) -> Result<String, ExportError> {
        let failed = |e: &dyn std::fmt::Display| ExportError::Failed(e.to_string());
        let format: crate::summary::Format = request
            .format
            .parse()
            .map_err(|_| failed(&request.format))?;
        let m = &self.model;
        let heads = self.store.heads();
        let summary =
            crate::summary::Summary::of(&m.book, &m.calendar, &request.query, &heads, m.lang)
                .map_err(|e| ExportError::Failed(SummaryWords::does_not_add_up(m.lang, &e)))?;
        let path = std::path::Path::new(&request.path);
        let bytes = crate::summary::render(&summary, format);
        let written = Draft::at(path, request.replace).and_then(|draft| draft.finish(&bytes));
        written.map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => ExportError::Exists(request.path.clone()),
            _ => ExportError::Failed(Faults::of(m.lang).cannot_write(path, &e)),
        })?;
        let shown = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Ok(shown.display().to_string())
    }

    /// Looks at the files of other programs and at the calendar.
    fn look(&mut self) {
        let before = self.model.book.version();
        let result = session::follow(&mut self.model.book, &mut self.store);
        if result.is_err() || self.model.book.version() != before {
            self.stale = true;
            update(&mut self.model, Msg::Followed(result));
            self.note();
        }
        let today = self.clock.calendar(self.soon_days).today;
        if today != self.model.calendar.today {
            self.stale = true;
            update(&mut self.model, Msg::Today(today));
        }
    }

    fn note(&mut self) {
        let notices = self.store.notices().to_vec();
        update(&mut self.model, Msg::Noticed(notices));
    }

    fn draw(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        let model = &self.model;
        self.screen.draw(|frame| {
            if let Some(at) = view::draw(model, frame.buffer_mut()) {
                frame.set_cursor_position(at);
            }
        })?;
        execute!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.screen.backend_mut().flush()?;
        self.stale = false;
        Ok(())
    }

    /// Draws every cell anew with the next draw. Not `Terminal::clear`: it asks the terminal for its cursor and waits.
    fn start_over(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), Clear(ClearType::All))?;
        self.screen.swap_buffers();
        self.stale = true;
        Ok(())
    }

    /// Stops until the shell brings the program back; then everything is drawn anew.
    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        terminal::enter()?;
        self.start_over()?;
        let size = self.screen.size()?;
        update(&mut self.model, Msg::Resize(size.width, size.height));
        self.look();
        self.stale = true;
        Ok(())
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The one filter at the door: presses and repeats only, since Windows sends releases too.
fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Msg::Key(key)),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
        _ => None,
    }
}
