//! Fields of the forms about a draft, and the change that each comes to.

use jiff::civil::Date;
use tui_input::Input;

use super::action::Effect;
use super::form::{Field, Form, Submitted, Value};
use super::form_fields::{choice, day, filled, text};
use super::model::Model;
use super::prompt::IntakeRequest;
use super::review::ReviewForm;
use crate::intake::prose::revise::clauses;
use crate::intake::prose::{Doubt, Draft, Heading, NO_YEAR, Revision};
use crate::lang::{Review as Words, fill};
use crate::report::{Finding, Report, Scope};

/// Its fields; empty without a draft.
pub(super) fn fields(model: &Model, kind: &ReviewForm) -> Vec<Field> {
    let w = Words::of(model.lang);
    if *kind == ReviewForm::Intake {
        let units = vec![w.units_found.to_owned(), w.units_known.to_owned()];
        let path = model
            .review
            .as_ref()
            .map(|r| r.file.path.display().to_string());
        return vec![
            filled(w.form_file, &path.unwrap_or_default()),
            choice(w.form_units, units, 0),
            text(w.form_year),
        ];
    }
    let Some(review) = &model.review else {
        return Vec::new();
    };
    let draft = &review.draft;
    let r = &draft.report;
    let categories = || {
        let names = r.categories.iter().map(|c| c.name.zh.clone());
        names.collect::<Vec<_>>()
    };
    match kind {
        ReviewForm::Intake => Vec::new(),
        ReviewForm::Head => head(draft, w),
        ReviewForm::Finding { id, .. } => {
            let Some(f) = r.findings.iter().find(|f| f.id == *id) else {
                return Vec::new();
            };
            let scopes = Scope::ALL.map(|s| model.domain().scope_name(s).to_owned());
            let scope = Scope::ALL.iter().position(|s| *s == f.scope);
            let category = r.categories.iter().position(|c| c.id == f.category);
            vec![
                filled(w.form_title, &f.title.zh),
                choice(w.form_scope, scopes.to_vec(), scope.unwrap_or(0)),
                filled(w.form_names, &names(r, f).join("、")),
                choice(w.form_category, categories(), category.unwrap_or(0)),
            ]
        }
        ReviewForm::Split { id, .. } => {
            let f = r.findings.iter().find(|f| f.id == *id);
            let quote = f.and_then(|f| f.quote.as_deref()).unwrap_or_default();
            let starts = clauses(quote);
            let starts = starts.into_iter().map(|(_, rest)| opening(rest));
            vec![choice(w.form_from, starts.collect(), 0)]
        }
        ReviewForm::Read(id) => {
            let mark = draft.review.iter().find(|m| m.id == *id);
            let offered = mark.and_then(|m| m.offer.as_ref());
            let literal = mark.map_or("", |m| m.text.as_str());
            let reading = offered.map_or(literal, |o| o.reading.as_str());
            vec![filled(w.form_reading, reading), text(w.form_because)]
        }
        ReviewForm::Add => {
            let here = review.here().and_then(|row| review.finding(row));
            let at = here.and_then(|(_, f)| r.categories.iter().position(|c| c.id == f.category));
            vec![
                choice(w.form_category, categories(), at.unwrap_or(0)),
                text(w.form_passage),
            ]
        }
    }
}

fn head(draft: &Draft, w: &Words) -> Vec<Field> {
    let r = &draft.report;
    let is_known = |what: &str| {
        !draft
            .open()
            .any(|m| m.kind == Doubt::Missing && m.text == what)
    };
    let unless = |what: &str, said: &str| {
        if is_known(what) {
            said.to_owned()
        } else {
            String::new()
        }
    };
    let units: Vec<_> = r.units.iter().map(|u| u.name.zh.as_str()).collect();
    let year = if r.year == NO_YEAR {
        String::new()
    } else {
        r.year.to_string()
    };
    let mut issued = day(w.form_issued);
    if r.issued.year() != NO_YEAR {
        issued.value = Value::Day(Input::new(r.issued.to_string()));
    }
    vec![
        filled(w.form_title, &unless("title", &r.title.zh)),
        filled(w.form_issuer, &unless("issuer", &r.issuer.zh)),
        issued,
        filled(w.form_of_year, &year),
        filled(w.form_units, &units.join("、")),
        filled(w.form_id, &r.id),
    ]
}

/// Names of the units of a finding.
pub(super) fn names<'a>(r: &'a Report, f: &Finding) -> Vec<&'a str> {
    let tied = |id: &str| r.units.iter().find(|u| u.id == id);
    let all = f.units.iter().filter_map(|t| tied(&t.unit));
    all.map(|u| u.name.zh.as_str()).collect()
}

