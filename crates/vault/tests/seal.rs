//! Sealing and opening values against permits.

#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests are tests")]

mod permits;

use permits::{permit, permit_without_field};
use proptest::prelude::*;
use zgoda_law::{Action, FactNo, FieldId, SubjectId};
use zgoda_vault::{
    Boxes, Commitment, DataKey, Form, Keyring, SealedBox, VALUE_LIMIT, Vault, VaultError, WrappedKey,
};

const ANNA: SubjectId = SubjectId::from_bytes([0xa; 16]);
const JAN: SubjectId = SubjectId::from_bytes([0xb; 16]);
const EMAIL: FieldId = FieldId(3);
const PHONE: FieldId = FieldId(4);
const FACT: FactNo = FactNo(7);
const VALUE: &str = "anna@przykład.pl";

struct Sealed {
    vault: Vault,
    key: DataKey,
    sealed: SealedBox,
    commitment: Commitment,
}

fn sealed() -> Sealed {
    let vault = Vault::new(Keyring::generate().unwrap());
    let (key, _) = vault.new_data_key(ANNA).unwrap();
    let (sealed, commitment) = vault.seal(&permit(Action::Collect, ANNA, EMAIL), &key, FACT, VALUE).unwrap();
    Sealed { vault, key, sealed, commitment }
}

impl Sealed {
    fn read(&self, key: &DataKey, sealed: &SealedBox) -> Result<String, VaultError> {
        let opened = self.vault.open(&permit(Action::Read, ANNA, EMAIL), key, sealed)?;
        Ok(opened.as_str().to_owned())
    }
}

#[test]
fn what_was_sealed_is_opened_against_a_permit() {
    let it = sealed();
    assert_eq!((it.sealed.fact, it.sealed.field), (FACT, EMAIL));
    let opened = it.vault.open(&permit(Action::Read, ANNA, EMAIL), &it.key, &it.sealed).unwrap();
    assert_eq!(opened.as_str(), VALUE);
    assert_eq!(it.vault.commitment(&it.key, &it.sealed), Ok(it.commitment));
}

#[test]
fn the_wrapped_key_opens_what_the_key_sealed() {
    let it = sealed();
    let (key, wrapped) = it.vault.new_data_key(ANNA).unwrap();
    let (sealed, _) = it.vault.seal(&permit(Action::Collect, ANNA, EMAIL), &key, FACT, VALUE).unwrap();
    let again = it.vault.unwrap_key(ANNA, &it.vault.rewrap(ANNA, &wrapped).unwrap()).unwrap();
    assert_eq!(it.read(&again, &sealed).as_deref(), Ok(VALUE));
    assert_eq!(it.read(&it.key, &sealed), Err(VaultError::BoxCorrupted), "another key of the same person");
}

#[test]
fn only_an_action_that_needs_the_value_opens_it() {
    let it = sealed();
    let shut = [Action::Collect, Action::DeviceAccess, Action::Erase];
    for action in Action::ALL {
        let opened = it.vault.open(&permit(*action, ANNA, EMAIL), &it.key, &it.sealed);
        let opened = opened.map(|opened| opened.as_str().to_owned());
        let expected = if shut.contains(action) { Err(VaultError::NotCovered) } else { Ok(VALUE.to_owned()) };
        assert_eq!(opened, expected, "{action}");
    }
}

#[test]
fn only_a_permit_to_collect_seals() {
    let it = sealed();
    for action in Action::ALL {
        let sealed = it.vault.seal(&permit(*action, ANNA, EMAIL), &it.key, FACT, VALUE);
        let refusal = (*action != Action::Collect).then_some(VaultError::NotCovered);
        assert_eq!(sealed.err(), refusal, "{action}");
    }
}

