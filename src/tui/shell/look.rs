//! How to draw before anything of the ledger is known: theme and characters, from the settings or the terminal.

use super::super::model::Glyphs;
use super::super::probe;
use super::super::theme::{Choice, Theme};
use crate::config;
use crate::lang::Lang;
use crate::setup::Base;

/// How to draw before anything of the ledger is known.
pub(super) struct Look {
    /// The theme.
    pub(super) choice: Choice,
    glyphs: config::Glyphs,
    no_color: bool,
    /// The language.
    pub(super) lang: Lang,
}

impl Look {
    pub(super) fn of(base: &Base) -> Self {
        Self {
            choice: base.config.theme,
            glyphs: base.config.glyphs,
            no_color: base.no_color,
            lang: base.lang,
        }
    }

    /// The theme to begin with; the terminal is asked unless the settings say which.
    pub(super) fn asked(mut self) -> Self {
        if self.choice == Choice::Auto && !self.no_color {
            self.choice = probe::theme();
        }
        self
    }

    pub(super) fn theme(&self) -> Theme {
        if self.no_color {
            Theme::mono()
        } else {
            Theme::of(self.choice)
        }
    }

    /// To be asked on the empty alternate screen.
    pub(super) fn glyphs(&self) -> Glyphs {
        match self.glyphs {
            config::Glyphs::Ascii => Glyphs::Ascii,
            config::Glyphs::Unicode => Glyphs::Narrow,
            config::Glyphs::Auto => probe::glyphs(),
        }
    }
}
