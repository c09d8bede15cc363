//! Keys of the table.

use std::collections::BTreeSet;

use super::super::action::{Action, Effect};
use super::super::model::{Checked, EntryView, Model, Screen};
use super::super::prompt::Prompt;
use crate::board::Sort;
use crate::ledger::book::EntryIx;

/// Rows of the table that stay visible above and below the cursor.
const MARGIN: usize = 2;

/// Carries out an action on the table.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = body_rows(model).saturating_sub(1).max(1);
    match action {
        Action::Up => step(model, -1),
        Action::Down => step(model, 1),
        Action::PageUp => step(model, -signed(page)),
        Action::PageDown => step(model, signed(page)),
        Action::First => select(model, 0),
        Action::Last => select(model, usize::MAX),
        Action::Open => open(model),
        Action::Filter => model.prompt = Some(Prompt::Filter(0, 0)),
        Action::Whole => whole(model),
        Action::Mark => mark(model),
        Action::MarkAll => {
            let all: BTreeSet<_> = model.derived.rows.iter().copied().collect();
            let was_all = !all.is_empty() && all.is_subset(&model.entries.marked);
            model.entries.marked = if was_all { BTreeSet::new() } else { all };
        }
        Action::Sort => {
            let at = Sort::ALL
                .iter()
                .position(|s| *s == model.entries.sort)
                .unwrap_or(0);
            model.entries.sort = Sort::ALL
                .get((at + 1) % Sort::ALL.len())
                .copied()
                .unwrap_or_default();
        }
        _ => {}
    }
    Vec::new()
}

/// Everything that the ledger's columns hold on the selected entry, uncut.
fn whole(model: &mut Model) {
    let Some(entry) = model.entries.selected.and_then(|ix| model.book.entry(ix)) else {
        return;
    };
    let (book, d) = (&model.book, model.domain());
    let text = |value: Option<&str>| value.map(str::to_owned);
    let day = |value: Option<jiff::civil::Date>| value.map(|day| day.to_string());
    let columns = [
        (d.unit, Some(model.unit_name(entry).to_owned())),
        (d.stage, Some(d.stage_name(entry.state.stage()).to_owned())),
        (d.lead, text(book.lead(entry))),
        (d.partners, text(book.partners(entry))),
        (d.person, text(book.person(entry))),
        (d.measure, text(book.measure(entry))),
        (
            d.horizon,
            book.horizon(entry).map(|h| d.horizon_name(h).to_owned()),
        ),
        (d.due, day(book.due(entry))),
        (d.first_due, day(book.first_due(entry))),
    ];
    let statement = book
        .finding(entry)
        .map(|f| model.lang.of(&f.statement).to_owned());
    let lines = columns
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}", value?)));
    let lines: Vec<String> = statement.into_iter().chain(lines).collect();
    let title = format!("{} {}", book.label(entry), model.title(entry));
    model.prompt = Some(Prompt::Listing(title, lines, 0));
}

/// Picks the selected row, or lets it go, and moves on.
fn mark(model: &mut Model) {
    let Some(ix) = model.entries.selected else {
        return;
    };
    if !model.entries.marked.remove(&ix) {
        model.entries.marked.insert(ix);
    }
    step(model, 1);
}

fn signed(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}

fn step(model: &mut Model, by: isize) {
    select(model, model.selected_row().saturating_add_signed(by));
}

fn select(model: &mut Model, row: usize) {
    let last = model.derived.rows.len().saturating_sub(1);
    model.entries.selected = model.derived.rows.get(row.min(last)).copied();
}

fn open(model: &mut Model) {
    let Some(ix) = model.entries.selected else {
        return;
    };
    show(model, ix);
    model.stack.push(Screen::Entry);
}

/// Shows an entry of the table's list.
pub(super) fn show(model: &mut Model, ix: EntryIx) {
    let unticked =
        |e: &crate::ledger::book::Entry| e.state.live().find(|i| !i.ticked).map(|i| i.key);
    let item = model
        .book
        .entry(ix)
        .and_then(|e| unticked(e).or_else(|| e.state.live().next().map(|i| i.key)));
    model.entry = EntryView {
        ix,
        list: model.derived.rows.clone(),
        item,
        scroll: 0,
        checked: Checked::Not,
    };
    model.entries.selected = Some(ix);
}

/// Rows of entries that fit on the screen.
pub fn body_rows(model: &Model) -> usize {
    usize::from(model.size.1).saturating_sub(5).max(1)
}

/// Scrolls as little as needed, with a margin; so most moves shift nothing.
pub(super) fn keep_in_view(model: &mut Model) {
    let (rows, row) = (body_rows(model), model.selected_row());
    model.entries.top = scrolled(model.entries.top, row, rows, model.derived.rows.len());
}

/// The first row in view of `all`, when `rows` of them fit and this one has to be among them.
pub(super) fn scrolled(top: usize, row: usize, rows: usize, all: usize) -> usize {
    let margin = MARGIN.min(rows.saturating_sub(1) / 2);
    let top = top
        .min(row.saturating_sub(margin))
        .max((row + margin + 1).saturating_sub(rows));
    top.min(all.saturating_sub(rows))
}
