//! `dudao intake`, and what becomes of a draft: `report check`, `report accept`.

use std::path::Path;

use super::args::IntakeArgs;
use super::{Failure, out, report};
use crate::intake::prose::{self, DRAFT_SCHEMA, Draft, Form, Kind, Mark, Named, Options, Settled};
use crate::lang::{Intake, Lang, fill};
use crate::output;
use crate::report::{Fault, Report, parse};
use crate::setup::{Base, SetupError, drafts, source};

/// Reads a published report, tells what was found, and writes the draft.
pub fn run(base: &Base, args: &IntakeArgs) -> Result<(), Failure> {
    let lang = base.lang;
    let target = args
        .to
        .output
        .as_ref()
        .map(|_| out::Target::open(&args.to, lang))
        .transpose()?;
    let bytes = report::bytes(&args.file, lang)?;
    let options = Options {
        units: match &args.units {
            Some(given) => units(base, given)?,
            None => Vec::new(),
        },
        year: args.year,
        issued: args.issued,
    };
    let draft = prose::draft(&bytes, &options)
        .map_err(|e| Failure::failed(vec![Intake::of(lang).unreadable(&args.file, &e)]))?;
    let mut lines = page(&draft, &args.file, lang);
    let Some(target) = target else {
        return out::print_lines(&lines, lang);
    };
    target.finish(&json(&draft, lang)?, lang)?;
    let Some(path) = args.to.output.as_deref().filter(|p| *p != Path::new("-")) else {
        return Ok(());
    };
    lines.push(fill(
        Intake::of(lang).written,
        &[&path.display(), &path.display()],
    ));
    out::print_lines(&lines, lang)
}

fn json(draft: &Draft, lang: Lang) -> Result<Vec<u8>, Failure> {
    draft.to_json().map_err(|e| {
        let said = fill(Intake::of(lang).no_draft, &[&DRAFT_SCHEMA, &e]);
        Failure::failed(vec![said])
    })
}

/// Units as a list, a file, or those of another report.
fn units(base: &Base, given: &str) -> Result<Vec<Named>, Failure> {
    let lang = base.lang;
    let path = Path::new(given);
    if path.is_file() {
        let bytes = report::bytes(path, lang)?;
        if let Ok(draft) = Draft::parse(&bytes) {
            return Ok(drafts::units(&draft.report));
        }
        if bytes.starts_with(b"{") {
            let report = parse(&bytes)
                .map_err(|f| Failure::setup(&SetupError::BadReport(path.to_owned(), f), lang))?;
            return Ok(drafts::units(&report));
        }
        return named(&String::from_utf8_lossy(&bytes), given, lang);
    }
    match source::by_id(&base.paths.data, given) {
        Ok(Some(found)) => Ok(drafts::units(&found.report)),
        Ok(None) => named(&given.replace([',', '，', '、'], "\n"), given, lang),
        Err(e) => Err(Failure::setup(&e, lang)),
    }
}

/// One unit a line: its name, then other names after blanks.
fn named(text: &str, given: &str, lang: Lang) -> Result<Vec<Named>, Failure> {
    let lines = text.lines().filter_map(|l| {
        let mut words = l
            .split_whitespace()
            .map(|w| w.trim_matches(['、', ',', '，']).to_owned());
        let name = words.next().filter(|n| !n.is_empty() && !n.is_ascii())?;
        Some(Named {
            id: None,
            name,
            aliases: words.collect(),
        })
    });
    let all: Vec<_> = lines.collect();
    if all.is_empty() {
        return Err(Failure::usage(vec![fill(
            Intake::of(lang).bad_units,
            &[&given],
        )]));
    }
    Ok(all)
}

/// What was found, for a person.
fn page(draft: &Draft, file: &Path, lang: Lang) -> Vec<String> {
    let (w, r) = (Intake::of(lang), &draft.report);
    let form = match draft.source.form {
        Form::Text => w.form_text,
        Form::Html => w.form_html,
        Form::Docx => w.form_docx,
    };
    let read = fill(
        w.read_as,
        &[
            &file.display(),
            &form,
            &draft.source.encoding,
            &draft.source.paragraphs.len(),
        ],
    );
    let mut lines = vec![read];
    let day = |known: bool, said: String| {
        if known {
            said
        } else {
            w.kind_missing.to_owned()
        }
    };
    let issued = day(r.issued.year() != prose::NO_YEAR, r.issued.to_string());
    let year = day(r.year != prose::NO_YEAR, r.year.to_string());
    lines.extend(
        fill(
            w.heads,
            &[&lang.of(&r.title), &lang.of(&r.issuer), &issued, &year],
        )
        .lines()
        .map(str::to_owned),
    );
    if let Some(why) = draft.nothing {
        lines.push(fill(w.nothing, &[&w.no_report(why)]));
        return lines;
    }
    let sections: Vec<_> = draft.sections.iter().map(|s| section(s.kind, w)).collect();
    lines.push(fill(w.sections, &[&sections.join(" · ")]));
    let units: Vec<_> = r.units.iter().map(|u| lang.of(&u.name)).collect();
    lines.push(fill(w.units, &[&units.len(), &units.join(w.and)]));
    let earlier: Vec<_> = draft
        .dates
        .earlier
        .iter()
        .map(ToString::to_string)
        .collect();
    if !earlier.is_empty() || !draft.dates.deadlines.is_empty() {
        lines.push(fill(
            w.other_years,
            &[&earlier.join(w.and), &draft.dates.deadlines.join(w.and)],
        ));
    }
    lines.push(fill(w.findings, &[&r.findings.len(), &r.categories.len()]));
    if !r.practices.is_empty() || !r.procedure.is_empty() {
        let all = [
            &r.practices.len() as &dyn std::fmt::Display,
            &r.recommendations.len(),
            &r.procedure.len(),
        ];
        lines.push(fill(w.practices, &all));
    }
    // the findings of a draft stand in the order of their categories
    let mut findings = r.findings.iter().peekable();
    for c in &r.categories {
        lines.push(format!("  {}", lang.of(&c.name)));
        while let Some(f) = findings.next_if(|f| f.category == c.id) {
            lines.push(finding(f, r, lang));
        }
    }
    lines.extend(marks(draft, lang));
    lines
}

