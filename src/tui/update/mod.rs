//! From what happened to the next model and what the shell has to do. Pure.

mod bulk;
mod copy;
mod editions;
mod entries;
mod entry;
mod form;
mod history;
mod home;
mod list;
mod mouse;
mod outcome;
mod palette;
mod prompt;
mod report;
mod returned;
mod review;
mod text;
mod trend;

pub use editions::{body_rows as editions_rows, pane_rows as editions_pane};
pub use entries::body_rows;
pub use history::{body_rows as history_rows, selected_conflict, selected_row as selected_event};
pub use palette::{Choice, choices};
pub use prompt::filter_values;
pub use report::room as report_room;
pub use returned::{body_rows as returned_rows, files};
pub use review::body_rows as review_rows;
pub use trend::{shown_day, shows_all};

use super::action::{Action, Effect, Msg};
use super::form::FormKind;
use super::keys;
use super::model::{Checked, Model, Screen};
use tui_input::Input;

use super::prompt::{Ask, ExportForm, Line, LineKind, Prompt};
use super::theme::{Choice as ThemeChoice, Theme};
use crate::lang::fill;
use crate::ledger::Intent;
use crate::summary::Format;

/// Takes one message in. What the model asks for must be carried out: it waits for the answer.
#[must_use]
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => on_key(model, keys::normal(key), key),
        Msg::Click(target) => mouse::click(model, target),
        Msg::Wheel(up) => mouse::wheel(model, up),
        Msg::Edited(result) => text::edited(model, result),
        Msg::Named(result) => outcome::named(model, result),
        Msg::Paste(text) => prompt::paste(model, &text),
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            Vec::new()
        }
        Msg::Recorded(intent, result) => outcome::recorded(model, &intent, *result),
        Msg::Followed(result) => outcome::followed(model, result),
        Msg::Noticed(notices) => outcome::noticed(model, &notices),
        Msg::Exported(result) => prompt::exported(model, result),
        Msg::Collected(result) => returned::collected(model, *result),
        Msg::Drafted(result) => review::drafted(model, *result),
        Msg::DraftKept(result) => review::kept(model, result),
        Msg::Correctable(lines) => review::correctable(model, lines),
        Msg::NotAdopted(why) => review::not_adopted(model, why),
        Msg::Compared(result) => editions::compared(model, *result),
        Msg::Archived(id, result) => editions::archived(model, &id, result),
        Msg::NotAttached(why) => outcome::not_attached(model, why),
        Msg::Checked(ix, found) => {
            if model.entry.ix == ix {
                model.entry.checked = Checked::Done(found);
            }
            Vec::new()
        }
        Msg::Today(day) => {
            model.calendar.today = day;
            Vec::new()
        }
    };
    model.derive();
    model.derive_figures();
    entries::keep_in_view(model);
    match model.screen() {
        Screen::Home => home::keep_in_view(model),
        Screen::History => history::keep_in_view(model),
        Screen::Returned => returned::keep_in_view(model),
        Screen::Review => review::keep_in_view(model),
        Screen::Editions => editions::keep_in_view(model),
        _ => {}
    }
    if model.screen() == Screen::Report {
        report::keep_in_view(model);
    }
    if model.screen() == Screen::Entry {
        effects.extend(entry::look_at_evidence(model));
    }
    effects
}

fn on_key(
    model: &mut Model,
    key: crossterm::event::KeyEvent,
    raw: crossterm::event::KeyEvent,
) -> Vec<Effect> {
    if model.prompt.is_some() {
        return prompt::on_key(model, key, raw);
    }
    let Some(action) = model.keys.action(model.screen(), key) else {
        return Vec::new();
    };
    model.notice = None;
    act(model, action)
}

