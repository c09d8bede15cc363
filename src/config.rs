//! Settings of a person: what `config.toml` says.
//!
//! Pure: text in, settings and faults out. A line that is wrong is reported with its number and what may have been
//! meant; the rest still applies. Which file, and reading it, is the business of [`setup`](crate::setup).

use crate::ledger::decide::SecondPerson;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::board::{Terms, lookup};
use crate::lang::Lang;
use crate::report::sanitise;

/// Settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Name recorded with what a person does; the login name when there is none.
    pub name: Option<String>,
    /// Language; that of the system when there is none.
    pub lang: Option<Lang>,
    /// Colours.
    pub theme: Theme,
    /// Characters that may be shown.
    pub glyphs: Glyphs,
    /// Whether the screen listens to the mouse.
    pub mouse: bool,
    /// A due date at most this many days ahead is near; 0 to 366.
    pub due_soon_days: i32,
    /// Whether an entry is to be closed by somebody else than who ticked it.
    pub second_person: SecondPerson,
    /// Statutory terms; none unless they are set.
    pub terms: Terms,
    /// Keys for actions, overriding the built-in ones: action → keys.
    pub keys: BTreeMap<String, KeySetting>,
    /// The settings that the file holds, even where they are what they would be without it.
    pub given: BTreeSet<&'static str>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: None,
            lang: None,
            theme: Theme::Auto,
            glyphs: Glyphs::Auto,
            mouse: true,
            due_soon_days: 14,
            second_person: SecondPerson::Warn,
            terms: Terms::default(),
            keys: BTreeMap::new(),
            given: BTreeSet::new(),
        }
    }
}

/// Characters that the screen may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// As the terminal draws them: it is asked.
    #[default]
    Auto,
    /// All.
    Unicode,
    /// Those whose width terminals agree about.
    Ascii,
}

impl Glyphs {
    /// All choices with their code words.
    pub const ALL: [(&'static str, Self); 3] = [
        ("auto", Self::Auto),
        ("unicode", Self::Unicode),
        ("ascii", Self::Ascii),
    ];

    /// The code word.
    pub fn code(self) -> &'static str {
        word(&Self::ALL, &self)
    }
}

/// Keys for an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// Line of the file, from 1.
    pub line: usize,
    /// Names of keys.
    pub keys: Vec<String>,
}

/// Colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the terminal's background asks for.
    #[default]
    Auto,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// High contrast.
    Contrast,
}

impl Theme {
    /// All themes with their code words.
    pub const ALL: [(&'static str, Self); 4] = [
        ("auto", Self::Auto),
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("contrast", Self::Contrast),
    ];

    /// The code word.
    pub fn code(self) -> &'static str {
        word(&Self::ALL, &self)
    }
}

