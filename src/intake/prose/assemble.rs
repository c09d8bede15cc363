//! From sections and pieces to a draft.

use jiff::civil::Date;

use super::damage::{Damage, damages};
use super::doc::{Doc, Span};
use super::draft::{
    DRAFT_SCHEMA, Dates, Doubt, Draft, Mark, NO_YEAR, NoReport, Offer, Part, Place,
};
use super::fold::{cut, is_han};
use super::head::{self, Head};
use super::marker::in_chinese;
use super::metric::metrics;
use super::outline::{Group, Section, groups};
use super::propose::{Points, both, latin, title, units};
use super::roster::{Found, Roster};
use super::scope::{Meant, carried, meant};
use super::words::{Kind, has_deficit};
use super::{Options, cut as cutting};
use crate::lang::Intake;
use crate::report::{
    Achievement, Category, Emendation, Finding, Item, Point, Recommendation, Report, SCHEMA, Scope,
    Source, Text,
};

/// Picks one word of the table.
type Word = fn(&Intake) -> &'static str;

/// Builds the draft of a text.
pub(super) struct Builder<'a> {
    pub doc: &'a Doc<'a>,
    pub sections: &'a [Section],
    pub roster: &'a Roster,
    pub options: &'a Options,
    marks: Vec<Mark>,
    ids: Vec<String>,
    points: Points,
}

impl<'a> Builder<'a> {
    pub fn new(
        doc: &'a Doc<'a>,
        sections: &'a [Section],
        roster: &'a Roster,
        options: &'a Options,
    ) -> Self {
        Self {
            doc,
            sections,
            roster,
            options,
            marks: Vec::new(),
            ids: Vec::new(),
            points: Points::default(),
        }
    }

    /// The draft; without findings when the text is no report.
    pub fn draft(
        mut self,
        source: super::reading::Reading,
        head: &Head,
        nothing: Option<NoReport>,
    ) -> Draft {
        let given: Vec<_> = self.options.units.iter().map(|u| u.id.clone()).collect();
        let mut report = empty(head, self.options);
        if nothing.is_none() {
            report.units = units(self.roster, &given);
            self.ids = report.units.iter().map(|u| u.id.clone()).collect();
            self.missing(head, &report);
            self.unsure_units();
            self.lost_numbers();
            report.recommendations = self.recommendations();
            self.points = Points::of(&report.recommendations);
            report.achievements = self.achievements();
            self.findings(&mut report);
        }
        if source.spoilt {
            let why = Intake::both(|w| w.why_encoding, &[&source.encoding]);
            self.mark(
                Doubt::Encoding,
                None,
                None,
                source.encoding.clone(),
                why,
                None,
            );
        }
        for (n, m) in (1..).zip(&mut self.marks) {
            m.id = format!("m{n}");
        }
        let year = (report.year != NO_YEAR).then_some(report.year);
        let (earlier, deadlines) = head::other_dates(self.doc, self.sections, year);
        Draft {
            schema: DRAFT_SCHEMA.to_owned(),
            nothing,
            report,
            sections: self.parts(),
            dates: Dates { earlier, deadlines },
            review: self.marks,
            source,
        }
    }

    fn parts(&self) -> Vec<Part> {
        let each = self.sections.iter().map(|s| Part {
            kind: s.kind,
            number: s.number,
            title: self.doc.original(s.head).to_owned(),
            paragraph: s.head.paragraph + 1,
        });
        each.collect()
    }

    fn mark(
        &mut self,
        kind: Doubt,
        finding: Option<&str>,
        at: Option<Span>,
        text: String,
        why: Text,
        offer: Option<Offer>,
    ) {
        let place = at.map(|span| {
            let (from, to) = self.doc.place(span);
            let whole = self
                .doc
                .paragraphs
                .get(span.paragraph)
                .map_or("", |(p, _)| p.text.as_str());
            Place {
                paragraph: span.paragraph + 1,
                from: cut(whole, 0, from).chars().count(),
                to: cut(whole, 0, to).chars().count(),
            }
        });
        self.marks.push(Mark {
            id: String::new(),
            kind,
            finding: finding.map(str::to_owned),
            place,
            text,
            why,
            offer,
            settled: None,
        });
    }

