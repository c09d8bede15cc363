//! What can happen: keys become actions, actions become effects on the world.

use crossterm::event::KeyEvent;

use super::prompt::{AttachRequest, CollectRequest, ExportRequest, IntakeRequest};
use crate::board::Sort;
use crate::evidence::Check;
use crate::intake::Preview;
use crate::intake::prose::Draft;
use crate::ledger::book::EntryIx;
use crate::ledger::session::{Followed, Outcome};
use crate::ledger::stage::Ev;
use crate::ledger::store::{Notice, StoreError};
use crate::ledger::{Book, Intent, ItemRef};
use crate::setup::drafts::Kept;

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
    Palette,
    Theme,
    Copy,
    Jump,
    Whole,
    Collect,
    Compare,
    Take,
    Intake,
    NextMark,
    AsWritten,
    Reading,
    Split,
    Join,
    Heading,
    Adopt,
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

impl Action {
    /// The code word that settings and JSON use: `PageUp` as `page_up`.
    pub fn code(self) -> String {
        let mut code = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_ascii_uppercase() && !code.is_empty() {
                code.push('_');
            }
            code.push(c.to_ascii_lowercase());
        }
        code
    }
}

/// What a click can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A key of the footer, a tab, a word of a question.
    Act(Action),
    /// A cell of the board: row and column of the selection.
    Cell(usize, usize),
    /// An entry of a table.
    Entry(EntryIx),
    /// A column head of the table: its order.
    Order(Sort),
    /// An event of the history.
    Event(Ev),
    /// An item of the entry.
    Item(ItemRef),
    /// A line of the preview of returned workbooks, or of the draft.
    /// A line of a preview: of returned workbooks, of the earlier edition.
    Line(usize),
    /// A field of a form, or a line of a list over the screen.
    Field(usize),
    /// Yes or no to what is asked.
    Answer(bool),
    /// What stands over the screen; nothing happens.
    Over,
}

/// What reaches the model.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed (releases and repeats are dealt with at the door).
    Key(KeyEvent),
    /// A click on something, or on nothing.
    Click(Option<Target>),
    /// The wheel was turned: up, or down.
    Wheel(bool),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// An intent was carried out, or could not be written.
    Recorded(Box<Intent>, Box<Result<Outcome, StoreError>>),
    /// Another program wrote; number of events.
    Followed(Result<Followed, StoreError>),
    /// What is odd in the journals.
    Noticed(Vec<Notice>),
    /// What the editor made of a text, or why it could not be had.
    Edited(Result<String, String>),
    /// The name was kept, or why not.
    Named(Result<String, String>),
    /// The files of an entry's evidence were looked at.
    Checked(EntryIx, Vec<Option<Check>>),
    /// Returned workbooks were read and compared, or why not.
    Collected(Box<Result<Preview, Vec<String>>>),
    /// A report was read: the draft and the file it is kept in, or why not.
    Drafted(Box<Result<(Kept, Draft), Vec<String>>>),
    /// The draft's file was written, or why not.
    DraftKept(Result<(), String>),
    /// The report has a ledger already: what the draft would change in it, line by line.
    Correctable(Vec<String>),
    /// The draft did not become a ledger.
    NotAdopted(Vec<String>),
    /// The ledger of the earlier edition was read, or why not.
    Compared(Box<Result<Book, String>>),
    /// The ledger of this report was archived (whether it was not before), or why not.
    Archived(String, Result<bool, String>),
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
    /// Read returned workbooks.
    Collect(CollectRequest),
    /// Read a published report, or a draft.
    Intake(IntakeRequest),
    /// Write the draft to its file.
    KeepDraft,
    /// Make a ledger of the draft and open it.
    Adopt,
    /// Let the draft take the place of the report that its ledger has.
    Correct,
    /// Read the ledger of the earlier edition with this id.
    Compare(String),
    /// Archive the ledger of this report, which the one that is open has taken over.
    Archive(String),
    /// Let the user's editor have a text.
    Edit(String),
    /// Ask the terminal to put a text on the clipboard.
    Copy(String),
    /// Keep the name of whoever uses this.
    KeepName(String),
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
