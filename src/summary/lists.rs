//! The lists of a summary: what is overdue, objected to, recently closed.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::RECENT;
use crate::board::Light;
use crate::board::schedule::{Calendar, light};
use crate::lang::{Lang, domain};
use crate::ledger::book::{Book, Entry, EventRef};
use crate::ledger::stage::Stage;
use crate::report::sanitise::line;

/// One entry on a list, with the day and the name that matter there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Entry id.
    pub id: String,
    /// Name of the unit.
    pub unit: String,
    /// Title of the finding.
    pub title: String,
    /// The day that put it on the list.
    pub day: Option<Date>,
    /// Who answers for it on this list; empty where nobody is known.
    pub who: String,
}

/// What listing needs.
pub(super) struct Desk<'a> {
    pub(super) book: &'a Book,
    pub(super) calendar: &'a Calendar,
    pub(super) lang: Lang,
}

impl Desk<'_> {
    /// The longest overdue first.
    pub(super) fn overdue(&self, entries: &[&Entry]) -> Vec<Listed> {
        let mut late: Vec<&Entry> = entries
            .iter()
            .copied()
            .filter(|e| light(self.book, e, self.calendar) == Light::Overdue)
            .collect();
        late.sort_by_key(|e| self.book.due(e));
        let lead = |e| self.book.lead(e).unwrap_or_default();
        late.into_iter()
            .map(|e| self.listed(e, self.book.due(e), lead(e)))
            .collect()
    }

    /// Under re-review, in the report's order.
    pub(super) fn objected(&self, entries: &[&Entry]) -> Vec<Listed> {
        entries
            .iter()
            .filter(|e| e.state.stage() == Stage::Objected)
            .map(|e| self.with_event(e, self.stood(e)))
            .collect()
    }

    /// The last closed first.
    pub(super) fn recently_closed(&self, entries: &[&Entry]) -> Vec<Listed> {
        let mut closed: Vec<_> = entries
            .iter()
            .filter(|e| e.state.stage() == Stage::Closed)
            .map(|e| (*e, self.stood(e)))
            .collect();
        closed.sort_by_key(|(_, by)| Reverse(by.map(|by| (by.at, by.id))));
        closed
            .into_iter()
            .take(RECENT)
            .map(|(e, by)| self.with_event(e, by))
            .collect()
    }

    /// The event that made an entry stand as it does.
    fn stood(&self, entry: &Entry) -> Option<EventRef<'_>> {
        self.book.event(entry.state.standing_by?)
    }

    fn with_event(&self, entry: &Entry, by: Option<EventRef<'_>>) -> Listed {
        let day = by.map(|by| self.calendar.day(by.at));
        self.listed(entry, day, by.map_or("", |by| by.who))
    }

    fn listed(&self, entry: &Entry, day: Option<Date>, who: &str) -> Listed {
        let unit = self.book.unit(entry).map(|u| self.lang.of(&u.name));
        let title = self.book.finding(entry).map(|f| self.lang.of(&f.title));
        Listed {
            id: self.book.label(entry).into_owned(),
            unit: line(unit.unwrap_or(domain(self.lang).not_attributed)),
            title: line(title.unwrap_or_default()),
            day,
            who: line(who),
        }
    }
}
