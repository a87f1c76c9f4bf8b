//! Recording somebody the register tells of for the first time.

use jiff::Timestamp;
use zgoda_law::calendar::day_of;
use zgoda_law::{Permit, SubjectKind};
use zgoda_store::{Change, Collection, NewFact, NewSubject, Person};

use super::{Door, FIELDS, Member, codes, new_notice, newcomer};
use crate::EnrichError;

impl Door<'_, '_> {
    pub(super) fn collect(
        &mut self,
        change: &mut Change<'_>,
        member: &Member,
        suppressed: Option<Timestamp>,
    ) -> Result<(), EnrichError> {
        let (desk, org, source) = (self.desk, self.org, self.source);
        let links = desk.person_links()?;
        let until = desk.store.terms(&links, day_of(desk.at), desk.at)?;
        let collection = Collection { source, links: &links, until: &until, obtained_at: desk.at };
        let permit = |person: &Person, field: &str| -> Result<Result<Permit, _>, EnrichError> {
            let verdict = desk.may_collect(person, field, collection, suppressed)?;
            Ok(verdict.permit().ok_or_else(|| codes(&verdict)))
        };
        let mut person = newcomer(desk, org, source.id, &links);
        // Decided before the person exists, because a person without a single value is none.
        if let Err(reasons) = permit(&person, FIELDS[0])? {
            self.stop(reasons);
            return Ok(());
        }
        let new = NewSubject { kind: SubjectKind::OrgContact, org: Some(org.id), ..NewSubject::default() };
        person.id = change.add_subject(new)?;
        change.add_notice(person.id, new_notice(source.id, &links, desk.at))?;
        let grounds = desk.store.intern_grounds(source.id, &links)?;
        let index = member.index(self.number);
        let offices = member.offices.iter().map(|office| (FIELDS[0], office.as_str(), index.as_deref()));
        let names = member.name.iter();
        let names =
            names.flat_map(|name| [(FIELDS[1], &*name.given, None), (FIELDS[2], &*name.surname, None)]);
        for (field, value, index) in offices.chain(names) {
            match permit(&person, field)? {
                Ok(permit) => {
                    let until = until.clone();
                    let obtained_at = desk.at;
                    let fact = NewFact { value, grounds, obtained_at, until, index, import: None };
                    change.add_fact(&permit, fact)?;
                }
                Err(reasons) => self.stop(reasons),
            }
        }
        self.report.added.push(person.id);
        Ok(())
    }
}
