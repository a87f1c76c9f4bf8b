//! Sources: the list of imports, and the wizard of five steps from a file to its report.

use askama::Template;
use jiff::Timestamp;
use zgoda_law::{ReasonCode, SourceType};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Chip, Pager, Progress, Tone};

/// A step of the wizard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportStep {
    /// The file.
    File,
    /// Source and basis.
    Source,
    /// Which column is what.
    Mapping,
    /// Each row with its verdict.
    Preview,
    /// Progress and report.
    Report,
}

impl ImportStep {
    /// All five.
    pub const ALL: [Self; 5] = [Self::File, Self::Source, Self::Mapping, Self::Preview, Self::Report];

    /// Its name.
    pub fn label(self, t: &Text) -> &'static str {
        match self {
            Self::File => t.import_step_file(),
            Self::Source => t.import_step_source(),
            Self::Mapping => t.import_step_mapping(),
            Self::Preview => t.import_step_preview(),
            Self::Report => t.import_step_report(),
        }
    }
}

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Name of the file.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Format, as *CSV, średnik*.
    pub format: String,
    /// Encoding, as *windows-1250*.
    pub encoding: String,
    /// Rows without the header.
    pub rows: u64,
}

/// Step 1: the file.
#[derive(Debug, Template)]
#[template(path = "imports/file.html")]
pub struct ImportFilePage {
    /// What stands around.
    pub frame: Frame,
    /// What is wrong with the file that was sent.
    pub problem: Option<String>,
    /// The largest file in bytes.
    pub limit: u64,
}

/// Step 2: source and basis.
#[derive(Debug, Template)]
#[template(path = "imports/source.html")]
pub struct ImportSourcePage {
    /// What stands around.
    pub frame: Frame,
    /// The id of the import.
    pub id: String,
    /// The file.
    pub file: Recognised,
    /// Sources that can be chosen.
    pub sources: Vec<SourceType>,
    /// The one chosen.
    pub chosen: Option<SourceType>,
    /// The name of the source that was typed.
    pub origin: super::parts::Input,
    /// The day of collection that was typed.
    pub collected: super::parts::Input,
    /// Purposes that can be chosen, by stable name, and whether each is.
    pub purposes: Vec<(String, bool)>,
    /// What was wrong with the choice.
    pub problem: Option<String>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// Stable name of the field it goes to; `None` if it is left out.
    pub field: Option<String>,
    /// Whether the field was guessed from the header.
    pub guessed: bool,
    /// Its first values.
    pub samples: Vec<String>,
}

impl Column {
    /// Its first values that are not empty, in one line.
    pub fn sample(&self) -> String {
        let said: Vec<&str> =
            self.samples.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        said.join(" · ")
    }
}

/// Step 3: which column is what.
#[derive(Debug, Template)]
#[template(path = "imports/mapping.html")]
pub struct ImportMappingPage {
    /// What stands around.
    pub frame: Frame,
    /// The id of the import.
    pub id: String,
    /// The file.
    pub file: Recognised,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Stable names of the fields that can be chosen.
    pub fields: Vec<String>,
    /// What was wrong with the mapping.
    pub problem: Option<String>,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowVerdict {
    /// A new person.
    New,
    /// A person already known, whose values are confirmed.
    Confirmed,
    /// On the suppression list: dropped and counted.
    Suppressed,
    /// Refused.
    Refused(ReasonCode),
    /// Cannot be read.
    Unreadable,
}

impl RowVerdict {
    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::New | Self::Confirmed => Tone::Allow,
            Self::Suppressed => Tone::Wait,
            Self::Refused(_) | Self::Unreadable => Tone::Deny,
        }
    }

    /// Its name.
    pub fn label(&self, t: &Text) -> &'static str {
        match self {
            Self::New => t.row_new(),
            Self::Confirmed => t.row_confirmed(),
            Self::Suppressed => t.row_suppressed(),
            Self::Refused(_) => t.row_refused(),
            Self::Unreadable => t.row_unreadable(),
        }
    }

    /// Why in two or three words, if it is refused.
    pub fn reason_short(&self, t: &Text) -> Option<&'static str> {
        match self {
            Self::Refused(code) => Some(t.reason_short(*code)),
            _ => None,
        }
    }

    /// Why, if it is refused.
    pub fn reason(&self, t: &Text) -> Option<&'static str> {
        match self {
            Self::Refused(code) => Some(t.reason(*code)),
            _ => None,
        }
    }
}

