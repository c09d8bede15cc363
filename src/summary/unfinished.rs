//! Why entries are not finished: one reason each, so that the reasons add up.

use super::lists::{Desk, is_unfinished};
use crate::board::Light;
use crate::board::schedule::light;
use crate::ledger::book::Entry;
use crate::ledger::{Act, Stage};

/// Why an entry is not finished; of several reasons the first one of this list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// Under re-review.
    Objected,
    /// Sent back after verification.
    Returned,
    /// Closed once and opened again.
    Reopened,
    /// The due date has passed.
    Overdue,
    /// Less is done than the time gone asks for.
    Behind,
    /// Nobody set a due date.
    NoDate,
    /// The due date is still ahead.
    NotYetDue,
}

impl Why {
    /// All reasons, the most serious first.
    pub const ALL: [Self; 7] = [
        Self::Objected,
        Self::Returned,
        Self::Reopened,
        Self::Overdue,
        Self::Behind,
        Self::NoDate,
        Self::NotYetDue,
    ];

    /// The code word used in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Objected => "objected",
            Self::Returned => "returned",
            Self::Reopened => "reopened",
            Self::Overdue => "overdue",
            Self::Behind => "behind",
            Self::NoDate => "no_date",
            Self::NotYetDue => "not_yet_due",
        }
    }
}

/// The entries that are not finished for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The reason.
    pub why: Why,
    /// Their ids, in the report's order.
    pub entries: Vec<String>,
}

impl Desk<'_> {
    /// What is not finished, by reason; reasons that nothing has are left out.
    pub(super) fn unfinished(&self, entries: &[&Entry]) -> Vec<Unfinished> {
        let open = entries.iter().filter(|e| is_unfinished(e));
        let open: Vec<(Why, &Entry)> = open.map(|e| (self.why(e), *e)).collect();
        let of = |why| {
            let there = open.iter().filter(|(w, _)| *w == why);
            let entries = there.map(|(_, e)| self.book.label(e).into_owned());
            Unfinished {
                why,
                entries: entries.collect(),
            }
        };
        let all = Why::ALL.into_iter().map(of);
        all.filter(|u| !u.entries.is_empty()).collect()
    }

    /// Why an entry that is not finished is not.
    pub(super) fn why(&self, entry: &Entry) -> Why {
        let stood = entry.state.standing_by.and_then(|ev| self.book.event(ev));
        match stood.map(|by| by.act) {
            _ if entry.state.stage() == Stage::Objected => return Why::Objected,
            Some(Act::Returned { .. }) => return Why::Returned,
            Some(Act::Reopened { .. }) => return Why::Reopened,
            _ => {}
        }
        match light(self.book, entry, self.calendar) {
            Light::Overdue => Why::Overdue,
            Light::Behind => Why::Behind,
            Light::NoDate => Why::NoDate,
            Light::Soon | Light::OnSchedule => Why::NotYetDue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::ledger::{Intent, ItemRef, Pick};
    use crate::sample;

    #[test]
    fn every_unfinished_entry_has_exactly_one_reason_and_the_gravest_one() {
        let mut desk = sample::Desk::busy();
        let act = |desk: &mut sample::Desk, id: &str, act| {
            let ix = desk.ix(id);
            desk.does(&Intent::Acts(vec![(ix, act)]));
        };
        let reason = || "材料不全".into();
        let items = [ItemRef::Suggested(1)].into();
        let returned = Act::Returned {
            reason: reason(),
            items,
        };
        act(&mut desk, "2.2@wendeng", returned);
        act(&mut desk, "1.6@huancui", Act::Reopened { reason: reason() });
        let first = Pick::One(desk.ix("1.6@huancui"), ItemRef::Suggested(1));
        desk.does(&Intent::Untick(vec![first]));
        // overdue as well, but under re-review
        act(&mut desk, "4.7@rushan", Act::Objected { reason: reason() });
        let summary = desk.summary(Lang::Zh);
        let all = |why: Why| {
            let found = summary.unfinished.iter().find(|u| u.why == why);
            found.map_or(Vec::new(), |u| u.entries.clone())
        };
        assert_eq!(all(Why::Objected), ["3.9@wendeng", "4.7@rushan"]);
        assert_eq!(all(Why::Returned), ["2.2@wendeng"]);
        assert_eq!(all(Why::Reopened), ["1.6@huancui"]);
        assert_eq!(all(Why::Overdue), ["2.1@huancui"]);
        assert_eq!(all(Why::Behind), ["1.4@gaoqu"]);
        assert_eq!(all(Why::NotYetDue), ["3.6@wendeng", "6.1@rongcheng"]);
        let sum: usize = summary.unfinished.iter().map(|u| u.entries.len()).sum();
        assert_eq!(sum, summary.totals.not_completed());
    }
}
