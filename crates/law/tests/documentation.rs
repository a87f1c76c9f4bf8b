//! The examples of `docs/may.md` are decided as the document says, byte for byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use zgoda_law::{Answer, Law, Outcome, parse_case};

const DOCUMENT: &str = include_str!("../../../docs/may.md");

/// The fenced JSON after a marker.
fn block<'a>(text: &'a str, marker: &str) -> (&'a str, &'a str) {
    let (_, rest) = text.split_once(marker).unwrap();
    let (_, rest) = rest.split_once("```json\n").unwrap();
    rest.split_once("\n```").unwrap()
}

#[test]
fn the_examples_are_answered_as_documented() {
    let law = Law::builtin().unwrap();
    for (marker, outcome) in
        [("<!-- case: deny -->", Outcome::Deny), ("<!-- case: allow -->", Outcome::Allow)]
    {
        let (case, rest) = block(DOCUMENT, marker);
        let (answer, _) = block(rest, "<!-- answer -->");
        let verdict = law.may_json(case).unwrap();
        assert_eq!(verdict.outcome(), outcome);
        assert_eq!(Answer::from(&verdict).to_json_pretty(), answer);
    }
}

#[test]
fn the_letter_of_the_first_example_is_allowed() {
    let (case, _) = block(DOCUMENT, "<!-- case: deny -->");
    let letter = case.replace("\"field\": \"email\"", "\"field\": \"street\"");
    let letter = letter.replace("\"channel\": \"email\"", "\"channel\": \"post\"");
    assert_eq!(Law::builtin().unwrap().may_json(&letter).unwrap().outcome(), Outcome::Allow);
}

#[test]
fn a_misspelt_key_is_named_with_its_place() {
    let (case, _) = block(DOCUMENT, "<!-- case: deny -->");
    let error = parse_case(&case.replace("stores_ready", "store_ready")).unwrap_err();
    assert!(error.to_string().starts_with("line 6, column 15: unknown field `store_ready`"), "{error}");
}

#[test]
fn a_risk_that_is_not_stated_makes_the_case_unusable() {
    let (case, _) = block(DOCUMENT, "<!-- case: deny -->");
    let error = parse_case(&case.replace("\"tracking\": false, ", "")).unwrap_err();
    assert_eq!(error.what, "missing field `tracking`");
}

#[test]
fn each_outcome_has_its_documented_exit_code() {
    assert_eq!([Outcome::Allow, Outcome::Deny, Outcome::Pending].map(Outcome::exit_code), [0, 3, 4]);
}
