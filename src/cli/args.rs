//! The command line as types. Texts for people come from [`lang`](crate::lang), see [`help`](super::help).

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::board::Sort;
use crate::lang::Lang;
use crate::setup::{Clock, Options};
use crate::summary::Detail as Depth;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "dudao",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub version: Option<bool>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Globals {
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub config_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "ID|FILE")]
    pub report: Option<String>,
    #[arg(long, global = true, value_name = "zh|en", value_parser = one_of(&Lang::ALL, Lang::code))]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "NAME")]
    pub who: Option<String>,
    #[arg(long, global = true)]
    pub no_color: bool,
    #[arg(long, global = true)]
    pub no_mouse: bool,
    #[arg(long, global = true, hide = true, value_name = "YYYY-MM-DD|TIMESTAMP", value_parser = clock)]
    pub now: Option<Clock>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
}

impl From<Globals> for Options {
    fn from(g: Globals) -> Self {
        Self {
            data_dir: g.data_dir,
            config_dir: g.config_dir,
            report: g.report,
            lang: g.lang,
            who: g.who,
            clock: g.now.unwrap_or_default(),
            no_color: g.no_color,
            no_mouse: g.no_mouse,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Summary(SummaryArgs),
    List(ListArgs),
    Show {
        entry: String,
        #[command(flatten)]
        format: DetailArgs,
    },
    Tick(TickArgs),
    Untick(TickArgs),
    Start(Targets),
    #[command(subcommand)]
    Add(Add),
    Note(NoteArgs),
    Close(Targets),
    Reopen {
        #[command(flatten)]
        targets: Targets,
        #[arg(long)]
        reason: String,
    },
    Set(SetArgs),
    Extend {
        #[command(flatten)]
        targets: Targets,
        #[arg(long, value_name = "DATE")]
        to: String,
        #[arg(long)]
        reason: String,
    },
    Return {
        #[command(flatten)]
        targets: Targets,
        #[arg(long)]
        reason: String,
        #[arg(
            id = "returned",
            long = "items",
            value_name = "1,2,+1",
            value_delimiter = ','
        )]
        items: Vec<String>,
    },
    Object {
        #[command(flatten)]
        targets: Targets,
        #[arg(long)]
        reason: String,
    },
    Rereview {
        #[command(flatten)]
        targets: Targets,
        #[arg(
            long,
            conflicts_with = "rejected",
            required_unless_present = "rejected"
        )]
        upheld: bool,
        #[arg(long)]
        rejected: bool,
        #[arg(long)]
        reason: String,
    },
    Attribute {
        #[command(flatten)]
        targets: Targets,
        #[arg(id = "to_unit", long = "to", value_name = "UNIT")]
        to: String,
        #[arg(long)]
        reason: String,
    },
    Reword {
        #[arg(value_name = "ITEM|ENTRY")]
        target: String,
        text: String,
        #[arg(long)]
        statement: Option<String>,
    },
    Drop {
        #[arg(value_name = "ITEM|ENTRY")]
        target: String,
        #[arg(
            id = "why",
            long = "reason",
            default_value = "",
            hide_default_value = true
        )]
        reason: String,
    },
    Attach(AttachArgs),
    Collect(CollectArgs),
    Carry(CarryArgs),
    Conflicts {
        #[command(flatten)]
        format: DetailArgs,
    },
    Settle {
        entry: String,
        #[arg(long, value_name = "mine|theirs|EVENT")]
        keep: String,
    },
    Log(LogArgs),
    Undo,
    Redo,
    #[command(subcommand)]
    Report(ReportCommand),
    Intake(IntakeArgs),
    Doctor {
        #[arg(long)]
        repair: bool,
        #[arg(long)]
        share: bool,
    },
    Backup {
        #[arg(id = "archive", value_name = "FILE.zip")]
        file: PathBuf,
        #[arg(long)]
        force: bool,
    },
    Restore(RestoreArgs),
    #[command(subcommand)]
    Config(ConfigCommand),
    Keys {
        #[command(flatten)]
        format: DetailArgs,
    },
    Completions {
        #[arg(value_name = "bash|elvish|fish|powershell|zsh")]
        shell: clap_complete::Shell,
    },
    Man,
    #[command(hide = true)]
    Demo(DemoArgs),
    Help {
        command: Vec<String>,
    },
}

