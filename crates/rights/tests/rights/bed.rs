//! The bed the tests lie on: a store in a folder of its own, and people in it.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use zeroize::Zeroizing;
use zgoda_law::calendar::day_of;
use zgoda_law::terms::article14_due;
use zgoda_law::{
    Action, Actor, ActorId, ActorKind, Basis, Channel, ConsentAct, ConsentEvidence, ConsentState, Event,
    InformationDuty, Law, NoticeStatus, PermissionKind, Role, RoleGrant, SourceType, SubjectId,
};
use zgoda_rights::Acting;
use zgoda_store::{
    ArchiveKind, AssessmentKind, Collection, Config, Door, Engine, Link, NewConsent, NewFact, NewNotice,
    NewPermission, NewRequest, NewSource, NewSubject, Person, Question, RequestKind, SourceId, Stamp, Store,
    purposes_of,
};
use zgoda_vault::Keyring;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The time at which tests begin.
pub fn now() -> Timestamp {
    at("2026-11-21T09:00:00Z")
}

/// A request by telephone.
pub fn asked(kind: RequestKind, received_at: Timestamp) -> NewRequest {
    let due_at = zgoda_rights::requests::answer_due(received_at);
    NewRequest { kind, door: Door::Phone, received_at, due_at, identity: None }
}

pub fn stamp(at: Timestamp) -> Stamp {
    Stamp { actor: ActorId(1), at }
}

/// A store with every purpose in use and every assessment approved.
pub struct Bed {
    pub store: Store,
    keyring: Zeroizing<String>,
    _folder: tempfile::TempDir,
}

/// What is known of somebody, and why.
#[derive(Clone)]
pub struct Known<'a> {
    pub source: SourceType,
    pub links: &'a [(&'a str, Basis)],
    pub values: &'a [(&'a str, &'a str)],
    pub obtained: Timestamp,
    /// The day terms are counted from; that of obtaining if none.
    pub anchor: Option<Date>,
    pub notice: NoticeStatus,
}

impl Default for Known<'_> {
    fn default() -> Self {
        Self {
            source: SourceType::Form,
            links: &[("respond_inquiry", Basis::Contract)],
            values: &[("first_name", "Anna"), ("last_name", "Lis"), ("email", "anna@example.test")],
            obtained: now(),
            anchor: None,
            notice: NoticeStatus::Delivered,
        }
    }
}

