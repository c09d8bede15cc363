//! Many programs on one ledger at once: threads, and processes of their own.

use std::path::Path;
use std::process::Command;

use crate::ledger::book::EntryIx;
use crate::ledger::decide::Policy;
use crate::ledger::session::Stamp;
use crate::ledger::store::Store as _;
use crate::ledger::testing::{at, batch, book, file_store, read, report, writer};
use crate::ledger::{Intent, ItemRef, Pick, session};

const CHILD: &str = "DUDAO_TEST_CROWD";
const TICKS: u32 = 12;

/// Ticks and unticks one item, each time as a gesture of its own, with a store and a book of its own.
fn work(dir: &Path, who: u128, entry: EntryIx) {
    let (mut book, mut store) = (book(), file_store(dir, who));
    let pick = vec![Pick::One(entry, ItemRef::Suggested(1))];
    for n in 0..TICKS {
        let intent = if n % 2 == 0 {
            Intent::Tick(pick.clone())
        } else {
            Intent::Untick(pick.clone())
        };
        let no = u128::from(entry) * 1_000 + u128::from(n);
        let stamp = Stamp {
            who: "督学甲".into(),
            now: at(i64::from(n)),
            batch: batch(no),
            policy: Policy::default(),
        };
        let done = session::record(&mut book, &mut store, &intent, &stamp).unwrap();
        assert_eq!(done.written, 1, "nobody else ticks this entry");
    }
    session::follow(&mut book, &mut store).unwrap();
    let own = book.entry(entry).unwrap();
    assert_eq!(
        (u32::try_from(own.events.len()).unwrap(), own.skipped.len()),
        (TICKS, 0)
    );
}

#[test]
fn nobody_loses_a_tick_in_a_crowd() {
    if let Some(task) = std::env::var_os(CHILD) {
        let task = task.into_string().unwrap();
        let parts: Vec<&str> = task.splitn(3, ' ').collect();
        let number = |n: usize| parts[n].parse::<u32>().unwrap();
        return work(Path::new(parts[2]), number(0).into(), number(1));
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path();
    // two programs of one writer in threads, two in processes, and one of each of another writer
    let children: Vec<_> = [(1, 0), (1, 1), (2, 2)]
        .into_iter()
        .map(|(who, entry)| {
            Command::new(std::env::current_exe().unwrap())
                .args([
                    "--exact",
                    "ledger::store::crowd::nobody_loses_a_tick_in_a_crowd",
                ])
                .env(CHILD, format!("{who} {entry} {}", path.display()))
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    std::thread::scope(|s| {
        for (who, entry) in [(1, 3), (1, 4), (2, 5), (3, 6)] {
            s.spawn(move || work(path, who, entry));
        }
    });
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let mut reader = file_store(path, 9);
    let (_, events) = read(&mut reader);
    assert_eq!(reader.notices(), [], "every chain holds");
    for (who, programs) in [(1, 4), (2, 2), (3, 1)] {
        let seqs: Vec<_> = events
            .iter()
            .filter(|e| e.id.writer == writer(who))
            .map(|e| e.id.seq)
            .collect();
        assert_eq!(seqs, (1..=programs * TICKS).collect::<Vec<_>>());
    }
    let book = session::open(report(), &mut file_store(path, 9)).unwrap();
    assert_eq!((book.len(), book.skipped()), (events.len(), 0));
}
