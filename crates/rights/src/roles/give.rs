//! Authorising members of staff, and ending it: nobody authorises themselves, whoever inspects has a last day, and somebody
//! is always left who can authorise others.

use std::collections::BTreeSet;

use jiff::civil::Date;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::{ActorId, PurposeId, Role};
use zgoda_store::{Authorisation, AuthorisationId, NewAuthorisation, Stamp, Store, StoreError};

use crate::RightsError;

/// The longest word about an authorisation, in characters.
const WORD_MAX: usize = 300;

/// An authorisation as somebody wants to give it.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Whose.
    pub account: ActorId,
    /// To what.
    pub role: Role,
    /// The purposes it is narrowed to; all of the role's where none is named.
    pub purposes: BTreeSet<PurposeId>,
    /// The first day.
    pub from: Date,
    /// The last day; whoever inspects has one.
    pub to: Option<Date>,
    /// What it is given for, in our own words.
    pub word: String,
}

/// Authorises somebody.
///
/// # Errors
/// [`RightsError::SamePerson`] where somebody authorises themselves; [`RightsError::Incomplete`] names what is missing: the
/// role, its purposes, the word, the last day; [`RightsError::NotFound`] where there is no such account or it has ended.
pub fn give(store: &Store, stamp: Stamp, wish: &Wish) -> Result<AuthorisationId, RightsError> {
    if wish.account == stamp.actor {
        return Err(RightsError::SamePerson);
    }
    if store.account(wish.account)?.disabled_at.is_some() {
        return Err(RightsError::NotFound("account"));
    }
    let catalogue = store.law().catalogue();
    let role = catalogue.role(wish.role).filter(|_| wish.role != Role::System);
    let role = role.ok_or(RightsError::Incomplete("role"))?;
    let serves = |id: &PurposeId| catalogue.purpose_by_id(*id).is_some_and(|purpose| role.serves(purpose));
    if !wish.purposes.iter().all(serves) {
        return Err(RightsError::Incomplete("purpose"));
    }
    let (word, today) = (wish.word.trim(), day_of(stamp.at));
    if word.is_empty() || word.chars().count() > WORD_MAX {
        return Err(RightsError::Incomplete("word"));
    }
    let is_open = wish.to.is_none() && wish.role != Role::Inspector;
    if !is_open && wish.to.is_none_or(|to| to < wish.from.max(today)) {
        return Err(RightsError::Incomplete("last day"));
    }
    if wish.from < today {
        return Err(RightsError::Incomplete("first day"));
    }
    let from = if wish.from == today { stamp.at } else { start_of_day(wish.from) };
    let after = |last: Date| start_of_day(last.tomorrow().unwrap_or(last));
    let new = NewAuthorisation {
        account: wish.account,
        role: wish.role,
        purposes: wish.purposes.clone(),
        from,
        to: wish.to.map(after),
        word: word.to_owned(),
    };
    Ok(store.authorise(stamp, &new)?)
}

/// Takes an authorisation back.
///
/// # Errors
/// [`RightsError::Incomplete`] without a word why; [`RightsError::NotFound`] where it has ended;
/// [`RightsError::LastAdministrator`] where nobody would be left to authorise others.
pub fn end(store: &Store, stamp: Stamp, id: AuthorisationId, word: &str) -> Result<(), RightsError> {
    let word = word.trim();
    if word.is_empty() || word.chars().count() > WORD_MAX {
        return Err(RightsError::Incomplete("word"));
    }
    let one = find(store, id)?;
    if one.ends().is_some_and(|end| end <= stamp.at) {
        return Err(RightsError::NotFound("authorisation"));
    }
    match store.end_authorisation(stamp, &one, word) {
        Err(refused) if refused.is_conflict() => {
            let over = find(store, id)?.ended.is_some();
            Err(if over { RightsError::NotFound("authorisation") } else { RightsError::LastAdministrator })
        }
        other => Ok(other?),
    }
}

/// Its holder accepts an authorisation.
///
/// # Errors
/// [`RightsError::NotFound`] where it is not theirs, has ended, or was accepted before.
pub fn accept(store: &Store, stamp: Stamp, id: AuthorisationId) -> Result<(), RightsError> {
    match store.accept_authorisation(stamp, id) {
        Err(refused) if refused.is_conflict() => Err(RightsError::NotFound("authorisation")),
        other => Ok(other?),
    }
}

/// That whoever acts holds one of these roles at that moment: what a second person must be.
///
/// # Errors
/// [`RightsError::NotAuthorised`] where they do not.
pub fn must_hold(store: &Store, stamp: Stamp, roles: &[Role]) -> Result<(), RightsError> {
    let held = match store.account(stamp.actor) {
        Err(StoreError::NotFound(_)) => return Err(RightsError::NotAuthorised),
        other => other?.roles(stamp.at),
    };
    if roles.iter().any(|role| held.contains(role)) { Ok(()) } else { Err(RightsError::NotAuthorised) }
}

fn find(store: &Store, id: AuthorisationId) -> Result<Authorisation, RightsError> {
    let found = store.authorisations()?.into_iter().find(|one| one.id == id);
    found.ok_or(RightsError::NotFound("authorisation"))
}
