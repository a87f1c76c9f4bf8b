//! The list of VAT payers, and the register of sole traders.

use super::Request;
use super::answer::{Answer, JSON, json};
use super::made_up;

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../fixtures/", $name))
    };
}

/// The list of VAT payers.
pub(super) fn biala_lista(request: &Request) -> Answer {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let is_dated = query.strip_prefix("date=").is_some_and(|day| day.len() == 10);
    let body = match path.split('/').collect::<Vec<_>>()[..] {
        _ if !is_dated => return json(400, JSON, fixture!("biala_lista/error_400_wl118.json")),
        ["", "api", "search", "nip", "7740001454"] | ["", "api", "search", "regon", "610188201"] => {
            fixture!("biala_lista/search_nip.json")
        }
        ["", "api", "search", "nip", "3563457932"] => {
            fixture!("biala_lista/search_nip_osoba_syntetyczny.json")
        }
        ["", "api", "search", "nip" | "regon", _] => fixture!("biala_lista/search_nip_notfound.json"),
        ["", "api", "search", "nips", _] => fixture!("biala_lista/search_nips_mixed.json"),
        ["", "api", "check", "nip", _, "bank-account", _] => fixture!("biala_lista/check_tak.json"),
        _ => return json(404, JSON, "{\"code\":\"WL-190\",\"message\":\"Niepoprawne żądanie.\"}"),
    };
    json(200, JSON, body)
}

/// The register of sole traders, in both versions of its interface.
pub(super) fn ceidg(request: &Request) -> Answer {
    if !request.header("authorization").is_some_and(|value| value.starts_with("Bearer ")) {
        return json(401, JSON, "{}");
    }
    if let Some(answer) = made_up::trader(request) {
        return answer;
    }
    let rest = request.target.strip_prefix("/api/ceidg").unwrap_or_default();
    let body = match rest {
        "/v3/firma?nip=3563457932"
        | "/v3/firma?regon=618155359"
        | "/v3/firma/9d2531b1-6ded-4538-95ea-22ff2c7d2e20" => fixture!("ceidg/firma_szczegoly.json"),
        "/v2/firma?nip=3563457932" => fixture!("ceidg/firma_szczegoly_v2_syntetyczna.json"),
        "/v3/firma?nip=1234563218" => fixture!("ceidg/firma_wykreslona_syntetyczna.json"),
        changes if changes.starts_with("/v3/zmiana?") && changes.ends_with("&page=0") => {
            fixture!("ceidg/zmiana.json")
        }
        strange if strange.contains("limit=9999") => {
            return json(400, JSON, fixture!("ceidg/error_400.json"));
        }
        _ => return json(204, JSON, ""),
    };
    json(200, JSON, body)
}
