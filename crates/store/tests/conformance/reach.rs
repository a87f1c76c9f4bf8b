//! Whom one may reach, decided for everybody at once, is what the law says of each; and names are found in memory.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use zgoda_law::{
    Action, Channel, ConsentAct, ConsentEvidence, Contact, ContentClass, Ending, Event, Message, Outcome,
    PermissionKind, ReasonCode,
};
use zgoda_store::{
    Asking, Condition, NameSearch, NewConsent, NewPermission, Ordinal, PeopleFilter, Person, Question, Reach,
    Store, StoreError,
};

use crate::bed::{Bed, now, stamp};
use crate::mirror::{Dice, happen};
use crate::people::Office;
use crate::standing;

/// What a person said about being written to, at random moments around the present.
fn speak(office: &Office, dice: &mut Dice) -> Result<(), StoreError> {
    let everybody = office.store.people(&PeopleFilter::default(), None, u32::MAX)?;
    let Some(ordinal) = everybody.get(dice.roll(everybody.len().max(1) as u64) as usize) else {
        return Ok(());
    };
    let person = office.store.person_by_ordinal(*ordinal)?;
    let mut change = office.store.change(stamp());
    change.open(&person)?;
    let mut hours = |from: i64, to: i64| now() + (from + dice.roll((to - from) as u64) as i64).hours();
    let (given_at, ends) = (hours(-30, 10), hours(5, 60));
    let evidence = ConsentEvidence {
        act: ConsentAct::Tick,
        pre_ticked: false,
        bundled: false,
        proof: true,
        informed: true,
        separate: true,
        double_optin: false,
    };
    let channels = if dice.roll(4) == 0 { [Channel::Sms] } else { [Channel::Email] };
    let consent = NewConsent {
        given_at,
        expires_at: ends,
        evidence: (dice.roll(8) > 0).then_some(evidence),
        ..standing::consent(office, &channels)
    };
    let permission = NewPermission {
        given_at,
        not_before: (dice.roll(4) == 0).then_some(given_at + 8.hours()),
        valid_to: (dice.roll(2) == 0).then_some(ends + 3.hours()),
        ..standing::permission(office, Channel::Email)
    };
    change.add_consent(person.id, consent)?;
    change.add_permission(person.id, permission.clone())?;
    if dice.roll(2) == 0 {
        let kind = PermissionKind::Requested;
        let asked = NewPermission { kind, offer: Some(format!("offer {}", dice.roll(2))), ..permission };
        change.add_permission(person.id, NewPermission { max_contacts: Some(1), ..asked })?;
    }
    change.commit().map(drop)
}

fn question(office: &Office, action: Action, at: Timestamp) -> Question {
    Question { actor: office.store.system_actor(office.purpose), action, purpose: office.purpose, at }
}

/// What the law says of one person, by e-mail, about a message of this class.
fn decide(
    office: &Office,
    content: ContentClass,
    at: Timestamp,
    person: &Person,
) -> Result<Reach, StoreError> {
    let email = office.field("email");
    let mut last = Reach::NoAddress;
    let mut offers: Vec<Option<String>> = vec![None];
    if content == ContentClass::Requested {
        offers
            .extend(person.permissions.iter().filter(|own| own.offer.is_some()).map(|own| own.offer.clone()));
    }
    for fact in person.current().filter(|fact| fact.field == email) {
        for offer in &offers {
            let message = Message {
                content,
                promo: content == ContentClass::Commercial,
                tracking: false,
                ai_generated: false,
                ai_disclosed: false,
                sender_block: true,
                optout_block: true,
                commercial_label: true,
                offer: offer.clone(),
            };
            let mut case = office.store.case(&question(office, Action::Send, at), person, Some(fact))?;
            case.contact = Some(Contact { channel: Channel::Email, message });
            let verdict = office.store.law().may(&case);
            last = match (verdict.outcome(), verdict.reasons().first()) {
                (Outcome::Allow, _) => return Ok(Reach::Allowed),
                (Outcome::Deny, Some(reason)) => Reach::Denied(reason.code),
                _ => Reach::Pending,
            };
        }
    }
    Ok(last)
}

