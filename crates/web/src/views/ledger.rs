//! *Dowody*: the last entries of the ledger, its checkpoint, and whether it verifies.

use askama::Template;
use jiff::Timestamp;

use super::frame::Frame;
use super::parts::{Pager, Progress};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its number, from 0.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who acted, by name; `None` for the system.
    pub actor: Option<String>,
    /// What happened, as a word.
    pub what: String,
    /// More about it, in codes and numbers.
    pub detail: String,
    /// Stable name of the purpose.
    pub purpose: Option<String>,
    /// The public id of the subject.
    pub subject: Option<String>,
    /// The hash of the entry.
    pub hash: String,
    /// Whether the last checkpoint covers it, so that it can be proved.
    pub provable: bool,
}

impl EntryRow {
    /// The first digits of the subject's id.
    pub fn pseudonym(&self) -> Option<&str> {
        self.subject.as_deref().map(|id| id.get(..8).unwrap_or(id))
    }

    /// The first digits of the hash.
    pub fn short_hash(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }
}

/// The signed state of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Entries in it.
    pub size: u64,
    /// The root of the tree.
    pub root: String,
    /// The name of the ledger.
    pub origin: String,
    /// The fingerprint of the key that signed it.
    pub key: String,
    /// When it was signed.
    pub at: Timestamp,
    /// The signed text, word for word.
    pub note: String,
}

/// How a verification came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verification {
    /// It has not been asked for.
    None,
    /// It goes on.
    Running(Progress),
    /// Every entry is as it was written.
    Sound {
        /// Entries checked.
        entries: u64,
        /// When.
        at: Timestamp,
    },
    /// An entry is not as it was written.
    Broken {
        /// The first such entry.
        entry: u64,
        /// When.
        at: Timestamp,
    },
}

/// The page of the ledger.
#[derive(Debug, Template)]
#[template(path = "ledger.html")]
pub struct LedgerPage {
    /// What stands around.
    pub frame: Frame,
    /// The last checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// The last verification.
    pub verification: Verification,
    /// The entries, newest first.
    pub rows: Vec<EntryRow>,
    /// Where this page is.
    pub pager: Pager,
    /// Whether the reader may take the whole ledger away.
    pub may_copy: bool,
}
