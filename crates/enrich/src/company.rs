//! What a register says about the organisation itself.

use std::collections::BTreeMap;

use zgoda_connectors::{Extract, Fact, Field, Provenance, Standing, StruckOff};
use zgoda_formats::firmographics::legal_form;
use zgoda_law::calendar::start_of_day;
use zgoda_law::{InformationDuty, Reason, SourceType};
use zgoda_store::{Difference, IncomingFact, NewSource, OrgId, Organisation, Source, SourceId, Store};

use crate::desk::Desk;
use crate::fields::{incoming, stored_name};
use crate::plan::known_members;
use crate::report::attention_code;
use crate::run::with_retries;
use crate::{Discarded, EnrichError, Found, Plan, Report, people};

/// The fact that says whether the entry stands.
const STANDING: &str = "standing";

/// Why a field may not be kept; empty where it may.
pub(crate) type Decided = [(Field, Vec<Reason>)];

/// Records what a company that stands in the register is, and its people where they are taken.
pub(crate) fn record(
    desk: &Desk,
    plan: &Plan,
    extract: &Extract,
    decided: &Decided,
) -> Result<Report, EnrichError> {
    let (id, created) = match find(desk, plan, extract)? {
        Some(org) => (org.id, false),
        None => (add(desk, plan, extract)?, true),
    };
    let source = described(desk, id, &extract.provenance, plan.number.as_str())?;
    let (facts, discarded) = facts_of(extract, decided);
    with_retries(|| {
        let org = desk.store.organisation(id)?;
        let mut report = Report::new(Found::Found, Some(id));
        let mut change = desk.store.change(desk.stamp());
        let earlier = ids(&sources_of(desk, id, source.kind)?);
        let merged = change.merge_organisation(&org, source.id, &earlier, &facts)?;
        if plan.people.wanted {
            let number = plan.number.as_str();
            report.people = people::take(desk, &mut change, number, &org, &source, &extract.members)?;
        } else {
            report.people.listed = extract.members.len();
        }
        change.commit()?;
        let name = facts.iter().find(|fact| fact.field == Field::Name.name()).map(|fact| &fact.value);
        report.renamed_from = (!created && name.is_some_and(|name| *name != org.name)).then_some(org.name);
        report.created = created;
        report.source = Some(source.id);
        report.facts = merged.into();
        report.discarded.clone_from(&discarded);
        report.withheld = extract.withheld.len();
        report.attention = attention(extract);
        Ok(report)
    })
}

/// Records that a company was struck off, and when. Nothing is deleted: whether its data are still needed, and those
/// of its people, a human decides. A company that is not held is not recorded only to say that it is gone.
pub(crate) fn record_strike_off(
    desk: &Desk,
    plan: &Plan,
    struck_off: &StruckOff,
    decided: &Decided,
) -> Result<Report, EnrichError> {
    let found = Found::StruckOff { on: struck_off.struck_off_on };
    let held = desk.store.organisation_by_krs(plan.number.as_str())?;
    let Some(id) = plan.org.or(held.map(|org| org.id)) else { return Ok(Report::new(found, None)) };
    let source = described(desk, id, &struck_off.provenance, plan.number.as_str())?;
    let (facts, discarded) = facts_of_struck_off(struck_off, decided);
    let may_tell = kept(decided, Field::StruckOffDate);
    with_retries(|| {
        let org = desk.store.organisation(id)?;
        let mut report = Report::new(found, Some(id));
        let mut change = desk.store.change(desk.stamp());
        let known = desk.store.organisation_facts(id)?;
        // Without earlier sources little is ended, because the header of a strike-off tells only of itself.
        let mut difference = Difference::of(&known, &[], &facts);
        let stale = known.iter().filter(|held| may_tell && held.ended_at.is_none() && is_stale(held, &facts));
        difference.gone.extend(stale.map(|held| held.no));
        report.facts = change.merge_difference(&org, source.id, difference).into();
        change.commit()?;
        report.source = Some(source.id);
        report.discarded.clone_from(&discarded);
        report.attention.push("struck_off");
        report.people.gone = known_members(desk.store, id)?.iter().map(|person| person.id).collect();
        Ok(report)
    })
}

