//! Readers of single values: each gives a normalised value, nothing, or the reason why it is not carried.

use jiff::civil::Date;
use serde_json::Value;

use crate::{Address, FactValue, WithheldReason};

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

pub(super) type Read = Result<Option<FactValue>, WithheldReason>;

/// A text of the register: trimmed, single spaces, no control characters.
pub(super) fn text(node: &Value) -> Read {
    Ok(plain(node)?.map(FactValue::Text))
}

pub(super) fn yes_no(node: &Value) -> Read {
    Ok(node.as_bool().map(FactValue::YesNo))
}

/// A tax number: 10 digits.
pub(super) fn nip(node: &Value) -> Read {
    digits(node, |digits| (digits.len() == 10).then_some(digits))
}

/// A statistical number. KRS writes REGON 9 with five zeros after it, which is no valid REGON 14.
pub(super) fn regon(node: &Value) -> Read {
    digits(node, |digits| match digits.len() {
        9 => Some(digits),
        14 => digits.strip_suffix("00000"),
        _ => None,
    })
}

/// A website: lower case, without scheme and closing slash.
pub(super) fn website(node: &Value) -> Read {
    let Some(site) = plain(node)? else { return Ok(None) };
    let site = site.to_lowercase();
    let site = site.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let plausible = site.contains('.') && site.len() <= 253 && !site.contains([' ', '@', '<', '>', '"']);
    if plausible { Ok(Some(FactValue::Text(site.to_owned()))) } else { Err(WithheldReason::Unreadable) }
}

/// An e-mail address, if it is the address of a role.
pub(super) fn role_email(node: &Value) -> Read {
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

/// An address for electronic delivery: `AE:PL-NNNNN-NNNNN-XXXXX-NN`.
pub(super) fn electronic_delivery(node: &Value) -> Read {
    let Some(address) = plain(node)? else { return Ok(None) };
    let address = address.to_uppercase();
    let groups: Vec<&str> = address.strip_prefix("AE:PL-").unwrap_or_default().split('-').collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let alphanumeric = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if sizes == [5, 5, 5, 2] && alphanumeric {
        Ok(Some(FactValue::Text(address)))
    } else {
        Err(WithheldReason::Unreadable)
    }
}

/// Money: `"1451177561,25"` and a currency.
pub(super) fn money(node: &Value) -> Read {
    let (Some(amount), Some(currency)) = (plain_at(node, "wartosc")?, plain_at(node, "waluta")?) else {
        return Ok(None);
    };
    let amount = amount.replace(' ', "").replace(',', ".");
    let well_formed = amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && amount.starts_with(|c: char| c.is_ascii_digit())
        && amount.matches('.').count() <= 1;
    let iso = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if well_formed && iso {
        Ok(Some(FactValue::Money { amount, currency }))
    } else {
        Err(WithheldReason::Unreadable)
    }
}

/// A PKD activity from its three code parts.
pub(super) fn activity(node: &Value) -> Read {
    let part = |key| plain_at(node, key);
    let (Some(division), Some(class), Some(subclass)) =
        (part("kodDzial")?, part("kodKlasa")?, part("kodPodklasa")?)
    else {
        return Ok(None);
    };
    let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let letter = subclass.len() == 1 && subclass.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(two_digits(&division) && two_digits(&class) && letter) {
        return Err(WithheldReason::Unreadable);
    }
    Ok(Some(FactValue::Activity {
        code: format!("{division}.{class}.{subclass}"),
        description: part("opis")?,
    }))
}

/// An accounting period out of a free-form text: exactly two days, the first not after the second. The text itself is
/// not carried.
pub(super) fn period(node: &Value) -> Read {
    let Some(text) = plain_at(node, "zaOkresOdDo")? else { return Ok(None) };
    let days: Vec<Date> = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|word| day(word.trim_matches('.')))
        .collect();
    match days[..] {
        [from, to] if from <= to => {
            Ok(Some(FactValue::Period { from, to, filed_on: day_at(node, "dataZlozenia") }))
        }
        _ => Err(WithheldReason::Unreadable),
    }
}

