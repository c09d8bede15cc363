//! One sentence, one problem: where the text of a group is cut.

use super::doc::{Doc, Span};
use super::fold::{cut, is_han};
use super::lack::Lacks;
use super::marker::{Level, marker};
use super::roster::Roster;
use super::subject::{Role, Stand, Subject, Who, lies_in, spared};
use super::words::{cut_from, ends_a_clause};

/// A piece of text that says one thing.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on one another"
)]
pub(super) struct Piece {
    /// Where it is.
    pub span: Span,
    /// Sentence within its block, from 1.
    pub sentence: u32,
    /// Whether no stop stands before it though a sentence begins.
    pub glued: bool,
    /// Whether it goes on about the subject of the piece before.
    pub carried: bool,
    /// Whether it follows the piece before within one sentence.
    pub same_sentence: bool,
    /// Whether it only leads to what follows a colon.
    pub is_lead: bool,
}

impl Piece {
    /// A part of it: bytes of its folded text.
    pub fn part(&self, from: usize, to: usize) -> Span {
        Span {
            from: self.span.from + from,
            to: self.span.from + to,
            ..self.span
        }
    }
}

/// The pieces of a block.
pub(super) fn pieces(doc: &Doc<'_>, block: Span, roster: &Roster) -> Vec<Piece> {
    let mut all = Vec::new();
    let text = doc.text(block);
    let mut sentence = 0;
    for (from, to, stop) in sentences(text) {
        let lead = lead_in(cut(text, from, to));
        let from = from + lead;
        let said = cut(text, from, to);
        let is_lead = cut(text, to, to + 1) == ":";
        if !is_lead && said.chars().filter(|c| is_han(*c)).count() < 4 {
            continue;
        }
        sentence += 1;
        let mut first = true;
        for part in clauses(said, roster) {
            let span = Span {
                from: block.from + from + part.from,
                to: block.from + from + part.to,
                ..block
            };
            all.push(Piece {
                span,
                sentence,
                glued: part.glued,
                carried: part.carried,
                same_sentence: !first || (stop == Before::Semicolon && !all.is_empty()),
                is_lead,
            });
            first = false;
        }
    }
    all
}

/// What stands before a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Stop,
    Semicolon,
}

/// Sentences by their stops, those inside brackets aside.
fn sentences(text: &str) -> Vec<(usize, usize, Before)> {
    let (quoted, bracketed) = (spared(text), brackets(text));
    let mut all = Vec::new();
    let (mut from, mut before) = (0, Before::Nothing);
    for (at, c) in text.char_indices() {
        let stops = match c {
            '。' | '!' | '?' | '…' | '\n' => Before::Stop,
            ';' => Before::Semicolon,
            ':' if leads(text, from, at) => Before::Stop,
            _ => continue,
        };
        if lies_in(&quoted, at) || lies_in(&bracketed, at) {
            continue;
        }
        all.push((from, at, before));
        from = at + c.len_utf8();
        before = stops;
    }
    all.push((from, text.len(), before));
    all
}

/// Whether a colon closes words that only lead to a list of problems.
fn leads(text: &str, from: usize, at: usize) -> bool {
    const LEADS: [&str; 9] = [
        "问题",
        "如下",
        "方面",
        "表现在",
        "表现为",
        "体现在",
        "不足",
        "短板",
        "问题有",
    ];
    let before = cut(text, from, at);
    LEADS.iter().any(|w| before.ends_with(w))
        || marker(cut_from(text, at + 1)).is_some_and(|m| !m.broken)
}

fn brackets(text: &str) -> Vec<(usize, usize)> {
    const NEAR: usize = 60;
    let (mut all, mut open) = (Vec::new(), Vec::new());
    for (n, (at, c)) in text.char_indices().enumerate() {
        match c {
            '(' => open.push((n, at)),
            ')' => {
                let near = open.drain(..).filter(|(m, _)| n - m < NEAR);
                all.extend(near.map(|(_, from)| (from, at)));
            }
            _ => {}
        }
    }
    all
}

/// The bytes of a number at the start of a sentence.
fn lead_in(text: &str) -> usize {
    let trimmed = text.trim_start_matches([',', '、', ';', '。']);
    let skipped = text.len() - trimmed.len();
    let number = marker(trimmed).filter(|m| !m.broken && m.level != Level::Chinese);
    skipped + number.map_or(0, |m| m.len)
}

struct Part {
    from: usize,
    to: usize,
    glued: bool,
    carried: bool,
}

