//! The matrix of the board: figures and shades of districts × categories, totals, progress, alarms.

use ratatui::style::Style;

use super::super::action::Target;
use super::super::model::{CountMode, Model};
use super::super::theme::Role;
use super::bar::bar;
use super::canvas::Canvas;
use super::entries::unit_width;
use crate::board::totals::percent;
use crate::board::{Matrix, Totals};
use crate::lang::fill;
use crate::text::{Align, width};

/// Where the parts of the matrix stand.
pub(super) struct Grid<'a> {
    model: &'a Model,
    matrix: &'a Matrix,
    /// Blank lines between the districts and the rows after them.
    pub(super) gap: usize,
    /// How many districts are in view, 未点名 among them.
    pub(super) shown: usize,
    name: usize,
    cell: usize,
    total: usize,
    bar: usize,
    percent: usize,
    alarms: usize,
    /// Categories are numbers, explained below.
    numbered: bool,
    legend: Vec<String>,
}

impl<'a> Grid<'a> {
    /// The richest form that fits: the alarms go first, then the bar, then the share; at last categories become numbers.
    pub(super) fn fitting(model: &'a Model, matrix: &'a Matrix, room: usize, gap: usize) -> Self {
        let count = matrix.columns();
        let labels = model
            .book
            .report()
            .categories
            .iter()
            .map(|c| width(model.lang.of(&c.label)));
        let label = labels.max().unwrap_or(0) + 1;
        let head = width(count_name(model)) + 1;
        let total = 8;
        // alarms, bar, share, numbers for categories
        let forms = [
            (16, 16, 7, false),
            (16, 10, 7, false),
            (0, 10, 7, false),
            (0, 0, 7, false),
            (0, 0, 0, false),
            (0, 10, 7, true),
            (0, 0, 7, true),
        ];
        for (alarms, bar, percent, numbered) in forms {
            let name = unit_width(model).max(if alarms > 0 { head } else { 0 });
            let least = if numbered { 7 } else { label.max(8) };
            let rest = 3 + name + total + percent + bar + alarms;
            if room >= rest + count * least {
                let cell = ((room - rest) / count.max(1)).clamp(least, 12);
                let legend = if numbered {
                    legend(model, room.saturating_sub(2))
                } else {
                    Vec::new()
                };
                return Self {
                    model,
                    matrix,
                    gap,
                    shown: matrix.rows(),
                    name,
                    cell,
                    total,
                    bar,
                    percent,
                    alarms,
                    numbered,
                    legend,
                };
            }
        }
        let legend = legend(model, room.saturating_sub(2));
        let name = unit_width(model);
        Self {
            model,
            matrix,
            gap,
            shown: matrix.rows(),
            name,
            cell: 6,
            total: 8,
            bar: 0,
            // long names go before the share, which the header has for the whole
            percent: if room >= name + 2 + count * 6 + 8 + 1 + 7 {
                7
            } else {
                0
            },
            alarms: 0,
            numbered: true,
            legend,
        }
    }

    /// Lines that the matrix takes: head, units, 未点名, totals, legend.
    pub(super) fn height(&self) -> usize {
        self.shown + 2 + self.gap + self.legend.len()
    }

    /// The first district in view, from 0.
    fn top(&self) -> usize {
        let last = self.matrix.rows().saturating_sub(self.shown);
        self.model.home.top.min(last)
    }

    /// The line of a row of the selection that is in view: 0 is the head; 未点名 and the totals stand apart.
    fn line(&self, row: usize) -> usize {
        let gap = if row >= self.matrix.rows() {
            self.gap
        } else {
            0
        };
        if row > self.matrix.rows() {
            self.shown + 1 + gap
        } else {
            row.saturating_sub(self.top()) + gap
        }
    }

    fn cell_at(&self, column: usize) -> usize {
        2 + self.name + column * self.cell
    }

    fn total_at(&self) -> usize {
        self.cell_at(self.matrix.columns())
    }

    fn bar_at(&self) -> usize {
        self.total_at() + self.total + 1
    }

