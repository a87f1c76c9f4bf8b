//! Every connector, every sample, every failure: refused clearly, nothing carried, nothing hung.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use zgoda_connectors::biala_lista::BialaLista;
use zgoda_connectors::bir::{self, Bir};
use zgoda_connectors::ceidg::{Ceidg, Version};
use zgoda_connectors::gleif::Gleif;
use zgoda_connectors::http::{BaseUrl, HttpSettings, Reach};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::{Failure, Server};
use zgoda_connectors::site::Sites;
use zgoda_connectors::vies::Vies;
use zgoda_connectors::{Clock, ConnectorError, Extract, Identifier, Outcome, Register};

use crate::site::Hosts;
use crate::support::{FakeClock, bir_key, krs, lei, nip, regon, settings, token, vat};

/// What a sample answers on a good day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Good {
    Found,
    StruckOff,
    NotFound,
}

fn website(address: &str) -> Identifier {
    Identifier::Website(BaseUrl::site(address).unwrap())
}

type Made = fn(&Server, HttpSettings, Arc<dyn Clock>) -> Box<dyn Register>;

/// A connector and the questions it is asked: one for each sample.
struct Row {
    connector: Made,
    samples: Vec<(&'static str, Identifier, Good)>,
    /// Whether questions are posted: then a redirect is an answer of its own.
    posts: bool,
    /// Whether pages are read: of a broken page what is left is read, and a page is no sign of maintenance.
    pages: bool,
}

fn at(server: &Server, path: &str) -> zgoda_connectors::http::BaseUrl {
    format!("http://{}{path}", server.address()).parse().unwrap()
}

fn bir(server: &Server, settings: HttpSettings, clock: Arc<dyn Clock>) -> Box<dyn Register> {
    let base = at(server, "/wsBIR/UslugaBIRzewnPubl.svc");
    Box::new(Bir::with_clock(base, bir::Version::Bir11, bir_key(), settings, clock))
}

fn rows() -> Vec<Row> {
    use Good::{Found, NotFound, StruckOff};
    vec![
        Row {
            connector: |server, settings, clock| Box::new(Krs::with_clock(at(server, ""), settings, clock)),
            samples: vec![
                ("odpis_aktualny_P_orlen", krs("28860"), Found),
                ("odpis_aktualny_S_fundacja", krs("30897"), Found),
                ("odpis_aktualny_P_maly", krs("1268296"), Found),
                ("odpis_aktualny_P_bursztynowa_fala", krs("9000019"), Found),
                ("odpis_aktualny_P_zywe_ogrody", krs("9000027"), Found),
                ("odpis_aktualny_P_mlyn_pod_lipa", krs("9000035"), Found),
                ("odpis_pelny_wykreslony", krs("106150"), StruckOff),
                ("not_found_404", krs("999999"), NotFound),
            ],
            posts: false,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                Box::new(BialaLista::with_clock(at(server, ""), settings, clock))
            },
            samples: vec![
                ("search_nip", nip("7740001454"), Found),
                ("search_nip_osoba", nip("3563457932"), Found),
                ("search_regon", regon("610188201"), Found),
                ("search_nip_notfound", nip("5260251049"), NotFound),
            ],
            posts: false,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                let base = at(server, "/api/ceidg");
                Box::new(Ceidg::with_clock(base, Version::V3, token(), settings, clock))
            },
            samples: vec![
                ("firma_szczegoly", nip("3563457932"), Found),
                ("firma_szczegoly by regon", regon("618155359"), Found),
                ("firma_wykreslona", nip("1234563218"), StruckOff),
                ("204", nip("7740001454"), NotFound),
            ],
            posts: false,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                let base = at(server, "/api/ceidg");
                Box::new(Ceidg::with_clock(base, Version::V2, token(), settings, clock))
            },
            samples: vec![("firma_szczegoly_v2", nip("3563457932"), Found)],
            posts: false,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                Box::new(Vies::with_clock(
                    at(server, "/taxation_customs/vies/rest-api"),
                    None,
                    settings,
                    clock,
                ))
            },
            samples: vec![
                ("get_valid", nip("7740001454"), Found),
                ("get_invalid", vat("PL5260251049"), Found),
            ],
            posts: false,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                let base = at(server, "/taxation_customs/vies/rest-api");
                Box::new(Vies::with_clock(base, Some("PL1234563218".parse().unwrap()), settings, clock))
            },
            samples: vec![("post_valid", vat("PL7740001454"), Found)],
            posts: true,
            pages: false,
        },
        Row {
            connector: bir,
            samples: vec![
                ("BIR11OsPrawna", nip("9542300619"), Found),
                ("BIR11OsPrawna by krs", krs("135115"), Found),
                ("BIR11OsFizycznaDzialalnoscCeidg", nip("3563457932"), Found),
                ("error_4_response", regon("610188201"), NotFound),
            ],
            posts: true,
            pages: false,
        },
        Row {
            // With a session already open, so that it is the search that fails.
            connector: |server, settings, clock| {
                let connector = bir(server, settings, clock);
                connector.look_up(&nip("9542300619")).unwrap();
                connector
            },
            samples: vec![
                ("BIR11OsPrawna in a session", nip("9542300619"), Found),
                ("BIR11OsFizycznaDzialalnoscCeidg in a session", nip("3563457932"), Found),
                ("error_4_response in a session", regon("610188201"), NotFound),
            ],
            posts: true,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                Box::new(Gleif::with_clock(at(server, "/api/v1"), settings, clock))
            },
            samples: vec![
                ("lei_record", lei("259400VVMM70CQREJT74"), Found),
                ("lei_records_lista", krs("28860"), Found),
                ("lei_records_lista of another register", krs("30897"), NotFound),
                ("error_404", lei("529900T8BM49AURSDO55"), NotFound),
            ],
            posts: false,
            pages: false,
        },
        Row {
            connector: |server, settings, clock| {
                let names = Arc::new(Hosts::of(server));
                Box::new(Sites::reaching(Reach::PublicAndThisMachine, Some(names), settings, clock))
            },
            samples: vec![
                ("organization_jsonld", website("http://bare.test:1"), Found),
                ("organization_jsonld with links", website("http://firma.test:1"), Found),
            ],
            posts: false,
            pages: true,
        },
    ]
}

