//! What a page says of its firm in JSON-LD (schema.org). Persons (founder, employee, member) are not read.

use serde_json::Value;
use zgoda_formats::identifiers::{Lei, Nip, Phone, Regon};

use crate::krs::KrsNumber;
use crate::read::{Read, iso_day, plain, plain_at, role_email, text};
use crate::table::Rule;
use crate::{Address, FactValue, Field, WithheldReason};

/// How many entries of one page are looked at.
const NODES_MAX: usize = 200;

/// Types that are organisations without saying so in their name.
const TYPES: &[&str] =
    &["Organization", "Corporation", "LocalBusiness", "NGO", "OnlineStore", "Store", "Restaurant"];

/// The networks whose profiles are a firm's, with the beginning of the path that only firms have.
const NETWORKS: &[(&str, &str)] = &[
    ("linkedin.com", "/company/"),
    ("facebook.com", "/"),
    ("instagram.com", "/"),
    ("youtube.com", "/"),
    ("x.com", "/"),
    ("twitter.com", "/"),
    ("tiktok.com", "/@"),
];

/// What is carried of an organisation.
pub(super) const ALLOWED: &[Rule] = &[
    Rule(Field::Name, "legalName", text),
    Rule(Field::TradeName, "name", text),
    Rule(Field::Nip, "vatID", nip),
    Rule(Field::Nip, "taxID", nip),
    Rule(Field::Lei, "leiCode", lei),
    Rule(Field::Nip, "identifier", nip_of),
    Rule(Field::Regon, "identifier", regon_of),
    Rule(Field::KrsNumber, "identifier", krs_of),
    Rule(Field::StartDate, "foundingDate", iso_day),
    Rule(Field::Employees, "numberOfEmployees", employees),
    Rule(Field::Address, "address", address),
    Rule(Field::Phone, "telephone", phone),
    Rule(Field::Phone, "contactPoint", phone_of),
    Rule(Field::Email, "email", role_email),
    Rule(Field::Email, "contactPoint", email_of),
    Rule(Field::SocialProfile, "sameAs", profile),
];

