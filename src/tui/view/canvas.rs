//! Drawing on a buffer by columns and rows of an area; nothing outside it is ever touched.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;
use crate::text::Align;
use crate::tui::action::Target;

/// A part of the screen that a click means something on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    area: Rect,
    target: Target,
}

/// What a click on a column and row means; what was drawn last lies on top.
pub fn target(hits: &[Hit], column: u16, row: u16) -> Option<Target> {
    let at = ratatui::layout::Position::new(column, row);
    let hit = hits.iter().rev().find(|h| h.area.contains(at));
    hit.map(|h| h.target)
}

/// A part of the screen to draw on, with its own origin.
pub struct Canvas<'a> {
    buf: &'a mut Buffer,
    hits: &'a mut Vec<Hit>,
    area: Rect,
    /// Characters whose width terminals disagree about are replaced.
    ascii: bool,
}

impl<'a> Canvas<'a> {
    /// The whole of a buffer. `hits` takes what a click means where; `ascii` keeps to characters of certain width.
    pub fn new(buf: &'a mut Buffer, hits: &'a mut Vec<Hit>, ascii: bool) -> Self {
        let area = buf.area;
        Self {
            buf,
            hits,
            area,
            ascii,
        }
    }

    /// From here on a click on a part means this.
    pub fn hit(&mut self, x: usize, y: usize, width: usize, height: usize, target: Target) {
        let area = self.part(x, y, width, height).area;
        if !area.is_empty() {
            self.hits.push(Hit { area, target });
        }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Rows.
    pub fn height(&self) -> usize {
        usize::from(self.area.height)
    }

    /// A part of this part.
    pub fn part(&mut self, x: usize, y: usize, width: usize, height: usize) -> Canvas<'_> {
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let rect = Rect {
            x: self.area.x.saturating_add(short(x)).min(self.area.right()),
            y: self.area.y.saturating_add(short(y)).min(self.area.bottom()),
            width: short(width),
            height: short(height),
        };
        let rect = rect.intersection(self.area);
        Canvas {
            buf: &mut *self.buf,
            hits: &mut *self.hits,
            area: rect,
            ascii: self.ascii,
        }
    }

    /// Writes a text at a column of a row, cut at the right edge; returns the column after it.
    pub fn put(&mut self, x: usize, y: usize, text: &str, style: Style) -> usize {
        let (columns, rows) = (self.width(), self.height());
        if y >= rows || x >= columns {
            return x;
        }
        let (text, taken) = self.cut(text, columns - x);
        self.write(x, y, &text, style);
        x + taken
    }

    /// Writes a text that fits.
    fn write(&mut self, x: usize, y: usize, text: &str, style: Style) {
        let (mut px, py) = (self.column(x), self.row(y));
        if !text::stands_alone(text) {
            self.buf.set_string(px, py, text, style);
            return;
        }
        for c in text.chars() {
            if let Some(cell) = self.buf.cell_mut((px, py)) {
                cell.set_char(c).set_style(style);
            }
            px += 1;
            if !c.is_ascii() {
                // the second half of a wide character
                if let Some(cell) = self.buf.cell_mut((px, py)) {
                    cell.reset();
                }
                px += 1;
            }
        }
    }

