//! Websites: whether they may be read, what is read, and where a connection must never lead.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use zgoda_connectors::http::{BaseUrl, Names, Reach};
use zgoda_connectors::replay::Server;
use zgoda_connectors::site::Sites;
use zgoda_connectors::{ConnectorError, Field, Holder, Identifier, Outcome, Register, WithheldReason};

use crate::support::{FakeClock, found, listing, settings};

/// Every host is the replay server, but for those that are somewhere else.
#[derive(Debug)]
pub struct Hosts {
    pub server: SocketAddr,
    elsewhere: BTreeMap<&'static str, Vec<SocketAddr>>,
    asked: AtomicUsize,
    /// From which question on the server is said to be at an internal address.
    rebinds_at: usize,
}

impl Hosts {
    pub fn of(server: &Server) -> Self {
        let at = |text: &str| text.parse::<SocketAddr>().unwrap();
        let own = server.address();
        let elsewhere = BTreeMap::from([
            ("metadata.test", vec![at("169.254.169.254:80")]),
            ("lan.test", vec![at("192.168.1.10:80")]),
            ("ula.test", vec![at("[fd00::1]:80")]),
            ("mixed.test", vec![own, at("10.0.0.1:80")]),
            ("www.moved.test", vec![at("10.0.0.1:80")]),
            ("nowhere.test", vec![]),
        ]);
        Self { server: own, elsewhere, asked: AtomicUsize::new(0), rebinds_at: usize::MAX }
    }
}

impl Names for Hosts {
    fn resolve(&self, host: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        if self.asked.fetch_add(1, Ordering::SeqCst) >= self.rebinds_at {
            return Ok(vec!["10.0.0.1:80".parse().unwrap()]);
        }
        Ok(self.elsewhere.get(host).cloned().unwrap_or_else(|| vec![self.server]))
    }
}

pub fn site(host: &str, server: &Server) -> Identifier {
    let port = server.address().port();
    Identifier::Website(BaseUrl::site(&format!("http://{host}.test:{port}/o-nas")).unwrap())
}

fn read_with(server: &Server, hosts: Hosts, host: &str, reach: Reach) -> Result<Outcome, ConnectorError> {
    let sites = Sites::reaching(reach, Some(Arc::new(hosts)), settings(), FakeClock::new());
    sites.look_up(&site(host, server))
}

fn read(server: &Server, host: &str) -> Result<Outcome, ConnectorError> {
    read_with(server, Hosts::of(server), host, Reach::PublicAndThisMachine)
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.target).collect()
}

#[test]
fn a_firms_site_is_read_after_it_was_asked_whether_it_may_be() {
    let server = Server::start().unwrap();
    let extract = found(read(&server, "firma"));
    let port = server.address().port();
    let expected = format!(
        "\
name: Przykład sp. z o.o.
trade_name: Przykład
nip: 1234563218
regon: 123456785
krs_number: 0000123456
start_date: 2010-03-01
employees: 10-49
address: ul. Testowa 7, 30-001 Kraków
phone: +48225550000
phone: +48600000000
email: biuro@example.test
social_profile: https://www.linkedin.com/company/przyklad
social_profile: https://www.facebook.com/przyklad
share_capital: 50000.00 PLN
email: sprzedaz@example.test
contact_page: http://firma.test:{port}/kontakt
"
    );
    assert_eq!(listing(&extract), expected);
    let asked = ["/robots.txt", "/.well-known/tdmrep.json", "/ai.txt", "/", "/kontakt"];
    assert_eq!(
        targets(&server),
        asked,
        "neither what robots.txt forbids nor what is reserved nor another site"
    );
    assert_eq!(extract.holder, Holder::Organisation);
    let legal = extract.fact(Field::Name).unwrap();
    assert_eq!(legal.path, format!("http://firma.test:{port}/#jsonld[0].@graph[0].legalName"));
    let terms: Vec<_> = extract.provenance.documents.iter().map(|document| document.terms.unwrap()).collect();
    assert_eq!(terms, ["robots: allowed; tdm: not reserved"; 2]);
    assert_ne!(extract.provenance.documents[0].hash, extract.provenance.documents[1].hash);
}

