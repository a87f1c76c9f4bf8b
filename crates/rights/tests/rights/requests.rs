//! The register of requests: clock, identity, extension, refusal, files of people who are not held, recipients.

use jiff::{SignedDuration, Timestamp};
use zgoda_law::calendar::day_of;
use zgoda_law::{Event, ReasonCode, Role, SubjectId};
use zgoda_rights::inform::make_letters;
use zgoda_rights::requests::{
    Answer, Ground, Incoming, Letter, answer, answer_due, extend, extended_due, identify, letter, lift,
    needs_identity, receive, restrict, tell_of_lifting, tell_recipient, tellings_of,
};
use zgoda_rights::{Controller, ErasureOptions, RightsError, erasure, export, portable};
use zgoda_store::{Door, Identity, Outcome, RequestKey, RequestKind, TellingState, WordsKind};
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, now};
use crate::inform::{enriched, ready};

const CLOCK: &str = include_str!("data/request_clock.txt");
const NOTE: &str = "oddzwoniono na numer z umowy";
const REASONS: &str = "Prosisz o to samo po raz piąty w tym miesiącu, a dane się nie zmieniły.";

fn asks(bed: &Bed, kind: RequestKind, whose: Option<SubjectId>) -> RequestKey {
    let incoming = Incoming { kind, door: Door::Phone, received_at: now(), whose, said: String::new() };
    receive(&bed.store, &bed.officer(now()), &incoming).unwrap()
}

fn known(bed: &Bed, kind: RequestKind, whose: SubjectId) -> RequestKey {
    let key = asks(bed, kind, Some(whose));
    identify(&bed.store, &bed.officer(now()), key, Identity::KnownChannel, NOTE).unwrap();
    key
}

fn days(count: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * count)
}

#[test]
fn the_clock_runs_by_regulation_1182_71_over_holidays_short_months_and_changes_of_the_clock() {
    let rows = CLOCK.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut tried = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [received, due, one, two, why] = cells.as_slice() else { panic!("{row}") };
        let received = at(received);
        assert_eq!(answer_due(received), at(due), "{why}");
        assert_eq!(extended_due(received, 1), at(one), "{why}, one month more");
        assert_eq!(extended_due(received, 2), at(two), "{why}, two months more");
        tried += 1;
    }
    assert!(tried > 15);
}

#[test]
fn nothing_is_given_out_or_destroyed_before_it_is_certain_who_asks() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let officer = bed.officer(now());
    for kind in RequestKind::ALL.iter().copied().filter(|kind| needs_identity(*kind)) {
        let key = asks(&bed, kind, Some(id));
        let early = answer(&bed.store, &officer, key, &Answer::Granted(String::new()));
        assert!(matches!(early, Err(RightsError::Unidentified)), "{kind:?}");
    }
    let copy = export(&bed.store, &officer, id, &Controller::default());
    assert!(matches!(copy, Err(RightsError::Unidentified)));
    let erased = erasure::carry_out(&bed.store, &officer, id, &ErasureOptions::default());
    assert!(matches!(erased, Err(RightsError::Unidentified)));
    assert!(bed.person(id).facts.iter().all(|fact| bed.person(id).holds(fact.no)));
    // Whoever asks to be left alone need not show who they are.
    let key = asks(&bed, RequestKind::Objection, Some(id));
    answer(&bed.store, &officer, key, &Answer::Granted(String::new())).unwrap();
}

#[test]
fn staff_say_why_nobody_doubts_and_no_request_is_identified_twice() {
    let bed = Bed::new();
    let key = asks(&bed, RequestKind::Access, Some(bed.add(&Known::default())));
    let officer = bed.officer(now());
    let silent = identify(&bed.store, &officer, key, Identity::KnownChannel, "  tak ");
    assert!(matches!(silent, Err(RightsError::Incomplete(_))));
    identify(&bed.store, &officer, key, Identity::KnownChannel, NOTE).unwrap();
    let again = identify(&bed.store, &officer, key, Identity::InPerson, NOTE);
    assert!(matches!(again, Err(RightsError::Answered)));
    assert_eq!(bed.store.request_words(key, WordsKind::Identity).unwrap().as_deref(), Some(NOTE));
}