fn asking(office: &Office, content: ContentClass, at: Timestamp) -> Asking {
    let terms = format!("{content} {}", question(office, Action::Send, at).terms());
    Asking { channel: Channel::Email, at, terms }
}

/// Compares everybody's decision with the law's; returns what there was.
fn compare(office: &Office, content: ContentClass, at: Timestamp) -> BTreeSet<Reach> {
    let everybody = Condition::All(vec![]);
    let law = |person: &Person| decide(office, content, at, person);
    let split = office.store.reachable(&everybody, &asking(office, content, at), law).unwrap();
    let mut counted = 0;
    for (reach, people) in &split {
        for ordinal in people.iter() {
            let person = office.store.person_by_ordinal(ordinal).unwrap();
            assert_eq!(law(&person).unwrap(), *reach, "{ordinal:?} at {at}: {person:#?}");
            counted += 1;
        }
    }
    assert_eq!(counted, office.store.people_count().unwrap(), "everybody is decided");
    split.into_keys().collect()
}

pub fn an_audience_agrees_with_the_law_person_by_person(bed: &Bed) {
    let office = Office::open(bed);
    let mut seen = BTreeSet::new();
    for seed in 0..3 {
        let mut dice = Dice(seed + 100);
        for step in 0..60 {
            let _ = happen(&office, &mut dice);
            if step % 2 == 0 {
                let _ = speak(&office, &mut dice);
            }
        }
        // Time goes on in steps as small as the smallest and as large as days, and once it goes back.
        let mut at = now();
        for step in 0..10 {
            for content in [ContentClass::Commercial, ContentClass::Requested] {
                seen.extend(compare(&office, content, at));
            }
            let _ = speak(&office, &mut dice);
            at += [1.microsecond(), 1.second(), 1.hour(), 5.hours(), 26.hours()][dice.roll(5) as usize];
            at = if step == 6 { now() + 1.hour() } else { at };
        }
    }
    let wanted = [
        Reach::Allowed,
        Reach::NoAddress,
        Reach::Denied(ReasonCode::Objected),
        Reach::Denied(ReasonCode::ConsentExpired),
    ];
    assert!(wanted.iter().all(|reach| seen.contains(reach)), "only {seen:?} were tried");
}

fn allowed(office: &Office, store: &Store) -> Vec<Ordinal> {
    let (content, at) = (ContentClass::Commercial, now() + 1.hour());
    let law = |person: &Person| decide(office, content, at, person);
    let mut split = store.reachable(&Condition::All(vec![]), &asking(office, content, at), law).unwrap();
    split.remove(&Reach::Allowed).unwrap_or_default().iter().collect()
}

