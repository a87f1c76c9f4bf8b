//! One entry: what is carried of a sole trader. All of it is that person's data.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use zgoda_formats::identifiers::{Nip, Regon};

use super::{EntryId, PROFILE};
use crate::http::Answer;
use crate::read::{self, Read, iso_day, nip, pkd_code, plain, plain_at, regon, text, word_of};
use crate::table::{self, Rule, at, holds_something, text_at};
use crate::{
    Address, ConnectorError, Extract, Fact, FactValue, Field, Holder, Outcome, PersonName, Provenance,
    ReadDocument, RecordHash, Standing, StruckOff, Withheld, WithheldReason,
};

/// What the register can give.
pub(super) const HELD: &[Field] = &[
    Field::CeidgId,
    Field::Name,
    Field::Nip,
    Field::Regon,
    Field::ActivityStatus,
    Field::StartDate,
    Field::SuspensionDate,
    Field::ResumptionDate,
    Field::EndDate,
    Field::StruckOffDate,
    Field::SeatVoivodeship,
    Field::SeatCity,
    Field::Address,
    Field::MainActivity,
    Field::OtherActivity,
];

/// The table for an entry that stands. Citizenship, property regime, bans, legal capacity and the day of death are
/// not read at all.
const ALLOWED: &[Rule] = &[
    Rule(Field::CeidgId, "id", id),
    Rule(Field::Name, "nazwa", text),
    Rule(Field::Nip, "wlasciciel.nip", nip),
    Rule(Field::Regon, "wlasciciel.regon", regon),
    Rule(Field::ActivityStatus, "status", status),
    Rule(Field::StartDate, "dataRozpoczecia", iso_day),
    Rule(Field::SuspensionDate, "dataZawieszenia", iso_day),
    Rule(Field::ResumptionDate, "dataWznowienia", iso_day),
    Rule(Field::EndDate, "dataZakonczenia", iso_day),
    Rule(Field::SeatVoivodeship, "adresDzialalnosci.wojewodztwo", text),
    Rule(Field::SeatCity, "adresDzialalnosci.miasto", text),
    Rule(Field::Address, "adresDzialalnosci", address),
    Rule(Field::MainActivity, "pkdGlowny", activity),
    Rule(Field::OtherActivity, "pkd", activity),
];

/// What is carried of an entry that was struck off: that it was.
const ALLOWED_OF_STRUCK_OFF: &[Rule] = &[
    Rule(Field::CeidgId, "id", id),
    Rule(Field::ActivityStatus, "status", status),
    Rule(Field::EndDate, "dataZakonczenia", iso_day),
    Rule(Field::StruckOffDate, "dataWykreslenia", iso_day),
];

/// Contact points: published until the trader objects, and no consent to anything.
const CONTACTS: &[&str] =
    &["email", "telefon", "www", "adresDoreczenElektronicznych", "adresKorespondencyjny", "innaFormaKonaktu"];

const STRUCK_OFF: &str = "WYKRESLONY";

/// An entry as read. It is never stored.
pub struct Trader {
    path: String,
    node: Value,
}

impl Trader {
    /// All entries of an answer.
    pub fn all(root: &Value) -> Result<Vec<Self>, ConnectorError> {
        let list = at(root, "firma").and_then(Value::as_array);
        let list = list.ok_or(ConnectorError::Unreadable("it holds no entry"))?;
        let entry =
            |(index, node): (usize, &Value)| Self { path: format!("firma[{index}]."), node: node.clone() };
        Ok(list.iter().enumerate().map(entry).collect())
    }

    pub(super) fn has_nip(&self, nip: &Nip) -> bool {
        Nip::parse(text_at(&self.node, "wlasciciel.nip")).is_ok_and(|own| own == *nip)
    }

    pub(super) fn has_regon(&self, regon: &Regon) -> bool {
        Regon::parse(text_at(&self.node, "wlasciciel.regon")).is_ok_and(|own| own == *regon)
    }

    pub(super) fn has_id(&self, id: &EntryId) -> bool {
        text_at(&self.node, "id").parse::<EntryId>().is_ok_and(|own| own == *id)
    }

    /// Whether it was struck off.
    pub fn is_struck_off(&self) -> bool {
        text_at(&self.node, "status") == STRUCK_OFF
    }

