//! A copy of the ledger: whole, cut short, worn, rewritten.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use proptest::prelude::*;
use zgoda_ledger::{CopyError, CopyReader, CopyWriter, Frontier, Report, Signer, leaf_hash, verify_copy};

fn signer() -> Signer {
    Signer::from_seed("crm.example.pl/ledger", &[7; 32]).unwrap()
}

fn entries(count: u32) -> Vec<Vec<u8>> {
    (0..count).map(|number| vec![number as u8; number as usize % 40]).collect()
}

/// A copy of `written`, signed as if it held `signed`.
fn copy_signed_over(written: &[Vec<u8>], signed: &[Vec<u8>]) -> Vec<u8> {
    let mut frontier = Frontier::new();
    signed.iter().for_each(|entry| frontier.append(leaf_hash(entry)));
    let mut writer = CopyWriter::new(Vec::new()).unwrap();
    written.iter().for_each(|entry| writer.entry(entry).unwrap());
    writer.finish(&signer().sign_frontier(&frontier), &signer().vkey()).unwrap()
}

fn copy(entries: &[Vec<u8>]) -> Vec<u8> {
    copy_signed_over(entries, entries)
}

fn verify(bytes: &[u8]) -> Result<Report, CopyError> {
    verify_copy(bytes, Some(&signer().vkey()), |_, _| {})
}

#[test]
fn a_whole_copy_verifies_from_the_first_entry_to_the_last() {
    for count in [0, 1, 2, 7, 8, 100] {
        let report = verify(&copy(&entries(count))).unwrap();
        assert_eq!(report.entries, u64::from(count));
        assert_eq!((report.checkpoint.size, report.checkpoint.root), (report.entries, report.root));
        assert_eq!(report.vkey, signer().vkey());
    }
}

#[test]
fn a_copy_verifies_by_its_own_key_where_none_is_trusted() {
    let bytes = copy(&entries(5));
    let report = verify_copy(bytes.as_slice(), None, |_, _| {}).unwrap();
    assert_eq!(report.vkey, signer().vkey());
    let other = Signer::from_seed("crm.example.pl/ledger", &[8; 32]).unwrap().vkey();
    let error = verify_copy(bytes.as_slice(), Some(&other), |_, _| {}).unwrap_err();
    assert!(matches!(error, CopyError::ForeignKey));
}

#[test]
fn a_copy_truncated_at_any_byte_is_refused_as_truncated_there() {
    let bytes = copy(&entries(12));
    for end in 0..bytes.len() {
        match verify(&bytes[..end]) {
            Err(CopyError::Truncated { byte, entry }) => {
                assert_eq!(byte, end as u64);
                assert!(entry <= 12);
            }
            other => panic!("{end} bytes: {other:?}"),
        }
    }
}

#[test]
fn every_flipped_bit_of_a_copy_is_found() {
    let bytes = copy(&entries(12));
    for at in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[at / 8] ^= 1 << (at % 8);
        assert!(verify(&changed).is_err(), "bit {at}");
        assert!(verify_copy(changed.as_slice(), None, |_, _| {}).is_err(), "bit {at}, no trusted key");
    }
}

#[test]
fn a_worn_byte_is_told_by_its_entry() {
    let entries = entries(12);
    let mut begin = 22;
    for (number, entry) in entries.iter().enumerate() {
        for offset in 4..4 + entry.len() + 8 {
            let mut changed = copy(&entries);
            changed[begin + offset] ^= 0x20;
            match verify(&changed) {
                Err(CopyError::EntryDamaged { entry, byte }) => {
                    assert_eq!((entry, byte), (number as u64, begin as u64));
                }
                other => panic!("entry {number}, offset {offset}: {other:?}"),
            }
        }
        begin += 4 + entry.len() + 8;
    }
}

#[test]
fn a_rewritten_entry_is_told_from_a_missing_one() {
    let whole = entries(12);
    let mut rewritten = whole.clone();
    rewritten[3] = b"something else".to_vec();
    let error = verify(&copy_signed_over(&rewritten, &whole)).unwrap_err();
    assert!(matches!(error, CopyError::RootDiffers { entries: 12 }));
    let mut swapped = whole.clone();
    swapped.swap(4, 5);
    let error = verify(&copy_signed_over(&swapped, &whole)).unwrap_err();
    assert!(matches!(error, CopyError::RootDiffers { entries: 12 }));
    let error = verify(&copy_signed_over(&whole[..11], &whole)).unwrap_err();
    assert!(matches!(error, CopyError::CountDiffers { signed: 12, found: 11 }));
}

#[test]
fn what_follows_the_end_is_refused() {
    let mut bytes = copy(&entries(2));
    let end = bytes.len() as u64;
    bytes.push(b'\n');
    assert!(matches!(verify(&bytes), Err(CopyError::TrailingBytes { byte }) if byte == end));
}

#[test]
fn a_checkpoint_by_a_stranger_is_refused() {
    let stranger = Signer::from_seed("crm.example.pl/ledger", &[8; 32]).unwrap();
    let mut frontier = Frontier::new();
    frontier.append(leaf_hash(b"one"));
    let mut writer = CopyWriter::new(Vec::new()).unwrap();
    writer.entry(b"one").unwrap();
    let bytes = writer.finish(&stranger.sign_frontier(&frontier), &signer().vkey()).unwrap();
    assert!(matches!(verify(&bytes), Err(CopyError::Checkpoint(_))));
}

#[test]
fn progress_is_told_up_to_the_end() {
    let bytes = copy(&vec![Vec::new(); 3000]);
    let mut told = Vec::new();
    verify_copy(bytes.as_slice(), None, |entries, bytes| told.push((entries, bytes))).unwrap();
    assert_eq!(told, [(1024, 22 + 1024 * 12), (2048, 22 + 2048 * 12), (3000, 22 + 3000 * 12 + 4)]);
}

#[test]
fn the_reader_gives_back_what_was_written() {
    let written = entries(50);
    let bytes = copy(&written);
    let mut reader = CopyReader::new(bytes.as_slice()).unwrap();
    let mut read = Vec::new();
    while let Some((entry, leaf)) = reader.next_entry().unwrap() {
        assert_eq!(leaf, leaf_hash(&entry));
        read.push(entry);
    }
    assert_eq!(read, written);
    assert_eq!(reader.finish().unwrap().vkey, signer().vkey());
}

/// Gives one byte at a time, and is interrupted before each.
struct Dripping<'a>(&'a [u8], bool);

impl std::io::Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let length = buffer.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}

#[test]
fn a_copy_that_arrives_byte_by_byte_verifies() {
    let bytes = copy(&entries(20));
    let report = verify_copy(Dripping(&bytes, false), None, |_, _| {}).unwrap();
    assert_eq!(report.entries, 20);
}

proptest! {
    #[test]
    fn any_entries_are_copied(entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 0..60)) {
        prop_assert_eq!(verify(&copy(&entries)).unwrap().entries, entries.len() as u64);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_panicking(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(verify(&bytes).is_err());
        let begun = [b"zgoda ledger copy v1\n\n".as_slice(), &bytes].concat();
        prop_assert!(verify(&begun).is_err());
    }
}
