//! Rows for people: columns aligned by display width, the last one cut to the terminal.

use crate::text::{Align, cut, fit, width};

const GAP: &str = "  ";

/// The rows as aligned lines, without blanks at their ends; the last column takes what is left of `columns`.
pub fn lines(aligns: &[Align], rows: &[Vec<String>], columns: Option<usize>) -> Vec<String> {
    let last = aligns.len().saturating_sub(1);
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|r| r.get(at));
        cells.map(|c| width(c)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..last).map(widest).collect();
    let before: usize = widths.iter().map(|w| w + GAP.len()).sum();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for ((cell, columns), align) in row.iter().zip(&widths).zip(aligns) {
            line.push_str(&fit(cell, *columns, *align));
            line.push_str(GAP);
        }
        let tail = row.get(last).map_or("", String::as_str);
        match columns {
            Some(columns) => line.push_str(&cut(tail, columns.saturating_sub(before))),
            None => line.push_str(tail),
        }
        let line = columns.map_or(line.clone(), |columns| cut(&line, columns));
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another_and_the_last_is_cut() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [
            row(["环翠区", "1/4", "学前教育普及普惠县"]),
            row(["Lingang", "12/12", "x"]),
        ];
        let aligns = [Align::Left, Align::Right, Align::Left];
        assert_eq!(
            lines(&aligns, &rows, None),
            ["环翠区     1/4  学前教育普及普惠县", "Lingang  12/12  x"]
        );
        assert_eq!(
            lines(&aligns, &rows, Some(23))[0],
            "环翠区     1/4  学前教…"
        );
        assert!(lines(&aligns, &rows, Some(5)).iter().all(|l| width(l) <= 5));
    }
}
