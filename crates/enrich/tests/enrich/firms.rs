//! Firms by what their public facts mean: filtered, sorted, and followed as they change.

use jiff::civil::date;
use zgoda_enrich::firms::{Firm, FirmFilter, FirmOrder, Firms};
use zgoda_enrich::statements::{take, undo};
use zgoda_formats::Input;
use zgoda_formats::firmographics::{SizeClass, Voivodeship};
use zgoda_law::SourceType;
use zgoda_store::{IncomingFact, NewSource, OrgId, SourceId};

use crate::support::{Bed, now, stamp};

const MICRO: &str = include_str!("../../../formats/tests/fixtures/statements/SFJMIZ_v1-2_syntetyczny.xml");

fn source(bed: &Bed, kind: SourceType) -> SourceId {
    let source = NewSource {
        kind,
        name: "odpis".into(),
        duty: kind.duty(),
        is_public: true,
        occurred_at: now(),
        approved: true,
        evidence: "odpis".into(),
    };
    bed.store.add_source(stamp(), source).unwrap()
}

fn tell(bed: &Bed, org: OrgId, source: SourceId, facts: &[(&str, &str)]) {
    let fact = |(field, value): &(&str, &str)| IncomingFact {
        field: (*field).into(),
        value: (*value).into(),
        path: String::new(),
    };
    let facts: Vec<IncomingFact> = facts.iter().map(fact).collect();
    let mut change = bed.store.change(stamp());
    change.merge_organisation(&bed.store.organisation(org).unwrap(), source, &[], &facts).unwrap();
    change.commit().unwrap();
}

fn add(bed: &Bed, name: &str, krs: &str, facts: &[(&str, &str)]) -> OrgId {
    let org = bed.store.add_organisation(stamp(), name, Some(krs), None).unwrap();
    tell(bed, org, source(bed, SourceType::RegistryKrs), facts);
    org
}

/// Four firms, of which the last is but a name.
fn street(bed: &Bed) -> [OrgId; 4] {
    [
        add(
            bed,
            "Łąka S.A.",
            "0000123456",
            &[
                ("seat_voivodeship", "MAŁOPOLSKIE"),
                ("main_activity", "62.01.Z"),
                ("registration_date", "2010-05-01"),
            ],
        ),
        add(
            bed,
            "Ala S.A.",
            "0000000002",
            &[
                ("seat_voivodeship", "ŁÓDZKIE"),
                ("main_activity", "62.10.B"),
                ("registration_date", "2025-12-01"),
            ],
        ),
        add(
            bed,
            "Zora S.A.",
            "0000000003",
            &[
                ("seat_voivodeship", "MAŁOPOLSKIE"),
                ("main_activity", "10.61.Z"),
                ("registration_date", "2001-01-01"),
            ],
        ),
        bed.store.add_organisation(stamp(), "Mewa S.A.", None, None).unwrap(),
    ]
}

/// All firms on one page.
const WHOLE: std::ops::Range<usize> = 0..usize::MAX;

fn names(found: Vec<Firm>) -> Vec<String> {
    found.into_iter().map(|firm| firm.name.split(' ').next().unwrap().to_owned()).collect()
}

fn select(firms: &Firms, bed: &Bed, filter: &FirmFilter, order: FirmOrder, down: bool) -> Vec<String> {
    names(firms.select(&bed.store, filter, (order, down), date(2026, 11, 22), WHOLE).unwrap().firms)
}

#[test]
fn firms_are_filtered_by_what_their_facts_mean_and_those_of_which_too_little_is_known_are_left_out() {
    let bed = Bed::new();
    street(&bed);
    let firms = Firms::default();
    let by_name = |filter: FirmFilter| select(&firms, &bed, &filter, FirmOrder::Name, false);
    let all = FirmFilter::default();
    assert_eq!(by_name(all.clone()), ["Ala", "Łąka", "Mewa", "Zora"], "in the order of the alphabet");
    let malopolskie = Some(Voivodeship::Malopolskie);
    assert_eq!(by_name(FirmFilter { voivodeship: malopolskie, ..all.clone() }), ["Łąka", "Zora"]);
    for (code, expected) in
        [("62", &["Ala", "Łąka"][..]), ("62.10.B", &["Ala", "Łąka"]), ("62.01", &["Łąka"]), ("10", &["Zora"])]
    {
        let filter = FirmFilter { activity: Some(code.into()), ..all.clone() };
        assert_eq!(by_name(filter), expected, "{code}: in either vintage");
    }
    assert_eq!(by_name(FirmFilter { age: Some((0, 2)), ..all.clone() }), ["Ala"]);
    assert_eq!(by_name(FirmFilter { age: Some((10, u16::MAX)), ..all.clone() }), ["Łąka", "Zora"]);
    assert!(by_name(FirmFilter { size: Some(SizeClass::Micro), ..all.clone() }).is_empty());
    let both = FirmFilter { voivodeship: malopolskie, age: Some((20, u16::MAX)), ..all };
    assert_eq!(by_name(both), ["Zora"]);
}

