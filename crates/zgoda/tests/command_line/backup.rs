//! Backing up, rotating keys and restoring, as an operator does it.

use std::fs;
use std::process::Command;

use crate::bad_input::told;
use crate::bed::{Bed, Ran};

const ANNA: &str = "anna@example.test";
const JAN: &str = "jan@example.test";

/// An installation with two people and a backup in `archives`.
fn backed_up() -> Bed {
    let bed = Bed::new();
    bed.import("Anna;Zielińska;anna@example.test\nJan;Nowak;jan@example.test\n").well();
    bed.run(&["backup", "archives"]).well();
    bed
}

#[test]
fn a_restored_backup_has_forgotten_whom_the_newest_archive_of_keys_forgot() {
    let bed = backed_up();
    bed.run(&["person", "erase", ANNA]).well();
    bed.import("Ewa;Lis;ewa@example.test\n").well();
    let made = bed.run(&["backup", "archives", "--keys-only", "--json"]).well().json();
    assert_eq!(made["archives"].as_array().unwrap().len(), 1);
    // Nothing of the installation is left but its keys.
    let target = bed.target("restored");
    fs::remove_dir_all(bed.path("data")).unwrap();
    let restored = bed.run_at(&target, &["restore", "archives", "--json"]).well().json();
    assert_eq!((&restored["erased"], &restored["missing"]), (&1.into(), &1.into()));
    assert!(restored["lost_entries"].as_u64() > Some(0));
    assert_eq!(bed.run_at(&target, &["person", "show", ANNA]).code, 1);
    bed.run_at(&target, &["person", "show", JAN]).well();
    assert_eq!(bed.run_at(&target, &["doctor", "--json"]).well().json()["sound"], true);
    bed.run_at(&target, &["ledger", "verify"]).well();
}

#[test]
fn a_restored_installation_signs_under_the_name_of_the_one_that_was_lost() {
    let bed = Bed::empty();
    bed.run(&["init", "--origin", "crm.firma.example"]).well();
    bed.import("Jan;Nowak;jan@example.test\n").well();
    bed.run(&["backup", "archives"]).well();
    let target = bed.target("restored");
    bed.run_at(&target, &["restore", "archives"]).well();
    let settings = fs::read_to_string(target.join("zgoda.toml")).unwrap();
    assert!(settings.contains("crm.firma.example"), "{settings}");
    bed.run_at(&target, &["person", "show", JAN]).well();
    bed.run_at(&target, &["ledger", "verify"]).well();
    bed.run_at(&target, &["ledger", "checkpoint"]).well();
}

#[test]
fn what_is_still_there_of_an_installation_gives_the_newest_keys() {
    let bed = backed_up();
    bed.run(&["person", "erase", ANNA]).well();
    let target = bed.target("restored");
    let living = bed.path("data").display().to_string();
    bed.run_at(&target, &["restore", "archives", "--living", &living]).well();
    assert_eq!(bed.run_at(&target, &["person", "show", ANNA]).code, 1);
    assert_eq!(bed.archives("archives", "keys").len(), 2);
}

#[test]
fn a_rotation_ends_the_older_archives_of_keys_and_rewrites_the_copies_of_the_keyring() {
    let bed = backed_up();
    let copy = bed.path("custody");
    let settings = fs::read_to_string(bed.data("zgoda.toml")).unwrap();
    fs::write(
        bed.data("zgoda.toml"),
        format!("{settings}keyring_copies = [{:?}]\n", copy.display().to_string()),
    )
    .unwrap();
    let before = bed.run(&["keys", "status", "--json"]).well().json();
    assert_eq!((&before["newest"], &before["versions"]["1"]), (&1.into(), &2.into()));
    let rotated = bed.run(&["keys", "rotate", "--json"]).well().json();
    assert_eq!((&rotated["rewrapped"], &rotated["destroyed"][0]), (&2.into(), &1.into()));
    let after = bed.run(&["keys", "status", "--json"]).well().json();
    assert_eq!((&after["versions"]["2"], &after["unfinished"]), (&2.into(), &false.into()));
    assert_eq!(fs::read(&copy).unwrap(), fs::read(bed.data("keyring")).unwrap());
    bed.run(&["person", "show", ANNA]).well();

    let target = bed.target("restored");
    told(&bed.run_at(&target, &["restore", "archives"]), 2, "ended with the key-encryption key");
    bed.run(&["backup", "archives", "--keys-only"]).well();
    bed.run_at(&target, &["restore", "archives"]).well();
    bed.run_at(&target, &["person", "show", ANNA]).well();

    fs::remove_file(&copy).unwrap();
    fs::create_dir(&copy).unwrap();
    let keyring = fs::read(bed.data("keyring")).unwrap();
    told(&bed.run(&["keys", "rotate"]), 1, "keyring_copies");
    assert_eq!(fs::read(bed.data("keyring")).unwrap(), keyring);
}

