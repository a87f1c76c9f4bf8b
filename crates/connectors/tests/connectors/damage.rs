//! Damaged answers of every source: whatever arrives, the reader answers or refuses, and never panics or carries a
//! control character.

use proptest::prelude::*;
use zgoda_connectors::Fact;
use zgoda_connectors::biala_lista::{FlatFile, Subject};
use zgoda_connectors::bir;
use zgoda_connectors::ceidg::Trader;
use zgoda_connectors::gleif::LeiRecord;
use zgoda_connectors::krs::read_bulletin;
use zgoda_connectors::site::{Page, Robots, facts_of};
use zgoda_connectors::vies;

type Reader = fn(&[u8]);

fn facts_are_clean(facts: &[Fact]) {
    for fact in facts {
        assert!(!fact.value.to_string().contains(char::is_control), "{:?}", fact.field);
    }
}

fn biala_lista(bytes: &[u8]) {
    if let Ok(Some(subject)) = Subject::of_answer(bytes) {
        facts_are_clean(subject.facts());
    }
}

fn ceidg(bytes: &[u8]) {
    let traders = serde_json::from_slice(bytes).ok().and_then(|root| Trader::all(&root).ok());
    for trader in traders.unwrap_or_default() {
        facts_are_clean(&trader.read().0);
    }
}

fn report(bytes: &[u8]) {
    if let Ok(facts) = bir::read_report(&String::from_utf8_lossy(bytes)) {
        facts_are_clean(&facts);
    }
}

fn envelope(bytes: &[u8]) {
    let _ = bir::result_of(bytes, "ZalogujResult");
}

fn page(bytes: &[u8]) {
    for kind in ["text/html; charset=utf-8", "text/html; charset=iso-8859-2", ""] {
        if let Ok(page) = Page::read(bytes, kind) {
            facts_are_clean(&facts_of(&page, "https://firma.test/"));
        }
    }
}

fn robots(bytes: &[u8]) {
    let robots = Robots::parse(&String::from_utf8_lossy(bytes));
    let _ = (robots.allows("/"), robots.allows("/konto/pomoc?x=%ZZ%"), robots.reserves_use());
}

/// Every sample with the reader it is for.
const SAMPLES: &[(&[u8], Reader)] = &[
    (include_bytes!("../../fixtures/biala_lista/search_nip.json"), biala_lista),
    (include_bytes!("../../fixtures/biala_lista/search_nip_osoba_syntetyczny.json"), biala_lista),
    (include_bytes!("../../fixtures/biala_lista/plik_plaski_20260920_skrocony.json"), |bytes| {
        let _ = FlatFile::read(bytes);
    }),
    (include_bytes!("../../fixtures/ceidg/firma_szczegoly.json"), ceidg),
    (include_bytes!("../../fixtures/ceidg/firma_szczegoly_v2_syntetyczna.json"), ceidg),
    (include_bytes!("../../fixtures/bir/BIR11OsPrawna.xml"), report),
    (include_bytes!("../../fixtures/bir/BIR11OsFizycznaDzialalnoscCeidg.xml"), report),
    (include_bytes!("../../fixtures/bir/zaloguj_response_multipart.txt"), envelope),
    (include_bytes!("../../fixtures/vies/get_valid.json"), |bytes| {
        let _ = vies::read(bytes, "7740001454", "host");
    }),
    (include_bytes!("../../fixtures/gleif/lei_records_lista.json"), |bytes| {
        let _ = LeiRecord::all(bytes);
    }),
    (include_bytes!("../../fixtures/krs/biuletyn_dzienny.json"), |bytes| {
        let _ = read_bulletin(bytes);
    }),
    (include_bytes!("../../fixtures/www/organization_jsonld.html"), page),
    (include_bytes!("../../fixtures/www/kontakt_syntetyczny.html"), page),
    (include_bytes!("../../fixtures/www/robots.txt"), robots),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_answer_with_damaged_bytes_never_panics(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        for (sample, read) in SAMPLES {
            let mut bytes = sample.to_vec();
            for (at, byte) in &damage {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            read(&bytes);
            read(&bytes[..cut.index(bytes.len())]);
        }
    }

    #[test]
    fn an_answer_with_parts_moved_about_never_panics(
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 1_usize..400,
        times in 1_usize..20,
    ) {
        for (sample, read) in SAMPLES {
            let (from, to) = (from.index(sample.len()), to.index(sample.len()));
            let part = &sample[from..(from + length).min(sample.len())];
            let moved = [&sample[..to], &part.repeat(times), &sample[to..]].concat();
            read(&moved);
        }
    }
}
