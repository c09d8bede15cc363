//! What stands over a screen: keys, filters, the export form.

use ratatui::style::Style;
use tui_input::Input;

use super::super::action::Target;
use super::super::keymap::{Bound, On};
use super::super::keys::shown;
use super::super::model::{Model, Screen};
use super::super::prompt::{EXPORT_FORMATS, ExportForm, Prompt};
use super::super::theme::Role;
use super::super::update::filter_values;
use super::canvas::Canvas;
use super::frame::{caret, filters};
use crate::board::schedule::Light;
use crate::lang::{Lang, Screen as Words};
use crate::ledger::Stage;
use crate::search;
use crate::text::{Align, fit, width, wrap};

/// Columns of one column of the help.
const COLUMN: usize = 37;

/// Keys, what they do, and how that is shown.
type HelpLine = (String, String, Role);

/// Draws the popup that is open, if any; returns where the cursor stands.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) -> Option<(u16, u16)> {
    match &model.prompt {
        Some(Prompt::Help(scroll, sought)) => help(model, *scroll, sought.as_ref(), c),
        Some(Prompt::Listing(title, lines, scroll)) => {
            listing(model, (title, lines, *scroll), c);
            None
        }
        Some(Prompt::Filter(column, row)) => {
            filter(model, (*column, *row), c);
            None
        }
        Some(Prompt::Text(typed)) => Some(super::typing::text(model, typed, c)),
        Some(Prompt::Palette(input, at)) => Some(super::typing::palette(model, input, *at, c)),
        Some(Prompt::Welcome(input)) => Some(super::typing::welcome(model, input, c)),
        Some(Prompt::Export(form)) => Some(export(model, form, c)),
        Some(Prompt::Form(form)) => super::form::draw(model, form, c),
        _ => None,
    }
}

/// A panel in the middle with a title and a hint; gives the part inside.
pub(super) fn panel<'a>(
    model: &Model,
    c: &'a mut Canvas<'_>,
    size: (usize, usize),
    title: &str,
    hint: &str,
) -> Canvas<'a> {
    let t = &model.theme;
    let (w, h) = (
        size.0.min(c.width().saturating_sub(2)),
        size.1.min(c.height()),
    );
    let (x, y) = ((c.width() - w) / 2, (c.height() - h) / 2);
    c.blank(x, y, w, h, t.ground().patch(t.surface()));
    c.hit(x, y, w, h, Target::Over);
    c.cell(
        x,
        y,
        w,
        &format!(" {title}"),
        Align::Left,
        t.style(Role::Tab),
    );
    c.put_right(x + w - 1, y, hint, t.style(Role::Tab));
    if t.mono {
        for row in 1..h {
            c.put(x, y + row, "|", t.ground());
            c.put(x + w - 1, y + row, "|", t.ground());
        }
        c.put(
            x,
            y + h - 1,
            &format!("+{}+", "-".repeat(w.saturating_sub(2))),
            t.ground(),
        );
    }
    c.part(x + 2, y + 2, w.saturating_sub(4), h.saturating_sub(3))
}

/// What is said at the foot of a panel of some columns, in lines; at most four, so that the panel stays small.
pub(super) fn foot(said: &str, columns: usize, c: &Canvas<'_>) -> Vec<String> {
    let room = columns.min(c.width().saturating_sub(2)).saturating_sub(4);
    let mut lines = wrap(said, room);
    lines.truncate(4);
    lines
}

/// Puts the foot of a panel from row `y` on.
pub(super) fn put_foot(lines: &[String], y: usize, style: Style, inner: &mut Canvas<'_>) {
    for (n, line) in lines.iter().enumerate() {
        inner.put(0, y + n, line, style);
    }
}

