//! Terms that the controller makes shorter than the pack's, because less is needed. Never longer: a term of the pack or of
//! evidence is the most that can be justified.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use zgoda_law::StartEvent;
use zgoda_law::calendar::day_of;
use zgoda_law::pack::RetentionRule;
use zgoda_store::{NewTerm, Stamp, Store, TermOrigin};

use crate::RightsError;
use crate::terms::{self, Reached};

/// Why a term cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitTerm {
    /// It has no length.
    #[error("the term has no length")]
    Empty,
    /// It is not shorter than the pack's.
    #[error("the term is not shorter than the rule's")]
    NotShorter,
    /// An approved term is shorter already; one of the two would be wrong.
    #[error("a shorter term is approved already")]
    Contradicts,
    /// An act sets the term, or what it begins with is not recorded: it is not the controller's to change.
    #[error("the term is set by an act")]
    Statutory,
}

/// Whether the controller may shorten a rule at all: its term is their own policy and begins with something recorded.
pub fn is_own(rule: &RetentionRule) -> bool {
    matches!(rule.start, StartEvent::LastInbound | StartEvent::Obtained | StartEvent::EventDay)
}

/// What a shorter term would do to values that are held already.
///
/// # Errors
/// [`RightsError::Term`] where the term cannot be set.
pub fn preview(store: &Store, id: &str, term: Span, at: Timestamp) -> Result<Reached, RightsError> {
    check(store, id, term, at)?;
    terms::preview(store, id, Some(term), at, &mut |_| Ok(()))
}

/// Shortens a rule until it is taken back. What is held already gets the shorter term too, in the background.
///
/// # Errors
/// [`RightsError::Term`] where the term cannot be set.
pub fn shorten(store: &Store, stamp: Stamp, id: &str, term: Span) -> Result<(), RightsError> {
    check(store, id, term, stamp.at)?;
    let new = NewTerm {
        rule: id.to_owned(),
        origin: TermOrigin::Shortened,
        term,
        body: String::new(),
        valid_to: None,
    };
    Ok(store.approve_term(stamp, &new, "by the controller").map(drop)?)
}

fn check(store: &Store, id: &str, term: Span, at: Timestamp) -> Result<(), RightsError> {
    let rule = terms::rule(store, id, at)?;
    let from = day_of(at);
    let after = |span: Span| from.checked_add(span).unwrap_or(Date::MAX);
    let own = store.decided_terms()?.into_iter().rfind(|own| own.rule == id && own.is_in_force(at));
    let unfit = match () {
        () if !is_own(rule) => UnfitTerm::Statutory,
        () if term.is_negative() || after(term) <= from => UnfitTerm::Empty,
        () if after(term) >= after(rule.duration) => UnfitTerm::NotShorter,
        () if own.is_some_and(|own| after(own.term) <= after(term)) => UnfitTerm::Contradicts,
        () => return Ok(()),
    };
    Err(unfit.into())
}
