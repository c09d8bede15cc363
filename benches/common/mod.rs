//! The ledgers that are measured: the shipped size, and with `DUDAO_BENCH_NATION=1` a national one.

use std::path::Path;
use std::sync::Arc;

use dudao::board::schedule::Calendar;
use dudao::demo::{self, Plan};
use dudao::ledger::WriterId;
use dudao::ledger::store::file::FileStore;
use dudao::ledger::store::identity::Identity;
use dudao::report::Report;

/// A name and a size.
pub fn sizes() -> Vec<(&'static str, Plan)> {
    let plan = |units, events| Plan {
        units,
        findings: 36,
        events,
        seed: 1,
    };
    let mut all = vec![("small", plan(8, 2_800))];
    if std::env::var_os("DUDAO_BENCH_NATION").is_some() {
        all.push(("nation", plan(2_844, 1_000_000)));
    }
    all
}

/// The day on which everything is read.
#[allow(dead_code)]
pub fn calendar() -> Calendar {
    Calendar::on(jiff::civil::date(2024, 7, 1))
}

/// The ledger on disk, and what opens it.
#[allow(dead_code)]
pub fn written(plan: &Plan, dir: &Path) -> (Arc<Report>, impl Fn() -> FileStore) {
    let report = Arc::new(demo::report::of(plan));
    let json = serde_json::to_vec(&*report).unwrap();
    demo::write(plan, &report, &json, dir).unwrap();
    let (dir, id) = (dir.to_owned(), report.id.clone());
    let store = move || {
        let reader = Identity::fixed(WriterId(uuid::Uuid::from_u128(1)));
        FileStore::new(&dir, &id, Vec::new(), reader)
    };
    (report, store)
}