/// The keys of the screen, or those of them that are looked for.
fn help(
    model: &Model,
    scroll: usize,
    sought: Option<&Input>,
    c: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let (t, w) = (&model.theme, model.words());
    let lines = help_lines(model, sought.map_or("", Input::value).trim());
    let two = c.width() >= 80 && c.height() < lines.len() + 3;
    let columns = if two { 2 } else { 1 };
    let rows = lines.len().div_ceil(columns);
    let above = if sought.is_some() { 2 } else { 0 };
    let size = (columns * COLUMN + 4, rows.max(1) + 3 + above);
    let hint = sought.map_or(w.help_hint, |_| w.help_found);
    let mut inner = panel(model, c, size, w.help_title, hint);
    let cursor = sought.map(|input| {
        let x = inner.put(0, 0, "/ ", t.style(Role::Key));
        let room = inner.width().saturating_sub(x);
        caret(input, &mut inner.part(x, 0, room, 1), t.style(Role::Strong))
    });
    let (width, height) = (inner.width(), inner.height().saturating_sub(above));
    let mut inner = inner.part(0, above, width, height);
    if lines.is_empty() {
        inner.put(0, 0, w.nothing_fits, t.style(Role::Muted));
    }
    let height = inner.height().max(1);
    let scroll = scroll.min(rows.saturating_sub(height));
    for (n, (keys, name, role)) in lines.iter().enumerate() {
        let (column, y) = (n / rows, n % rows);
        let Some(y) = y.checked_sub(scroll).filter(|y| *y < height) else {
            continue;
        };
        let x = column * COLUMN;
        inner.put(
            x,
            y,
            &fit(keys, 23, Align::Left),
            t.style(if name.is_empty() { *role } else { Role::Key }),
        );
        inner.put(x + 24, y, name, t.style(Role::Text));
    }
    cursor
}

/// The keys of the screen and those that it shares with all others; or those whose key, or name in either language, is
/// looked for, by signs or pinyin.
fn help_lines(model: &Model, typed: &str) -> Vec<HelpLine> {
    let w = model.words();
    let here = On::screen(model.screen());
    let needle = search::Needle::new(typed);
    let fits = |b: &Bound, keys: &[String]| {
        let named = |lang| {
            let name = (b.binding.name)(Words::of(lang));
            needle.words().iter().all(|w| w.grade(name).is_some())
        };
        keys.iter().any(|k| k == typed) || Lang::ALL.into_iter().any(named)
    };
    let mut lines: Vec<HelpLine> = Vec::new();
    for (on, name) in [(here, w.help_here), (On::Any, w.help_everywhere)] {
        if typed.is_empty() {
            if !lines.is_empty() {
                lines.push((String::new(), String::new(), Role::Text));
            }
            lines.push((name.to_owned(), String::new(), Role::Accent));
        }
        for b in model.keys.on(on) {
            let keys: Vec<_> = b.keys.iter().map(|k| shown(k)).collect();
            if fits(b, &keys) {
                lines.push((keys.join("  "), (b.binding.name)(w).to_owned(), Role::Text));
            }
        }
    }
    lines
}

/// Lines to read, such as what was refused.
fn listing(model: &Model, (title, lines, scroll): (&str, &[String], usize), c: &mut Canvas<'_>) {
    let columns = c.width().saturating_sub(8).min(92);
    let wrapped: Vec<String> = lines
        .iter()
        .flat_map(|l| wrap(l, columns.saturating_sub(4)))
        .collect();
    let hint = model.words().listing_hint;
    let mut inner = panel(model, c, (columns, wrapped.len() + 3), title, hint);
    let height = inner.height().max(1);
    let scroll = scroll.min(wrapped.len().saturating_sub(height));
    for (y, line) in wrapped.iter().skip(scroll).take(height).enumerate() {
        inner.put(0, y, line, model.theme.style(Role::Text));
    }
}

