//! The check that figures add up, before anybody sees them.

use std::fmt;

use super::{COUNTS, Summary};
use crate::board::trend::Point;
use crate::board::{Light, Totals};
use crate::ledger::Stage;

/// Figures that must not be handed out: every gap that was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the figures do not add up, so no summary was made: {}", listed(.0))]
pub struct DoesNotAddUp(pub Vec<Gap>);

/// One count that its parts do not add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Whose count: id of the report, a unit or a category, or `unit/category`.
    pub of: String,
    /// Which parts were added.
    pub parts: Parts,
    /// Code of the count, e.g. `entries`.
    pub count: &'static str,
    /// What the parts come to.
    pub sum: usize,
    /// What they should come to.
    pub whole: usize,
}

/// The parts of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// The six stages.
    Stages,
    /// The five schedule lights.
    Lights,
    /// Ticked items; they may be fewer than the items, never more.
    Ticks,
    /// The units with the row of those not named.
    Units,
    /// The categories.
    Categories,
    /// The findings.
    Findings,
    /// Why entries are not finished.
    Reasons,
    /// The last point of the burn-down, which is the whole itself.
    Trend,
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = match self.parts {
            Parts::Stages => "stages",
            Parts::Lights => "schedule lights",
            Parts::Ticks => "ticked items",
            Parts::Units => "units",
            Parts::Categories => "categories",
            Parts::Findings => "findings",
            Parts::Reasons => "reasons",
            Parts::Trend => "the trend",
        };
        let (of, count, sum, whole) = (&self.of, self.count, self.sum, self.whole);
        write!(f, "{parts} of {of} give {count} {sum}, not {whole}")
    }
}

fn listed(gaps: &[Gap]) -> String {
    let all: Vec<String> = gaps.iter().map(Gap::to_string).collect();
    all.join("; ")
}

/// Checks stages and lights of every line, units against the whole, categories against the whole and against each unit.
pub(super) fn check(s: &Summary) -> Result<(), DoesNotAddUp> {
    let mut gaps = Vec::new();
    within(&s.report, &s.totals, &mut gaps);
    for unit in &s.units {
        within(&unit.id, &unit.totals, &mut gaps);
        for (category, cell) in s.categories.iter().zip(&unit.cells) {
            within(&format!("{}/{}", unit.id, category.id), cell, &mut gaps);
        }
        let of_unit = (unit.id.as_str(), Parts::Categories);
        against(of_unit, unit.cells.iter(), &unit.totals, &mut gaps);
    }
    for (at, category) in s.categories.iter().enumerate() {
        within(&category.id, &category.totals, &mut gaps);
        let column = s.units.iter().filter_map(|u| u.cells.get(at));
        let of_category = (category.id.as_str(), Parts::Units);
        against(of_category, column, &category.totals, &mut gaps);
    }
    let units = s.units.iter().map(|u| &u.totals);
    against((&s.report, Parts::Units), units, &s.totals, &mut gaps);
    let categories = s.categories.iter().map(|c| &c.totals);
    let of_all = (s.report.as_str(), Parts::Categories);
    against(of_all, categories, &s.totals, &mut gaps);
    let findings = s.finding_list.iter().map(|f| &f.totals);
    against((&s.report, Parts::Findings), findings, &s.totals, &mut gaps);
    elsewhere(s, &mut gaps);
    if gaps.is_empty() {
        Ok(())
    } else {
        Err(DoesNotAddUp(gaps))
    }
}

/// Whether reasons, lists and the burn-down come to the same as the totals.
fn elsewhere(s: &Summary, gaps: &mut Vec<Gap>) {
    let t = &s.totals;
    let reasons = s.unfinished.iter().map(|u| u.entries.len()).sum();
    let last = s.trend.points.last();
    let last = |of: fn(&Point) -> usize| last.map_or(0, of);
    let counts = [
        (Parts::Reasons, "not_completed", reasons, t.not_completed()),
        (
            Parts::Findings,
            "findings",
            s.finding_list.len(),
            s.findings,
        ),
        (Parts::Trend, "entries", last(|p| p.counted), t.counted()),
        (
            Parts::Trend,
            "not_completed",
            last(|p| p.not_completed),
            t.not_completed(),
        ),
        (
            Parts::Trend,
            "not_closed",
            last(|p| p.not_closed),
            t.not_closed(),
        ),
    ];
    let wrong = counts.into_iter().filter(|(_, _, sum, whole)| sum != whole);
    gaps.extend(wrong.map(|(parts, count, sum, whole)| Gap {
        of: s.report.clone(),
        parts,
        count,
        sum,
        whole,
    }));
}

