//! The board as it was left: something to look at while a large ledger is read and verified anew.
//!
//! Pure: a buffer to text and back. Nobody need believe it: it is shown only under the key that it was taken under, with a
//! line that says what it is, and never for longer than reading takes. It may be deleted at any time.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use serde::{Deserialize, Serialize};

use crate::report::sanitise::is_hostile;
use crate::text::width;

/// The cells of a screen, and all that they depended on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Of what, for what terminal, on what day: see the shell.
    key: String,
    columns: u16,
    rows: Vec<Vec<(String, Style)>>,
}

impl Picture {
    /// What a buffer shows.
    pub fn of(buf: &Buffer, key: String) -> Self {
        let area = buf.area;
        let rows = area.rows().map(|row| {
            let mut pieces: Vec<(String, Style)> = Vec::new();
            let mut hidden = 0;
            for at in row.positions() {
                // the second half of a wide character
                if hidden > 0 {
                    hidden -= 1;
                    continue;
                }
                let Some(cell) = buf.cell(at) else { continue };
                hidden = width(cell.symbol()).saturating_sub(1);
                match pieces.last_mut() {
                    Some((said, style)) if *style == cell.style() => said.push_str(cell.symbol()),
                    _ => pieces.push((cell.symbol().to_owned(), cell.style())),
                }
            }
            pieces
        });
        Self {
            key,
            columns: area.width,
            rows: rows.collect(),
        }
    }

    /// As text to be kept.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The picture in a text, if it is one that was taken under this key and fits the window; anything else is no picture.
    pub fn read(text: &str, key: &str, (columns, rows): (u16, u16)) -> Option<Self> {
        let read: Self = serde_json::from_str(text).ok()?;
        let fits = |row: &Vec<(String, Style)>| {
            let is_clean = row.iter().all(|(said, _)| !said.chars().any(is_hostile));
            let taken: usize = row.iter().map(|(said, _)| width(said)).sum();
            is_clean && taken == usize::from(columns)
        };
        let is_it = read.key == key && read.columns == columns;
        (is_it && read.rows.len() == usize::from(rows) && read.rows.iter().all(fits))
            .then_some(read)
    }

    /// Draws it; what lies outside of the buffer is left out.
    pub fn draw(&self, buf: &mut Buffer) {
        let area = buf.area;
        for (y, row) in (area.top()..area.bottom()).zip(&self.rows) {
            let mut x = area.left();
            for (said, style) in row {
                if x < area.right() {
                    x = buf.set_stringn(x, y, said, usize::MAX, *style).0;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier};

    use super::*;

    fn drawn() -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 2));
        let red = Style::new()
            .fg(Color::Rgb(200, 10, 10))
            .bg(Color::Indexed(7));
        buf.set_string(0, 0, "临港区 a①", red);
        buf.set_string(3, 1, "督导", Style::new().add_modifier(Modifier::BOLD));
        buf
    }

    #[test]
    fn what_was_on_the_screen_is_on_it_again() {
        let before = drawn();
        let text = Picture::of(&before, "k".into()).write();
        let mut after = Buffer::empty(before.area);
        Picture::read(&text, "k", (12, 2)).unwrap().draw(&mut after);
        let shown = |b: &Buffer| -> Vec<(String, Style)> {
            // what is hidden behind a wide character shows nothing
            let cells = b.content().iter().filter(|c| c.symbol() != " ");
            cells.map(|c| (c.symbol().to_owned(), c.style())).collect()
        };
        assert_eq!(shown(&after), shown(&before));
    }

    #[test]
    fn a_picture_of_something_else_or_with_something_in_it_is_none() {
        let text = Picture::of(&drawn(), "k".into()).write();
        assert!(Picture::read(&text, "other", (12, 2)).is_none());
        assert!(Picture::read(&text, "k", (13, 2)).is_none());
        assert!(Picture::read(&text, "k", (12, 3)).is_none());
        assert!(Picture::read(&text.replace("a①", "\\u001b①"), "k", (12, 2)).is_none());
        assert!(Picture::read(&text.replace("a①", "\u{202e}a①"), "k", (12, 2)).is_none());
        for part in (0..text.len()).filter_map(|end| text.get(..end)) {
            assert!(Picture::read(part, "k", (12, 2)).is_none());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_picture_or_none(text in "\\PC{0,80}", columns in 0_u16..9) {
            let pieces = serde_json::json!({"key": "k", "columns": columns, "rows": [[[text, {}]]]});
            if let Some(picture) = Picture::read(&pieces.to_string(), "k", (columns, 1)) {
                picture.draw(&mut Buffer::empty(Rect::new(0, 0, columns, 1)));
                picture.draw(&mut Buffer::empty(Rect::new(0, 0, 2, 3)));
            }
        }
    }
}
