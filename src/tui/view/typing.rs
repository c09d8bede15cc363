//! What one types into over a screen: a text of several lines, the palette, the name at the first start.

use ratatui::style::Style;
use tui_input::Input;

use super::super::action::Target;
use super::super::model::Model;
use super::super::prompt::{TextKind, TextPrompt};
use super::super::theme::Role;
use super::super::update::choices;
use super::canvas::Canvas;
use super::frame::caret;
use super::popup::{foot, panel, put_foot};
use crate::lang::fill;
use crate::text::{Align, width};

/// A text: its title says what for and on how many entries; the real cursor stands at the caret.
pub(super) fn text(model: &Model, typed: &TextPrompt, c: &mut Canvas<'_>) -> (u16, u16) {
    let (t, w) = (&model.theme, model.words());
    let title = match typed.kind {
        TextKind::AddItem => w.ask_add_item.to_owned(),
        TextKind::Note => w.ask_note.to_owned(),
        TextKind::Reopen => w.ask_reopen.to_owned(),
        TextKind::Items => super::review::items_title(model),
    };
    let title = match typed.targets.len() {
        0 | 1 => title,
        many => format!("{title} ({})", fill(w.entries_count, &[&many])),
    };
    let bad = model.notice.as_ref().filter(|n| n.bad);
    let (said, role) = bad.map_or((w.text_hint, Role::Muted), |n| {
        (n.text.as_str(), Role::Warn)
    });
    let said = foot(said, 84, c);
    let mut inner = panel(model, c, (84, 10 + said.len()), &title, "");
    let height = inner.height();
    let rows = height.saturating_sub(1 + said.len()).max(1);
    let at = inner.area(0, 0, inner.width(), rows);
    inner.widget(&typed.area, at, t.style(Role::Strong));
    let y = height.saturating_sub(said.len());
    put_foot(&said, y, t.style(role), &mut inner);
    let (cursor, (top, left)) = (typed.area.screen_cursor(), typed.area.scroll_offset());
    let x = cursor.col.saturating_sub(usize::from(left));
    let y = cursor.row.saturating_sub(usize::from(top));
    inner.position(x, y.min(rows - 1))
}

/// The palette: what was typed, and below it what fits, with the keys that do the same.
pub(super) fn palette(model: &Model, input: &Input, at: usize, c: &mut Canvas<'_>) -> (u16, u16) {
    let (t, w) = (&model.theme, model.words());
    let found = choices(model, input.value());
    let mut inner = panel(model, c, (64, 20), w.ask_palette, "");
    let columns = inner.width();
    inner.put(0, 0, ">", t.style(Role::Key));
    let cursor = caret(
        input,
        &mut inner.part(2, 0, columns - 2, 1),
        t.style(Role::Strong),
    );
    let rows = inner.height().saturating_sub(3).max(1);
    let top = (at + 1).saturating_sub(rows);
    if found.is_empty() {
        inner.put(2, 2, w.nothing_fits, t.style(Role::Muted));
    }
    for (n, choice) in found.iter().enumerate().skip(top).take(rows) {
        let y = 2 + n - top;
        let is_here = n == at;
        let style = |role| {
            if is_here {
                t.style(Role::Selected)
            } else {
                t.style(role)
            }
        };
        inner.cell(
            0,
            y,
            columns,
            "",
            Align::Left,
            if is_here {
                style(Role::Text)
            } else {
                Style::new()
            },
        );
        inner.put(0, y, if is_here { ">" } else { " " }, style(Role::Key));
        let keys = width(&choice.keys).min(20);
        inner.cell(
            2,
            y,
            columns.saturating_sub(keys + 4),
            &choice.name,
            Align::Left,
            style(Role::Text),
        );
        inner.put_right(
            columns - 1,
            y,
            &crate::text::cut(&choice.keys, 20),
            style(Role::Muted),
        );
        inner.hit(0, y, columns, 1, Target::Field(n));
    }
    let bottom = inner.height().saturating_sub(1);
    inner.put(0, bottom, w.palette_hint, t.style(Role::Muted));
    cursor
}

/// The first start: three lines, and the name.
pub(super) fn welcome(model: &Model, input: &Input, c: &mut Canvas<'_>) -> (u16, u16) {
    let (t, w) = (&model.theme, model.words());
    let mut inner = panel(model, c, (70, 10), w.welcome_title, "");
    inner.put(0, 0, w.welcome_keys, t.style(Role::Text));
    inner.put(0, 1, w.welcome_help, t.style(Role::Text));
    let x = inner.put(0, 3, w.welcome_name, t.style(Role::Key)) + 2;
    let room = inner.width().saturating_sub(x);
    let cursor = caret(input, &mut inner.part(x, 3, room, 1), t.style(Role::Strong));
    if input.value().is_empty() {
        inner.put(x, 3, &model.who, t.style(Role::Faint));
    }
    inner.put(0, 5, w.welcome_hint, t.style(Role::Muted));
    cursor
}
