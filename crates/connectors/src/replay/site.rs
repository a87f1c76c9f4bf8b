//! Websites: one that lets itself be read, and some that don't, told apart by the host they are asked under.

use super::Request;
use super::answer::{Answer, HTML, json};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../fixtures/www/", $name))
    };
}

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";
const LATIN: &str = "text/html";

/// Whether a target is about terms and not a page; a bad day leaves it alone.
pub(super) fn is_terms(target: &str) -> bool {
    matches!(target, "/robots.txt" | "/ai.txt" | "/.well-known/tdmrep.json")
}

/// Answers for the website whose name begins the host.
pub(super) fn answer(request: &Request) -> Answer {
    let host = request.header("host").unwrap_or_default();
    let site = host.split(['.', ':']).next().unwrap_or_default();
    match (site, request.target.as_str()) {
        ("closed", "/robots.txt") => json(200, TEXT, "User-agent: *\nDisallow: /\n"),
        ("down", "/robots.txt") => json(503, TEXT, ""),
        ("ai", "/ai.txt") => json(200, TEXT, "User-Agent: *\nDisallow: /\n"),
        ("reserved", "/.well-known/tdmrep.json") => {
            json(200, JSON, "[{\"location\":\"*\",\"tdm-reservation\":1}]")
        }
        ("header", "/") => json(200, HTML, fixture!("organization_jsonld.html")).with("TDM-Reservation: 1"),
        ("tag", "/") => json(200, HTML, fixture!("organization_jsonld.html")).with("X-Robots-Tag: noai"),
        ("meta", "/") => {
            let page = fixture!("organization_jsonld.html");
            json(
                200,
                HTML,
                &page.replace(
                    "name=\"tdm-reservation\" content=\"0\"",
                    "name=\"tdm-reservation\" content=\"1\"",
                ),
            )
        }
        ("moved", "/") => {
            let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
            json(301, HTML, "").with(&format!("Location: http://www.moved.test:{port}/"))
        }
        ("firma" | "www", "/robots.txt") => json(200, TEXT, fixture!("robots.txt")),
        ("firma" | "www", "/.well-known/tdmrep.json") => json(200, JSON, fixture!("tdmrep.json")),
        ("firma" | "www" | "bare", "/") => {
            let links = "<body><a href=\"/konto/kontakt\">K</a> <a href=\"/blog/contact\">C</a> \
                         <a href=\"https://inna.test/kontakt\">I</a> <a href=\"kontakt\">Kontakt</a>";
            let page = fixture!("organization_jsonld.html");
            let page = if site == "firma" { page.replace("<body>", links) } else { page.to_owned() };
            json(200, HTML, &page)
        }
        ("firma", "/kontakt") => {
            let Answer::Whole { status, kind, headers, body, .. } =
                json(200, LATIN, fixture!("kontakt_syntetyczny.html"))
            else {
                return json(404, TEXT, "");
            };
            // The page is in ISO 8859-2, as it says.
            let text = String::from_utf8(body).unwrap_or_default();
            let body: Vec<u8> =
                text.chars().map(|c| if c == 'ł' { 0xb3 } else { u8::try_from(c).unwrap_or(b'?') }).collect();
            let announced = body.len();
            Answer::Whole { status, kind, headers, body, announced }
        }
        _ => json(404, HTML, "<html>404</html>"),
    }
}
