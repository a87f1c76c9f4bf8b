//! The operator's gateway of text messages, as the settings have it: off until it is set. The token is sealed.

use zgoda_connectors::Secret;
use zgoda_connectors::http::{HttpSettings, UserAgent};
use zgoda_connectors::sms::{OFFICIAL_ADDRESS, Sms, SmsApi, Texter};
use zgoda_formats::identifiers::{LineKind, Phone};
use zgoda_store::Store;

use crate::{Controller, RightsError};

pub use zgoda_connectors::sms::SmsError;

const ADDRESS: &str = "sms.address";
const SENDER: &str = "sms.sender";
/// The label under which the token is sealed.
const TOKEN: &str = "sms.token";
/// Letters of a sender's name at most, as networks carry it.
const SENDER_MAX: usize = 11;

/// How text messages are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsGateway {
    /// Where the gateway stands.
    pub address: String,
    /// The name readers see; empty for that of the gateway.
    pub sender: String,
}

impl Default for SmsGateway {
    fn default() -> Self {
        Self { address: OFFICIAL_ADDRESS.to_owned(), sender: String::new() }
    }
}

impl SmsGateway {
    /// The gateway of an installation; `None` where nobody said which, or there is no token.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn load(store: &Store) -> Result<Option<Self>, RightsError> {
        let address = store.setting(ADDRESS)?.filter(|address| !address.is_empty());
        let is_set = store.setting(TOKEN)?.is_some();
        let sender = store.setting(SENDER)?.unwrap_or_default();
        Ok(address.filter(|_| is_set).map(|address| Self { address, sender }))
    }

    /// Keeps the gateway. A token that is not given stays as it was.
    ///
    /// # Errors
    /// [`RightsError::Incomplete`] of what cannot be used: `address`, `sender`, `token`.
    pub fn save(&self, store: &Store, token: Option<&str>) -> Result<(), RightsError> {
        let address = self.address.trim();
        let fits: Result<zgoda_connectors::http::BaseUrl, _> = address.parse();
        fits.map_err(|_| RightsError::Incomplete("address"))?;
        let plain = |letter: char| letter.is_ascii_alphanumeric() || " .-".contains(letter);
        if self.sender.len() > SENDER_MAX || !self.sender.chars().all(plain) {
            return Err(RightsError::Incomplete("sender"));
        }
        match token {
            Some(token) => {
                Secret::new(token).map_err(|_| RightsError::Incomplete("token"))?;
                store.set_secret(TOKEN, Some(token.trim().as_bytes()))?;
            }
            None if store.setting(TOKEN)?.is_none() => return Err(RightsError::Incomplete("token")),
            None => {}
        }
        store.set(SENDER, self.sender.trim())?;
        Ok(store.set(ADDRESS, address)?)
    }

    /// Switches text messages off, and forgets the token.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn forget(store: &Store) -> Result<(), RightsError> {
        store.set_secret(TOKEN, None)?;
        Ok(store.set(ADDRESS, "")?)
    }

    /// Sends one message to a number in the form it is held in.
    ///
    /// # Errors
    /// [`RightsError::Sms`] where the gateway has not taken it, or nobody knows; [`RightsError::NoWay`] where the number is
    /// no mobile one; else where the store fails.
    pub fn send(&self, store: &Store, to: &Phone, text: &str) -> Result<(), RightsError> {
        if to.kind() != LineKind::Mobile {
            return Err(RightsError::NoWay);
        }
        let unusable = |_| RightsError::Incomplete("address");
        let contact = Controller::of(store)?.contact;
        let agent = UserAgent::new(&contact).or_else(|_| UserAgent::new("https://localhost"));
        let settings = HttpSettings::new(agent.map_err(unusable)?);
        let base = self.address.parse().map_err(unusable)?;
        let token = store.secret(TOKEN)?.ok_or(RightsError::Incomplete("token"))?;
        let token = Secret::new(std::str::from_utf8(&token).unwrap_or_default());
        let token = token.map_err(|_| RightsError::Incomplete("token"))?;
        let gateway = SmsApi::new(base, &self.sender, token, settings);
        Ok(gateway.hand_over(&Sms { to: to.as_str(), text })?)
    }
}
