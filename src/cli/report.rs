//! `dudao report`: which reports there are, what one says, whether a file is in order.

use std::io::Read as _;
use std::path::Path;

use super::args::ReportCommand;
use super::{Failure, adopt, intake, out, shell, table};
use crate::editions::series;
use crate::lang::{Console, Faults, Lang, domain, fill};
use crate::ledger::Book;
use crate::ledger::store::archive::Archive;
use crate::ledger::store::file::ledger_dir;
use crate::report::{Report, SCHEMA_JSON, builtin_source, parse};
use crate::setup::{Base, SetupError, drafts, editions, source};
use crate::text::{Align, wrap};

/// Runs one of the commands.
pub fn run(base: Base, command: &ReportCommand) -> Result<(), Failure> {
    let lang = base.lang;
    match command {
        ReportCommand::List => list(&base.paths.data, lang),
        ReportCommand::Show => {
            let given = base.report.as_deref().unwrap_or(source::DEFAULT_REPORT);
            let found = source::find(&base.paths.data, given);
            let found = found.map_err(|e| Failure::setup(&e, lang))?;
            out::print_lines(&page(&found.report, lang), lang)
        }
        ReportCommand::Check { file } => check(file, lang),
        ReportCommand::Accept {
            draft,
            marks,
            as_written,
        } => intake::accept(&base, draft, marks, !as_written),
        ReportCommand::Review { draft } => shell::review(base, draft),
        ReportCommand::Adopt { draft, yes } => adopt::adopt(&base, draft, *yes),
        ReportCommand::Archive { ledger } => archive(&base, ledger),
        ReportCommand::Unarchive { ledger } => unarchive(&base, ledger),
        ReportCommand::Schema => out::print(SCHEMA_JSON.as_bytes(), lang),
    }
}

/// Makes a ledger read-only.
fn archive(base: &Base, id: &str) -> Result<(), Failure> {
    let (lang, w) = (base.lang, Console::of(base.lang));
    let mark = Archive::new(base.clock.calendar(0).today, &base.who, None);
    let done = editions::archive(&base.paths, id, &mark);
    let fresh = done.map_err(|e| Failure::setup(&e, lang))?;
    let said = if fresh {
        w.archived_now
    } else {
        w.archived_already
    };
    out::print_lines(&[fill(said, &[&id])], lang)
}

/// Lets an archived ledger be written again.
fn unarchive(base: &Base, id: &str) -> Result<(), Failure> {
    let (lang, w) = (base.lang, Console::of(base.lang));
    let done = editions::unarchive(&base.paths, id);
    let was = done.map_err(|e| Failure::setup(&e, lang))?;
    let said = if was { w.unarchived } else { w.not_archived };
    out::print_lines(&[fill(said, &[&id])], lang)
}

/// Id, year, place and name of every report, the edition before it, and whether it is archived; a damaged one is listed
/// as such.
fn list(data_dir: &Path, lang: Lang) -> Result<(), Failure> {
    let w = Console::of(lang);
    let known = editions::known(data_dir);
    let row = |id: String| {
        let found = source::by_id(data_dir, &id);
        let mut places = Vec::new();
        if builtin_source(&id).is_some() {
            places.push(w.built_in.to_owned());
        }
        if ledger_dir(data_dir, &id).is_dir() {
            places.push(w.has_ledger.to_owned());
        }
        if let Some(mark) = editions::archived(data_dir, &id) {
            places.push(format!(
                "{}{}",
                w.is_archived,
                Faults::of(lang).archive(&mark)
            ));
        }
        let report = known.iter().find(|r| r.id == id);
        if let Some(before) = report.and_then(|r| series::earlier(&known, r)) {
            places.push(fill(w.goes_on_from, &[&before.id]));
        }
        let (year, name) = match found {
            Ok(Some(s)) => (
                s.report.year.to_string(),
                lang.of(&s.report.short_title).to_owned(),
            ),
            Ok(None) => return None,
            Err(_) => (String::new(), w.report_broken.to_owned()),
        };
        Some(vec![id, year, places.join(", "), name])
    };
    let rows: Vec<_> = source::known_ids(data_dir)
        .into_iter()
        .filter_map(row)
        .collect();
    out::print_lines(
        &table::lines(&[Align::Left; 4], &rows, out::columns()),
        lang,
    )
}

