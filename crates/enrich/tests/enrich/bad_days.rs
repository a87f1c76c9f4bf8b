//! Registers on a bad day: a clear error, and the data as they were.

use zgoda_connectors::ConnectorError as C;
use zgoda_connectors::replay::bad_day;
use zgoda_enrich::EnrichError;

use crate::support::{Bed, NAMED, now};

#[test]
fn a_bad_day_is_one_clear_error_and_leaves_the_data_as_they_were() {
    type Expected = fn(&C) -> bool;
    let days: &[(&str, bool, Expected)] = &[
        (bad_day::RATE_LIMITED, true, |e| matches!(e, C::RateLimited { .. })),
        (bad_day::RATE_LIMITED_FOR_LONG, true, |e| matches!(e, C::RateLimited { .. })),
        (bad_day::UNAVAILABLE, true, |e| matches!(e, C::Unavailable { status: 503, .. })),
        (bad_day::UNAVAILABLE_WITH_A_PAGE, true, |e| {
            matches!(e, C::Maintenance { .. } | C::Unavailable { .. })
        }),
        (bad_day::MAINTENANCE, true, |e| matches!(e, C::Maintenance { .. })),
        (bad_day::BROKEN_OFF, true, |e| matches!(e, C::BrokenOff { .. })),
        (bad_day::SLOW, true, |e| matches!(e, C::TimedOut { .. })),
        (bad_day::REJECTED, false, |e| matches!(e, C::Rejected { status: 400, .. })),
        (bad_day::FOREIGN_404, false, |e| matches!(e, C::Rejected { status: 404, .. })),
        (bad_day::HALF_JSON, false, |e| matches!(e, C::Unreadable(_))),
        (bad_day::EMPTY, false, |e| matches!(e, C::Unreadable(_))),
        (bad_day::ENDLESS, false, |e| matches!(e, C::TooLarge { .. })),
        (bad_day::SOMEBODY_ELSE, false, |e| matches!(e, C::WrongRecord)),
        (bad_day::REDIRECT_LOOP, false, |e| matches!(e, C::TooManyRedirects { .. })),
        (bad_day::REDIRECTED_ELSEWHERE, false, |e| matches!(e, C::RedirectedElsewhere { .. })),
    ];
    for (number, temporary, expected) in days {
        // A register that failed or refused is left alone for a while, so every bad day has a register of its own.
        let bed = Bed::new();
        bed.enrich(NAMED, true, now()).unwrap();
        let before = bed.state();
        let error = bed.enrich(number, true, now()).unwrap_err();
        assert_eq!(error.is_temporary(), *temporary, "{number}: {error}");
        let EnrichError::Register(error) = error else { panic!("{number}: {error}") };
        assert!(expected(&error), "{number}: {error:?}");
        assert!(!error.to_string().contains(number), "no identifier in a message");
        assert_eq!(bed.state(), before, "{number}");
    }
}

#[test]
fn a_register_that_recovers_is_asked_again_and_answers() {
    let days = [
        bad_day::RATE_LIMITED_ONCE,
        bad_day::UNAVAILABLE_ONCE,
        bad_day::BYTE_ORDER_MARK,
        bad_day::REDIRECTED,
    ];
    for number in days {
        // All of them answer with one document, and two companies cannot have one tax number.
        assert!(Bed::new().enrich(number, false, now()).unwrap().created, "{number}");
    }
}
