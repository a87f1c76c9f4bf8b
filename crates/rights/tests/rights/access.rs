//! Access, GDPR art. 15.

use zgoda_law::{Basis, Channel, Ending, Event, Role, SourceType};
use zgoda_rights::requests::identify;
use zgoda_rights::{AccessExport, Controller, RightsError, export};
use zgoda_store::{Identity, RequestKind};

use crate::bed::asked;
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, controller, now, stamp, steady};

/// Somebody with a history: an inquiry, a newsletter, a corrected name.
fn someone(bed: &Bed) -> zgoda_law::SubjectId {
    let id = bed.add(&Known::default());
    let newsletter = Known {
        source: SourceType::Form,
        links: &[("newsletter", Basis::Consent)],
        values: &[("email", "anna@example.test")],
        ..Known::default()
    };
    bed.learn(id, &newsletter);
    bed.consent(id, "newsletter", &[Channel::Email], now());
    let person = bed.person(id);
    let mut change = bed.store.change(stamp(at("2026-11-22T09:00:00Z")));
    change.supersede(&person, person.facts[1].no, Ending::Rectified).unwrap();
    change.commit().unwrap();
    bed.learn(
        id,
        &Known {
            values: &[("last_name", "Lis-Kos <&>")],
            obtained: at("2026-11-22T09:01:00Z"),
            ..Known::default()
        },
    );
    id
}

fn exported(bed: &Bed) -> AccessExport {
    let officer = bed.officer(at("2026-11-23T08:00:00Z"));
    export(&bed.store, &officer, someone(bed), &controller()).unwrap()
}

#[test]
fn the_copy_reads_well_in_both_languages_and_as_json() {
    let bed = Bed::new();
    let copy = exported(&bed);
    insta::assert_snapshot!("access_pl", steady(&copy.to_html(Lang::Pl).unwrap()));
    insta::assert_snapshot!("access_en", steady(&copy.to_html(Lang::En).unwrap()));
    insta::assert_snapshot!("access_json", steady(&copy.to_json().unwrap()));
}

#[test]
fn the_page_fetches_nothing_and_lets_no_value_become_markup() {
    let bed = Bed::new();
    let html = exported(&bed).to_html(Lang::Pl).unwrap();
    for forbidden in ["http://", "https://", "<script", "<img", "<link", "url(", "<&>"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn a_value_that_ended_but_is_still_held_is_in_the_copy_and_marked() {
    let bed = Bed::new();
    let copy = exported(&bed);
    let ended: Vec<_> = copy.values.iter().filter(|value| value.ended_how.is_some()).collect();
    assert_eq!((ended.len(), ended[0].value.as_str()), (1, "Lis"));
}

#[test]
fn the_request_is_noted_with_its_month_and_answered_and_the_giving_out_is_logged() {
    let bed = Bed::new();
    let copy = exported(&bed);
    let person = bed.person(copy.subject);
    let request = &person.requests[0];
    assert_eq!(request.kind, RequestKind::Access);
    assert_eq!(request.answered_at, Some(copy.at));
    assert_eq!(request.due_at, at("2026-12-23T22:59:59Z"), "the last second of 23 December in Warsaw");
    let entry = bed.store.ledger().about(copy.subject).unwrap().pop().unwrap();
    assert_eq!((entry.event, entry.facts.len()), (Event::Exported, copy.values.len()));
}

#[test]
fn a_request_that_waits_is_answered_and_no_second_one_opened() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let mut change = bed.store.change(stamp(now()));
    change.open(&bed.person(id)).unwrap();
    let key = change.add_request(Some(id), asked(RequestKind::Access, now())).unwrap();
    change.commit().unwrap();
    let early = export(&bed.store, &bed.officer(now()), id, &controller());
    assert!(matches!(early, Err(RightsError::Unidentified)), "nobody knows yet who asks");
    let note = "oddzwoniono na numer z umowy";
    identify(&bed.store, &bed.officer(now()), key, Identity::KnownChannel, note).unwrap();
    export(&bed.store, &bed.officer(at("2026-11-23T08:00:00Z")), id, &controller()).unwrap();
    let requests = bed.person(id).requests;
    assert!(requests.len() == 1 && requests[0].answered_at.is_some());
}

#[test]
fn only_who_answers_requests_gets_the_copy() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let seller = bed.staff(Role::Sales, "subject_rights", now());
    let Err(RightsError::Denied(reasons)) = export(&bed.store, &seller, id, &controller()) else {
        panic!("it was given out")
    };
    assert_eq!(reasons[0].code, zgoda_law::ReasonCode::ActorNotAuthorised);
    assert!(!bed.events(id).contains(&Event::Exported));
}

#[test]
fn an_erased_person_has_no_copy() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let mut change = bed.store.change(stamp(now()));
    change.erase(&bed.person(id), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let answer = export(&bed.store, &bed.officer(now()), id, &controller());
    assert!(matches!(answer, Err(RightsError::Erased)));
}

#[test]
fn a_controller_is_named_by_name_address_and_officer() {
    let bare = Controller { officer: None, ..controller() };
    assert!(!serde_json::to_string(&bare).unwrap().contains("officer"));
}
