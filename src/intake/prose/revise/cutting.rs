//! Where findings stand in the source, and how they are cut, joined and taken from it.

use std::ops::Range;

use super::super::draft::{Draft, joined};
use super::super::fold::Folded;
use super::super::metric::metrics;
use super::super::propose::{Points, both};
use super::{Refusal, proposed};
use crate::report::{Finding, Metric, Scope, Source};

/// A piece of a paragraph of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which paragraph, from 0.
    pub paragraph: usize,
    /// Its bytes there.
    pub bytes: Range<usize>,
}

/// Where each finding's quote stands; findings follow each other in the source, so that of two places the later counts.
pub fn passages(draft: &Draft) -> Vec<Option<Passage>> {
    let (mut paragraph, mut from) = (0, 0);
    let each = draft.report.findings.iter().map(|f| {
        let quote = f.quote.as_deref().filter(|q| !q.is_empty())?;
        let found = find(draft, quote, (paragraph, from)).or_else(|| find(draft, quote, (0, 0)))?;
        (paragraph, from) = (found.paragraph, found.bytes.end);
        Some(found)
    });
    each.collect()
}

/// The first place of some words at or after a place.
fn find(draft: &Draft, quote: &str, (paragraph, from): (usize, usize)) -> Option<Passage> {
    let all = draft.source.paragraphs.iter().enumerate().skip(paragraph);
    all.into_iter().find_map(|(n, p)| {
        let skipped = if n == paragraph { from } else { 0 };
        let at = skipped + p.text.get(skipped..)?.find(quote)?;
        Some(Passage {
            paragraph: n,
            bytes: at..at + quote.len(),
        })
    })
}

/// The places of a quote where it could be cut, each with the words that would follow.
pub fn clauses(quote: &str) -> Vec<(usize, &str)> {
    let stops = quote
        .char_indices()
        .filter(|(_, c)| matches!(c, '，' | ',' | '；' | ';' | '。' | '、' | '：'));
    let after = stops.map(|(at, c)| at + c.len_utf8());
    after
        .filter_map(|at| Some((at, quote.get(at..)?.trim_start())))
        .filter(|(_, rest)| rest.chars().count() > 1)
        .collect()
}

/// A quote on one line, as a statement says it.
fn plain(quote: &str) -> String {
    quote.split('\n').map(str::trim).collect()
}

/// The figures of a piece of the source.
fn figures(quote: &str) -> Vec<Metric> {
    metrics(&Folded::of(quote).text, 0)
}

impl Draft {
    /// Cuts a finding in two; marks go with the words that they are about.
    pub(super) fn split(&mut self, id: &str, at: usize) -> Result<Option<String>, Refusal> {
        let place = self.place_of(id)?;
        let f = self.finding_mut(id)?;
        let quote = f.quote.clone().unwrap_or_default();
        let (head, tail) = quote.split_at_checked(at).ok_or(Refusal::EmptyPart)?;
        let (head, tail) = (head.trim(), tail.trim());
        if head.is_empty() || tail.is_empty() {
            return Err(Refusal::EmptyPart);
        }
        let (first, second) = parted(f, head, tail).ok_or(Refusal::Emended)?;
        let second_id = format!("{id}.+");
        for m in &mut self.review {
            let own = m.finding.as_deref() == Some(id);
            if own && !head.contains(&m.text) && tail.contains(&m.text) {
                m.finding = Some(second_id.clone());
            }
        }
        let serves = |quote: &str| {
            Points::of(&self.report.recommendations)
                .serving(quote)
                .map(str::to_owned)
        };
        let serves = [serves(head), serves(tail)];
        let f = self.finding_mut(id)?;
        let mut other = f.clone();
        let moves = |part: &str| {
            f.emendation
                .as_ref()
                .is_some_and(|e| part.contains(&e.restored.zh))
        };
        match (moves(&first), moves(&second)) {
            (false, true) => f.emendation = None,
            (true, false) => other.emendation = None,
            _ => {}
        }
        other.id = second_id;
        let [serves_first, serves_second] = serves;
        for (part, quote, statement, serves) in [
            (&mut *f, head, first, serves_first),
            (&mut other, tail, second, serves_second),
        ] {
            part.quote = Some(quote.to_owned());
            part.metrics = figures(quote);
            (part.title, part.items) = proposed(&statement, serves.as_deref());
            part.statement = both(&statement);
        }
        self.report.findings.insert(place + 1, other);
        self.number_anew(place);
        Ok(self.report.findings.get(place + 1).map(|f| f.id.clone()))
    }

