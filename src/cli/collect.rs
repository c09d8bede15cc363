//! `collect`: returned workbooks, shown as a preview and written only when somebody says so.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use serde::Serialize;

use super::args::{CollectArgs, Detail};
use super::{Failure, act, filters, out, table};
use crate::board::lookup;
use crate::collect;
use crate::intake::preview::{Field, Preview, Proposal};
use crate::lang::{Faults, IntakeWords, Lang, domain, fill};
use crate::report::sanitise::line;
use crate::setup::Setup;
use crate::text::Align;

/// Shows what the files would change, asks, and writes what is accepted as one batch.
pub fn run(mut setup: Setup, args: &CollectArgs) -> Result<(), Failure> {
    let lang = setup.lang;
    let preview = preview(&setup, args)?;
    let is_asked = args.yes || (args.format.detail == Detail::Text && asks(&preview, args));
    if args.format.detail == Detail::Text {
        out::print_lines(&lines(&preview, lang), lang)?;
    }
    let w = IntakeWords::of(lang);
    let will_write = preview.accepted() > 0 && is_asked && (args.yes || says_yes(&preview, lang)?);
    let mut written = 0;
    let mut left = Vec::new();
    if will_write {
        let outcome = act::record(&mut setup, &preview.intent())?;
        written = outcome.written;
        let refused = outcome.decision.refused.iter();
        left.extend(refused.map(|r| domain(lang).refusal(r)));
    }
    match args.format.detail {
        Detail::Json => out::print(&out::json(&Shape::of(&preview, written, &setup))?, lang)?,
        Detail::Text => out::tell(&match (preview.accepted(), written) {
            (0, _) => w.nothing.to_owned(),
            (_, 0) if !is_asked => w.not_asked.to_owned(),
            (_, 0) => w.not_taken.to_owned(),
            (_, n) => fill(w.taken, &[&n]),
        }),
    }
    let (conflicts, refused) = (open_conflicts(&preview), preview.count("refused"));
    if args.yes && conflicts + refused > 0 {
        left.insert(0, fill(w.some_left, &[&conflicts, &refused]));
    }
    if left.is_empty() {
        return Ok(());
    }
    Err(Failure::failed(left))
}

/// Reads the files and compares them, with what the options accept and leave.
fn preview(setup: &Setup, args: &CollectArgs) -> Result<Preview, Failure> {
    let (lang, report) = (setup.lang, setup.book.report());
    let only = filters::resolved(&args.only, &fields(), lang)?;
    let skip = filters::resolved(&args.skip, &fields(), lang)?;
    let from = match &args.from {
        Some(name) => {
            let units = lookup::units(report);
            let unit = lookup::choose(name, &units);
            Some(unit.map_err(|u| Failure::usage(vec![Faults::of(lang).unknown(&u)]))?)
        }
        None => None,
    };
    let read = |path: &Path| match path.to_str() {
        Some("-") => collect::all(io::stdin().lock()),
        _ => collect::file(path),
    };
    let made = collect::preview(&setup.book, &args.files, read, from.as_deref(), lang);
    let mut preview = made.map_err(Failure::failed)?;
    let is_left = |p: &Proposal| {
        let is_in = |list: &[Field]| p.field.is_some_and(|f| list.contains(&f));
        is_in(&skip) || (!only.is_empty() && !is_in(&only))
    };
    if args.take_conflicts {
        let agreed = |p: &Proposal| {
            p.kind == crate::intake::Kind::Conflict(crate::intake::preview::Clash::Here)
        };
        preview.accept(true, agreed);
    }
    preview.accept(false, is_left);
    Ok(preview)
}

/// The fields with their names in both languages.
fn fields() -> Vec<lookup::Named<Field>> {
    let of = |field: Field| {
        let names = Lang::ALL.map(|l| IntakeWords::of(l).field_name(field, l).to_owned());
        let code = field.code().to_owned();
        (field, [code].into_iter().chain(names).collect())
    };
    Field::ALL.into_iter().map(of).collect()
}

/// Whether there is somebody to ask, and something to ask about.
fn asks(preview: &Preview, args: &CollectArgs) -> bool {
    let reads_stdin = args.files.iter().any(|f| f == Path::new("-"));
    preview.accepted() > 0 && !reads_stdin && io::stdin().is_terminal()
}

