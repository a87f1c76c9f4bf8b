//! *Żądania*: the register of requests, one file, the form that notes one, and the copies it hands out.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::Channel;
use zgoda_rights::requests::{Letter, REASON_MIN, WORDS_MAX};
use zgoda_store::{Door, Identity, Outcome, RequestKind, TellingState};

use super::frame::{Frame, Section};
use super::parts::{Chip, Pager, Tone, Who};
use super::transfer::TransferBox;

/// Whoever made a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    /// Somebody whose data are held.
    Known(Who),
    /// Their data were erased since; the pseudonym.
    Erased(String),
    /// Nothing is held of them.
    Nobody,
}

/// One request in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// The number of its file.
    pub file: String,
    /// Which right.
    pub kind: RequestKind,
    /// Who asks.
    pub asker: Asker,
    /// How it reached us.
    pub door: Door,
    /// The day it arrived.
    pub received: Date,
    /// The last day for an answer.
    pub due: Date,
    /// That day has passed.
    pub is_late: bool,
    /// The term was extended.
    pub is_extended: bool,
    /// It is certain who asks, or need not be.
    pub is_identified: bool,
    /// The day it was answered.
    pub answered: Option<Date>,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

/// The colour of an outcome.
pub const fn outcome_tone(outcome: &Outcome) -> Tone {
    match outcome {
        Outcome::Granted => Tone::Allow,
        Outcome::Partly => Tone::Wait,
        Outcome::Refused => Tone::Deny,
        Outcome::NothingHeld | Outcome::TakenBack => Tone::Info,
    }
}

/// The list of requests.
#[derive(Debug, Template)]
#[template(path = "requests/list.html")]
pub struct RequestsPage {
    /// What stands around.
    pub frame: Frame,
    /// Those that wait and those that were answered, with their counts.
    pub lists: Vec<Chip>,
    /// A filter for each right that somebody waits for; empty where it would filter nothing.
    pub kinds: Vec<Chip>,
    /// Whether it is the list of those that were answered.
    pub answered: bool,
    /// The rows.
    pub rows: Vec<RequestRow>,
    /// Where this page is in the list of those that were answered.
    pub pager: Option<Pager>,
}

/// Who notes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noting {
    /// The officer, in the register.
    InRegister,
    /// Anybody else, who passes it on and does not see its file.
    PassedOn,
}

impl Noting {
    /// Where its forms are sent.
    pub const fn place(self) -> &'static str {
        match self {
            Self::InRegister => "/requests",
            Self::PassedOn => "/wishes",
        }
    }

    /// The place in the rail it belongs to.
    pub const fn section(self) -> Section {
        match self {
            Self::InRegister => Section::Requests,
            Self::PassedOn => Section::People,
        }
    }
}

/// Noting a request.
#[derive(Debug, Template)]
#[template(path = "requests/new.html")]
pub struct NewRequestPage {
    /// What stands around.
    pub frame: Frame,
    /// Who notes it.
    pub noting: Noting,
    /// What was typed to find the person.
    pub typed: String,
    /// Somebody was looked for.
    pub looked: bool,
    /// Who was found.
    pub found: Vec<Who>,
    /// Who is chosen: a pseudonym, or nothing.
    pub whose: String,
    /// The right that is chosen.
    pub kind: String,
    /// The door that is chosen.
    pub door: String,
    /// The day it arrived.
    pub day: String,
    /// What they said.
    pub said: String,
    /// What is wrong with the day or the words.
    pub problem: Option<String>,
}

impl NewRequestPage {
    /// The rights, in the order in which they are asked for.
    const KINDS: [RequestKind; 8] = [
        RequestKind::Access,
        RequestKind::Erasure,
        RequestKind::Rectification,
        RequestKind::Objection,
        RequestKind::Withdrawal,
        RequestKind::Portability,
        RequestKind::Restriction,
        RequestKind::HumanReview,
    ];

    fn kinds(&self) -> [RequestKind; 8] {
        Self::KINDS
    }

    /// Whether it is passed on by somebody who is no officer.
    fn passes_on(&self) -> bool {
        self.noting == Noting::PassedOn
    }

    /// The doors, but for the person's own page, which notes its requests itself.
    fn doors(&self) -> impl Iterator<Item = &'static Door> {
        Door::ALL.iter().filter(|door| **door != Door::Page)
    }

    fn words_max(&self) -> usize {
        WORDS_MAX
    }
}

/// A consent that can be withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentChoice {
    /// Its number within the person.
    pub no: u32,
    /// Stable name of the purpose.
    pub purpose: String,
    /// The channels it names.
    pub channels: Vec<Channel>,
    /// When it was given.
    pub given: Date,
}