/// The clauses of a sentence that have a subject of their own and say a problem of their own.
fn clauses(text: &str, roster: &Roster) -> Vec<Part> {
    let mut cuts = cuts(text, roster);
    cuts.sort_by_key(|(at, ..)| *at);
    let mut parts = Vec::new();
    let mut open = Part {
        from: 0,
        to: text.len(),
        glued: false,
        carried: false,
    };
    for (at, glued, carried) in cuts {
        if at <= open.from {
            continue;
        }
        let end = cut(text, open.from, at)
            .trim_end_matches([',', '、', ';', ':'])
            .len();
        parts.push(Part {
            to: open.from + end,
            ..open
        });
        let lead = cut_from(text, at).len()
            - cut_from(text, at)
                .trim_start_matches([',', '、', ';'])
                .len();
        open = Part {
            from: at + lead,
            to: text.len(),
            glued,
            carried,
        };
    }
    parts.push(open);
    parts
}

/// Where to cut: place, whether a stop is lost there, whether the subject is carried over.
fn cuts(text: &str, roster: &Roster) -> Vec<(usize, bool, bool)> {
    let lacks = Lacks::of(text);
    let openings = openings(text, &lacks);
    let mut all: Vec<_> = openings.iter().map(|at| (*at, true, false)).collect();
    let mut now: Option<Who> = None;
    let mut from = 0;
    for s in roster.subjects(text) {
        let opened = openings.partition_point(|at| *at <= s.from).checked_sub(1);
        let opened = opened.and_then(|n| openings.get(n));
        if let Some(at) = opened.filter(|at| **at > from) {
            from = *at;
            now = None;
        }
        let before = cut(text, from, s.from);
        let says = lacks.within(from, s.from);
        if s.from > from && opens_piece(&s, before, says, now.as_ref()) {
            all.push((s.from, s.stand == Stand::Glued, false));
            from = s.from;
            now = Some(s.who);
        } else if now.is_none() && s.stand != Stand::Inside && s.role == Role::Plain {
            now = Some(s.who);
        }
    }
    all.sort_unstable_by_key(|(at, ..)| *at);
    let ends: Vec<usize> = all.iter().map(|(at, ..)| *at).chain([text.len()]).collect();
    let mut from = 0;
    for end in ends {
        let own = thresholds(cut(text, from, end));
        all.extend(own.into_iter().map(|at| (from + at, false, true)));
        from = end;
    }
    all
}

/// Whether a subject opens a piece of its own; `says` tells whether what stands before says a problem.
fn opens_piece(s: &Subject, before: &str, says: bool, now: Option<&Who>) -> bool {
    const GROUNDS: [&str; 9] = [
        "由于", "因", "随着", "虽然", "尽管", "受", "鉴于", "针对", "对照",
    ];
    match (s.role, s.stand) {
        (Role::Example | Role::Including, _) | (_, Stand::Inside) => false,
        (Role::Except | Role::Among, _) => says,
        (Role::Plain, Stand::Glued) => (says || now.is_some()) && before.chars().nth(5).is_some(),
        (Role::Plain, Stand::Opens) => {
            if now.is_none() && GROUNDS.iter().any(|g| before.starts_with(g)) {
                return false;
            }
            let named = matches!(now, Some(Who::Units { .. } | Who::All));
            match s.who {
                // some schools within the units named: one subject, one chain
                Who::Some { regions: false } => says && !named,
                Who::Units { .. } | Who::All => says || matches!(now, Some(Who::Units { .. })),
                _ => says,
            }
        }
    }
}

/// Words that begin a sentence, right after a clause that has no stop.
fn openings(text: &str, lacks: &Lacks) -> Vec<usize> {
    const WORDS: [&str; 5] = ["随着", "近年来", "此外", "另外", "与此同时"];
    let found = WORDS.iter().flat_map(|w| text.match_indices(w));
    let lost = found.filter(|(at, _)| ends_a_clause(cut(text, 0, *at)) && lacks.within(0, *at));
    let mut all: Vec<usize> = lost.map(|(at, _)| at).collect();
    all.sort_unstable();
    all
}

/// Two figures missed, one after the other: 未达到80%、…未达到85%.
fn thresholds(text: &str) -> Vec<usize> {
    let signs = text.char_indices().filter(|(_, c)| matches!(c, '、' | ','));
    let mut all = Vec::new();
    // since the last cut
    let mut missed = false;
    let mut from = 0;
    let mut before = "";
    for (at, sign) in signs
        .map(|(at, c)| (at, c.len_utf8()))
        .chain([(text.len(), 0)])
    {
        let clause = cut(text, from, at);
        let follows = misses(clause) && ends_in_figure(clause) && starts_plain(clause);
        if missed && ends_in_figure(before) && follows {
            all.push(from);
            missed = false;
        }
        missed |= misses(clause);
        before = clause;
        from = at + sign;
    }
    all
}

fn starts_plain(clause: &str) -> bool {
    clause.starts_with(is_han) && !clause.starts_with("其中")
}

fn misses(text: &str) -> bool {
    const MISSES: [&str; 6] = ["未达到", "未达", "没有达到", "达不到", "低于", "不足"];
    MISSES.iter().any(|m| text.contains(m))
}

fn ends_in_figure(text: &str) -> bool {
    let figure = text.strip_suffix('%');
    figure.is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
}
