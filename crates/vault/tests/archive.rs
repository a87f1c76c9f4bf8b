//! Archives: what goes in comes out, and whatever was cut, flipped, moved or appended is refused.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

use std::io::{Read, Write};

use zgoda_vault::{Keyring, Lifetime, Vault, VaultError};

/// Magic, mark of the installation, version and salt.
const HEAD: usize = 16 + 8 + 4 + 32;
/// Plaintext bytes of a full chunk, and what a sealed one takes in the file.
const CHUNK: usize = 1 << 16;
const SEALED: usize = 4 + 1 + 12 + CHUNK + 16;

fn text(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 31 % 251) as u8).collect()
}

fn sealed(vault: &Vault, text: &[u8]) -> Vec<u8> {
    sealed_for(Lifetime::Rotating, vault, text)
}

fn sealed_for(lifetime: Lifetime, vault: &Vault, text: &[u8]) -> Vec<u8> {
    let mut writer = vault.seal_archive(lifetime, "data", Vec::new()).unwrap();
    text.chunks(1000).for_each(|piece| writer.write_all(piece).unwrap());
    writer.finish().unwrap()
}

fn opened(vault: &Vault, label: &str, archive: &[u8]) -> Result<Vec<u8>, VaultError> {
    let read = || {
        let mut text = Vec::new();
        vault.open_archive(label, archive)?.read_to_end(&mut text)?;
        Ok(text)
    };
    read().map_err(|error: std::io::Error| error.downcast::<VaultError>().unwrap())
}

#[test]
fn an_archive_of_any_length_reads_back() {
    let vault = Vault::new(Keyring::generate().unwrap());
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 77] {
        let text = text(length);
        let archive = sealed(&vault, &text);
        assert_eq!(opened(&vault, "data", &archive).as_ref(), Ok(&text), "{length}");
        assert!(text.len() < 40 || !archive.windows(40).any(|window| window == &text[..40]));
    }
}

#[test]
fn a_changed_archive_is_refused_wherever_it_was_changed() {
    let vault = Vault::new(Keyring::generate().unwrap());
    let archive = sealed(&vault, &text(2 * CHUNK + 50));
    for at in (0..HEAD + 40).chain((0..archive.len()).step_by(977)).chain([archive.len() - 1]) {
        let mut other = archive.clone();
        other[at] ^= 1;
        assert!(opened(&vault, "data", &other).is_err(), "byte {at}");
    }
    for length in (0..HEAD + 40).chain([HEAD + SEALED, HEAD + 2 * SEALED, archive.len() - 1]) {
        assert!(opened(&vault, "data", &archive[..length]).is_err(), "cut at {length}");
    }
    let (head, rest) = archive.split_at(HEAD);
    let (first, rest) = rest.split_at(SEALED);
    let (second, last) = rest.split_at(SEALED);
    let damaged = Err(VaultError::ArchiveCorrupted);
    for parts in [
        [head, second, first, last].concat(),
        [head, first, last].concat(),
        [head, first, first, second, last].concat(),
        [head, first, second, last, last].concat(),
        [archive.as_slice(), &[0]].concat(),
        [head, last].concat(),
    ] {
        assert_eq!(opened(&vault, "data", &parts), damaged);
    }
    assert_eq!(opened(&vault, "keys", &archive), damaged, "another label");
}

#[test]
fn a_rotating_archive_ends_with_its_key_encryption_key_and_a_lasting_one_does_not() {
    let mut keyring = Keyring::generate().unwrap();
    let old = Vault::new(Keyring::parse(&keyring.to_text()).unwrap());
    let (archive, lasting) = (sealed(&old, b"values"), sealed_for(Lifetime::Lasting, &old, b"boxes"));
    keyring.rotate_kek().unwrap();
    let both = Vault::new(Keyring::parse(&keyring.to_text()).unwrap());
    assert_eq!(opened(&both, "data", &archive).as_deref(), Ok(b"values".as_slice()));
    keyring.drop_kek(1).unwrap();
    let gone = Err(VaultError::KeyVersionUnknown { version: 1 });
    let new = Vault::new(keyring);
    assert_eq!(opened(&new, "data", &archive), gone);
    assert_eq!(opened(&new, "data", &lasting).as_deref(), Ok(b"boxes".as_slice()));
    // One cannot be passed off as the other.
    let mut other = archive.clone();
    other[HEAD - 32 - 4..HEAD - 32].fill(0);
    assert_eq!(opened(&new, "data", &other), Err(VaultError::ArchiveCorrupted));
}

#[test]
fn an_archive_of_another_installation_or_version_is_called_so() {
    let vault = Vault::new(Keyring::generate().unwrap());
    let archive = sealed(&vault, b"values");
    let stranger = Vault::new(Keyring::generate().unwrap());
    assert_eq!(opened(&stranger, "data", &archive), Err(VaultError::ArchiveForeign));
    let mut older = archive.clone();
    older[14] = b'1';
    assert_eq!(opened(&vault, "data", &older), Err(VaultError::ArchiveFormatUnknown));
    assert_eq!(opened(&vault, "data", b"PK"), Err(VaultError::ArchiveCorrupted));
}
