//! The ledger inside the store: proofs over stored subtrees, checkpoints, and what tampering it finds.

use zgoda_law::{Action, Event};
use zgoda_ledger::{
    Hash, Verifier, consistency_proof, inclusion_proof, leaf_hash, tree_root, verify_consistency,
    verify_inclusion,
};
use zgoda_store::{Draft, Entry, Part, Store, StoreError};
use zgoda_vault::{Keyring, VaultError};

use crate::bed::{Bed, now, stamp};
use crate::people::Office;

/// Around the sizes at which a stored subtree is complete.
const SIZES: [u64; 8] = [255, 256, 257, 511, 512, 513, 769, 1025];

/// Brings the ledger to this size, some entries in every change.
fn grow(store: &Store, size: u64) {
    while store.ledger().size().unwrap() < size {
        let mut change = store.change(stamp());
        for _ in 0..(size - store.ledger().size().unwrap()).min(37) {
            change.record(Draft::new(Event::RetentionRun, Action::Use).detail("run"));
        }
        change.commit().unwrap();
    }
}

pub fn every_entry_is_proven_at_every_size(bed: &Bed) {
    let store = bed.open();
    let ledger = store.ledger();
    let mut roots: Vec<(u64, Hash)> = Vec::new();
    for size in SIZES {
        grow(&store, size);
        let verified = ledger.verify(|_, _| {}).unwrap();
        let root = tree_root(&ledger, size).unwrap();
        assert_eq!((verified.entries, verified.root), (size, root.0));
        let entries = ledger.raw(0, size).unwrap();
        for index in (0..size).step_by(31).chain([size - 1]) {
            let path = inclusion_proof(&ledger, index, size).unwrap();
            let leaf = leaf_hash(&entries[index as usize]);
            verify_inclusion(&leaf, index, size, &path, &root).unwrap();
            assert!(verify_inclusion(&leaf_hash(b"another"), index, size, &path, &root).is_err());
        }
        for (old, old_root) in &roots {
            let path = consistency_proof(&ledger, *old, size).unwrap();
            verify_consistency(*old, old_root, size, &root, &path).unwrap();
            assert!(verify_consistency(*old, &root, size, &root, &path).is_err());
        }
        roots.push((size, root));
    }
    let size = SIZES[SIZES.len() - 1];
    let stored: u64 = [4, 8, 12].iter().map(|level| size >> level).sum();
    assert_eq!(bed.work().number("SELECT COUNT(*) FROM ledger_subtree"), stored);
}

pub fn a_checkpoint_is_signed_once_and_holds_after_reopening(bed: &Bed) {
    let store = bed.open();
    grow(&store, 300);
    let note = store.ledger().checkpoint(now()).unwrap();
    assert_eq!(store.ledger().checkpoint(now()).unwrap(), note);
    let signed = Verifier::from_vkey(&store.ledger().vkey()).unwrap().verify(&note).unwrap();
    assert_eq!((signed.size, signed.origin.as_str()), (300, "zgoda.example.test"));
    grow(&store, 301);
    drop(store);
    let store = bed.open();
    grow(&store, 600);
    let verified = store.ledger().verify(|_, _| {}).unwrap();
    assert_eq!((verified.entries, verified.checkpoint), (600, Some(note)));
    assert_eq!(tree_root(&store.ledger(), 300).unwrap(), signed.root);
}

/// What the verification of the ledger finds after one row was changed.
fn damage_after(bed: &Bed, sql: &'static str, params: Vec<zgoda_store::sql::Value>) -> u64 {
    let store = bed.open();
    grow(&store, 300);
    store.ledger().checkpoint(now()).unwrap();
    bed.work().change(sql, params).unwrap();
    match store.ledger().verify(|_, _| {}) {
        Err(StoreError::LedgerDamaged(at)) => at,
        other => panic!("{sql}: {other:?}"),
    }
}

pub fn a_changed_entry_is_found(bed: &Bed) {
    let store = bed.open();
    grow(&store, 300);
    let entry = store.ledger().entries(7, 8).unwrap().remove(0);
    drop(store);
    let other = Entry { detail: "run two".into(), ..entry };
    let at =
        damage_after(bed, "UPDATE ledger_entry SET entry = $1 WHERE seq = 7", vec![other.encode().into()]);
    assert!(at >= 7);
}

