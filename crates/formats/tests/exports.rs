//! The exports of known products: recognised, read and counted.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use std::path::{Path, PathBuf};
use zgoda_formats::sniff::Encoding;
use zgoda_formats::{
    Candidate, Candidates, Column, Input, Mapping, Problem, Recognised, Shape, TableReader, Tally, recognise,
};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn open(name: &str) -> (Recognised, TableReader) {
    let input = Input::Path(fixture(name));
    let recognised = recognise(&input).unwrap();
    (recognised, recognised.open_table(&input).unwrap().unwrap())
}

fn read(name: &str) -> (Shape, Vec<Candidate>, Tally) {
    let (recognised, table) = open(name);
    let mapping = Mapping::propose(&table);
    let mut candidates = Candidates::new(table, mapping);
    let all: Vec<Candidate> = candidates.by_ref().map(Result::unwrap).collect();
    let progress = candidates.progress();
    assert_eq!(progress.bytes_read, progress.bytes_total, "{name}");
    (recognised.shape().unwrap(), all, candidates.tally())
}

/// File, export, rows, usable candidates, opted out.
const EXPORTS: &[(&str, Shape, u64, u64, u64)] = &[
    ("activecampaign/contacts.csv", Shape::ActiveCampaign, 1, 1, 0),
    ("brevo/contacts.csv", Shape::Brevo, 1, 1, 0),
    ("cdr/asterisk_Master.csv", Shape::AsteriskCalls, 2, 2, 0),
    ("google/contacts_nowy.csv", Shape::GoogleContacts, 1, 1, 0),
    ("google/contacts_stary.csv", Shape::GoogleContactsOld, 1, 1, 0),
    ("hubspot/contacts.csv", Shape::HubSpot, 1, 1, 0),
    ("linkedin/Connections.csv", Shape::LinkedInConnections, 2, 2, 0),
    ("mailchimp/subscribed_members_export_0a1b2c3d4e.csv", Shape::MailchimpSubscribed, 1, 1, 0),
    ("mailchimp/unsubscribed_members_export_0a1b2c3d4e.csv", Shape::MailchimpUnsubscribed, 1, 1, 1),
    ("meta_leady/leads.csv", Shape::MetaLeads, 1, 1, 0),
    ("meta_leady/leads_utf16.tsv", Shape::MetaLeads, 1, 1, 0),
    ("outlook/contacts_en_skrocony.csv", Shape::Outlook, 1, 1, 0),
    ("pipedrive/people.csv", Shape::Pipedrive, 1, 1, 0),
    ("salesforce/dataloader_contact.csv", Shape::SalesforceDataLoader, 1, 1, 0),
    ("salesforce/report_details.csv", Shape::SalesforceReport, 1, 1, 0),
    ("teams/attendance_report_utf16.csv", Shape::TeamsAttendance, 2, 2, 0),
    ("zoom/attendee_report.csv", Shape::ZoomAttendees, 3, 3, 0),
];

#[test]
fn every_export_is_recognised_and_counted() {
    for (name, shape, rows, usable, opted_out) in EXPORTS {
        let (found, _, tally) = read(name);
        println!("{name}: {found:?} {tally:?}");
        assert_eq!(
            (found, tally.rows, tally.usable, tally.opted_out),
            (*shape, *rows, *usable, *opted_out),
            "{name}"
        );
        assert_eq!(tally.alarms, 0, "{name}");
    }
    println!("exports: {}", EXPORTS.len());
}

