//! The other sources of a run: sole traders' registers, VAT numbers, websites; and the keys that some of them want.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use zgoda_connectors::http::{HttpSettings, Names, Reach, UserAgent};
use zgoda_connectors::site::Sites;
use zgoda_connectors::{ConnectorError, SystemClock};
use zgoda_enrich::runs::{
    Choice, RunOptions, RunPlan, Runner, TargetReport, approve, plan_run, plan_run_about, undo_run,
};
use zgoda_enrich::{CONTACT, EnrichError, Registers, SourceSettings, try_source};
use zgoda_law::{
    Ending, Event, InformationDuty, NoticeStatus, ObjectionKind, ReasonCode, SourceType, SubjectKind,
};
use zgoda_store::{
    IncomingFact, NewObjection, NewSource, OrgId, Person, RunId, RunState, Stamp, TargetState,
};

use crate::house::{ALL, later};
use crate::support::{Bed, now, stamp};

/// The tax number of the trader in the samples, and of a firm of the court register.
const TRADER: &str = "3563457932";
const FIRM: (&str, &str) = ("0000028860", "7740001454");
const KEYS: [(&str, &str); 2] = [("ceidg", "test-token"), ("regon", "abcde12345abcde12345")];

fn switch_on(bed: &Bed, id: &str) {
    let path = match id {
        "ceidg" => "/api/ceidg",
        "regon" => "/wsBIR/UslugaBIRzewnPubl.svc",
        "vies" => "/taxation_customs/vies/rest-api",
        "gleif" => "/api/v1",
        _ => "",
    };
    if let Some((_, key)) = KEYS.iter().find(|(known, _)| *known == id) {
        SourceSettings::set_key(&bed.store, id, Some(key)).unwrap();
    }
    let base = format!("{}{path}", bed.server.base_url().unwrap().to_string().trim_end_matches('/'));
    SourceSettings::save(&bed.store, id, true, Some(&base)).unwrap();
    bed.store.set(CONTACT, "https://operator.example/contact").unwrap();
}

fn options(choice: Choice, sources: &[&str], persons: bool) -> RunOptions {
    let sources = sources.iter().map(|id| (*id).to_owned()).collect();
    RunOptions { choice, sources, persons, rules: ALL }
}

fn run(bed: &Bed, options: &RunOptions, at: jiff::Timestamp) -> RunId {
    run_with(bed, &mut Runner::new(1), options, at)
}

fn run_with(bed: &Bed, runner: &mut Runner, options: &RunOptions, at: jiff::Timestamp) -> RunId {
    let id = plan_run(&bed.store, options, None, &bed.actor(), at).unwrap();
    approve(&bed.store, id, options.rules, &bed.actor(), at).unwrap();
    while runner.tick(&bed.store, at).unwrap() {}
    id
}

fn firm(bed: &Bed, krs: Option<&str>, nip: Option<&str>) -> OrgId {
    bed.store.add_organisation(stamp(), "Firma z targów", krs, nip).unwrap()
}

fn report(bed: &Bed, run: RunId) -> TargetReport {
    let mut sum = TargetReport::default();
    bed.store
        .asked_targets(run, 0, 99)
        .unwrap()
        .iter()
        .for_each(|t| sum.add(&TargetReport::parse(&t.report)));
    sum
}

fn quarantine(bed: &Bed, run: RunId) -> Vec<(String, u64)> {
    bed.store.quarantine_of(run).unwrap()
}

/// The only sole trader who is held for a firm.
fn trader(bed: &Bed, org: OrgId) -> Person {
    let [person] = <[Person; 1]>::try_from(bed.people(org)).unwrap();
    person
}

