//! The preview: what a returned workbook would change, each change to be accepted or left.
//!
//! ```text
//! export ──► base (stamp) ─┐
//! district ──► theirs ─────┼─► untouched · already so · change · conflict · refused
//! ledger now ──► ours ─────┘
//! ```

mod compare;
mod entries;
mod findings;
mod items;
mod of;
mod together;

use crate::lang::{IntakeWords, Lang};
use crate::ledger::book::EntryIx;
use crate::ledger::{Intent, Proposed, Refusal};
use jiff::civil::Date;

use super::workbook::{Address, Reading};

/// What a proposal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Field {
    Tick,
    Lead,
    Partners,
    Person,
    Measure,
    Horizon,
    Due,
    Note,
}

/// What becomes of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// An item is done.
    Ticked,
    /// An item is not done after all.
    Unticked,
    /// A column gets another value.
    Changed,
    /// A progress note is added.
    Noted,
    /// Both sides decided about it since the export.
    Conflict(Clash),
    /// It cannot be taken.
    Refused(Why),
}

/// Who contradicts whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clash {
    /// The ledger was changed here since the export.
    Here,
    /// Two returned files say different things.
    Files,
}

/// Why a proposal cannot be taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// The rules of the ledger say no.
    Rule(Refusal),
    /// A row that was filled in has no id.
    NoId,
    /// The id names no entry of this ledger.
    UnknownEntry,
    /// The id names no item of its entry.
    UnknownItem,
    /// The entry was not in the export.
    NotExported,
    /// The entry belongs to another unit than the sender; its name.
    OtherUnit(String),
    /// The words of the finding or item are not those of the ledger: the row may not be what its id says.
    OtherText,
    /// Two rows with this id say different things.
    Twice,
    /// Not a day.
    NotADay,
    /// A day before the report was issued.
    BeforeReport(Date),
    /// Neither yes nor no.
    NotAnAnswer,
    /// Not one of the horizons.
    NotAHorizon,
    /// Emptied, but there is nothing that takes such a value away.
    CannotClear,
    /// The cell holds an error such as `#REF!`.
    ErrorValue,
    /// The cell holds a formula with no result.
    NoResult,
}

/// One thing that a workbook proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What becomes of it.
    pub kind: Kind,
    /// Index of the file.
    pub file: usize,
    /// Where it stands in the file.
    pub at: Address,
    /// The entry, if there is one.
    pub entry: Option<EntryIx>,
    /// Short id of entry or item; what stood in the file where there is none.
    pub id: String,
    /// What it is about; `None` for a whole row.
    pub field: Option<Field>,
    /// Value at the export, in the user's language.
    pub was: String,
    /// Value in the ledger now.
    pub old: String,
    /// Value in the file.
    pub new: String,
    /// Whether it is to be taken. Conflicts are not, until somebody says so; refused ones never are.
    pub accepted: bool,
    act: Option<Proposed>,
}

/// A file that was read.
#[derive(Debug)]
pub struct Returned {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub reading: Reading,
}

/// Why a file is not compared at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// Exported from the ledger of another report: its id and year.
    OtherReport(String, String),
}

/// What returned workbooks would change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Names of the files, in their order.
    pub files: Vec<String>,
    /// What they propose, in the order of the files' rows.
    pub proposals: Vec<Proposal>,
    /// Cells to be filled in that are as they were exported.
    pub untouched: usize,
    /// Cells that propose what the ledger holds already.
    pub already: usize,
    /// Files that were exported by somebody who knew more than this ledger does; by their index.
    pub ahead: Vec<usize>,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 8] = [
        Self::Tick,
        Self::Lead,
        Self::Partners,
        Self::Person,
        Self::Measure,
        Self::Horizon,
        Self::Due,
        Self::Note,
    ];

    /// The code word used on the command line and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Tick => "tick",
            Self::Lead => "lead",
            Self::Partners => "partners",
            Self::Person => "person",
            Self::Measure => "measure",
            Self::Horizon => "horizon",
            Self::Due => "due",
            Self::Note => "note",
        }
    }
}

impl Kind {
    /// The code word used in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ticked => "ticked",
            Self::Unticked => "unticked",
            Self::Changed => "changed",
            Self::Noted => "noted",
            Self::Conflict(_) => "conflict",
            Self::Refused(_) => "refused",
        }
    }

    /// Where it stands in a list by kind: what would be taken first.
    pub fn rank(&self) -> usize {
        match self {
            Self::Ticked => 0,
            Self::Unticked => 1,
            Self::Changed => 2,
            Self::Noted => 3,
            Self::Conflict(_) => 4,
            Self::Refused(_) => 5,
        }
    }
}

impl Proposal {
    /// Whether it could be taken.
    pub fn is_takeable(&self) -> bool {
        self.act.is_some()
    }

    /// Why it is not taken by itself, in words; `None` for what simply would be.
    pub fn reason(&self, lang: Lang) -> Option<String> {
        IntakeWords::of(lang).reason(self, lang)
    }
}

impl Preview {
    /// Accepts or leaves what `which` picks; what was refused stays refused.
    pub fn accept(&mut self, accepted: bool, which: impl Fn(&Proposal) -> bool) {
        for proposal in self.proposals.iter_mut().filter(|p| which(p)) {
            proposal.accepted = accepted && proposal.is_takeable();
        }
    }

    /// How many are accepted.
    pub fn accepted(&self) -> usize {
        self.proposals.iter().filter(|p| p.accepted).count()
    }

    /// How many are of a kind, by its [`code`](Kind::code).
    pub fn count(&self, code: &str) -> usize {
        let of_kind = self.proposals.iter().filter(|p| p.kind.code() == code);
        of_kind.count()
    }

    /// What is accepted, as one intent: one batch, one undo.
    pub fn intent(&self) -> Intent {
        let accepted = self.proposals.iter().filter(|p| p.accepted);
        Intent::Import(accepted.filter_map(|p| p.act.clone()).collect())
    }
}