/// The organisations of a block, each with its place in it. A block that cannot be read holds none.
pub(super) fn all(block: &str) -> Vec<(String, Value)> {
    let Some(root) = parse(block) else { return Vec::new() };
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), &root)];
    let mut seen = 0;
    while let Some((path, node)) = waiting.pop() {
        seen += 1;
        if seen > NODES_MAX {
            break;
        }
        match node {
            Value::Array(list) => {
                waiting.extend(
                    list.iter().enumerate().rev().map(|(index, node)| (format!("{path}[{index}]"), node)),
                );
            }
            Value::Object(_) => {
                waiting.extend(node.get("@graph").map(|graph| (format!("{path}.@graph"), graph)));
                if is_organisation(node) {
                    found.push((path, node.clone()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Reads a block leniently: comments around it and commas before a closing bracket are forgiven.
fn parse(block: &str) -> Option<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    if let Ok(root) = serde_json::from_str(block) {
        return Some(root);
    }
    let mut mended = String::with_capacity(block.len());
    let (mut in_text, mut escaped) = (false, false);
    for (at, c) in block.char_indices() {
        let next = block.get(at + 1..).unwrap_or_default().trim_start().chars().next();
        if c == ',' && !in_text && matches!(next, Some(']' | '}')) {
            continue;
        }
        in_text ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        mended.push(c);
    }
    serde_json::from_str(&mended).ok()
}

fn is_organisation(node: &Value) -> bool {
    let is_one = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
        TYPES.contains(&kind) || kind.ends_with("Organization") || kind.ends_with("Business")
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_one),
        Some(kind) => is_one(kind),
        None => false,
    }
}

fn checked(node: &Value, read: impl Fn(&str) -> Option<String>) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    read(&text).map(|text| Some(FactValue::Text(text))).ok_or(WithheldReason::Unreadable)
}

fn nip(node: &Value) -> Read {
    checked(node, |text| Some(Nip::parse(text).ok()?.into_string()))
}

fn lei(node: &Value) -> Read {
    checked(node, |text| Some(Lei::parse(text).ok()?.into_string()))
}

fn phone(node: &Value) -> Read {
    checked(node, |text| Some(Phone::parse(text).ok()?.into_string()))
}

/// A property named `name` of a list of properties.
fn property(node: &Value, name: &str, read: impl Fn(&str) -> Option<String>) -> Read {
    let is_it =
        node.get("propertyID").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(name));
    match node.get("value") {
        Some(value) if is_it => checked(value, read),
        _ => Ok(None),
    }
}

fn nip_of(node: &Value) -> Read {
    property(node, "NIP", |text| Some(Nip::parse(text).ok()?.into_string()))
}

fn regon_of(node: &Value) -> Read {
    property(node, "REGON", |text| Some(Regon::parse_damaged(text).ok()?.into_string()))
}

fn krs_of(node: &Value) -> Read {
    property(node, "KRS", |text| Some(text.parse::<KrsNumber>().ok()?.to_string()))
}

/// Of a contact point only what is not named for a person is read: its number and the address of a role.
fn phone_of(node: &Value) -> Read {
    node.get("telephone").map_or(Ok(None), phone)
}

fn email_of(node: &Value) -> Read {
    node.get("email").map_or(Ok(None), role_email)
}

/// A number, or a range: `10-49`, `250-`.
fn employees(node: &Value) -> Read {
    let count = |node: Option<&Value>| match node {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    let of = |key| count(node.get(key));
    let text = match (count(Some(node)).or_else(|| of("value")), of("minValue"), of("maxValue")) {
        (Some(number), ..) => number.to_string(),
        (None, Some(least), Some(most)) if least <= most => format!("{least}-{most}"),
        (None, Some(least), None) => format!("{least}-"),
        _ => return Err(WithheldReason::Unreadable),
    };
    Ok(Some(FactValue::Text(text)))
}

fn address(node: &Value) -> Read {
    if !node.is_object() {
        // A line of free text may hold anything.
        return Err(WithheldReason::Unreadable);
    }
    let part = |key| Ok(plain_at(node, key)?.unwrap_or_default());
    let country = match node.get("addressCountry") {
        Some(country @ Value::Object(_)) => plain_at(country, "name")?.unwrap_or_default(),
        _ => part("addressCountry")?,
    };
    let address = Address {
        street: part("streetAddress")?,
        postal_code: part("postalCode")?,
        city: part("addressLocality")?,
        country,
        ..Address::default()
    };
    Ok((!address.is_empty()).then_some(FactValue::Address(address)))
}

/// A profile in a network, if it is one of firms.
fn profile(node: &Value) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let bare = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let path = format!("/{path}");
    let known = NETWORKS.iter().any(|(own, beginning)| {
        host.trim_start_matches("pl.").eq_ignore_ascii_case(own)
            && path.starts_with(beginning)
            && path.len() > 1
    });
    if known && text.len() <= 300 {
        Ok(Some(FactValue::Text(text)))
    } else {
        Err(WithheldReason::MayBePersonal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_are_found_wherever_a_block_has_them() {
        let count = |block: &str| all(block).len();
        for block in [
            r#"{"@type":"Organization"}"#,
            r#"[{"@type":["Thing","LocalBusiness"]}]"#,
            r#"{"@graph":[{"@type":"WebSite"},{"@type":"https://schema.org/NGO"}]}"#,
            r#"<!-- {"@type":"Corporation",} -->"#,
            r#"{"@type":"EducationalOrganization","x":["a,]",],}"#,
        ] {
            assert_eq!(count(block), 1, "{block}");
        }
        for block in
            ["", "{", r#"{"@type":"Person","name":"Kanaria"}"#, r#"{"@type":7}"#, &"[".repeat(100_000)]
        {
            assert_eq!(count(block), 0, "{}", block.get(..9).unwrap_or(block));
        }
    }

    #[test]
    fn employees_and_profiles_have_one_form() {
        let shown = |read: Read| read.ok().flatten().map(|value| value.to_string());
        for (json, expected) in [
            (r#"{"minValue":10,"maxValue":49}"#, Some("10-49")),
            ("12", Some("12")),
            ("\"250\"", Some("250")),
            (r#"{"value":7}"#, Some("7")),
            (r#"{"minValue":50,"maxValue":9}"#, None),
            ("\"ok. 20\"", None),
        ] {
            assert_eq!(shown(employees(&serde_json::from_str(json).unwrap())).as_deref(), expected, "{json}");
        }
        for (address, carried) in [
            ("https://www.linkedin.com/company/x", true),
            ("https://pl.linkedin.com/in/jan-kowalski", false),
            ("https://facebook.com/x", true),
            ("https://facebook.com", false),
            ("https://evil.example/facebook.com/x", false),
        ] {
            assert_eq!(profile(&address.into()).is_ok(), carried, "{address}");
        }
    }
}
