//! The source of a draft: paragraphs around a passage, with the passage and the marked words lit.

use std::ops::Range;

use super::super::model::Model;
use super::super::review::Review;
use super::super::theme::Role;
use super::canvas::Canvas;
use crate::intake::prose::revise::Passage;
use crate::lang::{Review as Words, fill};
use crate::text::{take, wrap};

/// A line of the source: its paragraph, the bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    paragraph: usize,
    bytes: Range<usize>,
}

/// Draws what stands around the passage of the selected row.
pub(super) fn draw(model: &Model, review: &Review, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, Words::of(model.lang));
    let row = review.here();
    let (passage, words) = row.map_or((None, None), |row| review.lit(row));
    let focus = words.clone().or_else(|| passage.clone());
    let columns = c.width();
    let (room, rows) = room(columns, c.height());
    c.tint(0, 0, columns, 1, t.surface());
    let x = c.put(1, 0, w.source, t.style(Role::Strong).patch(t.surface()));
    let place = focus.as_ref().map_or_else(
        || w.of_report.to_owned(),
        |p| fill(w.paragraph, &[&(p.paragraph + 1)]),
    );
    c.put(x + 2, 0, &place, t.style(Role::Muted).patch(t.surface()));
    let (lines, _) = lines(review, focus.as_ref(), room, rows);
    for (y, line) in lines.into_iter().enumerate() {
        let text = review.draft.source.paragraphs.get(line.paragraph);
        let text = text.map_or("", |p| p.text.as_str());
        let said = text.get(line.bytes.clone()).unwrap_or_default();
        let near = focus
            .as_ref()
            .is_some_and(|p| p.paragraph == line.paragraph);
        let role = if near || focus.is_none() {
            Role::Text
        } else {
            Role::Muted
        };
        c.put(2, y + 1, said, t.style(role));
        let cut = |p: &Option<Passage>| {
            let p = p.as_ref().filter(|p| p.paragraph == line.paragraph)?;
            let (from, to) = (
                p.bytes.start.max(line.bytes.start),
                p.bytes.end.min(line.bytes.end),
            );
            (from < to).then(|| from - line.bytes.start..to - line.bytes.start)
        };
        if let Some(range) = cut(&passage) {
            c.mark((2, y + 1), room, said, &[range], t.line());
        }
        if let Some(range) = cut(&words) {
            c.mark((2, y + 1), room, said, &[range], t.style(Role::Selected));
        }
        if near && cut(&passage).or_else(|| cut(&words)).is_some() {
            c.put(0, y + 1, "|", t.style(Role::Key));
        }
    }
}

/// Columns and rows of the text in a panel of some size.
fn room(columns: usize, height: usize) -> (usize, usize) {
    (columns.saturating_sub(3).max(2), height.saturating_sub(1))
}

/// The shift in a panel of some size, once it is kept between the ends of the source.
pub(super) fn shift(review: &Review, columns: usize, height: usize) -> isize {
    let (passage, words) = review.here().map_or((None, None), |row| review.lit(row));
    let (room, rows) = room(columns, height);
    lines(review, words.or(passage).as_ref(), room, rows).1
}

/// The lines that are shown: those of the passage, with about a third of the room before it, moved by the user; and by
/// how many lines it could be moved.
fn lines(review: &Review, focus: Option<&Passage>, room: usize, rows: usize) -> (Vec<Line>, isize) {
    let first = focus.map_or(0, |p| p.paragraph);
    let mut shown = wrapped(review, first, room);
    let start = focus.map_or(0, |p| p.bytes.start);
    let at = shown.iter().position(|l| l.bytes.end > start).unwrap_or(0);
    let before = isize::try_from(rows / 3).unwrap_or(0) - review.shift;
    // the line at the top, counted from the first line of the paragraph
    let top = isize::try_from(at).unwrap_or(0) - before;
    let mut above = Vec::new();
    let mut paragraph = first;
    while isize::try_from(above.len()).unwrap_or(0) < -top && paragraph > 0 {
        paragraph -= 1;
        let mut earlier = wrapped(review, paragraph, room);
        earlier.append(&mut above);
        above = earlier;
    }
    let before_passage = isize::try_from(above.len()).unwrap_or(0);
    let asked = before_passage + top;
    let skipped = usize::try_from(asked).unwrap_or(0);
    let mut next = first + 1;
    while above.len() + shown.len() < skipped + rows && next < review.draft.source.paragraphs.len()
    {
        shown.extend(wrapped(review, next, room));
        next += 1;
    }
    above.extend(shown);
    // never past the end
    let last = above.len().saturating_sub(rows.min(above.len()));
    let skipped = skipped.min(last);
    let moved = review.shift + isize::try_from(skipped).unwrap_or(0) - asked;
    (above.into_iter().skip(skipped).take(rows).collect(), moved)
}

/// The lines of a paragraph.
fn wrapped(review: &Review, paragraph: usize, room: usize) -> Vec<Line> {
    let text = review.draft.source.paragraphs.get(paragraph);
    let text = text.map_or("", |p| p.text.as_str());
    let mut from = 0;
    let mut all = Vec::new();
    for said in wrap(text, room) {
        let rest = text.get(from..).unwrap_or_default();
        let at = from + rest.find(&said).unwrap_or(0);
        // what the canvas would cut is not lit either
        let bytes = at..at + take(&said, room).len().max(1).min(said.len());
        from = at + said.len();
        all.push(Line { paragraph, bytes });
    }
    all
}
