//! Statutory terms: days that follow from the feedback of a report, as an office has set them.
//!
//! Pure. Nothing is assumed: without a setting there is no term.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::schedule::Calendar;
use crate::ledger::Stage;
use crate::ledger::book::{Book, Entry};

/// What an office has set; days are calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// The day on which the units were given the findings.
    pub feedback: Option<Date>,
    /// Days after the feedback for the written report.
    pub written_report: Option<i32>,
    /// Days after the feedback in which a unit may object.
    pub objection: Option<i32>,
    /// Days after an objection in which it is decided.
    pub rereview: Option<i32>,
}

/// A term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// The unit's written report.
    WrittenReport,
    /// The unit's objection.
    Objection,
    /// The decision on an objection.
    Rereview,
}

impl Term {
    /// The code word, the same as in the settings.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrittenReport => "written_report",
            Self::Objection => "objection",
            Self::Rereview => "rereview",
        }
    }
}

impl Terms {
    /// The last day of every term; that of a re-review only where there was an objection.
    pub fn days(&self, objected: Option<Date>) -> Vec<(Term, Date)> {
        let all = [
            (Term::WrittenReport, self.feedback, self.written_report),
            (Term::Objection, self.feedback, self.objection),
            (Term::Rereview, objected, self.rereview),
        ];
        let last = |from: Option<Date>, days: Option<i32>| {
            let span: Span = days?.days();
            from?.checked_add(span).ok()
        };
        all.into_iter()
            .filter_map(|(term, from, days)| Some((term, last(from, days)?)))
            .collect()
    }

    /// The terms of an entry, and whether each has passed; its last day has not.
    pub fn of(&self, book: &Book, entry: &Entry, calendar: &Calendar) -> Vec<(Term, Date, bool)> {
        let objection = entry
            .state
            .standing_by
            .filter(|_| entry.state.stage() == Stage::Objected);
        let objected = objection.and_then(|ev| book.time_of(ev));
        let days = self.days(objected.map(|at| calendar.day(at)));
        days.into_iter()
            .map(|(term, day)| (term, day, day < calendar.today))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn without_settings_there_is_no_term() {
        assert_eq!(Terms::default().days(Some(date(2023, 6, 1))), []);
        let no_feedback = Terms {
            written_report: Some(30),
            ..Terms::default()
        };
        assert_eq!(no_feedback.days(None), []);
    }

    #[test]
    fn days_are_counted_from_the_feedback_and_from_the_objection() {
        let terms = Terms {
            feedback: Some(date(2023, 5, 20)),
            written_report: Some(30),
            objection: Some(10),
            rereview: Some(20),
        };
        let report = (Term::WrittenReport, date(2023, 6, 19));
        let objection = (Term::Objection, date(2023, 5, 30));
        assert_eq!(terms.days(None), [report, objection]);
        let rereview = (Term::Rereview, date(2023, 6, 14));
        let all = [report, objection, rereview];
        assert_eq!(terms.days(Some(date(2023, 5, 25))), all);
    }
}
