//! What the screen shows, as a function of the model. One file per screen; widths come from [`text`](crate::text).

mod bar;
mod bars;
mod canvas;
mod chart;
mod editions;
mod entries;
mod entry;
mod entry_about;
mod entry_text;
mod entry_work;
mod flow;
mod form;
mod frame;
mod history;
mod home;
mod matrix;
mod opening;
mod popup;
mod report;
mod report_text;
mod returned;
mod review;
mod review_about;
mod review_source;
mod rows;
mod trend;
mod typing;

use ratatui::buffer::Buffer;

pub use canvas::{Canvas, Hit, target};
pub(super) use entries::unit_width;
pub(super) use home::districts_in_view;
pub use opening::{as_left, opening};
pub use report_text::{Passage, Target, passages, sections};
pub use review::list_rows as review_list_rows;
pub use review::shift as review_shift;

use super::model::{Model, Screen};

/// The smallest window that shows a screen.
pub const SMALLEST: (usize, usize) = (60, 16);

/// What was drawn, beside the cells.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// Where the cursor stands, if a text is being typed.
    pub cursor: Option<(u16, u16)>,
    /// What a click means where.
    pub hits: Vec<Hit>,
}

/// Draws the whole screen.
pub fn draw(model: &Model, buf: &mut Buffer) -> Drawn {
    let mut hits = Vec::new();
    let cursor = screen(
        model,
        &mut Canvas::new(buf, &mut hits, model.glyphs.is_ascii()),
    );
    Drawn { cursor, hits }
}

fn screen(model: &Model, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let (width, height) = (canvas.width(), canvas.height());
    canvas.tint(0, 0, width, height, model.theme.ground());
    if width < SMALLEST.0 || height < SMALLEST.1 {
        canvas.put(0, height / 2, model.words().too_small, model.theme.ground());
        return None;
    }
    frame::header(model, &mut canvas.part(0, 0, width, 2));
    let mut body = canvas.part(0, 2, width, height - 3);
    match model.screen() {
        Screen::Home => home::draw(model, &mut body),
        Screen::Entries => entries::draw(model, &mut body),
        Screen::Entry => entry::draw(model, &mut body),
        Screen::Trend => trend::draw(model, &mut body),
        Screen::Report => report::draw(model, &mut body),
        Screen::History => history::draw(model, &mut body),
        Screen::Returned => returned::draw(model, &mut body),
        Screen::Review => review::draw(model, &mut body),
        Screen::Editions => editions::draw(model, &mut body),
    }
    let cursor = popup::draw(model, &mut canvas.part(0, 2, width, height - 3));
    let rows = frame::footer_rows(model, width);
    let typed = frame::footer(model, &mut canvas.part(0, height - rows, width, rows));
    typed.or(cursor)
}
