//! The loop: block for input, drain what is queued, draw once, only when something changed.

use std::io::{self, BufWriter, Stdout, Write as _, stdout};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use uuid::Uuid;

use super::action::{Action, Effect, Msg};
use super::guard::{self, Writing};
use super::keymap::Keymap;
use super::model::{Glyphs, Model};
use super::opening::{Ended, Opened, Opening};
use super::prompt::{AttachRequest, CollectRequest, IntakeRequest, Prompt};
use super::theme::{Choice, Theme};
use super::update::{act, update};
use super::view::{self, Hit};
use super::{outside, probe, terminal};
use crate::collect;
use crate::config;
use crate::evidence;
use crate::intake::prose::Options;
use crate::lang::{Faults, Lang, Review, fill};
use crate::ledger::book::EntryIx;
use crate::ledger::decide::decide;
use crate::ledger::event::Evidence;
use crate::ledger::session::{self, Stamp};
use crate::ledger::store::Store as _;
use crate::ledger::store::archive::Archive;
use crate::ledger::store::file::FileStore;
use crate::ledger::store::identity::Identity;
use crate::ledger::{Act, BatchId, Intent};
use crate::paths::{Origin, Paths};
use crate::report::sanitise;
use crate::setup::adopt::{self, AdoptError};
use crate::setup::drafts;
use crate::setup::{Base, Clock, Setup, correct, editions, source};

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
    let (look, mouse) = (Look::of(&base), base.mouse);
    // what the terminal is asked for takes as long as reading a small ledger
    let opening = Opening::begin(base)?;
    let look = look.asked();
    terminal::enter(mouse)?;
    let result = inside((opening, draft), writing, look, odd);
    terminal::leave();
    result
}

/// How to draw before anything of the ledger is known.
struct Look {
    choice: Choice,
    glyphs: config::Glyphs,
    no_color: bool,
    lang: Lang,
}

impl Look {
    fn of(base: &Base) -> Self {
        Self {
            choice: base.config.theme,
            glyphs: base.config.glyphs,
            no_color: base.no_color,
            lang: base.lang,
        }
    }

    /// The theme to begin with; the terminal is asked unless the settings say which.
    fn asked(mut self) -> Self {
        if self.choice == Choice::Auto && !self.no_color {
            self.choice = probe::theme();
        }
        self
    }

    fn theme(&self) -> Theme {
        if self.no_color {
            Theme::mono()
        } else {
            Theme::of(self.choice)
        }
    }

    /// To be asked on the empty alternate screen.
    fn glyphs(&self) -> Glyphs {
        match self.glyphs {
            config::Glyphs::Ascii => Glyphs::Ascii,
            config::Glyphs::Unicode => Glyphs::Narrow,
            config::Glyphs::Auto => probe::glyphs(),
        }
    }
}

