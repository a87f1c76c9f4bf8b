//! The allow-list: which values of an extract are carried, from where, and how each is read. What is not here is not
//! read at all: the free texts (`umowaStatut`, `sposobReprezentacji`, `celDzialania`, `opis…`) name people.

use serde_json::Value;

use super::read;
use crate::{Attention, Fact, FactValue, Field, Section, Withheld};

/// What stands before every path of the table.
pub(super) const ROOT: &str = "odpis.dane.";

/// How many accounting periods are carried, newest first.
const PERIODS_MAX: usize = 5;

struct Rule(Field, &'static str, fn(&Value) -> read::Read);

/// The table. A path that leads to a list is read element by element.
const ALLOWED: &[Rule] = &[
    Rule(Field::Name, "dzial1.danePodmiotu.nazwa", read::text),
    Rule(Field::LegalForm, "dzial1.danePodmiotu.formaPrawna", read::text),
    Rule(Field::Nip, "dzial1.danePodmiotu.identyfikatory.nip", read::nip),
    Rule(Field::Regon, "dzial1.danePodmiotu.identyfikatory.regon", read::regon),
    Rule(Field::PublicBenefit, "dzial1.danePodmiotu.czyPosiadaStatusOPP", read::yes_no),
    Rule(Field::SeatVoivodeship, "dzial1.siedzibaIAdres.siedziba.wojewodztwo", read::text),
    Rule(Field::SeatCounty, "dzial1.siedzibaIAdres.siedziba.powiat", read::text),
    Rule(Field::SeatCommune, "dzial1.siedzibaIAdres.siedziba.gmina", read::text),
    Rule(Field::SeatCity, "dzial1.siedzibaIAdres.siedziba.miejscowosc", read::text),
    Rule(Field::Address, "dzial1.siedzibaIAdres.adres", read::address),
    Rule(Field::Website, "dzial1.siedzibaIAdres.adresStronyInternetowej", read::website),
    Rule(Field::Email, "dzial1.siedzibaIAdres.adresPocztyElektronicznej", read::role_email),
    Rule(
        Field::ElectronicDelivery,
        "dzial1.siedzibaIAdres.adresDoDoreczenElektronicznychWpisanyDoBAE",
        read::electronic_delivery,
    ),
    Rule(Field::ShareCapital, "dzial1.kapital.wysokoscKapitaluZakladowego", read::money),
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
    for Rule(field, path, read) in ALLOWED {
        let Some(node) = at(sections, path) else { continue };
        let mut found = Vec::new();
        for (path, item) in items(path, node) {
            match read(item) {
                Ok(Some(value)) => found.push(Fact { field: *field, value, path, entry: None }),
                Ok(None) => {}
                Err(reason) => withheld.push(Withheld { path, reason }),
            }
        }
        if *field == Field::FilingPeriod {
            keep_newest_periods(&mut found);
        }
        facts.append(&mut found);
    }
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

/// The node at a dotted path.
pub(super) fn at<'a>(sections: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(sections, |node, key| node.get(key))
}

/// The elements of a list with their paths, or the node itself.
fn items<'a>(path: &str, node: &'a Value) -> Vec<(String, &'a Value)> {
    match node {
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, item)| (format!("{ROOT}{path}[{index}]"), item)).collect()
        }
        other => vec![(format!("{ROOT}{path}"), other)],
    }
}

fn keep_newest_periods(facts: &mut Vec<Fact>) {
    let end = |fact: &Fact| match fact.value {
        FactValue::Period { to, .. } => Some(to),
        _ => None,
    };
    facts.sort_by_key(|fact| std::cmp::Reverse(end(fact)));
    facts.truncate(PERIODS_MAX);
}

/// Whether there is any value below a node.
fn holds_something(node: &Value) -> bool {
    match node {
        Value::Null => false,
        Value::Object(map) => map.values().any(holds_something),
        Value::Array(list) => list.iter().any(holds_something),
        Value::String(text) => !text.trim().is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
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
