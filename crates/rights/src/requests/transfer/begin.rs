//! Before a package goes: it is looked at whether it may, put together, sealed and recorded.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;
use zgoda_store::{NewTransfer, RequestKey, RequestKind, Store, StoreError};

use super::carry::Carrier;
use super::package::{BYTES_MAX, sealed};
use super::{Destination, NAME_MAX, Unmovable};
use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::error::retried;
use crate::exports::{Lock, new_passphrase};
use crate::portable::collected;
use crate::requests::steps::open;
use crate::{Acting, Controller, RightsError};

/// A package that is recorded as going.
pub(super) struct Going {
    pub no: u32,
    /// What the package is called.
    pub name: String,
    pub bytes: Vec<u8>,
    pub message_id: String,
    pub passphrase: Option<Zeroizing<String>>,
}

pub(super) fn begin(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    (to, carrier): (&Destination, &Carrier),
    controller: &Controller,
) -> Result<Going, RightsError> {
    let receiver = to.receiver.trim();
    if receiver.is_empty() || receiver.chars().count() > NAME_MAX || receiver.chars().any(char::is_control) {
        return Err(Unmovable::Receiver.into());
    }
    let public_key = to.public_key.as_deref().map(Lock::public_key).transpose()?;
    let passphrase = match &public_key {
        Some(_) => None,
        None => Some(new_passphrase()?),
    };
    let lock = match (&public_key, &passphrase) {
        (Some(key), _) => Lock::key(key)?,
        (None, passphrase) => Lock::passphrase(passphrase.as_deref().map_or("", String::as_str))?,
    };
    let message_id = carrier.new_id()?;
    let (no, bytes) = retried(|| {
        let file = open(store, who, key)?;
        if file.request.kind != RequestKind::Portability {
            return Err(Unmovable::Kind.into());
        }
        if file.request.identity.is_none() {
            return Err(RightsError::Unidentified);
        }
        let before = store.transfers(key)?;
        if before.iter().any(|one| one.state.is_open()) {
            return Err(Unmovable::Pending.into());
        }
        let person = store.person(file.subject.filter(|_| !file.erased).ok_or(RightsError::Erased)?)?;
        let (copy, facts) = collected(store, who, &person, controller)?;
        if facts.is_empty() {
            return Err(Unmovable::Nothing.into());
        }
        let bytes = sealed(&copy, &lock)?;
        if bytes.len() > BYTES_MAX {
            return Err(Unmovable::TooLarge.into());
        }
        let no = u32::try_from(before.len()).map_err(|_| StoreError::Incomplete("number of packages"))? + 1;
        let new = NewTransfer {
            receiver: receiver.to_owned(),
            way: carrier.way(),
            address: to.address.trim().to_owned(),
            public_key: public_key.clone(),
            facts,
            bytes: bytes.len() as u64,
            digest: Sha256::digest(&bytes).into(),
            message_id: message_id.clone(),
        };
        let mut change = store.change(who.stamp());
        change.open(&person)?;
        change.begin_transfer(&file, no, purpose(store, SUBJECT_RIGHTS)?, new)?;
        change.commit()?;
        Ok((no, bytes))
    })?;
    Ok(Going { no, name: format!("zgoda-{key}.zip.age"), bytes, message_id, passphrase })
}
