//! Copying: the entry that is meant, or the official paragraph, in words that can be pasted anywhere.

use super::super::action::Effect;
use super::super::model::{Model, Screen};
use crate::board::Query;
use crate::lang::SummaryWords;
use crate::ledger::book::{Book, Entry};
use crate::summary::Summary;

/// Asks the shell to copy what the screen is about.
pub(super) fn act(model: &mut Model) -> Vec<Effect> {
    let entry = match model.screen() {
        Screen::Entry => Some(model.entry.ix),
        Screen::Entries => model.entries.selected,
        _ => None,
    };
    if let Some(entry) = entry.and_then(|ix| model.book.entry(ix)) {
        return vec![Effect::Copy(text(model, entry))];
    }
    let query = Query::default();
    match Summary::of(&model.book, &model.calendar, &query, &[], model.lang) {
        Ok(summary) => vec![Effect::Copy(summary.paragraph)],
        Err(e) => {
            model.complain(SummaryWords::does_not_add_up(model.lang, &e));
            Vec::new()
        }
    }
}

/// An entry in a few lines: what, whose, how far, by when, and each item.
fn text(model: &Model, entry: &Entry) -> String {
    let (book, d) = (&model.book, model.domain());
    let (done, all) = entry.state.done();
    let mut lines = vec![
        format!(
            "{} {} {}",
            book.label(entry),
            model.unit_name(entry),
            model.title(entry)
        ),
        book.finding(entry)
            .map_or_else(String::new, |f| model.lang.of(&f.statement).to_owned()),
        format!(
            "{}: {} {done}/{all}",
            d.stage,
            d.stage_name(entry.state.stage())
        ),
    ];
    let columns = [
        (d.lead, book.lead(entry)),
        (d.partners, book.partners(entry)),
        (d.person, book.person(entry)),
        (d.measure, book.measure(entry)),
    ];
    let set = columns
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    lines.extend(set.map(|(name, value)| format!("{name}: {value}")));
    lines.extend(book.due(entry).map(|day| format!("{}: {day}", d.due)));
    for (at, item) in entry
        .state
        .items
        .iter()
        .enumerate()
        .filter(|(_, i)| !i.dropped)
    {
        let mark = if item.ticked { "[x]" } else { "[ ]" };
        let said = book.item_text(entry, at).unwrap_or_default();
        let label = Book::item_label(entry, item.key);
        lines.push(format!("{mark} {label} {}", model.lang.of(&said)));
    }
    lines.join("\n")
}
