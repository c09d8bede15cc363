//! What can happen: keys become actions, actions become effects on the world.

use crossterm::event::KeyEvent;

use super::prompt::{AttachRequest, ExportRequest};
use crate::evidence::Check;
use crate::ledger::Intent;
use crate::ledger::book::EntryIx;
use crate::ledger::session::Outcome;
use crate::ledger::store::{Notice, StoreError};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Action {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Open,
    Back,
    TabHome,
    TabEntries,
    TabTrend,
    TabReport,
    TabHistory,
    Panel,
    CountMode,
    NamedOnly,
    Search,
    Filter,
    Sort,
    Tick,
    AddItem,
    Note,
    Start,
    Close,
    Reopen,
    Columns,
    Due,
    Return,
    Object,
    Rereview,
    Attribute,
    AddFinding,
    Reword,
    Drop,
    Attach,
    Settle,
    TickAll,
    Conflicts,
    Person,
    Mark,
    MarkAll,
    PreviousEntry,
    NextEntry,
    Undo,
    Redo,
    Export,
    Language,
    Help,
    Quit,
    Suspend,
    Redraw,
}

/// What reaches the model.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed (releases and repeats are dealt with at the door).
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// An intent was carried out, or could not be written.
    Recorded(Box<Intent>, Box<Result<Outcome, StoreError>>),
    /// Another program wrote; number of events.
    Followed(Result<usize, StoreError>),
    /// What is odd in the journals.
    Noticed(Vec<Notice>),
    /// The files of an entry's evidence were looked at.
    Checked(EntryIx, Vec<Option<Check>>),
    /// Evidence could not be attached.
    NotAttached(String),
    /// An export was written to this path, or why not.
    Exported(Result<String, ExportError>),
    /// A new day.
    Today(jiff::civil::Date),
}

/// Why an export was not written.
#[derive(Debug)]
pub enum ExportError {
    /// The file is there already.
    Exists(String),
    /// What the system says.
    Failed(String),
}

/// What the shell has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record an intent.
    Record(Intent),
    /// Take evidence in and record it.
    Attach(AttachRequest),
    /// Look at the files of an entry's evidence.
    Check(EntryIx),
    /// Write a summary.
    Export(ExportRequest),
    /// Stop until the shell continues the program.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End.
    Quit,
}
