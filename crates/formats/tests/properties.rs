//! What must hold for any input: no parser panics, and what was normalised stays as it is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use proptest::prelude::*;
use proptest::sample::Index;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use zgoda_formats::identifiers::*;
use zgoda_formats::messenger::ReadOptions;
use zgoda_formats::{
    Candidates, Input, Mapping, Recognised, contact_points, csv_safe, messenger, recognise, split_full_name,
};

/// Reads the bytes as far as they can be read, by every way there is.
fn read_all(bytes: Vec<u8>) {
    let input = Input::from(bytes);
    let options = ReadOptions { with_text: true, contacts_of: Some("Zofia Przykładowa".into()) };
    let _ = messenger::read(&input, &options);
    let Ok(recognised) = recognise(&input) else { return };
    let Ok(Some(table)) = recognised.open_table(&input) else { return };
    let mapping = Mapping::propose(&table);
    let mut all = Candidates::new(table, mapping);
    let mut last_row = 0;
    for candidate in all.by_ref().map_while(Result::ok) {
        assert!(candidate.row > last_row);
        last_row = candidate.row;
    }
    let progress = all.progress();
    assert!(progress.bytes_read <= progress.bytes_total || matches!(recognised, Recognised::Xlsx { .. }));
}

static FIXTURES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let sheet = support::xlsx(&[
        vec![support::SheetCell::Shared("email"), support::SheetCell::Shared("telefon")],
        vec![support::SheetCell::Text("a@example.test"), support::SheetCell::Number(600100200.0)],
    ]);
    files.iter().map(|path| std::fs::read(path).unwrap()).chain([sheet]).collect()
});

fn assert_normal<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, IdentifierError>,
    normal: impl Fn(T) -> String,
) {
    if let Ok(first) = parse(text).map(&normal) {
        assert_eq!(parse(&first).map(&normal), Ok(first.clone()), "{text:?}");
    }
}

fn assert_all_normal(text: &str) {
    assert_normal(text, Pesel::parse, Pesel::into_string);
    assert_normal(text, Nip::parse, Nip::into_string);
    assert_normal(text, Regon::parse, Regon::into_string);
    assert_normal(text, Regon::parse_damaged, Regon::into_string);
    assert_normal(text, Krs::parse, Krs::into_string);
    assert_normal(text, Lei::parse, Lei::into_string);
    assert_normal(text, Iban::parse, Iban::into_string);
    assert_normal(text, IdCard::parse, IdCard::into_string);
    assert_normal(text, Passport::parse, Passport::into_string);
    assert_normal(text, DrivingLicence::parse, DrivingLicence::into_string);
    assert_normal(text, LandRegister::parse, LandRegister::into_string);
    assert_normal(text, PaymentCard::parse, PaymentCard::into_string);
    assert_normal(text, EuVat::parse, EuVat::into_string);
    assert_normal(text, Phone::parse, Phone::into_string);
    assert_normal(text, PostalCode::parse, PostalCode::into_string);
    assert_normal(text, Email::parse, Email::into_string);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        read_all(bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[a-zA-Zżółć@.,;\t\"'\r\n0-9+= -]{0,400}") {
        read_all(text.into_bytes());
    }

    #[test]
    fn damaged_exports_are_read_or_refused(
        file in any::<Index>(),
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..12),
        cut in proptest::option::of(any::<Index>()),
    ) {
        let mut bytes = file.get(&FIXTURES).clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_all(bytes);
    }

    #[test]
    fn identifiers_of_any_text_stay_normal(text in any::<String>()) {
        assert_all_normal(&text);
        let _ = (split_full_name(&text), contact_points(&text));
    }

    #[test]
    fn identifiers_of_likely_text_stay_normal(text in "(\\+|00|PL|KRS|[A-Z]{2}|)[ ]?[0-9A-Z/ .-]{3,28}") {
        assert_all_normal(&text);
    }

    #[test]
    fn addresses_stay_normal(local in "\\PC{1,12}", domain in "(\\PC{1,8}\\.){1,2}[a-zA-Zżą]{2,4}") {
        assert_normal(&format!("{local}@{domain}"), Email::parse, Email::into_string);
    }

    #[test]
    fn phones_are_e164_and_their_display_form_reads_back(digits in "[1-9][0-9]{8}") {
        if let Ok(phone) = Phone::parse(&digits) {
            prop_assert_eq!(phone.as_str(), format!("+48{digits}"));
            prop_assert_eq!(Phone::parse(&phone.display()), Ok(phone));
        }
    }

    #[test]
    fn a_single_wrong_digit_of_a_nip_is_found(body in "[1-9][1-9][0-9]{7}", place in 0usize..10, by in 1u8..10) {
        let valid: Vec<String> = (0..10).map(|check| format!("{body}{check}")).filter(|nip| Nip::parse(nip).is_ok()).collect();
        prop_assert!(valid.len() <= 1);
        if let Some(nip) = valid.first() {
            let mut wrong = nip.clone().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            prop_assert!(Nip::parse(&String::from_utf8(wrong).unwrap()).is_err());
        }
    }

    #[test]
    fn no_exported_cell_is_a_formula(cell in any::<String>()) {
        let guarded = csv_safe::guard(&cell);
        prop_assert!(!guarded.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || guarded.starts_with('\''));
    }
}
