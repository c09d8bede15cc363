//! The draft of the review on a disk that takes nothing more: the file stays whole, and nothing is called saved.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::journeys::{takes_in, zh};
use crate::terminal::Terminal;

/// A home with a draft in which one mark is open.
fn drafted() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let mut t = zh(home.path());
    t.wait_for("环翠区");
    takes_in(&mut t, 2031, 1);
    // takes the answer to the mark back
    t.press("u").wait_for("待核 1 / 1").wait_for("已存盘");
    t.press("q");
    assert_eq!(t.exit_code(), 0);
    let draft = home.path().join("data/drafts/qingchuan-2031.draft.json");
    (home, draft)
}

/// The program under another one, on the draft; whether that other one can be used is found out before.
fn on_draft(other: &[&str], home: &Path, draft: &Path) -> Option<Terminal> {
    let can = Command::new(other[0])
        .args(&other[1..])
        .arg("true")
        .output();
    if !can.is_ok_and(|can| can.status.success()) {
        return None;
    }
    let args = ["--lang", "zh", "--who", "督学甲"];
    let t = Terminal::under(other, home, (120, 40), &args);
    t.wait_for("环翠区").press_and("6");
    t.wait_for("读入已公布的报告")
        .press_and(draft.to_str().unwrap());
    t.wait_for("draft.json").press_and("\r");
    t.wait_for("待核 1 / 1").wait_for("已存盘");
    Some(t)
}

/// Changes the draft in two ways; neither reaches the disk, and leaving asks.
fn is_refused(t: &mut Terminal, draft: &Path, why: &str) {
    let before = fs::read(draft).unwrap();
    t.press("\r").wait_for("草稿未能存盘").wait_for(why);
    t.wait_for("! 未存盘");
    assert!(!t.screen().contains("已存盘"), "{}", t.screen());
    assert_eq!(fs::read(draft).unwrap(), before);
    t.press("\x1b[H")
        .wait_until("the footer to be free", |seen| {
            !seen.screen.screen().contents().contains("草稿未能存盘")
        });
    t.press("c").wait_for("编辑问题").press_and("（改）\r");
    t.wait_for("草稿未能存盘").wait_for("! 未存盘");
    assert_eq!(fs::read(draft).unwrap(), before);
    t.press("q").wait_for("仍要退出").press_and("n");
    t.wait_until("the question to be gone", |seen| {
        !seen.screen.screen().contents().contains("仍要退出")
    });
    t.press("q").wait_for("仍要退出").press_and("y");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(fs::read(draft).unwrap(), before);
    let folder = fs::read_dir(draft.parent().unwrap()).unwrap();
    assert_eq!(folder.count(), 1, "nothing half written is left");
}

#[test]
fn a_draft_on_a_full_disk_stays_whole() {
    let (home, draft) = drafted();
    let size = fs::metadata(&draft).unwrap().len();
    let limit = format!("--fsize={}", size - 100);
    let Some(mut t) = on_draft(&["prlimit", &limit], home.path(), &draft) else {
        eprintln!("skipped: there is no prlimit");
        return;
    };
    is_refused(&mut t, &draft, "超过文件大小上限");
}

#[test]
fn a_report_that_is_read_on_a_full_disk_leaves_no_draft_and_the_form_says_why() {
    let home = tempfile::tempdir().unwrap();
    let can = Command::new("prlimit").arg("--version").output();
    if !can.is_ok_and(|can| can.status.success()) {
        eprintln!("skipped: there is no prlimit");
        return;
    }
    let args = ["--lang", "zh", "--who", "督学甲"];
    let limited = ["prlimit", "--fsize=1000"];
    let t = Terminal::under(&limited, home.path(), (120, 40), &args);
    t.wait_for("环翠区").press_and("6");
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/editions/2031.txt");
    t.wait_for("读入已公布的报告").press_and(report);
    t.wait_for("2031.txt").press_and("\r");
    t.wait_for("无法写入").wait_for("上限");
    assert!(!t.screen().contains("已存盘"), "{}", t.screen());
    let left = fs::read_dir(home.path().join("data/drafts")).unwrap();
    assert_eq!(left.count(), 0);
}

#[test]
fn a_draft_in_a_folder_that_is_only_read_stays_whole() {
    let (home, draft) = drafted();
    readable(home.path());
    let nobody = ["setpriv", "--reuid=65534", "--clear-groups"];
    let Some(mut t) = on_draft(&nobody, home.path(), &draft) else {
        eprintln!("skipped: this needs root and setpriv");
        return;
    };
    is_refused(&mut t, &draft, "没有权限");
}

/// Lets everybody read a folder, and nobody but its owner write.
fn readable(at: &Path) {
    let mode = if at.is_dir() { 0o755 } else { 0o644 };
    fs::set_permissions(at, fs::Permissions::from_mode(mode)).unwrap();
    if at.is_dir() {
        for entry in fs::read_dir(at).unwrap() {
            readable(&entry.unwrap().path());
        }
    }
}

#[test]
fn a_draft_that_another_program_changed_is_not_overwritten() {
    let (home, draft) = drafted();
    let mut t = on_draft(&["env"], home.path(), &draft).unwrap();
    let theirs = fs::read_to_string(&draft).unwrap().replace("2031", "2030");
    fs::write(&draft, &theirs).unwrap();
    t.press("\r")
        .wait_for("已被其他程序改动")
        .wait_for("! 未存盘");
    assert_eq!(fs::read_to_string(&draft).unwrap(), theirs);
    t.press("q").wait_for("仍要退出").press_and("y");
    assert_eq!(t.exit_code(), 0);
    assert_eq!(fs::read_to_string(&draft).unwrap(), theirs);
}
