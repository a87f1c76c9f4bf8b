//! From rows to a [`Case`]: everything the law must look at for one person, one field, one purpose and one action.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law as law;
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, Actor, ActorKind, Basis, BasisInstance, Case, Country, LifecycleGroup, PurposeDef, PurposeId,
    Role, RoleGrant, SubjectId, SubjectKind, SubjectState, Verdict, Visibility,
};

use crate::account::{Account, Session};
use crate::authorisation::Authorisation;
use crate::model::{ChannelPermission, Consent, Fact, Link, Notice, Objection, Person, Source};
use crate::{Store, StoreError};

/// What is asked: who wants to do what, for what purpose, when.
#[derive(Debug, Clone)]
pub struct Question {
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// What for.
    pub purpose: PurposeId,
    /// When.
    pub at: Timestamp,
}

/// One question about many people: what the controller has decided about its purpose is read once, and holds as of then.
pub struct Decider<'s, 'q> {
    store: &'s Store,
    question: &'q Question,
    governance: law::Governance,
}

impl Decider<'_, '_> {
    /// Decides about facts of a person, in their order.
    ///
    /// # Errors
    /// As [`case`](Store::case).
    pub fn decide_all(&self, person: &Person, facts: &[&Fact]) -> Result<Vec<Verdict>, StoreError> {
        self.store.decide_given(self.governance.clone(), self.question, None, person, facts)
    }
}

/// The grounds on which a value is to be collected.
#[derive(Debug, Clone, Copy)]
pub struct Collection<'a> {
    /// Where it comes from.
    pub source: &'a Source,
    /// Purposes and bases.
    pub links: &'a [Link],
    /// The day on which each purpose ends.
    pub until: &'a [(PurposeId, Date)],
    /// When it was obtained.
    pub obtained_at: Timestamp,
}

impl Question {
    /// Everything a decision rests on that is neither about the person nor decided by the controller, in one text:
    /// questions that are alike at the time of each are decided alike on the same day.
    pub fn terms(&self) -> String {
        let Self { actor, action, purpose, at } = self;
        let day = day_of(*at);
        let standing = actor.grants.iter().filter(|grant| grant.stands(*at));
        let roles: BTreeSet<(Role, &[String])> =
            standing.map(|grant| (grant.role, grant.purposes.as_slice())).collect();
        let trained = actor.training_valid_to.is_some_and(|end| day < end);
        let session = (&actor.session_purpose, actor.mfa, trained);
        format!("{:?} {roles:?} {session:?} {action} {} {day}", actor.kind, purpose.0)
    }
}

impl Store {
    /// The program itself as an actor, working for a purpose: scheduled work and recovery.
    pub fn system_actor(&self, purpose: PurposeId) -> Actor {
        let from = Timestamp::UNIX_EPOCH;
        Actor {
            id: law::ActorId::SYSTEM,
            kind: ActorKind::Service,
            grants: vec![RoleGrant { role: Role::System, from, to: None, purposes: Vec::new() }],
            mfa: true,
            training_valid_to: None,
            session_purpose: self.purpose_name(purpose),
        }
    }

    /// A member of staff as an actor, in a session, working for a purpose.
    pub fn staff_actor(&self, account: &Account, session: &Session, purpose: PurposeId) -> Actor {
        let grant = |one: &Authorisation| RoleGrant {
            role: one.role,
            from: one.from,
            to: one.ends().into_iter().chain(account.disabled_at).min(),
            // A purpose that is not known any more narrows to nothing.
            purposes: one
                .purposes
                .iter()
                .map(|purpose| self.purpose_name(*purpose).unwrap_or_default())
                .collect(),
        };
        Actor {
            id: account.id,
            kind: ActorKind::Human,
            grants: account.authorisations.iter().map(grant).collect(),
            mfa: session.second_factor,
            training_valid_to: Some(day_of(account.trained_until)),
            session_purpose: self.purpose_name(purpose),
        }
    }

    fn purpose_name(&self, purpose: PurposeId) -> Option<String> {
        self.law().catalogue().purpose_by_id(purpose).map(|purpose| purpose.name.clone())
    }

