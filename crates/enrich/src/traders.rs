//! Sole traders: natural persons who have a business in a register. Whatever the register says of the business is said of
//! the person, so it goes to the person's record, held on legitimate interest, with a duty to inform (GDPR art. 14).

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_connectors::{Extract, Field, Holder, IdentifierKind, Persons, Profile, Provenance};
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, Ending, Event, FactNo, InformationDuty, Permit, PurposeId, Reason, ReasonCode, SourceClass,
    SubjectKind, terms,
};
use zgoda_store::{
    Change, Collection, Draft, Fact, Link, NewFact, NewSource, NewSubject, OrgId, Person, Source,
};

use crate::desk::{Desk, blank, codes};
use crate::fields::{NIP, fields_of_trader, stored_name, values_of_trader};
use crate::people::{held, new_notice};
use crate::plan::planned_source;
use crate::{Discarded, EnrichError, PeopleReport};

/// Whether a source tells more of a sole trader than a state in a tax register.
pub(crate) fn are_told_of_by(profile: &Profile) -> bool {
    matches!(profile.persons, Persons::Traders | Persons::SomeTraders)
        && profile.answers(IdentifierKind::Nip)
        && profile.holds.contains(&Field::Address)
}

/// For every field the source gives of a sole trader, why it may not be had; empty where it may.
pub(crate) fn fields(desk: &Desk, profile: &Profile) -> Result<Vec<(Field, Vec<Reason>)>, EnrichError> {
    let links = desk.person_links()?;
    let until = desk.store.terms(&links, day_of(desk.at), desk.at)?;
    let source = planned_source(profile, desk.at);
    let collection = Collection { source: &source, links: &links, until: &until, obtained_at: desk.at };
    let mut person = blank(SubjectKind::SoleTrader, None, desk.at);
    person.notices.push(new_notice(source.id, &links, desk.at).expected());
    let mut fields = Vec::new();
    for field in profile.holds {
        let names = fields_of_trader(*field);
        let mut reasons = Vec::new();
        for name in names {
            reasons.extend(desk.may_collect(&person, name, collection, None)?.reasons().to_vec());
        }
        if names.is_empty() {
            // The law refuses what it does not know: the field is asked for under its own name.
            reasons = desk.may_collect(&person, field.name(), collection, None)?.reasons().to_vec();
        }
        fields.push((*field, reasons));
    }
    Ok(fields)
}

