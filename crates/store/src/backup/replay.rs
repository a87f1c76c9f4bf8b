//! Doing again what must not be undone by a restore: erasures, forgotten values, ended purposes, objections, withdrawals,
//! restrictions, legal holds and suppressions.

use jiff::civil::Date;
use zgoda_law::{ConsentState, Ending, Event, FactNo, PurposeId, SubjectId};
use zgoda_vault::{Boxes, WrappedKey};

use super::journal::{Carried, Standing};
use crate::change::commit::{DESTROY_KEY, REPLACE_KEY, replaced_key};
use crate::change::facts::SUPPRESS;
use crate::change::{Change, NewObjection};
use crate::model::{Link, Ordinal, Person, Stamp};
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    KEYS_AFTER = "SELECT subject_id, kek_version, wrapped, mask FROM data_key WHERE subject_id > $1
        ORDER BY subject_id LIMIT $2";
    REPLACE_BOXES = "UPDATE sealed SET boxes = $1, revision = revision + 1 WHERE subject_id = $2";
    SEALED_AFTER = "SELECT s.subject_id, k.kek_version, k.wrapped, k.mask, s.boxes FROM sealed s
        JOIN data_key k ON k.subject_id = s.subject_id WHERE s.subject_id > $1 ORDER BY s.subject_id LIMIT $2";
}

/// People in one change.
const TOGETHER: usize = 200;
/// People looked at in one go.
const PAGE: u32 = 1_000;

impl Store {
    /// Erases everybody of whom the archive of keys has no key.
    pub(super) fn erase_keyless(&self, keyless: &[Ordinal], stamp: Stamp) -> Result<(), StoreError> {
        for some in keyless.chunks(TOGETHER) {
            let mut change = self.change(stamp);
            for ordinal in some {
                let person = self.person_by_ordinal(*ordinal)?;
                if !person.flags.erased {
                    change.erase(&person, Ending::Erased, Event::Erased)?;
                }
            }
            change.commit()?;
        }
        Ok(())
    }

    /// Erases everybody whose key does not unwrap: it was damaged, or wrapped by a process that had not heard of a
    /// rotation just when the keys were copied. Returns how many.
    pub(super) fn erase_unwrappable(&self, stamp: Stamp) -> Result<u64, StoreError> {
        let (mut last, mut found) = (0_i64, Vec::new());
        loop {
            let rows = self.vault_db.read(&KEYS_AFTER, &[last.into(), PAGE.into()])?;
            let Some(row) = rows.last() else { break };
            let from = std::mem::replace(&mut last, row.get(0)?);
            let ids = self.public_ids(from, last)?;
            let mut wardrobe = self.vault_db.wardrobe();
            for row in &rows {
                let ordinal: Ordinal = row.get(0)?;
                let (wrapped, _) = wardrobe.key(row)?;
                let id = ids.get(&ordinal).ok_or(StoreError::Mismatch)?;
                if self.vault.unwrap_key(*id, &wrapped).is_err() {
                    found.push(ordinal);
                }
            }
        }
        let mut batch = Batch::default();
        found.iter().for_each(|ordinal| batch.run(&DESTROY_KEY, vec![(*ordinal).into()]));
        if !found.is_empty() {
            self.write_vault(batch)?;
        }
        self.erase_keyless(&found, stamp)?;
        Ok(found.len() as u64)
    }

    /// Puts addresses on the list that must not come back.
    pub(super) fn suppress_again(&self, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        for some in rows.chunks(TOGETHER) {
            let mut batch = Batch::default();
            some.iter().for_each(|row| batch.run(&SUPPRESS, row.clone()));
            self.write_vault(batch)?;
        }
        Ok(())
    }

    /// Brings one person to where they stood, never to less. Returns whether anything had to be done; nothing has for
    /// somebody whom the archive of data does not know.
    pub(super) fn replay(&self, standing: &Standing, stamp: Stamp) -> Result<bool, StoreError> {
        let person = match self.person(standing.subject) {
            Err(StoreError::NotFound(_)) => return Ok(false),
            other => other?,
        };
        let mut change = self.change(stamp);
        if person.flags.erased {
            change.replay_requests(&person, &standing.requests)?;
            if !change.is_empty() {
                change.commit()?;
            }
            return Ok(false);
        }
        if standing.erased {
            change.replay_requests(&person, &standing.requests)?;
            change.erase(&person, Ending::Erased, Event::Erased)?;
            change.commit()?;
            return Ok(true);
        }
        let gone = standing.gone.iter().filter(|(no, _)| person.holds(*no));
        let mut gone: Vec<(FactNo, Ending)> = gone.copied().collect();
        let person = match &standing.sealed {
            Some(carried) => self.take_over(carried, &person)?,
            None => person,
        };
        self.restore_holds(person.ordinal, &standing.holds)?;
        stand(&mut change, standing, &person)?;
        change.replay_requests(&person, &standing.requests)?;
        gone.extend(self.end_purposes(standing, &person, &mut change)?);
        for (no, how) in &standing.ended {
            if person.fact(*no).is_some_and(|fact| fact.ended.is_none()) {
                change.supersede(&person, *no, *how)?;
            }
        }
        if let Some((_, how)) = gone.first() {
            let numbers: Vec<FactNo> = gone.iter().map(|(no, _)| *no).collect();
            change.forget(&person, &numbers, *how, Event::Erased)?;
        }
        let changes = !change.is_empty();
        change.commit()?;
        Ok(changes)
    }

