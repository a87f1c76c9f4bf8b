//! Files that left: the list, the form, what the law lets out, and one file.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::ReasonCode;
use zgoda_store::RecipientKind;
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Chip, Tone};

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Its last day is to come.
    Out,
    /// Its last day has passed, and nobody said that it was destroyed.
    Late,
    /// It was not written to its end.
    Broken,
    /// It was destroyed.
    Destroyed,
}

impl Stands {
    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Out => Tone::Wait,
            Self::Late => Tone::Deny,
            Self::Broken => Tone::Info,
            Self::Destroyed => Tone::Allow,
        }
    }

    /// Its word.
    pub fn word(&self, t: &Text) -> &'static str {
        match self {
            Self::Out => t.exports_out(),
            Self::Late => t.exports_late(),
            Self::Broken => t.exports_broken(),
            Self::Destroyed => t.exports_destroyed(),
        }
    }
}

/// A file in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// Its number.
    pub id: u32,
    /// Who received it.
    pub recipient: String,
    /// What they are.
    pub kind: RecipientKind,
    /// The stable name of the purpose.
    pub purpose: String,
    /// How many people are in it.
    pub people: u64,
    /// The day it was made.
    pub made_on: Date,
    /// Its last day.
    pub expires_on: Date,
    /// How it stands.
    pub stands: Stands,
}

/// What a recipient is, in words.
pub fn kind_words(t: &Text, kind: &RecipientKind) -> &'static str {
    match kind {
        RecipientKind::Own => t.export_kind_own(),
        RecipientKind::Processor => t.export_to_processor(),
        RecipientKind::Controller => t.export_to_controller(),
    }
}

/// Every file.
#[derive(Debug, Template)]
#[template(path = "exports/list.html")]
pub struct ExportsPage {
    /// What stands around.
    pub frame: Frame,
    /// The files, the latest first.
    pub rows: Vec<ExportRow>,
}

/// A recipient that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiving {
    /// What the form sends.
    pub value: String,
    /// Their name.
    pub name: String,
    /// What they are and where.
    pub what: String,
}

/// The form.
#[derive(Debug, Template)]
#[template(path = "exports/new.html")]
pub struct ExportNewPage {
    /// What stands around.
    pub frame: Frame,
    /// How many people were chosen.
    pub people: u64,
    /// Who, as it stands in an address.
    pub who: String,
    /// The purposes that can be chosen.
    pub purposes: Vec<Chip>,
    /// The stable name of the one that was.
    pub purpose: String,
    /// The fields that it needs, by stable name, and whether each is ticked.
    pub fields: Vec<(String, bool)>,
    /// Recipients of the registers.
    pub receivers: Vec<Receiving>,
    /// The recipient that is chosen.
    pub to: String,
    /// The name of another controller.
    pub name: String,
    /// Where it is.
    pub country: String,
    /// Bases another controller can have.
    pub bases: Vec<(&'static str, String)>,
    /// The one that is chosen.
    pub basis: String,
    /// The forms a file can have.
    pub formats: Vec<(&'static str, &'static str)>,
    /// The one that is chosen.
    pub format: String,
    /// Whether the recipient's key closes the file.
    pub by_key: bool,
    /// The key.
    pub key: String,
    /// The last day.
    pub expires: String,
    /// The first day that it can be.
    pub earliest: Date,
    /// The last one.
    pub latest: Date,
}

/// How much is refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The reason.
    pub code: ReasonCode,
    /// How many people or values.
    pub count: u64,
}

/// What the law lets out.
#[derive(Debug, Template)]
#[template(path = "exports/weighed.html")]
pub struct ExportWeighedPage {
    /// What stands around.
    pub frame: Frame,
    /// Who was chosen, as it stands in an address.
    pub who: String,
    /// The recipient.
    pub recipient: String,
    /// What they are.
    pub kind: RecipientKind,
    /// The stable name of the purpose.
    pub purpose: String,
    /// The fields, by stable name.
    pub fields: Vec<String>,
    /// The form of the file.
    pub format: &'static str,
    /// Its last day.
    pub expires_on: Date,
    /// How many people were chosen.
    pub chosen: u64,
    /// How many get into the file.
    pub people: u64,
    /// Of them, how many not with everything.
    pub partly: u64,
    /// How many values.
    pub values: u64,
    /// How many have nothing of it.
    pub without: u64,
    /// People who stay out, by reason.
    pub closed: Vec<Refusal>,
    /// Values that stay shut, by reason.
    pub refused: Vec<Refusal>,
    /// Whether some stay out because they were not told.
    pub untold: bool,
    /// The passphrase, shown this once.
    pub passphrase: Option<String>,
    /// The public key that closes the file instead.
    pub key: Option<String>,
    /// The form once more.
    pub again: Vec<(&'static str, String)>,
}

/// One file.
#[derive(Debug, Template)]
#[template(path = "exports/one.html")]
pub struct ExportPage {
    /// What stands around.
    pub frame: Frame,
    /// The file.
    pub row: ExportRow,
    /// Its fields, by stable name.
    pub fields: Vec<String>,
    /// Its form.
    pub format: &'static str,
    /// The public key that closes it.
    pub key: Option<String>,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
    /// How many people were chosen.
    pub chosen: u64,
    /// How many values are in it.
    pub values: u64,
    /// Values that stayed shut, by reason.
    pub refused: Vec<Refusal>,
    /// Its size and hash; none where it broke off.
    pub file: Option<(String, String)>,
    /// The day it was destroyed, and the proof.
    pub destroyed: Option<(Date, String)>,
    /// Whether the reader may say that it was destroyed.
    pub may_settle: bool,
}
