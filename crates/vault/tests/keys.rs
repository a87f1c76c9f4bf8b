//! Data keys, blind indexes and application secrets: what needs no permit.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use proptest::prelude::*;
use zgoda_law::{FactNo, FieldId, SubjectId};
use zgoda_vault::{Boxes, Form, Keyring, SealedBox, Vault, VaultError, WrappedKey};

const ANNA: SubjectId = SubjectId::from_bytes([0xa; 16]);
const JAN: SubjectId = SubjectId::from_bytes([0xb; 16]);
const EMAIL: FieldId = FieldId(3);
const PHONE: FieldId = FieldId(4);

fn vault() -> Vault {
    Vault::new(Keyring::generate().unwrap())
}

fn again(vault: &Vault, change: impl FnOnce(&mut Keyring)) -> Vault {
    let mut keyring = Keyring::parse(&vault.keyring().to_text()).unwrap();
    change(&mut keyring);
    Vault::new(keyring)
}

fn refusal(vault: &Vault, subject: SubjectId, wrapped: &WrappedKey) -> VaultError {
    vault.unwrap_key(subject, wrapped).err().unwrap()
}

#[test]
fn a_data_key_is_unwrapped_for_its_person_only() {
    let vault = vault();
    let (key, wrapped) = vault.new_data_key(ANNA).unwrap();
    assert_eq!(key.subject(), ANNA);
    assert_eq!((wrapped.version, wrapped.bytes.len()), (1, 61));
    assert_eq!(vault.unwrap_key(ANNA, &wrapped).unwrap().subject(), ANNA);
    assert_eq!(refusal(&vault, JAN, &wrapped), VaultError::WrappedKeyCorrupted);
    assert_eq!(vault.rewrap(JAN, &wrapped), Err(VaultError::WrappedKeyCorrupted));
}

#[test]
fn every_changed_bit_and_every_truncation_of_a_wrapped_key_is_found() {
    let vault = vault();
    let (_, wrapped) = vault.new_data_key(ANNA).unwrap();
    for at in 0..wrapped.bytes.len() * 8 {
        let mut changed = wrapped.clone();
        changed.bytes[at / 8] ^= 1 << (at % 8);
        assert_eq!(refusal(&vault, ANNA, &changed), VaultError::WrappedKeyCorrupted, "bit {at}");
    }
    for end in 0..wrapped.bytes.len() {
        let cut = WrappedKey { version: 1, bytes: wrapped.bytes[..end].to_vec() };
        assert_eq!(refusal(&vault, ANNA, &cut), VaultError::WrappedKeyCorrupted, "{end} bytes");
    }
}

#[test]
fn a_dropped_key_encryption_key_ends_what_was_not_rewrapped() {
    let old = vault();
    let (_, left) = old.new_data_key(ANNA).unwrap();
    let (_, moved) = old.new_data_key(JAN).unwrap();
    let both = again(&old, |keyring| assert_eq!(keyring.rotate_kek().unwrap(), 2));
    let moved = both.rewrap(JAN, &moved).unwrap();
    assert_eq!(moved.version, 2);
    assert_eq!(both.unwrap_key(ANNA, &left).unwrap().subject(), ANNA);
    let new = again(&both, |keyring| keyring.drop_kek(1).unwrap());
    assert_eq!(new.unwrap_key(JAN, &moved).unwrap().subject(), JAN);
    assert_eq!(refusal(&new, ANNA, &left), VaultError::KeyVersionUnknown { version: 1 });
    let claimed = WrappedKey { version: 2, ..left };
    assert_eq!(refusal(&new, ANNA, &claimed), VaultError::WrappedKeyCorrupted);
}

#[test]
fn a_blind_index_depends_on_field_value_keyring_and_use() {
    let vault = vault();
    let index = vault.blind_index(EMAIL, "anna@example.pl");
    assert_eq!(vault.blind_index(EMAIL, "anna@example.pl"), index);
    assert_eq!(vault.blind_indexer(EMAIL).index("anna@example.pl"), index);
    assert_ne!(vault.blind_index(EMAIL, "jan@example.pl"), index);
    assert_ne!(vault.blind_index(PHONE, "anna@example.pl"), index);
    assert_ne!(vault.suppression_index(EMAIL, "anna@example.pl"), index);
    assert_ne!(Vault::new(Keyring::generate().unwrap()).blind_index(EMAIL, "anna@example.pl"), index);
    let rotated = again(&vault, |keyring| assert_eq!(keyring.rotate_kek().unwrap(), 2));
    assert_eq!(rotated.blind_index(EMAIL, "anna@example.pl"), index);
}

#[test]
fn blind_indexes_are_the_ones_another_implementation_computes() {
    let text = include_str!("fixtures/keyring.txt");
    let vault = Vault::new(Keyring::parse(text).unwrap());
    let hex = |index: zgoda_vault::BlindIndex| hex::encode(index.0);
    for line in include_str!("fixtures/indexes.txt").lines() {
        let [field, look_up, suppression, value] = line.splitn(4, ' ').collect::<Vec<_>>()[..] else {
            panic!("four columns");
        };
        let field = FieldId(field.parse().unwrap());
        assert_eq!(hex(vault.blind_index(field, value)), look_up);
        assert_eq!(hex(vault.suppression_index(field, value)), suppression);
    }
}

