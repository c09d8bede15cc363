//! The burn-down: what is left at the end of each day as an area, what may be left by the due dates as a line.
//!
//! Areas are blanks with a background, or the signs of a bar without colours: every terminal draws them one column wide.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use ratatui::style::{Modifier, Style};

use super::super::figures::Course;
use super::super::model::Model;
use super::super::theme::{Role, Theme};
use super::super::update::shown_day;
use super::canvas::Canvas;
use super::flow::{self, Piece};
use crate::board::schedule::days_between;
use crate::lang::Pages;
use crate::text::width;

/// Rows between two figures at the left.
const ROWS_APART: usize = 3;

/// Draws legend, areas, axes.
pub(super) fn draw(model: &Model, course: &Course, c: &mut Canvas<'_>) {
    let top = course.trend.points.iter().map(|p| p.counted).max();
    let top = top.unwrap_or(0).max(1);
    let gutter = width(&top.to_string()) + 1;
    let columns = c.width().saturating_sub(gutter);
    let mut legend = flow::lines(legend(model, course), columns);
    // rows of the chart are worth more than what its lines are called
    legend.truncate(if c.height() < 12 { 1 } else { 2 });
    let under = flow::put(&legend, gutter, 0, c);
    let rows = c.height().saturating_sub(under + 2);
    if columns < 10 || rows < 2 {
        return;
    }
    let plot = Plot {
        model,
        course,
        axis: Axis::new(course, columns),
        top,
        rows,
    };
    plot.figures(&mut c.part(0, under, gutter, rows + 1));
    plot.areas(&mut c.part(gutter, under, columns, rows));
    plot.marks(&mut c.part(gutter, under + rows, columns, 1));
    plot.days(&mut c.part(gutter, under + rows + 1, columns, 1));
}

/// What signs and colours stand for.
fn legend(model: &Model, course: &Course) -> Vec<Piece> {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let text = t.style(Role::Muted);
    let swatch = |(sign, style): (&str, Style)| (sign.repeat(2), style);
    let said = |said: String| (said, text);
    let mut all = vec![vec![
        said(format!("{} = ", p.not_closed_is)),
        swatch(left(t)),
        said(format!(" {} + ", p.left)),
        swatch(t.bar(1)),
        said(format!(" {}", p.to_verify)),
    ]];
    let mut sign = |sign: &str, role, name: &str| {
        all.push(vec![
            (sign.to_owned(), t.style(role)),
            said(format!(" {name}")),
        ]);
    };
    if !course.trend.due.is_empty() {
        sign("---", Role::Warn, p.plan);
        sign("*", Role::Warn, p.due_mark);
    }
    sign(":", Role::Strong, p.today);
    all
}

/// A cell of what is neither completed nor closed.
fn left(t: &Theme) -> (&'static str, Style) {
    let (sign, style) = t.bar(2);
    (sign, if t.mono { style } else { t.heat(4) })
}

/// Which days stand in which columns.
struct Axis {
    first: Date,
    days: usize,
    columns: usize,
}

impl Axis {
    fn new(course: &Course, columns: usize) -> Self {
        let days = days_between(course.first, course.last).saturating_add(1);
        Self {
            first: course.first,
            days: usize::try_from(days).unwrap_or(1).max(1),
            columns,
        }
    }

    /// The last day of a column, counted from the first day.
    fn last(&self, x: usize) -> usize {
        let next = ((x + 1) * self.days / self.columns).saturating_sub(1);
        next.max(x * self.days / self.columns)
    }

    fn day(&self, number: usize) -> Date {
        let span: Span = i64::try_from(number).unwrap_or(0).days();
        self.first.checked_add(span).unwrap_or(self.first)
    }

    /// The column of a day: the middle one where a day has several.
    fn column(&self, day: Date) -> Option<usize> {
        let number = usize::try_from(days_between(self.first, day)).ok()?;
        let first = (0..self.columns).find(|x| self.last(*x) >= number)?;
        let wide = (first..self.columns).take_while(|x| self.last(*x) == number);
        Some(first + wide.count().saturating_sub(1) / 2)
    }
}

struct Plot<'a> {
    model: &'a Model,
    course: &'a Course,
    axis: Axis,
    /// The count of a full column.
    top: usize,
    rows: usize,
}

