//! How fast values are read, everything on: `reading [PEOPLE] [FOLDER]`. Fills a new installation with people who do not
//! exist, ten values each, every twenty-fifth of them for another purpose, or takes the one that an earlier run has left in
//! the folder, and reads single values, people, and a purpose.
#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};
use zgoda_law::{
    Action, ActorId, Basis, FactNo, InformationDuty, NoticeStatus, PurposeId, SourceType, SubjectId, calendar,
};
use zgoda_store::{
    Change, Collection, Config, Engine, GroundsId, Link, NewFact, NewNotice, NewSource, NewSubject,
    PeopleFilter, Person, Question, Source, Stamp, Store, purposes_of,
};
use zgoda_vault::Keyring;

const PURPOSES: [&str; 2] = ["respond_inquiry", "perform_contract"];
const FORMS: u32 = 40;
/// Values of one person.
const VALUES: u32 = 10;
/// One person in so many is held for the second purpose.
const RARE: u32 = 25;
/// People recorded in one change.
const BATCH: u32 = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let people = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let temporary = tempfile::tempdir().unwrap();
    let folder = arguments.get(1).map_or(temporary.path(), Path::new);
    let store = open(folder);
    if store.ledger().size().unwrap() == 0 {
        fill(&store, people);
    }
    drop(store);
    read(&open(folder));
}

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn stamp() -> Stamp {
    Stamp { actor: ActorId(1), at: now() }
}

fn open(folder: &Path) -> Store {
    std::fs::create_dir_all(folder).unwrap();
    let key = folder.join("key");
    if !key.exists() {
        std::fs::write(&key, Keyring::generate().unwrap().to_text().as_bytes()).unwrap();
    }
    let keyring = Keyring::parse(&std::fs::read_to_string(&key).unwrap()).unwrap();
    let law = zgoda_law::Law::builtin().unwrap();
    let engine = Engine::Sqlite(folder.to_owned());
    Store::open(Config { engine, keyring, law, origin: "zgoda.example.test".into() }).unwrap()
}

fn purpose(store: &Store, name: &str) -> PurposeId {
    store.law().catalogue().purpose(name).unwrap().id
}

fn question(store: &Store, action: Action, purpose: PurposeId) -> Question {
    Question { actor: store.system_actor(purpose), action, purpose, at: now() }
}

type Form = (Source, GroundsId, [Link; 1]);

fn fill(store: &Store, people: u32) {
    let purposes = PURPOSES.map(|name| purpose(store, name));
    store.set_purposes(&BTreeSet::from(purposes)).unwrap();
    let form = |n: u32| {
        let source = NewSource {
            kind: SourceType::Form,
            name: format!("Formularz {n}"),
            duty: InformationDuty::Article13,
            is_public: false,
            occurred_at: now() - 400.hours(),
            approved: true,
            evidence: "form".into(),
        };
        let source = store.source(store.add_source(stamp(), source).unwrap()).unwrap();
        purposes.map(|purpose| {
            let links = [Link { purpose, basis: Basis::Contract, reference: Some(format!("zapytanie {n}")) }];
            (source.clone(), store.intern_grounds(source.id, &links).unwrap(), links)
        })
    };
    let forms: Vec<[Form; 2]> = (0..FORMS).map(form).collect();
    for first in (0..people).step_by(BATCH as usize) {
        let mut change = store.change(stamp());
        change.reserve(BATCH.min(people - first)).unwrap();
        for n in first..people.min(first + BATCH) {
            let form = &forms[(n % FORMS) as usize][usize::from(n.is_multiple_of(RARE))];
            person(store, &mut change, form, n);
        }
        change.commit().unwrap();
    }
}

fn person(store: &Store, change: &mut Change<'_>, (source, grounds, links): &Form, n: u32) {
    let obtained_at = now() - i64::from(1 + n % 300).hours();
    let new = NewSubject::default();
    let id = change.add_subject(new.clone()).unwrap();
    let notice = NewNotice {
        duty: InformationDuty::Article13,
        source: source.id,
        obtained_at,
        purposes: purposes_of(links),
        due_at: obtained_at,
        status: NoticeStatus::Delivered,
    };
    let mut blank = Person::blank(id, &new, now());
    blank.notices.push(notice.expected());
    change.add_notice(id, notice).unwrap();
    let until = store.terms(links, calendar::day_of(obtained_at), now()).unwrap();
    let collection = Collection { source, links, until: &until, obtained_at };
    let question = question(store, Action::Collect, links[0].purpose);
    let mut case = store.case_of_collection(&question, &blank, collection).unwrap();
    case.field = Some("note".into());
    let permit = store.law().may(&case).permit().unwrap();
    for value in 0..VALUES {
        let value = format!("uwaga {value} do sprawy {n}, zapisana przez przykład");
        let until = until.clone();
        let new = NewFact { value: &value, grounds: *grounds, obtained_at, until, index: None, import: None };
        change.add_fact(&permit, new).unwrap();
    }
}

fn read(store: &Store) {
    let began = Instant::now();
    let people = store.people(&PeopleFilter::default(), None, u32::MAX).unwrap();
    println!("{} people read into memory in {:.0} ms", people.len(), began.elapsed().as_secs_f64() * 1e3);
    let [_, rare] = PURPOSES.map(|name| purpose(store, name));
    let duty = purpose(store, "subject_rights");
    let picked: Vec<SubjectId> = (0..2_000)
        .map(|n| store.person_by_ordinal(people[n * 7_919 % people.len()]).unwrap())
        .map(|person| person.id)
        .collect();
    // The first value of a person has the number behind the notice's.
    let first = store.person(picked[0]).unwrap().facts[0].no;
    for (purpose, name) in [(duty, "a duty of the controller's"), (rare, "a purpose in use, mostly refused")]
    {
        let question = question(store, Action::Read, purpose);
        say(&format!("one value, for {name}"), 2_000, |n| {
            let fact = FactNo(first.0 + n as u32 % VALUES);
            store.reading(question.clone()).of_fact(picked[n], fact).unwrap().map_or(0, |read| length(&read))
        });
        say(&format!("one person, for {name}"), 2_000, |n| {
            store.reading(question.clone()).of_person(picked[n]).unwrap().iter().map(length).sum()
        });
    }
    let question = question(store, Action::Read, rare);
    say("all for one purpose", 40, |_| {
        let values = store.reading(question.clone()).by_purpose(rare).unwrap();
        values.map(|read| length(&read.unwrap())).sum()
    });
    let entries = store.ledger().size().unwrap();
    println!("{entries} entries in the ledger");
}

fn length(read: &zgoda_store::Opened) -> usize {
    read.value.as_str().len()
}

/// Prints the quickest, the middle and the slowest hundredth, and the bytes that were read.
fn say(what: &str, times: usize, mut work: impl FnMut(usize) -> usize) {
    let mut bytes = 0;
    let mut took: Vec<Duration> = (0..times)
        .map(|n| {
            let began = Instant::now();
            bytes += work(n);
            began.elapsed()
        })
        .collect();
    took.sort();
    let [low, middle, high] = [0, times / 2, times * 99 / 100].map(|at| took[at].as_secs_f64() * 1e6);
    println!("{what:55} {low:8.1} {middle:8.1} {high:8.1} µs   {} bytes", bytes / times);
}
