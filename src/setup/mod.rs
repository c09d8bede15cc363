//! What every run starts with: folders, settings, language, name, clock, and from these a ledger that is open.
//!
//! Part of the shell: reads environment, files and the clock. Command line and screen both start here.

pub mod adopt;
pub mod attach;
mod clock;
pub mod correct;
pub mod drafts;
pub mod editions;
pub mod source;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;

pub use clock::Clock;

use crate::board::schedule::Calendar;
use crate::config::{self, Config, ConfigFault, ConfigFlaw};
use crate::lang::{Faults, Lang, domain, fill};
use crate::ledger::decide::Policy;
use crate::ledger::session::{self, Outcome, Stamp};
use crate::ledger::store::file::FileStore;
use crate::ledger::store::identity::Identity;
use crate::ledger::store::{Progress, StoreError};
use crate::ledger::{BatchId, Book, Intent};
use crate::paths::{Origin, Paths};
use crate::report::{Fault, sanitise};

/// What a run was asked for; `None` where it was asked for nothing.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Data folder.
    pub data_dir: Option<PathBuf>,
    /// Config folder.
    pub config_dir: Option<PathBuf>,
    /// Id of a report, or a file.
    pub report: Option<String>,
    /// Language.
    pub lang: Option<Lang>,
    /// Name recorded with what is done.
    pub who: Option<String>,
    /// Clock.
    pub clock: Clock,
    /// No colours.
    pub no_color: bool,
    /// The mouse is left to the terminal.
    pub no_mouse: bool,
}

/// Why a run cannot start.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Neither flag, environment nor platform names the folders.
    #[error("no home directory")]
    NoHome,
    /// No report has this id; ids that may have been meant.
    #[error("unknown report {0}")]
    UnknownReport(String, Vec<String>),
    /// A report file cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(PathBuf, io::Error),
    /// A report does not hold together: where it stands, all its faults.
    #[error("{0} is damaged")]
    BadReport(PathBuf, Vec<Fault>),
    /// The journals cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SetupError {
    /// What failed, on what, and what to do; line by line.
    pub fn say(&self, lang: Lang) -> Vec<String> {
        let w = Faults::of(lang);
        match self {
            Self::NoHome => vec![w.no_home.to_owned()],
            Self::UnknownReport(given, near) => {
                vec![fill(w.unknown_report, &[given]) + &w.suggestion(near)]
            }
            Self::Read(path, e) => vec![w.cannot_read(path, e)],
            Self::BadReport(path, faults) => {
                let head = fill(w.bad_report, &[&path.display(), &faults.len()]);
                let each = faults
                    .iter()
                    .map(|f| format!("  {}", domain(lang).fault(f)));
                [head].into_iter().chain(each).collect()
            }
            Self::Store(e) => vec![w.store(e)],
        }
    }
}

/// Everything but the ledger.
#[derive(Debug)]
pub struct Base {
    /// The folders.
    pub paths: Paths,
    /// Settings.
    pub config: Config,
    /// What is wrong with the config file.
    pub faults: Vec<ConfigFault>,
    /// Language.
    pub lang: Lang,
    /// Where the language comes from.
    pub lang_from: Origin,
    /// Name recorded with what is done.
    pub who: Arc<str>,
    /// Where the name comes from.
    pub who_from: Origin,
    /// Clock.
    pub clock: Clock,
    /// No colours.
    pub no_color: bool,
    /// The screen listens to the mouse.
    pub mouse: bool,
    /// Id of a report, or a file, as it was asked for.
    pub report: Option<String>,
}

/// A ledger that is open, and everything around it.
#[derive(Debug)]
pub struct Setup {
    /// The state.
    pub book: Book,
    /// The journals.
    pub store: FileStore,
    /// Language.
    pub lang: Lang,
    /// Name recorded with what is done.
    pub who: Arc<str>,
    /// Clock.
    pub clock: Clock,
    /// Settings.
    pub config: Config,
    /// No colours.
    pub no_color: bool,
    /// The screen listens to the mouse.
    pub mouse: bool,
    /// Where the name comes from.
    pub who_from: Origin,
    /// Where the language comes from.
    pub lang_from: Origin,
    /// The folders.
    pub paths: Paths,
    /// What is wrong with the config file.
    pub faults: Vec<ConfigFault>,
    /// A report file that was named but differs from the copy that the ledger began with; the copy counts.
    pub differs: Option<PathBuf>,
}

impl Base {
    /// Folders, settings, language and name; creates nothing.
    ///
    /// # Errors
    /// When no folder can be found.
    pub fn new(options: Options) -> Result<Self, SetupError> {
        let paths = Paths::find(options.data_dir.as_deref(), options.config_dir.as_deref())
            .ok_or(SetupError::NoHome)?;
        let (config, faults) = read_config(&paths);
        let (lang, lang_from) = language(options.lang, config.lang);
        let (who, who_from) = name(options.who.as_deref(), config.name.as_deref(), lang);
        let no_color =
            options.no_color || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let mouse = config.mouse && !options.no_mouse;
        Ok(Self {
            paths,
            config,
            faults,
            lang,
            lang_from,
            who: who.into(),
            who_from,
            clock: options.clock,
            no_color,
            mouse,
            report: options.report,
        })
    }