    /// The day on which each purpose ends for a value whose clock starts on `anchor`: the last sign from the person, the
    /// day of the event, the day it was obtained. A term that was approved for the rule goes before the pack's.
    ///
    /// # Errors
    /// Where the catalogue or the packs know no term for a purpose: nothing is kept without one.
    pub fn terms(
        &self,
        links: &[Link],
        anchor: Date,
        at: Timestamp,
    ) -> Result<Vec<(PurposeId, Date)>, StoreError> {
        let pack = self.law().packs().retention(Country::PL, at).ok_or(StoreError::Incomplete("term"))?;
        let decided = self.decided_terms()?;
        let term = |link: &Link| {
            let rule = pack.rule(&self.law().catalogue().purpose_by_id(link.purpose)?.retention)?;
            let own = decided.iter().rfind(|own| own.rule == rule.id && own.is_in_force(at));
            let day = own.map_or_else(|| rule.keep_until(anchor), |own| rule.keep_until_by(anchor, own.term));
            Some((link.purpose, day))
        };
        links.iter().map(|link| term(link).ok_or(StoreError::Incomplete("term"))).collect()
    }

    /// Builds the case of one question about one fact of a person, or about no value where `fact` is `None`.
    ///
    /// # Errors
    /// Where the catalogue does not know the purpose or field, or a database fails. An error is never an allowance.
    pub fn case(
        &self,
        question: &Question,
        person: &Person,
        fact: Option<&Fact>,
    ) -> Result<Case, StoreError> {
        self.case_given(self.governance_for(question.purpose)?, question, person, fact)
    }

    /// What the controller has decided about a purpose; a duty is in use without that.
    pub(crate) fn governance_for(&self, purpose: PurposeId) -> Result<law::Governance, StoreError> {
        let def = self.law().catalogue().purpose_by_id(purpose).ok_or(StoreError::NotFound("purpose"))?;
        match def.duty {
            Some(_) => Ok(law::Governance { active: true, ropa: true, ..Default::default() }),
            None => self.governance(purpose),
        }
    }

    fn case_given(
        &self,
        governance: law::Governance,
        question: &Question,
        person: &Person,
        fact: Option<&Fact>,
    ) -> Result<Case, StoreError> {
        let catalogue = self.law().catalogue();
        let mut case = self.case_of_nobody(governance, question)?;
        if let Some(fact) = fact {
            let purpose = catalogue.purpose_by_id(question.purpose).ok_or(StoreError::NotFound("purpose"))?;
            let field = catalogue.field_by_id(fact.field).ok_or(StoreError::NotFound("field"))?;
            (case.field, case.grounds) = (Some(field.name.clone()), self.case_grounds(purpose, fact));
        }
        self.put_person(&mut case, person);
        Ok(case)
    }

    /// Builds the case of a question without the person it is about.
    pub(crate) fn case_of_nobody(
        &self,
        governance: law::Governance,
        question: &Question,
    ) -> Result<Case, StoreError> {
        let purpose = self.purpose_name(question.purpose).ok_or(StoreError::NotFound("purpose"))?;
        Ok(Case {
            at: question.at,
            action: question.action,
            purpose,
            field: None,
            sender_country: Country::PL,
            stores_ready: true,
            subject: nobody(),
            actor: question.actor.clone(),
            governance,
            grounds: law::Grounds::default(),
            consents: Vec::new(),
            permissions: Vec::new(),
            objections: Vec::new(),
            suppression: None,
            notices: Vec::new(),
            contact: None,
            device: None,
            automated: None,
            recipient: None,
        })
    }

    /// Puts a person into a case, in the place of whom it was about.
    pub(crate) fn put_person(&self, case: &mut Case, person: &Person) {
        let at = case.at;
        case.subject = case_subject(person, at);
        case.consents = person.consents.iter().filter_map(|consent| self.case_consent(consent, at)).collect();
        case.permissions =
            person.permissions.iter().filter_map(|permission| self.case_permission(permission, at)).collect();
        let asked = self.law().catalogue().purpose(&case.purpose).map(|purpose| purpose.id);
        // One that is to a single purpose says nothing against another.
        let concerns = |o: &&Objection| o.purpose.is_none() || o.purpose == asked;
        let objections = person.objections.iter().filter(concerns);
        case.objections = objections.map(|o| case_objection(person, o, at)).collect();
        case.notices = person.notices.iter().map(|notice| self.case_notice(notice)).collect();
    }

