//! The key table: which key does what on which screen. Footer and help are made from it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;
use super::model::Screen;
use crate::lang::{Lang, Screen as Words};
use crate::text::ascii_twin;

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// On every screen.
    Any,
    /// On the board.
    Home,
    /// In the table.
    Entries,
    /// In one entry.
    Entry,
    /// On the trend.
    Trend,
    /// In the report.
    Report,
    /// In the history.
    History,
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where.
    pub on: On,
    /// Keys, the first one is shown.
    pub keys: &'static [&'static str],
    /// What.
    pub action: Action,
    /// Its name.
    pub name: fn(&Words) -> &'static str,
    /// Place in the footer, 0 for none; lower ones are kept when it is narrow.
    pub footer: u8,
}

macro_rules! table {
    ($($on:ident [$($key:literal)+] $action:ident $name:ident $footer:literal;)*) => {
        &[$(Binding { on: On::$on, keys: &[$($key),+], action: Action::$action, name: |w| w.$name, footer: $footer },)*]
    };
}

/// All bindings. Every action has a key that needs no letter, for when an input method takes letters.
pub const TABLE: &[Binding] = table! {
    Home ["up" "k"] Up key_move 1;
    Home ["down" "j"] Down key_move 0;
    Home ["left" "h"] Left key_move 0;
    Home ["right" "l"] Right key_move 0;
    Home ["enter" "space"] Open key_open 1;
    Home ["m" "f6"] CountMode key_count 5;
    Home ["n" "f7"] NamedOnly key_named 6;
    Home ["home" "g"] First key_ends 0;
    Home ["end" "G"] Last key_ends 0;

    Entries ["up" "k"] Up key_select 1;
    Entries ["down" "j"] Down key_select 0;
    Entries ["pgup" "ctrl-b"] PageUp key_page 0;
    Entries ["pgdn" "ctrl-d"] PageDown key_page 0;
    Entries ["home" "g"] First key_ends 0;
    Entries ["end" "G"] Last key_ends 0;
    Entries ["enter" "space" "right" "l"] Open key_open 1;
    Entries ["f" "f3"] Filter key_filter 3;
    Entries ["s" "f7"] Sort key_sort 4;
    Entries ["left" "h"] Back key_back 0;

    Entry ["space" "enter"] Tick key_tick 1;
    Entry ["up" "k"] Up key_select 0;
    Entry ["down" "j"] Down key_select 0;
    Entry ["pgup" "ctrl-b"] PageUp key_scroll 0;
    Entry ["pgdn" "ctrl-d"] PageDown key_scroll 0;
    Entry ["a" "f6"] AddItem key_add 2;
    Entry ["p" "f4"] Note key_note 2;
    Entry ["x" "f8"] Close key_close 2;
    Entry ["R" "f9"] Reopen key_reopen 5;
    Entry ["s" "f7"] Start key_start 0;
    Home ["w" "ctrl-w"] Columns key_columns 8;
    Home ["d" "ctrl-t"] Due key_due 8;
    Home ["N" "ctrl-n"] AddFinding key_finding 9;
    Entries ["v" "f6"] Mark key_mark 5;
    Entries ["V" "ctrl-a"] MarkAll key_mark_all 8;
    Entries ["w" "ctrl-w"] Columns key_columns 5;
    Entries ["d" "ctrl-t"] Due key_due 5;
    Entries ["x" "f8"] Close key_close 6;
    Entries ["r" "f9"] Return key_return 8;
    Entries ["N" "ctrl-n"] AddFinding key_finding 9;
    Entry ["w" "ctrl-w"] Columns key_columns 3;
    Entry ["d" "ctrl-t"] Due key_due 3;
    Entry ["r" "f11"] Return key_return 5;
    Entry ["o" "f12"] Object key_object 6;
    Entry ["O" "ctrl-o"] Rereview key_rereview 8;
    Entry ["t" "ctrl-g"] Attribute key_attribute 9;
    Entry ["c" "ctrl-e"] Reword key_reword 9;
    Entry ["D" "ctrl-x"] Drop key_drop 0;
    Entry ["[" "left" "h"] PreviousEntry key_prev 4;
    Entry ["]" "right" "l"] NextEntry key_next 4;

    Home ["x" "f8"] Close key_close 8;
    Entries ["T" "ctrl-x"] TickAll key_tick_all 7;
    Entries ["p" "f4"] Note key_note 7;
    Entries ["a" "ctrl-e"] AddItem key_add 0;
    Entries ["S" "ctrl-s"] Start key_start 0;
    Entries ["o" "f12"] Object key_object 0;
    Entries ["O" "ctrl-o"] Rereview key_rereview 0;
    Entries ["t" "ctrl-g"] Attribute key_attribute 0;
    Entries ["A" "ctrl-y"] Attach key_attach 9;
    Entries ["R" "f11"] Reopen key_reopen 0;
    Entry ["T" "ctrl-k"] TickAll key_tick_all 8;
    Entry ["A" "ctrl-y"] Attach key_attach 4;
    Entry ["z" "ctrl-s"] Settle key_settle 9;

    Trend ["left" "h"] Left key_day 1;
    Trend ["right" "l"] Right key_day 0;
    Trend ["pgup" "ctrl-b"] PageUp key_week 0;
    Trend ["pgdn" "ctrl-d"] PageDown key_week 0;
    Trend ["home" "g"] First key_ends 0;
    Trend ["end" "G"] Last key_ends 0;
    Trend ["up" "k"] Up key_bar 1;
    Trend ["down" "j"] Down key_bar 0;
    Trend ["tab" "c"] Panel key_panel 2;
    Trend ["enter" "space"] Open key_open 1;

    Report ["up" "k"] Up key_select 1;
    Report ["down" "j"] Down key_select 0;
    Report ["left" "h"] Left key_section 1;
    Report ["right" "tab" "l"] Right key_section 0;
    Report ["pgup" "ctrl-b"] PageUp key_page 0;
    Report ["pgdn" "ctrl-d"] PageDown key_page 0;
    Report ["home" "g"] First key_ends 0;
    Report ["end" "G"] Last key_ends 0;
    Report ["enter" "space"] Open key_open 1;

    History ["up" "k"] Up key_select 1;
    History ["down" "j"] Down key_select 0;
    History ["pgup" "ctrl-b"] PageUp key_page 0;
    History ["pgdn" "ctrl-d"] PageDown key_page 0;
    History ["home" "g"] First key_ends 0;
    History ["end" "G"] Last key_ends 0;
    History ["enter" "space" "right" "l"] Open key_open 1;
    History ["f" "f3"] Person key_person 2;
    History ["c" "tab"] Conflicts key_conflicts 2;
    History ["z" "ctrl-s"] Settle key_settle 3;
    History ["left" "h"] Back key_back 0;

    Any ["/" "ctrl-f"] Search key_search 3;
    Any ["u" "ctrl-u"] Undo key_undo 3;
    Any ["ctrl-r"] Redo key_redo 0;
    Any ["e" "f5"] Export key_export 4;
    Any ["esc" "backspace"] Back key_back 7;
    Any ["1"] TabHome tab_home 0;
    Any ["2"] TabEntries tab_entries 0;
    Any ["3"] TabTrend tab_trend 0;
    Any ["4"] TabReport tab_report 0;
    Any ["5"] TabHistory tab_history 0;
    Any ["L" "f2"] Language key_language 6;
    Any ["?" "f1"] Help key_help 2;
    Any ["ctrl-l"] Redraw key_redraw 0;
    Any ["ctrl-z"] Suspend key_suspend 0;
    Any ["q" "f10" "ctrl-q" "ctrl-c"] Quit key_quit 2;
};

