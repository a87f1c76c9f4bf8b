//! One entry of the register of LEIs: what is carried of it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use zgoda_formats::identifiers::Lei;

use super::{PROFILE, Parent};
use crate::http::Answer;
use crate::krs::KrsNumber;
use crate::read::{Read, iso_day, plain, plain_at, text, word_of};
use crate::table::{self, Rule, at, text_at};
use crate::{
    Address, ConnectorError, Extract, FactValue, Field, Holder, Provenance, ReadDocument, RecordHash,
    Standing, WithheldReason,
};

/// What the register can give.
pub(super) const HELD: &[Field] = &[
    Field::Lei,
    Field::LeiStatus,
    Field::Name,
    Field::ActivityStatus,
    Field::RegistrationDate,
    Field::Jurisdiction,
    Field::Address,
    Field::Headquarters,
    Field::KrsNumber,
    Field::DirectParent,
    Field::UltimateParent,
];

/// How the register calls the Polish court register.
const COURT_REGISTER: &str = "RA000484";

const ALLOWED: &[Rule] = &[
    Rule(Field::Lei, "lei", lei),
    Rule(Field::LeiStatus, "registration.status", lei_status),
    Rule(Field::Name, "entity.legalName.name", text),
    Rule(Field::ActivityStatus, "entity.status", entity_status),
    Rule(Field::RegistrationDate, "entity.creationDate", iso_day),
    Rule(Field::Jurisdiction, "entity.jurisdiction", jurisdiction),
    Rule(Field::Address, "entity.legalAddress", address),
    Rule(Field::Headquarters, "entity.headquartersAddress", address),
];

const ALLOWED_OF_POLISH: &[Rule] = &[Rule(Field::KrsNumber, "entity.registeredAs", krs)];

/// An entry as read. It is never stored.
pub struct LeiRecord {
    path: String,
    attributes: Value,
    published_on: Option<Date>,
    parents: Vec<Parent>,
}

impl LeiRecord {
    /// All entries of an answer, which holds one or a list.
    pub fn all(body: &[u8]) -> Result<Vec<Self>, ConnectorError> {
        let root: Value =
            serde_json::from_slice(body).map_err(|_| ConnectorError::Unreadable("it is no JSON"))?;
        let published_on =
            text_at(&root, "meta.goldenCopy.publishDate").get(..10).and_then(|day| day.parse().ok());
        let record = |path: String, node: &Value| {
            let attributes = node.get("attributes").filter(|attributes| attributes.is_object());
            let attributes = attributes.ok_or(ConnectorError::Unreadable("it holds no entry"))?.clone();
            let reported = |parent: &Parent| {
                let link = format!("relationships.{}.links.lei-record", parent.path());
                !text_at(node, &link).is_empty()
            };
            let parents = Parent::ALL.into_iter().filter(reported).collect();
            Ok(Self { path, attributes, published_on, parents })
        };
        match root.get("data") {
            Some(Value::Array(list)) => list
                .iter()
                .enumerate()
                .map(|(index, node)| record(format!("data[{index}].attributes."), node))
                .collect(),
            Some(node @ Value::Object(_)) => Ok(vec![record("data.attributes.".to_owned(), node)?]),
            _ => Err(ConnectorError::Unreadable("it holds no data")),
        }
    }

    pub(super) fn lei(&self) -> &str {
        text_at(&self.attributes, "lei")
    }

    /// The parents it reports. Whoever has none, or does not tell, reports an exception instead.
    pub(super) fn parents(&self) -> Vec<Parent> {
        self.parents.clone()
    }

    pub(super) fn is_registered_as(&self, number: &KrsNumber) -> bool {
        self.is_polish() && text_at(&self.attributes, "entity.registeredAs") == number.as_str()
    }

    fn is_polish(&self) -> bool {
        text_at(&self.attributes, "entity.registeredAt.id") == COURT_REGISTER
    }

    /// What is carried on.
    pub fn extract(self, answer: &Answer, fetched_at: Timestamp) -> Extract {
        let (mut facts, mut withheld) = (Vec::new(), Vec::new());
        table::collect(&self.path, &self.attributes, ALLOWED, &mut facts, &mut withheld);
        if self.is_polish() {
            table::collect(&self.path, &self.attributes, ALLOWED_OF_POLISH, &mut facts, &mut withheld);
        }
        let legal = facts.iter().find(|fact| fact.field == Field::Address).map(|fact| fact.value.clone());
        facts.retain(|fact| fact.field != Field::Headquarters || Some(&fact.value) != legal.as_ref());
        let provenance = Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url: answer.url.clone(),
            fetched_at,
            as_of: self.published_on,
            licence: PROFILE.licence,
            record_hash: RecordHash::of(&facts),
            documents: vec![ReadDocument::of(answer)],
        };
        let holder = match text_at(&self.attributes, "entity.category") {
            "SOLE_PROPRIETOR" => Holder::SoleTrader { name: None },
            _ => Holder::Organisation,
        };
        let standing = match at(&self.attributes, "entity.status").and_then(Value::as_str) {
            Some("ACTIVE") => Standing::Standing,
            Some("INACTIVE") => Standing::StruckOff,
            _ => Standing::Unknown(0),
        };
        let (members, attention) = (Vec::new(), Vec::new());
        Extract { provenance, standing, holder, facts, members, attention, withheld }
    }
}

fn lei(node: &Value) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let lei = Lei::parse(&text).map_err(|_| WithheldReason::Unreadable)?;
    Ok(Some(FactValue::Text(lei.into_string())))
}

fn krs(node: &Value) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let number: KrsNumber = text.parse().map_err(|_| WithheldReason::Unreadable)?;
    Ok(Some(FactValue::Text(number.to_string())))
}

fn lei_status(node: &Value) -> Read {
    let known = [
        "ISSUED",
        "LAPSED",
        "RETIRED",
        "MERGED",
        "ANNULLED",
        "DUPLICATE",
        "TRANSFERRED",
        "CANCELLED",
        "PENDING_TRANSFER",
        "PENDING_ARCHIVAL",
        "PENDING_VALIDATION",
    ];
    word_of(node, &known)
}

fn entity_status(node: &Value) -> Read {
    word_of(node, &["ACTIVE", "INACTIVE"])
}

fn jurisdiction(node: &Value) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let is_code = (2..=6).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    if is_code { Ok(Some(FactValue::Text(text))) } else { Err(WithheldReason::Unreadable) }
}

fn address(node: &Value) -> Read {
    let part = |key| Ok(plain_at(node, key)?.unwrap_or_default());
    let lines = node.get("addressLines").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let lines: Vec<String> = lines.iter().filter_map(|line| plain(line).ok().flatten()).take(4).collect();
    let address = Address {
        street: lines.join(", "),
        postal_code: part("postalCode")?,
        city: part("city")?,
        country: part("country")?,
        ..Address::default()
    };
    Ok((!address.is_empty()).then_some(FactValue::Address(address)))
}
