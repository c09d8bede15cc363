//! One entry as a row of a table: the same columns in the preview of the board and in the table.

use std::borrow::Cow;

use ratatui::style::Style;

use super::super::action::Target;
use super::super::model::Model;
use super::super::theme::{Role, Theme};
use super::canvas::Canvas;
use crate::board::Sort;
use crate::board::schedule::{Light, days_between, light};
use crate::lang::Screen as Words;
use crate::ledger::book::{Entry, EntryIx};
use crate::ledger::stage::Stage;
use crate::text::Align;

/// Widths of the columns; 0 leaves one out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    number: usize,
    unit: usize,
    title: usize,
    stage: usize,
    items: usize,
    due: usize,
    schedule: usize,
    lead: usize,
}

impl Columns {
    /// The columns that fit into `width`, the title taking what the others leave.
    pub(super) fn fitting(width: usize, unit: usize, lead: bool, stage: usize) -> Self {
        let mut c = Self {
            number: 6,
            unit,
            title: 0,
            stage,
            items: 6,
            due: 0,
            schedule: 0,
            lead: 0,
        };
        let least = c.number + c.unit + c.stage + c.items;
        let left = width.saturating_sub(least);
        if left >= 40 + 12 {
            c.due = 12;
        }
        if left >= 40 + 12 + 18 {
            c.schedule = 18;
        }
        if lead && left >= 40 + 12 + 18 + 16 {
            c.lead = 16;
        }
        c.title = width.saturating_sub(least + c.due + c.schedule + c.lead);
        c
    }

    fn places(&self) -> [(usize, usize); 8] {
        let widths = [
            self.number,
            self.unit,
            self.title,
            self.stage,
            self.items,
            self.due,
            self.schedule,
            self.lead,
        ];
        let mut x = 0;
        widths.map(|w| {
            let place = (x, w.saturating_sub(1));
            x += w;
            place
        })
    }

    /// Draws the heads.
    pub(super) fn heads(&self, w: &Words, theme: &Theme, c: &mut Canvas<'_>) {
        let names = [
            w.col_id,
            w.col_unit,
            w.col_title,
            w.col_stage,
            w.col_items,
            w.col_due,
            w.col_schedule,
            w.col_lead,
        ];
        for ((x, width), name) in self.places().into_iter().zip(names) {
            c.cell(x, 0, width, name, Align::Left, theme.style(Role::Muted));
        }
        let orders = [
            (0, Sort::Report),
            (1, Sort::Unit),
            (3, Sort::Stage),
            (5, Sort::Due),
            (6, Sort::Schedule),
        ];
        for (column, sort) in orders {
            if let Some((x, width)) = self.places().get(column) {
                c.hit(*x, 0, *width, 1, Target::Order(sort));
            }
        }
    }

    /// Draws an entry on a line.
    pub(super) fn row(&self, model: &Model, ix: EntryIx, y: usize, c: &mut Canvas<'_>) {
        let Some(entry) = model.book.entry(ix) else {
            return;
        };
        let t = &model.theme;
        let (done, all) = entry.state.done();
        let (said, style) = schedule(model, entry);
        let stage = entry.state.stage();
        let due = model
            .book
            .due(entry)
            .map(|d| d.to_string())
            .unwrap_or_default();
        let title = match model.book.repeats(entry) {
            0 => Cow::Borrowed(model.title(entry)),
            times => format!("×{} {}", times.saturating_add(1), model.title(entry)).into(),
        };
        let cells: [(&str, Style); 8] = [
            (&model.number(entry), t.style(Role::Accent)),
            (model.unit_name(entry), t.style(Role::Text)),
            (&title, t.style(Role::Text)),
            (model.domain().stage_name(stage), t.style(stage_role(stage))),
            (&format!("{done}/{all}"), t.style(Role::Text)),
            (&due, t.style(Role::Muted)),
            (&said, style),
            (
                model.book.lead(entry).unwrap_or_default(),
                t.style(Role::Muted),
            ),
        ];
        let needle = model.needle();
        for ((x, width), (said, style)) in self.places().into_iter().zip(cells) {
            if width == 0 {
                continue;
            }
            c.cell(x, y, width, said, Align::Left, style);
            if let Some(needle) = &needle {
                let ranges = if model.derived.near {
                    needle.near_ranges(said)
                } else {
                    needle.ranges(said)
                };
                c.mark((x, y), width, said, &ranges, t.mark());
            }
        }
    }
}

/// The role that repeats a stage's word in colour.
pub(super) fn stage_role(stage: Stage) -> Role {
    match stage {
        Stage::Open => Role::Muted,
        Stage::Rectifying => Role::Info,
        Stage::Completed | Stage::Closed => Role::Good,
        Stage::Objected => Role::Warn,
        Stage::Withdrawn => Role::Faint,
    }
}

/// How an entry stands against its date, in words; nothing without a date.
pub(super) fn schedule(model: &Model, entry: &Entry) -> (String, Style) {
    let (t, d) = (&model.theme, model.domain());
    let light = light(&model.book, entry, &model.calendar);
    let days = model
        .book
        .due(entry)
        .map(|due| days_between(model.calendar.today, due).abs());
    let said = match (light, days) {
        (Light::NoDate, _) => String::new(),
        (Light::Overdue | Light::Soon, Some(days)) => format!("{} {days}", d.light_name(light)),
        _ => d.light_name(light).to_owned(),
    };
    let role = match light {
        Light::Overdue => Role::Danger,
        Light::Behind => Role::Warn,
        Light::Soon => Role::Info,
        Light::OnSchedule | Light::NoDate => Role::Muted,
    };
    (said, t.style(role))
}
