//! The compiled evaluator: [`Law::may`](crate::Law::may) as a few integer operations, so that deciding for a million
//! people is a scan.
//!
//! A decision is made of three things that change at different times, and each is compiled once:
//!
//! - [`CompiledQuestion`]: who asks to do what, for what purpose, by what message, when. One for a scan.
//! - [`Ground`]: why a value may be held. One for each interned combination of source, purposes and bases, with the
//!   dates of the single fact beside it in [`Held`]. Question, ground and field together make a [`Sieve`].
//! - [`Standing`]: what the law must know about a person, in one cache line and without a personal value. One for each
//!   subject, kept as a column and taken anew whenever a record of the person changes.
//!
//! "Whom may I mail for this purpose now?" is then: compile the question, make a sieve of each ground for the field
//! `email`, and let the standings fall through. [`Sieve::decide`] answers, or says that it cannot: `None` sends the caller to `may`, which is the
//! reference and decides everything. It is `None` where a date of the records lies between the making of a standing
//! and the time of the question, and for what is rare: more purposes than a standing holds, several countries, a
//! requested offer, a soft opt-in, a left-over copy. Nothing is ever allowed because something did not fit.
//!
//! A compiled allowance gives a [`Permit`](crate::Permit) as an allowing verdict does, but no reasons and no
//! obligations: whoever shows a refusal or sends a message asks `may`.

mod channel;
mod ground;
mod held;
mod moment;
mod question;
mod sieve;
mod standing;

pub use ground::Ground;
pub use held::Held;
pub use question::CompiledQuestion;
pub use sieve::Sieve;
pub use standing::Standing;

use crate::{Law, PurposeId};

/// One more than the highest purpose number a mask holds.
const PURPOSES: u16 = 64;

/// The bit of a purpose; none beyond the mask.
fn bit(purpose: PurposeId) -> Option<u64> {
    (purpose.0 < PURPOSES).then(|| 1 << purpose.0)
}

/// The bits of purposes given by name. Those that the catalogue does not know are nobody's.
fn bits<'a>(law: &Law, names: impl IntoIterator<Item = &'a String>) -> u64 {
    let known = names.into_iter().filter_map(|name| law.catalogue().purpose(name));
    known.filter_map(|purpose| bit(purpose.id)).fold(0, |all, one| all | one)
}