impl Bed {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::generate().unwrap().to_text();
        let began = at("2026-01-01T00:00:00Z");
        let store = Store::open(config(folder.path(), &keyring)).unwrap();
        let purposes: BTreeSet<_> = store.law().catalogue().purposes().iter().map(|p| p.id).collect();
        store.set_purposes(&purposes).unwrap();
        for name in ["direct_marketing_own", "enrich_person", "claims", "complaints", "respond_inquiry"] {
            for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
                let purpose = store.law().catalogue().purpose(name).unwrap().id;
                let until = at("2030-01-01T00:00:00Z");
                store.approve(stamp(began), kind, purpose, until, "written and weighed").unwrap();
            }
        }
        Self { store, keyring, _folder: folder }
    }

    /// Puts a backup in the place of this installation, as after a loss; what was done since is done again.
    pub fn restored_from(&self, backup: &Path) -> Self {
        let (folder, keyring) = (tempfile::tempdir().unwrap(), self.keyring.clone());
        let config = config(folder.path(), &keyring);
        let [data, keys] = [ArchiveKind::Data, ArchiveKind::Keys]
            .map(|kind| zgoda_store::newest(backup, kind).unwrap().unwrap());
        let (store, _) = Store::restore(&data, &keys, config, stamp(now())).unwrap();
        Self { store, keyring, _folder: folder }
    }

    pub fn purpose(&self, name: &str) -> zgoda_law::PurposeId {
        self.store.law().catalogue().purpose(name).unwrap().id
    }

    pub fn person(&self, id: SubjectId) -> Person {
        self.store.person(id).unwrap()
    }

    /// A trained member of staff of this role, in a session bound to a purpose.
    pub fn staff(&self, role: Role, purpose: &str, at: Timestamp) -> Acting {
        let actor = Actor {
            id: ActorId(7),
            kind: ActorKind::Human,
            grants: vec![RoleGrant { role, from: Timestamp::UNIX_EPOCH, to: None, purposes: Vec::new() }],
            mfa: true,
            training_valid_to: Some(Date::constant(2035, 1, 1)),
            session_purpose: Some(purpose.to_owned()),
        };
        Acting { actor, at }
    }

    pub fn officer(&self, at: Timestamp) -> Acting {
        self.staff(Role::Dpo, "subject_rights", at)
    }

    fn source(&self, kind: SourceType, at: Timestamp) -> SourceId {
        let new = NewSource {
            kind,
            name: format!("Źródło: {kind}"),
            duty: kind.duty(),
            is_public: kind == SourceType::RegistryCeidg,
            occurred_at: at,
            approved: true,
            evidence: "record 1".into(),
        };
        self.store.add_source(stamp(at), new).unwrap()
    }

    /// Records somebody new.
    pub fn add(&self, known: &Known) -> SubjectId {
        self.collect(None, known)
    }

    /// Records more of somebody who is known.
    pub fn learn(&self, id: SubjectId, known: &Known) {
        self.collect(Some(id), known);
    }

    fn collect(&self, known_as: Option<SubjectId>, known: &Known) -> SubjectId {
        let store = &self.store;
        let source = store.source(self.source(known.source, known.obtained)).unwrap();
        let link = |(purpose, basis): &(&str, Basis)| Link {
            purpose: self.purpose(purpose),
            basis: *basis,
            reference: matches!(basis, Basis::Contract | Basis::LegalObligation).then(|| "sprawa 1".into()),
        };
        let links: Vec<Link> = known.links.iter().map(link).collect();
        let anchor = known.anchor.unwrap_or_else(|| day_of(known.obtained));
        let until = store.terms(&links, anchor, known.obtained).unwrap();
        let grounds = store.intern_grounds(source.id, &links).unwrap();
        let mut change = store.change(stamp(known.obtained));
        let (id, mut before) = match known_as {
            Some(id) => {
                let person = self.person(id);
                change.open(&person).unwrap();
                (id, person)
            }
            None => {
                let new = NewSubject::default();
                let id = change.add_subject(new.clone()).unwrap();
                (id, Person::blank(id, &new, known.obtained))
            }
        };
        let due_at = match source.duty {
            InformationDuty::Article13 => known.obtained,
            InformationDuty::Article14 => article14_due(known.obtained),
        };
        let notice = NewNotice {
            duty: source.duty,
            source: source.id,
            obtained_at: known.obtained,
            purposes: purposes_of(&links),
            due_at,
            status: known.notice,
        };
        before.notices.push(notice.expected());
        change.add_notice(id, notice).unwrap();
        for (field, value) in known.values {
            let def = store.law().catalogue().field(field).unwrap();
            let needing = links.iter().find(|link| {
                store.law().catalogue().purpose_by_id(link.purpose).unwrap().fields().contains(def.id)
            });
            let purpose = needing.unwrap_or_else(|| panic!("nothing needs {field}")).purpose;
            self.consent_in_hand(&mut before, &links, source.id, known.obtained);
            let actor = store.system_actor(purpose);
            let question = Question { actor, action: Action::Collect, purpose, at: known.obtained };
            let collection =
                Collection { source: &source, links: &links, until: &until, obtained_at: known.obtained };
            let mut case = store.case_of_collection(&question, &before, collection).unwrap();
            case.field = Some((*field).into());
            let verdict = store.law().may(&case);
            let permit = verdict.permit().unwrap_or_else(|| panic!("{field}: {:?}", verdict.reasons()));
            let new = NewFact {
                value,
                grounds,
                obtained_at: known.obtained,
                until: until.clone(),
                index: ["email", "phone"].contains(field).then_some(*value),
                import: None,
            };
            change.add_fact(&permit, new).unwrap();
        }
        change.commit().unwrap();
        id
    }

    /// Values on consent come in together with it.
    fn consent_in_hand(&self, before: &mut Person, links: &[Link], source: SourceId, at: Timestamp) {
        for link in links.iter().filter(|link| link.basis == Basis::Consent) {
            before.consents.push(zgoda_store::Consent {
                no: 0,
                purpose: link.purpose,
                channels: [Channel::Email].into(),
                state: ConsentState::Given,
                given_at: at,
                ended_at: None,
                expires_at: at + jiff::SignedDuration::from_hours(24 * 365),
                pke398: true,
                wording: None,
                source,
                evidence: Some(evidence()),
            });
        }
    }

    /// The person consents to a purpose by e-mail and other channels; returns the number of the consent.
    pub fn consent(&self, id: SubjectId, purpose: &str, channels: &[Channel], at: Timestamp) -> u32 {
        let (person, purpose) = (self.person(id), self.purpose(purpose));
        let source = self.source(SourceType::Form, at);
        let wording = "Chcę dostawać newsletter na podany adres. Mogę zrezygnować w każdej chwili.";
        let text = self.store.keep_wording("pl", wording).unwrap();
        let mut change = self.store.change(stamp(at));
        change.open(&person).unwrap();
        let consent = NewConsent {
            purpose,
            channels: channels.iter().copied().collect(),
            state: ConsentState::Given,
            given_at: at,
            expires_at: at + jiff::SignedDuration::from_hours(24 * 365 * 2),
            pke398: true,
            text: Some(text),
            source,
            evidence: Some(evidence()),
        };
        let no = change.add_consent(id, consent).unwrap();
        for channel in channels {
            change
                .add_permission(id, self.permission(*channel, PermissionKind::Consent, purpose, source, at))
                .unwrap();
        }
        change.commit().unwrap();
        no
    }

    /// The person asks for an offer by e-mail.
    pub fn ask_for_offer(&self, id: SubjectId, at: Timestamp) {
        let person = self.person(id);
        let source = self.source(SourceType::Chat, at);
        let purpose = self.purpose("send_requested_offer");
        let mut change = self.store.change(stamp(at));
        change.open(&person).unwrap();
        let permission = NewPermission {
            offer: Some("oferta 1".into()),
            max_contacts: Some(3),
            ..self.permission(Channel::Email, PermissionKind::Requested, purpose, source, at)
        };
        change.add_permission(id, permission).unwrap();
        change.commit().unwrap();
    }

    fn permission(
        &self,
        channel: Channel,
        kind: PermissionKind,
        purpose: zgoda_law::PurposeId,
        source: SourceId,
        given_at: Timestamp,
    ) -> NewPermission {
        let (offer, not_before, valid_to, max_contacts) = (None, None, None, None);
        NewPermission { channel, kind, purpose, offer, given_at, not_before, valid_to, max_contacts, source }
    }

    /// What the ledger says of a person: events in their order.
    pub fn events(&self, id: SubjectId) -> Vec<Event> {
        self.store.ledger().about(id).unwrap().into_iter().map(|entry| entry.event).collect()
    }
}

