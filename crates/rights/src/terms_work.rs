//! The passes over everybody that terms of keeping ask for, in the background: counting what a term would reach, once
//! somebody wished to know, and giving values the last day that was decided. What is kept of a count names nobody. A pass
//! that a stop interrupts begins anew: it does nothing twice, and a count is there whole or not at all.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Span, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zgoda_law::ActorId;
use zgoda_store::{DecidedTerm, Stamp, Store, StoreError};

use crate::RightsError;
use crate::terms::{self, Reached};

/// The setting with the count that was wished for, and what came of it.
const COUNT: &str = "terms.count";
/// The setting with the decision of each rule that values were given the last day of.
const FOLLOWED: &str = "terms.followed";
/// The setting that says how far a pass is.
const PASS: &str = "terms.pass";
/// How long a count may be approved on.
const FRESH: SignedDuration = SignedDuration::from_hours(24);
/// A count is out of date once more than one in so many of the values it is about came or went.
const SHARE_MOVED: u64 = 100;
/// How far apart the notes of a pass are, in people.
const NOTE_EVERY: u64 = 2_000;

/// A count of what a term would reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Count {
    rule: String,
    /// The term, as ISO 8601 has it.
    term: String,
    asked_at: Timestamp,
    done: Option<Counted>,
}

/// What was counted, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// When the pass ended.
    pub at: Timestamp,
    /// What the term would reach.
    pub reached: Reached,
    /// Values held under the rule when the pass began.
    pub held: u64,
}

/// Why nothing can be approved on a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Uncounted {
    /// Nobody wished for it, or for that of another term since.
    #[error("it was not counted what the term would reach")]
    Missing,
    /// It goes on.
    #[error("it is being counted what the term would reach")]
    GoesOn,
    /// It was made too long ago.
    #[error("the count is too old")]
    Old(Counted),
    /// Too many values came or went since.
    #[error("what was counted has changed since")]
    Changed(Counted),
}

/// How far a pass is, in people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// The rule.
    pub rule: String,
    /// Whether it counts only.
    pub counts: bool,
    /// People looked at.
    pub done: u64,
    /// People there were when it began.
    pub total: u64,
}

/// Wishes to know what a term would reach; a count that was there is gone.
///
/// # Errors
/// Where the store fails.
pub fn count(store: &Store, rule: &str, term: Span, at: Timestamp) -> Result<(), RightsError> {
    keep(store, COUNT, &Count { rule: rule.into(), term: term.to_string(), asked_at: at, done: None })
}

/// What a term would reach, as it was counted.
///
/// # Errors
/// [`RightsError::Uncounted`] where nothing can be approved on it; else where the store fails.
pub fn counted(store: &Store, rule: &str, term: Span, at: Timestamp) -> Result<Counted, RightsError> {
    let wanted = |count: &Count| count.rule == rule && count.term == term.to_string();
    let count: Count = kept(store, COUNT)?.filter(wanted).ok_or(Uncounted::Missing)?;
    let done = count.done.ok_or(Uncounted::GoesOn)?;
    let moved = held(store, rule)?.abs_diff(done.held);
    if at.duration_since(done.at) > FRESH {
        return Err(Uncounted::Old(done).into());
    }
    if moved.saturating_mul(SHARE_MOVED) > done.held {
        return Err(Uncounted::Changed(done).into());
    }
    Ok(done)
}

/// How far the pass is that goes on for a rule, if any does.
///
/// # Errors
/// Where the store fails.
pub fn pass(store: &Store, rule: &str, at: Timestamp) -> Result<Option<Pass>, RightsError> {
    let waits = |counts| Pass { rule: rule.into(), counts, done: 0, total: 0 };
    let noted: Option<Pass> = kept(store, PASS)?;
    let of = |counts| noted.clone().filter(|pass| pass.rule == rule && pass.counts == counts);
    if unfollowed(store, at)?.iter().any(|decision| decision.rule == rule) {
        return Ok(Some(of(false).unwrap_or_else(|| waits(false))));
    }
    let count: Option<Count> = kept(store, COUNT)?;
    let open = count.is_some_and(|count| count.rule == rule && count.done.is_none());
    Ok(open.then(|| of(true).unwrap_or_else(|| waits(true))))
}

