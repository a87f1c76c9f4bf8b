//! What a person is called in lists: their name where it may be read, their pseudonym otherwise.

use zgoda_law::{PurposeId, SubjectId};
use zgoda_store::{Fact, Person, Store};

use crate::view::{Content, open, remark};
use crate::{Acting, RightsError};

/// The fields a name is made of, a person's before a firm's.
const NAME: [&str; 3] = ["first_name", "last_name", "company_name"];

/// What to call somebody.
#[derive(Clone, PartialEq, Eq)]
pub enum Name {
    /// First and last name, or the name of the firm.
    Known(String),
    /// The name is not known, or not for this reader and purpose.
    Pseudonym(SubjectId),
}

impl Name {
    /// The name, or the first eight digits of the pseudonym.
    pub fn short(&self) -> String {
        match self {
            Self::Known(name) => name.clone(),
            Self::Pseudonym(id) => id.to_string().chars().take(8).collect(),
        }
    }
}

/// What to call one person.
///
/// # Errors
/// Where the store fails.
pub fn name_of(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    person: &Person,
) -> Result<Name, RightsError> {
    let mut names = names_of(store, who, purpose, std::slice::from_ref(person))?;
    Ok(names.pop().unwrap_or(Name::Pseudonym(person.id)))
}

/// What to call each of many people. Names that are opened stand in the ledger, in one commit.
///
/// # Errors
/// Where the store fails.
pub fn names_of(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    people: &[Person],
) -> Result<Vec<Name>, RightsError> {
    let fields = NAME.map(|name| store.law().catalogue().field(name).map(|field| field.id));
    let mut log = store.change(who.stamp());
    let mut names = Vec::with_capacity(people.len());
    for person in people {
        let latest = |field| person.current().filter(|fact| Some(fact.field) == field).last();
        let facts: Vec<&Fact> = fields.iter().filter_map(|field| latest(*field)).collect();
        let values = open(store, who, purpose, person, &facts, remark(people.len()), &mut log)?;
        let part = |field| {
            values.iter().find_map(|(fact, content)| match content {
                Content::Open(shown) if Some(fact.field) == field => Some(shown.text().into_owned()),
                _ => None,
            })
        };
        let [first, last, company] = fields.map(part);
        let own: Vec<String> = [first, last].into_iter().flatten().collect();
        let known = if own.is_empty() { company } else { Some(own.join(" ")) };
        names.push(known.map_or(Name::Pseudonym(person.id), Name::Known));
    }
    if !log.is_empty() {
        log.commit()?;
    }
    Ok(names)
}
