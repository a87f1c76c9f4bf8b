//! CEIDG, the register of sole traders (version 3 of its interface, and 2).
//!
//! Everything in it is a person's data: the name of the firm holds the trader's name, the address often is a home.
//! The interface blocks whoever asks too often and counts the block from the *last* question, so nothing is ever
//! asked during one. Contact points are published only as long as the trader does not object, and are not carried.

mod changes;
mod entry;

use std::sync::Arc;

use serde_json::Value;
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Gate, Limit, Manners};
use crate::http::{Answer, BaseUrl, HttpClient, HttpSettings, Question};
use crate::{
    Access, Clock, ConnectorError, Credential, Identifier, IdentifierKind, Outcome, Persons, Profile,
    Register, Secret, SystemClock,
};

pub use changes::EntryId;
pub use entry::Trader;

/// What CEIDG is.
pub const PROFILE: Profile = Profile {
    id: "ceidg",
    name: "Centralna Ewidencja i Informacja o Działalności Gospodarczej",
    source: SourceType::RegistryCeidg,
    licence: "LicenseRef-public-register",
    duty: InformationDuty::Article14,
    access: Access::CeidgAct,
    persons: Persons::Traders,
    asked_by: &[IdentifierKind::Nip, IdentifierKind::Regon],
    holds: entry::HELD,
    batch: 1,
    calls: 1,
    price: 0,
    credential: Some(Credential::CeidgToken),
    manners: Manners {
        // 50 in 180 s and 1000 in 60 min: two at once and one every 3.75 s make at most 50 and 962.
        limits: &[Limit::steady(3_750, 2)],
        block: BlockEnd::Seconds(180),
        // 403 was seen instead of 429 during a block.
        block_statuses: &[403],
        retries_after_block: 0,
    },
};

/// Where the real register stands.
pub const OFFICIAL_ADDRESS: &str = "https://dane.biznes.gov.pl/api/ceidg";

/// The version of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    /// The one before: activities without their vintage.
    V2,
    /// The present one.
    #[default]
    V3,
}

impl Version {
    const fn path(self) -> &'static str {
        match self {
            Self::V2 => "/v2",
            Self::V3 => "/v3",
        }
    }
}

/// The connector.
pub struct Ceidg {
    http: HttpClient,
    version: Version,
    token: Secret,
}

impl Ceidg {
    /// A connector to the real register.
    pub fn official(token: Secret, settings: HttpSettings) -> Result<Self, ConnectorError> {
        Ok(Self::at(OFFICIAL_ADDRESS.parse()?, Version::default(), token, settings))
    }

    /// A connector to another address or version.
    pub fn at(base: BaseUrl, version: Version, token: Secret, settings: HttpSettings) -> Self {
        Self::with_clock(base, version, token, settings, Arc::new(SystemClock))
    }

    /// The same with another clock.
    pub fn with_clock(
        base: BaseUrl,
        version: Version,
        token: Secret,
        settings: HttpSettings,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { http: HttpClient::new(base, settings, PROFILE.manners, clock), version, token }
    }

    /// The entry with an id from [`Ceidg::changed`].
    pub fn entry(&self, id: &EntryId) -> Result<Outcome, ConnectorError> {
        self.read(&format!("/firma/{id}"), |trader| trader.has_id(id))
    }

    fn read(&self, path: &str, is_asked: impl Fn(&Trader) -> bool) -> Result<Outcome, ConnectorError> {
        let Some((root, answer)) = self.ask(path)? else { return Ok(Outcome::NotFound) };
        let traders = Trader::all(&root)?;
        let some = !traders.is_empty();
        // A trader who was struck off and began anew has two entries; the standing one counts.
        let own = traders.into_iter().filter(is_asked).min_by_key(Trader::is_struck_off);
        match own {
            Some(trader) => {
                let url = format!("{}{}/firma", self.http.base(), self.version.path());
                Ok(trader.outcome(&url, &answer, self.http.clock().now()))
            }
            None if some => Err(ConnectorError::WrongRecord),
            None => Ok(Outcome::NotFound),
        }
    }

    /// Asks; nothing where the register has nothing to say.
    fn ask(&self, path: &str) -> Result<Option<(Value, Answer)>, ConnectorError> {
        let question = Question::get(format!("{}{path}", self.version.path()));
        let question = question.with_secret("authorization", "Bearer ", &self.token)?;
        let answer = self.http.ask(&question)?;
        match answer.status {
            204 => Ok(None),
            200 => {
                let root = serde_json::from_slice(&answer.body);
                Ok(Some((root.map_err(|_| ConnectorError::Unreadable("it is no JSON"))?, answer)))
            }
            status => Err(ConnectorError::Rejected { host: self.http.base().host().to_owned(), status }),
        }
    }
}

impl Register for Ceidg {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        match identifier {
            Identifier::Nip(nip) => {
                self.read(&format!("/firma?nip={}", nip.as_str()), |trader| trader.has_nip(nip))
            }
            Identifier::Regon(regon) => {
                self.read(&format!("/firma?regon={}", regon.as_str()), |trader| trader.has_regon(regon))
            }
            _ => Err(ConnectorError::NotAskedBy),
        }
    }

    fn gate(&self) -> Option<&Gate> {
        Some(self.http.gate())
    }
}
