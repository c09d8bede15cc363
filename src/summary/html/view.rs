//! What the template shows.

use askama::Template;
use jiff::civil::Date;

use super::chart::{Chart, chart};
use crate::board::Totals;
use crate::board::totals::percent;
use crate::lang::{Domain, Lang, SummaryWords, domain, fill, summary};
use crate::summary::block::{Numbers, capital};
use crate::summary::{Block, Level, Role, Summary, Table, document};
use crate::text::Align;

/// Steps of the heat scale above nothing.
const HEATS: usize = 5;

/// The whole page.
#[derive(Template)]
#[template(path = "summary.html")]
pub(super) struct Page<'a> {
    s: &'a Summary,
    d: &'static Domain,
    w: &'static SummaryWords,
    tag: &'static str,
    title: String,
    subtitle: String,
    tiles: Vec<Tile>,
    contents: Vec<(usize, String)>,
    pieces: Vec<Piece>,
    chart: Option<Chart>,
}

/// One figure at the top.
struct Tile {
    name: String,
    value: usize,
    /// A line below.
    about: String,
    /// Class by which it is coloured.
    tone: &'static str,
    /// Share in percent for a bar.
    share: Option<String>,
}

/// One piece of the document, ready to be shown.
enum Piece {
    Section(usize, String),
    Part(String),
    Point(String),
    Facts(Vec<(String, String)>),
    /// A paragraph, and whether it is the official one.
    Paragraph(String, bool),
    Table(Grid),
    Trend,
}