fn says_yes(preview: &Preview, lang: Lang) -> Result<bool, Failure> {
    let question = fill(IntakeWords::of(lang).ask, &[&preview.accepted()]);
    let mut stderr = io::stderr();
    // who cannot be asked says nothing, and nothing is no
    let _ = stderr
        .write_all(question.as_bytes())
        .and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = io::stdin().lock().take(100).read_line(&mut answer);
    read.map_err(|e| Failure::failed(vec![Faults::of(lang).cannot_read(Path::new("-"), &e)]))?;
    let answer = answer.trim().to_lowercase();
    Ok(["y", "yes", "是"].contains(&answer.as_str()))
}

fn open_conflicts(preview: &Preview) -> usize {
    let all = preview.proposals.iter();
    all.filter(|p| p.kind.code() == "conflict" && !p.accepted)
        .count()
}

/// The preview for people: what would be taken first, then what would not and why, then the counts.
fn lines(preview: &Preview, lang: Lang) -> Vec<String> {
    let w = IntakeWords::of(lang);
    let mut proposals: Vec<&Proposal> = preview.proposals.iter().collect();
    proposals.sort_by_key(|p| p.kind.rank());
    let rows: Vec<Vec<String>> = proposals.iter().map(|p| row(preview, p, lang)).collect();
    let mut lines = table::lines(&[Align::Left; 5], &rows, None);
    for at in &preview.ahead {
        let file = preview.files.get(*at).map_or("", String::as_str);
        out::note(&fill(w.ahead, &[&file]), lang);
    }
    let counted = [
        "ticked", "unticked", "changed", "noted", "conflict", "refused",
    ];
    let [ticked, unticked, changed, noted, conflict, refused] = counted.map(|k| preview.count(k));
    let (already, untouched) = (preview.already, preview.untouched);
    lines.push(fill(
        w.counts,
        &[
            &ticked, &unticked, &changed, &noted, &conflict, &refused, &already, &untouched,
        ],
    ));
    lines
}

fn row(preview: &Preview, p: &Proposal, lang: Lang) -> Vec<String> {
    let w = IntakeWords::of(lang);
    let file = preview
        .files
        .get(p.file)
        .filter(|_| preview.files.len() > 1);
    let place = file.map_or_else(|| p.at.to_string(), |file| format!("{file} {}", p.at));
    let change = match p.field {
        None | Some(Field::Note) => line(&p.new),
        Some(_) => format!("{} → {}", w.shown(&p.old), w.shown(&p.new)),
    };
    let left = if p.is_takeable() && !p.accepted {
        w.left
    } else {
        ""
    };
    let why = p
        .reason(lang)
        .map_or(String::new(), |why| format!("  {why}"));
    vec![
        w.kind_name(&p.kind).to_owned(),
        p.id.clone(),
        p.field.map_or("", |f| w.field_name(f, lang)).to_owned(),
        place,
        format!("{change}{left}{why}"),
    ]
}

/// The preview as JSON.
#[derive(Serialize)]
struct Shape<'a> {
    report: &'a str,
    files: &'a [String],
    proposals: Vec<Row<'a>>,
    untouched: usize,
    already: usize,
    accepted: usize,
    written: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    file: &'a str,
    sheet: &'a str,
    cell: &'a str,
    id: &'a str,
    field: Option<&'static str>,
    was: &'a str,
    old: &'a str,
    new: &'a str,
    accepted: bool,
    reason: Option<String>,
}

impl<'a> Shape<'a> {
    fn of(preview: &'a Preview, written: usize, setup: &'a Setup) -> Self {
        let row = |p: &'a Proposal| Row {
            kind: p.kind.code(),
            file: preview.files.get(p.file).map_or("", String::as_str),
            sheet: &p.at.sheet,
            cell: &p.at.cell,
            id: &p.id,
            field: p.field.map(Field::code),
            was: &p.was,
            old: &p.old,
            new: &p.new,
            accepted: p.accepted,
            reason: p.reason(setup.lang),
        };
        Self {
            report: &setup.book.report().id,
            files: &preview.files,
            proposals: preview.proposals.iter().map(row).collect(),
            untouched: preview.untouched,
            already: preview.already,
            accepted: preview.accepted(),
            written,
        }
    }
}
