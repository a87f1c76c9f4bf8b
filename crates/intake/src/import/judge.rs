//! Judging rows: who each one is and what of it may come in. Nothing is written here; the preview shows the same.

use jiff::Timestamp;
use zgoda_formats::Problem;
use zgoda_law::{
    Action, Catalogue, Event, FactNo, FieldId, Permit, PurposeId, ReasonCode, SubjectId, SubjectKind,
};
use zgoda_store::{Change, Draft, Ordinal, Person, Source, Store};

use super::Incoming;
use super::claim::RowConsent;
use super::incoming::may_share_phone;
use super::known::{self, Comparison};
use crate::fields::Fields;
use crate::gate::{Gate, Gated, With};
use crate::plan::needs_proof_of_each;
use crate::{By, ConsentTerms, IntakeError};

/// A row judged, with what it offers.
pub(crate) struct Judged {
    pub incoming: Incoming,
    pub verdict: Verdict,
    /// Fields of values that no purpose needs.
    pub discarded: Vec<FieldId>,
    /// Codes of values that may not come in although the row does.
    pub withheld: Vec<&'static str>,
}

/// What becomes of a row.
pub(crate) enum Verdict {
    /// Somebody who is not there yet.
    New(NewPerson),
    /// Somebody who is there.
    Known(Box<KnownPerson>),
    /// Nothing comes in, and why.
    Refused(Vec<&'static str>),
    /// An address is on the suppression list.
    Suppressed,
    /// The person wants no contact; only that is kept. The people are those known by an address of the row.
    OptedOut(Vec<Person>),
}

/// A value that may come in, by its place among the values, and for which links.
pub(crate) struct Accepted {
    pub value: usize,
    pub links: Vec<usize>,
    /// The permit; of somebody new it is drawn when they have a number.
    pub permit: Option<Permit>,
}

pub(crate) struct NewPerson {
    pub kind: SubjectKind,
    pub accepted: Vec<Accepted>,
    pub consent: Option<RowConsent>,
    pub suppressed: Option<Timestamp>,
}

pub(crate) struct KnownPerson {
    pub person: Person,
    pub confirmed: Vec<FactNo>,
    pub accepted: Vec<Accepted>,
    pub consent: Option<RowConsent>,
}

/// What a batch of rows meets in the store, asked in one go.
pub(crate) struct Met {
    by_email: Vec<Vec<Ordinal>>,
    by_phone: Vec<Vec<Ordinal>>,
    suppressed: Vec<bool>,
}

/// How rows are judged: the same for all rows of an import.
pub(crate) struct Judge<'s> {
    pub store: &'s Store,
    pub by: By<'s>,
    pub fields: Fields,
    pub gate: Gate<'s>,
    pub kind: SubjectKind,
    pub consent: ConsentTerms,
    pub consent_purpose: PurposeId,
    /// A file drops every row that meets the suppression list; for a single entry the law decides.
    pub drop_suppressed: bool,
    /// What may come in about somebody new, by kind, for the fields seen so far.
    remembered: Vec<(SubjectKind, FieldId, Gated)>,
    /// What was opened to compare, and for which purpose, until the ledger tells of it.
    opened: Vec<(SubjectId, PurposeId, Vec<FactNo>)>,
}

impl<'s> Judge<'s> {
    pub fn new(
        store: &'s Store,
        by: By<'s>,
        gate: Gate<'s>,
        kind: SubjectKind,
        consent: ConsentTerms,
    ) -> Result<Self, IntakeError> {
        let catalogue = store.law().catalogue();
        let fields = Fields::of(catalogue).ok_or(IntakeError::refused(ReasonCode::UnknownInput.name()))?;
        let purpose = catalogue.purpose(&consent.purpose).ok_or(IntakeError::refused("purpose_unknown"))?;
        let consent_purpose = purpose.id;
        let (remembered, opened) = Default::default();
        let drop_suppressed = true;
        Ok(Self {
            store,
            by,
            fields,
            gate,
            kind,
            consent,
            consent_purpose,
            drop_suppressed,
            remembered,
            opened,
        })
    }