/// Makes every pass that is wanted; false where none is.
///
/// # Errors
/// Where the store fails; what was done before stands, and the next time goes over it again.
pub fn work(store: &Store, now: Timestamp) -> Result<bool, RightsError> {
    let followed = follow(store, now)?;
    let wish: Option<Count> = kept(store, COUNT)?;
    let Some(wish) = wish.filter(|count| count.done.is_none()) else { return Ok(followed) };
    let term: Span = wish.term.parse().map_err(|_| StoreError::Incomplete("readable term"))?;
    let held = held(store, &wish.rule)?;
    let mut noting = Noting::begin(store, &wish.rule, true)?;
    let reached = terms::preview(store, &wish.rule, Some(term), now, &mut |done| noting.note(done))?;
    // Somebody may have wished for another count meanwhile.
    if kept::<Count>(store, COUNT)?.as_ref() == Some(&wish) {
        keep(store, COUNT, &Count { done: Some(Counted { at: now, reached, held }), ..wish })?;
    }
    Ok(true)
}

/// Gives values the last day of what was decided about their rule since the last time: an approved term, a shortened one,
/// or the pack's again. False where nothing was.
///
/// # Errors
/// Where the store fails; what was done before stands, and the next time goes over it again.
pub fn follow(store: &Store, now: Timestamp) -> Result<bool, RightsError> {
    let open = unfollowed(store, now)?;
    for decision in &open {
        let mut noting = Noting::begin(store, &decision.rule, false)?;
        let stamp = Stamp { actor: decision.actor, at: now };
        terms::apply(store, stamp, &decision.rule, decision.term, &mut |done| noting.note(done))?;
        let mut followed: BTreeMap<String, String> = kept(store, FOLLOWED)?.unwrap_or_default();
        followed.insert(decision.rule.clone(), decision.mark.clone());
        keep(store, FOLLOWED, &followed)?;
    }
    Ok(!open.is_empty())
}

/// What counts for a rule that was ever decided about.
struct Decision {
    rule: String,
    term: Option<Span>,
    actor: ActorId,
    mark: String,
}

/// The decisions that values were not given the last day of yet.
fn unfollowed(store: &Store, now: Timestamp) -> Result<Vec<Decision>, RightsError> {
    let mut latest: BTreeMap<String, DecidedTerm> = BTreeMap::new();
    for own in store.decided_terms()? {
        latest.insert(own.rule.clone(), own);
    }
    let followed: BTreeMap<String, String> = kept(store, FOLLOWED)?.unwrap_or_default();
    let decision = |(rule, own): (String, DecidedTerm)| {
        let stands = own.is_in_force(now);
        Decision {
            rule,
            term: stands.then_some(own.term),
            actor: if stands { own.approved_by } else { ActorId::SYSTEM },
            mark: format!("{} {}", own.id, if stands { "stands" } else { "over" }),
        }
    };
    // A rule that the pack in force has no more reaches nobody.
    let open = |decision: &Decision| {
        followed.get(&decision.rule) != Some(&decision.mark)
            && terms::rule(store, &decision.rule, now).is_ok()
    };
    Ok(latest.into_iter().map(decision).filter(open).collect())
}

/// How many values are held for the purposes of a rule.
fn held(store: &Store, rule: &str) -> Result<u64, RightsError> {
    let held = store.values_by_purpose()?;
    let under = store.law().catalogue().purposes().iter().filter(|purpose| purpose.retention == rule);
    Ok(under.filter_map(|purpose| held.get(&purpose.id)).sum())
}

/// Notes from time to time how far a pass is.
struct Noting<'s> {
    store: &'s Store,
    pass: Pass,
}

impl<'s> Noting<'s> {
    fn begin(store: &'s Store, rule: &str, counts: bool) -> Result<Self, RightsError> {
        let pass = Pass { rule: rule.into(), counts, done: 0, total: store.people_count()? };
        keep(store, PASS, &pass)?;
        Ok(Self { store, pass })
    }

    fn note(&mut self, done: u64) -> Result<(), RightsError> {
        if done < self.pass.done + NOTE_EVERY {
            return Ok(());
        }
        self.pass.done = done;
        keep(self.store, PASS, &self.pass)
    }
}

fn kept<T: DeserializeOwned>(store: &Store, name: &str) -> Result<Option<T>, RightsError> {
    Ok(store.setting(name)?.map(|text| serde_json::from_str(&text)).transpose()?)
}

fn keep(store: &Store, name: &str, what: &impl Serialize) -> Result<(), RightsError> {
    Ok(store.set(name, &serde_json::to_string(what)?)?)
}