fn word<T: PartialEq>(all: &[(&'static str, T)], value: &T) -> &'static str {
    all.iter()
        .find(|(_, known)| known == value)
        .map_or("", |(word, _)| word)
}

/// One thing that is wrong with a config file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// Line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong.
    pub flaw: ConfigFlaw,
}

/// What can be wrong with a config file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigFlaw {
    /// The file cannot be read; what the system says.
    Unreadable(String),
    /// Not TOML; what the parser says.
    Syntax(String),
    /// A setting that there is not; settings that may have been meant.
    UnknownKey(String, Vec<String>),
    /// A value that is none of those allowed: setting, value, what is allowed or may have been meant.
    NotAllowed(String, String, Vec<String>),
    /// A text is needed.
    NeedsText(String),
    /// A whole number within these bounds is needed.
    NeedsNumber(String, i32, i32),
    /// A day such as `2023-05-20` is needed.
    NeedsDay(String),
    /// A table of these settings is needed.
    NeedsTable(String, Vec<String>),
    /// A table of keys is needed, each a text or a list of texts.
    NeedsKeys(String),
    /// `true` or `false` is needed.
    NeedsYesNo(String),
    /// An action that there is not; actions that may have been meant.
    UnknownAction(String, Vec<String>),
    /// A key for an action that is no key.
    NotAKey(String, String),
    /// A key that two actions of one screen lay claim to.
    KeyTaken {
        /// The key.
        key: String,
        /// The action that it was given to.
        by: String,
        /// The action that it was taken from.
        from: String,
        /// The settings gave it to both.
        given_twice: bool,
    },
}

/// The settings there are.
pub const SETTINGS: [&str; 9] = [
    "name",
    "lang",
    "theme",
    "glyphs",
    "mouse",
    "due_soon_days",
    "second_person",
    "terms",
    "keys",
];

/// The settings of `[terms]`.
pub const TERMS: [&str; 4] = ["feedback", "written_report", "objection", "rereview"];

/// The settings that a text holds, and what is wrong with it.
pub fn parse(text: &str) -> (Config, Vec<ConfigFault>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        text,
        config: Config::default(),
        faults: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for e in &errors {
        let at = e.span().map_or(0, |s| s.start);
        reader.fault(at, ConfigFlaw::Syntax(e.message().to_owned()));
    }
    let broken: BTreeSet<usize> = reader.faults.iter().map(|f| f.line).collect();
    for (key, value) in table.get_ref() {
        // what the parser guessed on a line that is no TOML is not what a person decided
        if !broken.contains(&reader.line(key.span().start)) {
            reader.setting(key.get_ref(), key.span().start, value);
        }
    }
    reader.faults.sort_by_key(|f| f.line);
    reader.faults.dedup();
    (reader.config, reader.faults)
}

struct Reader<'a> {
    text: &'a str,
    config: Config,
    faults: Vec<ConfigFault>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        let before = self.text.bytes().take(at);
        before.filter(|b| *b == b'\n').count() + 1
    }

    fn fault(&mut self, at: usize, flaw: ConfigFlaw) {
        let line = self.line(at);
        self.faults.push(ConfigFault { line, flaw });
    }

    fn setting(&mut self, key: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        let value = value.get_ref();
        let done = match key {
            "name" => self.name(key, value),
            "lang" => choice(key, value, &[("zh", Lang::Zh), ("en", Lang::En)])
                .map(|lang| self.config.lang = Some(lang)),
            "theme" => choice(key, value, &Theme::ALL).map(|theme| self.config.theme = theme),
            "glyphs" => choice(key, value, &Glyphs::ALL).map(|glyphs| self.config.glyphs = glyphs),
            "mouse" => match value {
                DeValue::Boolean(on) => {
                    self.config.mouse = *on;
                    Ok(())
                }
                _ => Err(ConfigFlaw::NeedsYesNo(key.to_owned())),
            },
            "second_person" => {
                choice(key, value, &SecondPerson::ALL).map(|rule| self.config.second_person = rule)
            }
            "due_soon_days" => {
                number(key, value, 0, 366).map(|days| self.config.due_soon_days = days)
            }
            "terms" => return self.terms(key, at, value),
            "keys" => return self.keys(key, at, value),
            _ => Err(ConfigFlaw::UnknownKey(
                clean(key),
                near(key, SETTINGS.into_iter()),
            )),
        };
        match done {
            Ok(()) => self
                .config
                .given
                .extend(SETTINGS.iter().find(|s| **s == key)),
            Err(flaw) => self.fault(at, flaw),
        }
    }

    fn name(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), ConfigFlaw> {
        let DeValue::String(name) = value else {
            return Err(ConfigFlaw::NeedsText(key.to_owned()));
        };
        self.config.name = Some(clean(name)).filter(|n| !n.is_empty());
        Ok(())
    }

    fn terms(&mut self, key: &str, at: usize, value: &DeValue<'_>) {
        let DeValue::Table(table) = value else {
            let known = TERMS.map(str::to_owned).to_vec();
            return self.fault(at, ConfigFlaw::NeedsTable(key.to_owned(), known));
        };
        for (name, value) in table {
            let (at, value) = (name.span().start, value.get_ref());
            let whole = format!("{key}.{}", clean(name.get_ref()));
            let days = || number(&whole, value, 1, 366).map(Some);
            let terms = &mut self.config.terms;
            let done = match &**name.get_ref() {
                "feedback" => day(&whole, value).map(|day| terms.feedback = Some(day)),
                "written_report" => days().map(|n| terms.written_report = n),
                "objection" => days().map(|n| terms.objection = n),
                "rereview" => days().map(|n| terms.rereview = n),
                other => {
                    let near = near(other, TERMS.into_iter());
                    Err(ConfigFlaw::UnknownKey(whole, near))
                }
            };
            if let Err(flaw) = done {
                self.fault(at, flaw);
            }
        }
    }

    fn keys(&mut self, key: &str, at: usize, value: &DeValue<'_>) {
        let DeValue::Table(table) = value else {
            return self.fault(at, ConfigFlaw::NeedsKeys(key.to_owned()));
        };
        for (action, keys) in table {
            let name = clean(action.get_ref());
            match texts(keys.get_ref()) {
                Some(keys) => {
                    let line = self.line(action.span().start);
                    let setting = KeySetting { line, keys };
                    _ = self.config.keys.insert(name, setting);
                }
                None => self.fault(
                    action.span().start,
                    ConfigFlaw::NeedsKeys(format!("keys.{name}")),
                ),
            }
        }
    }
}

fn clean(text: &str) -> String {
    sanitise::line(text).trim().to_owned()
}

fn near<'a>(typed: &str, words: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    match lookup::nearest(typed, words.clone()) {
        Some(one) => vec![one.to_owned()],
        None => words.map(str::to_owned).collect(),
    }
}

