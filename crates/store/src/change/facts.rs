//! Values coming in, being confirmed, superseded and destroyed.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Action, Ending, Event, FactNo, FieldId, Permit, PurposeId, SubjectId};

use super::{Change, Draft};
use crate::StoreError;
use crate::facts::{NewTerms, kept_days};
use crate::model::{Fact, GroundsId, ImportId, Person};
use crate::sql::{SqlError, Value, statements, table};

statements! {
    SUPPRESS = "INSERT INTO suppression (digest, field, since, reason) VALUES ($1, $2, $3, $4)
        ON CONFLICT (digest) DO NOTHING";
}

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
        if new.until.is_empty() {
            return Err(StoreError::Incomplete("term"));
        }
        let (subject, no) = self.next_no(grant.subject)?;
        let no = FactNo(no);
        let vault = &self.store.vault;
        let touched = self.touch(grant.subject)?;
        if touched.closing {
            return Err(StoreError::NotCovered);
        }
        let key = touched.key.as_ref().ok_or(StoreError::Gone)?;
        let (sealed, commitment) = vault.seal(permit, key, no, new.value)?;
        vault.renew(key, &mut touched.boxes)?;
        touched.boxes.push(sealed)?;
        touched.added.push(no);
        let NewFact { grounds, obtained_at, import, ref until, .. } = new;
        let terms = NewTerms { grounds, obtained_at, import, until };
        touched.facts.add(no, field, &terms, commitment.0);
        if let Some(index) = new.index {
            let indexer = self.indexers.entry(field).or_insert_with(|| vault.blind_indexer(field));
            let digest = indexer.index(index).0;
            let row: Vec<Value> = vec![subject.into(), no.into(), field.into(), digest.into()];
            self.vault.insert(&BLIND_INDEX, row);
        }
        self.gather(grant.subject, grant.purpose, no, commitment.0);
        Ok(no)
    }

    /// The values of one person that come in together stand in one entry.
    fn gather(&mut self, subject: SubjectId, purpose: PurposeId, no: FactNo, commitment: [u8; 16]) {
        let next = self.drafts.len();
        let Ok(touched) = self.touch(subject) else { return };
        let (ordinal, at) = (touched.ordinal, *touched.collected.get_or_insert(next));
        if at == next {
            let draft = Draft::new(Event::Collected, Action::Collect).person(subject, ordinal);
            self.drafts.push(draft.purpose(purpose));
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
        let at = self.stamp.at;
        let touched = self.touch(person.id)?;
        facts.iter().for_each(|no| touched.facts.confirm(*no, at));
        self.record(Draft::new(Event::Confirmed, Action::Collect).subject(person.id).facts(facts.to_vec()));
        Ok(())
    }

    /// Gives a fact other grounds or terms, for instance because a purpose was added or ended. A superseded value that
    /// is still held as history may lose purposes too; a destroyed one never comes back. What it was held for
    /// before is kept for whoever looks back.
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
        if until.is_empty() {
            return Err(StoreError::Incomplete("term"));
        }
        let touched = self.touch(person.id)?;
        let days = kept_days(until);
        let before =
            touched.facts.terms(no).filter(|terms| (terms.grounds, &terms.until) != (grounds, &days));
        if !touched.facts.relink(no, grounds, days) {
            return Err(SqlError::Conflict { statement: "relink" }.into());
        }
        // What came in by this very change was held for nothing else before.
        if let Some(before) = before.filter(|_| person.fact(no).is_some()) {
            touched.before.note(no, before);
        }
        Ok(())
    }

    /// A newer value takes the place of this one, which stays as history until its term.
    ///
    /// # Errors
    /// Where the fact does not stand any more.
    pub fn supersede(&mut self, person: &Person, no: FactNo, how: Ending) -> Result<(), StoreError> {
        self.open(person)?;
        let at = self.stamp.at;
        if !self.touch(person.id)?.facts.end(no, at, how) {
            return Err(SqlError::Conflict { statement: "supersede" }.into());
        }
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
        let at = self.stamp.at;
        let touched = self.touch(person.id)?;
        if !facts.iter().all(|no| touched.facts.bury(*no, at, how)) {
            return Err(SqlError::Conflict { statement: "forget" }.into());
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
        let at = self.stamp.at;
        let touched = self.touch(person.id)?;
        if touched.closing || !touched.added.is_empty() {
            return Err(StoreError::NotCovered);
        }
        touched.closing = true;
        touched.flags.erased = true;
        touched.facts.bury_all(at, how);
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
