//! The figures that a finding is measured by.

mod figure;

use std::collections::HashSet;

use super::fold::{cut, first, is_han, last};
use super::propose::both;
use super::subject::{lies_in, spared};
use super::words::cut_from;
use crate::lang::Intake;
use crate::report::{Comparison, Direction, Metric, MetricKind, Required, Text};
use figure::{Figure, figure, proportion};

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

/// How a text states what is asked for; a figure only when it says that this is not kept.
const ASKED: &[(&str, Comparison, Direction)] = &[
    ("不低于", Comparison::AtLeast, Direction::Lower),
    ("不少于", Comparison::AtLeast, Direction::Lower),
    ("不小于", Comparison::AtLeast, Direction::Lower),
    ("不得低于", Comparison::AtLeast, Direction::Lower),
    ("不高于", Comparison::AtMost, Direction::Higher),
    ("不超过", Comparison::AtMost, Direction::Higher),
    ("不得超过", Comparison::AtMost, Direction::Higher),
];

/// What is bad when it is high: of these a figure that is not reached is an upper bound.
const BAD_WHEN_HIGH: [&str; 9] = [
    "近视率",
    "辍学率",
    "流失率",
    "肥胖率",
    "大班额比例",
    "大班额占比",
    "班额",
    "生师比",
    "事故率",
];

/// Change on the year before: words, and which direction the text complains of.
const CHANGED: &[(&str, Direction)] = &[
    ("下降", Direction::Lower),
    ("减少", Direction::Lower),
    ("降低", Direction::Lower),
    ("下滑", Direction::Lower),
    ("负增长", Direction::Lower),
    ("上升", Direction::Higher),
    ("升高", Direction::Higher),
    ("增加", Direction::Higher),
    ("提高", Direction::Higher),
];

/// Characters within which a word and its figure stand.
const NEAR: usize = 60;