fn choice<T: Copy>(
    key: &str,
    value: &DeValue<'_>,
    all: &[(&'static str, T)],
) -> Result<T, ConfigFlaw> {
    let DeValue::String(typed) = value else {
        return Err(ConfigFlaw::NeedsText(key.to_owned()));
    };
    let found = all.iter().find(|(word, _)| word == typed);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let near = near(typed, all.iter().map(|(word, _)| *word));
        ConfigFlaw::NotAllowed(key.to_owned(), clean(typed), near)
    })
}

fn number(key: &str, value: &DeValue<'_>, min: i32, max: i32) -> Result<i32, ConfigFlaw> {
    let parsed = match value {
        DeValue::Integer(n) => i32::from_str_radix(n.as_str(), n.radix()).ok(),
        _ => None,
    };
    parsed
        .filter(|n| (min..=max).contains(n))
        .ok_or_else(|| ConfigFlaw::NeedsNumber(key.to_owned(), min, max))
}

/// A day, in quotes or as TOML writes it.
fn day(key: &str, value: &DeValue<'_>) -> Result<Date, ConfigFlaw> {
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        _ => String::new(),
    };
    text.trim()
        .parse()
        .map_err(|_| ConfigFlaw::NeedsDay(key.to_owned()))
}

/// One text or a list of texts.
fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::String(one) => Some(vec![clean(one)]),
        DeValue::Array(list) => list
            .iter()
            .map(|one| match one.get_ref() {
                DeValue::String(text) => Some(clean(text)),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_setting_is_read() {
        let text = "\u{feff}name = \"督学甲\"\nlang = \"en\"\ntheme = \"light\"\ndue_soon_days = 7\n\
                    second_person = \"require\"\n[keys]\ntick = [\"space\", \"x\"]\nquit = \"q\"\n";
        let (config, faults) = parse(text);
        assert_eq!(faults, []);
        assert_eq!(config.name.as_deref(), Some("督学甲"));
        assert_eq!(config.lang, Some(Lang::En));
        assert_eq!((config.theme, config.due_soon_days), (Theme::Light, 7));
        assert_eq!(config.given.len(), 5);
        assert_eq!(config.second_person, SecondPerson::Require);
        assert_eq!(config.keys["tick"].keys, ["space", "x"]);
        assert_eq!(config.keys["quit"].keys, ["q"]);
    }

    #[test]
    fn a_wrong_line_is_named_and_the_rest_still_applies() {
        let text =
            "name = \"甲\"\ntheme = drak\nlang = \"zn\"\ndue_soon_day = 3\ndue_soon_days = 1000\n";
        let (config, faults) = parse(text);
        assert_eq!(config.name.as_deref(), Some("甲"));
        assert_eq!(config.theme, Theme::Auto);
        let lines: Vec<_> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [2, 3, 4, 5], "{faults:#?}");
        assert!(matches!(faults[0].flaw, ConfigFlaw::Syntax(_)));
        assert_eq!(
            faults[1].flaw,
            ConfigFlaw::NotAllowed("lang".into(), "zn".into(), vec!["zh".into()])
        );
        assert_eq!(
            faults[2].flaw,
            ConfigFlaw::UnknownKey("due_soon_day".into(), vec!["due_soon_days".into()])
        );
        assert_eq!(
            faults[3].flaw,
            ConfigFlaw::NeedsNumber("due_soon_days".into(), 0, 366)
        );
    }

    #[test]
    fn terms_are_off_until_they_are_set_and_wrong_ones_are_named_by_line() {
        let text = "[terms]\nfeedback = \"2023-05-20\"\nwritten_report = 30\nobjection = 0\nrereviews = 20\n";
        let (config, faults) = parse(text);
        assert_eq!(
            config.terms,
            Terms {
                feedback: Some(jiff::civil::date(2023, 5, 20)),
                written_report: Some(30),
                ..Terms::default()
            }
        );
        let number = ConfigFlaw::NeedsNumber("terms.objection".into(), 1, 366);
        let unknown = ConfigFlaw::UnknownKey("terms.rereviews".into(), vec!["rereview".into()]);
        let found: Vec<_> = faults.into_iter().map(|f| (f.line, f.flaw)).collect();
        assert_eq!(found, [(4, number), (5, unknown)]);
        let flaw = |text| parse(text).1.remove(0).flaw;
        let day = ConfigFlaw::NeedsDay("terms.feedback".into());
        assert_eq!(flaw("[terms]\nfeedback = \"20 May\"\n"), day);
        assert!(matches!(flaw("terms = 3\n"), ConfigFlaw::NeedsTable(..)));
        assert_eq!(parse("terms.feedback = 2023-05-20\n").1, []);
    }

    #[test]
    fn nothing_is_no_fault() {
        assert_eq!(parse(""), (Config::default(), vec![]));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}(\n[a-z]{1,6} = [\"a-z0-9\\[\\],]{0,8}){0,4}") {
            let _ = parse(&text);
        }
    }
}
