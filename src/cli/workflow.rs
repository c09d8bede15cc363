//! The rectification workflow: columns, dates, returns, objections, attribution.

use jiff::civil::Date;

use super::act::carry_out;
use super::aim::{Aim, found};
use super::args::{SetArgs, Targets};
use super::{Failure, out};
use crate::board::{dates, lookup};
use crate::lang::{Console, Faults, fill};
use crate::ledger::book::EntryIx;
use crate::ledger::decide::Columns;
use crate::ledger::{Act, Book, Horizon, Intent, ItemRef};
use crate::report::sanitise::line;
use crate::setup::Setup;

/// `set`.
pub fn set(setup: Setup, args: &SetArgs) -> Result<(), Failure> {
    let aim = Aim::at(&setup, &args.targets)?;
    let due = args
        .due
        .as_deref()
        .map(|said| day(&setup, said))
        .transpose()?;
    let horizon = args
        .horizon
        .as_deref()
        .map(|said| horizon(&setup, said))
        .transpose()?;
    let clean = |text: &Option<String>| text.as_deref().map(|t| line(t).trim().to_owned());
    let columns = Columns {
        lead: clean(&args.lead),
        partners: clean(&args.partners),
        person: clean(&args.person),
        measure: clean(&args.measure),
        horizon,
        due,
    };
    if columns == Columns::default() {
        let said = Console::of(setup.lang).nothing_to_set.to_owned();
        return Err(Failure::usage(vec![said]));
    }
    carry_out(setup, &Intent::Set(aim.list.clone(), columns), aim)
}

/// `extend`.
pub fn extend(setup: Setup, targets: &Targets, to: &str, reason: &str) -> Result<(), Failure> {
    let to = day(&setup, to)?;
    let reason: Box<str> = line(reason).into();
    let aim = Aim::at(&setup, targets)?;
    each(setup, aim, |_, _| Act::Extended {
        to,
        reason: reason.clone(),
    })
}

/// `return`: the items named, or all of them.
pub fn send_back(
    setup: Setup,
    targets: &Targets,
    reason: &str,
    items: &[String],
) -> Result<(), Failure> {
    let reason: Box<str> = line(reason).into();
    let items: Vec<String> = items
        .iter()
        .map(|i| lookup::narrow(i).trim_start_matches('#').to_owned())
        .collect();
    let aim = Aim::at(&setup, targets)?;
    for &ix in &aim.list {
        let labels = labels(&setup.book, ix);
        if let Some(wrong) = items.iter().find(|i| !labels.iter().any(|(l, _)| l == *i)) {
            let id = setup
                .book
                .entry(ix)
                .map(|e| setup.book.label(e).into_owned());
            let known = labels.into_iter().map(|(label, _)| label).collect();
            let unknown =
                lookup::Unknown::Item(format!("{}#{wrong}", id.unwrap_or_default()), known);
            return Err(Failure::usage(vec![
                Faults::of(setup.lang).unknown(&unknown),
            ]));
        }
    }
    each(setup, aim, |book, ix| {
        let named = labels(book, ix)
            .into_iter()
            .filter(|(l, _)| items.is_empty() || items.contains(l));
        Act::Returned {
            reason: reason.clone(),
            items: named.map(|(_, item)| item).collect(),
        }
    })
}

/// `object`.
pub fn object(setup: Setup, targets: &Targets, reason: &str) -> Result<(), Failure> {
    let reason: Box<str> = line(reason).into();
    let aim = Aim::at(&setup, targets)?;
    each(setup, aim, |_, _| Act::Objected {
        reason: reason.clone(),
    })
}

/// `rereview`.
pub fn rereview(
    setup: Setup,
    targets: &Targets,
    upheld: bool,
    reason: &str,
) -> Result<(), Failure> {
    let reason: Box<str> = line(reason).into();
    let aim = Aim::at(&setup, targets)?;
    each(setup, aim, |_, _| Act::Rereviewed {
        upheld,
        reason: reason.clone(),
    })
}

/// `attribute`.
pub fn attribute(setup: Setup, targets: &Targets, to: &str, reason: &str) -> Result<(), Failure> {
    let unit = named(&setup, to, &lookup::units(setup.book.report()))?;
    let reason: Box<str> = line(reason).into();
    let aim = Aim::at(&setup, targets)?;
    each(setup, aim, |_, _| Act::Attributed {
        to: unit.clone().into(),
        reason: reason.clone(),
    })
}

/// One act on each of several entries, as one batch.
pub(super) fn each(
    setup: Setup,
    aim: Aim,
    act: impl Fn(&Book, EntryIx) -> Act,
) -> Result<(), Failure> {
    let book = &setup.book;
    let acts = aim.list.iter().map(|ix| (*ix, act(book, *ix))).collect();
    carry_out(setup, &Intent::Acts(acts), aim)
}

fn labels(book: &Book, ix: EntryIx) -> Vec<(String, ItemRef)> {
    let Some(entry) = book.entry(ix) else {
        return Vec::new();
    };
    entry
        .state
        .live()
        .map(|i| (Book::item_label(entry, i.key), i.key))
        .collect()
}

/// A day as people type it, told as it was understood.
fn day(setup: &Setup, said: &str) -> Result<Date, Failure> {
    let (lang, w) = (setup.lang, Console::of(setup.lang));
    let Some(day) = dates::parse(said, setup.calendar().today) else {
        return Err(Failure::usage(vec![fill(w.no_day, &[&said])]));
    };
    if day.to_string() != said {
        out::note(&fill(w.day_is, &[&said, &day]), lang);
    }
    Ok(day)
}

fn horizon(setup: &Setup, said: &str) -> Result<Horizon, Failure> {
    let names = |zh: &str, en: &str| vec![en.to_owned(), zh.to_owned()];
    let all = [
        (Horizon::Immediate, names("立行立改", "immediate")),
        (Horizon::Phased, names("限期整改", "phased")),
        (Horizon::Standing, names("长期坚持", "standing")),
    ];
    named(setup, said, &all)
}

/// The value that has this name.
pub(super) fn named<T: Clone>(
    setup: &Setup,
    said: &str,
    among: &[lookup::Named<T>],
) -> Result<T, Failure> {
    let all = found(setup, &[said.to_owned()], |given| {
        lookup::choose(given, among)
    })?;
    all.into_iter().next().ok_or(Failure::usage(Vec::new()))
}
