//! The problem section becomes categories and findings.

use std::collections::BTreeSet;

use super::super::cut as cutting;
use super::super::draft::Doubt;
use super::super::lack::has_deficit;
use super::super::marker::in_chinese;
use super::super::metric::metrics;
use super::super::outline::{Group, Section, groups};
use super::super::propose::{both, title};
use super::super::scope::{Meant, carried, meant};
use super::super::words::Kind;
use super::Builder;
use crate::lang::Intake;
use crate::report::{Category, Finding, Item, Report, Scope, Source, Text};

impl Builder<'_> {
    pub(super) fn findings(&mut self, report: &mut Report) {
        let sections = self.sections;
        let mut number = 0;
        for s in sections.iter().filter(|s| s.kind == Kind::Problems) {
            let all = groups(self.doc, s, self.roster);
            let titled = all.iter().filter(|g| g.title.is_some());
            let numbers: BTreeSet<u32> = titled.filter_map(|g| g.number).collect();
            for g in &all {
                number += 1;
                let category = self.category(g, s, number);
                let section = self.section_name(g, s);
                let before = report.findings.len();
                self.group(report, g, number, &category.id, &section);
                let title_only = g.title.filter(|_| report.findings.len() == before);
                if let Some(t) = title_only {
                    let g = Group {
                        blocks: vec![t],
                        ..Group::default()
                    };
                    self.group(report, &g, number, &category.id, &section);
                }
                if report.findings.len() == before {
                    number -= 1;
                } else {
                    self.title_marks(g, &numbers);
                    report.categories.push(category);
                }
            }
        }
    }

    /// The name of a group as the report numbers it: 二(三).
    fn section_name(&self, g: &Group, s: &Section) -> String {
        let own = s.number.map(in_chinese).unwrap_or_default();
        match g.number.filter(|_| g.title.is_some()) {
            Some(n) => format!("{own}({})", in_chinese(n)),
            None if own.is_empty() => self.doc.original(s.head).to_owned(),
            None => own,
        }
    }

    fn category(&mut self, g: &Group, s: &Section, number: u32) -> Category {
        let name = if let Some(t) = g.title {
            let name = self.doc.original(t);
            name.trim_end_matches(['。', '：', ':', '.']).to_owned()
        } else {
            let why = Intake::both(|w| w.why_no_titles, &[]);
            let text = self.doc.original(s.head).to_owned();
            self.mark(Doubt::Title, None, Some(s.head), text, why, None);
            String::new()
        };
        let plain: String = name.split_whitespace().collect();
        let name = match plain.as_str() {
            "" => Intake::both(|w| w.no_titles, &[]),
            plain => both(plain),
        };
        Category {
            id: format!("c{number}"),
            label: Text {
                zh: name.zh.chars().take(4).collect(),
                en: format!("No. {number}"),
            },
            name,
        }
    }

    fn group(
        &mut self,
        report: &mut Report,
        g: &Group,
        number: u32,
        category: &str,
        section: &str,
    ) {
        let mut nth = 0;
        for (paragraph, block) in (1_u32..).zip(&g.blocks) {
            let mut before: Option<Meant> = None;
            let mut lead: Option<Meant> = None;
            let mut before_is_led = false;
            let all = cutting::pieces(self.doc, *block, self.roster);
            for (n, p) in all.iter().enumerate() {
                let text = self.doc.text(p.span);
                let prior = if p.same_sentence {
                    before.as_ref()
                } else {
                    None
                };
                let who = if p.carried {
                    before.as_ref().map(|b| carried(b, (0, text.len())))
                } else {
                    None
                };
                let mut who =
                    who.unwrap_or_else(|| meant(text, self.roster, prior.or(lead.as_ref())));
                if lead.is_some() && (prior.is_none() || before_is_led) {
                    // the words before a colon say whom the whole list is about
                    who.doubts.retain(|(kind, ..)| *kind != Doubt::Carried);
                    before_is_led = true;
                }
                let next = all.get(n + 1).map(|n| self.doc.text(n.span));
                if p.is_lead {
                    lead = Some(who);
                    continue;
                }
                if is_procedure(text) || is_praise_before(text, next) {
                    continue;
                }
                nth += 1;
                let id = format!("{number}.{nth}");
                let place = Source {
                    section: section.to_owned(),
                    paragraph,
                    sentence: p.sentence,
                };
                if text.starts_with("其中") && p.same_sentence {
                    belongs(report.findings.last_mut(), &who, &self.ids);
                }
                let finding = self.finding(id, category, p, &who, place);
                report.findings.push(finding);
                before = Some(who);
            }
        }
    }

    fn finding(
        &mut self,
        id: String,
        category: &str,
        p: &cutting::Piece,
        who: &Meant,
        source: Source,
    ) -> Finding {
        let doc = self.doc;
        let text = doc.text(p.span);
        let quote = doc.original(p.span).to_owned();
        let part = |(from, to): (usize, usize)| p.part(from, to);
        self.finding_marks(&id, p, who);
        let name = title(&quote, doc.original(part((0, who.end))).len());
        let statement: String = quote.split('\n').map(str::trim).collect();
        let items = self.points.serving(&quote).map(|serves| Item {
            text: Text {
                zh: crate::lang::fill(Intake::of(crate::lang::Lang::Zh).item_fix, &[&name]),
                en: crate::lang::fill(Intake::of(crate::lang::Lang::En).item_fix, &[&name]),
            },
            serves: serves.to_owned(),
        });
        Finding {
            category: category.to_owned(),
            title: both(&name),
            statement: both(&statement),
            scope: who.scope,
            units: who.ties(&self.ids),
            metrics: metrics(text, who.end),
            source,
            emendation: None,
            quote: Some(quote),
            items: items.into_iter().collect(),
            practices: Vec::new(),
            id,
        }
    }
}

/// 其中甲县: the one that is named is among those that the piece before counts and does not name.
fn belongs(before: Option<&mut Finding>, who: &Meant, ids: &[String]) {
    if let Some(f) = before.filter(|f| f.scope == Scope::Some)
        && who.scope == Scope::Named
    {
        f.scope = Scope::Named;
        f.units = who.ties(ids);
    }
}

/// Words about the procedure: what will be issued, what is attached.
fn is_procedure(text: &str) -> bool {
    let issues = ["印发", "反馈意见", "另行", "书面反馈", "通报各"]
        .iter()
        .any(|w| text.contains(w));
    let later = text.contains('将') || text.contains("另行") || text.contains("已");
    (issues && later && !text.contains('不') && !text.contains('未'))
        || text.contains("详见附件")
        || text.contains("见附件")
}

/// Praise that the next piece turns round: …较好,但….
fn is_praise_before(text: &str, next: Option<&str>) -> bool {
    let turns = next.is_some_and(|n| ["但", "然而", "不过"].iter().any(|w| n.starts_with(w)));
    !has_deficit(text) && (turns || text.ends_with("但") || text.ends_with("但是"))
}
