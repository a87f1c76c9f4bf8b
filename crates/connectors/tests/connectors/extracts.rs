//! What is carried of each sample, and what never is.

use zgoda_connectors::krs::Document;
use zgoda_connectors::replay::COMPANIES;
use zgoda_connectors::{
    Attention, FactValue, Field, Identifier, Organ, Outcome, Register, Section, Standing, StruckOff,
    WithheldReason,
};

use crate::support::{Setup, listing};

#[test]
fn a_company_is_found_with_its_allow_listed_facts() {
    let extract = Setup::new().found("0000028860");
    let expected = "\
krs_number: 0000028860
register: RejP
registration_date: 2001-07-19
last_entry_number: 220
last_entry_date: 2026-09-17
name: ORLEN SPÓŁKA AKCYJNA
legal_form: SPÓŁKA AKCYJNA
nip: 7740001454
regon: 610188201
public_benefit: false
seat_voivodeship: MAZOWIECKIE
seat_county: M. PŁOCK
seat_commune: M. PŁOCK
seat_city: PŁOCK
address: CHEMIKÓW 7, 09-411 PŁOCK
website: www.orlen.pl
email: zarzad@orlen.pl
electronic_delivery: AE:PL-59420-30959-DSCHB-14
share_capital: 1451177561.25 PLN
main_activity: 19.20.Z
other_activity: 06.10.Z
filing_period: 2022-01-01/2022-12-31
";
    assert_eq!(listing(&extract), expected);
    assert_eq!(extract.name(), Some("ORLEN SPÓŁKA AKCYJNA"));
    assert_eq!(extract.standing, Standing::Standing);
    assert_eq!(extract.attention, [Attention::SectionPresent(Section::Changes)]);
    let website = extract.fact(Field::Website).unwrap();
    assert_eq!(website.path, "odpis.dane.dzial1.siedzibaIAdres.adresStronyInternetowej");
}

#[test]
fn a_foundation_is_found_in_the_other_register() {
    let setup = Setup::new();
    let extract = setup.found("30897");
    assert_eq!(setup.asked(), ["OdpisAktualny/0000030897?rejestr=P", "OdpisAktualny/0000030897?rejestr=S"]);
    assert_eq!(extract.fact(Field::Register).unwrap().value, FactValue::Text("RejS".into()));
    assert_eq!(extract.fact(Field::PublicBenefit).unwrap().value, FactValue::YesNo(true));
    assert_eq!(extract.standing, Standing::Unknown(3));
    let activity = extract.fact(Field::OtherActivity).unwrap();
    assert_eq!(activity.value.to_string(), "86.21.Z");
    assert_eq!(activity.path, "odpis.dane.dzial3.przedmiotDzialalnosciOPP.nieodplatnyPkd[0]");
    assert_eq!(extract.attention, []);
}

#[test]
fn a_struck_off_company_is_told_apart_from_an_unknown_one() {
    let setup = Setup::new();
    let Ok(Outcome::StruckOff(StruckOff { struck_off_on, final_on, facts, provenance })) =
        setup.current("0000106150")
    else {
        panic!("not struck off");
    };
    assert_eq!(struck_off_on.unwrap().to_string(), "2022-08-12");
    assert_eq!(final_on.unwrap().to_string(), "2022-09-02");
    assert!(facts.iter().any(|fact| fact.field == Field::StruckOffDate));
    assert!(facts.iter().any(|fact| fact.path == "odpis.naglowekP.numerKRS"));
    assert!(provenance.url.contains("/OdpisPelny/"));
    assert_eq!(setup.current("0000999999"), Ok(Outcome::NotFound));
    let expected = [
        "OdpisAktualny/0000106150?rejestr=P",
        "OdpisPelny/0000106150?rejestr=P",
        "OdpisAktualny/0000999999?rejestr=P",
        "OdpisAktualny/0000999999?rejestr=S",
    ];
    assert_eq!(setup.asked(), expected);
}

#[test]
fn the_full_extract_of_a_struck_off_company_says_so_too() {
    let setup = Setup::new();
    let full = setup.krs.full(&"0000106150".parse().unwrap()).unwrap();
    assert!(matches!(full, Outcome::StruckOff(_)));
    assert_eq!(setup.krs.full(&"0000999999".parse().unwrap()).unwrap(), Outcome::NotFound);
}

