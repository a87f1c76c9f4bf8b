//! How people are informed: messages on their way, letters printed together, exemptions, and the operator's own words.
//! Pseudonyms, states and dates only; what a message says stands once, for everybody who was told the same.

mod read;
mod write;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{ActorId, Channel, FactNo, InformationDuty, NoticeStatus, SubjectId};

use crate::model::{BatchId, TextId};

pub(crate) use read::ALL as READ;
pub(crate) use write::ALL as WRITE;

crate::closed_numbers! {
    /// Where a message that informs a person is on its way.
    DeliveryState {
        Queued = 1 "queued",
        Sending = 2 "sending",
        Sent = 3 "sent",
        Refused = 4 "refused",
        Uncertain = 5 "uncertain",
        Bounced = 6 "bounced",
        Stopped = 7 "stopped",
        Printed = 8 "printed",
        Posted = 9 "posted",
        Returned = 10 "returned",
    }
}

impl DeliveryState {
    /// Whether the message may still reach the person, so that no other one is made for the same duty.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Queued | Self::Sending | Self::Uncertain | Self::Printed)
    }
}

/// One message that informs one person, by e-mail or letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its number within the person.
    pub no: u32,
    /// The duties it meets, by their numbers within the person.
    pub notices: BTreeSet<u32>,
    /// What it says.
    pub text: TextId,
    /// The way it goes.
    pub channel: Channel,
    /// The value it goes to; a letter goes to an address made of several.
    pub fact: Option<FactNo>,
    /// Where it is.
    pub state: DeliveryState,
    /// The random id under which a mail server knows it; drawn before it is handed over.
    pub message_id: Option<String>,
    /// The letters it was printed with.
    pub batch: Option<BatchId>,
    /// A posting number or a reference of the controller's own.
    pub reference: Option<String>,
    /// The mail server's last answer.
    pub code: Option<u16>,
    /// How often it was handed over.
    pub tries: u32,
    /// When it was put together.
    pub queued_at: Timestamp,
    /// Not handed over before.
    pub next_at: Timestamp,
    /// When it came to where it is.
    pub moved_at: Timestamp,
}

/// A message to be put on its way.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// The duties it meets.
    pub notices: BTreeSet<u32>,
    /// What it says.
    pub text: TextId,
    /// The way it goes.
    pub channel: Channel,
    /// The value it goes to.
    pub fact: Option<FactNo>,
    /// The letters it is printed with; without them it waits in the queue.
    pub batch: Option<BatchId>,
}

/// A step of a message on its way. What is not given stays as it was.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it comes to.
    pub state: DeliveryState,
    /// What it says, where that was put together anew.
    pub text: Option<TextId>,
    /// The id under which it is handed over.
    pub message_id: Option<String>,
    /// A posting number or another reference of the controller's own.
    pub reference: Option<String>,
    /// The mail server's answer.
    pub code: Option<u16>,
    /// When it may be tried again.
    pub next_at: Option<Timestamp>,
}

impl Step {
    /// A step to a state, with nothing more to say.
    pub const fn to(state: DeliveryState) -> Self {
        Self { state, text: None, message_id: None, reference: None, code: None, next_at: None }
    }
}

/// A written assessment that a person need not be informed, GDPR art. 13(4), 14(5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeExemption {
    /// Whom.
    pub subject: SubjectId,
    /// The number of the duty within the person.
    pub notice: u32,
    /// The ground, as a code.
    pub ground: String,
    /// The assessment.
    pub text: TextId,
    /// Who made it.
    pub decided_by: ActorId,
    /// When.
    pub decided_at: Timestamp,
    /// The day on which it is to be looked at again.
    pub review_on: Date,
}

/// A version of the operator's own words in notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeTemplate {
    /// Its number.
    pub id: u32,
    /// The words, as the use case keeps them.
    pub text: TextId,
    /// Who wrote it.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
}

/// A wording of ours that is kept for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The tag of its language.
    pub lang: String,
    /// SHA-256 of the words.
    pub digest: [u8; 32],
    /// The words.
    pub body: String,
}

/// Letters that are printed and posted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterBatch {
    /// Its number.
    pub id: BatchId,
    /// Who gets the letters to print or post them.
    pub recipient: String,
    /// How many letters.
    pub letters: u32,
    /// Who made it.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
    /// From then on it is not handed out any more.
    pub ends_at: Timestamp,
    /// When the letters were posted.
    pub posted_at: Option<Timestamp>,
    /// The number of the posting.
    pub posting: Option<String>,
}

/// Which duties to inform a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeFilter {
    /// Not met, and still in term.
    Due,
    /// Not met, and past the term.
    Overdue,
    /// Met by a message or otherwise.
    Told,
    /// Found not to apply.
    Exempt,
}

/// A duty to inform as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeListed {
    /// Whom.
    pub subject: SubjectId,
    /// Its number.
    pub no: u32,
    /// Which article.
    pub duty: InformationDuty,
    /// How far it is.
    pub status: NoticeStatus,
    /// When the data were obtained.
    pub obtained_at: Timestamp,
    /// The last moment.
    pub due_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Where the data came from.
    pub source_name: String,
    /// The country of the person.
    pub country: String,
}

/// How many duties to inform there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoticeCounts {
    /// In term.
    pub due: u64,
    /// Past it.
    pub overdue: u64,
    /// Told.
    pub told: u64,
    /// Exempt.
    pub exempt: u64,
}
