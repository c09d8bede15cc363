//! `dudao carry`: what of an earlier edition goes on in this one, shown before it is written.

use serde::Serialize;

use super::act::{record, refusals};
use super::args::{CarryArgs, Detail};
use super::{Failure, out, table};
use crate::board::lookup;
use crate::editions::{Comparison, Fate, Line, carry, compare};
use crate::lang::{Console, Faults, Lang, acts, fill};
use crate::ledger::Book;
use crate::ledger::store::archive::Archive;
use crate::setup::{Setup, editions};
use crate::text::Align;

/// Compares the two editions, shows it, and with `--yes` carries over what goes on.
pub fn run(mut setup: Setup, args: &CarryArgs) -> Result<(), Failure> {
    let lang = setup.lang;
    let before = earlier(&setup, args.earlier.as_deref())?;
    let compared = compare(&before, &setup.book);
    let skipped = skipped(&setup, args)?;
    let is_taken = |l: &&Line| l.before.is_some() && !l.is_carried && !skipped.contains(&l.entry);
    let taken: Vec<&Line> = compared.lines.iter().filter(is_taken).collect();
    match args.format.detail {
        Detail::Json => out::print(&out::json(&shape(&before, &setup.book, &compared))?, lang)?,
        Detail::Text => out::print_lines(&lines(&before, &setup, &compared), lang)?,
    }
    let w = Console::of(lang);
    if !args.yes || taken.is_empty() {
        if args.format.detail == Detail::Text {
            let is_done = taken.is_empty();
            out::note(
                if is_done {
                    w.nothing_to_carry
                } else {
                    w.carry_preview
                },
                lang,
            );
        }
        return Ok(());
    }
    let intent = carry(
        &before,
        &taken,
        &acts::carried_note(lang, before.report().year, setup.calendar()),
    );
    let outcome = record(&mut setup, &intent)?;
    refusals(&setup, &outcome)?;
    out::note(&fill(w.carried, &[&taken.len()]), lang);
    put_away(&setup, &before)
}

/// The ledger of the earlier edition, to be read only.
fn earlier(setup: &Setup, given: Option<&str>) -> Result<Book, Failure> {
    let report = setup.book.report();
    let found = || editions::earlier(&setup.paths.data, report).map(|e| e.id);
    let Some(given) = given.map(str::to_owned).or_else(found) else {
        let said = fill(Console::of(setup.lang).no_earlier, &[&report.id]);
        return Err(Failure::usage(vec![said]));
    };
    let book = editions::read(&setup.paths, &given);
    let book = book.map_err(|e| Failure::setup(&e, setup.lang))?;
    if book.report().id == setup.book.report().id {
        let said = fill(Console::of(setup.lang).carry_itself, &[&book.report().id]);
        return Err(Failure::usage(vec![said]));
    }
    Ok(book)
}

/// Puts the earlier ledger away, now that it is taken over.
fn put_away(setup: &Setup, before: &Book) -> Result<(), Failure> {
    let (lang, by) = (setup.lang, &setup.book.report().id);
    let mark = Archive::new(setup.calendar().today, &setup.who, Some(by));
    let id = &before.report().id;
    let done = editions::take_over(&setup.paths, id, &mark);
    if done.map_err(|e| Failure::setup(&e, lang))? {
        out::note(&fill(Console::of(lang).archived_too, &[id, id]), lang);
    }
    Ok(())
}

/// How many entries have which fate, and what is left to do in the earlier ledger.
pub(super) fn counts(compared: &Comparison, before: &Book, lang: Lang) -> Vec<String> {
    let w = Console::of(lang);
    let of = |fate| compared.count(fate);
    let mut lines = vec![fill(
        w.carry_counts,
        &[
            &of(Fate::Persisting),
            &of(Fate::CameBack),
            &of(Fate::New),
            &compared.solved.len(),
        ],
    )];
    let unfinished = compared.unfinished(before);
    if unfinished > 0 {
        lines.push(fill(
            w.carry_unfinished,
            &[&unfinished, &before.report().id],
        ));
    }
    lines
}

fn skipped(setup: &Setup, args: &CarryArgs) -> Result<Vec<crate::ledger::book::EntryIx>, Failure> {
    let find = |given: &String| lookup::entry(&setup.book, given);
    let (found, unknown): (Vec<_>, Vec<_>) =
        args.left_out.iter().map(find).partition(Result::is_ok);
    if unknown.is_empty() {
        return Ok(found.into_iter().flatten().collect());
    }
    let w = Faults::of(setup.lang);
    let lines = unknown.into_iter().filter_map(Result::err);
    Err(Failure::usage(lines.map(|u| w.unknown(&u)).collect()))
}

/// What goes on first, then what came back, then what is new; what was solved at the end.
fn lines(before: &Book, setup: &Setup, compared: &Comparison) -> Vec<String> {
    let (book, lang, w) = (&setup.book, setup.lang, Console::of(setup.lang));
    let title = |book: &Book, ix| {
        let entry = book.entry(ix);
        let finding = entry.and_then(|e| book.finding(e));
        finding.map_or_else(String::new, |f| lang.of(&f.title).to_owned())
    };
    let id = |book: &Book, ix| {
        book.entry(ix)
            .map_or_else(String::new, |e| book.label(e).into_owned())
    };
    let mut rows = Vec::new();
    for fate in [Fate::Persisting, Fate::CameBack, Fate::New] {
        for l in compared.lines.iter().filter(|l| l.fate == fate) {
            let name = w.fate(Some(fate));
            let was = l.before.map_or_else(String::new, |old| {
                format!("{} ({:.0} %)", id(before, old), l.score * 100.0)
            });
            let mark = if l.is_carried { w.is_carried } else { "" };
            rows.push(vec![
                name.to_owned(),
                id(book, l.entry),
                format!("{}{mark}", title(book, l.entry)),
                was,
                l.before.map_or_else(String::new, |old| title(before, old)),
            ]);
        }
    }
    for old in &compared.solved {
        let was = [id(before, *old), title(before, *old)];
        let [id, title] = was;
        rows.push(vec![
            w.fate_solved.to_owned(),
            String::new(),
            String::new(),
            id,
            title,
        ]);
    }
    let mut lines = table::lines(&[Align::Left; 5], &rows, out::columns());
    lines.extend(counts(compared, before, lang));
    lines
}

#[derive(Serialize)]
struct Shape<'a> {
    from: &'a str,
    to: &'a str,
    lines: Vec<Row<'a>>,
    solved: Vec<&'a str>,
    unfinished: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    entry: &'a str,
    fate: &'static str,
    before: Option<&'a str>,
    score: f64,
    times: u32,
    carried: bool,
}

fn shape<'a>(before: &'a Book, after: &'a Book, compared: &Comparison) -> Shape<'a> {
    fn id(book: &Book, ix: crate::ledger::book::EntryIx) -> Option<&str> {
        book.entry(ix).map(|e| &*e.id)
    }
    let row = |l: &Line| Row {
        entry: id(after, l.entry).unwrap_or_default(),
        fate: l.fate.code(),
        before: l.before.and_then(|old| id(before, old)),
        score: (l.score * 1e4).round() / 1e4,
        times: l.times,
        carried: l.is_carried,
    };
    Shape {
        from: &before.report().id,
        to: &after.report().id,
        lines: compared.lines.iter().map(row).collect(),
        solved: compared
            .solved
            .iter()
            .filter_map(|ix| id(before, *ix))
            .collect(),
        unfinished: compared.unfinished(before),
    }
}
