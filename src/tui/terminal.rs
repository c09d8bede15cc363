//! Entering and leaving the terminal. Leaving is idempotent, does every step even when one fails, and can be called
//! from anywhere: quit, panic, signal, hang-up.

use std::io::{self, Write as _, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, execute};

static ENTERED: AtomicBool = AtomicBool::new(false);

/// Takes the terminal over.
///
/// # Errors
/// What the terminal says; it is then as before.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    ENTERED.store(true, Ordering::SeqCst);
    let entered = enable_raw_mode().and_then(|()| {
        execute!(
            stdout(),
            EnterAlternateScreen,
            EnableBracketedPaste,
            SetTitle("Dudao"),
            cursor::Hide
        )?;
        if mouse { mouse::listen() } else { Ok(()) }
    });
    if entered.is_err() {
        leave();
    }
    entered
}

/// Gives the terminal back as it was.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = mouse::ignore();
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic in any thread gives the terminal back, says what happened and ends the program.
pub(super) fn leave_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        leave();
        before(info);
        std::process::exit(101);
    }));
}

/// Buttons and the wheel, but no movement: what nobody looks at must not wake the program.
#[cfg(unix)]
mod mouse {
    use std::io::{self, Write as _, stdout};

    pub(super) fn listen() -> io::Result<()> {
        say(b"\x1b[?1000h\x1b[?1006h")
    }

    pub(super) fn ignore() -> io::Result<()> {
        say(b"\x1b[?1006l\x1b[?1000l")
    }

    fn say(bytes: &[u8]) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(bytes)?;
        out.flush()
    }
}

#[cfg(not(unix))]
mod mouse {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    use crossterm::execute;
    use std::io::{self, stdout};

    pub(super) fn listen() -> io::Result<()> {
        execute!(stdout(), EnableMouseCapture)
    }

    pub(super) fn ignore() -> io::Result<()> {
        execute!(stdout(), DisableMouseCapture)
    }
}
