//! Looking at what is in the store, in the terms in which it was acknowledged.

use std::collections::BTreeMap;

use zgoda_law::{ConsentState, NoticeStatus, ObjectionKind, SubjectId};
use zgoda_store::{Person, StoreError};

use super::history::History;
use crate::{Desk, Handle, Portrait, SimError, World, address_of};

/// What there is of somebody.
#[derive(Debug)]
pub(super) enum Found {
    /// Nothing.
    Nobody,
    /// A person.
    Person(Box<Person>, Portrait),
    /// Something that must not be, said in words.
    #[expect(dead_code, reason = "its text is read where it is printed")]
    Wrong(String),
}

/// What there is of those whom steps under way concern.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) people: BTreeMap<Handle, Found>,
    pub(super) companies: BTreeMap<String, Option<bool>>,
}

impl Looked {
    /// Whether this is what the world would be.
    pub(super) fn fits(&self, world: &World) -> bool {
        let person = |(who, found): (&Handle, &Found)| match found {
            Found::Nobody => !world.people.contains_key(who),
            Found::Person(_, portrait) => world.people.get(who) == Some(portrait),
            Found::Wrong(_) => false,
        };
        let company = |(name, found): (&String, &Option<bool>)| world.companies.get(name).copied() == *found;
        self.people.iter().all(person) && self.companies.iter().all(company)
    }
}

/// Whether an organisation is there, and the register's facts with it; a part of them is neither.
pub(super) fn company(desk: &Desk, name: &str) -> Result<Option<bool>, SimError> {
    let Some(organisation) = desk.store.organisation_by_name(name)? else { return Ok(None) };
    match desk.store.organisation_facts(organisation.id)?.len() {
        0 => Ok(Some(false)),
        2 => Ok(Some(true)),
        some => Err(SimError::Setup(format!("{name} has {some} facts"))),
    }
}

/// Somebody by their address, or by the pseudonym where they were erased.
pub(super) fn person(
    desk: &Desk,
    who: Handle,
    erased: Option<SubjectId>,
    history: &History,
) -> Result<Found, SimError> {
    let address = address_of(who);
    let email = desk.field("email")?;
    let found = desk.store.find(email, &address)?;
    let person = match (found.as_slice(), erased) {
        ([], None) => return Ok(Found::Nobody),
        ([], Some(subject)) => match desk.store.person(subject) {
            Err(StoreError::NotFound(_)) => return Ok(Found::Nobody),
            other => other?,
        },
        ([ordinal], _) => match desk.store.person_by_ordinal(*ordinal) {
            Err(StoreError::NotFound(_)) => return Ok(Found::Wrong("the index leads to nobody".into())),
            other => other?,
        },
        _ => return Ok(Found::Wrong(format!("{} people have one address", found.len()))),
    };
    match portrait(desk, &person, &address, history) {
        Ok(portrait) => Ok(Found::Person(Box::new(person), portrait)),
        Err(error) => Ok(Found::Wrong(error.chain())),
    }
}

fn portrait(desk: &Desk, person: &Person, address: &str, history: &History) -> Result<Portrait, SimError> {
    let (store, catalogue) = (&desk.store, desk.store.law().catalogue());
    let email = desk.field("email")?;
    let newsletter = desk.purpose("newsletter")?;
    let suppressed = store.suppressed_since(email, address)?.is_some();
    let mut found = Portrait {
        consents: (
            count(&person.consents, |_| true),
            count(&person.consents, |c| c.state == ConsentState::Withdrawn),
        ),
        objected: person.objections.iter().any(|objection| objection.kind == ObjectionKind::Marketing),
        restricted: person.flags.restricted,
        told: person
            .notices
            .iter()
            .all(|notice| matches!(notice.status, NoticeStatus::Delivered | NoticeStatus::Exempt)),
        erased: person.flags.erased,
        reads: history.reads(person.id),
        ..Portrait::default()
    };
    for fact in person.current() {
        let field = catalogue.field_by_id(fact.field).ok_or(StoreError::NotFound("field"))?;
        let value = desk.value(person, fact.no)?;
        if field.name == "email" || field.name == "phone" {
            let holders = store.find(fact.field, &value)?;
            if !holders.contains(&person.ordinal) {
                return Err(SimError::Setup(format!("{} is not found by their {}", person.id, field.name)));
            }
        }
        if fact.field == email {
            found.confirmed = Some(fact.confirmed_at);
            found.newsletter = fact.grounds.links.iter().any(|link| link.purpose == newsletter);
        }
        found.values.insert((field.name.clone(), value));
    }
    if suppressed != (found.objected || found.erased) {
        return Err(SimError::Setup(format!("{} is suppressed: {suppressed}", person.id)));
    }
    Ok(found)
}

fn count<T>(all: &[T], which: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(all.iter().filter(|one| which(one)).count()).unwrap_or(u32::MAX)
}
