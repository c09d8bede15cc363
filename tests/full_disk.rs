//! A disk that is full in the middle of a line.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, with no file allowed to grow over `blocks` half kilobytes; a write over that fails half done.
fn dudao(home: &Path, blocks: &str, args: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_dudao");
    Command::new("sh")
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{program}' {args}"
        ))
        .env("DUDAO_DATA_DIR", home.join("data"))
        .env("DUDAO_CONFIG_DIR", home.join("config"))
        .output()
        .unwrap()
}

fn journal(home: &Path) -> PathBuf {
    let dir = home.join("data/ledgers/weihai-2022/journal");
    let mut files = std::fs::read_dir(dir).unwrap();
    files.next().unwrap().unwrap().path()
}

#[test]
fn a_write_that_fails_half_done_leaves_the_journal_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    assert!(
        dudao(home.path(), "unlimited", "tick 3.5@lingang#1")
            .status
            .success()
    );
    let before = std::fs::read(journal(home.path())).unwrap();
    let failed = dudao(home.path(), "1", "tick 3.5@lingang#2 3.5@lingang#3");
    assert!(!failed.status.success());
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains(".jsonl"), "{said}");
    assert_eq!(std::fs::read(journal(home.path())).unwrap(), before);
    assert!(
        dudao(home.path(), "unlimited", "tick 3.5@lingang#2")
            .status
            .success()
    );
    assert!(dudao(home.path(), "unlimited", "doctor").status.success());
    assert!(
        std::fs::read(journal(home.path()))
            .unwrap()
            .starts_with(&before)
    );
}

#[test]
fn a_finding_whose_items_do_not_fit_on_the_disk_is_not_added_without_them() {
    let home = tempfile::tempdir().unwrap();
    let tick = dudao(home.path(), "unlimited", "tick 3.5@lingang#1");
    assert!(tick.status.success());
    let before = std::fs::read(journal(home.path())).unwrap();
    let finding = "add finding --unit lingang --category policy --title x";
    let with_items = format!("{finding}{}", " --item y".repeat(10));
    // the finding alone would have room
    assert!(!dudao(home.path(), "2", &with_items).status.success());
    assert_eq!(std::fs::read(journal(home.path())).unwrap(), before);
    assert!(dudao(home.path(), "2", finding).status.success());
}
