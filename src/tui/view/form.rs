//! A form over the screen.

use super::super::action::Target;
use super::super::form::{Form, Value};
use super::super::model::Model;
use super::super::theme::Role;
use super::canvas::Canvas;
use super::frame::caret;
use super::popup::{foot, panel, put_foot};
use crate::board::dates;
use crate::text::width;

/// Draws a form; returns where the cursor stands.
pub(super) fn draw(model: &Model, form: &Form, c: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let (t, w) = (&model.theme, model.words());
    let title = form.title(model);
    let said = model.notice.as_ref().filter(|n| n.bad);
    let said = said.map(|n| n.text.as_str());
    let (said, role) = match form.error.as_deref().or(said) {
        Some(why) => (why, Role::Warn),
        None => (form.hint(w), Role::Muted),
    };
    let said = foot(said, 76, c);
    let rows = form.fields.len() + 4 + said.len();
    let mut inner = panel(model, c, (76, rows), &title, "");
    let head = form
        .fields
        .iter()
        .map(|f| width(f.label))
        .max()
        .unwrap_or(0)
        + 2;
    let room = inner.width().saturating_sub(head);
    let mut cursor = None;
    for (y, field) in form.fields.iter().enumerate() {
        let is_here = y == form.focus;
        inner.hit(0, y, head + room, 1, Target::Field(y));
        inner.put(
            0,
            y,
            field.label,
            t.style(if is_here { Role::Key } else { Role::Muted }),
        );
        match &field.value {
            Value::Text(input) => {
                let at = caret(
                    input,
                    &mut inner.part(head, y, room, 1),
                    t.style(Role::Strong),
                );
                cursor = cursor.or(is_here.then_some(at));
            }
            Value::Day(input) => {
                let at = caret(
                    input,
                    &mut inner.part(head, y, 16, 1),
                    t.style(Role::Strong),
                );
                cursor = cursor.or(is_here.then_some(at));
                let (said, role) = match dates::parse(input.value(), model.calendar.today) {
                    Some(day) => (format!("= {day}"), Role::Good),
                    None if input.value().trim().is_empty() => (String::new(), Role::Muted),
                    None => ("?".to_owned(), Role::Warn),
                };
                inner.put(head + 18, y, &said, t.style(role));
            }
            Value::Choice(names, chosen) => {
                let name = names.get(*chosen).map_or("", String::as_str);
                let role = if is_here {
                    Role::Selected
                } else {
                    Role::Strong
                };
                inner.put(head, y, &format!("< {name} >"), t.style(role));
            }
        }
    }
    // a low window has no room for the blank line
    let free = inner.height().saturating_sub(said.len());
    let y = free.min(form.fields.len() + 1);
    put_foot(&said, y, t.style(role), &mut inner);
    cursor
}
