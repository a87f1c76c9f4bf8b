//! One entity of REGON: from the row of a search and the reports of its kind, what is carried.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::PROFILE;
use crate::krs::KrsNumber;
use crate::read::{self, Read, iso_day, nip, pkd_code, plain_at, regon, role_email, text, website};
use crate::table::{self, Rule, text_at};
use crate::{
    Address, Attention, Extract, Fact, FactValue, Field, Holder, Outcome, PersonName, Provenance,
    ReadDocument, RecordHash, Standing, StruckOff, Withheld, WithheldReason,
};

/// What the register can give.
pub(super) const HELD: &[Field] = &[
    Field::Regon,
    Field::Nip,
    Field::KrsNumber,
    Field::Name,
    Field::LegalForm,
    Field::RegistrationDate,
    Field::StartDate,
    Field::SuspensionDate,
    Field::ResumptionDate,
    Field::EndDate,
    Field::StruckOffDate,
    Field::SeatVoivodeship,
    Field::SeatCounty,
    Field::SeatCommune,
    Field::SeatCity,
    Field::Address,
    Field::Website,
    Field::Email,
    Field::MainActivity,
    Field::OtherActivity,
];

/// Names of elements without the prefix that says what kind of report it is.
const ALLOWED: &[Rule] = &[
    Rule(Field::Regon, "regon9", regon),
    Rule(Field::Nip, "nip", nip),
    Rule(Field::Name, "nazwa", text),
    Rule(Field::LegalForm, "szczegolnaformaprawna_nazwa", text),
    Rule(Field::StartDate, "datarozpoczeciadzialalnosci", iso_day),
    Rule(Field::SuspensionDate, "datazawieszeniadzialalnosci", iso_day),
    Rule(Field::ResumptionDate, "datawznowieniadzialalnosci", iso_day),
    Rule(Field::EndDate, "datazakonczeniadzialalnosci", iso_day),
    Rule(Field::StruckOffDate, "dataskresleniazregon", iso_day),
    Rule(Field::StruckOffDate, "dataskresleniadzialalnoscizregon", iso_day),
    Rule(Field::StruckOffDate, "dataskresleniadzialalanoscizregon", iso_day),
    Rule(Field::SeatVoivodeship, "adsiedzwojewodztwo_nazwa", text),
    Rule(Field::SeatCounty, "adsiedzpowiat_nazwa", text),
    Rule(Field::SeatCommune, "adsiedzgmina_nazwa", text),
    Rule(Field::SeatCity, "adsiedzmiejscowosc_nazwa", text),
];

/// What is carried of organisations only: of a person these are contact points.
const ALLOWED_OF_ORGANISATIONS: &[Rule] =
    &[Rule(Field::Website, "adresstronyinternetowej", website), Rule(Field::Email, "adresemail", role_email)];

/// The same in the row of a search, for local units, whose reports say nothing more that is needed.
const ALLOWED_OF_ROWS: &[Rule] = &[
    Rule(Field::Regon, "regon", regon),
    Rule(Field::Name, "nazwa", text),
    Rule(Field::EndDate, "datazakonczeniadzialalnosci", iso_day),
    Rule(Field::SeatVoivodeship, "wojewodztwo", text),
    Rule(Field::SeatCity, "miejscowosc", text),
];

/// The prefixes of elements.
const PREFIXES: &[&str] = &["praw_", "fiz_", "fizc_", "fizp_"];

/// The kinds of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Legal,
    Ceidg,
    Farm,
    OtherTrade,
    StruckOffBefore2014,
    UnitOfLegal,
    UnitOfPerson,
    Unknown,
}

/// The reports that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    Legal,
    Person,
    Trade(&'static str),
    Activities,
    ActivitiesOfPerson,
}

impl Report {
    /// The name without the version.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Legal => "OsPrawna",
            Self::Person => "OsFizycznaDaneOgolne",
            Self::Trade(name) => name,
            Self::Activities => "OsPrawnaPkd",
            Self::ActivitiesOfPerson => "OsFizycznaPkd",
        }
    }
}

impl Kind {
    /// The kind of a row.
    pub(super) fn of(row: &Value) -> Self {
        match (text_at(row, "typ"), text_at(row, "silosid")) {
            ("P", _) => Self::Legal,
            ("LP", _) => Self::UnitOfLegal,
            ("LF", _) => Self::UnitOfPerson,
            ("F", "1") => Self::Ceidg,
            ("F", "2") => Self::Farm,
            ("F", "3") => Self::OtherTrade,
            ("F", "4") => Self::StruckOffBefore2014,
            _ => Self::Unknown,
        }
    }

