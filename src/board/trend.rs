//! Burn-down: how many entries were left on each day, and how many are due by which day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::schedule::Calendar;
use crate::ledger::Stage;
use crate::ledger::book::{Book, Entry};

/// The way of a ledger from its beginning to a day, as steps: between two points nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The counts at the end of a day, one point for each day on which they changed, in order. The first point shows
    /// the ledger before anything was done: it is the day of the feedback or the day before the first event, the
    /// earlier one. The last point is the calendar's day and equals the totals of that day.
    pub points: Vec<Point>,
    /// How many entries are due by a day, in order: one point for each due date in force.
    pub due: Vec<DueBy>,
}

/// What was left at the end of a day; withdrawn entries are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The day.
    pub day: Date,
    /// Entries in the ledger without the withdrawn ones: what the rates are taken of.
    pub counted: usize,
    /// Those that are neither completed nor closed.
    pub not_completed: usize,
    /// Those that are not closed.
    pub not_closed: usize,
}

/// How many entries are due by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DueBy {
    /// The day.
    pub day: Date,
    /// Entries whose due date in force is this day or an earlier one; completed and closed ones count, withdrawn ones
    /// do not.
    pub entries: usize,
}

/// Up or down of the three counts.
type Change = [i64; 3];

impl Trend {
    /// Replays the events of the entries that `keep` lets through, without those whose batch is undone. Takes time in
    /// the number of events.
    ///
    /// What is dated after the calendar's day (a clock that ran ahead) counts on that day, as it does in the totals.
    pub fn of(
        book: &Book,
        calendar: &Calendar,
        feedback: Option<Date>,
        keep: impl Fn(&Entry) -> bool,
    ) -> Self {
        let mut opening = Change::default();
        let mut changes: BTreeMap<Date, Change> = BTreeMap::new();
        for (ix, _) in (0..).zip(book.entries()).filter(|(_, e)| keep(e)) {
            let mut before = Change::default();
            book.course(ix, |ev, stage| {
                let now = counts(stage);
                let at = ev.and_then(|ev| book.time_of(ev));
                let sum = match at {
                    None => &mut opening,
                    Some(at) => {
                        let day = calendar.day(at).min(calendar.today);
                        changes.entry(day).or_default()
                    }
                };
                for ((sum, now), before) in sum.iter_mut().zip(now).zip(before) {
                    *sum += now - before;
                }
                before = now;
            });
        }
        Self {
            points: points(opening, &changes, feedback, calendar.today),
            due: due(book, keep),
        }
    }

    /// The counts at the end of a day; `None` before the first point.
    pub fn at(&self, day: Date) -> Option<&Point> {
        let after = self.points.partition_point(|p| p.day <= day);
        self.points.get(after.checked_sub(1)?)
    }
}

/// Counted, not completed, not closed: what an entry adds to each.
fn counts(stage: Option<Stage>) -> Change {
    match stage {
        None | Some(Stage::Withdrawn) => [0, 0, 0],
        Some(Stage::Closed) => [1, 0, 0],
        Some(Stage::Completed) => [1, 0, 1],
        Some(Stage::Open | Stage::Rectifying | Stage::Objected) => [1, 1, 1],
    }
}

fn points(
    opening: Change,
    changes: &BTreeMap<Date, Change>,
    feedback: Option<Date>,
    today: Date,
) -> Vec<Point> {
    let before_first = changes.keys().next().and_then(|day| day.yesterday().ok());
    let start = [feedback, before_first].into_iter().flatten().min();
    let mut sum = opening;
    let mut points = vec![point(start.map_or(today, |day| day.min(today)), sum)];
    for (day, change) in changes {
        for (sum, change) in sum.iter_mut().zip(change) {
            *sum += change;
        }
        if points.last().is_some_and(|p| point(p.day, sum) != *p) {
            points.push(point(*day, sum));
        }
    }
    if points.last().is_some_and(|p| p.day < today) {
        points.push(point(today, sum));
    }
    points
}

fn point(day: Date, sum: Change) -> Point {
    let [counted, not_completed, not_closed] = sum.map(|n| usize::try_from(n).unwrap_or_default());
    Point {
        day,
        counted,
        not_completed,
        not_closed,
    }
}

