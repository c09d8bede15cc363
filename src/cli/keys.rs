//! `dudao keys`: the key table in force on the screen.

use serde::Serialize;

use super::args::Detail;
use super::{Failure, out, table};
use crate::lang::{Console, Faults, Lang, Review, Screen};
use crate::setup::Base;
use crate::text::Align;
use crate::tui::keymap::{Bound, Keymap, On};
use crate::tui::keys::shown;

/// One line of the table, as JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    screen: &'static str,
    action: String,
    name: &'static str,
    keys: &'a [String],
    /// Set by the user.
    own: bool,
}

/// Prints every binding in force, screen by screen, and what is wrong with those of the settings.
pub fn run(base: &Base, format: Detail) -> Result<(), Failure> {
    let lang = base.lang;
    let (map, faults) = Keymap::new(&base.config.keys);
    for fault in &faults {
        let file = base.paths.config_file();
        out::note(&Faults::of(lang).config(&file, fault), lang);
    }
    match format {
        Detail::Json => out::print(&out::json(&rows(&map, lang))?, lang),
        Detail::Text => out::print_lines(&lines(&map, lang), lang),
    }
}

fn rows(map: &Keymap, lang: Lang) -> Vec<Row<'_>> {
    let words = Screen::of(lang);
    let all = On::ALL.into_iter().flat_map(|place| map.on(place));
    all.map(|b| Row {
        screen: code(b.binding.on),
        action: b.binding.action.code(),
        name: (b.binding.name)(words),
        keys: &b.keys,
        own: b.own,
    })
    .collect()
}

fn lines(map: &Keymap, lang: Lang) -> Vec<String> {
    let (words, w) = (Screen::of(lang), Console::of(lang));
    let row = |b: &Bound| {
        let keys: Vec<String> = b.keys.iter().map(|k| shown(k)).collect();
        let own = if b.own { w.key_is_own } else { "" };
        vec![
            format!("  {}", keys.join("  ")),
            format!("{}{own}", (b.binding.name)(words)),
        ]
    };
    // one table for all, so that the names stand under one another on every screen
    let bound = On::ALL.into_iter().flat_map(|place| map.on(place));
    let all: Vec<Vec<String>> = bound.map(row).collect();
    let mut all = table::lines(&[Align::Left; 2], &all, out::columns()).into_iter();
    let mut lines = Vec::new();
    for place in On::ALL {
        let head = match place {
            On::Home => words.tab_home,
            On::Entries => words.tab_entries,
            On::Entry => w.keys_entry,
            On::Trend => words.tab_trend,
            On::Report => words.tab_report,
            On::History => words.tab_history,
            On::Returned => words.returned,
            On::Review => Review::of(lang).heading,
            On::Editions => words.editions,
            On::Any => words.help_everywhere,
        };
        let gap = if lines.is_empty() { "" } else { "\n" };
        lines.push(format!("{gap}{head}"));
        lines.extend(all.by_ref().take(map.on(place).count()));
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
        On::Returned => "returned",
        On::Review => "review",
        On::Editions => "editions",
        On::Any => "any",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;
    use crate::tui::keymap::TABLE;

    #[test]
    fn every_binding_is_printed_once() {
        let map = Keymap::default();
        assert_eq!(rows(&map, Lang::Zh).len(), TABLE.len());
        assert_eq!(lines(&map, Lang::En).len(), TABLE.len() + On::ALL.len());
    }

    #[test]
    fn actions_have_names_that_a_settings_file_can_hold() {
        assert_eq!(Action::PageUp.code(), "page_up");
        let is_plain = |c: char| c.is_ascii_lowercase() || c == '_';
        let map = Keymap::default();
        let all = rows(&map, Lang::Zh);
        assert!(all.iter().all(|r| r.action.chars().all(is_plain)));
    }
}