fn inside(
    (opening, draft): (Opening, Option<&Path>),
    writing: Writing,
    look: Look,
    odd: &mut dyn FnMut(&Setup),
) -> Result<(), Ended> {
    let out = BufWriter::with_capacity(1 << 16, stdout());
    let mut screen = Terminal::new(CrosstermBackend::new(out))?;
    let glyphs = look.glyphs();
    match opening.wait(&mut screen, &look.theme())? {
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
        model.earlier = editions::earlier(&setup.data_dir, model.book.report());
        model.terms = setup.config.terms;
        model.choice = came.0;
        model.keys = Arc::new(keys);
        model.glyphs = glyphs;
        let remembered = outside::recall(&setup.config_dir);
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
            paths: Paths {
                data: setup.data_dir,
                data_from: Origin::Default,
                config: setup.config_dir,
                config_from: Origin::Default,
            },
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
                Effect::Record(intent) => self.record(intent),
                Effect::Attach(request) => self.attach(&request),
                Effect::Check(ix) => {
                    let found = outside::check(&self.model, self.store.dir(), ix);
                    Msg::Checked(ix, found)
                }
                Effect::Collect(CollectRequest { paths, from }) => {
                    let (book, lang) = (&self.model.book, self.model.lang);
                    let made = collect::preview(book, &paths, collect::file, from.as_deref(), lang);
                    Msg::Collected(Box::new(made))
                }
                Effect::Intake(request) => self.intake(&request),
                Effect::KeepDraft => self.keep_draft(),
                Effect::Adopt => match self.adopt() {
                    Ok(next) => {
                        effects.extend(next);
                        self.noticed()
                    }
                    Err(told) => told,
                },
                Effect::Correct => match self.correct() {
                    Ok(()) => self.noticed(),
                    Err(why) => Msg::NotAdopted(why),
                },
                Effect::Compare(id) => {
                    let read = editions::read((&self.paths.data, &self.paths.config), &id);
                    let lang = self.model.lang;
                    Msg::Compared(Box::new(read.map_err(|e| e.say(lang).join("; "))))
                }
                Effect::Archive(id) => self.archive(id),
                Effect::Edit(text) => self.edit(&text)?,
                Effect::Copy(text) => {
                    self.copy(&text)?;
                    continue;
                }
                Effect::KeepName(name) => self.keep_name(&name),
                Effect::Export(request) => {
                    let heads = self.store.heads();
                    Msg::Exported(outside::export(&self.model, &heads, &request))
                }
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
            let noticed = self.noticed();
            effects.extend(update(&mut self.model, noticed));
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
        Msg::Recorded(Box::new(intent), Box::new(result))
    }

    /// Puts the ledger of the earlier edition away.
    fn archive(&self, id: String) -> Msg {
        let by = &self.model.book.report().id;
        let mark = Archive::new(self.model.calendar.today, &self.who, Some(by));
        let done = editions::take_over((&self.paths.data, &self.paths.config), &id, &mark);
        let lang = self.model.lang;
        Msg::Archived(id, done.map_err(|e| e.say(lang).join("; ")))
    }

    /// Takes evidence in and records it; nothing is copied for what would be refused.
    fn attach(&mut self, request: &AttachRequest) -> Msg {
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

    /// Reads a published report, or a draft.
    fn intake(&self, request: &IntakeRequest) -> Msg {
        let options = Options {
            units: if request.units {
                drafts::units(self.model.book.report())
            } else {
                Vec::new()
            },
            year: request.year,
            issued: None,
        };
        let (data, file) = (&self.paths.data, Path::new(&request.path));
        let read = drafts::take_in(data, file, &options, self.model.lang);
        Msg::Drafted(Box::new(read))
    }

    /// Writes the draft that is looked through.
    fn keep_draft(&mut self) -> Msg {
        let lang = self.model.lang;
        let review = self.model.review.as_mut();
        Msg::DraftKept(review.map_or(Ok(()), |r| r.file.keep(&r.draft, lang)))
    }

    /// Makes a ledger of the draft, turns to it, and goes on to the comparison with the earlier edition.
    fn adopt(&mut self) -> Result<Vec<Effect>, Msg> {
        let lang = self.model.lang;
        let Some(review) = &self.model.review else {
            return Ok(Vec::new());
        };
        let (draft, path) = (&review.draft, &review.file.path);
        let refused = |e: AdoptError| Msg::NotAdopted(e.say(path, lang));
        let adopted = match adopt::adopt(&self.paths, draft) {
            Err(AdoptError::Known(_)) => {
                let made = correct::preview(&self.paths, draft, self.by()).map_err(refused)?;
                let change = made.corrections.last();
                let lines = change.map(|c| correct::told(&made, c, lang));
                return Err(Msg::Correctable(lines.unwrap_or_default()));
            }
            done => done.map_err(refused)?,
        };
        self.open(&adopted.id).map_err(Msg::NotAdopted)?;
        let said = fill(Review::of(lang).said_adopted, &[&adopted.id]);
        let next = match self.model.earlier {
            Some(_) => act(&mut self.model, Action::Compare),
            None => Vec::new(),
        };
        self.model.say(said);
        Ok(next)
    }

    /// Lets the draft take the place of the report that its ledger has, and turns to that.
    fn correct(&mut self) -> Result<(), Vec<String>> {
        let lang = self.model.lang;
        let Some(review) = &self.model.review else {
            return Ok(());
        };
        let id = review.draft.report.id.clone();
        let done = correct::correct(&self.paths, &review.draft, self.by());
        done.map_err(|e| e.say(&review.file.path, lang))?;
        self.open(&id)?;
        let said = fill(Review::of(lang).said_corrected, &[&id]);
        self.model.say(said);
        Ok(())
    }

    /// Who corrects a report, and on which day.
    fn by(&self) -> (&str, jiff::civil::Date) {
        (&self.who, self.model.calendar.today)
    }

    /// Turns to another ledger.
    fn open(&mut self, id: &str) -> Result<(), Vec<String>> {
        let lang = self.model.lang;
        let found = source::find(&self.paths.data, id).map_err(|e| e.say(lang))?;
        let identity = Identity::find(&self.paths.config, &self.paths.data);
        let id = found.report.id.clone();
        let mut store = FileStore::new(&self.paths.data, &id, found.bytes, identity);
        let book = session::open(Arc::new(found.report), &mut store);
        let book = book.map_err(|e| vec![Faults::of(lang).store(&e)])?;
        self.remember();
        self.store = store;
        self.model.turn_to(book);
        self.model.earlier = editions::earlier(&self.paths.data, self.model.book.report());
        outside::recall(&self.paths.config).apply(&mut self.model);
        self.stale = true;
        Ok(())
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
        if result.is_err() || self.model.book.version() != before {
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

/// An answer of the terminal that came too late for who asked would be read as keys: `ESC ] … BEL`.
#[derive(Debug, Default)]
struct LateAnswer {
    within: bool,
}

impl LateAnswer {
    /// Whether a key is a part of such an answer.
    fn takes(&mut self, key: KeyEvent) -> bool {
        let is = |c, modifier| key.code == KeyCode::Char(c) && key.modifiers.contains(modifier);
        if self.within {
            let ends = is('g', KeyModifiers::CONTROL) || is('\\', KeyModifiers::ALT);
            self.within = !ends;
            return true;
        }
        self.within = is(']', KeyModifiers::ALT);
        self.within
    }
}
