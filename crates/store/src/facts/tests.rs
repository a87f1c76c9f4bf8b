//! The list of facts comes back as it was, survives no damage unnoticed, and only ever grows.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn moment() -> impl Strategy<Value = Timestamp> {
    (-2_000_000_000_000_000_i64..4_000_000_000_000_000)
        .prop_map(|micros| Timestamp::from_microsecond(micros).unwrap())
}

fn terms() -> impl Strategy<Value = Terms> {
    let until = vec((0_u16..40, -1_000_i32..60_000), 0..4);
    let import = proptest::option::of((1_u32..9).prop_map(ImportId));
    // Few different ones, so that values share them.
    let obtained_at = prop_oneof![Just(Timestamp::UNIX_EPOCH), moment()];
    ((1_u32..4).prop_map(GroundsId), obtained_at, import, until).prop_map(
        |(grounds, obtained_at, import, until)| {
            let until = until.into_iter().map(|(purpose, day)| (PurposeId(purpose), day)).collect();
            Terms { grounds, obtained_at, import, until }
        },
    )
}

/// What can happen to a value once it is there.
#[derive(Debug, Clone)]
enum Fate {
    Confirmed(u32, Timestamp),
    Relinked(u32, u32),
    Ended(u32, Timestamp),
    Buried(u32, Timestamp),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        (1_u32..30, moment()).prop_map(|(no, at)| Fate::Confirmed(no, at)),
        (1_u32..30, 1_u32..500).prop_map(|(no, grounds)| Fate::Relinked(no, grounds)),
        (1_u32..30, moment()).prop_map(|(no, at)| Fate::Ended(no, at)),
        (1_u32..30, moment()).prop_map(|(no, at)| Fate::Buried(no, at)),
    ]
}

fn add(facts: &mut Facts, no: u32, field: u16, terms: &Terms, commitment: [u8; 16]) {
    let until = dates(&terms.until).unwrap();
    let Terms { grounds, obtained_at, import, .. } = *terms;
    let new = NewTerms { grounds, obtained_at, import, until: &until };
    facts.add(FactNo(no), FieldId(field), &new, commitment);
}

fn facts() -> impl Strategy<Value = Facts> {
    let value = (1_u32..5, 0_u16..300, terms(), any::<[u8; 16]>());
    (vec(value, 0..12), vec(fate(), 0..12)).prop_map(|(values, fates)| {
        let (mut facts, mut no) = (Facts::default(), 0);
        for (step, field, terms, commitment) in values {
            no += step;
            add(&mut facts, no, field, &terms, commitment);
        }
        fates.into_iter().for_each(|fate| befall(&mut facts, fate));
        facts
    })
}

fn befall(facts: &mut Facts, fate: Fate) {
    match fate {
        Fate::Confirmed(no, at) => facts.confirm(FactNo(no), at),
        Fate::Relinked(no, grounds) => {
            facts.relink(FactNo(no), GroundsId(grounds), vec![(PurposeId(1), 20_000)]);
        }
        Fate::Ended(no, at) => drop(facts.end(FactNo(no), at, Ending::Superseded)),
        Fate::Buried(no, at) => drop(facts.bury(FactNo(no), at, Ending::Erased)),
    }
}

/// Bytes that are no facts, or facts with this very form.
fn has_one_meaning(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Some(read) = Facts::decode(bytes) {
        prop_assert_eq!(read.encode(), bytes);
    }
    Ok(())
}

proptest! {
    // Each case tries every bit.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_damaged_byte_is_noticed_or_says_something_else(facts in facts()) {
        let whole = facts.encode();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << bit;
                has_one_meaning(&bytes)?;
                prop_assert_ne!(Facts::decode(&bytes), Some(facts.clone()));
            }
            prop_assert_eq!(Facts::decode(&whole[..at]), None);
        }
    }
}

proptest! {
    #[test]
    fn facts_come_back_as_they_were(facts in facts()) {
        prop_assert_eq!(Facts::decode(&facts.encode()), Some(facts));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..200), kept in facts(), cut in 0_usize..400) {
        has_one_meaning(&bytes)?;
        // Foreign bytes behind a true beginning reach further than bytes that are foreign from the first one on.
        let mut mixed = kept.encode();
        mixed.truncate(cut);
        mixed.extend(bytes);
        has_one_meaning(&mixed)?;
    }

    #[test]
    fn nothing_that_happens_takes_a_fact_off_or_an_ending_back(kept in facts(), fate in fate()) {
        let mut after = kept.clone();
        befall(&mut after, fate);
        prop_assert_eq!(kept.0.len(), after.0.len());
        for (was, is) in kept.iter().zip(after.iter()) {
            prop_assert_eq!((was.no, was.field, was.commitment), (is.no, is.field, is.commitment));
            prop_assert_eq!(was.terms.obtained_at, is.terms.obtained_at);
            prop_assert_eq!(was.terms.import, is.terms.import);
            prop_assert!(was.ended.is_none() || was.ended == is.ended);
            prop_assert!(!was.gone || is.gone && was.terms == is.terms);
        }
    }
}

#[test]
fn values_that_came_in_together_take_some_twenty_bytes_each() {
    let mut facts = Facts::default();
    let until = vec![(PurposeId(3), 21_000), (PurposeId(7), 22_000)];
    let obtained_at = "2026-11-21T09:00:00Z".parse().unwrap();
    let terms = Terms { grounds: GroundsId(5), obtained_at, import: Some(ImportId(2)), until };
    (1..9).for_each(|no| add(&mut facts, no, no as u16, &terms, [7; 16]));
    let bytes = facts.encode();
    assert_eq!(bytes.len(), 1 + 1 + (1 + 8 + 2 + 1 + 2 * 4) + 1 + 8 * (1 + 1 + 1 + 16));
    assert_eq!(Facts::decode(&bytes), Some(facts));
}

#[test]
fn a_value_that_became_history_stays_ended_as_it_was_when_it_is_destroyed() {
    let (first, then) = ("2026-01-01T00:00:00Z".parse().unwrap(), "2026-02-01T00:00:00Z".parse().unwrap());
    let terms = Terms {
        grounds: GroundsId(1),
        obtained_at: first,
        import: None,
        until: vec![(PurposeId(1), 30_000)],
    };
    let mut facts = Facts::default();
    add(&mut facts, 1, 1, &terms, [0; 16]);
    assert!(facts.end(FactNo(1), first, Ending::Superseded));
    assert!(!facts.end(FactNo(1), then, Ending::Superseded));
    assert!(facts.bury(FactNo(1), then, Ending::Expired));
    assert!(!facts.relink(FactNo(1), GroundsId(2), Vec::new()));
    let fact = &facts.0[0];
    assert_eq!((fact.ended, fact.gone), (Some((first, Ending::Superseded)), true));
}