#[test]
fn a_request_for_somebody_elses_data_is_refused_clearly_and_nothing_is_given_out() {
    let bed = Bed::new();
    let victim = bed.add(&Known::default());
    let key = asks(&bed, RequestKind::Access, Some(victim));
    let why = "Piszesz z adresu, którego nie znamy, i nie masz upoważnienia osoby, o którą pytasz.";
    let refusal = Answer::Refused(Ground::SomebodyElses, why.to_owned());
    answer(&bed.store, &bed.officer(now()), key, &refusal).unwrap();
    let request = bed.store.request_file(key).unwrap().request;
    assert_eq!(
        (request.outcome, request.ground.as_deref()),
        (Some(Outcome::Refused), Some("somebody_elses"))
    );
    assert!(!bed.events(victim).contains(&Event::Exported));
    let pdf = letter(&bed.store, &bed.officer(now()), key, Letter::Answer, Lang::Pl).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[test]
fn a_refusal_needs_a_ground_of_its_right_and_reasons_that_say_something() {
    let bed = Bed::new();
    let officer = bed.officer(now());
    let id = bed.add(&Known::default());
    for kind in RequestKind::ALL {
        for ground in Ground::ALL {
            let key = asks(&bed, *kind, Some(id));
            let refused = answer(&bed.store, &officer, key, &Answer::Refused(*ground, REASONS.to_owned()));
            assert_eq!(refused.is_ok(), ground.fits(*kind), "{kind:?} {ground:?}");
            let second = answer(&bed.store, &officer, key, &Answer::Refused(*ground, "bo tak".to_owned()));
            assert!(second.is_err(), "{kind:?} {ground:?}");
        }
    }
    assert!(!Ground::CompellingGrounds.fits(RequestKind::Erasure));
    assert!(
        Ground::of(RequestKind::Withdrawal)
            .all(|ground| ground.article(RequestKind::Withdrawal).contains("art. 1"))
    );
}

#[test]
fn a_term_is_extended_once_within_the_first_month_and_with_reasons() {
    let bed = Bed::new();
    let key = asks(&bed, RequestKind::Access, Some(bed.add(&Known::default())));
    let store = &bed.store;
    assert!(matches!(extend(store, &bed.officer(now()), key, 3, REASONS), Err(RightsError::Incomplete(_))));
    assert!(matches!(extend(store, &bed.officer(now()), key, 1, "dużo"), Err(RightsError::Incomplete(_))));
    let late = bed.officer(answer_due(now()) + SignedDuration::from_secs(1));
    assert!(matches!(extend(store, &late, key, 1, REASONS), Err(RightsError::TooLate)));
    extend(store, &bed.officer(answer_due(now())), key, 2, REASONS).unwrap();
    let request = store.request_file(key).unwrap().request;
    assert_eq!(request.due_at, extended_due(now(), 2));
    assert!(matches!(extend(store, &bed.officer(now()), key, 1, REASONS), Err(RightsError::Answered)));
    for lang in Lang::ALL {
        assert!(
            letter(store, &bed.officer(now()), key, Letter::Extension, lang).unwrap().starts_with(b"%PDF")
        );
    }
    let none = letter(store, &bed.officer(now()), key, Letter::Answer, Lang::Pl);
    assert!(matches!(none, Err(RightsError::NotFound(_))), "there is nothing to answer yet");
}

#[test]
fn somebody_of_whom_nothing_is_held_is_answered_so_and_in_no_other_way() {
    let bed = Bed::new();
    let officer = bed.officer(now());
    let key = asks(&bed, RequestKind::Access, None);
    let granted = answer(&bed.store, &officer, key, &Answer::Granted(String::new()));
    assert!(matches!(granted, Err(RightsError::Incomplete(_))));
    answer(&bed.store, &officer, key, &Answer::NothingHeld("Szukano po adresie.".to_owned())).unwrap();
    let request = bed.store.request_file(key).unwrap().request;
    assert_eq!(request.ends_on, Some(jiff::civil::date(2030, 1, 1)), "three years to the end of the year");
    let known = asks(&bed, RequestKind::Access, Some(bed.add(&Known::default())));
    let wrong = answer(&bed.store, &officer, known, &Answer::NothingHeld(String::new()));
    assert!(matches!(wrong, Err(RightsError::Incomplete(_))), "their data are held");
}

#[test]
fn the_term_runs_from_the_day_of_receipt_and_no_request_comes_from_the_future() {
    let bed = Bed::new();
    let incoming = |received_at| Incoming {
        kind: RequestKind::Erasure,
        door: Door::Letter,
        received_at,
        whose: None,
        said: "list z 3 listopada".to_owned(),
    };
    let key = receive(&bed.store, &bed.officer(now()), &incoming(days(-18))).unwrap();
    assert_eq!(bed.store.request_file(key).unwrap().request.due_at, answer_due(days(-18)));
    let future = receive(&bed.store, &bed.officer(now()), &incoming(days(1)));
    assert!(matches!(future, Err(RightsError::Incomplete(_))));
}

#[test]
fn only_who_answers_persons_keeps_the_register() {
    let bed = Bed::new();
    let seller = bed.staff(Role::Sales, "subject_rights", now());
    let (kind, door, said) = (RequestKind::Access, Door::Phone, String::new());
    let incoming = Incoming { kind, door, received_at: now(), whose: None, said };
    let Err(RightsError::Denied(reasons)) = receive(&bed.store, &seller, &incoming) else {
        panic!("a seller may")
    };
    assert_eq!(reasons[0].code, ReasonCode::ActorNotAuthorised);
    let key = asks(&bed, RequestKind::Access, None);
    assert!(matches!(extend(&bed.store, &seller, key, 1, REASONS), Err(RightsError::Denied(_))));
    let taken = answer(&bed.store, &seller, key, &Answer::TakenBack);
    assert!(matches!(taken, Err(RightsError::Denied(_))));
}

#[test]
fn whoever_asks_at_their_own_page_is_known_and_asks_once() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let by_phone = asks(&bed, RequestKind::Access, Some(id));
    let own = || Incoming {
        kind: RequestKind::Access,
        door: Door::Page,
        received_at: now(),
        whose: Some(id),
        said: String::new(),
    };
    let key = receive(&bed.store, &bed.officer(now()), &own()).unwrap();
    assert_eq!(key, by_phone, "one clock, not two");
    let file = bed.store.request_file(key).unwrap();
    assert_eq!(file.request.identity.map(|(identity, _)| identity), Some(Identity::Page));
    export(&bed.store, &bed.officer(now()), id, &Controller::default()).unwrap();
    assert_ne!(
        receive(&bed.store, &bed.officer(now()), &own()).unwrap(),
        key,
        "an answered one is not asked again"
    );
}

