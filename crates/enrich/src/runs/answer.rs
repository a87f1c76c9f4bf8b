//! From the answer of a source to what is kept of it: proposals, confirmations, people; all in one change with the note
//! that the question was asked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zgoda_connectors::{ConnectorError, Extract, Holder, Outcome, Provenance, StruckOff};
use zgoda_law::{Ranks, ReasonCode};
use zgoda_store::{
    Amended, Answered, Change, Difference, IncomingFact, NewProposal, OrgId, Organisation, OrganisationFact,
    ProposalKind, RunId, Source, SourceId, Target, TargetState,
};

use super::classify::classify;
use super::decide::name_after;
use super::plan::text;
use super::rules::Rules;
use crate::company::{self, Decided};
use crate::desk::Desk;
use crate::sources::source;
use crate::traders::{self, SharedSources};
use crate::{Discarded, EnrichError, PeopleReport, people};

/// What else came of a question, in counts and codes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TargetReport {
    /// Fields that were dropped because no purpose in use needs them, and how many values of each.
    pub discarded: BTreeMap<String, u32>,
    /// How many values the connector itself held back.
    pub withheld: u32,
    /// What a human should look at in the register, as codes.
    pub attention: Vec<String>,
    /// The people in the organs.
    pub people: PeopleCounts,
}

/// What came of the people in the organs of a firm. Who they are, only the store of people knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleCounts {
    /// Entries of people in the source.
    pub listed: u64,
    /// Recorded just now; each owes a notice.
    pub added: u64,
    /// Those who owe a notice because of it: who came in, and sole traders of whom a source told for the first time.
    pub owed: u64,
    /// Known already, and confirmed.
    pub confirmed: u64,
    /// Known already, with another office now.
    pub changed: u64,
    /// Known from the source, which no longer lists them.
    pub gone: u64,
    /// Stopped at the door, by reason; one person can have several.
    pub stopped: BTreeMap<ReasonCode, u32>,
    /// Why none was taken although they were asked for.
    pub refused: Vec<ReasonCode>,
}

impl TargetReport {
    /// The report as it is kept with a question.
    pub fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Adds up the reports of several questions.
    pub fn add(&mut self, other: &Self) {
        for (field, count) in &other.discarded {
            *self.discarded.entry(field.clone()).or_default() += count;
        }
        self.withheld += other.withheld;
        let (sum, more) = (&mut self.people, &other.people);
        sum.listed += more.listed;
        sum.added += more.added;
        sum.owed += more.owed;
        sum.confirmed += more.confirmed;
        sum.changed += more.changed;
        sum.gone += more.gone;
        for (code, count) in &more.stopped {
            *sum.stopped.entry(*code).or_default() += count;
        }
        let new = more.refused.iter().filter(|code| !sum.refused.contains(code)).copied().collect::<Vec<_>>();
        sum.refused.extend(new);
    }
}

impl From<&PeopleReport> for PeopleCounts {
    fn from(report: &PeopleReport) -> Self {
        Self {
            listed: report.listed as u64,
            added: report.added.len() as u64,
            owed: report.notice_due.map_or(0, |_| report.added.len().max(1) as u64),
            confirmed: report.confirmed.len() as u64,
            changed: report.changed.len() as u64,
            gone: report.gone.len() as u64,
            stopped: report.stopped.clone(),
            refused: report.refused.iter().map(|reason| reason.code).collect(),
        }
    }
}

/// What a run is allowed to do with answers.
pub(super) struct Terms<'r> {
    pub run: RunId,
    pub rules: Rules,
    pub persons: bool,
    pub decided: &'r Decided,
    pub ranks: &'r Ranks,
    pub shared: &'r SharedSources,
}

/// The answer to a question.
pub(super) struct Slip {
    pub target: Target,
    pub answer: Result<Outcome, ConnectorError>,
}