    /// Opens the ledger; creates nothing before the first write.
    ///
    /// # Errors
    /// An unknown or damaged report, or journals that cannot be read.
    pub fn open(self) -> Result<Setup, SetupError> {
        self.open_watched(None)
    }

    /// As [`open`](Self::open); tells how far it is.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_watched(self, progress: Option<Arc<Progress>>) -> Result<Setup, SetupError> {
        let given = self.report.as_deref().unwrap_or(source::DEFAULT_REPORT);
        let (source, mut store) = ledger(&self.paths, given)?;
        store.watch(progress);
        let book = session::open(Arc::new(source.report), &mut store)?;
        store.watch(None);
        Ok(Setup {
            book,
            store,
            lang: self.lang,
            who: self.who,
            clock: self.clock,
            config: self.config,
            no_color: self.no_color,
            mouse: self.mouse,
            who_from: self.who_from,
            lang_from: self.lang_from,
            paths: self.paths,
            faults: self.faults,
            differs: source.differs,
        })
    }
}

impl Setup {
    /// Today.
    pub fn calendar(&self) -> Calendar {
        self.clock.calendar(self.config.due_soon_days)
    }

    /// The rules that the user set.
    pub fn policy(&self) -> Policy {
        Policy {
            second_person: self.config.second_person,
            atomic: false,
        }
    }

    /// Who, when, and a fresh id for a batch.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            who: Arc::clone(&self.who),
            now: self.clock.now(),
            batch: BatchId(Uuid::now_v7()),
            policy: self.policy(),
        }
    }

    /// Carries out an intent; it is on disk when this returns `Ok`.
    ///
    /// # Errors
    /// What the store says.
    pub fn record(&mut self, intent: &Intent) -> Result<Outcome, StoreError> {
        let stamp = self.stamp();
        session::record(&mut self.book, &mut self.store, intent, &stamp)
    }
}

/// A report and the store of its ledger; nothing is read of the journals yet.
///
/// # Errors
/// An unknown or damaged report.
pub fn ledger(paths: &Paths, given: &str) -> Result<(source::Source, FileStore), SetupError> {
    let mut source = source::find(&paths.data, given)?;
    let identity = Identity::find(&paths.config, &paths.data);
    let bytes = std::mem::take(&mut source.bytes);
    let store = FileStore::new(&paths.data, &source.report.id, bytes, identity);
    Ok((source, store))
}

/// The settings of the config file; a file that is not there holds none.
pub fn read_config(paths: &Paths) -> (Config, Vec<ConfigFault>) {
    let whole = |why: String| {
        let flaw = ConfigFlaw::Unreadable(why);
        (Config::default(), vec![ConfigFault { line: 0, flaw }])
    };
    match std::fs::read(paths.config_file()) {
        Ok(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => config::parse(text),
            Err(e) => whole(e.to_string()),
        },
        Err(e) if e.kind() == io::ErrorKind::NotFound => (Config::default(), Vec::new()),
        Err(e) => whole(e.to_string()),
    }
}

/// Flag, `DUDAO_LANG`, config file, the system's language; in this order.
pub fn language(flag: Option<Lang>, config: Option<Lang>) -> (Lang, Origin) {
    let env = std::env::var("DUDAO_LANG").ok();
    let env = env.and_then(|name| name.parse().ok());
    let known = [
        (flag, Origin::Flag),
        (env, Origin::Env),
        (config, Origin::File),
    ];
    let first = known
        .into_iter()
        .find_map(|(lang, from)| Some((lang?, from)));
    first.unwrap_or_else(|| {
        let locale = sys_locale::get_locale().unwrap_or_default();
        (Lang::of_locale(&locale), Origin::Default)
    })
}

/// Flag, config file, login name, or the word for an inspector.
fn name(flag: Option<&str>, config: Option<&str>, lang: Lang) -> (String, Origin) {
    let login = ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|name| !name.trim().is_empty()));
    let known = [
        (flag, Origin::Flag),
        (config, Origin::File),
        (login.as_deref(), Origin::Env),
    ];
    let clean = |text: &str| sanitise::line(text).trim().to_owned();
    let named = known
        .into_iter()
        .filter_map(|(name, from)| Some((clean(name?), from)));
    named
        .into_iter()
        .find(|(name, _)| !name.is_empty())
        .unwrap_or_else(|| {
            let word = domain(lang).inspector;
            (word.to_owned(), Origin::Default)
        })
}
