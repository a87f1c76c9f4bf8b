//! Whatever is done after an objection or a withdrawal, it is never undone but by the person.

use proptest::prelude::*;
use zgoda_law::{Basis, Channel, ConsentState, ObjectionKind, Outcome, Role, SubjectId};
use zgoda_rights::notice::delivered;
use zgoda_rights::{ErasureOptions, erasure, export, lights, look, object, retention, withdraw};

use crate::bed::{Bed, Known, at, controller, now, stamp};

/// What staff, the program or time may do.
#[derive(Debug, Clone, Copy)]
enum Step {
    Object,
    Withdraw,
    Look,
    Export,
    Erase,
    Retention,
    Notice,
    Relearn,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        Just(Step::Object),
        Just(Step::Withdraw),
        Just(Step::Look),
        Just(Step::Export),
        Just(Step::Erase),
        Just(Step::Retention),
        Just(Step::Notice),
        Just(Step::Relearn),
    ];
    proptest::collection::vec(step, 1..7)
}

const MARKETING: Known<'static> = Known {
    source: zgoda_law::SourceType::Form,
    links: &[("newsletter", Basis::Consent), ("perform_contract", Basis::Contract)],
    values: &[("email", "anna@example.test")],
    obtained: jiff::Timestamp::UNIX_EPOCH,
    anchor: None,
    notice: zgoda_law::NoticeStatus::Delivered,
};

/// Does one step; a refusal is an answer too.
fn go(bed: &Bed, id: SubjectId, consent: u32, step: Step, when: jiff::Timestamp) {
    let officer = bed.officer(when);
    let person = bed.person(id);
    match step {
        Step::Object => drop(object(&bed.store, stamp(when), id, "email").unwrap()),
        Step::Withdraw => drop(withdraw(&bed.store, stamp(when), id, consent).unwrap()),
        Step::Look => drop(look(&bed.store, &officer, bed.purpose("subject_rights"), &person).unwrap()),
        Step::Export => drop(export(&bed.store, &officer, id, &controller())),
        Step::Erase => {
            drop(erasure::carry_out(&bed.store, &officer, id, &ErasureOptions::default()).unwrap())
        }
        Step::Retention => drop(retention::run(&bed.store, stamp(when), None, |_| {}).unwrap()),
        Step::Notice => drop(delivered(&bed.store, stamp(when), id, 1, Channel::Email, "A/1")),
        Step::Relearn if !person.flags.erased && !person.flags.restricted => {
            let again =
                Known { links: &[("perform_contract", Basis::Contract)], obtained: when, ..MARKETING };
            bed.learn(id, &again);
        }
        Step::Relearn => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_word_of_the_person_is_never_undone(first: bool, steps in steps()) {
        let bed = Bed::new();
        let id = bed.add(&Known { obtained: now(), ..MARKETING });
        let consent = bed.consent(id, "newsletter", &[Channel::Email], now());
        let began = at("2026-11-22T09:00:00Z");
        go(&bed, id, consent, if first { Step::Object } else { Step::Withdraw }, began);
        for (hour, step) in (1..).zip(steps) {
            let when = began + jiff::SignedDuration::from_hours(hour);
            go(&bed, id, consent, step, when);
            let person = bed.person(id);
            let objected = person.objections.iter().any(|o| o.kind == ObjectionKind::Marketing);
            let withdrawn = person.consents.iter().all(|c| c.state == ConsentState::Withdrawn);
            let heeded = if first { objected } else { withdrawn };
            prop_assert!(heeded);
            let who = bed.staff(Role::Marketing, "newsletter", when);
            let newsletter = lights(&bed.store, &who, &person).unwrap().into_iter().filter(|l| l.purpose == "newsletter");
            for light in newsletter {
                prop_assert_ne!(light.outcome(), Some(Outcome::Allow));
            }
        }
        prop_assert!(bed.store.examine().unwrap().is_sound());
    }
}
