//! The figures that a finding is measured by.

use std::collections::HashSet;

use super::fold::{cut, first, is_han, last};
use super::subject::{lies_in, spared};
use super::words::cut_from;
use crate::report::{Comparison, Direction, Metric, MetricKind, Required, Text};

/// How a text puts a figure: words, comparison that has to hold, which direction is worse.
const MISSED: &[(&str, Comparison, Direction)] = &[
    ("未达到", Comparison::AtLeast, Direction::Lower),
    ("没有达到", Comparison::AtLeast, Direction::Lower),
    ("达不到", Comparison::AtLeast, Direction::Lower),
    ("未达", Comparison::AtLeast, Direction::Lower),
    ("未实现", Comparison::AtLeast, Direction::Lower),
    ("不足", Comparison::AtLeast, Direction::Lower),
    ("低于", Comparison::AtLeast, Direction::Lower),
    ("高于", Comparison::AtMost, Direction::Higher),
    ("超过", Comparison::AtMost, Direction::Higher),
    ("超出", Comparison::AtMost, Direction::Higher),
];

/// Characters within which a word and its figure stand.
const NEAR: usize = 60;

const UNITS: &[&str] = &["%", "个百分点", "平方米", "万元", "元", "册", "人"];

/// The metrics of a piece of text; `subject` is the byte after the words for units at its start.
pub(super) fn metrics(text: &str, subject: usize) -> Vec<Metric> {
    let spared_parts = spared(text);
    // what stands further off belongs to no figure
    let clause = |at: usize| {
        let near = first(cut_from(text, at), NEAR);
        let end = near.find([',', ';', '。']).unwrap_or(near.len());
        cut(near, 0, end)
    };
    let mut found: Vec<(usize, Metric)> = Vec::new();
    let mut taken: HashSet<usize> = HashSet::new();
    for (word, op, worse) in MISSED {
        for (at, _) in text.match_indices(word) {
            let quoted = lies_in(&spared_parts, at);
            // 未达到 holds 达到, 不低于 is no miss
            let negated = cut(text, 0, at).ends_with(['不', '未']);
            if quoted || negated || taken.contains(&at) {
                continue;
            }
            let after = cut_from(clause(at), word.len());
            if let Some(m) = measured(name(text, subject, at), after, *op, *worse) {
                taken.insert(at);
                found.push((at, m));
            }
        }
    }
    for (at, _) in text
        .match_indices("较先进地区")
        .chain(text.match_indices("与先进地区"))
    {
        if ["差距", "落后", "偏低"]
            .iter()
            .any(|w| clause(at).contains(w))
        {
            found.push((
                at,
                benchmark(name(text, subject, at), "先进地区", Direction::Lower),
            ));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, m)| m).collect()
}

