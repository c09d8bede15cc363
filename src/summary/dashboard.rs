//! The dashboard as text, for `dudao | cat` and terminals that draw nothing.

use super::block::capital;
use super::table::written;
use super::tables::matrix;
use super::{Summary, Table};
use crate::board::Totals;
use crate::board::totals::percent;
use crate::lang::{domain, fill, summary};
use crate::text::{Align, fit, width, wrap};

/// Columns that every terminal has.
const COLUMNS: usize = 80;
/// Lengths of the progress bar: as long as there is room, or none at all.
const BARS: std::ops::RangeInclusive<usize> = 4..=10;

/// The dashboard: who and when, the matrix with progress, what the cells count, how to go on.
///
/// At most 80 columns with the labels of a report that keeps to their limits; no trailing blanks.
pub fn dashboard(s: &Summary) -> String {
    let w = summary(s.lang);
    let (table, heads_below) = fitting(s);
    let mut lines = header(s);
    lines.push(String::new());
    lines.extend(table);
    lines.push(String::new());
    lines.extend(heads_below);
    lines.extend(wrap(&capital(w.dash_cells), COLUMNS));
    lines.extend(wrap(&capital(w.dash_more), COLUMNS));
    written(&lines)
}

fn header(s: &Summary) -> Vec<String> {
    let (d, w) = (domain(s.lang), summary(s.lang));
    let t = &s.totals;
    let title = format!("{}   {} {}", s.short_title, w.as_of, s.as_of);
    let counts = fill(w.dash_figures, &[&t.finished(), &t.closed, &t.entries]);
    let figures = format!(
        "{}   {} {}   {} {}",
        capital(&counts),
        d.completion_rate,
        percent(t.completion_rate()),
        d.closing_rate,
        percent(t.closing_rate()),
    );
    let filter = s
        .filter
        .iter()
        .map(|f| format!("{}{}{f}", capital(w.filter), w.colon));
    [title, figures]
        .into_iter()
        .chain(filter)
        .flat_map(|line| wrap(&line, COLUMNS))
        .collect()
}

/// The matrix as it fits: category labels, else their numbers with a line that explains them.
fn fitting(s: &Summary) -> (Vec<String>, Vec<String>) {
    let labelled = matrix(s);
    if let Some(lines) = with_progress(s, &labelled) {
        return (lines, Vec::new());
    }
    let mut numbered = labelled;
    let mut legend = Vec::new();
    let columns = numbered.head.iter_mut().skip(1).take(s.categories.len());
    for ((head, _), number) in columns.zip(1..) {
        legend.push(format!("{number} {head}"));
        *head = number.to_string();
    }
    let legend = wrap(&legend.join("  "), COLUMNS);
    let lines = with_progress(s, &numbered).unwrap_or_else(|| numbered.lines(1));
    (lines, legend)
}

/// The matrix with rates and the longest bar that there is room for; `None` where not even the rates have any.
fn with_progress(s: &Summary, matrix: &Table) -> Option<Vec<String>> {
    let bars = BARS.rev().chain([0]);
    let tries = bars.flat_map(|bar| [(bar, 2), (bar, 1)]);
    tries
        .map(|(bar, gap)| (progress(s, matrix.clone(), bar), gap))
        .find(|(table, gap)| table.width(*gap) <= COLUMNS)
        .map(|(table, gap)| table.lines(gap))
}

/// The matrix with a last column of rate and bar.
fn progress(s: &Summary, mut table: Table, length: usize) -> Table {
    let totals: Vec<&Totals> = s
        .units
        .iter()
        .map(|u| &u.totals)
        .chain([&s.totals])
        .collect();
    let rates: Vec<String> = totals
        .iter()
        .map(|t| percent(t.completion_rate()))
        .collect();
    let columns = rates.iter().map(|r| width(r)).max().unwrap_or(0);
    table
        .head
        .push((capital(summary(s.lang).progress), Align::Left));
    for ((row, t), rate) in table.rows.iter_mut().zip(totals).zip(rates) {
        row.push(
            format!("{} {}", fit(&rate, columns, Align::Right), bar(t, length))
                .trim_end()
                .to_owned(),
        );
    }
    table
}