#[test]
fn a_permit_for_another_field_or_person_opens_nothing() {
    let it = sealed();
    let open = |subject, field, key: &DataKey, sealed: &SealedBox| {
        it.vault.open(&permit(Action::Read, subject, field), key, sealed).err()
    };
    assert_eq!(open(ANNA, PHONE, &it.key, &it.sealed), Some(VaultError::NotCovered));
    assert_eq!(open(JAN, EMAIL, &it.key, &it.sealed), Some(VaultError::ForeignKey));
    let (jans, _) = it.vault.new_data_key(JAN).unwrap();
    assert_eq!(open(JAN, EMAIL, &jans, &it.sealed), Some(VaultError::BoxCorrupted));
    assert_eq!(open(ANNA, EMAIL, &jans, &it.sealed), Some(VaultError::ForeignKey));
    // A box that pretends to be of the field the permit is for.
    let moved = SealedBox { field: PHONE, ..it.sealed.clone() };
    assert_eq!(open(ANNA, PHONE, &it.key, &moved), Some(VaultError::BoxCorrupted));
}

#[test]
fn a_permit_for_no_field_opens_nothing() {
    let it = sealed();
    for action in [Action::Send, Action::Notify] {
        let opened = it.vault.open(&permit_without_field(action, ANNA), &it.key, &it.sealed);
        assert_eq!(opened.err(), Some(VaultError::NotCovered), "{action}");
    }
}

#[test]
fn nothing_is_sealed_under_a_key_that_another_person_s_erasure_destroys() {
    let it = sealed();
    let refused = it.vault.seal(&permit(Action::Collect, JAN, EMAIL), &it.key, FACT, VALUE);
    assert_eq!(refused.err(), Some(VaultError::ForeignKey));
}

#[test]
fn every_flipped_bit_and_every_truncation_of_a_box_is_refused() {
    let it = sealed();
    for at in 0..it.sealed.bytes.len() * 8 {
        let mut changed = it.sealed.clone();
        changed.bytes[at / 8] ^= 1 << (at % 8);
        assert_eq!(it.read(&it.key, &changed), Err(VaultError::BoxCorrupted), "bit {at}");
        assert_eq!(it.vault.commitment(&it.key, &changed), Err(VaultError::BoxCorrupted), "bit {at}");
    }
    for end in 0..it.sealed.bytes.len() {
        let cut = SealedBox { bytes: it.sealed.bytes[..end].to_vec(), ..it.sealed.clone() };
        assert_eq!(it.read(&it.key, &cut), Err(VaultError::BoxCorrupted), "{end} bytes");
    }
    for bit in 0..32 {
        let moved = SealedBox { fact: FactNo(FACT.0 ^ (1 << bit)), ..it.sealed.clone() };
        assert_eq!(it.read(&it.key, &moved), Err(VaultError::BoxCorrupted), "fact bit {bit}");
    }
}

#[test]
fn a_resealed_box_keeps_its_commitment_and_the_old_key_opens_it_no_more() {
    let it = sealed();
    let (new, _) = it.vault.new_data_key(ANNA).unwrap();
    let moved = it.vault.reseal(ANNA, &it.key, &new, &it.sealed).unwrap();
    let opened = it.vault.open(&permit(Action::Read, ANNA, EMAIL), &new, &moved).unwrap();
    assert_eq!(opened.as_str(), VALUE);
    assert_eq!(it.vault.commitment(&new, &moved), Ok(it.commitment));
    assert_ne!(moved.bytes[..16], it.sealed.bytes[..16], "the salt stands under another mask");
    assert_eq!(it.vault.commitment(&new, &it.sealed), Err(VaultError::BoxCorrupted));
    assert_eq!(it.read(&it.key, &moved), Err(VaultError::BoxCorrupted));
    assert_eq!(it.read(&new, &it.sealed), Err(VaultError::BoxCorrupted));
    let (jans, _) = it.vault.new_data_key(JAN).unwrap();
    assert_eq!(it.vault.reseal(ANNA, &it.key, &jans, &it.sealed), Err(VaultError::ForeignKey));
    assert_eq!(it.vault.reseal(JAN, &it.key, &jans, &it.sealed), Err(VaultError::ForeignKey));
}

#[test]
fn equal_values_seal_and_commit_differently() {
    let it = sealed();
    let (again, commitment) =
        it.vault.seal(&permit(Action::Collect, ANNA, EMAIL), &it.key, FACT, VALUE).unwrap();
    assert_ne!(again.bytes[..12], it.sealed.bytes[..12], "a nonce is never used again");
    assert_ne!(again.bytes[16..], it.sealed.bytes[16..]);
    assert_ne!(commitment, it.commitment);
}

