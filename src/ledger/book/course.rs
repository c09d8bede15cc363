//! How an entry came to stand as it does: its stage after each event.

use super::{Book, EntryIx};
use crate::ledger::stage::{Ev, Stage};
use crate::report::Basis;

impl Book {
    /// Replays the events of an entry that count, in fold order. `see` gets the stage before any event (with `None`),
    /// then the stage after each one; no stage stands for an entry that does not count at that time, because it was
    /// not added yet, is taken out, or stood for by others.
    ///
    /// Events whose batch is undone are left out, as in the state of the entry: the last stage is the present one.
    pub fn course(&self, ix: EntryIx, mut see: impl FnMut(Option<Ev>, Option<Stage>)) {
        let Some(entry) = self.entry(ix) else { return };
        let mut there = entry.own.is_none() && entry.basis != Some(Basis::Inspector);
        see(None, there.then_some(Stage::Open));
        let counts = |r: &super::Record| !self.is_undone(r);
        self.fold_along(ix, &entry.events, counts, |ev, r, state| {
            there |= r.brings(ix);
            let live = there && !state.dropped && state.attributed.is_empty();
            see(Some(ev), live.then(|| state.stage()));
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::ledger::event::OwnFinding;
    use crate::ledger::{Act, Book, Intent, Stage};
    use crate::sample::Desk;

    fn stages(book: &Book, id: &str) -> Vec<Option<Stage>> {
        let mut all = Vec::new();
        book.course(book.find(id).unwrap(), |_, stage| all.push(stage));
        all
    }

    #[test]
    fn the_stages_of_an_entry_come_one_after_the_other_and_end_with_the_present_one() {
        let desk = Desk::busy();
        let all = stages(&desk.book, "5.3@jingqu");
        let (open, objected, withdrawn) = (Stage::Open, Stage::Objected, Stage::Withdrawn);
        assert_eq!(all, [open, objected, withdrawn].map(Some));
        for (ix, entry) in (0..).zip(desk.book.entries()) {
            let mut last = None;
            desk.book.course(ix, |_, stage| last = Some(stage));
            assert_eq!(last, Some(Some(entry.state.stage())), "{}", entry.id);
        }
    }

    #[test]
    fn what_was_undone_was_never_there() {
        let mut desk = Desk::new();
        desk.ticks("2.2@wendeng");
        assert_eq!(
            stages(&desk.book, "2.2@wendeng").last(),
            Some(&Some(Stage::Completed))
        );
        desk.does(&Intent::Undo);
        assert_eq!(stages(&desk.book, "2.2@wendeng"), [Some(Stage::Open)]);
    }

    #[test]
    fn attributed_and_own_entries_come_and_go() {
        let mut desk = Desk::new();
        let (to, reason) = ("lingang".into(), "实地核查".into());
        let from = desk.ix("1.1@none");
        desk.does(&Intent::Acts(vec![(from, Act::Attributed { to, reason })]));
        assert_eq!(stages(&desk.book, "1.1@none"), [Some(Stage::Open), None]);
        assert_eq!(stages(&desk.book, "1.1@lingang"), [None, Some(Stage::Open)]);
        let own = OwnFinding {
            unit: "lingang".into(),
            category: "policy".into(),
            title: "校舍".into(),
            statement: "".into(),
            source: "".into(),
        };
        desk.does(&Intent::AddFinding(own, Vec::new()));
        let reason = "重复".into();
        let own = desk.ix("+1@lingang");
        desk.does(&Intent::Acts(vec![(own, Act::FindingDropped { reason })]));
        let expected = [None, Some(Stage::Open), None];
        assert_eq!(stages(&desk.book, "+1@lingang"), expected);
    }
}
