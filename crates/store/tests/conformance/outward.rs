//! Webhooks with their outbox, assessments with their drafts, and registers with their revisions.

use zgoda_law::Event;
use zgoda_store::{
    AssessmentKind, IncomingFact, MessageKind, MessageState, OrgId, Register, SourceId, Stamp, Store, Tried,
    WebhookState,
};

use jiff::ToSpan;

use crate::backup::{back_up, other_engine, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;

fn change_city(
    store: &Store,
    id: OrgId,
    source: SourceId,
    city: &str,
) -> Result<(), zgoda_store::StoreError> {
    let org = store.organisation(id)?;
    let fact = IncomingFact { field: "city".into(), value: city.into(), path: "odpis.city".into() };
    let mut change = store.change(stamp());
    change.merge_organisation(&org, source, &[source], &[fact])?;
    change.commit().map(drop)
}

pub fn a_change_of_a_firm_puts_one_message_into_the_outbox_of_each_webhook(bed: &Bed) {
    let office = Office::open(bed);
    let (store, source) = (&office.store, office.source.id);
    let firm = store.add_organisation(stamp(), "Fala", None, None).unwrap();
    change_city(store, firm, source, "Kraków").unwrap();
    let one = store.add_webhook(stamp(), "https://one.example.test/", false, b"whsec_one").unwrap();
    let other = store.add_webhook(stamp(), "https://other.example.test/", true, b"whsec_other").unwrap();
    change_city(store, firm, source, "Poznań").unwrap();
    change_city(store, firm, source, "Poznań").unwrap();
    for id in [one, other] {
        let due = store.webhook_messages_due(id, now(), 9).unwrap();
        assert_eq!(due.len(), 1, "nothing before it was set up, and nothing that was only confirmed");
        let message = &due[0];
        assert_eq!((message.kind, message.org, message.tries), (MessageKind::Changed, Some(firm), 0));
        assert_eq!((message.added.len(), message.ended.len()), (1, 1));
    }
    assert_eq!(*store.webhook_secrets(one, now()).unwrap()[0], b"whsec_one");
    store.rotate_webhook(stamp(), one, b"whsec_new", now() + 1.hour()).unwrap();
    let secrets = store.webhook_secrets(one, now()).unwrap();
    assert_eq!(
        secrets.iter().map(|secret| secret.to_vec()).collect::<Vec<_>>(),
        [b"whsec_new", b"whsec_one"]
    );
    assert_eq!(store.webhook_secrets(one, now() + 1.hour()).unwrap().len(), 1);

    let message = store.webhook_messages_due(one, now(), 1).unwrap().remove(0);
    let claimed = store.claim_webhook_message(&message, now() + 90.seconds()).unwrap().unwrap();
    assert_eq!(store.claim_webhook_message(&message, now() + 90.seconds()).unwrap(), None, "one at a time");
    let tried = Tried { state: MessageState::Delivered, next_at: now(), answer: "204".into(), at: now() };
    store.settle_webhook_message(&claimed, &tried, None).unwrap();
    assert_eq!((store.webhook_waiting(one).unwrap(), store.webhook_waiting(other).unwrap()), (0, 1));

    let gone = store.webhook(other).unwrap();
    store.move_webhook(stamp(), &gone, WebhookState::Gone).unwrap();
    assert!(store.move_webhook(stamp(), &gone, WebhookState::Paused).unwrap_err().is_conflict());
    change_city(store, firm, source, "Gdynia").unwrap();
    assert_eq!((store.webhook_waiting(one).unwrap(), store.webhook_waiting(other).unwrap()), (1, 1));
    store.prune_webhook_messages(now() + 1.second()).unwrap();
    assert_eq!((store.webhook_waiting(one).unwrap(), store.webhook_messages(one, 9).unwrap().len()), (0, 0));
}

pub fn a_restored_webhook_tells_nobody_until_a_human_switches_it_on(bed: &Bed) {
    let office = Office::open(bed);
    let firm = office.store.add_organisation(stamp(), "Fala", None, None).unwrap();
    let id = office.store.add_webhook(stamp(), "https://one.example.test/", false, b"whsec_one").unwrap();
    change_city(&office.store, firm, office.source.id, "Kraków").unwrap();
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    let (store, _) = restore(folder.path(), &other_engine(bed)).unwrap();
    assert_eq!(store.webhook(id).unwrap().state, WebhookState::Restored);
    assert_eq!(store.webhook_messages(id, 9).unwrap(), office.store.webhook_messages(id, 9).unwrap());
    assert_eq!(*store.webhook_secrets(id, now()).unwrap()[0], b"whsec_one");
}

pub fn an_approval_ends_the_one_before_and_a_draft_is_saved_by_who_saw_it(bed: &Bed) {
    let store = bed.open();
    let kind = AssessmentKind::Balancing;
    let [purpose, other] =
        ["enrich_person", "claims"].map(|name| store.law().catalogue().purpose(name).unwrap().id);
    let until = |days: i64| now() + (24 * days).hours();
    store.approve(stamp(), kind, purpose, until(300), "first").unwrap();
    store.approve(stamp(), kind, other, until(200), "of another purpose").unwrap();
    store.begin_assessment(stamp(), kind, purpose, "draft").unwrap();
    assert!(store.begin_assessment(stamp(), kind, purpose, "another").is_err(), "one draft at a time");
    let draft = store.assessment_draft(kind, purpose).unwrap().unwrap();
    let later = Stamp { at: now() + 1.second(), ..stamp() };
    store.save_assessment(later, kind, purpose, draft.saved_at, "saved").unwrap();
    let late = store.save_assessment(later, kind, purpose, draft.saved_at, "unseen").unwrap_err();
    assert!(late.is_conflict());
    assert_eq!(store.assessment_draft(kind, purpose).unwrap().unwrap().body, "saved");

    store.approve(stamp(), kind, purpose, until(100), "second").unwrap();
    assert_eq!(store.assessment_draft(kind, purpose).unwrap(), None, "the draft is done");
    let stand: Vec<_> = store.assessments().unwrap().into_iter().map(|found| found.body).collect();
    assert_eq!(stand, ["second", "of another purpose"]);
    let day = |purpose| store.governance(purpose).unwrap().lia_valid_to;
    assert!(day(purpose) < day(other), "a shorter approval takes the place of a longer one");
    store.withdraw_assessment(stamp(), kind, purpose).unwrap();
    assert!(day(purpose).is_none() && day(other).is_some());
    let versions = store.assessments_of(kind, purpose).unwrap();
    assert!(versions.len() == 2 && versions.iter().all(|version| version.ended_at == Some(now())));
}

pub fn every_revision_of_a_register_stays_and_only_who_saw_the_last_one_adds_another(bed: &Bed) {
    let store = bed.open();
    let at = |minutes: i64| Stamp { at: now() + minutes.minutes(), ..stamp() };
    let first = store.enter(at(0), Register::Breaches, "a lost pendrive").unwrap();
    let second = store.enter(at(1), Register::Breaches, "a letter to the wrong address").unwrap();
    store.enter(at(1), Register::Policies, "of another register").unwrap();
    store.revise(at(5), first, 1, false, "a lost pendrive, found again").unwrap();
    assert!(store.revise(at(6), first, 1, false, "unseen").unwrap_err().is_conflict());
    let said = |minutes| -> Vec<String> {
        let entries = store.register(Register::Breaches, at(minutes).at).unwrap();
        entries.into_iter().map(|entry| entry.body).collect()
    };
    assert_eq!(said(-1), Vec::<String>::new());
    assert_eq!(said(0), ["a lost pendrive"]);
    assert_eq!(said(4), ["a letter to the wrong address", "a lost pendrive"]);
    assert_eq!(said(5), ["a letter to the wrong address", "a lost pendrive, found again"]);
    store.revise(at(9), second, 1, true, "entered by mistake").unwrap();
    assert!(store.revise(at(9), second, 2, false, "again").unwrap_err().is_conflict(), "struck is struck");
    let history = store.register_history(second).unwrap();
    assert_eq!(history.iter().map(|one| (one.no, one.struck)).collect::<Vec<_>>(), [(1, false), (2, true)]);
    let entries = store.ledger().entries(0, store.ledger().size().unwrap()).unwrap();
    let kept = entries.iter().filter(|entry| entry.event == Event::Registered).count();
    assert_eq!(kept, 5, "each revision has its entry in the ledger");
    assert!(entries.iter().any(|entry| entry.detail.ends_with(&history[1].hash())));
}
