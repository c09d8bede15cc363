//! The steps of the evaluation, when a section is plainly named for them.

use std::collections::HashSet;

use super::super::doc::{Doc, Line};
use super::super::fold::first;
use super::super::propose::both;
use super::super::words::Kind;
use super::Builder;
use crate::lang::Intake;
use crate::report::Step;

impl Builder<'_> {
    /// The steps of the evaluation, when a section is named for them.
    pub(super) fn procedure(&self) -> Vec<Step> {
        let is_named = |l: &&Line| {
            let said = self.doc.said(l);
            let name = first(said, 9).split(['。', ':']).next().unwrap_or_default();
            PROCEDURE.contains(&name)
        };
        let inside = |l: &Line| {
            let problems = self.sections.iter().filter(|s| s.kind == Kind::Problems);
            problems.flat_map(|s| &s.lines).any(|o| o.span == l.span)
        };
        let lines = &self.doc.lines;
        let Some(at) = lines.iter().position(|l| is_named(&l)) else {
            return Vec::new();
        };
        let Some(head) = lines.get(at).filter(|l| !inside(l)) else {
            return Vec::new();
        };
        let level = head.marker.map(|m| m.level);
        let heads: HashSet<usize> = self.sections.iter().map(|s| s.head.paragraph).collect();
        let own = lines.iter().skip(at + 1).take_while(|l| {
            !heads.contains(&l.span.paragraph)
                && l.marker
                    .is_none_or(|m| level.is_none_or(|own| m.level > own))
        });
        let own: Vec<_> = own.filter(|l| l.marker.is_some()).collect();
        let step = |(n, l): (usize, &&Line)| {
            let text = self.doc.original(Doc::body(l));
            let end = text.find(['。', '：', ':']).unwrap_or(text.len());
            let title = text.get(..end).filter(|t| t.chars().count() <= 20);
            Step {
                id: format!("step-{n}"),
                title: title.map_or_else(|| Intake::both(|w| w.step, &[&n]), both),
                text: both(text),
            }
        };
        (1..).zip(&own).map(step).collect()
    }
}

/// How a section on the steps of the evaluation is called.
const PROCEDURE: [&str; 8] = [
    "评价程序",
    "评估程序",
    "督导程序",
    "工作程序",
    "评价流程",
    "工作流程",
    "评价步骤",
    "工作步骤",
];
