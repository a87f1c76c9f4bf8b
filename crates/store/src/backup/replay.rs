//! What must not be undone by a restore: erasures, forgotten values, ended purposes, objections, withdrawals, restrictions
//! and suppressions of the living installation.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zgoda_law::{Channel, ConsentState, Ending, Event, FactNo, ObjectionKind, PurposeId, SubjectId};

use crate::change::{Change, NewObjection};
use crate::model::{Fact, Link, Person, Stamp};
use crate::sql::{Batch, statements};
use crate::{Store, StoreError};

statements! {
    SUPPRESSIONS = "SELECT digest, field, since, reason FROM suppression";
}

/// The list, to be kept beside a backup or taken from the living installation. It holds pseudonyms and keyed digests.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Replay {
    people: Vec<Standing>,
    suppressions: Vec<([u8; 16], u16, i64, String)>,
}

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Standing {
    subject: SubjectId,
    erased: bool,
    restricted: bool,
    forgotten: Vec<(FactNo, Ending)>,
    /// What each value that is held still serves.
    #[serde(default)]
    purposes: Vec<(FactNo, Vec<PurposeId>)>,
    withdrawn: Vec<u32>,
    objections: Vec<(ObjectionKind, Option<Channel>, Timestamp, String)>,
}

impl Store {
    /// What changed since the ledger had `since` entries and must outlive a restore of that state: see
    /// [`Manifest::ledger_size`](crate::Manifest::ledger_size). With 0 it is everything.
    ///
    /// # Errors
    /// Where a database fails.
    pub fn replay_list(&self, since: u64) -> Result<Replay, StoreError> {
        let entries = self.ledger().entries(since, self.ledger().size()?)?;
        let subjects: BTreeSet<[u8; 16]> =
            entries.iter().filter_map(|entry| entry.subject).map(|subject| *subject.as_bytes()).collect();
        let mut people = Vec::new();
        for subject in subjects {
            people.push(self.standing(&self.person(SubjectId::from_bytes(subject))?));
        }
        let rows = self.vault_db.read(&SUPPRESSIONS, &[])?;
        let suppressions = rows
            .iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .collect::<Result<_, StoreError>>()?;
        Ok(Replay { people, suppressions })
    }

    fn standing(&self, person: &Person) -> Standing {
        let gone = person.facts.iter().filter(|fact| !person.holds(fact.no));
        let kept = person.facts.iter().filter(|fact| person.holds(fact.no));
        let purposes = |fact: &Fact| fact.grounds.links.iter().map(|link| link.purpose).collect();
        let withdrawn = person.consents.iter().filter(|consent| consent.state == ConsentState::Withdrawn);
        let objections = person.objections.iter();
        Standing {
            subject: person.id,
            erased: person.flags.erased,
            restricted: person.flags.restricted,
            forgotten: gone.filter_map(|fact| Some((fact.no, fact.ended?.1))).collect(),
            purposes: kept.map(|fact| (fact.no, purposes(fact))).collect(),
            withdrawn: withdrawn.map(|consent| consent.no).collect(),
            objections: objections
                .map(|held| (held.kind, held.channel, held.made_at, held.via.clone()))
                .collect(),
        }
    }

    /// Does again what the list says. People whom the backup does not know are left out: nothing of them is there.
    pub(super) fn replay(&self, list: &Replay, stamp: Stamp) -> Result<u64, StoreError> {
        let mut replayed = 0;
        for standing in &list.people {
            let person = match self.person(standing.subject) {
                Err(StoreError::NotFound(_)) => continue,
                other => other?,
            };
            replayed += u64::from(self.replay_one(standing, &person, stamp)?);
        }
        let mut batch = Batch::default();
        for (digest, field, since, reason) in &list.suppressions {
            let values = vec![(*digest).into(), (*field).into(), (*since).into(), reason.as_str().into()];
            batch.run(&crate::change::SUPPRESS, values);
        }
        if !batch.is_empty() {
            self.write_vault(batch)?;
        }
        Ok(replayed)
    }

    fn replay_one(&self, standing: &Standing, person: &Person, stamp: Stamp) -> Result<bool, StoreError> {
        if person.flags.erased {
            return Ok(false);
        }
        let mut change = self.change(stamp);
        for (kind, channel, made_at, via) in &standing.objections {
            let same = |held: &&crate::Objection| {
                (held.kind, held.channel, held.made_at) == (*kind, *channel, *made_at)
            };
            if person.objections.iter().find(same).is_none() {
                change.open(person)?;
                let new =
                    NewObjection { kind: *kind, channel: *channel, made_at: *made_at, via: via.clone() };
                change.add_objection(person.id, new)?;
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
        if standing.erased {
            change.erase(person, Ending::Erased, Event::Erased)?;
        } else {
            let gone = standing.forgotten.iter().filter(|(no, _)| person.holds(*no));
            let mut gone: Vec<(FactNo, Ending)> = gone.copied().collect();
            gone.extend(self.end_purposes(standing, person, &mut change)?);
            if let Some((_, how)) = gone.first() {
                let numbers: Vec<FactNo> = gone.iter().map(|(no, _)| *no).collect();
                change.forget(person, &numbers, *how, Event::Erased)?;
            }
        }
        let changes = !change.is_empty();
        change.commit()?;
        Ok(changes)
    }

    /// Ends what ended on values which stay: an erasure leaves an invoice for accounting alone. Returns the values that
    /// none of their present purposes kept at the time of the backup.
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
            if links.len() == fact.grounds.links.len() {
                continue;
            }
            if links.is_empty() {
                gone.push((*no, Ending::Expired));
                continue;
            }
            let until: Vec<_> = fact.until.iter().filter(|(purpose, _)| still(purpose)).copied().collect();
            let grounds = self.intern_grounds(fact.grounds.source.id, &links)?;
            change.relink(person, *no, grounds, &until)?;
        }
        Ok(gone)
    }
}