    /// Decides one question about one fact.
    ///
    /// # Errors
    /// As [`case`](Store::case).
    pub fn decide(&self, question: &Question, person: &Person, fact: &Fact) -> Result<Verdict, StoreError> {
        Ok(self.law().may(&self.case(question, person, Some(fact))?))
    }

    /// Decides one question about many facts of a person, in their order. The rest of the case is built once.
    ///
    /// # Errors
    /// As [`case`](Store::case).
    pub fn decide_all(
        &self,
        question: &Question,
        person: &Person,
        facts: &[&Fact],
    ) -> Result<Vec<Verdict>, StoreError> {
        self.decider(question)?.decide_all(person, facts)
    }

    /// Begins to decide one question about many people.
    ///
    /// # Errors
    /// Where the catalogue does not know the purpose, or the database fails.
    pub fn decider<'q>(&self, question: &'q Question) -> Result<Decider<'_, 'q>, StoreError> {
        Ok(Decider { store: self, question, governance: self.governance_for(question.purpose)? })
    }

    /// The same where it is known already what the controller has decided, and who would receive the values.
    pub(crate) fn decide_given(
        &self,
        governance: law::Governance,
        question: &Question,
        recipient: Option<&law::Recipient>,
        person: &Person,
        facts: &[&Fact],
    ) -> Result<Vec<Verdict>, StoreError> {
        let purpose = self.law().catalogue().purpose_by_id(question.purpose);
        let purpose = purpose.ok_or(StoreError::NotFound("purpose"))?;
        let grounds: Vec<_> = facts.iter().map(|fact| self.case_grounds(purpose, fact)).collect();
        let facts: Vec<_> = facts.iter().zip(&grounds).map(|(fact, grounds)| (fact.field, grounds)).collect();
        let mut case = self.case_given(governance, question, person, None)?;
        case.recipient = recipient.cloned();
        Ok(self.law().may_facts(&case, &facts))
    }

    /// Builds the case of collecting values of a person, who may be a blank one not recorded yet.
    ///
    /// # Errors
    /// As [`case`](Store::case).
    pub fn case_of_collection(
        &self,
        question: &Question,
        person: &Person,
        collection: Collection<'_>,
    ) -> Result<Case, StoreError> {
        let mut case = self.case(question, person, None)?;
        case.grounds = self.grounds_of(collection);
        Ok(case)
    }

    /// Why a value is held, as a question of a purpose sees it.
    pub(crate) fn case_grounds(&self, purpose: &PurposeDef, fact: &Fact) -> law::Grounds {
        let (source, links) = (&fact.grounds.source, fact.grounds.links.as_slice());
        let obtained_at = fact.obtained_at;
        let mut grounds = self.grounds_of(Collection { source, links, until: &fact.until, obtained_at });
        // A duty of the controller's, such as answering requests, reaches every value it holds.
        if let Some(duty) = &purpose.duty {
            let (name, from) = (purpose.name.clone(), obtained_at);
            let (basis, reference) = (Basis::LegalObligation, Some(duty.clone()));
            grounds.purposes.insert(name.clone());
            grounds.keep_until.extend(fact.last_day().map(|day| (name.clone(), day)));
            grounds.bases.push(BasisInstance { purpose: name, basis, from, to: None, reference });
        }
        grounds
    }

    fn grounds_of(&self, collection: Collection<'_>) -> law::Grounds {
        let Collection { source, links, until, obtained_at } = collection;
        let named = |purpose: PurposeId| self.purpose_name(purpose);
        let basis = |link: &Link| {
            Some(BasisInstance {
                purpose: named(link.purpose)?,
                basis: link.basis,
                from: obtained_at,
                to: None,
                reference: link.reference.clone(),
            })
        };
        law::Grounds {
            source: Some(law::Source {
                kind: source.kind,
                obtained_at,
                approved: source.approved_at.is_some(),
                visibility: Some(Visibility::Open),
                evidence: !source.evidence.is_empty(),
            }),
            purposes: links.iter().filter_map(|link| named(link.purpose)).collect(),
            bases: links.iter().filter_map(basis).collect(),
            keep_until: until
                .iter()
                .filter_map(|(purpose, day)| Some((named(*purpose)?, *day)))
                .collect::<BTreeMap<_, _>>(),
            ..Default::default()
        }
    }

    fn case_consent(&self, consent: &Consent, at: Timestamp) -> Option<law::Consent> {
        Some(law::Consent {
            purpose: self.purpose_name(consent.purpose)?,
            state: consent.state,
            given_at: consent.given_at,
            withdrawn_at: consent.ended_at.map(|end| said(end.max(consent.given_at), at)),
            expires_at: Some(consent.expires_at),
            channels: consent.channels.clone(),
            pke398: consent.pke398,
            pke399: false,
            explicit: false,
            evidence: consent.evidence.clone(),
        })
    }

    fn case_permission(&self, permission: &ChannelPermission, at: Timestamp) -> Option<law::Permission> {
        let ended_at = permission.ended_at.map(|end| said(end, at));
        let valid_to = [permission.valid_to, ended_at].into_iter().flatten().min();
        Some(law::Permission {
            channel: permission.channel,
            kind: permission.kind,
            purpose: self.purpose_name(permission.purpose)?,
            offer: permission.offer.clone(),
            given_at: permission.given_at,
            not_before: permission.not_before,
            valid_to,
            max_contacts: permission.max_contacts,
            contacts_used: permission.contacts,
            soft_optin: None,
        })
    }

    fn case_notice(&self, notice: &Notice) -> law::Notice {
        law::Notice {
            duty: notice.duty,
            obtained_at: notice.obtained_at,
            due_at: Some(notice.due_at),
            status: notice.status,
            channel: notice.channel,
            purposes: notice.purposes.iter().filter_map(|purpose| self.purpose_name(*purpose)).collect(),
        }
    }
}

