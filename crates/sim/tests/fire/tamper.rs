//! A part of what `zgoda-sim tamper` does to every bit.

use zgoda_sim::{Outcome, flip_copy, flip_entries, flip_pages, flip_rows};

#[test]
fn flipped_bits_of_a_ledger_and_of_its_copy_are_found() {
    // The step shares no divisor with 8, so that every bit of a byte has its turn.
    let copy = flip_copy(200, 61).unwrap();
    assert!(copy.entries == 200 && copy.flipped > 1_000 && copy.found == copy.flipped, "{copy:?}");
    let rows = flip_entries(200, 101).unwrap();
    assert!(rows.entries == 200 && rows.flipped > 500 && rows.found == rows.flipped, "{rows:?}");
}

#[test]
fn a_flipped_bit_in_a_page_of_sqlite_never_makes_the_program_panic() {
    let flips = flip_pages(7, 12).unwrap();
    assert_eq!(flips.of(&Outcome::Panicked), 0, "{flips}");
    assert!(flips.of(&Outcome::Refused) + flips.of(&Outcome::Found) > 0, "{flips}");
}

#[test]
fn a_flipped_bit_in_a_box_or_a_key_on_postgresql_is_refused() {
    let flips = flip_rows(7, 12, 3).unwrap();
    assert_eq!(flips.of(&Outcome::Panicked), 0, "{flips}");
    for place in ["zgoda_vault.sealed.boxes", "zgoda_vault.data_key.wrapped"] {
        let passed = [Outcome::Unchanged, Outcome::Silent].map(|outcome| flips.at(place, &outcome));
        assert_eq!(passed, [0, 0], "{flips}");
    }
}
