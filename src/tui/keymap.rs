//! The key table: which key does what on which screen. Footer and help are made from it.

use std::collections::BTreeMap;

use crossterm::event::KeyEvent;

use super::action::Action;
use super::keys::{parse, shown};
use super::model::Screen;
use crate::board::lookup::nearest;
use crate::config::{ConfigFault, ConfigFlaw, KeySetting};
use crate::lang::{Lang, Screen as Words};

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
    /// In the preview of returned workbooks.
    Returned,
    /// In the review of a draft.
    Review,
    /// In the comparison with the earlier edition.
    Editions,
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
    Home ["home"] First key_first 0;
    Home ["g" "ctrl-g"] Jump key_jump 7;
    Home ["end" "G"] Last key_last 0;

    Entries ["up" "k"] Up key_select 1;
    Entries ["down" "j"] Down key_select 0;
    Entries ["pgup" "ctrl-b"] PageUp key_page_up 0;
    Entries ["pgdn" "ctrl-d"] PageDown key_page_down 0;
    Entries ["home" "g"] First key_first 0;
    Entries ["end" "G"] Last key_last 0;
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
    Entries ["i" "tab"] Whole key_whole 0;
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
    Entry ["b" "ctrl-g"] Attribute key_attribute 9;
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
    Entries ["b" "ctrl-g"] Attribute key_attribute 0;
    Entries ["A" "ctrl-y"] Attach key_attach 9;
    Entries ["R" "f11"] Reopen key_reopen 0;
    Entry ["T" "ctrl-k"] TickAll key_tick_all 8;
    Entry ["A" "ctrl-y"] Attach key_attach 4;
    Entry ["z" "ctrl-s"] Settle key_settle 9;

    Trend ["left" "h"] Left key_day 1;
    Trend ["right" "l"] Right key_day 0;
    Trend ["pgup" "ctrl-b"] PageUp key_week 0;
    Trend ["pgdn" "ctrl-d"] PageDown key_week 0;
    Trend ["home" "g"] First key_first 0;
    Trend ["end" "G"] Last key_last 0;
    Trend ["up" "k"] Up key_bar 1;
    Trend ["down" "j"] Down key_bar 0;
    Trend ["tab" "c"] Panel key_panel 2;
    Trend ["enter" "space"] Open key_open 1;

    Report ["up" "k"] Up key_select 1;
    Report ["down" "j"] Down key_select 0;
    Report ["left" "h"] Left key_section 1;
    Report ["right" "tab" "l"] Right key_section 0;
    Report ["pgup" "ctrl-b"] PageUp key_page_up 0;
    Report ["pgdn" "ctrl-d"] PageDown key_page_down 0;
    Report ["home" "g"] First key_first 0;
    Report ["end" "G"] Last key_last 0;
    Report ["enter" "space"] Open key_open 1;

    History ["up" "k"] Up key_select 1;
    History ["down" "j"] Down key_select 0;
    History ["pgup" "ctrl-b"] PageUp key_page_up 0;
    History ["pgdn" "ctrl-d"] PageDown key_page_down 0;
    History ["home" "g"] First key_first 0;
    History ["end" "G"] Last key_last 0;
    History ["enter" "space" "right" "l"] Open key_open 1;
    History ["f" "f3"] Person key_person 2;
    History ["c" "tab"] Conflicts key_conflicts 2;
    History ["z" "ctrl-s"] Settle key_settle 3;
    History ["left" "h"] Back key_back 0;

    Returned ["up" "k"] Up key_select 1;
    Returned ["down" "j"] Down key_select 0;
    Returned ["pgup" "ctrl-b"] PageUp key_page_up 0;
    Returned ["pgdn" "ctrl-d"] PageDown key_page_down 0;
    Returned ["home" "g"] First key_first 0;
    Returned ["end" "G"] Last key_last 0;
    Returned ["space" "v"] Mark key_accept 1;
    Returned ["V" "ctrl-a"] MarkAll key_accept_all 2;
    Returned ["enter" "x"] Take key_take 1;

    Review ["up" "k"] Up key_select 1;
    Review ["down" "j"] Down key_select 0;
    Review ["pgup" "ctrl-b"] PageUp key_page_up 0;
    Review ["pgdn" "ctrl-d"] PageDown key_page_down 0;
    Review ["home" "g"] First key_first 0;
    Review ["end" "G"] Last key_last 0;
    Review ["left" "["] Left key_source 8;
    Review ["right" "]"] Right key_source 0;
    Review ["enter" "space"] Open key_accept_edit 1;
    Review ["n" "tab"] NextMark key_next_mark 1;
    Review ["w" "f4"] AsWritten key_as_written 2;
    Review ["c" "ctrl-e"] Reword key_edit 2;
    Review ["r" "f11"] Reading key_reading 4;
    Review ["s" "f7"] Split key_split 3;
    Review ["J" "f8"] Join key_join 3;
    Review ["D" "ctrl-x"] Drop key_drop 4;
    Review ["a" "f6"] AddItem key_items 5;
    Review ["N" "ctrl-n"] AddFinding key_finding 6;
    Review ["h" "f9"] Heading key_heading 5;
    Review ["A" "f12"] Adopt key_adopt 2;

    Any ["6"] Intake key_intake 0;
    Editions ["up" "k"] Up key_select 1;
    Editions ["down" "j"] Down key_select 0;
    Editions ["pgup" "ctrl-b"] PageUp key_page_up 0;
    Editions ["pgdn" "ctrl-d"] PageDown key_page_down 0;
    Editions ["home" "g"] First key_first 0;
    Editions ["end" "G"] Last key_last 0;
    Editions ["space" "v"] Mark key_accept 1;
    Editions ["V" "ctrl-a"] MarkAll key_accept_all 2;
    Editions ["i" "tab"] Whole key_whole 3;
    Editions ["enter" "x"] Take key_take 1;

    Any ["I" "8"] Collect key_collect 8;
    Any ["E" "7"] Compare key_compare 0;
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
    Any [":" "ctrl-p"] Palette key_palette 5;
    Any ["t" "0"] Theme key_theme 9;
    Any ["y" "9"] Copy key_copy 9;
    Any ["?" "f1"] Help key_help 2;
    Any ["ctrl-l"] Redraw key_redraw 0;
    Any ["ctrl-z"] Suspend key_suspend 0;
    Any ["q" "f10" "ctrl-q" "ctrl-c"] Quit key_quit 2;
};

