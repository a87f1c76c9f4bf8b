//! The gate: every value passes `may(collect)` here, once for each purpose, and gets its permit and its grounds.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::compiled::{CompiledQuestion, Ground, Held, Standing};
use zgoda_law::{
    Action, Case, Channel, Consent, ConsentAct, ConsentEvidence, ConsentState, FieldId, Law, Obligation,
    Permit, Personal, PurposeId, ReasonCode, SubjectId, SubjectKind, Suppression, Verdict,
};
use zgoda_store::{
    Collection, GroundsId, Link, NewNotice, NewSubject, Person, Question, Source, Store, StoreError,
};

use crate::{By, IntakeError};

/// The day on which each purpose ends.
type Until = Vec<(PurposeId, Date)>;

/// Where values come from and why they may be held: the same for all values of one collection.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub source: Source,
    pub links: Vec<Link>,
    pub until: Until,
    pub obtained_at: Timestamp,
    pub notice: NewNotice,
}

impl Terms {
    /// The terms of the purposes of some of the links.
    fn until_of(&self, links: &[Link]) -> Until {
        let wanted = |purpose: PurposeId| links.iter().any(|link| link.purpose == purpose);
        self.until.iter().copied().filter(|(purpose, _)| wanted(*purpose)).collect()
    }
}

/// What came of asking about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Gated {
    /// It may come in for these links, by their place in the terms; the permit is that of the first.
    Allowed { links: Vec<usize>, permit: Permit },
    /// No purpose needs it: it is not kept.
    NotNeeded,
    /// It may not come in.
    Denied(Vec<ReasonCode>),
}

/// Why nothing may come in for one link.
pub(crate) struct Denied {
    pub codes: Vec<ReasonCode>,
    pub obligations: Vec<Obligation>,
}

/// Asks `may` about every value of one collection.
pub(crate) struct Gate<'s> {
    store: &'s Store,
    by: By<'s>,
    pub terms: Terms,
    /// One case for each link, about somebody of whom nothing is recorded yet.
    blank: Vec<Case>,
    /// The same cases compiled, to draw permits by; none where only `may` can tell.
    drawn: Vec<Option<Drawn>>,
    grounds: HashMap<Vec<usize>, (GroundsId, Until)>,
}

/// A case compiled.
struct Drawn {
    question: CompiledQuestion,
    ground: Ground,
    held: Held,
}

impl<'s> Gate<'s> {
    pub fn new(store: &'s Store, by: By<'s>, terms: Terms, new: NewSubject) -> Result<Self, IntakeError> {
        let mut person = Person::blank(SubjectId::from_bytes([0; 16]), &new, by.at());
        person.notices.push(terms.notice.expected());
        let (blank, drawn, grounds) = Default::default();
        let mut gate = Self { store, by, terms, blank, drawn, grounds };
        gate.blank = gate.cases(&person)?;
        gate.drawn = gate.blank.iter().map(|case| Drawn::new(store.law(), case)).collect();
        Ok(gate)
    }

    /// The source now stands in the store under this number.
    pub fn source_is(&mut self, source: Source) {
        self.terms.notice.source = source.id;
        self.terms.source = source;
    }

    /// One case of collecting for each link.
    fn cases(&self, person: &Person) -> Result<Vec<Case>, IntakeError> {
        let terms = &self.terms;
        let case = |link: &Link| {
            let purpose = link.purpose;
            let actor = self.by.actor(self.store, purpose);
            let question = Question { actor, action: Action::Collect, purpose, at: self.by.at() };
            let collection = Collection {
                source: &terms.source,
                links: &terms.links,
                until: &terms.until,
                obtained_at: terms.obtained_at,
            };
            Ok(self.store.case_of_collection(&question, person, collection)?)
        };
        terms.links.iter().map(case).collect()
    }

    /// For each link, whether anything at all could come in about somebody new who gives every consent it needs.
    pub fn best_case(&mut self) -> Vec<Result<(), Denied>> {
        let law = self.store.law();
        let mut answers = Vec::with_capacity(self.blank.len());
        for (case, link) in self.blank.iter().zip(&self.terms.links) {
            let mut case = case.clone();
            case.consents = vec![imagined_consent(&case, self.terms.obtained_at)];
            let purpose = law.catalogue().purpose_by_id(link.purpose);
            // What can only describe an organisation is free of every condition and would prove nothing.
            let personal = |field: &FieldId| {
                law.catalogue().field_by_id(*field).is_some_and(|field| field.personal != Personal::Never)
            };
            let needs = purpose.iter().flat_map(|purpose| &purpose.needs);
            let fields: Vec<FieldId> =
                needs.flat_map(|need| need.fields.iter().copied()).filter(personal).collect();
            let verdicts = law.may_fields(&case, &fields);
            answers.push(best(&verdicts));
        }
        answers
    }

    /// Asks about fields of somebody new.
    pub fn ask_new(
        &mut self,
        id: SubjectId,
        kind: SubjectKind,
        with: With,
        fields: &[FieldId],
    ) -> Vec<Gated> {
        self.blank.iter_mut().for_each(|case| about(case, id, kind, with));
        combine(self.store, &self.blank, fields)
    }

    /// Asks about fields of a person who is known.
    pub fn ask_known(
        &self,
        person: &Person,
        with: With,
        fields: &[FieldId],
    ) -> Result<Vec<Gated>, IntakeError> {
        let mut told = person.clone();
        if !is_told(person, &self.terms.notice) {
            told.notices.push(self.terms.notice.expected());
        }
        let mut cases = self.cases(&told)?;
        for case in &mut cases {
            with.add_to(case);
        }
        Ok(combine(self.store, &cases, fields))
    }

