//! Tables for paper: how wide each column is, what is bold or coloured.

use crate::board::Totals;
use crate::summary::{Role, Summary, Table};
use crate::text::Align;

/// Width between the margins of an official paper, 156 mm, in twentieths of a point.
pub(super) const PAGE: usize = 8844;
/// Free space left and right of a cell's text.
const MARGINS: usize = 130;
/// Characters that a column asks for at most.
const ASKED: usize = 30;
/// Tables of at most so many rows stay on one page.
const TOGETHER: usize = 10;
/// Letters of the longest word that stays on one line.
const UNBROKEN: usize = 20;
/// Shares of the page that the columns of the entries ask for, so that all those tables look alike.
const SHARES: [usize; 9] = [8, 8, 11, 6, 13, 20, 15, 6, 13];
/// Names with figures, from this many rows on, stand in two pairs of columns.
const FOLDED: usize = 10;
/// Heat of a matrix cell, from little to much left.
const HEAT: [&str; 5] = ["FDF3EE", "FAE3D8", "F5CFBD", "EFB99F", "E79F7F"];

/// A table, ready to be written.
pub(super) struct Grid {
    pub(super) width: usize,
    /// Height of the row of heads, where some stand upright.
    pub(super) height: Option<usize>,
    /// Size of its letters, in half points.
    pub(super) size: usize,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column.
pub(super) struct Column {
    pub(super) width: usize,
    pub(super) head: String,
    /// Whether the head stands upright.
    pub(super) upright: bool,
}

/// A cell.
pub(super) struct Cell {
    pub(super) width: usize,
    pub(super) text: String,
    /// Justification; empty for that of the style.
    pub(super) side: &'static str,
    pub(super) bold: bool,
    /// Whether it stays on the page of the row below.
    pub(super) keep: bool,
    /// Colour of the ground; empty for none.
    pub(super) fill: &'static str,
}

impl Grid {
    pub(super) fn of(s: &Summary, table: Table) -> Self {
        let table = folded(table);
        // more than eight columns take 9 points instead of 10.5
        let size = if table.head.len() > 8 { 18 } else { 21 };
        let upright = is_upright(&table, size);
        let size = if upright { size - 2 } else { size };
        let widths = widths(&table, size, upright);
        let heads = table.head.iter().filter(|(_, side)| *side != Align::Left);
        let tallest = heads.map(|(head, _)| longest_word(head, size)).max();
        let last = match table.role {
            Role::Plain | Role::Entries => None,
            _ => table.rows.len().checked_sub(1),
        };
        let sides: Vec<Align> = table.head.iter().map(|(_, side)| *side).collect();
        let role = table.role;
        let heat = Heat::of(s);
        let together = Some(table.rows.len()).filter(|n| *n <= TOGETHER || last.is_some());
        let together = together.unwrap_or_default();
        let rows = table.rows.into_iter().enumerate();
        let rows = rows.map(|(at, cells)| {
            let cells = cells.into_iter().zip(&widths).zip(&sides).enumerate();
            let cell =
                |(column, ((text, width), side)): (usize, ((String, &usize), &Align))| Cell {
                    width: *width,
                    text,
                    side: match (role, side) {
                        (Role::Matrix, _) if column > 0 => "center",
                        (_, Align::Left) => "",
                        (_, Align::Right | Align::Centre) => "center",
                    },
                    bold: last == Some(at),
                    keep: at + 1 < together,
                    fill: match role {
                        Role::Matrix => heat.fill(at, column),
                        _ => "",
                    },
                };
            cells.map(cell).collect()
        });
        Self {
            width: widths.iter().sum(),
            height: tallest.filter(|_| upright).map(|tall| tall + 2 * MARGINS),
            size,
            rows: rows.collect(),
            columns: widths
                .iter()
                .zip(table.head)
                .map(|(width, (head, side))| Column {
                    width: *width,
                    head,
                    upright: upright && side != Align::Left,
                })
                .collect(),
        }
    }
}

/// A long list of names with figures as two pairs of columns, read downwards.
fn folded(mut table: Table) -> Table {
    if table.head.len() != 2 || table.rows.len() < FOLDED {
        return table;
    }
    let half = table.rows.len().div_ceil(2);
    let mut right = table.rows.split_off(half).into_iter();
    for row in &mut table.rows {
        row.extend(right.next().unwrap_or_else(|| vec![String::new(); 2]));
    }
    table.head.extend(table.head.clone());
    table
}

/// Widths that add up to the page: what every column needs, the rest to those that ask for more.
fn widths(table: &Table, size: usize, upright: bool) -> Vec<usize> {
    let columns = 0..table.head.len();
    let needs = columns.map(|at| needs(table, at, size, upright));
    let needs: Vec<(usize, usize)> = needs.collect();
    let least: usize = needs.iter().map(|(least, _)| least).sum();
    let asked: usize = needs.iter().map(|(_, asked)| asked).sum();
    let spread = |(least_one, asked_one): &(usize, usize)| {
        if let Some(free) = PAGE.checked_sub(asked) {
            return asked_one + free / needs.len();
        }
        match PAGE.checked_sub(least) {
            Some(free) => least_one + free * (asked_one - least_one) / (asked - least).max(1),
            None => least_one * PAGE / least.max(1),
        }
    };
    needs.iter().map(spread).collect()
}

/// Whether the heads are too wide for the page lying down.
fn is_upright(table: &Table, size: usize) -> bool {
    let columns = 0..table.head.len();
    let least: usize = columns.map(|at| needs(table, at, size, false).0).sum();
    least > PAGE
}

/// What a column needs, so that no word and no figure is broken, and what it asks for. Heads of figures that stand
/// upright need no width.
fn needs(table: &Table, at: usize, size: usize, upright: bool) -> (usize, usize) {
    let cells = || table.rows.iter().filter_map(|row| row.get(at));
    // two characters; heads that stand upright take a line, or two
    let (head, lines) = match table.head.get(at) {
        Some((head, align)) if upright && *align != Align::Left => {
            let two = head.contains(' ');
            ("", size * if two { 24 } else { 20 })
        }
        head => (head.map_or("", |(text, _)| text.as_str()), size * 20),
    };
    let whole = cells().map(|c| length(c, size)).max().unwrap_or(0);
    let word = cells().map(|c| longest_word(c, size)).max().unwrap_or(0);
    let least = word.max(longest_word(head, size)).max(lines);
    let asked = match (table.role, SHARES.get(at)) {
        (Role::Entries, Some(share)) => PAGE * share / 100 - MARGINS,
        (Role::Matrix, _) => whole.max(length(head, size)),
        _ => whole.max(length(head, size) / 2).min(ASKED * size * 10),
    };
    (least + MARGINS, asked.max(least) + MARGINS)
}

/// Length of a text in twentieths of a point; letters as wide as those of a wide font.
fn length(text: &str, size: usize) -> usize {
    let tenths = |c: char| match c {
        '%' | '@' | 'm' | 'w' | 'M' | 'W' => 10,
        c if c.is_ascii() => 7,
        _ => 10,
    };
    text.chars().map(tenths).sum::<usize>() * size
}

/// The longest run that no line may break; sums and the like are so long that they may.
fn longest_word(text: &str, size: usize) -> usize {
    let words = text.split(|c: char| !c.is_ascii_graphic());
    let whole = words.filter(|w| w.len() <= UNBROKEN);
    whole.map(|w| length(w, size)).max().unwrap_or(0)
}

/// The grounds of the matrix cells: how much is left in each, compared with the fullest one.
struct Heat<'a> {
    s: &'a Summary,
    most: usize,
}

