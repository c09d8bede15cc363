//! The command line: arguments to a typed command, one file per group of commands.
//!
//! Part of the shell. Results go to standard output, everything else to standard error; what went wrong comes back as
//! a [`Failure`], which `main` alone prints.

mod act;
mod adopt;
mod aim;
mod args;
mod attach;
mod backup;
mod carry;
mod collect;
mod config;
mod conflicts;
mod demo;
mod detail;
mod doctor;
mod filters;
mod help;
mod intake;
mod keys;
mod list;
mod log;
mod out;
mod own;
mod progress;
mod report;
mod row;
mod shell;
mod show;
mod summary;
mod table;
mod usage;
mod workflow;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::lang::{Console, Faults, Lang, fill};
use crate::ledger::store::{Store as _, StoreError};
use crate::paths::Paths;
use crate::report::sanitise;
use crate::setup::{self, Base, Setup, SetupError};
use args::{Cli, Command};

/// What went wrong, and the exit code it comes to.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    /// 1 refused or failed, 2 wrong usage, 3 ledger or report damaged.
    pub code: u8,
    /// What to say, line by line, in the user's language.
    pub lines: Vec<String>,
}

impl Failure {
    /// A rule said no, or something failed.
    pub fn failed(lines: Vec<String>) -> Self {
        Self { code: 1, lines }
    }

    /// The command line is wrong.
    pub fn usage(lines: Vec<String>) -> Self {
        Self { code: 2, lines }
    }

    /// Ledger or report is damaged.
    pub fn damaged(lines: Vec<String>) -> Self {
        Self { code: 3, lines }
    }

    fn setup(e: &SetupError, lang: Lang) -> Self {
        let lines = e.say(lang);
        match e {
            SetupError::UnknownReport(..) => Self::usage(lines),
            SetupError::BadReport(..) => Self::damaged(lines),
            SetupError::Store(e) => Self::store(e, lang),
            SetupError::NoHome | SetupError::Read(..) => Self::failed(lines),
        }
    }

    fn store(e: &StoreError, lang: Lang) -> Self {
        let lines = vec![Faults::of(lang).store(e)];
        Self::failed(lines)
    }

    /// The lines as they are printed: the first one says that it is an error.
    pub fn report(&self, lang: Lang) -> String {
        let mut text = String::new();
        for (i, line) in self.lines.iter().enumerate() {
            let line = match i {
                0 => fill(Console::of(lang).error, &[line]),
                _ => line.clone(),
            };
            // names of files and words of the command line come as they are
            text.push_str(&sanitise::paragraphs(&line));
            text.push('\n');
        }
        text
    }
}

/// Runs the program with the words of its command line, the program's own name first.
///
/// # Errors
/// What went wrong, with the language to say it in.
pub fn run(words: &[OsString]) -> Result<(), (Failure, Lang)> {
    let lang = early_language(words);
    let cli = match parse(words, lang) {
        Ok(cli) => cli,
        Err(e) => return usage::answer(&e, lang).map_err(|e| (e, lang)),
    };
    let base = Base::new(cli.globals.into()).map_err(|e| (Failure::setup(&e, lang), lang))?;
    let lang = base.lang;
    dispatch(cli.command, base).map_err(|e| (e, lang))
}

/// The command line. Help texts take longer to put on than a command line to read: only what does not parse needs them.
fn parse(words: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let read = |command: clap::Command| {
        let matches = command.try_get_matches_from(words)?;
        Cli::from_arg_matches(&matches)
    };
    read(Cli::command()).or_else(|_| read(help::command(lang)))
}

/// The language before anything is parsed: help and wrong usage need it, too.
fn early_language(words: &[OsString]) -> Lang {
    let before_end = words.iter().take_while(|w| *w != "--");
    let words: Vec<&str> = before_end.filter_map(|w| w.to_str()).collect();
    let config_dir = flag(&words, "--config-dir").map(PathBuf::from);
    // where the ledgers are does not matter here
    let config = Paths::find(Some(Path::new("")), config_dir.as_deref())
        .and_then(|paths| setup::read_config(&paths).0.lang);
    let lang = flag(&words, "--lang").and_then(|l| l.parse().ok());
    setup::language(lang, config).0
}

/// Value of `--flag value` or `--flag=value`.
fn flag<'a>(words: &[&'a str], name: &str) -> Option<&'a str> {
    let mut rest = words.iter();
    let word = rest.find(|w| w.starts_with(name))?;
    match word.strip_prefix(name)? {
        "" => rest.next().copied(),
        value => value.strip_prefix('='),
    }
}

