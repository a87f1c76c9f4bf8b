//! An office at work: a form, a purpose, and people whose values come in under permits and are read under permits.

use std::collections::BTreeSet;

use zgoda_law::{
    Action, Basis, FactNo, FieldId, InformationDuty, NoticeStatus, Permit, PurposeId, SourceType, SubjectId,
    calendar,
};
use zgoda_store::{
    Change, Collection, GroundsId, ImportId, Link, NewFact, NewNotice, NewSource, NewSubject, Notice, Person,
    Question, Source, Store, StoreError, purposes_of,
};

use crate::bed::{Bed, now, stamp};

/// A store with one source and one purpose in use.
pub struct Office {
    pub store: Store,
    pub purpose: PurposeId,
    pub source: Source,
    pub grounds: GroundsId,
    pub links: [Link; 1],
}

impl Office {
    pub fn open(bed: &Bed) -> Self {
        Self::around(bed.open())
    }

    /// Sets up what is not there yet.
    pub fn around(store: Store) -> Self {
        let purpose = store.law().catalogue().purpose("respond_inquiry").unwrap().id;
        store.set_purposes(&BTreeSet::from([purpose])).unwrap();
        let source = match store.sources().unwrap().pop() {
            Some(source) => source,
            None => store.source(store.add_source(stamp(), form()).unwrap()).unwrap(),
        };
        let links = [Link { purpose, basis: Basis::Contract, reference: Some("inquiry 1".into()) }];
        let grounds = store.intern_grounds(source.id, &links).unwrap();
        Self { store, purpose, source, grounds, links }
    }

    pub fn field(&self, name: &str) -> FieldId {
        self.store.law().catalogue().field(name).unwrap().id
    }

    fn question(&self, action: Action) -> Question {
        let actor = self.store.system_actor(self.purpose);
        Question { actor, action, purpose: self.purpose, at: now() }
    }

    /// A person to be recorded, who was told about it.
    pub fn begin(&self, change: &mut Change<'_>, import: Option<ImportId>) -> Person {
        let new = NewSubject { import, ..NewSubject::default() };
        let id = change.add_subject(new.clone()).unwrap();
        change.add_notice(id, self.told()).unwrap();
        let mut blank = Person::blank(id, &new, now());
        blank.notices = vec![Notice {
            no: 1,
            duty: InformationDuty::Article13,
            source: self.source.id,
            obtained_at: now(),
            purposes: purposes_of(&self.links),
            status: NoticeStatus::Delivered,
            due_at: now(),
            done_at: Some(now()),
            channel: None,
        }];
        blank
    }

    pub fn told(&self) -> NewNotice {
        NewNotice {
            duty: InformationDuty::Article13,
            source: self.source.id,
            obtained_at: now(),
            purposes: purposes_of(&self.links),
            due_at: now(),
            status: NoticeStatus::Delivered,
        }
    }

    /// Collects one value within a change.
    pub fn collect(
        &self,
        change: &mut Change<'_>,
        person: &Person,
        field: &str,
        value: &str,
    ) -> Result<FactNo, StoreError> {
        let until = self.store.terms(&self.links, calendar::day_of(now()), now())?;
        let collection =
            Collection { source: &self.source, links: &self.links, until: &until, obtained_at: now() };
        let question = self.question(Action::Collect);
        let mut case = self.store.case_of_collection(&question, person, collection)?;
        case.field = Some(field.into());
        let verdict = self.store.law().may(&case);
        let permit = verdict.permit().unwrap_or_else(|| panic!("{field}: {:?}", verdict.reasons()));
        let index = (field == "email").then_some(value);
        let new = NewFact {
            value,
            grounds: self.grounds,
            obtained_at: now(),
            until: until.clone(),
            index,
            import: None,
        };
        change.add_fact(&permit, new)
    }

    /// Records a person.
    pub fn add(&self, values: &[(&str, &str)]) -> SubjectId {
        let mut change = self.store.change(stamp());
        let blank = self.begin(&mut change, None);
        for (field, value) in values {
            self.collect(&mut change, &blank, field, value).unwrap();
        }
        change.commit().unwrap();
        blank.id
    }

    /// Adds a value to somebody known.
    pub fn add_to(&self, person: &Person, field: &str, value: &str) -> Result<FactNo, StoreError> {
        let mut change = self.store.change(stamp());
        change.open(person)?;
        let no = self.collect(&mut change, person, field, value)?;
        change.commit()?;
        Ok(no)
    }

    /// The person found by an e-mail address.
    pub fn by_email(&self, email: &str) -> Option<Person> {
        let found = self.store.find(self.field("email"), email).unwrap();
        found.first().map(|ordinal| self.store.person_by_ordinal(*ordinal).unwrap())
    }

    /// The number of the first standing fact of a field.
    pub fn standing(&self, person: &Person, field: &str) -> FactNo {
        let field = self.field(field);
        person.current().find(|fact| fact.field == field).unwrap().no
    }

    /// A permit to read a fact.
    pub fn permit(&self, person: &Person, no: FactNo) -> Permit {
        let fact = person.fact(no).unwrap();
        let verdict = self.store.decide(&self.question(Action::Read), person, fact).unwrap();
        verdict.permit().unwrap_or_else(|| panic!("{:?}", verdict.reasons()))
    }

    /// Reads a value.
    pub fn read(&self, person: &Person, no: FactNo) -> Result<String, StoreError> {
        let opened = self.store.open_value(&self.permit(person, no), person, no)?;
        Ok(opened.as_str().to_owned())
    }
}

pub fn form() -> NewSource {
    NewSource {
        kind: SourceType::Form,
        name: "Formularz kontaktowy".into(),
        duty: InformationDuty::Article13,
        is_public: false,
        occurred_at: now(),
        approved: true,
        evidence: "form contact v1".into(),
    }
}
