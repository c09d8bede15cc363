//! The comparison with the earlier edition: what became of each problem, how sure that is, and both texts of one.

use super::super::action::Target;
use super::super::compared::{Editions, Row};
use super::super::model::Model;
use super::super::theme::Role;
use super::super::update::{editions_pane, editions_rows};
use super::canvas::Canvas;
use super::entries::unit_width;
use super::rows::stage_role;
use crate::editions::Fate;
use crate::lang::{Console, fill};
use crate::text::{Align, cut, width, wrap};

/// From this width on the earlier edition has a column of its own.
const WIDE: usize = 100;

/// Draws heads, lines, the selected one whole, and the counts.
pub(super) fn draw(model: &Model, c: &mut Canvas<'_>) {
    let Some(shown) = &model.editions else {
        return;
    };
    let (t, height) = (&model.theme, c.height());
    let columns = Columns::fitting(model, c.width());
    columns.heads(model, shown, &mut c.part(0, 0, columns.all, 1));
    let pane_rows = editions_pane(height);
    let rows = editions_rows(model).min(height.saturating_sub(pane_rows + 2));
    let all = shown.rows.iter().copied().enumerate();
    for (y, (n, row)) in all.skip(shown.top).take(rows).enumerate() {
        let is_here = n == shown.row;
        let mut line = c.part(0, y + 1, columns.all, 1);
        if is_here {
            line.tint(0, 0, columns.all, 1, t.line());
            line.put(0, 0, ">", t.style(Role::Key).patch(t.line()));
        }
        columns.row(model, shown, row, is_here, &mut line);
        c.hit(0, y + 1, columns.all, 1, Target::Line(n));
    }
    pane(
        model,
        shown,
        &mut c.part(
            0,
            height.saturating_sub(pane_rows + 1),
            columns.all,
            pane_rows,
        ),
    );
    foot(
        model,
        shown,
        &mut c.part(0, height.saturating_sub(1), columns.all, 1),
    );
}

/// Widths: mark, fate, score, unit, title, earlier title, its stage, count.
struct Columns {
    all: usize,
    widths: [usize; 8],
}

impl Columns {
    fn fitting(model: &Model, all: usize) -> Self {
        let w = Console::of(model.lang);
        let names = [
            w.fate_new,
            w.fate_persisting,
            w.fate_came_back,
            w.fate_solved,
        ];
        let fate = names.into_iter().map(width).max().unwrap_or(8) + 2;
        let (unit, stage) = (unit_width(model), super::entries::stage_width(model));
        let fixed = 2 + 4 + fate + 6 + unit + 4;
        let rest = all.saturating_sub(fixed);
        let widths = if all >= WIDE {
            let titles = rest.saturating_sub(stage);
            let earlier = titles / 2;
            [4, fate, 6, unit, titles - earlier, earlier, stage, 4]
        } else {
            [4, fate, 6, unit, rest, 0, 0, 4]
        };
        Self { all, widths }
    }

    fn cells(&self, c: &mut Canvas<'_>, cells: [(String, Role); 8], model: &Model, is_here: bool) {
        let mut x = 2;
        for (width, (said, role)) in self.widths.into_iter().zip(cells) {
            let style = model.theme.style(role);
            let style = if is_here {
                style.patch(model.theme.line())
            } else {
                style
            };
            c.cell(x, 0, width.saturating_sub(1), &said, Align::Left, style);
            x += width;
        }
    }

    fn heads(&self, model: &Model, shown: &Editions, c: &mut Canvas<'_>) {
        let (w, d) = (model.words(), model.domain());
        let earlier = fill(w.col_edition, &[&shown.before.report().year]);
        let heads = [
            "",
            w.col_fate,
            w.col_score,
            d.unit,
            d.finding,
            &earlier,
            d.stage,
            "",
        ];
        let cells = heads.map(|said| (said.to_owned(), Role::Muted));
        self.cells(c, cells, model, false);
    }