impl On {
    /// Every part, in the order in which one comes to the screens.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Entries,
        Self::Entry,
        Self::Trend,
        Self::Report,
        Self::History,
        Self::Returned,
        Self::Review,
        Self::Editions,
        Self::Any,
    ];

    /// The part of the table that belongs to a screen.
    pub fn screen(screen: Screen) -> Self {
        match screen {
            Screen::Home => Self::Home,
            Screen::Entries => Self::Entries,
            Screen::Entry => Self::Entry,
            Screen::Trend => Self::Trend,
            Screen::Report => Self::Report,
            Screen::History => Self::History,
            Screen::Returned => Self::Returned,
            Screen::Review => Self::Review,
            Screen::Editions => Self::Editions,
        }
    }
}

/// A line of the table with the keys that are in force.
#[derive(Debug, Clone)]
pub struct Bound {
    /// What the table says.
    pub binding: &'static Binding,
    /// Keys in force, the first one is shown.
    pub keys: Vec<String>,
    /// Set by the user.
    pub own: bool,
}

impl Bound {
    /// Whether another action can be asked for where this one can.
    fn meets(&self, other: &Self) -> bool {
        let (here, there) = (self.binding.on, other.binding.on);
        let is_one_place = here == there || here == On::Any || there == On::Any;
        is_one_place && self.binding.action != other.binding.action
    }

    /// Whether a key of this one is lost to the other: a screen's own keys come before those of every screen anyway.
    fn overrides(&self, other: &Self) -> bool {
        let is_hidden = other.binding.on == On::Any && self.binding.on != On::Any;
        !other.own && !is_hidden
    }

