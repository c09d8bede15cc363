//! Keys of a question: a line of text, a yes or no, the export form, the filters, the help.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler as _;

use super::super::action::{Effect, ExportError};
use super::super::form::Value;
use super::super::model::Model;
use super::super::prompt::{
    Ask, EXPORT_FORMATS, ExportForm, ExportRequest, Line, LineKind, Prompt,
};
use crate::board::Query;
use crate::board::jump::{self, Spot};
use crate::board::lookup;
use crate::board::schedule::Light;
use crate::lang::{Console, fill};
use crate::ledger::stage::Stage;
use crate::report::{NO_UNIT, sanitise};
use crate::summary::Format;

/// Takes a key for the question that is open. `raw` is the key before full-width signs were folded: text keeps them.
pub(super) fn on_key(model: &mut Model, key: KeyEvent, raw: KeyEvent) -> Vec<Effect> {
    let is_quit = key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
    let Some(prompt) = model.prompt.take() else {
        return Vec::new();
    };
    if is_quit {
        return Vec::new();
    }
    match prompt {
        Prompt::Line(typed) => line(model, typed, raw),
        Prompt::Text(typed) => super::text::on_key(model, typed, raw),
        Prompt::Palette(input, at) => super::palette::on_key(model, input, at, raw),
        Prompt::Welcome(input) => welcome(model, input, raw),
        // nobody has read the question yet
        Prompt::Confirm(ask, text) if model.unseen => {
            model.prompt = Some(Prompt::Confirm(ask, text));
            Vec::new()
        }
        Prompt::Confirm(ask, text) => match key.code {
            KeyCode::Enter | KeyCode::Char('y' | 'Y') => answered(model, ask),
            KeyCode::Esc | KeyCode::Char('n' | 'N') => Vec::new(),
            _ => {
                model.prompt = Some(Prompt::Confirm(ask, text));
                Vec::new()
            }
        },
        Prompt::Export(form) => export(model, form, raw),
        Prompt::Form(form) => super::form::on_key(model, form, raw),
        Prompt::Filter(column, row) => {
            filter(model, column, row, key.code);
            Vec::new()
        }
        Prompt::Help(scroll, sought) => {
            model.prompt = help(scroll, sought, key, raw);
            Vec::new()
        }
        Prompt::Listing(title, lines, scroll) => {
            let scroll = scrolled(scroll, key.code);
            model.prompt = scroll.map(|scroll| Prompt::Listing(title, lines, scroll));
            Vec::new()
        }
    }
}

/// What a yes does.
fn answered(model: &mut Model, ask: Ask) -> Vec<Effect> {
    match ask {
        Ask::Record(intent) => vec![Effect::Record(intent)],
        Ask::DropFinding(finding) => super::review::dropped(model, finding),
        Ask::Adopt => vec![Effect::Adopt],
        Ask::Correct => vec![Effect::Correct],
        Ask::Leave => vec![Effect::Quit],
    }
}

/// The help after a key: `/` looks for one of its lines, another key closes it.
fn help(scroll: usize, sought: Option<Input>, key: KeyEvent, raw: KeyEvent) -> Option<Prompt> {
    if let Some(scroll) = scrolled(scroll, key.code) {
        return Some(Prompt::Help(scroll, sought));
    }
    let sought = match (sought, key.code) {
        (Some(_), KeyCode::Esc) => None,
        (Some(_), KeyCode::Enter) => return None,
        (Some(mut input), _) => {
            edit(&mut input, raw);
            Some(input)
        }
        (None, KeyCode::Char('/')) => Some(Input::default()),
        (None, _) => return None,
    };
    Some(Prompt::Help(0, sought))
}

/// Where a key scrolls to; `None` when it closes.
fn scrolled(scroll: usize, key: KeyCode) -> Option<usize> {
    match key {
        KeyCode::Down | KeyCode::PageDown => Some(scroll + 3),
        KeyCode::Up | KeyCode::PageUp => Some(scroll.saturating_sub(3)),
        _ => None,
    }
}

