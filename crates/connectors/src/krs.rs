//! The National Court Register (KRS), by its Open API: companies, foundations, associations.
//!
//! A struck-off company answers 204, an unknown number *and* a number in the other register answer 404, so "not found"
//! is said only after both registers were asked. Free-text fields name people and are never read.

mod bulletin;
mod document;
mod fields;
mod members;
mod number;
mod read;
mod versions;

use std::sync::Arc;

use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Gate, Limit, Manners};
use crate::http::{Answer, BaseUrl, HttpClient, HttpSettings, Question};
use crate::{
    Access, Clock, ConnectorError, Identifier, IdentifierKind, Outcome, Persons, Profile, ReadDocument,
    Refreshed, Register, SystemClock,
};

pub use bulletin::{FIRST_DAY, read_bulletin};
pub use document::{Document, RegisterPart};
pub use number::KrsNumber;

/// What KRS is. People in it are informed under art. 14; the licence is a copyright one and no legal basis.
pub const PROFILE: Profile = Profile {
    id: "krs",
    name: "Krajowy Rejestr Sądowy",
    source: SourceType::RegistryKrs,
    licence: "CC0-1.0",
    duty: InformationDuty::Article14,
    access: Access::CourtRegisterAct,
    persons: Persons::Members,
    asked_by: &[IdentifierKind::Krs],
    holds: fields::HELD,
    batch: 1,
    calls: 2,
    price: 0,
    credential: None,
    // Nothing is published. Half a second, and no third try after a second refusal, is what others live well with.
    manners: Manners {
        limits: &[Limit::steady(500, 1)],
        block: BlockEnd::Seconds(60),
        block_statuses: &[],
        retries_after_block: 1,
    },
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
        Self { http: HttpClient::new(base, settings, PROFILE.manners, clock) }
    }

    /// The current extract (odpis aktualny); for a struck-off entity the days from the full one.
    pub fn current(&self, number: &KrsNumber) -> Result<Outcome, ConnectorError> {
        match self.read_current(number, None)? {
            Refreshed::Read(outcome) => Ok(outcome),
            Refreshed::Unchanged => {
                Err(ConnectorError::Unreadable("it says it did not change, and was not asked"))
            }
        }
    }

    /// The same, unless the extract is still the one that was read with `tag`.
    fn read_current(&self, number: &KrsNumber, tag: Option<&str>) -> Result<Refreshed, ConnectorError> {
        for part in RegisterPart::BOTH {
            match self.ask("OdpisAktualny", number, part, tag)? {
                Reply::Document(document, read) => return Ok(Refreshed::Read(self.outcome(&document, read))),
                Reply::Empty(url) => return self.struck_off(number, part, url).map(Refreshed::Read),
                Reply::Unchanged => return Ok(Refreshed::Unchanged),
                Reply::Unknown => {}
            }
        }
        Ok(Refreshed::Read(Outcome::NotFound))
    }

    /// The full extract (odpis pełny), reduced to the values that stand, each with the entry that brought it.
    pub fn full(&self, number: &KrsNumber) -> Result<Outcome, ConnectorError> {
        for part in RegisterPart::BOTH {
            match self.ask("OdpisPelny", number, part, None)? {
                Reply::Document(document, read) => return Ok(self.outcome(&document, read)),
                Reply::Empty(_) | Reply::Unchanged => {
                    return Err(ConnectorError::Unreadable("the full extract is empty"));
                }
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
        Ok(Outcome::StruckOff(match self.ask("OdpisPelny", number, part, None)? {
            Reply::Document(document, read) => document.struck_off(read.url, now),
            _ => Document::struck_off_without_history(number, part, url, now),
        }))
    }

    fn outcome(&self, document: &Document, read: ReadDocument) -> Outcome {
        let now = self.http.clock().now();
        if document.is_struck_off() {
            return Outcome::StruckOff(document.struck_off(read.url, now));
        }
        let mut extract = document.extract(read.url.clone(), now);
        extract.provenance.documents.push(read);
        Outcome::Found(Box::new(extract))
    }

    fn ask(
        &self,
        kind: &str,
        number: &KrsNumber,
        part: RegisterPart,
        tag: Option<&str>,
    ) -> Result<Reply, ConnectorError> {
        let letter = part.letter();
        let question = Question::get(format!("/api/krs/{kind}/{number}?rejestr={letter}&format=json"));
        let question = match tag {
            Some(tag) => question.unless(tag),
            None => question,
        };
        let answer = self.http.ask(&question)?;
        match answer.status {
            200 => {
                let document = Document::parse(&answer.body)?;
                if document.number() != number {
                    return Err(ConnectorError::WrongRecord);
                }
                Ok(Reply::Document(Box::new(document), ReadDocument::of(&answer)))
            }
            204 => Ok(Reply::Empty(answer.url)),
            304 if tag.is_some() => Ok(Reply::Unchanged),
            404 if is_the_registers_own_404(&answer) => Ok(Reply::Unknown),
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
            _ => Err(ConnectorError::NotAskedBy),
        }
    }

    fn refresh(&self, identifier: &Identifier, tag: &str) -> Result<Refreshed, ConnectorError> {
        match identifier {
            Identifier::Krs(number) => self.read_current(number, Some(tag)),
            _ => Err(ConnectorError::NotAskedBy),
        }
    }

    fn gate(&self) -> Option<&Gate> {
        Some(self.http.gate())
    }
}

/// The answers of the register to a well-formed question.
enum Reply {
    Document(Box<Document>, ReadDocument),
    Empty(String),
    Unchanged,
    Unknown,
}

/// The register says "not found" in JSON. Any other 404 comes from something in between and proves nothing.
fn is_the_registers_own_404(answer: &Answer) -> bool {
    let problem: Option<serde_json::Value> = serde_json::from_slice(&answer.body).ok();
    problem.is_some_and(|problem| problem.get("status").and_then(serde_json::Value::as_u64) == Some(404))
}
