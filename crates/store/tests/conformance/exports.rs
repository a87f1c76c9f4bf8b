//! Files that leave: who is in them stands beside them, what may not leave is counted, and both outlive erasure and restore.

use jiff::ToSpan;
use jiff::civil::date;
use zgoda_law::{Action, Ending, Event, ReasonCode, Recipient, RecipientRole, SubjectId};
use zgoda_store::{
    ArchiveKind, Export, ExportFormat, NewExport, Ordinal, Question, Reading, RecipientKind, Store, mark,
};

use crate::backup::{back_up, back_up_keys, other_engine, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;

/// A mail house within the area, with or without a contract.
pub fn house(contract: bool) -> Recipient {
    Recipient {
        role: RecipientRole::Processor,
        country: "PL".parse().unwrap(),
        contract,
        basis: None,
        mechanism: None,
        dpf_listed: false,
        scc_signed: false,
        tia_valid_to: None,
        derogation_approved: false,
    }
}

fn reading<'s>(office: &'s Office, fields: &[&str], contract: bool) -> Reading<'s> {
    let (store, purpose) = (&office.store, office.purpose);
    let question =
        Question { actor: store.system_actor(purpose), action: Action::Disclose, purpose, at: now() };
    let fields: Vec<_> = fields.iter().map(|field| office.field(field)).collect();
    store.reading(question).fields(&fields).disclosed_to(house(contract))
}

/// Begins a file for the mail house.
fn begin(office: &Office) -> Export {
    let new = NewExport {
        purpose: office.purpose,
        fields: vec![office.field("first_name"), office.field("email")],
        kind: RecipientKind::Processor,
        recipient: "Drukarnia Mak".into(),
        country: "PL".parse().unwrap(),
        format: ExportFormat::Csv,
        public_key: None,
        chosen: 3,
        expires_on: date(2026, 12, 5),
    };
    let refused = [("NOTICE_REQUIRED_FIRST".to_owned(), 2)];
    let id = office.store.begin_export(stamp(), &new, &refused).unwrap();
    office.store.export(id).unwrap()
}

/// Puts people into a file.
pub fn export_all(office: &Office, people: &[SubjectId]) -> Export {
    let export = begin(office);
    let ordinals = people.iter().map(|id| office.store.person(*id).unwrap().ordinal);
    let read = reading(office, &["first_name", "email"], true).into_export(&export);
    let values: Vec<_> = read.of_people(ordinals).map(Result::unwrap).collect();
    assert!(!values.is_empty());
    office.store.export(export.id).unwrap()
}

pub fn a_file_is_recorded_with_whom_it_holds_and_what_became_of_it(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let both = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let one = office.add(&[("email", "ewa@example.test")]);
    let from = store.ledger().size().unwrap();
    let export = export_all(&office, &[both, one]);
    assert_eq!((export.people, export.values, export.chosen), (2, 3, 3));
    assert_eq!((export.refused[0].1, export.file.clone(), export.destroyed.clone()), (2, None, None));
    assert!(export.is_out() && export.is_disclosure());
    let fields_of = |id: SubjectId| {
        let found = store.exports_of(store.person(id).unwrap().ordinal).unwrap();
        found.into_iter().map(|export| export.fields.len()).collect::<Vec<_>>()
    };
    assert_eq!((fields_of(both), fields_of(one)), (vec![2], vec![1]));
    let entries = store.ledger().entries(from, store.ledger().size().unwrap()).unwrap();
    let told: Vec<_> = entries.iter().filter(|entry| entry.subject.is_some()).collect();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|entry| entry.event == Event::Disclosed && entry.detail == "export 1"));

    store.finish_export(stamp(), &export, 700, [7; 32]).unwrap();
    assert!(store.finish_export(stamp(), &export, 700, [7; 32]).unwrap_err().is_conflict());
    let late = reading(&office, &["email"], true).into_export(&export);
    let late = late.of_person(one).map(drop).unwrap_err();
    assert!(late.is_conflict(), "nobody gets into a file that is finished: {late}");
    let found = store.export(export.id).unwrap();
    assert_eq!(found.file, Some((700, "07".repeat(32))));

    let due = |day| store.exports_out(day, 9).unwrap().len();
    assert_eq!((due(date(2026, 12, 5)), due(date(2026, 12, 6))), (0, 1));
    let totals = store.export_totals().unwrap();
    assert_eq!((totals.files, totals.people), (1, 2));
    store.settle_export(stamp(), export.id, date(2026, 12, 1), "pismo 4/2026").unwrap();
    assert!(store.settle_export(stamp(), export.id, date(2026, 12, 2), "x").unwrap_err().is_conflict());
    let settled = store.export(export.id).unwrap();
    assert_eq!(settled.destroyed.unwrap().proof, "pismo 4/2026");
    assert_eq!((due(date(2026, 12, 6)), store.export_totals().unwrap().files), (0, 0));
    assert_eq!(store.exports(now() - 1.hour(), 9).unwrap(), [], "as of a moment before");
}

