//! What a change will say in the ledger.

use sha2::{Digest, Sha256};
use zgoda_law::{Action, Event, FactNo, PurposeId, SubjectId};

use crate::entry::Entry;
use crate::model::{Ordinal, Stamp};

/// An entry of the ledger to be, before it has a number.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) event: Event,
    action: Action,
    purpose: Option<PurposeId>,
    pub(super) subject: Option<SubjectId>,
    pub(super) ordinal: Option<Ordinal>,
    pub(super) facts: Vec<FactNo>,
    pub(super) commitments: Vec<[u8; 16]>,
    detail: String,
}

impl Draft {
    /// An entry about no person in particular.
    pub fn new(event: Event, action: Action) -> Self {
        let (facts, commitments, detail) = Default::default();
        Self { event, action, purpose: None, subject: None, ordinal: None, facts, commitments, detail }
    }

    /// Whose data.
    #[must_use]
    pub fn subject(self, subject: SubjectId) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// Whose data, by internal number too, which saves looking it up.
    #[must_use]
    pub fn person(self, subject: SubjectId, ordinal: Ordinal) -> Self {
        Self { subject: Some(subject), ordinal: Some(ordinal), ..self }
    }

    /// For what purpose.
    #[must_use]
    pub fn purpose(self, purpose: PurposeId) -> Self {
        Self { purpose: Some(purpose), ..self }
    }

    /// Which facts.
    #[must_use]
    pub fn facts(self, facts: Vec<FactNo>) -> Self {
        Self { facts, ..self }
    }

    /// A short remark of our own words and numbers; never a value of a person.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    pub(super) fn entry(self, stamp: Stamp) -> Entry {
        Entry {
            seq: 0,
            at: stamp.at,
            actor: stamp.actor,
            event: self.event,
            action: self.action,
            purpose: self.purpose,
            subject: self.subject,
            facts: self.facts,
            detail: self.detail,
            commitment: (!self.commitments.is_empty()).then(|| commit_to(&self.commitments)),
        }
    }
}

/// The commitment of an entry over the commitments of its facts, in their order.
pub fn commit_to(commitments: &[[u8; 16]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    commitments.iter().for_each(|commitment| digest.update(commitment));
    digest.finalize().into()
}
