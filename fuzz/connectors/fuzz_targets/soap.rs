//! Reads any bytes as an answer of the statistical register, envelope and report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_connectors::bir;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(inner) = bir::result_of(bytes, "DanePobierzPelnyRaportResult") {
        let _ = bir::read_report(&inner);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = bir::read_report(text);
    }
});