/// Pasted text goes into the line, on one line and clean.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let clean = sanitise::line(text);
    match &mut model.prompt {
        Some(Prompt::Line(Line { kind, input })) => {
            insert(input, &clean);
            let (kind, text) = (*kind, input.value().to_owned());
            heard(model, kind, &text);
        }
        Some(Prompt::Text(typed)) => super::text::paste(typed, text),
        Some(Prompt::Palette(input, at)) => {
            insert(input, &clean);
            *at = 0;
        }
        Some(Prompt::Welcome(input) | Prompt::Help(_, Some(input))) => insert(input, &clean),
        Some(Prompt::Export(form)) => insert(&mut form.path, &clean),
        Some(Prompt::Form(form)) => {
            if let Some(Value::Text(input) | Value::Day(input)) =
                form.fields.get_mut(form.focus).map(|f| &mut f.value)
            {
                insert(input, &clean);
            }
        }
        _ => {}
    }
    Vec::new()
}

fn insert(input: &mut Input, text: &str) {
    let (before, after): (String, String) = {
        let value = input.value();
        (
            value.chars().take(input.cursor()).collect(),
            value.chars().skip(input.cursor()).collect(),
        )
    };
    let cursor = input.cursor() + text.chars().count();
    *input = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
}

fn line(model: &mut Model, mut typed: Line, raw: KeyEvent) -> Vec<Effect> {
    match raw.code {
        KeyCode::Esc => {
            if typed.kind == LineKind::Search {
                model.entries.query.text.clear();
            }
            return Vec::new();
        }
        KeyCode::Enter => return Vec::new(),
        _ => {}
    }
    edit(&mut typed.input, raw);
    heard(model, typed.kind, typed.input.value());
    model.prompt = Some(Prompt::Line(typed));
    Vec::new()
}

/// A line acts while it is typed: the table is narrowed, the cursor of the board jumps.
fn heard(model: &mut Model, kind: LineKind, text: &str) {
    match kind {
        LineKind::Search => text.clone_into(&mut model.entries.query.text),
        LineKind::Jump => go_to(model, text),
    }
}

/// Moves the cursor of the board to the row of a number, or to the district or category that fits best.
fn go_to(model: &mut Model, text: &str) {
    let typed = lookup::narrow(text);
    if let Ok(row) = typed.parse::<usize>() {
        model.home.row = row.min(model.home_rows() - 1);
        return;
    }
    match jump::jump(model.book.report(), &typed) {
        Some(Spot::Unit(at)) => model.home.row = at + 1,
        Some(Spot::Category(at)) => model.home.column = at + 1,
        None => {}
    }
}

/// Whoever starts for the first time says their name; Enter alone takes the one that is there.
fn welcome(model: &mut Model, mut input: Input, raw: KeyEvent) -> Vec<Effect> {
    match raw.code {
        KeyCode::Enter | KeyCode::Esc => {
            let name = input.value().trim().to_owned();
            let name = if name.is_empty() {
                model.who.to_string()
            } else {
                name
            };
            vec![Effect::KeepName(name)]
        }
        _ => {
            edit(&mut input, raw);
            model.prompt = Some(Prompt::Welcome(input));
            Vec::new()
        }
    }
}

/// Lets an input take a key, unless it is a character that could steer a terminal.
pub(super) fn edit(input: &mut Input, raw: KeyEvent) {
    let hostile = matches!(raw.code, KeyCode::Char(c) if sanitise::is_hostile(c));
    if !hostile {
        input.handle_event(&Event::Key(raw));
    }
}

fn export(model: &mut Model, mut form: ExportForm, raw: KeyEvent) -> Vec<Effect> {
    let mut effects = Vec::new();
    match raw.code {
        KeyCode::Esc => return effects,
        KeyCode::Tab | KeyCode::Down => turn(&mut form, 1),
        KeyCode::BackTab | KeyCode::Up => turn(&mut form, EXPORT_FORMATS.len() - 1),
        KeyCode::Enter => {
            let (format, path) = (form.format, form.path.value().trim().to_owned());
            if let Some(ending) = unknown_ending(&path) {
                let all = EXPORT_FORMATS.map(Format::code).join(", ");
                let said = Console::of(model.lang).unknown_format;
                form.error = Some(fill(said, &[&ending, &all]));
            } else if !path.is_empty() {
                let query = model.export_query();
                effects.push(Effect::Export(ExportRequest {
                    format,
                    path,
                    replace: form.exists,
                    query,
                }));
            }
        }
        _ => {
            edit(&mut form.path, raw);
            (form.exists, form.error) = (false, None);
            follow_ending(&mut form);
        }
    }
    model.prompt = Some(Prompt::Export(form));
    effects
}

