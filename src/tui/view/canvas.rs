//! Drawing on a buffer by columns and rows of an area; nothing outside it is ever touched.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;
use crate::text::Align;

/// A part of the screen to draw on, with its own origin.
pub struct Canvas<'a> {
    buf: &'a mut Buffer,
    area: Rect,
}

impl<'a> Canvas<'a> {
    /// The part `area` of a buffer, clipped to it.
    pub fn new(buf: &'a mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, area }
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
            area: rect,
        }
    }

    /// Writes a text at a column of a row, cut at the right edge; returns the column after it.
    pub fn put(&mut self, x: usize, y: usize, text: &str, style: Style) -> usize {
        let (columns, rows) = (self.width(), self.height());
        if y >= rows || x >= columns {
            return x;
        }
        let text = text::cut(text, columns - x);
        let (px, py) = (self.column(x), self.row(y));
        self.buf.set_string(px, py, &text, style);
        x + text::width(&text)
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
        self.put(x, y, &text::fit(said, space, align), style);
    }

    /// Writes pieces one after another; returns the column after them.
    pub fn spans<S: AsRef<str>>(&mut self, x: usize, y: usize, pieces: &[(S, Style)]) -> usize {
        pieces
            .iter()
            .fold(x, |x, (said, style)| self.put(x, y, said.as_ref(), *style))
    }

    /// Writes a text that ends at the column before `right`.
    pub fn put_right(&mut self, right: usize, y: usize, said: &str, style: Style) {
        self.put(right.saturating_sub(text::width(said)), y, said, style);
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
