//! A pack that does not parse says where and why.

use super::*;

const GOOD: &str = r#"
[pack]
id = "device/PL"
kind = "device"
jurisdiction = "PL"
version = "1"
valid_from = "2024-11-10"
law = []
sources = []

[device]
exempt = ["session"]
article = "art. 399 PKE"
"#;

fn error(text: &str) -> String {
    Packs::parse([("bad.toml", text)]).unwrap_err().to_string()
}

#[test]
fn a_good_pack_is_read() {
    assert_eq!(Packs::parse([("good.toml", GOOD)]).unwrap().headers().count(), 1);
}

#[test]
fn an_unknown_key_is_named_with_file_and_line() {
    let text = error(&GOOD.replace("exempt =", "exemt ="));
    assert!(text.starts_with("bad.toml, line 12, `exemt`: unknown field"), "{text}");
}

#[test]
fn an_unknown_value_is_named_with_its_key() {
    let text = error(&GOOD.replace("\"session\"", "\"sesion\""));
    assert!(text.starts_with("bad.toml, line 12, `exempt`: unknown variant `sesion`"), "{text}");
}

#[test]
fn a_date_that_does_not_exist_is_named() {
    let text = error(&GOOD.replace("2024-11-10", "2024-13-10"));
    assert!(text.starts_with("bad.toml, line 7, `valid_from`: "), "{text}");
}

#[test]
fn a_pack_that_ends_before_it_begins_is_refused() {
    let text = error(&GOOD.replace("law = []", "valid_to = \"2024-11-10\"\nlaw = []"));
    assert_eq!(text, "bad.toml, `valid_to`: must be later than valid_from");
}

#[test]
fn two_versions_valid_on_the_same_day_are_refused() {
    let later = GOOD.replace("2024-11-10", "2025-01-01").replace("version = \"1\"", "version = \"2\"");
    let error = Packs::parse([("a.toml", GOOD), ("b.toml", later.as_str())]).unwrap_err();
    assert_eq!(error.to_string(), "b.toml, `valid_from`: is valid together with version 1 of device/PL");
}

#[test]
fn a_torn_file_is_an_error_and_not_a_panic() {
    for end in (0..GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
        let _ = Packs::parse([("torn.toml", &GOOD[..end])]);
    }
    assert!(error("[pack").starts_with("bad.toml, line 1"), "{}", error("[pack"));
}