    /// Joins a finding to the one before it in its category. What it means is what the first one means.
    pub(super) fn merge(&mut self, id: &str) -> Result<Option<String>, Refusal> {
        let at = self.place_of(id)?;
        let places = passages(self);
        let all = &self.report.findings;
        let before = at.checked_sub(1).ok_or(Refusal::NothingBefore)?;
        let (Some(a), Some(b)) = (all.get(before), all.get(at)) else {
            return Err(Refusal::NothingBefore);
        };
        if a.category != b.category {
            return Err(Refusal::NothingBefore);
        }
        let (Some(Some(pa)), Some(Some(pb))) = (places.get(before), places.get(at)) else {
            return Err(Refusal::Apart);
        };
        let text = self
            .source
            .paragraphs
            .get(pa.paragraph)
            .map_or("", |p| &p.text);
        let between = text.get(pa.bytes.end..pb.bytes.start).unwrap_or("-");
        let between = between.trim().to_owned();
        let is_next = pa.paragraph == pb.paragraph && !between.chars().any(char::is_alphanumeric);
        let whole = text.get(pa.bytes.start..pb.bytes.end).filter(|_| is_next);
        let whole = whole.ok_or(Refusal::Apart)?.to_owned();
        let (kept, gone) = (a.id.clone(), b.clone());
        let f = self.finding_mut(&kept)?;
        f.statement = both(&format!(
            "{}{}{}",
            f.statement.zh, between, gone.statement.zh
        ));
        f.metrics = figures(&whole);
        f.quote = Some(whole);
        f.emendation = match (f.emendation.take(), gone.emendation) {
            (Some(a), Some(b)) => Some(joined(a, &b)),
            (a, b) => a.or(b),
        };
        for item in gone.items {
            if !f.items.contains(&item) {
                f.items.push(item);
            }
        }
        for practice in gone.practices {
            if !f.practices.contains(&practice) {
                f.practices.push(practice);
            }
        }
        for m in &mut self.review {
            if m.finding.as_deref() == Some(id) {
                m.finding = Some(kept.clone());
            }
        }
        self.report.findings.remove(at);
        Ok(self.number_anew(before))
    }

    /// Makes a finding of words of the source that were passed over. Whom it means is for the person to say.
    pub(super) fn add(&mut self, category: &str, passage: &str) -> Result<Option<String>, Refusal> {
        if !self.report.categories.iter().any(|c| c.id == category) {
            return Err(Refusal::NoCategory(category.to_owned()));
        }
        let found = self.in_source(passage).ok_or(Refusal::NotInSource)?;
        let places = passages(self);
        let mut taken = self.report.findings.iter().zip(&places);
        let overlaps = |p: &Passage| {
            p.paragraph == found.paragraph
                && p.bytes.start < found.bytes.end
                && found.bytes.start < p.bytes.end
        };
        if let Some((f, _)) = taken.find(|(_, p)| p.as_ref().is_some_and(overlaps)) {
            return Err(Refusal::IsFinding(f.id.clone()));
        }
        let text = self
            .source
            .paragraphs
            .get(found.paragraph)
            .map_or("", |p| &p.text);
        let quote = text.get(found.bytes.clone()).unwrap_or_default().to_owned();
        let key = |p: &Passage| (p.paragraph, p.bytes.start);
        let mut at = 0;
        for (n, (f, p)) in self.report.findings.iter().zip(&places).enumerate() {
            let is_before = p.as_ref().is_some_and(|p| key(p) < key(&found));
            if f.category == category && (is_before || at == 0) {
                at = n + usize::from(is_before);
            }
        }
        let points = Points::of(&self.report.recommendations);
        let (title, items) = proposed(&quote, points.serving(&quote));
        let finding = Finding {
            id: "+".to_owned(),
            category: category.to_owned(),
            title,
            statement: both(&plain(&quote)),
            scope: Scope::General,
            units: Vec::new(),
            metrics: figures(&quote),
            source: self.source_of(category, &found, &places),
            emendation: None,
            quote: Some(quote),
            items,
            practices: Vec::new(),
        };
        self.report.findings.insert(at, finding);
        Ok(self.number_anew(at))
    }