/// The metrics of a piece of text; `subject` is the byte after the words for units at its start.
pub(super) fn metrics(text: &str, subject: usize) -> Vec<Metric> {
    let quotes = spared(text);
    let mut found: Vec<(usize, Metric)> = Vec::new();
    let mut taken: HashSet<usize> = HashSet::new();
    let places = |word: &'static str| text.match_indices(word).map(|(at, _)| at);
    for (word, op, worse) in MISSED {
        for at in places(word) {
            // 不低于 is no miss; 未达 is part of 未达到
            let negated = cut(text, 0, at).ends_with(['不', '未', '得']);
            if lies_in(&quotes, at) || negated || taken.contains(&at) {
                continue;
            }
            let after = cut_from(clause(text, at), word.len());
            if let Some(m) = measured(name(text, subject, at), after, *op, *worse) {
                taken.insert(at);
                found.push((at, m));
            }
        }
    }
    for (word, op, worse) in ASKED {
        for at in places(word).filter(|at| !lies_in(&quotes, *at)) {
            let after = cut_from(clause(text, at), word.len());
            found.extend(asked(text, subject, at, after, *op, *worse).map(|m| (at, m)));
        }
    }
    for word in ["同比", "比上年", "较上年", "比去年", "较去年"] {
        for at in places(word).filter(|at| !lies_in(&quotes, *at)) {
            let after = cut_from(clause(text, at), word.len());
            found.extend(changed(name(text, subject, at), after).map(|m| (at, m)));
        }
    }
    for at in places("只增不减").filter(|at| !lies_in(&quotes, *at)) {
        found.extend(never_less(name(text, subject, at)).map(|m| (at, m)));
    }
    for word in ["较", "与", "落后于"] {
        for at in places(word).filter(|at| !lies_in(&quotes, *at)) {
            let after = cut_from(clause(text, at), word.len());
            let of = name(text, subject, at);
            found.extend(behind(of, after, word == "落后于").map(|m| (at, m)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, m)| m).collect()
}

/// The clause from a place on; what stands far off belongs to no figure.
fn clause(text: &str, at: usize) -> &str {
    let near = first(cut_from(text, at), NEAR);
    let end = near.find([',', ';', '。']).unwrap_or(near.len());
    cut(near, 0, end)
}

fn benchmark(name: &str, with: &str, worse: Direction) -> Metric {
    Metric {
        name: both(name),
        kind: MetricKind::Benchmark,
        required: None,
        benchmark: Some(compared_with(with)),
        worse,
    }
}

/// The words for what something is compared with, in English where they are fixed ones.
fn compared_with(with: &str) -> Text {
    type Word = fn(&Intake) -> &'static str;
    const AREAS: [(&str, Word); 4] = [
        ("全国平均", |w| w.national_mean),
        ("全省平均", |w| w.provincial_mean),
        ("全市平均", |w| w.city_mean),
        ("先进地区", |w| w.advanced_regions),
    ];
    let known = AREAS.iter().find(|(zh, _)| with.starts_with(zh));
    Text {
        zh: with.to_owned(),
        en: known.map_or_else(|| with.to_owned(), |(_, w)| Intake::both(*w, &[]).en),
    }
}

/// `未达到80%`, `低于全省平均水平`: what is missed after one of the words.
fn measured(name: &str, after: &str, op: Comparison, worse: Direction) -> Option<Metric> {
    if let Some(big) = proportion(after) {
        return ratio(name, &big, op);
    }
    let Some(f) = figure(after) else {
        return compared(after)
            .filter(|_| !name.is_empty())
            .map(|with| benchmark(name, with, turned(name, op, worse).1));
    };
    let before = cut(after, 0, f.at);
    let before = ASKED
        .iter()
        .find_map(|(w, ..)| before.strip_prefix(w))
        .unwrap_or(before);
    // 四个100% is the name of a programme
    if before.ends_with('个') {
        return None;
    }
    let grows = before.contains("增长") || before.contains("提高");
    let is_rate = ["增幅", "增速", "增长率", "增长比例"]
        .iter()
        .any(|w| name.ends_with(w));
    let whole = share_of(before, &f);
    let kind = match () {
        () if grows || is_rate => MetricKind::Growth,
        () if whole.is_some() => MetricKind::Ratio,
        () => MetricKind::Level,
    };
    // with a longer text between word and figure the two do not belong together
    if kind == MetricKind::Level && before.chars().count() > 12 {
        return None;
    }
    if name.is_empty() && kind != MetricKind::Growth {
        return None;
    }
    let (op, worse) = turned(name, op, worse);
    Some(Metric {
        name: if grows {
            grown(name, before)
        } else {
            both(name)
        },
        kind,
        required: Some(f.required(op)),
        benchmark: whole.map(both),
        worse,
    })
}

/// What grows: the words before 比上年, else the name before.
fn grown(name: &str, before: &str) -> Text {
    let what = before.split_once("比上年").map_or(before, |(what, _)| what);
    let what = what.trim_end_matches("增长").trim_end_matches("提高");
    match (what.is_empty(), name.is_empty()) {
        (false, _) => both(what),
        (true, false) => both(name),
        (true, true) => Intake::both(|w| w.growth, &[]),
    }
}

/// What a share is one of: 在编教师工资的75%, 公用经费5%.
fn share_of<'a>(before: &'a str, f: &Figure) -> Option<&'a str> {
    const SUMS: [&str; 7] = ["经费", "收入", "工资", "总额", "预算", "支出", "总数"];
    if let Some(whole) = before.strip_suffix('的') {
        return (whole.chars().count() > 2).then_some(whole);
    }
    (f.unit == "%" && SUMS.iter().any(|s| before.ends_with(s))).then_some(before)
}

/// Of what is bad when it is high, a figure that is not reached is an upper bound.
fn turned(name: &str, op: Comparison, worse: Direction) -> (Comparison, Direction) {
    if op == Comparison::AtLeast && BAD_WHEN_HIGH.iter().any(|w| name.ends_with(w)) {
        return (Comparison::AtMost, Direction::Higher);
    }
    (op, worse)
}

/// `师生比未达到1:19`: how many of the one come on the other.
fn ratio(name: &str, big: &figure::Proportion, op: Comparison) -> Option<Metric> {
    // more pupils on one teacher: the smaller share is the worse, however it is written
    let (op, worse) = match (big.one_first, op) {
        (true, Comparison::AtLeast) | (false, Comparison::AtMost) => {
            (Comparison::AtMost, Direction::Higher)
        }
        (false, Comparison::AtLeast) => turned(name, op, Direction::Lower),
        // 高于1:19 can mean either
        _ => return None,
    };
    (!name.is_empty()).then(|| Metric {
        name: both(name),
        kind: MetricKind::Ratio,
        required: Some(Required {
            op,
            value: big.value,
            unit: "∶1".to_owned(),
        }),
        benchmark: None,
        worse,
    })
}

