//! Figures of the trend and of the report: made when one of them is shown, kept until the ledger or the day changes.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::model::{Model, Screen};
use crate::board::schedule::days_between;
use crate::board::{Matrix, Totals, Trend};
use crate::ledger::book::Entry;

/// Days that the chart goes beyond today at most, unless the way until today is longer than half of it.
const AHEAD: i32 = 120;

/// What the trend shows.
#[derive(Debug, Clone)]
pub struct Course {
    /// What was left on each day, and what is due by when.
    pub trend: Trend,
    /// The counts of districts and categories.
    pub matrix: Matrix,
    /// The first day of the chart.
    pub first: Date,
    /// The last one: the last due date, if it is not too far away.
    pub last: Date,
}

/// What the figures depend on: version of the book, day, day of the feedback.
type Key = (u64, Date, Option<Date>);

/// The figures.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    course: Option<(Key, Course)>,
    findings: Option<(Key, Vec<Totals>)>,
}

impl Figures {
    /// What the trend shows, while it is shown.
    pub fn course(&self) -> Option<&Course> {
        self.course.as_ref().map(|(_, course)| course)
    }

    /// Counts of a finding of the report, while that is shown.
    pub fn finding(&self, number: usize) -> Totals {
        let all = self.findings.as_ref().map(|(_, all)| all);
        all.and_then(|all| all.get(number))
            .copied()
            .unwrap_or_default()
    }
}

impl Course {
    fn of(model: &Model) -> Self {
        let (book, calendar) = (&model.book, &model.calendar);
        let everything = |_: &Entry| true;
        let trend = Trend::of(book, calendar, model.terms.feedback, everything);
        let today = calendar.today;
        let first = trend.points.first().map_or(today, |p| p.day);
        let ahead = AHEAD.max(days_between(first, today).saturating_mul(2));
        let span: Span = ahead.days();
        let farthest = today.checked_add(span).unwrap_or(today);
        let due = trend.due.iter().map(|d| d.day);
        let last = due.filter(|d| *d <= farthest).max();
        Self {
            matrix: Matrix::of(book, calendar, everything),
            first,
            last: last.unwrap_or(today).max(today),
            trend,
        }
    }

    /// Entries due by the end of a day.
    pub fn due_by(&self, day: Date) -> usize {
        let until = self.trend.due.partition_point(|d| d.day <= day);
        let last = until.checked_sub(1).and_then(|at| self.trend.due.get(at));
        last.map_or(0, |d| d.entries)
    }

    /// Entries due on a day.
    pub fn due_on(&self, day: Date) -> usize {
        let before = day.yesterday().map_or(0, |d| self.due_by(d));
        self.due_by(day).saturating_sub(before)
    }

    /// Entries that may be left at the end of a day when every due date is kept; `None` when there is no date.
    pub fn plan(&self, day: Date) -> Option<usize> {
        let counted = self.trend.points.last()?.counted;
        let any = !self.trend.due.is_empty();
        any.then(|| counted.saturating_sub(self.due_by(day)))
    }
}

impl Model {
    /// Makes the figures of the screen that is shown, if they are missing or old; drops those of screens that are left.
    pub fn derive_figures(&mut self) {
        let key: Key = (
            self.book.version(),
            self.calendar.today,
            self.terms.feedback,
        );
        if !self.stack.contains(&Screen::Trend) {
            self.figures.course = None;
        } else if self.screen() == Screen::Trend
            && self.figures.course.as_ref().is_none_or(|(k, _)| *k != key)
        {
            self.figures.course = Some((key, Course::of(self)));
        }
        if !self.stack.contains(&Screen::Report) {
            self.figures.findings = None;
        } else if self.screen() == Screen::Report
            && self
                .figures
                .findings
                .as_ref()
                .is_none_or(|(k, _)| *k != key)
        {
            self.figures.findings = Some((key, findings(self)));
        }
    }
}

/// Counts of each finding of the report; own findings belong to none.
fn findings(model: &Model) -> Vec<Totals> {
    let (book, calendar) = (&model.book, &model.calendar);
    let mut all = vec![Totals::default(); book.report().findings.len()];
    for (_, entry) in book.live().filter(|(_, e)| e.own.is_none()) {
        if let Some(totals) = all.get_mut(entry.finding as usize) {
            totals.add(book, entry, calendar);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::sample::Desk;
    use crate::tui::theme::Theme;

    fn model(desk: Desk) -> Model {
        let (book, calendar) = (desk.book, Desk::calendar());
        let mut model = Model::new(book, Lang::Zh, "督学甲".into(), calendar, Theme::dark());
        model.stack.push(Screen::Trend);
        model.derive_figures();
        model
    }

    #[test]
    fn the_chart_ends_with_the_last_due_date_that_is_not_too_far_away() {
        let model = model(Desk::busy());
        let course = model.figures.course().unwrap();
        let day = jiff::civil::date;
        assert_eq!(
            (course.first, course.last),
            (day(2023, 8, 31), day(2024, 1, 31)),
            "2025-09-01 is far off"
        );
        assert_eq!(course.plan(day(2023, 12, 1)), Some(125));
        assert_eq!(course.due_on(day(2023, 12, 1)), 1);
        assert_eq!(course.due_on(day(2023, 12, 2)), 0);
    }

    #[test]
    fn figures_are_kept_until_something_changes_and_dropped_with_their_screen() {
        let mut model = model(Desk::busy());
        let made = |m: &Model| m.figures.course().map(|c| c.trend.points.as_ptr());
        let first = made(&model);
        model.derive_figures();
        assert_eq!(made(&model), first, "not made again");
        model.stack.push(Screen::Entries);
        model.derive_figures();
        assert_eq!(made(&model), first, "kept below another screen");
        model.stack = vec![Screen::Home];
        model.derive_figures();
        assert!(model.figures.course().is_none());
    }
}
