//! What clap objects to, in the user's words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help::localised;
use super::{Failure, out};
use crate::lang::{Help, Lang, fill};

/// Help and version go to standard output; anything else is wrong usage.
///
/// # Errors
/// Wrong usage, or output that cannot be written.
pub fn answer(e: &clap::Error, lang: Lang) -> Result<(), Failure> {
    match e.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = localised(&e.render().to_string(), lang);
            out::print(text.as_bytes(), lang)
        }
        _ => Err(Failure::usage(said(e, lang))),
    }
}

fn said(e: &clap::Error, lang: Lang) -> Vec<String> {
    let w = Help::of(lang);
    let mut lines = vec![match sentence(e, w) {
        Some(own) => own,
        None => first_line(&e.render().to_string()),
    }];
    if let Some(usage) = text(e, ContextKind::Usage) {
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        lines.push(format!("{}: {}", w.usage, localised(usage, lang)));
    }
    if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // clap renders the help of the command that lacks one
        lines.push(localised(e.render().to_string().trim_end(), lang));
        return lines;
    }
    lines.push(fill(w.see_help, &[&"dudao"]));
    lines
}

/// Our own sentence for the usual mistakes; `None` leaves it to clap.
fn sentence(e: &clap::Error, w: &Help) -> Option<String> {
    let get = |kind| text(e, kind).unwrap_or_default();
    let suggestion = |kind| text(e, kind).map_or_else(String::new, |s| fill(w.maybe, &[&s]));
    let argument = get(ContextKind::InvalidArg);
    Some(match e.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            fill(w.unknown_arg, &[&argument]) + &suggestion(ContextKind::SuggestedArg)
        }
        ErrorKind::UnknownArgument => fill(w.extra_arg, &[&argument]),
        ErrorKind::InvalidSubcommand => {
            fill(w.unknown_command, &[&get(ContextKind::InvalidSubcommand)])
                + &suggestion(ContextKind::SuggestedSubcommand)
        }
        ErrorKind::MissingRequiredArgument => fill(w.missing, &[&argument]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            w.missing_command.to_owned()
        }
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => {
            fill(w.no_value, &[&argument])
        }
        ErrorKind::InvalidValue => {
            let near = text(e, ContextKind::SuggestedValue);
            let hint = match (near, text(e, ContextKind::ValidValue)) {
                (Some(near), _) => fill(w.maybe, &[&near]),
                (None, Some(valid)) => fill(w.allowed, &[&valid]),
                (None, None) => String::new(),
            };
            fill(w.bad_value, &[&argument, &get(ContextKind::InvalidValue)]) + &hint
        }
        ErrorKind::ValueValidation => {
            fill(w.bad_value, &[&argument, &get(ContextKind::InvalidValue)])
        }
        ErrorKind::ArgumentConflict => fill(w.twice, &[&argument]),
        ErrorKind::InvalidUtf8 => w.not_utf8.to_owned(),
        _ => return None,
    })
}

fn text(e: &clap::Error, kind: ContextKind) -> Option<String> {
    match e.get(kind)? {
        ContextValue::None => None,
        value => Some(value.to_string()),
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
