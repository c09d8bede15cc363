//! What is shown while a large ledger is read.

use ratatui::buffer::Buffer;

use super::super::picture::Picture;
use super::super::theme::{Role, Theme};
use super::canvas::Canvas;
use crate::lang::{Domain, Lang, Screen as Words, fill};
use crate::text;

/// Columns of the bar.
const BAR: usize = 40;

/// Draws the board as it was left, and below it what that is and how much of the ledger was read: thousandths.
pub fn as_left((lang, theme): (Lang, &Theme), picture: &Picture, read: u64, buf: &mut Buffer) {
    picture.draw(buf);
    let mut hits = Vec::new();
    let c = &mut Canvas::new(buf, &mut hits, true);
    let (width, last) = (c.width(), c.height().saturating_sub(1));
    c.blank(0, last, width, 1, theme.surface());
    let said = fill(Words::of(lang).opening_last, &[&(read / 10)]);
    let style = theme.style(Role::Warn).patch(theme.surface());
    c.put(1, last, &text::cut(&said, width.saturating_sub(2)), style);
}

/// Draws the header, and how much of the ledger was read: thousandths.
pub fn opening(lang: Lang, theme: &Theme, (ledger, read): (&str, u64), buf: &mut Buffer) {
    let mut hits = Vec::new();
    let c = &mut Canvas::new(buf, &mut hits, true);
    let (width, height) = (c.width(), c.height());
    c.tint(0, 0, width, height, theme.ground());
    c.tint(0, 0, width, 2, theme.surface());
    let x = c.put(1, 0, Domain::of(lang).dudao, theme.style(Role::Key)) + 1;
    let room = width.saturating_sub(x + 1);
    c.put(x, 0, &text::cut(ledger, room), theme.style(Role::Text));
    let words = Words::of(lang);
    let percent = read / 10;
    let said = fill(words.opening, &[&percent]);
    let left = width.saturating_sub(BAR.max(text::width(&said))) / 2;
    c.put(left, height / 2, &said, theme.style(Role::Muted));
    let done = usize::try_from(read.min(1_000)).unwrap_or(0) * BAR / 1_000;
    let (full, rest) = ("=".repeat(done), "-".repeat(BAR - done));
    let parts = [
        (full, theme.style(Role::Good)),
        (rest, theme.style(Role::Faint)),
    ];
    c.spans(left, height / 2 + 1, &parts);
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn the_picture_says_what_it_is_on_any_area() {
        for (width, height) in [(0, 0), (1, 1), (20, 3), (120, 40)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            let picture = Picture::of(&buf, String::new());
            as_left((Lang::Zh, &Theme::dark()), &picture, 421, &mut buf);
            let all: String = buf.content().iter().map(Cell::symbol).collect();
            assert!(
                width < 120 || all.replace(' ', "").contains("核对……42%") || all.contains("42%")
            );
        }
    }

    #[test]
    fn any_area_and_any_share_are_drawn() {
        for (width, height) in [(0, 0), (1, 1), (20, 3), (120, 40)] {
            for read in [0, 373, 1_000, 5_000] {
                let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
                opening(Lang::Zh, &Theme::dark(), ("demo", read), &mut buf);
                let all: String = buf.content().iter().map(Cell::symbol).collect();
                assert!(width < 120 || all.replace(' ', "").contains(&format!("{}%", read / 10)));
            }
        }
    }
}