    fn missing(&mut self, head: &Head, report: &Report) {
        let lacks: [(bool, &str, Word); 4] = [
            (head.title.is_none(), "title", |w| w.why_missing_title),
            (head.issuer.is_none(), "issuer", |w| w.why_missing_issuer),
            (report.issued.year() == NO_YEAR, "issued", |w| {
                w.why_missing_date
            }),
            (report.year == NO_YEAR, "year", |w| w.why_missing_year),
        ];
        for (_, what, why) in lacks.into_iter().filter(|(lacks, ..)| *lacks) {
            self.mark(
                Doubt::Missing,
                None,
                None,
                what.to_owned(),
                Intake::both(why, &[]),
                None,
            );
        }
        if self.roster.units.is_empty() {
            self.mark(
                Doubt::Missing,
                None,
                None,
                "units".to_owned(),
                Intake::both(|w| w.why_no_units, &[]),
                None,
            );
        }
    }

    fn unsure_units(&mut self) {
        let roster = self.roster;
        for u in roster.units.iter().filter(|u| u.found == Found::Guessed) {
            self.mark(
                Doubt::Unit,
                None,
                None,
                u.name.clone(),
                Intake::both(|w| w.why_unit, &[]),
                None,
            );
        }
    }

    /// Numbers of sections that are lost.
    fn lost_numbers(&mut self) {
        let all = self.sections;
        let seen = all
            .iter()
            .position(|s| s.kind == Kind::Problems)
            .unwrap_or(0);
        for s in all.iter().skip(seen).filter(|s| s.lost) {
            let number = s
                .number
                .map(|n| format!("{}、", in_chinese(n)))
                .unwrap_or_default();
            let text = self.doc.original(s.head).to_owned();
            self.mark(
                Doubt::Numbering,
                None,
                Some(s.head),
                text,
                Intake::both(|w| w.why_numbering, &[&number]),
                None,
            );
        }
    }

    fn findings(&mut self, report: &mut Report) {
        let sections = self.sections;
        let mut number = 0;
        for s in sections.iter().filter(|s| s.kind == Kind::Problems) {
            let all = groups(self.doc, s, self.roster);
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
                    self.title_marks(g, &all);
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
            Intake::both(|w| w.no_titles, &[]).zh
        };
        let plain: String = name.split_whitespace().collect();
        Category {
            id: format!("c{number}"),
            label: Text {
                zh: plain.chars().take(4).collect(),
                en: format!("No. {number}"),
            },
            name: both(&plain),
        }
    }

