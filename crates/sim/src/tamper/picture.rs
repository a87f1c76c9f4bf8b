//! Everything that can be seen of an installation, as lines that can be compared.

use zgoda_store::{Ordinal, StoreError};

use crate::{Desk, SimError, World, address_of};

/// The picture.
pub(super) struct Picture(Vec<String>);

impl Picture {
    /// Takes it. Whatever cannot be read is an error.
    pub(super) fn take(desk: &Desk, world: &World) -> Result<Self, SimError> {
        let store = &desk.store;
        let email = desk.field("email")?;
        let mut lines = vec![
            format!("{:?} {:?}", store.people_count()?, store.erased_count()?),
            format!("{:?}", store.purposes()?),
            format!("{:?}", store.assessments()?),
            format!("{:?}", store.sources()?),
            format!("{:?}", store.ledger().last_checkpoint()?),
        ];
        for import in store.imports(1_000)? {
            lines.push(format!("{import:?} {:?}", store.refusals(import.id, 100)?));
            lines.push(format!("{:?}", store.people_of_import(import.id)?));
        }
        for organisation in store.organisations("", 1_000)? {
            lines.push(format!("{organisation:?} {:?}", store.organisation_facts(organisation.id)?));
        }
        for who in world.people.keys() {
            let address = address_of(*who);
            let suppressed = store.suppressed_since(email, &address)?;
            lines.push(format!("{who} {:?} {suppressed:?}", store.find(email, &address)?));
        }
        // Numbers beyond the last person would show somebody whom a flip moved there.
        for ordinal in (1..=world.people.len() as u32 + 4).map(Ordinal) {
            match store.person_by_ordinal(ordinal) {
                Ok(person) => {
                    let values: Vec<_> = person
                        .current()
                        .map(|fact| desk.value(&person, fact.no))
                        .collect::<Result<_, _>>()?;
                    let by_id = store.person(person.id)?.ordinal;
                    lines.push(format!("{person:?} {values:?} {by_id:?}"));
                }
                Err(StoreError::NotFound(_)) => lines.push(format!("{ordinal:?} nobody")),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Self(lines))
    }

    /// The first line that differs.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        if self.0.len() != other.0.len() {
            return Some(format!("{} lines became {}", self.0.len(), other.0.len()));
        }
        let (before, after) = self.0.iter().zip(&other.0).find(|(before, after)| before != after)?;
        let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count().saturating_sub(50);
        let part = |text: &str| text.chars().skip(same).take(90).collect::<String>();
        Some(format!("{} | became | {}", part(before), part(after)))
    }
}
