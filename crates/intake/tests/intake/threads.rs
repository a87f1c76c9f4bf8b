//! Threads of a messenger and the offers people ask for in them: Adam Nowak and Jan Kowalski (law R-002-08, R-003-06).

use jiff::{SignedDuration, Timestamp};
use zgoda_formats::Input;
use zgoda_intake::messenger::{ThreadOptions, ThreadReport, import_thread, participants};
use zgoda_intake::{ImportPlan, RequestedOffer, SourceKind, requested_offer};
use zgoda_law::{Basis, Channel, ContentClass, Outcome, ReasonCode, Verdict};
use zgoda_store::Person;

use crate::bed::{Bed, by, codes, denied, now, refusal};

/// A thread as the archive writes it, with every byte of UTF-8 as a character of its own.
fn thread(messages: &[(&str, &str, &str)], names: &[&str]) -> Input {
    let broken = |text: &str| text.bytes().map(char::from).collect::<String>();
    let participants: Vec<_> = names.iter().map(|name| serde_json::json!({ "name": broken(name) })).collect();
    let messages: Vec<_> = messages
        .iter()
        .rev()
        .map(|(name, at, text)| {
            let at = at.parse::<Timestamp>().unwrap().as_millisecond();
            serde_json::json!({ "sender_name": broken(name), "timestamp_ms": at, "content": broken(text) })
        })
        .collect();
    let thread = serde_json::json!({
        "participants": participants,
        "messages": messages,
        "title": broken(names[0]),
        "is_still_participant": true,
        "thread_path": "inbox/x",
        "magic_words": []
    });
    Input::from(thread.to_string().into_bytes())
}

const JAN: &[(&str, &str, &str)] = &[
    ("Jan Źdźbło", "2026-11-20T10:00:00Z", "Dzień dobry, proszę o ofertę szkolenia za trzy tygodnie"),
    ("ACME", "2026-11-20T10:05:00Z", "Na jaki adres?"),
    ("Jan Źdźbło", "2026-11-20T10:06:00Z", "jk@poczta.example.test, dziękuję"),
];

fn plan(bed: &Bed) -> ImportPlan {
    let plan =
        bed.plan(SourceKind::Messenger, "Messenger: szkolenia", &[("respond_inquiry", Basis::Contract)]);
    ImportPlan { informed: true, ..plan }
}

fn import(bed: &Bed, input: &Input, contacts_from_text: bool) -> ThreadReport {
    let options = ThreadOptions { me: "ACME".into(), contacts_from_text };
    import_thread(&bed.store, by(), input, &plan(bed), &options).unwrap()
}

#[test]
fn a_thread_brings_the_client_and_its_times_but_not_its_words() {
    let bed = Bed::new();
    let input = thread(JAN, &["Jan Źdźbło", "ACME"]);
    assert_eq!(participants(&input).unwrap(), ["Jan Źdźbło", "ACME"]);
    let report = import(&bed, &input, false);
    assert!(report.new);
    let jan = bed.store.person(report.person).unwrap();
    assert_eq!(jan.touchpoints.len(), 3);
    assert_eq!(jan.touchpoints.iter().filter(|touch| touch.inbound).count(), 2);
    assert_eq!(jan.last_inbound_at, Some(report.last_inbound));
    let fields: Vec<_> = bed.values(&jan).into_iter().collect();
    assert_eq!(
        fields,
        [
            ("first_name".to_owned(), "Jan".to_owned()),
            ("last_name".to_owned(), "Źdźbło".to_owned()),
            ("messenger_handle".to_owned(), "Jan Źdźbło".to_owned()),
        ]
    );
}

#[test]
fn a_thread_that_comes_again_adds_only_its_new_messages() {
    let bed = Bed::new();
    let first = import(&bed, &thread(JAN, &["Jan Źdźbło", "ACME"]), false);
    let mut longer = JAN.to_vec();
    longer.push(("Jan Źdźbło", "2026-11-21T08:00:00Z", "Halo?"));
    let second = import(&bed, &thread(&longer, &["Jan Źdźbło", "ACME"]), true);
    assert_eq!((second.person, second.new, second.messages), (first.person, false, 1));
    assert_eq!(bed.by_email("jk@poczta.example.test").id, first.person);
    let namesake = [("Jan Źdźbło", "2026-11-19T08:00:00Z", "Dzień dobry")];
    let other = import(&bed, &thread(&namesake, &["Jan Źdźbło", "ACME"]), false);
    assert_ne!(other.person, first.person, "two accounts of one name are two people");
}