    /// The place of some words in the source; blanks do not count.
    fn in_source(&self, words: &str) -> Option<Passage> {
        let wanted: String = words.split_whitespace().collect();
        if wanted.chars().count() < 4 {
            return None;
        }
        self.source
            .paragraphs
            .iter()
            .enumerate()
            .find_map(|(n, p)| {
                let solid = p.text.char_indices().filter(|(_, c)| !c.is_whitespace());
                let (places, chars): (Vec<usize>, Vec<char>) = solid.unzip();
                let bare: String = chars.iter().collect();
                let at = bare.find(&wanted)?;
                let first = bare.get(..at)?.chars().count();
                let last = first + wanted.chars().count() - 1;
                let end = places.get(last)? + chars.get(last)?.len_utf8();
                Some(Passage {
                    paragraph: n,
                    bytes: *places.get(first)?..end,
                })
            })
    }

    /// Where the report says it, counted from a finding of the same category that stands nearby.
    fn source_of(&self, category: &str, found: &Passage, places: &[Option<Passage>]) -> Source {
        let own = self.report.findings.iter().zip(places);
        let own = own.filter_map(|(f, p)| Some((f, p.as_ref()?)));
        let near = own
            .filter(|(f, _)| f.category == category)
            .min_by_key(|(_, p)| p.paragraph.abs_diff(found.paragraph));
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let text = self
            .source
            .paragraphs
            .get(found.paragraph)
            .map_or("", |p| &p.text);
        let stops =
            |range: Range<usize>| short(text.get(range).unwrap_or_default().matches('。').count());
        let Some((f, p)) = near else {
            let section = self.report.categories.iter().find(|c| c.id == category);
            return Source {
                section: section.map(|c| c.name.zh.clone()).unwrap_or_default(),
                paragraph: 1,
                sentence: 1,
            };
        };
        let start = found.bytes.start;
        let (paragraph, sentence) = match found.paragraph.checked_sub(p.paragraph) {
            Some(0) if p.bytes.start <= start => {
                let sentence = f.source.sentence + stops(p.bytes.start..start);
                (f.source.paragraph, sentence)
            }
            Some(0) => {
                let later = stops(start..p.bytes.start);
                (f.source.paragraph, f.source.sentence.saturating_sub(later))
            }
            Some(further) => (f.source.paragraph + short(further), 1 + stops(0..start)),
            None => {
                let earlier = short(p.paragraph - found.paragraph);
                let paragraph = f.source.paragraph.saturating_sub(earlier);
                (paragraph, 1 + stops(0..start))
            }
        };
        Source {
            section: f.source.section.clone(),
            paragraph: paragraph.max(1),
            sentence: sentence.max(1),
        }
    }
}

/// The statement in two, as its quote is cut; `None` when words of it were changed so that the place is not known.
fn parted(f: &Finding, head: &str, tail: &str) -> Option<(String, String)> {
    let said = &f.statement.zh;
    let (head, tail) = (plain(head), plain(tail));
    let whole = (said.trim(), head.as_str(), tail.as_str());
    if let Some(first) = whole.0.strip_suffix(whole.2) {
        return Some((first.trim().to_owned(), tail));
    }
    let second = whole.0.strip_prefix(whole.1)?;
    Some((head, second.trim().to_owned()))
}
