//! The mouse: a click selects, a second one opens; the wheel moves.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::action::{Action, Effect, Target};
use super::super::model::{Model, Screen};
use super::super::prompt::Prompt;
use super::{entries, palette, prompt};

/// Rows that a turn of the wheel moves.
const TURN: usize = 3;

/// A click.
pub(super) fn click(model: &mut Model, target: Option<Target>) -> Vec<Effect> {
    if model.prompt.is_some() {
        return over(model, target);
    }
    model.notice = None;
    match target {
        Some(Target::Act(action)) => return super::act(model, action),
        Some(Target::Cell(row, column)) => {
            if (model.home.row, model.home.column) == (row, column) {
                return super::act(model, Action::Open);
            }
            (model.home.row, model.home.column) = (row, column);
        }
        Some(Target::Entry(ix)) if model.screen() == Screen::Home => {
            model.home_to_table();
            model.derive();
            entries::show(model, ix);
            model.stack.push(Screen::Entry);
        }
        Some(Target::Entry(ix)) => {
            if model.entries.selected == Some(ix) {
                return super::act(model, Action::Open);
            }
            model.entries.selected = Some(ix);
        }
        Some(Target::Order(sort)) => model.entries.sort = sort,
        Some(Target::Event(ev)) => {
            if model.history.selected == Some(ev) {
                return super::act(model, Action::Open);
            }
            model.history.selected = Some(ev);
        }
        Some(Target::Line(n)) if model.screen() == Screen::Review => {
            return super::review::clicked(model, n);
        }
        Some(Target::Line(n)) if model.screen() == Screen::Editions => {
            if let Some(shown) = &mut model.editions {
                if shown.row == n {
                    return super::act(model, Action::Mark);
                }
                shown.row = n;
            }
        }
        Some(Target::Line(n)) => {
            if let Some(shown) = &mut model.returned {
                if shown.row == n {
                    return super::act(model, Action::Mark);
                }
                shown.row = n;
            }
        }
        Some(Target::Item(item)) => {
            if model.entry.item == Some(item) {
                return super::act(model, Action::Tick);
            }
            model.entry.item = Some(item);
        }
        Some(Target::Field(_) | Target::Answer(_) | Target::Over) | None => {}
    }
    Vec::new()
}

/// A click while something stands over the screen: it answers, chooses, or closes what can simply be closed.
fn over(model: &mut Model, target: Option<Target>) -> Vec<Effect> {
    let press = |model: &mut Model, code| {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        prompt::on_key(model, key, key)
    };
    match (target, &mut model.prompt) {
        (Some(Target::Answer(true)), _) => press(model, KeyCode::Enter),
        (Some(Target::Answer(false)), _) => press(model, KeyCode::Esc),
        (Some(Target::Field(n)), Some(Prompt::Form(form))) => {
            form.focus = n.min(form.fields.len().saturating_sub(1));
            Vec::new()
        }
        (Some(Target::Field(n)), Some(Prompt::Palette(input, _))) => {
            let typed = input.value().to_owned();
            model.prompt = None;
            let found = palette::choices(model, &typed);
            let lead = found.into_iter().nth(n).map(|c| c.lead);
            lead.map_or_else(Vec::new, |lead| palette::follow(model, lead))
        }
        (Some(Target::Over), _) => Vec::new(),
        (
            _,
            Some(Prompt::Help(..) | Prompt::Listing(..) | Prompt::Palette(..) | Prompt::Filter(..)),
        ) => {
            model.prompt = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The wheel: what stands over the screen scrolls, else the list or the text.
pub(super) fn wheel(model: &mut Model, up: bool) -> Vec<Effect> {
    let code = if up { KeyCode::Up } else { KeyCode::Down };
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    if model.prompt.is_some() {
        return prompt::on_key(model, key, key);
    }
    let (action, times) = match (model.screen(), up) {
        (Screen::Home, true) => (Action::Up, 1),
        (Screen::Home, false) => (Action::Down, 1),
        (Screen::Entry, true) => {
            model.entry.scroll = model.entry.scroll.saturating_sub(TURN);
            return Vec::new();
        }
        (Screen::Entry, false) => {
            model.entry.scroll += TURN;
            return Vec::new();
        }
        (_, true) => (Action::Up, TURN),
        (_, false) => (Action::Down, TURN),
    };
    (0..times).flat_map(|_| super::act(model, action)).collect()
}
