//! The connectors of the sources that are switched on, and by what each is asked about whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use zgoda_connectors::biala_lista::BialaLista;
use zgoda_connectors::bir::{self, Bir};
use zgoda_connectors::catalogue::REGISTERS;
use zgoda_connectors::ceidg::{self, Ceidg};
use zgoda_connectors::gate::GateState;
use zgoda_connectors::gleif::Gleif;
use zgoda_connectors::http::{BaseUrl, HttpSettings, UserAgent};
use zgoda_connectors::krs::{self, Krs};
use zgoda_connectors::site::{self, Sites};
use zgoda_connectors::vies::Vies;
use zgoda_connectors::{ConnectorError, Identifier, IdentifierKind, Persons, Profile, Register, SystemClock};
use zgoda_store::{Organisation, Store, StoreError};

use crate::sources::source;
use crate::{EnrichError, SourceSettings};

/// A firm of the State that every register of firms knows: what a source is tried with.
const TRIED_WITH: [&str; 2] = ["0000028860", "7740001454"];

/// The setting that holds what the gate of a source remembers.
fn gate(id: &str) -> String {
    format!("connector.{id}.gate")
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
        for profile in REGISTERS {
            let settings = SourceSettings::load(store, profile.id)?;
            if !settings.on {
                continue;
            }
            let http = HttpSettings::new(UserAgent::new(contact)?);
            let register = build(store, profile, settings.base, http)?;
            if let (Some(gate), Some(text)) = (register.gate(), store.setting(&gate(profile.id))?) {
                gate.restore(&serde_json::from_str::<GateState>(&text).unwrap_or_default());
            }
            all.insert(profile.id, register);
        }
        if all.is_empty() { Err(EnrichError::SwitchedOff(krs::PROFILE.id)) } else { Ok(Self(all)) }
    }

    /// One source that was built elsewhere, as tests and measurements do.
    pub fn of(register: impl Register + 'static) -> Self {
        Self(BTreeMap::new()).and(register)
    }

    /// And another one.
    #[must_use]
    pub fn and(mut self, register: impl Register + 'static) -> Self {
        self.0.insert(register.profile().id, Box::new(register));
        self
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

    /// Says to all that no more questions follow for now.
    pub(crate) fn finish(&self) {
        self.0.values().for_each(|register| register.finish());
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

fn build(
    store: &Store,
    profile: &'static Profile,
    base: Option<BaseUrl>,
    http: HttpSettings,
) -> Result<Box<dyn Register>, EnrichError> {
    let clock = Arc::new(SystemClock);
    let Some(base) = base else { return Ok(Box::new(Sites::public(http))) };
    let key = || SourceSettings::key(store, profile);
    Ok(match profile.id {
        "regon" => Box::new(Bir::with_clock(base, bir::Version::default(), key()?, http, clock)),
        "ceidg" => Box::new(Ceidg::at(base, ceidg::Version::default(), key()?, http)),
        "biala_lista" => Box::new(BialaLista::at(base, http)),
        "gleif" => Box::new(Gleif::with_clock(base, http, clock)),
        "vies" => Box::new(Vies::with_clock(base, None, http, clock)),
        _ => Box::new(Krs::at(base, http)),
    })
}

/// Asks a source one harmless question, about a firm of the State, to see whether it answers. A source that does not
/// know the firm has answered.
///
/// # Errors
/// [`EnrichError::SwitchedOff`] where the operator has not switched it on; [`EnrichError::Register`] with what went
/// wrong.
pub fn try_source(store: &Store, id: &str, contact: &str) -> Result<(), EnrichError> {
    let profile = source(id)?;
    if !SourceSettings::load(store, id)?.on {
        return Err(EnrichError::SwitchedOff(profile.id));
    }
    let registers = Registers::from_store(store, contact)?;
    let register = registers.get(profile.id).ok_or(EnrichError::SwitchedOff(profile.id))?;
    let asked = TRIED_WITH.iter().find_map(|number| question(profile, number));
    let answer = asked.map_or(Err(ConnectorError::NotAskedBy), |asked| register.look_up(&asked));
    registers.finish();
    registers.keep_gates(store)?;
    match answer {
        Ok(_) | Err(ConnectorError::WrongRecord) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// By what a source is asked about an organisation, where it is known: a number, or its website.
pub(crate) fn number_of(
    store: &Store,
    profile: &Profile,
    org: &Organisation,
) -> Result<Option<String>, EnrichError> {
    // Who is in the court register is no sole trader.
    if profile.persons == Persons::Traders && org.krs.is_some() {
        return Ok(None);
    }
    for kind in profile.asked_by {
        let number = match kind {
            IdentifierKind::Krs => org.krs.clone(),
            IdentifierKind::Nip => org.nip.clone(),
            IdentifierKind::Website => website(store, org)?,
            _ => None,
        };
        if number.is_some() {
            return Ok(number);
        }
    }
    Ok(None)
}

/// The website that was confirmed last.
fn website(store: &Store, org: &Organisation) -> Result<Option<String>, EnrichError> {
    let facts = store.organisation_facts(org.id)?;
    let sites = facts.into_iter().filter(|fact| fact.field == "website" && fact.ended_at.is_none());
    Ok(sites.max_by_key(|fact| fact.confirmed_at).map(|fact| fact.value))
}

/// The question a source is asked with a number or an address.
pub(crate) fn question(profile: &Profile, number: &str) -> Option<Identifier> {
    // A tax number begins with that of a tax office, and none of them begins with 000; KRS numbers all do.
    let is_krs = number.starts_with("000");
    profile.asked_by.iter().find_map(|kind| match kind {
        IdentifierKind::Krs if is_krs => number.parse().ok().map(Identifier::Krs),
        IdentifierKind::Nip if !is_krs => number.parse().ok().map(Identifier::Nip),
        IdentifierKind::Website => BaseUrl::site(number).ok().map(Identifier::Website),
        _ => None,
    })
}

/// How long so many questions take at the pace the source wants, in seconds. Of websites several are read at a time,
/// each at its own pace.
pub(crate) fn seconds(profile: &Profile, questions: u64, at_once: u64) -> u64 {
    let is_site = profile.id == site::PROFILE.id;
    let (rounds, asked) = if is_site { (questions.div_ceil(at_once), 1) } else { (1, questions) };
    let at_least = profile.estimate(asked).at_least;
    u64::try_from(at_least.as_millis().div_ceil(1_000)).unwrap_or(u64::MAX).saturating_mul(rounds)
}
