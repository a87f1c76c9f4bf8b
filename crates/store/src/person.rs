//! Loading what is held about a person, and opening single values against a permit.

mod rows;

use std::collections::HashMap;

use jiff::civil::Date;
use zgoda_law::{FactNo, FieldId, Permit, SubjectId};
use zgoda_vault::Plaintext;

use crate::facts::{KeptFact, dates};
use crate::mirror::load::sealed_of;
use crate::model::{Fact, Ordinal, Person, Sealed};
use crate::sql::{AMONG, Row, among, padded, statements};
use crate::{Store, StoreError};

pub(crate) use rows::ALL as ROWS;

statements! {
    LOOK_UP = concat!("SELECT digest, subject_id FROM blind_index WHERE digest ", among!());
    SUPPRESSED = concat!("SELECT digest FROM suppression WHERE digest ", among!());
    // Zero is no field: its entry marks the installation.
    ANY_SUPPRESSED = "SELECT field FROM suppression WHERE field <> 0 LIMIT 1";
    SUPPRESSION = "SELECT since FROM suppression WHERE digest = $1";
}

pub(crate) fn epoch_day(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

pub(crate) fn date(epoch_day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(epoch_day).ok()?;
    Date::constant(1970, 1, 1).checked_add(days).ok()
}

impl Store {
    /// Everything held about a person, values still sealed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person.
    pub fn person(&self, id: SubjectId) -> Result<Person, StoreError> {
        self.person_by_ordinal(self.ordinal(id)?)
    }

    /// The same by internal number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person.
    pub fn person_by_ordinal(&self, ordinal: Ordinal) -> Result<Person, StoreError> {
        // The sealed boxes are read first: facts may be younger than boxes, but never the other way round.
        let sealed = self.sealed(ordinal)?;
        let person = self.work.briefly().together(|work| rows::person(work, ordinal))?;
        self.complete(person, sealed)
    }

    /// Everything held about some people, in the order they are asked for, values still sealed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person.
    pub fn people_by_ordinals(&self, ordinals: &[Ordinal]) -> Result<Vec<Person>, StoreError> {
        let mut numbers: Vec<u32> = ordinals.iter().map(|ordinal| ordinal.0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut sealed: HashMap<u32, Sealed> = sealed_of(&self.vault_db, &numbers)?.into_iter().collect();
        let mut people = self.work.together(|work| rows::people(work, &numbers))?;
        let each = |ordinal: &Ordinal| match people.remove(&ordinal.0) {
            Some(person) => self.complete(person, sealed.remove(&ordinal.0)),
            // Somebody who is asked for twice, or is not there.
            None => self.person_by_ordinal(*ordinal),
        };
        ordinals.iter().map(each).collect()
    }

    /// Adds what is not in the tables of the person alone: the sealed values, why each is held, and which are in dispute.
    fn complete(&self, person: Person, sealed: Option<Sealed>) -> Result<Person, StoreError> {
        let facts = person.kept.iter().map(|fact| self.fact(fact)).collect::<Result<_, _>>()?;
        let held_fields = if person.flags.hold { self.held_fields(person.ordinal)? } else { None };
        Ok(Person { facts, sealed, held_fields, ..person })
    }

    pub(crate) fn sealed(&self, ordinal: Ordinal) -> Result<Option<Sealed>, StoreError> {
        Ok(sealed_of(&self.vault_db, &[ordinal.0])?.pop().map(|(_, sealed)| sealed))
    }

    fn fact(&self, kept: &KeptFact) -> Result<Fact, StoreError> {
        let terms = &kept.terms;
        Ok(Fact {
            no: kept.no,
            field: kept.field,
            grounds: self.grounds(terms.grounds)?,
            obtained_at: terms.obtained_at,
            confirmed_at: kept.confirmed_at,
            until: dates(&terms.until).ok_or(StoreError::Incomplete("readable term"))?,
            commitment: kept.commitment,
            import: terms.import,
            ended: kept.ended,
        })
    }

    /// Opens one value. Without a permit of `may` there is no way to it.
    ///
    /// # Errors
    /// [`StoreError::Gone`] where the value was destroyed; [`StoreError::NotCovered`] where the permit is for another
    /// person; the vault's refusal where it is for another field or action.
    pub fn open_value(&self, permit: &Permit, person: &Person, no: FactNo) -> Result<Plaintext, StoreError> {
        if permit.grant().subject != person.id {
            return Err(StoreError::NotCovered);
        }
        let sealed = person.sealed.as_ref().ok_or(StoreError::Gone)?;
        let key = self.vault.unwrap_key(person.id, &sealed.wrapped)?;
        let sealed_box = sealed.boxes.get(no).ok_or(StoreError::Gone)?;
        Ok(self.vault.open(permit, &key, sealed_box)?)
    }

    /// Who has these normalised values, asked in one go: for each value the persons' internal numbers.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find_all(&self, field: FieldId, normalised: &[&str]) -> Result<Vec<Vec<Ordinal>>, StoreError> {
        let indexer = self.vault.blind_indexer(field);
        let digests: Vec<[u8; 16]> = normalised.iter().map(|value| indexer.index(value).0).collect();
        let mut found: HashMap<[u8; 16], Vec<Ordinal>> = HashMap::new();
        for row in self.look_up(&LOOK_UP, &digests)? {
            found.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        Ok(digests.iter().map(|digest| found.get(digest).cloned().unwrap_or_default()).collect())
    }

    /// Who has this normalised value.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find(&self, field: FieldId, normalised: &str) -> Result<Vec<Ordinal>, StoreError> {
        Ok(self.find_all(field, &[normalised])?.pop().unwrap_or_default())
    }

    /// Which of these normalised values must not come back.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn suppressed_all(&self, field: FieldId, normalised: &[&str]) -> Result<Vec<bool>, StoreError> {
        if self.vault_db.read_one(&ANY_SUPPRESSED, &[])?.is_none() {
            return Ok(vec![false; normalised.len()]);
        }
        let indexer = self.vault.suppression_indexer(field);
        let digests: Vec<[u8; 16]> = normalised.iter().map(|value| indexer.index(value).0).collect();
        let rows = self.look_up(&SUPPRESSED, &digests)?;
        let found: Vec<[u8; 16]> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        Ok(digests.iter().map(|digest| found.contains(digest)).collect())
    }

    /// Since when this normalised value must not come back.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn suppressed_since(
        &self,
        field: FieldId,
        normalised: &str,
    ) -> Result<Option<jiff::Timestamp>, StoreError> {
        let digest = self.vault.suppression_index(field, normalised).0;
        Ok(self.vault_db.read_one(&SUPPRESSION, &[digest.into()])?.map(|row| row.get(0)).transpose()?)
    }

    fn look_up(
        &self,
        statement: &'static crate::sql::Statement,
        digests: &[[u8; 16]],
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        for chunk in digests.chunks(AMONG) {
            rows.extend(self.vault_db.read(statement, &padded(chunk))?);
        }
        Ok(rows)
    }
}