#[test]
fn an_application_secret_opens_under_its_label_and_outlives_rotation() {
    let vault = vault();
    let sealed = vault.seal_secret("totp/7", b"seed").unwrap();
    assert_eq!(*vault.open_secret("totp/7", &sealed).unwrap(), b"seed");
    assert_eq!(vault.open_secret("totp/8", &sealed).err(), Some(VaultError::SecretCorrupted));
    let rotated = again(&vault, |keyring| {
        keyring.rotate_kek().unwrap();
        keyring.drop_kek(1).unwrap();
    });
    assert_eq!(*rotated.open_secret("totp/7", &sealed).unwrap(), b"seed");
    assert!(Vault::new(Keyring::generate().unwrap()).open_secret("totp/7", &sealed).is_err());
    for at in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[at / 8] ^= 1 << (at % 8);
        assert!(vault.open_secret("totp/7", &changed).is_err(), "bit {at}");
    }
}

#[test]
fn a_fact_has_one_box() {
    let sealed = |fact| sealed(fact, EMAIL, vec![7; 40]);
    let mut boxes = Boxes::new();
    assert_eq!(boxes.push(sealed(9)), Ok(()));
    assert_eq!(boxes.push(sealed(2)), Ok(()));
    assert_eq!(boxes.push(sealed(9)), Err(VaultError::FactSealedAlready));
    assert_eq!(boxes.iter().map(|sealed| sealed.fact.0).collect::<Vec<_>>(), [2, 9]);
    assert_eq!(boxes.remove(FactNo(2)), Some(sealed(2)));
    assert_eq!((boxes.get(FactNo(2)), boxes.get(FactNo(9))), (None, Some(&sealed(9))));
    assert_eq!((boxes.len(), boxes.is_empty()), (1, false));
}

fn sealed(fact: u32, field: FieldId, bytes: Vec<u8>) -> SealedBox {
    SealedBox { form: Form::SaltInFront, fact: FactNo(fact), field, bytes }
}

#[test]
fn a_blob_costs_two_bytes_a_box() {
    let mut boxes = Boxes::new();
    assert_eq!(boxes.encode().len(), 1);
    for fact in 0..10 {
        boxes.push(sealed(fact, EMAIL, vec![0; 70])).unwrap();
    }
    assert_eq!(boxes.encode().len(), 1 + 10 * (2 + 70));
}

#[test]
fn what_is_too_short_for_a_box_is_not_put_with_others() {
    let mut boxes = Boxes::new();
    assert_eq!(boxes.push(sealed(1, EMAIL, vec![0; 31])), Err(VaultError::BoxCorrupted));
    assert_eq!(boxes.push(sealed(1, EMAIL, vec![0; 32])), Ok(()));
}

#[test]
fn a_blob_in_another_shape_is_refused() {
    let boxed = |head: &[u8]| [&[2], head, &[0; 32]].concat();
    let shapes: [&[u8]; 15] = [
        &[],
        &[0],
        &[3],
        &[1, 5, 3, 1],
        &[1, 5, 3, 0, 5, 3, 0],
        &[1, 5, 3, 0, 4, 3, 0],
        &[1, 0x85, 0, 3, 0],
        &[1, 0xff, 0xff, 0xff, 0xff, 0x1f, 3, 0],
        &[1, 5, 0xff, 0xff, 0x04, 0],
        // A value of one byte that is not there, a gap of none, numbers in a longer form, too large a field and fact.
        &boxed(&[6, 1]),
        &boxed(&[7, 0, 0]),
        &boxed(&[0x86, 0, 0]),
        &boxed(&[7, 0x81, 0, 0]),
        &boxed(&[0x80, 0x80, 0x08, 0]),
        &boxed(&[7, 0x80, 0x80, 0x80, 0x80, 0x10, 0]),
    ];
    for blob in shapes {
        assert_eq!(Boxes::decode(blob), Err(VaultError::BoxesCorrupted), "{blob:?}");
    }
    for head in [&[6, 0][..], &[7, 1, 0], &[0xfe, 0xff, 0x07, 0], &[7, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]] {
        let blob = boxed(head);
        assert_eq!(Boxes::decode(&blob).map(|boxes| boxes.encode()), Ok(blob));
    }
}

fn boxes() -> impl Strategy<Value = Boxes> {
    let bytes = prop::collection::vec(any::<u8>(), 32..200);
    let near = prop_oneof![0..20u32, any::<u32>()];
    let contents = prop::collection::btree_map(near, (any::<u16>(), bytes), 0..12);
    contents.prop_map(|contents| {
        let mut boxes = Boxes::new();
        for (fact, (field, bytes)) in contents {
            boxes.push(sealed(fact, FieldId(field), bytes)).unwrap();
        }
        boxes
    })
}

proptest! {
    #[test]
    fn a_blob_is_read_back_and_has_one_encoding(boxes in boxes()) {
        prop_assert_eq!(Boxes::decode(&boxes.encode()), Ok(boxes));
    }

    #[test]
    fn a_blob_cut_short_never_passes_for_the_whole(boxes in boxes(), cut: usize) {
        let blob = boxes.encode();
        prop_assert_ne!(Boxes::decode(&blob[..cut % blob.len()]), Ok(boxes));
    }

    #[test]
    fn arbitrary_blobs_are_read_without_panicking(mut blob: Vec<u8>, form in 0..4u8) {
        if form > 0 {
            blob.insert(0, form);
        }
        if let Ok(boxes) = Boxes::decode(&blob) {
            prop_assert_eq!(boxes.encode(), blob);
        }
    }

    #[test]
    fn arbitrary_sealed_bytes_are_refused_without_panicking(mut bytes: Vec<u8>, version in 0..3u32) {
        let vault = vault();
        prop_assert!(vault.open_secret("label", &bytes).is_err());
        bytes.insert(0, 1);
        prop_assert!(vault.open_secret("label", &bytes).is_err());
        let wrapped = WrappedKey { version, bytes };
        prop_assert!(vault.unwrap_key(ANNA, &wrapped).is_err());
    }
}
