//! Rotating key-encryption keys while vaults are at work, in this process and in others.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use zgoda_law::SubjectId;
use zgoda_vault::{Keyring, KeyringError, Vault, VaultError};

const ANNA: SubjectId = SubjectId::from_bytes([0xa; 16]);

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        Keyring::generate().unwrap().save_new(&desk.path()).unwrap();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("keyring")
    }

    fn copy(&self) -> PathBuf {
        self.folder.path().join("copy")
    }

    /// A process of the installation.
    fn process(&self) -> Vault {
        Vault::new(Keyring::load(&self.path()).unwrap())
    }

    /// A process that keeps a copy of the keyring.
    fn keeper(&self) -> Vault {
        Vault::new(Keyring::load(&self.path()).unwrap().with_copies(vec![self.copy()]))
    }
}

fn versions(path: &Path) -> Vec<u32> {
    Keyring::load(path).unwrap().kek_versions()
}

#[test]
fn a_process_opens_what_another_one_wrapped_under_a_newer_key() {
    let desk = Desk::new();
    let (one, two) = (desk.process(), desk.process());
    let (_, old) = two.new_data_key(ANNA).unwrap();
    assert_eq!(one.rotate_kek().unwrap(), 2);
    let (_, wrapped) = one.new_data_key(ANNA).unwrap();
    assert_eq!((wrapped.version, two.kek_versions()), (2, vec![1]));
    assert!(two.unwrap_key(ANNA, &wrapped).is_ok());
    assert_eq!(two.kek_versions(), [1, 2]);
    one.destroy_kek(1).unwrap();
    assert_eq!(one.unwrap_key(ANNA, &old).err(), Some(VaultError::KeyVersionUnknown { version: 1 }));
    assert!(two.unwrap_key(ANNA, &old).is_ok(), "it has the key until it looks");
    two.refresh().unwrap();
    assert_eq!(two.unwrap_key(ANNA, &old).err(), Some(VaultError::KeyVersionUnknown { version: 1 }));
    assert_eq!(versions(&desk.path()), [2]);
}

#[test]
fn two_processes_that_rotate_at_once_draw_different_versions() {
    let desk = Desk::new();
    let drawn: Vec<u32> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| desk.process().rotate_kek().unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut sorted = drawn.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (2..10).collect::<Vec<_>>());
    assert_eq!(versions(&desk.path()), (1..10).collect::<Vec<_>>());
}

#[test]
fn a_rotation_goes_to_every_copy_first_and_does_not_begin_where_one_is_out_of_reach() {
    let desk = Desk::new();
    let vault = desk.keeper();
    vault.rotate_kek().unwrap();
    assert_eq!((versions(&desk.path()), versions(&desk.copy())), (vec![1, 2], vec![1, 2]));
    vault.destroy_kek(1).unwrap();
    assert_eq!(versions(&desk.copy()), [2]);

    fs::remove_file(desk.copy()).unwrap();
    fs::create_dir(desk.copy()).unwrap();
    assert!(vault.rotate_kek().is_err());
    assert_eq!((vault.kek_versions(), versions(&desk.path())), (vec![2], vec![2]));
    fs::remove_dir(desk.copy()).unwrap();
    vault.settle_copies().unwrap();
    assert_eq!(versions(&desk.copy()), [2]);

    Keyring::generate().unwrap().save_over(&desk.copy()).unwrap();
    assert!(matches!(vault.rotate_kek(), Err(KeyringError::Foreign { path }) if path == desk.copy()));
}

#[test]
fn a_keyring_of_another_installation_is_not_taken_up() {
    let desk = Desk::new();
    let vault = desk.process();
    let (_, wrapped) = vault.new_data_key(ANNA).unwrap();
    Keyring::generate().unwrap().save_over(&desk.path()).unwrap();
    assert!(matches!(vault.refresh(), Err(KeyringError::Foreign { .. })));
    assert!(vault.unwrap_key(ANNA, &wrapped).is_ok());
}

#[cfg(unix)]
#[test]
fn the_bytes_of_a_destroyed_key_are_overwritten_in_the_old_file() {
    let desk = Desk::new();
    let vault = desk.process();
    vault.rotate_kek().unwrap();
    // A second name keeps the old file within sight.
    let witness = desk.folder.path().join("witness");
    fs::hard_link(desk.path(), &witness).unwrap();
    assert!(fs::read_to_string(&witness).unwrap().contains("kek.1"));
    vault.destroy_kek(1).unwrap();
    let left = fs::read(&witness).unwrap();
    assert!(!left.is_empty() && left.iter().all(|byte| *byte == 0));
}