#[test]
fn a_box_costs_32_bytes_over_its_value() {
    assert_eq!(sealed().sealed.bytes.len(), VALUE.len() + 32);
}

/// What an earlier version wrote of Anna, and what is in it.
struct Before {
    vault: Vault,
    key: DataKey,
    boxes: Boxes,
    /// Fact, field, commitment, value.
    expected: Vec<(FactNo, FieldId, Commitment, &'static str)>,
}

fn before() -> Before {
    let vault = Vault::new(Keyring::parse(include_str!("fixtures/keyring.txt")).unwrap());
    let mut lines = include_str!("fixtures/boxes_of_before.txt").lines();
    let wrapped = WrappedKey { version: 1, bytes: hex::decode(lines.next().unwrap()).unwrap() };
    let key = vault.unwrap_key(ANNA, &wrapped).unwrap();
    let blob = hex::decode(lines.next().unwrap()).unwrap();
    let boxes = Boxes::decode(&blob).unwrap();
    assert_eq!((boxes.form(), boxes.encode()), (Form::SaltInside, blob));
    let expected = lines.map(|line| {
        let mut columns = line.splitn(4, ' ');
        let mut column = || columns.next().unwrap();
        let (fact, field) = (FactNo(column().parse().unwrap()), FieldId(column().parse().unwrap()));
        (fact, field, Commitment(hex::decode(column()).unwrap().try_into().unwrap()), column())
    });
    Before { vault, key, boxes, expected: expected.collect() }
}

impl Before {
    fn assert_holds_all(&self, key: &DataKey, boxes: &Boxes) {
        assert_eq!(boxes.len(), self.expected.len());
        for (fact, field, commitment, value) in &self.expected {
            let sealed = boxes.get(*fact).unwrap();
            let opened = self.vault.open(&permit(Action::Read, ANNA, *field), key, sealed).unwrap();
            assert_eq!(opened.as_str(), *value);
            assert_eq!(self.vault.commitment(key, sealed), Ok(*commitment));
        }
    }
}

#[test]
fn boxes_of_an_earlier_version_are_opened() {
    let it = before();
    it.assert_holds_all(&it.key, &it.boxes);
}

#[test]
fn boxes_of_an_earlier_version_are_renewed_under_their_key_or_another() {
    let it = before();
    let mut renewed = it.boxes.clone();
    it.vault.renew(&it.key, &mut renewed).unwrap();
    assert_eq!(renewed.form(), Form::SaltInFront);
    it.assert_holds_all(&it.key, &renewed);
    let (again, shorter) = (renewed.clone(), it.boxes.encode().len() - renewed.encode().len());
    it.vault.renew(&it.key, &mut renewed).unwrap();
    assert_eq!(renewed, again, "what is of the newest form stays as it is");
    assert_eq!(shorter, 3 * 13 + 1);
    let (new, _) = it.vault.new_data_key(ANNA).unwrap();
    let mut moved = Boxes::new();
    it.boxes
        .iter()
        .for_each(|sealed| moved.push(it.vault.reseal(ANNA, &it.key, &new, sealed).unwrap()).unwrap());
    it.assert_holds_all(&new, &moved);
}

#[test]
fn boxes_that_do_not_open_are_not_renewed() {
    let it = before();
    let (other, _) = it.vault.new_data_key(ANNA).unwrap();
    let mut boxes = it.boxes.clone();
    assert_eq!(it.vault.renew(&other, &mut boxes), Err(VaultError::BoxCorrupted));
    assert_eq!(boxes, it.boxes);
}

#[test]
fn a_box_of_one_form_does_not_pass_for_the_other() {
    let (it, old) = (sealed(), before());
    let taken = SealedBox { form: Form::SaltInside, ..it.sealed.clone() };
    assert_eq!(it.read(&it.key, &taken), Err(VaultError::BoxCorrupted));
    let taken = SealedBox { form: Form::SaltInFront, ..old.boxes.get(FactNo(1)).unwrap().clone() };
    let read = permit(Action::Read, ANNA, EMAIL);
    assert_eq!(old.vault.open(&read, &old.key, &taken).err(), Some(VaultError::BoxCorrupted));
    let mut boxes = old.boxes.clone();
    assert_eq!(boxes.push(it.sealed), Err(VaultError::BoxCorrupted), "all of a blob are of one form");
}

#[test]
fn a_value_has_a_limit() {
    let it = sealed();
    let collect = permit(Action::Collect, ANNA, EMAIL);
    let longest = "a".repeat(VALUE_LIMIT);
    let (sealed, _) = it.vault.seal(&collect, &it.key, FACT, &longest).unwrap();
    assert_eq!(it.read(&it.key, &sealed).unwrap().len(), VALUE_LIMIT);
    let refused = it.vault.seal(&collect, &it.key, FACT, &(longest + "a")).err();
    assert_eq!(refused, Some(VaultError::ValueTooLong { limit: VALUE_LIMIT }));
}

#[test]
fn no_error_tells_the_value() {
    let it = sealed();
    let mut changed = it.sealed.clone();
    changed.bytes.truncate(20);
    let error = it.read(&it.key, &changed).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("anna"));
}

