//! GLEIF, the register of Legal Entity Identifiers: legal entities only, free for any reuse, with their parents.

mod record;

use std::sync::Arc;

use serde_json::Value;
use zgoda_formats::identifiers::Lei;
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Gate, Limit, Manners};
use crate::http::{Answer, BaseUrl, HttpClient, HttpSettings, Question};
use crate::krs::KrsNumber;
use crate::{
    Access, Clock, ConnectorError, Extract, Fact, FactValue, Field, Holder, Identifier, IdentifierKind,
    Outcome, Persons, Profile, RecordHash, Refreshed, Register, SystemClock,
};

pub use record::LeiRecord;

/// What GLEIF is.
pub const PROFILE: Profile = Profile {
    id: "gleif",
    name: "GLEIF",
    source: SourceType::RegistryOther,
    licence: "CC0-1.0",
    duty: InformationDuty::Article14,
    access: Access::OpenData,
    persons: Persons::None,
    asked_by: &[IdentifierKind::Lei, IdentifierKind::Krs],
    holds: record::HELD,
    batch: 1,
    // The entity and two parents.
    calls: 3,
    price: 0,
    credential: None,
    manners: Manners {
        // 60 a minute.
        limits: &[Limit::steady(1_100, 4)],
        block: BlockEnd::Seconds(60),
        block_statuses: &[],
        retries_after_block: 1,
    },
};

/// Where the real register stands.
pub const OFFICIAL_ADDRESS: &str = "https://api.gleif.org/api/v1";

const JSON_API: &str = "application/vnd.api+json";

/// The connector.
pub struct Gleif {
    http: HttpClient,
}

/// A company above another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    /// The one that consolidates it directly.
    Direct,
    /// The one at the top.
    Ultimate,
}

impl Parent {
    const ALL: [Self; 2] = [Self::Direct, Self::Ultimate];

    const fn path(self) -> &'static str {
        match self {
            Self::Direct => "direct-parent",
            Self::Ultimate => "ultimate-parent",
        }
    }

    const fn field(self) -> Field {
        match self {
            Self::Direct => Field::DirectParent,
            Self::Ultimate => Field::UltimateParent,
        }
    }
}

impl Gleif {
    /// A connector to the real register.
    pub fn official(settings: HttpSettings) -> Result<Self, ConnectorError> {
        Ok(Self::with_clock(OFFICIAL_ADDRESS.parse()?, settings, Arc::new(SystemClock)))
    }

    /// A connector to another address, with another clock.
    pub fn with_clock(base: BaseUrl, settings: HttpSettings, clock: Arc<dyn Clock>) -> Self {
        Self { http: HttpClient::new(base, settings, PROFILE.manners, clock) }
    }

    /// The parent of an entity. Nothing where it reports none.
    pub fn parent(&self, lei: &Lei, parent: Parent) -> Result<Option<Extract>, ConnectorError> {
        let path = format!("/lei-records/{}/{}", lei.as_str(), parent.path());
        let Some((records, answer)) = self.read(&path, None)? else { return Ok(None) };
        Ok(records.and_then(|records| records.into_iter().next()).map(|record| self.extract(record, &answer)))
    }

    /// The entities that an entity consolidates directly, two hundred at most.
    pub fn children(&self, lei: &Lei) -> Result<Vec<Extract>, ConnectorError> {
        let path = format!("/lei-records/{}/direct-children?page%5Bsize%5D=200", lei.as_str());
        let Some((records, answer)) = self.read(&path, None)? else { return Ok(Vec::new()) };
        Ok(records.unwrap_or_default().into_iter().map(|record| self.extract(record, &answer)).collect())
    }

    fn by_lei(&self, lei: &Lei, tag: Option<&str>) -> Result<Refreshed, ConnectorError> {
        self.one(&format!("/lei-records/{}", lei.as_str()), tag, |record| record.lei() == lei.as_str())
    }

    fn by_krs(&self, number: &KrsNumber, tag: Option<&str>) -> Result<Refreshed, ConnectorError> {
        let path = format!("/lei-records?filter%5Bentity.registeredAs%5D={number}");
        // Numbers of other registers look the same: only the court register's counts.
        self.one(&path, tag, |record| record.is_registered_as(number))
    }

