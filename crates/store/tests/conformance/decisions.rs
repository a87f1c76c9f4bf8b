//! What was decided or received after the last archive of data and must not be lost with it: approved terms, stops of
//! fields, files of requests.

use jiff::civil::date;
use jiff::{Span, ToSpan};
use zgoda_store::{NewTerm, Outcome, RequestFile, RequestKey, RequestKind, TermOrigin, WordsKind};

use crate::backup::{back_up, back_up_keys, other_engine, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;
use crate::requests::{ask, new};
use crate::standing::narrow;

fn term(rule: &str, days: i64) -> NewTerm {
    NewTerm {
        rule: rule.into(),
        origin: TermOrigin::Shortened,
        term: Span::new().days(days),
        body: String::new(),
        valid_to: None,
    }
}

/// A file of somebody of whom nothing is held.
fn of_nobody(office: &Office, words: &str) -> RequestFile {
    let mut change = office.store.change(stamp());
    let key = change.add_request(None, new(RequestKind::Access)).unwrap();
    change.commit().unwrap();
    let file = office.store.request_file(key).unwrap();
    let mut change = office.store.change(stamp());
    change.keep_request_words(&file, WordsKind::Receipt, words).unwrap();
    change.add_tellings(&file, &["Drukarnia Wierzba".to_owned()], now() + 720.hours());
    change.commit().unwrap();
    file
}

pub fn terms_stops_and_files_made_after_the_backup_stand_after_the_restore(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let anna = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    store.approve_term(stamp(), &term("B7_9", 60), "before").unwrap();
    let email = office.field("email");
    let undone = store.stop_field(stamp(), email, date(2026, 12, 1)).unwrap();
    let over = of_nobody(&office, "list z maja");
    let folder = tempfile::tempdir().unwrap();
    back_up(store, folder.path());

    // All of this is in no archive of data.
    store.approve_term(stamp(), &term("B7_9", 20), "after").unwrap();
    store.approve_term(stamp(), &term("B7_10", 40), "after").unwrap();
    let stop = store.field_stops().unwrap().remove(0);
    store.resume_field(stamp(), &stop).unwrap();
    store.stop_field(stamp(), office.field("first_name"), date(2026, 12, 24)).unwrap();
    let mut change = store.change(stamp());
    change.answer_request(&over, Outcome::NothingHeld, None, zgoda_law::calendar::day_of(now()));
    change.commit().unwrap();
    store.end_request_files(stamp()).unwrap();
    let waiting = of_nobody(&office, "telefon w czerwcu");
    let ewa = office.add(&[("email", "ewa@example.test")]);
    for id in [anna, ewa] {
        let mut change = store.change(stamp());
        change.open(&store.person(id).unwrap()).unwrap();
        ask(&mut change, id);
        change.commit().unwrap();
    }
    let (shortened, days) = narrow(&office, anna);
    let told = |store: &zgoda_store::Store| {
        let files = store.open_requests(10).unwrap();
        let keys: Vec<RequestKey> = files.iter().map(|file| file.key).collect();
        let words = keys.iter().map(|key| store.request_words(*key, WordsKind::Receipt).unwrap());
        let words: Vec<_> = words.collect();
        let tellings: Vec<_> = keys.iter().map(|key| store.tellings(*key).unwrap()).collect();
        (keys, words, tellings)
    };
    let (terms, stops) = (format!("{:?}", store.decided_terms().unwrap()), store.field_stops().unwrap());
    let files = told(store);
    back_up_keys(store, folder.path());

    let (restored, done) = restore(folder.path(), &other_engine(bed)).unwrap();
    assert_eq!((done.missing, format!("{:?}", restored.decided_terms().unwrap())), (1, terms));
    assert_eq!(restored.field_stops().unwrap(), stops);
    assert_eq!(told(&restored), files, "with their words and the recipients to be told");
    assert!(restored.request_file(over.key).is_err(), "what ended stays ended");
    let person = restored.person(anna).unwrap();
    assert_eq!(person.fact(shortened).unwrap().until, days, "a shorter term stays");
    let subjects: Vec<_> = restored.open_requests(10).unwrap().iter().map(|file| file.subject).collect();
    assert_eq!(subjects.iter().filter(|known| **known == Some(anna)).count(), 1);
    assert_eq!(subjects.iter().filter(|known| known.is_none()).count(), 2, "of nobody, and of who is lost");
    assert!(restored.examine().unwrap().is_sound());

    // No number is given out twice, so nobody comes to a file that is not theirs.
    let copy = Office::around(restored);
    for no in 0..40 {
        copy.add(&[("email", &format!("nowa{no}@example.test"))]);
    }
    let known: Vec<_> = copy.store.open_requests(10).unwrap().iter().map(|file| file.subject).collect();
    assert_eq!(known, subjects);
    assert!(of_nobody(&copy, "nowy").key.no > waiting.key.no);
    assert!(copy.store.stop_field(stamp(), email, date(2027, 1, 1)).unwrap() > undone + 1);
    assert!(copy.store.approve_term(stamp(), &term("B7_9", 10), "again").unwrap() > 3);
}

pub fn what_was_in_use_on_a_past_day_is_known_after_a_switch_and_a_restore(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let catalogue = store.law().catalogue();
    let [news, people] = ["newsletter", "enrich_person"].map(|name| catalogue.purpose(name).unwrap().id);
    store.set_purposes(&[news].into()).unwrap();
    let at = |hours: i64| now() + hours.hours();
    let switch = |hours, purpose, on| {
        let stamp = zgoda_store::Stamp { at: at(hours), ..stamp() };
        assert!(store.switch_purpose(stamp, purpose, on).unwrap());
    };
    switch(1, people, true);
    switch(2, news, false);
    // Twice within one moment: the last word counts.
    switch(3, people, false);
    switch(3, people, true);
    assert!(!store.switch_purpose(stamp(), people, true).unwrap(), "it is in use already");
    let folder = tempfile::tempdir().unwrap();
    back_up(store, folder.path());
    let (restored, _) = restore(folder.path(), &other_engine(bed)).unwrap();
    for store in [store, &restored] {
        let then = |hours| store.purposes_at(at(hours)).unwrap().into_iter().collect::<Vec<_>>();
        let mut both = vec![news, people];
        both.sort_unstable();
        assert_eq!((then(0), then(1), then(2), then(3)), (vec![news], both, vec![people], vec![people]));
    }
}
