//! The lists of a summary: what is late, near, objected to, withdrawn, closed.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::RECENT;
use crate::board::Light;
use crate::board::schedule::{Calendar, days_between, light};
use crate::lang::{Lang, domain};
use crate::ledger::Act;
use crate::ledger::book::{Book, Entry, EventRef};
use crate::ledger::stage::Stage;
use crate::report::sanitise::line;

/// One entry on a list, with the day and the name that matter there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    /// Days from the day of the summary to `day`; negative when it has passed.
    pub days: i32,
    /// Why, where the list has reasons; else empty.
    pub reason: String,
}

/// What listing needs.
pub(super) struct Desk<'a> {
    pub(super) book: &'a Book,
    pub(super) calendar: &'a Calendar,
    pub(super) lang: Lang,
}

impl Desk<'_> {
    /// Entries under a light, the earliest due date first.
    pub(super) fn under(&self, wanted: Light, entries: &[&Entry]) -> Vec<Listed> {
        self.by_due(entries, |e| light(self.book, e, self.calendar) == wanted)
    }

    /// Unfinished entries that are due on the day of the summary or later, the next one first.
    pub(super) fn next_due(&self, entries: &[&Entry]) -> Vec<Listed> {
        self.by_due(entries, |e| {
            let ahead = self.book.due(e).is_some_and(|d| d >= self.calendar.today);
            ahead && is_unfinished(e)
        })
    }

    /// Under re-review, in the report's order.
    pub(super) fn objected(&self, entries: &[&Entry]) -> Vec<Listed> {
        self.standing(Stage::Objected, entries)
    }

    /// Withdrawn after re-review, in the report's order.
    pub(super) fn withdrawn(&self, entries: &[&Entry]) -> Vec<Listed> {
        self.standing(Stage::Withdrawn, entries)
    }

    /// Those that an earlier edition had, too, with how many editions had them before; the most often first.
    pub(super) fn repeated(&self, entries: &[&Entry]) -> Vec<(u32, Listed)> {
        let of = |e: &&Entry| {
            let (from, row, times) = self.book.origin(e)?;
            let lead = self.book.lead(e).unwrap_or_default();
            let listed = Listed {
                reason: line(&format!("{from} {row}")),
                ..self.listed(e, self.book.due(e), lead)
            };
            (times > 0).then_some((times, listed))
        };
        let mut found: Vec<_> = entries.iter().filter_map(of).collect();
        found.sort_by_key(|(times, _)| Reverse(*times));
        found
    }

    /// The last closed first, at most [`RECENT`].
    pub(super) fn recently_closed(&self, entries: &[&Entry]) -> Vec<Listed> {
        let mut closed = self.closed(entries);
        closed.truncate(RECENT);
        closed
    }

    /// All that were closed on a day or later, the last first.
    pub(super) fn closed_since(&self, since: Option<Date>, entries: &[&Entry]) -> Vec<Listed> {
        let Some(since) = since else {
            return Vec::new();
        };
        let mut closed = self.closed(entries);
        closed.retain(|l| l.day.is_some_and(|day| day >= since));
        closed
    }

    fn closed(&self, entries: &[&Entry]) -> Vec<Listed> {
        let closed = entries.iter().filter(|e| e.state.stage() == Stage::Closed);
        let mut closed: Vec<_> = closed.map(|e| (*e, self.stood(e))).collect();
        closed.sort_by_key(|(_, by)| Reverse(by.map(|by| (by.at, by.id))));
        let closed = closed.into_iter();
        closed.map(|(e, by)| self.with_event(e, by)).collect()
    }

    fn by_due(&self, entries: &[&Entry], fits: impl Fn(&Entry) -> bool) -> Vec<Listed> {
        let mut found: Vec<&Entry> = entries.iter().copied().filter(|e| fits(e)).collect();
        found.sort_by_key(|e| self.book.due(e));
        let lead = |e| self.book.lead(e).unwrap_or_default();
        let found = found.into_iter();
        found
            .map(|e| self.listed(e, self.book.due(e), lead(e)))
            .collect()
    }

    fn standing(&self, stage: Stage, entries: &[&Entry]) -> Vec<Listed> {
        let there = entries.iter().filter(|e| e.state.stage() == stage);
        there.map(|e| self.with_event(e, self.stood(e))).collect()
    }

    /// The event that made an entry stand as it does.
    fn stood(&self, entry: &Entry) -> Option<EventRef<'_>> {
        self.book.event(entry.state.standing_by?)
    }

    fn with_event(&self, entry: &Entry, by: Option<EventRef<'_>>) -> Listed {
        let day = by.map(|by| self.calendar.day(by.at));
        let reason = by.map_or("", |by| match by.act {
            Act::Objected { reason } | Act::Rereviewed { reason, .. } => reason,
            _ => "",
        });
        Listed {
            reason: line(reason),
            ..self.listed(entry, day, by.map_or("", |by| by.who))
        }
    }

    fn listed(&self, entry: &Entry, day: Option<Date>, who: &str) -> Listed {
        Listed {
            id: self.book.label(entry).into_owned(),
            unit: self.unit(entry),
            title: self.title(entry),
            day,
            who: line(who),
            days: day.map_or(0, |day| days_between(self.calendar.today, day)),
            reason: String::new(),
        }
    }

    /// Name of the unit.
    pub(super) fn unit(&self, entry: &Entry) -> String {
        let unit = self.book.unit(entry).map(|u| self.lang.of(&u.name));
        line(unit.unwrap_or(domain(self.lang).not_attributed))
    }

    /// Title of the finding.
    pub(super) fn title(&self, entry: &Entry) -> String {
        let title = self.book.finding(entry).map(|f| self.lang.of(&f.title));
        line(title.unwrap_or_default())
    }
}

/// Neither completed, closed nor withdrawn.
pub(super) fn is_unfinished(entry: &Entry) -> bool {
    matches!(
        entry.state.stage(),
        Stage::Open | Stage::Rectifying | Stage::Objected
    )
}