/// Whether the counts of one line hold together.
fn within(of: &str, t: &Totals, gaps: &mut Vec<Gap>) {
    let stages = Stage::ALL.iter().map(|s| t.stage(*s)).sum();
    let lights = Light::ALL.iter().map(|l| t.light(*l)).sum();
    let gap = |parts, count, sum, whole| Gap {
        of: of.to_owned(),
        parts,
        count,
        sum,
        whole,
    };
    if stages != t.entries {
        gaps.push(gap(Parts::Stages, "entries", stages, t.entries));
    }
    if lights != t.entries {
        gaps.push(gap(Parts::Lights, "entries", lights, t.entries));
    }
    if t.ticked > t.items {
        gaps.push(gap(Parts::Ticks, "items", t.ticked, t.items));
    }
}

/// Whether parts add up to their whole, count by count.
fn against<'a>(
    (of, parts): (&str, Parts),
    lines: impl Iterator<Item = &'a Totals>,
    whole: &Totals,
    gaps: &mut Vec<Gap>,
) {
    let mut sum = Totals::default();
    lines.for_each(|line| sum.merge(line));
    for count in &COUNTS {
        let (sum, whole) = ((count.of)(&sum), (count.of)(whole));
        if sum != whole {
            gaps.push(Gap {
                of: of.to_owned(),
                parts,
                count: count.code,
                sum,
                whole,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, SummaryWords};
    use crate::sample::Desk;

    fn gaps(spoil: impl FnOnce(&mut Summary)) -> Vec<String> {
        let mut summary = Desk::busy().summary(Lang::En);
        spoil(&mut summary);
        let gaps = check(&summary).err().map_or(Vec::new(), |e| e.0);
        gaps.iter().map(Gap::to_string).collect()
    }

    #[test]
    fn sound_figures_pass() {
        assert_eq!(gaps(|_| ()), [""; 0]);
    }

    #[test]
    fn stages_that_do_not_add_up_are_named_with_their_line() {
        let found = gaps(|s| s.totals.closed += 1);
        assert!(
            found.contains(&"stages of weihai-2022 give entries 128, not 127".to_owned()),
            "{found:?}"
        );
        assert!(found.contains(&"units of weihai-2022 give closed 3, not 4".to_owned()));
        assert!(found.contains(&"categories of weihai-2022 give closed 3, not 4".to_owned()));
    }

    #[test]
    fn a_lost_unit_and_a_changed_cell_are_found() {
        let found = gaps(|s| drop(s.units.pop()));
        assert!(
            found.contains(&"units of weihai-2022 give entries 119, not 127".to_owned()),
            "{found:?}"
        );
        let found = gaps(|s| s.units[0].cells[0].ticked += 1);
        assert_eq!(
            found,
            [
                "categories of huancui give ticked 5, not 4",
                "units of reform give ticked 9, not 8"
            ]
        );
    }

    #[test]
    fn a_lost_finding_a_lost_reason_and_another_trend_are_found() {
        let found = gaps(|s| drop(s.finding_list.pop()));
        let lost = "findings of weihai-2022 give findings 35, not 36".to_owned();
        assert!(found.contains(&lost), "{found:?}");
        let found = gaps(|s| drop(s.unfinished[0].entries.pop()));
        let lost = ["reasons of weihai-2022 give not_completed 120, not 121"];
        assert_eq!(found, lost);
        let found = gaps(|s| s.trend.points.last_mut().unwrap().not_closed -= 1);
        let other = ["the trend of weihai-2022 give not_closed 122, not 123"];
        assert_eq!(found, other);
    }

    #[test]
    fn the_refusal_names_every_gap_in_both_languages() {
        let error = DoesNotAddUp(vec![Gap {
            of: "huancui".into(),
            parts: Parts::Stages,
            count: "entries",
            sum: 15,
            whole: 16,
        }]);
        assert_eq!(
            SummaryWords::does_not_add_up(Lang::Zh, &error),
            "数字合不上，未生成汇总；请运行 dudao doctor 检查：\nhuancui：按状态相加，台账条目为 15，应为 16"
        );
        assert!(
            SummaryWords::does_not_add_up(Lang::En, &error)
                .ends_with("huancui: added up by stage, entries comes to 15 instead of 16")
        );
    }
}