    fn one(
        &self,
        path: &str,
        tag: Option<&str>,
        is_asked: impl Fn(&LeiRecord) -> bool,
    ) -> Result<Refreshed, ConnectorError> {
        let Some((records, answer)) = self.read(path, tag)? else {
            return Ok(Refreshed::Read(Outcome::NotFound));
        };
        let Some(records) = records else { return Ok(Refreshed::Unchanged) };
        let asked_by_lei = !path.contains('?');
        let some = !records.is_empty();
        Ok(Refreshed::Read(match records.into_iter().find(is_asked) {
            Some(record) => Outcome::Found(Box::new(self.with_parents(record, &answer)?)),
            None if some && asked_by_lei => return Err(ConnectorError::WrongRecord),
            None => Outcome::NotFound,
        }))
    }

    /// An entity with the firms above it.
    fn with_parents(&self, record: LeiRecord, answer: &Answer) -> Result<Extract, ConnectorError> {
        let (parents, lei) = (record.parents(), Lei::parse(record.lei()));
        let mut extract = self.extract(record, answer);
        let Ok(lei) = lei else { return Ok(extract) };
        for parent in parents {
            let Some(above) = self.parent(&lei, parent)? else { continue };
            extract.provenance.documents.extend(above.provenance.documents.clone());
            let Some(value) = named(&above) else { continue };
            if !extract.facts.iter().any(|fact| fact.value == value) {
                let path = format!("{}.data", parent.path());
                extract.facts.push(Fact { field: parent.field(), value, path, entry: None });
            }
        }
        extract.provenance.record_hash = RecordHash::of(&extract.facts);
        Ok(extract)
    }

    fn extract(&self, record: LeiRecord, answer: &Answer) -> Extract {
        record.extract(answer, self.http.clock().now())
    }

    /// Nothing where the register knows nothing; no records where they did not change.
    #[expect(clippy::type_complexity, reason = "three answers that only this file tells apart")]
    fn read(
        &self,
        path: &str,
        tag: Option<&str>,
    ) -> Result<Option<(Option<Vec<LeiRecord>>, Answer)>, ConnectorError> {
        let question = Question::get(path).accepting(JSON_API);
        let question = match tag {
            Some(tag) => question.unless(tag),
            None => question,
        };
        let answer = self.http.ask(&question)?;
        match answer.status {
            200 => Ok(Some((Some(LeiRecord::all(&answer.body)?), answer))),
            304 if tag.is_some() => Ok(Some((None, answer))),
            404 if is_the_registers_own_404(&answer) => Ok(None),
            status => Err(ConnectorError::Rejected { host: self.http.base().host().to_owned(), status }),
        }
    }
}

/// A firm above another by its number in the Polish court register, or else in this one, and its name. A parent who is a
/// person is not told of.
fn named(above: &Extract) -> Option<FactValue> {
    let number = above.fact(Field::KrsNumber).or_else(|| above.fact(Field::Lei))?;
    let is_firm = above.holder == Holder::Organisation;
    is_firm.then(|| FactValue::Text(format!("{} {}", number.value, above.name().unwrap_or_default())))
}

/// The register says "not found" in JSON. Any other 404 proves nothing.
fn is_the_registers_own_404(answer: &Answer) -> bool {
    let problem: Option<Value> = serde_json::from_slice(&answer.body).ok();
    problem.is_some_and(|problem| problem.get("errors").is_some_and(Value::is_array))
}

impl Register for Gleif {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        let read = match identifier {
            Identifier::Lei(lei) => self.by_lei(lei, None),
            Identifier::Krs(number) => self.by_krs(number, None),
            _ => Err(ConnectorError::NotAskedBy),
        };
        match read? {
            Refreshed::Read(outcome) => Ok(outcome),
            Refreshed::Unchanged => {
                Err(ConnectorError::Unreadable("it says it did not change, and was not asked"))
            }
        }
    }

    fn refresh(&self, identifier: &Identifier, tag: &str) -> Result<Refreshed, ConnectorError> {
        match identifier {
            Identifier::Lei(lei) => self.by_lei(lei, Some(tag)),
            Identifier::Krs(number) => self.by_krs(number, Some(tag)),
            _ => Err(ConnectorError::NotAskedBy),
        }
    }

    fn gate(&self) -> Option<&Gate> {
        Some(self.http.gate())
    }
}
