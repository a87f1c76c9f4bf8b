//! Direct transfer, GDPR art. 20(2): what a person gave us goes encrypted, straight to the controller they name, by e-mail
//! or to an address that takes it over HTTPS. It is recorded before the first byte goes, so whatever breaks off in
//! between, nothing goes twice by itself; what the receiver's server answered is the proof.

mod begin;
mod carry;
mod infeasible;
mod package;
mod settle;
mod wish;

use jiff::Timestamp;
use zeroize::Zeroizing;
use zgoda_store::{RequestKey, Store, TransferState};
use zgoda_text::Text;

use crate::{Acting, Controller, RightsError};

pub use infeasible::not_feasible;
pub use settle::{may_settle, settle};
pub use wish::wish_to_move;

/// The longest name of a receiver and the longest address, in characters.
pub const NAME_MAX: usize = 200;

/// Why data cannot go straight to another controller as it is wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unmovable {
    /// The request is about another right.
    #[error("the request is not one for portability")]
    Kind,
    /// The receiver has no usable name.
    #[error("the receiver has no usable name")]
    Receiver,
    /// The address is neither of e-mail nor one that takes files over HTTPS.
    #[error("the address is neither of e-mail nor one of HTTPS")]
    Address,
    /// The address leads into this network.
    #[error("the address leads into a network that is not public")]
    Inside,
    /// No mail server is set.
    #[error("no mail server is set")]
    NoMail,
    /// Nothing that the person gave is held on a consent or a contract.
    #[error("nothing is held that the person gave on a consent or a contract")]
    Nothing,
    /// A package went, and nobody knows yet whether it arrived.
    #[error("nobody knows yet whether an earlier package arrived")]
    Pending,
    /// The package is too large.
    #[error("the package is too large")]
    TooLarge,
}

/// Where data shall go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The controller that the person named.
    pub receiver: String,
    /// Their address of e-mail, or one that takes files over HTTPS.
    pub address: String,
    /// Their public key of age; `None` for a passphrase.
    pub public_key: Option<String>,
}

/// How things stand where it is done.
pub struct Means<'m> {
    /// The language of the covering letter.
    pub t: Text,
    /// Whether addresses of this machine may be called; never but in tests and demonstrations.
    pub nearby: bool,
    /// The time.
    pub now: &'m dyn Fn() -> Timestamp,
}

/// What came of sending.
#[derive(Debug)]
pub struct Moved {
    /// The number of the package within its request.
    pub no: u32,
    /// How far it is.
    pub state: TransferState,
    /// What opens it, to be told to the receiver by another way; kept nowhere.
    pub passphrase: Option<Zeroizing<String>>,
}

/// Sends what the person gave straight to another controller, once. Where their server has it, the request is answered.
///
/// # Errors
/// [`RightsError::Unmovable`] where it cannot go as it is wished; [`RightsError::Unidentified`] where it is not certain who
/// asks; [`RightsError::Answered`], [`RightsError::Denied`] and errors of the store as for every answer.
pub fn transfer(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    to: &Destination,
    means: &Means<'_>,
) -> Result<Moved, RightsError> {
    let controller = Controller::of(store)?;
    let carrier = carry::Carrier::to(store, &to.address, means.nearby)?;
    let going = begin::begin(store, who, key, (to, &carrier), &controller)?;
    let fate = carrier.carry(&going, &controller, means);
    let after = Acting { at: (means.now)(), ..who.clone() };
    settle::record(store, &after, key, going.no, fate, means.t)?;
    Ok(Moved { no: going.no, state: fate.state, passphrase: going.passphrase })
}
