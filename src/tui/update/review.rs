//! Keys of the review of a draft. Every change is kept in the draft's file at once.

use super::super::action::{Action, Effect};
use super::super::form::{Form, FormKind};
use super::super::model::{Model, Screen};
use super::super::prompt::{Ask, Prompt, TextKind, TextPrompt, area};
use super::super::review::{Review, ReviewForm};
use super::super::view;
use super::{form, list};
use crate::intake::prose::revise::clauses;
use crate::intake::prose::{Doubt, Draft, Revision};
use crate::lang::{Review as Words, fill};
use crate::setup::drafts::Kept;

/// Carries out an action on the review.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let visible = body_rows(model);
    let Some(review) = &mut model.review else {
        return Vec::new();
    };
    if let Some(row) = list::moved(action, review.row, review.rows().len(), visible) {
        (review.row, review.shift) = (row, 0);
        return Vec::new();
    }
    match action {
        Action::Left => shift(model, -3),
        Action::Right => shift(model, 3),
        Action::NextMark => {
            if !review.next_open() {
                let said = Words::of(model.lang).said_next;
                model.say(said);
            }
        }
        _ => return change(model, action),
    }
    Vec::new()
}

/// Moves the source, never past its ends: as many keys lead back.
fn shift(model: &mut Model, by: isize) {
    let (columns, rows) = body(model);
    if let Some(review) = &mut model.review {
        // from where it is seen, so that the first key moves it
        review.shift = view::review_shift(review, columns, rows) + by;
        review.shift = view::review_shift(review, columns, rows);
    }
}

/// What changes the draft.
fn change(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(review) = &model.review else {
        return Vec::new();
    };
    let Some(row) = review.here() else {
        return Vec::new();
    };
    let open = review.mark(row).filter(|m| m.settled.is_none());
    let (mark, finding) = (
        open.map(|m| m.id.clone()),
        review.finding(row).map(|(_, f)| f.id.clone()),
    );
    match (action, mark, finding) {
        (Action::Heading, ..) => show(model, ReviewForm::Head),
        (Action::AddFinding, ..) => show(model, ReviewForm::Add),
        (Action::Adopt, ..) => return adopt(model),
        (Action::Open, Some(mark), _) => {
            if open.is_some_and(|m| m.kind == Doubt::Missing) {
                show(model, ReviewForm::Head);
            } else {
                return revise(model, &Revision::Settle { mark, taken: true });
            }
        }
        (Action::AsWritten, Some(mark), _) => {
            return revise(model, &Revision::Settle { mark, taken: false });
        }
        (Action::Reading, Some(mark), Some(_)) => show(model, ReviewForm::Read(mark)),
        (Action::Open | Action::Reword, mark, Some(id)) => {
            show(model, ReviewForm::Finding { id, mark });
        }
        (Action::Split, _, Some(id)) => split(model, id),
        (Action::Join, _, Some(finding)) => return revise(model, &Revision::Merge { finding }),
        (Action::AddItem, _, Some(id)) => items(model, &id),
        (Action::Drop, _, Some(id)) => ask_drop(model, id),
        _ => {}
    }
    Vec::new()
}

fn show(model: &mut Model, kind: ReviewForm) {
    form::show(model, FormKind::Review(kind), Vec::new());
}

fn split(model: &mut Model, id: String) {
    let quote = model.review.as_ref().and_then(|r| {
        let f = r.draft.report.findings.iter().find(|f| f.id == id)?;
        f.quote.clone()
    });
    let places: Vec<usize> = clauses(&quote.unwrap_or_default())
        .into_iter()
        .map(|(at, _)| at)
        .collect();
    if places.is_empty() {
        let said = Words::of(model.lang).no_cut;
        model.complain(said);
        return;
    }
    show(model, ReviewForm::Split { id, places });
}

/// The items of a finding as a text, one a line.
fn items(model: &mut Model, id: &str) {
    let Some(review) = &model.review else { return };
    let found = review.draft.report.findings.iter().find(|f| f.id == id);
    let lines: Vec<_> = found
        .into_iter()
        .flat_map(|f| &f.items)
        .map(|i| i.text.zh.as_str())
        .collect();
    model.prompt = Some(Prompt::Text(Box::new(TextPrompt {
        kind: TextKind::Items,
        area: area(&lines.join("\n")),
        targets: Vec::new(),
    })));
}

