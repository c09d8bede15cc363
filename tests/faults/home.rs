//! A ledger of its own for each test, the program run on it, and a look at what is on disk.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use dudao::ledger::event::Event;
use dudao::ledger::store::file::FileStore;
use dudao::ledger::store::identity::Identity;
use dudao::ledger::store::{News, Notice, Store as _};
use tempfile::TempDir;

pub const REPORT: &str = "weihai-2022";

/// The program that was built with the tests, or another one that the environment names.
pub fn program() -> OsString {
    std::env::var_os("DUDAO_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_dudao").into())
}

pub struct Home(pub TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Settings of whoever uses this home.
    pub fn settings(&self, text: &str) {
        let folder = self.0.path().join("config");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.toml"), text).unwrap();
    }

    /// The environment and folders of this home for a program.
    pub fn dress(&self, mut command: Command) -> Command {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DUDAO_DATA_DIR", self.data())
            .env("DUDAO_CONFIG_DIR", self.0.path().join("config"))
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(program());
        command.args(["--lang", "en", "--who", "A"]);
        command.args(words.split_whitespace());
        self.dress(command)
    }

    pub fn run(&self, words: &str) -> Output {
        no_panic(self.command(words).output().unwrap())
    }

    #[track_caller]
    pub fn done(&self, words: &str) -> Output {
        let output = self.run(words);
        assert!(output.status.success(), "{words}: {output:?}");
        output
    }

    pub fn journal(&self) -> PathBuf {
        let dir = self.data().join("ledgers").join(REPORT).join("journal");
        let files = fs::read_dir(dir).unwrap().map(|f| f.unwrap().path());
        let mut journals = files.filter(|p| p.extension().is_some_and(|e| e == "jsonl"));
        journals.next().unwrap()
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.journal()).unwrap()
    }

    /// Names of files that begin with a dot: drafts that were left behind.
    pub fn drafts(&self) -> usize {
        let all = fs::read_dir(self.0.path()).unwrap();
        all.filter(|f| {
            let name = f.as_ref().unwrap().file_name();
            name.to_string_lossy().starts_with(".dudao")
        })
        .count()
    }

    pub fn disk(&self) -> Disk {
        let identity = Identity::find(&self.0.path().join("config"), &self.data());
        Disk {
            store: FileStore::new(&self.data(), REPORT, Vec::new(), identity),
            events: Vec::new(),
        }
    }
}

/// What is on disk, read as the program reads it; looks only at what is new.
pub struct Disk {
    store: FileStore,
    pub events: Vec<Event>,
}

impl Disk {
    /// Reads on. Chains hold, numbers have no gaps, and nothing that was there went away.
    #[track_caller]
    pub fn look(&mut self) -> usize {
        let events = &mut self.events;
        let mut over = false;
        let read = self.store.read(&mut |news| match news {
            News::StartOver => over = true,
            News::Coming(_) => {}
            News::Event(event) => events.push(event),
        });
        read.unwrap();
        assert!(!over, "a journal was replaced or cut");
        let harmless = |n: &Notice| matches!(n, Notice::Torn(..) | Notice::SetAside(..));
        let notices = self.store.notices();
        assert!(notices.iter().all(harmless), "{notices:?}");
        let numbers = self.events.iter().map(|e| e.id.seq);
        assert!(numbers.eq(1..=u32::try_from(self.events.len()).unwrap()));
        self.events.len()
    }
}

/// A number that the environment asks for, else this one.
pub fn asked(name: &str, otherwise: usize) -> usize {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |n| n.parse().unwrap())
}

pub fn no_panic(output: Output) -> Output {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{said}");
    output
}
