//! The register of requests: each step once, files of people who are not held, what outlives a person and a restore.

use jiff::ToSpan;
use zgoda_law::{Ending, Event, PurposeId, SubjectId};
use zgoda_store::{
    Change, Door, Identity, NewRequest, NewTransfer, Outcome, RequestKind, Stamp, StoreError, TellingState,
    TransferWay, WordsKind,
};

use crate::backup::{back_up, back_up_keys, beside, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;

pub fn new(kind: RequestKind) -> NewRequest {
    NewRequest { kind, door: Door::Phone, received_at: now(), due_at: now() + 720.hours(), identity: None }
}

/// A request with words in its file and a recipient to be told.
pub fn ask(change: &mut Change<'_>, id: SubjectId) {
    let erasure = new(RequestKind::Erasure);
    let key = change.add_request(Some(id), erasure).unwrap();
    let request = erasure.request(key.no, now());
    let file = zgoda_store::RequestFile { key, subject: Some(id), erased: false, request };
    change.keep_request_words(&file, WordsKind::Receipt, "dzwoniła w sprawie targów").unwrap();
    change.add_tellings(&file, &["Drukarnia Wierzba".to_owned()], now() + 720.hours());
    let transfer = NewTransfer {
        receiver: "Nowa Firma".into(),
        way: TransferWay::Email,
        address: "dane@nowa.test".into(),
        public_key: None,
        facts: Vec::new(),
        bytes: 900,
        digest: [7; 32],
        message_id: "1.transfer".into(),
    };
    change.begin_transfer(&file, 1, PurposeId(1), transfer).unwrap();
}

pub fn a_file_goes_from_receipt_to_its_end_and_each_step_is_made_once(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let id = office.add(&[("email", "anna@example.test")]);
    let mut change = store.change(stamp());
    change.open(&store.person(id).unwrap()).unwrap();
    ask(&mut change, id);
    change.commit().unwrap();
    let file = store.open_requests(10).unwrap().remove(0);
    assert_eq!(store.request_file(file.key).unwrap(), file);
    assert_eq!(file.key.to_string().parse::<zgoda_store::RequestKey>().unwrap(), file.key);
    let words = |kind| store.request_words(file.key, kind).unwrap();
    assert_eq!(words(WordsKind::Receipt).as_deref(), Some("dzwoniła w sprawie targów"));
    assert_eq!(words(WordsKind::Answer), None);

    let step = |make: &dyn Fn(&mut Change<'_>)| {
        let mut change = store.change(stamp());
        make(&mut change);
        change.commit().map(drop)
    };
    let extended = now() + 2000.hours();
    let ends_on = zgoda_law::calendar::day_of(now()) + 3.years();
    let steps: [&dyn Fn(&mut Change<'_>); 4] = [
        &|change| change.identify_request(&file, Identity::KnownChannel),
        &|change| change.extend_request(&file, extended),
        &|change| change.answer_request(&file, Outcome::Refused, Some("claims"), ends_on),
        &|change| change.settle_telling(&file, 1, TellingState::Told, "PW/12"),
    ];
    for make in steps {
        step(make).unwrap();
        assert!(step(make).unwrap_err().is_conflict(), "a step is made once");
    }
    let request = store.request_file(file.key).unwrap().request;
    assert_eq!((request.identity, request.extended_at), (Some((Identity::KnownChannel, now())), Some(now())));
    assert_eq!((request.due_at, request.outcome), (extended, Some(Outcome::Refused)));
    assert_eq!((request.ground.as_deref(), request.ends_on), (Some("claims"), Some(ends_on)));
    assert_eq!(store.tellings(file.key).unwrap()[0].note.as_deref(), Some("PW/12"));
    assert_eq!((store.open_requests(10).unwrap(), store.tellings_due(10).unwrap()), (vec![], vec![]));
    assert_eq!(
        (store.answered_requests(0, 10).unwrap().len(), store.answered_requests_count().unwrap()),
        (1, 1)
    );

    let last = |day: jiff::civil::Date| Stamp { at: zgoda_law::calendar::start_of_day(day), ..stamp() };
    assert_eq!(store.end_request_files(last(ends_on.yesterday().unwrap())).unwrap(), 0);
    assert_eq!(store.end_request_files(last(ends_on)).unwrap(), 1);
    assert!(matches!(store.request_file(file.key), Err(StoreError::NotFound(_))));
    assert_eq!((words(WordsKind::Receipt), store.tellings(file.key).unwrap()), (None, vec![]));
    assert!(store.transfers(file.key).unwrap().is_empty(), "what was sent is forgotten with the file");
    let told: Vec<Event> = store.ledger().about(id).unwrap().iter().map(|entry| entry.event).collect();
    assert_eq!(told.last(), Some(&Event::RequestEnded), "{told:?}");
}

pub fn a_request_of_somebody_not_held_has_a_file_of_its_own(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let mut keys = Vec::new();
    for _ in 0..2 {
        let mut change = store.change(stamp());
        keys.push(change.add_request(None, new(RequestKind::Access)).unwrap());
        change.commit().unwrap();
    }
    assert_ne!(keys[0], keys[1]);
    let file = store.request_file(keys[0]).unwrap();
    assert_eq!((file.subject, file.erased), (None, false));
    let mut change = store.change(stamp());
    change.answer_request(&file, Outcome::NothingHeld, None, zgoda_law::calendar::day_of(now()) + 3.years());
    change.commit().unwrap();
    assert_eq!(store.open_requests(10).unwrap().len(), 1);
}

pub fn a_file_survives_its_person_and_comes_back_after_a_restore(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let people = ["anna", "ewa"].map(|name| office.add(&[("email", &format!("{name}@example.test"))]));
    let folder = tempfile::tempdir().unwrap();
    back_up(store, folder.path());
    // All of this is in no archive of data.
    for id in people {
        let mut change = store.change(stamp());
        change.open(&store.person(id).unwrap()).unwrap();
        change.add_request(Some(id), new(RequestKind::Erasure)).unwrap();
        change.commit().unwrap();
    }
    let anna = store.person(people[0]).unwrap();
    let mut change = store.change(stamp());
    let file = anna.request_file(anna.requests[0].no).unwrap();
    change.answer_request(&file, Outcome::Granted, None, zgoda_law::calendar::day_of(now()) + 3.years());
    change.erase(&anna, Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    assert!(store.request_file(file.key).unwrap().erased, "the file outlives the data");
    back_up_keys(store, folder.path());

    let (restored, _) = restore(folder.path(), &beside(bed, Bed::sqlite())).unwrap();
    let again = restored.request_file(file.key).unwrap();
    assert_eq!((again.request.outcome, again.erased), (Some(Outcome::Granted), true));
    let waiting = restored.open_requests(10).unwrap();
    assert_eq!((waiting.len(), waiting[0].subject), (1, Some(people[1])), "no request that arrived is lost");
    // A number that was given out is not given out again.
    let mut change = restored.change(stamp());
    change.open(&restored.person(people[1]).unwrap()).unwrap();
    let next = change.add_request(Some(people[1]), new(RequestKind::Access)).unwrap();
    change.commit().unwrap();
    assert!(next.no > waiting[0].key.no);
}
