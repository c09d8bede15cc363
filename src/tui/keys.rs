//! Names of keys: read from the table and the settings, normalised at the door, written for the user.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::ascii_twin;

/// `ctrl-r`, `f5`, `enter`, `?` as code and modifiers.
pub fn parse(name: &str) -> Option<(KeyCode, KeyModifiers)> {
    if let Some(rest) = name.strip_prefix("ctrl-").filter(|r| !r.is_empty()) {
        return parse(rest).map(|(code, m)| (code, m | KeyModifiers::CONTROL));
    }
    let code = match name {
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        _ => {
            let function = name.strip_prefix('f').and_then(|n| n.parse::<u8>().ok());
            let mut chars = name.chars();
            match (function, chars.next(), chars.next()) {
                (Some(n @ 1..=12), ..) => KeyCode::F(n),
                (None, Some(c), None) => KeyCode::Char(c),
                _ => return None,
            }
        }
    };
    Some((code, KeyModifiers::NONE))
}

/// A key as it counts: SHIFT is dropped where the character says it, full-width twins become ASCII.
///
/// Terminals differ in reporting SHIFT with characters; input methods send ？for ? and ａ for a.
pub fn normal(mut key: KeyEvent) -> KeyEvent {
    if let KeyCode::Char(c) = key.code {
        key.code = KeyCode::Char(ascii_twin(c));
        key.modifiers.remove(KeyModifiers::SHIFT);
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            key.code = KeyCode::Char(ascii_twin(c).to_ascii_lowercase());
        }
    }
    key
}

/// How a key is written for the user.
pub fn shown(name: &str) -> String {
    match name {
        "up" => "↑".into(),
        "down" => "↓".into(),
        "left" => "←".into(),
        "right" => "→".into(),
        "pgup" => "PgUp".into(),
        "pgdn" => "PgDn".into(),
        _ if name.starts_with("ctrl-") => name
            .replacen("ctrl-", "Ctrl-", 1)
            .split_at_checked(5)
            .map_or_else(
                || name.to_owned(),
                |(ctrl, key)| format!("{ctrl}{}", key.to_uppercase()),
            ),
        _ if name.chars().count() == 1 => name.into(),
        _ => {
            let mut chars = name.chars();
            chars
                .next()
                .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_nonsense_is_not() {
        let ctrl = |c| Some((KeyCode::Char(c), KeyModifiers::CONTROL));
        assert_eq!(parse("ctrl-r"), ctrl('r'));
        assert_eq!(parse("f12"), Some((KeyCode::F(12), KeyModifiers::NONE)));
        for bad in ["", "ctrl-", "f0", "f13", "hyper-x", "entr", "ab"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn keys_are_written_as_they_stand_on_the_keyboard() {
        for (name, said) in [
            ("up", "↑"),
            ("ctrl-r", "Ctrl-R"),
            ("f5", "F5"),
            ("space", "Space"),
            ("x", "x"),
        ] {
            assert_eq!(shown(name), said);
        }
    }
}
