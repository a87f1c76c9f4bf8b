//! Requests of persons, GDPR art. 12 and 15 to 22: the files of a register that outlives the data they are about.

mod read;
mod transfer;
mod write;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zgoda_law::SubjectId;

use crate::model::{Ordinal, Person};
use crate::numbers::closed_numbers;

pub(crate) use read::{ALL as READ, request};
pub(crate) use transfer::ALL as TRANSFER;
pub use transfer::{NewTransfer, Transfer, TransferState, TransferWay};
pub(crate) use write::ALL as WRITE;
pub use write::NewRequest;

closed_numbers! {
    /// The rights a person can make use of, by the number of their article; withdrawal stands in art. 7(3).
    RequestKind {
        Withdrawal = 7 "withdrawal", Access = 15 "access", Rectification = 16 "rectification",
        Erasure = 17 "erasure", Restriction = 18 "restriction", Portability = 20 "portability",
        Objection = 21 "objection", HumanReview = 22 "human_review",
    }
}

closed_numbers! {
    /// How a request reached us. No form is required, GDPR art. 12(2).
    Door {
        Page = 1 "page", Email = 2 "email", Phone = 3 "phone", Letter = 4 "letter", InPerson = 5 "in_person",
        Other = 6 "other",
    }
}

closed_numbers! {
    /// What took away reasonable doubt about who asks, GDPR art. 12(6). There is no document among them.
    Identity { Page = 1 "page", Code = 2 "code", KnownChannel = 3 "known_channel", InPerson = 4 "in_person" }
}

closed_numbers! {
    /// What became of a request.
    Outcome {
        Granted = 1 "granted", Partly = 2 "partly", Refused = 3 "refused", NothingHeld = 4 "nothing_held",
        TakenBack = 5 "taken_back",
    }
}

closed_numbers! {
    /// What the words of a file are about; there is one text of each kind.
    WordsKind { Receipt = 1 "receipt", Identity = 2 "identity", Extension = 3 "extension", Answer = 4 "answer", Wish = 5 "wish" }
}

closed_numbers! {
    /// How far the duty to tell one recipient is, GDPR art. 19.
    TellingState { Open = 1 "open", Told = 2 "told", Impossible = 3 "impossible", Disproportionate = 4 "disproportionate" }
}

/// Whose requests they are of whom nothing is held; no person has this number.
const NOBODY: Ordinal = Ordinal(0);

/// The number of a file, as it stands on letters: `17-4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestKey {
    /// Whose file; zero for people of whom nothing is held.
    pub(crate) ordinal: Ordinal,
    /// Its number within the person.
    pub no: u32,
}

impl RequestKey {
    /// The person whose file it is.
    pub fn whose(self) -> Option<Ordinal> {
        (self.ordinal != NOBODY).then_some(self.ordinal)
    }
}

impl std::fmt::Display for RequestKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.ordinal.0, self.no)
    }
}

impl std::str::FromStr for RequestKey {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (ordinal, no) = text.split_once('-').unwrap_or((text, ""));
        Ok(Self { ordinal: Ordinal(ordinal.parse()?), no: no.parse()? })
    }
}

/// A request with its clock, GDPR art. 12(3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its number within the person.
    pub no: u32,
    /// Which right.
    pub kind: RequestKind,
    /// How it reached us.
    pub door: Door,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The last moment for an answer.
    pub due_at: Timestamp,
    /// When the term was extended, which happens once.
    pub extended_at: Option<Timestamp>,
    /// What took away doubt about who asks, and when.
    pub identity: Option<(Identity, Timestamp)>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// The stable name of the ground of a refusal.
    pub ground: Option<String>,
    /// The first day on which the file is held no more; known from the answer on.
    pub ends_on: Option<Date>,
    /// When the person was told that their restriction will be lifted, GDPR art. 18(3).
    pub lifting_told_at: Option<Timestamp>,
}

/// A request together with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFile {
    /// Its number.
    pub key: RequestKey,
    /// The person; `None` where nothing is held of whoever asked.
    pub subject: Option<SubjectId>,
    /// The person's data were erased since.
    pub erased: bool,
    /// The request.
    pub request: Request,
}

impl Person {
    /// One of the person's requests as a file of the register.
    pub fn request_file(&self, no: u32) -> Option<RequestFile> {
        let request = self.requests.iter().find(|request| request.no == no)?.clone();
        let key = RequestKey { ordinal: self.ordinal, no };
        Some(RequestFile { key, subject: Some(self.id), erased: self.flags.erased, request })
    }
}

/// A recipient to be told what became of the data, GDPR art. 19.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Its number within the request.
    pub no: u32,
    /// Who received the data.
    pub recipient: String,
    /// How far it is.
    pub state: TellingState,
    /// The day we set ourselves: the law says nothing but that it is owed.
    pub due_at: Timestamp,
    /// When it was done or found not to be possible.
    pub settled_at: Option<Timestamp>,
    /// The reference to the proof, or why it is not possible, in our own words.
    pub note: Option<String>,
}

/// A recipient that still waits to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingDue {
    /// For which request.
    pub key: RequestKey,
    /// Whose data; a pseudonym.
    pub subject: Option<SubjectId>,
    /// Who received them.
    pub recipient: String,
    /// By when.
    pub due_at: Timestamp,
}
