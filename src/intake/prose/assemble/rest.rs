//! What stands beside the findings: recommendations, achievements, and the frame of the report.

use jiff::civil::Date;

use super::super::Options;
use super::super::draft::NO_YEAR;
use super::super::fold::{Folded, cut, is_han};
use super::super::head::Head;
use super::super::outline::groups;
use super::super::propose::{both, latin};
use super::super::subject::{lies_in, spared};
use super::super::words::Kind;
use super::Builder;
use crate::lang::Intake;
use crate::report::{Achievement, Point, Recommendation, Report, SCHEMA, Text};

impl Builder<'_> {
    /// The points of the recommendations: one per sentence.
    pub(super) fn recommendations(&self) -> Vec<Recommendation> {
        let mut all = Vec::new();
        for s in self
            .sections
            .iter()
            .filter(|s| s.kind == Kind::Recommendations)
        {
            for g in groups(self.doc, s, self.roster) {
                let n = all.len() + 1;
                let points: Vec<_> = g
                    .blocks
                    .iter()
                    .flat_map(|b| sentences(self.doc.original(*b)))
                    .collect();
                let name = g
                    .title
                    .map_or_else(|| self.doc.original(s.head), |t| self.doc.original(t));
                let points = if points.is_empty() {
                    vec![name.to_owned()]
                } else {
                    points
                };
                all.push(Recommendation {
                    id: format!("rec-{n}"),
                    title: both(name.trim_end_matches(['。', '：'])),
                    points: (1..)
                        .zip(points)
                        .map(|(m, text)| Point {
                            id: format!("rec-{n}.{m}"),
                            targets: targets(&text),
                            text: both(&text),
                        })
                        .collect(),
                });
            }
        }
        all
    }

    pub(super) fn achievements(&self) -> Vec<Achievement> {
        let own = self
            .sections
            .iter()
            .filter(|s| s.kind == Kind::Achievements);
        let all = own.flat_map(|s| groups(self.doc, s, self.roster));
        let told = all.filter_map(|g| {
            let gist: String = g
                .blocks
                .iter()
                .map(|b| self.doc.original(*b))
                .collect::<Vec<_>>()
                .join("\n");
            Some((self.doc.original(g.title?).to_owned(), gist))
        });
        (1..)
            .zip(told.filter(|(_, gist)| !gist.is_empty()))
            .map(|(n, (name, gist))| Achievement {
                id: format!("ach-{n}"),
                title: both(name.trim_end_matches('。')),
                gist: both(&gist),
                figures: Vec::new(),
                note: None,
            })
            .collect()
    }
}

fn sentences(text: &str) -> Vec<String> {
    let each = text
        .split_inclusive('。')
        .map(|s| s.split_whitespace().collect::<String>());
    each.filter(|s| s.chars().filter(|c| is_han(*c)).count() > 3)
        .collect()
}

/// A report with what head and foot say and nothing in it.
pub(super) fn empty(head: &Head, options: &Options) -> Report {
    let unknown = Intake::both(|w| w.unknown, &[]);
    let said = |t: &Option<String>| t.as_deref().map_or_else(|| unknown.clone(), both);
    let issued = options
        .issued
        .or(head.issued)
        .unwrap_or_else(|| Date::new(NO_YEAR, 1, 1).unwrap_or(Date::ZERO));
    let year = options.year.or(head.year).unwrap_or(NO_YEAR);
    let place = head
        .place
        .as_deref()
        .map(latin)
        .filter(|p| !p.is_empty())
        .unwrap_or_else(|| "report".to_owned());
    Report {
        schema: SCHEMA.to_owned(),
        id: if year == NO_YEAR {
            place
        } else {
            format!("{place}-{year}")
        },
        year,
        issued,
        title: said(&head.title),
        short_title: match year {
            NO_YEAR => said(&head.title),
            year => Intake::both(|w| w.short_title, &[&year]),
        },
        issuer: said(&head.issuer),
        units: Vec::new(),
        categories: Vec::new(),
        findings: Vec::new(),
        recommendations: Vec::new(),
        practices: Vec::new(),
        achievements: Vec::new(),
        procedure: Vec::new(),
        corrections: Vec::new(),
    }
}

/// The measurable aims of a point: its clauses that name a figure to reach.
fn targets(text: &str) -> Vec<Text> {
    let folded = Folded::of(text);
    let quotes = spared(&folded.text);
    let mut all = Vec::new();
    let mut from = 0;
    let stops = folded
        .text
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '、' | ';' | '。'));
    let stops: Vec<_> = stops.map(|(at, c)| (at, c.len_utf8())).collect();
    for (at, len) in stops.into_iter().chain([(folded.text.len(), 0)]) {
        let clause = cut(&folded.text, from, at);
        let share = clause.find('%').filter(|n| !lies_in(&quotes, from + n));
        let is_aim =
            share.is_some_and(|n| cut(clause, 0, n).ends_with(|c: char| c.is_ascii_digit()));
        if is_aim && clause.chars().nth(3).is_some() {
            let (a, b) = folded.place(text, from, at);
            all.push(both(cut(text, a, b)));
        }
        from = at + len;
    }
    all
}