#[test]
fn a_group_a_stranger_and_a_silent_client_are_refused() {
    let bed = Bed::new();
    let refused = |input: &Input, me: &str| {
        let options = ThreadOptions { me: me.into(), contacts_from_text: false };
        refusal(&import_thread(&bed.store, by(), input, &plan(&bed), &options).unwrap_err()).0
    };
    assert_eq!(refused(&thread(JAN, &["Jan Źdźbło", "ACME", "Ewa"]), "ACME"), ["thread_is_group"]);
    assert_eq!(refused(&thread(JAN, &["Jan Źdźbło", "ACME"]), "Firma"), ["me_not_in_thread"]);
    let silent = [("ACME", "2026-11-20T10:05:00Z", "Dzień dobry")];
    assert_eq!(refused(&thread(&silent, &["Jan Źdźbło", "ACME"]), "ACME"), ["nothing_inbound"]);
}

fn offer(bed: &Bed, person: &Person, not_before: Option<Timestamp>) -> u32 {
    let request = RequestedOffer {
        offer: "oferta-1".into(),
        channel: Channel::Email,
        asked_at: now(),
        not_before,
        source: person.facts[0].grounds.source.id,
        informed: true,
    };
    requested_offer(&bed.store, by(), person.id, &request).unwrap()
}

fn send(bed: &Bed, person: &Person, days: i64) -> Verdict {
    let at = now() + SignedDuration::from_hours(24 * days);
    let content = ContentClass::Requested;
    bed.send(person, "send_requested_offer", content, Channel::Email, Some("oferta-1"), at)
}

#[test]
fn adam_gets_his_offer_now_two_follow_ups_within_thirty_days_and_nothing_else() {
    let bed = Bed::new();
    let chat = bed.plan(SourceKind::Chat, "Czat", &[("respond_inquiry", Basis::Contract)]);
    bed.import(
        "Imię;Nazwisko;E-mail\nAdam;Nowak;adam@example.test\n",
        &ImportPlan { informed: true, ..chat },
    );
    let adam = bed.by_email("adam@example.test");
    let permission = offer(&bed, &adam, None);
    for days in [0, 14, 28] {
        let adam = bed.by_email("adam@example.test");
        let verdict = send(&bed, &adam, days);
        assert_eq!(verdict.outcome(), Outcome::Allow, "day {days}: {:?}", codes(&verdict));
        let mut change = bed.store.change(by().stamp());
        change.count_contact(&adam, permission).unwrap();
        change.commit().unwrap();
    }
    let adam = bed.by_email("adam@example.test");
    assert!(denied(&send(&bed, &adam, 29), ReasonCode::ContactCap));
    assert!(denied(&bed.newsletter(&adam), ReasonCode::ChannelScope));
    let other =
        bed.send(&adam, "send_requested_offer", ContentClass::Requested, Channel::Email, Some("inna"), now());
    assert_eq!(other.outcome(), Outcome::Deny);
}

#[test]
fn jan_gets_his_offer_on_day_21_and_not_before_and_is_kept_for_it() {
    let bed = Bed::new();
    let report = import(&bed, &thread(JAN, &["Jan Źdźbło", "ACME"]), true);
    let jan = bed.store.person(report.person).unwrap();
    offer(&bed, &jan, Some(now() + SignedDuration::from_hours(24 * 21)));
    let jan = bed.store.person(report.person).unwrap();
    assert!(denied(&send(&bed, &jan, 5), ReasonCode::TooEarly));
    assert_eq!(send(&bed, &jan, 21).outcome(), Outcome::Allow, "{:?}", codes(&send(&bed, &jan, 21)));
    let email = jan.current().find(|fact| fact.field == bed.field("email")).unwrap();
    let offer = bed.purpose("send_requested_offer");
    let until = email.until.iter().find(|(purpose, _)| *purpose == offer).unwrap().1;
    // Asked for day 21 (13 December), thirty days of contact from there, and a month of keeping.
    assert_eq!(until, jiff::civil::date(2027, 2, 12));
}

#[test]
fn an_offer_needs_an_address_on_its_channel_and_a_name() {
    let bed = Bed::new();
    let report = import(&bed, &thread(JAN, &["Jan Źdźbło", "ACME"]), false);
    let mut request = RequestedOffer {
        offer: "oferta-1".into(),
        channel: Channel::Email,
        asked_at: now(),
        not_before: None,
        source: report.source,
        informed: true,
    };
    let refused = |request: &RequestedOffer| {
        refusal(&requested_offer(&bed.store, by(), report.person, request).unwrap_err()).0
    };
    assert_eq!(refused(&request), ["address_missing"]);
    request.offer = " ".into();
    assert_eq!(refused(&request), ["offer_unnamed"]);
    request = RequestedOffer { offer: "oferta-1".into(), channel: Channel::Post, ..request };
    assert_eq!(refused(&request), ["CHANNEL_SCOPE"]);
}