    pub fn catalogue(&self) -> &'s Catalogue {
        self.store.law().catalogue()
    }

    fn source(&self) -> &Source {
        &self.gate.terms.source
    }

    /// Judges people, whose addresses are looked up in one go.
    pub fn judge_all(&mut self, people: Vec<Incoming>) -> Result<Vec<Judged>, IntakeError> {
        let met = self.meet(&people)?;
        people.into_iter().enumerate().map(|(at, incoming)| self.judge(incoming, at, &met)).collect()
    }

    /// Asks the store who is known and what must not come back.
    fn meet(&self, people: &[Incoming]) -> Result<Met, IntakeError> {
        let (by_email, no_email) = self.look_up(people, self.fields.email)?;
        let (by_phone, no_phone) = self.look_up(people, self.fields.phone)?;
        let suppressed = no_email.iter().zip(&no_phone).map(|(email, phone)| *email || *phone).collect();
        Ok(Met { by_email, by_phone, suppressed })
    }

    /// For each of the people, who has one of their values of the field, and whether one of them is suppressed.
    fn look_up(
        &self,
        people: &[Incoming],
        field: FieldId,
    ) -> Result<(Vec<Vec<Ordinal>>, Vec<bool>), IntakeError> {
        let asked: Vec<(usize, &str)> = people
            .iter()
            .enumerate()
            .flat_map(|(at, incoming)| incoming.all(field).map(move |value| (at, value)))
            .collect();
        let values: Vec<&str> = asked.iter().map(|(_, value)| *value).collect();
        let found = self.store.find_all(field, &values)?;
        let suppressed = self.store.suppressed_all(field, &values)?;
        let mut known = vec![Vec::new(); people.len()];
        let mut barred = vec![false; people.len()];
        for ((at, _), (found, suppressed)) in asked.iter().zip(found.into_iter().zip(suppressed)) {
            if let (Some(known), Some(barred)) = (known.get_mut(*at), barred.get_mut(*at)) {
                known.extend(found);
                *barred |= suppressed;
            }
        }
        Ok((known, barred))
    }

    /// Judges what is said of a person who is known.
    pub fn judge_about(&mut self, person: Person, incoming: Incoming) -> Result<Judged, IntakeError> {
        let comparison = self.compare(&person, &incoming)?;
        let since = self.suppressed_since(&incoming)?;
        self.judge_known(incoming, person, comparison, None, since)
    }

    fn judge(&mut self, mut incoming: Incoming, at: usize, met: &Met) -> Result<Judged, IntakeError> {
        let none = Vec::new();
        let by_email = met.by_email.get(at).unwrap_or(&none);
        let by_phone = met.by_phone.get(at).unwrap_or(&none);
        if !incoming.opt_outs.is_empty() {
            let verdict = Verdict::OptedOut(self.opted_out(&incoming, by_email, by_phone)?);
            return Ok(Judged { incoming, verdict, discarded: vec![], withheld: vec![] });
        }
        let suppressed = met.suppressed.get(at).copied().unwrap_or(true);
        if suppressed && self.drop_suppressed {
            return Ok(Judged {
                incoming,
                verdict: Verdict::Suppressed,
                discarded: vec![],
                withheld: vec![],
            });
        }
        if !incoming.is_somebody(&self.fields) {
            let mut codes: Vec<_> = incoming.problems.iter().map(|problem| problem.code()).collect();
            codes.push(Problem::NothingUsable.code());
            return Ok(refused(incoming, codes, vec![]));
        }
        let consent = incoming.consent.as_ref().and_then(|claim| {
            let stated = claim.given.is_some() || claim.at.is_some();
            let obtained_at = self.gate.terms.obtained_at;
            stated.then(|| RowConsent::read(claim, &self.consent, obtained_at, self.by.at()))
        });
        if needs_proof_of_each(self.source()) && !consent.as_ref().is_some_and(|consent| consent.provable) {
            return Ok(refused(incoming, vec![ReasonCode::SourceUnverified.name()], vec![]));
        }
        let kind = incoming.kind(self.kind, &self.fields);
        if kind != SubjectKind::SoleTrader {
            incoming.leave_firm_numbers(&self.fields, self.catalogue());
        }
        let since = if suppressed { self.suppressed_since(&incoming)? } else { None };
        match self.recognise(&incoming, by_email, by_phone)? {
            Some((person, comparison)) => self.judge_known(incoming, person, comparison, consent, since),
            None => Ok(self.judge_new(incoming, kind, consent, since)),
        }
    }

    /// Everybody who is known by an address of a row that says: no contact.
    fn opted_out(
        &self,
        incoming: &Incoming,
        by_email: &[Ordinal],
        by_phone: &[Ordinal],
    ) -> Result<Vec<Person>, IntakeError> {
        // A shared telephone says nothing about who it was, unless the row names no other address.
        let no_email = incoming.all(self.fields.email).next().is_none();
        let mut numbers: Vec<Ordinal> = by_email.to_vec();
        numbers.extend(by_phone.iter().filter(|_| no_email || by_email.is_empty()));
        numbers.sort_unstable();
        numbers.dedup();
        let mut people = Vec::with_capacity(numbers.len());
        for number in numbers {
            let person = self.store.person_by_ordinal(number)?;
            if !person.flags.erased {
                people.push(person);
            }
        }
        Ok(people)
    }

    fn suppressed_since(&self, incoming: &Incoming) -> Result<Option<Timestamp>, IntakeError> {
        let mut latest = None;
        for field in [self.fields.email, self.fields.phone] {
            for value in incoming.all(field) {
                latest = latest.max(self.store.suppressed_since(field, value)?);
            }
        }
        Ok(latest)
    }

    /// The person the row is about, if they are known: by e-mail, else by telephone where the names allow it.
    fn recognise(
        &mut self,
        incoming: &Incoming,
        by_email: &[Ordinal],
        by_phone: &[Ordinal],
    ) -> Result<Option<(Person, Comparison)>, IntakeError> {
        for (number, surely) in
            by_email.iter().map(|it| (it, true)).chain(by_phone.iter().map(|it| (it, false)))
        {
            let person = self.store.person_by_ordinal(*number)?;
            if person.flags.erased {
                continue;
            }
            let comparison = self.compare(&person, incoming)?;
            if surely || self.same_by_phone(incoming, &comparison) {
                return Ok(Some((person, comparison)));
            }
        }
        Ok(None)
    }

    fn compare(&mut self, person: &Person, incoming: &Incoming) -> Result<Comparison, IntakeError> {
        let (comparison, opened) = known::compare(self, person, incoming)?;
        self.opened.extend(opened.into_iter().map(|(purpose, facts)| (person.id, purpose, facts)));
        Ok(comparison)
    }

    /// Tells the ledger which values were opened to compare them, whatever came of it.
    pub fn record_reads(&mut self, change: &mut Change<'_>) {
        for (subject, purpose, facts) in self.opened.drain(..) {
            let draft = Draft::new(Event::Read, Action::Use).subject(subject).purpose(purpose).facts(facts);
            change.record(draft.detail("compared"));
        }
    }

    fn same_by_phone(&self, incoming: &Incoming, comparison: &Comparison) -> bool {
        let held = (comparison.held(self.fields.first_name), comparison.held(self.fields.last_name));
        let two_addresses = incoming.all(self.fields.email).next().is_some()
            && !comparison.held(self.fields.email).is_empty();
        may_share_phone(&incoming.names(&self.fields), &held, two_addresses)
    }

    fn judge_new(
        &mut self,
        incoming: Incoming,
        kind: SubjectKind,
        consent: Option<RowConsent>,
        suppressed: Option<Timestamp>,
    ) -> Judged {
        let stated = consent.as_ref().map(|consent| consent.for_law(&self.consent));
        let with = With { consent: stated.as_ref(), suppressed };
        let gated = self.ask_new(&incoming, kind, with);
        let sorted = sort(&incoming, gated, &self.fields, |at| at);
        if !sorted.identified {
            return refused(incoming, sorted.codes(), sorted.discarded);
        }
        let new = NewPerson { kind, accepted: sorted.accepted, consent, suppressed };
        let (discarded, withheld) = (sorted.discarded, sorted.withheld);
        Judged { incoming, verdict: Verdict::New(new), discarded, withheld }
    }

    /// What the law says to each value of somebody new. Without a consent or a suppression it says the same to every
    /// row, so it is asked once for each kind of person and field.
    fn ask_new(&mut self, incoming: &Incoming, kind: SubjectKind, with: With) -> Vec<Gated> {
        let nobody = SubjectId::from_bytes([0; 16]);
        let fields: Vec<FieldId> = incoming.values.iter().map(|(field, _)| *field).collect();
        if with.consent.is_some() || with.suppressed.is_some() {
            return self.gate.ask_new(nobody, kind, with, &fields);
        }
        let mut answers = Vec::with_capacity(fields.len());
        for field in fields {
            let known = self.remembered.iter().find(|(of, about, _)| *of == kind && *about == field);
            if let Some((_, _, gated)) = known {
                answers.push(gated.clone());
                continue;
            }
            for gated in self.gate.ask_new(nobody, kind, with, &[field]) {
                self.remembered.push((kind, field, gated.clone()));
                answers.push(gated);
            }
        }
        answers
    }

    fn judge_known(
        &mut self,
        incoming: Incoming,
        person: Person,
        comparison: Comparison,
        consent: Option<RowConsent>,
        suppressed: Option<Timestamp>,
    ) -> Result<Judged, IntakeError> {
        let overruled = RowConsent::is_overruled(&person, self.consent_purpose);
        let consent =
            consent.map(|consent| RowConsent { provable: consent.provable && !overruled, ..consent });
        let stated = consent.as_ref().map(|consent| consent.for_law(&self.consent));
        let with = With { consent: stated.as_ref(), suppressed };
        let new: Vec<usize> = comparison.new;
        let fields: Vec<FieldId> =
            new.iter().filter_map(|at| incoming.values.get(*at)).map(|(field, _)| *field).collect();
        let gated = match fields.as_slice() {
            [] => Vec::new(),
            fields => self.gate.ask_known(&person, with, fields)?,
        };
        let sorted = sort(&incoming, gated, &self.fields, |at| new.get(at).copied().unwrap_or(usize::MAX));
        let nothing = comparison.confirmed.is_empty() && sorted.accepted.is_empty() && consent.is_none();
        if nothing {
            return Ok(refused(incoming, sorted.codes(), sorted.discarded));
        }
        let known =
            KnownPerson { person, confirmed: comparison.confirmed, accepted: sorted.accepted, consent };
        let verdict = Verdict::Known(Box::new(known));
        Ok(Judged { incoming, verdict, discarded: sorted.discarded, withheld: sorted.withheld })
    }
}

