//! Keys of the trend.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::super::action::{Action, Effect};
use super::super::model::{Entries, Model, Panel, Screen};
use crate::board::Query;
use crate::report::NO_UNIT;

/// Columns and rows of a terminal from which chart and bars are shown together.
const ROOMY: (u16, u16) = (100, 30);

/// Carries out an action on the trend.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Left => step(model, -1),
        Action::Right => step(model, 1),
        Action::PageUp => step(model, -7),
        Action::PageDown => step(model, 7),
        Action::First => go(model, Date::MIN),
        Action::Last => go(model, Date::MAX),
        Action::Up => select(model, -1),
        Action::Down => select(model, 1),
        Action::Panel => {
            model.trend.panel = match model.trend.panel {
                Panel::Course => Panel::Units,
                Panel::Units => Panel::Categories,
                Panel::Categories => Panel::Course,
            };
            model.trend.row = 0;
        }
        Action::Open => open(model),
        _ => {}
    }
    Vec::new()
}

/// Whether chart and bars are shown together.
pub fn shows_all(model: &Model) -> bool {
    model.size.0 >= ROOMY.0 && model.size.1 >= ROOMY.1
}

/// The day with the cursor: within the chart, today unless it was moved.
pub fn shown_day(model: &Model) -> Date {
    let today = model.calendar.today;
    let day = model.trend.day.unwrap_or(today);
    let course = model.figures.course();
    course.map_or(today, |c| day.max(c.first).min(c.last))
}

fn step(model: &mut Model, days: i32) {
    let span: Span = days.days();
    let day = shown_day(model);
    go(model, day.checked_add(span).unwrap_or(day));
}

/// Moves the day cursor; where only bars were shown, the chart comes back.
fn go(model: &mut Model, day: Date) {
    model.trend.day = Some(day);
    let day = shown_day(model);
    model.trend.day = Some(day).filter(|d| *d != model.calendar.today);
    if !shows_all(model) {
        model.trend.panel = Panel::Course;
    }
}

fn bars(model: &Model) -> usize {
    let report = model.book.report();
    match model.trend.panel {
        Panel::Course => 0,
        Panel::Units => report.units.len() + 2,
        Panel::Categories => report.categories.len() + 1,
    }
}

fn select(model: &mut Model, by: isize) {
    if model.trend.panel == Panel::Course {
        (model.trend.panel, model.trend.row) = (Panel::Units, 0);
        return;
    }
    let last = bars(model).saturating_sub(1);
    model.trend.row = model.trend.row.saturating_add_signed(by).min(last);
}

/// Opens the table on what the selected bar counts; the chart and the bars of the totals count everything.
fn open(model: &mut Model) {
    let report = model.book.report();
    let mut query = Query::default();
    let row = model.trend.row;
    match model.trend.panel {
        Panel::Course => {}
        Panel::Units if row == report.units.len() => query.units.push(NO_UNIT.to_owned()),
        Panel::Units => query
            .units
            .extend(report.units.get(row).map(|u| u.id.clone())),
        Panel::Categories => query
            .categories
            .extend(report.categories.get(row).map(|c| c.id.clone())),
    }
    show_table(model, query);
}

/// Opens the table on a query.
pub(super) fn show_table(model: &mut Model, query: Query) {
    model.entries = Entries {
        query,
        sort: model.entries.sort,
        ..Entries::default()
    };
    model.stack.push(Screen::Entries);
}
