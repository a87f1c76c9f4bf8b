//! Readers of values as the court register writes them: each gives a normalised value, nothing, or the reason why it
//! is not carried.

use jiff::civil::Date;
use serde_json::Value;

use super::KrsNumber;
use crate::read::{Read, digits, plain, plain_at};
use crate::{Address, FactValue, WithheldReason};

/// A statistical number. KRS writes REGON 9 with five zeros after it, which is no valid REGON 14.
pub(super) fn regon(node: &Value) -> Read {
    digits(node, |digits| match digits.len() {
        9 => Some(digits),
        14 => digits.strip_suffix("00000"),
        _ => None,
    })
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
        vintage: None,
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

/// A firm among partners or members of an organ: its number and its name. Natural persons have no number there, and
/// firms without one are not told apart from them, so neither is carried.
pub(super) fn firm(node: &Value) -> Read {
    let number = node.get("krs").map(|krs| plain_at(krs, "krs")).transpose()?.flatten();
    let (Some(number), None) = (number, node.get("nazwisko")) else { return Ok(None) };
    let number: KrsNumber = number.parse().map_err(|_| WithheldReason::Unreadable)?;
    let name = plain_at(node, "nazwa")?.unwrap_or_default();
    Ok(Some(FactValue::Text(format!("{number} {name}").trim_end().to_owned())))
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(read: Read) -> Result<Option<String>, WithheldReason> {
        read.map(|value| value.map(|value| value.to_string()))
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
    }

    #[test]
    fn of_partners_only_firms_with_a_number_are_carried() {
        let of = |node: Value| shown(firm(&node));
        let partner = json!({"nazwa": "WSPÓLNIK SPÓŁKA AKCYJNA", "krs": {"krs": "0000000001"}});
        assert_eq!(of(partner), Ok(Some("0000000001 WSPÓLNIK SPÓŁKA AKCYJNA".into())));
        let person = json!({"nazwisko": {"nazwiskoICzlon": "P****"}, "imiona": {"imie": "J**"}});
        assert_eq!(of(person), Ok(None));
        let both = json!({"nazwisko": {"nazwiskoICzlon": "NOWAK"}, "krs": {"krs": "0000000001"}});
        assert_eq!(of(both), Ok(None));
        assert_eq!(of(json!({"nazwa": "JAN NOWAK SPÓŁKA CYWILNA"})), Ok(None));
        assert_eq!(of(json!({"krs": {"krs": "nie dotyczy"}})), Err(WithheldReason::Unreadable));
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
}
