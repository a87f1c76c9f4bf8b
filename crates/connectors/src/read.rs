//! Readers of single values that several sources share: each gives a normalised value, nothing, or the reason why it
//! is not carried.

use jiff::civil::Date;
use serde_json::Value;

use crate::{FactValue, WithheldReason};

/// The longest text that is carried, in characters.
const TEXT_MAX: usize = 1_000;

/// Local parts that belong to a role. A local part is carried only if all of its words are among them.
const ROLES: &[&str] = &[
    "admin",
    "administracja",
    "biuro",
    "bok",
    "contact",
    "faktury",
    "firma",
    "fundacja",
    "handel",
    "handlowy",
    "hello",
    "info",
    "informacja",
    "iod",
    "kadry",
    "kancelaria",
    "kontakt",
    "ksiegowosc",
    "mail",
    "marketing",
    "office",
    "ogolny",
    "poczta",
    "recepcja",
    "rodo",
    "sekretariat",
    "serwis",
    "sklep",
    "spolka",
    "sprzedaz",
    "stowarzyszenie",
    "zamowienia",
    "zarzad",
];

/// A value, nothing, or why it is not carried.
pub(crate) type Read = Result<Option<FactValue>, WithheldReason>;

/// A text of the register: trimmed, single spaces, no control characters.
pub(crate) fn text(node: &Value) -> Read {
    Ok(plain(node)?.map(FactValue::Text))
}

pub(crate) fn yes_no(node: &Value) -> Read {
    Ok(node.as_bool().map(FactValue::YesNo))
}

/// A tax number: 10 digits.
pub(crate) fn nip(node: &Value) -> Read {
    digits(node, |digits| (digits.len() == 10).then_some(digits))
}

/// A website: lower case, without scheme and closing slash.
pub(crate) fn website(node: &Value) -> Read {
    let Some(site) = plain(node)? else { return Ok(None) };
    let site = site.to_lowercase();
    let site = site.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let plausible = site.contains('.') && site.len() <= 253 && !site.contains([' ', '@', '<', '>', '"']);
    if plausible { Ok(Some(FactValue::Text(site.to_owned()))) } else { Err(WithheldReason::Unreadable) }
}

/// An e-mail address, if it is the address of a role.
pub(crate) fn role_email(node: &Value) -> Read {
    let Some(address) = plain(node)? else { return Ok(None) };
    let address = address.to_lowercase();
    let Some((local, domain)) = address.split_once('@') else { return Err(WithheldReason::Unreadable) };
    let plausible =
        domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
    if local.is_empty() || !plausible {
        return Err(WithheldReason::Unreadable);
    }
    let is_role = |word: &str| ROLES.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit()));
    if local.split(['.', '-', '_', '+']).all(is_role) {
        Ok(Some(FactValue::Text(address)))
    } else {
        Err(WithheldReason::MayBePersonal)
    }
}

/// A day, `YYYY-MM-DD`, with or without a time after it.
pub(crate) fn iso_day(node: &Value) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let day: Option<Date> = text.get(..10).and_then(|day| day.parse().ok());
    day.map(|day| Some(FactValue::Date(day))).ok_or(WithheldReason::Unreadable)
}

/// A PKD code as registers write it without dots: `6210B` is `62.10.B`.
pub(crate) fn pkd_code(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let (digits, letter) = bare.split_at_checked(4)?;
    let well_formed = digits.bytes().all(|byte| byte.is_ascii_digit())
        && letter.len() == 1
        && letter.bytes().all(|byte| byte.is_ascii_uppercase());
    let (division, class) = digits.split_at_checked(2)?;
    well_formed.then(|| format!("{division}.{class}.{letter}"))
}

/// A postal code, with the hyphen that some registers leave out.
pub(crate) fn postal_code(text: &str) -> String {
    match text.split_at_checked(2) {
        Some((district, rest)) if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{district}-{rest}")
        }
        _ => text.to_owned(),
    }
}

