//! Which lines belong to which section, and the groups of the problem section.

use super::doc::{Doc, Line, Span, section_head};
use super::fold::is_han;
use super::marker::Level;
use super::roster::Roster;
use super::words::{Kind, cut_from, title_end};

/// One section of the report.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// What it is.
    pub kind: Kind,
    /// Its heading.
    pub head: Span,
    /// Its number as written, or as it must be when it is lost.
    pub number: Option<u32>,
    /// Whether the number is lost in the text.
    pub lost: bool,
    level: Option<Level>,
    /// Lines that belong to it, without the heading.
    pub lines: Vec<Line>,
}

/// One heading of the problem section with what stands under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// Its title; `None` when the section has no headings.
    pub title: Option<Span>,
    /// Its number.
    pub number: Option<u32>,
    /// Whether the number or part of it is lost in the text.
    pub lost: bool,
    /// Whether the title runs into the first sentence without a stop.
    pub glued: bool,
    /// What stands under it, piece by piece.
    pub blocks: Vec<Span>,
}

/// The sections, in order. What stands before the first one belongs to none.
pub(super) fn sections(doc: &Doc<'_>) -> Vec<Section> {
    let mut all: Vec<Section> = Vec::new();
    let mut seen = false;
    for line in &doc.lines {
        let text = doc.text(line.span);
        let in_annex = all.last().is_some_and(|s| s.kind == Kind::Annex);
        if seen && opens_annex(text) && !in_annex {
            all.push(section(Kind::Annex, line, text.len()));
            continue;
        }
        if in_annex {
            push(&mut all, *line);
            continue;
        }
        match opening(doc, line, all.last()) {
            Some((kind, len)) => {
                seen |= kind == Kind::Problems;
                all.push(section(kind, line, len));
                let rest = Span {
                    from: line.span.from + len,
                    ..line.span
                };
                if doc.text(rest).chars().filter(|c| is_han(*c)).count() > 4 {
                    let body = doc.text(rest).trim_start_matches(['。', ':', ';']);
                    let rest = Span {
                        from: rest.to - body.len(),
                        ..rest
                    };
                    push(
                        &mut all,
                        Line {
                            span: rest,
                            marker: super::marker::marker(body),
                        },
                    );
                }
            }
            None => push(&mut all, *line),
        }
    }
    number(&mut all);
    all
}

fn section(kind: Kind, line: &Line, len: usize) -> Section {
    Section {
        kind,
        head: Span {
            to: line.span.from + len,
            ..line.span
        },
        number: line.marker.and_then(|m| m.number),
        lost: line.marker.is_some_and(|m| m.broken),
        level: line.marker.map(|m| m.level),
        lines: Vec::new(),
    }
}

fn push(all: &mut [Section], line: Line) {
    if let Some(last) = all.last_mut() {
        last.lines.push(line);
    }
}

/// Whether a line is the name of an annex.
pub(super) fn opens_annex(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("附件")
        .or_else(|| text.strip_prefix("附:"))
    else {
        return false;
    };
    rest.is_empty() || rest.starts_with([':', '1', '一']) || rest.chars().count() < 4
}

/// The section that a line opens, and the bytes of its heading.
fn opening(doc: &Doc<'_>, line: &Line, now: Option<&Section>) -> Option<(Kind, usize)> {
    let text = doc.text(line.span);
    let level = line.marker.map(|m| m.level);
    if matches!(
        level,
        None | Some(Level::Chinese | Level::ChineseBracket | Level::Digit)
    ) && let Some((kind, len)) = section_head(text)
    {
        let whole = len == text.len() || cut_from(text, len).starts_with([':', '。', '(']);
        // without a number a heading stands alone in its line
        let alone = level.is_some() || len + 3 >= text.len();
        let deeper =
            now.is_some_and(|n| n.kind != Kind::Other && level > n.level && n.level.is_some());
        let within =
            deeper && kind != Kind::Problems && now.is_some_and(|n| n.kind != Kind::Achievements);
        if whole && alone && !within {
            return Some((kind, len));
        }
    }
    // any other heading of the same level or a higher one ends the problem section
    let now = now.filter(|n| n.kind == Kind::Problems)?;
    let ends = match (level, now.level) {
        (Some(l), Some(own)) => l <= own,
        _ => false,
    };
    ends.then(|| {
        (
            Kind::Other,
            text.len().min(line.marker.map_or(0, |m| m.len)),
        )
    })
}