#[test]
fn no_fixture_is_left_out() {
    let mut tables = 0;
    for folder in std::fs::read_dir(fixture(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
    {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.strip_prefix(fixture("")).unwrap().to_string_lossy().into_owned();
            if name.ends_with("csv") || name.ends_with("tsv") {
                assert!(EXPORTS.iter().any(|export| export.0 == name), "{name} is in no table test");
                tables += 1;
            }
        }
    }
    assert_eq!(tables, EXPORTS.len());
}

#[test]
fn the_same_person_comes_out_of_every_export() {
    for (name, ..) in EXPORTS.iter().filter(|export| export.2 == 1 && !export.0.contains("unsubscribed")) {
        let (_, candidates, _) = read(name);
        let person = &candidates[0];
        assert_eq!(person.value(Column::FirstName), Some("Zofia"), "{name}");
        assert_eq!(person.value(Column::LastName), Some("Przykładowa"), "{name}");
        assert_eq!(person.value(Column::Email), Some("zofia@example.test"), "{name}");
        assert!(person.problems.is_empty(), "{name}: {:?}", person.problems);
        let phone = person.value(Column::Phone);
        assert!(phone == Some("+48600000000") || name.contains("mailchimp"), "{name}");
    }
}

#[test]
fn preambles_are_passed_over_and_rows_keep_their_numbers() {
    let (_, connections, _) = read("linkedin/Connections.csv");
    assert_eq!(connections.iter().map(|person| person.row).collect::<Vec<_>>(), [5, 6]);
    assert_eq!(connections[1].value(Column::LastName), Some("Testowy, MBA"));
    assert_eq!(connections[1].value(Column::Position), Some("CEO, Founder"));
    let (_, attendees, _) = read("zoom/attendee_report.csv");
    assert_eq!(attendees.iter().map(|person| person.row).collect::<Vec<_>>(), [12, 13, 14]);
    assert_eq!(attendees[2].value(Column::Email), Some("jan@example.test"));
    let (_, table) = open("teams/attendance_report_utf16.csv");
    assert_eq!((table.header().row, table.header().preamble_rows), (Some(10), 8));
}

#[test]
fn teams_guests_lose_their_remark_and_the_report_its_other_sections() {
    let (_, people, _) = read("teams/attendance_report_utf16.csv");
    assert_eq!(people.len(), 2);
    assert_eq!(people[1].value(Column::LastName), Some("Przykładowa"));
    assert_eq!(people[0].value(Column::Email), Some("prowadzacy@example.test"));
}

#[test]
fn one_google_cell_gives_both_its_telephones() {
    let (_, people, _) = read("google/contacts_nowy.csv");
    let phones = people[0].values.iter().filter(|(column, _)| *column == Column::Phone);
    assert_eq!(phones.map(|(_, phone)| phone.as_str()).collect::<Vec<_>>(), ["+48600000000", "+48225550000"]);
    assert_eq!(people[0].value(Column::Street), Some("ul. Testowa 7"));
}

#[test]
fn a_call_record_gives_the_number_outside() {
    let (_, calls, _) = read("cdr/asterisk_Master.csv");
    assert_eq!(calls[0].value(Column::Phone), Some("+48600000000"));
    assert_eq!(calls[1].value(Column::Phone), Some("+48600000001"));
    assert!(
        calls
            .iter()
            .all(|call| call.problems.iter().all(|problem| problem.problem == Problem::PhoneIsExtension))
    );
}

#[test]
fn encodings_are_told_from_the_bytes() {
    for (name, expected) in [
        ("outlook/contacts_en_skrocony.csv", Encoding::Windows1250),
        ("teams/attendance_report_utf16.csv", Encoding::Utf16Le),
        ("meta_leady/leads_utf16.tsv", Encoding::Utf16Le),
        ("zoom/attendee_report.csv", Encoding::Utf8),
    ] {
        let (Recognised::Text { encoding, .. }, _) = open(name) else { panic!("{name} is no text") };
        assert_eq!(encoding, expected, "{name}");
    }
}

#[test]
fn consent_times_come_in_iso_form() {
    let (_, people, _) = read("mailchimp/subscribed_members_export_0a1b2c3d4e.csv");
    let consent = people[0].consent.as_ref().unwrap();
    assert_eq!((consent.given, consent.at.as_deref()), (None, Some("2024-03-12 10:11:12")));
}