#[test]
fn a_full_extract_gives_the_standing_values_and_the_entries_that_brought_them() {
    let setup = Setup::new();
    let current = setup.found("0001268296");
    let Ok(Outcome::Found(full)) = setup.krs.full(&"0001268296".parse().unwrap()) else {
        panic!("not found")
    };
    assert_eq!(listing(&full), listing(&current));
    assert_eq!(full.provenance.record_hash, current.provenance.record_hash);
    assert_eq!(full.members.len(), 1);
    assert_eq!(full.members[0].function, current.members[0].function);
    let regon = full.fact(Field::Regon).unwrap().entry.unwrap();
    assert_eq!((regon.number, regon.on.unwrap().to_string()), (3, "2026-09-23".to_owned()));
    assert_eq!(full.fact(Field::Name).unwrap().entry.unwrap().number, 1);
    assert_eq!(full.fact(Field::MainActivity).unwrap().entry.unwrap().number, 1);
    assert_eq!(current.fact(Field::Name).unwrap().entry, None);
}

#[test]
fn masked_members_are_known_but_not_named() {
    let extract = Setup::new().found("0000028860");
    let organs: Vec<Organ> = extract.members.iter().map(|member| member.organ).collect();
    assert_eq!(organs, [Organ::Board, Organ::Supervisory, Organ::Proxies]);
    for member in &extract.members {
        assert!(member.masked && member.name.is_none(), "{member:?}");
    }
    assert_eq!(extract.members[0].function.as_deref(), Some("PREZES ZARZĄDU"));
    assert_eq!(extract.members[0].suspended, Some(false));
    assert_eq!(extract.members[0].path, "odpis.dane.dzial2.reprezentacja.sklad[0]");
    assert_eq!(extract.members[2].path, "odpis.dane.dzial2.prokurenci[0]");
}

#[test]
fn unmasked_members_are_named_in_the_way_people_write_names() {
    let extract = Setup::new().found("0009000019");
    let names: Vec<String> = extract
        .members
        .iter()
        .filter_map(|member| member.name.as_ref())
        .map(|name| format!("{} {}", name.given, name.surname))
        .collect();
    assert_eq!(names, ["Kalina Żurawiecka-Lipnik", "Tymon Brzeziński", "Honorata Olszaniecka"]);
    assert!(!format!("{:?}", extract.members).contains("Kalina"), "a name must reach no log");
}

#[test]
fn no_mask_no_free_text_and_no_identifier_of_a_person_is_ever_carried() {
    let setup = Setup::new();
    for company in COMPANIES.iter().filter(|company| company.current.is_some()) {
        let extract = setup.found(company.number);
        let names = extract.members.iter().filter_map(|member| member.name.clone());
        let names: Vec<String> = names.flat_map(|name| [name.given, name.surname]).collect();
        let carried = format!("{extract:?} {names:?}").to_uppercase();
        for forbidden in ["KANARI", "TESTOW", "**", "PESEL", "NOTARIUSZ", "SAMOISTNA", "ŁĄCZNIE", "USUNIĘTE"]
        {
            assert!(!carried.contains(forbidden), "{}: {forbidden}", company.number);
        }
    }
}

#[test]
fn what_is_not_carried_is_named_without_its_value() {
    let extract = Setup::new().found("0009000027");
    let withheld: Vec<(&str, WithheldReason)> =
        extract.withheld.iter().map(|withheld| (withheld.path.as_str(), withheld.reason)).collect();
    let base = "odpis.dane.";
    let short: Vec<(&str, WithheldReason)> =
        withheld.iter().map(|(path, reason)| (path.trim_start_matches(base), *reason)).collect();
    let filings = "dzial3.wzmiankiOZlozonychDokumentach.wzmiankaOZlozeniuRocznegoSprawozdaniaFinansowego[2]";
    let expected = [
        ("dzial1.siedzibaIAdres.adresPocztyElektronicznej", WithheldReason::MayBePersonal),
        (filings, WithheldReason::Unreadable),
        ("dzial2.reprezentacja.sklad[0].nazwisko", WithheldReason::Masked),
        ("dzial2.reprezentacja.sklad[1].nazwisko", WithheldReason::Masked),
        ("dzial2.reprezentacja.sklad[1].funkcjaWOrganie", WithheldReason::Unreadable),
        ("dzial2.organNadzoru[0].sklad[0].nazwisko", WithheldReason::Masked),
    ];
    assert_eq!(short, expected);
    let periods: Vec<String> =
        extract.facts_of(Field::FilingPeriod).map(|fact| fact.value.to_string()).collect();
    assert_eq!(periods, ["2024-01-01/2024-12-31", "2023-01-01/2023-12-31"]);
    assert_eq!(extract.members[1].suspended, Some(true));
}

