//! Where the law is asked: who enriches, when, and what of it is allowed.

use jiff::Timestamp;
use zgoda_connectors::Field;
use zgoda_law::{
    Action, Actor, Basis, Case, FieldId, Permit, PurposeDef, PurposeId, Reason, ReasonCode, SubjectId,
    SubjectKind, Suppression, Verdict,
};
use zgoda_store::{Collection, Fact, Link, NewSubject, OrgId, Person, Question, Stamp, Store, StoreError};

use crate::EnrichError;
use crate::fields::catalogue_fields;

/// One actor at one moment, working for the two purposes of enriching.
pub(crate) struct Desk<'s> {
    pub store: &'s Store,
    actor: Actor,
    pub at: Timestamp,
}

impl<'s> Desk<'s> {
    pub fn new(store: &'s Store, actor: &Actor, at: Timestamp) -> Self {
        Self { store, actor: actor.clone(), at }
    }

    pub fn stamp(&self) -> Stamp {
        Stamp { actor: self.actor.id, at: self.at }
    }

    pub fn person_purpose(&self) -> Result<PurposeId, EnrichError> {
        Ok(self.purpose("enrich_person")?.id)
    }

    fn purpose(&self, name: &'static str) -> Result<&'s PurposeDef, StoreError> {
        self.store.law().catalogue().purpose(name).ok_or(StoreError::NotFound("purpose"))
    }

    /// Whoever starts an enrichment works for its purpose from then on; whether their role serves it, the law decides.
    fn question(&self, action: Action, purpose: &PurposeDef) -> Question {
        let actor = Actor { session_purpose: Some(purpose.name.clone()), ..self.actor.clone() };
        Question { actor, action, purpose: purpose.id, at: self.at }
    }

    /// For every field a register gives, why the organisation may not have it; empty where it may.
    pub fn company_fields(&self) -> Result<Vec<(Field, Vec<Reason>)>, EnrichError> {
        let blank = blank(SubjectKind::LegalPerson, None, self.at);
        let question = self.question(Action::Collect, self.purpose("enrich_company")?);
        let mut case = self.store.case(&question, &blank, None)?;
        let decided = Field::ALL.iter().map(|field| (*field, self.against(&mut case, *field)));
        Ok(decided.collect())
    }

    /// Whether the organisation may have a fact of this field of the catalogue.
    ///
    /// # Errors
    /// [`EnrichError::Refused`] with all reasons where it may not.
    pub fn need_company_field(&self, field: &str) -> Result<(), EnrichError> {
        let blank = blank(SubjectKind::LegalPerson, None, self.at);
        let question = self.question(Action::Collect, self.purpose("enrich_company")?);
        let mut case = self.store.case(&question, &blank, None)?;
        case.field = Some(field.to_owned());
        let reasons = self.store.law().may(&case).reasons().to_vec();
        if reasons.is_empty() { Ok(()) } else { Err(EnrichError::Refused(reasons)) }
    }

    /// The fields a register gives with why not, where at least one may be had.
    ///
    /// # Errors
    /// [`EnrichError::Refused`] with all reasons where none may.
    pub fn need_company_fields(&self) -> Result<Vec<(Field, Vec<Reason>)>, EnrichError> {
        let fields = self.company_fields()?;
        if fields.iter().any(|(_, reasons)| reasons.is_empty()) {
            return Ok(fields);
        }
        let mut all: Vec<Reason> = Vec::new();
        for reason in fields.into_iter().flat_map(|(_, reasons)| reasons) {
            if !all.iter().any(|known| known.code == reason.code) {
                all.push(reason);
            }
        }
        Err(EnrichError::Refused(all))
    }

    fn against(&self, case: &mut Case, field: Field) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        // A field outside the catalogue is asked for under its own name: the law refuses what it does not know.
        let names = match catalogue_fields(field) {
            [] => &[field.name()][..],
            names => names,
        };
        for name in names {
            case.field = Some((*name).to_owned());
            for reason in self.store.law().may(case).reasons() {
                if !reasons.iter().any(|known| known.code == reason.code) {
                    reasons.push(reason.clone());
                }
            }
        }
        reasons
    }

    /// A field of the catalogue.
    pub fn field(&self, name: &'static str) -> Result<FieldId, EnrichError> {
        let field = self.store.law().catalogue().field(name);
        Ok(field.ok_or(StoreError::NotFound("field"))?.id)
    }

    /// The grounds on which people of registers are held: legitimate interest, GDPR art. 6(1)(f).
    pub fn person_links(&self) -> Result<Vec<Link>, EnrichError> {
        let (purpose, basis) = (self.person_purpose()?, Basis::LegitimateInterest);
        Ok(vec![Link { purpose, basis, reference: None }])
    }

    /// Whether a value of a person may be collected.
    pub fn may_collect(
        &self,
        person: &Person,
        field: &str,
        collection: Collection<'_>,
        suppressed_since: Option<Timestamp>,
    ) -> Result<Verdict, EnrichError> {
        let question = self.question(Action::Collect, self.purpose("enrich_person")?);
        let mut case = self.store.case_of_collection(&question, person, collection)?;
        case.field = Some(field.to_owned());
        case.suppression = suppressed_since.map(|since| Suppression { since, channels: Default::default() });
        Ok(self.store.law().may(&case))
    }

    /// A permit to use a value that is held, or the reasons against it.
    pub fn permit_to_use(
        &self,
        person: &Person,
        fact: &Fact,
    ) -> Result<Result<Permit, Vec<ReasonCode>>, EnrichError> {
        let question = self.question(Action::Use, self.purpose("enrich_person")?);
        let verdict = self.store.decide(&question, person, fact)?;
        Ok(verdict.permit().ok_or_else(|| codes(&verdict)))
    }
}

/// The codes of the reasons of a verdict.
pub(crate) fn codes(verdict: &Verdict) -> Vec<ReasonCode> {
    verdict.reasons().iter().map(|reason| reason.code).collect()
}

/// Somebody of whom nothing is held.
pub(crate) fn blank(kind: SubjectKind, org: Option<OrgId>, at: Timestamp) -> Person {
    Person::blank(SubjectId::from_bytes([0; 16]), &NewSubject { kind, org, ..NewSubject::default() }, at)
}