    /// Marks of a group's heading: number lost, title without its stop, numbers left out.
    fn title_marks(&mut self, g: &Group, all: &[Group]) {
        let Some(title) = g.title else { return };
        let text = self.doc.original(title).to_owned();
        let number = g.number.unwrap_or_default();
        if g.lost {
            let why = Intake::both(|w| w.why_numbering, &[&format!("({})", in_chinese(number))]);
            self.mark(Doubt::Numbering, None, Some(title), text.clone(), why, None);
        }
        if g.glued {
            self.mark(
                Doubt::Title,
                None,
                Some(title),
                text.clone(),
                Intake::both(|w| w.why_title, &[]),
                None,
            );
        }
        let titled: Vec<u32> = all
            .iter()
            .filter(|g| g.title.is_some())
            .filter_map(|g| g.number)
            .collect();
        let before = titled
            .iter()
            .rev()
            .find(|n| **n < number)
            .copied()
            .unwrap_or(0);
        if number > before + 1 {
            let why = Intake::both(|w| w.why_number_gap, &[&before, &number]);
            self.mark(Doubt::Numbering, None, Some(title), text, why, None);
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
        let part = |(from, to): (usize, usize)| Span {
            from: p.span.from + from,
            to: p.span.from + to,
            ..p.span
        };
        if p.glued {
            let opening: usize = text.chars().take(6).map(char::len_utf8).sum();
            let at = part((0, opening));
            self.mark(
                Doubt::LostStop,
                Some(&id),
                Some(at),
                doc.original(at).to_owned(),
                Intake::both(|w| w.why_lost_stop, &[]),
                None,
            );
        }
        for (kind, at, why) in &who.doubts {
            let at = part(*at);
            let literal = doc.original(at).to_owned();
            let offer = (*kind == Doubt::LostQuantifier).then(|| Offer {
                reading: format!("各{literal}"),
                emendation: Emendation {
                    lost: Intake::both(|w| w.lost_quantifier, &[]),
                    restored: both(&format!("各{literal}")),
                    why: why.clone(),
                    reversed: false,
                },
                literal: literal.clone(),
            });
            self.mark(*kind, Some(&id), Some(at), literal, why.clone(), offer);
        }
        for d in damages(text, who.end) {
            self.damage(&id, &d, text, &part);
        }
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

    fn damage(&mut self, id: &str, d: &Damage, text: &str, part: &impl Fn((usize, usize)) -> Span) {
        let doc = self.doc;
        let w: fn(&Intake) -> &'static str = match (d.kind, d.is_clause) {
            (Doubt::Reversed, true) => |w| w.why_reversed_clause,
            (Doubt::Reversed, false) => |w| w.why_reversed,
            (Doubt::NoDeficit, _) => |w| w.why_no_deficit,
            (Doubt::Bracket, _) => |w| w.why_bracket,
            (Doubt::Date, _) => |w| w.why_date,
            _ => |w| w.why_lost_word,
        };
        let Some((at, lost)) = d.lost else {
            let span = part(d.at);
            let why = Intake::both(w, &[]);
            self.mark(
                d.kind,
                Some(id),
                Some(span),
                doc.original(span).to_owned(),
                why,
                None,
            );
            return;
        };
        // some words before it, so that the reading fits in one place only
        let near = cut(text, 0, at)
            .char_indices()
            .rev()
            .take_while(|(_, c)| !matches!(c, '、' | ',' | ';' | '”' | '》'))
            .take(4)
            .last()
            .map_or(at, |(n, _)| n)
            .min(d.at.0);
        let span = part((near, d.at.1));
        let literal = doc.original(span).to_owned();
        let (head, tail) = (
            doc.original(part((near, at))).to_owned(),
            doc.original(part((at, d.at.1))).to_owned(),
        );
        let reading = format!("{head}{lost}{tail}");
        let word = format!("{lost}{tail}");
        let why = if d.kind == Doubt::LostWord {
            Intake::both(w, &[&tail, &word])
        } else {
            Intake::both(w, &[])
        };
        let lost_word: fn(&Intake) -> &'static str = if d.kind == Doubt::Reversed {
            |w| w.lost_negation
        } else {
            |w| w.lost_word
        };
        let offer = Offer {
            literal: literal.clone(),
            emendation: Emendation {
                lost: Intake::both(lost_word, &[&lost]),
                restored: both(&reading),
                why: why.clone(),
                reversed: d.kind == Doubt::Reversed,
            },
            reading,
        };
        self.mark(d.kind, Some(id), Some(span), literal, why, Some(offer));
    }

    /// The points of the recommendations: one per sentence.
    fn recommendations(&self) -> Vec<Recommendation> {
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
                            text: both(&text),
                            targets: Vec::new(),
                        })
                        .collect(),
                });
            }
        }
        all
    }

    fn achievements(&self) -> Vec<Achievement> {
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

/// A report with what head and foot say and nothing in it.
fn empty(head: &Head, options: &Options) -> Report {
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
        short_title: said(&head.title),
        issuer: said(&head.issuer),
        units: Vec::new(),
        categories: Vec::new(),
        findings: Vec::new(),
        recommendations: Vec::new(),
        practices: Vec::new(),
        achievements: Vec::new(),
        procedure: Vec::new(),
    }
}
