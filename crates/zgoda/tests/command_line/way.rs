//! The main path: a lead comes in, is seen, handed out, erased and proven.

use crate::bed::Bed;

const ANNA: &str = "anna@example.test";

#[test]
fn a_lead_goes_the_whole_way_and_leaves_a_proof() {
    let bed = Bed::new();
    let report = bed.import("Anna;Zielińska;anna@example.test\n").well().json();
    assert_eq!(report["counts"]["imported"], 1);

    let shown = bed.run(&["person", "show", ANNA, "--json"]).well().json();
    let values: Vec<&str> =
        shown["values"].as_array().unwrap().iter().filter_map(|v| v["value"].as_str()).collect();
    assert_eq!(values, ["Anna", "Zielińska", ANNA]);

    let files = bed.run(&["person", "export", ANNA, "--json"]).well().json();
    let page = std::fs::read_to_string(bed.path(files["files"][1].as_str().unwrap())).unwrap();
    assert!(page.contains("Zielińska") && page.contains("Targi"));

    let files = bed.run(&["person", "erase", ANNA, "--json"]).well().json();
    let certificate = std::fs::read_to_string(bed.path(files["files"][0].as_str().unwrap())).unwrap();
    assert!(!certificate.contains("Zielińska") && !certificate.contains(ANNA));
    assert_eq!(bed.run(&["person", "show", ANNA]).code, 1);

    let key = bed.run(&["ledger", "checkpoint", "--json"]).well().json()["vkey"].as_str().unwrap().to_owned();
    let proof = files["files"][2].as_str().unwrap();
    let checked =
        bed.run_at(&bed.path("nowhere"), &["ledger", "verify", "--copy", proof, "--key", &key, "--json"]);
    assert!(checked.well().json()["event"].as_str().unwrap().contains(" erased "));

    let again = bed.import("Anna;Zielińska;anna@example.test\n").well().json();
    assert_eq!((&again["counts"]["suppressed"], &again["counts"]["imported"]), (&1.into(), &0.into()));
    assert_eq!(bed.run(&["doctor", "--json"]).well().json()["sound"], true);
}

#[test]
fn a_copy_of_the_ledger_is_checked_without_a_database() {
    let bed = Bed::new();
    bed.import("Anna;Zielińska;anna@example.test\n").well();
    bed.run(&["ledger", "export", "copy.ledger"]).well();
    let whole =
        bed.run_at(&bed.path("nowhere"), &["ledger", "verify", "--copy", "copy.ledger", "--json"]).well();
    assert_eq!(whole.json()["entries"], bed.run(&["ledger", "verify", "--json"]).well().json()["entries"]);
}

#[test]
fn an_import_can_be_rehearsed_and_taken_back() {
    let bed = Bed::new();
    bed.import("Anna;Zielińska;anna@example.test\nJan;Nowak;jan@example.test\n").well();
    let undone = bed.run(&["import", "undo", "1", "--json"]).well().json();
    assert_eq!(undone["destroyed"], 2);
    assert_eq!(bed.run(&["person", "show", ANNA]).code, 1);
    assert_eq!(bed.run(&["doctor", "--json"]).well().json()["people"], 0);
}

#[test]
fn a_receiver_of_changes_is_set_up_tried_paused_and_removed() {
    let bed = Bed::new();
    assert_eq!(bed.run(&["webhook", "list", "--json"]).well().json()["webhooks"], serde_json::json!([]));
    let refused = bed.run(&["webhook", "add", "http://127.0.0.1:9/told", "--json"]);
    assert_ne!(refused.code, 0, "an address on this machine must be said to be meant");
    // Nobody listens on port 9.
    let added = bed.run(&["webhook", "add", "http://127.0.0.1:9/told", "--internal", "--json"]).well().json();
    let secret = added["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"));
    let id = added["id"].to_string();
    let listed = bed.run(&["webhook", "list"]).well().out;
    assert!(listed.contains("http://127.0.0.1:9/told") && !listed.contains(&secret), "{listed}");
    let tried = bed.run(&["webhook", "test", &id, "--json"]);
    assert_eq!((tried.code, tried.json()["answer"].as_str()), (1, Some("unreachable")));
    let state = |ran: crate::bed::Ran| ran.well().json()["state"].as_str().unwrap().to_owned();
    assert_eq!(state(bed.run(&["webhook", "pause", &id, "--json"])), "paused");
    assert_eq!(state(bed.run(&["webhook", "pause", &id, "--json"])), "paused", "twice is as good as once");
    assert_eq!(state(bed.run(&["webhook", "resume", &id, "--json"])), "active");
    let rotated = bed.run(&["webhook", "rotate", &id, "--json"]).well().json();
    assert_ne!(rotated["secret"], added["secret"]);
    bed.run(&["webhook", "delete", &id]).well();
    let gone = bed.run(&["webhook", "pause", &id]);
    assert_eq!(gone.code, 1, "{}{}", gone.out, gone.err);
}
