//! Sources: the list of imports, and the wizard of five steps from a file to its report.

use askama::Template;
use jiff::Timestamp;
use zgoda_law::{Basis, Channel, ConsentAct, SourceType};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Chip, Input, Pager, Progress, Tone};

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
    /// Name of the file; of a file that is gone, the name of its source.
    pub name: String,
    /// Size in bytes, as long as the file is there.
    pub bytes: Option<u64>,
    /// Format, as *CSV, średnik*.
    pub format: String,
    /// Encoding, as *windows-1250*.
    pub encoding: Option<String>,
    /// Rows without the header, once they were counted.
    pub rows: Option<u64>,
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

/// A purpose that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeChoice {
    /// Its stable name.
    pub name: String,
    /// Whether it is chosen.
    pub on: bool,
    /// The bases it may rest on.
    pub bases: Vec<Basis>,
    /// The basis that is chosen.
    pub basis: Option<Basis>,
}

impl PurposeChoice {
    /// Whether this basis is chosen.
    pub fn rests_on(&self, basis: &Basis) -> bool {
        self.basis == Some(*basis)
    }
}

/// What is said of the consents that a file carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConsentForm {
    /// Stable names of purposes that a consent can be for.
    pub purposes: Vec<String>,
    /// The one chosen.
    pub purpose: String,
    /// The channels that can be chosen, and whether each is.
    pub channels: Vec<(Channel, bool)>,
    /// The act by which each was given.
    pub act: Option<ConsentAct>,
    /// The complete record of each exists.
    pub proof: bool,
    /// The people were told who, what for, and that they may withdraw.
    pub told: bool,
    /// It stood apart.
    pub separate: bool,
    /// The wording covers commercial information.
    pub pke398: bool,
    /// The wording.
    pub wording: String,
}

impl ConsentForm {
    /// Each act with its name, and whether it is chosen.
    pub fn acts(&self, t: &Text) -> Vec<(&'static str, &'static str, bool)> {
        let named = |act: &ConsentAct| {
            let key = format!("import-consent-act-{}", act.name().replace('_', "-"));
            (act.name(), t.find(&key).unwrap_or(act.name()), self.act == Some(*act))
        };
        ConsentAct::ALL.iter().map(named).collect()
    }

    /// Whether anything was said.
    pub fn is_touched(&self) -> bool {
        self.act.is_some() || self.proof || self.told || self.separate || !self.wording.is_empty()
    }
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
    pub origin: Input,
    /// The day of collection that was typed.
    pub collected: Input,
    /// What was said to prove the source.
    pub evidence: Input,
    /// Whether the people were told at collection.
    pub informed: bool,
    /// Purposes that can be chosen.
    pub purposes: Vec<PurposeChoice>,
    /// The consents of the file.
    pub consent: ConsentForm,
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
    /// Whether the user must say if day or month comes first in dates of consent.
    pub asks_date_order: bool,
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
    /// Only the wish not to be contacted is kept.
    OptedOut,
    /// Refused, with the code of the law or of the reading.
    Refused(&'static str),
}

impl RowVerdict {
    /// Its stable name in addresses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Confirmed => "confirmed",
            Self::Suppressed => "suppressed",
            Self::OptedOut => "opted_out",
            Self::Refused(_) => "refused",
        }
    }

    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::New | Self::Confirmed => Tone::Allow,
            Self::Suppressed | Self::OptedOut => Tone::Wait,
            Self::Refused(_) => Tone::Deny,
        }
    }

    /// Its name.
    pub fn label(&self, t: &Text) -> &'static str {
        match self {
            Self::New => t.row_new(),
            Self::Confirmed => t.row_confirmed(),
            Self::Suppressed => t.row_suppressed(),
            Self::OptedOut => t.row_opted_out(),
            Self::Refused(_) => t.row_refused(),
        }
    }

    /// Why in a few words, if it is refused.
    pub fn reason_short(&self, t: &Text) -> Option<&'static str> {
        match self {
            Self::Refused(code) => Some(t.refusal(code)),
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
    /// Further remarks: values that stay out, cells put aside, what is wrong in the row.
    pub remarks: Vec<String>,
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
    /// How far the trial has come while it goes on; then nothing else is known yet.
    pub trying: Option<Progress>,
    /// How many rows at the start of the file are shown, if it has more.
    pub shown_first: Option<u64>,
}

/// How many rows were refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the law or of the reading.
    pub code: String,
    /// How many.
    pub rows: u64,
    /// The first line numbers.
    pub lines: Vec<u64>,
}

impl Refusal {
    /// Whether more rows were refused for it than are named.
    pub fn has_more(&self) -> bool {
        self.rows > self.lines.len() as u64
    }

    /// Why, in a few words.
    pub fn reason<'a>(&'a self, t: &Text) -> &'a str {
        t.refusal(&self.code)
    }
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
    /// Rows of which only the wish not to be contacted was kept.
    pub opted_out: u64,
    /// Rows refused or unreadable.
    pub refused: u64,
    /// Cells put aside because they hold what must not be held.
    pub quarantined: u64,
    /// Values that no purpose needs and that were not kept.
    pub discarded: u64,
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
    /// Stopped half-way; what was committed before is counted and can be undone.
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
    /// What goes on while it is running.
    pub doing: &'static str,
    /// Why it stopped, if it did.
    pub stopped: Option<String>,
    /// Where one can try it again with the same file.
    pub retry: Option<String>,
    /// Whether it can still be undone.
    pub can_undo: bool,
    /// What was wrong with the wish to undo it.
    pub problem: Option<String>,
}

/// Instead of steps 2 to 4 for a chat: who is ours, and what was asked for.
#[derive(Debug, Template)]
#[template(path = "imports/thread.html")]
pub struct ImportThreadPage {
    /// What stands around.
    pub frame: Frame,
    /// The id of the import.
    pub id: String,
    /// The file.
    pub file: Recognised,
    /// Who takes part.
    pub participants: Vec<String>,
    /// The one who is ours.
    pub me: String,
    /// The name of the source that was typed.
    pub origin: Input,
    /// Purposes that can be chosen.
    pub purposes: Vec<PurposeChoice>,
    /// Whether addresses the person wrote are taken.
    pub contacts: bool,
    /// Whether the person was told at collection.
    pub informed: bool,
    /// The offer asked for.
    pub offer: Input,
    /// The day it was asked for.
    pub asked: Input,
    /// The day before which it may not be sent.
    pub not_before: Input,
    /// The channels it can be wanted on, and whether each is chosen.
    pub channels: Vec<(Channel, bool)>,
    /// What was wrong with the choice.
    pub problem: Option<String>,
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
