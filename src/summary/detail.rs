//! What a summary is asked for, and how much of it a document shows.

use jiff::civil::Date;

use crate::board::Query;
use crate::lang::Lang;
use crate::ledger::store::Head;

/// How far a document for people goes. JSON and CSV are for programs and do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Detail {
    /// Origin, official paragraph, totals.
    Totals,
    /// And by district and category.
    Units,
    /// And finding by finding, what is unfinished and why, what was closed, what is due next.
    #[default]
    Findings,
    /// And every entry with its columns, evidence and latest note.
    Full,
}

impl Detail {
    /// All levels, each one with more than the one before it.
    pub const ALL: [Self; 4] = [Self::Totals, Self::Units, Self::Findings, Self::Full];

    /// The code word used on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Units => "units",
            Self::Findings => "findings",
            Self::Full => "full",
        }
    }
}

/// What a summary is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Which entries.
    pub query: &'a Query,
    /// The ends of the journals.
    pub heads: &'a [Head],
    /// The language of all text.
    pub lang: Lang,
    /// How far a document goes.
    pub detail: Detail,
    /// The day from which closings are listed as new.
    pub since: Option<Date>,
    /// The day on which the districts were given the findings, where the settings tell it: the burn-down begins there.
    pub feedback: Option<Date>,
}

impl<'a> Ask<'a> {
    /// The usual summary of some entries.
    pub fn of(query: &'a Query, heads: &'a [Head], lang: Lang) -> Self {
        Self {
            query,
            heads,
            lang,
            detail: Detail::default(),
            since: None,
            feedback: None,
        }
    }
}
