//! A folder that can be read and not written: what asks only for reading works, the rest says what is in the way.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, Run, finish};

/// Somebody without rights of their own.
const NOBODY: &str = "65534";

/// Runs the program as somebody who may read the desk and write nothing; `None` where that cannot be arranged.
fn as_nobody(desk: &Desk, words: &str) -> Option<Run> {
    let program = env!("CARGO_BIN_EXE_dudao");
    let mut command = Command::new("setpriv");
    desk.environment(&mut command);
    command.args([&format!("--reuid={NOBODY}"), "--clear-groups", program]);
    command.args(["--now", crate::desk::NOW, "--who", "督学甲"]);
    command.args(words.split_whitespace());
    let can = Command::new("setpriv")
        .args([
            &format!("--reuid={NOBODY}"),
            "--clear-groups",
            program,
            "--version",
        ])
        .output();
    if !can.is_ok_and(|can| can.status.success()) {
        return None;
    }
    Some(finish(&mut command))
}

/// Lets everybody read a folder, and nobody but its owner write.
fn open_for_reading(at: &Path) {
    let is_dir = at.is_dir();
    let mode = if is_dir { 0o755 } else { 0o644 };
    fs::set_permissions(at, fs::Permissions::from_mode(mode)).unwrap();
    if is_dir {
        for entry in fs::read_dir(at).unwrap() {
            open_for_reading(&entry.unwrap().path());
        }
    }
}

#[test]
fn what_only_reads_works_and_what_writes_says_what_is_in_the_way() {
    let desk = Desk::new();
    desk.say("tick 3.5@lingang#1").done();
    open_for_reading(&desk.path("."));
    let before = desk.everything();
    let Some(shown) = as_nobody(&desk, "show 3.5@lingang") else {
        eprintln!("skipped: this needs root and setpriv");
        return;
    };
    shown.done().shows(&["整改中", "1/4"]);
    let run = |words| as_nobody(&desk, words).unwrap();
    run("list").done();
    run("summary").done();
    let refused = run("tick 3.5@lingang#2").fails(1);
    assert_eq!(refused.out, "", "nothing is shown that is not on disk");
    refused.told(&["没有权限", "内容没有写入"]);
    run("list -o list.txt")
        .fails(1)
        .told(&["没有权限", "list.txt"]);
    run("doctor").shows(&["不可写"]);
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_journal_of_somebody_else_that_may_not_be_read_is_left_out_and_named() {
    let (ours, theirs) = (Desk::new(), Desk::new());
    ours.say("tick 3.5@lingang#1").done();
    theirs.say("tick 3.5@lingang#2").done();
    open_for_reading(&ours.path("."));
    let closed = theirs.journal();
    let closed = ours.journals().join(closed.file_name().unwrap());
    fs::copy(theirs.journal(), &closed).unwrap();
    assert_eq!(ours.json("show 3.5@lingang -f json")["done"], 2);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::File::open(&closed).is_ok();
    let run = |words: &str| {
        if is_root {
            as_nobody(&ours, words)
        } else {
            Some(ours.say(words))
        }
    };
    let Some(shown) = run("show 3.5@lingang") else {
        eprintln!("skipped: as root this needs setpriv");
        return;
    };
    assert_eq!(shown.code, Some(0), "{shown:#?}");
    let name = closed.file_name().unwrap().to_str().unwrap();
    shown.shows(&["1/4"]).told(&[name, "没有计入"]);
    let doctor = run("doctor --lang en").unwrap().fails(1);
    doctor
        .shows(&[name, "its events are left out"])
        .told(&["1 things could not be checked"]);
}