/// A box by itself, which stood in a blob.
fn owned(found: Option<SealedBox<&[u8]>>) -> Option<SealedBox> {
    found.map(|SealedBox { form, fact, field, bytes }| SealedBox { form, fact, field, bytes: bytes.to_vec() })
}

proptest! {
    #[test]
    fn any_value_comes_back_through_a_blob(values in prop::collection::btree_map(any::<u32>(), "\\PC{0,80}", 1..6)) {
        let vault = Vault::new(Keyring::generate().unwrap());
        let (key, wrapped) = vault.new_data_key(ANNA).unwrap();
        let (collect, read) = (permit(Action::Collect, ANNA, EMAIL), permit(Action::Read, ANNA, EMAIL));
        let (mut boxes, mut commitments) = (Boxes::new(), Vec::new());
        for (fact, value) in &values {
            let (sealed, commitment) = vault.seal(&collect, &key, FactNo(*fact), value).unwrap();
            boxes.push(sealed).unwrap();
            commitments.push(commitment);
        }
        let key = vault.unwrap_key(ANNA, &wrapped).unwrap();
        let blob = boxes.encode();
        let stored = Boxes::decode(&blob).unwrap();
        let mut look = Boxes::look_into(&blob).unwrap();
        for ((fact, value), commitment) in values.iter().zip(commitments) {
            prop_assert_eq!(owned(look.find(FactNo(*fact)).unwrap()), stored.get(FactNo(*fact)).cloned());
            prop_assert!(look.find(FactNo(*fact)).unwrap().is_none(), "it was passed by");
            let absent = FactNo(fact.saturating_add(1));
            let found = Boxes::look_into(&blob).unwrap().find(absent).unwrap();
            prop_assert_eq!(owned(found), stored.get(absent).cloned());
            let sealed = stored.get(FactNo(*fact)).unwrap();
            let opened = vault.open(&read, &key, sealed).unwrap();
            prop_assert_eq!(opened.as_str(), value);
            prop_assert_eq!(vault.commitment(&key, sealed), Ok(commitment));
        }
    }

    #[test]
    fn looking_into_arbitrary_bytes_finds_what_decoding_them_would_or_refuses(blob: Vec<u8>, fact: u32) {
        let found = Boxes::look_into(&blob).and_then(|mut look| look.find(FactNo(fact)).map(owned));
        if let Ok(boxes) = Boxes::decode(&blob) {
            prop_assert_eq!(found.unwrap(), boxes.get(FactNo(fact)).cloned());
        }
    }

    #[test]
    fn arbitrary_boxes_are_refused_without_panicking(bytes: Vec<u8>, fact: u32, before: bool) {
        let it = sealed();
        let form = if before { Form::SaltInside } else { Form::SaltInFront };
        let forged = SealedBox { form, fact: FactNo(fact), field: EMAIL, bytes };
        prop_assert_eq!(it.read(&it.key, &forged), Err(VaultError::BoxCorrupted));
        prop_assert_eq!(it.vault.commitment(&it.key, &forged), Err(VaultError::BoxCorrupted));
    }
}
