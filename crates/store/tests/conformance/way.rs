//! The way of one datum: collected under a permit, sealed, found, opened, erased, proven.

use std::collections::BTreeSet;

use zgoda_law::{Action, Basis, Ending, Event, InformationDuty, NoticeStatus, SourceType};
use zgoda_store::{
    Collection, Link, NewFact, NewNotice, NewSource, NewSubject, Person, Question, Store, StoreError,
    purposes_of,
};

use crate::bed::{Bed, now, stamp};

pub fn every_statement_is_understood_by_the_engine(bed: &Bed) {
    assert!(bed.open().check_statements().unwrap() > 80);
}

/// Records a person who asked at a form, with these fields.
pub fn someone_who_asked(store: &Store, values: &[(&str, &str)]) -> zgoda_law::SubjectId {
    let catalogue = store.law().catalogue();
    let purpose = catalogue.purpose("respond_inquiry").unwrap().id;
    store.set_purposes(&BTreeSet::from([purpose])).unwrap();
    let source = store
        .add_source(
            stamp(),
            NewSource {
                kind: SourceType::Form,
                name: "Formularz kontaktowy".into(),
                duty: InformationDuty::Article13,
                is_public: false,
                occurred_at: now(),
                approved: true,
                evidence: "form contact v1".into(),
            },
        )
        .unwrap();
    let source = store.source(source).unwrap();
    let links = [Link { purpose, basis: Basis::Contract, reference: Some("inquiry 1".into()) }];
    let until = store.terms(&links, zgoda_law::calendar::day_of(now()), now()).unwrap();
    let grounds = store.intern_grounds(source.id, &links).unwrap();
    let new = NewSubject::default();
    let mut change = store.change(stamp());
    let id = change.add_subject(new.clone()).unwrap();
    change
        .add_notice(
            id,
            NewNotice {
                duty: InformationDuty::Article13,
                source: source.id,
                obtained_at: now(),
                purposes: purposes_of(&links),
                due_at: now(),
                status: NoticeStatus::Delivered,
            },
        )
        .unwrap();
    let mut blank = Person::blank(id, &new, now());
    blank.notices = vec![zgoda_store::Notice {
        no: 1,
        duty: InformationDuty::Article13,
        source: source.id,
        obtained_at: now(),
        purposes: purposes_of(&links),
        status: NoticeStatus::Delivered,
        due_at: now(),
        done_at: Some(now()),
        channel: None,
    }];
    let question =
        Question { actor: store.system_actor(purpose), action: Action::Collect, purpose, at: now() };
    for (field, value) in values {
        let collection = Collection { source: &source, links: &links, until: &until, obtained_at: now() };
        let mut case = store.case_of_collection(&question, &blank, collection).unwrap();
        case.field = Some((*field).into());
        let verdict = store.law().may(&case);
        let permit = verdict.permit().unwrap_or_else(|| panic!("{field}: {:?}", verdict.reasons()));
        let new = NewFact {
            value,
            grounds,
            obtained_at: now(),
            until: until.clone(),
            index: (*field == "email").then_some(*value),
            import: None,
        };
        change.add_fact(&permit, new).unwrap();
    }
    change.commit().unwrap();
    id
}

pub fn a_value_goes_the_whole_way_and_ends(bed: &Bed) {
    let store = bed.open();
    let id = someone_who_asked(&store, &[("first_name", "Anna"), ("email", "anna@example.test")]);
    let catalogue = store.law().catalogue();
    let email = catalogue.field("email").unwrap().id;
    let purpose = catalogue.purpose("respond_inquiry").unwrap().id;

    let person = store.person(id).unwrap();
    assert_eq!(store.find(email, "anna@example.test").unwrap(), [person.ordinal]);
    let question = Question { actor: store.system_actor(purpose), action: Action::Read, purpose, at: now() };
    let fact = person.current().find(|fact| fact.field == email).unwrap();
    let verdict = store.decide(&question, &person, fact).unwrap();
    let permit = verdict.permit().unwrap_or_else(|| panic!("{:?}", verdict.reasons()));
    let opened = store.open_value(&permit, &person, fact.no).unwrap();
    assert_eq!(opened.as_str(), "anna@example.test");
    assert_eq!(opened.commitment().0, fact.commitment);

    let mut change = store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    change.suppress(email, "anna@example.test", "erasure");
    let entries = change.commit().unwrap();
    assert_eq!(entries.last().unwrap().event, Event::Erased);

    let erased = store.person(id).unwrap();
    assert!(erased.flags.erased);
    assert!(matches!(store.open_value(&permit, &erased, fact.no), Err(StoreError::Gone)));
    assert_eq!(store.find(email, "anna@example.test").unwrap(), []);
    assert_eq!(store.suppressed_all(email, &["anna@example.test", "b@example.test"]).unwrap(), [true, false]);
    assert!(store.examine().unwrap().is_sound());

    let verified = store.ledger().verify(|_, _| {}).unwrap();
    assert_eq!(verified.entries, store.ledger().size().unwrap());
    drop(store);
    assert_eq!(bed.open().ledger().verify(|_, _| {}).unwrap(), verified);
}