fn both(text: &str) -> Text {
    Text {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

fn benchmark(name: &str, with: &str, worse: Direction) -> Metric {
    Metric {
        name: both(name),
        kind: MetricKind::Benchmark,
        required: None,
        benchmark: Some(both(with)),
        worse,
    }
}

fn measured(name: &str, after: &str, op: Comparison, worse: Direction) -> Option<Metric> {
    let Some((at, value, unit)) = figure(after) else {
        return compared(after)
            .filter(|_| !name.is_empty())
            .map(|with| benchmark(name, with, worse));
    };
    let before = cut(after, 0, at);
    let is_growth = before.contains("增长") || before.contains("提高");
    let kind = match () {
        () if is_growth => MetricKind::Growth,
        () if before.ends_with('的') && before.chars().count() > 3 => MetricKind::Ratio,
        () => MetricKind::Level,
    };
    // with a longer text between word and figure the two do not belong together
    if kind == MetricKind::Level && before.chars().count() > 12 {
        return None;
    }
    if name.is_empty() && kind != MetricKind::Growth {
        return None;
    }
    let name = match kind {
        MetricKind::Growth => before
            .split_once("比上年")
            .map_or(before, |(what, _)| what)
            .trim_end_matches("增长")
            .trim_end_matches("提高"),
        _ => name,
    };
    let other = (kind == MetricKind::Ratio).then(|| both(before.trim_end_matches('的')));
    Some(Metric {
        name: both(if name.is_empty() { "增长" } else { name }),
        kind,
        required: Some(Required {
            op,
            value,
            unit: unit.to_owned(),
        }),
        benchmark: other,
        worse,
    })
}

/// The first figure with its unit: place, value, unit.
fn figure(text: &str) -> Option<(usize, f64, &'static str)> {
    let mut from = 0;
    while let Some(n) = cut_from(text, from).find(|c: char| c.is_ascii_digit()) {
        let at = from + n;
        let rest = cut_from(text, at);
        let len = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let unit = UNITS.iter().find(|u| cut_from(rest, len).starts_with(**u));
        if let (Some(unit), Ok(value)) = (unit, cut(rest, 0, len).parse()) {
            return Some((at, value, unit));
        }
        from = at + len.max(1);
    }
    None
}

/// What something is compared with when no figure is given.
fn compared(after: &str) -> Option<&str> {
    const OF: [&str; 8] = ["全国", "全省", "全市", "全区", "国家", "省", "市", "同类"];
    const WITH: [&str; 7] = [
        "平均水平",
        "平均值",
        "平均数",
        "平均",
        "均值",
        "标准",
        "水平",
    ];
    OF.iter().find(|o| after.starts_with(**o))?;
    let end = WITH
        .iter()
        .filter_map(|w| Some(after.find(w)? + w.len()))
        .max()?;
    (end <= 36).then(|| cut(after, 0, end))
}

/// What is measured: the words before, back to a stop or the subject.
fn name(text: &str, subject: usize, at: usize) -> &str {
    let before = cut(text, subject.min(at), at);
    let near = last(before, NEAR);
    let sign = near
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, ',' | '、' | ';' | ':'));
    let mut said = match sign {
        Some((n, c)) => cut_from(near, n + c.len_utf8()),
        None if near.len() == before.len() => near,
        None => return "",
    };
    for word in ["均", "仍", "还", "尚", "都", "普遍", "明显"] {
        said = said.strip_suffix(word).unwrap_or(said);
    }
    for word in ["存在", "均", "的", "仍", "其中"] {
        said = said.strip_prefix(word).unwrap_or(said);
    }
    if said.chars().all(is_han) || said.chars().count() < 30 {
        said
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, MetricKind, Option<f64>, Direction)> {
        let all = metrics(text, 0).into_iter();
        all.map(|m| (m.name.zh, m.kind, m.required.map(|r| r.value), m.worse))
            .collect()
    }

    #[test]
    fn thresholds_ratios_growth_and_benchmarks_are_told_apart() {
        use Direction::*;
        use MetricKind::*;
        assert_eq!(
            of("专科及以上比例未达到80%"),
            [("专科及以上比例".into(), Level, Some(80.0), Lower)]
        );
        assert_eq!(
            of("平均工资未达到在编教师平均工资的75%"),
            [("平均工资".into(), Ratio, Some(75.0), Lower)]
        );
        assert_eq!(of("甲县未实现教育经费比上年增长10%的要求")[0].1, Growth);
        assert_eq!(
            of("学生近视率高于全省平均值"),
            [("学生近视率".into(), Benchmark, None, Higher)]
        );
        assert_eq!(
            of("体质健康优良率较先进地区存在差距"),
            [("体质健康优良率".into(), Benchmark, None, Lower)]
        );
        assert_eq!(
            of("班额超过55人"),
            [("班额".into(), Level, Some(55.0), Higher)]
        );
    }

    #[test]
    fn figures_that_are_names_are_no_metrics() {
        for text in [
            "“双减”落实不到位",
            "4个“100%”建设未达标",
            "两项教育费附加管理不规范",
            "未落实“四个100%”要求",
            "2021年反馈的问题未整改",
        ] {
            assert!(of(text).is_empty(), "{text}");
        }
    }
}
