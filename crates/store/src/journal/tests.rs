//! The journal by itself: what was promised is found again, what was cut off is not, and what was changed is noticed.

use std::path::PathBuf;

use proptest::prelude::*;
use zgoda_vault::Keyring;

use super::*;
use crate::journal::record::Zone;
use crate::sql::{Batch, Statement, Value};

static SET: Statement = Statement { name: "test::SET", sql: "UPDATE setting SET value = $1 WHERE name = $2" };

fn record(value: Value) -> Record {
    let mut batch = Batch::default();
    batch.run(&SET, vec![value, "name".into()]);
    let mut record = Record::default();
    record.add(Zone::Work, &batch).unwrap();
    record
}

struct Desk {
    folder: tempfile::TempDir,
    vault: Vault,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), vault: Vault::new(Keyring::generate().unwrap()) }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    fn open(&self) -> Result<Journal, StoreError> {
        Journal::open(&self.path(), &self.vault, 0)
    }

    /// What another process finds.
    fn found(&self) -> Result<Vec<u64>, StoreError> {
        Ok(self.open()?.unread(&self.vault)?.iter().map(|(number, _)| *number).collect())
    }

    fn written(records: i64) -> Self {
        let desk = Self::new();
        let mut journal = desk.open().unwrap();
        for value in 0..records {
            journal.append(&record(value.into())).unwrap();
        }
        desk
    }

    fn change(&self, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = std::fs::read(self.path()).unwrap();
        change(&mut bytes);
        std::fs::write(self.path(), bytes).unwrap();
    }
}

#[test]
fn two_writers_read_each_others_records_and_follow_into_a_new_stretch() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.open().unwrap(), desk.open().unwrap());
    one.append(&record(Value::Null)).unwrap();
    assert_eq!(two.unread(&desk.vault).unwrap().len(), 1);
    two.append(&record("b".into())).unwrap();
    two.append(&record("c".into())).unwrap();
    assert_eq!(
        one.unread(&desk.vault).unwrap().iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        [2, 3]
    );
    one.begin_stretch(&desk.vault).unwrap();
    one.append(&record("d".into())).unwrap();
    assert_eq!(two.unread(&desk.vault).unwrap().iter().map(|(number, _)| *number).collect::<Vec<_>>(), [4]);
    assert_eq!(desk.found().unwrap(), [4], "what came before the stretch is over");
}

#[test]
fn a_writer_that_makes_the_file_larger_leaves_what_others_wrote_there() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.open().unwrap(), desk.open().unwrap());
    let large = || record(vec![7_u8; GROWTH as usize * 2 / 3].into());
    for number in 0..6 {
        let (writes, reads) = if number % 2 == 0 { (&mut one, &mut two) } else { (&mut two, &mut one) };
        writes.append(&large()).unwrap();
        assert_eq!(reads.unread(&desk.vault).unwrap().len(), 1);
    }
    assert_eq!(desk.found().unwrap(), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn a_journal_that_was_put_away_takes_no_room_and_whoever_has_it_open_goes_on() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.open().unwrap(), desk.open().unwrap());
    two.append(&record("a".into())).unwrap();
    one.unread(&desk.vault).unwrap();
    one.put_away();
    assert!(!one.is_put_away(), "it has a record");
    one.begin_stretch(&desk.vault).unwrap();
    one.put_away();
    assert!(one.is_put_away() && std::fs::metadata(desk.path()).unwrap().len() == HEAD as u64);
    assert!(two.unread(&desk.vault).unwrap().is_empty());
    two.append(&record("b".into())).unwrap();
    assert_eq!(one.unread(&desk.vault).unwrap().len(), 1);
    assert_eq!(desk.found().unwrap(), [2]);
}

#[test]
fn a_record_that_its_databases_did_not_take_is_read_again() {
    let desk = Desk::new();
    let mut journal = desk.open().unwrap();
    let mark = journal.mark();
    journal.append(&record(7_i64.into())).unwrap();
    assert_ne!(journal.mark(), mark);
    journal.read_again();
    assert!(journal.begin_stretch(&desk.vault).is_err(), "it would be gone before a database has it");
    assert_eq!(journal.unread(&desk.vault).unwrap().len(), 1);
    journal.append(&record(8_i64.into())).unwrap();
    assert_eq!(desk.found().unwrap().len(), 2);
    journal.begin_stretch(&desk.vault).unwrap();
}

#[test]
fn a_journal_that_is_gone_is_missed_once_something_was_applied() {
    let desk = Desk::new();
    assert!(matches!(Journal::open(&desk.path(), &desk.vault, 3), Err(StoreError::Missing(Part::Journal))));
}

#[test]
fn another_keyring_opens_nothing() {
    let desk = Desk::written(1);
    let stranger = Vault::new(Keyring::generate().unwrap());
    assert!(Journal::open(&desk.path(), &stranger, 0).is_err());
}

