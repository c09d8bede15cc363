//! Every word the user sees, in Chinese and English.
//!
//! One table per area; a line holds both languages, so a word that one of them misses does not compile.
//! Knows the words of report and ledger, no terminal and no file.

pub mod acts;
mod backup;
mod console;
mod domain;
mod drafts;
pub mod faults;
mod help;
mod intake;
mod pages;
mod review;
mod screen;
mod summary;
mod workbook;

use std::fmt;
use std::str::FromStr;

pub use backup::BackupWords;
pub use console::Console;
pub use domain::{Domain, domain};
pub use drafts::Intake;
pub use faults::Faults;
pub use help::Help;
pub use intake::IntakeWords;
pub use pages::Pages;
pub use review::Review;
pub use screen::Screen;
pub use summary::{SummaryWords, summary};
pub use workbook::WorkbookWords;

use crate::report::Text;

/// A language of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language for a locale name such as `zh_CN.UTF-8`; English unless it is a Chinese one.
    pub fn of_locale(name: &str) -> Self {
        if name.to_ascii_lowercase().starts_with("zh") {
            Self::Zh
        } else {
            Self::En
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The text in this language.
    pub fn of(self, text: &Text) -> &str {
        match self {
            Self::Zh => &text.zh,
            Self::En => &text.en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            _ => Err(format!("zh / en, not {s}")),
        }
    }
}

/// Fills the `{}` of a template, in order.
pub fn fill(template: &str, values: &[&dyn fmt::Display]) -> String {
    let mut parts = template.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (i, part) in parts.enumerate() {
        if let Some(value) = values.get(i) {
            out.push_str(&value.to_string());
        }
        out.push_str(part);
    }
    out
}

/// Declares one table of words: `name: "中文", "English";`. Templates hold `{}` where [`fill`] puts a value.
macro_rules! words {
    ($(#[$doc:meta])* $table:ident { $($name:ident: $zh:expr, $en:expr;)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        #[allow(missing_docs)]
        pub struct $table { $(pub $name: &'static str,)* }

        impl $table {
            /// The words of one language.
            pub fn of(lang: $crate::lang::Lang) -> &'static Self {
                static ZH: $table = $table { $($name: $zh,)* };
                static EN: $table = $table { $($name: $en,)* };
                match lang {
                    $crate::lang::Lang::Zh => &ZH,
                    $crate::lang::Lang::En => &EN,
                }
            }

            /// Name, Chinese and English of every word.
            #[cfg(test)]
            pub fn all() -> Vec<(&'static str, &'static str, &'static str)> {
                vec![$((stringify!($name), $zh, $en),)*]
            }
        }

        #[cfg(test)]
        mod word_tests {
            #[test]
            fn neither_language_misses_a_word_or_a_value() {
                $crate::lang::tests::hold_together(&super::$table::all());
            }
        }
    };
}
use words;

#[cfg(test)]
mod tests {
    use super::*;

    /// No word is empty, both have as many values, and the Chinese one is not simply the English one.
    pub(super) fn hold_together(all: &[(&str, &str, &str)]) {
        for (name, zh, en) in all {
            assert!(!zh.is_empty() && !en.is_empty(), "{name} is empty");
            assert_eq!(
                zh.matches("{}").count(),
                en.matches("{}").count(),
                "{name}: other number of values"
            );
            assert!(
                !en.chars().any(|c| ('\u{3000}'..='\u{9fff}').contains(&c)),
                "{name}: Chinese in English"
            );
            let letters = zh.chars().filter(char::is_ascii_alphabetic).count() > 3;
            let han = zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(han || !letters, "{name}: no Chinese in {zh:?}");
        }
    }

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(fill("{} / {} 条", &[&3, &"7"]), "3 / 7 条");
        assert_eq!(fill("无", &[&1]), "无");
    }
}