impl<'a> Heat<'a> {
    fn of(s: &'a Summary) -> Self {
        let cells = s.units.iter().flat_map(|u| &u.cells);
        let most = cells.map(Totals::not_closed).max().unwrap_or(0);
        Self { s, most }
    }

    fn fill(&self, row: usize, column: usize) -> &'static str {
        let cell = column.checked_sub(1).zip(self.s.units.get(row));
        let cell = cell.and_then(|(column, unit)| unit.cells.get(column));
        let left = cell.map_or(0, Totals::not_closed);
        let level = (left * HEAT.len()).div_ceil(self.most.max(1));
        let fill = level.checked_sub(1).and_then(|at| HEAT.get(at));
        fill.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::sample::Desk;
    use crate::summary::{Block, Detail, document};

    #[test]
    fn every_table_fits_between_the_margins_and_breaks_no_figure_and_no_id() {
        for lang in Lang::ALL {
            let s = Desk::busy().detailed(Detail::Full, lang);
            let mut tables = 0;
            for block in document(&s) {
                let (Block::Table(table) | Block::Trend(table)) = block else {
                    continue;
                };
                let grid = Grid::of(&s, table);
                assert!(
                    grid.width <= PAGE && grid.width + 40 > PAGE,
                    "{}",
                    grid.width
                );
                for cell in grid.rows.iter().flatten() {
                    let word = longest_word(&cell.text, grid.size);
                    assert!(word + 100 <= cell.width, "{} {lang}", cell.text);
                }
                tables += 1;
            }
            assert!(tables > 50);
        }
    }

    #[test]
    fn a_long_list_of_figures_stands_in_two_pairs_and_loses_none() {
        let mut table = Table::new(["项目", "数量"], 1);
        table.rows = (0..11)
            .map(|n| vec![format!("第{n}项"), n.to_string()])
            .collect();
        let folded = folded(table);
        assert_eq!((folded.head.len(), folded.rows.len()), (4, 6));
        assert_eq!(folded.rows[0], ["第0项", "0", "第6项", "6"]);
        assert_eq!(folded.rows[5], ["第5项", "5", "", ""]);
    }
}