/// A word for why a source gave no usable answer.
pub fn failure(error: &ConnectorError) -> &'static str {
    match error {
        ConnectorError::Unreachable { .. } | ConnectorError::TimedOut { .. } => "unreachable",
        ConnectorError::Certificate { .. } => "certificate",
        ConnectorError::TooLarge { .. } => "too_large",
        ConnectorError::RedirectedElsewhere { .. } | ConnectorError::TooManyRedirects { .. } => "redirected",
        ConnectorError::RateLimited { .. } => "rate_limited",
        ConnectorError::Maintenance { .. } => "maintenance",
        ConnectorError::Unavailable { .. } => "unavailable",
        ConnectorError::Rejected { .. } => "rejected",
        ConnectorError::WrongRecord => "wrong_record",
        ConnectorError::ForbiddenAddress { .. } => "forbidden_address",
        ConnectorError::OptedOut { .. } => "opted_out",
        ConnectorError::CredentialRefused { .. } => "key_refused",
        ConnectorError::Blocked { .. }
        | ConnectorError::BudgetSpent { .. }
        | ConnectorError::CircuitOpen { .. } => "held_back",
        ConnectorError::Contact(_) => "contact",
        _ => "unreadable",
    }
}

/// Takes an answer into the change.
pub(super) fn take(
    desk: &Desk,
    terms: &Terms,
    change: &mut Change<'_>,
    slip: &Slip,
) -> Result<(), EnrichError> {
    let target = &slip.target;
    let failed = |why| Answered::failed(target.org, why);
    let plain = |state| Answered::plain(target.org, state);
    match &slip.answer {
        Err(error) => change.answer_target(target, &failed(failure(error))),
        Ok(Outcome::NotFound) => change.answer_target(target, &plain(TargetState::NotFound)),
        Ok(Outcome::Found(extract)) => match whose(desk, target, extract)? {
            Whose::Firm(org) => found(desk, terms, change, target, &org, extract)?,
            Whose::Trader => trader(desk, terms, change, target, extract)?,
            Whose::Nobodys(why) => change.answer_target(target, &failed(why)),
        },
        // A firm that is not held is not recorded only to say that it is gone.
        Ok(Outcome::StruckOff(gone)) => match organisation(desk, target)? {
            Some(org) => struck_off(desk, terms, change, target, &org, gone)?,
            None => change.answer_target(target, &plain(TargetState::StruckOff)),
        },
    }
    Ok(())
}

/// The firm that is asked about, where it is known to be no person.
fn organisation(desk: &Desk, target: &Target) -> Result<Option<Organisation>, EnrichError> {
    let Some(id) = target.org else { return Ok(None) };
    let org = desk.store.organisation(id)?;
    Ok(company::is_organisation(desk.store, &org)?.then_some(org))
}

/// A question about a person that is not asked, and why.
pub(super) fn stopped(reasons: Vec<ReasonCode>) -> Result<Answered, EnrichError> {
    let mut report = TargetReport::default();
    reasons.into_iter().for_each(|code| *report.people.stopped.entry(code).or_default() += 1);
    Ok(Answered { report: text(&report)?, ..Answered::failed(None, "person_refused") })
}

