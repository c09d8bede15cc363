//! What a gesture is about: ids, or all entries that filters let through.

use std::collections::HashSet;
use std::ffi::OsStr;

use super::args::{Bulk, Filters, Targets, TickArgs};
use super::{Failure, filters, out};
use crate::board::{Sort, lookup};
use crate::lang::{Console, Faults, Help, Lang, fill};
use crate::ledger::Pick;
use crate::ledger::book::EntryIx;
use crate::setup::Setup;

/// The entries of a gesture, each once.
#[derive(Debug)]
pub struct Aim {
    /// The entries, in the order given.
    pub list: Vec<EntryIx>,
    /// One refusal keeps everything else from going through.
    pub atomic: bool,
    /// Nobody named the entries one by one, so their number is told.
    pub matched: bool,
}

impl Aim {
    /// One entry.
    pub fn of(ix: EntryIx) -> Self {
        Self {
            list: vec![ix],
            atomic: false,
            matched: false,
        }
    }

    /// The entries that ids or filters ask for.
    ///
    /// # Errors
    /// Wrong usage: nothing named, ids together with filters, or names that nothing has.
    pub fn at(setup: &Setup, targets: &Targets) -> Result<Self, Failure> {
        let list = match matching(setup, &targets.entries, &targets.bulk)? {
            Some(all) => all,
            None => found(setup, &targets.entries, |given| {
                lookup::entry(&setup.book, given)
            })?,
        };
        Ok(Self::each_once(list, &targets.bulk))
    }

    /// Says how many entries filters came to, before anything is done to them.
    pub fn announce(&self, lang: Lang) {
        if self.matched && self.list.len() > 1 {
            out::tell(&fill(Console::of(lang).hit, &[&self.list.len()]));
        }
    }

    fn each_once(mut list: Vec<EntryIx>, bulk: &Bulk) -> Self {
        let mut seen = HashSet::new();
        list.retain(|ix| seen.insert(*ix));
        Self {
            list,
            atomic: bulk.atomic,
            matched: bulk.all_matching,
        }
    }
}

/// The items that ids or filters ask for, and their entries.
///
/// # Errors
/// As [`Aim::at`].
pub fn picks(setup: &Setup, args: &TickArgs) -> Result<(Vec<Pick>, Aim), Failure> {
    let picks: Vec<Pick> = match matching(setup, &args.items, &args.bulk)? {
        Some(all) => all.into_iter().map(Pick::All).collect(),
        None => found(setup, &args.items, |given| lookup::pick(&setup.book, given))?,
    };
    let list = picks
        .iter()
        .map(|(Pick::One(ix, _) | Pick::All(ix))| *ix)
        .collect();
    Ok((picks, Aim::each_once(list, &args.bulk)))
}

/// Takes the last word from the entries before it: what they all get, called `what` on the command line.
///
/// # Errors
/// Wrong usage where the only word is an entry.
pub fn last_apart<T: AsRef<OsStr>>(
    setup: &Setup,
    mut words: Vec<T>,
    bulk: Bulk,
    what: &str,
) -> Result<(T, Targets), Failure> {
    let lone = words.len() == 1 && !bulk.all_matching;
    let is_entry = |word: &T| lookup::entry(&setup.book, &word.as_ref().to_string_lossy()).is_ok();
    let last = words
        .pop_if(|last| !(lone && is_entry(last)))
        .ok_or_else(|| {
            let said = fill(Help::of(setup.lang).missing, &[&what]);
            Failure::usage(vec![said])
        })?;
    let plain = |word: &T| word.as_ref().to_string_lossy().into_owned();
    let entries = words.iter().map(plain).collect();
    Ok((last, Targets { entries, bulk }))
}

/// The entries of `--all-matching`; `None` where ids are given.
fn matching(setup: &Setup, ids: &[String], bulk: &Bulk) -> Result<Option<Vec<EntryIx>>, Failure> {
    let (lang, w) = (setup.lang, Console::of(setup.lang));
    let has_filters = bulk.filters != Filters::default();
    let wrong = match (ids.is_empty(), bulk.all_matching, has_filters) {
        (false, false, false) => return Ok(None),
        (true, true, true) => {
            let query = filters::query(&bulk.filters, setup.book.report(), lang)?;
            let all = query.run(&setup.book, &setup.calendar(), Sort::default());
            if all.is_empty() {
                out::note(w.no_entries, lang);
            }
            return Ok(Some(all));
        }
        (false, ..) => w.ids_or_filters,
        (true, false, true) => w.needs_all_matching,
        (true, true, false) => w.needs_filters,
        (true, false, false) => w.needs_targets,
    };
    Err(Failure::usage(vec![wrong.to_owned()]))
}

/// Looks ids up; all that are unknown are named at once, and then nothing is done.
///
/// # Errors
/// Wrong usage that names everything that is not there.
pub fn found<T>(
    setup: &Setup,
    given: &[String],
    look_up: impl Fn(&str) -> Result<T, lookup::Unknown>,
) -> Result<Vec<T>, Failure> {
    lookup::all(given, look_up).map_err(|unknown| {
        let w = Faults::of(setup.lang);
        Failure::usage(unknown.iter().map(|u| w.unknown(u)).collect())
    })
}
