//! `dudao summary`: the status summary, written by [`crate::summary`].

use std::path::Path;

use super::args::{Filters, SummaryArgs};
use super::progress::Progress;
use super::{Failure, filters, out};
use crate::lang::{Console, Lang, SummaryWords, fill};
use crate::ledger::store::Store as _;
use crate::setup::Setup;
use crate::summary::xlsx::Ledger;
use crate::summary::{Ask, Format, Summary, dashboard, render};

/// Writes the summary of the entries that the filters let through; a workbook holds their rows, too.
pub fn run(setup: &Setup, args: &SummaryArgs) -> Result<(), Failure> {
    let lang = setup.lang;
    let file = args.to.output.as_deref().filter(|p| *p != Path::new("-"));
    let format = format(args.format.as_deref(), file, lang)?;
    let target = out::Target::open(&args.to, lang)?;
    if format.is_binary() && target.is_terminal() {
        let said = fill(Console::of(lang).binary, &[&format]);
        return Err(Failure::usage(vec![said]));
    }
    let query = filters::query(&args.filters, setup.book.report(), lang)?;
    let (heads, calendar) = (setup.store.heads(), setup.calendar());
    let summary = made(
        setup,
        &Ask {
            detail: args.detail,
            since: args.since,
            feedback: setup.config.terms.feedback,
            ..Ask::of(&query, &heads, lang)
        },
    )?;
    let ledger = || Ledger::of(&setup.book, &calendar, &query);
    let mut bar = Progress::new();
    let bytes = render(&summary, format, ledger, &mut |done, all| {
        bar.show(done, all);
    });
    bar.clear();
    let bytes = bytes.map_err(|e| Failure::failed(vec![e.say(lang)]))?;
    target.finish(&bytes, lang)
}

/// Prints the text dashboard.
pub fn print_dashboard(setup: &Setup) -> Result<(), Failure> {
    let query = filters::query(&Filters::default(), setup.book.report(), setup.lang)?;
    let heads = setup.store.heads();
    let summary = made(setup, &Ask::of(&query, &heads, setup.lang))?;
    out::print(dashboard(&summary).as_bytes(), setup.lang)
}

fn made(setup: &Setup, ask: &Ask<'_>) -> Result<Summary, Failure> {
    let made = Summary::made(&setup.book, &setup.calendar(), ask);
    made.map_err(|e| Failure::failed(vec![SummaryWords::does_not_add_up(setup.lang, &e)]))
}

/// The format asked for, else that of the file's ending, else Markdown.
fn format(named: Option<&str>, file: Option<&Path>, lang: Lang) -> Result<Format, Failure> {
    let unknown = |what: &str| {
        let all = Format::ALL.map(Format::code).join(", ");
        let said = fill(Console::of(lang).unknown_format, &[&what, &all]);
        Failure::usage(vec![said])
    };
    match (named, file) {
        (Some(named), _) => named.parse().map_err(|_| unknown(named)),
        (None, Some(file)) => Format::of_path(&file.to_string_lossy())
            .ok_or_else(|| unknown(&file.display().to_string())),
        (None, None) => Ok(Format::Markdown),
    }
}
