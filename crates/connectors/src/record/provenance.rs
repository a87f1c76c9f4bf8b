//! Where a record was read, and the hashes that tell whether anything changed.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use zgoda_law::SourceType;

use super::Fact;
use crate::http::Answer;

/// Where a record was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The stable id of the register, see [`crate::Profile::id`].
    pub register: &'static str,
    /// The source type of every fact in the record.
    pub source: SourceType,
    /// The address that was read; it holds no secret.
    pub url: String,
    /// When it was read.
    pub fetched_at: Timestamp,
    /// The day whose state the source says it shows.
    pub as_of: Option<Date>,
    /// The licence of the data (SPDX).
    pub licence: &'static str,
    /// The hash of the facts: equal hashes mean that nothing changed.
    pub record_hash: RecordHash,
    /// The answers it was made from, in the order in which they were read.
    pub documents: Vec<ReadDocument>,
}

/// One answer of the source. The answer itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadDocument {
    /// The address; where the entry is a person's it holds no identifier of them.
    pub url: String,
    /// SHA-256 of the bytes that came.
    pub hash: RecordHash,
    /// The source's own tag of this version (`ETag`), to ask later whether it changed.
    pub tag: Option<String>,
    /// What the source says about reading by machines, where it was looked at: the state of robots.txt and TDMRep.
    pub terms: Option<&'static str>,
}

impl ReadDocument {
    /// What is kept of an answer.
    pub(crate) fn of(answer: &Answer) -> Self {
        let hash = RecordHash::of_bytes(&answer.body);
        Self { url: answer.url.clone(), hash, tag: answer.tag(), terms: None }
    }

    /// The same where the address would tell which person was asked about: only what stands before that is kept.
    pub(crate) fn of_person(answer: &Answer, url: &str) -> Self {
        Self { url: url.to_owned(), ..Self::of(answer) }
    }
}

/// A SHA-256. Over the normalised facts of a record it names no persons of an organisation; that of a sole trader is
/// derived from their data and is theirs.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordHash([u8; 32]);

impl RecordHash {
    /// The hash of these facts, in this order.
    pub fn of(facts: &[Fact]) -> Self {
        let mut hasher = Sha256::new();
        for fact in facts {
            // INVARIANT: normalised values hold no control characters, so the separators are unambiguous.
            hasher.update(fact.field.name());
            hasher.update([0x1f]);
            hasher.update(fact.value.canonical());
            hasher.update([0x1e]);
        }
        Self(hasher.finalize().into())
    }

    /// The hash of an answer as it came.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for RecordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RecordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordHash({self})")
    }
}
