//! Entries by hand.

use jiff::civil::date;
use zgoda_intake::{Entry, ImportPlan, PlannedSource, SourceKind, add_person, add_value};
use zgoda_law::Basis;

use crate::bed::{Bed, by, now, refusal};

fn entry(bed: &Bed, values: &[(&str, &str)]) -> Entry {
    Entry { values: values.iter().map(|(field, value)| (bed.field(field), (*value).to_owned())).collect() }
}

fn call(bed: &Bed) -> ImportPlan {
    bed.plan(SourceKind::Call, "Telefon 18.11", &[("respond_inquiry", Basis::Contract)])
}

#[test]
fn a_person_is_added_with_source_and_basis_and_found_by_a_normal_form() {
    let bed = Bed::new();
    let values = [("first_name", "Zofia"), ("email", " Zofia@Example.test "), ("phone", "600 100 200")];
    let written = add_person(&bed.store, by(), &call(&bed), &entry(&bed, &values)).unwrap();
    assert_eq!((written.new, written.added), (true, 3));
    let zofia = bed.by_email("zofia@example.test");
    assert_eq!((zofia.id, bed.value(&zofia, "phone").as_str()), (written.person, "+48600100200"));
    assert_eq!(zofia.touchpoints[0].kind, "call");
    let again = add_person(&bed.store, by(), &call(&bed), &entry(&bed, &values)).unwrap();
    assert_eq!((again.new, again.added, again.confirmed, again.person), (false, 0, 3, zofia.id));
}

#[test]
fn an_entry_without_source_or_basis_is_refused() {
    let bed = Bed::new();
    let entry = entry(&bed, &[("email", "a@example.test")]);
    let no_basis = ImportPlan { links: vec![], ..call(&bed) };
    let refused = |plan: &ImportPlan| refusal(&add_person(&bed.store, by(), plan, &entry).unwrap_err()).0;
    assert_eq!(refused(&no_basis), ["BASIS_MISSING"]);
    let unnamed =
        PlannedSource::New { kind: SourceKind::Manual, name: String::new(), evidence: String::new() };
    assert_eq!(refused(&ImportPlan { source: unnamed, ..call(&bed) }), ["source_unnamed"]);
    assert_eq!(bed.store.people_count().unwrap(), 0);
}

#[test]
fn what_is_no_address_is_refused_and_so_is_an_identifier() {
    let bed = Bed::new();
    let refused = |values: &[(&str, &str)]| {
        refusal(&add_person(&bed.store, by(), &call(&bed), &entry(&bed, values)).unwrap_err()).0
    };
    assert_eq!(refused(&[("email", "zofia@")]), ["email_invalid"]);
    assert_eq!(refused(&[("phone", "12")]), ["phone_invalid"]);
    assert_eq!(refused(&[("note", "PESEL 44051401359"), ("email", "a@example.test")]), ["FORBIDDEN_FIELD"]);
    assert_eq!(
        refused(&[("note", "choruje na cukrzycę"), ("email", "a@example.test")]),
        ["SPECIAL_CATEGORY_UNCLEARED"]
    );
}

#[test]
fn a_value_is_added_to_a_known_person_beside_what_is_held() {
    let bed = Bed::new();
    let person =
        add_person(&bed.store, by(), &call(&bed), &entry(&bed, &[("email", "a@example.test")])).unwrap();
    let add = |field: &str, value: &str| {
        add_value(&bed.store, by(), &call(&bed), person.person, bed.field(field), value)
    };
    assert_eq!(add("email", "b@example.test").unwrap().added, 1);
    assert_eq!(add("email", "b@example.test").unwrap().confirmed, 1);
    assert_eq!(bed.by_email("a@example.test").id, bed.by_email("b@example.test").id);
    let home = add("home_address", "Lipowa 3").unwrap_err();
    assert_eq!(refusal(&home).0, ["NOT_NECESSARY"]);
}

#[test]
fn an_erased_persons_address_comes_back_only_from_the_person_and_only_later() {
    let bed = Bed::new();
    let mut change = bed.store.change(by().stamp());
    change.suppress(bed.field("email"), "a@example.test", "erasure");
    change.commit().unwrap();
    let entry = entry(&bed, &[("email", "a@example.test")]);
    let earlier = add_person(&bed.store, by(), &call(&bed), &entry).unwrap_err();
    assert_eq!(refusal(&earlier).0, ["SUPPRESSED"]);
    let later = zgoda_intake::By::system(now() + jiff::SignedDuration::from_hours(48));
    let mut plan = call(&bed);
    plan.occurred_on = Some(date(2026, 11, 24));
    assert!(add_person(&bed.store, later, &plan, &entry).unwrap().new);
    let mut referral =
        bed.plan(SourceKind::Referral, "Polecenie", &[("direct_marketing_own", Basis::LegitimateInterest)]);
    referral.occurred_on = Some(date(2026, 11, 24));
    let mut change = bed.store.change(by().stamp());
    change.suppress(bed.field("email"), "c@example.test", "erasure");
    change.commit().unwrap();
    let entry = self::entry(&bed, &[("email", "c@example.test")]);
    let error = add_person(&bed.store, later, &referral, &entry).unwrap_err();
    assert_eq!(refusal(&error).0, ["SUPPRESSED"]);
}