/// A number that is lost follows from its neighbours.
fn number(all: &mut [Section]) {
    for n in 1..all.len() {
        let before = all.get(n - 1).and_then(|s| s.number.zip(Some(s.level)));
        let Some(own) = all.get(n) else { continue };
        if own.number.is_some() || own.kind == Kind::Annex {
            continue;
        }
        let after = all.get(n + 1).and_then(|s| s.number);
        if let Some((b, level)) = before
            && level.is_some()
            && after.is_none_or(|a| a == b + 2)
            && let Some(own) = all.get_mut(n)
        {
            own.number = Some(b + 1);
            own.level = level;
            own.lost = true;
        }
    }
}

/// The level of the numbers that divide a section.
fn own_level(section: &Section) -> Option<Level> {
    let markers = section.lines.iter().filter_map(|l| l.marker);
    markers.map(|m| m.level).min()
}

/// The groups of a problem section.
pub(super) fn groups(doc: &Doc<'_>, section: &Section, roster: &Roster) -> Vec<Group> {
    let level = own_level(section);
    let later = numbers_after(section, level);
    let mut wanting = 0;
    let mut all: Vec<Group> = Vec::new();
    for (n, line) in section.lines.iter().enumerate() {
        let own = line.marker.filter(|m| Some(m.level) == level);
        let title = title(doc, line, roster, own.is_none(), section.kind);
        let has_more = |end: usize| {
            let next = section.lines.get(n + 1);
            end < Doc::body(line).to || next.is_some_and(|l| l.marker.map(|m| m.level) != level)
        };
        match (own, title) {
            (Some(m), Some((end, glued))) if m.level != Level::Spoken && has_more(end) => {
                all.push(group(doc, line, end, (m.number, m.broken, glued)));
                wanting += usize::from(wants(doc, all.last()));
            }
            (None, Some((end, glued)))
                if fits(doc, line, &all, later.get(n).copied().flatten(), wanting)
                    && end < line.span.to =>
            {
                let number = all.last().and_then(|g| g.number).map(|b| b + 1);
                all.push(group(doc, line, end, (number, true, glued)));
                wanting += usize::from(wants(doc, all.last()));
            }
            // a call to act or a success whose title has lost its stop: its first clause stands for the title
            (Some(m), None)
                if section.kind != Kind::Problems && m.level <= Level::ChineseBracket =>
            {
                let body = Doc::body(line);
                let said = doc.text(body);
                let end = said.find([',', '。', ';', ':']).unwrap_or(said.len());
                all.push(Group {
                    title: Some(Span {
                        to: body.from + end,
                        ..body
                    }),
                    number: m.number,
                    lost: m.broken,
                    glued: true,
                    blocks: vec![body],
                });
            }
            _ => {
                let block = if line.marker.is_some() {
                    under_title(doc, line, roster)
                } else {
                    line.span
                };
                if all.is_empty() {
                    all.push(Group::default());
                }
                if let Some(last) = all.last_mut() {
                    last.blocks.push(block);
                }
            }
        }
    }
    all.retain(|g| g.title.is_some() || !g.blocks.is_empty());
    fill_numbers(&mut all);
    all
}

fn group(
    doc: &Doc<'_>,
    line: &Line,
    end: usize,
    (number, lost, glued): (Option<u32>, bool, bool),
) -> Group {
    let body = Doc::body(line);
    let rest = Span { from: end, ..body };
    let said = doc.text(rest);
    let lead = said.len() - said.trim_start_matches(['。', ':', ';', ',']).len();
    let rest = Span {
        from: end + lead,
        ..rest
    };
    Group {
        title: Some(Span { to: end, ..body }),
        number,
        lost,
        glued,
        blocks: (rest.from < rest.to).then_some(rest).into_iter().collect(),
    }
}