/// The ending of a file name, where no format has it: what is written would not be what its name says.
fn unknown_ending(path: &str) -> Option<&str> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty() && Format::of_path(path).is_none()).then_some(ending)
}

/// A file name with the ending of another format asks for that one.
fn follow_ending(form: &mut ExportForm) {
    let named = Format::of_path(form.path.value().trim());
    form.format = named.unwrap_or(form.format);
}

/// Another format; a file name that ends in the old one follows.
fn turn(form: &mut ExportForm, by: usize) {
    let at = EXPORT_FORMATS.iter().position(|f| *f == form.format);
    let next = (at.unwrap_or(0) + by) % EXPORT_FORMATS.len();
    let old = form.format;
    form.format = EXPORT_FORMATS.get(next).copied().unwrap_or(old);
    if let Some(stem) = form.path.value().strip_suffix(&format!(".{old}")) {
        form.path = Input::new(format!("{stem}.{}", form.format));
    }
    (form.exists, form.error) = (false, None);
}

/// What became of an export.
pub(super) fn exported(model: &mut Model, result: Result<String, ExportError>) -> Vec<Effect> {
    match (result, &mut model.prompt) {
        (Ok(path), _) => {
            model.prompt = None;
            let said = fill(model.words().said_exported, &[&path]);
            model.say(said);
        }
        (Err(ExportError::Exists(path)), Some(Prompt::Export(form))) => {
            form.exists = true;
            form.error = Some(fill(
                crate::lang::Screen::of(model.lang).ask_overwrite,
                &[&path],
            ));
        }
        (Err(ExportError::Failed(why)), Some(Prompt::Export(form))) => form.error = Some(why),
        (Err(ExportError::Exists(why) | ExportError::Failed(why)), _) => model.complain(why),
    }
    Vec::new()
}

/// The values of the columns of the filter dialog: units, categories, stages, schedule lights.
pub fn filter_values(model: &Model) -> [Vec<String>; 4] {
    let report = model.book.report();
    let units = report
        .units
        .iter()
        .map(|u| u.id.clone())
        .chain([NO_UNIT.to_owned()])
        .collect();
    let categories = report.categories.iter().map(|c| c.id.clone()).collect();
    [
        units,
        categories,
        Stage::ALL.iter().map(|s| s.code().to_owned()).collect(),
        Light::ALL.iter().map(|l| l.code().to_owned()).collect(),
    ]
}

fn filter(model: &mut Model, column: usize, row: usize, key: KeyCode) {
    let values = filter_values(model);
    let rows = values.get(column).map_or(1, Vec::len);
    let (mut column, mut row) = (column, row);
    match key {
        KeyCode::Enter | KeyCode::Char('f' | 'q') => return,
        KeyCode::Esc => {
            model.entries.query = Query {
                text: std::mem::take(&mut model.entries.query.text),
                ..Query::default()
            };
            return;
        }
        KeyCode::Up | KeyCode::Char('k') => row = row.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => row = (row + 1).min(rows - 1),
        KeyCode::Left | KeyCode::BackTab | KeyCode::Char('h') => column = column.saturating_sub(1),
        KeyCode::Right | KeyCode::Tab | KeyCode::Char('l') => column = (column + 1).min(3),
        KeyCode::Char('r') => {
            let query = &mut model.entries.query;
            query.repeated = !query.repeated;
        }
        KeyCode::Char(' ') => {
            if let Some(value) = values.get(column).and_then(|v| v.get(row)) {
                toggle(&mut model.entries.query, column, value);
            }
        }
        _ => {}
    }
    row = row.min(values.get(column).map_or(1, Vec::len).saturating_sub(1));
    model.prompt = Some(Prompt::Filter(column, row));
}

fn toggle(query: &mut Query, column: usize, value: &str) {
    fn flip<T: PartialEq>(list: &mut Vec<T>, value: T) {
        match list.iter().position(|v| *v == value) {
            Some(at) => drop(list.remove(at)),
            None => list.push(value),
        }
    }
    match column {
        0 => flip(&mut query.units, value.to_owned()),
        1 => flip(&mut query.categories, value.to_owned()),
        2 => Stage::ALL
            .iter()
            .filter(|s| s.code() == value)
            .for_each(|s| flip(&mut query.stages, *s)),
        _ => Light::ALL
            .iter()
            .filter(|l| l.code() == value)
            .for_each(|l| flip(&mut query.lights, *l)),
    }
}
