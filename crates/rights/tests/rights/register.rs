//! People known only from a register: nobody there has an address, and yet they must not come back.

use jiff::Timestamp;
use zgoda_connectors::replay::Server;
use zgoda_enrich::{Options, PeopleReport, Registers, SourceSettings, Target, plan, run};
use zgoda_law::{Event, ReasonCode, SubjectId};
use zgoda_rights::{Content, ErasureOptions, erasure, look, object};

use crate::bed::{Bed, at, now, stamp};

/// The board of this company alone is shown without masks.
const NAMED: &str = "0009000019";
const MASKED: &str = "0009000027";

fn later() -> Timestamp {
    at("2026-12-10T10:00:00Z")
}

/// An installation that may ask the register, which stands beside it.
struct Desk {
    bed: Bed,
    _register: Server,
}

impl Desk {
    fn new() -> Self {
        let (bed, register) = (Bed::new(), Server::start().unwrap());
        SourceSettings::save(&bed.store, "krs", true, Some(&register.base_url().unwrap().to_string()))
            .unwrap();
        Self { bed, _register: register }
    }

    fn enrich(&self, number: &str, at: Timestamp) -> PeopleReport {
        let store = &self.bed.store;
        let actor = store.system_actor(self.bed.purpose("enrich_company"));
        let registers = Registers::from_store(store, "https://operator.example/contact").unwrap();
        let target = Target::Krs(number.parse().unwrap());
        let plan = plan(store, &target, Options { with_persons: true }, &actor, at).unwrap();
        run(store, registers.krs().unwrap(), &plan, &actor, at).unwrap().people
    }

    fn erase(&self, id: SubjectId) -> Option<u32> {
        let officer = self.bed.officer(now());
        erasure::carry_out(&self.bed.store, &officer, id, &ErasureOptions::default()).unwrap().suppressed
    }

    fn holder(&self, people: &[SubjectId], office: &str) -> SubjectId {
        let (store, officer) = (&self.bed.store, self.bed.officer(now()));
        let holds = |id: &&SubjectId| {
            let view = look(store, &officer, self.bed.purpose("subject_rights"), &self.bed.person(**id));
            let fields = view.unwrap().fields;
            let mut values = fields.iter().flat_map(|field| &field.values);
            values.any(|value| matches!(&value.content, Content::Open(shown) if shown.text() == office))
        };
        *people.iter().find(holds).unwrap()
    }
}

#[test]
fn an_erased_member_of_the_board_does_not_come_back_with_the_next_enrichment() {
    let desk = Desk::new();
    let first = desk.enrich(NAMED, now());
    assert_eq!((first.added.len(), first.stopped.len()), (3, 0));
    let id = desk.holder(&first.added, "PREZES ZARZĄDU");
    assert_eq!(desk.erase(id), Some(2), "by name, and masked by office");
    let again = desk.enrich(NAMED, later());
    assert_eq!((again.added.len(), again.confirmed.len()), (0, 2));
    assert_eq!(again.stopped, [(ReasonCode::Suppressed, 1)].into());
    assert!(desk.bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_member_who_objected_does_not_come_back_either() {
    let desk = Desk::new();
    let first = desk.enrich(NAMED, now());
    let id = desk.holder(&first.added, "PREZES ZARZĄDU");
    let heeded = object(&desk.bed.store, stamp(now()), id, "email").unwrap();
    assert!(heeded.erased, "nothing but the enrichment kept these data");
    assert!(desk.bed.events(id).contains(&Event::Objected));
    let again = desk.enrich(NAMED, later());
    assert_eq!((again.added.len(), again.confirmed.len()), (0, 2));
    assert_eq!(again.stopped, [(ReasonCode::Suppressed, 1)].into());
}

#[test]
fn a_masked_member_is_kept_away_with_the_office() {
    let desk = Desk::new();
    let first = desk.enrich(MASKED, now());
    let all = first.added.len();
    assert!(all > 1);
    assert_eq!(desk.erase(first.added[0]), Some(1));
    let again = desk.enrich(MASKED, later());
    let kept_away = again.stopped[&ReasonCode::Suppressed];
    assert!(again.added.is_empty() && kept_away >= 1, "{again:?}");
}

#[test]
fn who_refuses_the_list_may_come_back() {
    let desk = Desk::new();
    let first = desk.enrich(NAMED, now());
    let options = ErasureOptions { suppress: false, ..ErasureOptions::default() };
    let done = erasure::carry_out(&desk.bed.store, &desk.bed.officer(now()), first.added[0], &options);
    assert_eq!(done.unwrap().suppressed, Some(0));
    let again = desk.enrich(NAMED, later());
    assert_eq!((again.added.len(), again.confirmed.len()), (1, 2));
}