/// Whether another value of the same fact about the entry has just come in.
fn is_stale(held: &zgoda_store::OrganisationFact, incoming: &[IncomingFact]) -> bool {
    let single = [STANDING, Field::LastEntryNumber.name(), Field::LastEntryDate.name()];
    single.contains(&held.field.as_str())
        && incoming.iter().any(|fact| fact.field == held.field)
        && !incoming.iter().any(|fact| fact.field == held.field && fact.value == held.value)
}

/// The organisation the answer is about: the one that was meant, or the one with the same number or tax number.
fn find(desk: &Desk, plan: &Plan, extract: &Extract) -> Result<Option<Organisation>, EnrichError> {
    let org = match plan.org {
        Some(id) => Some(desk.store.organisation(id)?),
        None => held(desk, extract)?,
    };
    match org {
        Some(org) if is_other(&org, extract) => Err(EnrichError::OtherCompany),
        org => Ok(org),
    }
}

/// The organisation that is held under one of the numbers of the answer.
pub(crate) fn held(desk: &Desk, extract: &Extract) -> Result<Option<Organisation>, EnrichError> {
    let krs = extract.fact(Field::KrsNumber).map(|fact| fact.value.to_string());
    if let Some(org) = krs.map(|krs| desk.store.organisation_by_krs(&krs)).transpose()?.flatten() {
        return Ok(Some(org));
    }
    let nip = extract.fact(Field::Nip).map(|fact| fact.value.to_string());
    Ok(nip.map(|nip| desk.store.organisation_by_nip(&nip)).transpose()?.flatten())
}

/// Whether the answer is about another company than the one held: a number that was typed wrongly would turn one
/// company into another. A website may name several companies; then the one that is meant must be among them.
pub(crate) fn is_other(org: &Organisation, extract: &Extract) -> bool {
    let other = |held: &Option<String>, field: Field| {
        let mut said = extract.facts_of(field).map(|fact| fact.value.to_string()).peekable();
        held.as_ref().is_some_and(|held| said.peek().is_some() && said.all(|said| said != *held))
    };
    other(&org.nip, Field::Nip) || other(&org.krs, Field::KrsNumber)
}

/// Whether a firm is known to be no person: only organisations are in the court register, and the statistical register
/// tells the legal form of each. What a civil partnership has belongs to its partners.
pub(crate) fn is_organisation(store: &Store, org: &Organisation) -> Result<bool, EnrichError> {
    if org.krs.is_some() {
        return Ok(true);
    }
    let facts = store.organisation_facts(org.id)?;
    let mut forms = facts.iter().filter(|fact| fact.field == "legal_form" && fact.ended_at.is_none());
    Ok(forms.any(|fact| legal_form(&fact.value).is_some_and(|named| !named.form.is_natural_person())))
}

/// Whether a source is of the register that answered: its older word.
pub(crate) fn is_of(source: &Source, provenance: &Provenance) -> bool {
    let named = || source.name.starts_with(&format!("{} ", provenance.register.to_uppercase()));
    source.kind == provenance.source && (source.kind != SourceType::RegistryOther || named())
}

fn add(desk: &Desk, plan: &Plan, extract: &Extract) -> Result<OrgId, EnrichError> {
    let number = plan.number.as_str();
    let unnamed = format!("KRS {number}");
    let name = extract.name().unwrap_or(&unnamed);
    Ok(desk.store.add_organisation(desk.stamp(), name, Some(number), None)?)
}

/// The sources of one kind that the organisation's facts come from.
pub(crate) fn sources_of(desk: &Desk, id: OrgId, kind: SourceType) -> Result<Vec<Source>, EnrichError> {
    let facts = desk.store.organisation_facts(id)?;
    let ids: std::collections::BTreeSet<_> = facts.iter().map(|fact| fact.source.0).collect();
    let mut sources = Vec::new();
    for id in ids {
        let source = desk.store.source(SourceId(id))?;
        if source.kind == kind {
            sources.push(source);
        }
    }
    Ok(sources)
}

fn ids(sources: &[Source]) -> Vec<SourceId> {
    sources.iter().map(|source| source.id).collect()
}

/// The source of an extract, described if it was not.
fn described(desk: &Desk, org: OrgId, provenance: &Provenance, number: &str) -> Result<Source, EnrichError> {
    match describe(desk, &sources_of(desk, org, provenance.source)?, provenance, number) {
        Ok(known) => Ok(known),
        Err(new) => {
            let id = desk.store.add_source(desk.stamp(), new)?;
            Ok(desk.store.source(id)?)
        }
    }
}

