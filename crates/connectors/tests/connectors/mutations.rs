//! Damaged documents: whatever arrives, the reader answers or refuses, and never panics or carries a mask.

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use zgoda_connectors::krs::Document;
use zgoda_connectors::replay::COMPANIES;

fn documents() -> Vec<&'static str> {
    COMPANIES.iter().flat_map(|company| [company.current, company.full]).flatten().collect()
}

/// What a value may be replaced by.
fn replacement() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({})),
        Just(json!([])),
        Just(json!([[[{}]]])),
        Just(json!({"pozycja": [{"nrWpisuWprow": "x"}, 7, null]})),
        Just(json!([{"nrWpisuWprow": "99999999999"}, {"nrWpisuWprow": 2, "nrWpisuWykr": null}])),
        Just(json!("P********")),
        Just(json!("32.13.99999")),
        Just(json!("@..@")),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        Just(Value::from("Ż".repeat(5_000))),
    ]
}

/// Replaces the node that is reached after `steps` nodes, in document order.
fn replace(node: &mut Value, steps: &mut usize, by: &Value) {
    if *steps == 0 {
        *node = by.clone();
        *steps = usize::MAX;
        return;
    }
    *steps = steps.saturating_sub(1);
    match node {
        Value::Object(map) => map.values_mut().for_each(|below| replace_unless_done(below, steps, by)),
        Value::Array(list) => list.iter_mut().for_each(|below| replace_unless_done(below, steps, by)),
        _ => {}
    }
}

fn replace_unless_done(node: &mut Value, steps: &mut usize, by: &Value) {
    if *steps < usize::MAX / 2 {
        replace(node, steps, by);
    }
}

fn read(bytes: &[u8]) {
    let Ok(document) = Document::parse(bytes) else { return };
    let extract = document.extract("https://register.example/".into(), Timestamp::UNIX_EPOCH);
    let _ = document.struck_off("https://register.example/".into(), Timestamp::UNIX_EPOCH);
    for fact in &extract.facts {
        assert!(!fact.value.to_string().contains("**"), "{:?}", fact.field);
        assert!(!fact.value.to_string().contains(char::is_control), "{:?}", fact.field);
    }
    for member in &extract.members {
        let name = member.name.as_ref();
        assert!(name.is_none_or(|name| !name.given.contains('*') && !name.surname.contains('*')));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_document_with_a_replaced_value_never_panics(
        index in 0..documents().len(),
        steps in prop::collection::vec(0_usize..250, 1..4),
        values in prop::collection::vec(replacement(), 3),
    ) {
        let mut document: Value = serde_json::from_str(documents()[index]).unwrap();
        for (step, value) in steps.iter().zip(&values) {
            let mut left = *step;
            replace(&mut document, &mut left, value);
        }
        read(&serde_json::to_vec(&document).unwrap());
    }

    #[test]
    fn a_document_with_damaged_bytes_never_panics(
        index in 0..documents().len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = documents()[index].as_bytes().to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read(&bytes);
        read(&bytes[..cut.index(bytes.len())]);
    }
}

#[test]
fn a_very_deep_document_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Document::parse(deep.as_bytes()).is_err());
}