    fn takes(&self, key: &str, from: &Self) -> ConfigFlaw {
        ConfigFlaw::KeyTaken {
            key: key.to_owned(),
            by: self.binding.action.code(),
            from: from.binding.action.code(),
            given_twice: from.own,
        }
    }
}

/// The key table in force: the built-in one with the user's changes.
#[derive(Debug, Clone)]
pub struct Keymap {
    all: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bound = |binding: &'static Binding| Bound {
            binding,
            keys: binding.keys.iter().map(|k| (*k).to_owned()).collect(),
            own: false,
        };
        Self {
            all: TABLE.iter().map(bound).collect(),
        }
    }
}

impl Keymap {
    /// The built-in table with the user's keys for actions, and everything that is wrong with them.
    ///
    /// A key that the user gave to one action is taken from the built-in ones; who lost it is said.
    pub fn new(settings: &BTreeMap<String, KeySetting>) -> (Self, Vec<ConfigFault>) {
        let (mut map, mut faults) = (Self::default(), Vec::new());
        for (name, setting) in settings {
            let mut fault = |flaw| {
                let line = setting.line;
                faults.push(ConfigFault { line, flaw });
            };
            let codes = || TABLE.iter().map(|b| b.action.code());
            if !codes().any(|code| code == *name) {
                let all: Vec<String> = codes().collect();
                let near = nearest(name, all.iter().map(String::as_str));
                let near = near.into_iter().map(str::to_owned).collect();
                fault(ConfigFlaw::UnknownAction(name.clone(), near));
                continue;
            }
            let (good, bad): (Vec<_>, Vec<_>) = setting
                .keys
                .iter()
                .cloned()
                .partition(|k| parse(k).is_some());
            for key in bad {
                fault(ConfigFlaw::NotAKey(name.clone(), key));
            }
            if good.is_empty() {
                continue;
            }
            for bound in map
                .all
                .iter_mut()
                .filter(|b| b.binding.action.code() == *name)
            {
                bound.keys.clone_from(&good);
                bound.own = true;
            }
        }
        faults.extend(map.settle(settings));
        (map, faults)
    }

    /// Takes keys that the user gave away from the built-in actions; names all of those, and keys given twice.
    fn settle(&mut self, settings: &BTreeMap<String, KeySetting>) -> Vec<ConfigFault> {
        let mut faults = Vec::new();
        let own: Vec<Bound> = self.all.iter().filter(|b| b.own).cloned().collect();
        for winner in &own {
            let line = settings
                .get(&winner.binding.action.code())
                .map_or(0, |s| s.line);
            for loser in self.all.iter_mut().filter(|b| winner.meets(b)) {
                for key in loser.keys.iter().filter(|k| winner.keys.contains(k)) {
                    let flaw = winner.takes(key, loser);
                    faults.push(ConfigFault { line, flaw });
                }
                if winner.overrides(loser) {
                    loser.keys.retain(|k| !winner.keys.contains(k));
                }
            }
        }
        // an action that is bound on several screens meets the same one on each
        let mut seen = Vec::new();
        faults.retain(|fault| {
            let is_fresh = !seen.contains(fault);
            seen.push(fault.clone());
            is_fresh
        });
        faults
    }

    /// Everything that is bound on a part of the table.
    pub fn on(&self, on: On) -> impl Iterator<Item = &Bound> {
        self.all.iter().filter(move |b| b.binding.on == on)
    }

    /// What a key means on a screen; the screen's own bindings come first.
    pub fn action(&self, screen: Screen, key: KeyEvent) -> Option<Action> {
        let find = |on: On| self.on(on).find(|b| b.keys.iter().any(|k| is(k, key)));
        let found = find(On::screen(screen)).or_else(|| find(On::Any));
        found.map(|b| b.binding.action)
    }

    /// What can be done on a screen: its own actions, then those of every screen; each once.
    pub fn actions(&self, screen: Screen) -> Vec<&Bound> {
        let mut seen = Vec::new();
        let all = self.on(On::screen(screen)).chain(self.on(On::Any));
        all.filter(|b| {
            let fresh = !seen.contains(&b.binding.action);
            seen.push(b.binding.action);
            fresh
        })
        .collect()
    }

