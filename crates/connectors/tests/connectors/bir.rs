//! REGON: the session, the reports of legal entities, and what is carried of persons.

use std::sync::Arc;
use std::time::Duration;

use zgoda_connectors::bir::{self, Bir, Version};
use zgoda_connectors::replay::Server;
use zgoda_connectors::{Clock, ConnectorError, Field, Holder, Outcome, Register, Secret};

use crate::support::{FakeClock, bir_key, found, krs, listing, nip, regon, settings};

struct Office {
    server: Server,
    clock: Arc<FakeClock>,
    bir: Bir,
}

impl Office {
    fn new() -> Self {
        Self::with_key(bir_key())
    }

    fn with_key(key: Secret) -> Self {
        let server = Server::start().unwrap();
        let clock = FakeClock::new();
        let base = format!("http://{}/wsBIR/UslugaBIRzewnPubl.svc", server.address()).parse().unwrap();
        let bir = Bir::with_clock(base, Version::Bir11, key, settings(), clock.clone());
        Self { server, clock, bir }
    }

    /// The operations in order.
    fn operations(&self) -> Vec<String> {
        let name = |body: &str| {
            body.split_once("<soap:Body><ns:")?.1.split_once('>').map(|(name, _)| name.to_owned())
        };
        self.server.requests().iter().filter_map(|request| name(&request.body)).collect()
    }
}

#[test]
fn a_company_is_found_by_each_of_its_numbers() {
    let office = Office::new();
    let extract = found(office.bir.look_up(&nip("9542300619")));
    let expected = "\
regon: 276592498
nip: 9542300619
name: \"EUROPEJSKA\" SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ
legal_form: SPÓŁKI Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ
start_date: 1999-08-29
seat_voivodeship: MAZOWIECKIE
seat_county: m. st. Warszawa
seat_commune: Mokotów
seat_city: Warszawa
krs_number: 0000135115
address: ul. Test-Krucza 50, 02-672 Warszawa
main_activity: 47.73.Z
other_activity: 21.20.Z
";
    assert_eq!(listing(&extract), expected);
    assert_eq!(extract.holder, Holder::Organisation);
    assert_eq!(extract.fact(Field::Nip).unwrap().path, "BIR11OsPrawna.nip");
    assert_eq!(extract.provenance.as_of.unwrap().to_string(), "2026-11-21");
    assert_eq!(extract.provenance.documents.len(), 3);
    for other in [regon("276592498"), krs("135115")] {
        assert_eq!(listing(&found(office.bir.look_up(&other))), expected, "{other:?}");
    }
    assert_eq!(office.bir.look_up(&regon("610188201")), Ok(Outcome::NotFound));
}

#[test]
fn a_trader_is_a_person_and_their_farm_is_left_alone() {
    let extract = found(Office::new().bir.look_up(&nip("3563457932")));
    let expected = "\
regon: 618155359
nip: 3563457932
legal_form: BEZ SZCZEGÓLNEJ FORMY PRAWNEJ
name: JAN XXXXXXXX \"MELISSA\"
start_date: 2001-11-15
seat_voivodeship: ŁÓDZKIE
seat_county: m. Łódź
seat_commune: Łódź-Śródmieście
seat_city: Łódź
address: ul. Test-Wilcza 80, 91-409 Łódź
main_activity: 49.41.Z
other_activity: 49.39.Z
";
    assert_eq!(listing(&extract), expected, "the activity of the farm (01.50.Z) is not among them");
    let Holder::SoleTrader { name: Some(name) } = &extract.holder else { panic!("{:?}", extract.holder) };
    assert_eq!((name.given.as_str(), name.surname.as_str()), ("JAN", "TEST-ZIELIŃSKI"));
    assert!(!format!("{extract:?}").contains("MELISSA"));
    assert!(!extract.provenance.url.contains("3563457932"));
}

#[test]
fn one_session_serves_all_questions_and_is_closed_at_the_end() {
    let office = Office::new();
    for _ in 0..2 {
        found(office.bir.look_up(&nip("9542300619")));
    }
    office.bir.finish();
    office.bir.finish();
    let look_up = ["DaneSzukajPodmioty", "DanePobierzPelnyRaport", "DanePobierzPelnyRaport"];
    let expected = [&["Zaloguj", "GetValue"][..], &look_up, &look_up, &["Wyloguj"]].concat();
    assert_eq!(office.operations(), expected);
    let with_session =
        office.server.requests().iter().filter(|request| request.header("sid").is_some()).count();
    assert_eq!(with_session, expected.len() - 1, "all but the log-in");
}

#[test]
fn a_session_the_service_forgot_is_opened_anew_once() {
    let office = Office::new();
    let answer = office.bir.look_up(&nip("5260250995")).unwrap();
    assert!(matches!(answer, Outcome::Found(_)));
    let log_ins = office.operations().iter().filter(|name| *name == "Zaloguj").count();
    assert_eq!(log_ins, 2);
}

#[test]
fn a_session_is_renewed_before_the_hour_is_over() {
    let office = Office::new();
    found(office.bir.look_up(&nip("9542300619")));
    office.clock.sleep(Duration::from_secs(56 * 60));
    found(office.bir.look_up(&nip("9542300619")));
    assert_eq!(office.operations().iter().filter(|name| *name == "Zaloguj").count(), 2);
}

#[test]
fn a_wrong_key_is_said_and_not_shown() {
    let office = Office::with_key(Secret::new("wrong-key-000").unwrap());
    let error = office.bir.look_up(&nip("9542300619")).unwrap_err();
    assert_eq!(error, ConnectorError::CredentialRefused { host: "127.0.0.1".into() });
    assert!(!format!("{error:?} {error}").contains("wrong-key") && !error.is_temporary());
}

#[test]
fn a_report_that_is_missing_is_an_error_and_no_absence() {
    let office = Office::new();
    let base = format!("http://{}/wsBIR/UslugaBIRzewnPubl.svc", office.server.address()).parse().unwrap();
    let newer = Bir::with_clock(base, Version::Bir12, bir_key(), settings(), FakeClock::new());
    assert!(matches!(newer.look_up(&nip("9542300619")), Err(ConnectorError::Unreadable(_))));
    assert!(bir::OFFICIAL_ADDRESS.starts_with("https://") && Bir::official(bir_key(), settings()).is_ok());
}

#[test]
fn every_report_of_the_documentation_is_read_without_harm() {
    let mut read = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bir")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("BIR11") || name.starts_with("DaneSzukaj") {
            let facts = bir::read_report(&std::fs::read_to_string(&path).unwrap()).unwrap();
            for fact in facts {
                assert!(!fact.value.to_string().contains(char::is_control), "{name}");
            }
            read += 1;
        }
    }
    assert_eq!(read, 17);
}