/// How a failure must be reported.
fn is_clear(error: &ConnectorError, failure: Failure, posts: bool) -> bool {
    use ConnectorError as E;
    match failure {
        Failure::Page => matches!(error, E::Maintenance { .. }),
        Failure::BrokenOff => matches!(error, E::BrokenOff { .. }),
        Failure::RedirectLoop | Failure::RedirectElsewhere | Failure::RedirectInside if posts => {
            matches!(error, E::Rejected { status: 302, .. })
        }
        Failure::RedirectLoop => matches!(error, E::TooManyRedirects { .. }),
        Failure::RedirectElsewhere | Failure::RedirectInside => {
            matches!(error, E::RedirectedElsewhere { .. })
        }
        Failure::Endless => matches!(error, E::TooLarge { .. }),
        Failure::RateLimited => matches!(error, E::RateLimited { .. }),
        Failure::Unavailable => matches!(error, E::Unavailable { status: 503, .. }),
        Failure::Silence => matches!(error, E::TimedOut { .. }),
        Failure::HalfDocument
        | Failure::Empty
        | Failure::WrongCharset
        | Failure::ExternalEntity
        | Failure::BillionLaughs
        | Failure::Deep
        | Failure::Compressed => matches!(error, E::Unreadable(_)),
    }
}

/// A broken page is read as far as it goes: with nothing of a file of ours, of an entity, or of nobody's numbers.
fn is_harmless(extract: &Extract, failure: Failure) -> bool {
    let may_be_read = matches!(
        failure,
        Failure::Page
            | Failure::HalfDocument
            | Failure::Empty
            | Failure::ExternalEntity
            | Failure::BillionLaughs
            | Failure::Deep
    );
    let empty = !matches!(failure, Failure::HalfDocument);
    may_be_read && (!empty || extract.facts.is_empty())
}

#[test]
fn every_failure_of_every_register_is_one_clear_error() {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut settings = settings();
    settings.body_limit_bytes = 1_500_000;
    settings.read_timeout = Duration::from_millis(400);
    for row in rows() {
        for (sample, identifier, good) in &row.samples {
            let server = Server::start().unwrap();
            let connector = (row.connector)(&server, settings.clone(), FakeClock::new());
            let outcome = connector.look_up(identifier);
            let seen = match &outcome {
                Ok(Outcome::Found(_)) => Some(Good::Found),
                Ok(Outcome::StruckOff(_)) => Some(Good::StruckOff),
                Ok(Outcome::NotFound) => Some(Good::NotFound),
                Err(_) => None,
            };
            let id = connector.profile().id;
            assert_eq!(seen, Some(*good), "{id} {sample}: {outcome:?}");
            *counts.entry((id.to_owned(), "good day".to_owned())).or_default() += 1;
            for failure in Failure::ALL {
                let connector = (row.connector)(&server, settings.clone(), FakeClock::new());
                server.misbehave(Some(failure));
                match connector.look_up(identifier) {
                    Ok(Outcome::Found(extract)) if row.pages && is_harmless(&extract, failure) => {
                        *counts.entry((id.to_owned(), format!("{failure:?}"))).or_default() += 1;
                    }
                    Err(error) if is_clear(&error, failure, row.posts) => {
                        assert!(!error.to_string().contains(sample), "{error}");
                        *counts.entry((id.to_owned(), format!("{failure:?}"))).or_default() += 1;
                    }
                    other => wrong.push(format!("{id} {sample} {failure:?}: {other:?}")),
                }
                server.misbehave(None);
            }
        }
    }
    for ((register, failure), count) in &counts {
        println!("{register:<12} {failure:<18} {count}");
    }
    println!("{} answers, {} wrong", counts.values().sum::<usize>(), wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
