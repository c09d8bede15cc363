//! What units do well: the cases of an annex, or of a section that is called so. Findings never come from here.

use std::collections::HashMap;

use super::super::doc::{Doc, Line, Span};
use super::super::fold::{first, is_han};
use super::super::marker::Level;
use super::super::outline::{Section, opens_annex};
use super::super::propose::both;
use super::super::roster::Roster;
use super::super::subject::Who;
use super::super::words::{Kind, cut_from};
use super::Builder;
use crate::report::Practice;

impl Builder<'_> {
    /// The practices of every section that tells of cases.
    pub(super) fn practices(&self) -> Vec<Practice> {
        let mut count = HashMap::new();
        let mut all = Vec::new();
        for s in self.sections.iter().filter(|s| self.may_tell_cases(s)) {
            for case in Cases::of(self.doc, self.roster, s) {
                all.extend(case.units.iter().filter_map(|u| {
                    let unit = self.ids.get(*u)?;
                    let n: &mut u32 = count.entry(*u).or_default();
                    *n += 1;
                    Some(Practice {
                        id: format!("{unit}-p{n}"),
                        unit: unit.clone(),
                        title: both(&case.title),
                        gist: both(if case.gist.is_empty() {
                            &case.title
                        } else {
                            &case.gist
                        }),
                        categories: Vec::new(),
                    })
                }));
            }
        }
        all
    }

    /// Whether cases of units can stand in a section; an annex of several parts is asked line by line.
    pub(super) fn may_tell_cases(&self, s: &Section) -> bool {
        s.kind == Kind::Annex
            || (s.kind == Kind::Achievements && names_cases(self.doc.text(s.head)))
    }
}

/// One case as it stands in the text.
#[derive(Debug, Default)]
struct Case {
    units: Vec<usize>,
    title: String,
    gist: String,
}

/// Reads the lines of a section one after the other.
struct Cases<'a> {
    doc: &'a Doc<'a>,
    roster: &'a Roster,
    /// Whether what is read now tells of cases.
    is_on: bool,
    /// The units whose heading stands above.
    units: Vec<usize>,
    /// How the entries under that heading are numbered, and the number of the last one.
    level: Option<Level>,
    number: u32,
    all: Vec<Case>,
}

impl<'a> Cases<'a> {
    fn of(doc: &'a Doc<'a>, roster: &'a Roster, section: &Section) -> Vec<Case> {
        let mut own = Self {
            doc,
            roster,
            is_on: names_cases(doc.text(section.head)),
            units: Vec::new(),
            level: None,
            number: 0,
            all: Vec::new(),
        };
        for line in &section.lines {
            own.line(line);
        }
        own.all
            .retain(|c| !c.units.is_empty() && !c.title.is_empty());
        own.all
    }

    fn line(&mut self, line: &Line) {
        let text = self.doc.text(line.span);
        if self.is_heading(line, text) {
            self.units.clear();
            self.all.push(Case::default());
            return;
        }
        if !self.is_on {
            return;
        }
        let said = self.doc.said(line);
        if let Some((Who::Units { units, .. }, len)) = self.roster.subject(said, 0)
            && cut_from(said, len).trim_end_matches([':', '。']).is_empty()
        {
            self.units = units;
            (self.level, self.number) = (None, 0);
            self.all.push(Case::default());
            return;
        }
        match self.entry(line, said) {
            Some(skip) => self.open(line, skip),
            None => self.go_on(line),
        }
    }

    /// The name of an annex or of a part of it; it says whether cases follow.
    fn is_heading(&mut self, line: &Line, text: &str) -> bool {
        let is_title =
            line.marker.is_none() && text.chars().nth(50).is_none() && !text.contains(['。', ',']);
        let is_other = ["表", "名单", "结果", "标准", "办法", "指标", "说明"]
            .iter()
            .any(|w| text.ends_with(w));
        if opens_annex(text) {
            let is_named = text.chars().nth(4).is_some();
            self.is_on = names_cases(text) || (self.is_on && !is_named);
            return true;
        }
        if is_title && (names_cases(text) || is_other) {
            self.is_on = names_cases(text);
            return true;
        }
        false
    }

