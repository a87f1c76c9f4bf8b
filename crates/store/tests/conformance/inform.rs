//! Messages that inform people: each step is made once and stands in the ledger; a restore doubts what was in the queue.

use jiff::ToSpan;
use jiff::civil::date;
use zgoda_law::{Channel, Event, InformationDuty, NoticeStatus, SubjectId};
use zgoda_store::{Change, DeliveryState, NewDelivery, NewNotice, NoticeFilter, Step, StoreError};

use crate::backup::{back_up, beside, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;

/// A message of one person, and an exemption, within a change.
pub fn inform(office: &Office, change: &mut Change<'_>, id: SubjectId) {
    let person = office.store.person(id).unwrap();
    let text = office.store.keep_wording("pl", "Mamy Twoje dane.").unwrap();
    change.add_delivery(&person, by_email(text)).unwrap();
    change.add_exemption(&person, 1, "informed", text, date(2027, 5, 1)).unwrap();
}

fn by_email(text: zgoda_store::TextId) -> NewDelivery {
    NewDelivery { notices: [1].into(), text, channel: Channel::Email, fact: None, batch: None }
}

pub fn a_message_moves_on_step_by_step_and_each_step_is_made_once(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let text = office.store.keep_wording("pl", "Mamy Twoje dane.").unwrap();
    let person = office.store.person(id).unwrap();
    let mut change = office.store.change(stamp());
    let no = change.add_delivery(&person, by_email(text)).unwrap();
    change.commit().unwrap();

    let person = office.store.person(id).unwrap();
    let queued = office.store.deliveries(&person).unwrap().pop().unwrap();
    assert_eq!((queued.no, queued.state, queued.tries), (no, DeliveryState::Queued, 0));
    assert_eq!((queued.text, queued.channel, &queued.notices), (text, Channel::Email, &[1].into()));
    assert_eq!(office.store.deliveries_waiting(now(), 9).unwrap(), [(id, no)]);
    let sending = Step { message_id: Some("abc@zgoda.example".into()), ..Step::to(DeliveryState::Sending) };
    let mut change = office.store.change(stamp());
    change.move_delivery(&person, &queued, sending.clone()).unwrap();
    change.commit().unwrap();
    let mut again = office.store.change(stamp());
    again.move_delivery(&office.store.person(id).unwrap(), &queued, sending).unwrap();
    assert!(again.commit().unwrap_err().is_conflict(), "nobody hands over what is being handed over");

    let person = office.store.person(id).unwrap();
    let handed = office.store.deliveries(&person).unwrap().pop().unwrap();
    assert_eq!((handed.state, handed.tries), (DeliveryState::Sending, 1));
    assert_eq!(handed.message_id.as_deref(), Some("abc@zgoda.example"));
    assert_eq!(office.store.deliveries_left(now() + 1.hour(), 9).unwrap(), [(id, no)]);
    assert!(office.store.deliveries_left(now(), 9).unwrap().is_empty());
    let mut change = office.store.change(stamp());
    change
        .move_delivery(&person, &handed, Step { code: Some(250), ..Step::to(DeliveryState::Sent) })
        .unwrap();
    change.commit().unwrap();
    assert_eq!(office.store.deliveries_by_state().unwrap(), [(DeliveryState::Sent, 1)]);
    let told: Vec<String> = office
        .store
        .ledger()
        .about(id)
        .unwrap()
        .into_iter()
        .filter(|entry| entry.event == Event::NoticeMoved)
        .map(|entry| entry.detail)
        .collect();
    let hash = "text 1 ";
    assert!(told[0].starts_with(&format!("delivery {no} queued: notices 1, {hash}")), "{told:?}");
    assert_eq!(told[2], format!("delivery {no} sent, message abc@zgoda.example, code 250"));
}

pub fn what_was_in_the_queue_is_doubted_after_a_restore(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let mut change = office.store.change(stamp());
    inform(&office, &mut change, id);
    change.commit().unwrap();
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    let (store, _) = restore(folder.path(), &beside(bed, Bed::sqlite())).unwrap();
    let person = store.person(id).unwrap();
    assert_eq!(store.deliveries(&person).unwrap()[0].state, DeliveryState::Uncertain);
    assert!(store.deliveries_waiting(now(), 9).unwrap().is_empty());
    assert_eq!(store.exemptions(&person).unwrap()[0].review_on, date(2027, 5, 1));
}

pub fn lists_and_counts_of_duties_agree(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let late = office.add(&[("email", "jan@example.test")]);
    for (id, due_at) in [(id, now() + 24.hours()), (late, now() - 1.hour())] {
        let mut change = office.store.change(stamp());
        change.open(&office.store.person(id).unwrap()).unwrap();
        let (duty, status) = (InformationDuty::Article14, NoticeStatus::Due);
        change.add_notice(id, NewNotice { duty, status, due_at, ..office.told() }).unwrap();
        change.commit().unwrap();
    }
    let counts = office.store.notice_counts(now()).unwrap();
    assert_eq!((counts.due, counts.overdue, counts.told, counts.exempt), (1, 1, 2, 0));
    for (filter, count) in [
        (NoticeFilter::Due, 1),
        (NoticeFilter::Overdue, 1),
        (NoticeFilter::Told, 2),
        (NoticeFilter::Exempt, 0),
    ] {
        assert_eq!(office.store.notices_listed(filter, now(), 0, 9).unwrap().len(), count, "{filter:?}");
    }
    assert_eq!(office.store.notices_listed(NoticeFilter::Overdue, now(), 0, 9).unwrap()[0].subject, late);
}

pub fn words_and_letters_are_kept_with_their_hashes(bed: &Bed) {
    let office = Office::open(bed);
    let first = office.store.add_notice_template(stamp(), "pl", "{}").unwrap();
    let second = office.store.add_notice_template(stamp(), "pl", "{\"closing\":\"Do widzenia.\"}").unwrap();
    let kept: Vec<u32> = office.store.notice_templates("pl").unwrap().iter().map(|t| t.id).collect();
    assert_eq!(kept, [second, first]);
    assert!(office.store.notice_templates("en").unwrap().is_empty());
    let batch = office.store.add_letter_batch(stamp(), "Drukarnia", 2, now() + 24.hours()).unwrap();
    office.store.post_letter_batch(stamp(), batch, now(), "R-1").unwrap();
    let again: StoreError = office.store.post_letter_batch(stamp(), batch, now(), "R-2").unwrap_err();
    assert!(again.is_conflict());
    let kept = office.store.letter_batches().unwrap().pop().unwrap();
    assert_eq!((kept.letters, kept.posting.as_deref(), kept.posted_at), (2, Some("R-1"), Some(now())));
}
