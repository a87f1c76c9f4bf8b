//! Taking an import back.

use zgoda_intake::import::undo;
use zgoda_intake::{ImportPlan, SourceKind};
use zgoda_law::{Basis, Ending, ObjectionKind};
use zgoda_store::{ImportId, NewObjection, StoreError};

use crate::bed::{Bed, by};

const FILE: &str = "Imię;E-mail;Telefon\nAnna;anna@example.test;600100200\nEwa;ewa@example.test;\n";

#[test]
fn who_came_with_an_undone_import_cannot_be_found_any_more() {
    let bed = Bed::new();
    let id = bed.import(FILE, &bed.fair()).import.unwrap();
    let anna = bed.by_email("anna@example.test");
    let undone = undo(&bed.store, by(), id, &mut |_| {}).unwrap();
    assert_eq!((undone.destroyed, undone.partly), (2, 0));
    assert!(!bed.is_known("anna@example.test") && !bed.is_known("ewa@example.test"));
    let gone = bed.store.person(anna.id).unwrap();
    assert!(gone.flags.erased);
    assert!(gone.facts.iter().all(|fact| fact.ended.is_some_and(|(_, how)| how == Ending::Undone)));
    assert!(bed.store.examine().unwrap().is_sound());
    assert_eq!(bed.store.people_count().unwrap(), 0);
    let again = undo(&bed.store, by(), id, &mut |_| {}).unwrap();
    assert_eq!((again.destroyed, again.partly), (0, 0));
    assert_eq!(bed.import(FILE, &bed.fair()).counts.imported, 2, "the file may come in again");
}

#[test]
fn who_gained_facts_from_elsewhere_keeps_them_and_loses_only_what_the_import_brought() {
    let bed = Bed::new();
    let first = bed.import(FILE, &bed.fair()).import.unwrap();
    let chat = bed.plan(SourceKind::Chat, "Czat", &[("respond_inquiry", Basis::Contract)]);
    bed.import("E-mail;Miasto\nanna@example.test;Łódź\n", &chat);
    let undone = undo(&bed.store, by(), first, &mut |_| {}).unwrap();
    assert_eq!((undone.destroyed, undone.partly), (1, 1));
    assert!(!bed.is_known("anna@example.test"));
    assert_eq!(bed.store.people_count().unwrap(), 1);
    let left = bed.store.people(&Default::default(), None, 10).unwrap();
    let person = bed.store.person_by_ordinal(left[0]).unwrap();
    assert_eq!(bed.values(&person), [("city".to_owned(), "Łódź".to_owned())]);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn what_an_import_confirmed_stays_when_it_is_undone() {
    let bed = Bed::new();
    bed.import(FILE, &bed.fair());
    let second = bed.import(FILE, &bed.fair()).import.unwrap();
    let undone = undo(&bed.store, by(), second, &mut |_| {}).unwrap();
    assert_eq!((undone.destroyed, undone.partly), (0, 0));
    assert!(bed.is_known("anna@example.test"));
}

#[test]
fn an_objection_outlives_the_import_that_brought_the_person() {
    let bed = Bed::new();
    let id = bed.import(FILE, &bed.fair()).import.unwrap();
    let anna = bed.by_email("anna@example.test");
    let mut change = bed.store.change(by().stamp());
    change.open(&anna).unwrap();
    let (kind, made_at) = (ObjectionKind::Marketing, by().at());
    change
        .add_objection(anna.id, NewObjection { kind, channel: None, made_at, via: "email".into() })
        .unwrap();
    change.commit().unwrap();
    undo(&bed.store, by(), id, &mut |_| {}).unwrap();
    let again = bed.import(FILE, &ImportPlan { informed: true, ..bed.fair() });
    assert_eq!((again.counts.suppressed, again.counts.imported), (1, 1));
}

#[test]
fn an_import_that_does_not_exist_cannot_be_undone() {
    let bed = Bed::new();
    let error = undo(&bed.store, by(), ImportId(9), &mut |_| {}).unwrap_err();
    assert!(matches!(error, zgoda_intake::IntakeError::Store(StoreError::NotFound("import"))));
}
