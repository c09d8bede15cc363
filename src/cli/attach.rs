//! `dudao attach`: files and addresses that prove something.

use std::path::Path;

use super::Failure;
use super::act::{carry_out, told};
use super::aim::{self, Aim};
use super::args::AttachArgs;
use crate::ledger::decide::Policy;
use crate::ledger::session::Outcome;
use crate::setup::Setup;
use crate::setup::attach::{Request, Taken, take_in};

/// Attaches a file, copied or linked, or an address.
pub fn run(mut setup: Setup, args: AttachArgs) -> Result<(), Failure> {
    let (given, targets) = aim::last_apart(&setup, args.words, args.bulk, "<FILE|URL>")?;
    let (aim, lang) = (Aim::at(&setup, &targets)?, setup.lang);
    let policy = Policy {
        atomic: aim.atomic,
        ..setup.policy()
    };
    let request = Request {
        place: Path::new(&given),
        name: args.name.as_deref(),
        link: args.link,
        targets: &aim.list,
    };
    let taken = take_in(&setup.book, &mut setup.store, policy, &request);
    match taken.map_err(|e| Failure::failed(vec![e.say(lang)]))? {
        Taken::Ready(intent) => carry_out(setup, &intent, aim),
        Taken::InVain(decision) => {
            aim.announce(lang);
            let outcome = Outcome {
                decision,
                ..Outcome::default()
            };
            told(&setup, &outcome, aim)
        }
    }
}
