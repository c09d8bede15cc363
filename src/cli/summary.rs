//! `dudao summary`: the status summary, written by [`crate::summary`].

use std::path::Path;

use super::args::{Filters, SummaryArgs};
use super::{Failure, filters, out};
use crate::board::Query;
use crate::lang::{Console, Lang, SummaryWords, fill};
use crate::ledger::store::Store as _;
use crate::setup::Setup;
use crate::summary::{Format, Summary, dashboard, render};

/// Formats there are, as they are named on the command line.
const FORMATS: &str = "md, txt, json, csv";

/// Writes the summary of the entries that the filters let through.
pub fn run(setup: &Setup, args: &SummaryArgs) -> Result<(), Failure> {
    let lang = setup.lang;
    let file = args.to.output.as_deref().filter(|p| *p != Path::new("-"));
    let format = format(args.format.as_deref(), file, lang)?;
    let target = out::Target::open(&args.to, lang)?;
    let query = filters::query(&args.filters, setup.book.report(), lang)?;
    let summary = of(setup, &query)?;
    target.finish(&render(&summary, format), lang)
}

/// Prints the text dashboard.
pub fn print_dashboard(setup: &Setup) -> Result<(), Failure> {
    let query = filters::query(&Filters::default(), setup.book.report(), setup.lang)?;
    out::print(dashboard(&of(setup, &query)?).as_bytes(), setup.lang)
}

fn of(setup: &Setup, query: &Query) -> Result<Summary, Failure> {
    let heads = setup.store.heads();
    let made = Summary::of(&setup.book, &setup.calendar(), query, &heads, setup.lang);
    made.map_err(|e| Failure::failed(vec![SummaryWords::does_not_add_up(setup.lang, &e)]))
}

/// The format asked for, else that of the file's ending, else Markdown.
fn format(named: Option<&str>, file: Option<&Path>, lang: Lang) -> Result<Format, Failure> {
    let unknown = |what: &str| {
        let said = fill(Console::of(lang).unknown_format, &[&what, &FORMATS]);
        Failure::usage(vec![said])
    };
    match (named, file) {
        (Some(named), _) => named.parse().map_err(|_| unknown(named)),
        (None, Some(file)) => Format::of_path(&file.to_string_lossy())
            .ok_or_else(|| unknown(&file.display().to_string())),
        (None, None) => Ok(Format::Markdown),
    }
}