fn finding(f: &crate::report::Finding, r: &Report, lang: Lang) -> String {
    let names: Vec<_> = f
        .units
        .iter()
        .filter_map(|t| r.units.iter().find(|u| u.id == t.unit))
        .map(|u| lang.of(&u.name))
        .collect();
    let whom = match f.scope {
        crate::report::Scope::Named => names.join(Intake::of(lang).and),
        scope => crate::lang::domain(lang).scope_name(scope).to_owned(),
    };
    format!("    {} {} ({whom})", f.id, lang.of(&f.title))
}

fn section(kind: Kind, w: &'static Intake) -> &'static str {
    match kind {
        Kind::Achievements => w.section_achievements,
        Kind::Problems => w.section_problems,
        Kind::Recommendations => w.section_recommendations,
        Kind::Demands => w.section_demands,
        Kind::Annex => w.section_annex,
        Kind::Other => w.section_other,
    }
}

/// The open marks, one or two lines each.
fn marks(draft: &Draft, lang: Lang) -> Vec<String> {
    let w = Intake::of(lang);
    let open: Vec<&Mark> = draft.open().collect();
    if open.is_empty() {
        return vec![w.no_marks.to_owned()];
    }
    let mut lines = vec![fill(w.marks, &[&open.len()])];
    for m in open {
        let place = m.place.map(|p| fill(w.place, &[&p.paragraph]));
        let about = [m.finding.clone(), place]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        let offer = m
            .offer
            .as_ref()
            .map(|o| format!(" → {} {}", w.offer, o.reading))
            .unwrap_or_default();
        let text: String = m.text.split_whitespace().collect();
        lines.push(format!(
            "  {} {} [{}] {about}: {text}{offer}",
            m.id,
            w.doubt(m.kind),
            m.kind.code()
        ));
        lines.push(format!("      {}", lang.of(&m.why)));
    }
    lines
}

pub(super) fn read(file: &Path, bytes: &[u8], lang: Lang) -> Result<Draft, Failure> {
    Draft::parse(bytes).map_err(|e| {
        let said = fill(Intake::of(lang).no_draft, &[&file.display(), &e]);
        Failure::damaged(vec![said])
    })
}

/// The faults that the report of a draft has.
fn faults(report: &Report) -> Vec<Fault> {
    crate::report::check(report)
}

/// Names what is wrong with a draft and what is still open.
pub fn check(file: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    let w = Intake::of(lang);
    let draft = read(file, bytes, lang)?;
    if let Some(why) = draft.nothing {
        let said = fill(w.draft_empty, &[&file.display(), &w.no_report(why)]);
        return out::print_lines(&[said], lang);
    }
    let faults = faults(&draft.report);
    if !faults.is_empty() {
        return Err(Failure::setup(
            &SetupError::BadReport(file.to_owned(), faults),
            lang,
        ));
    }
    let open = draft.open().count();
    let said = fill(
        w.draft_in_order,
        &[&file.display(), &draft.report.findings.len(), &open],
    );
    let mut lines = vec![said];
    lines.extend(marks(&draft, lang));
    out::print_lines(&lines, lang)
}

/// Settles marks by id or by kind.
pub fn accept(base: &Base, file: &Path, marks: &[String], taken: bool) -> Result<(), Failure> {
    let lang = base.lang;
    let w = Intake::of(lang);
    let mut draft = read(file, &report::bytes(file, lang)?, lang)?;
    let how = Settled {
        by: base.who.to_string(),
        on: base.clock.calendar(0).today.to_string(),
        taken,
    };
    let (mut ids, mut wrong) = (Vec::new(), Vec::new());
    for given in marks {
        let fits = |m: &&Mark| m.id == *given || m.kind.code() == given;
        let found: Vec<_> = draft.open().filter(fits).collect();
        if found.is_empty() {
            wrong.push(fill(w.no_mark, &[given]));
        }
        for m in found {
            if draft.wants_filling(m) {
                wrong.push(fill(w.must_edit, &[&m.text]));
            }
            ids.push(m.id.clone());
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::failed(wrong));
    }
    let done = ids.iter().filter(|id| draft.settle(id, &how)).count();
    let bytes = json(&draft, lang)?;
    let written = output::Draft::at(file, true).and_then(|d| d.finish(&bytes));
    written
        .map_err(|e| Failure::failed(vec![crate::lang::Faults::of(lang).cannot_write(file, &e)]))?;
    let said = fill(w.settled, &[&file.display(), &done, &draft.open().count()]);
    out::print_lines(&[said], lang)
}