    /// Which of several rows of one number is read: one that has not ended, a trade before a farm.
    pub(super) fn rank(self, row: &Value) -> (bool, u8) {
        let kind = match self {
            Self::Legal => 0,
            Self::Ceidg => 1,
            Self::OtherTrade => 2,
            Self::Farm => 3,
            _ => 4,
        };
        (!text_at(row, "datazakonczeniadzialalnosci").is_empty(), kind)
    }

    pub(super) fn reports(self) -> &'static [Report] {
        use Report::{Activities, ActivitiesOfPerson, Legal, Person, Trade};
        match self {
            Self::Legal => &[Legal, Activities],
            Self::Ceidg => &[Person, Trade("OsFizycznaDzialalnoscCeidg"), ActivitiesOfPerson],
            Self::Farm => &[Person, Trade("OsFizycznaDzialalnoscRolnicza"), ActivitiesOfPerson],
            Self::OtherTrade => &[Person, Trade("OsFizycznaDzialalnoscPozostala"), ActivitiesOfPerson],
            Self::StruckOffBefore2014 => &[Trade("OsFizycznaDzialalnoscSkreslonaDo20141108")],
            Self::UnitOfLegal | Self::UnitOfPerson | Self::Unknown => &[],
        }
    }

    const fn silo(self) -> &'static str {
        match self {
            Self::Ceidg => "1",
            Self::Farm => "2",
            Self::OtherTrade => "3",
            _ => "",
        }
    }
}

/// What is known of an entity so far.
pub(super) struct Found {
    kind: Kind,
    holder: Holder,
    facts: Vec<Fact>,
    withheld: Vec<Withheld>,
    attention: Vec<Attention>,
}

impl Found {
    pub(super) fn of_row(row: &Value, kind: Kind) -> Self {
        let holder = match kind {
            Kind::Legal | Kind::UnitOfLegal => Holder::Organisation,
            Kind::Unknown => Holder::Unclear,
            _ => Holder::SoleTrader { name: None },
        };
        let (mut facts, mut withheld) = (Vec::new(), Vec::new());
        if kind.reports().is_empty() {
            table::collect("DaneSzukajPodmioty.", row, ALLOWED_OF_ROWS, &mut facts, &mut withheld);
        }
        Self { kind, holder, facts, withheld, attention: Vec::new() }
    }

    /// Reads a report into it.
    pub(super) fn add(&mut self, name: &str, report: Report, records: &[Value]) {
        match report {
            Report::Activities | Report::ActivitiesOfPerson => self.add_activities(name, records),
            Report::Legal | Report::Person | Report::Trade(_) => {
                for record in records.iter().take(1) {
                    self.add_record(name, &bare(record));
                }
            }
        }
    }

    fn add_record(&mut self, name: &str, record: &Value) {
        let root = format!("{name}.");
        let before = self.facts.len();
        table::collect(&root, record, ALLOWED, &mut self.facts, &mut self.withheld);
        if self.holder == Holder::Organisation {
            let (facts, withheld) = (&mut self.facts, &mut self.withheld);
            table::collect(&root, record, ALLOWED_OF_ORGANISATIONS, facts, withheld);
            facts.extend(court_number(record, &root));
        } else {
            self.withhold_contacts(record, &root);
        }
        if let Some(name) = owner(record) {
            self.holder = Holder::SoleTrader { name: Some(name) };
        }
        match address(record) {
            Ok(value) => self.facts.extend(value.map(|value| Fact {
                field: Field::Address,
                value,
                path: format!("{root}adsiedz"),
                entry: None,
            })),
            Err(reason) => self.withheld.push(Withheld { path: format!("{root}adsiedz"), reason }),
        }
        if !text_at(record, "dataorzeczeniaoupadlosci").is_empty()
            && text_at(record, "datazakonczeniapostepowaniaupadlosciowego").is_empty()
        {
            self.attention.push(Attention::Bankruptcy);
        }
        // Two reports may tell the same.
        let new = self.facts.split_off(before);
        let told: Vec<Field> = self.facts.iter().map(|fact| fact.field).collect();
        self.facts.extend(new.into_iter().filter(|fact| !told.contains(&fact.field)));
    }

    fn withhold_contacts(&mut self, record: &Value, root: &str) {
        let contacts = ["numertelefonu", "adresemail", "adresstronyinternetowej", "numerfaksu"];
        let told = contacts.into_iter().filter(|key| !text_at(record, key).is_empty());
        self.withheld.extend(
            told.map(|key| Withheld { path: format!("{root}{key}"), reason: WithheldReason::MayBePersonal }),
        );
    }

