//! `dudao list`: entries as a table, JSON or CSV.

use super::args::{ListArgs, Rows};
use super::row::Row;
use super::{Failure, filters, out, table};
use crate::board::schedule::{Calendar, Light, light};
use crate::board::{Hits, Query};
use crate::lang::{Console, Lang, domain};
use crate::ledger::book::{Book, Entry};
use crate::setup::Setup;
use crate::summary::guarded;
use crate::text::Align;

/// Lists the entries that the filters let through.
pub fn run(setup: &Setup, args: &ListArgs) -> Result<(), Failure> {
    let lang = setup.lang;
    let target = out::Target::open(&args.to, lang)?;
    let query = filters::query(&args.filters, setup.book.report(), lang)?;
    let calendar = setup.calendar();
    let hits = hits(setup, args, &query);
    let entries: Vec<&Entry> = hits
        .rows
        .into_iter()
        .filter_map(|ix| setup.book.entry(ix))
        .collect();
    if entries.is_empty() {
        out::note(Console::of(lang).no_entries, lang);
    } else if hits.near {
        out::note(Console::of(lang).only_near, lang);
    }
    let rows = || {
        let each = entries.iter();
        each.filter_map(|e| Row::of(&setup.book, e, &calendar, lang))
    };
    let bytes = match args.format {
        Rows::Json => out::json_list(rows())?,
        Rows::Csv => csv(rows())?,
        Rows::Table => table((&setup.book, &calendar), &entries, lang),
    };
    target.finish(&bytes, lang)
}

/// People may have mistyped and are shown what comes near; programs get what fits.
fn hits(setup: &Setup, args: &ListArgs, query: &Query) -> Hits {
    let (book, calendar, sort) = (&setup.book, setup.calendar(), args.sort.unwrap_or_default());
    match args.format {
        Rows::Table => query.run_or_near(book, &calendar, sort),
        Rows::Json | Rows::Csv => Hits {
            rows: query.run(book, &calendar, sort),
            near: false,
        },
    }
}

fn table(at: (&Book, &Calendar), entries: &[&Entry], lang: Lang) -> Vec<u8> {
    let (w, d) = (Console::of(lang), domain(lang));
    let head = [
        w.id, d.unit, d.category, d.stage, w.ticked, d.schedule, d.title,
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(entries.iter().map(|e| cells(at, e, lang)));
    let aligns = [
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Left,
    ];
    let lines = table::lines(&aligns, &rows, out::columns());
    (lines.join("\n") + "\n").into_bytes()
}

fn cells((book, calendar): (&Book, &Calendar), entry: &Entry, lang: Lang) -> Vec<String> {
    let d = domain(lang);
    let finding = book.finding(entry);
    let category = finding.and_then(|f| {
        let all = &book.report().categories;
        all.iter().find(|c| c.id == f.category)
    });
    let (done, total) = entry.state.done();
    let light = light(book, entry, calendar);
    let schedule = match (light, book.due(entry)) {
        (Light::NoDate, _) | (_, None) => d.light_name(light).to_owned(),
        (_, Some(due)) => format!("{due} {}", d.light_name(light)),
    };
    vec![
        book.label(entry).into_owned(),
        book.unit(entry)
            .map_or(d.not_attributed, |u| lang.of(&u.label))
            .to_owned(),
        category.map_or("", |c| lang.of(&c.label)).to_owned(),
        d.stage_name(entry.state.stage()).to_owned(),
        format!("{done}/{total}"),
        schedule,
        match (
            book.repeats(entry),
            finding.map_or("", |f| lang.of(&f.title)),
        ) {
            (0, title) => title.to_owned(),
            (times, title) => format!("×{} {title}", times.saturating_add(1)),
        },
    ]
}

/// CSV as Excel reads it: byte-order mark, CRLF, and no cell that is taken for a formula.
fn csv<'a>(rows: impl Iterator<Item = Row<'a>>) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let failed = |e: &dyn std::fmt::Display| Failure::failed(vec![e.to_string()]);
    writer.write_record(COLUMNS).map_err(|e| failed(&e))?;
    for row in rows {
        let json = serde_json::to_value(row).map_err(|e| failed(&e))?;
        let cell = |column: &&str| match json.get(column) {
            Some(serde_json::Value::String(text)) => guarded(text).into_owned(),
            None | Some(serde_json::Value::Null) => String::new(),
            Some(other) => other.to_string(),
        };
        let cells = COLUMNS.iter().map(cell);
        writer.write_record(cells).map_err(|e| failed(&e))?;
    }
    writer.into_inner().map_err(|e| failed(&e))
}

/// Columns of the CSV: the members of the JSON row, in the same order.
const COLUMNS: [&str; 21] = [
    "id",
    "finding",
    "unit",
    "category",
    "title",
    "stage",
    "schedule",
    "scope",
    "basis",
    "done",
    "total",
    "due",
    "first_due",
    "lead",
    "person",
    "updated",
    "own",
    "partners",
    "measure",
    "horizon",
    "repeats",
];
