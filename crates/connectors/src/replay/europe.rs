//! The confirmation of VAT numbers, and the register of LEIs.

use super::Request;
use super::answer::{Answer, JSON, json};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../fixtures/", $name))
    };
}

const JSON_API: &str = "application/vnd.api+json";

/// The confirmation of VAT numbers.
pub(super) fn vies(request: &Request) -> Answer {
    let rest = request.target.strip_prefix("/taxation_customs/vies/rest-api").unwrap_or_default();
    match rest {
        "/check-vat-number" if request.body.contains("7740001454") => {
            json(200, JSON, fixture!("vies/post_valid.json"))
        }
        "/check-vat-number" => json(400, JSON, fixture!("vies/error_ms_max_concurrent.json")),
        "/ms/PL/vat/7740001454" => json(200, JSON, fixture!("vies/get_valid.json")),
        "/ms/PL/vat/5260251049" => json(200, JSON, fixture!("vies/get_invalid_syntetyczny.json")),
        "/ms/DE/vat/136695976" => json(200, JSON, fixture!("vies/get_ms_unavailable.json")),
        _ => json(400, JSON, fixture!("vies/error_invalid_input.json")),
    }
}

/// The register of LEIs.
pub(super) fn gleif(request: &Request) -> Answer {
    let rest = request.target.strip_prefix("/api/v1").unwrap_or_default();
    let list = fixture!("gleif/lei_records_lista.json");
    let tag = "\"golden-20260924\"";
    match rest {
        "/lei-records/259400VVMM70CQREJT74" | "/lei-records?filter%5Bentity.registeredAs%5D=0000028860"
            if request.header("if-none-match") == Some(tag) =>
        {
            json(304, JSON_API, "")
        }
        "/lei-records/259400VVMM70CQREJT74" => {
            json(200, JSON_API, fixture!("gleif/lei_record_syntetyczny.json")).with(&format!("ETag: {tag}"))
        }
        "/lei-records?filter%5Bentity.registeredAs%5D=0000028860"
        | "/lei-records/259400VVMM70CQREJT74/direct-children?page%5Bsize%5D=200" => {
            json(200, JSON_API, list).with(&format!("ETag: {tag}"))
        }
        // The same number in the register of another country.
        "/lei-records?filter%5Bentity.registeredAs%5D=0000030897" => {
            json(200, JSON_API, &list.replace("RA000484", "RA000001").replace("0000028860", "0000030897"))
        }
        // A daughter of it, with its parents.
        "/lei-records?filter%5Bentity.registeredAs%5D=0000030899" => json(200, JSON_API, &daughter(list)),
        "/lei-records/259400CORKAPOLUDNI44/direct-parent"
        | "/lei-records/259400CORKAPOLUDNI44/ultimate-parent" => {
            json(200, JSON_API, fixture!("gleif/lei_record_syntetyczny.json"))
        }
        _ => json(404, JSON_API, fixture!("gleif/error_404.json")),
    }
}

/// The list with a made-up firm that reports both parents in place of its firm.
fn daughter(list: &str) -> String {
    list.replace("259400VVMM70CQREJT74", "259400CORKAPOLUDNI44")
        .replace("0000028860", "0000030899")
        .replace("ORLEN SPÓŁKA AKCYJNA", "CÓRKA POŁUDNIE SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ")
        .replace("\"reporting-exception\"", "\"lei-record\"")
        .replace("-reporting-exception", "")
}