#[test]
fn the_records_of_an_ended_stretch_do_not_open_with_what_is_left() {
    let desk = Desk::written(3);
    let before = std::fs::read(desk.path()).unwrap();
    let mut journal = desk.open().unwrap();
    journal.unread(&desk.vault).unwrap();
    journal.begin_stretch(&desk.vault).unwrap();
    let after = std::fs::read(desk.path()).unwrap();
    assert_eq!(before[HEAD..], after[HEAD..], "the records are still there");
    assert!(desk.found().unwrap().is_empty());
    let sealed_key = Head::read(before[..HEAD].try_into().unwrap()).unwrap().sealed_key;
    let is_left = after.windows(sealed_key.len()).any(|window| window == sealed_key);
    assert!(!is_left, "their key is not");
}

#[test]
fn a_head_of_the_first_format_has_its_records_right_behind_it() {
    let desk = Desk::written(2);
    desk.change(|bytes| {
        let begin = MAGIC.len() + STRETCH + 8;
        bytes[..MAGIC.len()].copy_from_slice(MAGIC_1);
        bytes.copy_within(begin + 8..HEAD - DIGEST, begin);
        bytes[HEAD - DIGEST - 8..HEAD - DIGEST].fill(0);
        let digest = Sha256::digest(&bytes[..HEAD - DIGEST]);
        bytes[HEAD - DIGEST..HEAD].copy_from_slice(&digest);
    });
    assert_eq!(desk.found().unwrap(), [1, 2]);
}

#[test]
fn a_changed_head_is_refused() {
    for at in 0..HEAD {
        let desk = Desk::written(1);
        desk.change(|bytes| bytes[at] ^= 1);
        assert!(matches!(desk.found(), Err(StoreError::JournalDamaged)), "byte {at}");
    }
}

#[test]
fn every_cut_leaves_the_records_before_it() {
    let desk = Desk::written(3);
    let whole = std::fs::read(desk.path()).unwrap();
    let end =
        desk.open().map(|mut journal| journal.unread(&desk.vault).map(|_| journal.at)).unwrap().unwrap();
    let each = (end as usize - HEAD) / 3;
    for cut in HEAD..end as usize {
        desk.change(|bytes| {
            bytes.clone_from(&whole);
            bytes[cut..].fill(0);
        });
        // A record that happened to end with zeros is whole without them.
        let left = std::fs::read(desk.path()).unwrap();
        let is_whole =
            |record: &usize| left[..HEAD + (record + 1) * each] == whole[..HEAD + (record + 1) * each];
        let expected = (0..3).take_while(is_whole).count();
        assert_eq!(desk.found().unwrap().len(), expected, "cut at {cut}");
    }
}

proptest! {
    #[test]
    fn a_flip_in_any_but_the_last_record_is_noticed(byte in 0_usize..4_000, bit in 0_u8..8) {
        let desk = Desk::written(4);
        let end = desk.open().unwrap();
        let each = {
            let mut journal = end;
            journal.unread(&desk.vault).unwrap();
            (journal.at as usize - HEAD) / 4
        };
        // Behind number and length, which say where a record ends.
        let at = HEAD + byte % (3 * each);
        let within = (at - HEAD) % each;
        desk.change(|bytes| bytes[at] ^= 1 << bit);
        let found = desk.found();
        if within >= PREFIX {
            prop_assert!(matches!(found, Err(StoreError::JournalDamaged)), "{found:?}");
        } else {
            prop_assert!(found.map_or(true, |found| found.len() == (at - HEAD) / each));
        }
    }

    #[test]
    fn whatever_stands_behind_the_head_never_panics(tail in prop::collection::vec(any::<u8>(), 0..300)) {
        let desk = Desk::written(1);
        desk.change(|bytes| bytes[HEAD..HEAD + tail.len()].copy_from_slice(&tail));
        let _ = desk.found();
    }

    #[test]
    fn what_is_encoded_is_decoded(
        values in prop::collection::vec(prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            ".{0,20}".prop_map(Value::Text),
            prop::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        ], 0..6),
    ) {
        let mut written = Record::default();
        let mut batch = Batch::default();
        batch.run(&SET, values.clone());
        written.add(Zone::Vault, &batch).unwrap();
        written.add(Zone::Work, &batch).unwrap();
        let read = Record::decode(written.bytes()).unwrap();
        let zones: Vec<Zone> = read.steps().iter().map(|step| step.zone).collect();
        prop_assert_eq!(zones, [Zone::Vault, Zone::Work]);
        prop_assert!(read.steps().iter().all(|step| step.sql == SET.sql && step.rows == [values.clone()]));
    }

    #[test]
    fn decoding_anything_else_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Record::decode(&bytes);
    }
}

#[test]
fn a_file_that_grew_large_is_small_again_with_the_next_stretch() {
    let desk = Desk::new();
    let mut journal = desk.open().unwrap();
    for _ in 0..5 {
        journal.append(&record(vec![7_u8; 8 << 20].into())).unwrap();
    }
    let length = || std::fs::metadata(desk.path()).unwrap().len();
    assert!(journal.is_full() && length() > LARGEST);
    journal.begin_stretch(&desk.vault).unwrap();
    assert_eq!(length(), LARGEST);
    journal.append(&record(1_i64.into())).unwrap();
    assert_eq!(desk.found().unwrap(), [6]);
}
