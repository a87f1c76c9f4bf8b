//! Letters that are printed and posted together, and bounces of mail.

use jiff::SignedDuration;
use zgoda_law::{Event, NoticeStatus};
use zgoda_rights::RightsError;
use zgoda_rights::inform::{
    OpenLetter, Reported, Skipped, Window, came_back, letters_csv, letters_pdf, make_letters, open_letters,
    post_letters, take_report,
};
use zgoda_store::DeliveryState;

use crate::bed::{Known, now};
use crate::inform::{enriched, ready};

#[test]
fn letters_are_made_handed_out_for_their_term_and_posted_under_a_number() {
    let bed = ready();
    let (id, other) = (
        bed.add(&enriched()),
        bed.add(&Known { values: &[("last_name", "Lis"), ("email", "lis@example.test")], ..enriched() }),
    );
    let who = bed.officer(now());
    let (batch, bulk) = make_letters(&bed.store, &who, &[id, other], "Drukarnia", 7).unwrap();
    let batch = batch.unwrap();
    assert_eq!((bulk.queued, bulk.skipped.get(&Skipped::NoAddress)), (1, Some(&1)));
    assert_eq!(bed.person(id).notices[0].status, NoticeStatus::Due, "printed is not told");
    let letters = open_letters(&bed.store, &who, batch).unwrap();
    assert_eq!(letters[0].address, ["Anna Kos", "Polna 1", "00-001 Warszawa"]);
    assert!(letters[0].text.body.contains("operatora pocztowego"));
    let csv = letters_csv(batch, &letters);
    assert!(csv.contains(&OpenLetter::reference(batch, 0)) && csv.contains("Anna Kos"));
    let pdf = letters_pdf(&bed.store, batch, &letters, Window::Right, now()).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000);
    assert_eq!(bed.events(id).last(), Some(&Event::Exported), "each handing out stands in the ledger");
    assert!(make_letters(&bed.store, &who, &[id], "Drukarnia", 7).unwrap().0.is_none(), "not twice");

    let late = bed.officer(now() + SignedDuration::from_hours(8 * 24));
    assert!(matches!(open_letters(&bed.store, &late, batch), Err(RightsError::NotFound(_))));
    for posting in ["", "600100200", "Jan Kos"] {
        let refused = post_letters(&bed.store, &late, batch, now(), posting);
        assert!(matches!(refused, Err(RightsError::Incomplete(_))), "{posting}");
    }
    assert_eq!(post_letters(&bed.store, &late, batch, now(), "KN-2026/8").unwrap(), 1);
    assert!(post_letters(&bed.store, &late, batch, now(), "KN-2026/9").is_err(), "once");
    let person = bed.person(id);
    let letter = bed.store.deliveries(&person).unwrap().pop().unwrap();
    assert_eq!((letter.state, letter.reference.as_deref()), (DeliveryState::Posted, Some("KN-2026/8")));
    assert_eq!(person.notices[0].status, NoticeStatus::Sent);
    came_back(&bed.store, &late, id, letter.no, None).unwrap();
    assert_eq!(bed.person(id).notices[0].status, NoticeStatus::Undeliverable);
}

#[test]
fn a_formula_in_a_name_stays_text_in_the_file_for_the_mail_house() {
    let bed = ready();
    let id = bed.add(&Known {
        values: &[("last_name", "=HYPERLINK(1)"), ("street", "Polna 1"), ("city", "Łódź")],
        ..enriched()
    });
    let who = bed.officer(now());
    let (batch, _) = make_letters(&bed.store, &who, &[id], "Drukarnia", 1).unwrap();
    let letters = open_letters(&bed.store, &who, batch.unwrap()).unwrap();
    assert!(letters_csv(batch.unwrap(), &letters).contains("'=HYPERLINK"));
    for (recipient, days) in [("", 7), ("Drukarnia", 0), ("Drukarnia", 31)] {
        assert!(matches!(
            make_letters(&bed.store, &who, &[id], recipient, days),
            Err(RightsError::Incomplete(_))
        ));
    }
}

#[test]
fn an_address_that_no_window_shows_is_passed_over_by_name_of_the_reason() {
    let bed = ready();
    let street = "ulica o nazwie, która nie mieści się w żadnym oknie żadnej koperty, ".repeat(12);
    let values: &[(&str, &str)] = &[("last_name", "Kos"), ("street", street.leak()), ("city", "Łódź")];
    let id = bed.add(&Known { values, ..enriched() });
    let (batch, bulk) = make_letters(&bed.store, &bed.officer(now()), &[id], "Drukarnia", 1).unwrap();
    assert_eq!((batch, bulk.skipped.get(&Skipped::Unfit)), (None, Some(&1)));
}

#[test]
fn a_report_about_none_of_our_messages_changes_nothing() {
    let bed = ready();
    let report = "Final-Recipient: rfc822; a@example.test\nAction: failed\nStatus: 5.1.1\n\nMessage-ID: <x@y.example>\n";
    assert_eq!(take_report(&bed.store, &bed.officer(now()), report).unwrap(), Reported::Unknown);
    assert_eq!(take_report(&bed.store, &bed.officer(now()), "Dzień dobry").unwrap(), Reported::Unknown);
}
