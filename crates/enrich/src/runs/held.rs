//! The sources of a run that are not asked for now, so that one which cannot be asked holds up no other.

use std::collections::BTreeMap;

use jiff::Timestamp;
use zgoda_connectors::ConnectorError;

use super::answer::Slip;

/// From so many failures on, when nothing but failures came, a source is taken to be out of order.
const ALL_FAILED: usize = 5;

/// Why a source is not asked. Its questions stay to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Its limit is used up, or it asked to be left alone.
    Until(Timestamp),
    /// It does not answer.
    Down,
    /// It does not accept our key: no other question will do better before somebody changes it.
    LockedOut,
    /// The operator switched it off meanwhile.
    SwitchedOff,
}

/// What a run does when every question left belongs to a source that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing is held: all was asked.
    Done,
    /// It goes on by itself then.
    Until(Timestamp),
    /// It waits for a human, for a reason that has a code.
    Halts(&'static str),
}

/// The sources that are held, by their stable ids.
#[derive(Debug, Default)]
pub(super) struct Held(BTreeMap<String, Why>);

impl Held {
    pub fn hold(&mut self, source: &str, why: Why) {
        self.0.insert(source.to_owned(), why);
    }

    /// Lets those be asked again whose time has come.
    pub fn release(&mut self, now: Timestamp) {
        self.0.retain(|_, why| !matches!(why, Why::Until(until) if *until <= now));
    }

    pub fn sources(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    pub fn rest(&self) -> Rest {
        let untils =
            self.0.values().filter_map(|why| if let Why::Until(until) = why { Some(*until) } else { None });
        if let Some(first) = untils.min() {
            return Rest::Until(first);
        }
        match self.0.values().next() {
            None | Some(Why::Until(_)) => Rest::Done,
            Some(Why::Down) => Rest::Halts("source_down"),
            Some(Why::LockedOut) => Rest::Halts("key_refused"),
            Some(Why::SwitchedOff) => Rest::Halts("switched_off"),
        }
    }

    /// Takes out the answers that say nothing but that a source cannot be asked now, and holds that source.
    pub fn sift(&mut self, slips: Vec<Slip>) -> Vec<Slip> {
        let mut tally: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut answered = Vec::with_capacity(slips.len());
        for slip in slips {
            if let Some(why) = held_by(&slip) {
                self.hold(&slip.target.source, why);
                continue;
            }
            let (all, failed) = tally.entry(slip.target.source.clone()).or_default();
            *all += 1;
            *failed += usize::from(slip.answer.as_ref().is_err_and(ConnectorError::is_temporary));
            answered.push(slip);
        }
        let down = |source: &String| {
            tally.get(source).is_some_and(|(all, failed)| failed == all && *all >= ALL_FAILED)
        };
        tally.keys().filter(|source| down(source)).for_each(|source| self.hold(source, Why::Down));
        answered.retain(|slip| !down(&slip.target.source));
        answered
    }
}

fn held_by(slip: &Slip) -> Option<Why> {
    match &slip.answer {
        Err(
            ConnectorError::Blocked { until, .. }
            | ConnectorError::BudgetSpent { until, .. }
            | ConnectorError::CircuitOpen { until, .. },
        ) => Some(Why::Until(*until)),
        Err(ConnectorError::CredentialRefused { .. }) => Some(Why::LockedOut),
        _ => None,
    }
}
