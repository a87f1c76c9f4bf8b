//! The invariants of the design on random cases: what the law crate alone can promise.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod generate;

use std::sync::LazyLock;

use generate::{LAW, addition, case, day, objection, permission, seed, seed_where, strictness, timestamp};
use jiff::SignedDuration;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use zgoda_law::*;

/// The same law, read a second time.
static SECOND_LAW: LazyLock<Law> = LazyLock::new(|| Law::builtin().unwrap());

fn outcome(case: &Case) -> Outcome {
    LAW.may(case).outcome()
}

fn has(case: &Case, code: ReasonCode) -> bool {
    LAW.may(case).reasons().iter().any(|reason| reason.code == code)
}

fn is_marketing(case: &Case) -> bool {
    LAW.catalogue().purpose(&case.purpose).is_some_and(|def| def.category == PurposeCategory::Marketing)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Invariant 1.
    #[test]
    fn no_personal_value_is_collected_without_source_basis_purpose_and_term(mut case in case()) {
        case.action = Action::Collect;
        case.subject.kind = SubjectKind::Natural;
        prop_assume!(LAW.catalogue().purpose(&case.purpose).is_some_and(|def| def.duty.is_none()));
        prop_assume!(case.field.as_deref() != Some("krs") && case.field.as_deref() != Some("share_capital"));
        if outcome(&case) == Outcome::Allow {
            prop_assert!(case.field.is_some());
            prop_assert!(case.grounds.source.is_some());
            prop_assert!(!case.grounds.bases.is_empty());
            let term = case.grounds.keep_until.get(&case.purpose).copied();
            prop_assert!(term.is_some_and(|day| case.at < calendar::start_of_day(day)));
        }
    }

    /// Invariant 2.
    #[test]
    fn adding_data_never_turns_a_denial_into_an_allowance(case in case(), additions in vec(addition(), 1..4)) {
        let mut more = case.clone();
        additions.iter().for_each(|addition| addition.add_to(&mut more));
        let (before, after) = (outcome(&case), outcome(&more));
        prop_assert!(before != Outcome::Deny || after == Outcome::Deny);
        prop_assert!(after != Outcome::Allow || before == Outcome::Allow);
    }

    /// Invariant 3, objection.
    #[test]
    fn after_an_objection_nothing_but_the_person_reopens_marketing(
        mut case in case(),
        days in 0_i64..400,
        additions in vec(addition(), 0..4),
    ) {
        if !is_marketing(&case) {
            case.purpose = "direct_marketing_own".to_owned();
        }
        if matches!(case.action, Action::Erase | Action::Notify | Action::DeviceAccess) {
            case.action = Action::Use;
        }
        let at = case.at - SignedDuration::from_hours(24 * days);
        case.consents.retain(|consent| consent.given_at <= at);
        case.permissions.retain(|permission| permission.given_at <= at);
        case.objections.push(Objection { kind: ObjectionKind::Marketing, at, rejected_at: Some(at) });
        additions.iter().for_each(|addition| addition.add_to(&mut case));
        case.consents.retain(|consent| consent.given_at <= at);
        case.permissions.retain(|permission| permission.given_at <= at);
        prop_assert_eq!(outcome(&case), Outcome::Deny);
    }

    /// Invariant 3, withdrawal: from the moment on, and whatever older record turns up again.
    #[test]
    fn a_withdrawal_holds_from_its_moment_on_against_every_older_consent(
        mut case in seed_where(|case| case.purpose == "newsletter" && case.action == Action::Send && case.stores_ready),
        later_hours in 0_i64..5000,
        older_days in 0_i64..900,
    ) {
        prop_assume!(!case.consents.is_empty());
        let withdrawn_at = case.at;
        for consent in &mut case.consents {
            consent.state = ConsentState::Withdrawn;
            consent.withdrawn_at = Some(withdrawn_at);
        }
        let mut reimported = case.consents[0].clone();
        reimported.state = ConsentState::Given;
        reimported.withdrawn_at = None;
        reimported.given_at = withdrawn_at - SignedDuration::from_hours(24 * older_days);
        case.consents.push(reimported);
        case.at = withdrawn_at + SignedDuration::from_hours(later_hours);
        prop_assert_eq!(outcome(&case), Outcome::Deny);
        prop_assert!(has(&case, ReasonCode::ConsentWithdrawn));
    }

    /// The other half of invariant 3: the person can always change it.
    #[test]
    fn a_new_consent_of_the_person_reopens_what_they_had_closed(hours in 1_i64..100) {
        let mut case = newsletter();
        let closed = case.at - SignedDuration::from_hours(hours + 1);
        case.consents[0].state = ConsentState::Withdrawn;
        case.consents[0].withdrawn_at = Some(closed);
        case.objections.push(Objection { kind: ObjectionKind::Marketing, at: closed, rejected_at: None });
        case.suppression = Some(Suppression { since: closed, channels: Default::default() });
        prop_assert_eq!(outcome(&case), Outcome::Deny);
        let mut again = case.consents[0].clone();
        again.state = ConsentState::Given;
        again.withdrawn_at = None;
        again.given_at = closed + SignedDuration::from_mins(1);
        case.consents.push(again);
        prop_assert_eq!(outcome(&case), Outcome::Allow);
    }

    /// Invariant 4.
    #[test]
    fn a_merged_person_is_never_freer_than_either_record(case in seed(), a in strictness(), b in strictness()) {
        let (a, b) = (a.of(&case), b.of(&case));
        let merged = merge(&a, &b);
        let (of_a, of_b, of_both) =
            (outcome(&a.apply(&case)), outcome(&b.apply(&case)), outcome(&merged.apply(&case)));
        prop_assert!(of_both != Outcome::Allow || of_a == Outcome::Allow && of_b == Outcome::Allow);
        prop_assert_eq!(of_both, outcome(&merge(&b, &a).apply(&case)));
        for (purpose, day) in &merged.keep_until {
            prop_assert!(a.keep_until.get(purpose).is_none_or(|own| day <= own));
            prop_assert!(b.keep_until.get(purpose).is_none_or(|own| day <= own));
        }
    }

    /// Invariant 4: what only one of them said still stands.
    #[test]
    fn merging_loses_no_objection(case in seed(), a in vec(objection(), 0..4), b in vec(objection(), 0..4)) {
        let with = |objections: &[Objection]| LegalState { objections: objections.to_vec(), ..LegalState::of(&case) };
        let merged = merge(&with(&a), &with(&b));
        prop_assert!(a.iter().chain(&b).all(|objection| merged.objections.contains(objection)));
    }

    /// Invariant 6.
    #[test]
    fn outbound_contact_and_refresh_never_prolong_keeping(
        obtained in day(),
        inbound in vec(day(), 0..4),
        ours in vec((any::<bool>(), day()), 1..6),
        rule in select(&["requested_offer", "prospects", "claims_general", "tax_documents"][..]),
    ) {
        let theirs: Vec<ClockEvent> = inbound.into_iter().map(ClockEvent::Inbound).collect();
        let mut all = theirs.clone();
        all.extend(ours.into_iter().map(|(sent, day)| if sent { ClockEvent::Outbound(day) } else { ClockEvent::Refresh(day) }));
        let at = "2026-11-21T10:00:00+01:00".parse().unwrap();
        let rule = LAW.packs().retention(Country::PL, at).unwrap().rule(rule).unwrap();
        let keep_until = |events: &[ClockEvent]| rule.keep_until(retention_anchor(obtained, events));
        prop_assert_eq!(keep_until(&all), keep_until(&theirs));
    }

    /// Invariant 6, in the decision: once a term has ended it stays ended, however often a value is refreshed.
    #[test]
    fn a_term_that_has_ended_stays_ended_whatever_is_refreshed(
        mut case in seed_where(|case| case.grounds.source.is_some() && case.subject.kind != SubjectKind::LegalPerson && case.action != Action::Notify && case.stores_ready),
        hours in 0_i64..9000,
    ) {
        let today = calendar::day_of(case.at);
        case.grounds.keep_until.insert(case.purpose.clone(), today);
        prop_assert!(has(&case, ReasonCode::RetentionExpired));
        case.at += SignedDuration::from_hours(hours);
        if let Some(source) = &mut case.grounds.source {
            source.obtained_at = case.at;
        }
        prop_assert!(has(&case, ReasonCode::RetentionExpired));
    }

    /// Invariant 7.
    #[test]
    fn a_decision_is_the_same_bytes_when_recomputed(case in case()) {
        let first = Answer::from(&LAW.may(&case)).to_json();
        let written = serde_json::to_string(&case).unwrap();
        let read = parse_case(&written).unwrap();
        prop_assert_eq!(&read, &case);
        prop_assert_eq!(&first, &Answer::from(&LAW.may(&case)).to_json());
        prop_assert_eq!(first, Answer::from(&SECOND_LAW.may(&read)).to_json());
    }

    /// The compiled form decides as `may` does, from what it compiled at any other time too.
    #[test]
    fn the_compiled_form_decides_alike(
        case in case(),
        additions in vec(addition(), 0..3),
        hours in prop_oneof![Just(0), -9000_i64..9000],
    ) {
        let mut case = case;
        additions.iter().for_each(|addition| addition.add_to(&mut case));
        let (standing, ground) = (LAW.standing(&case), LAW.ground(&case.grounds, case.at));
        case.at += SignedDuration::from_hours(hours);
        let field = case.field.as_ref().map(|name| LAW.catalogue().field(name).unwrap().id);
        if let Some(question) = LAW.compile(&case) {
            let sieve = question.sieve(&ground, field);
            let held = compiled::Held::of(&case);
            let verdict = LAW.may(&case);
            let decided = sieve.decide(&standing, held);
            prop_assert!(decided.is_none_or(|outcome| outcome == verdict.outcome()), "{decided:?} {:?}", verdict.reasons());
            let permit = sieve.permit(case.subject.id, &standing, held);
            prop_assert_eq!(permit, decided.and(verdict.permit()));
        }
    }

    /// Only an allowance has a permit, and it covers exactly what was asked.
    #[test]
    fn a_permit_comes_only_from_an_allowance(case in case()) {
        let verdict = LAW.may(&case);
        prop_assert_eq!(verdict.permit().is_some(), verdict.outcome() == Outcome::Allow);
        prop_assert_eq!(verdict.reasons().is_empty(), verdict.outcome() == Outcome::Allow);
        if let Some(permit) = verdict.permit() {
            let grant = permit.grant();
            let purpose = LAW.catalogue().purpose_by_id(grant.purpose).unwrap();
            prop_assert_eq!(&purpose.name, &case.purpose);
            prop_assert_eq!(grant.action, case.action);
            prop_assert_eq!(grant.at, case.at);
            let field = grant.field.map(|id| LAW.catalogue().field_by_id(id).unwrap().name.clone());
            prop_assert_eq!(field, case.field);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,200}") {
        let _ = parse_case(&text);
    }

    #[test]
    fn a_case_cut_anywhere_is_refused(case in case(), cut in any::<proptest::sample::Index>()) {
        let text = serde_json::to_string(&case).unwrap();
        let end = cut.index(text.len());
        prop_assume!(text.is_char_boundary(end));
        prop_assert!(parse_case(&text[..end]).is_err());
    }

    #[test]
    fn a_case_at_any_time_is_decided_without_panic(
        mut case in case(),
        at in prop_oneof![timestamp(), Just(jiff::Timestamp::MIN), Just(jiff::Timestamp::MAX)],
        permissions in vec(permission(), 0..3),
    ) {
        case.at = at;
        case.permissions.extend(permissions);
        let _ = LAW.may(&case);
    }
}

proptest! {
    // Few cases, because each decides every field twice.
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

    /// Deciding many fields at once is deciding each.
    #[test]
    fn many_fields_are_decided_as_each_alone(mut case in case()) {
        let fields: Vec<FieldId> = LAW.catalogue().fields().iter().map(|field| field.id).collect();
        let together = LAW.may_fields(&case, &fields);
        for (id, verdict) in fields.iter().zip(together) {
            case.field = Some(LAW.catalogue().field_by_id(*id).unwrap().name.clone());
            prop_assert_eq!(LAW.may(&case), verdict);
        }
    }
}

fn newsletter() -> Case {
    let golden: serde_json::Value = serde_json::from_str(include_str!("../golden/cases.json")).unwrap();
    serde_json::from_value(golden["templates"]["newsletter"].clone()).unwrap()
}
