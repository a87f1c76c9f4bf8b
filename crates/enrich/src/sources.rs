//! The sources of an installation and its switches: whether each may be called, where it stands, and its key.

use std::fmt;

use zgoda_connectors::catalogue::{self, REGISTERS};
use zgoda_connectors::http::BaseUrl;
use zgoda_connectors::{Profile, Secret, biala_lista, bir, ceidg, gleif, krs, site, vies};
use zgoda_store::{Store, StoreError};

use crate::EnrichError;

/// The setting that names whom the keeper of a register can ask.
pub const CONTACT: &str = "operator.contact";

/// The source with this stable id.
///
/// # Errors
/// [`EnrichError::NoSuchSource`] where there is none.
pub fn source(id: &str) -> Result<&'static Profile, EnrichError> {
    catalogue::register(id).ok_or_else(|| EnrichError::NoSuchSource(id.to_owned()))
}

/// The place of a source in the order in which a run asks.
pub(crate) fn place(profile: &Profile) -> usize {
    REGISTERS.iter().position(|known| known.id == profile.id).unwrap_or(usize::MAX)
}

/// How a source is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceSettings {
    /// Whether it may be called: it is switched on, and has the key it needs.
    pub on: bool,
    /// Where it stands; `None` for websites, of which each has its own address.
    pub base: Option<BaseUrl>,
    /// Its key as it is kept, so that a new one is noticed.
    sealed: String,
}

impl fmt::Debug for SourceSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (on, base, key) = (&self.on, &self.base, self.has_key());
        f.debug_struct("SourceSettings").field("on", on).field("base", base).field("has_key", &key).finish()
    }
}

/// The setting that says `on` or `off`; without it the source is off.
fn switch(id: &str) -> String {
    format!("connector.{id}")
}

/// The setting that holds another address than the official one.
fn address(id: &str) -> String {
    format!("connector.{id}.url")
}

/// The setting that holds the sealed key.
fn key(id: &str) -> String {
    format!("connector.{id}.key")
}

/// Where a source really stands.
pub fn official(profile: &Profile) -> Option<&'static str> {
    match profile.id {
        "krs" => Some(krs::OFFICIAL_ADDRESS),
        "regon" => Some(bir::OFFICIAL_ADDRESS),
        "ceidg" => Some(ceidg::OFFICIAL_ADDRESS),
        "biala_lista" => Some(biala_lista::OFFICIAL_ADDRESS),
        "gleif" => Some(gleif::OFFICIAL_ADDRESS),
        "vies" => Some(vies::OFFICIAL_ADDRESS),
        _ => None,
    }
}

impl SourceSettings {
    /// As the installation has it: off and at the official address, unless the operator said otherwise.
    ///
    /// # Errors
    /// Where there is no such source, a setting cannot be understood, or the database fails.
    pub fn load(store: &Store, id: &str) -> Result<Self, EnrichError> {
        let profile = source(id)?;
        let id = profile.id;
        let wanted = match store.setting(&switch(id))?.as_deref() {
            None | Some("off") => false,
            Some("on") => true,
            Some(_) => return Err(EnrichError::Switch(switch(id))),
        };
        let other = store.setting(&address(id))?.filter(|text| !text.trim().is_empty());
        let base = match official(profile) {
            Some(official) => Some(other.as_deref().unwrap_or(official).parse()?),
            None => None,
        };
        let sealed = store.setting(&key(id))?.unwrap_or_default();
        let on = wanted && (profile.credential.is_none() || !sealed.is_empty());
        Ok(Self { on, base, sealed })
    }

    /// Whether its key was given. Nobody can see which one it is.
    pub fn has_key(&self) -> bool {
        !self.sealed.is_empty()
    }

    /// The host that is called; for websites what they are called together.
    pub fn host(&self) -> &str {
        self.base.as_ref().map_or(site::PROFILE.name, BaseUrl::host)
    }

    /// Switches the source on or off; `other` overrides the official address, `None` goes back to it.
    ///
    /// # Errors
    /// [`EnrichError::KeyNeeded`] where it is to be on and has no key; else where the address cannot be used, or the
    /// database fails. Nothing is changed then.
    pub fn save(store: &Store, id: &str, on: bool, other: Option<&str>) -> Result<(), EnrichError> {
        let profile = source(id)?;
        let other = other.map(str::trim).unwrap_or_default();
        if !other.is_empty() {
            let _: BaseUrl = other.parse()?;
        }
        if on && profile.credential.is_some() && !Self::load(store, id)?.has_key() {
            return Err(EnrichError::KeyNeeded(profile.id));
        }
        let kept = if Some(other) == official(profile) { "" } else { other };
        store.set(&address(profile.id), kept)?;
        Ok(store.set(&switch(profile.id), if on { "on" } else { "off" })?)
    }

    /// Keeps the key of a source, sealed; `None` forgets it and with it switches the source off.
    ///
    /// # Errors
    /// Where the source wants none, the text is no key, or the database fails.
    pub fn set_key(store: &Store, id: &str, text: Option<&str>) -> Result<(), EnrichError> {
        let profile = source(id)?;
        if profile.credential.is_none() {
            return Err(EnrichError::NoSuchSource(id.to_owned()));
        }
        if let Some(text) = text {
            Secret::new(text)?;
        }
        store.set_secret(&key(profile.id), text.map(|text| text.trim().as_bytes()))?;
        if text.is_none() {
            store.set(&switch(profile.id), "off")?;
        }
        Ok(())
    }

    /// The key, for the connector alone.
    pub(crate) fn key(store: &Store, profile: &Profile) -> Result<Secret, EnrichError> {
        let opened = store.secret(&key(profile.id))?.ok_or(EnrichError::KeyNeeded(profile.id))?;
        let text = std::str::from_utf8(&opened).map_err(|_| StoreError::NotFound("key"))?;
        Ok(Secret::new(text)?)
    }
}
