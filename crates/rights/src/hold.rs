//! Legal holds (GDPR art. 17(3)(e), law B7.3): what is in dispute is not erased, serves nothing but claims, and is looked
//! at again within six months. One person asks, another approves.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{FieldId, Role, SubjectId};
use zgoda_store::{HoldGround, HoldId, LegalHold, NewHold, Person, Stamp, Store, StoreError};

use crate::RightsError;
use crate::error::retried;
use crate::roles::must_hold;

/// Months after which a hold is to be looked at again, at most.
const REVIEW_MONTHS: i32 = 6;
/// The longest matter and the longest reference, in characters.
pub const WORDS_MAX: usize = 200;
/// People whom one hold may cover: what concerns more is several matters.
pub const PEOPLE_MAX: usize = 500;

/// A hold as somebody asks for it.
#[derive(Debug, Clone)]
pub struct HoldWish {
    /// The matter, in their own words.
    pub matter: String,
    /// What it rests on.
    pub ground: HoldGround,
    /// The number of the claim or of the proceeding.
    pub reference: String,
    /// The fields it is to keep; all of them where none is named.
    pub fields: BTreeSet<FieldId>,
    /// The last day for looking at it again.
    pub review_by: Date,
    /// Whom it is to cover.
    pub people: BTreeSet<SubjectId>,
}

/// The last day on which a hold of today may be looked at again.
pub fn latest_review(today: Date) -> Date {
    today.saturating_add(REVIEW_MONTHS.months())
}

/// Asks for a hold. It keeps nothing before somebody else approves it.
///
/// # Errors
/// [`RightsError::Incomplete`] names what is missing: the matter, the reference, the people, the day of review;
/// [`RightsError::Erased`] where one of the people is erased, so that there is nothing to keep;
/// [`RightsError::NotFound`] where one is not known.
pub fn ask(store: &Store, stamp: Stamp, wish: &HoldWish) -> Result<HoldId, RightsError> {
    let (matter, reference) = (wish.matter.trim(), wish.reference.trim());
    let fits = |words: &str| !words.is_empty() && words.chars().count() <= WORDS_MAX;
    if !fits(matter) {
        return Err(RightsError::Incomplete("matter"));
    }
    if !fits(reference) {
        return Err(RightsError::Incomplete("reference"));
    }
    if wish.people.is_empty() || wish.people.len() > PEOPLE_MAX {
        return Err(RightsError::Incomplete("people"));
    }
    must_be_soon(wish.review_by, day_of(stamp.at))?;
    let new = NewHold {
        matter: matter.to_owned(),
        ground: wish.ground,
        reference: reference.to_owned(),
        fields: wish.fields.clone(),
        review_by: wish.review_by,
    };
    retried(|| {
        let people = wish.people.iter().map(|id| match store.person(*id) {
            Ok(person) if person.flags.erased => Err(RightsError::Erased),
            Err(StoreError::NotFound(_)) => Err(RightsError::NotFound("person")),
            other => Ok(other?),
        });
        let people = people.collect::<Result<Vec<Person>, _>>()?;
        Ok(store.ask_hold(stamp, &new, &people)?)
    })
}

/// Approves a hold that somebody else asked for.
///
/// # Errors
/// [`RightsError::SamePerson`] where whoever asked approves; [`RightsError::NotAuthorised`] where whoever approves is neither
/// the officer nor an administrator; [`RightsError::NotFound`] where it does not wait any more;
/// [`RightsError::Erased`] where one of the people was erased meanwhile: then it must be asked for anew, without them.
pub fn approve(store: &Store, stamp: Stamp, id: HoldId) -> Result<(), RightsError> {
    retried(|| {
        let hold = find(store, id)?;
        if !hold.is_asked() {
            return Err(RightsError::NotFound("hold"));
        }
        if hold.asked.0 == stamp.actor {
            return Err(RightsError::SamePerson);
        }
        must_hold(store, stamp, &[Role::Dpo, Role::Admin])?;
        let people = store.held_people(id)?;
        if people.iter().any(|person| person.flags.erased) {
            return Err(RightsError::Erased);
        }
        Ok(store.approve_hold(stamp, id, &people)?)
    })
}

/// Looks at a hold again and lets it stand until another day.
///
/// # Errors
/// [`RightsError::Incomplete`] where the day is not within six months; [`RightsError::NotFound`] where the hold is not in
/// force.
pub fn review(store: &Store, stamp: Stamp, id: HoldId, review_by: Date) -> Result<(), RightsError> {
    must_be_soon(review_by, day_of(stamp.at))?;
    if !find(store, id)?.is_in_force() {
        return Err(RightsError::NotFound("hold"));
    }
    Ok(store.review_hold(stamp, id, review_by)?)
}

/// Ends a hold, or takes back the wish for one. What is past its term goes with the next run of retention.
///
/// # Errors
/// [`RightsError::NotFound`] where it has ended.
pub fn end(store: &Store, stamp: Stamp, id: HoldId) -> Result<(), RightsError> {
    retried(|| {
        let hold = find(store, id)?;
        if hold.ended.is_some() {
            return Err(RightsError::NotFound("hold"));
        }
        let people = if hold.is_in_force() { store.held_people(id)? } else { Vec::new() };
        Ok(store.end_hold(stamp, id, &people)?)
    })
}

/// The hold of this number.
///
/// # Errors
/// Where there is none.
pub fn find(store: &Store, id: HoldId) -> Result<LegalHold, RightsError> {
    store.holds()?.into_iter().find(|hold| hold.id == id).ok_or(RightsError::NotFound("hold"))
}

fn must_be_soon(review_by: Date, today: Date) -> Result<(), RightsError> {
    let is_soon = review_by > today && review_by <= latest_review(today);
    is_soon.then_some(()).ok_or(RightsError::Incomplete("day of review"))
}
