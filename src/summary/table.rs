//! Tables of text, aligned by display width.

use crate::text::{Align, fit, width, wrap};

/// What a table is, for formats that draw beside its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Any table.
    #[default]
    Plain,
    /// Units × categories, with totals in the last row and column.
    Matrix,
    /// The entries of one finding.
    Entries,
    /// Lines whose last row adds up those above it.
    Sums,
    /// Counts and both rates, line by line, the whole in the last row.
    Lines,
}

/// A table: heads with their alignment, rows of as many cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Head and alignment of each column.
    pub head: Vec<(String, Align)>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// What it is.
    pub role: Role,
}

/// Columns that a cell takes at most; longer text goes on below.
const WIDEST: usize = 44;

impl Table {
    /// A table without rows whose first `left` columns hold text and the others figures.
    pub fn new(head: impl IntoIterator<Item = impl Into<String>>, left: usize) -> Self {
        let side = |at| if at < left { Align::Left } else { Align::Right };
        let head = head.into_iter().enumerate();
        Self {
            head: head.map(|(at, text)| (text.into(), side(at))).collect(),
            rows: Vec::new(),
            role: Role::Plain,
        }
    }

    /// The table in a role.
    #[must_use]
    pub(super) fn playing(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Sets the figures of a column to the right.
    pub(super) fn right(&mut self, column: usize) {
        if let Some((_, side)) = self.head.get_mut(column) {
            *side = Align::Right;
        }
    }

    /// The table as lines without trailing blanks, `gap` blanks between columns. Heads wider than their column take two
    /// lines, long cells as many as they need.
    pub fn lines(&self, gap: usize) -> Vec<String> {
        let heads = self.heads();
        let widths = self.widths(&heads);
        let height = heads.iter().map(Vec::len).max().unwrap_or(0);
        let above = |row: usize| -> Vec<String> {
            let line = |lines: &Vec<String>| {
                let empty = height - lines.len();
                let at = row.checked_sub(empty);
                at.and_then(|at| lines.get(at)).cloned().unwrap_or_default()
            };
            heads.iter().map(line).collect()
        };
        let heads = (0..height).map(above);
        heads
            .chain(self.rows.iter().flat_map(|cells| unfolded(cells)))
            .map(|cells| self.line(&cells, &widths, gap))
            .collect()
    }

    /// Columns that the lines take at most.
    pub fn width(&self, gap: usize) -> usize {
        let widths = self.widths(&self.heads());
        widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1)
    }

    fn line(&self, cells: &[String], widths: &[usize], gap: usize) -> String {
        let sides = self.head.iter().map(|(_, side)| *side);
        let fitted: Vec<String> = cells
            .iter()
            .zip(widths)
            .zip(sides)
            .map(|((cell, columns), side)| fit(cell, *columns, side))
            .collect();
        fitted.join(&" ".repeat(gap)).trim_end().to_owned()
    }

    fn heads(&self) -> Vec<Vec<String>> {
        let cells = self.cell_widths();
        self.head
            .iter()
            .zip(cells)
            .map(|((text, _), columns)| on_two_lines(text, columns))
            .collect()
    }

    fn widths(&self, heads: &[Vec<String>]) -> Vec<usize> {
        let head = |lines: &Vec<String>| lines.iter().map(|l| width(l)).max().unwrap_or(0);
        heads
            .iter()
            .zip(self.cell_widths())
            .map(|(lines, cell)| cell.max(head(lines)))
            .collect()
    }

    fn cell_widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.head.len()];
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = width(cell).min(WIDEST).max(*widest);
            }
        }
        widths
    }
}

/// Lines as text, each with its line end.
pub(super) fn written(lines: &[String]) -> String {
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

/// A row as lines: what is too wide for its cell goes on below.
fn unfolded(cells: &[String]) -> Vec<Vec<String>> {
    let cells: Vec<Vec<String>> = cells.iter().map(|cell| wrap(cell, WIDEST)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let line = |row: usize| {
        let cell = |lines: &Vec<String>| lines.get(row).cloned().unwrap_or_default();
        cells.iter().map(cell).collect()
    };
    (0..height).map(line).collect()
}

/// A head in at most two lines, as narrow as its column and whole words allow.
fn on_two_lines(text: &str, columns: usize) -> Vec<String> {
    let whole = |lines: &[String]| {
        let latin = text.split_whitespace().filter(|word| word.is_ascii());
        latin
            .into_iter()
            .all(|word| lines.iter().any(|l| l.contains(word)))
    };
    (columns.max(2)..width(text))
        .map(|columns| wrap(text, columns))
        .find(|lines| lines.len() <= 2 && whole(lines))
        .unwrap_or_else(|| vec![text.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_cells_and_long_heads_take_two_lines() {
        let mut table = Table::new(["区市", "综合改革", "Not named", "n"], 1);
        table.rows = vec![
            ["环翠区", "4/4", "-", "1"].map(str::to_owned).to_vec(),
            ["高区", "12/12", "3/3", "22"].map(str::to_owned).to_vec(),
        ];
        assert_eq!(
            table.lines(2),
            [
                "         综合    Not",
                "区市     改革  named   n",
                "环翠区    4/4      -   1",
                "高区    12/12    3/3  22",
            ]
        );
        assert_eq!(table.width(2), 24);
    }

    #[test]
    fn a_long_cell_goes_on_below_and_loses_nothing() {
        let mut table = Table::new(["区市", "进展", "n"], 2);
        let note = "已将资金列入预算并按季度拨付".repeat(4);
        table.rows = vec![vec!["环翠区".to_owned(), note.clone(), "1".to_owned()]];
        let lines = table.lines(2);
        assert!(lines.len() > 3 && lines.iter().all(|l| width(l) <= table.width(2)));
        assert!(lines[1].ends_with("  1") && lines[1].starts_with("环翠区  已将"));
        let text: String = lines.concat();
        let text: String = text.split_whitespace().collect();
        assert_eq!(text.matches("已将资金").count(), 4, "{text}");
    }

    #[test]
    fn words_of_a_head_stay_whole() {
        assert_eq!(on_two_lines("Provision", 5), ["Provision"]);
        assert_eq!(on_two_lines("未达到序时进度", 4), ["未达到序", "时进度"]);
    }
}
