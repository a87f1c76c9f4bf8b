//! The pack of evidence: made here, checked elsewhere.

use crate::bed::Bed;

#[test]
fn a_pack_is_checked_in_another_folder_without_an_installation_and_a_changed_one_is_refused() {
    let bed = Bed::new();
    let made = bed.run(&["evidence", "export", "pack.zip", "--json"]).well().json();
    let key = made["vkey"].as_str().unwrap().to_owned();
    let elsewhere = bed.path("nowhere");
    let check =
        |file: &str, key: &str| bed.run_at(&elsewhere, &["evidence", "verify", file, "--key", key, "--json"]);
    let whole = check("pack.zip", &key).well().json();
    assert_eq!((whole["files"].as_u64(), whole["vkey"].as_str()), (Some(52), Some(key.as_str())));
    assert_eq!(check("pack.zip", "zgoda.localhost+00000000+AAAA").code, 1);

    let mut bytes = std::fs::read(bed.path("pack.zip")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    std::fs::write(bed.path("changed.zip"), bytes).unwrap();
    assert_eq!(check("changed.zip", &key).code, 1);
    assert_eq!(bed.run(&["evidence", "export", "pack.zip"]).code, 1, "a pack is never written over");
}

#[test]
fn a_pack_can_show_a_past_day_and_nothing_else_is_taken_for_one() {
    let bed = Bed::new();
    bed.run(&["evidence", "export", "past.zip", "--at", "2026-01-01"]).well();
    assert_eq!(bed.run(&["evidence", "export", "x.zip", "--at", "tomorrow"]).code, 2);
    let seen = bed.run(&["evidence", "verify", "past.zip", "--json"]).well().json();
    assert_eq!(seen["at"].as_str(), Some("2026-01-01T22:59:59Z"));
}