/// A table, ready to be shown.
struct Grid {
    class: &'static str,
    head: Vec<(String, &'static str)>,
    rows: Vec<Vec<Cell>>,
    /// The row of totals below.
    foot: Vec<Cell>,
}

/// A cell.
struct Cell {
    text: String,
    class: String,
    /// Pieces of a bar below the text; `None` where there is no bar.
    bars: Option<Vec<Bar>>,
}

/// A piece of a bar, in percent of its length.
struct Bar {
    from: String,
    length: String,
    tone: &'static str,
}

impl<'a> Page<'a> {
    pub(super) fn of(s: &'a Summary) -> Self {
        let (d, w) = (domain(s.lang), summary(s.lang));
        let mut title = String::new();
        let (mut contents, mut pieces) = (Vec::new(), Vec::new());
        let mut numbers = Numbers::default();
        for block in document(s) {
            pieces.push(match block {
                Block::Title(text) => {
                    title = text;
                    continue;
                }
                Block::Heading(level, text) => {
                    let text = format!("{}{text}", numbers.next(level, s.lang));
                    match level {
                        Level::Section => {
                            contents.push((contents.len() + 1, text.clone()));
                            Piece::Section(contents.len(), text)
                        }
                        Level::Part => Piece::Part(text),
                        Level::Point => Piece::Point(text),
                    }
                }
                Block::Facts(facts) => Piece::Facts(facts),
                Block::Paragraph(text) => {
                    let official = text == s.paragraph;
                    Piece::Paragraph(text, official)
                }
                Block::Table(table) => Piece::Table(Grid::of(s, table)),
                Block::Trend(_) => Piece::Trend,
            });
        }
        Self {
            s,
            d,
            w,
            tag: match s.lang {
                Lang::Zh => "zh-Hans",
                Lang::En => "en",
            },
            title,
            subtitle: fill(w.as_of_day, &[&s.as_of]),
            tiles: tiles(s, d, w),
            contents,
            pieces,
            chart: chart(&s.trend, s.as_of),
        }
    }
}

fn tiles(s: &Summary, d: &Domain, w: &SummaryWords) -> Vec<Tile> {
    let t = &s.totals;
    let tile = |name: &str, value, about: String, tone| Tile {
        name: capital(name),
        value,
        about,
        tone,
        share: None,
    };
    let rate = |name: &str, value, rate_name: &str, rate: f64, tone| Tile {
        share: Some(format!("{:.2}", rate * 100.0)),
        ..tile(
            name,
            value,
            format!("{} {}", capital(rate_name), percent(rate)),
            tone,
        )
    };
    let findings = fill(w.of_findings, &[&s.findings]);
    let dated = fill(w.of_entries, &[&t.entries]);
    vec![
        tile(d.entries, t.entries, findings, "plain"),
        rate(
            w.finished_short,
            t.finished(),
            d.completion_rate,
            t.completion_rate(),
            "done",
        ),
        rate(
            d.closed,
            t.closed,
            d.closing_rate,
            t.closing_rate(),
            "closed",
        ),
        tile(d.overdue, t.overdue, dated.clone(), "late"),
        tile(d.behind, t.behind, dated.clone(), "behind"),
        tile(d.soon, t.due_soon, dated, "soon"),
    ]
}

impl Grid {
    fn of(s: &Summary, table: Table) -> Self {
        let side = |side: &Align| match side {
            Align::Left => "",
            Align::Right => "n",
            Align::Centre => "c",
        };
        let sides: Vec<&'static str> = table.head.iter().map(|(_, a)| side(a)).collect();
        let (role, named) = (table.role, table.head.len() > 2);
        let mut rows: Vec<Vec<Cell>> = table
            .rows
            .into_iter()
            .map(|cells| plain(cells, &sides))
            .collect();
        match role {
            Role::Matrix => heat(s, &mut rows),
            Role::Lines => progress(&mut rows, sides.len()),
            Role::Plain | Role::Entries | Role::Sums => {}
        }
        let adds_up = !matches!(role, Role::Plain | Role::Entries);
        let foot = if adds_up { rows.pop() } else { None };
        Self {
            class: match role {
                Role::Matrix => "matrix",
                Role::Lines => "lines sortable",
                Role::Sums | Role::Entries => "sortable",
                Role::Plain if named => "sortable",
                Role::Plain => "figures",
            },
            head: table.head.into_iter().map(|(t, _)| t).zip(sides).collect(),
            rows,
            foot: foot.unwrap_or_default(),
        }
    }
}

fn plain(cells: Vec<String>, sides: &[&'static str]) -> Vec<Cell> {
    let cell = |(text, side): (String, &&str)| Cell {
        class: match text.parse::<Date>() {
            Ok(_) => format!("{side} d"),
            Err(_) => (*side).to_owned(),
        },
        text,
        bars: None,
    };
    cells.into_iter().zip(sides).map(cell).collect()
}

/// Colours the cells of the matrix by what is left in them, and draws how far each one is.
fn heat(s: &Summary, rows: &mut [Vec<Cell>]) {
    let cells = s.units.iter().flat_map(|u| &u.cells);
    let most = cells.map(Totals::not_closed).max().unwrap_or(0);
    for (row, unit) in rows.iter_mut().zip(&s.units) {
        for (cell, totals) in row.iter_mut().skip(1).zip(&unit.cells) {
            if totals.entries == 0 {
                cell.class += " nil";
                continue;
            }
            let level = (totals.not_closed() * HEATS).div_ceil(most.max(1));
            cell.class = format!("{} h{level}", cell.class);
            cell.bars = Some(stages(totals));
        }
        if let Some(cell) = row.last_mut() {
            cell.bars = Some(stages(&unit.totals));
        }
    }
    if let Some(row) = rows.last_mut() {
        let below = s.categories.iter().map(|c| &c.totals).chain([&s.totals]);
        for (cell, totals) in row.iter_mut().skip(1).zip(below) {
            cell.bars = Some(stages(totals));
        }
    }
}

/// Closed, to be verified, at work: side by side.
fn stages(t: &Totals) -> Vec<Bar> {
    let parts = [
        (t.closed, "closed"),
        (t.completed, "done"),
        (t.rectifying + t.objected, "work"),
    ];
    let mut before = 0;
    let mut bars = Vec::new();
    for (count, tone) in parts.into_iter().filter(|(count, _)| *count > 0) {
        bars.push(Bar {
            from: share(before, t.counted()),
            length: share(count, t.counted()),
            tone,
        });
        before += count;
    }
    bars
}

/// Draws both rates, which stand in the last two columns, as bars.
fn progress(rows: &mut [Vec<Cell>], columns: usize) {
    for row in rows {
        let rates = row.iter_mut().skip(columns.saturating_sub(2));
        for (cell, tone) in rates.zip(["done", "closed"]) {
            cell.class += " rate";
            cell.bars = Some(vec![Bar {
                from: "0".to_owned(),
                length: cell.text.trim_end_matches('%').to_owned(),
                tone,
            }]);
        }
    }
}

/// A share in percent, with two places.
fn share(part: usize, whole: usize) -> String {
    let hundredths = (part * 10_000).checked_div(whole).unwrap_or(0);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
