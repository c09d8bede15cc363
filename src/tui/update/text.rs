//! Keys of a text of several lines: Enter saves, Alt-Enter or Ctrl-J breaks the line, Ctrl-E opens the user's editor.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::action::Effect;
use super::super::model::Model;
use super::super::prompt::{Prompt, TextKind, TextPrompt, area};
use super::bulk;
use crate::report::sanitise;

/// Takes a key. The text stays open until what it is for is on disk.
pub(super) fn on_key(model: &mut Model, mut typed: Box<TextPrompt>, raw: KeyEvent) -> Vec<Effect> {
    let ctrl = raw.modifiers.contains(KeyModifiers::CONTROL);
    let alt = raw.modifiers.contains(KeyModifiers::ALT);
    let mut effects = Vec::new();
    match raw.code {
        KeyCode::Esc => {
            keep_draft(model, &typed);
            return effects;
        }
        KeyCode::Char('j') if ctrl => typed.area.insert_newline(),
        KeyCode::Enter if alt => typed.area.insert_newline(),
        KeyCode::Enter if typed.kind == TextKind::Items => {
            return super::review::items_said(model, &typed.said());
        }
        KeyCode::Enter if typed.said().is_empty() => return effects,
        KeyCode::Enter => {
            let intent = bulk::said(typed.kind, &typed.targets, &typed.said());
            effects.push(Effect::Record(intent));
        }
        KeyCode::Char('e') if ctrl => effects.push(Effect::Edit(typed.said())),
        KeyCode::Char(c) if sanitise::is_hostile(c) => {}
        _ => _ = typed.area.input(raw),
    }
    model.prompt = Some(Prompt::Text(typed));
    effects
}

/// Pasted text goes in as it is, with its lines.
pub(super) fn paste(typed: &mut TextPrompt, text: &str) {
    typed.area.insert_str(sanitise::paragraphs(text));
}

/// What the editor made of the text.
pub(super) fn edited(model: &mut Model, result: Result<String, String>) -> Vec<Effect> {
    match (result, &mut model.prompt) {
        (Ok(text), Some(Prompt::Text(typed))) => {
            typed.area = area(&sanitise::paragraphs(&text));
        }
        (Ok(_), _) => {}
        (Err(why), _) => model.complain(why),
    }
    Vec::new()
}

/// What was typed is not lost by Esc: the next text of its kind begins with it.
fn keep_draft(model: &mut Model, typed: &TextPrompt) {
    let said = typed.said();
    // items of one finding are none of another's
    if !said.is_empty() && typed.kind != TextKind::Items {
        model.draft = Some((typed.kind, said));
        let said = model.words().said_draft;
        model.say(said);
    }
}
