//! REGON, the statistical register, by its SOAP service BIR 1.1 (and the reports of 1.2).
//!
//! A key opens a session of about an hour; every question goes with its number. A search says what kind of entity it
//! is, and the kind says which report holds the rest. Rows of natural persons are those persons' data.

mod entity;
mod envelope;
mod session;

use std::sync::Arc;

use serde_json::Value;
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Gate, Limit, Manners};
use crate::http::{BaseUrl, HttpClient, HttpSettings};
use crate::table::text_at;
use crate::{
    Access, Clock, ConnectorError, Credential, Identifier, IdentifierKind, Outcome, Persons, Profile,
    ReadDocument, Register, Secret, SystemClock,
};

use entity::{Found, Kind, Report};
use session::Sessions;

pub use entity::read_report;
pub use envelope::result_of;

/// What REGON is.
pub const PROFILE: Profile = Profile {
    id: "regon",
    name: "Krajowy rejestr urzędowy podmiotów gospodarki narodowej (REGON)",
    source: SourceType::Regon,
    licence: "LicenseRef-public-register",
    duty: InformationDuty::Article14,
    access: Access::StatisticsAct,
    persons: Persons::SomeTraders,
    asked_by: &[IdentifierKind::Nip, IdentifierKind::Regon, IdentifierKind::Krs],
    holds: entity::HELD,
    batch: 1,
    calls: 4,
    price: 0,
    credential: Some(Credential::BirKey),
    manners: Manners {
        // No limit is published.
        limits: &[Limit::steady(1_000, 4)],
        block: BlockEnd::Seconds(300),
        block_statuses: &[],
        retries_after_block: 0,
    },
};

/// Where the real service stands.
pub const OFFICIAL_ADDRESS: &str = "https://wyszukiwarkaregon.stat.gov.pl/wsBIR/UslugaBIRzewnPubl.svc";

/// Which reports are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    /// BIR 1.1: activities without their vintage.
    #[default]
    Bir11,
    /// BIR 1.2: activities with it.
    Bir12,
}

impl Version {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Bir11 => "BIR11",
            Self::Bir12 => "BIR12",
        }
    }
}

/// The connector. Call [`Register::finish`] at the end of a run: it closes the session.
pub struct Bir {
    sessions: Sessions,
    version: Version,
}

impl Bir {
    /// A connector to the real service.
    pub fn official(key: Secret, settings: HttpSettings) -> Result<Self, ConnectorError> {
        let (version, clock) = (Version::default(), Arc::new(SystemClock));
        Ok(Self::with_clock(OFFICIAL_ADDRESS.parse()?, version, key, settings, clock))
    }

    /// A connector to another address or version, with another clock.
    pub fn with_clock(
        base: BaseUrl,
        version: Version,
        key: Secret,
        settings: HttpSettings,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let http = HttpClient::new(base, settings, PROFILE.manners, clock);
        Self { sessions: Sessions::new(http, key), version }
    }

    fn search(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        let (name, number) = match identifier {
            Identifier::Nip(nip) => ("Nip", nip.as_str()),
            Identifier::Regon(regon) => ("Regon", regon.as_str()),
            Identifier::Krs(number) => ("Krs", number.as_str()),
            _ => return Err(ConnectorError::NotAskedBy),
        };
        let Some((rows, read)) = self.sessions.search(name, number)? else { return Ok(Outcome::NotFound) };
        // By tax or statistical number the rows must say the number that was asked.
        let is_asked = |row: &&Value| name == "Krs" || text_at(row, &name.to_lowercase()) == number;
        let row = rows.iter().filter(is_asked).min_by_key(|row| Kind::of(row).rank(row));
        let row = row.ok_or(ConnectorError::WrongRecord)?;
        self.read(row, read, identifier)
    }

    fn read(
        &self,
        row: &Value,
        read: ReadDocument,
        identifier: &Identifier,
    ) -> Result<Outcome, ConnectorError> {
        let regon = text_at(row, "regon");
        let kind = Kind::of(row);
        let mut found = Found::of_row(row, kind);
        let mut documents = vec![read];
        for report in kind.reports() {
            let name = format!("{}{}", self.version.prefix(), report.name());
            match self.sessions.report(regon, &name)? {
                Some((records, read)) => {
                    found.add(&name, *report, &records);
                    documents.push(read);
                }
                // A report of activities may be absent; the entity itself may not.
                None if *report == Report::Activities => {}
                None => {
                    return Err(ConnectorError::Unreadable("it knows the entity and has no report of it"));
                }
            }
        }
        if let Identifier::Krs(number) = identifier
            && !found.is_in_court_register(number)
        {
            return Err(ConnectorError::WrongRecord);
        }
        Ok(found.outcome(
            self.sessions.address(),
            documents,
            self.sessions.state_of_data(),
            self.sessions.now(),
        ))
    }
}

impl Register for Bir {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        self.search(identifier)
    }

    fn gate(&self) -> Option<&Gate> {
        Some(self.sessions.gate())
    }

    fn finish(&self) {
        self.sessions.log_out();
    }
}
