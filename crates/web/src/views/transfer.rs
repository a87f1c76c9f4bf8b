//! Data sent straight to another controller: what a request shows of it, and what is told when it was tried.

use askama::Template;
use jiff::civil::Date;
use zeroize::Zeroizing;
use zgoda_rights::requests::{REASON_MIN, WORDS_MAX};
use zgoda_store::{Transfer, TransferState, TransferWay};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::Tone;

/// One package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRow {
    /// Its number within the request.
    pub no: u32,
    /// To whom.
    pub receiver: String,
    /// How it went.
    pub way: TransferWay,
    /// When.
    pub sent: Date,
    /// Values in it.
    pub values: u64,
    /// How far it is.
    pub state: TransferState,
    /// By what that is known.
    pub shown: String,
    /// Its SHA-256.
    pub digest: String,
    /// A human has to find out what became of it.
    pub waits: bool,
}

impl TransferRow {
    /// By what it is known how far a package is: what a server answered, why nothing left, or what staff found out.
    pub fn how(t: Text, one: &Transfer) -> String {
        let answered = one.code.map(|code| match one.way {
            TransferWay::Email => t.transfer_answered_mail(u64::from(code)),
            TransferWay::Https => t.transfer_answered_https(u64::from(code)),
        });
        let note = one.note.as_deref().map(|note| match t.find(&format!("transfer-note-{note}")) {
            Some(words) => words.to_owned(),
            None => t.transfer_proof(note),
        });
        answered.into_iter().chain(note).collect::<Vec<_>>().join(". ")
    }

    /// The colour of its state.
    pub fn tone(&self) -> Tone {
        tone(self.state)
    }
}

fn tone(state: TransferState) -> Tone {
    match state {
        TransferState::Taken => Tone::Allow,
        TransferState::Refused | TransferState::NotSent => Tone::Deny,
        TransferState::Sending | TransferState::Uncertain => Tone::Wait,
    }
}

/// What a request for portability shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferBox {
    /// The packages.
    pub rows: Vec<TransferRow>,
    /// Whether one can be sent now.
    pub may_send: bool,
    /// Whether a mail server is set.
    pub has_mail: bool,
}

impl TransferBox {
    /// The shortest reasons, in characters.
    pub fn reason_min(&self) -> usize {
        REASON_MIN
    }

    /// The longest.
    pub fn words_max(&self) -> usize {
        WORDS_MAX
    }
}

/// What came of sending.
#[derive(Debug, Template)]
#[template(path = "requests/transferred.html")]
pub struct TransferredPage {
    /// What stands around.
    pub frame: Frame,
    /// The number of the file.
    pub file: String,
    /// To whom.
    pub receiver: String,
    /// How far it is.
    pub state: TransferState,
    /// By what that is known.
    pub how: String,
    /// It is encrypted to a public key.
    pub by_key: bool,
    /// What opens it.
    pub passphrase: Option<Zeroizing<String>>,
}

impl TransferredPage {
    fn title(&self) -> &'static str {
        let t = self.frame.t;
        match self.state {
            TransferState::Taken => t.transfer_done_title(),
            TransferState::Refused => t.transfer_refused_title(),
            TransferState::NotSent => t.transfer_not_sent_title(),
            TransferState::Sending | TransferState::Uncertain => t.transfer_uncertain_title(),
        }
    }

    fn text(&self) -> &'static str {
        let t = self.frame.t;
        match self.state {
            TransferState::Taken => t.transfer_done_text(),
            TransferState::Refused => t.transfer_refused_text(),
            TransferState::NotSent => t.transfer_not_sent_text(),
            TransferState::Sending | TransferState::Uncertain => t.transfer_uncertain_text(),
        }
    }

    fn tone(&self) -> Tone {
        tone(self.state)
    }
}
