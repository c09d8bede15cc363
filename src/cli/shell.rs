//! The screen, and what a shell wants: completions, the manual page, help.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::{Failure, help, open, out, summary};
use crate::lang::{Faults, Lang, Review, fill};
use crate::setup::Base;
use crate::tui::Ended;

/// The screen where there is a terminal for it, else the text dashboard.
pub fn screen(base: Base) -> Result<(), Failure> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return summary::print_dashboard(&open(base)?);
    }
    screen_with(base, None)
}

/// The screen with a draft that is to be looked through; of a published report one is made first.
pub fn review(base: Base, draft: &Path) -> Result<(), Failure> {
    let lang = base.lang;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let said = fill(Review::of(lang).needs_terminal, &[&draft.display()]);
        return Err(Failure::failed(vec![said]));
    }
    screen_with(base, Some(draft))
}

fn screen_with(base: Base, draft: Option<&Path>) -> Result<(), Failure> {
    let lang = base.lang;
    let mut odd = Vec::new();
    let ended = crate::tui::run(base, draft, &mut |setup| odd = super::odd(setup, lang));
    // now that the terminal is as it was
    for line in odd {
        out::note(&line, lang);
    }
    ended.map_err(|e| match e {
        Ended::Terminal(e) => Failure::failed(vec![Faults::of(lang).io(&e)]),
        Ended::Setup(e) => Failure::setup(&e, lang),
    })
}

/// A completion script.
pub fn completions(shell: clap_complete::Shell, lang: Lang) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(lang), "dudao", &mut script);
    out::print(&script, lang)
}

/// The manual page, in roff.
pub fn manual(lang: Lang) -> Result<(), Failure> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(help::command(lang));
    man.render(&mut page).map_err(|e| {
        let said = Faults::of(lang).cannot_write(Path::new("-"), &e);
        Failure::failed(vec![said])
    })?;
    out::print(&page, lang)
}

/// Help of a command.
pub fn help(command: &[String], lang: Lang) -> Result<(), Failure> {
    out::print(help::of(lang, command).as_bytes(), lang)
}
