//! A disk on which the Nth call of a kind fails, once or for ever after: what was acknowledged stays, whatever N is.

use std::cell::Cell;
use std::fs;
use std::io;

use pretty_assertions::assert_eq;

use super::disk::Call;
use super::file::FileStore;
use super::identity::Identity;
use super::{Notice, Store as _, StoreError};
use crate::ledger::event::Event;
use crate::ledger::ids::EventId;
use crate::ledger::testing::{REPORT, event, read};

/// Which calls fail.
#[derive(Clone, Copy)]
struct Plan {
    call: Call,
    /// Counts down to the first one that fails.
    left: usize,
    for_ever: bool,
    /// How many failed.
    hits: usize,
}

thread_local! {
    static PLAN: Cell<Option<Plan>> = const { Cell::new(None) };
}

/// Fails where the plan of this thread says so.
pub(super) fn about_to(call: Call) -> io::Result<()> {
    let Some(mut plan) = PLAN.get().filter(|p| p.call == call) else {
        return Ok(());
    };
    plan.left = plan.left.saturating_sub(1);
    let fails = plan.left == 0 && (plan.for_ever || plan.hits == 0);
    plan.hits += usize::from(fails);
    PLAN.set(Some(plan));
    if fails {
        return Err(io::Error::other("the test lets this fail"));
    }
    Ok(())
}

/// A place with a ledger that begins from nothing and ends with an interrupted append.
struct Place(tempfile::TempDir);

impl Place {
    fn store(&self) -> FileStore {
        let (config, data) = (self.0.path().join("config"), self.0.path().join("data"));
        let identity = Identity::find(&config, &data);
        FileStore::new(&data, REPORT, b"{}".to_vec(), identity)
    }

    /// Appends one event with a fresh store, as a program does that is started anew.
    fn act(&self) -> bool {
        let mut store = self.store();
        if store
            .begin()
            .and_then(|()| store.read(&mut |_| {}))
            .is_err()
        {
            return false;
        }
        let numbered = Event {
            id: EventId {
                writer: store.writer(),
                seq: store.next_seq(),
            },
            ..event(1, 1)
        };
        let done = store.append(std::slice::from_ref(&numbered));
        if done.is_err() {
            // what failed is not tried again by the same program
            let again = store.append(std::slice::from_ref(&numbered));
            assert!(matches!(again, Err(StoreError::Stopped(_))));
        }
        store.end();
        done.is_ok()
    }

    fn events(&self) -> Vec<Event> {
        let mut store = self.store();
        let events = read(&mut store).1;
        let torn = |n: &Notice| matches!(n, Notice::Torn(..));
        assert!(store.notices().iter().all(torn), "{:?}", store.notices());
        events
    }

    fn interrupt(&self) {
        let path = self.store().own_path();
        if let Ok(mut bytes) = fs::read(&path) {
            bytes.extend_from_slice(b"{\"v\":1,\"se");
            fs::write(&path, bytes).unwrap();
        }
    }
}

/// Three acts and an interruption on a disk that follows the plan; how many calls failed.
fn on(call: Call, nth: usize, for_ever: bool) -> usize {
    let place = Place(tempfile::tempdir().unwrap());
    PLAN.set(Some(Plan {
        call,
        left: nth,
        for_ever,
        hits: 0,
    }));
    let what = format!("{call:?} {nth} for ever: {for_ever}");
    let mut acknowledged = 0;
    for act in 0..3 {
        if act == 2 {
            place.interrupt();
        }
        let before = place.events().len();
        let is_done = place.act();
        let now = place.events().len();
        acknowledged += usize::from(is_done);
        assert!(now >= before, "{what}: {before} events became {now}");
        assert!(!is_done || now == before + 1, "{what}: lost at once");
        // only where cutting back fails, too, may more be there than was acknowledged
        let may_cut =
            call != Call::Truncate && (call != Call::Sync && call != Call::Open || !for_ever);
        assert!(
            is_done || now == before || !may_cut,
            "{what}: more than was acknowledged"
        );
    }
    let hits = PLAN.take().map_or(0, |p| p.hits);
    let left = place.events();
    assert!(left.len() >= acknowledged, "{what}");
    // the disk works again: the next start goes on
    assert!(place.act(), "{what}");
    let after = place.events();
    assert_eq!(after.len(), left.len() + 1, "{what}");
    assert_eq!(after[..left.len()], left, "{what}");
    let numbers: Vec<u32> = after.iter().map(|e| e.id.seq).collect();
    assert_eq!(
        numbers,
        (1..=u32::try_from(after.len()).unwrap()).collect::<Vec<_>>(),
        "{what}"
    );
    hits
}

#[test]
fn whatever_call_fails_what_was_acknowledged_is_there_and_the_next_start_goes_on() {
    for call in [
        Call::Open,
        Call::Folder,
        Call::Write,
        Call::Sync,
        Call::Truncate,
        Call::Lock,
        Call::Rename,
    ] {
        let mut all = 0;
        for for_ever in [false, true] {
            for nth in 1.. {
                let hits = on(call, nth, for_ever);
                all += hits;
                if hits == 0 {
                    break;
                }
            }
        }
        assert!(all > 1, "{call:?} never failed");
    }
}

#[test]
fn a_failed_write_that_cannot_be_cut_back_leaves_nothing_that_counts() {
    let place = Place(tempfile::tempdir().unwrap());
    assert!(place.act());
    // the append's write fails, and so does everything that would cut it back
    PLAN.set(Some(Plan {
        call: Call::Write,
        left: 1,
        for_ever: true,
        hits: 0,
    }));
    assert!(!place.act());
    PLAN.set(None);
    assert_eq!(place.events().len(), 1);
    assert!(place.act());
    assert_eq!(place.events().len(), 2);
}
