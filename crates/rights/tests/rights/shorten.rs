//! Terms that the controller makes shorter, and what is refused.

use jiff::civil::date;
use jiff::{Span, ToSpan};
use zgoda_law::{Basis, LifecycleGroup, SourceType};
use zgoda_rights::shorten::{UnfitTerm, preview, shorten};
use zgoda_rights::terms::{self, Reached};
use zgoda_rights::terms_work::follow;
use zgoda_rights::{RightsError, retention};

use crate::bed::{Bed, Known, at, now, stamp};

#[test]
fn a_shorter_term_reaches_what_is_held_and_what_comes_in() {
    let bed = Bed::new();
    let known = Known { links: &[("direct_marketing_own", Basis::LegitimateInterest)], ..Known::default() };
    let id = bed.add(&known);
    let reached = preview(&bed.store, "prospects", 3.months(), now()).unwrap();
    assert_eq!(reached, Reached { values: 3, people: 1, due: 0 });
    shorten(&bed.store, stamp(now()), "prospects", 3.months()).unwrap();
    assert!(follow(&bed.store, now()).unwrap() && !follow(&bed.store, now()).unwrap());
    let last = |id| bed.person(id).current().next().unwrap().last_day().unwrap();
    assert_eq!(last(id), date(2027, 2, 21));
    assert_eq!(last(bed.add(&known)), date(2027, 2, 21));
    terms::end(&bed.store, stamp(now()), "prospects").unwrap();
    assert_eq!((last(id), last(bed.add(&known))), (date(2027, 2, 21), date(2027, 11, 21)));
}

#[test]
fn a_term_is_never_made_longer_nor_is_one_of_an_act_changed() {
    let bed = Bed::new();
    shorten(&bed.store, stamp(now()), "enriched_uncontacted", 30.days()).unwrap();
    let cases: [(&str, Span, UnfitTerm); 7] = [
        ("prospects", 12.months(), UnfitTerm::NotShorter),
        ("prospects", 3.years(), UnfitTerm::NotShorter),
        ("prospects", 0.days(), UnfitTerm::Empty),
        ("prospects", Span::new().days(-3), UnfitTerm::Empty),
        ("tax_documents", 1.month(), UnfitTerm::Statutory),
        ("enriched_uncontacted", 30.days(), UnfitTerm::Contradicts),
        ("enriched_uncontacted", 2.months(), UnfitTerm::Contradicts),
    ];
    for (rule, term, unfit) in cases {
        let refused = shorten(&bed.store, stamp(now()), rule, term);
        assert!(
            matches!(refused, Err(RightsError::Term(found)) if found == unfit),
            "{rule} {term}: {refused:?}"
        );
    }
    assert_eq!(bed.store.decided_terms().unwrap().len(), 1);
    assert!(matches!(preview(&bed.store, "unknown", 1.day(), now()), Err(RightsError::NotFound("rule"))));
}

#[test]
fn what_only_a_claim_keeps_stands_in_the_archive() {
    let bed = Bed::new();
    let id = bed.add(&Known {
        source: SourceType::Form,
        links: &[("respond_inquiry", Basis::Contract), ("claims", Basis::LegitimateInterest)],
        values: &[("email", "anna@example.test")],
        ..Known::default()
    });
    assert_eq!(bed.person(id).lifecycle, LifecycleGroup::Leads);
    retention::run(&bed.store, stamp(at("2027-01-02T09:00:00Z")), None, |_| {}).unwrap();
    let person = bed.person(id);
    assert_eq!((person.lifecycle, person.current().count()), (LifecycleGroup::Archive, 1));
}
