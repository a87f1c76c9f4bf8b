//! Our side.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::ToSpan;
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, ActorId, Basis, Channel, ConsentAct, ConsentEvidence, ConsentState, InformationDuty,
    NoticeStatus, ObjectionKind, PermissionKind, PurposeId, SourceType,
};
use zgoda_rights::{Acting, reach, withdraw};
use zgoda_store::{
    Change, Collection, Condition, GroundsId, Link, NewConsent, NewFact, NewNotice, NewObjection,
    NewPermission, NewSource, NewSubject, Person, Question, Reach, Source, Stamp, Store,
};

use super::Addressee;
use crate::error::{BenchError, Result, wrong};
use crate::people::{email, now};

const NEWSLETTER: &str = "newsletter";
/// People in one commit while loading, and in one page while choosing.
const AT_ONCE: u32 = 500;

/// How many may be written to now.
///
/// # Errors
/// Where the store fails.
pub fn audience(store: &Store) -> Result<u64> {
    let who = Acting::system(store, newsletter(store)?, now());
    let everybody = Condition::All(Vec::new());
    let reached = reach(store, &who, &everybody, Channel::Email, Some(NEWSLETTER))?;
    Ok(reached.get(&Reach::Allowed).map_or(0, |people| people.len()))
}

/// One of those with a consent that counts takes it back: the first, or one behind so many others.
///
/// # Errors
/// Where the store fails.
pub fn withdraw_one(store: &Store, behind: usize) -> Result<()> {
    let mut willing = (0..).map(Addressee::of).filter(Addressee::may_be_written_to);
    let Some(number) = willing.nth(behind).map(|one| one.number) else {
        return wrong("nobody may be written to");
    };
    let field = store.law().catalogue().field("email").map(|field| field.id);
    let found = field.map(|field| store.find(field, &email(number))).transpose()?.unwrap_or_default();
    let person = found.first().map(|ordinal| store.person_by_ordinal(*ordinal)).transpose()?;
    let person = person.ok_or_else(|| BenchError::Wrong("the person is not there".into()))?;
    let consent = person.consents.first().ok_or_else(|| BenchError::Wrong("no consent is there".into()))?;
    withdraw(store, stamp(), person.id, consent.no)?;
    Ok(())
}

fn stamp() -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at: now() }
}

fn newsletter(store: &Store) -> Result<PurposeId> {
    let purpose = store.law().catalogue().purpose(NEWSLETTER).map(|purpose| purpose.id);
    purpose.ok_or_else(|| BenchError::Wrong("the catalogue has no newsletter".into()))
}

/// Records the people.
///
/// # Errors
/// Where the law does not allow one, or the store fails.
pub fn load(store: &Store, people: u64) -> Result<()> {
    let loader = Loader::new(store)?;
    let numbers: Vec<u64> = (0..people).collect();
    for chunk in numbers.chunks(AT_ONCE as usize) {
        let mut change = store.change(stamp());
        change.reserve(chunk.len() as u32)?;
        chunk.iter().try_for_each(|number| loader.add(&mut change, &Addressee::of(*number)))?;
        change.commit()?;
    }
    Ok(())
}

struct Loader<'s> {
    store: &'s Store,
    purpose: PurposeId,
    source: Source,
    links: [Link; 2],
    grounds: GroundsId,
}

impl<'s> Loader<'s> {
    fn new(store: &'s Store) -> Result<Self> {
        let catalogue = store.law().catalogue();
        let purpose = newsletter(store)?;
        let Some(inquiry) = catalogue.purpose("respond_inquiry").map(|purpose| purpose.id) else {
            return wrong("the catalogue has no inquiries");
        };
        store.set_purposes(&[purpose, inquiry].into())?;
        let new = NewSource {
            kind: SourceType::Form,
            name: "Formularz".into(),
            duty: InformationDuty::Article13,
            is_public: false,
            occurred_at: now(),
            approved: true,
            evidence: "a form of the benchmark".into(),
        };
        let source = store.source(store.add_source(stamp(), new)?)?;
        let links = [
            Link { purpose: inquiry, basis: Basis::Contract, reference: Some("inquiry".into()) },
            Link { purpose, basis: Basis::Consent, reference: None },
        ];
        let grounds = store.intern_grounds(source.id, &links)?;
        Ok(Self { store, purpose, source, links, grounds })
    }

    fn add(&self, change: &mut Change<'_>, one: &Addressee) -> Result<()> {
        let new = NewSubject::default();
        let id = change.add_subject(new.clone())?;
        let notice = NewNotice {
            duty: InformationDuty::Article13,
            source: self.source.id,
            obtained_at: now(),
            purposes: self.links.iter().map(|link| link.purpose).collect(),
            due_at: now(),
            status: NoticeStatus::Delivered,
        };
        let mut person = Person::blank(id, &new, now());
        person.notices.push(notice.expected());
        change.add_notice(id, notice)?;
        for (field, value) in
            [("first_name", Some("Anna".to_owned())), ("email", one.has_email().then(|| email(one.number)))]
        {
            if let Some(value) = value {
                self.collect(change, &person, field, &value)?;
            }
        }
        if one.consented() {
            change.add_consent(id, self.consent(one))?;
            change.add_permission(id, self.permission())?;
        }
        if one.objected() {
            let kind = ObjectionKind::Marketing;
            change.add_objection(
                id,
                NewObjection { kind, channel: None, made_at: now(), via: "page".into() },
            )?;
        }
        if one.restricted() {
            change.restrict(id, true)?;
        }
        Ok(())
    }

    fn collect(&self, change: &mut Change<'_>, person: &Person, field: &str, value: &str) -> Result<()> {
        let ends = day_of(now()).saturating_add(300.days());
        let until: Vec<_> = self.links.iter().map(|link| (link.purpose, ends)).collect();
        let collection =
            Collection { source: &self.source, links: &self.links, until: &until, obtained_at: now() };
        let inquiry = self.links[0].purpose;
        let question = Question {
            actor: self.store.system_actor(inquiry),
            action: Action::Collect,
            purpose: inquiry,
            at: now(),
        };
        let mut case = self.store.case_of_collection(&question, person, collection)?;
        case.field = Some(field.to_owned());
        let verdict = self.store.law().may(&case);
        let Some(permit) = verdict.permit() else {
            return wrong(format!("collecting is denied: {:?}", verdict.reasons()));
        };
        let index = (field == "email").then_some(value);
        let new = NewFact { value, grounds: self.grounds, obtained_at: now(), until, index, import: None };
        change.add_fact(&permit, new)?;
        Ok(())
    }

    fn consent(&self, one: &Addressee) -> NewConsent {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        let state = if one.withdrew() { ConsentState::Withdrawn } else { ConsentState::Given };
        NewConsent {
            purpose: self.purpose,
            channels: BTreeSet::from([Channel::Email]),
            state,
            given_at: now() - days(200),
            expires_at: if one.ran_out() { now() - days(1) } else { now() + days(300) },
            pke398: true,
            text: None,
            source: self.source.id,
            evidence: Some(ConsentEvidence {
                act: ConsentAct::DoubleOptin,
                pre_ticked: false,
                bundled: false,
                proof: true,
                informed: true,
                separate: true,
                double_optin: true,
            }),
        }
    }

    fn permission(&self) -> NewPermission {
        NewPermission {
            channel: Channel::Email,
            kind: PermissionKind::Consent,
            purpose: self.purpose,
            offer: None,
            given_at: now() - SignedDuration::from_hours(24 * 200),
            not_before: None,
            valid_to: None,
            max_contacts: None,
            source: self.source.id,
        }
    }
}
