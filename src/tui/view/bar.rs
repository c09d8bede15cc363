//! Progress as a bar: closed, completed, the rest.

use super::super::model::{Glyphs, Model};
use super::canvas::Canvas;
use crate::board::Totals;

/// Blocks that fill one to seven eighths of a cell from its left. Terminals disagree about their width.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws closed, completed and the rest of what counts as parts of a bar; anything at all shows.
pub(super) fn bar(model: &Model, totals: &Totals, c: &mut Canvas<'_>) {
    let fine = model.glyphs == Glyphs::Narrow && !model.theme.mono;
    let unit = if fine { 8 } else { 1 };
    let ends = ends(parts(totals), c.width() * unit, unit);
    for x in 0..c.width() {
        let (from, to) = (x * unit, (x + 1) * unit);
        let part = ends.iter().filter(|end| **end <= from).count();
        let (sign, style) = model.theme.bar(part);
        // a cell that two parts share: the first as a block, the second as its ground
        let within = ends.iter().copied().find(|end| *end > from && *end < to);
        let block = within.and_then(|end| Some((end, EIGHTHS.get(end - from - 1)?)));
        match block {
            Some((end, block)) => {
                // a part of nothing also ends here, and has no ground
                let next = ends.iter().filter(|e| **e <= end).count();
                let next = model.theme.bar(next).1;
                c.put(x, 0, block, next.fg(style.bg.unwrap_or_default()));
            }
            None => _ = c.put(x, 0, sign, style),
        }
    }
}

/// Whole cells of a bar for closed, completed and the rest; anything at all has at least one.
pub(super) fn shares(totals: &Totals, columns: usize) -> [usize; 3] {
    let [first, second] = ends(parts(totals), columns, 1);
    [first, second - first, columns - second]
}

fn parts(totals: &Totals) -> [usize; 3] {
    [totals.closed, totals.completed, totals.counted()]
}

/// Where the closed and the completed part end, on a bar of `length`.
fn ends([closed, completed, all]: [usize; 3], length: usize, least: usize) -> [usize; 2] {
    let share = |n: usize| match n {
        0 => 0,
        n => (n * length / all.max(1)).max(least.div_ceil(2)),
    };
    let first = share(closed).min(length);
    let more = usize::from(completed > 0) * least.div_ceil(2);
    let second = share(closed + completed).max(first + more).min(length);
    [first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_to_scale_and_the_least_of_them_shows() {
        assert_eq!(ends([0, 0, 20], 10, 1), [0, 0]);
        assert_eq!(ends([10, 5, 20], 10, 1), [5, 7]);
        assert_eq!(ends([1, 1, 1000], 10, 1), [1, 2]);
        assert_eq!(ends([1, 0, 1000], 80, 8), [4, 4]);
        assert_eq!(ends([20, 0, 20], 80, 8), [80, 80]);
        assert_eq!(ends([0, 0, 0], 10, 1), [0, 0]);
    }
}
