//! The registers of an installation, built from its settings: the one place where the operator's switch is looked at.

use zgoda_connectors::http::{BaseUrl, HttpSettings, UserAgent};
use zgoda_connectors::krs::PROFILE;
use zgoda_connectors::krs::{Krs, OFFICIAL_ADDRESS};
use zgoda_connectors::{Identifier, Register};
use zgoda_store::{Organisation, Store};

use crate::EnrichError;

/// `on` or `off`; without it the register is off.
const SWITCH: &str = "connector.krs";
/// Another address than the official one.
const ADDRESS: &str = "connector.krs.url";

/// How the court register is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KrsSettings {
    /// Whether it may be called at all.
    pub on: bool,
    /// Where it stands.
    pub base: BaseUrl,
}

impl KrsSettings {
    /// As the installation has it: off and at the official address, unless the operator said otherwise.
    ///
    /// # Errors
    /// Where a setting cannot be understood, or the database fails.
    pub fn load(store: &Store) -> Result<Self, EnrichError> {
        let on = match store.setting(SWITCH)?.as_deref() {
            None | Some("off") => false,
            Some("on") => true,
            Some(_) => return Err(EnrichError::Switch(SWITCH)),
        };
        let address = store.setting(ADDRESS)?;
        let address = address.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(OFFICIAL_ADDRESS);
        Ok(Self { on, base: address.parse()? })
    }

    /// Switches the register on or off; `address` overrides the official one, `None` goes back to it.
    ///
    /// # Errors
    /// Where the address cannot be used, or the database fails. Nothing is changed then.
    pub fn save(store: &Store, on: bool, address: Option<&str>) -> Result<(), EnrichError> {
        let address = address.map(str::trim).unwrap_or_default();
        if !address.is_empty() {
            let _: BaseUrl = address.parse()?;
        }
        store.set(ADDRESS, address)?;
        Ok(store.set(SWITCH, if on { "on" } else { "off" })?)
    }
}

/// The registers that may be asked.
pub struct Registers {
    krs: Box<dyn Register>,
}

impl Registers {
    /// A register that was built elsewhere, as tests and measurements do.
    pub fn of(krs: impl Register + 'static) -> Self {
        Self { krs: Box::new(krs) }
    }

    /// The registers as the installation's settings have them. `contact` is a URL or e-mail address under which the
    /// operator can be reached; every call names it.
    ///
    /// # Errors
    /// [`EnrichError::SwitchedOff`] where the operator has not switched the register on; else where a setting or the
    /// contact cannot be used.
    pub fn from_store(store: &Store, contact: &str) -> Result<Self, EnrichError> {
        let settings = KrsSettings::load(store)?;
        if !settings.on {
            return Err(EnrichError::SwitchedOff(zgoda_connectors::krs::PROFILE.id));
        }
        let http = HttpSettings::new(UserAgent::new(contact)?);
        Ok(Self::of(Krs::at(settings.base, http)))
    }

    /// The court register.
    pub fn krs(&self) -> &dyn Register {
        self.krs.as_ref()
    }
}

/// The sources a run can ask, by stable id.
pub const SOURCES: [&str; 1] = [PROFILE.id];

/// The number by which a source is asked about an organisation, where it is known.
pub(crate) fn number_of(source: &str, org: &Organisation) -> Option<String> {
    (source == PROFILE.id).then(|| org.krs.clone()).flatten()
}

/// The question a source is asked with a number.
pub(crate) fn question(source: &str, number: &str) -> Option<Identifier> {
    (source == PROFILE.id).then(|| number.parse().ok().map(Identifier::Krs)).flatten()
}

impl Registers {
    /// The source with this stable id.
    pub(crate) fn get(&self, source: &str) -> Option<&dyn Register> {
        (source == PROFILE.id).then(|| self.krs())
    }
}