    /// Whether a line begins a case, and the bytes of what is left of a number before it.
    fn entry(&mut self, line: &Line, said: &str) -> Option<usize> {
        if let Some(m) = line.marker {
            let level = *self.level.get_or_insert(m.level);
            if m.level > level {
                return None;
            }
            self.number = m.number.unwrap_or(self.number + 1);
            return Some(0);
        }
        // 3科学育人: the stop after the number is lost
        let digits = said.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let rest = cut_from(said, digits);
        let follows = said.get(..digits).and_then(|d| d.parse().ok()) == Some(self.number + 1);
        if follows && rest.starts_with(is_han) && !rest.starts_with(MEASURES) {
            self.number += 1;
            return Some(digits);
        }
        let names = matches!(self.roster.subject(said, 0), Some((Who::Units { .. }, _)));
        (self.units.is_empty() && names).then_some(0)
    }

    fn open(&mut self, line: &Line, skip: usize) {
        let body = Doc::body(line);
        let mut body = Span {
            from: body.from + skip,
            ..body
        };
        let mut units = self.units.clone();
        if units.is_empty()
            && let Some((Who::Units { units: own, .. }, len)) =
                self.roster.subject(self.doc.text(body), 0)
        {
            units = own;
            let rest = cut_from(self.doc.text(body), len);
            body.from = body.to - rest.trim_start_matches([':', ',', '—', '-']).len();
        }
        let text = self.doc.text(body);
        let near = first(text, 31);
        let stop = near
            .find(['。', ':'])
            .or((near.len() == text.len()).then_some(near.len()));
        let (title, mut gist) = match stop {
            Some(end) => (
                self.plain(Span {
                    to: body.from + end,
                    ..body
                }),
                Span {
                    from: body.from + end,
                    ..body
                },
            ),
            None => (short(&self.plain(body)), body),
        };
        let rest = self.doc.text(gist);
        gist.from = gist.to - rest.trim_start_matches(['。', ':']).len();
        if units.is_empty() {
            units = self.in_brackets(first(text, 31));
        }
        self.all.push(Case {
            units,
            title,
            gist: self.plain(gist),
        });
    }

    /// `推进集团办学(甲县)`: the unit that stands in brackets after a title.
    fn in_brackets(&self, title: &str) -> Vec<usize> {
        let inner = title.split_once('(').map_or("", |(_, inner)| inner);
        match self.roster.subject(inner, 0) {
            Some((Who::Units { units, .. }, len)) if cut_from(inner, len).starts_with(')') => units,
            _ => Vec::new(),
        }
    }

    /// A line that goes on about the case before.
    fn go_on(&mut self, line: &Line) {
        let more = self.plain(line.span);
        if let Some(c) = self.all.last_mut().filter(|c| !c.title.is_empty()) {
            if !c.gist.is_empty() {
                c.gist.push('\n');
            }
            c.gist.push_str(&more);
        }
    }

    /// The words as written, their line breaks aside.
    fn plain(&self, span: Span) -> String {
        let lines = self.doc.original(span).split('\n');
        lines.map(str::trim).collect()
    }
}

/// What is counted after a number and no title begins with.
const MEASURES: &[char] = &[
    '个', '名', '所', '年', '月', '日', '人', '元', '万', '亿', '次', '项', '类', '批', '家', '场',
    '大', '级',
];

/// Whether words announce cases of good work.
fn names_cases(text: &str) -> bool {
    ["典型", "案例", "经验", "亮点", "特色做法", "创新做法"]
        .iter()
        .any(|w| text.contains(w))
}

/// The first clause, cut to the length of a title.
fn short(text: &str) -> String {
    let end = text
        .find(['，', ',', '；', ';', '。'])
        .unwrap_or(text.len());
    let clause = text.get(..end).unwrap_or(text);
    if clause.chars().count() <= 20 {
        return clause.to_owned();
    }
    first(clause, 19).chars().chain(['…']).collect()
}
