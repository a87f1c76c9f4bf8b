//! The court register: like the real one, and, for chosen numbers, like a real one on a bad day.

use super::answer::{Answer, HTML, JSON, PAGE, PROBLEM, broken_off, half, json};
use super::fixtures::{COMPANIES, NOT_FOUND};
use super::made_up;

/// Numbers that get a failure instead of an extract. Those that say "once" answer properly on the second try.
pub mod bad_day {
    /// 429 with `Retry-After: 7`, once.
    pub const RATE_LIMITED_ONCE: &str = "9900000429";
    /// 429 with `Retry-After: 7`, always.
    pub const RATE_LIMITED: &str = "9900001429";
    /// 429 with `Retry-After: 3600`.
    pub const RATE_LIMITED_FOR_LONG: &str = "9900002429";
    /// 503 in JSON, once.
    pub const UNAVAILABLE_ONCE: &str = "9900000503";
    /// 503 in JSON, always.
    pub const UNAVAILABLE: &str = "9900001503";
    /// 503 with a web page, always.
    pub const UNAVAILABLE_WITH_A_PAGE: &str = "9900002503";
    /// 400 in JSON.
    pub const REJECTED: &str = "9900000400";
    /// 404 that is not the register's own.
    pub const FOREIGN_404: &str = "9900000404";
    /// 200 with a web page: "Przerwa techniczna".
    pub const MAINTENANCE: &str = "9900000001";
    /// 200 with half a document.
    pub const HALF_JSON: &str = "9900000002";
    /// 200 that ends before its announced length.
    pub const BROKEN_OFF: &str = "9900000003";
    /// 200 with nothing in it.
    pub const EMPTY: &str = "9900000004";
    /// 200 that never ends.
    pub const ENDLESS: &str = "9900000005";
    /// Says nothing for a minute.
    pub const SLOW: &str = "9900000006";
    /// 200 with a byte-order mark before the document.
    pub const BYTE_ORDER_MARK: &str = "9900000007";
    /// 200 about another company.
    pub const SOMEBODY_ELSE: &str = "9900000008";
    /// 302 to another path of the register, then the document.
    pub const REDIRECTED: &str = "9900000302";
    /// 302 to itself.
    pub const REDIRECT_LOOP: &str = "9900001302";
    /// 302 to another host.
    pub const REDIRECTED_ELSEWHERE: &str = "9900002302";
}

/// The numbers that changed on a day, or in an hour of it.
const BULLETIN: &str = include_str!("../../fixtures/krs/biuletyn_dzienny.json");
const TROUBLE: &str = r#"{"title":"Service Unavailable","status":503}"#;
const REFUSAL: &str = r#"{"title":"Bad Request","status":400}"#;

/// The answer to a target that was asked `before` times already.
pub(super) fn answer(target: &str, before: usize) -> Answer {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let part = query.split('&').find_map(|pair| pair.strip_prefix("rejestr=")).unwrap_or_default();
    let Some((kind, number)) = path.strip_prefix("/api/krs/").and_then(|rest| rest.split_once('/')) else {
        return json(404, PROBLEM, NOT_FOUND);
    };
    if kind.starts_with("Biuletyn") {
        return json(200, JSON, BULLETIN);
    }
    if let Some(answer) = misbehave(number, target, before) {
        return answer;
    }
    if let Some(answer) = made_up::company(number, part, target) {
        return answer;
    }
    let company = COMPANIES.iter().find(|company| company.number == number && company.part == part);
    match (kind, company) {
        ("OdpisAktualny", Some(company)) => match company.current {
            Some(document) => json(200, JSON, document),
            None => json(204, JSON, ""),
        },
        ("OdpisPelny", Some(company)) => match company.full {
            Some(document) => json(200, JSON, document),
            None => json(404, PROBLEM, NOT_FOUND),
        },
        _ => json(404, PROBLEM, NOT_FOUND),
    }
}

fn misbehave(number: &str, target: &str, before: usize) -> Option<Answer> {
    let document = || COMPANIES.first().and_then(|company| company.current).unwrap_or_default();
    let proper = || document().replace("0009000019", number);
    let once = |failure: Answer| if before == 0 { failure } else { json(200, JSON, &proper()) };
    Some(match number {
        bad_day::RATE_LIMITED_ONCE => once(json(429, PROBLEM, "").with("Retry-After: 7")),
        bad_day::RATE_LIMITED => json(429, PROBLEM, "").with("Retry-After: 7"),
        bad_day::RATE_LIMITED_FOR_LONG => json(429, PROBLEM, "").with("Retry-After: 3600"),
        bad_day::UNAVAILABLE_ONCE => once(json(503, PROBLEM, TROUBLE)),
        bad_day::UNAVAILABLE => json(503, PROBLEM, TROUBLE),
        bad_day::UNAVAILABLE_WITH_A_PAGE => json(503, HTML, PAGE),
        bad_day::REJECTED => json(400, PROBLEM, REFUSAL),
        bad_day::FOREIGN_404 => json(404, "text/plain", "404 page not found"),
        bad_day::MAINTENANCE => json(200, HTML, PAGE),
        bad_day::HALF_JSON => json(200, JSON, half(document())),
        bad_day::BROKEN_OFF => broken_off(half(document())),
        bad_day::EMPTY => json(200, JSON, ""),
        bad_day::ENDLESS => Answer::Endless,
        bad_day::SLOW => Answer::Silence,
        bad_day::BYTE_ORDER_MARK => json(200, JSON, &format!("\u{feff}{}", proper())),
        bad_day::SOMEBODY_ELSE => json(200, JSON, document()),
        bad_day::REDIRECTED if target.contains("&moved=1") => json(200, JSON, &proper()),
        bad_day::REDIRECTED => json(302, JSON, "").with(&format!("Location: {target}&moved=1")),
        bad_day::REDIRECT_LOOP => json(302, JSON, "").with(&format!("Location: {target}")),
        bad_day::REDIRECTED_ELSEWHERE => json(302, JSON, "").with("Location: http://elsewhere.example/"),
        _ => return None,
    })
}
