//! How fast questions about everybody are answered: `everybody [PEOPLE] [FOLDER]`. Fills a new installation with people
//! who do not exist, or takes the one that an earlier run has left in the folder, and asks.
#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use jiff::{Timestamp, ToSpan};
use zgoda_law::{
    Action, Basis, Channel, ConsentAct, ConsentEvidence, ConsentState, FieldId, InformationDuty,
    LifecycleGroup, NoticeStatus, ObjectionKind, PermissionKind, SourceType, SubjectKind, calendar,
};
use zgoda_store::{
    Collection, Condition, Config, Engine, Link, NewConsent, NewFact, NewNotice, NewObjection, NewPermission,
    NewSource, NewSubject, PeopleFilter, Person, Question, Stamp, Store, purposes_of,
};
use zgoda_vault::Keyring;

const FIELDS: [&str; 8] =
    ["first_name", "last_name", "email", "phone", "company_name", "position", "city", "postal_code"];
const FIRST: [&str; 8] =
    ["Anna", "Łukasz", "Zofia", "Grzegorz", "Małgorzata", "Paweł", "Agnieszka", "Wojciech"];
const LAST: [&str; 7] = ["Nowak", "Wiśniewska", "Wójcik", "Kowalczyk", "Żółkiewski", "Dąbrowska", "Śliwa"];
/// People recorded in one change.
const BATCH: u32 = 1_000;
/// How often a question is asked; the middle answer counts.
const TIMES: usize = 11;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let people = arguments.first().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let temporary = tempfile::tempdir().unwrap();
    let folder = arguments.get(1).map_or(temporary.path(), Path::new);
    let store = open(folder);
    if store.ledger().size().unwrap() == 0 {
        let began = Instant::now();
        fill(&store, people);
        println!("filled: {people} people in {:.1} s", began.elapsed().as_secs_f64());
    }
    drop(store);
    ask(&open(folder));
}

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn open(folder: &Path) -> Store {
    let key = folder.join("key");
    let keyring = match std::fs::read_to_string(&key) {
        Ok(text) => Keyring::parse(&text).unwrap(),
        Err(_) => {
            let keyring = Keyring::generate().unwrap();
            std::fs::write(&key, keyring.to_text().as_bytes()).unwrap();
            keyring
        }
    };
    let law = zgoda_law::Law::builtin().unwrap();
    let engine = Engine::Sqlite(folder.to_owned());
    Store::open(Config { engine, keyring, law, origin: "zgoda.example.test".into() }, now()).unwrap()
}

/// Everybody comes from one of forty forms and is told; three in ten consent to e-mail, one in fifty objects.
fn fill(store: &Store, people: u32) {
    let law = store.law();
    let purpose = law.catalogue().purpose("direct_marketing_own").unwrap();
    store.set_purposes(&BTreeSet::from([purpose.id])).unwrap();
    let stamp = Stamp { actor: zgoda_law::ActorId(1), at: now() };
    let sources: Vec<_> = (0..40).map(|n| store.add_source(stamp, form(n)).unwrap()).collect();
    let links = [Link { purpose: purpose.id, basis: Basis::Consent, reference: None }];
    let wanted: Vec<FieldId> = FIELDS.map(|name| law.catalogue().field(name).unwrap().id).to_vec();
    for first in (0..people).step_by(BATCH as usize) {
        let mut change = store.change(stamp);
        change.reserve(BATCH.min(people - first)).unwrap();
        for n in first..people.min(first + BATCH) {
            let obtained_at = now() - (i64::from(n % 8_000) + 1).hours();
            let source = store_source(store, &sources, n);
            let new = NewSubject {
                lifecycle: LifecycleGroup::ALL[n as usize % 3],
                kind: if n % 10 == 0 { SubjectKind::OrgContact } else { SubjectKind::Natural },
                ..NewSubject::default()
            };
            let id = change.add_subject(new.clone()).unwrap();
            let notice = NewNotice {
                duty: InformationDuty::Article13,
                source: source.0.id,
                obtained_at,
                purposes: purposes_of(&links),
                due_at: obtained_at,
                status: NoticeStatus::Delivered,
            };
            let consent = NewConsent {
                purpose: purpose.id,
                channels: BTreeSet::from([Channel::Email]),
                state: ConsentState::Given,
                given_at: obtained_at,
                expires_at: obtained_at + 10_000.hours(),
                pke398: true,
                text: None,
                source: source.0.id,
                evidence: Some(evidence()),
            };
            let mut person = Person::blank(id, &new, now());
            person.notices.push(notice.expected());
            person.consents.push(consent.expected());
            change.add_notice(id, notice).unwrap();
            let until = store.terms(&links, calendar::day_of(obtained_at), now()).unwrap();
            let collection = Collection { source: &source.0, links: &links, until: &until, obtained_at };
            let question = Question {
                actor: store.system_actor(purpose.id),
                action: Action::Collect,
                purpose: purpose.id,
                at: now(),
            };
            let case = store.case_of_collection(&question, &person, collection).unwrap();
            for (verdict, name) in law.may_fields(&case, &wanted).iter().zip(FIELDS) {
                let Some(permit) = verdict.permit() else { continue };
                let (value, until) = (value(name, n), until.clone());
                let index = ["email", "phone"].contains(&name).then_some(value.as_str());
                let new =
                    NewFact { value: &value, grounds: source.1, obtained_at, until, index, import: None };
                change.add_fact(&permit, new).unwrap();
            }
            if n % 10 < 3 {
                change.add_consent(id, consent).unwrap();
                change.add_permission(id, permission(purpose.id, source.0.id, obtained_at)).unwrap();
            }
            if n % 50 == 0 {
                let kind = ObjectionKind::Marketing;
                change
                    .add_objection(
                        id,
                        NewObjection { kind, channel: None, made_at: now(), via: "email".into() },
                    )
                    .unwrap();
            }
        }
        change.commit().unwrap();
    }
}
