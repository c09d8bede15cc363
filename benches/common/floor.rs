//! The floor: what a bare table of ratatui costs on this machine, asked the same way in the same run.

use std::io;

use crossterm::event::{Event, KeyCode, read};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Constraint;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Row, Table, TableState};

/// The environment variable that makes this program the floor, with so many rows.
pub const ROWS: &str = "DUDAO_FLOOR_ROWS";

/// Shows a table until `q`; `j` and `k` move in it, and the cursor stands in the middle so that every row shifts.
pub fn run(rows: usize) -> io::Result<()> {
    let texts: Vec<[String; 5]> = (1..=rows)
        .map(|n| {
            let id = format!("{}.{}@unit-{n}", n % 5 + 1, n % 9 + 1);
            let title = format!("教育经费保障机制不够完善，第{n}条须整改");
            [
                id,
                title,
                "临港区".into(),
                "整改中".into(),
                format!("{}/9", n % 9),
            ]
        })
        .collect();
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let widths = [20, 80, 20, 20, 10].map(Constraint::Length);
    let mut at = 0_usize;
    loop {
        terminal.draw(|frame| {
            let area = frame.area();
            let from = at.saturating_sub(usize::from(area.height) / 2);
            let shown = texts.iter().skip(from).take(usize::from(area.height));
            let table = Table::new(
                shown.map(|cells| Row::new(cells.iter().map(String::as_str))),
                widths,
            )
            .header(Row::new(["Floor", "Title", "Unit", "Stage", "Total"]))
            .row_highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            let mut state = TableState::new().with_selected(at - from);
            frame.render_stateful_widget(table, area, &mut state);
        })?;
        let Event::Key(key) = read()? else { continue };
        match key.code {
            KeyCode::Char('j') => at = (at + 1).min(rows - 1),
            KeyCode::Char('k') => at = at.saturating_sub(1),
            KeyCode::Char('q') => break,
            _ => {}
        }
    }
    disable_raw_mode()?;
    execute!(io::stdout(), LeaveAlternateScreen, cursor::Show)
}
