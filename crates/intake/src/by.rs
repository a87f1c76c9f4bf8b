//! Who collects, and when.

use jiff::Timestamp;
use zgoda_law::{Actor, ActorId, PurposeId};
use zgoda_store::{Account, Session, Stamp, Store};

/// Who acts and when. Every decision is made about this actor, and every entry of the ledger carries their number.
#[derive(Clone, Copy)]
pub struct By<'a> {
    at: Timestamp,
    staff: Option<(&'a Account, &'a Session)>,
}

impl<'a> By<'a> {
    /// The program itself: the command line of the one who runs the installation, and scheduled work.
    pub fn system(at: Timestamp) -> Self {
        Self { at, staff: None }
    }

    /// A member of staff in a session.
    pub fn staff(account: &'a Account, session: &'a Session, at: Timestamp) -> Self {
        Self { at, staff: Some((account, session)) }
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// What the ledger says of it.
    pub fn stamp(&self) -> Stamp {
        let actor = self.staff.map_or(ActorId::SYSTEM, |(account, _)| account.id);
        Stamp { actor, at: self.at }
    }

    /// The actor, working for a purpose.
    pub(crate) fn actor(&self, store: &Store, purpose: PurposeId) -> Actor {
        match self.staff {
            Some((account, session)) => store.staff_actor(account, session, purpose),
            None => store.system_actor(purpose),
        }
    }
}