/// The text of items was written.
pub(super) fn items_said(model: &mut Model, text: &str) -> Vec<Effect> {
    let review = model.review.as_ref();
    let here = review.and_then(|r| r.finding(r.here()?));
    let Some(finding) = here.map(|(_, f)| f.id.clone()) else {
        return Vec::new();
    };
    let items = text.lines().map(str::to_owned).collect();
    revise(model, &Revision::Items { finding, items })
}

fn ask_drop(model: &mut Model, id: String) {
    let Some(review) = &model.review else { return };
    let all = &review.draft.report.findings;
    let title = all.iter().find(|f| f.id == id).map(|f| f.title.zh.clone());
    let question = fill(
        Words::of(model.lang).ask_drop,
        &[&id, &title.unwrap_or_default()],
    );
    model.prompt = Some(Prompt::Confirm(Ask::DropFinding(id), question));
    model.unseen = true;
}

/// The question whether to drop a finding was answered with yes.
pub(super) fn dropped(model: &mut Model, finding: String) -> Vec<Effect> {
    revise(model, &Revision::Drop { finding })
}

/// Asks before a draft becomes a ledger; what is open is shown instead.
fn adopt(model: &mut Model) -> Vec<Effect> {
    let w = Words::of(model.lang);
    let Some(review) = &mut model.review else {
        return Vec::new();
    };
    let open = review.open();
    if open > 0 {
        if !review.here().is_some_and(|row| review.is_open(row)) {
            review.next_open();
        }
        model.complain(fill(w.said_open, &[&open]));
        return Vec::new();
    }
    let r = &review.draft.report;
    if review.corrects {
        let question = fill(w.ask_correct, &[&review.draft.report.id]);
        model.prompt = Some(Prompt::Confirm(Ask::Correct, question));
        model.unseen = true;
        return Vec::new();
    }
    let question = fill(w.ask_adopt, &[&r.id, &r.findings.len(), &r.units.len()]);
    model.prompt = Some(Prompt::Confirm(Ask::Adopt, question));
    model.unseen = true;
    Vec::new()
}

/// Makes a change and has it kept; a settled mark leads to the next open one.
fn revise(model: &mut Model, change: &Revision) -> Vec<Effect> {
    match made(model, change) {
        Ok(effects) => effects,
        Err(why) => {
            model.complain(why);
            Vec::new()
        }
    }
}

fn made(model: &mut Model, change: &Revision) -> Result<Vec<Effect>, String> {
    let (how, w) = (model.settled_now(), Words::of(model.lang));
    let Some(review) = &mut model.review else {
        return Ok(Vec::new());
    };
    let led = review.change(change, &how).map_err(|e| w.refusal(&e))?;
    let settles = matches!(change, Revision::Settle { .. } | Revision::Read { .. });
    if settles {
        review.next_open();
    } else if let Some(id) = led {
        review.select(&id);
    }
    all_settled(model);
    Ok(vec![Effect::KeepDraft])
}

/// Says what comes next when nothing is open any more.
fn all_settled(model: &mut Model) {
    let open = model.review.as_ref().map_or(1, Review::open);
    if open == 0 {
        let key = model.keys.key_of(Screen::Review, Action::Adopt);
        model.say(fill(Words::of(model.lang).all_settled, &[&key]));
    }
}

/// Undo and redo of the review.
pub(super) fn step(model: &mut Model, back: bool) -> Vec<Effect> {
    let w = Words::of(model.lang);
    let Some(review) = &mut model.review else {
        return Vec::new();
    };
    let done = if back { review.undo() } else { review.redo() };
    if !done {
        model.say(if back {
            w.nothing_undone
        } else {
            w.nothing_redone
        });
        return Vec::new();
    }
    vec![Effect::KeepDraft]
}

