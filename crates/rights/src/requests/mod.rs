//! The register of requests: what a person asked for, by which door, who they are, what was done and when (GDPR art. 12
//! and 15 to 22). A file outlives the data of its person by the term of claims and holds no name and no address.

mod challenge;
mod clock;
mod ground;
mod kind;
mod letter;
mod receive;
mod recipients;
mod restriction;
mod steps;
pub mod transfer;

use zgoda_law::{ActorKind, Reason, ReasonCode, article, remedy};
use zgoda_store::Store;

use crate::RightsError;
use crate::acting::{Acting, SUBJECT_RIGHTS};

pub use challenge::{KnownEmail, has_email, known_email};
pub use clock::{answer_due, extended_due, file_ends};
pub use ground::Ground;
pub use kind::{article_of, needs_identity};
pub use letter::{Letter, letter};
pub(crate) use receive::answered_by_deed;
pub use receive::{Incoming, pass_on, receive};
pub use recipients::{tell_recipient, tellings_of};
pub use restriction::{lift, restrict, tell_of_lifting};
pub use steps::{Answer, MONTHS_MAX, answer, extend, identify};

/// The shortest text that can be a reason, in characters: a sentence.
pub const REASON_MIN: usize = 40;
/// The longest text kept in a file, in characters.
pub const WORDS_MAX: usize = 4_000;

/// Whoever keeps the register must serve the purpose of answering persons.
fn authorise(store: &Store, who: &Acting) -> Result<(), RightsError> {
    if who.actor.kind == ActorKind::Service {
        return Ok(());
    }
    let catalogue = store.law().catalogue();
    let purpose = catalogue.purpose(SUBJECT_RIGHTS).ok_or(RightsError::Catalogue("purpose of this name"))?;
    let now = |grant: &&zgoda_law::RoleGrant| grant.stands(who.at) && grant.reaches(SUBJECT_RIGHTS);
    let mut roles = who.actor.grants.iter().filter(now).filter_map(|grant| catalogue.role(grant.role));
    if roles.any(|role| role.serves(purpose)) {
        return Ok(());
    }
    let code = ReasonCode::ActorNotAuthorised;
    let reason = Reason { code, step: 1, article: article(code).into(), remedy: remedy(code), pack: None };
    Err(RightsError::Denied(vec![reason]))
}

/// A text of a file: long enough to say something, short enough to be read.
fn words<'t>(text: &'t str, least: usize, what: &'static str) -> Result<&'t str, RightsError> {
    let text = text.trim();
    let length = text.chars().count();
    if (least..=WORDS_MAX).contains(&length) { Ok(text) } else { Err(RightsError::Incomplete(what)) }
}