fn config(folder: &Path, keyring: &str) -> Config {
    Config {
        engine: Engine::Sqlite(folder.to_owned()),
        keyring: Keyring::parse(keyring).unwrap(),
        law: Law::builtin().unwrap(),
        origin: "zgoda.example.test".into(),
    }
}

fn evidence() -> ConsentEvidence {
    ConsentEvidence {
        act: ConsentAct::DoubleOptin,
        pre_ticked: false,
        bundled: false,
        proof: true,
        informed: true,
        separate: true,
        double_optin: true,
    }
}

pub fn controller() -> zgoda_rights::Controller {
    zgoda_rights::Controller {
        name: "ACME sp. z o.o.".into(),
        address: "ul. Długa 1, 00-001 Warszawa".into(),
        officer: Some("iod@acme.example".into()),
        ..Default::default()
    }
}

/// A document without what chance gave it: pseudonyms, hashes and signatures.
pub fn steady(document: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for letter in document.chars().chain(std::iter::once('\0')) {
        if letter.is_ascii_alphanumeric() || "+/=".contains(letter) {
            run.push(letter);
            continue;
        }
        let is_word = run.len() < 24 || run.chars().all(|c| c.is_ascii_alphabetic());
        out.push_str(if is_word { &run } else { "…" });
        run.clear();
        if letter != '\0' {
            out.push(letter);
        }
    }
    out
}