/// A synthetic ledger.
#[derive(Debug, Args)]
pub struct DemoArgs {
    #[arg(long = "units", id = "demo_units", value_name = "N", default_value = "8", hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub units: u32,
    #[arg(long, value_name = "M", default_value = "36", hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub findings: u32,
    #[arg(
        long,
        value_name = "E",
        default_value = "1000",
        hide_default_value = true
    )]
    pub events: u32,
    #[arg(long, value_name = "S", default_value = "1", hide_default_value = true)]
    pub seed: u64,
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// What can be added.
#[derive(Debug, Subcommand)]
pub enum Add {
    Item { entry: String, text: String },
    Finding(FindingArgs),
}

/// A finding of one's own.
#[derive(Debug, Args)]
pub struct FindingArgs {
    #[arg(id = "of_unit", long = "unit", value_name = "UNIT")]
    pub unit: String,
    #[arg(id = "of_category", long = "category", value_name = "CATEGORY")]
    pub category: String,
    #[arg(long)]
    pub title: String,
    #[arg(long)]
    pub statement: Option<String>,
    #[arg(long)]
    pub source: Option<String>,
    #[arg(id = "new_items", long = "item", value_name = "TEXT")]
    pub items: Vec<String>,
}

/// Arguments of `carry`.
#[derive(Debug, Args)]
pub struct CarryArgs {
    #[arg(long = "from", value_name = "ID|FILE")]
    pub earlier: Option<String>,
    #[arg(long = "skip", value_name = "ENTRY")]
    pub left_out: Vec<String>,
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub format: DetailArgs,
}

/// Text for people, or JSON.
#[derive(Debug, Clone, Copy, Args)]
pub struct DetailArgs {
    #[arg(
        short = 'f',
        long = "format",
        id = "format",
        value_name = "text|json",
        value_enum,
        default_value = "text",
        hide_default_value = true
    )]
    pub detail: Detail,
}

/// Arguments of `collect`.
#[derive(Debug, Args)]
pub struct CollectArgs {
    #[arg(value_name = "FILE.xlsx", required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "UNIT")]
    pub from: Option<String>,
    #[arg(long)]
    pub yes: bool,
    #[arg(long, value_name = "FIELD", conflicts_with = "skip")]
    pub only: Vec<String>,
    #[arg(long, value_name = "FIELD")]
    pub skip: Vec<String>,
    #[arg(long)]
    pub take_conflicts: bool,
    #[command(flatten)]
    pub format: DetailArgs,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    #[arg(id = "archive", value_name = "FILE.zip")]
    pub file: PathBuf,
    #[arg(long)]
    pub yes: bool,
    #[arg(long)]
    pub settings: bool,
}

/// Arguments of `note`: the text is the last word. Were it an argument of its own, an option between entry and text
/// would make clap take the entry for the text.
#[derive(Debug, Args)]
#[command(override_usage = "dudao note [OPTIONS] [ENTRY]... <TEXT>")]
pub struct NoteArgs {
    #[arg(id = "entries_text", value_name = "ENTRY… TEXT", num_args = 1.., required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub bulk: Bulk,
}

/// Arguments of `attach`: the file or address is the last word.
#[derive(Debug, Args)]
#[command(override_usage = "dudao attach [OPTIONS] [ENTRY]... <FILE|URL>")]
pub struct AttachArgs {
    #[arg(id = "entries_evidence", value_name = "ENTRY… FILE|URL", num_args = 1.., required = true)]
    pub words: Vec<OsString>,
    #[command(flatten)]
    pub bulk: Bulk,
    #[arg(long)]
    pub link: bool,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// Ledger columns.
#[derive(Debug, Args)]
pub struct SetArgs {
    #[command(flatten)]
    pub targets: Targets,
    #[arg(long)]
    pub lead: Option<String>,
    #[arg(long)]
    pub partners: Option<String>,
    #[arg(long)]
    pub person: Option<String>,
    #[arg(long)]
    pub measure: Option<String>,
    #[arg(long)]
    pub horizon: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
}

/// About reports.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    List,
    Show,
    Check {
        file: PathBuf,
    },
    Accept {
        draft: PathBuf,
        #[arg(value_name = "MARK|KIND", required = true)]
        marks: Vec<String>,
        #[arg(long)]
        as_written: bool,
    },
    Review {
        #[arg(value_name = "DRAFT|FILE")]
        draft: PathBuf,
    },
    Adopt {
        draft: PathBuf,
        #[arg(long)]
        yes: bool,
    },
    Archive {
        #[arg(value_name = "ID")]
        ledger: String,
    },
    Unarchive {
        #[arg(value_name = "ID")]
        ledger: String,
    },
    Schema,
}