fn filter(model: &Model, (column, row): (usize, usize), c: &mut Canvas<'_>) {
    let (t, w, d) = (&model.theme, model.words(), model.domain());
    let report = model.book.report();
    let query = &model.entries.query;
    let values = filter_values(model);
    let rows = values.iter().map(Vec::len).max().unwrap_or(0);
    let each = 18.min((c.width().saturating_sub(6)) / 4);
    let mut inner = panel(model, c, (each * 4 + 4, rows.min(14) + 7), w.filter, "");
    let window = inner.height().saturating_sub(4).max(1);
    let names = [d.unit, d.category, d.stage, d.schedule];
    for (col, list) in values.iter().enumerate() {
        inner.put(
            col * each,
            0,
            names.get(col).copied().unwrap_or_default(),
            t.style(Role::Muted),
        );
        let top = if col == column {
            (row + 1).saturating_sub(window)
        } else {
            0
        };
        for (n, id) in list.iter().enumerate().skip(top).take(window) {
            let name = match col {
                0 => report
                    .units
                    .iter()
                    .find(|u| u.id == *id)
                    .map_or(d.not_attributed, |u| model.lang.of(&u.label)),
                1 => report
                    .categories
                    .iter()
                    .find(|k| k.id == *id)
                    .map_or("", |k| model.lang.of(&k.label)),
                2 => Stage::ALL
                    .iter()
                    .find(|s| s.code() == id)
                    .map_or("", |s| d.stage_name(*s)),
                _ => Light::ALL
                    .iter()
                    .find(|l| l.code() == id)
                    .map_or("", |l| d.light_name(*l)),
            };
            let is_on = match col {
                0 => query.units.contains(id),
                1 => query.categories.contains(id),
                2 => query.stages.iter().any(|s| s.code() == id),
                _ => query.lights.iter().any(|l| l.code() == id),
            };
            let is_here = (col, n) == (column, row);
            let sign = if is_on { "[x]" } else { "[ ]" };
            let said = format!("{}{sign} {name}", if is_here { ">" } else { " " });
            let role = if is_here {
                Role::Selected
            } else if is_on {
                Role::Good
            } else {
                Role::Text
            };
            inner.cell(
                col * each,
                1 + n - top,
                each - 1,
                &said,
                Align::Left,
                t.style(role),
            );
        }
    }
    let bottom = inner.height().saturating_sub(1);
    let (sign, role) = if query.repeated {
        ("[x]", Role::Good)
    } else {
        ("[ ]", Role::Text)
    };
    let x = inner.put(1, bottom.saturating_sub(1), "r ", t.style(Role::Key));
    let said = format!("{sign} {}", w.filter_repeated);
    inner.put(x, bottom.saturating_sub(1), &said, t.style(role));
    inner.put(0, bottom, w.filter_hint, t.style(Role::Muted));
}

fn export(model: &Model, form: &ExportForm, c: &mut Canvas<'_>) -> (u16, u16) {
    let (t, w) = (&model.theme, model.words());
    let (said, role) = form
        .error
        .as_ref()
        .map_or((w.export_hint, Role::Muted), |e| (e.as_str(), Role::Warn));
    let said = foot(said, 72, c);
    let mut inner = panel(model, c, (72, 8 + said.len()), w.ask_export, "");
    let head = [w.export_format, w.export_path, w.filter]
        .map(width)
        .into_iter()
        .max()
        .unwrap_or(0)
        + 2;
    inner.put(0, 0, w.export_format, t.style(Role::Muted));
    let mut x = head;
    for format in EXPORT_FORMATS {
        let role = if format == form.format {
            Role::Selected
        } else {
            Role::Muted
        };
        x = inner.put(x, 0, &format!(" {format} "), t.style(role)) + 1;
    }
    inner.put(0, 2, w.export_path, t.style(Role::Muted));
    let room = inner.width().saturating_sub(head);
    let at = caret(
        &form.path,
        &mut inner.part(head, 2, room, 1),
        t.style(Role::Strong),
    );
    let chosen = match model.screen() {
        Screen::Entries => filters(model).join(", "),
        _ => String::new(),
    };
    let chosen = if chosen.is_empty() {
        w.no_filter
    } else {
        &chosen
    };
    inner.put(0, 3, w.filter, t.style(Role::Muted));
    inner.put(head, 3, chosen, t.style(Role::Text));
    put_foot(&said, 5, t.style(role), &mut inner);
    at
}
