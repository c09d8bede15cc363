//! `dudao config`: where settings are, what is in force, what is wrong with them.

use super::args::ConfigCommand;
use super::{Failure, out, table};
use crate::config::TERMS;
use crate::lang::{Console, Faults, Lang, fill};
use crate::paths::Origin;
use crate::setup::Base;
use crate::text::Align;
use crate::tui::keymap::Keymap;

/// Runs one of the commands.
pub fn run(base: &Base, command: ConfigCommand) -> Result<(), Failure> {
    let (lang, file) = (base.lang, base.paths.config_file());
    let mut all = base.faults.clone();
    all.extend(Keymap::new(&base.config.keys).1);
    all.sort_by_key(|fault| fault.line);
    match command {
        ConfigCommand::Path => out::print_lines(&[file.display().to_string()], lang),
        ConfigCommand::Show => {
            let rows = settings(base);
            let lines = table::lines(&[Align::Left; 3], &rows, out::columns());
            out::print_lines(&lines, lang)?;
            for fault in &all {
                out::note(&Faults::of(lang).config(&file, fault), lang);
            }
            Ok(())
        }
        ConfigCommand::Check if all.is_empty() => {
            let w = Console::of(lang);
            let said = if file.exists() {
                w.config_in_order
            } else {
                w.config_absent
            };
            out::print_lines(&[fill(said, &[&file.display()])], lang)
        }
        ConfigCommand::Check => {
            let w = Faults::of(lang);
            let faults = all.iter().map(|f| w.config(&file, f));
            Err(Failure::failed(faults.collect()))
        }
    }
}

/// Where a value comes from, in words.
pub fn origin(from: Origin, lang: Lang) -> &'static str {
    let w = Console::of(lang);
    match from {
        Origin::Flag => w.from_flag,
        Origin::Env => w.from_env,
        Origin::File => w.from_file,
        Origin::Default => w.from_default,
    }
}

/// Setting, value and origin.
fn settings(base: &Base) -> Vec<Vec<String>> {
    let c = &base.config;
    let of_file = |name| {
        if c.given.contains(name) {
            Origin::File
        } else {
            Origin::Default
        }
    };
    let t = &c.terms;
    let terms = [
        t.feedback.map(|day| day.to_string()),
        t.written_report.map(|n| n.to_string()),
        t.objection.map(|n| n.to_string()),
        t.rereview.map(|n| n.to_string()),
    ];
    let terms = TERMS
        .into_iter()
        .zip(terms)
        .filter_map(|(name, value)| Some((format!("terms.{name}"), value?, Origin::File)));
    let keys = c
        .keys
        .iter()
        .map(|(action, keys)| (format!("keys.{action}"), keys.keys.join(" "), Origin::File));
    let plain = [
        (
            "data_dir",
            base.paths.data.display().to_string(),
            base.paths.data_from,
        ),
        (
            "config_dir",
            base.paths.config.display().to_string(),
            base.paths.config_from,
        ),
        ("name", base.who.to_string(), base.who_from),
        ("lang", base.lang.to_string(), base.lang_from),
        ("theme", c.theme.code().to_owned(), of_file("theme")),
        ("glyphs", c.glyphs.code().to_owned(), of_file("glyphs")),
        ("mouse", c.mouse.to_string(), of_file("mouse")),
        (
            "due_soon_days",
            c.due_soon_days.to_string(),
            of_file("due_soon_days"),
        ),
        (
            "second_person",
            c.second_person.code().to_owned(),
            of_file("second_person"),
        ),
    ];
    plain
        .into_iter()
        .map(|(name, value, from)| (name.to_owned(), value, from))
        .chain(terms)
        .chain(keys)
        .map(|(name, value, from)| vec![name, value, origin(from, base.lang).to_owned()])
        .collect()
}
