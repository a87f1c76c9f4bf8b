//! What becomes of many firms that are enriched: the run, what is accepted of it, who is told and how, and who, untold, is
//! erased. Registers, mail server and clock are on this machine.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use zgoda_connectors::ceidg::{Ceidg, Version};
use zgoda_connectors::http::{HttpSettings, Pace, UserAgent};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::{Server, krs_number, nip_of_trader};
use zgoda_connectors::smtp::Encryption;
use zgoda_connectors::smtp::sink::Sink;
use zgoda_connectors::{Clock, Secret};
use zgoda_enrich::runs::{Choice, Rules, RunOptions, RunPlan, Runner, TargetReport, approve, plan_run};
use zgoda_enrich::{Registers, SourceSettings};
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, ActorId, Basis, InformationDuty, Law, NoticeStatus, PurposeId, SourceType, SubjectId, SubjectKind,
};
use zgoda_rights::inform::{
    MailServer, Window, letters_pdf, make_letters, open_letters, post_letters, queue_emails, send_waiting,
    system_informs,
};
use zgoda_rights::retention;
use zgoda_store::{
    AssessmentKind, Collection, Config, Engine, Link, NewFact, NewNotice, NewSource, NewSubject, Person,
    ProposalFilter, Question, RunId, RunState, Stamp, Store, TargetState, purposes_of,
};
use zgoda_vault::Keyring;

/// What came of it, in numbers.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Firms that were chosen, half of them companies, half sole traders.
    pub firms: u64,
    /// Questions that were planned.
    pub planned: u64,
    /// Questions that were answered.
    pub found: u64,
    /// Questions that failed, by why.
    pub failed: Vec<(String, u64)>,
    /// Facts about companies that were proposed, all of which were accepted.
    pub facts: u64,
    /// Facts that companies hold in the end.
    pub held: u64,
    /// People who came in.
    pub added: u64,
    /// Sole traders who were known before, with their e-mail.
    pub known: u64,
    /// Values that were dropped because no purpose needs them.
    pub dropped: u64,
    /// People who were owed a notice.
    pub owed: u64,
    /// People told by e-mail.
    pub mailed: u64,
    /// People told by letter.
    pub posted: u64,
    /// Bytes of the letters as one PDF.
    pub pdf_bytes: u64,
    /// People of whom nothing is left, because nobody could tell them in time.
    pub erased: u64,
    /// Values that were destroyed with them.
    pub values: u64,
}

impl Figures {
    /// Questions that failed.
    pub fn failures(&self) -> u64 {
        self.failed.iter().map(|(_, count)| count).sum()
    }
}

/// A clock that never waits.
struct NoWait;

impl Clock for NoWait {
    fn now(&self) -> Timestamp {
        begin()
    }

    fn sleep(&self, _: Duration) {}

    fn random(&self) -> u64 {
        0
    }
}

fn begin() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn after(days: i64) -> Timestamp {
    begin() + SignedDuration::from_hours(24 * days)
}

fn stamp(at: Timestamp) -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at }
}

struct House {
    store: Store,
    server: Server,
    _folder: tempfile::TempDir,
}

/// Plays it for so many firms.
pub fn play(firms: u32) -> Figures {
    let house = House::open();
    let known = house.fill(firms);
    let mut figures = Figures { firms: firms.into(), known, ..Figures::default() };
    house.enrich(&mut figures);
    house.inform(&mut figures);
    let report = retention::run(&house.store, stamp(after(45)), None, |_| {}).unwrap();
    (figures.erased, figures.values) = (report.ended, report.untold);
    assert!(house.store.examine().unwrap().is_sound());
    figures
}

