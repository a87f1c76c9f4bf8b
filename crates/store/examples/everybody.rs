//! How fast questions about everybody are answered: `everybody [PEOPLE] [FOLDER]`. Fills a new installation with people
//! who do not exist, or takes the one that an earlier run has left in the folder, and asks.
#![expect(clippy::unwrap_used, reason = "a tool for developers stops where it fails")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};
use zgoda_law::{
    Action, ActorId, Basis, Channel, ConsentAct, ConsentEvidence, ConsentState, Contact, ContentClass,
    FieldId, InformationDuty, LifecycleGroup, Message, NoticeStatus, ObjectionKind, Outcome, PermissionKind,
    SourceType, SubjectKind, calendar,
};
use zgoda_store::{
    Asking, Change, Collection, Condition, Config, Engine, GroundsId, Link, NameSearch, NewConsent, NewFact,
    NewNotice, NewObjection, NewPermission, NewSource, NewSubject, PeopleFilter, PeopleOrder, Person,
    Question, Reach, SortedBy, Source, Stamp, Store, StoreError, purposes_of,
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
        Filling::begin(&store).fill(people);
        println!("filled          {people} people in {:.1} s", began.elapsed().as_secs_f64());
    }
    drop(store);
    let store = open(folder);
    ask(&store);
    let (kept, took) = timed(|| store.keep_mirror().unwrap());
    let bytes = std::fs::metadata(folder.join("mirror")).unwrap().len();
    println!("keeping         {} ({kept}), {bytes} bytes", ms(took));
    drop(store);
    ask_again(folder);
}

/// What a start takes that finds the mirror kept, up to the first answers.
fn ask_again(folder: &Path) {
    let (store, opened) = timed(|| open(folder));
    let (people, counted) = timed(|| store.people_count().unwrap());
    println!("start           {}, then {people} people counted in {}", ms(opened), ms(counted));
    let (_, took) = timed(|| store.people_who(&Condition::HeardSince(now())).unwrap());
    println!("start           then everybody looked at in {}", ms(took));
    drop(store);
    println!("start           the same questions once more:");
    ask(&open(folder));
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

/// Everybody asked something by one of forty forms and was told; three in ten want the newsletter by e-mail, one in fifty
/// objects.
struct Filling<'s> {
    store: &'s Store,
    fields: Vec<FieldId>,
    forms: Vec<[(Source, GroundsId, Vec<Link>); 2]>,
}

impl<'s> Filling<'s> {
    fn begin(store: &'s Store) -> Self {
        let catalogue = store.law().catalogue();
        let [inquiry, newsletter] =
            ["respond_inquiry", "newsletter"].map(|name| catalogue.purpose(name).unwrap().id);
        store.set_purposes(&BTreeSet::from([inquiry, newsletter])).unwrap();
        let asked = Link { purpose: inquiry, basis: Basis::Contract, reference: Some("inquiry".into()) };
        let wanted = Link { purpose: newsletter, basis: Basis::Consent, reference: None };
        let form = |n: usize| {
            let kind = [SourceType::Form, SourceType::Event, SourceType::Call][n % 3];
            let source = NewSource {
                kind,
                name: format!("Formularz {n}"),
                duty: InformationDuty::Article13,
                is_public: false,
                occurred_at: now(),
                approved: true,
                evidence: "form".into(),
            };
            let source = store.source(store.add_source(stamp(), source).unwrap()).unwrap();
            [vec![asked.clone()], vec![asked.clone(), wanted.clone()]]
                .map(|links| (source.clone(), store.intern_grounds(source.id, &links).unwrap(), links))
        };
        let fields = FIELDS.map(|name| catalogue.field(name).unwrap().id).to_vec();
        Self { store, fields, forms: (0..40).map(form).collect() }
    }

    fn fill(&self, people: u32) {
        for first in (0..people).step_by(BATCH as usize) {
            let mut change = self.store.change(stamp());
            change.reserve(BATCH.min(people - first)).unwrap();
            (first..people.min(first + BATCH)).for_each(|n| self.person(&mut change, n));
            change.commit().unwrap();
        }
    }

