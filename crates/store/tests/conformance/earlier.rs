//! Boxes as earlier versions wrote them, with the salt inside. They are made here by an implementation of its own, from
//! the keys and the boxes of today.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use zgoda_law::{Ending, Event, SubjectId};
use zgoda_vault::{Form, SealedBox};

use crate::backup::{back_up, other_engine, restore};
use crate::bed::{Bed, stamp};
use crate::forgetting::{Copy, copy};
use crate::people::Office;

const NAMES: [(&str, &str); 3] =
    [("first_name", "Anna"), ("email", "anna@example.test"), ("phone", "+48600000001")];

fn cipher(key: &[u8]) -> Aes256Gcm {
    Aes256Gcm::new_from_slice(key).unwrap()
}

/// The data key itself, by hand.
fn data_key(keyring: &str, id: SubjectId, copy: &Copy) -> Vec<u8> {
    let kek = keyring.lines().find_map(|line| line.strip_prefix("kek.1 = ")).unwrap();
    let aad = [b"zgoda/dkey/1", &1_u32.to_be_bytes()[..], id.as_bytes()].concat();
    let (nonce, msg) = copy.wrapped.bytes[1..].split_at(12);
    cipher(&hex::decode(kek).unwrap()).decrypt(nonce.into(), Payload { msg, aad: &aad }).unwrap()
}

/// What every box is bound to.
fn place(id: SubjectId, sealed: &SealedBox) -> Vec<u8> {
    [&id.as_bytes()[..], &sealed.field.0.to_be_bytes(), &sealed.fact.0.to_be_bytes()].concat()
}

/// Takes a box of today apart, and puts it together as it was done before.
fn of_before(key: &Aes256Gcm, id: SubjectId, sealed: &SealedBox) -> Vec<u8> {
    let (place, fact) = (place(id, sealed), sealed.fact.0.to_be_bytes());
    let (front, msg) = sealed.bytes.split_at(16);
    let aad = [b"zgbox2", &place[..], &front[12..]].concat();
    let value = key.decrypt(front[..12].into(), Payload { msg, aad: &aad }).unwrap();
    let salt = key.encrypt([b"zgsalt/2", &fact[..]].concat()[..].into(), front).unwrap();
    let aad = [b"zgoda/box1", &place[..]].concat();
    // Any nonce will do that no other box has.
    let nonce = [&[7; 8], &fact[..]].concat();
    let msg = [&value, &salt[..16]].concat();
    let encrypted = key.encrypt(nonce[..].into(), Payload { msg: &msg, aad: &aad }).unwrap();
    [&[1], &nonce[..], &encrypted].concat()
}

/// Gives the person's boxes the form that earlier versions wrote.
fn take_back(bed: &Bed, office: &Office, id: SubjectId) {
    let copy = copy(bed, office, id).unwrap();
    let key = cipher(&data_key(&bed.keyring, id, &copy));
    let mut blob = vec![1];
    for sealed in &copy.boxes {
        let bytes = of_before(&key, id, sealed);
        blob.extend([sealed.fact.0 as u8, sealed.field.0 as u8, bytes.len() as u8]);
        blob.extend(bytes);
    }
    put(bed, office, id, blob);
}

fn form(bed: &Bed, office: &Office, id: SubjectId) -> Form {
    copy(bed, office, id).unwrap().boxes.form()
}

fn assert_read(office: &Office, id: SubjectId, expected: &[(&str, &str)]) {
    let person = office.store.person(id).unwrap();
    assert_eq!(person.current().count(), expected.len());
    for (field, value) in expected {
        assert_eq!(office.read(&person, office.standing(&person, field)).unwrap(), *value);
    }
}

pub fn boxes_of_an_earlier_version_are_read_and_renewed_with_the_first_change(bed: &Bed) {
    let office = Office::open(bed);
    let ids = [(); 3].map(|()| office.add(&NAMES));
    ids.iter().for_each(|id| take_back(bed, &office, *id));
    drop(office);
    let office = Office::open(bed);
    for id in ids {
        assert_eq!(form(bed, &office, id), Form::SaltInside);
        assert_read(&office, id, &NAMES);
    }
    assert!(office.store.examine().unwrap().is_sound());

    let [added, forgotten, left] = ids;
    office.add_to(&office.store.person(added).unwrap(), "note", "nowa").unwrap();
    let person = office.store.person(forgotten).unwrap();
    let mut change = office.store.change(stamp());
    change.forget(&person, &[office.standing(&person, "phone")], Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let all = [&NAMES[..], &[("note", "nowa")]].concat();
    let assert_all = |bed: &Bed, office: &Office| {
        let expected = [
            (added, &all[..], Form::SaltInFront),
            (forgotten, &NAMES[..2], Form::SaltInFront),
            (left, &NAMES, Form::SaltInside),
        ];
        for (id, values, of) in expected {
            assert_eq!(form(bed, office, id), of);
            assert_read(office, id, values);
        }
        assert!(office.store.examine().unwrap().is_sound());
    };
    assert_all(bed, &office);

    let shelf = tempfile::tempdir().unwrap();
    back_up(&office.store, shelf.path());
    let target = other_engine(bed);
    let (store, _) = restore(shelf.path(), &target).unwrap();
    assert_all(&target, &Office::around(store));
}

/// Somebody with all keys puts another value in a box.
pub fn a_value_that_the_ledger_was_not_told_of_is_found(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&NAMES);
    let held = copy(bed, &office, id).unwrap();
    let key = cipher(&data_key(&bed.keyring, id, &held));
    let person = office.store.person(id).unwrap();
    let name = office.standing(&person, "first_name");
    let mut boxes = held.boxes;
    let mut sealed = boxes.remove(name).unwrap();
    let aad = [b"zgbox2", &place(id, &sealed)[..], &[9; 4]].concat();
    let forged = key.encrypt((&[9; 12]).into(), Payload { msg: b"Jan", aad: &aad }).unwrap();
    sealed.bytes = [&[9; 16], &forged[..]].concat();
    boxes.push(sealed).unwrap();
    assert_eq!(office.store.examine().unwrap().unproven, 0);
    put(bed, &office, id, boxes.encode());
    assert_eq!(office.read(&office.store.person(id).unwrap(), name).unwrap(), "Jan", "it opens");
    let findings = office.store.examine().unwrap();
    assert_eq!((findings.unproven, findings.is_sound()), (1, false));
}

fn put(bed: &Bed, office: &Office, id: SubjectId, blob: Vec<u8>) {
    let owner = office.store.person(id).unwrap().ordinal;
    let sql = "UPDATE sealed SET boxes = $1 WHERE subject_id = $2";
    bed.vault().change(sql, vec![blob.into(), owner.into()]).unwrap();
}