/// A short word of a closed vocabulary; anything else is free text and not carried.
pub(crate) fn word_of(node: &Value, words: &[&'static str]) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let known = words.iter().find(|word| word.to_lowercase() == text.to_lowercase());
    known.map(|word| Some(FactValue::Text((*word).to_owned()))).ok_or(WithheldReason::Unreadable)
}

/// Whether the register masks a text: a first character followed by asterisks, or asterisks only.
pub(crate) fn is_masked(text: &str) -> bool {
    text.contains("**") || (text.ends_with('*') && text.chars().count() <= 2)
}

/// A clean text, nothing, or the reason why it is not carried.
pub(crate) fn plain(node: &Value) -> Result<Option<String>, WithheldReason> {
    let Some(raw) = node.as_str() else {
        // The register writes absent data as a missing key, null or `{}`.
        let absent = node.is_null() || node.as_object().is_some_and(serde_json::Map::is_empty);
        return if absent { Ok(None) } else { Err(WithheldReason::Unreadable) };
    };
    let spaced: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_masked(&text) {
        return Err(WithheldReason::Masked);
    }
    if text.chars().count() > TEXT_MAX {
        return Err(WithheldReason::Unreadable);
    }
    Ok((!text.is_empty()).then_some(text))
}

pub(crate) fn plain_at(node: &Value, key: &str) -> Result<Option<String>, WithheldReason> {
    node.get(key).map_or(Ok(None), plain)
}

pub(crate) fn digits(node: &Value, pick: fn(&str) -> Option<&str>) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let all_digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let picked = pick(&bare).filter(|_| all_digits).ok_or(WithheldReason::Unreadable)?;
    Ok(Some(FactValue::Text(picked.to_owned())))
}

/// A statistical number: 9 digits, or 14 of a local unit, or the 9 with five zeros after them.
pub(crate) fn regon(node: &Value) -> Read {
    digits(node, |digits| match digits.len() {
        9 => Some(digits),
        14 => Some(digits.strip_suffix("00000").unwrap_or(digits)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(read: Read) -> Result<Option<String>, WithheldReason> {
        read.map(|value| value.map(|value| value.to_string()))
    }

    #[test]
    fn only_addresses_of_roles_are_carried() {
        for role in ["BIURO@FIRMA.PL", "info2@firma.pl", "biuro.kontakt@firma.pl", "zarzad@x.example"] {
            assert_eq!(shown(role_email(&json!(role))), Ok(Some(role.to_lowercase())));
        }
        for person in
            ["jan.kowalski@firma.pl", "biuro.kowalski@firma.pl", "j@firma.pl", "prezes@firma.pl", "2@a.pl"]
        {
            assert_eq!(role_email(&json!(person)), Err(WithheldReason::MayBePersonal), "{person}");
        }
        for broken in ["biuro", "@firma.pl", "biuro@", "biuro@firma", "biuro@a.pl, jan@b.pl"] {
            assert_eq!(role_email(&json!(broken)), Err(WithheldReason::Unreadable), "{broken}");
        }
    }

    #[test]
    fn numbers_codes_and_days_have_one_form() {
        assert_eq!(shown(nip(&json!("774-000-14-54"))), Ok(Some("7740001454".into())));
        assert_eq!(nip(&json!("JAN KOWALSKI")), Err(WithheldReason::Unreadable));
        assert_eq!(nip(&json!({})), Ok(None));
        assert_eq!(pkd_code("6210B").as_deref(), Some("62.10.B"));
        assert_eq!(pkd_code("62.10.B").as_deref(), Some("62.10.B"));
        for broken in ["", "621B", "6210b", "62100", "62105B", "ŻŻ10B", "6210BB"] {
            assert_eq!(pkd_code(broken), None, "{broken}");
        }
        assert_eq!(postal_code("02672"), "02-672");
        assert_eq!(postal_code("02-672"), "02-672");
        assert_eq!(shown(iso_day(&json!("2001-07-19T00:00:00Z"))), Ok(Some("2001-07-19".into())));
        for broken in ["19.07.2001", "2001-13-01", "2001-7-1", "Ż001-07-19"] {
            assert_eq!(iso_day(&json!(broken)), Err(WithheldReason::Unreadable), "{broken}");
        }
        assert_eq!(shown(word_of(&json!("czynny"), &["Czynny"])), Ok(Some("Czynny".into())));
        assert_eq!(word_of(&json!("Jan Kowalski"), &["Czynny"]), Err(WithheldReason::Unreadable));
    }

    #[test]
    fn masks_are_recognised() {
        for mask in ["P********", "Ż*", "8**********", "*******", "*"] {
            assert!(is_masked(mask), "{mask}");
        }
        for text in ["PŁOCK", "STUDIO * STAR", "A"] {
            assert!(!is_masked(text), "{text}");
        }
    }
}
