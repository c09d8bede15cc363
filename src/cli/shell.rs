//! The screen, and what a shell wants: completions, the manual page, help.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::{Failure, help, open, out, summary};
use crate::lang::{Faults, Lang, Review, fill};
use crate::setup::Base;

/// The screen where there is a terminal for it, else the text dashboard.
pub fn screen(base: Base) -> Result<(), Failure> {
    let lang = base.lang;
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return summary::print_dashboard(&open(base)?);
    }
    let setup = open(base)?;
    crate::tui::run(setup, None).map_err(|e| Failure::failed(vec![Faults::of(lang).io(&e)]))
}

/// The screen with a draft that is to be looked through; of a published report one is made first.
pub fn review(base: Base, draft: &Path) -> Result<(), Failure> {
    let lang = base.lang;
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let said = fill(Review::of(lang).needs_terminal, &[&draft.display()]);
        return Err(Failure::failed(vec![said]));
    }
    let setup = open(base)?;
    crate::tui::run(setup, Some(draft)).map_err(|e| Failure::failed(vec![Faults::of(lang).io(&e)]))
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
