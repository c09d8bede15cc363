//! What stands at the foot of the screen or over it: a question, a form, a list, something to say.

use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::Input;

use super::form::Form;
use crate::board::Query;
use crate::ledger::Intent;
use crate::ledger::book::EntryIx;
use crate::summary::Format;

/// A question at the foot of the screen or over it. At most one.
#[derive(Debug, Clone)]
pub enum Prompt {
    /// A line of text.
    Line(Line),
    /// Text of one or more lines.
    Text(Box<TextPrompt>),
    /// Any action, district or category by name; the chosen one among those that fit.
    Palette(Input, usize),
    /// The name of whoever starts for the first time.
    Welcome(Input),
    /// Yes or no; what a yes does.
    Confirm(Ask, String),
    /// Format and file of an export.
    Export(ExportForm),
    /// Several fields that become one intent.
    Form(Form),
    /// Filters to pick: column, row.
    Filter(usize, usize),
    /// The keys of the screen: lines scrolled away, and what is looked for among them.
    Help(usize, Option<Input>),
    /// Lines to read, with a title; lines scrolled away.
    Listing(String, Vec<String>, usize),
}

/// What a yes does.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Records an intent.
    Record(Intent),
    /// Drops a finding of the draft.
    DropFinding(String),
    /// Makes a ledger of the draft.
    Adopt,
    /// Lets the draft take the place of the report that its ledger has.
    Correct,
    /// Leaves although the draft's file is behind.
    Leave,
}

/// A line of text that is being typed.
#[derive(Debug, Clone)]
pub struct Line {
    /// What for.
    pub kind: LineKind,
    /// What was typed so far.
    pub input: Input,
}

/// What a line of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Live search.
    Search,
    /// To a district or category of the board, by number, initials or name.
    Jump,
}

/// A text that is being typed.
#[derive(Debug, Clone)]
pub struct TextPrompt {
    /// What for.
    pub kind: TextKind,
    /// What was typed so far.
    pub area: TextArea<'static>,
    /// The entries that it will act on.
    pub targets: Vec<EntryIx>,
}

impl TextPrompt {
    /// What was typed, without blanks around it.
    pub fn said(&self) -> String {
        self.area.lines().join("\n").trim().to_owned()
    }
}

/// A text area that shows no line of its own and breaks long lines; the cursor stands at its end.
pub fn area(text: &str) -> TextArea<'static> {
    let mut area = TextArea::from(text.lines());
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.set_cursor_line_style(Style::new());
    area.set_cursor_style(Style::new());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A new item.
    AddItem,
    /// A progress note.
    Note,
    /// Why entries are reopened.
    Reopen,
    /// The items of a finding of the draft, one a line.
    Items,
}

/// The formats of an export in the order in which the screen offers them.
pub const EXPORT_FORMATS: [Format; 7] = [
    Format::Docx,
    Format::Xlsx,
    Format::Html,
    Format::Markdown,
    Format::Text,
    Format::Csv,
    Format::Json,
];

/// The export dialog.
#[derive(Debug, Clone)]
pub struct ExportForm {
    /// The chosen format.
    pub format: Format,
    /// File to write.
    pub path: Input,
    /// The file exists and Enter was pressed once.
    pub exists: bool,
    /// What went wrong last.
    pub error: Option<String>,
}

/// Evidence to be attached by the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachRequest {
    /// The entries that it proves something of.
    pub targets: Vec<EntryIx>,
    /// A file or an address.
    pub place: String,
    /// Another name to show.
    pub name: Option<String>,
    /// The file stays where it is.
    pub link: bool,
}

/// A published report, or a draft of one, to be read by the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRequest {
    /// The file.
    pub path: String,
    /// Whether the units of the ledger that is open are taken.
    pub units: bool,
    /// The evaluated year, when the text does not tell.
    pub year: Option<i16>,
}

/// Returned workbooks to be read by the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectRequest {
    /// Files.
    pub paths: Vec<String>,
    /// Id of the unit that sent them; `None` when that is not checked.
    pub from: Option<String>,
}

/// An export to be written by the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// Format of the file.
    pub format: Format,
    /// File to write.
    pub path: String,
    /// Whether an existing file may be replaced.
    pub replace: bool,
    /// Which entries.
    pub query: Query,
}

/// A line for the user that stays until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}
