//! Archives that somebody else made: nothing leaves the folders, and nothing is written of what does not hold together.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::desk::Desk;

/// An archive with these files, and a list of contents that speaks of these.
fn archive(desk: &Desk, files: &[(&str, &[u8])], listed: &[(&str, &[u8])]) -> PathBuf {
    let path = desk.path("made.zip");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let part = |(name, bytes): &(&str, &[u8])| {
        let mut sum = String::new();
        for b in Sha256::digest(bytes) {
            write!(sum, "{b:02x}").unwrap();
        }
        json!({"name": name, "size": bytes.len(), "sha256": sum})
    };
    let listed: Vec<_> = listed.iter().map(part).collect();
    let contents = json!({"schema": "dudao.backup/1", "version": "\u{1b}[2J9", "made": "2023-01-01T00:00:00Z", "files": listed});
    zip.start_file("dudao-backup.json", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(contents.to_string().as_bytes()).unwrap();
    zip.finish().unwrap();
    path
}

fn refused(desk: &Desk, zip: &std::path::Path, code: i32) -> String {
    let run = desk
        .run(["restore", zip.to_str().unwrap(), "--yes"])
        .fails(code);
    assert!(!run.err.contains('\u{1b}'), "{run:?}");
    assert_eq!(desk.everything(), [], "{run:?}");
    run.err
}

#[test]
fn names_that_lead_elsewhere_are_refused_as_a_whole() {
    for name in [
        "../../evil",
        "/tmp/dudao-evil",
        "data/ledgers/x/evidence/../../../../evil",
        "config/writers.json",
        "data/ledgers/x/evidence/\u{1b}]0;x",
        "data\\ledgers\\x",
    ] {
        let desk = Desk::new();
        let good: (&str, &[u8]) = ("config/config.toml", b"lang = \"en\"\n");
        let files = [good, (name, b"x")];
        let zip = archive(&desk, &files, &files);
        refused(&desk, &zip, 1);
        assert!(!desk.path("evil").exists());
    }
}

#[test]
fn what_is_not_as_it_is_listed_is_refused() {
    let settings = "config/config.toml";
    for (files, listed) in [
        (vec![(settings, &b"a"[..])], vec![]),
        (vec![], vec![(settings, &b"a"[..])]),
        (vec![(settings, b"a")], vec![(settings, b"b")]),
        (vec![(settings, b"aa")], vec![(settings, b"a")]),
        (vec![(settings, b"a")], vec![(settings, b"aa")]),
    ] {
        let desk = Desk::new();
        let zip = archive(&desk, &files, &listed);
        let code = if listed.is_empty() { 1 } else { 3 };
        refused(&desk, &zip, code);
    }
}

#[test]
fn a_link_in_an_archive_is_refused() {
    let desk = Desk::new();
    let path = desk.path("link.zip");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    let name = "data/ledgers/x/evidence/a";
    zip.add_symlink(name, "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    zip.start_file("dudao-backup.json", SimpleFileOptions::default())
        .unwrap();
    let contents = json!({"schema": "dudao.backup/1", "version": "1", "made": "2023-01-01T00:00:00Z", "files": []});
    zip.write_all(contents.to_string().as_bytes()).unwrap();
    zip.finish().unwrap();
    refused(&desk, &path, 1);
}

#[test]
fn a_bomb_is_not_unpacked_beyond_what_it_lists() {
    let desk = Desk::new();
    let bomb = vec![0; 8 << 20];
    let name = "data/ledgers/x/evidence/0000000000000000-a";
    let zip = archive(&desk, &[(name, &bomb)], &[(name, b"small")]);
    refused(&desk, &zip, 3);
}

#[test]
fn other_files_are_no_backups_and_a_cut_or_changed_one_is_never_half_restored() {
    let desk = Desk::new();
    for bytes in [&b""[..], b"PK", b"{}", &[0; 4096]] {
        let file = desk.file("no.zip", bytes);
        refused(&desk, &file, 3);
    }
    let good: [(&str, &[u8]); 1] = [("config/config.toml", b"lang = \"en\"\n")];
    let bytes = fs::read(archive(&desk, &good, &good)).unwrap();
    for cut in (0..bytes.len()).step_by(23) {
        let file = desk.file("cut.zip", &bytes[..cut]);
        refused(&desk, &file, 3);
    }
    for at in (0..bytes.len()).step_by(17) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        let file = desk.file("changed.zip", changed);
        let run = desk.run(["restore", file.to_str().unwrap()]);
        // a byte that says nothing, such as a date, may be another one
        assert!(matches!(run.code, Some(0 | 1 | 3)), "{run:?}");
        assert_eq!(desk.everything(), []);
    }
}