    /// The first key of an action on a screen, as it is shown; empty without one.
    pub fn key_of(&self, screen: Screen, action: Action) -> String {
        let here = self.on(On::screen(screen)).chain(self.on(On::Any));
        let found = here
            .filter(|b| b.binding.action == action)
            .find_map(|b| b.keys.first());
        found.map(|k| shown(k)).unwrap_or_default()
    }

    /// The bindings of the footer of a screen: keys, names and actions, the most needed first.
    pub fn footer(&self, screen: Screen, lang: Lang) -> Vec<(String, &'static str, Action)> {
        let words = Words::of(lang);
        let here = self.on(On::screen(screen)).chain(self.on(On::Any));
        let is_shown = |b: &&Bound| {
            b.binding.footer > 0
                && !b.keys.is_empty()
                && !(screen == Screen::Home && b.binding.action == Action::Back)
        };
        let mut all: Vec<&Bound> = here.filter(is_shown).collect();
        all.sort_by_key(|b| b.binding.footer);
        all.into_iter()
            .map(|b| {
                let key = match (b.binding.action, screen) {
                    (Action::Up, Screen::Home) if !b.own => "↑↓←→".to_owned(),
                    (Action::Up, _) if !b.own => "↑↓".to_owned(),
                    (Action::Left, _) if !b.own => "←→".to_owned(),
                    _ => b.keys.first().map(|k| shown(k)).unwrap_or_default(),
                };
                (key, (b.binding.name)(words), b.binding.action)
            })
            .collect()
    }
}

fn is(name: &str, key: KeyEvent) -> bool {
    parse(name).is_some_and(|(code, modifiers)| code == key.code && modifiers == key.modifiers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::normal;
    use crossterm::event::{KeyCode, KeyModifiers};

    fn action(screen: Screen, key: KeyEvent) -> Option<Action> {
        Keymap::default().action(screen, key)
    }

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
        for here in On::ALL {
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

    fn keymap(settings: &str) -> (Keymap, Vec<ConfigFault>) {
        let (config, faults) = crate::config::parse(settings);
        assert_eq!(faults, []);
        Keymap::new(&config.keys)
    }

    #[test]
    fn the_users_keys_take_the_place_of_the_built_in_ones() {
        let (map, faults) = keymap("[keys]\ntick = \"g\"\n");
        assert_eq!(faults, []);
        let of = |c| map.action(Screen::Entry, press(c, KeyModifiers::NONE));
        assert_eq!((of('g'), of(' ')), (Some(Action::Tick), None));
    }

    #[test]
    fn every_conflict_is_named_and_the_users_key_wins() {
        let (map, faults) = keymap("[keys]\nnote = \"x\"\nredo = \"u\"\nundo = \"u\"\n");
        let of = |c| map.action(Screen::Entry, press(c, KeyModifiers::NONE));
        assert_eq!(of('x'), Some(Action::Note));
        let taken: Vec<_> = faults
            .iter()
            .filter_map(|f| match &f.flaw {
                ConfigFlaw::KeyTaken {
                    by,
                    from,
                    given_twice,
                    ..
                } => Some((f.line, by.as_str(), from.as_str(), *given_twice)),
                _ => None,
            })
            .collect();
        assert_eq!(
            taken,
            [
                (2, "note", "close", false),
                (4, "undo", "redo", true),
                (3, "redo", "undo", true)
            ]
        );
    }

    #[test]
    fn what_is_no_action_and_no_key_is_named_with_what_may_have_been_meant() {
        let (_, faults) = keymap("[keys]\ntik = \"x\"\ntick = [\"entr\", \"space\"]\n");
        let unknown = ConfigFlaw::UnknownAction("tik".into(), vec!["tick".into()]);
        let bad = ConfigFlaw::NotAKey("tick".into(), "entr".into());
        let flaws: Vec<_> = faults.into_iter().map(|f| (f.line, f.flaw)).collect();
        assert_eq!(flaws, [(3, bad), (2, unknown)]);
    }
}