    fn add_activities(&mut self, name: &str, records: &[Value]) {
        for (index, record) in records.iter().enumerate() {
            let record = bare(record);
            let silo = text_at(&record, "silosid");
            if !silo.is_empty() && silo != self.kind.silo() {
                continue;
            }
            let either = |one, other| {
                let text = text_at(&record, one);
                if text.is_empty() { text_at(&record, other) } else { text }
            };
            let path = format!("{name}[{index}]");
            let Some(code) = pkd_code(either("pkdkod", "pkd_kod")) else {
                self.withheld.push(Withheld { path, reason: WithheldReason::Unreadable });
                continue;
            };
            let is_main = either("pkdprzewazajace", "pkd_przewazajace") == "1";
            let field = if is_main { Field::MainActivity } else { Field::OtherActivity };
            let vintage =
                either("pkdwersja", "pkd_wersja").parse().ok().filter(|year| matches!(year, 2007 | 2025));
            let description = Value::from(either("pkdnazwa", "pkd_nazwa"));
            let description = read::plain(&description).ok().flatten();
            let value = FactValue::Activity { code, vintage, description };
            self.facts.push(Fact { field, value, path, entry: None });
        }
    }

    pub(super) fn is_in_court_register(&self, number: &KrsNumber) -> bool {
        let own = self.facts.iter().find(|fact| fact.field == Field::KrsNumber);
        own.is_some_and(|fact| fact.value == FactValue::Text(number.to_string()))
    }

    pub(super) fn outcome(
        self,
        url: String,
        documents: Vec<ReadDocument>,
        as_of: Option<Date>,
        fetched_at: Timestamp,
    ) -> Outcome {
        let Self { kind, holder, mut facts, withheld, attention } = self;
        let day = |field| match facts.iter().find(|fact| fact.field == field).map(|fact| &fact.value) {
            Some(FactValue::Date(day)) => Some(*day),
            _ => None,
        };
        let struck_off_on = day(Field::StruckOffDate);
        let is_struck_off = struck_off_on.is_some() || kind == Kind::StruckOffBefore2014;
        if is_struck_off {
            facts.retain(|fact| matches!(fact.field, Field::EndDate | Field::StruckOffDate));
        }
        let provenance = Provenance {
            register: PROFILE.id,
            source: PROFILE.source,
            url,
            fetched_at,
            as_of,
            licence: PROFILE.licence,
            record_hash: RecordHash::of(&facts),
            documents,
        };
        if is_struck_off {
            return Outcome::StruckOff(StruckOff { provenance, struck_off_on, final_on: None, facts });
        }
        let (standing, members) = (Standing::Standing, Vec::new());
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
}

/// The facts of a report of a legal entity, for tests of the reader.
pub fn read_report(text: &str) -> Result<Vec<Fact>, crate::ConnectorError> {
    let records = crate::xml::records(text)?;
    let mut found = Found::of_row(&Value::Null, Kind::Legal);
    found.holder = Holder::Organisation;
    found.add("BIR11OsPrawna", Report::Legal, &records);
    found.add("BIR11OsPrawnaPkd", Report::Activities, &records);
    Ok(found.facts)
}

/// A record whose names have lost the prefix of their report.
fn bare(record: &Value) -> Value {
    let Some(map) = record.as_object() else { return Value::Null };
    let mut named = Map::new();
    for (name, value) in map {
        let bare = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
        named.insert(bare.to_owned(), value.clone());
    }
    Value::Object(named)
}

/// The number in the court register; other registers have numbers of other forms.
fn court_number(record: &Value, root: &str) -> Option<Fact> {
    let register = text_at(record, "rodzajrejestruewidencji_nazwa").to_uppercase();
    let is_court =
        ["REJESTR PRZEDSIĘBIORCÓW", "REJESTR STOWARZYSZEŃ"].iter().any(|name| register.starts_with(name));
    let number = text_at(record, "numerwrejestrzeewidencji");
    let number: KrsNumber = (is_court && number.len() == 10).then(|| number.parse().ok()).flatten()?;
    let value = FactValue::Text(number.to_string());
    Some(Fact {
        field: Field::KrsNumber,
        value,
        path: format!("{root}numerwrejestrzeewidencji"),
        entry: None,
    })
}

fn owner(record: &Value) -> Option<PersonName> {
    let part = |key| plain_at(record, key).ok().flatten().filter(|name| name.chars().count() <= 100);
    Some(PersonName { given: part("imie1")?, surname: part("nazwisko")? })
}

fn address(record: &Value) -> Read {
    let part = |key: &str| Ok(plain_at(record, &format!("adsiedz{key}"))?.unwrap_or_default());
    let address = Address {
        street: part("ulica_nazwa")?,
        house: part("numernieruchomosci")?,
        flat: part("numerlokalu")?,
        postal_code: read::postal_code(&part("kodpocztowy")?),
        city: part("miejscowosc_nazwa")?,
        country: part("kraj_symbol")?,
    };
    Ok((!address.is_empty()).then_some(FactValue::Address(address)))
}
