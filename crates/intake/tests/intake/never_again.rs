//! The property above all others: no file undoes an objection (law E.4.3).

use jiff::SignedDuration;
use proptest::prelude::*;
use zgoda_intake::import::{run, undo};
use zgoda_intake::{By, ConsentTerms, ImportPlan, SourceKind};
use zgoda_law::{Basis, Channel, ConsentAct, ContentClass, ObjectionKind, Outcome, SubjectId};

use crate::bed::{Bed, now, opened};

/// One import: which of a few people its rows name, with which consents and opt-outs, and whether it is undone.
#[derive(Debug, Clone)]
struct Step {
    rows: Vec<Row>,
    provable: bool,
    marketing: bool,
    undone: bool,
}

#[derive(Debug, Clone)]
struct Row {
    email: u8,
    phone: u8,
    consent: bool,
    day: u8,
    opted_out: bool,
}

fn rows() -> impl Strategy<Value = Row> {
    (0..4_u8, 0..4_u8, any::<bool>(), 1..29_u8, prop::bool::weighted(0.3))
        .prop_map(|(email, phone, consent, day, opted_out)| Row { email, phone, consent, day, opted_out })
}

fn steps() -> impl Strategy<Value = Step> {
    (prop::collection::vec(rows(), 1..5), any::<bool>(), any::<bool>(), prop::bool::weighted(0.2))
        .prop_map(|(rows, provable, marketing, undone)| Step { rows, provable, marketing, undone })
}

fn file(step: &Step) -> String {
    let mut text = String::from("E-mail;Telefon;Zgoda;Data zgody;Wypisany\n");
    for row in &step.rows {
        // 0 stands for an empty cell.
        let email = if row.email == 0 { String::new() } else { format!("p{}@example.test", row.email) };
        let phone = if row.phone == 0 { String::new() } else { format!("60010020{}", row.phone) };
        let consent = if row.consent { "tak" } else { "" };
        let out = if row.opted_out { "tak" } else { "nie" };
        text += &format!("{email};{phone};{consent};2026-11-{:02};{out}\n", row.day);
    }
    text
}

fn plan(bed: &Bed, step: &Step) -> ImportPlan {
    let (purpose, basis) = match step.marketing {
        true => ("direct_marketing_own", Basis::LegitimateInterest),
        false => ("respond_inquiry", Basis::Contract),
    };
    let consent = ConsentTerms {
        act: Some(ConsentAct::Tick),
        proof: step.provable,
        informed: true,
        separate: true,
        pke398: true,
        channels: [Channel::Email, Channel::Sms, Channel::CallLive].into(),
        wording: Some("Zgadzam się".into()),
        ..ConsentTerms::default()
    };
    ImportPlan { informed: true, consent, ..bed.plan(SourceKind::Fair, "Targi", &[(purpose, basis)]) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_imports_makes_a_person_who_objected_contactable(
        sequence in prop::collection::vec(steps(), 1..7)
    ) {
        let bed = Bed::new();
        let mut objected: Vec<SubjectId> = Vec::new();
        for (hour, step) in (1_i64..).zip(&sequence) {
            let at = now() + SignedDuration::from_hours(hour);
            let (input, mapping) = opened(file(step).as_bytes());
            let report = run(&bed.store, By::system(at), &input, &plan(&bed, step), &mapping, &mut |_| {}).unwrap();
            if step.undone {
                undo(&bed.store, By::system(at), report.import.unwrap(), &mut |_| {}).unwrap();
            }
            for ordinal in bed.store.people(&Default::default(), None, 100).unwrap() {
                let person = bed.store.person_by_ordinal(ordinal).unwrap();
                let objects = person.objections.iter().any(|it| it.kind == ObjectionKind::Marketing);
                if objects && !objected.contains(&person.id) {
                    objected.push(person.id);
                }
            }
            let later = at + SignedDuration::from_mins(1);
            for id in &objected {
                let person = bed.store.person(*id).unwrap();
                prop_assert!(!person.objections.is_empty(), "an objection is gone");
                for purpose in ["newsletter", "direct_marketing_own"] {
                    for channel in [Channel::Email, Channel::Sms, Channel::CallLive, Channel::Post] {
                        let verdict = bed.send(&person, purpose, ContentClass::Commercial, channel, None, later);
                        prop_assert_eq!(verdict.outcome(), Outcome::Deny, "{} by {}", purpose, channel);
                    }
                }
            }
        }
        prop_assert!(bed.store.examine().unwrap().is_sound());
    }
}