/// The source of an extract among the known ones, or the description of a new one. The same content of the same day at
/// the same address is the same source.
pub(crate) fn describe(
    desk: &Desk,
    known: &[Source],
    provenance: &Provenance,
    number: &str,
) -> Result<Source, NewSource> {
    let day = provenance.as_of.map(|day| day.to_string()).unwrap_or_default();
    let evidence = format!("{} sha256:{} as-of:{day}", provenance.url, provenance.record_hash);
    if let Some(known) = known.iter().find(|source| source.evidence == evidence) {
        return Ok(known.clone());
    }
    let shown = provenance.as_of.map(start_of_day).unwrap_or(provenance.fetched_at);
    Err(NewSource {
        kind: provenance.source,
        name: format!("{} {number} {day}", provenance.register.to_uppercase()),
        duty: InformationDuty::Article14,
        is_public: true,
        occurred_at: shown.min(desk.at),
        // The operator approved the register by switching it on.
        approved: true,
        evidence,
    })
}

/// What may be kept of an extract, and a count of what may not.
pub(crate) fn facts_of(extract: &Extract, decided: &Decided) -> (Vec<IncomingFact>, Vec<Discarded>) {
    let (mut facts, discarded) = select(&extract.facts, decided);
    // Other sources tell of an entry of their own, or of none.
    if extract.provenance.source == SourceType::RegistryKrs && kept(decided, Field::LastEntryNumber) {
        facts.push(standing_of(extract));
    }
    (facts, discarded)
}

/// The same of the header of a company that was struck off.
pub(crate) fn facts_of_struck_off(
    struck_off: &StruckOff,
    decided: &Decided,
) -> (Vec<IncomingFact>, Vec<Discarded>) {
    let (mut facts, discarded) = select(&struck_off.facts, decided);
    if kept(decided, Field::StruckOffDate) {
        let is_court = struck_off.provenance.source == SourceType::RegistryKrs;
        facts.push(standing("struck_off", if is_court { "odpis.naglowekP.wpis" } else { "" }));
    }
    (facts, discarded)
}

/// The facts that may be kept, each once, and a count of those that may not.
fn select(facts: &[Fact], decided: &Decided) -> (Vec<IncomingFact>, Vec<Discarded>) {
    let mut kept: Vec<IncomingFact> = Vec::new();
    let mut dropped: BTreeMap<Field, Discarded> = BTreeMap::new();
    for fact in facts {
        let reasons = decided.iter().find(|(field, _)| *field == fact.field).map(|(_, reasons)| reasons);
        match reasons {
            Some(reasons) if reasons.is_empty() => {
                let fact = incoming(fact);
                let twin = |known: &IncomingFact| known.field == fact.field && known.value == fact.value;
                if !kept.iter().any(twin) {
                    kept.push(fact);
                }
            }
            // A field nobody decided about is not kept either.
            reasons => {
                let codes = || reasons.into_iter().flatten().map(|reason| reason.code).collect();
                let new = || Discarded { field: stored_name(fact.field), count: 0, reasons: codes() };
                dropped.entry(fact.field).or_insert_with(new).count += 1;
            }
        }
    }
    (kept, dropped.into_values().collect())
}

fn kept(decided: &Decided, field: Field) -> bool {
    decided.iter().any(|(known, reasons)| *known == field && reasons.is_empty())
}

fn standing_of(extract: &Extract) -> IncomingFact {
    let value = match extract.standing {
        Standing::Standing => "standing",
        Standing::StruckOff => "struck_off",
        Standing::Unknown(_) => "unknown",
    };
    standing(value, "odpis.naglowekA.stanPozycji")
}

/// The standing, which the register tells in its header and not in a field of its own.
fn standing(value: &str, path: &str) -> IncomingFact {
    IncomingFact { field: STANDING.to_owned(), value: value.to_owned(), path: path.to_owned() }
}

pub(crate) fn attention(extract: &Extract) -> Vec<&'static str> {
    let mut codes: Vec<_> = extract.attention.iter().map(|sign| attention_code(*sign)).collect();
    if matches!(extract.standing, Standing::Unknown(_)) {
        codes.push("unknown_standing");
    }
    codes
}
