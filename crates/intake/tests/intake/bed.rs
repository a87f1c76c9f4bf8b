//! A store in a temporary folder with purposes in use, and what tests say again and again.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use zgoda_formats::{Candidates, Column, Input, Mapping, recognise};
use zgoda_intake::import::{Report, run};
use zgoda_intake::{By, ImportPlan, IntakeError, PlannedSource, SourceKind};
use zgoda_law::{
    Action, Basis, Channel, Contact, ContentClass, FieldId, Law, Message, Outcome, PurposeId, ReasonCode,
    Verdict,
};
use zgoda_store::{AssessmentKind, Config, Engine, Link, Person, Question, Stamp, Store};
use zgoda_vault::Keyring;

pub struct Bed {
    pub store: Store,
    _folder: tempfile::TempDir,
}

pub fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

pub fn by() -> By<'static> {
    By::system(now())
}

pub fn fair_day() -> Date {
    date(2026, 11, 18)
}

impl Bed {
    /// A store in which the usual purposes are in use and balanced.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            engine: Engine::Sqlite(folder.path().to_owned()),
            keyring: Keyring::generate().unwrap(),
            law: Law::builtin().unwrap(),
            origin: "zgoda.example.test".into(),
        };
        let store = Store::open(config).unwrap();
        let bed = Self { store, _folder: folder };
        let names = [
            "respond_inquiry",
            "send_requested_offer",
            "event_run",
            "event_follow_up",
            "direct_marketing_own",
            "newsletter",
        ];
        let purposes: BTreeSet<PurposeId> = names.map(|name| bed.purpose(name)).into();
        bed.store.set_purposes(&purposes).unwrap();
        for name in ["direct_marketing_own", "event_follow_up", "respond_inquiry"] {
            let stamp = Stamp { actor: zgoda_law::ActorId(1), at: now() };
            let (kind, until) = (AssessmentKind::Balancing, now() + (24 * 300).hours());
            bed.store.approve(stamp, kind, bed.purpose(name), until, "test równowagi").unwrap();
        }
        bed
    }

    pub fn purpose(&self, name: &str) -> PurposeId {
        self.store.law().catalogue().purpose(name).unwrap().id
    }

    pub fn field(&self, name: &str) -> FieldId {
        self.store.law().catalogue().field(name).unwrap().id
    }

    pub fn link(&self, purpose: &str, basis: Basis) -> Link {
        Link { purpose: self.purpose(purpose), basis, reference: Some("targi 2026".into()) }
    }

    /// A plan for a fair at which people asked for an answer.
    pub fn fair(&self) -> ImportPlan {
        self.plan(SourceKind::Fair, "Targi Poznań 2026", &[("respond_inquiry", Basis::Contract)])
    }

    pub fn plan(&self, kind: SourceKind, name: &str, links: &[(&str, Basis)]) -> ImportPlan {
        let source = PlannedSource::New { kind, name: name.into(), evidence: String::new() };
        let links = links.iter().map(|(purpose, basis)| self.link(purpose, *basis)).collect();
        ImportPlan::new(source, Some(fair_day()), links)
    }

    /// Imports a file and expects it to go through.
    pub fn import(&self, file: &str, plan: &ImportPlan) -> Report {
        self.try_import(file.as_bytes(), plan).unwrap()
    }

    pub fn try_import(&self, file: &[u8], plan: &ImportPlan) -> Result<Report, IntakeError> {
        let (input, mapping) = opened(file);
        run(&self.store, by(), &input, plan, &mapping, &mut |_| {})
    }

    /// The one person who has this e-mail address.
    pub fn by_email(&self, email: &str) -> Person {
        let found = self.store.find(self.field("email"), email).unwrap();
        assert_eq!(found.len(), 1, "people with this address");
        self.store.person_by_ordinal(found[0]).unwrap()
    }

    pub fn is_known(&self, email: &str) -> bool {
        !self.store.find(self.field("email"), email).unwrap().is_empty()
    }

    /// The values that stand, opened as an answer to the person would open them.
    pub fn values(&self, person: &Person) -> Vec<(String, String)> {
        let purpose = self.purpose("subject_rights");
        let actor = self.store.system_actor(purpose);
        let question = Question { actor, action: Action::Read, purpose, at: now() };
        let open = |fact: &zgoda_store::Fact| {
            let verdict = self.store.decide(&question, person, fact).unwrap();
            let permit = verdict.permit().unwrap_or_else(|| panic!("{:?}", verdict.reasons()));
            let value = self.store.open_value(&permit, person, fact.no).unwrap();
            let field = self.store.law().catalogue().field_by_id(fact.field).unwrap();
            (field.name.clone(), value.as_str().to_owned())
        };
        let mut values: Vec<_> = person.current().map(open).collect();
        values.sort();
        values
    }

    /// The first value of a field.
    pub fn value(&self, person: &Person, field: &str) -> String {
        let values = self.values(person);
        values.into_iter().find(|(name, _)| name == field).map(|(_, value)| value).unwrap_or_default()
    }

    /// What the law says to a commercial e-mail or an offer to this person, at a time.
    pub fn send(
        &self,
        person: &Person,
        purpose: &str,
        content: ContentClass,
        channel: Channel,
        offer: Option<&str>,
        at: Timestamp,
    ) -> Verdict {
        let purpose = self.purpose(purpose);
        let question =
            Question { actor: self.store.system_actor(purpose), action: Action::Send, purpose, at };
        let address = if channel == Channel::Email { "email" } else { "phone" };
        let fact = person.current().find(|fact| fact.field == self.field(address));
        let mut case = self.store.case(&question, person, fact).unwrap();
        let promo = matches!(content, ContentClass::Commercial);
        let message = Message {
            content,
            promo,
            tracking: false,
            ai_generated: false,
            ai_disclosed: false,
            sender_block: true,
            optout_block: true,
            commercial_label: true,
            offer: offer.map(str::to_owned),
        };
        case.contact = Some(Contact { channel, message });
        self.store.law().may(&case)
    }

    pub fn newsletter(&self, person: &Person) -> Verdict {
        self.send(person, "newsletter", ContentClass::Commercial, Channel::Email, None, now())
    }
}

pub fn opened(file: &[u8]) -> (Input, Mapping) {
    let input = Input::from(file.to_vec());
    let table = recognise(&input).unwrap().open_table(&input).unwrap().unwrap();
    let mapping = Mapping::propose(&table);
    drop(Candidates::new(table, mapping.clone()));
    assert!(mapping.columns.iter().any(|mapped| mapped.column != Column::Skip), "a known header");
    (input, mapping)
}

pub fn codes(verdict: &Verdict) -> Vec<ReasonCode> {
    verdict.reasons().iter().map(|reason| reason.code).collect()
}

pub fn denied(verdict: &Verdict, code: ReasonCode) -> bool {
    verdict.outcome() == Outcome::Deny && codes(verdict).contains(&code)
}

pub fn refusal(error: &IntakeError) -> (Vec<&'static str>, bool) {
    match error {
        IntakeError::Refused(refusal) => (refusal.codes.clone(), refusal.destroy),
        other => panic!("{other}"),
    }
}