impl On {
    /// The part of the table that belongs to a screen.
    pub fn screen(screen: Screen) -> Self {
        match screen {
            Screen::Home => Self::Home,
            Screen::Entries => Self::Entries,
            Screen::Entry => Self::Entry,
            Screen::Trend => Self::Trend,
            Screen::Report => Self::Report,
            Screen::History => Self::History,
        }
    }
}

/// What a key means on a screen; the screen's own bindings come first.
pub fn action(screen: Screen, key: KeyEvent) -> Option<Action> {
    let here = On::screen(screen);
    let find = |on: On| {
        TABLE
            .iter()
            .find(|b| b.on == on && b.keys.iter().any(|k| is(k, key)))
    };
    find(here).or_else(|| find(On::Any)).map(|b| b.action)
}

fn is(name: &str, key: KeyEvent) -> bool {
    parse(name).is_some_and(|(code, modifiers)| code == key.code && modifiers == key.modifiers)
}

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
                (Some(n), ..) => KeyCode::F(n),
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

/// The bindings of the footer of a screen: keys and names, the most needed first.
pub fn footer(screen: Screen, lang: Lang) -> Vec<(String, &'static str, Action)> {
    let here = On::screen(screen);
    let words = Words::of(lang);
    let mut all: Vec<&Binding> = TABLE
        .iter()
        .filter(|b| (b.on == here || b.on == On::Any) && b.footer > 0)
        .collect();
    all.retain(|b| !(screen == Screen::Home && b.action == Action::Back));
    all.sort_by_key(|b| b.footer);
    all.into_iter()
        .map(|b| {
            let key = match (b.action, screen) {
                (Action::Up, Screen::Home) => "↑↓←→".to_owned(),
                (Action::Up, _) => "↑↓".to_owned(),
                (Action::Left, _) => "←→".to_owned(),
                _ => b.keys.first().map(|k| shown(k)).unwrap_or_default(),
            };
            (key, (b.name)(words), b.action)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(c: char, modifiers: KeyModifiers) -> KeyEvent {
        normal(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    #[test]
    fn every_key_name_of_the_table_can_be_read() {
        for key in TABLE.iter().flat_map(|b| b.keys) {
            assert!(parse(key).is_some(), "{key}");
        }
    }

    #[test]
    fn no_key_means_two_things_on_one_screen() {
        for here in [
            On::Home,
            On::Entries,
            On::Entry,
            On::Trend,
            On::Report,
            On::History,
            On::Any,
        ] {
            let mut keys: Vec<_> = TABLE
                .iter()
                .filter(|b| b.on == here)
                .flat_map(|b| b.keys)
                .collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{here:?}");
        }
    }

    #[test]
    fn every_action_has_a_key_that_an_input_method_leaves_alone() {
        for b in TABLE {
            let safe = b.keys.iter().any(|k| {
                parse(k).is_some_and(|(code, m)| {
                    !m.is_empty()
                        || !matches!(code, KeyCode::Char(c) if !c.is_ascii_digit() && c != ' ')
                })
            });
            assert!(safe, "{:?} on {:?}", b.action, b.on);
        }
    }

    #[test]
    fn full_width_keys_and_shift_count_as_their_plain_twins() {
        assert_eq!(
            action(Screen::Home, press('？', KeyModifiers::NONE)),
            Some(Action::Help)
        );
        assert_eq!(
            action(Screen::Home, press('?', KeyModifiers::SHIFT)),
            Some(Action::Help)
        );
        assert_eq!(
            action(Screen::Home, press('、', KeyModifiers::NONE)),
            Some(Action::Search)
        );
        assert_eq!(
            action(Screen::Entry, press('ｘ', KeyModifiers::NONE)),
            Some(Action::Close)
        );
        assert_eq!(
            action(Screen::Entry, press('】', KeyModifiers::NONE)),
            Some(Action::NextEntry)
        );
        assert_eq!(
            action(Screen::Home, press('R', KeyModifiers::CONTROL)),
            Some(Action::Redo)
        );
    }
}