impl Plot<'_> {
    /// Rows of a count; anything at all has at least one.
    fn scale(&self, n: usize) -> usize {
        let rows = (2 * n * self.rows + self.top) / (2 * self.top);
        rows.max(usize::from(n > 0)).min(self.rows)
    }

    /// The figures at the left: nothing, all, and round ones between.
    fn figures(&self, c: &mut Canvas<'_>) {
        let muted = self.model.theme.style(Role::Muted);
        let right = c.width().saturating_sub(1);
        c.put_right(right, 0, &self.top.to_string(), muted);
        c.put_right(right, self.rows, "0", muted);
        let step = self.step();
        for n in (1..).map(|n| n * step).take_while(|n| *n < self.top) {
            let y = self.rows - self.scale(n);
            if y >= 2 {
                c.put_right(right, y, &n.to_string(), muted);
            }
        }
    }

    /// The least round figure that leaves enough rows between two labels.
    fn step(&self) -> usize {
        let powers = std::iter::successors(Some(1_usize), |p| p.checked_mul(10));
        let mut round = powers.flat_map(|p| [10, 20, 25, 50].map(|n| p.saturating_mul(n) / 10));
        let apart = |n: usize| n.saturating_mul(self.rows) / self.top;
        round
            .find(|n| apart(*n) >= ROWS_APART)
            .unwrap_or(usize::MAX)
    }

    fn areas(&self, c: &mut Canvas<'_>) {
        let (today, day) = (self.model.calendar.today, shown_day(self.model));
        let (now, here) = (self.axis.column(today), self.axis.column(day));
        for x in 0..self.axis.columns {
            self.column(x, c);
            if now == Some(x) && now != here {
                self.line(x, ":", c);
            }
            if here == Some(x) {
                self.line(x, "|", c);
            }
        }
    }

    /// The areas of a column and the line of the due dates over them.
    fn column(&self, x: usize, c: &mut Canvas<'_>) {
        let t = &self.model.theme;
        // a column of several days shows the last that has been
        let (day, today) = (self.axis.day(self.axis.last(x)), self.model.calendar.today);
        let begun = x == 0 || self.axis.day(self.axis.last(x - 1)) < today;
        let point = self.course.trend.at(day).filter(|_| begun);
        if let Some(p) = point {
            let open = self.scale(p.not_closed);
            let mut rest = self.scale(p.not_completed);
            if rest == open && p.not_closed > p.not_completed && rest > 1 {
                rest -= 1;
            }
            for row in 0..open {
                let (sign, style) = if row < rest { left(t) } else { t.bar(1) };
                c.put(x, self.rows - 1 - row, sign, style);
            }
        }
        if let Some(plan) = self.course.plan(day) {
            if point.is_none() {
                let high = self.scale(plan);
                c.tint(x, self.rows - high, 1, high, t.heat(1));
            }
            let y = self.rows - self.scale(plan).max(1);
            self.over(x, y, "-", Role::Warn, c);
        }
    }

    fn line(&self, x: usize, sign: &str, c: &mut Canvas<'_>) {
        for y in 0..self.rows {
            self.over(x, y, sign, Role::Strong, c);
        }
    }

    /// A sign over what is there; its background stays.
    fn over(&self, x: usize, y: usize, sign: &str, role: Role, c: &mut Canvas<'_>) {
        let style = self.model.theme.style(role);
        c.put(x, y, sign, style.add_modifier(Modifier::BOLD));
    }

    /// The axis of the days: due dates and the cursor.
    fn marks(&self, c: &mut Canvas<'_>) {
        let t = &self.model.theme;
        let (columns, faint) = (self.axis.columns, t.style(Role::Faint));
        c.put(0, 0, &"-".repeat(columns), faint);
        for due in &self.course.trend.due {
            if let Some(x) = self.axis.column(due.day) {
                c.put(x, 0, "*", t.style(Role::Warn));
            }
        }
        if let Some(x) = self.axis.column(shown_day(self.model)) {
            c.put(x, 0, "^", t.style(Role::Key));
        }
    }

    /// Days below the axis: the ends, the cursor, today, then the months as far as there is room.
    fn days(&self, c: &mut Canvas<'_>) {
        let (t, columns) = (&self.model.theme, self.axis.columns);
        let (first, last) = (self.course.first, self.course.last);
        let (today, here) = (self.model.calendar.today, shown_day(self.model));
        let short = |day: Date| day.strftime("%m-%d").to_string();
        let mut labels = vec![(here, short(here), Role::Key)];
        labels.push((first, first.to_string(), Role::Muted));
        if last != first {
            labels.push((last, last.to_string(), Role::Muted));
        }
        labels.push((
            today,
            Pages::of(self.model.lang).today.to_owned(),
            Role::Text,
        ));
        let months = (0..self.axis.days).map(|n| self.axis.day(n));
        let months = months.filter(|d| d.day() == 1);
        let muted = |d: Date| (d, short(d), Role::Muted);
        labels.extend(months.map(muted));
        let mut taken = vec![false; columns];
        for (day, said, role) in labels {
            let Some(x) = self.axis.column(day) else {
                continue;
            };
            let wide = width(&said);
            let at = x.saturating_sub(wide / 2).min(columns.saturating_sub(wide));
            // two labels are two blanks apart
            let (from, to) = (at.saturating_sub(2), (at + wide + 2).min(columns));
            let is_free = taken
                .get(from..to)
                .is_some_and(|cells| cells.iter().all(|t| !t));
            if is_free && wide <= columns {
                c.put(at, 0, &said, t.style(role));
                taken
                    .iter_mut()
                    .skip(at)
                    .take(wide)
                    .for_each(|cell| *cell = true);
            }
        }
    }
}
