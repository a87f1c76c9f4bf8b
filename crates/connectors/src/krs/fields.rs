//! The allow-list: which values of an extract are carried, from where, and how each is read. What is not here is not
//! read at all: the free texts (`umowaStatut`, `sposobReprezentacji`, `celDzialania`, `opis…`) name people.

use serde_json::Value;

use super::read;
use crate::read::{nip, role_email, text, website, yes_no};
use crate::table::{self, Rule, at, holds_something};
use crate::{Attention, Fact, FactValue, Field, Section, Withheld};

/// What stands before every path of the table.
pub(super) const ROOT: &str = "odpis.dane.";

/// How many accounting periods are carried, newest first.
const PERIODS_MAX: usize = 5;

/// The table.
const ALLOWED: &[Rule] = &[
    Rule(Field::Name, "dzial1.danePodmiotu.nazwa", text),
    Rule(Field::LegalForm, "dzial1.danePodmiotu.formaPrawna", text),
    Rule(Field::Nip, "dzial1.danePodmiotu.identyfikatory.nip", nip),
    Rule(Field::Regon, "dzial1.danePodmiotu.identyfikatory.regon", read::regon),
    Rule(Field::PublicBenefit, "dzial1.danePodmiotu.czyPosiadaStatusOPP", yes_no),
    Rule(Field::SeatVoivodeship, "dzial1.siedzibaIAdres.siedziba.wojewodztwo", text),
    Rule(Field::SeatCounty, "dzial1.siedzibaIAdres.siedziba.powiat", text),
    Rule(Field::SeatCommune, "dzial1.siedzibaIAdres.siedziba.gmina", text),
    Rule(Field::SeatCity, "dzial1.siedzibaIAdres.siedziba.miejscowosc", text),
    Rule(Field::Address, "dzial1.siedzibaIAdres.adres", read::address),
    Rule(Field::Website, "dzial1.siedzibaIAdres.adresStronyInternetowej", website),
    Rule(Field::Email, "dzial1.siedzibaIAdres.adresPocztyElektronicznej", role_email),
    Rule(
        Field::ElectronicDelivery,
        "dzial1.siedzibaIAdres.adresDoDoreczenElektronicznychWpisanyDoBAE",
        read::electronic_delivery,
    ),
    Rule(Field::ShareCapital, "dzial1.kapital.wysokoscKapitaluZakladowego", read::money),
    Rule(Field::Shareholder, "dzial1.wspolnicySpzoo", read::firm),
    Rule(Field::OrganMember, "dzial2.reprezentacja.sklad", read::firm),
    Rule(
        Field::MainActivity,
        "dzial3.przedmiotDzialalnosci.przedmiotPrzewazajacejDzialalnosci",
        read::activity,
    ),
    Rule(
        Field::OtherActivity,
        "dzial3.przedmiotDzialalnosci.przedmiotPozostalejDzialalnosci",
        read::activity,
    ),
    Rule(Field::OtherActivity, "dzial3.przedmiotDzialalnosciOPP.odplatnyPkd", read::activity),
    Rule(Field::OtherActivity, "dzial3.przedmiotDzialalnosciOPP.nieodplatnyPkd", read::activity),
    Rule(
        Field::FilingPeriod,
        "dzial3.wzmiankiOZlozonychDokumentach.wzmiankaOZlozeniuRocznegoSprawozdaniaFinansowego",
        read::period,
    ),
];

/// What the register can give: the header's facts and those of the table.
pub(super) const HELD: &[Field] = &[
    Field::KrsNumber,
    Field::Register,
    Field::RegistrationDate,
    Field::LastEntryNumber,
    Field::LastEntryDate,
    Field::StruckOffDate,
    Field::Name,
    Field::LegalForm,
    Field::Nip,
    Field::Regon,
    Field::PublicBenefit,
    Field::SeatVoivodeship,
    Field::SeatCounty,
    Field::SeatCommune,
    Field::SeatCity,
    Field::Address,
    Field::Website,
    Field::Email,
    Field::ElectronicDelivery,
    Field::ShareCapital,
    Field::Shareholder,
    Field::OrganMember,
    Field::MainActivity,
    Field::OtherActivity,
    Field::FilingPeriod,
];

/// Sections that are never read, only known to be there.
const SECTIONS: &[(&str, Section)] =
    &[("dzial4", Section::Arrears), ("dzial5", Section::Curator), ("dzial6", Section::Changes)];

/// Parts of keys in section 6. The keys themselves are not documented.
const SIGNS: &[(&str, Attention)] = &[
    ("likwidac", Attention::Liquidation),
    ("upadlosc", Attention::Bankruptcy),
    ("restruktur", Attention::Restructuring),
    ("zawieszeni", Attention::Suspension),
];

/// Reads what the table allows.
pub(super) fn collect(sections: &Value, facts: &mut Vec<Fact>, withheld: &mut Vec<Withheld>) {
    let mut found = Vec::new();
    table::collect(ROOT, sections, ALLOWED, &mut found, withheld);
    let (mut periods, rest): (Vec<Fact>, Vec<Fact>) =
        found.into_iter().partition(|fact| fact.field == Field::FilingPeriod);
    keep_newest_periods(&mut periods);
    facts.extend(rest);
    facts.append(&mut periods);
}

/// What a person should look at.
pub(super) fn attention(sections: &Value) -> Vec<Attention> {
    let mut found = Vec::new();
    for (key, section) in SECTIONS {
        if sections.get(key).is_some_and(holds_something) {
            found.push(Attention::SectionPresent(*section));
        }
    }
    if let Some(changes) = sections.get("dzial6") {
        found
            .extend(SIGNS.iter().filter(|(sign, _)| has_key(changes, sign)).map(|(_, attention)| *attention));
    }
    let form = at(sections, "dzial1.danePodmiotu.formaPrawna").and_then(Value::as_str).unwrap_or_default();
    if ["JAWNA", "PARTNERSKA", "KOMANDYTOW"].iter().any(|word| form.to_uppercase().contains(word)) {
        found.push(Attention::NameMayHoldSurnames);
    }
    found
}

fn keep_newest_periods(facts: &mut Vec<Fact>) {
    let end = |fact: &Fact| match fact.value {
        FactValue::Period { to, .. } => Some(to),
        _ => None,
    };
    facts.sort_by_key(|fact| std::cmp::Reverse(end(fact)));
    facts.truncate(PERIODS_MAX);
}

/// Whether a key that holds something contains a sign, without regard to case.
fn has_key(node: &Value, sign: &str) -> bool {
    match node {
        Value::Object(map) => map.iter().any(|(key, below)| {
            (key.to_lowercase().contains(sign) && holds_something(below)) || has_key(below, sign)
        }),
        Value::Array(list) => list.iter().any(|below| has_key(below, sign)),
        _ => false,
    }
}