/// A form about a draft was filled in; what a mark asked for is answered by it.
///
/// # Errors
/// Why the change is not made.
pub(super) fn filled_in(
    model: &mut Model,
    form: &Form,
    change: &Revision,
) -> Result<Vec<Effect>, String> {
    let effects = made(model, change)?;
    let Some(ReviewForm::Finding {
        mark: Some(mark), ..
    }) = form.review()
    else {
        return Ok(effects);
    };
    let mark = mark.clone();
    let settled = made(model, &Revision::Settle { mark, taken: false });
    match (settled, &mut model.review) {
        (Ok(_), Some(review)) => review.join_steps(),
        (Err(why), _) => model.complain(why),
        (Ok(_), None) => {}
    }
    // the file is written once, with both
    Ok(effects)
}

/// Goes back to the draft that is looked through, or asks for a file.
pub(super) fn intake(model: &mut Model) {
    if model.review.is_some() && model.screen() != Screen::Review {
        model.stack = vec![Screen::Home, Screen::Review];
    } else {
        form::show(model, FormKind::Review(ReviewForm::Intake), Vec::new());
    }
}

/// A file was read: its draft and where that is kept, or why not.
pub(super) fn drafted(
    model: &mut Model,
    result: Result<(Kept, Draft), Vec<String>>,
) -> Vec<Effect> {
    match (result, &mut model.prompt) {
        (Ok((file, draft)), prompt) => {
            if matches!(prompt, Some(Prompt::Form(f)) if f.review().is_some()) {
                *prompt = None;
            }
            let place = file.path.display();
            let values: [&dyn std::fmt::Display; 2] = [&draft.report.title.zh, &place];
            let said = fill(Words::of(model.lang).said_drafted, &values);
            model.review = Some(Review::new(file, draft));
            model.stack = vec![Screen::Home, Screen::Review];
            model.say(said);
        }
        (Err(why), Some(Prompt::Form(form))) => form.error = Some(why.join("\n")),
        (Err(why), _) => model.complain(why.join("; ")),
    }
    Vec::new()
}

/// The draft's file was written, or why not.
pub(super) fn kept(model: &mut Model, result: Result<(), String>) -> Vec<Effect> {
    if let Some(review) = &mut model.review {
        review.kept = result.is_ok();
    }
    if let Err(why) = result {
        model.complain(fill(Words::of(model.lang).said_unkept, &[&why]));
    }
    Vec::new()
}

/// The report has a ledger: what would change there is shown, and the next time the draft may take its place.
pub(super) fn correctable(model: &mut Model, mut lines: Vec<String>) -> Vec<Effect> {
    let w = Words::of(model.lang);
    let key = model.keys.key_of(Screen::Review, Action::Adopt);
    if let Some(review) = &mut model.review {
        review.corrects = true;
        lines.push(String::new());
        lines.push(fill(w.correct_hint, &[&key]));
        let title = fill(w.correct_title, &[&review.draft.report.id]);
        model.prompt = Some(Prompt::Listing(title, lines, 0));
    }
    Vec::new()
}

/// Why a draft did not become a ledger.
pub(super) fn not_adopted(model: &mut Model, why: Vec<String>) -> Vec<Effect> {
    match <[String; 1]>::try_from(why) {
        Ok([why]) => model.complain(why),
        Err(mut why) => {
            let title = if why.is_empty() {
                String::new()
            } else {
                why.remove(0)
            };
            model.prompt = Some(Prompt::Listing(title, why, 0));
        }
    }
    Vec::new()
}

/// Rows of the list that fit.
pub fn body_rows(model: &Model) -> usize {
    let (columns, rows) = body(model);
    view::review_list_rows(columns, rows)
}

/// Columns and rows of the body: head and foot take three.
fn body(model: &Model) -> (usize, usize) {
    let (columns, rows) = model.size;
    (usize::from(columns), usize::from(rows).saturating_sub(3))
}

/// Keeps the selected row in view.
pub(super) fn keep_in_view(model: &mut Model) {
    let visible = body_rows(model);
    if let Some(review) = &mut model.review {
        let rows = review.rows().len();
        review.row = review.row.min(rows.saturating_sub(1));
        review.top = list::top(review.top, review.row, rows, visible);
    }
}

/// A click on a row: it is selected; a second one opens it.
pub(super) fn clicked(model: &mut Model, n: usize) -> Vec<Effect> {
    match &mut model.review {
        Some(review) if review.row != n => {
            (review.row, review.shift) = (n, 0);
            Vec::new()
        }
        Some(_) => act(model, Action::Open),
        None => Vec::new(),
    }
}