    fn person(&self, change: &mut Change<'_>, n: u32) {
        let obtained_at = now() - (i64::from(n % 8_000) + 1).hours();
        let subscribes = n % 10 < 3;
        let (source, grounds, links) = &self.forms[n as usize % 40][usize::from(subscribes)];
        let kind = if n % 10 == 5 { SubjectKind::OrgContact } else { SubjectKind::Natural };
        let lifecycle = LifecycleGroup::ALL[n as usize % 3];
        let new = NewSubject { lifecycle, kind, ..NewSubject::default() };
        let id = change.add_subject(new.clone()).unwrap();
        let notice = NewNotice {
            duty: InformationDuty::Article13,
            source: source.id,
            obtained_at,
            purposes: purposes_of(links),
            due_at: obtained_at,
            status: NoticeStatus::Delivered,
        };
        let mut person = Person::blank(id, &new, now());
        person.notices.push(notice.expected());
        change.add_notice(id, notice).unwrap();
        let until = self.store.terms(links, calendar::day_of(obtained_at), now()).unwrap();
        let collection = Collection { source, links, until: &until, obtained_at };
        let question = question(self.store, Action::Collect, "respond_inquiry");
        let case = self.store.case_of_collection(&question, &person, collection).unwrap();
        let verdicts = self.store.law().may_fields(&case, &self.fields);
        for (permit, name) in verdicts.iter().map(|verdict| verdict.permit()).zip(FIELDS) {
            let Some(permit) = permit else { continue };
            let (value, until) = (value(name, n), until.clone());
            let index = ["email", "phone"].contains(&name).then_some(value.as_str());
            let new = NewFact { value: &value, grounds: *grounds, obtained_at, until, index, import: None };
            change.add_fact(&permit, new).unwrap();
        }
        if subscribes {
            self.subscribe(change, id, source, obtained_at);
        }
        if n.is_multiple_of(50) {
            let kind = ObjectionKind::Marketing;
            let objection = NewObjection { kind, channel: None, made_at: now(), via: "email".into() };
            change.add_objection(id, objection).unwrap();
        }
    }

    fn subscribe(
        &self,
        change: &mut Change<'_>,
        id: zgoda_law::SubjectId,
        source: &Source,
        given_at: Timestamp,
    ) {
        let purpose = self.store.law().catalogue().purpose("newsletter").unwrap().id;
        let consent = NewConsent {
            purpose,
            channels: BTreeSet::from([Channel::Email]),
            state: ConsentState::Given,
            given_at,
            expires_at: given_at + 17_520.hours(),
            pke398: true,
            text: None,
            source: source.id,
            evidence: Some(ConsentEvidence {
                act: ConsentAct::Tick,
                pre_ticked: false,
                bundled: false,
                proof: true,
                informed: true,
                separate: true,
                double_optin: false,
            }),
        };
        let permission = NewPermission {
            channel: Channel::Email,
            kind: PermissionKind::Consent,
            purpose,
            offer: None,
            given_at,
            not_before: None,
            valid_to: None,
            max_contacts: None,
            source: source.id,
        };
        change.add_consent(id, consent).unwrap();
        change.add_permission(id, permission).unwrap();
    }
}

fn value(field: &str, n: u32) -> String {
    let at = n as usize;
    match field {
        "first_name" => FIRST[at % FIRST.len()].to_owned(),
        "last_name" => format!("{}{}", LAST[at / 7 % LAST.len()], (b'a' + (at / 49 % 26) as u8) as char),
        "email" => format!("osoba{n}@example.test"),
        "phone" => format!("+48{:09}", 500_000_000 + n),
        "company_name" => format!("Zakłady {} sp. z o.o.", n / 20),
        "position" => "kierowniczka".to_owned(),
        "city" => "Poznań".to_owned(),
        _ => format!("{:02}-{:03}", n % 100, n % 1_000),
    }
}

fn question(store: &Store, action: Action, purpose: &str) -> Question {
    let purpose = store.law().catalogue().purpose(purpose).unwrap().id;
    Question { actor: store.system_actor(purpose), action, purpose, at: now() }
}

