//! The list of VAT payers and the register of sole traders: what is carried, and what never is.

use zgoda_connectors::biala_lista::{self, BialaLista, FlatFile, Listed};
use zgoda_connectors::ceidg::{self, Ceidg, EntryId, Version};
use zgoda_connectors::gate::Meter;
use zgoda_connectors::replay::{Failure, Server};
use zgoda_connectors::{
    ConnectorError, FactValue, Field, Holder, Outcome, Register, StruckOff, WithheldReason,
};
use zgoda_formats::identifiers::{Iban, Nip};

use crate::support::{FakeClock, found, listing, nip, regon, settings, token};

struct Tax {
    server: Server,
    clock: std::sync::Arc<FakeClock>,
    wl: BialaLista,
    ceidg: Ceidg,
}

impl Tax {
    fn new() -> Self {
        let server = Server::start().unwrap();
        let clock = FakeClock::new();
        let wl = BialaLista::with_clock(server.base_url().unwrap(), settings(), clock.clone());
        let base = format!("http://{}/api/ceidg", server.address()).parse().unwrap();
        let ceidg = Ceidg::with_clock(base, Version::V3, token(), settings(), clock.clone());
        Self { server, clock, wl, ceidg }
    }

    fn v2(&self) -> Ceidg {
        let base = format!("http://{}/api/ceidg", self.server.address()).parse().unwrap();
        Ceidg::with_clock(base, Version::V2, token(), settings(), self.clock.clone())
    }
}

#[test]
fn a_company_on_the_list_is_found_with_its_status() {
    let tax = Tax::new();
    let extract = found(tax.wl.look_up(&nip("7740001454")));
    let expected = "\
nip: 7740001454
regon: 610188201
krs_number: 0000028860
vat_status: Czynny
vat_registration_date: 1993-07-05
name: ORLEN SPÓŁKA AKCYJNA
request_id: MVRqg-98jk3i1
";
    assert_eq!(listing(&extract), expected);
    assert_eq!(extract.holder, Holder::Organisation);
    assert_eq!(extract.provenance.as_of.unwrap().to_string(), "2026-11-22");
    assert_eq!(extract.fact(Field::VatStatus).unwrap().path, "result.subject.statusVat");
    assert!(tax.server.requests()[0].target.ends_with("/api/search/nip/7740001454?date=2026-11-22"));
    assert!(!extract.provenance.url.contains("7740001454"), "the number may be a person's");
}

#[test]
fn of_a_person_on_the_list_only_the_status_is_carried() {
    let extract = found(Tax::new().wl.look_up(&nip("3563457932")));
    assert_eq!(extract.holder, Holder::SoleTrader { name: None });
    let fields: Vec<&str> = extract.facts.iter().map(|fact| fact.field.name()).collect();
    assert_eq!(fields, ["nip", "regon", "vat_status", "vat_registration_date", "request_id"]);
    let withheld: Vec<&str> = extract.withheld.iter().map(|withheld| withheld.path.as_str()).collect();
    let expected = ["name", "workingAddress", "residenceAddress", "representatives", "pesel"];
    assert_eq!(withheld, expected.map(|key| format!("result.subject.{key}")));
    assert!(extract.withheld.iter().all(|withheld| withheld.reason == WithheldReason::MayBePersonal));
    let shown = format!("{} {extract:?}", listing(&extract)).to_uppercase();
    assert!(!shown.contains("KANAR") && !format!("{extract:?}").contains("3563457932"), "{shown}");
}

#[test]
fn thirty_numbers_are_one_search_and_one_wrong_number_spoils_no_other() {
    let tax = Tax::new();
    let asked = [nip("7740001454"), nip("9999999982"), nip("5260251049"), nip("1234563218")];
    let answers = tax.wl.look_up_many(&asked);
    assert_eq!(tax.server.requests().len(), 1);
    assert_eq!(found(answers[0].clone()).name(), Some("ORLEN SPÓŁKA AKCYJNA"));
    assert_eq!(answers[1], Ok(Outcome::NotFound));
    let removed = found(answers[2].clone());
    assert_eq!(removed.fact(Field::VatRemovalDate).unwrap().value.to_string(), "2026-03-31");
    assert_eq!(removed.fact(Field::VatStatus).unwrap().path, "result.entries[3].subjects[0].statusVat");
    assert_eq!(answers[3], Err(ConnectorError::WrongRecord), "the answer does not mention it");
    let many: Vec<_> = (0..65).map(|_| nip("7740001454")).collect();
    assert_eq!(tax.wl.look_up_many(&many).len(), 65);
    assert_eq!(tax.server.requests().len(), 4, "65 more are three searches");
}

