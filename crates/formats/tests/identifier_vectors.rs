//! Every vector of the identifiers' table, good and bad.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;
use zgoda_formats::identifiers::{
    DrivingLicence, Email, EuVat, Iban, IdCard, IdentifierError, Krs, LandRegister, Lei, LineKind, Nip,
    Passport, PaymentCard, Pesel, Phone, PostalCode, Regon, Sex,
};

fn parse(kind: &str, value: &str) -> Result<String, IdentifierError> {
    match kind {
        "PESEL" => Pesel::parse(value).map(Pesel::into_string),
        "NIP" => Nip::parse(value).map(Nip::into_string),
        "REGON9" | "REGON14" => Regon::parse(value).map(Regon::into_string),
        "DOWOD" => IdCard::parse(value).map(IdCard::into_string),
        "PASZPORT" => Passport::parse(value).map(Passport::into_string),
        "IBAN/NRB" => Iban::parse(value).map(Iban::into_string),
        "KRS" => Krs::parse(value).map(Krs::into_string),
        "VAT-UE" => EuVat::parse(value).map(EuVat::into_string),
        "LEI" => Lei::parse(value).map(Lei::into_string),
        "TELEFON-PL" => Phone::parse(value).map(Phone::into_string),
        "KOD-POCZTOWY" => PostalCode::parse(value).map(PostalCode::into_string),
        unknown => panic!("the table has a kind that no test knows: {unknown}"),
    }
}