/// Whose an answer is.
enum Whose {
    Firm(Organisation),
    /// A person's, who trades in their own name: it never goes to an organisation.
    Trader,
    /// It cannot be told, for a reason that has a code.
    Nobodys(&'static str),
}

/// Whose the answer is; a firm that is not held yet is recorded.
fn whose(desk: &Desk, target: &Target, extract: &Extract) -> Result<Whose, EnrichError> {
    if target.person.is_some() {
        let is_trader = matches!(extract.holder, Holder::SoleTrader { .. });
        return Ok(if is_trader { Whose::Trader } else { Whose::Nobodys("other_company") });
    }
    let number = target.number.as_str();
    let held = match target.org {
        Some(id) => Some(desk.store.organisation(id)?),
        None => company::held(desk, extract)?,
    };
    let Some(org) = held else {
        if extract.holder != Holder::Organisation {
            return Ok(Whose::Nobodys("unclear"));
        }
        let name = extract.name().unwrap_or(number);
        let id = desk.store.add_organisation(desk.stamp(), name, Some(number), None)?;
        return Ok(Whose::Firm(desk.store.organisation(id)?));
    };
    let is_known = company::is_organisation(desk.store, &org)?;
    Ok(match extract.holder {
        _ if company::is_other(&org, extract) => Whose::Nobodys("other_company"),
        Holder::Organisation | Holder::Unclear if org.is_trader => Whose::Nobodys("sole_trader"),
        Holder::Organisation => Whose::Firm(org),
        Holder::Unclear if is_known => Whose::Firm(org),
        Holder::Unclear => Whose::Nobodys("unclear"),
        Holder::SoleTrader { .. } if is_known => Whose::Nobodys("other_company"),
        Holder::SoleTrader { .. } => Whose::Trader,
    })
}

/// Takes a sole trader to the people, if the run takes people and the source tells of them.
fn trader(
    desk: &Desk,
    terms: &Terms,
    change: &mut Change<'_>,
    target: &Target,
    extract: &Extract,
) -> Result<(), EnrichError> {
    let profile = source(&target.source)?;
    if !terms.persons || !traders::are_told_of_by(profile) {
        change.answer_target(target, &Answered::failed(target.org, "sole_trader"));
        return Ok(());
    }
    let source = terms.shared.of(desk, &extract.provenance)?;
    let taken = traders::take(desk, change, target.org, &source, &target.number, extract)?;
    let mut report = report(&taken.discarded, extract.withheld.len());
    report.people = PeopleCounts::from(&taken.report);
    report.attention = company::attention(extract).into_iter().map(str::to_owned).collect();
    if let Some(org) = target.org {
        report.attention.push("sole_trader".to_owned());
        if taken.is_settled {
            change.strip_organisation(&desk.store.organisation(org)?);
        }
    }
    let mut answered = Answered::plain(target.org, TargetState::Found);
    (answered.source, answered.report) = (Some(source.id), text(&report)?);
    change.answer_target(target, &answered);
    Ok(())
}

fn found(
    desk: &Desk,
    terms: &Terms,
    change: &mut Change<'_>,
    target: &Target,
    org: &Organisation,
    extract: &Extract,
) -> Result<(), EnrichError> {
    let (facts, discarded) = company::facts_of(extract, terms.decided);
    let view = View::of(desk, change, org, &extract.provenance, &target.number)?;
    let difference = Difference::of(&view.known, &view.earlier, &facts);
    let mut report = report(&discarded, extract.withheld.len());
    report.attention = company::attention(extract).into_iter().map(str::to_owned).collect();
    report.people.listed = extract.members.len() as u64;
    if terms.persons {
        let taken = people::take(desk, change, &target.number, org, &view.source, &extract.members)?;
        report.people = PeopleCounts::from(&taken);
    }
    view.settle(terms, change, target, org, &difference, (TargetState::Found, report))
}

/// The header of a company that was struck off tells of itself only, so nothing else is said to be gone.
fn struck_off(
    desk: &Desk,
    terms: &Terms,
    change: &mut Change<'_>,
    target: &Target,
    org: &Organisation,
    gone: &StruckOff,
) -> Result<(), EnrichError> {
    let (facts, discarded) = company::facts_of_struck_off(gone, terms.decided);
    let view = View::of(desk, change, org, &gone.provenance, &target.number)?;
    let mut difference = Difference::of(&view.known, &view.earlier, &facts);
    let told = |no: &u32| {
        let held = view.known.iter().find(|held| held.no == *no);
        held.is_some_and(|held| facts.iter().any(|fact: &IncomingFact| fact.field == held.field))
    };
    difference.gone.retain(told);
    let mut report = report(&discarded, 0);
    report.attention.push("struck_off".to_owned());
    view.settle(terms, change, target, org, &difference, (TargetState::StruckOff, report))
}

fn report(discarded: &[Discarded], withheld: usize) -> TargetReport {
    TargetReport {
        discarded: discarded.iter().map(|field| (field.field.to_owned(), field.count)).collect(),
        withheld: u32::try_from(withheld).unwrap_or(u32::MAX),
        ..TargetReport::default()
    }
}

/// What is held of a firm, seen from the source that answered.
struct View {
    known: Vec<OrganisationFact>,
    source: Source,
    /// The sources of the same kind, whose word the answer is the newer state of.
    earlier: Vec<SourceId>,
    kinds: BTreeMap<SourceId, Source>,
}

impl View {
    fn of(
        desk: &Desk,
        change: &mut Change<'_>,
        org: &Organisation,
        provenance: &Provenance,
        number: &str,
    ) -> Result<Self, EnrichError> {
        let known = desk.store.organisation_facts(org.id)?;
        let mut kinds = sources(desk, &known)?;
        let same: Vec<Source> =
            kinds.values().filter(|source| company::is_of(source, provenance)).cloned().collect();
        let source = match company::describe(desk, &same, provenance, number) {
            Ok(source) => source,
            Err(new) => {
                let id = SourceId(desk.store.reserve_sources(1)?.start);
                change.add_source(id, &new)?
            }
        };
        kinds.insert(source.id, source.clone());
        Ok(Self { known, earlier: same.iter().map(|source| source.id).collect(), source, kinds })
    }

