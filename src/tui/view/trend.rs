//! The trend: what is left over time, and how districts and categories stand.

use super::super::figures::Course;
use super::super::model::{Model, Panel};
use super::super::theme::Role;
use super::super::update::{shown_day, shows_all};
use super::bar::bar;
use super::canvas::Canvas;
use super::flow::{self, Piece};
use super::{bars, chart};
use crate::board::schedule::days_between;
use crate::board::totals::{percent, rate};
use crate::lang::{Pages, fill};
use crate::text::wrap;

/// From this width on districts and categories stand side by side.
const SIDE_BY_SIDE: usize = 118;

/// Draws chart and bars, or the one that is chosen where there is no room for both.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let Some(course) = model.figures.course() else {
        return;
    };
    let (columns, height) = (c.width(), c.height());
    if !shows_all(model) {
        choices(model, &mut c.part(0, 0, columns, 1));
        let gap = 1 + usize::from(height >= 16);
        let mut below = c.part(0, gap, columns, height.saturating_sub(gap));
        match model.trend.panel {
            Panel::Course => overtime(model, course, &mut below),
            panel => bars::draw(model, course, panel, &mut below),
        }
        return;
    }
    let rows = bars::rows(model).min(height / 2);
    let top = height - rows;
    overtime(
        model,
        course,
        &mut c.part(0, 1, columns, top.saturating_sub(2)),
    );
    if columns >= SIDE_BY_SIDE {
        let half = columns / 2;
        bars::draw(model, course, Panel::Units, &mut c.part(0, top, half, rows));
        let mut right = c.part(half, top, columns - half, rows);
        bars::draw(model, course, Panel::Categories, &mut right);
        return;
    }
    let panel = match model.trend.panel {
        Panel::Categories => Panel::Categories,
        _ => Panel::Units,
    };
    bars::draw(model, course, panel, &mut c.part(0, top, columns, rows));
}

/// The three parts of which a small screen shows one.
fn choices(model: &Model, c: &mut Canvas<'_>) {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let all = [
        (Panel::Course, p.course),
        (Panel::Units, p.units),
        (Panel::Categories, p.categories),
    ];
    let mut x = 2;
    for (panel, name) in all {
        let (said, role) = if panel == model.trend.panel {
            (format!("[{name}]"), Role::Key)
        } else {
            (format!(" {name} "), Role::Muted)
        };
        x = c.put(x, 0, &said, t.style(role)) + 1;
    }
}

/// The figures of the day with the cursor in words, and the chart.
fn overtime(model: &Model, course: &Course, c: &mut Canvas<'_>) {
    let room = c.width().saturating_sub(3);
    let is_low = c.height() <= 12;
    let mut said = flow::lines(words(model, course, true), room);
    if is_low && said.len() > 2 {
        said = flow::lines(words(model, course, false), room);
    }
    let mut y = flow::put(&said, 2, 0, c);
    let muted = model.theme.style(Role::Muted);
    for line in notes(model, course).iter().flat_map(|n| wrap(n, room)) {
        c.put(2, y, &line, muted);
        y += 1;
    }
    // without a blank line where every row counts
    y += usize::from(!is_low);
    let (columns, rows) = (c.width().saturating_sub(4), c.height().saturating_sub(y));
    let mut below = c.part(2, y, columns, rows);
    if days_between(course.first, course.last) < 2 {
        state(model, &mut below);
    } else {
        chart::draw(model, course, &mut below);
    }
}

/// What the day with the cursor says, the rates only where there is room.
fn words(model: &Model, course: &Course, with_rates: bool) -> Vec<Piece> {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let (today, day) = (model.calendar.today, shown_day(model));
    let when = match days_between(today, day) {
        0 => p.today.to_owned(),
        n if n < 0 => fill(p.days_ago, &[&-n]),
        n => fill(p.days_ahead, &[&n]),
    };
    let one = |said: String, role| vec![(said, t.style(role))];
    let mut all = vec![vec![
        (day.to_string(), t.style(Role::Key)),
        (format!(" {when}"), t.style(Role::Muted)),
    ]];
    let point = course.trend.at(day).filter(|_| day <= today);
    if let Some(at) = point {
        let figures = fill(
            p.day_left,
            &[&at.not_completed, &at.not_closed, &at.counted],
        );
        all.push(one(figures, Role::Strong));
        let share = |left: usize| percent(rate(at.counted.saturating_sub(left), at.counted));
        let rates = fill(
            p.day_rates,
            &[&share(at.not_completed), &share(at.not_closed)],
        );
        if with_rates {
            all.push(one(rates, Role::Text));
        }
    }
    if let Some(plan) = course.plan(day) {
        let mut said = one(fill(p.day_plan, &[&plan]), Role::Warn);
        if let Some(at) = point {
            let (text, role) = match at.not_completed {
                left if left < plan => (fill(p.day_ahead, &[&(plan - left)]), Role::Good),
                left if left > plan => (fill(p.day_behind, &[&(left - plan)]), Role::Danger),
                _ => (p.day_on_plan.to_owned(), Role::Muted),
            };
            said.push((format!(" ({text})"), t.style(role)));
        }
        all.push(said);
    }
    match course.due_on(day) {
        0 => {}
        n => all.push(one(fill(p.day_due, &[&n]), Role::Warn)),
    }
    all
}

/// What the chart cannot show.
fn notes(model: &Model, course: &Course) -> Vec<String> {
    let p = Pages::of(model.lang);
    let mut all = Vec::new();
    let points = &course.trend.points;
    let days = days_of_change(course);
    match days.as_slice() {
        [] => {
            let counted = points.last().map_or(0, |p| p.counted);
            all.push(fill(p.no_events, &[&counted]));
        }
        [one] => all.push(fill(p.one_day, &[one])),
        _ => {}
    }
    match course.trend.due.last() {
        None => all.push(p.no_due.to_owned()),
        Some(due) if due.day > course.last => {
            let later = due.entries.saturating_sub(course.due_by(course.last));
            all.push(fill(p.due_later, &[&later, &due.day]));
        }
        Some(_) => {}
    }
    all
}

/// The days on which a count changed.
fn days_of_change(course: &Course) -> Vec<jiff::civil::Date> {
    let pairs = course.trend.points.windows(2);
    let changed = pairs.filter_map(|pair| match pair {
        [a, b] => {
            let same = (a.counted, a.not_completed, a.not_closed)
                == (b.counted, b.not_completed, b.not_closed);
            (!same).then_some(b.day)
        }
        _ => None,
    });
    changed.collect()
}

/// Where there is no course yet: how the whole stands, as bars.
fn state(model: &Model, c: &mut Canvas<'_>) {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let totals = &model.derived.totals;
    c.put(0, 0, p.state, t.style(Role::Key));
    let columns = c.width();
    bar(model, totals, &mut c.part(0, 2, columns.min(100), 1));
    let parts = [
        (p.head_closed, totals.closed),
        (p.head_verify, totals.completed),
        (p.head_left, totals.not_completed()),
    ];
    let pieces = parts.into_iter().enumerate().map(|(part, (name, n))| {
        let (sign, style) = t.bar(part);
        vec![
            (sign.repeat(2), style),
            (format!(" {name} "), t.style(Role::Muted)),
            (n.to_string(), t.style(Role::Strong)),
        ]
    });
    let lines = flow::lines(pieces.collect(), columns);
    flow::put(&lines, 0, 4, c);
}