#[test]
fn what_a_register_says_of_a_sole_trader_goes_to_the_person_with_a_duty_to_inform() {
    let bed = Bed::new();
    switch_on(&bed, "ceidg");
    let org = firm(&bed, None, Some(TRADER));
    let id = run(&bed, &options(Choice::All, &["ceidg"], true), now());
    assert_eq!(bed.store.run(id).unwrap().state, RunState::Done);
    assert!(bed.facts(org).is_empty(), "nothing of the person stands beside the firm");
    let person = trader(&bed, org);
    assert_eq!(person.kind, SubjectKind::SoleTrader);
    let [notice] = person.notices.as_slice() else { panic!("{:?}", person.notices) };
    assert_eq!((notice.duty, notice.status), (InformationDuty::Article14, NoticeStatus::Due));
    assert_eq!(notice.due_at.to_string(), "2026-12-22T10:00:00Z");
    assert!(
        person.permissions.is_empty() && person.consents.is_empty(),
        "a published address is no permission"
    );
    let mut values = bed.values(person.id, now());
    values.sort();
    let expected = [
        ("city", "Białystok"),
        ("company_name", "Jan Przykładowy Usługi Testowe"),
        ("first_name", "Jan"),
        ("last_name", "Przykładowy"),
        ("nip", TRADER),
        ("pkd", "62.10.B"),
        ("postal_code", "15-333"),
        ("registry_status", "WYLACZNIE_W_FORMIE_SPOLKI"),
        ("regon", "618155359"),
        ("street", "ul. Zwierzyniecka 1"),
    ];
    assert_eq!(values, expected.map(|(field, value)| (field.to_owned(), value.to_owned())));
    let report = report(&bed, id);
    assert_eq!(report.people.added, 1);
    let mut dropped: Vec<_> =
        report.discarded.iter().map(|(field, count)| (field.as_str(), *count)).collect();
    dropped.sort_unstable();
    assert_eq!(
        dropped,
        [
            ("ceidg_id", 1),
            ("other_activity", 1),
            ("seat_city", 1),
            ("seat_voivodeship", 1),
            ("start_date", 1)
        ]
    );
    assert!(report.withheld >= 3, "contact points are not carried: {report:?}");
    let source = &person.facts[0].grounds.source;
    assert_eq!((source.kind, source.name.as_str()), (SourceType::RegistryCeidg, "CEIDG 2026-11-22"));
    assert!(!source.evidence.contains(TRADER) && !source.evidence.contains("sha256"), "{}", source.evidence);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_firm_that_turns_out_to_be_a_person_is_forgotten_as_a_firm() {
    let bed = Bed::new();
    switch_on(&bed, "ceidg");
    let org = firm(&bed, None, Some(TRADER));
    let id = run(&bed, &options(Choice::All, &["ceidg"], true), now());
    let left = bed.store.organisation(org).unwrap();
    assert!(left.is_trader && left.nip.is_none() && left.krs.is_none());
    assert_eq!(left.name, format!("№ {org}"));
    assert_eq!(bed.store.organisation_by_nip(TRADER).unwrap(), None);
    assert_eq!(bed.store.organisations("", 9).unwrap(), [], "it is in no list");
    assert_eq!(bed.store.organisation_count().unwrap(), 0);
    assert!(bed.store.asked_targets(id, 0, 9).unwrap().iter().all(|asked| asked.number.is_empty()));
    assert_eq!(trader(&bed, org).org, Some(org), "whoever is looked for from the firm is found");
    let again = run(&bed, &options(Choice::All, &["ceidg"], true), later(1));
    assert_eq!(report(&bed, again).people.confirmed, 1, "from now on the person is asked about");
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn without_people_or_their_assessments_a_register_of_traders_is_not_asked() {
    let bed = Bed::new();
    switch_on(&bed, "ceidg");
    firm(&bed, None, Some(TRADER));
    let nobody = plan_run(&bed.store, &options(Choice::All, &["ceidg"], false), None, &bed.actor(), now());
    assert!(matches!(nobody, Err(EnrichError::Nobody { .. })), "{nobody:?}");
    let bare = Bed::without_assessments();
    switch_on(&bare, "ceidg");
    firm(&bare, None, Some(TRADER));
    let nobody = plan_run(&bare.store, &options(Choice::All, &["ceidg"], true), None, &bare.actor(), now());
    assert!(matches!(nobody, Err(EnrichError::Nobody { .. })), "{nobody:?}");
    assert!(bed.server.requests().is_empty() && bare.server.requests().is_empty());
}

#[test]
fn the_plan_counts_sole_traders_and_never_asks_their_register_about_companies() {
    let bed = Bed::new();
    KEYS.iter().for_each(|(id, _)| switch_on(&bed, id));
    firm(&bed, None, Some(TRADER));
    firm(&bed, Some(FIRM.0), Some(FIRM.1));
    let options = options(Choice::All, &["ceidg", "regon"], true);
    let id = plan_run(&bed.store, &options, None, &bed.actor(), now()).unwrap();
    let plan = RunPlan::parse(&bed.store.run(id).unwrap().plan).unwrap();
    let questions: Vec<_> =
        plan.sources.iter().map(|source| (source.id.as_str(), source.questions)).collect();
    assert_eq!(questions, [("regon", 2), ("ceidg", 1)]);
    assert_eq!(
        (plan.people.traders, plan.people.notice_due.to_string().as_str()),
        (1, "2026-12-22T10:00:00Z")
    );
    assert!(
        plan.people.fields.contains(&"nip".to_owned()) && plan.sources[1].kept.contains(&"nip".to_owned())
    );
    assert!(plan.sources[1].dropped.iter().any(|(field, why)| field == "ceidg_id" && !why.is_empty()));
}

#[test]
fn a_second_register_adds_its_word_and_no_refresh_prolongs_a_term() {
    let bed = Bed::new();
    KEYS.iter().for_each(|(id, _)| switch_on(&bed, id));
    let org = firm(&bed, None, Some(TRADER));
    let options = options(Choice::All, &["ceidg"], true);
    run(&bed, &options, now());
    let first = trader(&bed, org);
    let again = run(&bed, &options, later(20));
    assert_eq!(report(&bed, again).people.confirmed, 1);
    let second = trader(&bed, org);
    assert_eq!((second.facts.len(), second.notices.len()), (first.facts.len(), 1));
    assert!(second.facts.iter().all(|fact| fact.confirmed_at == later(20)));
    let both = RunOptions { sources: vec!["regon".into()], ..options };
    let id = run(&bed, &both, later(21));
    assert_eq!(report(&bed, id).people.changed, 1, "{:?}", quarantine(&bed, id));
    let third = trader(&bed, org);
    assert!(third.facts.len() > first.facts.len() && third.notices.len() == 2);
    assert!(third.facts.iter().all(|fact| fact.until == first.facts[0].until), "no term is prolonged");
}

#[test]
fn a_trader_who_was_erased_or_objected_is_stopped_at_the_door() {
    let bed = Bed::new();
    switch_on(&bed, "ceidg");
    let org = firm(&bed, None, Some(TRADER));
    let options = options(Choice::All, &["ceidg"], true);
    run(&bed, &options, now());
    let person = trader(&bed, org);
    let mut change = bed.store.change(Stamp { at: later(1), ..stamp() });
    change.open(&person).unwrap();
    let objection =
        NewObjection { kind: ObjectionKind::Grounds, channel: None, made_at: later(1), via: "email".into() };
    change.add_objection(person.id, objection).unwrap();
    change.commit().unwrap();
    let before = trader(&bed, org);
    let nobody = plan_run(&bed.store, &options, None, &bed.actor(), later(2));
    assert!(matches!(nobody, Err(EnrichError::Nobody { .. })), "{nobody:?}");
    // The same business comes in once more as a firm, from a list.
    let listed = firm(&bed, None, Some(TRADER));
    let id = run(&bed, &options, later(2));
    assert_eq!(report(&bed, id).people.stopped.get(&ReasonCode::ObjectionPending), Some(&1));
    assert_eq!(trader(&bed, org).facts, before.facts);
    assert!(
        bed.store.organisation(listed).unwrap().is_trader,
        "what is a person's stands with the person only"
    );

    let mut change = bed.store.change(Stamp { at: later(3), ..stamp() });
    change.erase(&trader(&bed, org), Ending::Erased, Event::Erased).unwrap();
    change.suppress(bed.field("nip"), TRADER, "erasure");
    change.commit().unwrap();
    let listed = firm(&bed, None, Some(TRADER));
    let id = run(&bed, &options, later(4));
    assert_eq!(report(&bed, id).people.stopped.get(&ReasonCode::Suppressed), Some(&1));
    assert!(bed.people(org).is_empty() && bed.people(listed).is_empty());
    let left = bed.store.organisation(listed).unwrap();
    assert!(left.is_trader && left.nip.is_none(), "whoever was erased does not come back as a firm");
}

#[test]
fn taking_a_run_back_destroys_the_traders_who_came_with_it() {
    let bed = Bed::new();
    switch_on(&bed, "ceidg");
    let org = firm(&bed, None, Some(TRADER));
    let id = run(&bed, &options(Choice::All, &["ceidg"], true), now());
    let undone = undo_run(&bed.store, id, &bed.actor(), later(1)).unwrap();
    assert_eq!((undone.destroyed, undone.left), (1, 0));
    assert!(bed.people(org).is_empty());
}

#[test]
fn vies_confirms_numbers_of_firms_and_is_not_believed_about_whom_it_does_not_tell() {
    let bed = Bed::new();
    switch_on(&bed, "vies");
    let known = firm(&bed, Some(FIRM.0), Some(FIRM.1));
    let unknown = firm(&bed, None, Some("5260251049"));
    let id = run(&bed, &options(Choice::All, &["vies"], false), now());
    let mut facts = bed.facts(known);
    facts.sort();
    let expected = [("vat_number", "PL7740001454"), ("vat_valid", "true")];
    assert_eq!(facts, expected.map(|(field, value)| (field.to_owned(), value.to_owned())));
    assert!(bed.facts(unknown).is_empty());
    assert_eq!(quarantine(&bed, id), [("unclear".to_owned(), 1)]);
}

/// Every host is the replay server.
#[derive(Debug)]
struct Here(SocketAddr);

impl Names for Here {
    fn resolve(&self, _: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(vec![self.0])
    }
}

#[test]
fn the_website_of_a_firm_tells_of_the_firm_where_it_lets_itself_be_read() {
    let bed = Bed::new();
    let said = |org: OrgId, host: &str| {
        let port = bed.server.address().port();
        let source = NewSource {
            kind: SourceType::Manual,
            name: "wpis".into(),
            duty: InformationDuty::Article14,
            is_public: false,
            occurred_at: now(),
            approved: true,
            evidence: "wizytówka".into(),
        };
        let source = bed.store.add_source(stamp(), source).unwrap();
        let value = format!("http://{host}.test:{port}");
        let fact = IncomingFact { field: "website".into(), value, path: String::new() };
        let mut change = bed.store.change(stamp());
        change.merge_organisation(&bed.store.organisation(org).unwrap(), source, &[], &[fact]).unwrap();
        change.commit().unwrap();
    };
    let (open, closed, other) =
        (firm(&bed, Some("0000123456"), None), firm(&bed, Some("0000654321"), None), firm(&bed, None, None));
    said(open, "bare");
    said(closed, "closed");
    let mut http = HttpSettings::new(UserAgent::new("https://operator.example/contact").unwrap());
    http.pace = zgoda_connectors::http::Pace::Unlimited;
    let names = Some(Arc::new(Here(bed.server.address())) as Arc<dyn Names>);
    let sites = Sites::reaching(Reach::PublicAndThisMachine, names, http, Arc::new(SystemClock));
    let mut runner = Runner::with_registers(1, Registers::of(sites));
    SourceSettings::save(&bed.store, "website", true, None).unwrap();
    let id = run_with(&bed, &mut runner, &options(Choice::All, &["website"], false), now());
    let plan = RunPlan::parse(&bed.store.run(id).unwrap().plan).unwrap();
    assert_eq!((plan.numberless, plan.sources[0].questions), (1, 2));
    assert_eq!(bed.fact(open, "email").as_deref(), Some("biuro@example.test"));
    assert_eq!(bed.fact(open, "employees").as_deref(), Some("10-49"));
    assert_eq!(quarantine(&bed, id), [("opted_out".to_owned(), 1)]);
    assert!(bed.facts(other).is_empty());
}

#[test]
fn a_source_that_wants_a_key_is_off_without_it_and_the_key_is_sealed() {
    let bed = Bed::new();
    let refused = SourceSettings::save(&bed.store, "ceidg", true, None);
    assert!(matches!(refused, Err(EnrichError::KeyNeeded("ceidg"))));
    for text in ["", "a b", "klucz-z-ł"] {
        let refused = SourceSettings::set_key(&bed.store, "ceidg", Some(text));
        assert!(matches!(refused, Err(EnrichError::Register(ConnectorError::Credential))), "{text}");
    }
    assert!(SourceSettings::set_key(&bed.store, "krs", Some("secret-word")).is_err(), "it wants none");
    SourceSettings::set_key(&bed.store, "ceidg", Some("secret-word")).unwrap();
    SourceSettings::save(&bed.store, "ceidg", true, None).unwrap();
    let settings = SourceSettings::load(&bed.store, "ceidg").unwrap();
    assert!(settings.on && settings.has_key() && !format!("{settings:?}").contains("secret-word"));
    let kept = bed.store.setting("connector.ceidg.key").unwrap().unwrap();
    let plain: String = "secret-word".bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(!kept.contains("secret-word") && !kept.contains(&plain));
    SourceSettings::set_key(&bed.store, "ceidg", None).unwrap();
    let settings = SourceSettings::load(&bed.store, "ceidg").unwrap();
    assert!(!settings.on && !settings.has_key());
}

#[test]
fn a_source_is_tried_with_one_harmless_question_and_only_when_it_is_on() {
    let bed = Bed::new();
    let contact = "https://operator.example/contact";
    for id in ["krs", "regon", "ceidg", "biala_lista", "gleif", "vies"] {
        switch_on(&bed, id);
        try_source(&bed.store, id, contact).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    SourceSettings::set_key(&bed.store, "regon", Some("not-the-key")).unwrap();
    let refused = try_source(&bed.store, "regon", contact);
    assert!(
        matches!(refused, Err(EnrichError::Register(ConnectorError::CredentialRefused { .. }))),
        "{refused:?}"
    );
    let asked = bed.server.requests().len();
    SourceSettings::save(&bed.store, "krs", false, None).unwrap();
    assert!(matches!(try_source(&bed.store, "krs", contact), Err(EnrichError::SwitchedOff("krs"))));
    assert_eq!(bed.server.requests().len(), asked);
}

#[test]
fn a_key_that_is_refused_pauses_the_run_and_loses_no_question() {
    let bed = Bed::new();
    switch_on(&bed, "regon");
    SourceSettings::set_key(&bed.store, "regon", Some("not-the-key")).unwrap();
    firm(&bed, Some(FIRM.0), Some("9542300619"));
    let id = run(&bed, &options(Choice::All, &["regon"], false), now());
    let paused = bed.store.run(id).unwrap();
    assert_eq!((paused.state, paused.halted.as_deref()), (RunState::Paused, Some("key_refused")));
    assert_eq!(bed.store.target_counts(id).unwrap().get(&TargetState::Pending), Some(&(1, 0)));
    switch_on(&bed, "regon");
    bed.store.move_run(id, RunState::Paused, RunState::Running, None).unwrap();
    let mut runner = Runner::new(1);
    while runner.tick(&bed.store, now()).unwrap() {}
    assert_eq!(bed.store.run(id).unwrap().state, RunState::Done);
}

#[test]
fn sole_traders_are_asked_about_themselves_where_their_number_may_be_used_for_it() {
    let bed = Bed::new();
    KEYS.iter().for_each(|(id, _)| switch_on(&bed, id));
    let org = firm(&bed, None, Some(TRADER));
    run(&bed, &options(Choice::All, &["ceidg"], true), now());
    let person = trader(&bed, org);
    let led_to = Choice::of_people(&bed.store, &[person.id]).unwrap();
    assert_eq!(led_to, (vec![], vec![person.id]), "one who trades in their own name leads to themselves");

    let none = options(Choice::Firms { orgs: vec![] }, &["regon", "ceidg"], true);
    let (store, actor) = (&bed.store, bed.actor());
    let id = plan_run_about(store, &none, &[person.id], None, &actor, later(1)).unwrap();
    let kept = store.run(id).unwrap();
    let plan = RunPlan::parse(&kept.plan).unwrap();
    assert_eq!((plan.people.asked, plan.firms, plan.sources[0].questions), (1, 0, 1));
    let pending = store.pending_targets(id, &[], 9).unwrap();
    assert!(pending.iter().all(|target| target.number.is_empty() && target.person == Some(person.ordinal)));
    assert!(!format!("{kept:?} {pending:?}").contains(TRADER), "no number stands in a run");
    let read = |store: &zgoda_store::Store| {
        store.ledger().about(person.id).unwrap().iter().filter(|entry| entry.event == Event::Read).count()
    };
    let before = read(store);
    approve(store, id, none.rules, &actor, later(1)).unwrap();
    let mut runner = Runner::new(1);
    while runner.tick(store, later(1)).unwrap() {}
    assert_eq!((report(&bed, id).people.changed, report(&bed, id).people.confirmed), (1, 1));
    assert!(read(store) >= before + 2, "each use of the number stands in the ledger");

    let mut change = store.change(Stamp { at: later(2), ..stamp() });
    change.open(&trader(&bed, org)).unwrap();
    let (kind, made_at) = (ObjectionKind::Grounds, later(2));
    let objection = NewObjection { kind, channel: None, made_at, via: "email".into() };
    change.add_objection(person.id, objection).unwrap();
    change.commit().unwrap();
    let asked = bed.server.requests().len();
    let refused = plan_run_about(store, &none, &[person.id], None, &actor, later(3));
    assert!(matches!(refused, Err(EnrichError::Nobody { .. })), "{refused:?}");
    assert_eq!(bed.server.requests().len(), asked);
}
