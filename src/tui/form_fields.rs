//! Which fields each form has, and what stands in them at first.

use tui_input::Input;

use super::form::{Field, FormKind, HORIZONS, Value};
use super::model::Model;
use super::review_form;
use crate::lang::acts;
use crate::ledger::book::EntryIx;
use crate::ledger::stage::Ev;

pub(super) fn text(label: &'static str) -> Field {
    filled(label, "")
}

pub(super) fn filled(label: &'static str, value: &str) -> Field {
    Field {
        label,
        value: Value::Text(Input::new(value.to_owned())),
    }
}

pub(super) fn day(label: &'static str) -> Field {
    Field {
        label,
        value: Value::Day(Input::default()),
    }
}

pub(super) fn choice(label: &'static str, names: Vec<String>, at: usize) -> Field {
    Field {
        label,
        value: Value::Choice(names, at),
    }
}

/// The fields of a form on its targets.
pub(super) fn fields(model: &Model, kind: &FormKind, targets: &[EntryIx]) -> Vec<Field> {
    let (w, d, lang) = (model.words(), model.domain(), model.lang);
    let book = &model.book;
    let report = book.report();
    let entries: Vec<_> = targets.iter().filter_map(|ix| book.entry(*ix)).collect();
    let units = || -> Vec<String> {
        report
            .units
            .iter()
            .map(|u| lang.of(&u.label).to_owned())
            .collect()
    };
    match kind {
        FormKind::Review(kind) => review_form::fields(model, kind),
        FormKind::Columns => {
            let mut horizons = vec![w.form_unchanged.to_owned()];
            horizons.extend(HORIZONS.map(|h| d.horizon_name(h).to_owned()));
            let mut all = vec![
                filled(d.lead, shared(entries.iter().map(|e| book.lead(e)))),
                filled(d.partners, shared(entries.iter().map(|e| book.partners(e)))),
                filled(d.person, shared(entries.iter().map(|e| book.person(e)))),
                filled(d.measure, shared(entries.iter().map(|e| book.measure(e)))),
                choice(d.horizon, horizons, 0),
            ];
            if entries.iter().all(|e| book.first_due(e).is_none()) {
                all.push(day(d.first_due));
            }
            all
        }
        FormKind::Due => {
            let mut all = vec![day(d.due)];
            if entries.iter().any(|e| book.first_due(e).is_some()) {
                all.push(text(w.form_reason));
            }
            all
        }
        FormKind::Return => vec![text(w.form_reason), text(w.form_items)],
        FormKind::Object => vec![text(w.form_reason)],
        FormKind::Rereview => {
            let verdicts = vec![w.form_upheld.to_owned(), w.form_rejected.to_owned()];
            vec![choice(w.form_verdict, verdicts, 1), text(w.form_reason)]
        }
        FormKind::Attribute => vec![choice(d.unit, units(), 0), text(w.form_reason)],
        FormKind::AddFinding => {
            let mut names = units();
            names.push(d.not_attributed.to_owned());
            let categories = report
                .categories
                .iter()
                .map(|c| lang.of(&c.label).to_owned())
                .collect();
            let (row, column) = (
                model.home.row.saturating_sub(1),
                model.home.column.saturating_sub(1),
            );
            let (row, column) = (
                row.min(report.units.len()),
                column.min(report.categories.len().saturating_sub(1)),
            );
            vec![
                choice(d.unit, names, row),
                choice(d.category, categories, column),
                text(d.title),
                text(w.form_statement),
                filled(d.source, w.form_feedback),
            ]
        }
        FormKind::Collect => {
            let units = report
                .units
                .iter()
                .map(|u| model.lang.of(&u.label).to_owned());
            let senders = [w.anybody.to_owned()].into_iter().chain(units);
            vec![
                text(w.form_workbooks),
                choice(w.form_sender, senders.collect(), 0),
            ]
        }
        FormKind::Attach => vec![
            text(w.form_place),
            text(w.form_name),
            choice(
                w.form_how,
                vec![w.form_copied.to_owned(), w.form_linked.to_owned()],
                0,
            ),
        ],
        FormKind::Settle(conflict) => {
            let side = |ev| told(model, ev);
            let names = vec![side(conflict.in_force), side(conflict.overridden)];
            vec![choice(w.form_keep, names, 0)]
        }
        FormKind::Reword(item) => {
            let entry = entries.first();
            let at = entry.and_then(|e| e.state.items.iter().position(|i| i.key == *item));
            let said = entry.zip(at).and_then(|(e, at)| book.item_text(e, at));
            vec![filled(d.item, &said.map(|t| t.zh).unwrap_or_default())]
        }
    }
}

/// Who did what when, on one line.
fn told(model: &Model, ev: Ev) -> String {
    let Some(e) = model.book.event(ev) else {
        return String::new();
    };
    let when = model.calendar.zone.to_datetime(e.at);
    let when = when.strftime("%m-%d %H:%M");
    format!(
        "{} {when} {}",
        e.who,
        acts::event(model.lang, &model.book, &e)
    )
}

/// The value that all have, or nothing.
fn shared<'a>(mut values: impl Iterator<Item = Option<&'a str>>) -> &'a str {
    let first = values.next().flatten().unwrap_or_default();
    if values.all(|v| v == Some(first)) {
        first
    } else {
        ""
    }
}
