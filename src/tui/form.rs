//! Forms: several fields that become one intent, or one change of the draft.
//!
//! One kind of dialog serves every act that needs more than a key: columns, dates, returns, objections, attributions,
//! own findings. Pure: `submit` answers with what is to be done or with the field that is wrong.

use jiff::civil::Date;
use tui_input::Input;

use super::action::Effect;
use super::model::Model;
use super::prompt::{AttachRequest, CollectRequest};
use super::review::ReviewForm;
use super::{form_fields, review_form};
use crate::board::dates;
use crate::board::history::Conflict;
use crate::intake::prose::Revision;
use crate::lang::{Screen as Words, fill};
use crate::ledger::book::{Book, EntryIx};
use crate::ledger::decide::Columns;
use crate::ledger::event::OwnFinding;
use crate::ledger::{Act, Horizon, Intent, ItemRef};
use crate::report::NO_UNIT;

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// Lead, partners, person, measure, horizon, first due date.
    Columns,
    /// A first due date, or an extension where there is one.
    Due,
    /// Send back.
    Return,
    /// Object.
    Object,
    /// Decide about an objection.
    Rereview,
    /// Tie an entry that names nobody to a unit.
    Attribute,
    /// An own finding.
    AddFinding,
    /// Another wording for an own item.
    Reword(ItemRef),
    /// A file or an address that proves something.
    Attach,
    /// Which of two events counts.
    Settle(Conflict),
    /// Workbooks that districts sent back.
    Collect,
    /// Something about a draft.
    Review(ReviewForm),
}

impl FormKind {
    /// Whether the form acts on no entry that is selected.
    pub fn is_about_nothing(&self) -> bool {
        matches!(self, Self::AddFinding | Self::Collect | Self::Review(_))
    }
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its label.
    pub label: &'static str,
    /// What is in it.
    pub value: Value,
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text.
    Text(Input),
    /// A day as people type it.
    Day(Input),
    /// One of several, by name; the second is its place.
    Choice(Vec<String>, usize),
}

/// What a filled form comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Submitted {
    /// Something for the shell; the form stays until that is done.
    Effect(Effect),
    /// A change of the draft, which the model makes itself.
    Change(Revision),
}

/// A form that is being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// What for.
    pub kind: FormKind,
    /// The entries it will act on.
    pub targets: Vec<EntryIx>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field with the cursor.
    pub focus: usize,
    /// What is wrong.
    pub error: Option<String>,
}

impl Form {
    /// An empty form; columns that all targets share are filled in.
    pub fn new(model: &Model, kind: FormKind, targets: Vec<EntryIx>) -> Self {
        let fields = form_fields::fields(model, &kind, &targets);
        Self {
            kind,
            targets,
            fields,
            focus: 0,
            error: None,
        }
    }

    /// Title with the number of entries that will be hit.
    pub fn title(&self, model: &Model) -> String {
        let w = model.words();
        let name = match &self.kind {
            FormKind::Review(kind) => return review_form::title(model, kind),
            FormKind::Columns => w.form_columns,
            FormKind::Due => w.form_due,
            FormKind::Return => w.form_return,
            FormKind::Object => w.form_object,
            FormKind::Rereview => w.form_rereview,
            FormKind::Attribute => w.form_attribute,
            FormKind::AddFinding => w.form_add_finding,
            FormKind::Reword(_) => w.form_reword,
            FormKind::Attach => w.form_attach,
            FormKind::Settle(_) => w.form_settle,
            FormKind::Collect => w.form_collect,
        };
        if self.targets.len() > 1 && !self.kind.is_about_nothing() {
            format!("{name}  {}", fill(w.entries_count, &[&self.targets.len()]))
        } else {
            name.to_owned()
        }
    }

