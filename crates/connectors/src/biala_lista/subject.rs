//! One taxpayer of the list: what is carried of it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::PROFILE;
use crate::http::Answer;
use crate::read::{Read, digits, iso_day, nip, plain, regon, text, word_of};
use crate::table::{self, Rule, at, holds_something, text_at};
use crate::{
    ConnectorError, Extract, Fact, FactValue, Field, Holder, Identifier, Provenance, ReadDocument,
    RecordHash, Standing, Withheld, WithheldReason,
};

/// What the list can give.
pub(super) const HELD: &[Field] = &[
    Field::Nip,
    Field::Regon,
    Field::KrsNumber,
    Field::Name,
    Field::VatStatus,
    Field::VatRegistrationDate,
    Field::VatDenialDate,
    Field::VatRestorationDate,
    Field::VatRemovalDate,
    Field::RequestId,
];

/// What is carried of everybody.
const ALLOWED: &[Rule] = &[
    Rule(Field::Nip, "nip", nip),
    Rule(Field::Regon, "regon", regon),
    Rule(Field::KrsNumber, "krs", krs),
    Rule(Field::VatStatus, "statusVat", vat_status),
    Rule(Field::VatRegistrationDate, "registrationLegalDate", iso_day),
    Rule(Field::VatDenialDate, "registrationDenialDate", iso_day),
    Rule(Field::VatRestorationDate, "restorationDate", iso_day),
    Rule(Field::VatRemovalDate, "removalDate", iso_day),
];

/// What is carried of organisations only.
const ALLOWED_OF_ORGANISATIONS: &[Rule] = &[Rule(Field::Name, "name", text)];

/// What is never carried, and is said to have been there: names and addresses of people.
const PERSONAL: &[&str] = &["residenceAddress", "representatives", "authorizedClerks", "partners", "pesel"];

/// A taxpayer as read. It is never stored; what is carried on is made by [`Subject::extract`].
pub struct Subject {
    holder: Holder,
    facts: Vec<Fact>,
    withheld: Vec<Withheld>,
}

impl Subject {
    /// Reads the taxpayer at `path`.
    pub fn read(node: &Value, path: &str) -> Result<Self, ConnectorError> {
        if !node.is_object() {
            return Err(ConnectorError::Unreadable("it holds no taxpayer"));
        }
        let (mut facts, mut withheld) = (Vec::new(), Vec::new());
        table::collect(path, node, ALLOWED, &mut facts, &mut withheld);
        let holder = holder(node);
        if holder == Holder::Organisation {
            table::collect(path, node, ALLOWED_OF_ORGANISATIONS, &mut facts, &mut withheld);
        } else {
            let reason = WithheldReason::MayBePersonal;
            withheld.extend(
                ["name", "workingAddress"]
                    .into_iter()
                    .filter(|key| node.get(*key).is_some_and(holds_something))
                    .map(|key| Withheld { path: format!("{path}{key}"), reason }),
            );
        }
        let personal = PERSONAL.iter().filter(|key| node.get(*key).is_some_and(holds_something));
        withheld.extend(
            personal
                .map(|key| Withheld { path: format!("{path}{key}"), reason: WithheldReason::MayBePersonal }),
        );
        Ok(Self { holder, facts, withheld })
    }

    /// Reads the taxpayer of a whole answer to a search by one identifier.
    pub fn of_answer(body: &[u8]) -> Result<Option<Self>, ConnectorError> {
        let root: Value =
            serde_json::from_slice(body).map_err(|_| ConnectorError::Unreadable("it is no JSON"))?;
        match at(&root, "result.subject") {
            None => Err(ConnectorError::Unreadable("it holds no result")),
            Some(Value::Null) => Ok(None),
            Some(node) => Self::read(node, "result.subject.").map(Some),
        }
    }

    /// The facts that are carried.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Whether it is the one that was asked for.
    pub(super) fn answers(&self, identifier: &Identifier) -> bool {
        let says = |field: Field, number: &str| {
            let own = self.facts.iter().find(|fact| fact.field == field);
            own.is_some_and(|fact| fact.value == FactValue::Text(number.to_owned()))
        };
        match identifier {
            Identifier::Nip(nip) => says(Field::Nip, nip.as_str()),
            Identifier::Regon(regon) => says(Field::Regon, regon.as_str()),
            _ => false,
        }
    }

    pub(super) fn extract(
        self,
        url: &str,
        answer: &Answer,
        request_id: Option<String>,
        fetched_at: Timestamp,
        on: Date,
    ) -> Extract {
        let Self { holder, mut facts, withheld } = self;
        // The number of the answer is new every time, so it is no part of what tells whether anything changed.
        let record_hash = RecordHash::of(&facts);
        facts.extend(request_id.map(|id| Fact {
            field: Field::RequestId,
            value: FactValue::Text(id),
            path: "result.requestId".to_owned(),
            entry: None,
        }));
        let provenance = Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url: url.to_owned(),
            fetched_at,
            as_of: Some(on),
            licence: PROFILE.licence,
            record_hash,
            documents: vec![ReadDocument::of_person(answer, url)],
        };
        let (standing, members, attention) = (Standing::Standing, Vec::new(), Vec::new());
        Extract { provenance, standing, holder, facts, members, attention, withheld }
    }
}

/// Who is in the court register is an organisation; who has a home address on the list is a person; of others the list
/// does not tell.
fn holder(node: &Value) -> Holder {
    if node.get("residenceAddress").is_some_and(holds_something) {
        Holder::SoleTrader { name: None }
    } else if matches!(node.get("krs").map(krs), Some(Ok(Some(_)))) {
        Holder::Organisation
    } else {
        Holder::Unclear
    }
}

fn krs(node: &Value) -> Read {
    digits(node, |digits| (digits.len() == 10 && digits.bytes().any(|byte| byte != b'0')).then_some(digits))
}

fn vat_status(node: &Value) -> Read {
    word_of(node, &["Czynny", "Zwolniony", "Niezarejestrowany"])
}

/// The ministry's number of an answer.
pub(super) fn request_id(root: &Value) -> Option<String> {
    let id = plain(at(root, "result.requestId")?).ok().flatten()?;
    let plausible = id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plausible.then(|| text_at(root, "result.requestId").trim().to_owned())
}
