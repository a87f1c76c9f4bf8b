//! The keyring and its file.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use zgoda_vault::{Keyring, KeyringError};

fn error(text: &str) -> KeyringError {
    Keyring::parse(text).err().unwrap()
}

#[test]
fn a_keyring_is_read_back_as_it_was_written() {
    let mut keyring = Keyring::generate().unwrap();
    assert_eq!(keyring.rotate_kek().unwrap(), 2);
    let text = keyring.to_text();
    let read = Keyring::parse(&text).unwrap();
    assert_eq!(read.kek_versions(), [1, 2]);
    assert_eq!(read.ledger_seed(), keyring.ledger_seed());
    assert_eq!(read.session_secret(), keyring.session_secret());
    assert_eq!(*read.to_text(), *text);
}

#[test]
fn no_two_keys_are_the_same() {
    let (one, two) = (Keyring::generate().unwrap().to_text(), Keyring::generate().unwrap().to_text());
    let mut keys: Vec<&str> = one
        .lines()
        .chain(two.lines())
        .filter_map(|line| line.split_once(" = "))
        .map(|(_, key)| key)
        .collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((count, keys.len()), (12, 12));
}

#[test]
fn a_keyring_truncated_at_any_byte_is_refused_as_truncated() {
    let text = Keyring::generate().unwrap().to_text();
    for end in 0..text.len() {
        let error = error(&text[..end]);
        assert!(matches!(error, KeyringError::Truncated), "{end} bytes: {error}");
    }
}

#[test]
fn every_flipped_bit_of_a_keyring_is_found() {
    let text = Keyring::generate().unwrap().to_text();
    for at in 0..text.len() * 8 {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at / 8] ^= 1 << (at % 8);
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(Keyring::parse(&changed).is_err(), "bit {at}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_keyring_is_said() {
    let text = Keyring::generate().unwrap().to_text().to_string();
    assert!(matches!(error("-----BEGIN PRIVATE KEY-----\n"), KeyringError::NotAKeyring));
    assert!(matches!(error(&text.replace("keyring 1", "keyring 2")), KeyringError::FormatUnknown));
    assert!(matches!(error(&text.replace("kek.1", "kek.2")), KeyringError::Damaged));
    assert!(matches!(error(&format!("{text}\n")), KeyringError::Damaged));
    assert!(matches!(error(&format!("{text}{text}")), KeyringError::Damaged));
}

#[test]
fn the_newest_key_is_never_dropped() {
    let mut keyring = Keyring::generate().unwrap();
    assert!(matches!(keyring.drop_kek(1), Err(KeyringError::NewestKek { version: 1 })));
    keyring.rotate_kek().unwrap();
    assert!(matches!(keyring.drop_kek(7), Err(KeyringError::KekUnknown { version: 7 })));
    assert!(matches!(keyring.drop_kek(2), Err(KeyringError::NewestKek { version: 2 })));
    keyring.drop_kek(1).unwrap();
    assert_eq!(keyring.rotate_kek().unwrap(), 3);
    assert_eq!(keyring.kek_versions(), [2, 3]);
}

#[test]
fn a_saved_keyring_is_loaded_and_never_written_over_by_accident() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keyring");
    assert!(matches!(Keyring::load(&path), Err(KeyringError::Missing { .. })));
    let keyring = Keyring::generate().unwrap();
    keyring.save_new(&path).unwrap();
    assert_eq!(*Keyring::load(&path).unwrap().to_text(), *keyring.to_text());
    let other = Keyring::generate().unwrap();
    assert!(matches!(other.save_new(&path), Err(KeyringError::Exists { .. })));
    assert_eq!(*Keyring::load(&path).unwrap().to_text(), *keyring.to_text());
}

#[test]
fn a_rotated_keyring_takes_the_place_of_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keyring");
    let mut keyring = Keyring::generate().unwrap();
    keyring.save_new(&path).unwrap();
    keyring.rotate_kek().unwrap();
    // What an interrupted attempt left behind does not stand in the way.
    fs::write(folder.path().join("keyring.new"), "zgoda key").unwrap();
    keyring.save_over(&path).unwrap();
    assert_eq!(Keyring::load(&path).unwrap().kek_versions(), [1, 2]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_that_is_no_text_or_endless_is_no_keyring() {
    let folder = tempfile::tempdir().unwrap();
    for content in [vec![0xff; 100], vec![b' '; 2 << 20]] {
        let path = folder.path().join("keyring");
        fs::write(&path, content).unwrap();
        make_private(&path);
        assert!(matches!(Keyring::load(&path), Err(KeyringError::NotAKeyring)));
    }
}

#[cfg(unix)]
#[test]
fn a_keyring_is_private_to_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keyring");
    let keyring = Keyring::generate().unwrap();
    keyring.save_new(&path).unwrap();
    keyring.save_over(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    for mode in [0o640, 0o604, 0o620, 0o602, 0o610, 0o777] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let error = Keyring::load(&path).err().unwrap();
        assert!(matches!(error, KeyringError::TooOpen { mode: found, .. } if found == mode), "{error}");
        assert!(error.to_string().contains("chmod 600"));
    }
    for mode in [0o600, 0o400] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        Keyring::load(&path).unwrap();
    }
}

#[cfg(unix)]
fn make_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn make_private(_: &Path) {}

proptest! {
    #[test]
    fn arbitrary_texts_are_refused_without_panicking(text in "\\PC*", lines in "((kek\\.[0-9]{0,11}|blind-root|checksum) = [0-9a-f]{0,65}\n){0,9}") {
        prop_assert!(Keyring::parse(&text).is_err());
        let lines = format!("zgoda keyring 1\n{lines}");
        prop_assert!(Keyring::parse(&lines).is_err());
    }
}