/// A field of the catalogue, and what is said of it.
type Value = (&'static str, String);

/// The sources of what is said of sole traders: one for each register and day, so that no source leads to a person.
#[derive(Default)]
pub(crate) struct SharedSources(Mutex<BTreeMap<String, Source>>);

impl SharedSources {
    /// The source of an answer, described if it was not.
    pub fn of(&self, desk: &Desk, provenance: &Provenance) -> Result<Source, EnrichError> {
        let day = provenance.as_of.unwrap_or_else(|| day_of(desk.at));
        let evidence = format!("{} {day}", provenance.url);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = known.get(&evidence) {
            return Ok(source.clone());
        }
        let new = NewSource {
            kind: provenance.source,
            name: format!("{} {day}", provenance.register.to_uppercase()),
            duty: InformationDuty::Article14,
            is_public: true,
            occurred_at: desk.at,
            // The operator approved the register by switching it on.
            approved: true,
            evidence: evidence.clone(),
        };
        let source = desk.store.source(desk.store.add_source(desk.stamp(), new)?)?;
        known.insert(evidence, source.clone());
        Ok(source)
    }
}

/// What a source says of a sole trader, as fields of the catalogue with values; and what of it no purpose needs.
struct Told {
    values: BTreeSet<Value>,
    dropped: BTreeMap<&'static str, u32>,
}

impl Told {
    fn of(extract: &Extract, nip: &str) -> Self {
        let mut told = Self { values: BTreeSet::from([(NIP, nip.to_owned())]), dropped: BTreeMap::new() };
        for fact in &extract.facts {
            let values = values_of_trader(fact);
            if values.is_empty() {
                *told.dropped.entry(stored_name(fact.field)).or_default() += 1;
            }
            told.values.extend(values);
        }
        if let Holder::SoleTrader { name: Some(name) } = &extract.holder {
            told.values.extend([("first_name", name.given.clone()), ("last_name", name.surname.clone())]);
        }
        told
    }

    fn discarded(self) -> Vec<Discarded> {
        let dropped = self.dropped.into_iter();
        dropped.map(|(field, count)| Discarded { field, count, reasons: Vec::new() }).collect()
    }
}

/// What came of a sole trader.
pub(crate) struct Taken {
    pub report: PeopleReport,
    pub discarded: Vec<Discarded>,
    /// They have a record of their own, or must not come back: nothing of theirs need stand with a firm.
    pub is_settled: bool,
}

/// Takes a sole trader into the change, where the law lets them in. `nip` is the number that was asked about; `org` the
/// firm under which it is held, where there is one.
pub(crate) fn take(
    desk: &Desk,
    change: &mut Change<'_>,
    org: Option<OrgId>,
    source: &Source,
    nip: &str,
    extract: &Extract,
) -> Result<Taken, EnrichError> {
    let told = Told::of(extract, nip);
    let report = PeopleReport { listed: 1, ..PeopleReport::default() };
    let suppressed = desk.store.suppressed_since(desk.field(NIP)?, nip)?;
    let mut door = Door { desk, source, suppressed, report };
    let known = held(desk, NIP, nip, &HashSet::new())?;
    match &known {
        Some(person) => door.refresh(change, &told, person)?,
        None => door.collect(change, &told, org)?,
    }
    let mut report = door.report;
    if !report.added.is_empty() {
        report.notice_due = Some(terms::article14_due(desk.at));
    }
    let is_settled = known.is_some() || suppressed.is_some() || !report.added.is_empty();
    Ok(Taken { report, discarded: told.discarded(), is_settled })
}

/// The tax number under which a sole trader can be asked about, with the permit to open it; else why not;
/// for no reason where no number is held.
pub(crate) fn may_be_asked(
    desk: &Desk,
    person: &Person,
) -> Result<Result<(FactNo, Permit), Vec<ReasonCode>>, EnrichError> {
    let field = desk.field(NIP)?;
    let number = person.current().filter(|fact| fact.field == field);
    let mut reasons = if person.flags.erased { vec![ReasonCode::SubjectErased] } else { Vec::new() };
    for fact in number {
        match desk.permit_to_use(person, fact)? {
            Ok(permit) => return Ok(Ok((fact.no, permit))),
            Err(why) => reasons = why,
        }
    }
    Ok(Err(reasons))
}

/// Opens the number of a sole trader who is asked about, with an entry of the ledger.
pub(crate) fn number(
    desk: &Desk,
    change: &mut Change<'_>,
    person: &Person,
) -> Result<Result<String, Vec<ReasonCode>>, EnrichError> {
    let (no, permit) = match may_be_asked(desk, person)? {
        Ok(found) => found,
        Err(reasons) => return Ok(Err(reasons)),
    };
    let number = desk.store.open_value(&permit, person, no)?;
    change.open(person)?;
    let draft = Draft::new(Event::Read, Action::Use).subject(person.id).purpose(desk.person_purpose()?);
    change.record(draft.facts(vec![no]));
    Ok(Ok(number.as_str().to_owned()))
}

/// Where a sole trader is met.
struct Door<'d, 's> {
    desk: &'d Desk<'s>,
    source: &'d Source,
    /// Since when they must not come back, where they must not.
    suppressed: Option<Timestamp>,
    report: PeopleReport,
}

/// What the register still says, what it says no more, and what it says anew.
#[derive(Default)]
struct Compared {
    still: Vec<FactNo>,
    gone: Vec<FactNo>,
    new: BTreeSet<Value>,
}

/// Grounds and terms under which values are held.
struct Held {
    links: Vec<Link>,
    until: Vec<(PurposeId, Date)>,
}

impl Held {
    /// Those of the first word of a register, so that no later one prolongs them; or those of today.
    fn of(desk: &Desk, person: &Person) -> Result<Self, EnrichError> {
        let purpose = desk.person_purpose()?;
        let enriched = |fact: &&Fact| {
            fact.grounds.source.kind.class() == SourceClass::Register
                && fact.grounds.links.iter().any(|link| link.purpose == purpose)
        };
        match person.current().find(enriched) {
            Some(oldest) => Ok(Self { links: oldest.grounds.links.clone(), until: oldest.until.clone() }),
            None => Self::anew(desk),
        }
    }

    /// Those of somebody who comes in today.
    fn anew(desk: &Desk) -> Result<Self, EnrichError> {
        let links = desk.person_links()?;
        let until = desk.store.terms(&links, day_of(desk.at), desk.at)?;
        Ok(Self { links, until })
    }
}

impl Door<'_, '_> {
    fn permit(
        &self,
        person: &Person,
        field: &str,
        held: &Held,
    ) -> Result<Result<Permit, Vec<ReasonCode>>, EnrichError> {
        let (links, until, at) = (&held.links, &held.until, self.desk.at);
        let collection = Collection { source: self.source, links, until, obtained_at: at };
        let verdict = self.desk.may_collect(person, field, collection, self.suppressed)?;
        Ok(verdict.permit().ok_or_else(|| codes(&verdict)))
    }

    fn collect(
        &mut self,
        change: &mut Change<'_>,
        told: &Told,
        org: Option<OrgId>,
    ) -> Result<(), EnrichError> {
        let (desk, source) = (self.desk, self.source);
        let held = Held::anew(desk)?;
        let mut person = blank(SubjectKind::SoleTrader, org, desk.at);
        person.notices.push(new_notice(source.id, &held.links, desk.at).expected());
        // Decided before the person exists, because a person without a single value is none.
        if let Err(reasons) = self.permit(&person, NIP, &held)? {
            self.stop(reasons);
            return Ok(());
        }
        let new = NewSubject { kind: SubjectKind::SoleTrader, org, ..NewSubject::default() };
        person.id = change.add_subject(new)?;
        change.add_notice(person.id, new_notice(source.id, &held.links, desk.at))?;
        for (field, value) in &told.values {
            self.add(change, &person, field, value, &held)?;
        }
        self.report.added.push(person.id);
        Ok(())
    }

    /// Adds a value, where the law allows it; says whether it did.
    fn add(
        &mut self,
        change: &mut Change<'_>,
        person: &Person,
        field: &str,
        value: &str,
        held: &Held,
    ) -> Result<bool, EnrichError> {
        match self.permit(person, field, held)? {
            Ok(permit) => {
                let grounds = self.desk.store.intern_grounds(self.source.id, &held.links)?;
                let index = (field == NIP).then_some(value);
                let (until, obtained_at) = (held.until.clone(), self.desk.at);
                change
                    .add_fact(&permit, NewFact { value, grounds, obtained_at, until, index, import: None })?;
                Ok(true)
            }
            Err(reasons) => {
                self.stop(reasons);
                Ok(false)
            }
        }
    }

    /// Somebody known: what the register still says is confirmed, what it says anew takes the place of its older word.
    /// What others said stays beside it.
    fn refresh(&mut self, change: &mut Change<'_>, told: &Told, person: &Person) -> Result<(), EnrichError> {
        let desk = self.desk;
        let own = |fact: &&Fact| fact.grounds.source.kind == self.source.kind;
        let older: Vec<&Fact> = person.current().filter(own).collect();
        let (held, first) = (Held::of(desk, person)?, older.is_empty());
        let mut judged = person.clone();
        if first {
            judged.notices.push(new_notice(self.source.id, &held.links, desk.at).expected());
        }
        if let Err(reasons) = self.permit(&judged, NIP, &held)? {
            self.stop(reasons);
            return Ok(());
        }
        let Some(Compared { still, gone, new }) = self.compare(person, &older, told)? else { return Ok(()) };
        change.open(person)?;
        if !older.is_empty() {
            let read = older.iter().map(|fact| fact.no).collect();
            let draft = Draft::new(Event::Read, Action::Use).subject(person.id);
            change.record(draft.purpose(desk.person_purpose()?).facts(read));
        }
        if !still.is_empty() {
            change.confirm(person, &still)?;
        }
        let mut added = false;
        for (field, value) in &new {
            added |= self.add(change, &judged, field, value, &held)?;
        }
        for no in &gone {
            change.supersede(person, *no, Ending::Superseded)?;
        }
        if first && added {
            change.add_notice(person.id, new_notice(self.source.id, &held.links, desk.at))?;
            self.report.notice_due = Some(terms::article14_due(desk.at));
        }
        let list =
            if added || !gone.is_empty() { &mut self.report.changed } else { &mut self.report.confirmed };
        list.push(person.id);
        Ok(())
    }

    /// How what is held stands to what the register says now. `None` where the law does not let it be looked at.
    fn compare(
        &mut self,
        person: &Person,
        older: &[&Fact],
        told: &Told,
    ) -> Result<Option<Compared>, EnrichError> {
        let mut compared = Compared { new: told.values.clone(), ..Compared::default() };
        for fact in older {
            let permit = match self.desk.permit_to_use(person, fact)? {
                Ok(permit) => permit,
                Err(reasons) => {
                    self.stop(reasons);
                    return Ok(None);
                }
            };
            let value = self.desk.store.open_value(&permit, person, fact.no)?;
            let is_same = |(field, said): &&Value| {
                said == value.as_str() && self.desk.field(field).is_ok_and(|id| id == fact.field)
            };
            match compared.new.iter().find(is_same).cloned() {
                Some(said) => {
                    compared.new.remove(&said);
                    compared.still.push(fact.no);
                }
                None => compared.gone.push(fact.no),
            }
        }
        Ok(Some(compared))
    }

    fn stop(&mut self, reasons: impl IntoIterator<Item = ReasonCode>) {
        for code in reasons {
            *self.report.stopped.entry(code).or_default() += 1;
        }
    }
}
