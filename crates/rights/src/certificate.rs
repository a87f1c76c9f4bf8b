//! The certificate of an erasure: what was destroyed, what stays and why, and a proof that anybody can check.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{ErasureExtent, Event, SubjectId};
use zgoda_ledger::{Proof, ProofError, Verifier, inclusion_proof, leaf_hash};
use zgoda_store::{Entry, Person, Store, StoreError};
use zgoda_text::{Lang, Text};

use crate::erasure::Done;
use crate::tag::name_of_field;
use crate::{Controller, RightsError, Staying, erasure};

/// The name and version of the JSON form.
const FORMAT: &str = "zgoda-certificate/1";

/// A certificate. It holds no value of the person. Its JSON form is this structure, field by field; members are only
/// ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// `zgoda-certificate/1`.
    pub format: &'static str,
    /// The pseudonym: it leads to nobody any more.
    pub subject: SubjectId,
    /// When it was carried out.
    pub at: Timestamp,
    /// How far it went.
    pub extent: ErasureExtent,
    /// What was destroyed, by field.
    pub destroyed: Vec<Destroyed>,
    /// What stays, why and until when.
    pub staying: Vec<Staying>,
    /// Entries put on the suppression list: addresses, and names and offices in an organisation. Absent where the erasure
    /// was carried out before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<u32>,
    /// Recipients to be told, GDPR art. 19.
    pub recipients: Vec<String>,
    /// The day on which the last archive that may hold the key has ended.
    pub keys_end: Date,
    /// The proof.
    pub proof: EntryProof,
}

/// How many values of one field were destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destroyed {
    /// The stable name of the field.
    pub field: String,
    /// How many values.
    pub values: u32,
}

/// That an entry stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryProof {
    /// The number of the entry.
    pub entry: u64,
    /// The hash of the entry, base64.
    pub leaf: String,
    /// How many entries the tree had.
    pub size: u64,
    /// The root of the tree, base64.
    pub root: String,
    /// A C2SP tlog-proof with the entry, the inclusion proof and the signed checkpoint.
    pub bundle: String,
    /// The key that checks it. Trust it only if it came by another way too.
    pub vkey: String,
}

impl Certificate {
    /// Certifies what was done to a person, now or before.
    pub(crate) fn issue(
        store: &Store,
        id: SubjectId,
        done: Done,
        at: Timestamp,
        key_archive_days: u16,
    ) -> Result<Self, RightsError> {
        let entry = done.entry.map_or_else(|| last_ending(store, id), |entry| Ok(Some(entry)))?;
        let entry = entry.ok_or(RightsError::Unproved)?;
        let (person, staying, recipients) = match done.whole {
            Some((person, recipients)) => (*person, Vec::new(), recipients),
            None => {
                let person = store.person(id)?;
                let left = erasure::plan(store, &person, at)?;
                (person, left.staying, left.recipients)
            }
        };
        Ok(Self {
            format: FORMAT,
            subject: id,
            at: entry.at,
            extent: match entry.event {
                Event::PartlyErased => ErasureExtent::Partial,
                Event::RequestAnswered => ErasureExtent::Refused,
                _ => ErasureExtent::Full,
            },
            destroyed: destroyed(store, &person, &entry),
            staying,
            suppressed: done.suppressed,
            recipients,
            keys_end: day_of(entry.at).saturating_add(i32::from(key_archive_days).days()),
            proof: EntryProof::of(store, entry.seq, at)?,
        })
    }

    /// The certificate of an erasure that was carried out before.
    ///
    /// # Errors
    /// [`RightsError::Unproved`] where the ledger knows of none.
    pub fn again(
        store: &Store,
        id: SubjectId,
        at: Timestamp,
        key_archive_days: u16,
    ) -> Result<Self, RightsError> {
        Self::issue(store, id, Done::default(), at, key_archive_days)
    }

    /// How many values were destroyed.
    pub fn values(&self) -> u32 {
        self.destroyed.iter().map(|destroyed| destroyed.values).sum()
    }

    /// As JSON.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn to_json(&self) -> Result<String, RightsError> {
        Ok(serde_json::to_string_pretty(self)?)
    }

    /// As a page that stands alone and prints well.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn to_html(&self, lang: Lang, controller: &Controller) -> Result<String, RightsError> {
        Ok(Page { t: lang.text(), own: self, controller }.render()?)
    }
}

#[derive(Template)]
#[template(path = "certificate.html")]
struct Page<'a> {
    t: Text,
    own: &'a Certificate,
    controller: &'a Controller,
}

impl Page<'_> {
    fn lead(&self) -> &'static str {
        match self.own.extent {
            ErasureExtent::Full => self.t.proof_full(),
            ErasureExtent::Partial => self.t.proof_partial(),
            ErasureExtent::Refused => self.t.proof_refused(),
        }
    }
}

impl EntryProof {
    /// Proves an entry under the first checkpoint that was signed since it was written; where there is none, under one
    /// signed now.
    ///
    /// # Errors
    /// Where the store fails, or the ledger does not hold together.
    pub fn of(store: &Store, entry: u64, at: Timestamp) -> Result<Self, RightsError> {
        let ledger = store.ledger();
        let ((size, checkpoint), vkey) = (ledger.checkpoint_over(entry, at)?, ledger.vkey());
        let verifier = Verifier::from_vkey(&vkey).map_err(|_| RightsError::Unproved)?;
        let bytes = ledger.raw(entry, entry + 1)?.pop().ok_or(RightsError::Unproved)?;
        let path = inclusion_proof(&ledger, entry, size).map_err(unproved)?;
        let leaf = leaf_hash(&bytes).to_base64();
        let proof = Proof { entry: bytes, index: entry, path, checkpoint };
        // What does not verify here would not verify anywhere.
        let signed = proof.verify(&verifier).map_err(|_| RightsError::Unproved)?;
        let root = signed.root.to_base64();
        Ok(Self { entry, leaf, size: signed.size, root, bundle: proof.to_text(), vkey })
    }
}

/// The last entry that says that values of the person were destroyed.
fn last_ending(store: &Store, id: SubjectId) -> Result<Option<Entry>, RightsError> {
    let ends = |entry: &Entry| matches!(entry.event, Event::Erased | Event::PartlyErased | Event::Expired);
    Ok(store.ledger().about(id)?.into_iter().rev().find(ends))
}

/// What an entry destroyed, by field.
fn destroyed(store: &Store, person: &Person, entry: &Entry) -> Vec<Destroyed> {
    let mut fields: BTreeMap<String, u32> = BTreeMap::new();
    for fact in entry.facts.iter().filter_map(|no| person.fact(*no)) {
        *fields.entry(name_of_field(store, fact.field)).or_default() += 1;
    }
    fields.into_iter().map(|(field, values)| Destroyed { field, values }).collect()
}

/// What the store says is handed on; everything else is a ledger that proves nothing.
fn unproved(error: ProofError<StoreError>) -> RightsError {
    match error {
        ProofError::Nodes(error) => error.into(),
        ProofError::OutOfRange { .. } => RightsError::Unproved,
    }
}