/// The first words of a clause.
fn opening(rest: &str) -> String {
    let words: String = rest.split_whitespace().collect();
    crate::text::cut(&words, 40)
}

/// The title of a form about a draft.
pub(super) fn title(model: &Model, kind: &ReviewForm) -> String {
    let w = Words::of(model.lang);
    match kind {
        ReviewForm::Intake => w.form_intake.to_owned(),
        ReviewForm::Head => w.form_head.to_owned(),
        ReviewForm::Finding { id, .. } => fill(w.form_finding, &[id]),
        ReviewForm::Split { id, .. } => fill(w.form_split, &[id]),
        ReviewForm::Read(id) => {
            let draft = model.review.as_ref().map(|r| &r.draft);
            let mark = draft.and_then(|d| d.review.iter().find(|m| m.id == *id));
            fill(w.form_read, &[&mark.map_or("", |m| m.text.as_str())])
        }
        ReviewForm::Add => w.form_add.to_owned(),
    }
}

/// What a filled form comes to.
///
/// # Errors
/// The field that is wrong, and why.
pub(super) fn submit(
    form: &Form,
    kind: &ReviewForm,
    model: &Model,
) -> Result<Submitted, (usize, String)> {
    let w = Words::of(model.lang);
    let year = |at: usize| match form.said(at) {
        said if said.is_empty() => Ok(None),
        said => {
            let year = said
                .parse::<i16>()
                .ok()
                .filter(|y| (1900..2200).contains(y));
            year.map(Some).ok_or_else(|| (at, w.no_year.to_owned()))
        }
    };
    if *kind == ReviewForm::Intake {
        let path = form.said(0).trim_matches(['\'', '"']).to_owned();
        if path.is_empty() {
            return Err((0, w.empty.to_owned()));
        }
        let units = form.chosen(1) == 1;
        let request = IntakeRequest {
            path,
            units,
            year: year(2)?,
        };
        return Ok(Submitted::Effect(Effect::Intake(request)));
    }
    let Some(review) = &model.review else {
        return Err((0, w.empty.to_owned()));
    };
    let needed: &[usize] = match kind {
        ReviewForm::Head => &[0, 1, 5],
        ReviewForm::Read(_) => &[0, 1],
        ReviewForm::Finding { .. } => &[0],
        ReviewForm::Add => &[1],
        ReviewForm::Intake | ReviewForm::Split { .. } => &[],
    };
    if let Some(at) = needed.iter().find(|at| form.said(**at).is_empty()) {
        return Err((*at, w.empty.to_owned()));
    }
    let r = &review.draft.report;
    let category = |at: usize| {
        let chosen = r.categories.get(form.chosen(at));
        chosen.map(|c| c.id.clone()).unwrap_or_default()
    };
    Ok(Submitted::Change(match kind {
        ReviewForm::Head | ReviewForm::Intake => {
            let issued = form.said(2).parse::<Date>();
            Revision::Head(Heading {
                title: form.said(0),
                issuer: form.said(1),
                issued: issued.map_err(|_| (2, w.no_day.to_owned()))?,
                year: year(3)?.ok_or_else(|| (3, w.no_year.to_owned()))?,
                units: listed(&form.said(4)),
                id: form.said(5),
            })
        }
        ReviewForm::Finding { id, .. } => {
            let scope = Scope::ALL
                .get(form.chosen(1))
                .copied()
                .unwrap_or(Scope::General);
            let mut units = Vec::new();
            for name in listed(&form.said(2))
                .iter()
                .filter(|_| scope == Scope::Named)
            {
                let known = r
                    .units
                    .iter()
                    .find(|u| u.name.zh == *name || u.aliases.contains(name));
                let known = known.ok_or_else(|| (2, fill(w.no_such_unit, &[name])))?;
                units.push(known.id.clone());
            }
            Revision::Finding {
                finding: id.clone(),
                title: form.said(0),
                category: category(3),
                scope,
                units,
            }
        }
        ReviewForm::Split { id, places } => Revision::Split {
            finding: id.clone(),
            at: places.get(form.chosen(0)).copied().unwrap_or_default(),
        },
        ReviewForm::Read(mark) => Revision::Read {
            mark: mark.clone(),
            reading: form.said(0),
            why: form.said(1),
        },
        ReviewForm::Add => Revision::Add {
            category: category(0),
            passage: form.said(1),
        },
    }))
}

/// Names with 、 or commas between them.
fn listed(said: &str) -> Vec<String> {
    let names = said.split(['、', ',', '，', ';', '；']);
    names
        .map(|n| n.trim().to_owned())
        .filter(|n| !n.is_empty())
        .collect()
}