#[test]
fn people_named_on_a_site_are_not_read() {
    let server = Server::start().unwrap();
    let extract = found(read(&server, "firma"));
    let carried = format!("{} {extract:?}", listing(&extract)).to_lowercase();
    for forbidden in ["kanaria", "testowa@", "iod@", "7740001454", "1234563219"] {
        assert!(!carried.contains(forbidden), "{forbidden}: {carried}");
    }
    let personal =
        extract.withheld.iter().filter(|withheld| withheld.reason == WithheldReason::MayBePersonal);
    let places: Vec<&str> = personal.filter_map(|withheld| withheld.path.split('#').nth(1)).collect();
    assert_eq!(places, ["mailto", "tel"]);
}

#[test]
fn a_site_that_does_not_want_it_is_not_read() {
    let server = Server::start().unwrap();
    let by = |host: &str| match read(&server, host) {
        Err(ConnectorError::OptedOut { by, .. }) => by,
        other => panic!("{host}: {other:?}"),
    };
    assert_eq!(by("closed"), "robots.txt");
    assert_eq!(by("reserved"), "tdmrep.json");
    assert_eq!(by("ai"), "ai.txt");
    let pages = targets(&server).iter().filter(|target| *target == "/").count();
    assert_eq!(pages, 0, "no page was asked for");
    assert_eq!((by("header"), by("tag"), by("meta")), ("tdm-reservation", "X-Robots-Tag", "meta"));
    assert!(!read(&server, "meta").unwrap_err().is_temporary());
}

#[test]
fn a_site_that_cannot_say_whether_it_may_be_read_is_not_read() {
    let server = Server::start().unwrap();
    assert!(matches!(read(&server, "down"), Err(ConnectorError::Unavailable { status: 503, .. })));
    assert!(targets(&server).iter().all(|target| target == "/robots.txt"));
    let silent = found(read(&server, "bare"));
    assert_eq!(silent.provenance.documents[0].terms, Some("robots: none; tdm: silent"));
    assert_eq!(read(&server, "empty"), Ok(Outcome::NotFound));
}

#[test]
fn no_connection_leads_into_the_operators_network() {
    let server = Server::start().unwrap();
    for host in ["metadata", "lan", "ula", "mixed"] {
        let refused = read(&server, host).unwrap_err();
        assert!(matches!(refused, ConnectorError::ForbiddenAddress { .. }), "{host}: {refused:?}");
        assert!(!refused.is_temporary() && refused.to_string().contains(host));
    }
    assert!(targets(&server).is_empty(), "nothing was sent anywhere");
    assert!(matches!(read(&server, "nowhere"), Err(ConnectorError::Unreachable { .. })));
    // The site itself is allowed, but its redirect leads inside.
    assert!(matches!(read(&server, "moved"), Err(ConnectorError::ForbiddenAddress { .. })));
}

#[test]
fn a_name_that_changes_its_address_between_two_calls_gets_nowhere() {
    let server = Server::start().unwrap();
    let hosts = Hosts { rebinds_at: 2, ..Hosts::of(&server) };
    let refused = read_with(&server, hosts, "firma", Reach::PublicAndThisMachine).unwrap_err();
    assert!(matches!(refused, ConnectorError::ForbiddenAddress { .. }), "{refused:?}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn this_machine_is_out_of_reach_unless_the_operator_says_otherwise() {
    let server = Server::start().unwrap();
    for reach in [Reach::Public, Reach::Chosen] {
        let refused = read_with(&server, Hosts::of(&server), "firma", reach).unwrap_err();
        assert!(matches!(refused, ConnectorError::ForbiddenAddress { .. }), "{reach:?}");
    }
    let plain = Sites::public(settings());
    for address in [
        "http://127.0.0.1",
        "http://localhost",
        "http://[::1]",
        "http://169.254.169.254",
        "http://2130706433",
        "http://10.0.0.1:6379",
    ] {
        let refused = plain.look_up(&Identifier::Website(BaseUrl::site(address).unwrap())).unwrap_err();
        let allowed =
            matches!(refused, ConnectorError::ForbiddenAddress { .. } | ConnectorError::Unreachable { .. });
        assert!(allowed, "{address}: {refused:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn pages_of_a_site_are_asked_for_slowly() {
    let server = Server::start().unwrap();
    let clock = FakeClock::new();
    let names = Arc::new(Hosts::of(&server));
    let sites = Sites::reaching(Reach::PublicAndThisMachine, Some(names), settings(), clock.clone());
    found(sites.look_up(&site("firma", &server)));
    assert_eq!(clock.slept_ms(), [5_000, 5_000], "three for the terms at once, then one every five seconds");
}