#[test]
fn the_hundred_and_first_search_of_a_day_is_not_made() {
    let tax = Tax::new();
    for _ in 0..100 {
        tax.wl.look_up(&nip("7740001454")).unwrap();
    }
    let spent = tax.wl.look_up(&nip("7740001454")).unwrap_err();
    let until = "2026-11-22T23:00:00Z".parse().unwrap();
    assert_eq!(spent, ConnectorError::BudgetSpent { host: "127.0.0.1".into(), until });
    assert_eq!(tax.server.requests().len(), 100);
    let (nip, account) =
        (Nip::parse("7740001454").unwrap(), Iban::parse("06160011271843983820000034").unwrap());
    assert!(tax.wl.check(&nip, &account).unwrap().listed, "checks have a budget of their own");
    let state = tax.wl.gate().unwrap().state();
    assert_eq!(state.meters["search"], Meter::Daily { day: "2026-11-22".parse().unwrap(), used: 100 });
}

#[test]
fn a_block_of_the_list_lasts_until_midnight_and_nobody_asks_before() {
    let tax = Tax::new();
    tax.server.misbehave(Some(Failure::RateLimited));
    assert!(matches!(tax.wl.look_up(&nip("7740001454")), Err(ConnectorError::RateLimited { .. })));
    tax.server.misbehave(None);
    assert!(matches!(tax.wl.look_up(&nip("7740001454")), Err(ConnectorError::Blocked { .. })));
    assert_eq!(
        (tax.server.requests().len(), tax.clock.slept_ms().len()),
        (1, 0),
        "and it is asked no second time"
    );
}

#[test]
fn an_account_is_checked_with_the_number_that_proves_it() {
    let tax = Tax::new();
    let (nip, account) =
        (Nip::parse("7740001454").unwrap(), Iban::parse("06160011271843983820000034").unwrap());
    let check = tax.wl.check(&nip, &account).unwrap();
    assert_eq!((check.listed, check.request_id.as_deref()), (true, Some("NiR01-98jk3mi")));
    assert!(
        tax.server.requests()[0].target.contains("/bank-account/06160011271843983820000034?date=2026-11-22")
    );
    let file = include_str!("../../fixtures/biala_lista/plik_plaski_20260920_skrocony.json");
    assert_eq!(FlatFile::read(file.as_bytes()).unwrap().check(&nip, &account), Ok(Listed::No));
}

