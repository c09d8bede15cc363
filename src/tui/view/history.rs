//! The history: who did what, when, the latest first; or what two people set in ignorance of each other.

use ratatui::style::{Modifier, Style};

use super::super::action::Target;
use super::super::model::Model;
use super::super::theme::Role;
use super::super::update::{history_rows, selected_conflict, selected_event};
use super::canvas::Canvas;
use crate::board::history::Conflict;
use crate::lang::{acts, fill};
use crate::ledger::book::EventRef;
use crate::ledger::stage::Ev;
use crate::text::{Align, width, wrap};

/// Columns for a time to the minute.
const WHEN: usize = 18;
/// Rows of the pane with the whole text.
const PANE: usize = 4;

/// Draws heads, rows, and below them the selected event whole.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let (columns, height) = (c.width(), c.height());
    let widths = Widths::fitting(model, columns);
    let heads = [w.col_when, w.col_who, w.col_entry, w.col_act];
    for ((x, width), name) in widths.places().into_iter().zip(heads) {
        c.cell(x, 0, width, name, Align::Left, t.style(Role::Muted));
    }
    let rows = model.history_rows();
    let shown = history_rows(model).min(height.saturating_sub(PANE + 2));
    for (y, ev) in rows.iter().skip(model.history.top).take(shown).enumerate() {
        let is_here = Some(*ev) == model.history.selected;
        if is_here {
            c.tint(0, y + 1, columns, 1, t.line());
            c.put(0, y + 1, ">", t.style(Role::Key).patch(t.line()));
        }
        c.hit(0, y + 1, columns, 1, Target::Event(*ev));
        if let Some(e) = model.book.event(*ev) {
            row(model, &e, &widths, (y + 1, is_here), c);
        }
    }
    if rows.is_empty() {
        let said = if model.history.conflicts {
            w.no_conflicts
        } else {
            w.no_events
        };
        c.put(2, 2, said, t.style(Role::Muted));
    }
    pane(model, &mut c.part(0, height - PANE - 1, columns, PANE));
    foot(model, rows.len(), &mut c.part(0, height - 1, columns, 1));
}

struct Widths {
    who: usize,
    entry: usize,
    act: usize,
}

impl Widths {
    fn fitting(model: &Model, columns: usize) -> Self {
        let names = model.book.people().iter().map(|n| width(n));
        let who = names.max().unwrap_or(0).clamp(6, 14) + 2;
        let entry = if columns < 80 { 14 } else { 17 };
        let act = columns.saturating_sub(2 + WHEN + who + entry);
        Self { who, entry, act }
    }

    fn places(&self) -> [(usize, usize); 4] {
        let mut x = 2;
        [WHEN, self.who, self.entry, self.act].map(|w| {
            let place = (x, w.saturating_sub(1));
            x += w;
            place
        })
    }
}

fn row(
    model: &Model,
    e: &EventRef<'_>,
    widths: &Widths,
    (y, here): (usize, bool),
    c: &mut Canvas<'_>,
) {
    let t = &model.theme;
    let said = sentence(model, e);
    let gone = |style: Style| {
        if e.undone {
            t.style(Role::Faint).add_modifier(Modifier::CROSSED_OUT)
        } else {
            style
        }
    };
    let entry = e.entry.and_then(|ix| model.book.entry(ix));
    let entry = entry.map_or_else(String::new, |e| model.book.label(e).into_owned());
    let cells = [
        (time(model, e), t.style(Role::Muted)),
        (e.who.to_owned(), t.style(Role::Text)),
        (entry, t.style(Role::Accent)),
        (said, t.style(Role::Text)),
    ];
    for ((x, width), (said, style)) in widths.places().into_iter().zip(cells) {
        let style = if here {
            gone(style).patch(t.line())
        } else {
            gone(style)
        };
        c.cell(x, y, width, &said, Align::Left, style);
    }
}

/// What was done; undone acts and conflicts say so in words, too.
fn sentence(model: &Model, e: &EventRef<'_>) -> String {
    let w = model.words();
    let said = acts::event(model.lang, &model.book, e).replace('\n', " ");
    if e.undone {
        format!("({}) {said}", w.undone_mark)
    } else {
        said
    }
}

fn time(model: &Model, e: &EventRef<'_>) -> String {
    let local = model.calendar.zone.to_datetime(e.at);
    local.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The selected event whole; of a conflict both sides.
fn pane(model: &Model, c: &mut Canvas<'_>) {
    let (t, columns) = (&model.theme, c.width());
    c.blank(0, 0, columns, c.height(), t.ground().patch(t.surface()));
    if model.history.conflicts {
        if let Some(conflict) = selected_conflict(model) {
            sides(model, conflict, c);
        }
        return;
    }
    let Some(e) = model.history.selected.and_then(|ev| model.book.event(ev)) else {
        return;
    };
    let title = e
        .entry
        .and_then(|ix| model.book.entry(ix))
        .map_or("", |entry| model.title(entry));
    c.spans(
        2,
        0,
        &[
            (
                format!("{}  {}  ", time(model, &e), e.who),
                t.style(Role::Muted),
            ),
            (title.to_owned(), t.style(Role::Strong)),
        ],
    );
    let lines = wrap(&acts::event(model.lang, &model.book, &e), columns - 4);
    for (y, line) in lines.iter().take(PANE - 1).enumerate() {
        c.put(2, y + 1, line, t.style(Role::Text));
    }
}

/// Both events of a conflict, with what each comes to.
fn sides(model: &Model, conflict: Conflict, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let head = width(w.counts).max(width(w.counts_not)) + 2;
    let title = model
        .book
        .entry(conflict.entry)
        .map_or("", |e| model.title(e));
    c.spans(
        2,
        0,
        &[
            (format!("{}  ", w.section_conflicts), t.style(Role::Warn)),
            (title.to_owned(), t.style(Role::Strong)),
        ],
    );
    let sides: [(&str, Ev, Role); 2] = [
        (w.counts, conflict.in_force, Role::Good),
        (w.counts_not, conflict.overridden, Role::Muted),
    ];
    for (y, (name, ev, role)) in sides.into_iter().enumerate() {
        let Some(e) = model.book.event(ev) else {
            continue;
        };
        c.cell(2, y + 1, head, name, Align::Left, t.style(role));
        let said = format!("{}  {}  {}", time(model, &e), e.who, sentence(model, &e));
        c.put(2 + head, y + 1, &said, t.style(Role::Text));
    }
    c.put(2, 3, w.settle_hint, t.style(Role::Faint));
}

fn foot(model: &Model, rows: usize, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let (events, conflicts) = (model.derived.history.len(), model.derived.conflicts().len());
    let style = |on: bool| t.style(if on { Role::Strong } else { Role::Muted });
    let on = model.history.conflicts;
    c.spans(
        2,
        0,
        &[
            (fill(w.history_events, &[&events]), style(!on)),
            ("   ".to_owned(), t.style(Role::Muted)),
            (fill(w.history_conflicts, &[&conflicts]), style(on)),
        ],
    );
    let at = format!("{} / {rows}", (selected_event(model) + 1).min(rows));
    c.put_right(c.width() - 1, 0, &at, t.style(Role::Muted));
}
