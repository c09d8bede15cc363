//! A pseudo-terminal with the program in it.
//!
//! Waits for text and for the end of the process, never for time; the limits only keep a fault from hanging.

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(20);
pub const LEFT: &[u8] = b"\x1b[?1049l";

pub struct Seen {
    pub screen: vt100::Parser,
    pub bytes: Vec<u8>,
    pub ended: bool,
}

pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub keys: Option<Mutex<Box<dyn std::io::Write + Send>>>,
    pub seen: Arc<(Mutex<Seen>, Condvar)>,
}

pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub fn whole(n: u16) -> NonZero<u16> {
    NonZero::new(n).unwrap()
}

impl Terminal {
    /// The program in English, used by an inspector.
    pub fn start(home: &Path, columns: u16, rows: u16) -> Self {
        let args = ["--lang", "en", "--who", "inspector A"];
        Self::with(home, (columns, rows), &args)
    }

    /// The program with these arguments.
    pub fn with(home: &Path, size: (u16, u16), args: &[&str]) -> Self {
        Self::under(&[], home, size, args)
    }

    /// The program run by another one, which limits what it may do.
    pub fn under(other: &[&str], home: &Path, (columns, rows): (u16, u16), args: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        // another program than the one that was built with the tests, where the environment names it
        let program = std::env::var_os("DUDAO_PROGRAM");
        let built = || env!("CARGO_BIN_EXE_dudao").into();
        let program = program.unwrap_or_else(built);
        let words = other.iter().map(std::ffi::OsString::from);
        let mut words = words.chain([program]).chain(args.iter().map(Into::into));
        let mut command = CommandBuilder::new(words.next().unwrap());
        command.args(words);
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("NO_COLOR", ""),
            ("USER", "login"),
            ("LC_ALL", "en_US.UTF-8"),
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
            keys: Some(Mutex::new(keys)),
            seen,
        }
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.press_and(keys);
        self
    }

    /// As [`press`](Self::press), to be said after waiting.
    pub fn press_and(&self, keys: &str) {
        let mut writer = self.keys.as_ref().unwrap().lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
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

    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(text, |seen| seen.screen.screen().contents().contains(text));
        self
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.seen.0.lock().unwrap().screen.screen().contents()
    }

    /// Gives the terminal another size, and our picture of it, too.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, rows)).unwrap();
        let mut seen = self.seen.0.lock().unwrap();
        let screen = seen.screen.screen_mut();
        screen.set_size(whole(rows), whole(columns));
    }

    pub fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    pub fn exit_code(&mut self) -> u32 {
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
    pub fn is_given_back(&self) -> bool {
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

pub fn journal(home: &Path) -> String {
    let dir = home.join("data/ledgers/weihai-2022/journal");
    let files =
        std::fs::read_dir(dir).map_or_else(|_| vec![], |d| d.map(|f| f.unwrap().path()).collect());
    files
        .iter()
        .map(|f| std::fs::read_to_string(f).unwrap())
        .collect()
}

/// What somebody else does with the command line; what it prints.
pub fn command(home: &Path, words: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dudao"));
    command
        .args(["--lang", "en", "--who", "inspector B"])
        .args(words)
        .env("DUDAO_DATA_DIR", home.join("data"))
        .env("DUDAO_CONFIG_DIR", home.join("config"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}