    fn alarms_at(&self) -> usize {
        self.bar_at() + self.bar + self.percent + 1
    }

    fn is_selected(&self, row: usize, column: usize) -> bool {
        self.model.home.row == row && self.model.home.column == column
    }

    /// Draws the matrix.
    pub(super) fn draw(&self, c: &mut Canvas<'_>) {
        let (model, matrix) = (self.model, self.matrix);
        let units = &model.book.report().units;
        self.heads(c);
        let hottest = model.derived.hottest();
        for index in self.top()..self.top() + self.shown {
            let row = index + 1;
            let known = units.get(index);
            let label = known.map_or(model.domain().not_attributed, |u| model.lang.of(&u.label));
            self.row_head(
                row,
                label,
                if known.is_some() {
                    Role::Text
                } else {
                    Role::Muted
                },
                c,
            );
            for column in 0..matrix.columns() {
                self.cell(&matrix.cell(index, column), (row, column + 1), hottest, c);
            }
            self.tail(&matrix.row(index), row, c);
        }
        let row = matrix.rows() + 1;
        self.row_head(row, model.domain().total, Role::Muted, c);
        for column in 0..matrix.columns() {
            let style = model.theme.style(Role::Muted);
            self.figure(&matrix.column(column), (row, column + 1), style, c);
        }
        self.tail(&matrix.all(), row, c);
        for (n, line) in self.legend.iter().enumerate() {
            c.put(
                2,
                self.line(row) + 1 + n,
                line,
                model.theme.style(Role::Muted),
            );
        }
    }

    fn heads(&self, c: &mut Canvas<'_>) {
        let (model, t, w) = (self.model, &self.model.theme, self.model.words());
        let muted = t.style(Role::Muted);
        let corner = if self.is_selected(0, 0) {
            t.style(Role::Selected)
        } else {
            muted
        };
        let said = if width(count_name(model)) < self.name {
            count_name(model)
        } else {
            ""
        };
        c.cell(2, 0, self.name - 1, said, Align::Left, corner);
        for (index, category) in model.book.report().categories.iter().enumerate() {
            let label = model.lang.of(&category.label);
            let label = if self.numbered {
                (index + 1).to_string()
            } else {
                label.to_owned()
            };
            let is_column = model.home.column == index + 1;
            let head = Target::Cell(0, index + 1);
            c.hit(self.cell_at(index), 0, self.cell, 1, head);
            let style = match (self.is_selected(0, index + 1), is_column) {
                (true, _) => t.style(Role::Selected),
                (_, true) => t.style(Role::Strong),
                _ => muted,
            };
            c.cell(
                self.cell_at(index),
                0,
                self.cell - 1,
                &label,
                Align::Centre,
                style,
            );
        }
        c.cell(
            self.total_at(),
            0,
            self.total - 1,
            model.domain().total,
            Align::Right,
            muted,
        );
        if self.bar + self.percent > width(w.progress) {
            c.put(self.bar_at(), 0, w.progress, muted);
        }
        if self.alarms > 0 {
            let in_view = format!(
                "{}–{} / {}",
                self.top() + 1,
                self.top() + self.shown,
                self.matrix.rows()
            );
            let is_all = self.shown == self.matrix.rows();
            c.put(
                self.alarms_at(),
                0,
                if is_all { w.hints } else { &in_view },
                muted,
            );
        }
    }

    fn row_head(&self, row: usize, label: &str, role: Role, c: &mut Canvas<'_>) {
        let t = &self.model.theme;
        let is_row = self.model.home.row == row;
        let style = match (self.is_selected(row, 0), is_row) {
            (true, _) => t.style(Role::Selected),
            (_, true) => t.style(Role::Strong),
            _ => t.style(role),
        };
        if is_row {
            c.put(0, self.line(row), ">", t.style(Role::Key));
        }
        c.cell(2, self.line(row), self.name - 1, label, Align::Left, style);
    }