/// Reads a report and says that it is in order, or names all its faults.
fn check(file: &Path, lang: Lang) -> Result<(), Failure> {
    let bytes = bytes(file, lang)?;
    if drafts::is_draft(&bytes) {
        return intake::check(file, &bytes, lang);
    }
    let report = parse(&bytes).map_err(|faults| SetupError::BadReport(file.to_owned(), faults));
    let report = report.map_err(|e| Failure::setup(&e, lang))?;
    let findings = report.findings.len();
    let id = report.id.clone();
    let entries = Book::new(report.into()).entries().len();
    let said = fill(Console::of(lang).in_order, &[&id, &findings, &entries]);
    out::print_lines(&[said], lang)
}

/// The bytes of a file, or of standard input.
pub(super) fn bytes(file: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.map_err(|e| Failure::failed(vec![Faults::of(lang).cannot_read(file, &e)]))
}

/// The report as a page of text.
fn page(report: &Report, lang: Lang) -> Vec<String> {
    let (d, w) = (domain(lang), Console::of(lang));
    let mut lines = vec![
        lang.of(&report.title).to_owned(),
        format!(
            "{} · {} {}",
            lang.of(&report.issuer),
            w.issued,
            report.issued
        ),
    ];
    let mut section = |title: &str, parts: Vec<(String, String)>| {
        lines.push(String::new());
        lines.push(title.to_owned());
        for (head, text) in parts {
            lines.extend(wrapped(&format!("  {head}"), "  "));
            lines.extend(wrapped(&text, "      "));
        }
    };
    let achievements = report.achievements.iter();
    let achievements = achievements.map(|a| (lang.of(&a.title).into(), lang.of(&a.gist).into()));
    section(d.achievements, achievements.collect());
    for c in &report.categories {
        let own = report.findings.iter().filter(|f| f.category == c.id);
        let parts = own.map(|f| {
            let units: Vec<_> = f.units.iter().map(|t| t.unit.as_str()).collect();
            let whom = if units.len() == report.units.len() || units.is_empty() {
                d.scope_name(f.scope).to_owned()
            } else {
                units.join(", ")
            };
            let head = format!("{} {} ({whom})", f.id, lang.of(&f.title));
            (head, lang.of(&f.statement).to_owned())
        });
        section(
            &format!("{} · {}", d.findings, lang.of(&c.name)),
            parts.collect(),
        );
    }
    let points = report.recommendations.iter().flat_map(|r| {
        let head = (format!("{} {}", r.id, lang.of(&r.title)), String::new());
        let points = r.points.iter();
        [head]
            .into_iter()
            .chain(points.map(|p| (format!("  {}", p.id), lang.of(&p.text).into())))
    });
    section(d.recommendation, points.collect());
    let practices = report.practices.iter();
    let practices = practices.map(|p| {
        (
            format!("{} {}", p.id, lang.of(&p.title)),
            lang.of(&p.gist).into(),
        )
    });
    section(d.practices, practices.collect());
    let steps = report.procedure.iter();
    let steps = steps.map(|s| (lang.of(&s.title).into(), lang.of(&s.text).into()));
    section(d.procedure, steps.collect());
    lines
}

fn wrapped(text: &str, indent: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let room = out::columns().map_or(usize::MAX, |c| c.saturating_sub(indent.len()));
    let lines = wrap(text.trim(), room);
    lines.into_iter().map(|l| format!("{indent}{l}")).collect()
}