    /// The permits for values of somebody new, whose number has just been drawn. Asks only for the purposes that the
    /// fields rest on, because everything else was decided before.
    pub fn permits_new(
        &mut self,
        id: SubjectId,
        kind: SubjectKind,
        with: With,
        fields: &[(FieldId, usize)],
    ) -> Vec<Option<Permit>> {
        let (law, mut permits) = (self.store.law(), vec![None; fields.len()]);
        for (place, case) in self.blank.iter_mut().enumerate() {
            if fields.iter().all(|(_, link)| *link != place) {
                continue;
            }
            about(case, id, kind, with);
            let drawn = self.drawn.get(place).and_then(Option::as_ref);
            let drawn = drawn.map(|drawn| (drawn, law.standing(case)));
            let of_place = permits.iter_mut().zip(fields).filter(|(_, (_, link))| *link == place);
            for (permit, (field, _)) in of_place {
                *permit = drawn.as_ref().and_then(|(drawn, standing)| drawn.permit(id, standing, *field));
                if permit.is_none() {
                    *permit = law.may_fields(case, &[*field]).first().and_then(Verdict::permit);
                }
            }
        }
        permits
    }

    /// The number of the grounds of the links at these places, and when their purposes end. The source must stand in the
    /// store.
    pub fn grounds(&mut self, places: &[usize]) -> Result<(GroundsId, &Until), IntakeError> {
        if !self.grounds.contains_key(places) {
            let links: Vec<Link> =
                places.iter().filter_map(|place| self.terms.links.get(*place).cloned()).collect();
            let id = self.store.intern_grounds(self.terms.source.id, &links)?;
            self.grounds.insert(places.to_vec(), (id, self.terms.until_of(&links)));
        }
        let known = self.grounds.get(places).ok_or(StoreError::NotFound("grounds"))?;
        Ok((known.0, &known.1))
    }
}

impl Drawn {
    fn new(law: &Law, case: &Case) -> Option<Self> {
        let (question, ground) = (law.compile(case)?, law.ground(&case.grounds, case.at));
        Some(Self { question, ground, held: Held::of(case) })
    }

    fn permit(&self, id: SubjectId, standing: &Standing, field: FieldId) -> Option<Permit> {
        self.question.sieve(&self.ground, Some(field)).permit(id, standing, self.held)
    }
}

/// What a row brings beside its values that the law must look at.
#[derive(Clone, Copy, Default)]
pub(crate) struct With<'a> {
    /// The consent it brings.
    pub consent: Option<&'a Consent>,
    /// Since when an address in it must not come back.
    pub suppressed: Option<Timestamp>,
}

impl With<'_> {
    fn add_to(self, case: &mut Case) {
        case.consents.extend(self.consent.cloned());
        case.suppression = self.suppressed.map(|since| Suppression { since, channels: Default::default() });
    }
}

/// Makes a blank case one about this person.
fn about(case: &mut Case, id: SubjectId, kind: SubjectKind, with: With) {
    case.subject.id = id;
    case.subject.kind = kind;
    case.consents.clear();
    with.add_to(case);
}

/// Whether the person has this duty to inform already, from an earlier collection of the same source.
pub(crate) fn is_told(person: &Person, notice: &NewNotice) -> bool {
    person
        .notices
        .iter()
        .any(|known| known.source == notice.source && known.purposes.is_superset(&notice.purposes))
}

/// The consent that a row might bring at best.
fn imagined_consent(case: &Case, given_at: Timestamp) -> Consent {
    Consent {
        purpose: case.purpose.clone(),
        state: ConsentState::Given,
        given_at,
        withdrawn_at: None,
        expires_at: Some(Timestamp::MAX),
        channels: Channel::ALL.iter().copied().collect(),
        pke398: true,
        pke399: true,
        explicit: false,
        evidence: Some(ConsentEvidence {
            act: ConsentAct::Signed,
            pre_ticked: false,
            bundled: false,
            proof: true,
            informed: true,
            separate: true,
            double_optin: true,
        }),
    }
}

fn best(verdicts: &[Verdict]) -> Result<(), Denied> {
    if verdicts.iter().any(|verdict| verdict.permit().is_some()) {
        return Ok(());
    }
    let mut denied = Denied { codes: Vec::new(), obligations: Vec::new() };
    for verdict in verdicts {
        for reason in verdict.reasons() {
            if !denied.codes.contains(&reason.code) {
                denied.codes.push(reason.code);
            }
        }
        denied.obligations.extend(verdict.obligations().iter().cloned());
    }
    Err(denied)
}

/// Puts together what the cases of all links say about each field.
fn combine(store: &Store, cases: &[Case], fields: &[FieldId]) -> Vec<Gated> {
    let verdicts: Vec<Vec<Verdict>> = cases.iter().map(|case| store.law().may_fields(case, fields)).collect();
    let of_field = |at: usize| {
        let mut links = Vec::new();
        let mut permit = None;
        let mut codes: Vec<ReasonCode> = Vec::new();
        for (place, verdict) in verdicts.iter().filter_map(|of_link| of_link.get(at)).enumerate() {
            match verdict.permit() {
                Some(allowed) => {
                    links.push(place);
                    permit.get_or_insert(allowed);
                }
                // A purpose that does not need the field has no say in it.
                None if verdict.reasons().iter().any(|reason| reason.code == ReasonCode::NotNecessary) => {}
                None => codes.extend(verdict.reasons().iter().map(|reason| reason.code)),
            }
        }
        match permit {
            Some(permit) => Gated::Allowed { links, permit },
            None if codes.is_empty() => Gated::NotNeeded,
            None => Gated::Denied(codes),
        }
    };
    (0..fields.len()).map(of_field).collect()
}
