//! Sending what is queued, to a server that really speaks SMTP.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::{SignedDuration, Timestamp};
use zgoda_connectors::smtp::sink::{Mood, Sink, Stage};
use zgoda_connectors::smtp::{Encryption, Handed, Mail, Mailer, Password, Why};
use zgoda_law::{Event, NoticeStatus, SubjectId};
use zgoda_rights::inform::{
    MailServer, Reported, Sent, came_back, check_again, queue_email, send_waiting, take_report,
};
use zgoda_rights::{ErasureOptions, erasure, object};
use zgoda_store::{Delivery, DeliveryState};

use crate::bed::{Bed, now, stamp};
use crate::inform::{enriched, ready};

struct Office {
    bed: Bed,
    sink: Sink,
    server: MailServer,
    at: Cell<Timestamp>,
}

impl Office {
    fn open() -> Self {
        let (bed, sink) = (ready(), Sink::start().unwrap());
        let server = MailServer {
            host: "127.0.0.1".into(),
            port: sink.port(),
            encryption: Encryption::Plain,
            user: "ola".into(),
            from: "dane@acme.example".into(),
            sender: "ACME".into(),
        };
        server.save(&bed.store, Some(&Password::new("tajne hasło"))).unwrap();
        Self { bed, sink, server, at: Cell::new(now()) }
    }

    fn queue(&self) -> (SubjectId, u32) {
        let id = self.bed.add(&enriched());
        (id, queue_email(&self.bed.store, &self.bed.officer(now()), id).unwrap())
    }

    fn send(&self) -> Sent {
        let server = MailServer::load(&self.bed.store).unwrap().unwrap();
        let smtp = server.client(&self.bed.store).unwrap();
        send_waiting(&self.bed.store, &server, &smtp, &|| self.at.get(), 10).unwrap()
    }

    fn wait(&self, minutes: i64) {
        self.at.set(self.at.get() + SignedDuration::from_mins(minutes));
    }

    fn message(&self, (id, no): (SubjectId, u32)) -> Delivery {
        let person = self.bed.person(id);
        self.bed.store.deliveries(&person).unwrap().into_iter().find(|found| found.no == no).unwrap()
    }

    fn status(&self, id: SubjectId) -> NoticeStatus {
        self.bed.person(id).notices[0].status
    }
}

#[test]
fn a_queued_message_is_sent_once_and_the_person_counts_as_told_with_proof() {
    let office = Office::open();
    let of = office.queue();
    assert_eq!(office.send(), Sent { sent: 1, ..Sent::default() });
    assert_eq!(office.send(), Sent::default());
    let received = office.sink.received();
    assert_eq!((received.len(), received[0].to.as_str()), (1, "kos@example.test"));
    let message = office.message(of);
    assert_eq!((message.state, message.code, message.tries), (DeliveryState::Sent, Some(250), 1));
    assert!(received[0].message.contains(&format!("Message-ID: <{}>", message.message_id.unwrap())));
    assert_eq!(office.status(of.0), NoticeStatus::Sent);
    let entries = office.bed.store.ledger().about(of.0).unwrap();
    let details: Vec<&str> = entries.iter().map(|entry| entry.detail.as_str()).collect();
    assert!(
        details.iter().any(|detail| detail.contains("sending") && detail.contains("text ")),
        "{details:?}"
    );
    assert!(details.iter().all(|detail| !detail.contains("example.test")), "no address of a person");
    assert!(entries.iter().any(|entry| entry.event == Event::NoticeDelivered));
}

#[test]
fn the_password_is_sealed_and_nothing_shows_it() {
    let office = Office::open();
    let sealed = office.bed.store.setting("mail.password").unwrap().unwrap();
    assert!(!sealed.contains("tajne") && sealed.len() > 40);
    assert!(!format!("{:?}", office.server.client(&office.bed.store).unwrap()).contains("tajne"));
}

/// A mail server whose machine is killed while it is given a message, before or after it has it.
struct Killed<'a>(&'a Sink, bool);

impl Mailer for Killed<'_> {
    fn hand_over(&self, mail: &Mail<'_>) -> Handed {
        if self.1 {
            let smtp =
                zgoda_connectors::smtp::Smtp::new("127.0.0.1", self.0.port(), Encryption::Plain).unwrap();
            smtp.hand_over(mail);
        }
        panic!("killed")
    }
}