#[test]
fn a_file_outlives_the_data_and_is_answered_without_them() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let waiting = asks(&bed, RequestKind::Access, Some(id));
    let erased = known(&bed, RequestKind::Erasure, id);
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    let file = bed.store.request_file(erased).unwrap();
    assert_eq!((file.erased, file.request.outcome), (true, Some(Outcome::Granted)));
    assert_eq!(bed.store.request_words(erased, WordsKind::Identity).unwrap().as_deref(), Some(NOTE));
    answer(&bed.store, &bed.officer(now()), waiting, &Answer::NothingHeld(String::new())).unwrap();
    let pdf = letter(&bed.store, &bed.officer(now()), waiting, Letter::Answer, Lang::En).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(bed.store.end_request_files(crate::bed::stamp(at("2030-01-01T00:00:00Z"))).unwrap(), 2);
    assert!(bed.store.request_file(erased).is_err());
}

#[test]
fn restricted_data_are_only_kept_until_the_person_was_told_that_they_will_be_used_again() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let store = &bed.store;
    let key = asks(&bed, RequestKind::Restriction, Some(id));
    assert!(matches!(restrict(store, &bed.officer(now()), key), Err(RightsError::Unidentified)));
    identify(store, &bed.officer(now()), key, Identity::InPerson, NOTE).unwrap();
    restrict(store, &bed.officer(now()), key).unwrap();
    assert!(bed.person(id).flags.restricted);
    let seen = zgoda_rights::look(
        store,
        &bed.staff(Role::Sales, "respond_inquiry", now()),
        bed.purpose("respond_inquiry"),
        &bed.person(id),
    );
    for field in seen.unwrap().fields {
        for value in field.values {
            let zgoda_rights::Content::Sealed(verdict) = value.content else {
                panic!("{} is read", field.name)
            };
            assert!(verdict.reasons().iter().any(|reason| reason.code == ReasonCode::Restricted18));
        }
    }
    assert!(
        export(store, &bed.officer(now()), id, &Controller::default()).is_ok(),
        "the person still gets a copy"
    );
    assert!(matches!(lift(store, &bed.officer(days(1)), key), Err(RightsError::Untold)));
    let address = tell_of_lifting(store, &bed.officer(days(1)), key, "anna@example.test");
    assert!(matches!(address, Err(RightsError::Incomplete(_))));
    tell_of_lifting(store, &bed.officer(days(1)), key, "PW/2026/17").unwrap();
    assert!(
        matches!(lift(store, &bed.officer(days(1)), key), Err(RightsError::Untold)),
        "not at the same moment"
    );
    lift(store, &bed.officer(days(2)), key).unwrap();
    assert!(!bed.person(id).flags.restricted);
    assert!(matches!(lift(store, &bed.officer(days(3)), key), Err(RightsError::NotFound(_))));
}

