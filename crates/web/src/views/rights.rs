//! The rights of a person, done by staff: access (art. 15), erasure (art. 17) and its certificate.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Ending;

use super::frame::Frame;
use super::parts::{Tag, Who};

/// A value in an access export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportValue {
    /// Stable name of the field.
    pub field: String,
    /// The value.
    pub value: String,
    /// Its metryczka.
    pub tag: Tag,
    /// How and when it ended, if it did and is still kept.
    pub ended: Option<(Ending, Date)>,
}

/// What a copy would hold, before it is made.
#[derive(Debug, Template)]
#[template(path = "rights/offer.html")]
pub struct ExportOfferPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose.
    pub who: Who,
    /// Stable names of the fields, and how many values of each.
    pub fields: Vec<(String, u64)>,
    /// The sources by name.
    pub sources: Vec<String>,
    /// The day a request for it arrived and the last day for the answer, if one waits.
    pub request: Option<(Date, Date)>,
}

/// The readable copy of everything that is held about a person.
#[derive(Debug, Template)]
#[template(path = "rights/export.html")]
pub struct ExportPage {
    /// What stands around.
    pub frame: Frame,
    /// Whose.
    pub who: Who,
    /// Who holds it: name and address of the controller.
    pub controller: String,
    /// Whom to ask: name and address of the officer.
    pub officer: Option<String>,
    /// When it was made.
    pub at: Timestamp,
    /// The values.
    pub values: Vec<ExportValue>,
    /// Who got them.
    pub recipients: Vec<String>,
    /// What happened: moment and one line, newest first.
    pub history: Vec<(Timestamp, String)>,
    /// The fingerprint of the JSON copy.
    pub fingerprint: String,
    /// The JSON copy, as an address that is the file itself.
    pub json: String,
    /// The copy as a document that stands alone, likewise.
    pub document: String,
}

/// Something that goes in an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// Stable name of the field.
    pub field: String,
    /// How many values.
    pub values: u64,
    /// Stable names of the purposes that end.
    pub purposes: Vec<String>,
}

/// Something that stays after an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staying {
    /// What, in words.
    pub what: String,
    /// Why, in one plain sentence.
    pub why: String,
    /// The article.
    pub article: String,
    /// Until when; `None` for what is not personal any more.
    pub until: Option<Date>,
}

/// What exactly will go and stay, before the verb is pressed.
#[derive(Debug, Template)]
#[template(path = "rights/erase.html")]
pub struct ErasePage {
    /// What stands around.
    pub frame: Frame,
    /// Whose.
    pub who: Who,
    /// What goes.
    pub going: Vec<Going>,
    /// What stays.
    pub staying: Vec<Staying>,
    /// Recipients that will be told, GDPR art. 19.
    pub told: Vec<String>,
    /// How long old backups can still be read, in days.
    pub backup_days: u64,
    /// Whether nothing of the person stays, so that their key goes.
    pub whole: bool,
    /// What stands against it, if something does.
    pub obstacle: Option<String>,
}

impl ErasePage {
    /// Values that go.
    pub fn values(&self) -> u64 {
        self.going.iter().map(|going| going.values).sum()
    }
}

/// The proof that the data of a person are gone.
#[derive(Debug, Template)]
#[template(path = "rights/certificate.html")]
pub struct CertificatePage {
    /// What stands around.
    pub frame: Frame,
    /// The public id of the subject: nothing else is left.
    pub subject: String,
    /// Who erased.
    pub controller: String,
    /// When.
    pub at: Timestamp,
    /// Whether nothing of the person stayed.
    pub whole: bool,
    /// Number of values erased.
    pub values: u64,
    /// What stays and why.
    pub staying: Vec<Staying>,
    /// Number of the ledger entry.
    pub entry: u64,
    /// Size of the tree it is proved in.
    pub tree: u64,
    /// The hash of the entry.
    pub leaf: String,
    /// The root of the tree.
    pub root: String,
    /// When the last backup that can still hold the key ends.
    pub backups_end: Date,
}