#[test]
fn archives_that_cannot_be_used_are_called_what_they_are_and_nothing_changes() {
    let (bed, other) = (backed_up(), Bed::new());
    let target = bed.target("restored");
    let tried = |words: &str, args: &[&str]| {
        told(&bed.run_at(&target, &[&["restore"], args].concat()), 2, words);
        let left = fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(left.into_iter().all(|name| name == "keyring" || name == "zgoda.toml"));
    };
    let [data, keys] = ["data", "keys"].map(|kind| bed.archives("archives", kind).remove(0));
    for (archive, place) in [(&data, 0), (&keys, 1)] {
        let whole = fs::read(bed.path(archive)).unwrap();
        let mut spoilt = [whole.clone(), whole.clone(), whole.clone()];
        spoilt[0].truncate(whole.len() - 9);
        spoilt[1][200] ^= 1;
        spoilt[2][14] = b'1';
        for (bytes, words) in spoilt.iter().zip(["damaged", "damaged", "another version"]) {
            fs::write(bed.path("spoilt"), bytes).unwrap();
            let mut pair = [data.as_str(), keys.as_str()];
            pair[place] = "spoilt";
            tried(words, &[pair[0], "--key-archive", pair[1]]);
        }
    }
    tried("damaged", &[&keys, "--key-archive", &keys]);
    bed.import("Ewa;Lis;ewa@example.test\n").well();
    bed.run(&["backup", "newer"]).well();
    let newer = ["data", "keys"].map(|kind| bed.archives("newer", kind).remove(0));
    tried("older than", &[&newer[0], "--key-archive", &keys]);
    tried("does not reach back", &[&data, "--key-archive", &newer[1]]);
    fs::copy(other.data("keyring"), target.join("keyring")).unwrap();
    tried("another installation", &["archives"]);

    // Where an installation is, none is restored.
    told(&bed.run(&["restore", "archives"]), 1, "already");
    bed.run(&["person", "show", ANNA]).well();
    told(&bed.run_at(&target, &["restore", "nowhere"]), 1, "cannot be used");
}

/// A limit on the size of files stands for a full disk: the same failures, and it needs no disk of one's own.
fn with_little_room(bed: &Bed, blocks: u32, data: &str, args: &str) -> Ran {
    let program = env!("CARGO_BIN_EXE_zgoda");
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} {args} --lang en --data {data}");
    Ran::of(&Command::new("sh").args(["-c", &line]).current_dir(bed.path("")).output().unwrap())
}

#[test]
fn a_disk_that_fills_while_restoring_leaves_nothing_behind() {
    let bed = backed_up();
    let target = bed.target("restored");
    let ran = with_little_room(&bed, 150, "restored", "restore archives");
    told(&ran, 1, "The data are as they were");
    let left = fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| name == "keyring" || name == "zgoda.toml"));
    bed.run_at(&target, &["restore", "archives"]).well();
    bed.run_at(&target, &["person", "show", ANNA]).well();
}

#[test]
fn a_disk_that_fills_while_backing_up_leaves_no_archive_that_could_be_taken_for_one() {
    let bed = Bed::new();
    let rows: String = (0..1_200).map(|n| format!("Osoba;Zielińska;p{n}@example.test\n")).collect();
    bed.import(&rows).well();
    // Room for what the databases write, and for a part of the archive.
    let ran = with_little_room(&bed, 600, "data", "backup full");
    told(&ran, 1, "cannot be used");
    assert_eq!(fs::read_dir(bed.path("full")).unwrap().count(), 0);
    bed.run(&["backup", "full"]).well();
    assert_eq!(bed.archives("full", "").len(), 2);
}