/// `##........`: full only when everything is completed.
fn bar(t: &Totals, length: usize) -> String {
    let full = (t.finished() * length)
        .checked_div(t.counted())
        .unwrap_or(0);
    format!(
        "{}{}",
        "#".repeat(full),
        ".".repeat(length.saturating_sub(full))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::ledger::{Intent, Pick};
    use crate::sample::Desk;

    #[test]
    fn the_dashboard_in_chinese() {
        insta::assert_snapshot!(dashboard(&Desk::busy().summary(Lang::Zh)), @r"
        威海市2022年履行教育职责评价   截至 2023-12-31
        已完成 5 · 已销号 3 / 127   完成率 4.0%   销号率 2.4%

                   综合   保障   各类  教师   办学  上年
        区市       改革   政策   教育  队伍   行为  整改     合计  进度
        环翠区      3/4    3/3    5/5   1/1    2/2   1/1    15/16   6.3% ..........
        文登区      2/2    3/3    7/7   4/4    3/3   1/1    20/20   5.0% ..........
        荣成市      2/2    1/1    5/5     -    2/2   1/1    11/11   0.0% ..........
        乳山市      2/2    3/3    4/4   1/1    2/2   1/1    13/13   0.0% ..........
        高区        2/2    2/2    6/6     -    2/2   1/1    13/13   0.0% ..........
        经区        2/2    3/3    6/6     -    2/3   1/1    14/15   0.0% ..........
        临港区      3/3    2/2    8/9     -    2/2   1/1    16/17   5.9% ..........
        南海新区    3/3    3/3    3/3   1/1    3/3   1/1    14/14   0.0% ..........
        未点名      2/3      -    1/1   2/2    2/2     -      7/8  25.0% ##........
        合计      21/23  20/20  45/46   9/9  20/21   8/8  123/127   4.0% ..........

        格中：未销号 / 全部，“-”为没有条目；进度：完成率；已完成含已销号
        更多：dudao --help
        ");
    }

    #[test]
    fn the_dashboard_in_english() {
        insta::assert_snapshot!(dashboard(&Desk::busy().summary(Lang::En)), @r"
        Weihai 2022 education-duty evaluation   as of 2023-12-31
        Completed 5 · closed 3 / 127   completion rate 4.0%   closing rate 2.4%

        District  Reform Policy Provision Teachers Conduct Follow-up   Total Progress
        Huancui      3/4    3/3       5/5      1/1     2/2       1/1   15/16  6.3% .....
        Wendeng      2/2    3/3       7/7      4/4     3/3       1/1   20/20  5.0% .....
        Rongcheng    2/2    1/1       5/5        -     2/2       1/1   11/11  0.0% .....
        Rushan       2/2    3/3       4/4      1/1     2/2       1/1   13/13  0.0% .....
        Hi-tech      2/2    2/2       6/6        -     2/2       1/1   13/13  0.0% .....
        Econ-Tech    2/2    3/3       6/6        -     2/3       1/1   14/15  0.0% .....
        Lingang      3/3    2/2       8/9        -     2/2       1/1   16/17  5.9% .....
        Nanhai       3/3    3/3       3/3      1/1     3/3       1/1   14/14  0.0% .....
        Not named    2/3      -       1/1      2/2     2/2         -     7/8 25.0% #....
        Total      21/23  20/20     45/46      9/9   20/21       8/8 123/127  4.0% .....

        Cells: not closed / all, “-” none; progress: completed or closed
        More: dudao --help
        ");
    }

    #[test]
    fn it_fits_eighty_columns_and_the_rows_of_the_matrix_are_equally_wide() {
        for lang in Lang::ALL {
            let text = dashboard(&Desk::busy().summary(lang));
            assert!(
                text.lines().all(|l| width(l) <= 80 && l == l.trim_end()),
                "{text}"
            );
            let bars: Vec<&str> = text.lines().filter(|l| l.ends_with("..")).collect();
            assert_eq!(bars.len(), 10, "{text}");
            assert!(bars.iter().all(|l| width(l) == width(bars[0])), "{text}");
        }
    }

    #[test]
    fn a_finished_ledger_fits_too() {
        let mut desk = Desk::new();
        let all: Vec<_> = (0..127).collect();
        desk.does(&Intent::Tick(all.iter().map(|ix| Pick::All(*ix)).collect()));
        desk.does(&Intent::Close(all));
        for lang in Lang::ALL {
            let text = dashboard(&desk.summary(lang));
            assert!(text.lines().all(|l| width(l) <= 80), "{text}");
            assert_eq!(text.matches(" 100.0% ####").count(), 10, "{text}");
        }
    }

    #[test]
    fn labels_that_do_not_fit_become_numbers_with_a_legend() {
        let mut summary = Desk::busy().summary(Lang::En);
        for category in &mut summary.categories {
            category.label = "Unbreakable-label".into();
        }
        let text = dashboard(&summary);
        assert!(
            text.contains("1 Unbreakable-label  2 Unbreakable-label"),
            "{text}"
        );
        assert!(text.lines().all(|l| width(l) <= 80), "{text}");
    }

    #[test]
    fn a_bar_is_full_only_when_all_is_completed() {
        let totals = |entries, completed| Totals {
            entries,
            completed,
            ..Totals::default()
        };
        assert_eq!(bar(&totals(100, 99), 10), "#########.");
        assert_eq!(bar(&totals(100, 100), 10), "##########");
        assert_eq!(bar(&totals(0, 0), 4), "....");
    }
}
