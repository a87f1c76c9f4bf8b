//! What may be shown of a person.

use zgoda_law::{Basis, Ending, Event, ReasonCode, Role, SourceType};
use zgoda_rights::{Content, Name, look, look_many, name_of};

use crate::bed::{Bed, Known, at, now, stamp};

#[test]
fn a_reader_sees_what_their_purpose_needs_and_the_reasons_for_the_rest() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let known = Known {
        links: &[("accounting_tax", Basis::LegalObligation)],
        values: &[("invoice_no", "FV 1/2026")],
        ..Known::default()
    };
    bed.learn(id, &known);
    let seller = bed.staff(Role::Sales, "respond_inquiry", now());
    let view = look(&bed.store, &seller, bed.purpose("respond_inquiry"), &bed.person(id)).unwrap();
    let shown: Vec<(String, Result<String, ReasonCode>)> = view
        .fields
        .iter()
        .map(|field| {
            let content = match &field.values[0].content {
                Content::Open(shown) => Ok(shown.text().into_owned()),
                Content::Sealed(verdict) => Err(verdict.reasons()[0].code),
            };
            (field.name.clone(), content)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("first_name".into(), Ok("Anna".into())),
            ("last_name".into(), Ok("Lis".into())),
            ("email".into(), Ok("anna@example.test".into())),
            ("invoice_no".into(), Err(ReasonCode::NotNecessary)),
        ]
    );
    let entry = bed.store.ledger().about(id).unwrap().pop().unwrap();
    assert_eq!((entry.event, entry.facts.len(), entry.actor), (Event::Read, 3, seller.actor.id));
}

#[test]
fn every_value_carries_its_metryczka() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let seller = bed.staff(Role::Sales, "respond_inquiry", now());
    let view = look(&bed.store, &seller, bed.purpose("respond_inquiry"), &bed.person(id)).unwrap();
    let tag = serde_json::to_value(&view.fields[0].values[0].tag).unwrap();
    assert_eq!(tag["source_kind"], "form");
    assert_eq!(tag["purposes"][0]["purpose"], "respond_inquiry");
    assert_eq!(tag["purposes"][0]["until"], "2026-12-21");
    assert_eq!(tag["last_day"], "2026-12-21");
}

#[test]
fn sources_that_contradict_each_other_stand_side_by_side_the_latest_first() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    bed.learn(id, &Known { source: SourceType::Call, values: &[("last_name", "Liss")], ..Known::default() });
    let seller = bed.staff(Role::Sales, "respond_inquiry", now());
    let view = look(&bed.store, &seller, bed.purpose("respond_inquiry"), &bed.person(id)).unwrap();
    let last_name = view.fields.iter().find(|field| field.name == "last_name").unwrap();
    assert!(last_name.contradicts());
    assert_eq!(last_name.values[0].tag.source_kind, SourceType::Call);
    assert!(!view.fields[0].contradicts());
}

#[test]
fn nothing_is_opened_without_a_grant_and_nothing_is_logged_then() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let before = bed.store.ledger().size().unwrap();
    let accountant = bed.staff(Role::Accounting, "respond_inquiry", now());
    let person = bed.person(id);
    let view = look(&bed.store, &accountant, bed.purpose("respond_inquiry"), &person).unwrap();
    assert!(view.fields.iter().all(|field| matches!(field.values[0].content, Content::Sealed(_))));
    let name = name_of(&bed.store, &accountant, bed.purpose("respond_inquiry"), &person).unwrap();
    assert!(name == Name::Pseudonym(id) && name.short().len() == 8);
    assert_eq!(bed.store.ledger().size().unwrap(), before);
}

#[test]
fn many_people_are_shown_with_one_entry_each() {
    let bed = Bed::new();
    let people: Vec<_> = (0..3).map(|_| bed.person(bed.add(&Known::default()))).collect();
    let before = bed.store.ledger().size().unwrap();
    let seller = bed.staff(Role::Sales, "respond_inquiry", now());
    let views = look_many(&bed.store, &seller, bed.purpose("respond_inquiry"), &people).unwrap();
    assert_eq!(views.len(), 3);
    assert_eq!(bed.store.ledger().size().unwrap(), before + 3);
    let name = name_of(&bed.store, &seller, bed.purpose("respond_inquiry"), &people[0]).unwrap();
    assert_eq!(name.short(), "Anna Lis");
}

#[test]
fn after_its_term_a_value_is_shut_before_anything_destroys_it() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let seller = bed.staff(Role::Sales, "respond_inquiry", at("2026-12-20T23:00:00Z"));
    let view = look(&bed.store, &seller, bed.purpose("respond_inquiry"), &bed.person(id)).unwrap();
    let Content::Sealed(verdict) = &view.fields[0].values[0].content else { panic!("it is open") };
    assert_eq!(verdict.reasons()[0].code, ReasonCode::RetentionExpired);
}

#[test]
fn an_erased_person_has_nothing_to_show() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let mut change = bed.store.change(stamp(now()));
    change.erase(&bed.person(id), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let seller = bed.staff(Role::Sales, "respond_inquiry", now());
    let view = look(&bed.store, &seller, bed.purpose("respond_inquiry"), &bed.person(id)).unwrap();
    assert!(view.fields.is_empty() && view.flags.erased);
}
