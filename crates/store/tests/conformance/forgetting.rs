//! Values end: superseded, forgotten one by one, erased with their key, undone with their import.

use zgoda_law::{Ending, Event, SubjectId};
use zgoda_store::{ImportCounts, Ordinal, StoreError};
use zgoda_vault::{Boxes, Keyring, Vault, VaultError, WrappedKey};

use crate::bed::{Bed, now, stamp};
use crate::people::Office;

/// The vault's rows of one person, as a thief or an old backup would have them.
pub struct Copy {
    pub wrapped: WrappedKey,
    pub boxes: Boxes,
}

pub fn copy(bed: &Bed, office: &Office, id: SubjectId) -> Option<Copy> {
    let Ordinal(owner) = office.store.person(id).unwrap().ordinal;
    let (_, wrapped) = bed.wrapped_keys().into_iter().find(|(whose, _)| *whose == owner)?;
    let rows = bed.vault().rows("SELECT boxes FROM sealed WHERE subject_id = $1", &[owner.into()]);
    let boxes = Boxes::decode(&rows.first()?.get::<Vec<u8>>(0).unwrap()).unwrap();
    Some(Copy { wrapped, boxes })
}

pub fn a_forgotten_value_cannot_be_opened_with_what_is_left(bed: &Bed) {
    let office = Office::open(bed);
    let vault = Vault::new(Keyring::parse(&bed.keyring).unwrap());
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test"), ("phone", "+48600000000")]);
    let person = office.store.person(id).unwrap();
    let (email, phone) = (office.standing(&person, "email"), office.standing(&person, "phone"));
    let before = copy(bed, &office, id).unwrap();
    let permit = office.permit(&person, email);

    let mut change = office.store.change(stamp());
    change.forget(&person, &[email], Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();

    let after = copy(bed, &office, id).unwrap();
    assert_ne!(after.wrapped, before.wrapped);
    assert!(after.boxes.get(email).is_none());
    let key = vault.unwrap_key(id, &after.wrapped).unwrap();
    let old_box = before.boxes.get(email).unwrap();
    assert_eq!(vault.open(&permit, &key, old_box).err(), Some(VaultError::BoxCorrupted));
    let old_key = vault.unwrap_key(id, &before.wrapped).unwrap();
    assert!(vault.open(&permit, &old_key, old_box).is_ok(), "the copy of the key is what would open it");

    let left = office.store.person(id).unwrap();
    assert!(matches!(office.store.open_value(&permit, &left, email), Err(StoreError::Gone)));
    assert_eq!(left.fact(email).unwrap().ended, Some((now(), Ending::Erased)));
    assert_eq!(office.read(&left, phone).unwrap(), "+48600000000");
    assert_eq!(left.fact(phone).unwrap().commitment, person.fact(phone).unwrap().commitment);
    assert!(office.by_email("anna@example.test").is_none());
    assert_eq!(office.add_to(&left, "email", "nowa@example.test").map(|no| no.0 > phone.0).ok(), Some(true));
    assert!(office.store.examine().unwrap().is_sound());
}

pub fn nothing_of_an_erased_person_is_left_in_the_vault(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let person = office.store.person(id).unwrap();
    let email = office.field("email");
    let mut change = office.store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    change.suppress(email, "anna@example.test", "erasure");
    change.commit().unwrap();

    assert!(copy(bed, &office, id).is_none());
    for table in
        ["SELECT COUNT(*) FROM data_key", "SELECT COUNT(*) FROM sealed", "SELECT COUNT(*) FROM blind_index"]
    {
        assert_eq!(bed.vault().number(table), 0, "{table}");
    }
    let erased = office.store.person(id).unwrap();
    assert!(erased.current().next().is_none() && erased.facts.iter().all(|fact| !erased.holds(fact.no)));
    assert_eq!(office.store.suppressed_since(email, "anna@example.test").unwrap(), Some(now()));
    assert_eq!((office.store.people_count().unwrap(), office.store.erased_count().unwrap()), (0, 1));
    let mut again = office.store.change(stamp());
    assert!(matches!(again.erase(&erased, Ending::Erased, Event::Erased), Err(StoreError::Erased)));
    let events: Vec<_> = office.store.ledger().about(id).unwrap().iter().map(|entry| entry.event).collect();
    assert_eq!(events, [Event::NoticeDelivered, Event::Collected, Event::Erased]);
}

pub fn a_superseded_value_stays_as_history(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let person = office.store.person(id).unwrap();
    let old = office.standing(&person, "email");
    let mut change = office.store.change(stamp());
    change.supersede(&person, old, Ending::Superseded).unwrap();
    let new = office.collect(&mut change, &person, "email", "anna.nowa@example.test").unwrap();
    change.commit().unwrap();

    let person = office.store.person(id).unwrap();
    assert_eq!(office.standing(&person, "email"), new);
    assert_eq!(person.fact(old).unwrap().ended, Some((now(), Ending::Superseded)));
    assert!(person.holds(old) && person.holds(new));
    assert_eq!(office.read(&person, new).unwrap(), "anna.nowa@example.test");
    let mut again = office.store.change(stamp());
    let refused = again.supersede(&person, old, Ending::Superseded).unwrap_err();
    assert!(refused.is_conflict());
}

pub fn an_import_is_undone_whole_and_once(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let own = office.add(&[("email", "anna@example.test")]);
    let import = store.begin_import(stamp(), office.source.id, [7; 32], "csv", "{}").unwrap();
    let mut change = store.change(stamp());
    for row in 0..3_u64 {
        let blank = office.begin(&mut change, Some(import));
        office.collect(&mut change, &blank, "email", &format!("jan{row}@example.test")).unwrap();
        change.refuse_row(import, 10 + row, "no_source");
    }
    let counts = ImportCounts { rows: 6, imported: 3, refused: 3, ..ImportCounts::default() };
    change.count_import(import, &counts).unwrap();
    change.commit().unwrap();
    store.finish_import(stamp(), import, &counts).unwrap();
    let held = store.import(import).unwrap();
    assert_eq!((held.counts, held.finished_at, held.undone_at), (counts, Some(now()), None));
    assert_eq!((held.source, held.file_digest, held.actor), (office.source.id, [7; 32], stamp().actor));
    assert_eq!(store.imports(5).unwrap(), [held]);
    assert_eq!(
        store.refusals(import, 2).unwrap(),
        [(10, "no_source".to_owned()), (11, "no_source".to_owned())]
    );
    assert_eq!(store.refusal_counts(import).unwrap(), [("no_source".to_owned(), 3)]);

    let undo = || {
        let mut change = store.change(stamp());
        change.undo_import(import);
        for ordinal in store.people_of_import(import).unwrap() {
            let person = store.person_by_ordinal(ordinal).unwrap();
            change.erase(&person, Ending::Undone, Event::Erased).unwrap();
        }
        change.commit()
    };
    undo().unwrap();
    assert_eq!(store.import(import).unwrap().undone_at, Some(now()));
    assert_eq!(store.people_of_import(import).unwrap(), []);
    assert_eq!((store.people_count().unwrap(), store.erased_count().unwrap()), (1, 3));
    assert!(office.by_email("jan0@example.test").is_none());
    assert!(store.person(own).unwrap().current().next().is_some());
    assert!(undo().unwrap_err().is_conflict(), "twice");
    assert!(store.examine().unwrap().is_sound());
}

pub fn a_suppression_outlives_the_person_and_matches_no_look_up(bed: &Bed) {
    let office = Office::open(bed);
    let (email, phone) = (office.field("email"), office.field("phone"));
    let mut change = office.store.change(stamp());
    change.suppress(email, "anna@example.test", "objection");
    change.suppress(email, "anna@example.test", "erasure");
    change.commit().unwrap();
    let many: Vec<String> = (0..70).map(|n| format!("p{n}@example.test")).collect();
    let mut asked: Vec<&str> = many.iter().map(String::as_str).collect();
    asked.insert(40, "anna@example.test");
    let found = office.store.suppressed_all(email, &asked).unwrap();
    assert!(found[40] && found.iter().filter(|is| **is).count() == 1);
    assert_eq!(office.store.suppressed_all(phone, &["anna@example.test"]).unwrap(), [false]);
    assert_eq!(office.store.find(email, "anna@example.test").unwrap(), []);
    assert_eq!(bed.vault().number("SELECT COUNT(*) FROM suppression WHERE field > 0"), 1);
}
