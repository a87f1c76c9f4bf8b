//! Webhooks: what a receiver gets of an accepted change, and what becomes of it on a receiver's bad day.

use std::sync::Mutex;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, ToSpan};
use zgoda_enrich::statements;
use zgoda_enrich::sync::{Sender, add, resend, rotate, try_out};
use zgoda_store::{
    Hold, IncomingFact, MessageKind, MessageState, OrgId, Stamp, Store, WebhookId, WebhookState,
};

use crate::receiver::{Receiver, Reply};
use crate::support::{Bed, MASKED, NAMED, STRUCK_OFF, now, stamp};

/// An installation that tells one receiver.
struct Told {
    bed: Bed,
    receiver: Receiver,
    id: WebhookId,
    secret: String,
    clock: Mutex<Timestamp>,
}

impl Told {
    fn new() -> Self {
        let (bed, receiver) = (Bed::new(), Receiver::start());
        let (id, secret) = add(&bed.store, stamp(), &receiver.url, true).unwrap();
        Self { bed, receiver, id, secret: secret.to_string(), clock: Mutex::new(now()) }
    }

    fn store(&self) -> &Store {
        &self.bed.store
    }

    fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    fn pass(&self, time: SignedDuration) {
        let mut clock = self.clock.lock().unwrap();
        *clock += time;
    }

    /// Sends all that is due now.
    fn send(&self) {
        let mut sender = Sender::waiting(Duration::from_millis(300));
        while sender.tick(self.store(), &|| self.now()).unwrap() {}
    }

    /// A firm gets another city.
    fn change(&self, org: OrgId, city: &str) {
        let store = self.store();
        let source = store.sources().unwrap().last().unwrap().id;
        let org = store.organisation(org).unwrap();
        let fact = IncomingFact { field: "seat_city".into(), value: city.into(), path: "here".into() };
        let mut change = store.change(Stamp { at: self.now(), ..stamp() });
        change.merge_organisation(&org, source, &[], &[fact]).unwrap();
        change.commit().unwrap();
    }

    fn state(&self) -> WebhookState {
        self.store().webhook(self.id).unwrap().state
    }

    fn log(&self) -> Vec<(MessageState, String)> {
        let messages = self.store().webhook_messages(self.id, 100).unwrap();
        messages.into_iter().map(|message| (message.state, message.answer)).collect()
    }
}

#[test]
fn an_accepted_change_is_told_signed_with_its_sources_and_only_once() {
    let told = Told::new();
    let org = told.bed.enrich(NAMED, true, now()).unwrap().org.unwrap();
    told.send();
    told.send();
    let calls = told.receiver.calls();
    assert_eq!(calls.len(), 1);
    assert!(calls[0].is_signed_with(&told.secret));
    assert_eq!(calls[0].headers["content-type"], "application/json");
    let said = calls[0].json();
    assert_eq!(said["type"], "organisation.changed");
    assert_eq!(said["timestamp"], now().to_string());
    assert_eq!(said["data"]["organisation"]["krs"], NAMED);
    let added = said["data"]["added"].as_array().unwrap();
    let held: Vec<_> = told.bed.facts(org);
    assert_eq!(added.len(), held.len());
    for fact in added {
        let pair = (fact["field"].as_str().unwrap().to_owned(), fact["value"].as_str().unwrap().to_owned());
        assert!(held.contains(&pair), "{pair:?}");
        assert_eq!(fact["source"]["kind"], "registry_krs");
    }
    assert_eq!(told.log(), [(MessageState::Delivered, "204".to_owned())]);
}

#[test]
fn people_of_a_firm_are_never_told_of() {
    let told = Told::new();
    let org = told.bed.enrich(NAMED, true, now()).unwrap().org.unwrap();
    told.send();
    let people = told.bed.people(org);
    assert!(!people.is_empty());
    let said = told.receiver.calls()[0].body.clone();
    for person in people {
        for (field, value) in told.bed.values(person.id, now()) {
            // The firm a person stands for is public of itself.
            let of_the_firm = ["company_name", "nip", "krs"].contains(&field.as_str());
            assert!(of_the_firm || !said.contains(&format!("\"{value}\"")), "{field} of a person went out");
        }
        assert!(!said.contains(&person.id.to_string()));
    }
}

#[test]
fn what_ended_is_told_and_what_was_only_confirmed_is_not() {
    let told = Told::new();
    told.bed.enrich(NAMED, false, now()).unwrap();
    told.bed.enrich(NAMED, false, now() + 1.minute()).unwrap();
    told.pass(SignedDuration::from_mins(2));
    told.send();
    assert_eq!(told.receiver.calls().len(), 1, "nothing but dates moved");
    let held = told.store().add_organisation(stamp(), "Skreślona", Some(STRUCK_OFF), None).unwrap();
    let org = told.store().organisation(held).unwrap();
    let standing = IncomingFact { field: "standing".into(), value: "active".into(), path: "here".into() };
    let source = told.store().sources().unwrap()[0].id;
    let mut change = told.store().change(stamp());
    change.merge_organisation(&org, source, &[], &[standing]).unwrap();
    change.commit().unwrap();
    told.bed.enrich(STRUCK_OFF, false, now() + 2.minutes()).unwrap();
    told.pass(SignedDuration::from_mins(3));
    told.send();
    let last = told.receiver.calls().pop().unwrap().json();
    assert_eq!(last["data"]["ended"][0]["field"], "standing");
    assert_eq!(last["data"]["ended"][0]["value"], "active");
}

