//! The person says where their data shall go.

use zgoda_law::SubjectId;
use zgoda_store::{Door, RequestKey, RequestKind, Store, WordsKind};

use crate::error::retried;
use crate::requests::{Incoming, receive, words};
use crate::{Acting, RightsError};

/// Receives the wish of somebody at their own page that their data go to another controller, in words of their own. An
/// open request for portability is theirs; what they said first stands, so nobody is sent to two places by mistake:
/// `false` says that something was there before.
///
/// # Errors
/// [`RightsError::Incomplete`] where nothing is said or too much; else as [`receive`].
pub fn wish_to_move(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    wish: &str,
) -> Result<(RequestKey, bool), RightsError> {
    let wish = words(wish, 3, "receiver")?;
    let (kind, door) = (RequestKind::Portability, Door::Page);
    let incoming = Incoming { kind, door, received_at: who.at, whose: Some(id), said: String::new() };
    let key = receive(store, who, &incoming)?;
    retried(|| {
        if store.request_words(key, WordsKind::Wish)?.is_some() {
            return Ok((key, false));
        }
        let person = store.person(id)?;
        let mut change = store.change(who.stamp());
        change.open(&person)?;
        change.keep_request_words(&store.request_file(key)?, WordsKind::Wish, wish)?;
        change.commit()?;
        Ok((key, true))
    })
}