fn ask(store: &Store) {
    let (people, took) = timed(|| store.people_count().unwrap());
    let bytes = store.mirror_bytes().unwrap();
    println!(
        "read            {people} people in {}: {:.0} bytes each",
        ms(took),
        bytes as f64 / people as f64
    );
    let filter = PeopleFilter {
        source: Some(SourceType::Form),
        lifecycle: Some(LifecycleGroup::Contracts),
        ..PeopleFilter::default()
    };
    let list = |condition: &Condition, order| {
        let people = store.people_who(condition).unwrap();
        (store.page_of(&people, order, 100, 50).unwrap(), people.len())
    };
    let filtered = || list(&filter.condition(), PeopleOrder::default());
    println!("list            two filters, a page and a count: {}", ms(median(filtered)));
    for by in [SortedBy::Heard, SortedBy::Ends] {
        let everybody = || list(&Condition::All(Vec::new()), PeopleOrder { by, descending: true });
        println!("list            everybody, sorted by {by:?}: {}", ms(median(everybody)));
    }
    reach(store);
    names(store);
}

fn reach(store: &Store) {
    let question = question(store, Action::Send, "newsletter");
    let asking =
        Asking { channel: Channel::Email, at: now(), terms: format!("newsletter {}", question.terms()) };
    let email = store.law().catalogue().field("email").unwrap().id;
    let six = Condition::All(vec![
        Condition::Holds(email),
        Condition::Any(vec![Condition::From(SourceType::Form), Condition::From(SourceType::Event)]),
        Condition::Created { from: now() - 1.hour(), to: now() + 1.hour() },
        Condition::Not(Box::new(Condition::Lifecycle(LifecycleGroup::Archive))),
        Condition::Kind(SubjectKind::Natural),
        Condition::For(question.purpose),
    ]);
    let asked = std::cell::Cell::new(0_u32);
    let decide = |person: &Person| -> Result<Reach, StoreError> {
        asked.set(asked.get() + 1);
        let Some(fact) = person.current().find(|fact| fact.field == email) else {
            return Ok(Reach::NoAddress);
        };
        let mut case = store.case(&question, person, Some(fact))?;
        case.contact = Some(Contact { channel: Channel::Email, message: message() });
        let verdict = store.law().may(&case);
        Ok(match (verdict.outcome(), verdict.reasons().first()) {
            (Outcome::Deny, Some(reason)) => Reach::Denied(reason.code),
            (Outcome::Allow, _) => Reach::Allowed,
            _ => Reach::Pending,
        })
    };
    let split = || store.reachable(&six, &asking, decide).unwrap();
    let (answer, took) = timed(split);
    let counts: Vec<(Reach, u64)> = answer.iter().map(|(reach, people)| (*reach, people.len())).collect();
    println!("audience        first: {}, {} decided by the law, {counts:?}", ms(took), asked.get());
    println!("audience        then:  {}", ms(median(split)));
    let allowed = answer.get(&Reach::Allowed).unwrap();
    let person = store.person_by_ordinal(allowed.iter().next().unwrap()).unwrap();
    let mut change = store.change(stamp());
    change.withdraw_consent(&person, person.consents[0].no).unwrap();
    change.commit().unwrap();
    let (answer, took) = timed(split);
    assert!(!answer.get(&Reach::Allowed).unwrap().contains(person.ordinal));
    println!("audience        after a withdrawal: {}", ms(took));
}

fn message() -> Message {
    Message {
        content: ContentClass::Commercial,
        promo: true,
        tracking: false,
        ai_generated: false,
        ai_disclosed: false,
        sender_block: true,
        optout_block: true,
        commercial_label: true,
        offer: None,
    }
}

fn names(store: &Store) {
    let question = question(store, Action::Read, "respond_inquiry");
    let fields = ["first_name", "last_name"].map(|name| store.law().catalogue().field(name).unwrap().id);
    let search = NameSearch { question: &question, fields: &fields, fold: |text| text.to_lowercase() };
    let find = |word: &str| store.named(search, &[word.to_owned()], 50).unwrap();
    let (found, took) = timed(|| find("małgorzata"));
    println!("name search     first: {}, {} found", ms(took), found.people.len());
    println!(
        "name search     then:  {} (many), {} (nobody)",
        ms(median(|| find("nowak"))),
        ms(median(|| find("xyzzy")))
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let answer = work();
    (answer, began.elapsed())
}

fn median<T>(work: impl Fn() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES).map(|_| timed(&work).1).collect();
    times.sort();
    times[TIMES / 2]
}

fn ms(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1e3)
}
