//! A national ledger out and back. Ignored, since it takes its time without optimisation:
//! `cargo test --release --lib intake::tests::scale -- --ignored --nocapture`.

use std::time::Instant;

use jiff::civil::date;

use super::edited::export;
use crate::intake::preview::{Preview, Returned};
use crate::intake::workbook::read;
use crate::lang::Lang;
use crate::ledger::Intent;
use crate::ledger::decide::Columns;
use crate::ledger::scale::national;
use crate::sample::Desk;

#[test]
#[ignore = "takes half a minute with optimisation and minutes without"]
fn a_national_ledger_goes_out_and_comes_back_unchanged() {
    let mut desk = Desk::on(national());
    let all: Vec<u32> = desk.book.live().map(|(ix, _)| ix).collect();
    let columns = Columns {
        lead: Some("县教体局".into()),
        partners: Some("县财政局、县自然资源局".into()),
        person: Some("分管负责人".into()),
        measure: Some("新建公办园两所；一园一策，逐月调度".into()),
        horizon: Some(crate::ledger::Horizon::Phased),
        due: Some(date(2023, 12, 31)),
    };
    desk.does(&Intent::Set(all.clone(), columns));
    let clock = Instant::now();
    let out = export(&desk, Lang::Zh);
    let (took, megabytes) = (clock.elapsed(), out.len() >> 20);
    println!("{} entries written: {took:?}, {megabytes} MiB", all.len());
    assert!(took.as_secs() < 20, "{took:?}");
    let clock = Instant::now();
    let reading = read(&out).unwrap();
    println!("read: {:?}", clock.elapsed());
    let clock = Instant::now();
    let file = Returned {
        name: "a.xlsx".into(),
        reading,
    };
    let preview = Preview::of(&desk.book, &[file], None, Lang::Zh).unwrap();
    println!("compared: {:?}", clock.elapsed());
    assert_eq!((preview.proposals.len(), preview.already), (0, 0));
}
