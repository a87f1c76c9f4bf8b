//! The sources of an installation, built from its settings: the one place where the operator's switches are looked at.

use std::collections::BTreeMap;

use zgoda_connectors::biala_lista::BialaLista;
use zgoda_connectors::gate::{GateState, Rate};
use zgoda_connectors::gleif::Gleif;
use zgoda_connectors::http::{BaseUrl, HttpSettings, UserAgent};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::{Identifier, IdentifierKind, Profile, Register, SystemClock};
use zgoda_connectors::{biala_lista, gleif, krs};
use zgoda_store::{Organisation, Store, StoreError};

use crate::EnrichError;

/// The setting that names whom the keeper of a register can ask.
pub const CONTACT: &str = "operator.contact";

/// The sources of facts about firms, in the order in which a run asks them.
pub static SOURCES: [&Profile; 3] = [&krs::PROFILE, &biala_lista::PROFILE, &gleif::PROFILE];

/// The source with this stable id.
///
/// # Errors
/// [`EnrichError::NoSuchSource`] where there is none.
pub fn source(id: &str) -> Result<&'static Profile, EnrichError> {
    let known = SOURCES.iter().find(|profile| profile.id == id);
    known.copied().ok_or_else(|| EnrichError::NoSuchSource(id.to_owned()))
}

/// How a source is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSettings {
    /// Whether it may be called at all.
    pub on: bool,
    /// Where it stands.
    pub base: BaseUrl,
}

/// The setting that says `on` or `off`; without it the source is off.
fn switch(id: &str) -> String {
    format!("connector.{id}")
}

/// The setting that holds another address than the official one.
fn address(id: &str) -> String {
    format!("connector.{id}.url")
}

/// The setting that holds what the gate of a source remembers.
fn gate(id: &str) -> String {
    format!("connector.{id}.gate")
}

fn official(id: &str) -> &'static str {
    match id {
        "biala_lista" => biala_lista::OFFICIAL_ADDRESS,
        "gleif" => gleif::OFFICIAL_ADDRESS,
        _ => krs::OFFICIAL_ADDRESS,
    }
}

impl SourceSettings {
    /// As the installation has it: off and at the official address, unless the operator said otherwise.
    ///
    /// # Errors
    /// Where there is no such source, a setting cannot be understood, or the database fails.
    pub fn load(store: &Store, id: &str) -> Result<Self, EnrichError> {
        let id = source(id)?.id;
        let on = match store.setting(&switch(id))?.as_deref() {
            None | Some("off") => false,
            Some("on") => true,
            Some(_) => return Err(EnrichError::Switch(switch(id))),
        };
        let other = store.setting(&address(id))?;
        let base = other.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(official(id));
        Ok(Self { on, base: base.parse()? })
    }

    /// Switches the source on or off; `other` overrides the official address, `None` goes back to it.
    ///
    /// # Errors
    /// Where the address cannot be used, or the database fails. Nothing is changed then.
    pub fn save(store: &Store, id: &str, on: bool, other: Option<&str>) -> Result<(), EnrichError> {
        let id = source(id)?.id;
        let other = other.map(str::trim).unwrap_or_default();
        if !other.is_empty() {
            let _: BaseUrl = other.parse()?;
        }
        store.set(&address(id), other)?;
        Ok(store.set(&switch(id), if on { "on" } else { "off" })?)
    }
}