    /// Confirms what is still so, accepts what the rules accept, and keeps the rest as proposals.
    fn settle(
        &self,
        terms: &Terms,
        change: &mut Change<'_>,
        target: &Target,
        org: &Organisation,
        difference: &Difference,
        (state, report): (TargetState, TargetReport),
    ) -> Result<(), EnrichError> {
        let mut proposals = classify(&self.known, difference, &org.name);
        let mut amended = Amended { confirmed: difference.confirmed.clone(), ..Amended::default() };
        for proposal in proposals.iter().filter(|proposal| terms.rules.accept(proposal.kind)) {
            amend(&mut amended, proposal, self.source.id);
        }
        if amended != Amended::default() {
            amended.name = name_after(terms.ranks, &self.known, &self.kinds, &amended);
            let mut numbers = change.amend_organisation(org, &amended, &format!("run {}", terms.run));
            for proposal in proposals.iter_mut().filter(|proposal| terms.rules.accept(proposal.kind)) {
                let fact = if proposal.kind == ProposalKind::Gone { None } else { numbers.next() };
                proposal.accepted_as = Some(fact);
            }
        }
        change.propose(terms.run, target.no, org.id, &proposals);
        let confirmed = u32::try_from(difference.confirmed.len()).unwrap_or(u32::MAX);
        let (source, report) = (Some(self.source.id), text(&report)?);
        let outcome = String::new();
        change.answer_target(
            target,
            &Answered { org: Some(org.id), state, outcome, source, confirmed, report },
        );
        Ok(())
    }
}

/// Adds an accepted proposal to a change of facts.
pub(super) fn amend(amended: &mut Amended, proposal: &NewProposal, source: SourceId) {
    if proposal.kind != ProposalKind::Gone {
        let (field, value) = (proposal.field.clone(), proposal.value.clone());
        amended.new.push((IncomingFact { field, value, path: proposal.path.clone() }, source));
    }
    if matches!(proposal.kind, ProposalKind::Changed | ProposalKind::Gone) {
        amended.ended.extend(proposal.beside);
    }
}

/// The sources of facts, by number.
pub(super) fn sources(
    desk: &Desk,
    facts: &[OrganisationFact],
) -> Result<BTreeMap<SourceId, Source>, EnrichError> {
    let mut sources = BTreeMap::new();
    for fact in facts {
        if let std::collections::btree_map::Entry::Vacant(place) = sources.entry(fact.source) {
            place.insert(desk.store.source(fact.source)?);
        }
    }
    Ok(sources)
}

/// The firms of some questions, each once: whoever is asked about twice waits for the next change.
pub(super) fn distinct(slips: &[Slip]) -> bool {
    let mut met: Vec<OrgId> = slips.iter().filter_map(|slip| slip.target.org).collect();
    met.sort_unstable();
    let all = met.len();
    met.dedup();
    met.len() == all
}