#[test]
fn trouble_is_flagged_but_not_read() {
    let extract = Setup::new().found("0009000035");
    let expected = [
        Attention::SectionPresent(Section::Arrears),
        Attention::SectionPresent(Section::Changes),
        Attention::Restructuring,
        Attention::NameMayHoldSurnames,
    ];
    assert_eq!(extract.attention, expected);
    assert_eq!(extract.fact(Field::Address).unwrap().value.to_string(), "DRZEWCE 41, 24-150 DRZEWCE");
}

#[test]
fn the_hash_follows_the_facts_and_nothing_else() {
    let company = COMPANIES.iter().find(|company| company.number == "0009000019").unwrap();
    let document = company.current.unwrap();
    let hash = |text: &str| {
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        Document::parse(text.as_bytes())
            .unwrap()
            .extract("https://register.example/".into(), at)
            .provenance
            .record_hash
    };
    let original = hash(document);
    assert_eq!(
        hash(&document.replace("BRZEZIŃSKI", "NOWAK")),
        original,
        "names of persons are no part of it"
    );
    assert_eq!(hash(&document.replace("21.11.2026 09:12:41", "22.11.2026 10:00:00")), original);
    assert_ne!(hash(&document.replace("150000,00", "150000,01")), original);
    assert_ne!(hash(&document.replace("DORADZTWA", "DORADZANIA")), original);
}

#[test]
fn the_trait_answers_like_the_connector() {
    let setup = Setup::new();
    let register: &dyn Register = &setup.krs;
    assert_eq!(register.profile().id, "krs");
    let by_number = Identifier::Krs("0000028860".parse().unwrap());
    let Ok(Outcome::Found(extract)) = register.look_up(&by_number) else { panic!("not found") };
    assert_eq!(extract.provenance.register, "krs");
    assert_eq!(extract.provenance.licence, "CC0-1.0");
    assert_eq!(extract.provenance.as_of.unwrap().to_string(), "2026-09-17");
    assert!(extract.provenance.url.ends_with("/api/krs/OdpisAktualny/0000028860?rejestr=P&format=json"));
}

#[test]
fn identifiers_of_the_invented_companies_have_valid_checksums() {
    let check = |digits: &str, weights: &[u32]| {
        let values: Vec<u32> = digits.chars().map(|c| c.to_digit(10).unwrap()).collect();
        let sum: u32 = values.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
        (sum % 11 % 10, *values.last().unwrap())
    };
    let setup = Setup::new();
    for company in COMPANIES.iter().filter(|company| company.current.is_some()) {
        let extract = setup.found(company.number);
        if let Some(nip) = extract.fact(Field::Nip) {
            let (expected, actual) = check(&nip.value.to_string(), &[6, 5, 7, 2, 3, 4, 5, 6, 7]);
            assert_eq!(expected, actual, "NIP of {}", company.title);
        }
        if let Some(regon) = extract.fact(Field::Regon) {
            let (expected, actual) = check(&regon.value.to_string(), &[8, 9, 2, 3, 4, 5, 6, 7]);
            assert_eq!(expected, actual, "REGON of {}", company.title);
        }
    }
}

#[test]
fn the_bulletin_lists_what_changed_on_a_day() {
    let setup = Setup::new();
    let day = |text: &str| text.parse().unwrap();
    let changed = setup.krs.changed(day("2026-09-23")).unwrap();
    assert!(changed.contains(&"0001268296".parse().unwrap()) && changed.len() == 4);
    assert_eq!(setup.krs.changed_in_hours(day("2026-09-23"), 10, 11).unwrap(), changed);
    assert_eq!(
        setup.asked(),
        ["Biuletyn/2026-09-23", "BiuletynGodzinowy/2026-09-23?godzinaOd=10&godzinaDo=11"]
    );
    for refused in [
        setup.krs.changed(day("2021-12-07")),
        setup.krs.changed_in_hours(day("2026-09-23"), 11, 11),
        setup.krs.changed_in_hours(day("2026-09-23"), 11, 25),
    ] {
        assert_eq!(refused, Err(zgoda_connectors::ConnectorError::Period));
    }
}
