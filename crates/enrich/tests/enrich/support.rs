//! A fresh installation, a replay server, and what a test wants to know about both.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use zgoda_connectors::http::{HttpSettings, UserAgent};
use zgoda_connectors::krs::Krs;
use zgoda_connectors::replay::Server;
use zgoda_connectors::{Clock, ConnectorError, Extract, Identifier, Outcome, Profile, Register};
use zgoda_enrich::{EnrichError, Options, Plan, Report, SourceSettings, Target, plan, run};
use zgoda_law::{Action, Actor, ActorId, FieldId, Law, PurposeId, SubjectId};
use zgoda_store::{AssessmentKind, Config, Engine, OrgId, Person, Question, Stamp, Store};
use zgoda_vault::Keyring;

/// The board of this company alone is shown without masks.
pub const NAMED: &str = "0009000019";
pub const MASKED: &str = "0009000027";
pub const PARTNERSHIP: &str = "0009000035";
pub const STRUCK_OFF: &str = "0000106150";

pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The day on which every test begins.
pub fn now() -> Timestamp {
    time("2026-11-22T10:00:00Z")
}

/// A clock that never waits.
struct NoWait;

impl Clock for NoWait {
    fn now(&self) -> Timestamp {
        now()
    }

    fn sleep(&self, _: Duration) {}

    fn random(&self) -> u64 {
        0
    }
}

pub struct Bed {
    pub store: Store,
    pub server: Server,
    krs: Krs,
    _folder: tempfile::TempDir,
}

impl Bed {
    /// An installation that uses both purposes of enriching and has approved what persons need.
    pub fn new() -> Self {
        let bed = Self::without_assessments();
        for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
            let until = time("2027-11-22T00:00:00Z");
            bed.store.approve(stamp(), kind, bed.purpose("enrich_person"), until, "approved").unwrap();
        }
        bed
    }

    pub fn without_assessments() -> Self {
        let bed = Self::unprepared();
        bed.use_purposes(&["enrich_company", "enrich_person"]);
        bed
    }

    /// As it is installed: no purpose is in use.
    pub fn unprepared() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            engine: Engine::Sqlite(folder.path().to_owned()),
            keyring: Keyring::generate().unwrap(),
            law: Law::builtin().unwrap(),
            origin: "zgoda.example.test".into(),
        };
        let server = Server::start().unwrap();
        let mut settings = HttpSettings::new(UserAgent::new("https://operator.example/contact").unwrap());
        settings.connect_timeout = Duration::from_secs(2);
        settings.read_timeout = Duration::from_millis(700);
        settings.body_limit_bytes = 1_000_000;
        let krs = Krs::with_clock(server.base_url().unwrap(), settings, Arc::new(NoWait));
        let store = Store::open(config).unwrap();
        SourceSettings::save(&store, "krs", true, Some(&server.base_url().unwrap().to_string())).unwrap();
        Self { store, server, krs, _folder: folder }
    }

    pub fn use_purposes(&self, names: &[&str]) {
        let purposes: BTreeSet<PurposeId> = names.iter().map(|name| self.purpose(name)).collect();
        self.store.set_purposes(&purposes).unwrap();
    }

    pub fn purpose(&self, name: &str) -> PurposeId {
        self.store.law().catalogue().purpose(name).unwrap().id
    }

    pub fn field(&self, name: &str) -> FieldId {
        self.store.law().catalogue().field(name).unwrap().id
    }

    pub fn actor(&self) -> Actor {
        self.store.system_actor(self.purpose("enrich_company"))
    }

    pub fn plan(&self, number: &str, with_persons: bool, at: Timestamp) -> Plan {
        let target = Target::Krs(number.parse().unwrap());
        plan(&self.store, &target, Options { with_persons }, &self.actor(), at).unwrap()
    }

    /// Plans and runs against the replay server.
    pub fn enrich(&self, number: &str, with_persons: bool, at: Timestamp) -> Result<Report, EnrichError> {
        self.enrich_from(&self.krs, number, with_persons, at)
    }

    pub fn enrich_from(
        &self,
        register: &dyn Register,
        number: &str,
        with_persons: bool,
        at: Timestamp,
    ) -> Result<Report, EnrichError> {
        run(&self.store, register, &self.plan(number, with_persons, at), &self.actor(), at)
    }

    /// What the replay server says, to be changed by a test.
    pub fn extract(&self, number: &str) -> Extract {
        match self.krs.look_up(&Identifier::Krs(number.parse().unwrap())) {
            Ok(Outcome::Found(extract)) => *extract,
            other => panic!("{number}: {other:?}"),
        }
    }

    /// The standing facts of an organisation.
    pub fn facts(&self, org: OrgId) -> Vec<(String, String)> {
        let facts = self.store.organisation_facts(org).unwrap();
        let standing = facts.into_iter().filter(|fact| fact.ended_at.is_none());
        standing.map(|fact| (fact.field, fact.value)).collect()
    }

    pub fn fact(&self, org: OrgId, field: &str) -> Option<String> {
        self.facts(org).into_iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    pub fn people(&self, org: OrgId) -> Vec<Person> {
        let people = self.store.people_of(org).unwrap();
        people.into_iter().map(|ordinal| self.store.person_by_ordinal(ordinal).unwrap()).collect()
    }

    /// Every standing value of a person, opened as the law allows it to whoever answers requests.
    pub fn values(&self, id: SubjectId, at: Timestamp) -> Vec<(String, String)> {
        let person = self.store.person(id).unwrap();
        let purpose = self.purpose("subject_rights");
        let actor = self.store.system_actor(purpose);
        let question = Question { actor, action: Action::Read, purpose, at };
        let open = |fact: &zgoda_store::Fact| {
            let verdict = self.store.decide(&question, &person, fact).unwrap();
            let permit = verdict.permit().unwrap_or_else(|| panic!("{:?}", verdict.reasons()));
            let value = self.store.open_value(&permit, &person, fact.no).unwrap();
            let field = self.store.law().catalogue().field_by_id(fact.field).unwrap();
            (field.name.clone(), value.as_str().to_owned())
        };
        person.current().map(open).collect()
    }

    /// Everything a failure must leave as it was.
    pub fn state(&self) -> String {
        let orgs = self.store.organisations("", 1_000).unwrap();
        let facts: Vec<_> = orgs.iter().map(|org| self.store.organisation_facts(org.id).unwrap()).collect();
        let people: Vec<_> = orgs.iter().map(|org| format!("{:?}", self.people(org.id))).collect();
        let entries = self.store.ledger().size().unwrap();
        format!("{orgs:?} {facts:?} {people:?} {:?} {entries}", self.store.sources().unwrap())
    }
}

pub fn stamp() -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at: now() }
}

/// A register that says one thing.
pub struct Says(pub Outcome);

impl Register for Says {
    fn profile(&self) -> &'static Profile {
        &zgoda_connectors::krs::PROFILE
    }

    fn look_up(&self, _: &Identifier) -> Result<Outcome, ConnectorError> {
        Ok(self.0.clone())
    }
}

pub fn says(extract: &Extract) -> Says {
    Says(Outcome::Found(Box::new(extract.clone())))
}
