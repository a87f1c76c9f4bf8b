//! The National Court Register (KRS), by its Open API: companies, foundations, associations.
//!
//! A struck-off company answers 204, an unknown number *and* a number in the other register answer 404, so "not found"
//! is said only after both registers were asked. Free-text fields name people and are never read.

mod document;
mod fields;
mod members;
mod number;
mod read;
mod versions;

use std::sync::Arc;

use zgoda_law::{InformationDuty, SourceType};

use crate::http::{BaseUrl, HttpClient, HttpSettings};
use crate::{Clock, ConnectorError, Identifier, Outcome, Profile, Register, SystemClock};

pub use document::{Document, RegisterPart};
pub use number::KrsNumber;

/// What KRS is. People in it are informed under art. 14; the licence is a copyright one and no legal basis.
pub const PROFILE: Profile = Profile {
    id: "krs",
    name: "Krajowy Rejestr Sądowy",
    source: SourceType::RegistryKrs,
    licence: "CC0-1.0",
    duty: InformationDuty::Article14,
};

/// Where the real register stands.
pub const OFFICIAL_ADDRESS: &str = "https://api-krs.ms.gov.pl";

/// The connector.
pub struct Krs {
    http: HttpClient,
}

impl Krs {
    /// A connector to the real register.
    pub fn official(settings: HttpSettings) -> Result<Self, ConnectorError> {
        Ok(Self::at(OFFICIAL_ADDRESS.parse()?, settings))
    }

    /// A connector to another address: a gateway of the operator, or the replay server.
    pub fn at(base: BaseUrl, settings: HttpSettings) -> Self {
        Self::with_clock(base, settings, Arc::new(SystemClock))
    }

    /// The same with another clock.
    pub fn with_clock(base: BaseUrl, settings: HttpSettings, clock: Arc<dyn Clock>) -> Self {
        Self { http: HttpClient::new(base, settings, clock) }
    }

    /// The current extract (odpis aktualny); for a struck-off entity the days from the full one.
    pub fn current(&self, number: &KrsNumber) -> Result<Outcome, ConnectorError> {
        for part in RegisterPart::BOTH {
            match self.ask("OdpisAktualny", number, part)? {
                Reply::Document(document, url) => return Ok(self.outcome(&document, url)),
                Reply::Empty(url) => return self.struck_off(number, part, url),
                Reply::Unknown => {}
            }
        }
        Ok(Outcome::NotFound)
    }

    /// The full extract (odpis pełny), reduced to the values that stand, each with the entry that brought it.
    pub fn full(&self, number: &KrsNumber) -> Result<Outcome, ConnectorError> {
        for part in RegisterPart::BOTH {
            match self.ask("OdpisPelny", number, part)? {
                Reply::Document(document, url) => return Ok(self.outcome(&document, url)),
                Reply::Empty(_) => return Err(ConnectorError::Unreadable("the full extract is empty")),
                Reply::Unknown => {}
            }
        }
        Ok(Outcome::NotFound)
    }

    /// 204 says "struck off" but not when; the full extract does.
    fn struck_off(
        &self,
        number: &KrsNumber,
        part: RegisterPart,
        url: String,
    ) -> Result<Outcome, ConnectorError> {
        let now = self.http.clock().now();
        Ok(Outcome::StruckOff(match self.ask("OdpisPelny", number, part)? {
            Reply::Document(document, full_url) => document.struck_off(full_url, now),
            Reply::Empty(_) | Reply::Unknown => Document::struck_off_without_history(number, part, url, now),
        }))
    }

    fn outcome(&self, document: &Document, url: String) -> Outcome {
        let now = self.http.clock().now();
        if document.is_struck_off() {
            Outcome::StruckOff(document.struck_off(url, now))
        } else {
            Outcome::Found(Box::new(document.extract(url, now)))
        }
    }

    fn ask(&self, kind: &str, number: &KrsNumber, part: RegisterPart) -> Result<Reply, ConnectorError> {
        let letter = part.letter();
        let answer = self.http.get(&format!("/api/krs/{kind}/{number}?rejestr={letter}&format=json"))?;
        match answer.status {
            200 => {
                let document = Document::parse(&answer.body)?;
                if document.number() != number {
                    return Err(ConnectorError::WrongRecord);
                }
                Ok(Reply::Document(Box::new(document), answer.url))
            }
            204 => Ok(Reply::Empty(answer.url)),
            404 if is_the_registers_own_404(&answer.body) => Ok(Reply::Unknown),
            status => Err(ConnectorError::Rejected { host: self.http.base().host().to_owned(), status }),
        }
    }
}

impl Register for Krs {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        match identifier {
            Identifier::Krs(number) => self.current(number),
        }
    }
}

/// The three answers of the register to a well-formed question.
enum Reply {
    Document(Box<Document>, String),
    Empty(String),
    Unknown,
}

/// The register says "not found" in JSON. Any other 404 comes from something in between and proves nothing.
fn is_the_registers_own_404(body: &[u8]) -> bool {
    let problem: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    problem.is_some_and(|problem| problem.get("status").and_then(serde_json::Value::as_u64) == Some(404))
}
