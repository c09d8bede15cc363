//! The loop: block for input, drain what is queued, draw once, only when something changed.

mod drafts;
mod last;
mod late;
mod ledger;
mod look;

use std::io::{self, BufWriter, Stdout, Write as _, stdout};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use self::last::Last;
use self::late::LateAnswer;
use self::look::Look;
use super::action::{Effect, Msg};
use super::guard::{self, Writing};
use super::keymap::Keymap;
use super::model::{Glyphs, Model};
use super::opening::{Ended, Opened, Opening};
use super::prompt::{CollectRequest, IntakeRequest, Prompt};
use super::theme::Choice;
use super::update::update;
use super::view::{self, Hit};
use super::{outside, terminal};
use crate::collect;
use crate::lang::{Faults, Lang, fill};
use crate::ledger::session;
use crate::ledger::store::Store as _;
use crate::ledger::store::file::FileStore;
use crate::paths::{Origin, Paths};
use crate::report::sanitise;
use crate::setup::{Base, Clock, Setup, editions};

/// How often files of other programs are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// How long to look for more input before a draw. Not zero: with zero, crossterm does not even look at what it has read.
const QUEUED: Duration = Duration::from_micros(20);

pub(super) type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Opens the ledger and runs the screen until the user quits; with a draft, or a report that becomes one, its review is
/// shown first. What was odd about the ledger when it was opened is there to be told when the terminal is given back.
///
/// # Errors
/// What the terminal says, or why the ledger cannot be opened.
pub fn run(base: Base, draft: Option<&Path>, odd: &mut dyn FnMut(&Setup)) -> Result<(), Ended> {
    terminal::leave_on_panic();
    let writing: Writing = Arc::new(Mutex::new(()));
    guard::watch(Arc::clone(&writing))?;
    let (look, mouse, last) = (Look::of(&base), base.mouse, Last::of(&base));
    // what the terminal is asked for takes as long as reading a small ledger
    let opening = Opening::begin(base)?;
    let look = look.asked();
    terminal::enter(mouse)?;
    let result = inside((opening, draft, last), writing, look, odd);
    terminal::leave();
    result
}

fn inside(
    (opening, draft, last): (Opening, Option<&Path>, Last),
    writing: Writing,
    look: Look,
    odd: &mut dyn FnMut(&Setup),
) -> Result<(), Ended> {
    let out = BufWriter::with_capacity(1 << 16, stdout());
    let mut screen = Terminal::new(CrosstermBackend::new(out))?;
    let glyphs = look.glyphs();
    let size = screen.size()?;
    let as_left = || last.picture(((size.width, size.height), glyphs));
    match opening.wait(&mut screen, &look.theme(), as_left)? {
        Opened::Left => Ok(()),
        Opened::Ledger(setup, typed) => {
            odd(&setup);
            let mut shell = Shell::new(*setup, writing, (look, glyphs), screen)?;
            if let Some(path) = draft {
                let request = IntakeRequest {
                    path: path.display().to_string(),
                    units: false,
                    year: None,
                };
                let read = shell.intake(&request);
                shell.take(read)?;
            }
            shell.run(typed)?;
            shell.remember();
            last.keep(&shell.store, &mut shell.model, glyphs);
            Ok(())
        }
    }
}

struct Shell {
    model: Model,
    store: FileStore,
    who: Arc<str>,
    clock: Clock,
    soon_days: i32,
    screen: Screen,
    writing: Writing,
    /// What a click means where, as it was drawn last.
    hits: Vec<Hit>,
    late: LateAnswer,
    mouse: bool,
    paths: Paths,
    /// Theme and language at the start.
    came: (Choice, Lang),
    /// The terminal shows something else than the model says.
    stale: bool,
}

