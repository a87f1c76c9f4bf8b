//! Where a person stands towards us comes back as it went in.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use zgoda_law::{
    Action, Channel, ConsentAct, ConsentEvidence, ConsentState, Event, FactNo, InformationDuty,
    LifecycleGroup, NoticeStatus, ObjectionKind, PermissionKind, PurposeId, SubjectId,
};
use zgoda_store::{
    Draft, NewConsent, NewNotice, NewObjection, NewPermission, NewTouchpoint, Outcome, RequestKind, Stamp,
    StoreError,
};

use crate::bed::{Bed, now, stamp};
use crate::people::Office;

pub fn consent(office: &Office, channels: &[Channel]) -> NewConsent {
    NewConsent {
        purpose: office.purpose,
        channels: channels.iter().copied().collect(),
        state: ConsentState::Given,
        given_at: now(),
        expires_at: now() + 8760.hours(),
        pke398: true,
        text: None,
        source: office.source.id,
        evidence: None,
    }
}

pub fn permission(office: &Office, channel: Channel) -> NewPermission {
    NewPermission {
        channel,
        kind: PermissionKind::Consent,
        purpose: office.purpose,
        offer: None,
        given_at: now(),
        not_before: None,
        valid_to: None,
        max_contacts: None,
        source: office.source.id,
    }
}

pub fn objection() -> NewObjection {
    NewObjection { kind: ObjectionKind::Marketing, channel: None, made_at: now(), via: "email".into() }
}

/// Gives a person's first value earlier last days. Returns which value, and the days.
pub fn narrow(office: &Office, id: SubjectId) -> (FactNo, Vec<(PurposeId, Date)>) {
    let person = office.store.person(id).unwrap();
    let fact = &person.facts[0];
    let days: Vec<_> = fact.until.iter().map(|(purpose, day)| (*purpose, *day - 10.days())).collect();
    let later = Stamp { at: now() + 1.hour(), ..stamp() };
    let mut change = office.store.change(later);
    change.relink(&person, fact.no, fact.grounds.id, &days).unwrap();
    change.record(Draft::new(Event::TermDecided, Action::Use).subject(id).facts(vec![fact.no]));
    change.commit().unwrap();
    (fact.no, days)
}

pub fn what_a_value_was_held_for_stays_known(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test"), ("first_name", "Anna")]);
    let before = office.store.person(id).unwrap();
    assert!(office.store.past_terms(before.ordinal).unwrap().is_empty());
    let (no, days) = narrow(&office, id);
    let was = before.fact(no).unwrap();
    let kept = office.store.past_terms(before.ordinal).unwrap().remove(0);
    assert_eq!((kept.fact, kept.until_at), (no, now() + 1.hour()));
    assert_eq!((&kept.grounds, &kept.until), (&was.grounds, &was.until));
    // The same terms again change nothing; two changes at one moment keep what was there before both.
    let person = office.store.person(id).unwrap();
    let mut change = office.store.change(stamp());
    change.relink(&person, no, was.grounds.id, &days).unwrap();
    change.relink(&person, no, was.grounds.id, &was.until).unwrap();
    change.relink(&person, no, was.grounds.id, &days).unwrap();
    change.commit().unwrap();
    let kept = office.store.past_terms(before.ordinal).unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!((kept[0].until_at, &kept[0].until), (now(), &days));
    assert!(office.store.examine().unwrap().is_sound());
}

pub fn a_consent_comes_back_whole_and_is_withdrawn_with_its_permissions(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let text = office.store.keep_wording("pl", "Zgadzam się.").unwrap();
    assert_eq!(office.store.keep_wording("pl", "Zgadzam się.").unwrap(), text);
    let evidence = ConsentEvidence {
        act: ConsentAct::Tick,
        pre_ticked: false,
        bundled: false,
        proof: true,
        informed: true,
        separate: true,
        double_optin: true,
    };
    let new = NewConsent {
        text: Some(text),
        evidence: Some(evidence.clone()),
        ..consent(&office, &[Channel::Email, Channel::Sms])
    };
    let offer = NewPermission {
        offer: Some("offer 7".into()),
        not_before: Some(now()),
        valid_to: Some(now() + 24.hours()),
        max_contacts: Some(2),
        ..permission(&office, Channel::Email)
    };
    let mut change = office.store.change(stamp());
    change.open(&office.store.person(id).unwrap()).unwrap();
    let consent_no = change.add_consent(id, new.clone()).unwrap();
    let permission_no = change.add_permission(id, offer.clone()).unwrap();
    change.commit().unwrap();

    let person = office.store.person(id).unwrap();
    let held = &person.consents[0];
    assert_eq!((held.no, held.purpose, held.state), (consent_no, new.purpose, ConsentState::Given));
    assert_eq!(
        (&held.channels, held.given_at, held.expires_at),
        (&new.channels, new.given_at, new.expires_at)
    );
    assert_eq!((held.pke398, held.source, held.ended_at), (true, office.source.id, None));
    assert_eq!(held.wording.as_deref(), Some("Zgadzam się."));
    assert_eq!(held.evidence, Some(evidence));
    let held = &person.permissions[0];
    assert_eq!((held.no, held.channel, held.kind), (permission_no, Channel::Email, PermissionKind::Consent));
    assert_eq!(
        (&held.offer, held.not_before, held.valid_to),
        (&offer.offer, offer.not_before, offer.valid_to)
    );
    assert_eq!((held.max_contacts, held.contacts, held.ended_at), (Some(2), 0, None));

    let mut change = office.store.change(stamp());
    change.count_contact(&person, permission_no).unwrap();
    change.commit().unwrap();
    let person = office.store.person(id).unwrap();
    assert_eq!(person.permissions[0].contacts, 1);

    let mut change = office.store.change(stamp());
    change.withdraw_consent(&person, consent_no).unwrap();
    change.commit().unwrap();
    let person = office.store.person(id).unwrap();
    assert_eq!(
        (person.consents[0].state, person.consents[0].ended_at),
        (ConsentState::Withdrawn, Some(now()))
    );
    assert_eq!(person.permissions[0].ended_at, Some(now()));

    let mut again = office.store.change(stamp());
    again.withdraw_consent(&person, consent_no).unwrap();
    assert!(again.commit().unwrap_err().is_conflict());
}

