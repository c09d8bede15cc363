//! Counts over a set of entries.

use serde::Serialize;

use super::schedule::{Calendar, Light, light};
use crate::ledger::Stage;
use crate::ledger::book::{Book, Entry};

/// Counts over entries. The stages add up to `entries`, and so do the lights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Totals {
    /// All entries, withdrawn ones included.
    pub entries: usize,
    pub open: usize,
    pub rectifying: usize,
    pub completed: usize,
    pub closed: usize,
    pub objected: usize,
    pub withdrawn: usize,
    /// Items of all entries.
    pub items: usize,
    /// Ticked ones.
    pub ticked: usize,
    pub overdue: usize,
    pub behind: usize,
    pub due_soon: usize,
    pub on_schedule: usize,
    pub no_date: usize,
    /// Those that an earlier edition had, too. Not among the documented keys: the summary lists them by themselves.
    #[serde(skip)]
    pub repeated: usize,
}

/// What one entry adds to the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Its stage.
    pub stage: Stage,
    /// Its light.
    pub light: Light,
    /// Its items.
    pub items: u32,
    /// Those that are ticked.
    pub ticked: u32,
    /// Whether an earlier edition had it, too.
    pub repeated: bool,
}

impl Share {
    /// What an entry adds on the calendar's day.
    pub fn of(book: &Book, entry: &Entry, calendar: &Calendar) -> Self {
        let (ticked, items) = entry.state.done();
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            stage: entry.state.stage(),
            light: light(book, entry, calendar),
            items: short(items),
            ticked: short(ticked),
            repeated: book.repeats(entry) > 0,
        }
    }
}

impl Totals {
    /// Counts entries.
    pub fn of<'a>(
        book: &Book,
        entries: impl IntoIterator<Item = &'a Entry>,
        calendar: &Calendar,
    ) -> Self {
        let mut totals = Self::default();
        for entry in entries {
            totals.add(book, entry, calendar);
        }
        totals
    }

    /// Counts one more entry.
    pub fn add(&mut self, book: &Book, entry: &Entry, calendar: &Calendar) {
        self.put(&Share::of(book, entry, calendar));
    }

    /// Counts what one more entry adds.
    pub fn put(&mut self, share: &Share) {
        self.entries += 1;
        *self.stage_mut(share.stage) += 1;
        *self.light_mut(share.light) += 1;
        self.items += share.items as usize;
        self.ticked += share.ticked as usize;
        self.repeated += usize::from(share.repeated);
    }

    /// Takes back what [`put`](Self::put) added.
    pub fn take(&mut self, share: &Share) {
        let less = |count: &mut usize, by: usize| *count = count.saturating_sub(by);
        less(&mut self.entries, 1);
        less(self.stage_mut(share.stage), 1);
        less(self.light_mut(share.light), 1);
        less(&mut self.items, share.items as usize);
        less(&mut self.ticked, share.ticked as usize);
        less(&mut self.repeated, usize::from(share.repeated));
    }

    /// Adds the counts of another, disjoint set.
    pub fn merge(&mut self, other: &Self) {
        self.entries += other.entries;
        for stage in Stage::ALL {
            *self.stage_mut(stage) += other.stage(stage);
        }
        for light in Light::ALL {
            *self.light_mut(light) += other.light(light);
        }
        self.items += other.items;
        self.ticked += other.ticked;
        self.repeated += other.repeated;
    }

    /// Entries in a stage.
    pub fn stage(&self, stage: Stage) -> usize {
        let mut copy = *self;
        *copy.stage_mut(stage)
    }

    /// Entries under a light.
    pub fn light(&self, light: Light) -> usize {
        let mut copy = *self;
        *copy.light_mut(light)
    }

    fn stage_mut(&mut self, stage: Stage) -> &mut usize {
        match stage {
            Stage::Open => &mut self.open,
            Stage::Rectifying => &mut self.rectifying,
            Stage::Completed => &mut self.completed,
            Stage::Closed => &mut self.closed,
            Stage::Objected => &mut self.objected,
            Stage::Withdrawn => &mut self.withdrawn,
        }
    }

    fn light_mut(&mut self, light: Light) -> &mut usize {
        match light {
            Light::Overdue => &mut self.overdue,
            Light::Behind => &mut self.behind,
            Light::Soon => &mut self.due_soon,
            Light::OnSchedule => &mut self.on_schedule,
            Light::NoDate => &mut self.no_date,
        }
    }

    /// What the rates are taken of: all but the withdrawn.
    pub fn counted(&self) -> usize {
        self.entries - self.withdrawn
    }

    /// Completed or closed.
    pub fn finished(&self) -> usize {
        self.completed + self.closed
    }

    /// Neither closed nor withdrawn.
    pub fn not_closed(&self) -> usize {
        self.entries - self.closed - self.withdrawn
    }

    /// Neither completed, closed nor withdrawn.
    pub fn not_completed(&self) -> usize {
        self.not_closed() - self.completed
    }

    /// 完成率: (completed + closed) / (all − withdrawn), 0 when there is nothing; rounded to 4 places.
    pub fn completion_rate(&self) -> f64 {
        rate(self.finished(), self.counted())
    }

    /// 销号率: closed / (all − withdrawn), 0 when there is nothing; rounded to 4 places.
    pub fn closing_rate(&self) -> f64 {
        rate(self.closed, self.counted())
    }

    /// Whether the stages and the lights both add up to the entries.
    pub fn adds_up(&self) -> bool {
        let stages: usize = Stage::ALL.iter().map(|s| self.stage(*s)).sum();
        let lights: usize = Light::ALL.iter().map(|l| self.light(*l)).sum();
        stages == self.entries && lights == self.entries && self.ticked <= self.items
    }
}

/// A share as a fraction rounded to 4 places; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub fn rate(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        (part as f64 / whole as f64 * 10_000.0).round() / 10_000.0
    }
}

/// A share as text, e.g. `19.7%`. Halves go up (6.25% is `6.3%`) as in spreadsheets; `{:.1}` alone would take the even one.
pub fn percent(share: f64) -> String {
    let basis_points = (share * 10_000.0).round();
    let tenths = ((basis_points + 5.0) / 10.0).floor();
    format!("{:.1}%", tenths / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_rounded_up_as_spreadsheets_do() {
        assert_eq!(percent(rate(1, 16)), "6.3%");
        assert_eq!(percent(rate(3, 16)), "18.8%");
        assert_eq!(percent(rate(25, 127)), "19.7%");
        assert_eq!(
            (percent(0.0), percent(1.0)),
            ("0.0%".into(), "100.0%".into())
        );
    }
}