    fn cell(
        &self,
        totals: &Totals,
        (row, column): (usize, usize),
        hottest: usize,
        c: &mut Canvas<'_>,
    ) {
        let t = &self.model.theme;
        let count = self.model.home.count.of(totals);
        // the faintest shade is for nothing left; the others split what is left in four
        let level = if count == 0 {
            0
        } else {
            (count * 4).div_ceil(hottest.max(1)).clamp(1, 4)
        };
        if totals.entries == 0 && !self.is_selected(row, column) {
            let x = self.cell_at(column - 1);
            c.hit(x, self.line(row), self.cell, 1, Target::Cell(row, column));
            c.cell(
                x,
                self.line(row),
                self.cell - 1,
                "-",
                Align::Centre,
                t.style(Role::Faint),
            );
            return;
        }
        let role = if level == 4 { Role::Strong } else { Role::Text };
        self.figure(totals, (row, column), t.style(role).patch(t.heat(level)), c);
    }

    fn figure(
        &self,
        totals: &Totals,
        (row, column): (usize, usize),
        style: Style,
        c: &mut Canvas<'_>,
    ) {
        let (x, y) = (self.cell_at(column - 1), self.line(row));
        c.hit(x, y, self.cell, 1, Target::Cell(row, column));
        let figure = self.said(totals);
        let (figure, style) = if self.is_selected(row, column) {
            let wide = self.cell > width(&figure) + 4;
            let figure = if wide {
                format!("[ {figure} ]")
            } else {
                format!("[{figure}]")
            };
            (figure, self.model.theme.style(Role::Selected))
        } else {
            (figure, style)
        };
        c.cell(
            self.cell_at(column - 1),
            self.line(row),
            self.cell - 1,
            &figure,
            Align::Centre,
            style,
        );
    }

    fn said(&self, totals: &Totals) -> String {
        match self.model.home.count {
            CountMode::All => totals.entries.to_string(),
            count => format!("{}/{}", count.of(totals), totals.entries),
        }
    }

    /// Total, bar, share and the most urgent alarm at the end of a row.
    fn tail(&self, totals: &Totals, row: usize, c: &mut Canvas<'_>) {
        let (t, w, y) = (&self.model.theme, self.model.words(), self.line(row));
        let role = if self.model.home.row == row {
            Role::Strong
        } else {
            Role::Text
        };
        c.cell(
            self.total_at(),
            y,
            self.total - 1,
            &self.said(totals),
            Align::Right,
            t.style(role),
        );
        if self.bar > 0 {
            bar(
                self.model,
                totals,
                &mut c.part(self.bar_at(), y, self.bar - 1, 1),
            );
        }
        let share = percent(totals.completion_rate());
        c.cell(
            self.bar_at() + self.bar,
            y,
            self.percent.saturating_sub(1),
            &share,
            Align::Right,
            t.style(Role::Muted),
        );
        let alarms = [
            (totals.overdue, w.alarm_overdue, Role::Danger),
            (totals.behind, w.alarm_behind, Role::Warn),
            (totals.due_soon, w.alarm_soon, Role::Info),
        ];
        if let Some((n, said, role)) = alarms.into_iter().find(|(n, ..)| self.alarms > 0 && *n > 0)
        {
            c.put(self.alarms_at(), y, &fill(said, &[&n]), t.style(role));
        }
    }
}

/// What the numbers at the heads stand for, in lines of at most `room` columns.
fn legend(model: &Model, room: usize) -> Vec<String> {
    let names = model.book.report().categories.iter().zip(1..);
    let names = names.map(|(category, n)| format!("{n} {}", model.lang.of(&category.label)));
    let mut lines: Vec<String> = vec![String::new()];
    for name in names {
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = name,
            Some(line) if width(line) + 2 + width(&name) <= room => {
                *line = format!("{line}  {name}");
            }
            _ => lines.push(name),
        }
    }
    lines
}

/// Name of what the cells count.
fn count_name(model: &Model) -> &'static str {
    let w = model.words();
    match model.home.count {
        CountMode::NotClosed => w.count_not_closed,
        CountMode::NotCompleted => w.count_not_completed,
        CountMode::Overdue => w.count_overdue,
        CountMode::Repeated => w.count_repeated,
        CountMode::All => w.count_all,
    }
}
