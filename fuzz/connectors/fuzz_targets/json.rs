//! Reads any bytes as an answer of every register that speaks JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zgoda_connectors::biala_lista::{FlatFile, Subject};
use zgoda_connectors::ceidg::Trader;
use zgoda_connectors::gleif::LeiRecord;
use zgoda_connectors::krs::{Document, read_bulletin};
use zgoda_connectors::vies;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = Document::parse(bytes) {
        let extract = document.extract("https://register.example/".into(), jiff::Timestamp::UNIX_EPOCH);
        assert!(extract.facts.iter().all(|fact| !fact.value.to_string().contains("**")));
    }
    if let Some(traders) = serde_json::from_slice(bytes).ok().and_then(|root| Trader::all(&root).ok()) {
        let _: Vec<_> = traders.iter().map(Trader::read).collect();
    }
    let _ = (Subject::of_answer(bytes), FlatFile::read(bytes), LeiRecord::all(bytes));
    let _ = (read_bulletin(bytes), vies::read(bytes, "7740001454", "host"));
});
