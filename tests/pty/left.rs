//! The board as it was left: shown while a large ledger is read again, and never for another one.

use std::fs;
use std::path::Path;

use crate::terminal::{Terminal, command};

const LEDGER: &str = "demo-60x36";
const AS_LEFT: &str = "As it was left";
const READING: &str = "Reading the ledger";

/// A ledger of 20,000 events, which takes a moment to read.
fn large(home: &Path) {
    let events = ["--events", "20000", "--seed", "1"];
    let size = ["demo", "--units", "60", "--findings", "36"];
    let to = home.join("data");
    command(
        home,
        &[&size[..], &events, &[to.to_str().unwrap()]].concat(),
    );
}

fn start(home: &Path) -> Terminal {
    let args = ["--lang", "en", "--who", "inspector A", "--report", LEDGER];
    Terminal::with(home, (100, 30), &args)
}

#[test]
fn a_large_board_is_there_as_it_was_left_while_its_journals_are_read_again() {
    let home = tempfile::tempdir().unwrap();
    large(home.path());
    let picture = home
        .path()
        .join(format!("data/ledgers/{LEDGER}/board.json"));

    let mut first = start(home.path());
    first.wait_for(READING).wait_for("q quit").press_and("q");
    assert_eq!(first.exit_code(), 0);
    assert!(picture.is_file());

    let mut again = start(home.path());
    again.wait_for(AS_LEFT);
    let as_left = again.screen();
    again.wait_until("the ledger was read", |seen| {
        !seen.screen.screen().contents().contains(AS_LEFT)
    });
    again.wait_for("q quit");
    let lines = |screen: &str| -> Vec<String> {
        let all: Vec<_> = screen.lines().map(|l| l.trim_end().to_owned()).collect();
        all[..29].to_vec()
    };
    assert_eq!(lines(&again.screen()), lines(&as_left));
    again.press_and("q");
    assert_eq!(again.exit_code(), 0);

    // somebody else did something since: what was is not shown
    let report = ["--report", LEDGER];
    let list = ["list", "--stage", "open", "-f", "csv"];
    let list = command(home.path(), &[&list[..], &report].concat());
    let entry = list.lines().nth(1).unwrap().split(',').next().unwrap();
    command(
        home.path(),
        &[&["note", entry, "seen"][..], &report].concat(),
    );
    let mut changed = start(home.path());
    changed.wait_for(READING).wait_for("q quit").press_and("q");
    assert_eq!(changed.exit_code(), 0);

    // garbage in its place is no picture and no fault, and deleting it is none
    fs::write(&picture, "{\"key\":\"\u{1b}[2J\"").unwrap();
    let mut garbage = start(home.path());
    garbage.wait_for(READING).wait_for("q quit").press_and("q");
    assert_eq!(garbage.exit_code(), 0);
    fs::remove_file(&picture).unwrap();
    // a pipe among the journals, which nobody writes to, keeps nobody waiting
    let pipe = picture.with_file_name("journal").join("x.jsonl");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    let mut piped = start(home.path());
    piped.wait_for("q quit").press_and("q");
    assert_eq!(piped.exit_code(), 0);
    fs::remove_file(pipe).unwrap();
    let _ = fs::remove_file(&picture);
    // a link in its place is neither followed nor replaced
    let elsewhere = home.path().join("elsewhere");
    fs::write(&elsewhere, "mine").unwrap();
    std::os::unix::fs::symlink(&elsewhere, &picture).unwrap();
    let mut linked = start(home.path());
    linked.wait_for(READING).wait_for("q quit").press_and("q");
    assert_eq!(linked.exit_code(), 0);
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
    fs::remove_file(&picture).unwrap();
    let mut deleted = start(home.path());
    deleted.wait_for(READING).wait_for("q quit").press_and("q");
    assert_eq!(deleted.exit_code(), 0);
}
