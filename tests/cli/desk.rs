//! A desk: an empty data folder, an empty config folder, and the program run on them.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The day of every test.
pub const NOW: &str = "2023-09-14T02:31:07Z";

/// Folders that go away with the test.
pub struct Desk {
    home: TempDir,
    /// Data folder.
    pub data: PathBuf,
    /// Config folder.
    pub config: PathBuf,
}

/// What a run left.
#[derive(Debug)]
pub struct Run {
    /// Exit code; `None` after a signal.
    pub code: Option<i32>,
    /// Standard output as text.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Desk {
    /// Nothing has happened yet.
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (data, config) = (home.path().join("data"), home.path().join("config"));
        Self { home, data, config }
    }

    /// A path beside the two folders.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A file beside the two folders.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Gives a program the environment of a test.
    pub fn environment<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path);
        command.env("DUDAO_DATA_DIR", &self.data);
        command.env("DUDAO_CONFIG_DIR", &self.config);
        command.env("LANG", "zh_CN.UTF-8");
        command.current_dir(self.home.path());
        command.stdin(Stdio::null());
        command
    }

    /// The program on this desk, not yet started.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dudao"));
        self.environment(&mut command);
        command.args(["--now", NOW, "--who", "督学甲"]);
        command
    }

    /// Runs the program.
    pub fn run<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Run {
        finish(self.command().args(words))
    }

    /// Runs the program with words split at spaces.
    pub fn say(&self, words: &str) -> Run {
        self.run(words.split_whitespace())
    }

    /// Runs the program with something on standard input.
    pub fn say_with(&self, words: &str, input: &[u8]) -> Run {
        let mut command = self.command();
        command.args(words.split_whitespace());
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // the program may end before it has read everything
        let _ = child.stdin.take().unwrap().write_all(input);
        Run::of(&child.wait_with_output().unwrap())
    }

    /// The JSON that a command prints.
    pub fn json(&self, words: &str) -> Value {
        let run = self.say(words).done();
        serde_json::from_str(&run.out).unwrap()
    }

    /// Folder of the journals.
    pub fn journals(&self) -> PathBuf {
        self.data.join("ledgers/weihai-2022/journal")
    }

    /// The only journal there is.
    pub fn journal(&self) -> PathBuf {
        let all = files(&self.journals());
        let mut all = all.into_iter().map(|(path, _)| path);
        let only = all.find(|p| p.extension().is_some_and(|e| e == "jsonl"));
        only.expect("a journal")
    }

    /// Lines of the only journal.
    pub fn lines(&self) -> usize {
        let bytes = fs::read(self.journal()).unwrap();
        bytes.split_inclusive(|b| *b == b'\n').count()
    }

    /// Every file of both folders with its bytes.
    pub fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all = files(&self.data);
        all.extend(files(&self.config));
        all
    }
}

impl Run {
    fn of(output: &std::process::Output) -> Self {
        let run = Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }

    /// It must have gone through, without a word on standard error.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:#?}");
        self
    }

    /// It must have ended with this code, and said something on standard error.
    #[track_caller]
    pub fn fails(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(!self.err.is_empty(), "{self:#?}");
        self
    }

    /// Standard error must contain all these.
    #[track_caller]
    pub fn told(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is missing in {self:#?}");
        }
        self
    }

    /// Standard output must contain all these.
    #[track_caller]
    pub fn shows(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.out.contains(part), "{part:?} is missing in {self:#?}");
        }
        self
    }
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Run {
    Run::of(&command.output().unwrap())
}

/// Files below a folder with their bytes, sorted by path.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for path in entries.map(|e| e.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}
