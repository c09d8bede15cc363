//! Schedule lights: how an entry stands against its due date.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::ledger::Stage;
use crate::ledger::book::{Book, Entry};

/// How an entry stands against its due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Light {
    /// 逾期: the due date has passed; due today is not overdue.
    Overdue,
    /// 未达到序时进度: the share of items ticked is less than the share of time gone.
    Behind,
    /// 临近时限: due within the days that count as soon.
    Soon,
    /// 达到序时进度.
    OnSchedule,
    /// 未定时限.
    NoDate,
}

impl Light {
    /// All lights, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Behind,
        Self::Soon,
        Self::OnSchedule,
        Self::NoDate,
    ];

    /// The code word used in JSON and filters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Behind => "behind",
            Self::Soon => "soon",
            Self::OnSchedule => "on_schedule",
            Self::NoDate => "none",
        }
    }
}

/// The day on which lights are read, and what counts as soon.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The day.
    pub today: Date,
    /// A due date at most this many days ahead is near.
    pub soon_days: i32,
    /// Where instants become days.
    pub zone: TimeZone,
}

impl Calendar {
    /// `today` in UTC, two weeks are soon.
    pub fn on(today: Date) -> Self {
        Self {
            today,
            soon_days: 14,
            zone: TimeZone::UTC,
        }
    }

    /// The day of an instant.
    pub fn day(&self, at: jiff::Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }
}

/// Days from one day to another; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    let days = from.duration_until(to).as_hours() / 24;
    i32::try_from(days).unwrap_or(0)
}

/// The light of an entry. Entries that are completed or out of work (closed, withdrawn, objected) are on schedule
/// when they have a date: nothing is left to be late with.
pub fn light(book: &Book, entry: &Entry, calendar: &Calendar) -> Light {
    let Some(due) = book.due(entry) else {
        return Light::NoDate;
    };
    if !matches!(entry.state.stage(), Stage::Open | Stage::Rectifying) {
        return Light::OnSchedule;
    }
    let left = days_between(calendar.today, due);
    if left < 0 {
        return Light::Overdue;
    }
    let set_on = entry
        .state
        .first_due
        .and_then(|ev| book.time_of(ev))
        .map(|at| calendar.day(at));
    if is_behind(
        set_on.unwrap_or(calendar.today),
        due,
        calendar.today,
        entry.state.done(),
    ) {
        return Light::Behind;
    }
    if left <= calendar.soon_days {
        Light::Soon
    } else {
        Light::OnSchedule
    }
}

/// Whether the share of items ticked is less than the share of time gone.
fn is_behind(start: Date, due: Date, today: Date, (done, all): (usize, usize)) -> bool {
    let whole = i64::from(days_between(start, due));
    let gone = i64::from(days_between(start, today)).clamp(0, whole.max(0));
    let (done, all) = (
        i64::try_from(done).unwrap_or(0),
        i64::try_from(all).unwrap_or(0),
    );
    whole > 0 && all > 0 && done * whole < gone * all
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn behind_compares_shares_and_is_never_behind_on_the_first_day() {
        let (start, due) = (date(2023, 9, 1), date(2023, 9, 11));
        assert!(!is_behind(start, due, start, (0, 4)));
        assert!(is_behind(start, due, date(2023, 9, 2), (0, 4)));
        assert!(
            !is_behind(start, due, date(2023, 9, 6), (2, 4)),
            "half the time, half the items"
        );
        assert!(is_behind(start, due, date(2023, 9, 7), (2, 4)));
    }

    #[test]
    fn days_are_counted_across_months_and_backwards() {
        assert_eq!(days_between(date(2023, 12, 31), date(2024, 3, 1)), 61);
        assert_eq!(days_between(date(2024, 3, 1), date(2023, 12, 31)), -61);
    }
}
