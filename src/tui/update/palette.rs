//! The command palette: any action, district or category by its Chinese or English name, pinyin or initials.

use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use super::super::action::{Action, Effect};
use super::super::keys::shown;
use super::super::model::{Entries, Model, Screen};
use super::super::prompt::Prompt;
use super::prompt::edit;
use crate::board::Query;
use crate::lang::{Lang, Screen as Words};
use crate::report::NO_UNIT;
use crate::search;

/// Something that the palette leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// An action of the screen below.
    Act(Action),
    /// The table, narrowed to this.
    Table(Query),
}

/// A line of the palette.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its name in the language of the screen.
    pub name: String,
    /// Its name in the other one.
    pub other: String,
    /// The keys that do the same.
    pub keys: String,
    /// Where it leads.
    pub lead: Lead,
}

/// What fits to what was typed, the best first; everything without a text.
pub fn choices(model: &Model, typed: &str) -> Vec<Choice> {
    let all = all(model);
    if typed.trim().is_empty() {
        return all;
    }
    let names = all.iter().map(|c| [c.name.as_str(), c.other.as_str()]);
    let best = search::best(typed, names);
    best.into_iter()
        .filter_map(|at| all.get(at).cloned())
        .collect()
}

fn all(model: &Model) -> Vec<Choice> {
    let (here, other) = (model.words(), Words::of(model.lang.other()));
    let actions = model.keys.actions(model.screen());
    let is_command = |a: &Action| {
        !matches!(
            a,
            Action::Up | Action::Down | Action::Left | Action::Right | Action::Palette
        )
    };
    let actions = actions
        .into_iter()
        .filter(|b| is_command(&b.binding.action))
        .map(|b| Choice {
            name: (b.binding.name)(here).to_owned(),
            other: (b.binding.name)(other).to_owned(),
            keys: b
                .keys
                .iter()
                .map(|k| shown(k))
                .collect::<Vec<_>>()
                .join("  "),
            lead: Lead::Act(b.binding.action),
        });
    actions.chain(places(model)).collect()
}

/// Districts and categories, each as the table of its entries.
fn places(model: &Model) -> Vec<Choice> {
    let report = model.book.report();
    let place = |name: &str, other: &str, query: Query| Choice {
        name: name.to_owned(),
        other: other.to_owned(),
        keys: String::new(),
        lead: Lead::Table(query),
    };
    let names = |text: &crate::report::Text| {
        let other: Lang = model.lang.other();
        (model.lang.of(text).to_owned(), other.of(text).to_owned())
    };
    let units = report.units.iter().map(|u| {
        let (name, other) = names(&u.name);
        let units = vec![u.id.clone()];
        place(
            &name,
            &other,
            Query {
                units,
                ..Query::default()
            },
        )
    });
    let nobody = place(
        model.domain().not_attributed,
        crate::lang::domain(model.lang.other()).not_attributed,
        Query {
            units: vec![NO_UNIT.to_owned()],
            ..Query::default()
        },
    );
    let categories = report.categories.iter().map(|c| {
        let (name, other) = names(&c.name);
        let categories = vec![c.id.clone()];
        place(
            &name,
            &other,
            Query {
                categories,
                ..Query::default()
            },
        )
    });
    units.chain([nobody]).chain(categories).collect()
}

/// Takes a key for the palette.
pub(super) fn on_key(model: &mut Model, mut input: Input, at: usize, raw: KeyEvent) -> Vec<Effect> {
    let fitting = choices(model, input.value());
    let last = fitting.len().saturating_sub(1);
    let at = match raw.code {
        KeyCode::Esc => return Vec::new(),
        KeyCode::Enter => {
            let lead = fitting.into_iter().nth(at).map(|c| c.lead);
            return lead.map_or_else(Vec::new, |lead| follow(model, lead));
        }
        KeyCode::Down | KeyCode::Tab => (at + 1).min(last),
        KeyCode::Up | KeyCode::BackTab => at.saturating_sub(1),
        KeyCode::PageDown => (at + 8).min(last),
        KeyCode::PageUp => at.saturating_sub(8),
        _ => {
            edit(&mut input, raw);
            0
        }
    };
    model.prompt = Some(Prompt::Palette(input, at));
    Vec::new()
}

/// Goes where a line leads.
pub(super) fn follow(model: &mut Model, lead: Lead) -> Vec<Effect> {
    match lead {
        Lead::Act(action) => super::act(model, action),
        Lead::Table(query) => {
            model.entries = Entries {
                query,
                sort: model.entries.sort,
                ..Entries::default()
            };
            model.stack = vec![Screen::Home, Screen::Entries];
            Vec::new()
        }
    }
}