/// Carries out an action on the screen that is shown.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit if model.review.as_ref().is_some_and(|r| !r.kept) => {
            let question = crate::lang::Review::of(model.lang).ask_leave.to_owned();
            model.prompt = Some(Prompt::Confirm(Ask::Leave, question));
            model.unseen = true;
        }
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Undo | Action::Redo if model.screen() == Screen::Review => {
            return review::step(model, action == Action::Undo);
        }
        Action::AddFinding | Action::AddItem if model.screen() == Screen::Review => {
            return review::act(model, action);
        }
        Action::Undo => return vec![Effect::Record(Intent::Undo)],
        Action::Redo => return vec![Effect::Record(Intent::Redo)],
        Action::Help => model.prompt = Some(Prompt::Help(0, None)),
        Action::Language => {
            model.lang = model.lang.other();
            let said = model.words().said_language;
            model.say(said);
        }
        Action::Export => model.prompt = Some(Prompt::Export(export_form(model))),
        Action::TabHome => model.stack = vec![Screen::Home],
        Action::TabEntries => model.stack = vec![Screen::Home, Screen::Entries],
        Action::Search => {
            if model.screen() != Screen::Entries {
                model.stack = vec![Screen::Home, Screen::Entries];
            }
            let input = Input::default();
            model.entries.query.text.clear();
            model.prompt = Some(Prompt::Line(Line {
                kind: LineKind::Search,
                input,
            }));
        }
        Action::Columns => form::open(model, FormKind::Columns),
        Action::Due => form::open(model, FormKind::Due),
        Action::Return => form::open(model, FormKind::Return),
        Action::Object => form::open(model, FormKind::Object),
        Action::Rereview => form::open(model, FormKind::Rereview),
        Action::Attribute => form::open(model, FormKind::Attribute),
        Action::AddFinding => form::open(model, FormKind::AddFinding),
        Action::Palette => model.prompt = Some(Prompt::Palette(Input::default(), 0)),
        Action::Jump => {
            model.prompt = Some(Prompt::Line(Line {
                kind: LineKind::Jump,
                input: Input::default(),
            }));
        }
        Action::Theme => theme(model),
        Action::Copy => return copy::act(model),
        Action::Intake => review::intake(model),
        Action::Collect => form::open(model, FormKind::Collect),
        Action::Compare => return editions::open(model),
        Action::Attach => form::open(model, FormKind::Attach),
        Action::Settle => history::settle(model),
        Action::AddItem
        | Action::Note
        | Action::Reopen
        | Action::Start
        | Action::TickAll
        | Action::Close => return bulk::act(model, action),
        Action::TabTrend => model.stack = vec![Screen::Home, Screen::Trend],
        Action::TabReport => model.stack = vec![Screen::Home, Screen::Report],
        Action::TabHistory => model.stack = vec![Screen::Home, Screen::History],
        Action::Back => back(model),
        _ => {
            return match model.screen() {
                Screen::Home => home::act(model, action),
                Screen::Entries => entries::act(model, action),
                Screen::Entry => entry::act(model, action),
                Screen::Trend => trend::act(model, action),
                Screen::Report => report::act(model, action),
                Screen::History => history::act(model, action),
                Screen::Returned => returned::act(model, action),
                Screen::Review => review::act(model, action),
                Screen::Editions => editions::act(model, action),
            };
        }
    }
    Vec::new()
}

/// One step back: what is picked first, then filters, then the screen below.
fn back(model: &mut Model) {
    let is_table = model.screen() == Screen::Entries;
    if is_table && !model.entries.marked.is_empty() {
        model.entries.marked.clear();
    } else if is_table && model.is_filtered() {
        model.entries.query = crate::board::Query::default();
    } else if model.screen() == Screen::History && model.history.who.is_some() {
        model.history.who = None;
    } else if model.stack.len() > 1 {
        model.stack.pop();
    }
}

/// The next theme; without colours there is none.
fn theme(model: &mut Model) {
    if model.theme.mono {
        let said = model.words().said_no_colour;
        model.say(said);
        return;
    }
    model.choice = match model.choice {
        ThemeChoice::Auto | ThemeChoice::Dark => ThemeChoice::Light,
        ThemeChoice::Light => ThemeChoice::Contrast,
        ThemeChoice::Contrast => ThemeChoice::Dark,
    };
    model.theme = Theme::of(model.choice);
    let name = model.words().theme_name(model.choice);
    model.say(fill(model.words().said_theme, &[&name]));
}

fn export_form(model: &Model) -> ExportForm {
    let format = Format::Docx;
    let name = fill(
        "dudao-{}-{}.{}",
        &[&model.book.report().id, &model.calendar.today, &format],
    );
    ExportForm {
        format,
        path: Input::new(name),
        exists: false,
        error: None,
    }
}