    /// Puts the newer key and the boxes sealed under it in place of those in the archive of data. Values that came in
    /// later are not there.
    fn take_over(&self, carried: &Carried, person: &Person) -> Result<Person, StoreError> {
        let fresh = |person: &Person| self.person_by_ordinal(person.ordinal);
        let bytes = |hex: &str| hex::decode(hex).map_err(|_| StoreError::Incomplete("readable archive"));
        let mut boxes = Boxes::decode(&bytes(&carried.boxes)?)?;
        let unknown: Vec<FactNo> =
            boxes.iter().map(|sealed| sealed.fact).filter(|no| person.fact(*no).is_none()).collect();
        unknown.into_iter().for_each(|no| drop(boxes.remove(no)));
        let wrapped = WrappedKey { version: carried.kek_version, bytes: bytes(&carried.wrapped)? };
        if self.vault.unwrap_key(person.id, &wrapped).is_err() {
            // What is left under the older key is looked through in the end.
            return fresh(person);
        }
        let mut batch = Batch::default();
        batch.run_one(&REPLACE_KEY, replaced_key(person.ordinal, wrapped));
        batch.run_one(&REPLACE_BOXES, vec![boxes.encode().into(), person.ordinal.into()]);
        self.write_vault(batch)?;
        fresh(person)
    }

    /// Ends what ended on values which stay, an erasure leaves an invoice for accounting alone, and takes the earlier last
    /// day that a shorter term gave them. Returns the values that none of their present purposes kept at the time of the
    /// backup.
    fn end_purposes(
        &self,
        standing: &Standing,
        person: &Person,
        change: &mut Change<'_>,
    ) -> Result<Vec<(FactNo, Ending)>, StoreError> {
        let mut gone = Vec::new();
        for (no, purposes) in &standing.purposes {
            let Some(fact) = person.fact(*no).filter(|fact| person.holds(fact.no)) else { continue };
            let still = |purpose: &PurposeId| purposes.contains(purpose);
            let links: Vec<Link> =
                fact.grounds.links.iter().filter(|link| still(&link.purpose)).cloned().collect();
            if links.is_empty() && !fact.grounds.links.is_empty() {
                gone.push((*no, Ending::Expired));
                continue;
            }
            let newer = standing.until.iter().find(|(newer, _)| newer == no).map(|(_, days)| days.as_slice());
            let earlier = |(purpose, day): (PurposeId, Date)| {
                let known = newer.unwrap_or_default().iter().find(|(known, _)| *known == purpose);
                (purpose, known.map_or(day, |(_, newer)| day.min(*newer)))
            };
            let until: Vec<_> =
                fact.until.iter().filter(|(purpose, _)| still(purpose)).copied().map(earlier).collect();
            if links.len() == fact.grounds.links.len() && until == fact.until {
                continue;
            }
            let grounds = self.intern_grounds(fact.grounds.source.id, &links)?;
            change.relink(person, *no, grounds, &until)?;
        }
        Ok(gone)
    }

    /// Ends every value whose box does not open with its person's key; returns of how many people.
    pub(super) fn end_unopened(&self, stamp: Stamp) -> Result<u64, StoreError> {
        let (mut last, mut people) = (0_i64, 0);
        loop {
            let rows = self.vault_db.read(&SEALED_AFTER, &[last.into(), PAGE.into()])?;
            let Some(row) = rows.last() else { return Ok(people) };
            let from = std::mem::replace(&mut last, row.get(0)?);
            let ids = self.public_ids(from, last)?;
            for row in &rows {
                let id = ids.get(&row.get(0)?).ok_or(StoreError::Mismatch)?;
                people += u64::from(self.end_unopened_of(*id, row, stamp)?);
            }
        }
    }

    fn end_unopened_of(&self, id: SubjectId, row: &Row, stamp: Stamp) -> Result<bool, StoreError> {
        let (wrapped, _) = self.vault_db.wardrobe().key(row)?;
        let boxes = Boxes::decode(&row.get::<Vec<u8>>(4)?)?;
        let key = self.vault.unwrap_key(id, &wrapped)?;
        let shut = boxes.iter().filter(|sealed| self.vault.commitment(&key, sealed).is_err());
        let shut: Vec<FactNo> = shut.map(|sealed| sealed.fact).collect();
        if shut.is_empty() {
            return Ok(false);
        }
        let mut change = self.change(stamp);
        change.forget(&self.person(id)?, &shut, Ending::Erased, Event::Erased)?;
        change.commit()?;
        Ok(true)
    }
}

/// Objections, withdrawals, the restriction and the hold.
fn stand(change: &mut Change<'_>, standing: &Standing, person: &Person) -> Result<(), StoreError> {
    for (kind, channel, made_at, via) in &standing.objections {
        let same = |held: &&crate::Objection| {
            (held.kind, held.channel, held.purpose, held.made_at) == (*kind, *channel, None, *made_at)
        };
        if person.objections.iter().find(same).is_none() {
            change.open(person)?;
            let new = NewObjection { kind: *kind, channel: *channel, made_at: *made_at, via: via.clone() };
            change.add_objection(person.id, new)?;
        }
    }
    for (purpose, kind, made_at, via) in &standing.to_purposes {
        let same = |held: &crate::Objection| {
            (held.kind, held.purpose, held.made_at) == (*kind, Some(*purpose), *made_at)
        };
        if !person.objections.iter().any(same) {
            change.open(person)?;
            let new = NewObjection { kind: *kind, channel: None, made_at: *made_at, via: via.clone() };
            change.add_objection_to(person.id, *purpose, new)?;
        }
    }
    for consent in person.consents.iter().filter(|consent| standing.withdrawn.contains(&consent.no)) {
        if consent.state != ConsentState::Withdrawn {
            change.withdraw_consent(person, consent.no)?;
        }
    }
    if standing.restricted && !person.flags.restricted {
        change.open(person)?;
        change.restrict(person.id, true)?;
    }
    if !standing.holds.is_empty() && !person.flags.hold {
        change.hold(person, true)?;
    }
    Ok(())
}