fn refused(incoming: Incoming, mut codes: Vec<&'static str>, discarded: Vec<FieldId>) -> Judged {
    codes.sort_unstable();
    codes.dedup();
    Judged { incoming, verdict: Verdict::Refused(codes), discarded, withheld: vec![] }
}

/// Values sorted by what the law said.
#[derive(Default)]
struct Sorted {
    accepted: Vec<Accepted>,
    discarded: Vec<FieldId>,
    withheld: Vec<&'static str>,
    /// A name or an address is among the accepted.
    identified: bool,
}

impl Sorted {
    /// Why nothing is left.
    fn codes(&self) -> Vec<&'static str> {
        if self.withheld.is_empty() { vec![ReasonCode::NotNecessary.name()] } else { self.withheld.clone() }
    }
}

/// `place` gives the place among all values of the value that was asked about as the `n`th.
fn sort(incoming: &Incoming, gated: Vec<Gated>, fields: &Fields, place: impl Fn(usize) -> usize) -> Sorted {
    let mut sorted = Sorted::default();
    for (asked, gated) in gated.into_iter().enumerate() {
        let value = place(asked);
        let Some((field, _)) = incoming.values.get(value) else { continue };
        match gated {
            Gated::Allowed { links, permit } => {
                sorted.identified |= fields.identifies(*field);
                sorted.accepted.push(Accepted { value, links, permit: Some(permit) });
            }
            Gated::NotNeeded => sorted.discarded.push(*field),
            Gated::Denied(codes) => sorted.withheld.extend(codes.iter().map(|code| code.name())),
        }
    }
    sorted.withheld.sort_unstable();
    sorted.withheld.dedup();
    sorted
}