/// A postal address.
pub(super) fn address(node: &Value) -> Read {
    let part = |key| Ok(plain_at(node, key)?.unwrap_or_default());
    let address = Address {
        street: part("ulica")?,
        house: part("nrDomu")?,
        flat: part("nrLokalu")?,
        postal_code: part("kodPocztowy")?,
        city: part("miejscowosc")?,
        country: part("kraj")?,
    };
    Ok((!address.is_empty()).then_some(FactValue::Address(address)))
}

/// A day in the register's notation, `dd.MM.yyyy`.
pub(super) fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

pub(super) fn day_at(node: &Value, key: &str) -> Option<Date> {
    day(node.get(key)?.as_str()?.trim())
}

/// A number of an entry: an integer in the header, a string in the versions.
pub(super) fn small_number(node: &Value) -> Option<u32> {
    match node {
        Value::String(text) => text.trim().parse().ok(),
        other => u32::try_from(other.as_u64()?).ok(),
    }
}

/// Whether the register masks a text: a first character followed by asterisks, or asterisks only.
pub(super) fn is_masked(text: &str) -> bool {
    text.contains("**") || (text.ends_with('*') && text.chars().count() <= 2)
}

/// A clean text, nothing, or the reason why it is not carried.
pub(super) fn plain(node: &Value) -> Result<Option<String>, WithheldReason> {
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

fn plain_at(node: &Value, key: &str) -> Result<Option<String>, WithheldReason> {
    node.get(key).map_or(Ok(None), plain)
}

fn digits(node: &Value, pick: fn(&str) -> Option<&str>) -> Read {
    let Some(text) = plain(node)? else { return Ok(None) };
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let all_digits = bare.bytes().all(|byte| byte.is_ascii_digit());
    let picked = pick(&bare).filter(|_| all_digits).ok_or(WithheldReason::Unreadable)?;
    Ok(Some(FactValue::Text(picked.to_owned())))
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
    fn periods_are_read_from_free_form_and_the_text_is_left_behind() {
        let period = |text: &str| shown(period(&json!({"zaOkresOdDo": text})));
        for (text, expected) in [
            ("OD 01.01.2022 DO 31.12.2022", "2022-01-01/2022-12-31"),
            ("01.07.2005 - 30.06.2006", "2005-07-01/2006-06-30"),
            ("OD 1.1.2022 R. DO 31.12.2022R.", "2022-01-01/2022-12-31"),
        ] {
            assert_eq!(period(text), Ok(Some(expected.to_owned())), "{text}");
        }
        for text in
            ["ZA ROK 2022", "OD 31.12.2022 DO 01.01.2022", "OD 30.02.2022 DO 31.12.2022", "31.12.2022"]
        {
            assert_eq!(period(text), Err(WithheldReason::Unreadable), "{text}");
        }
    }

    #[test]
    fn numbers_are_cut_to_their_form() {
        assert_eq!(shown(regon(&json!("61018820100000"))), Ok(Some("610188201".into())));
        assert_eq!(shown(regon(&json!("610188201"))), Ok(Some("610188201".into())));
        assert_eq!(regon(&json!("61018820100012")), Err(WithheldReason::Unreadable));
        assert_eq!(shown(nip(&json!("774-000-14-54"))), Ok(Some("7740001454".into())));
        assert_eq!(nip(&json!("JAN KOWALSKI")), Err(WithheldReason::Unreadable));
        assert_eq!(nip(&json!({})), Ok(None));
    }

    #[test]
    fn money_has_a_decimal_point_and_a_currency() {
        let money =
            |amount: &str, currency: &str| shown(money(&json!({"wartosc": amount, "waluta": currency})));
        assert_eq!(money("1451177561,25", "PLN"), Ok(Some("1451177561.25 PLN".into())));
        assert_eq!(money("5 000", "PLN"), Ok(Some("5000 PLN".into())));
        assert_eq!(money("1,2,3", "PLN"), Err(WithheldReason::Unreadable));
        assert_eq!(money("100", "złotych"), Err(WithheldReason::Unreadable));
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
