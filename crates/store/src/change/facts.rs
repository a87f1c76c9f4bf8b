//! Values coming in, being confirmed, superseded and destroyed.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Action, Ending, Event, FactNo, FieldId, Permit, PurposeId, SubjectId};

use super::{Change, Draft, SUPPRESS};
use crate::StoreError;
use crate::model::{Fact, GroundsId, ImportId, Person};
use crate::person::{FOREVER, encode_until, epoch_day, next_day};
use crate::sql::{Value, statements, table};

statements! {
    CONFIRM = "UPDATE fact SET confirmed_at = $1 WHERE subject_id = $2 AND fact_no = $3 AND ended_at IS NULL";
    RELINK = "UPDATE fact SET grounds_id = $1, until = $2, expires_day = $3, next_day = $4
        WHERE subject_id = $5 AND fact_no = $6 AND next_day < 9223372036854775807";
    END = "UPDATE fact SET ended_at = $1, ended_how = $2 WHERE subject_id = $3 AND fact_no = $4 AND ended_at IS NULL";
    BURY = "UPDATE fact SET ended_at = COALESCE(ended_at, $1), ended_how = COALESCE(ended_how, $2), next_day = $3
        WHERE subject_id = $4 AND fact_no = $5";
    BURY_ALL = "UPDATE fact SET ended_at = COALESCE(ended_at, $1), ended_how = COALESCE(ended_how, $2), next_day = $3
        WHERE subject_id = $4";
}

table! { FACT = "fact" {
    subject_id: Int, fact_no: Int, field: Int, grounds_id: Int, obtained_at: Int, confirmed_at: Int, until: Bytes,
    expires_day: Int, next_day: Int, commitment: Bytes, import_id: Int,
} }
table! { BLIND_INDEX = "blind_index" { subject_id: Int, fact_no: Int, field: Int, digest: Bytes } }

/// A value to be sealed. Whose and which field stands in the permit.
#[derive(Clone)]
pub struct NewFact<'v> {
    /// The value.
    pub value: &'v str,
    /// Source, purposes and bases.
    pub grounds: GroundsId,
    /// When it was obtained.
    pub obtained_at: Timestamp,
    /// The day on which each purpose ends.
    pub until: Vec<(PurposeId, Date)>,
    /// The normalised value, if the person shall be found by it.
    pub index: Option<&'v str>,
    /// The import that brings it.
    pub import: Option<ImportId>,
}

