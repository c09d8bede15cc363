//! A disk that is full at any byte of an append or an export.

use std::fs;
use std::process::{Command, Output};

use crate::home::{Home, asked, no_panic, program};

/// The program with no file allowed to grow over so many bytes; a write over that fails half done. `None` where the
/// tool that sets such limits is not there.
fn limited(home: &Home, most: u64, words: &str) -> Option<Output> {
    let mut command = Command::new("prlimit");
    command.arg(format!("--fsize={most}")).arg(program());
    command.args(["--lang", "en", "--who", "A", "--now", "2023-09-14"]);
    command.args(words.split_whitespace());
    let output = home.dress(command).output().ok()?;
    Some(no_panic(output))
}

/// Every byte where the environment asks for it, else some of them.
fn step() -> usize {
    if asked("DUDAO_EVERY_BYTE", 0) > 0 {
        1
    } else {
        17
    }
}

#[test]
fn an_append_is_whole_or_not_there_at_whatever_byte_the_disk_is_full() {
    let home = Home::new();
    home.done("--now 2023-09-14 tick 3.5@lingang#1");
    let before = home.bytes();
    let (from, words) = (before.len() as u64, "note 3.5@lingang progress");
    let Some(whole) = limited(&home, 1 << 20, words) else {
        eprintln!("skipped: there is no prlimit");
        return;
    };
    assert!(whole.status.success());
    let needed = home.bytes().len() as u64;
    for most in (from.saturating_sub(1)..=needed)
        .step_by(step())
        .chain([needed - 1, needed])
    {
        fs::write(home.journal(), &before).unwrap();
        let run = limited(&home, most, words).unwrap();
        let now = home.bytes();
        if run.status.success() {
            assert!(
                now.starts_with(&before) && now.len() > before.len(),
                "{most}"
            );
            assert!(most >= needed, "{most} of {needed} were enough");
        } else {
            assert_eq!(now, before, "{most} of {needed}");
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(said.contains("nothing was written"), "{said}");
        }
    }
    home.done(words);
    home.done("doctor");
}

#[test]
fn an_export_is_whole_or_as_before_at_whatever_byte_the_disk_is_full() {
    let home = Home::new();
    home.done("--now 2023-09-14 tick 3.5@lingang#1");
    for (name, words) in [
        ("a.md", "summary --detail totals -o a.md --force"),
        ("a.docx", "summary -o a.docx --force"),
        ("a.xlsx", "summary -o a.xlsx --force"),
        ("a.zip", "backup a.zip --force"),
    ] {
        let Some(run) = limited(&home, 1 << 24, words) else {
            eprintln!("skipped: there is no prlimit");
            return;
        };
        assert!(run.status.success(), "{run:?}");
        let path = home.0.path().join(name);
        let size = fs::metadata(&path).unwrap().len();
        fs::write(&path, b"before").unwrap();
        let rough = usize::try_from(size).unwrap() / if step() == 1 { 200 } else { 6 };
        for most in (0..size).step_by(rough.max(1)).chain([size - 1]) {
            let run = limited(&home, most, words).unwrap();
            assert!(
                !run.status.success(),
                "{name}: {most} of {size} were enough"
            );
            assert_eq!(
                fs::read(&path).unwrap(),
                b"before",
                "{name}: {most} of {size}"
            );
        }
    }
    assert_eq!(home.drafts(), 0, "drafts were left behind");
}
