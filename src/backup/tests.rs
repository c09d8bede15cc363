//! Limits, and a ledger that changes between plan and execution.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use super::{
    BackupError, CONTENTS, Contents, Limits, Measure, Part, SCHEMA, carry_out, pack, plan, unpack,
};
use crate::ledger::store::file::ledger_dir;
use crate::ledger::testing::{append, event, file_store};
use crate::paths::{Origin, Paths};
use crate::report::builtin_source;

fn desk(home: &Path) -> Paths {
    Paths {
        data: home.join("data"),
        data_from: Origin::Flag,
        config: home.join("config"),
        config_from: Origin::Flag,
    }
}

/// A ledger with two events.
fn worked(home: &Path) -> Paths {
    let paths = desk(home);
    append(&mut file_store(&paths.data, 1), &[event(1, 1), event(1, 2)]);
    let report = builtin_source("weihai-2022").unwrap();
    fs::write(
        ledger_dir(&paths.data, "weihai-2022").join("report.json"),
        report,
    )
    .unwrap();
    paths
}

fn packed(paths: &Paths, limits: &Limits) -> Result<Vec<u8>, BackupError> {
    let now = jiff::Timestamp::UNIX_EPOCH;
    let to = (Cursor::new(Vec::new()), Path::new("b.zip"));
    pack(paths, now, limits, to).map(|(_, to)| to.into_inner())
}

#[test]
fn what_is_too_much_is_neither_packed_nor_unpacked() {
    let home = tempfile::tempdir().unwrap();
    let paths = worked(home.path());
    let file = home.path().join("b.zip");
    fs::write(&file, packed(&paths, &Limits::default()).unwrap()).unwrap();
    let all = Limits::default();
    for (limits, what) in [
        (Limits { parts: 1, ..all }, Measure::Parts),
        (Limits { part: 100, ..all }, Measure::Part),
        (Limits { all: 1000, ..all }, Measure::All),
    ] {
        let made = packed(&paths, &limits).unwrap_err();
        let read = unpack(&file, home.path(), &limits).unwrap_err();
        for e in [made, read] {
            assert!(
                matches!(e, BackupError::TooMuch(_, m, _) if m == what),
                "{e:?}"
            );
        }
    }
    let left = fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left, 2, "what was unpacked is taken away");
}

#[test]
fn sizes_that_no_number_holds_together_are_too_much() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("b.zip");
    let parts = [
        ("config/config.toml", 1),
        ("data/ledgers/x/report.json", u64::MAX),
    ];
    let mut zip = zip::ZipWriter::new(fs::File::create(&file).unwrap());
    let how = zip::write::SimpleFileOptions::default();
    for (name, _) in parts {
        zip.start_file(name, how).unwrap();
        zip.write_all(b"a").unwrap();
    }
    let part = |(name, size): (&str, u64)| Part {
        name: name.to_owned(),
        size,
        sha256: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb".to_owned(),
    };
    let contents = Contents {
        schema: SCHEMA.to_owned(),
        version: "1".to_owned(),
        made: jiff::Timestamp::UNIX_EPOCH,
        files: parts.map(part).to_vec(),
    };
    zip.start_file(CONTENTS, how).unwrap();
    zip.write_all(&serde_json::to_vec(&contents).unwrap())
        .unwrap();
    zip.finish().unwrap();
    let read = unpack(&file, home.path(), &Limits::default()).unwrap_err();
    assert!(
        matches!(read, BackupError::TooMuch(_, Measure::Part, _)),
        "{read:?}"
    );
}

#[test]
fn a_journal_that_grew_since_the_plan_was_shown_is_not_touched() {
    let home = tempfile::tempdir().unwrap();
    let there = worked(&home.path().join("there"));
    let file = home.path().join("b.zip");
    fs::write(&file, packed(&there, &Limits::default()).unwrap()).unwrap();
    let here = desk(&home.path().join("here"));
    let mut store = file_store(&here.data, 1);
    append(&mut store, &[event(1, 1)]);
    let archive = unpack(&file, home.path(), &Limits::default()).unwrap();
    let steps = plan(&archive, &here, false).unwrap();
    append(&mut store, &[event(1, 2), event(1, 3)]);
    let before = fs::read(store.own_path()).unwrap();
    let done = carry_out(&archive, &steps, &here, false);
    assert!(matches!(done, Err(BackupError::Moved(_))), "{done:?}");
    assert_eq!(fs::read(store.own_path()).unwrap(), before);
}
