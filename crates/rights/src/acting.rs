//! Who acts and when, and the names of the purposes under which this room acts.

use jiff::Timestamp;
use zgoda_law::{Action, Actor, PurposeId};
use zgoda_store::{Question, Stamp, Store};

use crate::RightsError;

/// The purpose of answering a person's request.
pub(crate) const SUBJECT_RIGHTS: &str = "subject_rights";

/// Who does it, and when.
#[derive(Debug, Clone)]
pub struct Acting {
    /// Who: with the grants, the second factor and the purpose of their session.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

impl Acting {
    /// The program itself, working for a purpose: the person's own page and scheduled work.
    pub fn system(store: &Store, purpose: PurposeId, at: Timestamp) -> Self {
        Self { actor: store.system_actor(purpose), at }
    }

    /// The mark of a change.
    pub fn stamp(&self) -> Stamp {
        Stamp { actor: self.actor.id, at: self.at }
    }

    /// Asks to do something for a purpose.
    pub(crate) fn asks(&self, action: Action, purpose: PurposeId) -> Question {
        Question { actor: self.actor.clone(), action, purpose, at: self.at }
    }
}

/// The number of a purpose of the catalogue.
pub(crate) fn purpose(store: &Store, name: &str) -> Result<PurposeId, RightsError> {
    let purpose = store.law().catalogue().purpose(name);
    Ok(purpose.ok_or(RightsError::Catalogue("purpose of this name"))?.id)
}

/// The program itself, answering requests of persons.
pub(crate) fn answering(store: &Store, at: Timestamp) -> Result<(Acting, PurposeId), RightsError> {
    let purpose = purpose(store, SUBJECT_RIGHTS)?;
    Ok((Acting::system(store, purpose, at), purpose))
}
