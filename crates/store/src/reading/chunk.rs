//! One go of a reading: choose, decide, fetch what is sealed; tell the ledger while it is opened; hand out.

use zgoda_law::{ActorKind, Event, FactNo, FieldId, Permit, SubjectId};
use zgoda_vault::Boxes;

use super::judge::Asked;
use super::{LISTED, Opened, Reading};
use crate::change::Draft;
use crate::export;
use crate::mirror::load::{self, Raw};
use crate::model::{GroundsId, Ordinal, Stamp};
use crate::threads::in_parts;
use crate::{Store, StoreError};

/// People whom one thread takes at a time.
const PART: usize = 64;

/// What is to be opened of one person.
struct Chosen {
    subject: SubjectId,
    ordinal: Ordinal,
    raw: Raw,
    values: Vec<Allowed>,
}

/// A value that may be opened.
struct Allowed {
    fact: FactNo,
    field: FieldId,
    grounds: GroundsId,
    permit: Permit,
}

impl Reading<'_> {
    /// Reads what is wanted of these people, ascending numbers, and tells the ledger.
    pub(super) fn read(&self, people: &[u32]) -> Result<Vec<Opened>, StoreError> {
        let chosen = self.choose(people)?;
        let tell = || self.tell(&chosen);
        let parts: Vec<&[Chosen]> = chosen.chunks(PART).collect();
        let open = |part: usize| {
            let chosen = parts.get(part).copied().unwrap_or_default();
            let mut opened = Vec::with_capacity(chosen.iter().map(|person| person.values.len()).sum());
            chosen.iter().try_for_each(|person| person.open(self.store, &mut opened)).map(|()| opened)
        };
        // Nothing that was opened leaves before the ledger has been told.
        let mut opened = in_parts(parts.len(), tell, open)?;
        match opened.len() {
            1 => Ok(opened.pop().unwrap_or_default()),
            _ => Ok(opened.into_iter().flatten().collect()),
        }
    }

    fn choose(&self, people: &[u32]) -> Result<Vec<Chosen>, StoreError> {
        let governance = self.store.governance_for(self.question.purpose)?;
        let mirror = self.store.mirror()?;
        let asked = Asked::new(self.store, &mirror, &self.question, governance, self.recipient.as_ref())?;
        let parts: Vec<&[u32]> = people.chunks(PART).collect();
        let choose = |part: usize| self.choose_among(&asked, parts.get(part).copied().unwrap_or_default());
        Ok(in_parts(parts.len(), || Ok(()), choose)?.into_iter().flatten().collect())
    }

    fn choose_among(&self, asked: &Asked<'_>, people: &[u32]) -> Result<Vec<Chosen>, StoreError> {
        let (mut judge, mirror) = (asked.judge(), asked.mirror());
        let (mut numbers, mut allowed) = (Vec::with_capacity(people.len()), Vec::with_capacity(people.len()));
        for person in people.iter().filter_map(|ordinal| mirror.glimpse(*ordinal)) {
            let permits = judge.permits(&person, |fact| self.wanted.takes(mirror, fact))?;
            if !permits.is_empty() {
                let value = |(fact, permit): (&crate::mirror::record::HeldFact, Permit)| Allowed {
                    fact: fact.no,
                    field: fact.field,
                    grounds: fact.terms.grounds,
                    permit,
                };
                numbers.push(person.ordinal);
                allowed.push((person.id, permits.into_iter().map(value).collect::<Vec<_>>()));
            }
        }
        let mut found = load::raw_of(&self.store.vault_db, &numbers)?.into_iter().peekable();
        let mut chosen = Vec::with_capacity(numbers.len());
        for (ordinal, (subject, values)) in numbers.into_iter().zip(allowed) {
            // Whoever was erased meanwhile has nothing there any more.
            let Some((_, raw)) = found.next_if(|(owner, _)| *owner == ordinal) else { continue };
            let mut look = Boxes::look_into(&raw.boxes)?;
            let mut there = Vec::with_capacity(values.len());
            for value in values {
                if look.find(value.fact)?.is_some() {
                    there.push(value);
                }
            }
            if !there.is_empty() {
                chosen.push(Chosen { subject, ordinal: Ordinal(ordinal), raw, values: there });
            }
        }
        Ok(chosen)
    }

    fn tell(&self, chosen: &[Chosen]) -> Result<(), StoreError> {
        if chosen.is_empty() {
            return Ok(());
        }
        let question = &self.question;
        let in_list = chosen.len() > 1 && question.actor.kind == ActorKind::Human;
        let mut change = self.store.change(Stamp { actor: question.actor.id, at: question.at });
        for person in chosen {
            let facts = person.values.iter().map(|value| value.fact).collect();
            let event = self.export.map_or(Event::Read, |(_, kind)| export::event_of(kind));
            let draft = Draft::new(event, question.action).purpose(question.purpose);
            let draft = draft.person(person.subject, person.ordinal).facts(facts);
            change.record(match self.export {
                Some((id, _)) => draft.detail(format!("export {id}")),
                None if in_list => draft.detail(LISTED),
                None => draft,
            });
        }
        if let Some((id, _)) = self.export {
            let fields = |person: &Chosen| person.values.iter().map(|value| value.field).collect();
            let people = chosen.iter().map(|person| (person.ordinal, fields(person)));
            export::disclose(&mut change, id, people);
        }
        change.commit().map(drop)
    }
}

impl Chosen {
    fn open(&self, store: &Store, opened: &mut Vec<Opened>) -> Result<(), StoreError> {
        let key = store.vault.unwrap_key(self.subject, &self.raw.wrapped)?;
        let mut look = Boxes::look_into(&self.raw.boxes)?;
        for Allowed { fact, field, grounds, permit } in &self.values {
            let sealed_box = look.find(*fact)?.ok_or(StoreError::Gone)?;
            let value = store.vault.open(permit, &key, &sealed_box)?;
            let (subject, fact, field, grounds) = (self.subject, *fact, *field, *grounds);
            opened.push(Opened { subject, fact, field, grounds, value });
        }
        Ok(())
    }
}
