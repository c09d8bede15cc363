//! Every format of the summary, and the workbook: `cargo bench --bench export`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement")]

mod common;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dudao::board::Query;
use dudao::demo;
use dudao::lang::Lang;
use dudao::summary::{Format, Summary, render, xlsx};

fn exports(c: &mut Criterion) {
    let (calendar, query) = (common::calendar(), Query::default());
    for (name, plan) in common::sizes() {
        let book = demo::book(&plan);
        let summed_up = || Summary::of(&book, &calendar, &query, &[], Lang::Zh).unwrap();
        let summary = summed_up();
        let mut group = c.benchmark_group(name);
        group.sample_size(10);
        group.bench_function("summary", |b| b.iter(summed_up));
        for format in Format::ALL {
            group.bench_function(format.code(), |b| {
                b.iter(|| {
                    let ledger = || xlsx::Ledger::of(&book, &calendar, &query);
                    render(black_box(&summary), format, ledger, &mut |_, _| ()).unwrap()
                });
            });
        }
        group.finish();
    }
}

criterion_group!(all, exports);
criterion_main!(all);
