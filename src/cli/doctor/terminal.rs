//! What the screen has to do with: size, width of characters, names of the environment, language, clock.

use std::io::IsTerminal as _;

use super::super::config::origin;
use super::super::out;
use super::Exam;
use crate::lang::fill;
use crate::tui::probe;

impl Exam<'_> {
    /// What the screen has to do with: names of the environment, never its other values.
    pub(super) fn terminal(&mut self) {
        self.head(self.w.terminal);
        let stdout = std::io::stdout().is_terminal();
        let size = out::columns().filter(|_| stdout);
        self.line(&match size {
            Some(columns) => fill(self.w.columns, &[&columns]),
            None => self.w.no_terminal.to_owned(),
        });
        if stdout && std::io::stdin().is_terminal() {
            let said = match probe::columns_of_ambiguous() {
                Some(columns) => fill(self.w.ambiguous, &[&columns]),
                None => self.w.ambiguous_unknown.to_owned(),
            };
            self.line(&said);
        }
        let names = [
            "TERM",
            "TERM_PROGRAM",
            "COLORTERM",
            "NO_COLOR",
            "TMUX",
            "SSH_TTY",
            "LC_ALL",
            "LC_CTYPE",
            "LANG",
        ];
        let plain = [
            "TERM",
            "TERM_PROGRAM",
            "COLORTERM",
            "LC_ALL",
            "LC_CTYPE",
            "LANG",
        ];
        let known = names.iter().filter_map(|name| {
            let value = std::env::var(name).ok().filter(|v| !v.is_empty())?;
            let value = if plain.contains(name) {
                value.as_str()
            } else {
                "…"
            };
            Some(format!("{name}={value}"))
        });
        let known: Vec<_> = known.collect();
        self.line(&known.join(" "));
        let base = self.base;
        let from = origin(base.lang_from, base.lang);
        self.line(&format!("{}: {} ({from})", self.w.language, base.lang));
        let zone = jiff::tz::TimeZone::system();
        let zone = zone.iana_name().unwrap_or("?").to_owned();
        self.line(&fill(
            self.w.clock,
            &[&base.clock.now().strftime("%Y-%m-%d %H:%M:%SZ"), &zone],
        ));
    }
}