#[test]
fn a_statement_that_came_and_one_that_was_taken_back_are_told_with_their_figures() {
    let told = Told::new();
    let store = told.store();
    let org = store.add_organisation(stamp(), "Przykład sp. z o.o.", Some("0000123456"), None).unwrap();
    let document = include_str!("../../../formats/tests/fixtures/statements/SFJINZ_v1-2_syntetyczny.xml");
    let input = zgoda_formats::Input::from(document.as_bytes().to_vec());
    let taken = statements::take(store, Some(org), &input, &told.bed.actor(), now()).unwrap();
    let no = taken[0].outcome.as_ref().unwrap().no;
    statements::undo(store, org, no, &told.bed.actor(), now() + 1.minute()).unwrap();
    told.pass(SignedDuration::from_mins(2));
    told.send();
    let calls: Vec<_> = told.receiver.calls().iter().map(crate::receiver::Call::json).collect();
    let types: Vec<_> = calls.iter().map(|said| said["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["organisation.statement", "organisation.statement_removed"]);
    let statement = &calls[0]["data"]["statement"];
    assert_eq!(statement["figures_in_grosz"]["assets"]["this_year"], 520_000_000);
    assert_eq!((&statement["to"], &statement["number"]), (&"2024-12-31".into(), &no.into()));
    assert_eq!(statement["source"]["name"], "e-sprawozdanie 2024");
    assert_eq!(calls[1]["data"]["statement"]["number"], no);
    assert_eq!(calls[1]["data"]["organisation"]["krs"], "0000123456");
}

#[test]
fn for_a_day_after_a_change_of_the_secret_both_secrets_verify() {
    let told = Told::new();
    let old = told.secret.clone();
    let new = rotate(told.store(), stamp(), told.id).unwrap();
    try_out(told.store(), told.id, &|| told.now()).unwrap();
    told.pass(SignedDuration::from_hours(25));
    try_out(told.store(), told.id, &|| told.now()).unwrap();
    let calls = told.receiver.calls();
    assert_eq!(calls.iter().map(|call| call.is_signed_with(&old)).collect::<Vec<_>>(), [true, false]);
    assert!(calls.iter().all(|call| call.is_signed_with(&new)));
    assert_eq!(calls[0].json()["type"], "webhook.test");
}

#[test]
fn every_failure_is_kept_and_tried_again_under_the_same_id_until_it_gets_through() {
    let told = Told::new();
    let bad = [
        (Reply::Status(500), "500"),
        (Reply::Silence, "timed_out"),
        (Reply::Closed, "broken_off"),
        (Reply::With(302, "Location: http://169.254.169.254/"), "302"),
        (Reply::Status(404), "404"),
    ];
    told.receiver.will(&bad.clone().map(|(reply, _)| reply));
    told.bed.enrich(NAMED, false, now()).unwrap();
    for (_, answer) in &bad {
        told.send();
        assert_eq!(told.log(), [(MessageState::Waiting, (*answer).to_owned())]);
        told.send();
        told.pass(SignedDuration::from_hours(10));
    }
    told.send();
    assert_eq!(told.log(), [(MessageState::Delivered, "204".to_owned())]);
    let calls = told.receiver.calls();
    assert_eq!(calls.len(), bad.len() + 1, "no try before its time, and no redirect followed");
    assert!(calls.iter().all(|call| call.id() == calls[0].id() && call.body == calls[0].body));
    assert!(calls.iter().all(|call| call.is_signed_with(&told.secret)));
}

#[test]
fn an_endless_answer_costs_no_more_than_its_connection() {
    let told = Told::new();
    told.receiver.will(&[Reply::Endless]);
    told.bed.enrich(NAMED, false, now()).unwrap();
    told.send();
    assert_eq!(told.log(), [(MessageState::Delivered, "200".to_owned())]);
}

#[test]
fn a_receiver_that_is_gone_is_told_nothing_more_and_another_one_goes_on() {
    let told = Told::new();
    let other = Receiver::start();
    add(told.store(), stamp(), &other.url, true).unwrap();
    told.receiver.will(&[Reply::Status(410)]);
    told.bed.enrich(NAMED, false, now()).unwrap();
    told.send();
    assert_eq!(told.state(), WebhookState::Gone);
    told.bed.enrich(MASKED, false, now()).unwrap();
    told.pass(SignedDuration::from_hours(24));
    told.send();
    assert_eq!((told.receiver.calls().len(), other.calls().len()), (1, 2));
    assert_eq!(
        told.store().webhook_waiting(told.id).unwrap(),
        1,
        "what it refused waits, and nothing is added"
    );
}

#[test]
fn a_receiver_that_never_answers_is_switched_off_and_gets_everything_once_it_is_mended() {
    let told = Told::new();
    told.receiver.will(&vec![Reply::Status(503); 24]);
    let org = told.bed.enrich(NAMED, false, now()).unwrap().org.unwrap();
    told.change(org, "GNIEZNO");
    while told.state() == WebhookState::Active {
        told.send();
        told.pass(SignedDuration::from_hours(1));
    }
    assert_eq!(told.state(), WebhookState::Unreachable);
    assert!(told.now().duration_since(now()) > SignedDuration::from_hours(72));
    told.change(org, "KONIN");
    let (tried, webhook) = (told.receiver.calls().len(), told.store().webhook(told.id).unwrap());
    told.store().move_webhook(Stamp { at: told.now(), ..stamp() }, &webhook, WebhookState::Active).unwrap();
    for _ in 0..20 {
        told.send();
        told.pass(SignedDuration::from_mins(10));
    }
    let after = told.receiver.calls();
    assert!(after.len() >= tried + 3, "{} of {}", after.len(), tried);
    assert!(told.log().iter().all(|(state, _)| *state == MessageState::Delivered));
}

#[test]
fn a_process_that_dies_while_sending_leaves_the_message_to_the_next_one_under_its_id() {
    let told = Told::new();
    told.bed.enrich(NAMED, false, now()).unwrap();
    let message = told.store().webhook_messages(told.id, 1).unwrap().remove(0);
    let claimed = told.store().claim_webhook_message(&message, now() + 90.seconds()).unwrap();
    assert!(claimed.is_some());
    assert!(told.store().claim_webhook_message(&message, now() + 90.seconds()).unwrap().is_none());
    told.send();
    assert_eq!(told.receiver.calls().len(), 0, "somebody else has it");
    told.pass(SignedDuration::from_secs(91));
    told.send();
    assert_eq!(told.receiver.calls()[0].id(), message.id);
    assert_eq!(told.log().len(), 1);
}

#[test]
fn a_change_that_is_not_committed_is_not_told() {
    let told = Told::new();
    let org = told.bed.enrich(NAMED, false, now()).unwrap().org.unwrap();
    let source = told.store().sources().unwrap()[0].id;
    let held = told.store().organisation(org).unwrap();
    let fact =
        |city: &str| IncomingFact { field: "seat_city".into(), value: city.into(), path: String::new() };
    let (mut one, mut other) = (told.store().change(stamp()), told.store().change(stamp()));
    one.merge_organisation(&held, source, &[], &[fact("GNIEZNO")]).unwrap();
    other.merge_organisation(&held, source, &[], &[fact("KONIN")]).unwrap();
    one.commit().unwrap();
    assert!(other.commit().is_err());
    assert_eq!(told.log().len(), 2, "the register's word and the first of both");
}

#[test]
fn paused_and_deleted_webhooks_are_told_nothing_and_a_resent_message_keeps_its_id() {
    let told = Told::new();
    told.bed.enrich(NAMED, false, now()).unwrap();
    told.send();
    let first = told.receiver.calls()[0].id().to_owned();
    resend(told.store(), told.id, &first, &|| told.now()).unwrap();
    assert_eq!(told.receiver.calls()[1].id(), first);
    let webhook = told.store().webhook(told.id).unwrap();
    assert_eq!(webhook.hold, Hold { failures: 0, failing_since: None, resume_at: now() });
    told.store().move_webhook(stamp(), &webhook, WebhookState::Paused).unwrap();
    told.bed.enrich(MASKED, false, now()).unwrap();
    told.send();
    assert_eq!(told.receiver.calls().len(), 2);
    assert_eq!(told.store().webhook_waiting(told.id).unwrap(), 1);
    told.store().delete_webhook(stamp(), told.id).unwrap();
    told.send();
    assert_eq!(told.receiver.calls().len(), 2);
    assert!(told.store().webhook_messages(told.id, 9).unwrap().is_empty());
}

#[test]
fn messages_are_forgotten_after_a_month() {
    let told = Told::new();
    try_out(told.store(), told.id, &|| told.now()).unwrap();
    assert_eq!(told.store().webhook_messages(told.id, 9).unwrap()[0].kind, MessageKind::Test);
    told.pass(SignedDuration::from_hours(24 * 31));
    told.send();
    assert!(told.log().is_empty());
}

#[test]
fn an_address_that_leads_inside_is_not_taken_without_leave() {
    let bed = Bed::new();
    for url in ["http://127.0.0.1:8080/", "https://localhost/", "http://crm.example/", "crm.example", ""] {
        assert!(add(&bed.store, stamp(), url, false).is_err(), "{url}");
    }
    assert!(bed.store.webhooks().unwrap().is_empty());
}
