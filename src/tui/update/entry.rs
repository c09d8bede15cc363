//! Keys of one entry.

use super::super::action::{Action, Effect};
use super::super::form::FormKind;
use super::super::model::{Checked, Model};
use super::entries;
use crate::lang::fill;
use crate::ledger::book::Entry;
use crate::ledger::decide::Pick;
use crate::ledger::{Act, Book, Intent, ItemRef};

/// Carries out an action on the entry that is shown.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Up => step(model, -1),
        Action::Down => step(model, 1),
        Action::PageUp => model.entry.scroll = model.entry.scroll.saturating_sub(page(model)),
        Action::PageDown => model.entry.scroll += page(model),
        Action::Tick => return tick(model),
        Action::Reword => reword(model),
        Action::Drop => return drop_item(model),
        Action::PreviousEntry => neighbour(model, -1),
        Action::NextEntry => neighbour(model, 1),
        _ => {}
    }
    Vec::new()
}

fn page(model: &Model) -> usize {
    usize::from(model.size.1).saturating_sub(6).max(1)
}

/// The files of the evidence are looked at once an entry is shown, and again when something was attached.
pub(super) fn look_at_evidence(model: &mut Model) -> Option<Effect> {
    let pieces = shown(model)?.state.evidence.len();
    let stale = match &model.entry.checked {
        Checked::Not => pieces > 0,
        Checked::Asked => false,
        Checked::Done(known) => known.len() != pieces,
    };
    stale.then(|| {
        model.entry.checked = Checked::Asked;
        Effect::Check(model.entry.ix)
    })
}

fn shown(model: &Model) -> Option<&Entry> {
    model.book.entry(model.entry.ix)
}

fn step(model: &mut Model, by: isize) {
    let keys: Vec<_> = shown(model)
        .into_iter()
        .flat_map(|e| e.state.live())
        .map(|i| i.key)
        .collect();
    let now = keys
        .iter()
        .position(|k| Some(*k) == model.entry.item)
        .unwrap_or(0);
    let next = now
        .saturating_add_signed(by)
        .min(keys.len().saturating_sub(1));
    if next != now {
        model.entry.item = keys.get(next).copied();
        model.entry.scroll = 0;
    }
}

fn neighbour(model: &mut Model, by: isize) {
    let list = std::mem::take(&mut model.entry.list);
    let now = list
        .iter()
        .position(|ix| *ix == model.entry.ix)
        .unwrap_or(0);
    let next = now
        .saturating_add_signed(by)
        .min(list.len().saturating_sub(1));
    if let Some(ix) = list.get(next).copied().filter(|_| next != now) {
        entries::show(model, ix);
    }
    model.entry.list = list;
}

fn tick(model: &Model) -> Vec<Effect> {
    let ix = model.entry.ix;
    let item = shown(model).and_then(|e| e.state.live().find(|i| Some(i.key) == model.entry.item));
    let Some(item) = item else { return Vec::new() };
    let picks = vec![Pick::One(ix, item.key)];
    vec![Effect::Record(if item.ticked {
        Intent::Untick(picks)
    } else {
        Intent::Tick(picks)
    })]
}

/// Opens the wording of the own item with the cursor.
fn reword(model: &mut Model) {
    match model.entry.item {
        Some(item @ ItemRef::Added(_)) => super::form::open(model, FormKind::Reword(item)),
        Some(item) => refuse_own(model, item),
        None => {}
    }
}

/// Takes the own item with the cursor out; `u` brings it back.
fn drop_item(model: &mut Model) -> Vec<Effect> {
    match model.entry.item {
        Some(item @ ItemRef::Added(_)) => {
            let act = Act::ItemDropped { item };
            return vec![Effect::Record(Intent::Acts(vec![(model.entry.ix, act)]))];
        }
        Some(item) => refuse_own(model, item),
        None => {}
    }
    Vec::new()
}

fn refuse_own(model: &mut Model, item: ItemRef) {
    let Some(entry) = shown(model) else { return };
    let (label, item) = (
        model.book.label(entry).into_owned(),
        Book::item_label(entry, item),
    );
    model.complain(fill(model.domain().bar_not_own, &[&label, &item]));
}
