//! The counts of a summary, in the order in which every format shows them.

use crate::board::Totals;
use crate::lang::{Lang, domain, summary};

/// One count: its key in JSON, its value, its name.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    /// Key in JSON.
    pub code: &'static str,
    /// The value.
    pub of: fn(&Totals) -> usize,
    /// The name in a language.
    pub name: fn(Lang) -> &'static str,
}

const fn count(
    code: &'static str,
    of: fn(&Totals) -> usize,
    name: fn(Lang) -> &'static str,
) -> Count {
    Count { code, of, name }
}

/// Every count of [`Totals`]. The stage 已完成 is named 待核查 here, so that nobody takes it for 完成, which holds 已销号 too.
pub const COUNTS: [Count; 14] = [
    count("entries", |t| t.entries, |l| domain(l).entries),
    count("open", |t| t.open, |l| domain(l).open),
    count("rectifying", |t| t.rectifying, |l| domain(l).rectifying),
    count("completed", |t| t.completed, |l| summary(l).to_verify),
    count("closed", |t| t.closed, |l| domain(l).closed),
    count("objected", |t| t.objected, |l| domain(l).objected),
    count("withdrawn", |t| t.withdrawn, |l| domain(l).withdrawn),
    count("items", |t| t.items, |l| domain(l).items),
    count("ticked", |t| t.ticked, |l| domain(l).done),
    count("overdue", |t| t.overdue, |l| domain(l).overdue),
    count("behind", |t| t.behind, |l| domain(l).behind),
    count("due_soon", |t| t.due_soon, |l| domain(l).soon),
    count("on_schedule", |t| t.on_schedule, |l| domain(l).on_schedule),
    count("no_date", |t| t.no_date, |l| domain(l).no_date),
];

/// The name of a count by its code; the code itself where there is none.
pub fn count_name(code: &'static str, lang: Lang) -> &'static str {
    match code {
        "not_completed" => return domain(lang).not_completed,
        "not_closed" => return domain(lang).not_closed,
        "findings" => return domain(lang).findings,
        _ => {}
    }
    COUNTS
        .iter()
        .find(|c| c.code == code)
        .map_or(code, |c| (c.name)(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_of_the_totals_is_listed_under_its_own_key() {
        let totals = Totals {
            entries: 1,
            open: 2,
            rectifying: 3,
            completed: 4,
            closed: 5,
            objected: 6,
            withdrawn: 7,
            items: 8,
            ticked: 9,
            overdue: 10,
            behind: 11,
            due_soon: 12,
            on_schedule: 13,
            no_date: 14,
            repeated: 0,
        };
        let json = serde_json::to_value(totals).unwrap();
        let listed: Vec<_> = COUNTS.iter().map(|c| (c.code, (c.of)(&totals))).collect();
        assert_eq!(json.as_object().unwrap().len(), listed.len());
        for (code, value) in listed {
            assert_eq!(json[code], value, "{code}");
        }
    }
}
