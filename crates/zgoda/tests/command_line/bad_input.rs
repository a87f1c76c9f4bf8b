//! Bad input: one message that says what happened, what is safe and what to do; a code; and the data as they were.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::bed::{Bed, Ran};

/// That it ended with this code and a message with these words, and without a panic.
pub fn told(ran: &Ran, code: i32, words: &str) {
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains(words), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_folder_without_an_installation_says_how_to_make_one() {
    told(&Bed::empty().run(&["doctor"]), 1, "zgoda init --data");
}

#[test]
fn a_second_installation_in_the_same_folder_is_refused() {
    let bed = Bed::new();
    let keyring = fs::read(bed.data("keyring")).unwrap();
    told(&bed.run(&["init"]), 1, "already");
    assert_eq!(fs::read(bed.data("keyring")).unwrap(), keyring);
}

#[test]
fn keys_that_others_can_read_are_refused_before_anything_starts() {
    let bed = Bed::new();
    fs::set_permissions(bed.data("keyring"), PermissionsExt::from_mode(0o644)).unwrap();
    told(&bed.run(&["serve", "--listen", "127.0.0.1:0"]), 1, "chmod go-rwx");
}

#[test]
fn keys_of_another_installation_are_refused() {
    let (bed, other) = (Bed::new(), Bed::new());
    bed.import("Anna;Zielińska;anna@example.test\n").well();
    fs::copy(other.data("keyring"), bed.data("keyring")).unwrap();
    told(&bed.run(&["person", "show", "anna@example.test"]), 1, "do not belong");
}

#[test]
fn a_truncated_keyring_is_refused() {
    let bed = Bed::new();
    let keyring = fs::read(bed.data("keyring")).unwrap();
    fs::write(bed.data("keyring"), &keyring[..keyring.len() / 2]).unwrap();
    told(&bed.run(&["doctor"]), 1, "cannot be used");
}

#[test]
fn a_lost_file_is_noticed_and_not_made_anew() {
    let cases: [(&[&str], &str); 5] = [
        (&["vault.db"], "The vault with the values of people is missing"),
        (&["work.db"], "The working zone is missing"),
        (&["masks"], "The file called masks is missing"),
        (&["journal"], "The journal (the file called journal) is missing"),
        (
            &["vault.db", "work.db", "masks", "journal", "mirror"],
            "The keys and the settings are there, the data are not",
        ),
    ];
    for (lost, words) in cases {
        let bed = Bed::new();
        bed.import("Anna;Zielińska;anna@example.test\n").well();
        lost.iter()
            .filter(|file| bed.data(file).exists())
            .for_each(|file| fs::remove_file(bed.data(file)).unwrap());
        for command in [&["doctor"][..], &["serve", "--listen", "127.0.0.1:0"]] {
            told(&bed.run(command), 1, words);
            assert!(lost.iter().all(|file| !bed.data(file).exists()), "{lost:?}");
        }
    }
}

#[test]
fn a_server_that_others_could_reach_unprotected_does_not_start() {
    told(&Bed::new().run(&["serve", "--listen", "0.0.0.0:0"]), 1, "--behind-proxy");
}

#[test]
fn a_file_that_is_no_table_is_refused_and_nothing_is_kept() {
    let bed = Bed::new();
    for (name, bytes) in [("empty.csv", &b""[..]), ("noise.csv", &[0, 159, 146, 150, 0, 1, 2, 3, 255][..])] {
        fs::write(bed.path(name), bytes).unwrap();
        let ran = bed.run(&[
            "import",
            name,
            "--source",
            "import:Stary CRM",
            "--purpose",
            "respond_inquiry",
            "--on",
            "2026-11-19",
        ]);
        told(&ran, 2, "Nothing was kept");
    }
    let ran =
        bed.run(&["import", "nowhere.csv", "--source", "import:Stary CRM", "--purpose", "respond_inquiry"]);
    told(&ran, 1, "nowhere.csv");
    assert_eq!(bed.run(&["doctor", "--json"]).well().json()["ledger_entries"], 0);
}

#[test]
fn an_import_without_source_or_purpose_is_no_command() {
    let bed = Bed::new();
    fs::write(bed.path("leads.csv"), "E-mail\na@example.test\n").unwrap();
    assert_eq!(bed.run(&["import", "leads.csv", "--purpose", "respond_inquiry"]).code, 2);
    assert_eq!(bed.run(&["import", "leads.csv", "--source", "fair:Targi"]).code, 2);
}

#[test]
fn a_purpose_that_is_not_in_use_is_refused_with_its_code() {
    let bed = Bed::new();
    fs::write(bed.path("leads.csv"), "E-mail\na@example.test\n").unwrap();
    let ran = bed.run(&[
        "import",
        "leads.csv",
        "--source",
        "fair:Targi",
        "--purpose",
        "event_run:b",
        "--on",
        "2026-11-19",
    ]);
    told(&ran, 3, "PURPOSE_INACTIVE");
}

#[test]
fn a_pack_that_does_not_parse_allows_nothing() {
    let bed = Bed::empty();
    fs::create_dir(bed.path("packs")).unwrap();
    fs::write(bed.path("packs/channel.toml"), "[pack]\nid = ").unwrap();
    fs::write(bed.path("case.json"), "{}").unwrap();
    told(&bed.run(&["may", "case.json", "--packs", "packs"]), 2, "nothing is allowed");
}

#[test]
fn a_truncated_or_changed_copy_of_the_ledger_is_refused() {
    let bed = Bed::new();
    bed.import("Anna;Zielińska;anna@example.test\n").well();
    bed.run(&["ledger", "export", "copy.ledger"]).well();
    let copy = fs::read(bed.path("copy.ledger")).unwrap();
    fs::write(bed.path("cut.ledger"), &copy[..copy.len() - 9]).unwrap();
    told(&bed.run(&["ledger", "verify", "--copy", "cut.ledger"]), 1, "does not hold");
    let mut changed = copy;
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    fs::write(bed.path("changed.ledger"), changed).unwrap();
    told(&bed.run(&["ledger", "verify", "--copy", "changed.ledger"]), 1, "does not hold");
}

#[test]
fn a_person_nobody_knows_is_not_found_and_the_address_is_not_repeated() {
    let ran = Bed::new().run(&["person", "show", "secret.person@example.test"]);
    told(&ran, 1, "Nothing was changed");
    assert!(!ran.err.contains("secret.person"));
}

#[test]
fn a_register_that_is_switched_off_is_not_asked() {
    told(&Bed::new().run(&["org", "enrich", "--krs", "0000028860"]), 1, "org register on");
    let ran = Bed::new().run(&["org", "enrich", "--krs", "not a number"]);
    told(&ran, 2, "--krs");
}

#[test]
fn failures_are_told_to_programs_as_json() {
    let ran = Bed::empty().run(&["doctor", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(told["failure"], "no_installation");
}
