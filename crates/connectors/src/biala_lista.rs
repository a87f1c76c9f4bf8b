//! Biała lista, the ministry's list of VAT payers (VAT act, art. 96b): status, dates, and whether an account is listed.
//!
//! A hundred searches a day, thirty identifiers each; over that the address is blocked until midnight. The list names
//! sole traders and representatives: of a person only the status and its dates are carried.

mod flat_file;
mod subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use zgoda_formats::identifiers::{Iban, Nip};
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Gate, LOOK_UP, Limit, Manners};
use crate::http::{Answer, BaseUrl, HttpClient, HttpSettings, Question};
use crate::table::{at, text_at};
use crate::{
    Access, Clock, ConnectorError, Identifier, IdentifierKind, Outcome, Persons, Profile, Register,
    SystemClock,
};

pub use flat_file::{FlatFile, Listed};
pub use subject::Subject;

/// What the list is.
pub const PROFILE: Profile = Profile {
    id: "biala_lista",
    name: "Wykaz podatników VAT (Biała lista)",
    source: SourceType::RegistryOther,
    licence: "LicenseRef-public-register",
    duty: InformationDuty::Article14,
    access: Access::VatAct,
    persons: Persons::SomeTraders,
    asked_by: &[IdentifierKind::Nip, IdentifierKind::Regon],
    holds: subject::HELD,
    batch: BATCH as u32,
    calls: 1,
    price: 0,
    credential: None,
    manners: Manners {
        limits: &[Limit::steady(500, 1), Limit::daily(LOOK_UP, 100), Limit::daily("check", 5_000)],
        block: BlockEnd::WarsawMidnight,
        block_statuses: &[],
        retries_after_block: 0,
    },
};

/// Where the real list stands.
pub const OFFICIAL_ADDRESS: &str = "https://wl-api.mf.gov.pl";

/// How many identifiers one search takes.
const BATCH: usize = 30;

/// The connector.
pub struct BialaLista {
    http: HttpClient,
}

/// Whether an account is listed for a tax number. Keep it: it is the proof of due diligence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCheck {
    /// Whether it is.
    pub listed: bool,
    /// The day it was asked about.
    pub on: Date,
    /// The ministry's number of the answer.
    pub request_id: Option<String>,
}

impl BialaLista {
    /// A connector to the real list.
    pub fn official(settings: HttpSettings) -> Result<Self, ConnectorError> {
        Ok(Self::at(OFFICIAL_ADDRESS.parse()?, settings))
    }

    /// A connector to another address.
    pub fn at(base: BaseUrl, settings: HttpSettings) -> Self {
        Self::with_clock(base, settings, Arc::new(SystemClock))
    }

    /// The same with another clock.
    pub fn with_clock(base: BaseUrl, settings: HttpSettings, clock: Arc<dyn Clock>) -> Self {
        Self { http: HttpClient::new(base, settings, PROFILE.manners, clock) }
    }

    /// Asks whether an account is listed for a tax number today.
    pub fn check(&self, nip: &Nip, account: &Iban) -> Result<AccountCheck, ConnectorError> {
        let account = account.as_str().strip_prefix("PL").ok_or(ConnectorError::NotAskedBy)?;
        let on = self.today();
        let path = format!("/api/check/nip/{}/bank-account/{account}?date={on}", nip.as_str());
        let (root, _) = self.ask(&Question::get(path).of_kind("check"))?;
        let listed = match text_at(&root, "result.accountAssigned") {
            "TAK" => true,
            "NIE" => false,
            _ => return Err(ConnectorError::Unreadable("it does not say whether the account is listed")),
        };
        Ok(AccountCheck { listed, on, request_id: subject::request_id(&root) })
    }

    fn one(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        let (kind, number) = asked(identifier)?;
        let on = self.today();
        let path = format!("/api/search/{kind}/{number}?date={on}");
        let (root, answer) = self.ask(&Question::get(path).of_kind(LOOK_UP))?;
        match at(&root, "result.subject") {
            None => Err(ConnectorError::Unreadable("it holds no result")),
            Some(Value::Null) => Ok(Outcome::NotFound),
            Some(node) => self.outcome(node, "result.subject.", identifier, &root, &answer, on),
        }
    }

