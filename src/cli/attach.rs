//! `dudao attach`: files and addresses that prove something.

use std::path::Path;

use super::Failure;
use super::act::{carry_out, told};
use super::aim::{self, Aim};
use super::args::AttachArgs;
use crate::evidence;
use crate::lang::Faults;
use crate::ledger::decide::{Policy, decide};
use crate::ledger::event::Evidence;
use crate::ledger::session::Outcome;
use crate::ledger::store::Store as _;
use crate::ledger::{Act, Intent};
use crate::setup::Setup;

/// Attaches a file, copied or linked, or an address. A file is copied once, whatever number of entries it proves.
pub fn run(mut setup: Setup, args: AttachArgs) -> Result<(), Failure> {
    let (given, targets) = aim::last_apart(&setup, args.words, args.bulk, "<FILE|URL>")?;
    let (aim, lang) = (Aim::at(&setup, &targets)?, setup.lang);
    let (file, name) = (Path::new(&given), args.name.as_deref());
    let unreadable = |e: &_| Failure::failed(vec![Faults::of(lang).cannot_read(file, e)]);
    let url = given.to_str().filter(|t| evidence::is_address(t));
    let found = match url {
        Some(url) => evidence::address(url, name),
        None if args.link => evidence::link(file, name).map_err(|e| unreadable(&e))?,
        None => {
            if let Some(outcome) = in_vain(&setup, &aim) {
                aim.announce(lang);
                return told(&setup, &outcome, aim);
            }
            std::fs::metadata(file).map_err(|e| unreadable(&e))?;
            copy(&mut setup, file, name)?
        }
    };
    carry_out(setup, &on_each(&aim, &found), aim)
}

fn on_each(aim: &Aim, found: &Evidence) -> Intent {
    let act = |ix: &_| (*ix, Act::EvidenceAdded(Box::new(found.clone())));
    Intent::Acts(aim.list.iter().map(act).collect())
}

/// Nothing is copied for what would be refused: what comes of it, if no entry takes evidence.
fn in_vain(setup: &Setup, aim: &Aim) -> Option<Outcome> {
    let policy = Policy {
        atomic: aim.atomic,
        ..setup.policy()
    };
    let trial = on_each(aim, &evidence::address("-", None));
    let decision = decide(&setup.book, setup.store.writer(), &trial, policy);
    decision.acts.is_empty().then(|| Outcome {
        decision,
        ..Outcome::default()
    })
}

/// Copies a file into the ledger's folder, unless that folder cannot be written.
fn copy(setup: &mut Setup, file: &Path, name: Option<&str>) -> Result<Evidence, Failure> {
    let lang = setup.lang;
    let ready = setup.store.begin();
    setup.store.end();
    ready.map_err(|e| Failure::store(&e, lang))?;
    let dir = setup.store.dir();
    evidence::copy(dir, file, name).map_err(|e| {
        let said = Faults::of(lang).cannot_copy(file, dir, &e);
        Failure::failed(vec![said])
    })
}
