//! `dudao demo`: a synthetic ledger of any size.

use std::fs;
use std::path::Path;

use super::args::DemoArgs;
use super::{Failure, out};
use crate::demo::{self, Plan};
use crate::lang::{Console, Faults, Lang, fill};
use crate::ledger::store::file::ledger_dir;

/// Writes the report beside, and the journals into, a data folder; says how to open it.
pub fn run(a: &DemoArgs, lang: Lang) -> Result<(), Failure> {
    let plan = Plan {
        units: a.units,
        findings: a.findings,
        events: a.events,
        seed: a.seed,
    };
    let w = Console::of(lang);
    let id = plan.id();
    let there = ledger_dir(&a.dir, &id);
    if there.exists() {
        return Err(Failure::failed(vec![fill(
            w.demo_there,
            &[&there.display()],
        )]));
    }
    let report = demo::report::of(&plan);
    let file = a.dir.join(format!("{id}.json"));
    let failed = |path: &Path, e| Failure::failed(vec![Faults::of(lang).cannot_write(path, &e)]);
    fs::create_dir_all(&a.dir).map_err(|e| failed(&a.dir, e))?;
    let json = serde_json::to_vec(&report).map_err(|e| failed(&file, e.into()))?;
    fs::write(&file, &json).map_err(|e| failed(&file, e))?;
    demo::write(&plan, &report, &json, &a.dir).map_err(|e| Failure::store(&e, lang))?;
    let entries = u64::from(plan.units) * u64::from(plan.findings);
    let dir = a.dir.display();
    out::print_lines(
        &[fill(w.demo_done, &[&entries, &plan.events, &dir, &id])],
        lang,
    )
}
