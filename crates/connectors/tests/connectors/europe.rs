//! VIES and GLEIF: a confirmation that carries no name, and legal entities with their parents.

use zgoda_connectors::gleif::{Gleif, Parent};
use zgoda_connectors::replay::Server;
use zgoda_connectors::vies::{self, Vies};
use zgoda_connectors::{ConnectorError, Field, Holder, Identifier, Outcome, Refreshed, Register, Standing};

use crate::support::{FakeClock, found, krs, lei, listing, nip, settings, vat};

const VIES: &str = "/taxation_customs/vies/rest-api";

fn vies(server: &Server, requester: Option<&str>) -> Vies {
    let base = format!("http://{}{VIES}", server.address()).parse().unwrap();
    Vies::with_clock(base, requester.map(|own| own.parse().unwrap()), settings(), FakeClock::new())
}

fn gleif(server: &Server) -> Gleif {
    let base = format!("http://{}/api/v1", server.address()).parse().unwrap();
    Gleif::with_clock(base, settings(), FakeClock::new())
}

#[test]
fn a_vat_number_is_confirmed_and_nothing_else_is_carried() {
    let server = Server::start().unwrap();
    let extract = found(vies(&server, None).look_up(&nip("7740001454")));
    assert_eq!(listing(&extract), "vat_number: PL7740001454\nvat_valid: true\n");
    assert_eq!(extract.provenance.as_of.unwrap().to_string(), "2026-09-24");
    assert!(!format!("{extract:?}").contains("ORLEN") && extract.holder.is_person());
    let invalid = found(vies(&server, None).look_up(&vat("PL5260251049")));
    assert_eq!(invalid.fact(Field::VatValid).unwrap().value.to_string(), "false");
}

#[test]
fn with_a_number_of_our_own_the_answer_is_a_proof() {
    let server = Server::start().unwrap();
    let extract = found(vies(&server, Some("PL1234563218")).look_up(&vat("PL7740001454")));
    let expected = "vat_number: PL7740001454\nvat_valid: true\nrequest_id: WAPIAAAAZx0example\n";
    assert_eq!(listing(&extract), expected);
    let sent: serde_json::Value = serde_json::from_str(&server.requests()[0].body).unwrap();
    let sample: serde_json::Value =
        serde_json::from_str(include_str!("../../fixtures/vies/post_request.json")).unwrap();
    assert_eq!(sent, sample);
}

#[test]
fn no_answer_of_a_member_state_is_no_invalid_number() {
    let server = Server::start().unwrap();
    let error = vies(&server, None).look_up(&vat("DE136695976")).unwrap_err();
    assert!(matches!(error, ConnectorError::Unavailable { .. }) && error.is_temporary());
    let crowded = vies(&server, Some("PL1234563218")).look_up(&vat("DE136695976")).unwrap_err();
    assert!(matches!(crowded, ConnectorError::RateLimited { .. }));
    let refused = vies(&server, None).look_up(&vat("ATU13585627")).unwrap_err();
    assert!(matches!(refused, ConnectorError::Rejected { status: 400, .. }) && !refused.is_temporary());
    for (body, error) in [
        (
            r#"{"isValid":true,"userError":"INVALID","vatNumber":"1"}"#,
            ConnectorError::Unreadable("it does not say whether the number is valid"),
        ),
        (
            r#"{"isValid":false,"userError":"NEWS","vatNumber":"1"}"#,
            ConnectorError::Unreadable("it says neither valid nor invalid"),
        ),
        (r#"{"isValid":true,"userError":"VALID","vatNumber":"2"}"#, ConnectorError::WrongRecord),
        ("[]", ConnectorError::Unreadable("it does not say whether the number is valid")),
    ] {
        assert_eq!(vies::read(body.as_bytes(), "1", "host"), Err(error), "{body}");
    }
}

#[test]
fn a_legal_entity_is_found_by_its_lei_and_by_its_court_number() {
    let server = Server::start().unwrap();
    let gleif = gleif(&server);
    let by_lei = found(gleif.look_up(&lei("259400VVMM70CQREJT74")));
    let expected = "\
lei: 259400VVMM70CQREJT74
lei_status: ISSUED
name: ORLEN SPÓŁKA AKCYJNA
activity_status: ACTIVE
registration_date: 2001-07-19
jurisdiction: PL
address: CHEMIKÓW 7, 09-411 PŁOCK
krs_number: 0000028860
";
    assert_eq!(listing(&by_lei), expected);
    assert_eq!((by_lei.holder.clone(), by_lei.standing), (Holder::Organisation, Standing::Standing));
    let by_krs = found(gleif.look_up(&krs("28860")));
    assert_eq!(by_krs.provenance.record_hash, by_lei.provenance.record_hash);
    assert_eq!(by_krs.fact(Field::Lei).unwrap().path, "data[0].attributes.lei");
    assert_eq!(server.requests()[0].header("accept"), Some("application/vnd.api+json"));
}

#[test]
fn the_same_number_in_another_countrys_register_is_somebody_else() {
    let server = Server::start().unwrap();
    assert_eq!(gleif(&server).look_up(&krs("30897")), Ok(Outcome::NotFound));
    assert_eq!(gleif(&server).look_up(&lei("529900T8BM49AURSDO55")), Ok(Outcome::NotFound));
    assert_eq!(gleif(&server).look_up(&nip("7740001454")), Err(ConnectorError::NotAskedBy));
}

#[test]
fn an_entry_that_did_not_change_is_not_sent_again() {
    let server = Server::start().unwrap();
    let gleif = gleif(&server);
    for asked in [lei("259400VVMM70CQREJT74"), krs("28860")] {
        let tag = found(gleif.look_up(&asked)).provenance.documents[0].tag.clone().unwrap();
        assert_eq!(gleif.refresh(&asked, &tag), Ok(Refreshed::Unchanged));
        assert!(matches!(gleif.refresh(&asked, "\"older\""), Ok(Refreshed::Read(Outcome::Found(_)))));
    }
}

#[test]
fn a_group_is_read_from_its_ties() {
    let server = Server::start().unwrap();
    let gleif = gleif(&server);
    let Identifier::Lei(orlen) = lei("259400VVMM70CQREJT74") else { panic!() };
    assert_eq!(gleif.parent(&orlen, Parent::Direct), Ok(None));
    assert_eq!(gleif.parent(&orlen, Parent::Ultimate), Ok(None));
    assert_eq!(gleif.children(&orlen).unwrap()[0].name(), Some("ORLEN SPÓŁKA AKCYJNA"));
}

#[test]
fn the_firms_above_a_firm_are_told_with_their_numbers_each_once() {
    let server = Server::start().unwrap();
    let daughter = found(gleif(&server).look_up(&krs("30899")));
    let parents: Vec<_> = daughter.facts_of(Field::DirectParent).collect();
    assert_eq!(parents.len(), 1);
    assert_eq!(parents[0].value.to_string(), "0000028860 ORLEN SPÓŁKA AKCYJNA");
    assert_eq!(daughter.facts_of(Field::UltimateParent).count(), 0, "the one at the top is the direct one");
    assert_eq!(daughter.provenance.documents.len(), 3);
    let orlen = found(gleif(&server).look_up(&krs("28860")));
    assert_ne!(orlen.provenance.record_hash, daughter.provenance.record_hash);
    assert_eq!(orlen.provenance.documents.len(), 1, "who reports no parent is not asked about it");
}
