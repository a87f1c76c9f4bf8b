//! Telling others of every accepted change of a firm: webhooks with their secrets, the outbox that the change itself
//! fills, and the sender that empties it.
//!
//! Only facts of firms go out. A fact of a person would be a disclosure to a recipient, with a purpose, a basis and the
//! duty to tell that recipient of an erasure (GDPR art. 4(9), 19); none is ever put into a message.

mod outcome;
mod payload;
mod send;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;
use zgoda_connectors::webhook::{Receiver, WebhookSecret};
use zgoda_store::{Stamp, Store, WebhookId};

use crate::EnrichError;

pub use send::{Sender, resend, try_out};

/// How long messages are kept, those that wait for a webhook that is switched off too.
pub const KEEP_DAYS: u32 = 30;
/// How long the old secret signs beside the new one.
const BOTH_SIGN: SignedDuration = SignedDuration::from_hours(24);

/// Sets a webhook up; gives its number, and its secret to be shown this once.
///
/// # Errors
/// Where the address may not be told, or the store fails.
pub fn add(
    store: &Store,
    stamp: Stamp,
    url: &str,
    internal: bool,
) -> Result<(WebhookId, Zeroizing<String>), EnrichError> {
    Receiver::parse(url, internal)?;
    let secret = WebhookSecret::generate()?.expose();
    Ok((store.add_webhook(stamp, url.trim(), internal, secret.as_bytes())?, secret))
}

/// Gives a webhook a new secret, to be shown this once. For a day both sign, so that the receiver can change over.
///
/// # Errors
/// Where the store fails.
pub fn rotate(store: &Store, stamp: Stamp, id: WebhookId) -> Result<Zeroizing<String>, EnrichError> {
    let secret = WebhookSecret::generate()?.expose();
    let until = stamp.at.checked_add(BOTH_SIGN).unwrap_or(Timestamp::MAX);
    store.rotate_webhook(stamp, id, secret.as_bytes(), until)?;
    Ok(secret)
}
