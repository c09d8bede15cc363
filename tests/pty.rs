//! The real binary in a pseudo-terminal: keys in, screen out, and what is left on the terminal when it ends.
//!
//! Waits for text and for the end of the process, never for time; the limits only keep a fault from hanging.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test may fail loudly; clippy sees only #[test] functions as tests"
)]

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(20);
const LEFT: &[u8] = b"\x1b[?1049l";

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    ended: bool,
}

struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn std::io::Write + Send>>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn whole(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

impl Terminal {
    fn start(home: &Path, columns: u16, rows: u16) -> Self {
        Self::run(home, columns, rows, &[])
    }

    fn run(home: &Path, columns: u16, rows: u16, words: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dudao"));
        command.args(["--lang", "en", "--who", "inspector A"]);
        command.args(words);
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("NO_COLOR", ""),
        ] {
            command.env(name, value);
        }
        command.env("DUDAO_DATA_DIR", home.join("data"));
        command.env("DUDAO_CONFIG_DIR", home.join("config"));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let seen = Seen {
            screen: vt100::Parser::new(whole(rows), whole(columns), 0),
            bytes: Vec::new(),
            ended: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            loop {
                let n = reader.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                seen.screen.process(&buffer[..n]);
                seen.bytes.extend_from_slice(&buffer[..n]);
                seen.ended = n == 0;
                shared.1.notify_all();
                if n == 0 {
                    return;
                }
            }
        });
        Self {
            child,
            master: Some(pair.master),
            keys: Some(keys),
            seen,
        }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    fn wait_until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !is_so(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            let screen = seen.screen.screen().contents();
            assert!(
                !left.is_zero(),
                "waited in vain for {what}; the screen:\n{screen}"
            );
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(text, |seen| seen.screen.screen().contents().contains(text));
        self
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    fn exit_code(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "the program does not end");
            std::thread::yield_now();
        }
    }

    /// The terminal was given back: the alternate screen is left and the cursor shown, after everything else.
    fn is_given_back(&self) -> bool {
        self.wait_until("the end of output", |seen| {
            seen.ended || seen.bytes.windows(LEFT.len()).any(|w| w == LEFT)
        });
        let seen = self.seen.0.lock().unwrap();
        let left = seen.bytes.windows(LEFT.len()).rposition(|w| w == LEFT);
        left.is_some() && !seen.screen.screen().alternate_screen()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn journal(home: &Path) -> String {
    let dir = home.join("data/ledgers/weihai-2022/journal");
    let files =
        std::fs::read_dir(dir).map_or_else(|_| vec![], |d| d.map(|f| f.unwrap().path()).collect());
    files
        .iter()
        .map(|f| std::fs::read_to_string(f).unwrap())
        .collect()
}

#[test]
fn a_tick_takes_four_keys_and_shows_in_a_second_program() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Terminal::start(home.path(), 120, 40);
    let mut second = Terminal::start(home.path(), 80, 24);
    first.wait_for("Huancui");
    second.wait_for("Huancui").wait_for("q quit");
    second.press("\x1b[B\r\r");
    second.wait_for("Rectification items  0 / 4");
    first.press("\x1b[B\r\r ");
    first.wait_for("saved: 1.4@wendeng");
    assert!(journal(home.path()).contains("\"kind\":\"item_ticked\""));
    second
        .wait_for("Rectification items  1 / 4")
        .wait_for("inspector A");
    first.press("q");
    assert_eq!(first.exit_code(), 0);
    assert!(first.is_given_back());
}

#[test]
fn a_tick_that_was_shown_survives_kill_9() {
    let home = tempfile::tempdir().unwrap();
    for n in 1..=4 {
        let mut t = Terminal::start(home.path(), 120, 40);
        t.wait_for("Huancui");
        t.press("\r\r");
        t.wait_for(&format!("Rectification items  {} / 4", n - 1));
        t.press(" ");
        t.wait_for(&format!("Rectification items  {n} / 4"));
        t.signal(Signal::KILL);
        t.exit_code();
    }
    assert_eq!(journal(home.path()).lines().count(), 4);
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut t = Terminal::start(home.path(), 80, 24);
        t.wait_for("Huancui");
        t.signal(signal);
        assert_eq!(t.exit_code(), code, "{signal:?}");
        assert!(t.is_given_back(), "{signal:?}");
    }
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 80, 24);
    t.wait_for("Huancui");
    t.keys = None;
    t.master = None;
    // the reader thread still holds the terminal: hang up as a closing terminal does
    t.signal(Signal::HUP);
    assert_eq!(t.exit_code(), 129);
}

#[test]
fn control_z_stops_and_continues_with_a_whole_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 80, 24);
    t.wait_for("Huancui");
    t.press("\x1a");
    t.wait_until("the terminal given back", |seen| {
        seen.bytes.windows(LEFT.len()).any(|w| w == LEFT)
    });
    t.signal(Signal::CONT);
    t.wait_until("the screen again", |seen| {
        seen.screen.screen().alternate_screen()
            && seen.screen.screen().contents().contains("Huancui")
    });
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn any_size_at_any_time_is_drawn() {
    let home = tempfile::tempdir().unwrap();
    let mut t = Terminal::start(home.path(), 80, 24);
    t.wait_for("Huancui");
    for n in 0_u16..200 {
        let (columns, rows) = (1 + n * 79 % 200, 1 + n * 104 % 70);
        t.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
        t.press(if n % 3 == 0 { "\r" } else { "\x1b[B" });
    }
    t.master.as_ref().unwrap().resize(size(120, 40)).unwrap();
    t.seen
        .0
        .lock()
        .unwrap()
        .screen
        .screen_mut()
        .set_size(whole(40), whole(120));
    t.press("1");
    t.wait_for("Board").wait_for("Huancui");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
}

#[test]
fn a_word_file_is_not_thrown_at_a_terminal() {
    for words in [
        ["summary", "-f", "docx", "--"],
        ["summary", "-fdocx", "-o", "-"],
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::run(home.path(), 120, 20, &words);
        terminal.wait_for("a docx file is nothing for a terminal");
        assert_eq!(terminal.exit_code(), 2);
        let seen = terminal.seen.0.lock().unwrap();
        assert!(!seen.bytes.windows(2).any(|w| w == b"PK"));
    }
}