pub fn an_entry_with_a_flipped_bit_is_found(bed: &Bed) {
    let store = bed.open();
    grow(&store, 300);
    let mut bytes = store.ledger().raw(9, 10).unwrap().remove(0);
    drop(store);
    bytes[0] ^= 0x40;
    let at = damage_after(bed, "UPDATE ledger_entry SET entry = $1 WHERE seq = 9", vec![bytes.into()]);
    assert_eq!(at, 9);
}

pub fn a_removed_entry_is_found(bed: &Bed) {
    assert!(damage_after(bed, "DELETE FROM ledger_entry WHERE seq = 12", vec![]) >= 12);
}

pub fn a_changed_subtree_is_found(bed: &Bed) {
    let value = vec![[9_u8; 32].into()];
    let at = damage_after(bed, "UPDATE ledger_subtree SET hash = $1 WHERE level = 8 AND position = 0", value);
    assert_eq!(at, 256);
}

pub fn a_changed_checkpoint_is_found(bed: &Bed) {
    assert_eq!(
        damage_after(bed, "UPDATE checkpoint SET note = $1 WHERE size = 300", vec!["no note".into()]),
        300
    );
}

pub fn a_damaged_list_of_facts_is_refused_and_reported(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test"), ("phone", "+48600000001")]);
    let other = office.add(&[("email", "jan@example.test")]);
    let person = office.store.person(id).unwrap();
    let sql = "SELECT facts FROM subject WHERE subject_id = $1";
    let mut facts: Vec<u8> = bed.work().rows(sql, &[person.ordinal.into()])[0].get(0).unwrap();
    facts.pop();
    let sql = "UPDATE subject SET facts = $1 WHERE subject_id = $2";
    bed.work().change(sql, vec![facts.into(), person.ordinal.into()]).unwrap();
    assert!(matches!(office.store.person(id), Err(StoreError::Sql(_))));
    assert_eq!(office.store.person(other).unwrap().facts.len(), 1);
    let findings = office.store.examine().unwrap();
    assert_eq!((findings.unreadable, findings.orphaned, findings.is_sound()), (1, 0, false));
}

pub fn a_changed_box_is_refused_and_others_still_open(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let other = office.add(&[("first_name", "Jan")]);
    let person = office.store.person(id).unwrap();
    let read = "SELECT boxes FROM sealed WHERE subject_id = $1";
    let mut blob: Vec<u8> = bed.vault().rows(read, &[person.ordinal.into()])[0].get(0).unwrap();
    let last = blob.len() - 1;
    blob[last] ^= 1;
    let change = "UPDATE sealed SET boxes = $1 WHERE subject_id = $2";
    bed.vault().change(change, vec![blob.clone().into(), person.ordinal.into()]).unwrap();
    let person = office.store.person(id).unwrap();
    let (name, email) = (office.standing(&person, "first_name"), office.standing(&person, "email"));
    assert!(matches!(office.read(&person, email), Err(StoreError::Vault(VaultError::BoxCorrupted))));
    assert_eq!(office.read(&person, name).unwrap(), "Anna");
    assert_eq!(office.store.examine().unwrap().unproven, 1);

    // The boxes of one person under the name of another.
    let other = office.store.person(other).unwrap();
    bed.vault().change(change, vec![blob.into(), other.ordinal.into()]).unwrap();
    let other = office.store.person(other.id).unwrap();
    let no = office.standing(&other, "first_name");
    assert!(matches!(office.read(&other, no), Err(StoreError::Vault(VaultError::BoxCorrupted))));

    bed.vault().change(change, vec![vec![1_u8, 2, 3].into(), other.ordinal.into()]).unwrap();
    assert!(matches!(office.store.person(other.id), Err(StoreError::Vault(VaultError::BoxesCorrupted))));
}

pub fn another_keyring_is_refused(bed: &Bed) {
    drop(bed.open());
    let stranger = bed.config_with(Keyring::generate().unwrap());
    assert!(matches!(Store::open(stranger), Err(StoreError::Mismatch)));
    drop(bed.open());
}

pub fn an_installation_without_data_is_opened_by_nobody_who_expects_some(bed: &Bed) {
    let missing = || matches!(Store::open_existing(bed.config()), Err(StoreError::Missing(Part::Databases)));
    assert!(missing() && missing(), "the first time made nothing that looks like data");
    drop(bed.open());
    drop(Store::open_existing(bed.config()).unwrap());
}
