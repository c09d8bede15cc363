//! Pieces that stand beside one another as long as there is room, else on the next line.

use ratatui::style::Style;

use super::canvas::Canvas;
use crate::text::width;

/// Blanks between two pieces.
const GAP: usize = 3;

/// Several texts of one style each that belong together.
pub(super) type Piece = Vec<(String, Style)>;

/// The pieces in lines of at most `columns`.
pub(super) fn lines(pieces: Vec<Piece>, columns: usize) -> Vec<Piece> {
    let of = |piece: &Piece| piece.iter().map(|(said, _)| width(said)).sum::<usize>();
    let mut all: Vec<Piece> = Vec::new();
    let mut used = 0;
    for piece in pieces {
        let needed = of(&piece);
        match all.last_mut() {
            Some(line) if used + GAP + needed <= columns => {
                line.push((" ".repeat(GAP), Style::new()));
                line.extend(piece);
                used += GAP + needed;
            }
            _ => {
                all.push(piece);
                used = needed;
            }
        }
    }
    all
}

/// Draws lines from a row on; returns the row after them.
pub(super) fn put(lines: &[Piece], x: usize, y: usize, c: &mut Canvas<'_>) -> usize {
    for (n, line) in lines.iter().enumerate() {
        c.spans(x, y + n, line);
    }
    y + lines.len()
}