/// Arguments of `intake`.
#[derive(Debug, Args)]
pub struct IntakeArgs {
    #[arg(id = "published", value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub to: OutArgs,
    #[arg(long, value_name = "LIST|FILE|REPORT")]
    pub units: Option<String>,
    #[arg(long, value_name = "YYYY")]
    pub year: Option<i16>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub issued: Option<Date>,
}

/// About settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    Path,
    Show,
    Check,
}

/// Which entries; each may be given several times or as a list with commas.
#[derive(Debug, Default, PartialEq, Eq, Args)]
pub struct Filters {
    #[arg(long, value_name = "UNIT")]
    pub unit: Vec<String>,
    #[arg(long, value_name = "CATEGORY")]
    pub category: Vec<String>,
    #[arg(long, value_name = "STAGE")]
    pub stage: Vec<String>,
    #[arg(long, value_name = "LIGHT")]
    pub schedule: Vec<String>,
    #[arg(long, value_name = "SCOPE")]
    pub scope: Vec<String>,
    #[arg(long)]
    pub repeated: bool,
    #[arg(long = "text", value_name = "WORDS")]
    pub words: Vec<String>,
}

/// What a gesture is about beside ids, and how.
#[derive(Debug, Default, Args)]
pub struct Bulk {
    #[command(flatten)]
    pub filters: Filters,
    #[arg(long)]
    pub all_matching: bool,
    #[arg(long)]
    pub atomic: bool,
}

/// The entries of a gesture: ids, or filters together with `--all-matching`.
#[derive(Debug, Default, Args)]
pub struct Targets {
    #[arg(value_name = "ENTRY")]
    pub entries: Vec<String>,
    #[command(flatten)]
    pub bulk: Bulk,
}

/// Arguments of `tick` and `untick`.
#[derive(Debug, Args)]
pub struct TickArgs {
    #[arg(value_name = "ITEM")]
    pub items: Vec<String>,
    #[command(flatten)]
    pub bulk: Bulk,
}

/// Arguments of `summary`.
#[derive(Debug, Args)]
pub struct SummaryArgs {
    #[arg(short, long, value_name = "md|txt|html|docx|xlsx|json|csv")]
    pub format: Option<String>,
    #[arg(long, value_name = "totals|units|findings|full", value_parser = one_of(&Depth::ALL, Depth::code), default_value = Depth::default().code(), hide_default_value = true)]
    pub detail: Depth,
    #[arg(id = "closed_since", long = "since", value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    #[command(flatten)]
    pub to: OutArgs,
    #[command(flatten)]
    pub filters: Filters,
}

/// Where output goes.
#[derive(Debug, Args)]
pub struct OutArgs {
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    #[arg(
        short,
        long,
        value_name = "table|json|csv",
        value_enum,
        default_value = "table",
        hide_default_value = true
    )]
    pub format: Rows,
    #[arg(long, value_name = "report|unit|stage|schedule|due|updated", value_parser = one_of(&Sort::ALL, Sort::code))]
    pub sort: Option<Sort>,
    #[command(flatten)]
    pub to: OutArgs,
    #[command(flatten)]
    pub filters: Filters,
}

/// Arguments of `log`.
#[derive(Debug, Args)]
pub struct LogArgs {
    pub entry: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    #[command(flatten)]
    pub format: DetailArgs,
}

/// Forms of many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    Table,
    Json,
    Csv,
}

/// Forms of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Detail {
    Text,
    Json,
}

/// One of a few values, by its code word.
fn one_of<T, const N: usize>(all: &'static [T; N], code: fn(T) -> &'static str) -> ValueParser
where
    T: Copy + Send + Sync + 'static,
{
    let words: Vec<_> = all.iter().map(|v| code(*v)).collect();
    PossibleValuesParser::new(words)
        .try_map(move |word| all.iter().find(|v| code(**v) == word).copied().ok_or(word))
        .into()
}

fn clock(text: &str) -> Result<Clock, String> {
    Clock::fixed(text).ok_or_else(|| text.to_owned())
}