    fn row(&self, model: &Model, shown: &Editions, row: Row, is_here: bool, c: &mut Canvas<'_>) {
        let (lang, line) = (model.lang, shown.line(row));
        let mark = match (shown.is_chosen(row), line.is_some_and(|l| l.is_carried)) {
            (Some(true), _) => ("[x]", Role::Good),
            (Some(false), _) => ("[ ]", Role::Muted),
            (None, true) => ("[=]", Role::Faint),
            (None, false) => (" - ", Role::Faint),
        };
        let earlier = shown.earlier(row).and_then(|ix| shown.before.entry(ix));
        let title_before = earlier.and_then(|e| shown.before.finding(e));
        let title_before = title_before.map_or("", |f| lang.of(&f.title));
        let later = line.and_then(|l| model.book.entry(l.entry));
        let unit = match (later, earlier) {
            (Some(e), _) => model.unit_name(e),
            (None, e) => e
                .and_then(|e| shown.before.unit(e))
                .map_or(model.domain().not_attributed, |u| lang.of(&u.label)),
        };
        // where there is no column for it, what was solved still says its name
        let title = later.map_or(if self.all < WIDE { title_before } else { "" }, |e| {
            model.title(e)
        });
        let stage = earlier.map(|e| e.state.stage());
        let score = line.filter(|l| l.before.is_some());
        let cells = [
            (mark.0.to_owned(), mark.1),
            (shown.fate(row, lang).to_owned(), role(line.map(|l| l.fate))),
            (
                score.map_or_else(String::new, |l| format!("{:.0} %", l.score * 100.0)),
                Role::Muted,
            ),
            (unit.to_owned(), Role::Accent),
            (title.to_owned(), Role::Text),
            (title_before.to_owned(), Role::Muted),
            (
                stage.map_or_else(String::new, |s| model.domain().stage_name(s).to_owned()),
                stage.map_or(Role::Muted, stage_role),
            ),
            (
                score.map_or_else(String::new, |l| format!("×{}", l.times + 1)),
                Role::Warn,
            ),
        ];
        self.cells(c, cells, model, is_here);
    }
}

fn role(fate: Option<Fate>) -> Role {
    match fate {
        Some(Fate::New) => Role::Info,
        Some(Fate::Persisting) => Role::Warn,
        Some(Fate::CameBack) => Role::Danger,
        None => Role::Good,
    }
}

/// Both texts of the selected line, as far as there is room.
fn pane(model: &Model, shown: &Editions, c: &mut Canvas<'_>) {
    let (t, columns, height) = (&model.theme, c.width(), c.height());
    c.blank(0, 0, columns, height, t.ground().patch(t.surface()));
    let passages = shown.passages(model);
    let room = height.checked_div(passages.len()).unwrap_or(height);
    let mut y = 0;
    for (n, (head, said)) in passages.iter().enumerate() {
        let is_last = n + 1 == passages.len();
        let end = if is_last { height } else { room };
        let style = t.style(if n == 0 { Role::Strong } else { Role::Muted });
        c.put(2, y, &cut(head, columns.saturating_sub(4)), style);
        let lines = wrap(said, columns.saturating_sub(4));
        let fits = end.saturating_sub(y + 1);
        for (at, line) in lines.iter().take(fits).enumerate() {
            let is_cut = at + 1 == fits && lines.len() > fits;
            let line = if is_cut {
                cut(&format!("{line}…"), columns.saturating_sub(4))
            } else {
                line.clone()
            };
            c.put(2, y + 1 + at, &line, t.style(Role::Text));
        }
        y += 1 + lines.len().min(fits);
    }
}

fn foot(model: &Model, shown: &Editions, c: &mut Canvas<'_>) {
    let (t, w) = (&model.theme, model.words());
    let taken = fill(w.will_go_on, &[&shown.taken().len()]);
    let compared = &shown.compared;
    let counts = [Fate::Persisting, Fate::CameBack, Fate::New].map(|fate| compared.count(fate));
    let [persisting, came_back, new] = counts;
    let (solved, unfinished) = (compared.solved.len(), compared.unfinished(&shown.before));
    let said = fill(w.edition_counts, &[&persisting, &came_back, &new, &solved]);
    let unfinished = match unfinished {
        0 => String::new(),
        n => fill(w.edition_unfinished, &[&n]),
    };
    let at = format!(
        "  {} / {}",
        (shown.row + 1).min(shown.rows.len()),
        shown.rows.len()
    );
    let room = c.width().saturating_sub(3 + width(&at));
    let all = format!("{taken}   {said}{unfinished}");
    c.put(2, 0, &cut(&all, room), t.style(Role::Muted));
    c.put(2, 0, &cut(&taken, room), t.style(Role::Strong));
    c.put_right(c.width().saturating_sub(1), 0, &at, t.style(Role::Muted));
}