pub fn what_may_not_leave_is_counted_under_its_reason(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let told = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let restricted = office.add(&[("email", "ewa@example.test")]);
    let gone = office.add(&[("email", "jan@example.test")]);
    office.add(&[("first_name", "Bez")]);
    let mut change = store.change(stamp());
    change.open(&store.person(restricted).unwrap()).unwrap();
    change.restrict(restricted, true).unwrap();
    change.erase(&store.person(gone).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let all = || (1..=5).map(Ordinal);
    let weighed = reading(&office, &["email"], true).weigh(all()).unwrap();
    assert_eq!((weighed.people, weighed.partly, weighed.values, weighed.without), (1, 0, 1, 1));
    assert_eq!(weighed.closed.into_iter().collect::<Vec<_>>(), [(ReasonCode::Restricted18, 1)]);
    let bare = reading(&office, &["email"], false);
    let weighed = bare.weigh(all()).unwrap();
    assert_eq!((weighed.people, weighed.values), (0, 0));
    assert_eq!(weighed.closed[&ReasonCode::DpaMissing], 1, "without a contract nothing leaves: {weighed:?}");
    assert!(bare.of_person(told).unwrap().is_empty());
    let opened = reading(&office, &["email"], true).of_people(all());
    assert_eq!(opened.map(Result::unwrap).count(), 1, "what is counted is what is read");
}

pub fn files_and_archives_survive_an_erasure_and_a_restore(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let export = export_all(&office, &[id]);
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    let ids = |store: &Store| {
        let all = store.archives(now(), 9).unwrap();
        all.into_iter().map(|archive| (archive.kind, archive.ended_at, archive.bytes > 0)).collect::<Vec<_>>()
    };
    let mut made = ids(&office.store);
    made.sort_by_key(|(kind, ..)| *kind);
    assert_eq!(made, [(ArchiveKind::Data, None, true), (ArchiveKind::Keys, None, true)]);
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(id).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    office.store.backup(folder.path(), &[ArchiveKind::Keys], stamp()).unwrap();
    let (store, _) = restore(folder.path(), &other_engine(bed)).unwrap();
    let person = store.person(id).unwrap();
    assert!(person.flags.erased);
    assert_eq!(
        store.exports_of(person.ordinal).unwrap(),
        std::slice::from_ref(&export),
        "their file is still out"
    );
    assert_eq!(mark(export.id, id), mark(store.exports(now(), 9).unwrap()[0].id, person.id));
}

pub fn a_file_that_left_after_the_backup_is_known_after_the_restore(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let anna = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let before = export_all(&office, &[anna]);
    let folder = tempfile::tempdir().unwrap();
    back_up(store, folder.path());

    // All of this is in no archive of data; one of the people in the file is in none either.
    store.finish_export(stamp(), &before, 700, [7; 32]).unwrap();
    store.settle_export(stamp(), before.id, date(2026, 12, 1), "pismo 4/2026").unwrap();
    let lost = office.add(&[("first_name", "Ewa"), ("email", "ewa@example.test")]);
    let after = export_all(&office, &[anna, lost]);
    let of_lost = store.person(lost).unwrap().ordinal;
    let all = store.exports(now(), 9).unwrap();
    let of_anna = store.exports_of(store.person(anna).unwrap().ordinal).unwrap();
    back_up_keys(store, folder.path());

    let (restored, done) = restore(folder.path(), &other_engine(bed)).unwrap();
    assert_eq!((done.missing, restored.exports(now(), 9).unwrap()), (1, all));
    assert_eq!(restored.exports_of(restored.person(anna).unwrap().ordinal).unwrap(), of_anna);
    assert_eq!(restored.exports_of(of_lost).unwrap().len(), 1, "their data are out, though we lost them");
    assert!(restored.examine().unwrap().is_sound());

    // Neither a number of a file nor that of the lost person is given out again.
    let copy = Office::around(restored);
    let new = copy.add(&[("first_name", "Jan"), ("email", "jan@example.test")]);
    let person = copy.store.person(new).unwrap();
    assert_eq!(copy.store.exports_of(person.ordinal).unwrap(), []);
    assert!(export_all(&copy, &[new]).id.0 > after.id.0);
}

pub fn an_archive_of_keys_ends_with_its_term_or_its_key(bed: &Bed) {
    let office = Office::open(bed);
    let (store, folder) = (&office.store, tempfile::tempdir().unwrap());
    let open = || {
        let all = store.archives(now() + 99.hours(), 9).unwrap();
        all.iter().filter(|archive| archive.ended_at.is_none()).count()
    };
    for hour in 0..3 {
        let stamp = zgoda_store::Stamp { at: now() + hour.hours(), ..stamp() };
        store.backup(folder.path(), &[ArchiveKind::Keys], stamp).unwrap();
    }
    assert_eq!(open(), 3);
    assert_eq!(store.prune_keys(folder.path(), now() + 1.hour(), stamp()).unwrap(), 1);
    assert_eq!(open(), 2);
    store.rotate_keys(stamp()).unwrap();
    store.retire_keys(stamp()).unwrap();
    assert_eq!(open(), 0, "what was sealed under the old key opens no more");
}
