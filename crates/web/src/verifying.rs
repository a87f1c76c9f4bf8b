//! The verification of the ledger that goes on, or the last one: kept while the process lives.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::views::ledger::Verification;
use crate::views::parts::Progress;

/// How the verification stands.
pub struct Verifying(Mutex<Verification>);

impl Default for Verifying {
    fn default() -> Self {
        Self(Mutex::new(Verification::None))
    }
}

impl Verifying {
    /// How it stands.
    pub fn look(&self) -> Verification {
        self.lock().clone()
    }

    /// Begins one; `false` where one goes on already.
    pub fn begin(&self, total: u64) -> bool {
        let mut now = self.lock();
        let free = !matches!(*now, Verification::Running(_));
        if free {
            *now = Verification::Running(Progress { done: 0, total });
        }
        free
    }

    /// Notes how it stands.
    pub fn is(&self, verification: Verification) {
        *self.lock() = verification;
    }

    fn lock(&self) -> MutexGuard<'_, Verification> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
