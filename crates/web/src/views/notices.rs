//! *Obowiązek informacyjny*: who is owed information, what they will read, what they were told, and our own words in it.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{InformationDuty, NoticeStatus};
use zgoda_rights::inform::Block;
use zgoda_store::DeliveryState;
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Chip, Input, Link, Pager, Tone, Who};

/// One duty to inform in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Whom.
    pub who: Who,
    /// Where the data came from.
    pub source: String,
    /// Which article.
    pub duty: InformationDuty,
    /// How far it is.
    pub status: NoticeStatus,
    /// Where a message for it is on its way, if one is.
    pub moving: Option<DeliveryState>,
    /// The last day, or the day it was done.
    pub day: Date,
    /// The day on which the data are destroyed if nobody tells the person; only where it is overdue.
    pub ends: Option<Date>,
    /// Whether an e-mail may go.
    pub email: bool,
    /// Whether a letter may go.
    pub letter: bool,
}

/// A message that a human must look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// To whom.
    pub who: Who,
    /// Its number within the person.
    pub no: u32,
    /// Where it is.
    pub state: DeliveryState,
    /// When it came there.
    pub at: Timestamp,
    /// The mail server's last answer.
    pub code: Option<u16>,
}

/// The list of duties to inform.
#[derive(Debug, Template)]
#[template(path = "notices/list.html")]
pub struct NoticesPage {
    /// What stands around.
    pub frame: Frame,
    /// The lists there are, each with its count.
    pub lists: Vec<Chip>,
    /// Whether the rows can be acted upon.
    pub open: bool,
    /// Whether it is the list of what was told.
    pub told: bool,
    /// The rows of this page.
    pub rows: Vec<NoticeRow>,
    /// Messages that a human must look at.
    pub stuck: Vec<Stuck>,
    /// Messages in the queue.
    pub queued: u64,
    /// What keeps every notice back, as sentences; empty where nothing does.
    pub hindrances: Vec<String>,
    /// Where this page is in the list.
    pub pager: Pager,
    /// A year from today at the latest: when an exemption is to be looked at again.
    pub review: Date,
}

impl NoticesPage {
    /// Why somebody need not be informed.
    pub fn exemption(&self, name: &str) -> &'static str {
        self.frame.t.find(&format!("exemption-{}", name.replace('_', "-"))).unwrap_or_default()
    }

    /// The grounds on which somebody need not be informed, as codes.
    pub const fn grounds(&self) -> [&'static str; 4] {
        ["informed", "disproportionate", "laid_down_by_law", "secrecy"]
    }
}

/// The word for where a message is.
pub fn state_word(t: &Text, state: &DeliveryState) -> &'static str {
    t.find(&format!("delivery-{}", state.name())).unwrap_or_default()
}

/// The tone in which it is said.
pub const fn state_tone(state: &DeliveryState) -> Tone {
    match state {
        DeliveryState::Sent | DeliveryState::Posted => Tone::Allow,
        DeliveryState::Queued | DeliveryState::Sending | DeliveryState::Printed => Tone::Info,
        DeliveryState::Uncertain => Tone::Wait,
        DeliveryState::Refused
        | DeliveryState::Bounced
        | DeliveryState::Stopped
        | DeliveryState::Returned => Tone::Deny,
    }
}

/// What a person will read, or has read.
#[derive(Debug, Template)]
#[template(path = "notices/preview.html")]
pub struct PreviewPage {
    /// What stands around.
    pub frame: Frame,
    /// Who.
    pub who: Who,
    /// The tag of the language it is written in.
    pub lang: &'static str,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// What keeps it back, as sentences.
    pub problems: Vec<String>,
    /// Where it would go by e-mail.
    pub email: Option<String>,
    /// The lines of its envelope.
    pub letter: Option<Vec<String>>,
    /// Whether one is on its way already.
    pub moving: bool,
}

/// The exact text that a person got, with its proof.
#[derive(Debug, Template)]
#[template(path = "notices/message.html")]
pub struct SentPage {
    /// What stands around.
    pub frame: Frame,
    /// Who.
    pub who: Who,
    /// The tag of its language.
    pub lang: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// SHA-256 of the text.
    pub hash: String,
    /// Where it is.
    pub state: DeliveryState,
    /// What is known of its way, each with its name.
    pub facts: Vec<(&'static str, String)>,
    /// Its number within the person.
    pub no: u32,
    /// Whether a human must say what becomes of it.
    pub undecided: bool,
    /// Whether it can be said to have come back.
    pub may_return: bool,
}

/// One version of our own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub id: u32,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// SHA-256 of the words.
    pub hash: String,
}

/// The operator's own words in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The tag of the language.
    pub lang: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Behind the greeting.
    pub opening: Input,
    /// Who receives the data.
    pub recipients: Input,
    /// Transfers.
    pub transfers: Input,
    /// Before the signature.
    pub closing: Input,
    /// What must not stand there, as sentences.
    pub findings: Vec<String>,
    /// The versions, newest first.
    pub versions: Vec<Version>,
}

impl Words {
    /// The parts: stable name, label, hint, and what stands there.
    pub fn parts(&self, t: &Text) -> [(&'static str, &'static str, &'static str, &Input); 4] {
        [
            ("opening", t.words_opening(), t.words_opening_hint(), &self.opening),
            ("recipients", t.words_recipients(), t.words_recipients_hint(), &self.recipients),
            ("transfers", t.words_transfers(), t.words_transfers_hint(), &self.transfers),
            ("closing", t.words_closing(), t.words_closing_hint(), &self.closing),
        ]
    }
}

/// The page of our own words, and of what every notice must say.
#[derive(Debug, Template)]
#[template(path = "notices/words.html")]
pub struct WordsPage {
    /// What stands around.
    pub frame: Frame,
    /// How the controller is reached.
    pub contact: Input,
    /// The page on rights.
    pub rights_url: Input,
    /// The page on privacy.
    pub privacy_url: Input,
    /// The words, language by language.
    pub words: Vec<Words>,
    /// Whether the reader may change them.
    pub may_write: bool,
}

/// A link to what a person was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRow {
    /// Its number within the person.
    pub no: u32,
    /// Where it is.
    pub state: DeliveryState,
    /// By which way, in words.
    pub way: &'static str,
    /// When it came there.
    pub day: Date,
    /// Where it can be read.
    pub text: Link,
}

/// Letters that were made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Their number.
    pub id: String,
    /// Who prints or posts them.
    pub recipient: String,
    /// How many.
    pub letters: u64,
    /// Who made them.
    pub by: String,
    /// When.
    pub made: Date,
    /// The day on which they are no longer handed out.
    pub ends: Date,
    /// Whether that day has come.
    pub over: bool,
    /// When they were posted.
    pub posted: Option<Date>,
    /// The number of the posting.
    pub posting: String,
}

/// All letters that were made together.
#[derive(Debug, Template)]
#[template(path = "notices/letters.html")]
pub struct LettersPage {
    /// What stands around.
    pub frame: Frame,
    /// The batches, newest first.
    pub rows: Vec<BatchRow>,
}

/// One batch of letters.
#[derive(Debug, Template)]
#[template(path = "notices/batch.html")]
pub struct BatchPage {
    /// What stands around.
    pub frame: Frame,
    /// The batch.
    pub batch: BatchRow,
    /// The day of posting.
    pub day: Input,
    /// The number of the posting.
    pub posting: Input,
    /// Whether the reader informs people.
    pub may: bool,
}
