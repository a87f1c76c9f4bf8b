//! Meeting somebody the register told of before: what is still so is confirmed, a new office takes the place of the old
//! one, and the term stays where it was.

use jiff::Timestamp;
use zgoda_law::{Action, Ending, Event, SourceType};
use zgoda_store::{Change, Collection, Draft, Fact, NewFact, Person};

use super::{Door, FIELDS, Member, codes};
use crate::EnrichError;

impl Door<'_, '_> {
    pub(super) fn refresh(
        &mut self,
        change: &mut Change<'_>,
        member: &Member,
        person: &Person,
        suppressed: Option<Timestamp>,
    ) -> Result<(), EnrichError> {
        let desk = self.desk;
        let office = self.field(FIELDS[0])?;
        let (first, last) = (self.field(FIELDS[1])?, self.field(FIELDS[2])?);
        let from_register = |fact: &&Fact| fact.grounds.source.kind == SourceType::RegistryKrs;
        let offices: Vec<&Fact> =
            person.current().filter(from_register).filter(|fact| fact.field == office).collect();
        let Some(oldest) = offices.first() else { return Ok(()) };
        // INVARIANT: grounds and terms are those of the first collection, so that no refresh prolongs them.
        let (links, until) = (&oldest.grounds.links, &oldest.until);
        let collection = Collection { source: self.source, links, until, obtained_at: desk.at };
        let verdict = desk.may_collect(person, FIELDS[0], collection, suppressed)?;
        let Some(permit) = verdict.permit() else {
            self.stop(codes(&verdict));
            return Ok(());
        };
        let mut still = Vec::new();
        let mut gone = Vec::new();
        let mut new = member.offices.clone();
        for fact in &offices {
            match desk.permit_to_use(person, fact)? {
                Ok(permit) => {
                    let held = desk.store.open_value(&permit, person, fact.no)?;
                    let list = if new.remove(held.as_str()) { &mut still } else { &mut gone };
                    list.push(fact.no);
                }
                Err(reasons) => {
                    self.stop(reasons);
                    return Ok(());
                }
            }
        }
        let read = offices.iter().map(|fact| fact.no).collect();
        let purpose = desk.person_purpose()?;
        change.open(person)?;
        change.record(Draft::new(Event::Read, Action::Use).subject(person.id).purpose(purpose).facts(read));
        // The name was found by its index, so it is the same.
        let names = person.current().filter(from_register).filter(|fact| [first, last].contains(&fact.field));
        still.extend(names.map(|fact| fact.no));
        if !still.is_empty() {
            change.confirm(person, &still)?;
        }
        if new.is_empty() && gone.is_empty() {
            self.report.confirmed.push(person.id);
            return Ok(());
        }
        let grounds = desk.store.intern_grounds(self.source.id, links)?;
        let index = member.index(self.number);
        for value in &new {
            let (index, until, obtained_at) = (index.as_deref(), until.clone(), desk.at);
            change.add_fact(&permit, NewFact { value, grounds, obtained_at, until, index, import: None })?;
        }
        for no in gone {
            change.supersede(person, no, Ending::Superseded)?;
        }
        self.report.changed.push(person.id);
        Ok(())
    }
}
