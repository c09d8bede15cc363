//! Figures in a text: a number with its unit, a proportion of two numbers.

use super::super::fold::cut;
use super::super::words::cut_from;
use crate::report::{Comparison, Required};

/// What a number can be of; the longer ones first.
const UNITS: &[&str] = &[
    "个百分点",
    "平方米",
    "万元",
    "亿元",
    "分钟",
    "小时",
    "课时",
    "学时",
    "%",
    "‰",
    "元",
    "册",
    "人",
    "名",
    "台",
    "所",
    "间",
    "天",
];

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    /// First byte.
    pub at: usize,
    /// Byte after the unit.
    pub end: usize,
    pub value: f64,
    pub unit: &'static str,
}

impl Figure {
    pub fn required(&self, op: Comparison) -> Required {
        Required {
            op,
            value: self.value,
            unit: self.unit.to_owned(),
        }
    }
}

/// The first figure with its unit.
pub(super) fn figure(text: &str) -> Option<Figure> {
    let mut from = 0;
    while let Some(n) = cut_from(text, from).find(|c: char| c.is_ascii_digit()) {
        let at = from + n;
        let (value, len) = number(cut_from(text, at));
        let rest = cut_from(text, at + len);
        let unit = UNITS.iter().find(|u| rest.starts_with(**u));
        if let (Some(unit), Some(value)) = (unit, value) {
            return Some(Figure {
                at,
                end: at + len + unit.len(),
                value,
                unit,
            });
        }
        from = at + len.max(1);
    }
    None
}

/// The number at the start of a text, and its bytes.
fn number(text: &str) -> (Option<f64>, usize) {
    let len = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    (cut(text, 0, len).parse().ok(), len)
}

/// Two numbers one of which is 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Proportion {
    /// The other one.
    pub value: f64,
    /// Whether the 1 stands first: 1:19.
    pub one_first: bool,
}

/// `1:19` at the start of a text, also after the words that ask for it.
pub(super) fn proportion(text: &str) -> Option<Proportion> {
    let said = ["国家", "规定", "的", "要求", "标准", "不低于", "不高于"]
        .iter()
        .fold(text, |t, w| t.strip_prefix(w).unwrap_or(t));
    let (a, len) = number(said);
    let (b, _) = number(cut_from(said, len).strip_prefix([':', '比'])?);
    let (a, b) = (a?, b?);
    let is_one = |n: f64| (n - 1.0).abs() < f64::EPSILON;
    match (is_one(a), is_one(b)) {
        (true, false) => Some(Proportion {
            value: b,
            one_first: true,
        }),
        (false, true) => Some(Proportion {
            value: a,
            one_first: false,
        }),
        _ => None,
    }
}
