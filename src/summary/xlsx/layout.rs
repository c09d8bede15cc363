//! What stands where in the workbook: sheets, columns and their keys. The way back finds its cells by the same keys.

use crate::lang::{Lang, WorkbookWords, domain};

/// Form of the workbook, first cell of the stamp.
pub const FORM: &str = "dudao.workbook/1";

/// Name of the very hidden sheet with the stamp.
pub const STAMP: &str = "_dudao";

/// Tag of the stamp's rows that hold a journal head.
pub const HEAD: &str = "head";

/// Tag of the stamp's rows that hold the values of an entry.
pub const ENTRY: &str = "entry";

/// Characters that Excel takes in a cell.
pub const LONGEST: usize = 32_767;

/// A sheet with a row per thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// One row per entry.
    Ledger,
    /// One row per item.
    Items,
    /// One row per finding.
    Findings,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Column {
    /// Id of entry, item or finding; hidden.
    Id,
    Number,
    Unit,
    Category,
    Title,
    Statement,
    Scope,
    Basis,
    Stage,
    Light,
    Ticked,
    Items,
    Lead,
    Partners,
    Person,
    Measure,
    Horizon,
    FirstDue,
    Due,
    /// Why the due date is put off.
    Reason,
    NewNote,
    LastNote,
    Evidence,
    Updated,
    /// Earlier editions that had it.
    Repeats,
    /// Text of an item.
    Item,
    Done,
    TickedOn,
    TickedBy,
    Source,
    Entries,
}

use Column as C;

impl Sheet {
    /// All sheets with rows.
    pub const ALL: [Self; 3] = [Self::Ledger, Self::Items, Self::Findings];

    /// First part of the keys of its columns.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Items => "items",
            Self::Findings => "findings",
        }
    }

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        let w = WorkbookWords::of(lang);
        match self {
            Self::Ledger => w.sheet_ledger,
            Self::Items => w.sheet_items,
            Self::Findings => w.sheet_findings,
        }
    }

    /// Its columns in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Ledger => &[
                C::Id,
                C::Number,
                C::Unit,
                C::Category,
                C::Title,
                C::Statement,
                C::Scope,
                C::Stage,
                C::Light,
                C::Ticked,
                C::Items,
                C::Lead,
                C::Partners,
                C::Person,
                C::Measure,
                C::Horizon,
                C::Due,
                C::Reason,
                C::NewNote,
                C::LastNote,
                C::FirstDue,
                C::Basis,
                C::Evidence,
                C::Updated,
                C::Repeats,
            ],
            Self::Items => &[
                C::Id,
                C::Number,
                C::Unit,
                C::Title,
                C::Item,
                C::Done,
                C::Stage,
                C::TickedOn,
                C::TickedBy,
            ],
            Self::Findings => &[
                C::Id,
                C::Number,
                C::Category,
                C::Title,
                C::Statement,
                C::Scope,
                C::Source,
                C::Entries,
                C::Repeats,
            ],
        }
    }

    /// The key of a column, in the hidden row above the heads.
    pub fn key(self, column: Column) -> String {
        format!("{}.{}", self.code(), column.code())
    }
}

impl Column {
    /// Second part of its key.
    pub fn code(self) -> &'static str {
        match self {
            C::Id => "id",
            C::Number => "number",
            C::Unit => "unit",
            C::Category => "category",
            C::Title => "title",
            C::Statement => "statement",
            C::Scope => "scope",
            C::Basis => "basis",
            C::Stage => "stage",
            C::Light => "light",
            C::Ticked => "ticked",
            C::Items => "items",
            C::Lead => "lead",
            C::Partners => "partners",
            C::Person => "person",
            C::Measure => "measure",
            C::Horizon => "horizon",
            C::FirstDue => "first_due",
            C::Due => "due",
            C::Reason => "reason",
            C::NewNote => "new_note",
            C::LastNote => "last_note",
            C::Evidence => "evidence",
            C::Updated => "updated",
            C::Repeats => "repeats",
            C::Item => "item",
            C::Done => "done",
            C::TickedOn => "ticked_on",
            C::TickedBy => "ticked_by",
            C::Source => "source",
            C::Entries => "entries",
        }
    }

    /// Its head.
    pub fn name(self, lang: Lang) -> &'static str {
        let (d, w) = (domain(lang), WorkbookWords::of(lang));
        match self {
            C::Id => w.id,
            C::Number => w.number,
            C::Unit => d.unit,
            C::Category => d.category,
            C::Title => d.finding,
            C::Statement => w.statement,
            C::Scope => d.scope,
            C::Basis => d.basis,
            C::Stage => d.stage,
            C::Light => d.schedule,
            C::Ticked => w.ticked,
            C::Items => w.items,
            C::Lead => d.lead,
            C::Partners => d.partners,
            C::Person => d.person,
            C::Measure => d.measure,
            C::Horizon => d.horizon,
            C::FirstDue => d.first_due,
            C::Due => d.due,
            C::Reason => w.reason,
            C::NewNote => w.new_note,
            C::LastNote => w.last_note,
            C::Evidence => w.evidence,
            C::Updated => d.updated,
            C::Repeats => w.repeats,
            C::Item => d.item,
            C::Done => w.done,
            C::TickedOn => w.ticked_on,
            C::TickedBy => w.ticked_by,
            C::Source => d.source,
            C::Entries => w.entries,
        }
    }

    /// Whether a district fills it in.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            C::Lead
                | C::Partners
                | C::Person
                | C::Measure
                | C::Horizon
                | C::Due
                | C::Reason
                | C::NewNote
                | C::Done
        )
    }

    /// Width in characters of the sheet's font.
    pub(super) fn width(self) -> u16 {
        match self {
            C::Ticked | C::Items | C::Evidence | C::Entries | C::Done => 9,
            C::Repeats => 13,
            C::Unit | C::Stage | C::Horizon | C::Person | C::Basis | C::TickedBy => 11,
            C::Due | C::FirstDue | C::Updated | C::TickedOn | C::Light => 12,
            C::Category | C::Scope | C::Reason => 15,
            C::Number | C::Lead | C::Partners => 17,
            C::Id | C::Title | C::Source => 26,
            C::Measure | C::NewNote | C::LastNote => 30,
            C::Statement => 46,
            C::Item => 60,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_column_has_a_key_and_a_head_of_its_own() {
        for sheet in Sheet::ALL {
            let columns = sheet.columns();
            let keys: HashSet<String> = columns.iter().map(|c| sheet.key(*c)).collect();
            assert_eq!(keys.len(), columns.len(), "{sheet:?}");
            for lang in Lang::ALL {
                let heads: HashSet<&str> = columns.iter().map(|c| c.name(lang)).collect();
                assert_eq!(heads.len(), columns.len(), "{sheet:?} {lang}");
            }
            assert_eq!(columns[0], Column::Id);
        }
    }
}
