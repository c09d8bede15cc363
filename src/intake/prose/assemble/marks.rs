//! Where a person must look: every doubt about the text becomes a mark.

use std::collections::BTreeSet;

use super::super::cut::Piece;
use super::super::damage::{Damage, damages};
use super::super::doc::Span;
use super::super::draft::{Doubt, Mark, NO_YEAR, Offer, Place};
use super::super::fold::cut;
use super::super::head::Head;
use super::super::marker::in_chinese;
use super::super::outline::Group;
use super::super::propose::both;
use super::super::roster::Found;
use super::super::scope::Meant;
use super::super::words::Kind;
use super::Builder;
use crate::lang::Intake;
use crate::report::{Emendation, Report, Text};

/// Picks one word of the table.
type Word = fn(&Intake) -> &'static str;

impl Builder<'_> {
    pub(super) fn mark(
        &mut self,
        kind: Doubt,
        finding: Option<&str>,
        at: Option<Span>,
        text: String,
        why: Text,
        offer: Option<Offer>,
    ) {
        let place = at.map(|span| {
            let (from, to) = self.doc.characters(span);
            Place {
                paragraph: span.paragraph + 1,
                from,
                to,
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

    pub(super) fn missing(&mut self, head: &Head, report: &Report) {
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

    pub(super) fn unsure_units(&mut self) {
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
    pub(super) fn lost_numbers(&mut self) {
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

    /// Marks of a group's heading: number lost, title without its stop, numbers left out.
    pub(super) fn title_marks(&mut self, g: &Group, numbers: &BTreeSet<u32>) {
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
        let before = numbers.range(..number).next_back().copied().unwrap_or(0);
        if number > before + 1 {
            let why = Intake::both(|w| w.why_number_gap, &[&before, &number]);
            self.mark(Doubt::Numbering, None, Some(title), text, why, None);
        }
    }

    /// What is unsure about a finding: a lost stop, whom it means, what looks damaged.
    pub(super) fn finding_marks(&mut self, id: &str, p: &Piece, who: &Meant) {
        let doc = self.doc;
        let text = doc.text(p.span);
        if p.glued {
            let opening: usize = text.chars().take(6).map(char::len_utf8).sum();
            let at = p.part(0, opening);
            self.mark(
                Doubt::LostStop,
                Some(id),
                Some(at),
                doc.original(at).to_owned(),
                Intake::both(|w| w.why_lost_stop, &[]),
                None,
            );
        }
        for (kind, at, why) in &who.doubts {
            let at = p.part(at.0, at.1);
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
            self.mark(*kind, Some(id), Some(at), literal, why.clone(), offer);
        }
        for d in damages(text, who.end) {
            self.damage(id, &d, text, p);
        }
    }

    fn damage(&mut self, id: &str, d: &Damage, text: &str, p: &Piece) {
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
            let span = p.part(d.at.0, d.at.1);
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
        let span = p.part(near, d.at.1);
        let literal = doc.original(span).to_owned();
        let (head, tail) = (
            doc.original(p.part(near, at)).to_owned(),
            doc.original(p.part(at, d.at.1)).to_owned(),
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
}
