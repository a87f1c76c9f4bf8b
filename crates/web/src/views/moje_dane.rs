//! *Moje dane*: the page of the person whose data are held. One column, plain words.

use askama::Template;
use jiff::civil::Date;
use zgoda_law::Channel;
use zgoda_store::{Outcome, RequestKind};

use super::frame::Door;
use super::parts::{Input, Tag};
use super::rights::{ExportValue, Going, Staying};

/// The cases of GDPR art. 18(1), as codes.
pub const RESTRICTIONS: [&str; 4] = ["accuracy", "unlawful", "claims", "objection"];

/// Who holds the data and whom to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Name and address of the controller.
    pub controller: String,
    /// The officer, or how else to write to the controller.
    pub officer: Option<String>,
}

/// Asking for a code.
#[derive(Debug, Template)]
#[template(path = "moje_dane/ask.html")]
pub struct AskPage {
    /// What stands around.
    pub door: Door,
    /// Who holds the data.
    pub holder: Holder,
    /// How codes can be sent; if not at all, one writes to the controller.
    pub sends: Sends,
    /// The address typed.
    pub email: Input,
}

/// How codes can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sends {
    /// By e-mail.
    pub mail: bool,
    /// By text message.
    pub sms: bool,
}

/// Typing the code.
#[derive(Debug, Template)]
#[template(path = "moje_dane/code.html")]
pub struct CodePage {
    /// What stands around.
    pub door: Door,
    /// The code typed.
    pub code: Input,
    /// How long a code lasts.
    pub minutes: u64,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnValue {
    /// Its number within the person.
    pub fact: u32,
    /// Stable name of the field.
    pub field: String,
    /// The value; `None` where even this page may not show it.
    pub value: Option<String>,
    /// Its metryczka.
    pub tag: Tag,
}

/// One consent that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnConsent {
    /// Its number within the person.
    pub no: u32,
    /// Stable name of the purpose.
    pub purpose: String,
    /// The channels it names.
    pub channels: Vec<Channel>,
    /// When it was given.
    pub given: Date,
    /// Its wording, where it is held.
    pub wording: Option<String>,
}

/// A request and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRequest {
    /// Its number within the person.
    pub no: u32,
    /// Which right.
    pub kind: RequestKind,
    /// It is not certain yet that the person made it.
    pub unconfirmed: bool,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// When it arrived.
    pub received: Date,
    /// The last day for an answer.
    pub due: Date,
    /// When it was answered.
    pub answered: Option<Date>,
}

/// All that is held of a person.
#[derive(Debug, Template)]
#[template(path = "moje_dane/mine.html")]
pub struct MinePage {
    /// What stands around.
    pub door: Door,
    /// Who holds the data.
    pub holder: Holder,
    /// The values.
    pub values: Vec<OwnValue>,
    /// The consents that stand.
    pub consents: Vec<OwnConsent>,
    /// Since when the person objects to marketing.
    pub objected: Option<Date>,
    /// The purposes one may object to one by one.
    pub purposes: Vec<OwnPurpose>,
    /// Something is held on a legitimate interest that is not marketing.
    pub on_interest: bool,
    /// Since when an objection on grounds waits or stands.
    pub paused: Option<Date>,
    /// The data are restricted.
    pub restricted: bool,
    /// Who received any of it.
    pub recipients: Vec<String>,
    /// What the person asked for.
    pub requests: Vec<OwnRequest>,
    /// Today.
    pub today: Date,
}

impl MinePage {
    /// The channels of a consent in words.
    fn channels(&self, consent: &OwnConsent) -> String {
        let words: Vec<&str> = consent.channels.iter().map(|channel| self.door.t.channel(*channel)).collect();
        words.join(", ")
    }

    /// The cases in which processing is restricted, with their words.
    fn restrictions(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let t = self.door.t;
        RESTRICTIONS
            .into_iter()
            .filter_map(move |case| Some((case, t.find(&format!("own-restrict-{case}"))?)))
    }

    /// What a request asks for.
    fn request(&self, request: &OwnRequest) -> &str {
        self.door.t.request_kind(request.kind.name())
    }
}

/// A purpose one may object to alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPurpose {
    /// Its stable name.
    pub purpose: String,
    /// Since when the person objects to it.
    pub objected: Option<Date>,
}

/// Correcting one value.
#[derive(Debug, Template)]
#[template(path = "moje_dane/correct.html")]
pub struct OwnCorrectPage {
    /// What stands around.
    pub door: Door,
    /// The fact's number.
    pub fact: u32,
    /// Stable name of its field.
    pub field: String,
    /// The value as it is held.
    pub now: String,
    /// The value typed.
    pub value: Input,
}

/// The copy, in four forms.
#[derive(Debug, Template)]
#[template(path = "moje_dane/copy.html")]
pub struct OwnCopyPage {
    /// What stands around.
    pub door: Door,
    /// Name of the files, without their ending.
    pub name: String,
    /// To read.
    pub document: String,
    /// Everything, for programs.
    pub json: String,
    /// The standing values as a table.
    pub csv: String,
    /// The standing values as a contact card.
    pub card: String,
    /// Values in it.
    pub values: Vec<ExportValue>,
    /// The fingerprint of the JSON copy.
    pub fingerprint: String,
}

/// What goes and what stays.
#[derive(Debug, Template)]
#[template(path = "moje_dane/erase.html")]
pub struct OwnErasePage {
    /// What stands around.
    pub door: Door,
    /// What goes.
    pub going: Vec<Going>,
    /// What stays.
    pub staying: Vec<Staying>,
    /// How long old backups can still be read, in days.
    pub backup_days: u64,
}

/// What was erased.
#[derive(Debug, Template)]
#[template(path = "moje_dane/erased.html")]
pub struct OwnErasedPage {
    /// What stands around.
    pub door: Door,
    /// Values that are gone.
    pub values: u64,
    /// Whether nothing is left.
    pub whole: bool,
    /// What stays.
    pub staying: Vec<Staying>,
    /// The number of the ledger's entry, and how many there are.
    pub entry: u64,
    /// Entries in the tree.
    pub tree: u64,
    /// The certificate to read, as an address that is the file itself; and its proof.
    pub document: String,
    /// The proof.
    pub proof: String,
}