fn dispatch(command: Option<Command>, base: Base) -> Result<(), Failure> {
    let lang = base.lang;
    if !matches!(command, Some(Command::Config(_))) {
        let file = base.paths.config_file();
        for fault in &base.faults {
            out::note(&Faults::of(lang).config(&file, fault), lang);
        }
    }
    match command {
        None => shell::screen(base),
        Some(Command::Summary(a)) => summary::run(looked_at(base)?, &a),
        Some(Command::List(a)) => list::run(looked_at(base)?, &a),
        Some(Command::Show { entry, format }) => show::run(looked_at(base)?, &entry, format.detail),
        Some(Command::Tick(a)) => act::tick(open(base)?, &a, true),
        Some(Command::Untick(a)) => act::tick(open(base)?, &a, false),
        Some(Command::Start(targets)) => act::start(open(base)?, &targets),
        Some(Command::Add(args::Add::Item { entry, text })) => {
            act::add_item(open(base)?, &entry, &text)
        }
        Some(Command::Note(a)) => act::note(open(base)?, a),
        Some(Command::Close(targets)) => act::close(open(base)?, &targets),
        Some(Command::Reopen { targets, reason }) => act::reopen(open(base)?, &targets, &reason),
        Some(Command::Set(a)) => workflow::set(open(base)?, &a),
        Some(Command::Extend {
            targets,
            to,
            reason,
        }) => workflow::extend(open(base)?, &targets, &to, &reason),
        Some(Command::Return {
            targets,
            reason,
            items,
        }) => workflow::send_back(open(base)?, &targets, &reason, &items),
        Some(Command::Object { targets, reason }) => {
            workflow::object(open(base)?, &targets, &reason)
        }
        Some(Command::Rereview {
            targets,
            upheld,
            reason,
            ..
        }) => workflow::rereview(open(base)?, &targets, upheld, &reason),
        Some(Command::Attribute {
            targets,
            to,
            reason,
        }) => workflow::attribute(open(base)?, &targets, &to, &reason),
        Some(Command::Add(args::Add::Finding(a))) => own::add_finding(open(base)?, &a),
        Some(Command::Reword {
            target,
            text,
            statement,
        }) => own::reword(open(base)?, &target, &text, statement.as_deref()),
        Some(Command::Drop { target, reason }) => own::take_out(open(base)?, &target, &reason),
        Some(Command::Carry(a)) => carry::run(open(base)?, &a),
        Some(Command::Collect(a)) => collect::run(open(base)?, &a),
        Some(Command::Attach(a)) => attach::run(open(base)?, a),
        Some(Command::Conflicts { format }) => conflicts::list(looked_at(base)?, format.detail),
        Some(Command::Settle { entry, keep }) => conflicts::settle(open(base)?, &entry, &keep),
        Some(Command::Undo) => act::undo(open(base)?),
        Some(Command::Redo) => act::redo(open(base)?),
        Some(Command::Log(a)) => {
            let who = (base.who_from == crate::paths::Origin::Flag).then(|| base.who.clone());
            log::run(looked_at(base)?, &a, who.as_deref())
        }
        Some(Command::Intake(a)) => intake::run(&base, &a),
        Some(Command::Report(c)) => report::run(base, &c),
        Some(Command::Backup { file, force }) => backup::backup(&base, &file, force),
        Some(Command::Restore(a)) => backup::restore(&base, &a),
        Some(Command::Doctor { repair, share }) => doctor::run(&base, repair, share),
        Some(Command::Config(c)) => config::run(&base, c),
        Some(Command::Demo(a)) => demo::run(&a, lang),
        Some(Command::Keys { format }) => keys::run(&base, format.detail),
        Some(Command::Completions { shell }) => shell::completions(shell, lang),
        Some(Command::Man) => shell::manual(lang),
        Some(Command::Help { command }) => shell::help(&command, lang),
    }
}

/// Opens the ledger and tells what is odd about it.
fn open(base: Base) -> Result<Setup, Failure> {
    let lang = base.lang;
    let setup = base.open().map_err(|e| Failure::setup(&e, lang))?;
    for line in odd(&setup, lang) {
        out::note(&line, lang);
    }
    Ok(setup)
}

/// Opens the ledger for a command that only reads it. It is never taken apart: the program ends with the command, and to
/// take a large book apart takes longer than many an answer.
fn looked_at(base: Base) -> Result<&'static Setup, Failure> {
    Ok(Box::leak(Box::new(open(base)?)))
}

/// What is odd about a ledger that was opened, line by line.
fn odd(setup: &Setup, lang: Lang) -> Vec<String> {
    let w = Faults::of(lang);
    let differs = setup.differs.as_ref();
    let differs = differs.map(|path| fill(w.differs, &[&path.display()]));
    let notices = setup.store.notices().iter().map(|n| w.notice(n));
    differs.into_iter().chain(notices).collect()
}