/// How what is asked for is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Nothing is done by the program, or not yet.
    None,
    /// A copy is made.
    Copy,
    /// At the person's values.
    Correct,
    /// On the page that shows what goes and what stays.
    Erase,
    /// The data are restricted.
    Restrict,
    /// Marketing ends.
    Object,
    /// One of these consents ends.
    Withdraw(Vec<ConsentChoice>),
}

/// A text of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// What it is.
    pub title: &'static str,
    /// What it says.
    pub text: String,
}

/// A recipient to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingRow {
    /// Its number within the request.
    pub no: u32,
    /// Who.
    pub recipient: String,
    /// How far it is.
    pub state: TellingState,
    /// By when.
    pub due: Date,
    /// When it was done.
    pub settled: Option<Date>,
    /// The proof or the reason.
    pub note: Option<String>,
}

/// What happened to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: &'static str,
    /// Who did it; `None` for the program itself.
    pub by: Option<String>,
    /// The number of the entry in the ledger.
    pub entry: u64,
}

/// One request.
#[derive(Debug, Template)]
#[template(path = "requests/file.html")]
pub struct FilePage {
    /// What stands around.
    pub frame: Frame,
    /// The number of the file.
    pub file: String,
    /// Which right.
    pub kind: RequestKind,
    /// Its article.
    pub article: String,
    /// Who asks.
    pub asker: Asker,
    /// How it reached us.
    pub door: Door,
    /// The day it arrived.
    pub received: Date,
    /// The last day for an answer.
    pub due: Date,
    /// That day has passed.
    pub is_late: bool,
    /// The day the term was extended.
    pub extended: Option<Date>,
    /// Whether the term can be extended now.
    pub may_extend: bool,
    /// What took away doubt, and when.
    pub identity: Option<(Identity, Date)>,
    /// It is certain who asks, or need not be.
    pub identified: bool,
    /// Whether a code can be sent to an address that is held.
    pub can_send: bool,
    /// The day it was answered.
    pub answered: Option<Date>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// The ground of a refusal in words, with its article.
    pub ground: Option<(String, String)>,
    /// The grounds on which it could be refused: stable name, words, article.
    pub grounds: Vec<(&'static str, String, String)>,
    /// The answers that can be given by hand.
    pub outcomes: Vec<Outcome>,
    /// How what is asked for is done.
    pub deed: Deed,
    /// What was written in the file.
    pub writings: Vec<Writing>,
    /// The letters that have something to say.
    pub letters: Vec<Letter>,
    /// The person's data are restricted.
    pub restricted: bool,
    /// The day the person was told that the restriction will be lifted.
    pub lifting_told: Option<Date>,
    /// What went straight to another controller, or may go.
    pub transfers: Option<TransferBox>,
    /// Who is to be told what became of the data.
    pub tellings: Vec<TellingRow>,
    /// The first day on which the file is held no more.
    pub ends_on: Option<Date>,
    /// What the ledger says of it.
    pub history: Vec<HistoryRow>,
}

impl FilePage {
    /// The person's page, where there is one.
    fn person(&self) -> Option<&Who> {
        match &self.asker {
            Asker::Known(who) => Some(who),
            Asker::Erased(_) | Asker::Nobody => None,
        }
    }

    /// What a letter is called.
    fn letter(&self, letter: &Letter) -> &str {
        self.frame.t.find(&format!("requests-letter-{}", letter.name())).unwrap_or_default()
    }

    /// How far a recipient is, in words.
    fn telling(&self, state: &TellingState) -> &str {
        self.frame.t.find(&format!("requests-telling-{}", state.name())).unwrap_or_default()
    }

    fn reason_min(&self) -> usize {
        REASON_MIN
    }

    fn words_max(&self) -> usize {
        WORDS_MAX
    }

    /// Whether a granted restriction still stands.
    fn restriction_stands(&self) -> bool {
        self.restricted && self.kind == RequestKind::Restriction && self.outcome == Some(Outcome::Granted)
    }
}

/// A file that is part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyFile {
    /// What it is for.
    pub label: String,
    /// What it is saved as.
    pub name: String,
    /// The file itself, as an address.
    pub address: String,
}

/// The copies that answer a request.
#[derive(Debug, Template)]
#[template(path = "requests/copy.html")]
pub struct CopyPage {
    /// What stands around.
    pub frame: Frame,
    /// The number of the file.
    pub file: String,
    /// Which right.
    pub kind: RequestKind,
    /// The copies.
    pub files: Vec<CopyFile>,
    /// The fingerprint of the one for programs.
    pub fingerprint: String,
}