pub fn objections_notices_contacts_and_requests_come_back_whole(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let call = NewObjection { channel: Some(Channel::CallLive), via: "phone".into(), ..objection() };
    let due = NewNotice {
        duty: InformationDuty::Article14,
        due_at: now() + 720.hours(),
        status: NoticeStatus::Due,
        ..office.told()
    };
    let inbound = NewTouchpoint {
        happened_at: now() + 1.hour(),
        inbound: true,
        kind: "chat_message".into(),
        channel: Some(Channel::MessengerDm),
        source: Some(office.source.id),
    };
    let outbound = NewTouchpoint {
        happened_at: now() + 2.hours(),
        inbound: false,
        kind: "offer_sent".into(),
        ..inbound.clone()
    };
    let mut change = office.store.change(stamp());
    change.open(&office.store.person(id).unwrap()).unwrap();
    change.add_objection(id, call).unwrap();
    let notice = change.add_notice(id, due.clone()).unwrap();
    change.add_touchpoint(id, inbound.clone()).unwrap();
    change.add_touchpoint(id, outbound).unwrap();
    let request = change.add_request(Some(id), crate::requests::new(RequestKind::Access)).unwrap();
    change.restrict(id, true).unwrap();
    change.move_to(id, LifecycleGroup::Contracts).unwrap();
    change.commit().unwrap();

    let person = office.store.person(id).unwrap();
    let held = &person.objections[0];
    assert_eq!(
        (held.kind, held.channel, held.via.as_str()),
        (ObjectionKind::Marketing, Some(Channel::CallLive), "phone")
    );
    assert_eq!((held.made_at, held.rejected_at), (now(), None));
    let held = person.notices.iter().find(|held| held.no == notice).unwrap();
    let first_word = now() + 2.hours();
    assert_eq!((held.duty, held.status), (due.duty, NoticeStatus::Due));
    assert_eq!(held.due_at, first_word, "the first communication ends the term, art. 14(3)(b)");
    assert_eq!((&held.purposes, held.done_at), (&BTreeSet::from([office.purpose]), None));
    let kinds: Vec<_> = person.touchpoints.iter().map(|touch| (touch.kind.as_str(), touch.inbound)).collect();
    assert_eq!(kinds, [("offer_sent", false), ("chat_message", true)]);
    assert_eq!(person.last_inbound_at, Some(inbound.happened_at), "only their own sign moves the clock");
    assert_eq!((person.requests[0].no, person.requests[0].kind), (request.no, RequestKind::Access));
    assert!(person.flags.restricted && !person.flags.erased);
    assert_eq!(person.lifecycle, LifecycleGroup::Contracts);

    let mut change = office.store.change(stamp());
    change.settle_notice(&person, notice, NoticeStatus::Delivered, Some(Channel::Email), "letter 1").unwrap();
    let file = person.request_file(request.no).unwrap();
    change.answer_request(&file, Outcome::Granted, None, zgoda_law::calendar::day_of(now()));
    change.restrict(id, false).unwrap();
    change.commit().unwrap();
    let person = office.store.person(id).unwrap();
    let held = person.notices.iter().find(|held| held.no == notice).unwrap();
    assert_eq!(
        (held.status, held.channel, held.done_at),
        (NoticeStatus::Delivered, Some(Channel::Email), Some(now()))
    );
    assert_eq!(person.requests[0].answered_at, Some(now()));
    assert!(!person.flags.restricted);
    assert!(matches!(
        office.store.change(stamp()).add_objection(id, objection()),
        Err(StoreError::NotFound(_))
    ));
}
