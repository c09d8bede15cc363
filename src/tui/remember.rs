//! What the screen remembers from one time to the next: filters and order of each ledger, theme and language.
//!
//! Pure: text in, text out. What is not known any more is left out without a word.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{CountMode, Model};
use super::theme::{Choice, Theme};
use crate::board::{Light, Query, Sort};
use crate::lang::Lang;
use crate::ledger::Stage;
use crate::report::Scope;

/// All that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Code word of the theme that was chosen on the screen.
    theme: Option<String>,
    /// Language that was chosen on the screen.
    lang: Option<String>,
    /// By the id of the report.
    ledgers: BTreeMap<String, View>,
}

/// How somebody left a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct View {
    units: Vec<String>,
    categories: Vec<String>,
    stages: Vec<String>,
    lights: Vec<String>,
    scopes: Vec<String>,
    repeated: bool,
    text: String,
    sort: String,
    count: String,
}

const COUNTS: [(&str, CountMode); 5] = [
    ("not_closed", CountMode::NotClosed),
    ("not_completed", CountMode::NotCompleted),
    ("overdue", CountMode::Overdue),
    ("repeated", CountMode::Repeated),
    ("all", CountMode::All),
];

impl Remembered {
    /// Reads what was remembered; nothing when it cannot be read.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As text to be kept.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Takes in how the model is left. Theme and language only where they are not as they came.
    pub fn take_in(&mut self, model: &Model, came: (Choice, Lang)) {
        if model.choice != came.0 {
            self.theme = Some(model.choice.code().to_owned());
        }
        if model.lang != came.1 {
            self.lang = Some(model.lang.code().to_owned());
        }
        let id = model.book.report().id.clone();
        self.ledgers.insert(id, View::of(model));
    }

    /// The theme that was chosen last.
    pub fn theme(&self) -> Option<Choice> {
        let theme = self.theme.as_deref()?;
        let known = Choice::ALL.iter().find(|(code, _)| *code == theme);
        known.map(|(_, choice)| *choice)
    }

    /// The language that was chosen last.
    pub fn lang(&self) -> Option<Lang> {
        self.lang.as_deref()?.parse().ok()
    }

    /// Brings the model to where its ledger was left.
    pub fn apply(&self, model: &mut Model) {
        if let Some(theme) = self.theme().filter(|_| !model.theme.mono) {
            (model.choice, model.theme) = (theme, Theme::of(theme));
        }
        if let Some(view) = self.ledgers.get(&model.book.report().id) {
            view.apply(model);
        }
        model.derive();
    }
}

fn known<T: Copy>(codes: &[String], all: &[T], code: impl Fn(T) -> &'static str) -> Vec<T> {
    let known = |c: &String| all.iter().copied().find(|t| code(*t) == c);
    codes.iter().filter_map(known).collect()
}

impl View {
    fn of(model: &Model) -> Self {
        let (e, q) = (&model.entries, &model.entries.query);
        let count = COUNTS.iter().find(|(_, c)| *c == model.home.count);
        Self {
            units: q.units.clone(),
            categories: q.categories.clone(),
            stages: q.stages.iter().map(|s| s.code().to_owned()).collect(),
            lights: q.lights.iter().map(|l| l.code().to_owned()).collect(),
            scopes: q.scopes.iter().map(|s| s.code().to_owned()).collect(),
            repeated: q.repeated,
            text: q.text.clone(),
            sort: e.sort.code().to_owned(),
            count: count.map_or("", |(code, _)| code).to_owned(),
        }
    }

    fn apply(&self, model: &mut Model) {
        let report = model.book.report();
        let is_unit = |id: &&String| {
            *id == crate::report::NO_UNIT || report.units.iter().any(|u| u.id == **id)
        };
        let is_category = |id: &&String| report.categories.iter().any(|c| c.id == **id);
        let query = Query {
            units: self.units.iter().filter(is_unit).cloned().collect(),
            categories: self
                .categories
                .iter()
                .filter(is_category)
                .cloned()
                .collect(),
            stages: known(&self.stages, &Stage::ALL, Stage::code),
            lights: known(&self.lights, &Light::ALL, Light::code),
            scopes: known(&self.scopes, &Scope::ALL, Scope::code),
            findings: Vec::new(),
            repeated: self.repeated,
            text: crate::report::sanitise::line(&self.text),
        };
        model.entries.query = query;
        let sort = Sort::ALL.iter().find(|s| s.code() == self.sort);
        model.entries.sort = sort.copied().unwrap_or_default();
        let count = COUNTS.iter().find(|(code, _)| *code == self.count);
        model.home.count = count.map(|(_, c)| *c).unwrap_or_default();
    }
}