/// Nobody, of whom nothing may be done: a case that was left without a person denies.
fn nobody() -> law::Subject {
    law::Subject {
        id: SubjectId::from_bytes([0; 16]),
        kind: SubjectKind::Natural,
        country: None,
        other_countries: Vec::new(),
        states: vec![SubjectState::Erased],
        age: None,
        parental_consent: false,
        lifecycle: None,
        is_client: false,
        on_optout_register: None,
    }
}

fn case_subject(person: &Person, at: Timestamp) -> law::Subject {
    let flags = person.flags;
    let overdue = person.notices.iter().any(|notice| !notice.status.is_met() && notice.due_at <= at);
    let states = [
        (overdue, SubjectState::Quarantined),
        (flags.restricted, SubjectState::Restricted),
        (flags.hold, SubjectState::Hold),
        (flags.erased, SubjectState::Erased),
    ];
    law::Subject {
        id: person.id,
        kind: person.kind,
        country: person.country.parse().ok(),
        other_countries: Vec::new(),
        states: states.into_iter().filter_map(|(is, state)| is.then_some(state)).collect(),
        age: None,
        parental_consent: false,
        lifecycle: Some(person.lifecycle),
        is_client: person.lifecycle == LifecycleGroup::Contracts,
        on_optout_register: None,
    }
}

/// An objection concerns everything that was recorded before it. Numbers within a person grow with the order of
/// recording, which a clock that was wrong does not change.
fn case_objection(person: &Person, objection: &Objection, at: Timestamp) -> law::Objection {
    let consents = person.consents.iter().map(|consent| (consent.no, consent.given_at));
    let permissions = person.permissions.iter().map(|permission| (permission.no, permission.given_at));
    let before =
        consents.chain(permissions).filter(|(no, _)| *no < objection.no).map(|(_, given_at)| given_at);
    let made_at = before.fold(objection.made_at, Timestamp::max);
    law::Objection { kind: objection.kind, at: said(made_at, at), rejected_at: objection.rejected_at }
}

/// What a person said against something stands from the moment it is on record, also where the clock has jumped back
/// behind that moment since.
fn said(recorded: Timestamp, at: Timestamp) -> Timestamp {
    recorded.min(at)
}

/// The purposes of links, for a notice that tells of them.
pub fn purposes_of(links: &[Link]) -> BTreeSet<PurposeId> {
    links.iter().map(|link| link.purpose).collect()
}