impl Shell {
    fn new(
        setup: Setup,
        writing: Writing,
        (look, glyphs): (Look, Glyphs),
        screen: Screen,
    ) -> io::Result<Self> {
        let (theme, came) = (look.theme(), (look.choice, look.lang));
        let (keys, key_faults) = Keymap::new(&setup.config.keys);
        let (calendar, policy) = (setup.calendar(), setup.policy());
        let faults = setup.faults.len() + key_faults.len();
        let who = Arc::clone(&setup.who);
        let mut model = Model::new(setup.book, setup.lang, Arc::clone(&who), calendar, theme);
        model.policy = policy;
        model.earlier = editions::earlier(&setup.paths.data, model.book.report());
        model.terms = setup.config.terms;
        model.choice = came.0;
        model.keys = Arc::new(keys);
        model.glyphs = glyphs;
        let remembered = outside::recall(&setup.paths.config);
        remembered.apply(&mut model);
        if let Some(lang) = remembered
            .lang()
            .filter(|_| setup.lang_from == Origin::Default)
        {
            model.lang = lang;
        }
        // nobody has said their name yet
        if !matches!(setup.who_from, Origin::Flag | Origin::File) {
            model.prompt = Some(Prompt::Welcome(tui_input::Input::default()));
        }
        let size = screen.size()?;
        // on the board nothing of it asks for an effect
        let _ = update(&mut model, Msg::Resize(size.width, size.height));
        let _ = update(&mut model, Msg::Noticed(setup.store.notices().to_vec()));
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
            hits: Vec::new(),
            late: LateAnswer::default(),
            mouse: setup.mouse,
            paths: setup.paths,
            came,
            stale: true,
        })
    }

    fn run(&mut self, typed: Vec<Event>) -> io::Result<()> {
        for event in typed {
            if let Some(msg) = self.message(event)
                && self.take(msg)?
            {
                return Ok(());
            }
        }
        loop {
            if self.stale {
                self.draw()?;
            }
            if !event::poll(LOOK)? {
                self.look()?;
                continue;
            }
            // everything that is queued counts before the next draw
            loop {
                let msg = self.message(event::read()?);
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
                Effect::Record(intent) => Some(self.record(intent)),
                Effect::Attach(request) => Some(self.attach(&request)),
                Effect::Check(ix) => {
                    let found = outside::check(&self.model, self.store.dir(), ix);
                    Some(Msg::Checked(ix, found))
                }
                Effect::Collect(CollectRequest { paths, from }) => {
                    let (book, lang) = (&self.model.book, self.model.lang);
                    let made = collect::preview(book, &paths, collect::file, from.as_deref(), lang);
                    Some(Msg::Collected(Box::new(made)))
                }
                Effect::Intake(request) => Some(self.intake(&request)),
                Effect::KeepDraft => Some(self.keep_draft()),
                Effect::Adopt => match self.adopt() {
                    Ok(next) => {
                        effects.extend(next);
                        None
                    }
                    Err(told) => Some(told),
                },
                Effect::Correct => self.correct().err().map(Msg::NotAdopted),
                Effect::Compare(id) => {
                    let read = editions::read(&self.paths, &id);
                    let lang = self.model.lang;
                    Some(Msg::Compared(Box::new(
                        read.map_err(|e| e.say(lang).join("; ")),
                    )))
                }
                Effect::Archive(id) => Some(self.archive(id)),
                Effect::Edit(text) => Some(self.edit(&text)?),
                Effect::Copy(text) => {
                    self.copy(&text)?;
                    None
                }
                Effect::KeepName(name) => Some(self.keep_name(&name)),
                Effect::Export(request) => {
                    let heads = self.store.heads();
                    Some(Msg::Exported(outside::export(
                        &self.model,
                        &heads,
                        &request,
                    )))
                }
                Effect::Suspend => {
                    self.suspend()?;
                    None
                }
                Effect::Redraw => {
                    self.start_over()?;
                    None
                }
            };
            for msg in answer.into_iter().chain([self.noticed()]) {
                effects.extend(update(&mut self.model, msg));
            }
        }
        Ok(false)
    }

    /// Leaves the terminal to the user's editor and comes back.
    fn edit(&mut self, text: &str) -> io::Result<Msg> {
        let editor = outside::editor();
        terminal::leave();
        let edited = outside::edit(&editor, text);
        self.come_back()?;
        let w = self.model.words();
        let told = |e: io::Error| fill(w.said_no_editor, &[&editor, &e]);
        Ok(Msg::Edited(edited.map_err(told)))
    }

    /// Asks the terminal to take a text; it does not answer.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let sequence = CopyToClipboard::to_clipboard_from(text);
        execute!(self.screen.backend_mut(), sequence)?;
        let letters = text.chars().count();
        let said = fill(self.model.words().said_copied, &[&letters]);
        self.model.say(said);
        Ok(())
    }

    fn keep_name(&mut self, name: &str) -> Msg {
        let name = sanitise::line(name);
        self.who = name.as_str().into();
        let kept = outside::keep_name(&self.paths.config, &name);
        let path = self.paths.config.join("config.toml");
        let w = Faults::of(self.model.lang);
        Msg::Named(kept.map(|()| name).map_err(|e| w.cannot_write(&path, &e)))
    }

    fn remember(&self) {
        let mut remembered = outside::recall(&self.paths.config);
        remembered.take_in(&self.model, self.came);
        outside::keep(&self.paths.config, &remembered);
    }

    /// Looks at the files of other programs and at the calendar.
    fn look(&mut self) -> io::Result<()> {
        let before = self.model.book.version();
        let result = session::follow(&mut self.model.book, &mut self.store);
        let is_gone = result.as_ref().map_or(true, |f| f.gone > 0);
        if is_gone || self.model.book.version() != before {
            self.take(Msg::Followed(result))?;
            let noticed = self.noticed();
            self.take(noticed)?;
        }
        let today = self.clock.calendar(self.soon_days).today;
        if today != self.model.calendar.today {
            self.take(Msg::Today(today))?;
        }
        Ok(())
    }

    /// What is odd in the journals now.
    fn noticed(&self) -> Msg {
        Msg::Noticed(self.store.notices().to_vec())
    }

    fn draw(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        let (model, hits) = (&self.model, &mut self.hits);
        self.screen.draw(|frame| {
            let drawn = view::draw(model, frame.buffer_mut());
            *hits = drawn.hits;
            if let Some(at) = drawn.cursor {
                frame.set_cursor_position(at);
            }
        })?;
        execute!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.screen.backend_mut().flush()?;
        self.stale = false;
        self.model.unseen = false;
        Ok(())
    }

    /// Draws every cell anew with the next draw. Not `Terminal::clear`: it asks the terminal for its cursor and waits.
    fn start_over(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), Clear(ClearType::All))?;
        self.screen.swap_buffers();
        self.stale = true;
        Ok(())
    }

    /// Takes the terminal over again after somebody else had it.
    fn come_back(&mut self) -> io::Result<()> {
        terminal::enter(self.mouse)?;
        self.start_over()?;
        let size = self.screen.size()?;
        self.take(Msg::Resize(size.width, size.height))?;
        self.look()
    }

    /// Stops until the shell brings the program back; then everything is drawn anew.
    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        self.come_back()
    }

    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The one filter at the door: presses and repeats only, since Windows sends releases too.
    fn message(&mut self, event: Event) -> Option<Msg> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                (!self.late.takes(key)).then_some(Msg::Key(key))
            }
            Event::Mouse(mouse) => self.pointed(mouse),
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
            _ => None,
        }
    }

    fn pointed(&self, mouse: MouseEvent) -> Option<Msg> {
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let target = view::target(&self.hits, mouse.column, mouse.row);
                Some(Msg::Click(target))
            }
            MouseEventKind::ScrollUp => Some(Msg::Wheel(true)),
            MouseEventKind::ScrollDown => Some(Msg::Wheel(false)),
            _ => None,
        }
    }
}
