//! Files that another program changes between two keys: nothing is lost, and the screen says what happened.

use std::fs;
use std::path::{Path, PathBuf};

use crate::terminal::{Terminal, command, journal};

const GONE: &str = "gone from disk";
/// What is left of the other journal does not chain to the name of this one: `doctor` has to say so.
const REPLACED: &str = "replaced by another";

fn ledger(home: &Path) -> PathBuf {
    home.join("data/ledgers/weihai-2022")
}

/// The only journal.
fn own(home: &Path) -> PathBuf {
    let all = fs::read_dir(ledger(home).join("journal")).unwrap();
    let mut journals = all
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "jsonl"));
    journals.next().unwrap()
}

/// The whole lines of all journals.
fn lines(home: &Path) -> Vec<String> {
    let all = fs::read_dir(ledger(home).join("journal")).unwrap();
    let texts = all.map(|f| f.unwrap().path());
    let journals = texts.filter(|p| p.extension().is_some_and(|e| e == "jsonl"));
    let whole = |text: String| -> Vec<String> {
        let lines = text.split_inclusive('\n').filter(|l| l.ends_with('\n'));
        lines.map(str::to_owned).collect()
    };
    journals
        .flat_map(|path| whole(fs::read_to_string(path).unwrap()))
        .collect()
}

/// On an entry with two of its items ticked, the third one selected.
fn ticked(home: &Path) -> Terminal {
    let mut t = Terminal::start(home, 120, 50);
    t.wait_for("Huancui").wait_for("q quit").press_and("\r\r");
    t.wait_for("Rectification items  0 / 4").press_and(" ");
    t.press("j ").wait_for("Rectification items  2 / 4");
    t.press("j").wait_for("> [ ] 3");
    t
}

/// A ledger of somebody else with a tick of another entry.
fn foreign() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    command(home.path(), &["tick", "1.4@wendeng#3"]);
    home
}

/// What somebody else does to the files, and the lines that are left.
type Change = (&'static str, fn(&Path), usize);

const CHANGES: [Change; 5] = [
    ("emptied", |home| fs::write(own(home), b"").unwrap(), 0),
    (
        "cut within a line",
        |home| {
            let bytes = fs::read(own(home)).unwrap();
            fs::write(own(home), &bytes[..bytes.len() - 30]).unwrap();
        },
        1,
    ),
    (
        REPLACED,
        |home| {
            let other = foreign();
            fs::copy(own(other.path()), own(home)).unwrap();
        },
        1,
    ),
    ("taken away", |home| fs::remove_file(own(home)).unwrap(), 0),
    (
        "moved with everything",
        |home| fs::rename(home.join("data"), home.join("elsewhere")).unwrap(),
        0,
    ),
];

#[test]
fn records_that_go_from_disk_go_from_the_screen_and_it_says_so() {
    for (what, change, left) in CHANGES {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        let mut t = ticked(home);
        let first = own(home);
        let before = fs::read(&first).unwrap();
        change(home);
        t.wait_for(GONE);
        let is_replaced = what == REPLACED;
        let shown = if is_replaced { 0 } else { left };
        t.wait_for(&format!("Rectification items  {shown} / 4"));
        // what is recorded now is on disk, and what happened is still said after the next key
        t.press(" ").wait_for("saved: 1.4@huancui 1 items ticked");
        t.wait_for(&format!("Rectification items  {} / 4", shown + 1));
        t.press("k").wait_for(GONE).press_and("q");
        assert_eq!(t.exit_code(), 0, "{what}");
        let now = lines(home);
        assert_eq!(now.len(), left + 1, "{what}: {now:?}");
        if what == "moved with everything" {
            let moved = first.strip_prefix(home.join("data")).unwrap();
            assert_eq!(
                fs::read(home.join("elsewhere").join(moved)).unwrap(),
                before
            );
        }
        if what != REPLACED {
            command(home, &["doctor"]);
        }
    }
}

#[test]
fn a_key_that_comes_before_the_program_looks_is_recorded_and_the_loss_is_said() {
    for (what, change, left) in CHANGES {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        let mut t = ticked(home);
        change(home);
        t.press(" ");
        t.wait_for(GONE).wait_for("> [x] 3").press_and("q");
        assert_eq!(t.exit_code(), 0, "{what}");
        let now = lines(home);
        assert_eq!(now.len(), left + 1, "{what}: {now:?}");
        if what != REPLACED {
            command(home, &["doctor"]);
        }
    }
}

#[test]
fn a_journal_that_comes_from_elsewhere_is_taken_in_and_told() {
    let home = tempfile::tempdir().unwrap();
    let mut t = ticked(home.path());
    let other = foreign();
    let from = own(other.path());
    let to = own(home.path()).with_file_name(from.file_name().unwrap());
    fs::copy(&from, &to).unwrap();
    t.wait_for("1 changes from another program");
    t.press(" ").wait_for("Rectification items  3 / 4");
    // it grows by a line that was cut, and then by the rest of it
    command(other.path(), &["tick", "1.4@huancui#4"]);
    let whole = fs::read(&from).unwrap();
    fs::write(&to, &whole[..whole.len() - 9]).unwrap();
    t.press("k").wait_for("> [x] 2");
    assert!(t.screen().contains("Rectification items  3 / 4"));
    fs::write(&to, &whole).unwrap();
    t.wait_for("Rectification items  4 / 4")
        .wait_for("inspector B");
    assert!(!t.screen().contains(GONE));
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    command(home.path(), &["doctor"]);
}

#[test]
fn nothing_is_recorded_on_a_report_that_was_changed_meanwhile() {
    let home = tempfile::tempdir().unwrap();
    let mut t = ticked(home.path());
    let before = journal(home.path());
    let report = ledger(home.path()).join("report.json");
    let text = fs::read_to_string(&report).unwrap();
    fs::write(&report, text.replace("2022", "2021")).unwrap();
    t.press(" ");
    t.wait_for("was replaced by a corrected version, nothing was written");
    assert!(
        t.screen().contains("Rectification items  2 / 4"),
        "{}",
        t.screen()
    );
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(journal(home.path()), before);
}

#[test]
fn a_folder_that_comes_back_has_no_lines_against_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let mut t = ticked(home);
    fs::rename(ledger(home), home.join("elsewhere")).unwrap();
    t.wait_for(GONE);
    t.press(" ").wait_for("saved: 1.4@huancui 1 items ticked");
    // the old folder comes back, and what was recorded meanwhile is put to it
    let meanwhile = own(home);
    let name = meanwhile.file_name().unwrap();
    fs::copy(&meanwhile, home.join("elsewhere/journal").join(name)).unwrap();
    fs::remove_dir_all(ledger(home)).unwrap();
    fs::rename(home.join("elsewhere"), ledger(home)).unwrap();
    t.wait_for("Rectification items  3 / 4").press_and("q");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(lines(home).len(), 3);
    command(home, &["doctor"]);
}
