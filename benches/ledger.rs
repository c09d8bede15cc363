//! Load, fold, counts, lists, search, ticks of very many items, one line of a journal: `cargo bench --bench ledger`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement")]

mod common;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use dudao::board::{Matrix, Query, Sort};
use dudao::demo;
use dudao::ledger::decide::Policy;
use dudao::ledger::session::{self, Stamp};
use dudao::ledger::store::codec;
use dudao::ledger::{BatchId, Book, Intent, Pick, Stage, WriterId};

fn load_and_fold(c: &mut Criterion) {
    for (name, plan) in common::sizes() {
        let dir = tempfile::tempdir().unwrap();
        let (report, store) = common::written(&plan, dir.path());
        let json = serde_json::to_vec(&*report).unwrap();
        let mut group = c.benchmark_group(name);
        group.sample_size(10);
        group.bench_function("report", |b| {
            b.iter(|| dudao::report::parse(black_box(&json)));
        });
        group.bench_function("load", |b| {
            b.iter(|| session::open(report.clone(), &mut store()).unwrap());
        });
        let events: Vec<_> = (0..plan.writers())
            .flat_map(|number| plan.story(&report, number).flatten())
            .collect();
        group.bench_function("fold", |b| {
            let fresh = || (Book::new(report.clone()), events.clone());
            let fold = |(mut book, events): (Book, Vec<_>)| {
                for event in events {
                    book.push(event);
                }
                book.settle();
                book
            };
            b.iter_batched(fresh, fold, BatchSize::PerIteration);
        });
        group.finish();
    }
}

/// About 1,000 items in one gesture, decided, written, synced and counted; ticked and unticked in turns.
fn bulk(c: &mut Criterion) {
    for (name, plan) in common::sizes() {
        let dir = tempfile::tempdir().unwrap();
        let (report, store) = common::written(&plan, dir.path());
        let mut store = store();
        let mut book = session::open(report, &mut store).unwrap();
        let can_be_ticked =
            |stage| matches!(stage, Stage::Open | Stage::Rectifying | Stage::Completed);
        let mut items = 0;
        let open = book.live().filter(|(_, e)| can_be_ticked(e.state.stage()));
        let picks: Vec<Pick> = open
            .take_while(|(_, e)| {
                let before = items;
                items += e.state.done().1;
                before < 1_000
            })
            .map(|(ix, _)| Pick::All(ix))
            .collect();
        let mut stamp = Stamp {
            who: "A".into(),
            now: "2024-07-01T08:00:00Z".parse().unwrap(),
            batch: BatchId(uuid::Uuid::nil()),
            policy: Policy::default(),
        };
        let mut is_done = false;
        let mut group = c.benchmark_group(name);
        group.sample_size(10);
        group.bench_function(format!("bulk/{}", items.min(1_000)), |b| {
            b.iter(|| {
                is_done = !is_done;
                stamp.batch = BatchId(uuid::Uuid::new_v4());
                let intent = if is_done {
                    Intent::Tick(picks.clone())
                } else {
                    Intent::Untick(picks.clone())
                };
                session::record(&mut book, &mut store, &intent, &stamp).unwrap()
            });
        });
        group.finish();
    }
}

fn look(c: &mut Criterion) {
    let calendar = common::calendar();
    for (name, plan) in common::sizes() {
        let book = demo::book(&plan);
        let mut group = c.benchmark_group(name);
        group.sample_size(20);
        group.bench_function("matrix", |b| {
            b.iter(|| Matrix::of(black_box(&book), &calendar, |_| true).all());
        });
        for sort in Sort::ALL {
            group.bench_function(format!("query/{}", sort.code()), |b| {
                b.iter(|| Query::default().run(black_box(&book), &calendar, sort));
            });
        }
        for (way, text) in [
            ("signs", "台账"),
            ("initials", "abq"),
            ("nothing", "没有这回事儿"),
        ] {
            let query = Query {
                text: text.into(),
                ..Query::default()
            };
            group.bench_function(format!("search/{way}"), |b| {
                b.iter(|| query.ranked(black_box(&book), &calendar, Sort::Report));
            });
        }
        group.finish();
    }
}

fn one_line(c: &mut Criterion) {
    let (_, plan) = common::sizes().remove(0);
    let report = demo::report::of(&plan);
    let writer: WriterId = plan.writer(0);
    let genesis = codec::genesis(&report.id, writer);
    let event = plan.story(&report, 0).flatten().next().unwrap();
    let (line, _) = codec::encode(&event, &genesis).unwrap();
    let bytes = line.trim_end().as_bytes();
    let mut group = c.benchmark_group("codec");
    group.bench_function("encode", |b| {
        b.iter(|| codec::encode(black_box(&event), &genesis));
    });
    group.bench_function("decode", |b| {
        b.iter(|| codec::decode(black_box(bytes), &genesis, writer, 1).unwrap());
    });
    group.finish();
}

criterion_group!(all, one_line, look, bulk, load_and_fold);
criterion_main!(all);