/// `未落实培训经费不低于公用经费5%的要求`.
fn asked(
    text: &str,
    subject: usize,
    at: usize,
    after: &str,
    op: Comparison,
    worse: Direction,
) -> Option<Metric> {
    const DENIED: [&str; 6] = ["未", "没有", "不到位", "不达标", "不符合", "不落实"];
    let sentence = last(cut(text, 0, at), 30);
    let open = sentence.rfind([',', ';', '。']).map_or(0, |n| n + 1);
    let own = cut_from(sentence, open);
    // 未达到不低于80% is told already
    if own.ends_with("未达到") || own.ends_with("达不到") || own.ends_with("没有达到") {
        return None;
    }
    if !DENIED.iter().any(|d| own.contains(d) || after.contains(d)) {
        return None;
    }
    let f = figure(after)?;
    let before = cut(after, 0, f.at);
    let whole = share_of(before, &f);
    if before.ends_with('个') || (whole.is_none() && before.chars().count() > 12) {
        return None;
    }
    let mut said = name(text, subject, at);
    for word in [
        "未按照",
        "未按",
        "未落实",
        "未执行",
        "未做到",
        "未实现",
        "没有",
        "未",
    ] {
        said = said.rsplit_once(word).map_or(said, |(_, s)| s);
    }
    let said = if said.is_empty() {
        object(cut_from(after, f.end))
    } else {
        said
    };
    (!said.is_empty()).then(|| Metric {
        name: both(said),
        kind: if whole.is_some() {
            MetricKind::Ratio
        } else {
            MetricKind::Level
        },
        required: Some(f.required(op)),
        benchmark: whole.map(both),
        worse,
    })
}

/// `的比例安排培训经费`: what the figure is asked of, after it.
fn object(rest: &str) -> &str {
    let mut rest = rest;
    for word in [
        "的", "比例", "标准", "要求", "安排", "落实", "配备", "拨付", "提取", "核定", "足额",
        "设置",
    ] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if rest.chars().count() > 20 { "" } else { rest }
}

/// `教育支出比上年下降3%`: no value is asked for, the year before is the measure.
fn changed(name: &str, after: &str) -> Option<Metric> {
    let near = first(after, 6);
    let (_, worse) = CHANGED.iter().find(|(w, _)| near.contains(w))?;
    (!name.is_empty()).then(|| Metric {
        name: both(name),
        kind: MetricKind::Growth,
        required: None,
        benchmark: Some(Intake::both(|w| w.year_before, &[])),
        worse: *worse,
    })
}

/// `教育支出未实现只增不减`: no less than the year before.
fn never_less(name: &str) -> Option<Metric> {
    let said = ["未实现", "未做到", "没有实现", "未达到", "未落实", "未确保"]
        .iter()
        .find_map(|w| name.strip_suffix(w))?;
    (!said.is_empty()).then(|| Metric {
        name: both(said),
        kind: MetricKind::Growth,
        required: Some(Required {
            op: Comparison::AtLeast,
            value: 0.0,
            unit: "%".to_owned(),
        }),
        benchmark: Some(Intake::both(|w| w.year_before, &[])),
        worse: Direction::Lower,
    })
}

/// `较先进地区存在差距`, `落后于全省平均水平`.
fn behind(name: &str, after: &str, says_so: bool) -> Option<Metric> {
    let with = if after.starts_with("先进地区") {
        "先进地区"
    } else {
        compared(after)?
    };
    let rest = cut_from(after, with.len());
    let lacks = ["差距", "落后", "偏低", "较低"]
        .iter()
        .any(|w| rest.contains(w));
    ((says_so || lacks) && !name.is_empty()).then(|| benchmark(name, with, Direction::Lower))
}

/// What something is compared with when no figure is given.
fn compared(after: &str) -> Option<&str> {
    const OF: [&str; 10] = [
        "全国", "全省", "全市", "全区", "国家", "省", "市", "同类", "规定", "评估",
    ];
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
mod tests;
