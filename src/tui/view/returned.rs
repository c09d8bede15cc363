//! The preview of returned workbooks: what each would change, old and new, which cell says so, what is not taken and why.

use super::super::action::Target;
use super::super::model::{Model, Returned};
use super::super::theme::Role;
use super::super::update::returned_rows;
use super::canvas::Canvas;
use crate::intake::preview::Field;
use crate::intake::{Kind, Proposal};
use crate::lang::{IntakeWords, fill};
use crate::report::sanitise::line;
use crate::text::{Align, width, wrap};

/// Rows of the pane with the whole line.
const PANE: usize = 4;

/// Draws heads, lines, the selected one whole, and the counts.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let Some(shown) = &model.returned else {
        return;
    };
    let (t, w, iw) = (&model.theme, model.words(), IntakeWords::of(model.lang));
    let (columns, height) = (c.width(), c.height());
    let kinds = [
        iw.ticked,
        iw.unticked,
        iw.changed,
        iw.noted,
        iw.conflict,
        iw.refused,
    ];
    let kind = kinds.into_iter().map(width).max().unwrap_or(8) + 2;
    let widths = [
        4,
        kind,
        18,
        14,
        columns.saturating_sub(2 + 4 + kind + 18 + 14),
    ];
    let places = places(widths);
    let heads = ["", w.col_kind, w.col_entry, w.col_field, w.col_change];
    for ((x, width), name) in places.into_iter().zip(heads) {
        c.cell(x, 0, width, name, Align::Left, t.style(Role::Muted));
    }
    let rows = returned_rows(model).min(height.saturating_sub(PANE + 2));
    let all = shown.preview.proposals.iter().enumerate();
    for (y, (n, p)) in all.skip(shown.top).take(rows).enumerate() {
        let is_here = n == shown.row;
        if is_here {
            c.tint(0, y + 1, columns, 1, t.line());
            c.put(0, y + 1, ">", t.style(Role::Key).patch(t.line()));
        }
        for ((x, width), (said, role)) in places.into_iter().zip(cells(model, p)) {
            let style = t.style(role);
            let style = if is_here {
                style.patch(t.line())
            } else {
                style
            };
            c.cell(x, y + 1, width, &said, Align::Left, style);
        }
        c.hit(0, y + 1, columns, 1, Target::Line(n));
    }
    if shown.preview.proposals.is_empty() {
        c.put(2, 2, iw.nothing, t.style(Role::Muted));
    }
    pane(
        model,
        shown,
        &mut c.part(0, height.saturating_sub(PANE + 1), columns, PANE),
    );
    foot(
        model,
        shown,
        &mut c.part(0, height.saturating_sub(1), columns, 1),
    );
}

fn places(widths: [usize; 5]) -> [(usize, usize); 5] {
    let mut x = 2;
    widths.map(|w| {
        let place = (x, w.saturating_sub(1));
        x += w;
        place
    })
}

fn role(kind: &Kind) -> Role {
    match kind {
        Kind::Ticked | Kind::Noted => Role::Good,
        Kind::Unticked | Kind::Changed => Role::Info,
        Kind::Conflict(_) => Role::Warn,
        Kind::Refused(_) => Role::Danger,
    }
}

fn cells(model: &Model, p: &Proposal) -> [(String, Role); 5] {
    let w = IntakeWords::of(model.lang);
    let mark = match (p.is_takeable(), p.accepted) {
        (false, _) => " - ",
        (true, true) => "[x]",
        (true, false) => "[ ]",
    };
    let field = p.field.map_or("", |f| w.field_name(f, model.lang));
    [
        (
            mark.to_owned(),
            if p.accepted { Role::Good } else { Role::Muted },
        ),
        (w.kind_name(&p.kind).to_owned(), role(&p.kind)),
        (p.id.clone(), Role::Accent),
        (field.to_owned(), Role::Text),
        (change(model, p), Role::Text),
    ]
}

/// From what to what.
fn change(model: &Model, p: &Proposal) -> String {
    let w = IntakeWords::of(model.lang);
    match p.field {
        None | Some(Field::Note) => line(&p.new),
        Some(_) => format!("{} → {}", w.shown(&p.old), w.shown(&p.new)),
    }
}

/// The selected line whole: where it stands, what it says, why it is not taken.
fn pane(model: &Model, shown: &Returned, c: &mut Canvas<'_>) {
    let (t, columns) = (&model.theme, c.width());
    c.blank(0, 0, columns, c.height(), t.ground().patch(t.surface()));
    let Some(p) = shown.preview.proposals.get(shown.row) else {
        return;
    };
    let file = shown.preview.files.get(p.file).map_or("", String::as_str);
    let title = p
        .entry
        .and_then(|ix| model.book.entry(ix))
        .map_or("", |e| model.title(e));
    let head = [
        (format!("{file} {}  ", p.at), t.style(Role::Muted)),
        (title.to_owned(), t.style(Role::Strong)),
    ];
    c.spans(2, 0, &head);
    let why = p.reason(model.lang);
    let room = PANE - 1 - usize::from(why.is_some());
    let lines = wrap(&change(model, p), columns.saturating_sub(4));
    for (y, said) in lines.iter().take(room).enumerate() {
        c.put(2, y + 1, said, t.style(Role::Text));
    }
    if let Some(why) = why {
        c.put(2, PANE - 1, &why, t.style(role(&p.kind)));
    }
}

fn foot(model: &Model, shown: &Returned, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let p = &shown.preview;
    let taken = fill(w.will_take, &[&p.accepted()]);
    let (conflicts, refused) = (p.count("conflict"), p.count("refused"));
    let rest = fill(
        w.left_over,
        &[&conflicts, &refused, &p.already, &p.untouched],
    );
    c.spans(
        2,
        0,
        &[
            (taken, t.style(Role::Strong)),
            ("   ".to_owned(), t.style(Role::Muted)),
            (rest, t.style(Role::Muted)),
        ],
    );
    let all = p.proposals.len();
    let at = format!("{} / {all}", (shown.row + 1).min(all));
    c.put_right(c.width().saturating_sub(1), 0, &at, t.style(Role::Muted));
}