    /// The facts that are carried, and what is not.
    pub fn read(&self) -> (Vec<Fact>, Vec<Withheld>) {
        let (mut facts, mut withheld) = (Vec::new(), Vec::new());
        let rules = if self.is_struck_off() { ALLOWED_OF_STRUCK_OFF } else { ALLOWED };
        table::collect(&self.path, &self.node, rules, &mut facts, &mut withheld);
        self.settle_activities(&mut facts);
        let contacts = CONTACTS.iter().filter(|key| self.node.get(*key).is_some_and(holds_something));
        withheld.extend(contacts.map(|key| Withheld {
            path: format!("{}{key}", self.path),
            reason: WithheldReason::MayBePersonal,
        }));
        (facts, withheld)
    }

    /// Gives every activity the vintage that the entry tells, and names the main one once.
    fn settle_activities(&self, facts: &mut Vec<Fact>) {
        let year = match text_at(&self.node, "rokPkd") {
            "2007" => Some(2007),
            "2025" => Some(2025),
            _ => None,
        };
        for fact in facts.iter_mut() {
            if let FactValue::Activity { vintage, .. } = &mut fact.value {
                *vintage = year;
            }
        }
        let main =
            facts.iter().find(|fact| fact.field == Field::MainActivity).map(|fact| fact.value.to_string());
        facts.retain(|fact| fact.field != Field::OtherActivity || Some(fact.value.to_string()) != main);
    }

    pub(super) fn outcome(&self, url: &str, answer: &Answer, fetched_at: Timestamp) -> Outcome {
        let (facts, withheld) = self.read();
        let provenance = Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url: url.to_owned(),
            fetched_at,
            as_of: None,
            licence: PROFILE.licence,
            record_hash: RecordHash::of(&facts),
            documents: vec![ReadDocument::of_person(answer, url)],
        };
        if self.is_struck_off() {
            let struck_off_on = self.day("dataWykreslenia");
            return Outcome::StruckOff(StruckOff { provenance, struck_off_on, final_on: None, facts });
        }
        let standing = match facts.iter().any(|fact| fact.field == Field::ActivityStatus) {
            true => Standing::Standing,
            false => {
                Standing::Unknown(self.node.get("numerStatusu").and_then(Value::as_i64).unwrap_or_default())
            }
        };
        let holder = Holder::SoleTrader { name: self.owner() };
        let (members, attention) = (Vec::new(), Vec::new());
        Outcome::Found(Box::new(Extract {
            provenance,
            standing,
            holder,
            facts,
            members,
            attention,
            withheld,
        }))
    }

    fn day(&self, key: &str) -> Option<Date> {
        text_at(&self.node, key).get(..10)?.parse().ok()
    }

    fn owner(&self) -> Option<PersonName> {
        let part = |key| plain_at(at(&self.node, "wlasciciel")?, key).ok().flatten();
        let (given, surname) = (part("imie")?, part("nazwisko")?);
        (given.chars().count() <= 100 && surname.chars().count() <= 100)
            .then_some(PersonName { given, surname })
    }
}

fn id(node: &Value) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let id: Result<EntryId, _> = text.parse();
    id.map(|id| Some(FactValue::Text(id.to_string()))).map_err(|_| WithheldReason::Unreadable)
}

/// The register's words, one of them with its own spelling.
fn status(node: &Value) -> Read {
    word_of(
        node,
        &[
            "AKTYWNY",
            STRUCK_OFF,
            "ZAWIESZONY",
            "OCZEKUJE_NA_ROZPOCZECIE_DZIALANOSCI",
            "WYLACZNIE_W_FORMIE_SPOLKI",
        ],
    )
}

fn address(node: &Value) -> Read {
    let part = |key| Ok(plain_at(node, key)?.unwrap_or_default());
    let address = Address {
        street: part("ulica")?,
        house: part("budynek")?,
        flat: part("lokal")?,
        postal_code: read::postal_code(&part("kod")?),
        city: part("miasto")?,
        country: part("kraj")?,
    };
    Ok((!address.is_empty()).then_some(FactValue::Address(address)))
}

/// An activity: an object in version 3, its bare code in version 2.
fn activity(node: &Value) -> Read {
    let (code, description) = match node {
        Value::Object(_) => (plain_at(node, "kod")?, plain_at(node, "nazwa")?),
        other => (plain(other)?, None),
    };
    let Some(code) = code else { return Ok(None) };
    let code = pkd_code(&code).ok_or(WithheldReason::Unreadable)?;
    Ok(Some(FactValue::Activity { code, vintage: None, description }))
}