/// The sources that may be asked.
pub struct Registers(BTreeMap<&'static str, Box<dyn Register>>);

impl Registers {
    /// The sources that are switched on, as the installation's settings have them. `contact` is a URL or e-mail address
    /// under which the operator can be reached; every call names it.
    ///
    /// # Errors
    /// [`EnrichError::SwitchedOff`] where the operator has switched none on; else where a setting or the contact cannot
    /// be used.
    pub fn from_store(store: &Store, contact: &str) -> Result<Self, EnrichError> {
        let mut all: BTreeMap<&'static str, Box<dyn Register>> = BTreeMap::new();
        for profile in SOURCES {
            let settings = SourceSettings::load(store, profile.id)?;
            if !settings.on {
                continue;
            }
            let http = HttpSettings::new(UserAgent::new(contact)?);
            let register = build(profile, settings.base, http);
            if let (Some(gate), Some(text)) = (register.gate(), store.setting(&gate(profile.id))?) {
                gate.restore(&serde_json::from_str::<GateState>(&text).unwrap_or_default());
            }
            all.insert(profile.id, register);
        }
        if all.is_empty() { Err(EnrichError::SwitchedOff(krs::PROFILE.id)) } else { Ok(Self(all)) }
    }

    /// One source that was built elsewhere, as tests and measurements do.
    pub fn of(register: impl Register + 'static) -> Self {
        Self(BTreeMap::from([(register.profile().id, Box::new(register) as Box<dyn Register>)]))
    }

    /// The court register.
    ///
    /// # Errors
    /// [`EnrichError::SwitchedOff`] where it is.
    pub fn krs(&self) -> Result<&dyn Register, EnrichError> {
        self.get(krs::PROFILE.id).ok_or(EnrichError::SwitchedOff(krs::PROFILE.id))
    }

    /// The source with this stable id, if it is switched on.
    pub(crate) fn get(&self, id: &str) -> Option<&dyn Register> {
        self.0.get(id).map(AsRef::as_ref)
    }

    /// Keeps what the gates remember, so that a restart forgets neither a spent budget nor a block.
    pub(crate) fn keep_gates(&self, store: &Store) -> Result<(), EnrichError> {
        for (id, register) in &self.0 {
            let Some(state) = register.gate().map(|gate| gate.state()) else { continue };
            let text = serde_json::to_string(&state).map_err(StoreError::Journal)?;
            if store.setting(&gate(id))?.as_deref() != Some(text.as_str()) {
                store.set(&gate(id), &text)?;
            }
        }
        Ok(())
    }
}

fn build(profile: &Profile, base: BaseUrl, http: HttpSettings) -> Box<dyn Register> {
    match profile.id {
        "biala_lista" => Box::new(BialaLista::at(base, http)),
        "gleif" => Box::new(Gleif::with_clock(base, http, std::sync::Arc::new(SystemClock))),
        _ => Box::new(Krs::at(base, http)),
    }
}

/// By which number a source is asked about firms: the first of its own that firms are held with.
pub(crate) fn asked_by(profile: &Profile) -> Option<IdentifierKind> {
    let held = [IdentifierKind::Krs, IdentifierKind::Nip];
    profile.asked_by.iter().copied().find(|kind| held.contains(kind))
}

/// The number by which a source is asked about an organisation, where it is known.
pub(crate) fn number_of(profile: &Profile, org: &Organisation) -> Option<String> {
    match asked_by(profile)? {
        IdentifierKind::Krs => org.krs.clone(),
        IdentifierKind::Nip => org.nip.clone(),
        _ => None,
    }
}

/// The question a source is asked with a number.
pub(crate) fn question(profile: &Profile, number: &str) -> Option<Identifier> {
    match asked_by(profile)? {
        IdentifierKind::Krs => number.parse().ok().map(Identifier::Krs),
        IdentifierKind::Nip => number.parse().ok().map(Identifier::Nip),
        _ => None,
    }
}

/// How long so many questions take at the pace the source wants, in seconds; a daily budget that is used up takes the
/// rest of the day.
pub(crate) fn seconds(profile: &Profile, questions: u64) -> u64 {
    const DAY: u64 = 86_400;
    let calls = questions.div_ceil(u64::from(profile.batch).max(1));
    let of = |rate: Rate| match rate {
        Rate::Steady { every_ms, .. } => calls.saturating_mul(every_ms.into()).div_ceil(1_000),
        Rate::Daily { calls: budget } => (calls / u64::from(budget).max(1)).saturating_mul(DAY),
    };
    let limits = profile.manners.limits.iter().filter(|limit| limit.kind != "check");
    limits.map(|limit| of(limit.rate)).max().unwrap_or(0)
}
