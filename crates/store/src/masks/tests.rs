//! The file of masks by itself.

use super::*;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> std::path::PathBuf {
        self.0.path().join("masks")
    }

    fn open(&self) -> Masks {
        Masks::open(&self.path()).unwrap()
    }
}

fn key() -> WrappedKey {
    WrappedKey { version: 1, bytes: (0..61).collect() }
}

fn ended(sql: &str, row: Vec<crate::sql::Value>) -> Ended {
    let mut ended = Ended::default();
    ended.note(sql, &[row]);
    ended
}

fn destroyed(owner: u32) -> Ended {
    ended("DELETE FROM data_key WHERE subject_id = $1", vec![owner.into()])
}

/// What a key of this person looks like that wears a mask, and what its row says of it.
fn worn_by(masks: &Masks, owner: u32, old: Worn) -> (WrappedKey, Worn) {
    let (mask, worn) = masks.put_on(owner, old).unwrap();
    let mut key = key();
    key.mask(&mask);
    (key, worn)
}

#[test]
fn a_key_wears_a_mask_of_its_own_and_is_what_it_was_without_it() {
    let desk = Desk::new();
    let masks = desk.open();
    let mut seen = std::collections::HashSet::new();
    for owner in [1, 2, 63, 64, 65, 5_000] {
        let (masked, first) = worn_by(&masks, owner, Worn::NONE);
        let (other, second) = worn_by(&masks, owner, first);
        assert_eq!((first.side(), second.side()), (Some(Side::First), Some(Side::Second)));
        assert_eq!(worn_by(&masks, owner, second).1, first, "and back");
        for (mut masked, worn) in [(masked, first), (other, second)] {
            assert!(seen.insert(masked.bytes.clone()) && masked != key());
            assert!(Wardrobe::new(Some(&masks)).take_off(owner, worn, &mut masked).unwrap());
            assert_eq!(masked, key());
        }
    }
    let mut bare = key();
    assert!(Wardrobe::new(None).take_off(1, Worn::NONE, &mut bare).unwrap() && bare == key());
}

#[test]
fn a_mask_that_ended_is_noticed_by_whoever_had_read_it_too() {
    let desk = Desk::new();
    let (masks, beside) = (desk.open(), desk.open());
    let (masked, worn) = worn_by(&masks, 7, Worn::NONE);
    let (neighbour, of_neighbour) = worn_by(&masks, 8, Worn::NONE);
    let mut reader = Wardrobe::of_neighbours(Some(&beside));
    assert!(reader.take_off(8, of_neighbour, &mut neighbour.clone()).unwrap());
    masks.end(&destroyed(7)).unwrap();
    let mut late = masked.clone();
    assert!(!Wardrobe::new(Some(&beside)).take_off(7, worn, &mut late).unwrap());
    assert_eq!(late, masked, "it stays as it was");
    assert!(reader.take_off(8, of_neighbour, &mut neighbour.clone()).unwrap(), "the neighbour's stays");
    // What the reader has of the file is older than the row of a key that comes now.
    let (mut masked, worn) = worn_by(&masks, 7, Worn::NONE);
    assert!(reader.take_off(7, worn, &mut masked).unwrap());
    assert_eq!(masked, key());
}

#[test]
fn neighbours_are_read_together_in_either_order() {
    let desk = Desk::new();
    let masks = desk.open();
    let people: Vec<_> = (64..128).map(|owner| (owner, worn_by(&masks, owner, Worn::NONE))).collect();
    let mut reader = Wardrobe::of_neighbours(Some(&masks));
    let mut windows = std::collections::HashSet::new();
    for (owner, (masked, worn)) in people.iter().rev().chain(&people) {
        assert!(reader.take_off(*owner, *worn, &mut masked.clone()).unwrap());
        windows.insert((reader.begin, reader.window.clone()));
    }
    assert_eq!(windows.len(), 1);
    // What was read is not read again.
    masks.end(&destroyed(100)).unwrap();
    let (masked, worn) = &people[0].1;
    assert!(reader.take_off(64, *worn, &mut masked.clone()).unwrap());
    windows.insert((reader.begin, reader.window.clone()));
    assert_eq!(windows.len(), 1);
}

#[test]
fn of_a_key_that_was_replaced_only_the_side_ends_that_it_left() {
    let desk = Desk::new();
    let masks = desk.open();
    let (_, first) = worn_by(&masks, 7, Worn::NONE);
    let (mut present, second) = worn_by(&masks, 7, first);
    let sql = "UPDATE data_key SET kek_version = $1, wrapped = $2, mask = $3 WHERE subject_id = $4";
    let row = vec![1_i64.into(), present.bytes.clone().into(), second.into(), 7_u32.into()];
    masks.end(&ended(sql, row)).unwrap();
    assert!(Wardrobe::new(Some(&masks)).take_off(7, second, &mut present).unwrap());
    assert!(!Wardrobe::new(Some(&masks)).take_off(7, first, &mut key()).unwrap());
}

#[test]
fn zeros_that_a_power_cut_left_are_worn_by_nobody() {
    let desk = Desk::new();
    let masks = desk.open();
    masks.put_on(1, Worn::NONE).unwrap();
    let length = std::fs::metadata(desk.path()).unwrap().len();
    let file = OpenOptions::new().write(true).open(desk.path()).unwrap();
    file.set_len(PLACE).unwrap();
    file.set_len(length).unwrap();
    let (mask, worn) = desk.open().put_on(1, Worn::NONE).unwrap();
    assert_ne!(mask, [0; MASK_BYTES]);
    assert!(desk.open().put_on(1, Worn::NONE).unwrap() == (mask, worn), "it is in the file");
}

#[test]
fn whoever_makes_the_file_larger_leaves_the_masks_of_others() {
    let desk = Desk::new();
    let (one, other) = (desk.open(), desk.open());
    let mut known = Vec::new();
    for owner in (1..60_000).step_by(1_999) {
        known.push((owner, one.put_on(owner, Worn::NONE).unwrap()));
        known.push((owner + 1, other.put_on(owner + 1, Worn::NONE).unwrap()));
    }
    let late = desk.open();
    assert!(known.into_iter().all(|(owner, known)| late.put_on(owner, Worn::NONE).unwrap() == known));
}

#[test]
fn a_file_that_was_begun_and_not_finished_is_begun_anew_and_a_foreign_one_is_refused() {
    let desk = Desk::new();
    assert!(Masks::is_lost(&desk.path()));
    for unfinished in [&b""[..], &b"zgo"[..], &[0; 64]] {
        std::fs::write(desk.path(), unfinished).unwrap();
        assert!(Masks::is_lost(&desk.path()));
        assert!(!desk.open().says_all().unwrap());
        assert!(!Masks::is_lost(&desk.path()));
    }
    desk.open().say_all().unwrap();
    assert!(desk.open().says_all().unwrap());
    std::fs::write(desk.path(), [7; 128]).unwrap();
    assert!(matches!(Masks::open(&desk.path()), Err(StoreError::File { .. })));
}
