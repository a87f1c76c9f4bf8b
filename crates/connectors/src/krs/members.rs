//! The natural persons in the organs. The register masks them; a mask is never carried as a name, and identifiers
//! (PESEL) are not read at all.

use serde_json::Value;

use super::fields;
use crate::table;
use crate::{Organ, OrganMember, PersonName, Withheld, WithheldReason};

/// The words an office is made of. The source takes free text here, so a function with any other word is not carried.
const OFFICE_WORDS: &[&str] = &[
    "CZŁONEK",
    "DS",
    "DYREKTOR",
    "FINANSOWY",
    "FUNDACJI",
    "GENERALNY",
    "HANDLOWY",
    "KOMISJI",
    "KOMPLEMENTARIUSZ",
    "LIKWIDATOR",
    "NACZELNY",
    "NADZORCZEJ",
    "OPERACYJNY",
    "PARTNER",
    "PIERWSZY",
    "PREZES",
    "PROKURENT",
    "PRZEWODNICZĄCY",
    "PRZEWODNICZĄCA",
    "RADY",
    "REWIZYJNEJ",
    "SEKRETARZ",
    "SKARBNIK",
    "SPÓŁKI",
    "STOWARZYSZENIA",
    "WICEPREZES",
    "WICEPRZEWODNICZĄCY",
    "WICEPRZEWODNICZĄCA",
    "WSPÓLNIK",
    "ZARZĄD",
    "ZARZĄDU",
    "ZASTĘPCA",
];

/// Reads the members of all organs.
pub(super) fn collect(sections: &Value, withheld: &mut Vec<Withheld>) -> Vec<OrganMember> {
    let mut members = Vec::new();
    for (organ, base) in [(Organ::Board, "dzial2.reprezentacja"), (Organ::Supervisory, "dzial2.organNadzoru")]
    {
        for (path, node) in one_or_many(sections, base) {
            let list = node.get("sklad").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            for (index, person) in list.iter().enumerate() {
                members.extend(member(organ, person, format!("{path}.sklad[{index}]"), withheld));
            }
        }
    }
    for (path, person) in one_or_many(sections, "dzial2.prokurenci") {
        members.extend(member(Organ::Proxies, person, path, withheld));
    }
    members
}

/// A natural person, or nothing where the member is a company.
fn member(organ: Organ, node: &Value, path: String, withheld: &mut Vec<Withheld>) -> Option<OrganMember> {
    let surname = node.get("nazwisko")?;
    let first = part(surname, "nazwiskoICzlon");
    let second = part(surname, "nazwiskoIICzlon");
    let given = node.get("imiona").and_then(|given| part(given, "imie"));
    let masked = [&first, &second, &given].into_iter().flatten().any(|name| name.contains('*'));
    if masked {
        withheld.push(Withheld { path: format!("{path}.nazwisko"), reason: WithheldReason::Masked });
    }
    let name = match (given, first) {
        (Some(given), Some(first)) if !masked => {
            let parts = [Some(first), second];
            let surname = parts.iter().flatten().map(|part| title_case(part)).collect::<Vec<_>>().join("-");
            Some(PersonName { given: title_case(&given), surname })
        }
        _ => None,
    };
    let function = match organ {
        Organ::Proxies => Some("PROKURENT".to_owned()),
        Organ::Board | Organ::Supervisory => function(node, &path, withheld),
    };
    let suspended = node.get("czyZawieszona").and_then(Value::as_bool);
    Some(OrganMember { organ, function, name, masked, suspended, path })
}

fn function(node: &Value, path: &str, withheld: &mut Vec<Withheld>) -> Option<String> {
    let text = node.get("funkcjaWOrganie").and_then(Value::as_str)?.trim().to_uppercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek()?;
    if words.all(|word| OFFICE_WORDS.contains(&word)) {
        return Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    withheld.push(Withheld { path: format!("{path}.funkcjaWOrganie"), reason: WithheldReason::Unreadable });
    None
}

/// A part of a name as the source spells it.
fn part(node: &Value, key: &str) -> Option<String> {
    let text = node.get(key)?.as_str()?.split_whitespace().collect::<Vec<_>>().join(" ");
    let plausible = (1..=100).contains(&text.chars().count()) && !text.chars().any(|c| c.is_control());
    plausible.then_some(text)
}

/// `ŁUKASIEWICZ-WÓJCIK` as people write it.
fn title_case(upper: &str) -> String {
    let mut start = true;
    let mut name = String::with_capacity(upper.len());
    for c in upper.chars() {
        if start {
            name.extend(c.to_uppercase());
        } else {
            name.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    name
}

/// An organ is an object in a current extract and a list in a full one.
fn one_or_many<'a>(sections: &'a Value, base: &str) -> Vec<(String, &'a Value)> {
    let root = fields::ROOT;
    match table::at(sections, base) {
        None => Vec::new(),
        Some(Value::Array(list)) => {
            list.iter().enumerate().map(|(index, node)| (format!("{root}{base}[{index}]"), node)).collect()
        }
        Some(node) => vec![(format!("{root}{base}"), node)],
    }
}
