//! Reads any bytes as a page, as robots.txt and as the address of a website.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_connectors::http::BaseUrl;
use zgoda_connectors::site::{Page, Robots, facts_of};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(page) = Page::read(bytes, "text/html") {
        let _ = facts_of(&page, "https://firma.test/");
    }
    let text = String::from_utf8_lossy(bytes);
    let robots = Robots::parse(&text);
    let _ = (robots.allows(&text), BaseUrl::site(&text));
});