#[test]
fn firms_are_sorted_either_way_and_what_is_not_known_comes_last() {
    let bed = Bed::new();
    street(&bed);
    let firms = Firms::default();
    for (order, up, down) in [
        (FirmOrder::Name, ["Ala", "Łąka", "Mewa", "Zora"], ["Zora", "Mewa", "Łąka", "Ala"]),
        (FirmOrder::Age, ["Ala", "Łąka", "Zora", "Mewa"], ["Zora", "Łąka", "Ala", "Mewa"]),
        (FirmOrder::Voivodeship, ["Ala", "Łąka", "Zora", "Mewa"], ["Łąka", "Zora", "Ala", "Mewa"]),
        (FirmOrder::Activity, ["Zora", "Ala", "Łąka", "Mewa"], ["Ala", "Łąka", "Zora", "Mewa"]),
    ] {
        let all = FirmFilter::default();
        assert_eq!(select(&firms, &bed, &all, order, false), up, "{order:?}");
        assert_eq!(select(&firms, &bed, &all, order, true), down, "{order:?} down");
    }
}

#[test]
fn a_page_is_cut_from_the_sorted_whole_and_tells_how_many_there_are() {
    let bed = Bed::new();
    street(&bed);
    let (firms, all) = (Firms::default(), FirmFilter::default());
    let page = |page| {
        let asked = (FirmOrder::Age, true);
        firms.select(&bed.store, &all, asked, date(2026, 11, 22), page).unwrap()
    };
    let whole = page(WHOLE).firms;
    for from in 0..6 {
        for to in from..7 {
            let cut = page(from..to);
            let expected: Vec<_> = whole.iter().take(to).skip(from).cloned().collect();
            assert_eq!((cut.firms, cut.total), (expected, 4), "{from}..{to}");
        }
    }
}

#[test]
fn what_is_kept_in_memory_follows_every_change_and_equals_what_is_read_anew() {
    let bed = Bed::new();
    let [org, ala, ..] = street(&bed);
    let firms = Firms::default();
    let agree = || {
        let asked = (&FirmFilter::default(), (FirmOrder::Name, false), date(2026, 11, 22));
        let kept = firms.select(&bed.store, asked.0, asked.1, asked.2, WHOLE).unwrap();
        assert_eq!(kept, Firms::default().select(&bed.store, asked.0, asked.1, asked.2, WHOLE).unwrap());
        kept.firms
    };
    let size = |found: Vec<Firm>| found.into_iter().find(|firm| firm.id == org).unwrap().size;
    assert_eq!(size(agree()), None);
    let input = Input::from(MICRO.as_bytes().to_vec());
    let taken = take(&bed.store, Some(org), &input, &bed.actor(), now()).unwrap();
    assert_eq!(size(agree()), Some((SizeClass::Micro, SizeClass::Micro)));
    let no = taken[0].outcome.as_ref().unwrap().no;
    undo(&bed.store, org, no, &bed.actor(), now()).unwrap();
    assert_eq!(size(agree()), None);

    let site = source(&bed, SourceType::Website);
    tell(&bed, ala, site, &[("seat_voivodeship", "POMORSKIE")]);
    let region = |found: Vec<Firm>| found.into_iter().find(|firm| firm.id == ala).unwrap().voivodeship;
    assert_eq!(region(agree()), Some(Voivodeship::Lodzkie), "a register is believed before a website");
    let mut ranks = bed.store.ranks().unwrap();
    ranks.fields.insert("seat_voivodeship".into(), vec![zgoda_law::SourceClass::Site]);
    bed.store.set_ranks(&ranks).unwrap();
    assert_eq!(region(agree()), Some(Voivodeship::Pomorskie), "the controller's order is followed");
    assert_eq!(firms.divisions(&bed.store).unwrap(), [("10".into(), 1), ("62".into(), 2)].into());
    bed.store.add_organisation(stamp(), "Nowa", None, None).unwrap();
    assert_eq!(agree().len(), 5);
}
