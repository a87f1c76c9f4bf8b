//! Who waits for the disk: one syncs, the others wait for it, and one sync serves all who wrote before it began. Whoever
//! writes meanwhile waits for no sync, only for the next to answer for it.

use super::sync::{Condvar, Mutex, PoisonError, lock};

/// The syncs of a file.
pub(super) struct Syncs {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// As of how many writes the disk has all.
    done: u64,
    /// Somebody syncs.
    runs: bool,
    /// A sync failed: nobody knows what the disk has, and nothing may be promised any more.
    failed: bool,
}

impl Syncs {
    pub(super) fn new() -> Self {
        Self { state: Mutex::new(State { done: 0, runs: false, failed: false }), changed: Condvar::new() }
    }

    /// Whether one has failed.
    pub(super) fn failed(&self) -> bool {
        lock(&self.state).failed
    }

    /// Nothing may be promised any more.
    pub(super) fn give_up(&self) {
        lock(&self.state).failed = true;
    }

    /// Returns when the disk has the first `upto` writes. `sync` brings them there, and says how many it was sure to bring.
    ///
    /// # Errors
    /// That of `sync`; none where an earlier one failed.
    pub(super) fn reach<E>(&self, upto: u64, sync: impl FnOnce() -> Result<u64, E>) -> Result<(), Option<E>> {
        let mut state = lock(&self.state);
        loop {
            if state.done >= upto {
                return Ok(());
            }
            if state.failed {
                return Err(None);
            }
            if !state.runs {
                break;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.runs = true;
        drop(state);
        let mut run = Run { syncs: self, reached: None };
        let answer = sync();
        run.reached = answer.as_ref().ok().copied();
        drop(run);
        answer.map(drop).map_err(Some)
    }
}

/// A sync on its way. However it ends, those who wait are told.
struct Run<'s> {
    syncs: &'s Syncs,
    reached: Option<u64>,
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        let mut state = lock(&self.syncs.state);
        state.runs = false;
        match self.reached {
            Some(reached) => state.done = state.done.max(reached),
            None => state.failed = true,
        }
        drop(state);
        self.syncs.changed.notify_all();
    }
}
