//! What comes as keys and is none: an answer of the terminal to a question that nobody asks any more.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// An answer of the terminal that came too late for who asked would be read as keys: `ESC ] … BEL`.
#[derive(Debug, Default)]
pub(super) struct LateAnswer {
    within: bool,
}

impl LateAnswer {
    /// Whether a key is a part of such an answer.
    pub(super) fn takes(&mut self, key: KeyEvent) -> bool {
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