    /// Asks about up to thirty of one kind in one search.
    fn batch(&self, kind: &str, batch: &[(usize, &Identifier, &str)], answers: &mut BTreeMap<usize, Asked>) {
        let on = self.today();
        let numbers: Vec<&str> = batch.iter().map(|(_, _, number)| *number).collect();
        let path = format!("/api/search/{kind}s/{}?date={on}", numbers.join(","));
        let read = self.ask(&Question::get(path).of_kind(LOOK_UP));
        for (index, identifier, number) in batch {
            let outcome = match &read {
                Err(error) => Err(error.clone()),
                Ok((root, answer)) => self.entry(root, answer, identifier, number, on),
            };
            answers.insert(*index, outcome);
        }
    }

    fn entry(&self, root: &Value, answer: &Answer, identifier: &Identifier, number: &str, on: Date) -> Asked {
        let entries = at(root, "result.entries").and_then(Value::as_array);
        let entries = entries.ok_or(ConnectorError::Unreadable("it holds no result"))?;
        let own = entries.iter().enumerate().find(|(_, entry)| text_at(entry, "identifier") == number);
        let (index, entry) = own.ok_or(ConnectorError::WrongRecord)?;
        if entry.get("error").is_some() {
            return Err(ConnectorError::Rejected { host: self.host(), status: 400 });
        }
        match entry.get("subjects").and_then(Value::as_array).map(Vec::as_slice) {
            Some([]) => Ok(Outcome::NotFound),
            Some([node, ..]) => {
                let path = format!("result.entries[{index}].subjects[0].");
                self.outcome(node, &path, identifier, root, answer, on)
            }
            None => Err(ConnectorError::Unreadable("it holds no result")),
        }
    }

    fn outcome(
        &self,
        node: &Value,
        path: &str,
        identifier: &Identifier,
        root: &Value,
        answer: &Answer,
        on: Date,
    ) -> Asked {
        let subject = Subject::read(node, path)?;
        if !subject.answers(identifier) {
            return Err(ConnectorError::WrongRecord);
        }
        // The address that was asked holds the number, which may be a person's: only what stands before it is kept.
        let url = format!("{}/api/search", self.http.base());
        let now = self.http.clock().now();
        Ok(Outcome::Found(Box::new(subject.extract(&url, answer, subject::request_id(root), now, on))))
    }

    fn ask(&self, question: &Question) -> Result<(Value, Answer), ConnectorError> {
        let answer = self.http.ask(question)?;
        let root: Value =
            serde_json::from_slice(&answer.body).map_err(|_| ConnectorError::Unreadable("it is no JSON"))?;
        match (answer.status, text_at(&root, "code")) {
            (200, _) => Ok((root, answer)),
            // The list is being brought up to date.
            (status, "WL-100" | "WL-195" | "WL-196") => {
                Err(ConnectorError::Unavailable { host: self.host(), status })
            }
            (status, _) => Err(ConnectorError::Rejected { host: self.host(), status }),
        }
    }

    fn today(&self) -> Date {
        let warsaw = TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC);
        self.http.clock().now().to_zoned(warsaw).date()
    }

    fn host(&self) -> String {
        self.http.base().host().to_owned()
    }
}

type Asked = Result<Outcome, ConnectorError>;

/// How the list calls the kind of identifier, and the number.
fn asked(identifier: &Identifier) -> Result<(&'static str, &str), ConnectorError> {
    match identifier {
        Identifier::Nip(nip) => Ok(("nip", nip.as_str())),
        Identifier::Regon(regon) => Ok(("regon", regon.as_str())),
        _ => Err(ConnectorError::NotAskedBy),
    }
}

impl Register for BialaLista {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        self.one(identifier)
    }

    fn look_up_many(&self, identifiers: &[Identifier]) -> Vec<Result<Outcome, ConnectorError>> {
        let mut answers: BTreeMap<usize, Asked> = BTreeMap::new();
        let mut kinds: BTreeMap<&str, Vec<(usize, &Identifier, &str)>> = BTreeMap::new();
        for (index, identifier) in identifiers.iter().enumerate() {
            match asked(identifier) {
                Ok((kind, number)) => kinds.entry(kind).or_default().push((index, identifier, number)),
                Err(error) => {
                    answers.insert(index, Err(error));
                }
            }
        }
        for (kind, asked) in kinds {
            for batch in asked.chunks(BATCH) {
                self.batch(kind, batch, &mut answers);
            }
        }
        answers.into_values().collect()
    }

    fn gate(&self) -> Option<&Gate> {
        Some(self.http.gate())
    }
}