impl House {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            engine: Engine::Sqlite(folder.path().to_owned()),
            keyring: Keyring::generate().unwrap(),
            law: Law::builtin().unwrap(),
            origin: "zgoda.example.test".into(),
        };
        let store = Store::open(config).unwrap();
        let purposes: BTreeSet<_> = store.law().catalogue().purposes().iter().map(|p| p.id).collect();
        store.set_purposes(&purposes).unwrap();
        let house = Self { store, server: Server::start().unwrap(), _folder: folder };
        for name in ["enrich_person", "direct_marketing_own"] {
            for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
                let (by, purpose) = (stamp(begin()), house.purpose(name));
                house.store.approve(by, kind, purpose, after(300), "written and weighed").unwrap();
            }
        }
        for (name, value) in [
            ("controller.name", "ACME sp. z o.o."),
            ("controller.address", "ul. Długa 1, 00-001 Warszawa"),
            ("controller.contact", "dane@acme.example"),
            ("officer.email", "iod@acme.example"),
            ("notices.rights_url", "https://acme.example/prawa"),
            ("notices.privacy_url", "https://acme.example/dane"),
        ] {
            house.store.set(name, value).unwrap();
        }
        house
    }

    fn purpose(&self, name: &str) -> PurposeId {
        self.store.law().catalogue().purpose(name).unwrap().id
    }

    /// Every other firm is a company, the others are sole traders; half of these are known from a fair, with their e-mail.
    fn fill(&self, firms: u32) -> u64 {
        let (mut known, mut traders) = (0, (0..).filter_map(|n| Some((n, nip_of_trader(n)?))));
        for n in 0..firms {
            if n % 2 == 0 {
                let number = krs_number(n / 2);
                self.store.add_organisation(stamp(begin()), "Spółka", Some(&number), None).unwrap();
                continue;
            }
            let (trader, nip) = traders.next().unwrap();
            self.store.add_organisation(stamp(begin()), "Firma z targów", None, Some(&nip)).unwrap();
            if trader % 2 == 0 {
                self.meet_at_a_fair(&nip);
                known += 1;
            }
        }
        known
    }

    fn meet_at_a_fair(&self, nip: &str) -> SubjectId {
        let store = &self.store;
        let new = NewSource {
            kind: SourceType::Event,
            name: "targi".into(),
            duty: InformationDuty::Article13,
            is_public: false,
            occurred_at: begin(),
            approved: true,
            evidence: "formularz".into(),
        };
        let source = store.source(store.add_source(stamp(begin()), new).unwrap()).unwrap();
        let purpose = self.purpose("direct_marketing_own");
        let links = vec![Link { purpose, basis: Basis::LegitimateInterest, reference: None }];
        let until = store.terms(&links, day_of(begin()), begin()).unwrap();
        let grounds = store.intern_grounds(source.id, &links).unwrap();
        let notice = NewNotice {
            duty: InformationDuty::Article13,
            source: source.id,
            obtained_at: begin(),
            purposes: purposes_of(&links),
            due_at: begin(),
            status: NoticeStatus::Delivered,
        };
        let mut change = store.change(stamp(begin()));
        let subject = NewSubject { kind: SubjectKind::SoleTrader, ..NewSubject::default() };
        let id = change.add_subject(subject.clone()).unwrap();
        let mut person = Person::blank(id, &subject, begin());
        person.notices.push(notice.expected());
        change.add_notice(id, notice).unwrap();
        let email = format!("{nip}@example.test");
        for (field, value) in [("email", email.as_str()), ("nip", nip)] {
            let (actor, at) = (store.system_actor(purpose), begin());
            let question = Question { actor, action: Action::Collect, purpose, at };
            let collection = Collection { source: &source, links: &links, until: &until, obtained_at: at };
            let mut case = store.case_of_collection(&question, &person, collection).unwrap();
            case.field = Some(field.into());
            let permit = store.law().may(&case).permit().unwrap();
            let (until, index) = (until.clone(), Some(value));
            let fact = NewFact { value, grounds, obtained_at: at, until, index, import: None };
            change.add_fact(&permit, fact).unwrap();
        }
        change.commit().unwrap();
        id
    }

    fn registers(&self) -> Registers {
        let mut http = HttpSettings::new(UserAgent::new("https://operator.example/contact").unwrap());
        http.pace = Pace::Unlimited;
        let base = self.server.base_url().unwrap();
        let ceidg = format!("{}/api/ceidg", base.to_string().trim_end_matches('/')).parse().unwrap();
        let token = Secret::new("test-token").unwrap();
        let ceidg = Ceidg::with_clock(ceidg, Version::V3, token, http.clone(), Arc::new(NoWait));
        Registers::of(Krs::with_clock(base, http, Arc::new(NoWait))).and(ceidg)
    }

    fn enrich(&self, figures: &mut Figures) {
        let (store, at) = (&self.store, begin());
        SourceSettings::set_key(store, "ceidg", Some("test-token")).unwrap();
        for id in ["krs", "ceidg"] {
            SourceSettings::save(store, id, true, None).unwrap();
        }
        let sources = vec!["krs".to_owned(), "ceidg".to_owned()];
        let rules = Rules::default();
        let options = RunOptions { choice: Choice::All, sources, persons: true, rules };
        let actor = store.system_actor(self.purpose("enrich_company"));
        let run = plan_run(store, &options, None, &actor, at).unwrap();
        let plan = RunPlan::parse(&store.run(run).unwrap().plan).unwrap();
        figures.planned = plan.sources.iter().map(|source| source.questions).sum();
        approve(store, run, rules, &actor, at).unwrap();
        let mut runner = Runner::with_registers(1, self.registers());
        while runner.tick(store, at).unwrap() {}
        assert_eq!(store.run(run).unwrap().state, RunState::Done, "failures of some do not stop the others");
        store.decide_about_all(stamp(at), run, &ProposalFilter::default(), true).unwrap();
        while runner.tick(store, at).unwrap() {}
        self.count(run, figures);
    }

    fn count(&self, run: RunId, figures: &mut Figures) {
        let store = &self.store;
        let found = store.target_counts(run).unwrap().get(&TargetState::Found).copied();
        figures.found = found.map_or(0, |(count, _)| count);
        figures.failed = store.quarantine_of(run).unwrap();
        figures.facts = store.proposal_counts(run).unwrap().values().sum();
        for org in store.organisations("", u32::MAX).unwrap() {
            figures.held += store.organisation_facts(org.id).unwrap().len() as u64;
        }
        let mut sum = TargetReport::default();
        for target in store.asked_targets(run, 0, u32::MAX).unwrap() {
            sum.add(&TargetReport::parse(&target.report));
        }
        figures.added = sum.people.added;
        figures.dropped = sum.discarded.values().map(|count| u64::from(*count)).sum();
    }

    /// Tells whoever can be told: by e-mail, else by letter.
    fn inform(&self, figures: &mut Figures) {
        let (store, at) = (&self.store, after(3));
        let due = || -> BTreeSet<SubjectId> {
            store.notices_due(Timestamp::MAX, u32::MAX).unwrap().iter().map(|notice| notice.subject).collect()
        };
        let owed = due();
        figures.owed = owed.len() as u64;
        let sink = Sink::start().unwrap();
        let server = MailServer {
            host: "127.0.0.1".into(),
            port: sink.port(),
            encryption: Encryption::Plain,
            user: String::new(),
            from: "dane@acme.example".into(),
            sender: "ACME".into(),
        };
        server.save(store, None).unwrap();
        let who = system_informs(store, at).unwrap();
        queue_emails(store, &who, &owed.into_iter().collect::<Vec<_>>()).unwrap();
        let client = server.client(store).unwrap();
        figures.mailed = send_waiting(store, &server, &client, &|| at, u32::MAX).unwrap().sent;
        let left: Vec<SubjectId> = due().into_iter().collect();
        let (batch, letters) = make_letters(store, &who, &left, "Drukarnia", 7).unwrap();
        figures.posted = letters.queued;
        let batch = batch.unwrap();
        let opened = open_letters(store, &who, batch).unwrap();
        let pdf = letters_pdf(store, batch, &opened, Window::Right, at).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        figures.pdf_bytes = pdf.len() as u64;
        post_letters(store, &who, batch, at, "KN-2026/8").unwrap();
    }
}
