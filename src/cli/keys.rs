//! `dudao keys`: the key table in force on the screen.

use serde::Serialize;

use super::args::Detail;
use super::{Failure, out, table};
use crate::lang::{Console, Lang, Screen};
use crate::text::Align;
use crate::tui::action::Action;
use crate::tui::keymap::{Binding, On, TABLE, shown};

/// Screens in the order in which one comes to them, and what holds on all of them.
const PLACES: [On; 7] = [
    On::Home,
    On::Entries,
    On::Entry,
    On::Trend,
    On::Report,
    On::History,
    On::Any,
];

/// One line of the table, as JSON.
#[derive(Debug, Serialize)]
struct Row {
    screen: &'static str,
    action: String,
    name: &'static str,
    keys: &'static [&'static str],
}

/// Prints every binding, screen by screen.
pub fn run(lang: Lang, format: Detail) -> Result<(), Failure> {
    match format {
        Detail::Json => out::print(&out::json(&rows(lang))?, lang),
        Detail::Text => out::print_lines(&lines(lang), lang),
    }
}

fn at(place: On) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |b| b.on == place)
}

fn rows(lang: Lang) -> Vec<Row> {
    let words = Screen::of(lang);
    let all = PLACES.into_iter().flat_map(at);
    all.map(|b| Row {
        screen: code(b.on),
        action: action_code(b.action),
        name: (b.name)(words),
        keys: b.keys,
    })
    .collect()
}

fn lines(lang: Lang) -> Vec<String> {
    let (words, w) = (Screen::of(lang), Console::of(lang));
    let row = |b: &Binding| {
        let keys: Vec<String> = b.keys.iter().map(|k| shown(k)).collect();
        vec![format!("  {}", keys.join("  ")), (b.name)(words).to_owned()]
    };
    // one table for all, so that the names stand under one another on every screen
    let all: Vec<Vec<String>> = PLACES.into_iter().flat_map(at).map(row).collect();
    let mut all = table::lines(&[Align::Left; 2], &all, out::columns()).into_iter();
    let mut lines = Vec::new();
    for place in PLACES {
        let head = match place {
            On::Home => words.tab_home,
            On::Entries => words.tab_entries,
            On::Entry => w.keys_entry,
            On::Trend => words.tab_trend,
            On::Report => words.tab_report,
            On::History => words.tab_history,
            On::Any => words.help_everywhere,
        };
        let gap = if lines.is_empty() { "" } else { "\n" };
        lines.push(format!("{gap}{head}"));
        lines.extend(all.by_ref().take(at(place).count()));
    }
    lines
}

fn code(place: On) -> &'static str {
    match place {
        On::Home => "home",
        On::Entries => "entries",
        On::Entry => "entry",
        On::Trend => "trend",
        On::Report => "report",
        On::History => "history",
        On::Any => "any",
    }
}

/// `PageUp` as `page_up`: actions are named in JSON as they are in the program.
fn action_code(action: Action) -> String {
    let mut code = String::new();
    for c in format!("{action:?}").chars() {
        if c.is_ascii_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.push(c.to_ascii_lowercase());
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_is_printed_once() {
        assert_eq!(rows(Lang::Zh).len(), TABLE.len());
        assert_eq!(lines(Lang::En).len(), TABLE.len() + PLACES.len());
    }

    #[test]
    fn actions_have_names_that_a_settings_file_can_hold() {
        assert_eq!(action_code(Action::PageUp), "page_up");
        let is_plain = |c: char| c.is_ascii_lowercase() || c == '_';
        let all = rows(Lang::Zh);
        assert!(all.iter().all(|r| r.action.chars().all(is_plain)));
    }
}