#[test]
fn a_sole_trader_is_found_and_all_of_it_is_theirs() {
    let tax = Tax::new();
    let extract = found(tax.ceidg.look_up(&nip("3563457932")));
    let expected = "\
ceidg_id: 9d2531b1-6ded-4538-95ea-22ff2c7d2e20
name: Jan Przykładowy Usługi Testowe
nip: 3563457932
regon: 618155359
activity_status: WYLACZNIE_W_FORMIE_SPOLKI
start_date: 2014-07-29
seat_voivodeship: PODLASKIE
seat_city: Białystok
address: ul. Zwierzyniecka 1, 15-333 Białystok
main_activity: 62.10.B
other_activity: 30.31.Z
";
    assert_eq!(listing(&extract), expected);
    let Holder::SoleTrader { name: Some(name) } = &extract.holder else { panic!("{:?}", extract.holder) };
    assert_eq!((name.given.as_str(), name.surname.as_str()), ("Jan", "Przykładowy"));
    let FactValue::Activity { vintage, .. } = &extract.fact(Field::MainActivity).unwrap().value else {
        panic!()
    };
    assert_eq!(*vintage, Some(2025));
    let withheld: Vec<&str> = extract.withheld.iter().map(|withheld| withheld.path.as_str()).collect();
    assert_eq!(
        withheld,
        ["email", "telefon", "www", "adresKorespondencyjny"].map(|key| format!("firma[0].{key}"))
    );
    let shown = format!("{extract:?}");
    assert!(!shown.contains("Jan") && !shown.contains("3563457932"), "a person reaches no log: {shown}");
    for forbidden in ["obywatelstwa", "wspolnosc", "spolki", "example.test", "600 000 000"] {
        assert!(!listing(&extract).contains(forbidden) && !shown.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_older_version_gives_the_same_without_the_vintage() {
    let tax = Tax::new();
    let (new, old) =
        (found(tax.ceidg.look_up(&nip("3563457932"))), found(tax.v2().look_up(&nip("3563457932"))));
    assert_eq!(listing(&old), listing(&new));
    let FactValue::Activity { vintage, description, .. } = &old.fact(Field::MainActivity).unwrap().value
    else {
        panic!()
    };
    assert_eq!((vintage, description), (&None, &None));
    assert_ne!(old.provenance.record_hash, new.provenance.record_hash);
}

#[test]
fn of_a_trader_who_was_struck_off_only_that_is_carried() {
    let outcome = Tax::new().ceidg.look_up(&nip("1234563218")).unwrap();
    let Outcome::StruckOff(StruckOff { struck_off_on, facts, provenance, .. }) = outcome else {
        panic!("not struck off")
    };
    assert_eq!(struck_off_on.unwrap().to_string(), "2024-04-02");
    let fields: Vec<&str> = facts.iter().map(|fact| fact.field.name()).collect();
    assert_eq!(fields, ["ceidg_id", "activity_status", "end_date", "struck_off_date"]);
    assert!(!format!("{facts:?} {provenance:?}").to_lowercase().contains("kanari"));
}

#[test]
fn the_token_goes_out_in_its_header_and_shows_nowhere_else() {
    let tax = Tax::new();
    found(tax.ceidg.look_up(&nip("3563457932")));
    let request = &tax.server.requests()[0];
    assert_eq!(request.header("authorization"), Some("Bearer test-token"));
    assert!(!request.target.contains("test-token"));
    tax.server.misbehave(Some(Failure::Page));
    let error = tax.ceidg.look_up(&nip("3563457932")).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("test-token"));
}

#[test]
fn a_blocked_register_of_traders_is_never_asked_again_before_the_end() {
    let tax = Tax::new();
    tax.server.misbehave(Some(Failure::RateLimited));
    for _ in 0..5 {
        tax.ceidg.look_up(&nip("3563457932")).unwrap_err();
    }
    assert_eq!(tax.server.requests().len(), 1, "a question during a block would prolong it");
}

#[test]
fn the_entries_that_changed_are_listed_and_can_be_read() {
    let tax = Tax::new();
    let day = |text: &str| text.parse().unwrap();
    let changed = tax.ceidg.changed(day("2026-09-04"), day("2026-09-05")).unwrap();
    let id: EntryId = "9D2531B1-6DED-4538-95EA-22FF2C7D2E20".parse().unwrap();
    assert!(changed.len() == 2 && changed.contains(&id));
    let targets: Vec<String> = tax.server.requests().into_iter().map(|request| request.target).collect();
    assert!(targets[1].ends_with("limit=500&page=1"), "it goes on until there is nothing more");
    assert_eq!(found(tax.ceidg.entry(&id)).fact(Field::Nip).unwrap().value.to_string(), "3563457932");
    for (from, to) in [("2026-09-05", "2026-09-04"), ("2026-09-01", "2026-09-06")] {
        assert_eq!(tax.ceidg.changed(day(from), day(to)), Err(ConnectorError::Period));
    }
}

#[test]
fn an_answer_about_another_person_is_refused() {
    let tax = Tax::new();
    let wrong: EntryId = "00000000-0000-0000-0000-000000000000".parse().unwrap();
    assert_eq!(tax.ceidg.entry(&wrong), Ok(Outcome::NotFound));
    assert_eq!(tax.ceidg.look_up(&regon("610188201")), Ok(Outcome::NotFound));
    assert_eq!(tax.wl.look_up(&nip("5260251049")), Ok(Outcome::NotFound));
    assert_eq!(tax.wl.look_up(&crate::support::krs("28860")), Err(ConnectorError::NotAskedBy));
}

#[test]
fn the_real_ones_stand_behind_https() {
    assert!(BialaLista::official(settings()).is_ok() && Ceidg::official(token(), settings()).is_ok());
    for address in [biala_lista::OFFICIAL_ADDRESS, ceidg::OFFICIAL_ADDRESS] {
        assert!(address.starts_with("https://"));
    }
}