    /// What the keys do, said at its foot.
    pub fn hint(&self, w: &Words) -> &'static str {
        match self.kind {
            FormKind::Collect => w.collect_hint,
            FormKind::Review(ReviewForm::Intake) => w.intake_hint,
            _ => w.form_hint,
        }
    }

    pub(super) fn said(&self, at: usize) -> String {
        match self.fields.get(at).map(|f| &f.value) {
            Some(Value::Text(input) | Value::Day(input)) => input.value().trim().to_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn chosen(&self, at: usize) -> usize {
        match self.fields.get(at).map(|f| &f.value) {
            Some(Value::Choice(_, chosen)) => *chosen,
            _ => 0,
        }
    }

    fn a_day(&self, at: usize, today: Date, w: &Words) -> Result<Option<Date>, (usize, String)> {
        match self.said(at).as_str() {
            "" => Ok(None),
            said => dates::parse(said, today)
                .map(Some)
                .ok_or_else(|| (at, w.form_no_day.to_owned())),
        }
    }

    fn needed(&self, at: usize, w: &Words) -> Result<Box<str>, (usize, String)> {
        match self.said(at) {
            said if said.is_empty() => Err((at, w.form_needed.to_owned())),
            said => Ok(said.into()),
        }
    }

    /// What the form comes to.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn submit(&self, model: &Model) -> Result<Submitted, (usize, String)> {
        let (w, today) = (model.words(), model.calendar.today);
        let each = |act: &dyn Fn(EntryIx) -> Act| {
            Intent::Acts(self.targets.iter().map(|ix| (*ix, act(*ix))).collect())
        };
        let intent = match &self.kind {
            FormKind::Columns => Intent::Set(self.targets.clone(), self.columns(model)?),
            FormKind::Due => {
                let to = self
                    .a_day(0, today, w)?
                    .ok_or_else(|| (0, w.form_needed.to_owned()))?;
                self.dated(model, to)?
            }
            FormKind::Return => {
                let reason = self.needed(0, w)?;
                let wanted = self.said(1);
                each(&|ix| Act::Returned {
                    reason: reason.clone(),
                    items: items(&model.book, ix, &wanted),
                })
            }
            FormKind::Object => {
                let reason = self.needed(0, w)?;
                each(&|_| Act::Objected {
                    reason: reason.clone(),
                })
            }
            FormKind::Rereview => {
                let (upheld, reason) = (self.chosen(0) == 0, self.needed(1, w)?);
                each(&|_| Act::Rereviewed {
                    upheld,
                    reason: reason.clone(),
                })
            }
            FormKind::Attribute => {
                let unit = model.book.report().units.get(self.chosen(0));
                let to: Box<str> = unit.map(|u| u.id.clone()).unwrap_or_default().into();
                let reason = self.needed(1, w)?;
                each(&|_| Act::Attributed {
                    to: to.clone(),
                    reason: reason.clone(),
                })
            }
            FormKind::Attach => {
                let request = self.attachment(w)?;
                return Ok(Submitted::Effect(Effect::Attach(request)));
            }
            FormKind::Review(kind) => return review_form::submit(self, kind, model),
            FormKind::Settle(conflict) => self
                .settlement(model, *conflict)
                .ok_or_else(|| (0, w.nothing_to_settle.to_owned()))?,
            FormKind::Collect => {
                let units = model.book.report().units.iter();
                let sender = self.chosen(1).checked_sub(1);
                let from = sender.and_then(|at| units.map(|u| u.id.clone()).nth(at));
                let request = super::update::files(&self.needed(0, w)?);
                let effect = Effect::Collect(CollectRequest { from, ..request });
                return Ok(Submitted::Effect(effect));
            }
            FormKind::AddFinding => Intent::AddFinding(self.finding(model)?, Vec::new()),
            FormKind::Reword(item) => {
                let said = self.needed(0, w)?;
                each(&|_| Act::ItemReworded {
                    item: *item,
                    text: said.clone(),
                })
            }
        };
        Ok(Submitted::Effect(Effect::Record(intent)))
    }

    /// A path that was dragged into the terminal may come in quotes.
    fn attachment(&self, w: &Words) -> Result<AttachRequest, (usize, String)> {
        let place = self.needed(0, w)?;
        let name = self.said(1);
        Ok(AttachRequest {
            targets: self.targets.clone(),
            place: place.trim_matches(['\'', '"']).to_owned(),
            name: (!name.is_empty()).then_some(name),
            link: self.chosen(2) == 1,
        })
    }

    /// The later event is offered first, since it counts already.
    fn settlement(&self, model: &Model, conflict: Conflict) -> Option<Intent> {
        let id = |ev| model.book.event(ev).map(|e| e.id);
        let (later, earlier) = (id(conflict.in_force)?, id(conflict.overridden)?);
        let (keep, over) = match self.chosen(0) {
            0 => (later, earlier),
            _ => (earlier, later),
        };
        let entry = conflict.entry;
        Some(Intent::Settle { entry, keep, over })
    }

    fn columns(&self, model: &Model) -> Result<Columns, (usize, String)> {
        let some = |at| Some(self.said(at)).filter(|s| !s.is_empty());
        Ok(Columns {
            lead: some(0),
            partners: some(1),
            person: some(2),
            measure: some(3),
            horizon: HORIZONS.get(self.chosen(4).wrapping_sub(1)).copied(),
            due: self.a_day(5, model.calendar.today, model.words())?,
        })
    }

    /// First due dates where there is none, extensions where there is one; those need the reason.
    fn dated(&self, model: &Model, to: Date) -> Result<Intent, (usize, String)> {
        let mut acts = Vec::new();
        for ix in &self.targets {
            let first = model.book.entry(*ix).and_then(|e| model.book.first_due(e));
            acts.push(match first {
                None => (*ix, Act::DueSet { to }),
                Some(_) => (
                    *ix,
                    Act::Extended {
                        to,
                        reason: self.needed(1, model.words())?,
                    },
                ),
            });
        }
        Ok(Intent::Acts(acts))
    }

    fn finding(&self, model: &Model) -> Result<OwnFinding, (usize, String)> {
        let report = model.book.report();
        let unit = report.units.get(self.chosen(0)).map_or(NO_UNIT, |u| &u.id);
        let category = report.categories.get(self.chosen(1)).map_or("", |c| &c.id);
        Ok(OwnFinding {
            unit: unit.into(),
            category: category.into(),
            title: self.needed(2, model.words())?,
            statement: self.said(3).into(),
            source: self.said(4).into(),
        })
    }
}

pub(super) const HORIZONS: [Horizon; 3] = [Horizon::Immediate, Horizon::Phased, Horizon::Standing];

/// The items that a text such as `1, 3, +1` names; all of them when it names none.
pub(super) fn items(book: &Book, ix: EntryIx, wanted: &str) -> Box<[ItemRef]> {
    let Some(entry) = book.entry(ix) else {
        return Box::default();
    };
    let wanted: Vec<String> = wanted
        .chars()
        .map(crate::text::ascii_twin)
        .collect::<String>()
        .split([',', ' ', '/', ';'])
        .map(|s| s.trim_start_matches('#').to_owned())
        .filter(|s| !s.is_empty())
        .collect();
    let named = |key: ItemRef| wanted.is_empty() || wanted.contains(&Book::item_label(entry, key));
    entry
        .state
        .live()
        .map(|i| i.key)
        .filter(|key| named(*key))
        .collect()
}
