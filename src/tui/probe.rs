//! What the terminal says about itself, asked once before anything reads its input: background, width of `①`.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::model::Glyphs;
use super::theme::Choice;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_millis(100);

/// The theme for the terminal's background; dark where it does not answer. To be asked before the terminal is entered.
pub(super) fn theme() -> Choice {
    let options = {
        let mut options = QueryOptions::default();
        options.timeout = PATIENCE;
        options
    };
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Choice::Light,
        _ => Choice::Dark,
    }
}

/// Which characters the terminal can be trusted with. To be asked on the empty alternate screen, in raw mode.
pub(super) fn glyphs() -> Glyphs {
    match column_after("①") {
        Some(2) => Glyphs::Narrow,
        Some(3) => Glyphs::Ascii,
        // no answer, or one that cannot be: some count what they have not drawn yet
        _ => Glyphs::Unicode,
    }
}

/// How many columns the terminal takes for `①`, asked on the line where the cursor is; `None` without an answer.
pub fn columns_of_ambiguous() -> Option<u16> {
    crossterm::terminal::enable_raw_mode().ok()?;
    let column = ask("\r", "①");
    // whatever the answer was, the line of whoever called is whole again
    let _ = crossterm::terminal::disable_raw_mode();
    column?
        .checked_sub(1)
        .filter(|columns| (1..=2).contains(columns))
}

/// The column, from 1, where the cursor stands after a text at the left edge; `None` without an answer.
fn column_after(text: &str) -> Option<u16> {
    ask("\x1b[1;1H", text)
}

/// Goes to a place at the left edge, writes a text, asks for the column, and wipes the line.
#[cfg(unix)]
fn ask(place: &str, text: &str) -> Option<u16> {
    use std::io::Write as _;

    let mut tty = std::fs::File::options()
        .read(true)
        .write(true)
        .open("/dev/tty")
        .ok()?;
    tty.write_all(format!("{place}{text}\x1b[6n").as_bytes())
        .ok()?;
    let answer = answer(&mut tty);
    // only now: some answer with where the cursor stands when they come to it
    tty.write_all(format!("{place}\x1b[2K").as_bytes()).ok()?;
    column(&answer?)
}

/// Reads up to the end of a cursor report, as long as patience lasts.
#[cfg(unix)]
fn answer(tty: &mut std::fs::File) -> Option<Vec<u8>> {
    use std::io::Read as _;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let until = std::time::Instant::now() + PATIENCE;
    let mut answer = Vec::new();
    loop {
        let left = until.checked_duration_since(std::time::Instant::now())?;
        let left = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(left.subsec_nanos()),
        };
        let ready = {
            let mut fds = [PollFd::new(&*tty, PollFlags::IN)];
            poll(&mut fds, Some(&left)).ok()?
        };
        if ready == 0 {
            return None;
        }
        let mut byte = [0];
        tty.read_exact(&mut byte).ok()?;
        answer.extend(byte);
        if byte == *b"R" || answer.len() > 64 {
            return Some(answer);
        }
    }
}

#[cfg(not(unix))]
fn ask(_: &str, _: &str) -> Option<u16> {
    None
}

/// The column of a cursor report such as `ESC [ 1 ; 2 R`; keys typed meanwhile may stand before it.
#[cfg(any(unix, test))]
fn column(answer: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(answer).ok()?;
    let (_, report) = text.rsplit_once("\x1b[")?;
    let (_, column) = report.strip_suffix('R')?.split_once(';')?;
    column.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_a_report_is_read_and_nonsense_is_none() {
        assert_eq!(column(b"\x1b[1;2R"), Some(2));
        assert_eq!(column("三j\x1b[12;3R".as_bytes()), Some(3));
        for bad in [&b""[..], b"\x1b[1R", b"\x1b[1;xR", b"abc", b"\xff\x1b[1;2R"] {
            assert_eq!(column(bad), None);
        }
    }
}