/// A number that only left its bracket follows from the group before.
fn fill_numbers(all: &mut [Group]) {
    let mut before = 0;
    for g in all.iter_mut().filter(|g| g.title.is_some()) {
        let number = g.number.unwrap_or(before + 1);
        g.number = Some(number);
        before = number;
    }
}

/// For each line the number of the next one after it that begins with a number of the level.
fn numbers_after(section: &Section, level: Option<Level>) -> Vec<Option<u32>> {
    let mut next = None;
    let mut all: Vec<_> = section
        .lines
        .iter()
        .rev()
        .map(|l| {
            let after = next;
            let own = l.marker.filter(|m| Some(m.level) == level);
            next = own.and_then(|m| m.number).or(next);
            after
        })
        .collect();
    all.reverse();
    all
}

/// Whether the title of a group says 有待….
fn wants(doc: &Doc<'_>, group: Option<&Group>) -> bool {
    let title = group.and_then(|g| g.title);
    title.is_some_and(|t| title_end(doc.text(t), 40).is_some_and(|(_, w)| w))
}

/// Whether a line without a number can be a group whose number is lost: the next one leaves room, or none follows.
/// `wanting` tells how many titles before it say 有待….
fn fits(doc: &Doc<'_>, line: &Line, all: &[Group], next: Option<u32>, wanting: usize) -> bool {
    let Some(last) = all.last().filter(|g| g.title.is_some()) else {
        return false;
    };
    if let Some(next) = next {
        return last.number.is_some_and(|b| next == b + 2);
    }
    // at the end nothing proves it but that the other titles say 有待, too
    let own = title_end(doc.said(line), 24).is_some_and(|(_, w)| w);
    let untitled = all.first().is_some_and(|g| g.title.is_none());
    own && wanting * 2 > all.len() - usize::from(untitled)
}

/// Where the title at the start of a line ends, and whether it runs into what follows.
fn title(
    doc: &Doc<'_>,
    line: &Line,
    roster: &Roster,
    strict: bool,
    kind: Kind,
) -> Option<(usize, bool)> {
    const LONGEST: usize = 30;
    let body = Doc::body(line);
    let said = doc.text(body);
    let stop = said
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| matches!(c, '。' | ':' | ';'));
    let stop = match stop {
        Some((at, _)) => Some(at),
        None if said.chars().count() <= LONGEST => Some(said.len()),
        None => None,
    };
    // a call to act has two halves: 加大投入,落实政策
    let signs: &[char] = if kind == Kind::Problems {
        &['%', ',']
    } else {
        &['%']
    };
    let is_title =
        |head: &str| !head.is_empty() && !head.contains(signs) && !roster.names_anyone(head);
    if let Some((end, wants)) = title_end(said, 24)
        && is_title(said.get(..end)?)
    {
        let rest = cut_from(said, end);
        if rest.is_empty() || rest.starts_with(['。', ':']) {
            return (!strict || wants).then_some((body.from + end, false));
        }
        // 经费投入不足问题突出 goes on; a subject or a new sentence does not
        let opens = roster.subject(rest, 0).is_some()
            || (wants && rest.starts_with(is_han) && !rest.starts_with(['的', '和', '与', '及']));
        if opens && stop != Some(end) && rest.chars().count() > 6 {
            return Some((body.from + end, true));
        }
    }
    let end = stop.filter(|_| !strict)?;
    let head = said.get(..end)?;
    let plain =
        is_title(head) && !cut_from(said, end).starts_with(';') && head.chars().count() <= 26;
    plain.then_some((body.from + end, false))
}

/// An item's text: a short title that more follows is left out.
fn under_title(doc: &Doc<'_>, line: &Line, roster: &Roster) -> Span {
    let body = Doc::body(line);
    match title(doc, line, roster, false, Kind::Problems) {
        Some((end, _)) if doc.text(Span { from: end, ..body }).chars().count() > 8 => {
            let rest = doc.text(Span { from: end, ..body });
            Span {
                from: body.to - rest.trim_start_matches(['。', ':', ';']).len(),
                ..body
            }
        }
        _ => body,
    }
}
