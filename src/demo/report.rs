//! The document of a synthetic ledger: categories, wording and items of the shipped edition, units that do not exist.

use std::collections::HashMap;

use super::{Plan, names};
use crate::report::{Basis, Finding, Report, Scope, Text, Tie, builtin};

/// The report of a plan. Empty where the shipped one cannot be read, which a test of the report module rules out.
pub fn of(plan: &Plan) -> Report {
    let shipped = builtin(crate::setup::source::DEFAULT_REPORT).and_then(Result::ok);
    let mut report = shipped.unwrap_or_else(nothing);
    let units: Vec<_> = (0..plan.units as usize).map(names::unit).collect();
    let ties: Vec<Tie> = units
        .iter()
        .map(|unit| Tie {
            unit: unit.id.clone(),
            basis: Basis::Stated,
            why: None,
        })
        .collect();
    report.id = plan.id();
    report.title = Text {
        zh: format!(
            "示例报告：{}个区市、{}个问题（并非真实数据）",
            plan.units, plan.findings
        ),
        en: format!(
            "Sample report: {} districts, {} findings (no real data)",
            plan.units, plan.findings
        ),
    };
    report.short_title = Text {
        zh: "示例报告".into(),
        en: "Sample report".into(),
    };
    report.issuer = report.short_title.clone();
    report.findings = findings(&report, plan.findings as usize, &ties);
    report.units = units;
    report.practices.clear();
    report.achievements.clear();
    report
}

/// As many findings as asked for, taken from the shipped ones in turn, numbered within their categories.
fn findings(shipped: &Report, count: usize, ties: &[Tie]) -> Vec<Finding> {
    let patterns = shipped.findings.len().max(1);
    let pattern = |n: usize| {
        let at = if count < patterns {
            n * patterns / count.max(1)
        } else {
            n % patterns
        };
        shipped.findings.get(at)
    };
    let order = |f: &Finding| shipped.categories.iter().position(|c| c.id == f.category);
    let mut chosen: Vec<&Finding> = (0..count).filter_map(pattern).collect();
    chosen.sort_by_key(|f| order(f));
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let numbered = chosen.into_iter().map(|f| {
        let number = numbers.entry(&f.category).or_default();
        *number += 1;
        let category = order(f).map_or(0, |at| at + 1);
        Finding {
            id: format!("{category}.{number}"),
            scope: Scope::All,
            units: ties.to_vec(),
            emendation: None,
            practices: Vec::new(),
            ..f.clone()
        }
    });
    numbered.collect()
}

fn nothing() -> Report {
    Report {
        corrections: Vec::new(),
        schema: crate::report::SCHEMA.to_owned(),
        id: String::new(),
        year: 2022,
        issued: jiff::civil::Date::ZERO,
        title: Text::default(),
        short_title: Text::default(),
        issuer: Text::default(),
        units: Vec::new(),
        categories: Vec::new(),
        findings: Vec::new(),
        recommendations: Vec::new(),
        practices: Vec::new(),
        achievements: Vec::new(),
        procedure: Vec::new(),
    }
}