fn due(book: &Book, keep: impl Fn(&Entry) -> bool) -> Vec<DueBy> {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    let live = book.live().map(|(_, e)| e);
    let counted = live.filter(|e| keep(e) && e.state.stage() != Stage::Withdrawn);
    for day in counted.filter_map(|e| book.due(e)) {
        *days.entry(day).or_default() += 1;
    }
    let mut entries = 0;
    let by = |(day, more)| {
        entries += more;
        DueBy { day, entries }
    };
    days.into_iter().map(by).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Totals;
    use crate::ledger::{Act, Intent};
    use crate::sample::Desk;
    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    fn whole(desk: &Desk, calendar: &Calendar) -> Trend {
        Trend::of(&desk.book, calendar, None, |_| true)
    }

    fn left(p: &Point) -> (Date, usize, usize, usize) {
        (p.day, p.counted, p.not_completed, p.not_closed)
    }

    fn on(desk: &mut Desk, time: &str) {
        desk.now = time.parse().unwrap();
    }

    #[test]
    fn a_fresh_ledger_is_one_point_or_a_line_from_the_feedback() {
        let desk = Desk::new();
        let calendar = Desk::calendar();
        let all: Vec<_> = whole(&desk, &calendar).points.iter().map(left).collect();
        assert_eq!(all, [(date(2023, 12, 31), 127, 127, 127)]);
        let feedback = |day| Trend::of(&desk.book, &calendar, Some(day), |_| true).points;
        let days = |points: Vec<Point>| points.iter().map(|p| p.day).collect::<Vec<_>>();
        let (may, end) = (date(2023, 5, 20), date(2023, 12, 31));
        assert_eq!(days(feedback(may)), [may, end]);
        assert_eq!(days(feedback(date(2024, 5, 20))), [end], "not yet given");
    }

    #[test]
    fn each_day_of_change_is_a_point_and_counts_stand_at_its_end() {
        let mut desk = Desk::new();
        on(&mut desk, "2023-09-10T15:58:00Z");
        desk.ticks("2.2@wendeng");
        on(&mut desk, "2023-09-10T16:00:00Z");
        desk.closes("3.5@lingang");
        desk.objects("5.3@jingqu", Some(true));
        desk.now = "2023-10-01T00:00:00Z".parse().unwrap();
        desk.ticks_one("5.1@nanhai", 1);
        let mut calendar = Desk::calendar();
        let start = (date(2023, 9, 9), 127, 127, 127);
        let end = (date(2023, 12, 31), 126, 124, 125);
        let all: Vec<_> = whole(&desk, &calendar).points.iter().map(left).collect();
        let one_day = (date(2023, 9, 10), 126, 124, 125);
        assert_eq!(all, [start, one_day, end], "a tick alone changes no count");
        calendar.zone = TimeZone::fixed(jiff::tz::offset(8));
        let all: Vec<_> = whole(&desk, &calendar).points.iter().map(left).collect();
        let first = (date(2023, 9, 10), 127, 126, 127);
        let second = (date(2023, 9, 11), 126, 124, 125);
        assert_eq!(all, [start, first, second, end], "midnight in Weihai");
    }

    #[test]
    fn work_on_the_last_day_and_after_it_counts_on_the_last_day() {
        let mut desk = Desk::new();
        on(&mut desk, "2023-12-31T23:00:00Z");
        desk.closes("3.5@lingang");
        on(&mut desk, "2024-03-01T00:00:00Z");
        desk.ticks("2.2@wendeng");
        let trend = whole(&desk, &Desk::calendar());
        let all: Vec<_> = trend.points.iter().map(left).collect();
        let before = (date(2023, 12, 30), 127, 127, 127);
        assert_eq!(all, [before, (date(2023, 12, 31), 127, 125, 126)]);
        assert_eq!(trend.at(date(2023, 12, 29)), None);
        assert_eq!(trend.at(date(2023, 12, 30)), trend.points.first());
        assert_eq!(trend.at(date(2025, 1, 1)), trend.points.last());
    }

    #[test]
    fn what_was_undone_leaves_no_trace_until_it_is_redone() {
        let mut desk = Desk::new();
        desk.ticks("2.2@wendeng");
        let with = whole(&desk, &Desk::calendar());
        desk.does(&Intent::Undo);
        let undone = whole(&desk, &Desk::calendar());
        assert_eq!(undone, whole(&Desk::new(), &Desk::calendar()));
        desk.does(&Intent::Redo);
        assert_eq!(whole(&desk, &Desk::calendar()), with);
    }

    #[test]
    fn due_dates_add_up_and_withdrawn_entries_leave() {
        let mut desk = Desk::new();
        let (early, late) = (date(2023, 12, 1), date(2024, 1, 31));
        desk.due("2.1@huancui", late);
        desk.due("4.7@rushan", early);
        desk.due("1.4@gaoqu", early);
        desk.due("5.3@jingqu", early);
        desk.objects("5.3@jingqu", Some(true));
        let extended = Act::Extended {
            to: late,
            reason: "资金未到位".into(),
        };
        desk.does(&Intent::Acts(vec![(desk.ix("1.4@gaoqu"), extended)]));
        let due = whole(&desk, &Desk::calendar()).due;
        let due: Vec<_> = due.iter().map(|d| (d.day, d.entries)).collect();
        assert_eq!(due, [(early, 1), (late, 3)]);
    }

    #[test]
    fn a_part_has_a_trend_of_its_own() {
        let desk = Desk::busy();
        let lingang = |e: &Entry| e.id.ends_with("@lingang");
        let part = Trend::of(&desk.book, &Desk::calendar(), None, lingang);
        let all: Vec<_> = part.points.iter().map(|p| p.not_closed).collect();
        assert_eq!(all, [17, 16, 16]);
    }

    /// What somebody does on one of a few entries.
    fn gesture(desk: &mut Desk, kind: u8, entry: usize) {
        const ENTRIES: [&str; 4] = ["3.5@lingang", "2.2@wendeng", "1.1@none", "4.6@none"];
        let ix = desk.ix(ENTRIES[entry % ENTRIES.len()]);
        let reason = || "复核".into();
        let act = |act| Intent::Acts(vec![(ix, act)]);
        let intent = match kind {
            0 | 1 => Intent::Tick(vec![crate::ledger::Pick::All(ix)]),
            2 => Intent::Close(vec![ix]),
            3 => act(Act::Reopened { reason: reason() }),
            4 => act(Act::Objected { reason: reason() }),
            5 => act(Act::Rereviewed {
                upheld: entry.is_multiple_of(2),
                reason: reason(),
            }),
            6 => act(Act::Attributed {
                to: "lingang".into(),
                reason: reason(),
            }),
            7 => Intent::Untick(vec![crate::ledger::Pick::All(ix)]),
            8 => Intent::Undo,
            _ => Intent::Redo,
        };
        desk.tries(&intent, crate::ledger::decide::Policy::default());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Whatever people do: the last point is the totals of the last day, and without an undo each point is the
        /// totals that the ledger had at the end of that day.
        #[test]
        fn every_point_equals_the_totals_of_its_day(
            kinds in prop_oneof![Just(8_u8), Just(10)],
            days in prop::collection::vec(prop::collection::vec((0..10_u8, 0..8_usize), 0..4), 1..12),
        ) {
            let mut desk = Desk::new();
            let mut seen = Vec::new();
            for (day, gestures) in (1..).zip(&days) {
                desk.now = format!("2023-09-{day:02}T08:00:00Z").parse().unwrap();
                for (kind, entry) in gestures {
                    gesture(&mut desk, *kind % kinds, *entry);
                }
                let calendar = Calendar::on(date(2023, 9, day));
                let totals = Totals::of(&desk.book, desk.book.live().map(|(_, e)| e), &calendar);
                let expected = (calendar.today, totals.counted(), totals.not_completed(), totals.not_closed());
                let trend = whole(&desk, &calendar);
                prop_assert_eq!(trend.points.last().map(left), Some(expected));
                prop_assert!(trend.points.windows(2).all(|w| w[0].day < w[1].day));
                seen.push(expected);
            }
            if kinds == 8 {
                let trend = whole(&desk, &Desk::calendar());
                for expected in seen {
                    let point = trend.at(expected.0).copied().unwrap_or(trend.points[0]);
                    prop_assert_eq!(left(&Point { day: expected.0, ..point }), expected);
                }
            }
        }
    }
}
