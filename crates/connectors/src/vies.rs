//! VIES, the Commission's confirmation of VAT numbers. It may be used to confirm a number and for nothing else, so the
//! name and address in its answers are not read.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value, json};
use zgoda_formats::identifiers::EuVat;
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{BlockEnd, Gate, Limit, Manners};
use crate::http::{BaseUrl, HttpClient, HttpSettings, Question};
use crate::table::text_at;
use crate::{
    Access, Clock, ConnectorError, Extract, Fact, FactValue, Field, Holder, Identifier, IdentifierKind,
    Outcome, Persons, Profile, Provenance, ReadDocument, RecordHash, Register, Standing, SystemClock,
};

/// What VIES is.
pub const PROFILE: Profile = Profile {
    id: "vies",
    name: "VIES",
    source: SourceType::RegistryOther,
    licence: "LicenseRef-confirmation-only",
    duty: InformationDuty::Article14,
    access: Access::VatConfirmation,
    persons: Persons::None,
    asked_by: &[IdentifierKind::EuVat, IdentifierKind::Nip],
    holds: &[Field::VatNumber, Field::VatValid, Field::RequestId],
    batch: 1,
    calls: 1,
    price: 0,
    credential: None,
    manners: Manners {
        limits: &[Limit::steady(1_000, 1)],
        block: BlockEnd::Seconds(300),
        block_statuses: &[],
        retries_after_block: 0,
    },
};

/// Where the real service stands.
pub const OFFICIAL_ADDRESS: &str = "https://ec.europa.eu/taxation_customs/vies/rest-api";

/// The connector.
pub struct Vies {
    http: HttpClient,
    requester: Option<EuVat>,
}

/// What the service says about a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Whether it is valid.
    pub valid: bool,
    /// The day of the answer.
    pub on: Option<Date>,
    /// The consultation number, which proves that it was asked.
    pub request_id: Option<String>,
}

impl Vies {
    /// A connector to the real service.
    pub fn official(requester: Option<EuVat>, settings: HttpSettings) -> Result<Self, ConnectorError> {
        Ok(Self::with_clock(OFFICIAL_ADDRESS.parse()?, requester, settings, Arc::new(SystemClock)))
    }

    /// A connector to another address, with another clock. With the operator's own number as `requester` every answer
    /// comes with a consultation number.
    pub fn with_clock(
        base: BaseUrl,
        requester: Option<EuVat>,
        settings: HttpSettings,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { http: HttpClient::new(base, settings, PROFILE.manners, clock), requester }
    }

    fn confirm(&self, number: &EuVat) -> Result<Outcome, ConnectorError> {
        let (state, digits) = parts(number);
        let question = match &self.requester {
            None => Question::get(format!("/ms/{state}/vat/{digits}")),
            Some(requester) => {
                let (own_state, own_digits) = parts(requester);
                let body = json!({
                    "countryCode": state, "vatNumber": digits,
                    "requesterMemberStateCode": own_state, "requesterNumber": own_digits,
                });
                Question::post("/check-vat-number", "application/json", body.to_string())
            }
        };
        let answer = self.http.ask(&question)?;
        if !matches!(answer.status, 200 | 400) {
            let host = self.http.base().host().to_owned();
            return Err(ConnectorError::Rejected { host, status: answer.status });
        }
        let confirmation = read(&answer.body, digits, self.http.base().host())?;
        let url = self.http.base().to_string();
        let fact = |field, path: &str, value| Fact { field, value, path: path.to_owned(), entry: None };
        let valid_key = if self.requester.is_some() { "valid" } else { "isValid" };
        let mut facts = vec![
            fact(Field::VatNumber, "vatNumber", FactValue::Text(number.as_str().to_owned())),
            fact(Field::VatValid, valid_key, FactValue::YesNo(confirmation.valid)),
        ];
        let record_hash = RecordHash::of(&facts);
        let id = confirmation.request_id.map(FactValue::Text);
        facts.extend(id.map(|id| fact(Field::RequestId, "requestIdentifier", id)));
        let provenance = Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url: url.clone(),
            fetched_at: self.http.clock().now(),
            as_of: confirmation.on,
            licence: PROFILE.licence,
            record_hash,
            documents: vec![ReadDocument::of_person(&answer, &url)],
        };
        Ok(Outcome::Found(Box::new(Extract {
            provenance,
            standing: Standing::Standing,
            holder: Holder::Unclear,
            facts,
            members: Vec::new(),
            attention: Vec::new(),
            withheld: Vec::new(),
        })))
    }
}

/// Reads an answer about `digits`. No answer of the member state is no "invalid": it is an error that passes.
pub fn read(body: &[u8], digits: &str, host: &str) -> Result<Confirmation, ConnectorError> {
    let root: Value =
        serde_json::from_slice(body).map_err(|_| ConnectorError::Unreadable("it is no JSON"))?;
    let wrapped = root.get("errorWrappers").and_then(|list| list.get(0)).map(|error| text_at(error, "error"));
    let said = wrapped.unwrap_or_else(|| text_at(&root, "userError"));
    let valid = root.get("isValid").or_else(|| root.get("valid")).and_then(Value::as_bool);
    let valid = match (said, valid) {
        ("VALID", Some(true)) => true,
        ("INVALID", Some(false)) => false,
        // The posted question is answered without the word.
        ("", Some(valid)) if wrapped.is_none() => valid,
        ("VALID" | "INVALID" | "", _) => {
            return Err(ConnectorError::Unreadable("it does not say whether the number is valid"));
        }
        (error, _) => return Err(explain(error, host)),
    };
    if text_at(&root, "vatNumber") != digits {
        return Err(ConnectorError::WrongRecord);
    }
    let id = text_at(&root, "requestIdentifier");
    let plausible = (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Ok(Confirmation {
        valid,
        on: text_at(&root, "requestDate").get(..10).and_then(|day| day.parse().ok()),
        request_id: plausible.then(|| id.to_owned()),
    })
}

/// What the service's words for its troubles mean.
fn explain(error: &str, host: &str) -> ConnectorError {
    let host = host.to_owned();
    match error {
        "SERVICE_UNAVAILABLE" | "MS_UNAVAILABLE" | "TIMEOUT" => {
            ConnectorError::Unavailable { host, status: 503 }
        }
        "GLOBAL_MAX_CONCURRENT_REQ"
        | "GLOBAL_MAX_CONCURRENT_REQ_TIME"
        | "MS_MAX_CONCURRENT_REQ"
        | "MS_MAX_CONCURRENT_REQ_TIME" => ConnectorError::RateLimited { host, retry_after: None },
        "VAT_BLOCKED" | "IP_BLOCKED" => ConnectorError::Rejected { host, status: 403 },
        "INVALID_INPUT" | "INVALID_REQUESTER_INFO" => ConnectorError::Rejected { host, status: 400 },
        _ => ConnectorError::Unreadable("it says neither valid nor invalid"),
    }
}

fn parts(number: &EuVat) -> (&str, &str) {
    number.as_str().split_at_checked(2).unwrap_or_default()
}

impl Register for Vies {
    fn profile(&self) -> &'static Profile {
        &PROFILE
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        match identifier {
            Identifier::EuVat(number) => self.confirm(number),
            Identifier::Nip(nip) => {
                let number = EuVat::parse(&format!("PL{}", nip.as_str()));
                self.confirm(&number.map_err(|_| ConnectorError::NotAskedBy)?)
            }
            _ => Err(ConnectorError::NotAskedBy),
        }
    }

    fn gate(&self) -> Option<&Gate> {
        Some(self.http.gate())
    }
}