#[test]
fn whoever_dies_between_recording_and_sending_sends_nothing_twice_and_a_human_is_asked() {
    for had_it in [false, true] {
        let office = Office::open();
        let of = office.queue();
        let killed = Killed(&office.sink, had_it);
        let died = catch_unwind(AssertUnwindSafe(|| {
            send_waiting(&office.bed.store, &office.server, &killed, &now, 10).map(drop).unwrap();
        }));
        assert!(died.is_err());
        assert_eq!(office.message(of).state, DeliveryState::Sending, "recorded before it was handed over");
        assert_eq!(office.send(), Sent::default(), "not while somebody may still be at it");
        office.wait(20);
        assert_eq!(office.send(), Sent { uncertain: 1, ..Sent::default() });
        assert_eq!(office.message(of).state, DeliveryState::Uncertain);
        office.wait(60);
        assert_eq!(office.send(), Sent::default(), "never again by itself");
        assert_eq!(office.sink.received().len(), usize::from(had_it));
        assert_eq!(office.status(of.0), NoticeStatus::Due, "nobody claims what nobody knows");

        let id = office.message(of).message_id;
        check_again(&office.bed.store, &office.bed.officer(office.at.get()), of.0, of.1, true).unwrap();
        assert_eq!(office.send().sent, 1);
        assert_eq!(office.message(of).message_id, id, "the same id, so that readers see one message");
    }
}

#[test]
fn a_bad_day_of_the_server_loses_nothing_and_doubles_nothing() {
    for (stage, mood, state, trouble) in [
        (Stage::To, Mood::Code(450), DeliveryState::Queued, None),
        (Stage::To, Mood::Code(550), DeliveryState::Refused, None),
        (Stage::Login, Mood::Code(535), DeliveryState::Queued, Some(Why::Login)),
        (Stage::Data, Mood::HangUp, DeliveryState::Queued, Some(Why::BrokenOff)),
        (Stage::End, Mood::KeepAndHangUp, DeliveryState::Uncertain, None),
    ] {
        let office = Office::open();
        let of = office.queue();
        office.sink.behave(Some((stage, mood)));
        assert_eq!(office.send().trouble, trouble, "{stage:?}");
        assert_eq!(office.message(of).state, state, "{stage:?}");
        office.sink.behave(None);
        assert_eq!(office.send().sent, 0, "not at once: {stage:?}");
        office.wait(10);
        let waits = state == DeliveryState::Queued;
        assert_eq!(office.send().sent, u64::from(waits), "{stage:?}");
        assert_eq!(office.status(of.0) == NoticeStatus::Sent, waits);
    }
}

#[test]
fn a_message_is_decided_again_when_it_goes() {
    let office = Office::open();
    let (erased, objecting, informed) = (office.queue(), office.queue(), office.queue());
    let store = &office.bed.store;
    erasure::carry_out(store, &office.bed.officer(now()), erased.0, &ErasureOptions::default()).unwrap();
    let no = office.bed.person(informed.0).notices[0].no;
    zgoda_rights::notice::delivered(store, stamp(now()), informed.0, no, zgoda_law::Channel::Post, "RPO/1")
        .unwrap();
    object(store, stamp(now()), objecting.0, "email").unwrap();
    let report = office.send();
    assert_eq!(report.sent, 0, "nothing is held any more of those who objected, and the others need no word");
    assert_eq!(office.message(informed).state, DeliveryState::Stopped);
    assert!(office.sink.received().is_empty());
}

#[test]
fn suppression_does_not_keep_anybody_from_being_told() {
    let office = Office::open();
    let id = office.bed.add(&enriched());
    queue_email(&office.bed.store, &office.bed.officer(now()), id).unwrap();
    let field = office.bed.store.law().catalogue().field("email").unwrap().id;
    let mut change = office.bed.store.change(stamp(now()));
    change.suppress(field, "kos@example.test", "objection");
    change.commit().unwrap();
    assert_eq!(office.send().sent, 1);
}

#[test]
fn what_bounces_is_owed_again_and_can_be_told_another_way() {
    let office = Office::open();
    let of = office.queue();
    office.send();
    let who = office.bed.officer(now());
    came_back(&office.bed.store, &who, of.0, of.1, Some(550)).unwrap();
    assert_eq!(office.message(of).state, DeliveryState::Bounced);
    assert_eq!(office.status(of.0), NoticeStatus::Undeliverable);
    assert!(came_back(&office.bed.store, &who, of.0, of.1, None).is_err(), "it came back before");
    queue_email(&office.bed.store, &who, of.0).unwrap();
}

#[test]
fn a_report_of_the_mail_system_finds_its_message_by_its_id() {
    let office = Office::open();
    let of = office.queue();
    office.send();
    let id = office.message(of).message_id.unwrap();
    let report = |action| {
        format!(
            "Final-Recipient: rfc822; kos@example.test\nAction: {action}\nDiagnostic-Code: smtp; 550 no\n\nMessage-ID: <{id}>\n"
        )
    };
    let who = office.bed.officer(now());
    assert_eq!(take_report(&office.bed.store, &who, &report("delayed")).unwrap(), Reported::NotFailed);
    assert_eq!(
        take_report(&office.bed.store, &who, &report("failed")).unwrap(),
        Reported::Bounced(of.0, of.1)
    );
    assert_eq!((office.message(of).state, office.message(of).code), (DeliveryState::Bounced, Some(550)));
}