#[test]
fn portable_data_are_those_the_person_gave_on_consent_or_contract() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    bed.learn(
        id,
        &Known {
            source: zgoda_law::SourceType::Website,
            links: &[("enrich_person", zgoda_law::Basis::LegitimateInterest)],
            values: &[("position", "prezes")],
            ..Known::default()
        },
    );
    let key = known(&bed, RequestKind::Portability, id);
    let copy = portable(&bed.store, &bed.officer(now()), id, &Controller::default()).unwrap();
    let fields: Vec<&str> = copy.values.iter().map(|value| value.field.as_str()).collect();
    assert_eq!(fields, ["first_name", "last_name", "email"]);
    assert!(copy.to_json().unwrap().contains("zgoda-portable/1"));
    assert!(
        copy.to_csv().contains("anna@example.test") && copy.to_vcard().contains("EMAIL:anna@example.test")
    );
    assert_eq!(bed.store.request_file(key).unwrap().request.outcome, Some(Outcome::Granted));
}

#[test]
fn whoever_received_the_data_is_told_of_an_erasure_or_it_is_said_why_not() {
    let bed = ready();
    let id = bed.add(&enriched());
    make_letters(&bed.store, &bed.officer(now()), &[id], "Drukarnia Wierzba", 7).unwrap();
    let key = known(&bed, RequestKind::Erasure, id);
    let plan = erasure::plan(&bed.store, &bed.person(id), now()).unwrap();
    assert_eq!(plan.recipients, ["Drukarnia Wierzba"]);
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    let due = bed.store.tellings_due(10).unwrap();
    assert_eq!((due.len(), due[0].key, due[0].recipient.as_str()), (1, key, "Drukarnia Wierzba"));
    let officer = bed.officer(days(1));
    let silent = tell_recipient(&bed.store, &officer, key, 1, TellingState::Disproportionate, "za dużo");
    assert!(matches!(silent, Err(RightsError::Incomplete(_))));
    tell_recipient(&bed.store, &officer, key, 1, TellingState::Told, "PW/18").unwrap();
    let told = tellings_of(&bed.store, key).unwrap();
    assert_eq!((told[0].state, told[0].settled_at), (TellingState::Told, Some(days(1))));
    let again = tell_recipient(&bed.store, &officer, key, 1, TellingState::Told, "PW/19");
    assert!(matches!(again, Err(RightsError::NotFound(_))));
}

#[test]
fn every_word_of_the_register_is_said_in_both_languages() {
    let named = |set: &str, name: &str| format!("request-{set}-{}", name.replace('_', "-"));
    let kinds = RequestKind::ALL.iter().map(|kind| kind.name());
    let mut keys: Vec<String> = kinds.clone().map(|name| named("kind", name)).collect();
    keys.extend(kinds.map(|name| named("done", name)));
    keys.extend(Door::ALL.iter().map(|door| named("door", door.name())));
    keys.extend(Identity::ALL.iter().map(|identity| named("identity", identity.name())));
    keys.extend(Outcome::ALL.iter().map(|outcome| named("outcome", outcome.name())));
    keys.extend(Ground::ALL.iter().map(|ground| named("ground", ground.name())));
    for t in Lang::ALL.map(Lang::text) {
        keys.iter().for_each(|key| assert!(t.find(key).is_some(), "{key}"));
    }
}

#[test]
fn no_entry_of_the_ledger_says_what_was_written_in_a_file() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let key = known(&bed, RequestKind::Access, id);
    extend(&bed.store, &bed.officer(now()), key, 1, REASONS).unwrap();
    let entries = bed.store.ledger().about(id).unwrap();
    let told: String = entries.iter().map(|entry| entry.detail.as_str()).collect();
    assert!(told.contains("extension") && !told.contains("piąty") && !told.contains("oddzwoniono"), "{told}");
    assert_eq!(day_of(bed.store.request_file(key).unwrap().request.due_at), jiff::civil::date(2027, 1, 21));
}