pub fn whoever_withdraws_is_in_no_audience_from_then_on(bed: &Bed) {
    let office = Office::open(bed);
    let other = bed.open();
    let mut dice = Dice(7);
    for n in 0..4 {
        office.add(&[("email", &format!("p{n}@example.test"))]);
    }
    while allowed(&office, &office.store).len() < 2 {
        speak(&office, &mut dice).unwrap();
    }
    let before = allowed(&office, &other);
    assert_eq!(before, allowed(&office, &office.store));
    let person = office.store.person_by_ordinal(before[0]).unwrap();
    let mut change = office.store.change(stamp());
    for consent in person.consents.iter() {
        change.withdraw_consent(&person, consent.no).unwrap();
    }
    change.commit().unwrap();
    for store in [&office.store, &other] {
        assert_eq!(allowed(&office, store), before[1..]);
    }
    let second = office.store.person_by_ordinal(before[1]).unwrap();
    let mut change = office.store.change(stamp());
    change.erase(&second, Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    for store in [&office.store, &other] {
        assert_eq!(allowed(&office, store), before[2..]);
    }
}

/// A mirror that was kept brings its decisions with it, and whoever withdrew since is decided anew.
pub fn an_audience_of_a_kept_mirror_hears_of_a_withdrawal_at_once(bed: &Bed) {
    let office = Office::open(bed);
    office.store.keep_mirror_in(bed._folder.path());
    let mut dice = Dice(11);
    for n in 0..4 {
        office.add(&[("email", &format!("p{n}@example.test"))]);
    }
    while allowed(&office, &office.store).len() < 2 {
        speak(&office, &mut dice).unwrap();
    }
    let before = allowed(&office, &office.store);
    assert!(office.store.keep_mirror().unwrap());
    let open = || {
        let store = bed.open();
        store.keep_mirror_in(bed._folder.path());
        store
    };
    let (again, nobody_asked) = (open(), std::cell::Cell::new(true));
    let (content, at) = (ContentClass::Commercial, now() + 1.hour());
    let law = |person: &Person| {
        nobody_asked.set(false);
        decide(&office, content, at, person)
    };
    let split = again.reachable(&Condition::All(vec![]), &asking(&office, content, at), law).unwrap();
    let found: Vec<Ordinal> =
        split.get(&Reach::Allowed).into_iter().flat_map(|people| people.iter()).collect();
    assert_eq!((found, nobody_asked.get()), (before.clone(), true), "the decisions were kept");
    let person = office.store.person_by_ordinal(before[0]).unwrap();
    let mut change = office.store.change(stamp());
    for consent in person.consents.iter() {
        change.withdraw_consent(&person, consent.no).unwrap();
    }
    change.commit().unwrap();
    for store in [&open(), &again, &office.store] {
        assert_eq!(allowed(&office, store), before[1..]);
    }
}

pub fn a_part_of_a_name_finds_whom_it_is_a_part_of_while_they_are_held(bed: &Bed) {
    let office = Office::open(bed);
    let other = bed.open();
    let people: Vec<_> = ["Anna", "Hanna", "Jan", "Joanna"]
        .iter()
        .map(|name| office.add(&[("first_name", name), ("email", &format!("{name}@example.test"))]))
        .collect();
    let ordinal = |at: usize| office.store.person(people[at]).unwrap().ordinal;
    let question = question(&office, Action::Read, now());
    let fields = [office.field("first_name")];
    let search = NameSearch { question: &question, fields: &fields, fold: |text| text.to_lowercase() };
    let find = |store: &Store, word: &str| {
        let found = store.named(search, &[word.to_owned()], 10).unwrap();
        assert!(found.all);
        found.people
    };
    for store in [&office.store, &other] {
        assert_eq!(find(store, "anna"), [ordinal(3), ordinal(1), ordinal(0)]);
        assert_eq!(find(store, "ja"), [ordinal(2)]);
        let one = store.named(search, &["ann".to_owned()], 1).unwrap();
        assert_eq!((one.people, one.all, one.among), (vec![ordinal(3)], false, 4));
    }

    // One is erased, of one the name is destroyed, one may no longer be read, and somebody comes.
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(people[3]).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let hanna = office.store.person(people[1]).unwrap();
    let mut change = office.store.change(stamp());
    let first = office.standing(&hanna, "first_name");
    change.forget(&hanna, &[first], Ending::Rectified, Event::PartlyErased).unwrap();
    change.commit().unwrap();
    let mut change = office.store.change(stamp());
    change.open(&office.store.person(people[2]).unwrap()).unwrap();
    change.restrict(people[2], true).unwrap();
    change.commit().unwrap();
    let late = office.add(&[("first_name", "Marianna")]);
    let late = office.store.person(late).unwrap().ordinal;
    for store in [&office.store, &other] {
        assert_eq!(find(store, "anna"), [late, ordinal(0)]);
        assert_eq!(find(store, "ja"), []);
    }
    office.store.forget_names();
    assert_eq!(find(&office.store, "anna"), [late, ordinal(0)], "they are opened again");

    // Without the permits of a reader nothing is opened.
    let use_only = Question { action: Action::Use, ..question.clone() };
    assert!(office.store.named(NameSearch { question: &use_only, ..search }, &["a".into()], 9).is_err());
    let mut stranger = question.clone();
    stranger.actor.grants.clear();
    let nothing = office.store.named(NameSearch { question: &stranger, ..search }, &["a".into()], 9).unwrap();
    assert_eq!(nothing.people, []);
}