    /// Makes columns of a row blank, as text of this style.
    fn spaces(&mut self, x: usize, y: usize, columns: usize, style: Style) {
        let (px, py) = (self.column(x), self.row(y));
        let end = px.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX));
        for column in px..end {
            if let Some(cell) = self.buf.cell_mut((column, py)) {
                if cell.symbol() != " " {
                    cell.set_char(' ');
                }
                cell.set_style(style);
            }
        }
    }

    /// Writes a text as a cell of exactly `columns`.
    pub fn cell(
        &mut self,
        x: usize,
        y: usize,
        columns: usize,
        said: &str,
        align: Align,
        style: Style,
    ) {
        let space = self.width().saturating_sub(x).min(columns);
        if y >= self.height() {
            return;
        }
        let (said, taken) = self.cut(said, space);
        let left = match align {
            Align::Left => 0,
            Align::Right => space - taken,
            Align::Centre => (space - taken) / 2,
        };
        self.spaces(x, y, left, style);
        self.write(x + left, y, &said, style);
        self.spaces(x + left + taken, y, space - taken - left, style);
    }

    /// Adds a style to the parts of a text that was written as a cell at the left; what was cut off is left out.
    pub fn mark(
        &mut self,
        (x, y): (usize, usize),
        columns: usize,
        said: &str,
        ranges: &[Range<usize>],
        style: Style,
    ) {
        for range in ranges {
            let at = |end: usize| {
                let before = said.get(..end).unwrap_or(said);
                let shown = if self.ascii {
                    text::plain(before)
                } else {
                    before.into()
                };
                text::width(&shown).min(columns)
            };
            let (from, to) = (at(range.start), at(range.end));
            self.tint(x + from, y, to - from, 1, style);
        }
    }

    /// Writes pieces one after another; returns the column after them.
    pub fn spans<S: AsRef<str>>(&mut self, x: usize, y: usize, pieces: &[(S, Style)]) -> usize {
        pieces
            .iter()
            .fold(x, |x, (said, style)| self.put(x, y, said.as_ref(), *style))
    }

    /// Writes a text that ends at the column before `right`.
    pub fn put_right(&mut self, right: usize, y: usize, said: &str, style: Style) {
        let (said, taken) = self.cut(said, usize::MAX);
        self.put(right.saturating_sub(taken), y, &said, style);
    }

    /// A text as it is shown, cut to some columns, and how many it takes.
    fn cut<'t>(&self, said: &'t str, columns: usize) -> (Cow<'t, str>, usize) {
        if self.ascii {
            text::cut_measured(text::plain(said), columns, "..")
        } else {
            text::cut_measured(said.into(), columns, "…")
        }
    }

    /// A part as an area of the whole screen.
    pub fn area(&mut self, x: usize, y: usize, width: usize, height: usize) -> Rect {
        self.part(x, y, width, height).area
    }

    /// Lets a widget draw itself on an area; its cells take the style where they have none.
    pub fn widget<W>(&mut self, widget: W, area: Rect, style: Style)
    where
        W: ratatui::widgets::Widget,
    {
        let area = area.intersection(self.area);
        widget.render(area, self.buf);
        for at in area.positions() {
            if let Some(cell) = self.buf.cell_mut(at) {
                if cell.fg == ratatui::style::Color::Reset {
                    cell.set_style(style);
                }
                let plain = text::plain(cell.symbol());
                if self.ascii && plain != cell.symbol() {
                    let one = text::take(&plain, 1).to_owned();
                    cell.set_symbol(&one);
                }
            }
        }
    }

    /// Adds a style to a part.
    pub fn tint(&mut self, x: usize, y: usize, width: usize, height: usize, style: Style) {
        let area = self.part(x, y, width, height).area;
        self.buf.set_style(area, style);
    }

    /// Makes a part blank, with a style.
    ///
    /// A wide character whose second half lies in the part goes as a whole; else the terminal would draw over our edge.
    pub fn blank(&mut self, x: usize, y: usize, width: usize, height: usize, style: Style) {
        let area = self.part(x, y, width, height).area;
        for row in area.top()..area.bottom() {
            if let Some(before) = area.x.checked_sub(1)
                && let Some(cell) = self.buf.cell_mut((before, row))
                && text::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for column in area.left()..area.right() {
                if let Some(cell) = self.buf.cell_mut((column, row)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Position of a column and row on the whole screen.
    pub fn position(&self, x: usize, y: usize) -> (u16, u16) {
        (
            self.column(x.min(self.width().saturating_sub(1))),
            self.row(y),
        )
    }

    fn column(&self, x: usize) -> u16 {
        self.area
            .x
            .saturating_add(u16::try_from(x).unwrap_or(u16::MAX))
    }

    fn row(&self, y: usize) -> u16 {
        self.area
            .y
            .saturating_add(u16::try_from(y).unwrap_or(u16::MAX))
    }
}
