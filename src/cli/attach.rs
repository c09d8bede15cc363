//! `dudao attach`: files and addresses that prove something.

use super::Failure;
use super::act::{carry_out, one, refusals};
use super::aim::Aim;
use super::args::AttachArgs;
use crate::evidence;
use crate::lang::Faults;
use crate::ledger::decide::decide;
use crate::ledger::session::Outcome;
use crate::ledger::store::Store as _;
use crate::ledger::{Act, Intent};
use crate::setup::Setup;

/// Attaches a file, copied or linked, or an address.
pub fn run(mut setup: Setup, args: &AttachArgs) -> Result<(), Failure> {
    let (ix, lang) = (one(&setup, &args.entry)?, setup.lang);
    let name = args.name.as_deref();
    let intent = |e| Intent::Acts(vec![(ix, Act::EvidenceAdded(e))]);
    let url = args.evidence.to_str().filter(|t| evidence::is_address(t));
    if let Some(url) = url {
        let found = evidence::address(url, name);
        return carry_out(setup, &intent(found), Aim::of(ix));
    }
    let unreadable = |e: &_| Failure::failed(vec![Faults::of(lang).cannot_read(&args.evidence, e)]);
    if args.link {
        let found = evidence::link(&args.evidence, name).map_err(|e| unreadable(&e))?;
        return carry_out(setup, &intent(found), Aim::of(ix));
    }
    // nothing is copied for what would be refused, or into a ledger that cannot be written
    let trial = intent(evidence::address("-", name));
    let decision = decide(&setup.book, setup.store.writer(), &trial, setup.policy());
    let outcome = Outcome {
        decision,
        ..Outcome::default()
    };
    refusals(&setup, &outcome)?;
    std::fs::metadata(&args.evidence).map_err(|e| unreadable(&e))?;
    let ready = setup.store.begin();
    setup.store.end();
    ready.map_err(|e| Failure::store(&e, lang))?;
    let found = evidence::copy(setup.store.dir(), &args.evidence, name);
    let found = found.map_err(|e| {
        let said = Faults::of(lang).cannot_copy(&args.evidence, setup.store.dir(), &e);
        Failure::failed(vec![said])
    })?;
    carry_out(setup, &intent(found), Aim::of(ix))
}
