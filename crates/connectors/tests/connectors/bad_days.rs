//! Every failure of a register, and what the connector makes of it.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::{Server, bad_day};
use zgoda_connectors::{ConnectorError, Field};

use crate::support::{FakeClock, Setup, settings};

fn host() -> String {
    "127.0.0.1".to_owned()
}

/// The failure, and how often the register was asked.
fn failure(number: &str) -> (ConnectorError, usize, Vec<u128>) {
    let setup = Setup::new();
    let error = setup.current(number).unwrap_err();
    (error, setup.asked().len(), setup.clock.slept_ms())
}

#[test]
fn a_failing_register_is_asked_three_times_with_growing_pauses() {
    let unavailable = ConnectorError::Unavailable { host: host(), status: 503 };
    assert_eq!(failure(bad_day::UNAVAILABLE), (unavailable, 3, vec![500, 1_000]));
}

#[test]
fn a_failure_that_passes_is_not_noticed() {
    let setup = Setup::new();
    assert_eq!(
        setup.found(bad_day::UNAVAILABLE_ONCE).fact(Field::Nip).unwrap().value.to_string(),
        "9990010219"
    );
    assert_eq!(setup.asked().len(), 2);
}

#[test]
fn the_wait_the_register_asks_for_is_kept() {
    let setup = Setup::new();
    setup.found(bad_day::RATE_LIMITED_ONCE);
    assert_eq!(setup.clock.slept_ms(), [7_000]);
}

#[test]
fn the_second_request_to_slow_down_is_the_last() {
    let limited = ConnectorError::RateLimited { host: host(), retry_after: Some(Duration::from_secs(7)) };
    assert_eq!(failure(bad_day::RATE_LIMITED), (limited, 2, vec![7_000]));
}

#[test]
fn a_long_wait_is_reported_and_not_sat_out() {
    let limited = ConnectorError::RateLimited { host: host(), retry_after: Some(Duration::from_secs(3_600)) };
    assert_eq!(failure(bad_day::RATE_LIMITED_FOR_LONG), (limited, 1, vec![]));
}

#[test]
fn a_web_page_instead_of_data_is_maintenance() {
    assert_eq!(failure(bad_day::MAINTENANCE), (ConnectorError::Maintenance { host: host() }, 1, vec![]));
    let (error, asked, _) = failure(bad_day::UNAVAILABLE_WITH_A_PAGE);
    assert_eq!((error, asked), (ConnectorError::Maintenance { host: host() }, 3));
}

#[test]
fn a_refused_question_is_not_repeated() {
    let rejected = |status| ConnectorError::Rejected { host: host(), status };
    assert_eq!(failure(bad_day::REJECTED), (rejected(400), 1, vec![]));
    assert_eq!(failure(bad_day::FOREIGN_404), (rejected(404), 1, vec![]), "a foreign 404 proves nothing");
}

#[test]
fn a_broken_document_is_an_error_and_never_an_absence() {
    assert_eq!(failure(bad_day::HALF_JSON).0, ConnectorError::Unreadable("it is no JSON"));
    assert_eq!(failure(bad_day::EMPTY).0, ConnectorError::Unreadable("it is no JSON"));
    assert_eq!(failure(bad_day::BROKEN_OFF).0, ConnectorError::BrokenOff { host: host() });
}

#[test]
fn an_answer_about_somebody_else_is_refused() {
    assert_eq!(failure(bad_day::SOMEBODY_ELSE).0, ConnectorError::WrongRecord);
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert!(Setup::new().found(bad_day::BYTE_ORDER_MARK).fact(Field::Name).is_some());
}

#[test]
fn a_redirect_is_followed_on_the_same_host_only() {
    let setup = Setup::new();
    let extract = setup.found(bad_day::REDIRECTED);
    assert!(extract.provenance.url.ends_with("&moved=1"), "the address that was read is kept");
    let elsewhere = ConnectorError::RedirectedElsewhere { host: host() };
    assert_eq!(failure(bad_day::REDIRECTED_ELSEWHERE), (elsewhere, 1, vec![]));
}

#[test]
fn a_redirect_in_a_circle_ends() {
    assert_eq!(
        failure(bad_day::REDIRECT_LOOP),
        (ConnectorError::TooManyRedirects { host: host() }, 6, vec![])
    );
}

#[test]
fn an_endless_answer_is_cut_at_the_cap() {
    let mut settings = settings();
    settings.body_limit_bytes = 1_000_000;
    settings.read_timeout = Duration::from_secs(30);
    let setup = Setup::with(settings);
    let expected = ConnectorError::TooLarge { host: host(), limit_bytes: 1_000_000 };
    assert_eq!(setup.current(bad_day::ENDLESS).unwrap_err(), expected);
}

#[test]
fn a_silent_register_is_given_up() {
    let mut settings = settings();
    settings.read_timeout = Duration::from_millis(200);
    let setup = Setup::with(settings);
    let started = Instant::now();
    assert_eq!(setup.current(bad_day::SLOW).unwrap_err(), ConnectorError::TimedOut { host: host() });
    assert_eq!(setup.asked().len(), 1, "a timeout is not repeated");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn an_absent_register_is_tried_three_times() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let clock = FakeClock::new();
    let base = format!("http://127.0.0.1:{port}").parse().unwrap();
    let krs = Krs::with_clock(base, settings(), clock.clone());
    let error = krs.current(&"28860".parse().unwrap()).unwrap_err();
    assert_eq!(error, ConnectorError::Unreachable { host: host() });
    assert!(error.is_temporary());
    assert_eq!(clock.slept_ms(), [500, 1_000]);
}

#[test]
fn calls_keep_half_a_second_between_them() {
    let setup = Setup::new();
    for _ in 0..3 {
        setup.found("28860");
    }
    assert_eq!(setup.clock.slept_ms(), [500, 500]);
}

#[test]
fn the_operators_contact_goes_with_every_call() {
    let setup = Setup::new();
    setup.found("30897");
    for request in setup.server.requests() {
        let expected = format!("Zgoda/{} (+https://operator.example/contact)", env!("CARGO_PKG_VERSION"));
        assert_eq!(request.user_agent, expected);
    }
}

#[test]
fn the_real_register_stands_behind_https() {
    assert!(Krs::official(settings()).is_ok());
    assert!(zgoda_connectors::krs::OFFICIAL_ADDRESS.starts_with("https://"));
}

#[test]
fn the_replay_server_stops_when_it_is_dropped() {
    let server = Server::start().unwrap();
    let base = server.base_url().unwrap();
    let address = base.to_string().trim_start_matches("http://").to_owned();
    drop(server);
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn messages_name_the_host_and_nothing_else_of_the_question() {
    let mut numbers =
        vec![bad_day::UNAVAILABLE, bad_day::RATE_LIMITED, bad_day::REJECTED, bad_day::MAINTENANCE];
    numbers.extend([bad_day::REDIRECT_LOOP, bad_day::SOMEBODY_ELSE, bad_day::HALF_JSON]);
    for number in numbers {
        let message = failure(number).0.to_string();
        assert!(!message.contains(number) && !message.contains("/api"), "{message}");
        assert!(!message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
    }
}
