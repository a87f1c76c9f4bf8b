//! The statistical register: a session, searches and reports in SOAP.

use super::Request;
use super::answer::{Answer, json};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../fixtures/bir/", $name))
    };
}

const MULTIPART: &str = "multipart/related; type=\"application/xop+xml\"";
/// The number of the session that the sample of a log-in gives.
const SESSION: &str = "c47xb5n78ppgc9hks85f";

/// Answers an operation; `before` tells how often the same question came before.
pub(super) fn answer(request: &Request, before: usize) -> Answer {
    let asked = |name: &str| request.body.contains(&format!("<ns:{name}>"));
    if asked("Zaloguj") {
        let is_known = request.body.contains(">abcde12345abcde12345<");
        return if is_known {
            whole(fixture!("zaloguj_response_multipart.txt"))
        } else {
            result("Zaloguj", "")
        };
    }
    let in_session = request.header("sid") == Some(SESSION);
    if asked("Wyloguj") {
        return result("Wyloguj", if in_session { "true" } else { "false" });
    }
    if asked("GetValue") {
        return result("GetValue", if asked_for(request, "StanDanych") { "21-11-2026" } else { "7" });
    }
    if !in_session {
        return result("DaneSzukajPodmioty", "");
    }
    if asked("DaneSzukajPodmioty") { search(request, before) } else { report(request) }
}

fn search(request: &Request, before: usize) -> Answer {
    let row = fixture!("DaneSzukajPodmioty_1.xml");
    let legal = row.replace("000331501", "276592498").replace("5261040828", "9542300619");
    let text = if asked_for(request, "5261040828") || asked_for(request, "000331501") {
        row.to_owned()
    } else if asked_for(request, "9542300619")
        || asked_for(request, "276592498")
        || asked_for(request, "0000135115")
    {
        legal
    } else if asked_for(request, "3563457932") {
        person(fixture!("DaneSzukajPodmioty_2_silosy.xml"))
    } else if asked_for(request, "5260250995") && before == 0 {
        // The service has forgotten the session.
        return result("DaneSzukajPodmioty", "");
    } else if asked_for(request, "5260250995") {
        legal.replace("9542300619", "5260250995")
    } else {
        return whole(fixture!("error_4_response.xml"));
    };
    result("DaneSzukajPodmioty", &text)
}

fn report(request: &Request) -> Answer {
    let text = if asked_for(request, "BIR11OsPrawna") {
        fixture!("BIR11OsPrawna.xml").to_owned()
    } else if asked_for(request, "BIR11OsPrawnaPkd") {
        fixture!("BIR11OsPrawnaPkd.xml").to_owned()
    } else if asked_for(request, "BIR11OsFizycznaDaneOgolne") {
        person(fixture!("BIR11OsFizycznaDaneOgolne.xml"))
    } else if asked_for(request, "BIR11OsFizycznaDzialalnoscCeidg") {
        person(fixture!("BIR11OsFizycznaDzialalnoscCeidg.xml"))
    } else if asked_for(request, "BIR11OsFizycznaPkd") {
        fixture!("BIR11OsFizycznaPkd.xml").to_owned()
    } else {
        let error = "<root><dane><ErrorCode>5</ErrorCode></dane></root>";
        return result("DanePobierzPelnyRaport", error);
    };
    result("DanePobierzPelnyRaport", &text)
}

/// The published samples of persons have letters where the numbers stood.
fn person(sample: &str) -> String {
    let numbers = [("nnnnnnnnnn", "3563457932"), ("xxxxxxxxx", "618155359"), ("yyyyyyyyy", "618155359")];
    numbers.iter().fold(sample.to_owned(), |text, (letters, number)| text.replace(letters, number))
}

fn asked_for(request: &Request, value: &str) -> bool {
    request.body.contains(&format!(">{value}<"))
}

fn result(operation: &str, text: &str) -> Answer {
    let inner = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    whole(&format!(
        "--uuid:1\r\nContent-Type: application/xop+xml\r\n\r\n<s:Envelope \
         xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><{operation}Response \
         xmlns=\"http://CIS/BIR/PUBL/2014/07\"><{operation}Result>{inner}</{operation}Result></{operation}Response>\
         </s:Body></s:Envelope>\r\n--uuid:1--"
    ))
}

fn whole(text: &str) -> Answer {
    json(200, MULTIPART, text)
}
