//! What people did, as a list: who, since when, about which entry; and what they set in ignorance of each other.
//!
//! Pure. The same query serves the screen and `dudao log`.

use jiff::civil::Date;

use super::schedule::Calendar;
use crate::ledger::book::{Book, EntryIx, EventRef};
use crate::ledger::stage::Ev;

/// Which events are wanted; nothing set wants all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Display name of who did it.
    pub who: Option<String>,
    /// The first day that is wanted, in the calendar's zone.
    pub since: Option<Date>,
    /// The entry that it is about.
    pub entry: Option<EntryIx>,
}

impl HistoryQuery {
    /// The events, the oldest first; undone ones included.
    pub fn run(&self, book: &Book, calendar: &Calendar) -> Vec<Ev> {
        let mut events = match self.entry {
            Some(ix) => book.entry(ix).map(|e| e.events.clone()).unwrap_or_default(),
            None => book.history(),
        };
        if self.who.is_some() || self.since.is_some() {
            events.retain(|ev| book.event(*ev).is_some_and(|e| self.wants(&e, calendar)));
        }
        events
    }

    fn wants(&self, event: &EventRef<'_>, calendar: &Calendar) -> bool {
        self.who.as_deref().is_none_or(|who| event.who == who)
            && self.since.is_none_or(|day| calendar.day(event.at) >= day)
    }
}

/// Two events on one field of an entry, made by people who did not know of one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The entry.
    pub entry: EntryIx,
    /// The event that does not count.
    pub overridden: Ev,
    /// The later one, which counts.
    pub in_force: Ev,
}

/// The conflicts that nobody has settled, in the order of the entries.
pub fn conflicts(book: &Book) -> Vec<Conflict> {
    book.live()
        .filter(|(_, e)| !e.conflicts.is_empty())
        .flat_map(|(ix, _)| conflicts_of(book, ix))
        .collect()
}

/// The conflicts of one entry, if it counts.
pub fn conflicts_of(book: &Book, entry: EntryIx) -> impl Iterator<Item = Conflict> + '_ {
    let live = book.entry(entry).filter(|e| e.live);
    let pairs = live.into_iter().flat_map(|e| &e.conflicts);
    pairs.map(move |(overridden, in_force)| Conflict {
        entry,
        overridden: *overridden,
        in_force: *in_force,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::store::memory::Shared;
    use crate::ledger::{Act, Intent};
    use crate::sample::Desk;

    #[test]
    fn a_history_can_be_narrowed_to_a_person_a_day_and_an_entry() {
        let desk = Desk::busy();
        let calendar = Desk::calendar();
        let count = |query: HistoryQuery| query.run(&desk.book, &calendar).len();
        let all = count(HistoryQuery::default());
        assert_eq!(all, desk.book.len());
        let by = |who: &str| HistoryQuery {
            who: Some(who.to_owned()),
            ..HistoryQuery::default()
        };
        assert_eq!((count(by("督学甲")), count(by("督学乙"))), (all, 0));
        let since = HistoryQuery {
            since: Some(jiff::civil::date(2023, 12, 31)),
            ..HistoryQuery::default()
        };
        assert_eq!(count(since), 2, "a date and a lead, set on the last day");
        let entry = desk.ix("1.6@huancui");
        let of = HistoryQuery {
            entry: Some(entry),
            ..HistoryQuery::default()
        };
        let events = &desk.book.entry(entry).unwrap().events;
        assert_eq!(of.run(&desk.book, &calendar), *events);
    }

    #[test]
    fn what_two_people_set_in_ignorance_is_a_conflict_until_it_is_settled() {
        let mut one = Desk::new();
        let elsewhere = Shared::default();
        let mut other = one.colleague(11, &elsewhere);
        let ix = one.ix("2.1@huancui");
        let lead = |name: &str| {
            let to = name.into();
            Intent::Acts(vec![(ix, Act::LeadSet { to })])
        };
        one.does(&lead("区教体局"));
        other.does(&lead("区财政局"));
        let theirs = elsewhere.lock().unwrap().clone();
        one.shared().lock().unwrap().extend(theirs);
        one.does(&Intent::Note(ix, "已核对".into()));
        let found = conflicts(&one.book);
        let [conflict] = found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(conflict.entry, ix);
        let event = |ev| one.book.event(ev).unwrap();
        let (keep, over) = (event(conflict.overridden).id, event(conflict.in_force).id);
        assert_eq!(one.book.lead(one.book.entry(ix).unwrap()), Some("区财政局"));
        one.does(&Intent::Settle {
            entry: ix,
            keep,
            over,
        });
        assert_eq!(conflicts(&one.book), []);
        assert_eq!(one.book.lead(one.book.entry(ix).unwrap()), Some("区教体局"));
    }
}
