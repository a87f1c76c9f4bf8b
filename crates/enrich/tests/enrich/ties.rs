//! Ties between firms, from what the court register tells of partners.

use zgoda_enrich::ties::{TieKind, ties};
use zgoda_store::{IncomingFact, OrgId};

use crate::support::{Bed, MASKED, NAMED, now, stamp};

fn told(bed: &Bed, org: OrgId) -> Vec<(TieKind, String, Option<OrgId>)> {
    let org = bed.store.organisation(org).unwrap();
    let short = |name: String| name.split(' ').take(2).collect::<Vec<_>>().join(" ");
    ties(&bed.store, &org).unwrap().into_iter().map(|tie| (tie.kind, short(tie.name), tie.org)).collect()
}

#[test]
fn a_tie_is_told_on_both_sides_and_no_person_makes_one() {
    let bed = Bed::new();
    let owned = bed.enrich(MASKED, false, now()).unwrap().org.unwrap();
    assert_eq!(told(&bed, owned), [(TieKind::Shareholder, "BURSZTYNOWA FALA".into(), None)]);
    let owner = bed.enrich(NAMED, false, now()).unwrap().org.unwrap();
    assert_eq!(told(&bed, owned), [(TieKind::Shareholder, "BURSZTYNOWA FALA".into(), Some(owner))]);
    assert_eq!(told(&bed, owner), [(TieKind::Holding, "PRACOWNIA ŻYWYCH".into(), Some(owned))]);
    let partners = bed.facts(owned).into_iter().filter(|(field, _)| field == "shareholder").count();
    assert_eq!(partners, 1, "the partner who is a person is not carried");

    let sister = bed.store.add_organisation(stamp(), "Siostra S.A.", Some("0000000007"), None).unwrap();
    let source = bed.store.organisation_facts(owned).unwrap()[0].source;
    let fact = |field: &str, value: &str| IncomingFact {
        field: field.into(),
        value: value.into(),
        path: String::new(),
    };
    let facts =
        [fact("shareholder", &format!("{NAMED} BURSZTYNOWA FALA")), fact("organ_member", "0009000027 X")];
    let mut change = bed.store.change(stamp());
    let org = bed.store.organisation(sister).unwrap();
    change.merge_organisation(&org, source, &[], &facts).unwrap();
    change.commit().unwrap();
    let of_owned = told(&bed, owned);
    assert!(of_owned.contains(&(TieKind::Sister, "Siostra S.A.".into(), Some(sister))));
    assert!(of_owned.contains(&(TieKind::MemberOf, "Siostra S.A.".into(), Some(sister))));
    assert_eq!(told(&bed, owner).len(), 2);
    let of_sister = told(&bed, sister);
    assert!(of_sister.contains(&(TieKind::OrganMember, "PRACOWNIA ŻYWYCH".into(), Some(owned))));
    assert!(of_sister.contains(&(TieKind::Sister, "PRACOWNIA ŻYWYCH".into(), Some(owned))));
}