impl Change<'_> {
    /// Seals a value and records the fact.
    ///
    /// # Errors
    /// Where the permit is not for collecting a field, or the value has no term: nothing personal is kept without one.
    pub fn add_fact(&mut self, permit: &Permit, new: NewFact<'_>) -> Result<FactNo, StoreError> {
        let grant = *permit.grant();
        let field = grant.field.ok_or(StoreError::NotCovered)?;
        let expires = new.until.iter().map(|(_, day)| *day).max().ok_or(StoreError::Incomplete("term"))?;
        let (subject, no) = self.next_no(grant.subject)?;
        let no = FactNo(no);
        let vault = &self.store.vault;
        let touched =
            self.touched.get_mut(&grant.subject).ok_or(StoreError::NotFound("person in this change"))?;
        if touched.closing {
            return Err(StoreError::NotCovered);
        }
        let key = touched.key.as_ref().ok_or(StoreError::Gone)?;
        let (sealed, commitment) = vault.seal(permit, key, no, new.value)?;
        touched.boxes.push(sealed)?;
        touched.added.push(no);
        if let Some(index) = new.index {
            let indexer = self.indexers.entry(field).or_insert_with(|| vault.blind_indexer(field));
            let digest = indexer.index(index).0;
            let row: Vec<Value> = vec![subject.into(), no.into(), field.into(), digest.into()];
            self.vault.insert(&BLIND_INDEX, row);
        }
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            field.into(),
            new.grounds.into(),
            new.obtained_at.into(),
            new.obtained_at.into(),
            encode_until(&new.until).into(),
            epoch_day(expires).into(),
            next_day(&new.until).into(),
            commitment.0.into(),
            new.import.into(),
        ];
        self.work.insert(&FACT, row);
        self.gather(grant.subject, grant.purpose, no, commitment.0);
        Ok(no)
    }

    /// The values of one person that come in together stand in one entry.
    fn gather(&mut self, subject: SubjectId, purpose: PurposeId, no: FactNo, commitment: [u8; 16]) {
        let Some(touched) = self.touched.get_mut(&subject) else { return };
        let at = *touched.collected.get_or_insert(self.drafts.len());
        if at == self.drafts.len() {
            self.drafts.push(Draft::new(Event::Collected, Action::Collect).subject(subject).purpose(purpose));
        }
        if let Some(draft) = self.drafts.get_mut(at) {
            draft.facts.push(no);
            draft.commitments.push(commitment);
        }
    }

    /// The same value came in again: only its date moves, never its term.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn confirm(&mut self, person: &Person, facts: &[FactNo]) -> Result<(), StoreError> {
        self.open(person)?;
        for no in facts {
            self.work.run(&CONFIRM, vec![self.stamp.at.into(), person.ordinal.into(), (*no).into()]);
        }
        self.record(Draft::new(Event::Confirmed, Action::Collect).subject(person.id).facts(facts.to_vec()));
        Ok(())
    }

    /// Gives a fact other grounds or terms, for instance because a purpose was added or ended. A superseded value that
    /// is still held as history may lose purposes too; a destroyed one never comes back.
    ///
    /// # Errors
    /// Where no purpose would be left: then the value must be destroyed instead.
    pub fn relink(
        &mut self,
        person: &Person,
        no: FactNo,
        grounds: GroundsId,
        until: &[(PurposeId, Date)],
    ) -> Result<(), StoreError> {
        self.open(person)?;
        let expires = until.iter().map(|(_, day)| *day).max().ok_or(StoreError::Incomplete("term"))?;
        let values: Vec<Value> = vec![
            grounds.into(),
            encode_until(until).into(),
            epoch_day(expires).into(),
            next_day(until).into(),
            person.ordinal.into(),
            no.into(),
        ];
        self.work.run_one(&RELINK, values);
        Ok(())
    }

    /// A newer value takes the place of this one, which stays as history until its term.
    ///
    /// # Errors
    /// Where the fact does not stand any more.
    pub fn supersede(&mut self, person: &Person, no: FactNo, how: Ending) -> Result<(), StoreError> {
        self.open(person)?;
        let values: Vec<Value> = vec![self.stamp.at.into(), how.into(), person.ordinal.into(), no.into()];
        self.work.run_one(&END, values);
        let event = if how == Ending::Rectified { Event::Rectified } else { Event::Superseded };
        self.record(Draft::new(event, Action::Use).subject(person.id).facts(vec![no]));
        Ok(())
    }

    /// Destroys single values. Their boxes die with the person's present key; the others move to a new one.
    ///
    /// # Errors
    /// Where values were added to the same person in the same change.
    pub fn forget(
        &mut self,
        person: &Person,
        facts: &[FactNo],
        how: Ending,
        event: Event,
    ) -> Result<(), StoreError> {
        self.open(person)?;
        for no in facts {
            let values: Vec<Value> =
                vec![self.stamp.at.into(), how.into(), FOREVER.into(), person.ordinal.into(), (*no).into()];
            self.work.run_one(&BURY, values);
        }
        self.rekey(person.id, facts)?;
        self.record(Draft::new(event, Action::Erase).subject(person.id).facts(facts.to_vec()));
        Ok(())
    }

    /// Destroys the person's key, and with it every value, index entry and commitment.
    ///
    /// # Errors
    /// Where values were added to the same person in the same change.
    pub fn erase(&mut self, person: &Person, how: Ending, event: Event) -> Result<(), StoreError> {
        self.open(person)?;
        let touched = self.touch(person.id)?;
        if touched.closing || !touched.added.is_empty() {
            return Err(StoreError::NotCovered);
        }
        touched.closing = true;
        touched.flags.erased = true;
        self.work
            .run(&BURY_ALL, vec![self.stamp.at.into(), how.into(), FOREVER.into(), person.ordinal.into()]);
        self.destroy(person.ordinal);
        let facts = person.facts.iter().filter(|fact| person.holds(fact.no)).map(|fact: &Fact| fact.no);
        self.record(Draft::new(event, Action::Erase).subject(person.id).facts(facts.collect()));
        Ok(())
    }

    /// Keeps an address from coming back: only a keyed digest of it stays.
    pub fn suppress(&mut self, field: FieldId, normalised: &str, reason: &str) {
        let digest = self.store.vault.suppression_index(field, normalised).0;
        self.vault.run(&SUPPRESS, vec![digest.into(), field.into(), self.stamp.at.into(), reason.into()]);
    }
}
