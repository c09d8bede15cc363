//! Bars of districts or categories: closed, to be verified, left; figures, rate and what is overdue.

use super::super::figures::Course;
use super::super::model::{Model, Panel};
use super::super::theme::Role;
use super::super::update::shows_all;
use super::bar::bar;
use super::canvas::Canvas;
use super::entries::unit_width;
use super::flow::{self, Piece};
use crate::board::Totals;
use crate::board::totals::percent;
use crate::lang::Pages;
use crate::text::{Align, width};

/// Columns of a share.
const SHARE: usize = 8;
/// The longest bar.
const LONGEST: usize = 60;

/// Rows that a list of bars needs: title, heads, one for each bar, a blank one.
pub(super) fn rows(model: &Model) -> usize {
    let report = model.book.report();
    5 + report.units.len().max(report.categories.len())
}

/// Draws one list of bars.
pub(super) fn draw(model: &Model, course: &Course, panel: Panel, c: &mut Canvas<'_>) {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let is_focused = model.trend.panel == panel;
    let name = if panel == Panel::Units {
        p.units
    } else {
        p.categories
    };
    let role = if is_focused { Role::Key } else { Role::Muted };
    c.put(2, 0, name, t.style(role));
    // one legend does for two lists side by side
    let legend = legend(model);
    let wide: usize = legend.iter().map(|(said, _)| width(said)).sum();
    let is_first = panel == Panel::Units || !shows_all(model);
    if is_first && c.width() > wide + width(name) + 6 {
        flow::put(&[legend], c.width() - wide - 1, 0, c);
    }
    let bars = bars(model, course, panel);
    let table = Table::fitting(model, panel, c.width().saturating_sub(3));
    table.heads(&mut c.part(2, 1, c.width().saturating_sub(3), 1));
    let last = bars.len().saturating_sub(1);
    let room = c.height().saturating_sub(3).max(1);
    let here = if is_focused {
        Some(model.trend.row)
    } else {
        None
    };
    let top = here.unwrap_or(0).min(last.saturating_sub(1));
    let top = (top + 1).saturating_sub(room);
    let shown = bars.iter().enumerate();
    let shown = shown.filter(|(n, _)| (*n >= top && *n < top + room) || *n == last);
    for (y, (n, (name, totals))) in (2..).zip(shown) {
        if here == Some(n) {
            c.tint(0, y, c.width(), 1, t.line());
            c.put(0, y, ">", t.style(Role::Key));
        }
        let role = if n == last { Role::Strong } else { Role::Text };
        let columns = c.width().saturating_sub(3);
        table.row(name, totals, role, &mut c.part(2, y, columns, 1));
    }
}

/// What the colours of a bar stand for.
fn legend(model: &Model) -> Piece {
    let (t, p) = (&model.theme, Pages::of(model.lang));
    let names = [p.head_closed, p.head_verify, p.head_left];
    let mut all = Vec::new();
    for (part, name) in names.into_iter().enumerate() {
        let (sign, style) = t.bar(part);
        let gap = if part == 0 { "" } else { "  " };
        all.push((gap.to_owned(), t.style(Role::Faint)));
        all.push((sign.repeat(2), style));
        all.push((format!(" {name}"), t.style(Role::Muted)));
    }
    all
}

/// Name and counts of each bar; the last is the whole.
fn bars<'a>(model: &'a Model, course: &Course, panel: Panel) -> Vec<(&'a str, Totals)> {
    let (report, matrix, d) = (model.book.report(), &course.matrix, model.domain());
    let mut all: Vec<(&str, Totals)> = if panel == Panel::Units {
        let names = report.units.iter().map(|u| model.lang.of(&u.label));
        let names = names.chain([d.not_attributed]);
        (0..).zip(names).map(|(n, s)| (s, matrix.row(n))).collect()
    } else {
        let names = report.categories.iter().map(|c| model.lang.of(&c.label));
        (0..)
            .zip(names)
            .map(|(n, s)| (s, matrix.column(n)))
            .collect()
    };
    all.push((d.total, matrix.all()));
    all
}

struct Table<'a> {
    model: &'a Model,
    name: usize,
    bar: usize,
    /// Columns of closed, to verify, left, overdue.
    counts: [usize; 4],
}

impl<'a> Table<'a> {
    fn fitting(model: &'a Model, panel: Panel, room: usize) -> Self {
        let p = Pages::of(model.lang);
        let categories = model.book.report().categories.iter();
        let labels = categories.map(|c| width(model.lang.of(&c.label)) + 2);
        let name = match panel {
            Panel::Categories => labels.max().unwrap_or(8).max(unit_width(model)),
            _ => unit_width(model),
        };
        let heads = [p.head_closed, p.head_verify, p.head_left, p.head_late];
        let counts = heads.map(|head| width(head).max(4) + 2);
        let used = name + SHARE + counts.iter().sum::<usize>();
        let bar = room.saturating_sub(used).min(LONGEST);
        Self {
            model,
            name,
            bar,
            counts,
        }
    }

    fn heads(&self, c: &mut Canvas<'_>) {
        let p = Pages::of(self.model.lang);
        let style = self.model.theme.style(Role::Muted);
        let heads = [
            p.head_closed,
            p.head_verify,
            p.head_left,
            p.head_late,
            p.head_done,
        ];
        for ((x, width), head) in self.places().into_iter().zip(heads) {
            c.cell(x, 0, width, head, Align::Right, style);
        }
    }

    /// Places of the counts and of the share.
    fn places(&self) -> [(usize, usize); 5] {
        let mut x = self.name + self.bar;
        let [closed, verify, left, late] = self.counts;
        [closed, verify, left, late, SHARE].map(|width| {
            let place = (x, width);
            x += width;
            place
        })
    }

    fn row(&self, name: &str, totals: &Totals, role: Role, c: &mut Canvas<'_>) {
        let t = &self.model.theme;
        c.cell(0, 0, self.name - 1, name, Align::Left, t.style(role));
        if totals.counted() > 0 {
            bar(self.model, totals, &mut c.part(self.name, 0, self.bar, 1));
        }
        let late = match totals.overdue {
            0 => "0".to_owned(),
            n => format!("!{n}"),
        };
        let quiet = |n: usize| if n == 0 { Role::Faint } else { role };
        let cells = [
            (totals.closed.to_string(), quiet(totals.closed)),
            (totals.completed.to_string(), quiet(totals.completed)),
            (
                totals.not_completed().to_string(),
                quiet(totals.not_completed()),
            ),
            (
                late,
                if totals.overdue > 0 {
                    Role::Danger
                } else {
                    Role::Faint
                },
            ),
            (percent(totals.completion_rate()), role),
        ];
        for ((x, width), (said, role)) in self.places().into_iter().zip(cells) {
            c.cell(x, 0, width, &said, Align::Right, t.style(role));
        }
    }
}
