//! What an inspector adds: findings with their items, and their wording.

use super::act::{carry_out, entry_line, one, record_as, refusals, text_or_stdin};
use super::aim::Aim;
use super::args::FindingArgs;
use super::workflow::named;
use super::{Failure, out};
use crate::board::lookup;
use crate::lang::{Faults, domain};
use crate::ledger::book::EntryIx;
use crate::ledger::event::OwnFinding;
use crate::ledger::{Act, Intent, Pick};
use crate::report::sanitise::line;
use crate::setup::Setup;

/// `add finding`: the finding and its items are one batch, and one undo.
pub fn add_finding(mut setup: Setup, args: &FindingArgs) -> Result<(), Failure> {
    let clean = |text: &str| line(text).trim().to_owned();
    let items: Vec<String> = args.items.iter().map(|text| clean(text)).collect();
    if items.iter().any(String::is_empty) {
        let said = domain(setup.lang).empty_item.to_owned();
        return Err(Failure::usage(vec![said]));
    }
    let report = setup.book.report();
    let finding = OwnFinding {
        unit: named(&setup, &args.unit, &lookup::units(report))?.into(),
        category: named(&setup, &args.category, &lookup::categories(report))?.into(),
        title: clean(&args.title).into(),
        statement: clean(args.statement.as_deref().unwrap_or_default()).into(),
        source: clean(args.source.as_deref().unwrap_or_default()).into(),
    };
    let stamp = setup.stamp();
    let outcome = record_as(&mut setup, &Intent::AddFinding(finding, items), &stamp)?;
    refusals(&setup, &outcome)?;
    // its entry is the one that the new event brought with it
    let events = setup.book.batch_events(stamp.batch);
    let added = events.iter().find_map(|ev| setup.book.event(*ev)?.entry);
    let Some(ix) = added else { return Ok(()) };
    let lines: Vec<_> = entry_line(&setup, ix).into_iter().collect();
    out::print_lines(&lines, setup.lang)
}

/// `reword`: an item that was added, or an own finding.
pub fn reword(
    setup: Setup,
    target: &str,
    text: &str,
    statement: Option<&str>,
) -> Result<(), Failure> {
    let text = line(text_or_stdin(text, setup.lang)?.trim());
    let (ix, pick) = about(&setup, target)?;
    let act = match pick {
        Some(Pick::One(_, item)) => Act::ItemReworded {
            item,
            text: text.into(),
        },
        _ => Act::FindingReworded {
            title: text.into(),
            statement: match statement {
                Some(new) => line(new).trim().into(),
                None => said(&setup, ix).into(),
            },
        },
    };
    carry_out(setup, &Intent::Acts(vec![(ix, act)]), Aim::of(ix))
}

/// `drop`: an item that was added, or an own finding with a reason.
pub fn take_out(setup: Setup, target: &str, reason: &str) -> Result<(), Failure> {
    let (ix, pick) = about(&setup, target)?;
    let act = match pick {
        Some(Pick::One(_, item)) => Act::ItemDropped { item },
        _ => Act::FindingDropped {
            reason: line(reason).trim().into(),
        },
    };
    carry_out(setup, &Intent::Acts(vec![(ix, act)]), Aim::of(ix))
}

/// The statement of a finding as it is now; empty where its title says it all.
fn said(setup: &Setup, ix: EntryIx) -> String {
    let finding = setup.book.entry(ix).and_then(|e| setup.book.finding(e));
    finding
        .filter(|f| f.statement != f.title)
        .map_or_else(String::new, |f| f.statement.zh.clone())
}

/// An entry, or with `#` one of its items.
fn about(setup: &Setup, target: &str) -> Result<(EntryIx, Option<Pick>), Failure> {
    if !lookup::narrow(target).contains('#') {
        return Ok((one(setup, target)?, None));
    }
    let pick = lookup::pick(&setup.book, target)
        .map_err(|u| Failure::usage(vec![Faults::of(setup.lang).unknown(&u)]))?;
    let (Pick::One(ix, _) | Pick::All(ix)) = pick;
    Ok((ix, Some(pick)))
}
