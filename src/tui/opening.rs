//! Opening a ledger behind the first picture: a large one takes longer to read than a person likes to look at nothing.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};

use super::keys;
use super::picture::Picture;
use super::shell::Screen;
use super::theme::Theme;
use super::view;
use crate::lang::Lang;
use crate::ledger::store::Progress;
use crate::setup::source::DEFAULT_REPORT;
use crate::setup::{Base, Setup, SetupError};

/// A small ledger is there before this has gone by; then nothing else is drawn before it.
const AT_ONCE: Duration = Duration::from_millis(5);

/// How often to look for keys and for the ledger.
const LOOK: Duration = Duration::from_millis(10);

/// How often the share that was read is shown again, in looks.
const SHOWN: u32 = 10;

/// A ledger that is being read by a thread of its own.
pub(super) struct Opening {
    ledger: String,
    lang: Lang,
    progress: Arc<Progress>,
    result: Receiver<Result<Setup, SetupError>>,
}

/// What came of it.
pub(super) enum Opened {
    /// The ledger, and what was typed meanwhile.
    Ledger(Box<Setup>, Vec<Event>),
    /// The user did not want to wait.
    Left,
}

/// Why the screen ended.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// What the terminal says.
    #[error(transparent)]
    Terminal(#[from] io::Error),
    /// The ledger cannot be opened.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

impl Opening {
    /// Begins to read.
    pub(super) fn begin(base: Base) -> io::Result<Self> {
        let progress = Arc::new(Progress::default());
        let (to, result) = channel();
        let opening = Self {
            ledger: base.report.as_deref().unwrap_or(DEFAULT_REPORT).to_owned(),
            lang: base.lang,
            progress: Arc::clone(&progress),
            result,
        };
        std::thread::Builder::new()
            .name("opening".into())
            .spawn(move || {
                // nobody listens any more when the user left
                let _ = to.send(base.open_watched(Some(progress)));
            })?;
        Ok(opening)
    }

    /// Waits for the ledger; shows how far it is, over the board as it was left where that is known, and lets the user
    /// leave.
    pub(super) fn wait(
        self,
        screen: &mut Screen,
        theme: &Theme,
        as_left: impl FnOnce() -> Option<Picture>,
    ) -> Result<Opened, Ended> {
        let mut typed = Vec::new();
        match self.result.recv_timeout(AT_ONCE) {
            Ok(setup) => return Ok(Opened::Ledger(Box::new(setup?), typed)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(unread()),
        }
        let picture = as_left();
        for look in 0_u32.. {
            if look.is_multiple_of(SHOWN) {
                let read = self.progress.thousandths();
                screen.draw(|frame| {
                    let (lang, buf) = (self.lang, frame.buffer_mut());
                    match &picture {
                        Some(picture) => view::as_left((lang, theme), picture, read, buf),
                        None => view::opening(lang, theme, (self.ledger.as_str(), read), buf),
                    }
                })?;
            }
            while event::poll(LOOK)? {
                let event = event::read()?;
                if leaves(&event) {
                    return Ok(Opened::Left);
                }
                typed.push(event);
            }
            match self.result.try_recv() {
                Ok(setup) => return Ok(Opened::Ledger(Box::new(setup?), typed)),
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => break,
            }
        }
        Err(unread())
    }
}

/// The thread ended without an answer: it has told why when it failed.
fn unread() -> Ended {
    Ended::Terminal(io::ErrorKind::BrokenPipe.into())
}

/// Whether a key means that the user does not want to wait.
fn leaves(event: &Event) -> bool {
    let Event::Key(key) = event else { return false };
    let key = keys::normal(*key);
    let is_interrupt =
        key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
    key.kind != KeyEventKind::Release && (key.code == KeyCode::Char('q') || is_interrupt)
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn the_keys_that_leave_are_those_that_quit_elsewhere() {
        let key = |c, modifiers| Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers));
        assert!(leaves(&key('q', KeyModifiers::NONE)));
        assert!(
            leaves(&key('ｑ', KeyModifiers::NONE)),
            "from an input method"
        );
        assert!(leaves(&key('c', KeyModifiers::CONTROL)));
        assert!(!leaves(&key('c', KeyModifiers::NONE)));
    }
}
