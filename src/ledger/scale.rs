//! A national ledger: 100,000 entries and 1,000,000 events. Ignored, since it takes its time without optimisation:
//! `cargo test --release --lib scale -- --ignored --nocapture`.

use std::sync::Arc;
use std::time::Instant;

use super::decide::Policy;
use super::session::Stamp;
use super::testing::{at, batch, book, event, writer};
use super::{Act, Book, Event, Intent, ItemRef, Pick, session};
use crate::board::{Matrix, Query, Sort, schedule::Calendar};
use crate::ledger::store::file::FileStore;
use crate::ledger::store::identity::Identity;
use crate::report::{Basis, Report, Scope, Tie};

fn stamp(no: u128) -> Stamp {
    Stamp {
        who: "督学甲".into(),
        now: at(0),
        batch: batch(no),
        policy: Policy::default(),
    }
}

/// The shipped findings, each for every one of 2,844 districts.
pub(crate) fn national() -> Report {
    let mut report = book().report().clone();
    let unit = report.units[0].clone();
    report.units = (0..2_844)
        .map(|n| {
            let mut unit = unit.clone();
            unit.id = format!("u{n}");
            unit
        })
        .collect();
    let ties: Vec<Tie> = report
        .units
        .iter()
        .map(|u| Tie {
            unit: u.id.clone(),
            basis: Basis::Stated,
            why: None,
        })
        .collect();
    for finding in &mut report.findings {
        (finding.scope, finding.units) = (Scope::All, ties.clone());
    }
    report
}

#[test]
#[ignore = "takes seconds with optimisation and minutes without"]
fn a_national_ledger_is_read_and_worked_on() {
    let mut clock = Instant::now();
    let mut lap = |what: &str| {
        println!("{what}: {:?}", clock.elapsed());
        clock = Instant::now();
    };
    let dir = tempfile::tempdir().unwrap();
    let report = Arc::new(national());
    let store = |who| {
        FileStore::new(
            dir.path(),
            "national",
            b"{}".into(),
            Identity::fixed(writer(who)),
        )
    };
    let mut book = Book::new(Arc::clone(&report));
    let n = u32::try_from(book.entries().len()).unwrap();
    lap(&format!("{n} entries"));
    for who in 1..=10 {
        let events: Vec<Event> = (1..=100_000)
            .map(|seq| Event {
                at: at(i64::from(seq) * 10 + i64::try_from(who).unwrap()),
                entry: Some(book.entries()[(seq * 7 % n) as usize].id.clone()),
                act: Act::ItemTicked {
                    item: ItemRef::Suggested(u32::try_from(who % 4 + 1).unwrap()),
                },
                ..event(who, seq)
            })
            .collect();
        super::testing::append(&mut store(who), &events);
    }
    lap("1,000,000 events written");
    let mut own = store(1);
    book = session::open(Arc::clone(&report), &mut own).unwrap();
    lap("read and folded");
    assert_eq!(book.len(), 1_000_000);
    let calendar = Calendar::on(jiff::civil::date(2023, 10, 1));
    let all = Matrix::of(&book, &calendar, |_| true).all();
    assert!(all.adds_up());
    lap("matrix");
    let found = Query {
        text: "台账".into(),
        ..Query::default()
    }
    .run(&book, &calendar, Sort::Schedule);
    lap(&format!("search, {} found", found.len()));
    for no in 0..100 {
        let pick = Pick::One(no, ItemRef::Suggested(1));
        let tick = Intent::Untick(vec![pick]);
        session::record(&mut book, &mut own, &tick, &stamp(u128::from(no))).unwrap();
    }
    lap("100 ticks");
    for no in 0..100 {
        session::record(&mut book, &mut own, &Intent::Undo, &stamp(1_000 + no)).unwrap();
    }
    lap("100 undos");
    let every = (0..n).map(Pick::All).collect();
    let done = session::record(&mut book, &mut own, &Intent::Tick(every), &stamp(5_000)).unwrap();
    lap(&format!("one gesture of {} ticks", done.written));
    let undone = session::record(&mut book, &mut own, &Intent::Undo, &stamp(5_001)).unwrap();
    assert_eq!(undone.written, 1);
    assert!(book.is_batch_undone(batch(5_000)));
    lap("its undo");
    let _ = book.history();
    lap("history");
}
