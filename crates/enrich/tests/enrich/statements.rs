//! Financial statements of firms: taken, refused, corrected, taken back.

use zgoda_enrich::EnrichError;
use zgoda_enrich::statements::{Added, NotTaken, Place, Year, standing, take, undo};
use zgoda_formats::statement::Figure;
use zgoda_formats::{FormatError, Input};
use zgoda_law::SourceType;
use zgoda_store::{IncomingFact, NewSource, OrgId, StoreError};

use crate::support::{Bed, now, stamp};

const OTHER: &str = include_str!("../../../formats/tests/fixtures/statements/SFJINZ_v1-2_syntetyczny.xml");
const KRS: &str = "0000123456";
const NIP: &str = "1234563218";

fn firm(bed: &Bed) -> OrgId {
    bed.store.add_organisation(stamp(), "Przykład sp. z o.o.", Some(KRS), None).unwrap()
}

fn offer(bed: &Bed, org: Option<OrgId>, document: &str) -> Result<Added, NotTaken> {
    let input = Input::from(document.as_bytes().to_vec());
    let mut taken = take(&bed.store, org, &input, &bed.actor(), now()).unwrap();
    assert_eq!(taken.len(), 1);
    taken.remove(0).outcome
}

fn assets(bed: &Bed, org: OrgId) -> Vec<(i16, i64)> {
    let all = bed.store.statements(org).unwrap();
    let years = Year::all(&standing(&all));
    years.iter().map(|year| (year.ends.year(), year.figures[&Figure::Assets])).collect()
}

#[test]
fn a_statement_is_taken_once_with_its_figures_and_its_hash_and_nobodys_name() {
    let bed = Bed::new();
    let org = firm(&bed);
    let added = offer(&bed, Some(org), OTHER).unwrap();
    assert_eq!((added.org, added.place, added.period_to.year()), (org, Place::First, 2024));
    assert_eq!(assets(&bed, org), [(2023, 480_000_000), (2024, 520_000_000)]);
    let kept = bed.store.statements(org).unwrap();
    let source = bed.store.source(kept[0].source).unwrap();
    assert_eq!(source.name, "e-sprawozdanie 2024");
    assert!(source.evidence.starts_with("sha256:") && source.evidence.ends_with("SFJINZ (1) 1-2"));
    assert_eq!(kept[0].figures.len(), 10);

    assert!(matches!(offer(&bed, Some(org), OTHER), Err(NotTaken::Held)));
    assert!(matches!(offer(&bed, None, OTHER), Err(NotTaken::Held)), "whichever way it comes");
    assert_eq!(bed.store.statements(org).unwrap().len(), 1);
    assert!(bed.facts(org).is_empty(), "figures are not facts of a register");
}

#[test]
fn a_statement_that_is_not_the_firms_is_refused_with_the_reason() {
    let bed = Bed::new();
    let add = |name: &str, krs, nip| bed.store.add_organisation(stamp(), name, krs, nip).unwrap();
    let why = |org, document: &str| format!("{:?}", offer(&bed, org, document).unwrap_err());
    assert_eq!(why(None, OTHER), "NoFirm");
    let other = add("Inna", Some("0000000001"), Some(NIP));
    assert_eq!(why(Some(other), OTHER), "OtherFirm", "one number is the same, the other is not");
    assert_eq!(why(Some(add("Bez numeru", None, None)), OTHER), "NumberUnknown");
    let org = add("Przykład", None, Some("5260250274"));
    assert_eq!(why(Some(org), OTHER), "OtherFirm");
    let nameless = OTHER.replace(KRS, "").replace(NIP, "");
    assert_eq!(why(Some(org), &nameless), "Nameless");
    let future = OTHER.replace("2024-12-31", "2026-12-31");
    assert_eq!(why(Some(firm(&bed)), &future), "Future");
    assert!(matches!(
        offer(&bed, Some(org), "<Faktura/>"),
        Err(NotTaken::Unreadable(FormatError::NotAStatement))
    ));
    assert!(bed.store.statements(org).unwrap().is_empty());
}

#[test]
fn the_figures_of_people_who_trade_in_their_own_name_are_not_taken() {
    let bed = Bed::new();
    let by_name = bed.store.add_organisation(stamp(), "Bar Pod Lipą s.c.", None, Some(NIP)).unwrap();
    assert!(matches!(offer(&bed, Some(by_name), OTHER), Err(NotTaken::NaturalPerson)));
    let bed = Bed::new();
    let org = firm(&bed);
    let source = NewSource {
        kind: SourceType::RegistryCeidg,
        name: "CEIDG".into(),
        duty: SourceType::RegistryCeidg.duty(),
        is_public: true,
        occurred_at: now(),
        approved: true,
        evidence: "wpis 1".into(),
    };
    let source = bed.store.add_source(stamp(), source).unwrap();
    let form = "OSOBA FIZYCZNA PROWADZĄCA DZIAŁALNOŚĆ GOSPODARCZĄ";
    let fact = IncomingFact { field: "legal_form".into(), value: form.into(), path: String::new() };
    let mut change = bed.store.change(stamp());
    change.merge_organisation(&bed.store.organisation(org).unwrap(), source, &[], &[fact]).unwrap();
    change.commit().unwrap();
    assert!(matches!(offer(&bed, Some(org), OTHER), Err(NotTaken::NaturalPerson)));
}

#[test]
fn a_correction_stands_in_place_of_the_first_until_it_is_taken_back() {
    let bed = Bed::new();
    let org = firm(&bed);
    offer(&bed, None, OTHER).unwrap();
    let later = OTHER.replace("2025-03-20", "2025-06-20").replace("5200000.00", "5300000.00");
    let correction = offer(&bed, None, &later).unwrap();
    assert_eq!(correction.place, Place::Correction);
    assert_eq!(assets(&bed, org)[1], (2024, 530_000_000));
    let earlier = OTHER.replace("2025-03-20", "2025-01-20").replace("5200000.00", "5100000.00");
    assert_eq!(offer(&bed, None, &earlier).unwrap().place, Place::Older);
    assert_eq!(assets(&bed, org)[1], (2024, 530_000_000));

    undo(&bed.store, org, correction.no, &bed.actor(), now()).unwrap();
    assert_eq!(assets(&bed, org)[1], (2024, 520_000_000), "what was replaced stands again");
    let again = undo(&bed.store, org, correction.no, &bed.actor(), now());
    assert!(matches!(again, Err(EnrichError::Store(StoreError::NotFound(_)))));
    assert!(offer(&bed, None, &later).is_ok(), "what was taken back may come again");
    let all = bed.store.statements(org).unwrap();
    assert_eq!((all.len(), all.iter().filter(|held| held.undone.is_some()).count()), (4, 1));
}

#[test]
fn without_a_purpose_that_needs_figures_none_is_held() {
    let bed = Bed::unprepared();
    let org = firm(&bed);
    let input = Input::from(OTHER.as_bytes().to_vec());
    let refused = take(&bed.store, Some(org), &input, &bed.actor(), now());
    assert!(matches!(refused, Err(EnrichError::Refused(reasons)) if !reasons.is_empty()));
    assert!(bed.store.statements(org).unwrap().is_empty());
}
