//! One entry: what is it, what is done, what proves it.

use super::super::action::Target;
use super::super::model::Model;
use super::super::theme::Role;
use super::canvas::Canvas;
use super::entry_text::{Line, Lines};

/// From this width on the two halves stand side by side.
const SIDE_BY_SIDE: usize = 78;

/// Draws the entry: finding at the left, work at the right; on narrow screens one below the other.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let Some(entry) = model.book.entry(model.entry.ix) else {
        return;
    };
    let (columns, height) = (c.width(), c.height());
    if columns < SIDE_BY_SIDE {
        let mut lines = Lines::new(model, entry, columns - 3);
        lines.work();
        lines.about();
        show(model, &lines.said, &mut c.part(1, 0, columns - 2, height));
        return;
    }
    let left = columns * 47 / 100;
    let mut about = Lines::new(model, entry, left - 4);
    about.about();
    let mut work = Lines::new(model, entry, columns - left - 3);
    work.work();
    // paging moves both halves, each as far as it has more to show
    let top = usize::from(height > 26);
    show_from(
        model,
        &about.said,
        model.entry.scroll,
        &mut c.part(2, top, left - 3, height - top),
    );
    for y in top..height {
        c.put(left, y, "|", model.theme.style(Role::Faint));
    }
    show(
        model,
        &work.said,
        &mut c.part(left + 2, top, columns - left - 3, height - top),
    );
}

/// Shows lines so that the item with the cursor is in view.
fn show(model: &Model, lines: &[Line], c: &mut Canvas<'_>) {
    let height = c.height();
    let last = lines
        .iter()
        .rposition(|l| l.item.is_some() && l.item == model.entry.item)
        .unwrap_or(0);
    let needed = if model.entry.scroll == 0 {
        (last + 2).saturating_sub(height)
    } else {
        model.entry.scroll
    };
    show_from(model, lines, needed, c);
}

fn show_from(model: &Model, lines: &[Line], from: usize, c: &mut Canvas<'_>) {
    let (columns, height) = (c.width(), c.height());
    let from = from.min(lines.len().saturating_sub(height));
    for (y, line) in lines.iter().skip(from).take(height).enumerate() {
        let is_here = line.item.is_some() && line.item == model.entry.item;
        if is_here {
            c.tint(0, y, columns, 1, model.theme.line());
        }
        let pieces: Vec<_> = line
            .pieces
            .iter()
            .map(|(said, style)| {
                (
                    said,
                    if is_here && !model.theme.mono {
                        style.patch(model.theme.line())
                    } else {
                        *style
                    },
                )
            })
            .collect();
        c.spans(0, y, &pieces);
        if let Some(item) = line.item {
            c.hit(0, y, columns, 1, Target::Item(item));
        }
    }
    let more = model.theme.style(Role::Faint);
    if from > 0 {
        c.put_right(columns, 0, "^", more);
    }
    if lines.len() > from + height {
        c.put_right(columns, height - 1, "v", more);
    }
}
