//! The burn-down as lines and labels of an inline SVG.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::board::Trend;
use crate::board::schedule::days_between;

/// Width of the drawing.
const WIDTH: f64 = 760.0;
/// Height of the drawing.
const HEIGHT: f64 = 280.0;
/// What is left free for labels: left, right, top, bottom.
const LEFT: f64 = 44.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 28.0;
/// Days ahead of the day of the summary that are shown at least, where due dates lie there.
const AHEAD: i32 = 92;

/// A burn-down ready to draw. Coordinates are those of a view box of 760 × 280.
#[derive(Debug, PartialEq)]
pub(super) struct Chart {
    /// Path of the entries that are not closed.
    pub(super) not_closed: String,
    /// The same, closed along the axis, for a fill.
    pub(super) area: String,
    /// Path of the entries that are not completed.
    pub(super) not_completed: String,
    /// Path of what may be left if every due date is kept; empty without due dates.
    pub(super) plan: String,
    /// Lines across: height, label.
    pub(super) rows: Vec<(f64, String)>,
    /// Labels below: place, label.
    pub(super) columns: Vec<(f64, String)>,
    /// Where the day of the summary stands.
    pub(super) today: f64,
    /// Whether its label stands to the left of the line, where there is no room on the right.
    pub(super) left: bool,
}

/// From days and counts to places.
struct Scale {
    start: Date,
    days: f64,
    top: f64,
}

impl Scale {
    fn x(&self, day: Date) -> f64 {
        let gone = f64::from(days_between(self.start, day)).clamp(0.0, self.days);
        LEFT + gone / self.days * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, count: usize) -> f64 {
        let share = number(count) / self.top;
        HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
    }
}

/// The drawing of a trend; `None` where it has no length, because nothing happened yet.
pub(super) fn chart(trend: &Trend, as_of: Date) -> Option<Chart> {
    let (first, last) = (trend.points.first()?, trend.points.last()?);
    let past = days_between(first.day, as_of);
    let ahead = match trend.due.last() {
        Some(due) => days_between(as_of, due.day).clamp(0, past.max(AHEAD)),
        None => 0,
    };
    let days = past + ahead;
    let most = trend.points.iter().map(|p| p.counted).max()?;
    if days < 1 || most == 0 {
        return None;
    }
    let step = step(most);
    let scale = Scale {
        start: first.day,
        days: f64::from(days),
        top: number(most.div_ceil(step) * step),
    };
    let line = |of: fn(&crate::board::trend::Point) -> usize| {
        steps(&scale, trend.points.iter().map(|p| (p.day, of(p))))
    };
    let not_closed = line(|p| p.not_closed);
    let floor = scale.y(0);
    let (from, to) = (scale.x(first.day), scale.x(last.day));
    let end = first.day.checked_add(days.days()).unwrap_or(as_of);
    let due = trend.due.iter().filter(|d| d.day <= end);
    let left = due.map(|d| (d.day, last.counted.saturating_sub(d.entries)));
    let plan = [(first.day, last.counted)].into_iter().chain(left);
    Some(Chart {
        area: format!("{not_closed}V{floor:.1}H{from:.1}Z"),
        not_closed,
        not_completed: line(|p| p.not_completed),
        plan: if trend.due.is_empty() {
            String::new()
        } else {
            format!("{}H{:.1}", steps(&scale, plan), scale.x(end))
        },
        rows: (0..=most.div_ceil(step))
            .map(|n| (scale.y(n * step), (n * step).to_string()))
            .collect(),
        columns: columns(&scale, first.day, end),
        today: to,
        left: to > WIDTH - 140.0,
    })
}

/// A line that goes across to each day and there up or down.
fn steps(scale: &Scale, points: impl Iterator<Item = (Date, usize)>) -> String {
    let mark = |(at, (day, count)): (usize, (Date, usize))| {
        let (x, y) = (scale.x(day), scale.y(count));
        if at == 0 {
            format!("M{x:.1} {y:.1}")
        } else {
            format!("H{x:.1}V{y:.1}")
        }
    };
    points.enumerate().map(mark).collect()
}

/// A round distance of lines, so that there are at most five above the axis.
fn step(most: usize) -> usize {
    let round = (0..).flat_map(|power| [1, 2, 5].map(|n| n * 10_usize.saturating_pow(power)));
    round
        .take(60)
        .find(|step| most.div_ceil(*step) <= 5)
        .unwrap_or(most.max(1))
}

/// The first days of months, as many as have room; the two ends where there are not two of them.
fn columns(scale: &Scale, from: Date, to: Date) -> Vec<(f64, String)> {
    let months = days_between(from, to) / 30 / 8 + 1;
    let first = from.last_of_month().tomorrow().unwrap_or(from);
    let next = |day: &Date| day.checked_add(months.months()).ok();
    let days = std::iter::successors(Some(first), next).take_while(|day| *day <= to);
    let marks: Vec<(f64, String)> = days
        .map(|day| (scale.x(day), day.strftime("%Y-%m").to_string()))
        .collect();
    if marks.len() > 1 {
        return marks;
    }
    let ends = [from, to].map(|day| (scale.x(day), day.to_string()));
    ends.into()
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::trend::{DueBy, Point};
    use jiff::civil::date;

    fn point(day: Date, not_completed: usize, not_closed: usize) -> Point {
        Point {
            day,
            counted: 100,
            not_completed,
            not_closed,
        }
    }

    fn trend() -> Trend {
        Trend {
            points: vec![
                point(date(2023, 9, 1), 100, 100),
                point(date(2023, 10, 1), 80, 90),
                point(date(2023, 11, 1), 80, 90),
            ],
            due: vec![
                DueBy {
                    day: date(2023, 12, 1),
                    entries: 60,
                },
                DueBy {
                    day: date(2030, 1, 1),
                    entries: 61,
                },
            ],
        }
    }

    #[test]
    fn lines_go_down_in_steps_and_the_plan_goes_on_beyond_today() {
        let as_of = date(2023, 11, 1);
        let chart = chart(&trend(), as_of).unwrap();
        // 61 days gone and 92 shown ahead share 700 units
        let x = |days: f64| LEFT + days / 153.0 * 700.0;
        let y = |count: f64| 252.0 - count / 100.0 * 226.0;
        let expected = format!(
            "M{:.1} {:.1}H{:.1}V{:.1}H{:.1}V{:.1}",
            x(0.0),
            y(100.0),
            x(30.0),
            y(80.0),
            x(61.0),
            y(80.0)
        );
        assert_eq!(chart.not_completed, expected);
        assert!(
            chart
                .plan
                .ends_with(&format!("V{:.1}H{:.1}", y(40.0), x(153.0)))
        );
        assert!((chart.today - x(61.0)).abs() < 1e-9 && !chart.left);
        let labels: Vec<&str> = chart.rows.iter().map(|(_, l)| l.as_str()).collect();
        assert_eq!(labels, ["0", "20", "40", "60", "80", "100"]);
        let months: Vec<&str> = chart.columns.iter().map(|(_, l)| l.as_str()).collect();
        assert_eq!(
            months,
            ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02"]
        );
    }

    #[test]
    fn what_has_no_length_is_not_drawn() {
        let day = date(2023, 9, 1);
        let one = Trend {
            points: vec![point(day, 100, 100)],
            due: Vec::new(),
        };
        assert_eq!(chart(&one, day), None);
        assert_eq!(chart(&one, date(2023, 9, 2)).unwrap().plan, "");
    }

    #[test]
    fn lines_across_are_round_and_few() {
        assert_eq!([1, 5, 6, 127, 100_000].map(step), [1, 1, 2, 50, 20_000]);
    }
}