/// A row of the file with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// Its number in the file, the header being 1.
    pub line: u64,
    /// The mapped values, in the order of [`ImportPreviewPage::fields`].
    pub cells: Vec<String>,
    /// What happens to it.
    pub verdict: RowVerdict,
}

/// Step 4: each row with its verdict.
#[derive(Debug, Template)]
#[template(path = "imports/preview.html")]
pub struct ImportPreviewPage {
    /// What stands around.
    pub frame: Frame,
    /// The id of the import.
    pub id: String,
    /// The file.
    pub file: Recognised,
    /// Filter by verdict, each with its count.
    pub chips: Vec<Chip>,
    /// Stable names of the mapped fields.
    pub fields: Vec<String>,
    /// Rows.
    pub rows: Vec<PreviewRow>,
    /// Where this page is.
    pub pager: Pager,
    /// How many rows would come in.
    pub accepted: u64,
    /// How many would be refused or dropped.
    pub refused: u64,
    /// People that must be told within a month, if any.
    pub owed_notice: u64,
}

/// How many rows were refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The verdict.
    pub verdict: RowVerdict,
    /// How many.
    pub rows: u64,
    /// The first line numbers.
    pub lines: Vec<u64>,
}

/// The figures of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportCounts {
    /// People that are new.
    pub new: u64,
    /// People that were known and confirmed.
    pub confirmed: u64,
    /// Rows dropped because of the suppression list.
    pub suppressed: u64,
    /// Rows refused or unreadable.
    pub refused: u64,
}

/// How an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// Not yet confirmed.
    Draft,
    /// Being read.
    Running,
    /// Done.
    Done,
    /// Undone.
    Undone,
    /// Stopped half-way; nothing of it was kept.
    Stopped,
}

impl ImportState {
    /// Its name.
    pub fn label(&self, t: &Text) -> &'static str {
        match self {
            Self::Draft => t.import_state_draft(),
            Self::Running => t.import_state_running(),
            Self::Done => t.import_state_done(),
            Self::Undone => t.import_state_undone(),
            Self::Stopped => t.import_state_stopped(),
        }
    }

    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Draft => Tone::Info,
            Self::Running => Tone::Wait,
            Self::Done => Tone::Allow,
            Self::Undone => Tone::Info,
            Self::Stopped => Tone::Deny,
        }
    }
}

/// Step 5: progress, then the report.
#[derive(Debug, Template)]
#[template(path = "imports/report.html")]
pub struct ImportReportPage {
    /// What stands around.
    pub frame: Frame,
    /// The id of the import.
    pub id: String,
    /// The file.
    pub file: Recognised,
    /// How it stands.
    pub state: ImportState,
    /// How far it has come.
    pub progress: Progress,
    /// The figures so far.
    pub counts: ImportCounts,
    /// What was refused and why, most frequent first.
    pub refusals: Vec<Refusal>,
    /// People that must be told within a month.
    pub owed_notice: u64,
    /// Whether it can still be undone.
    pub can_undo: bool,
}

/// One import in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its id.
    pub id: String,
    /// When it began.
    pub at: Timestamp,
    /// Who began it.
    pub by: String,
    /// Name of the file.
    pub file: String,
    /// The kind of source.
    pub source: Option<SourceType>,
    /// The source by name.
    pub origin: Option<String>,
    /// How it stands.
    pub state: ImportState,
    /// The figures.
    pub counts: ImportCounts,
}

/// The list of imports.
#[derive(Debug, Template)]
#[template(path = "imports/list.html")]
pub struct ImportsPage {
    /// What stands around.
    pub frame: Frame,
    /// The imports, newest first.
    pub rows: Vec<ImportRow>,
    /// Where this page is.
    pub pager: Pager,
}