#[test]
fn every_vector_is_judged_as_the_table_says() {
    let table = include_str!("fixtures/identifiers.csv");
    let mut counts = BTreeMap::<&str, (u32, u32)>::new();
    let mut wrong = Vec::new();
    let rows: Vec<Vec<String>> = table.lines().skip(1).map(cells).collect();
    for row in &rows {
        let [kind, value, valid, ..] = &row[..] else { panic!("a row of the table is too short") };
        let parsed = parse(kind, value);
        let count = counts.entry(kind).or_default();
        *(if valid == "tak" { &mut count.0 } else { &mut count.1 }) += 1;
        if parsed.is_ok() != (valid == "tak") {
            wrong.push(format!("{kind} {value}: expected {valid}, got {parsed:?}"));
        }
        if let Ok(normal) = parsed {
            assert_eq!(parse(kind, &normal).as_ref(), Ok(&normal), "{kind} does not normalise to itself");
        }
    }
    println!("identifier vectors: {} (kind: valid, invalid) {counts:?}", rows.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(rows.len(), 139);
}

/// The cells of one line; the table quotes only remarks.
fn cells(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

#[test]
fn remarks_of_the_table_hold() {
    let pesel = |text| Pesel::parse(text).unwrap();
    assert_eq!(pesel("24222900081").birth_date().unwrap().to_string(), "2024-02-29");
    assert_eq!(pesel("99870433319").birth_date().unwrap().to_string(), "1899-07-04");
    assert_eq!(pesel("22713055544").birth_date().unwrap().to_string(), "2222-11-30");
    assert_eq!(pesel("44051401359").sex(), Sex::Male);
    assert_eq!(pesel("80051412344").sex(), Sex::Female);
    assert_eq!(Nip::parse("1111111111"), Err(IdentifierError::Placeholder));
    assert_eq!(Nip::parse("774-000-14-54").unwrap().display(), "774-000-14-54");
    assert_eq!(Krs::parse("28860").unwrap().as_str(), "0000028860");
    assert_eq!(Krs::parse("KRS: 0000028860").unwrap().as_str(), "0000028860");
    assert_eq!(Regon::parse_damaged("61018820100000").unwrap().as_str(), "610188201");
    assert_eq!(Regon::parse_damaged("331501").unwrap().as_str(), "000331501");
    assert_eq!(Regon::parse_damaged("33150"), Err(IdentifierError::Length));
    assert_eq!(Regon::parse_damaged("10001345").unwrap().as_str(), "010001345");
    assert_eq!(PostalCode::parse("09411").unwrap().as_str(), "09-411");
    assert_eq!(
        Iban::parse("06160011271843983820000034").unwrap().display(),
        "PL06 1600 1127 1843 9838 2000 0034"
    );
}

#[test]
fn phones_of_every_writing_become_e164() {
    for (text, e164, display) in [
        ("600100200", "+48600100200", "+48 600 100 200"),
        ("+48 (0) 22 555 00 00", "+48225550000", "+48 22 555 00 00"),
        ("22 555 00 00 wew. 12", "+48225550000", "+48 22 555 00 00"),
        ("48 600 100 200", "+48600100200", "+48 600 100 200"),
        ("48 362 00 00", "+48483620000", "+48 48 362 00 00"),
        ("+49 30 123456", "+4930123456", "+4930123456"),
        ("0044 20 7946 0958", "+442079460958", "+442079460958"),
        ("\u{a0}600\u{a0}100\u{a0}200", "+48600100200", "+48 600 100 200"),
    ] {
        let phone = Phone::parse(text).unwrap();
        assert_eq!((phone.as_str(), phone.display().as_str()), (e164, display), "{text}");
        assert_eq!(Phone::parse(&phone.display()).unwrap(), phone);
    }
    for text in [
        "",
        "+",
        "abc",
        "600 100 20",
        "+48 60010020",
        "000000000",
        "999999999",
        "+1234567890123456",
        "4,86E+10",
    ] {
        assert!(Phone::parse(text).is_err(), "{text}");
    }
    assert_eq!(Phone::parse("600100200").unwrap().kind(), LineKind::Mobile);
    assert_eq!(Phone::parse("800100200").unwrap().kind(), LineKind::Special);
}

#[test]
fn emails_are_compared_in_one_form() {
    for (text, normal) in [
        (" Zofia@Example.TEST ", "zofia@example.test"),
        ("zofia+newsletter@example.test", "zofia+newsletter@example.test"),
        ("biuro@Żółw.example.pl", "biuro@xn--w-uga1v8h.example.pl"),
        ("biuro@xn--w-uga1v8h.EXAMPLE.pl", "biuro@xn--w-uga1v8h.example.pl"),
        ("ŁUKASZ@example.test", "łukasz@example.test"),
        ("a.b@example.test.", "a.b@example.test"),
    ] {
        assert_eq!(Email::parse(text).as_ref().map(Email::as_str), Ok(normal), "{text}");
    }
    for text in [
        "",
        "@",
        "a@",
        "@b.pl",
        "a@b",
        "a b@c.pl",
        "a..b@c.pl",
        ".a@c.pl",
        "a.@c.pl",
        "a@-c.pl",
        "a@c-.pl",
        "a@c..pl",
        "a@1.2.3.4",
        "a@[1.2.3.4]",
        "a@b@c.pl",
        "\"a b\"@c.pl",
        "a@c_d.pl",
        "Jan <a@c.pl>",
        "a,b@c.pl",
        "a@xn--.pl",
    ] {
        assert!(Email::parse(text).is_err(), "{text}");
    }
}

#[test]
fn documents_and_cards_are_checked() {
    assert_eq!(LandRegister::parse("wa1m/12345/1").unwrap().as_str(), "WA1M/00012345/1");
    assert_eq!(LandRegister::parse("WA1M/00012345/2"), Err(IdentifierError::Checksum));
    assert_eq!(DrivingLicence::parse("12345/19/1465").unwrap().as_str(), "12345/19/1465");
    assert!(DrivingLicence::parse("12345191465").is_err());
    assert!(PaymentCard::parse("4111 1111 1111 1111").is_ok());
    assert_eq!(PaymentCard::parse("4111111111111112"), Err(IdentifierError::Checksum));
    assert!(PaymentCard::parse("9111111111111111").is_err());
    assert_eq!(EuVat::parse("GR094259216").unwrap().as_str(), "EL094259216");
    assert_eq!(EuVat::parse("US123456789"), Err(IdentifierError::Country));
}

#[test]
fn no_debug_form_shows_a_value() {
    let shown = format!("{:?} {:?}", Pesel::parse("44051401359").unwrap(), Email::parse("a@b.pl").unwrap());
    assert_eq!(shown, "Pesel(..) Email(..)");
}
