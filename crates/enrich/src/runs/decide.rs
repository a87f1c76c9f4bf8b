//! Carrying out what was accepted by hand.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use zgoda_law::{Founded, Ranks};
use zgoda_store::{
    Amended, Change, Decision, NewProposal, OrgId, Organisation, OrganisationFact, Proposal, ProposalFilter,
    ProposalKind, RunId, Source, SourceId,
};

use super::answer::{amend, sources};
use crate::EnrichError;
use crate::desk::Desk;

/// Questions whose proposals are carried out in one change.
const BATCH: u32 = 100;

/// The name a firm goes by after its facts are amended: the best founded of those that stand; `None` where none does.
pub(super) fn name_after(
    ranks: &Ranks,
    known: &[OrganisationFact],
    sources: &BTreeMap<SourceId, Source>,
    amended: &Amended,
) -> Option<String> {
    let is_name = |field: &str| field == "name";
    let stands = |fact: &&OrganisationFact| {
        is_name(&fact.field) && fact.ended_at.is_none() && !amended.ended.contains(&fact.no)
    };
    let founded = |id: SourceId, confirmed_at| {
        let source = sources.get(&id)?.kind;
        Some(Founded { source, confirmed_at })
    };
    let held = known
        .iter()
        .filter(stands)
        .filter_map(|fact| Some((&fact.value, founded(fact.source, fact.confirmed_at)?)));
    let new = amended.new.iter().filter(|(fact, _)| is_name(&fact.field));
    let new = new.filter_map(|(fact, id)| Some((&fact.value, founded(*id, jiff::Timestamp::MAX)?)));
    let names: Vec<(&String, Founded)> = held.chain(new).collect();
    let order = ranks.sort("name", &names.iter().map(|(_, founded)| *founded).collect::<Vec<_>>());
    order.first().and_then(|best| names.get(*best)).map(|(name, _)| (*name).clone())
}

/// What is done with the proposals about a firm.
pub(super) type Step =
    fn(&Desk, &Ranks, &mut Change<'_>, &Organisation, &[&Proposal]) -> Result<(), EnrichError>;

/// Takes a step with some of a run's proposals that this was decided of; false where there are none.
pub(super) fn carry_out(
    desk: &Desk,
    ranks: &Ranks,
    run: RunId,
    decision: Decision,
    step: Step,
) -> Result<bool, EnrichError> {
    let filter = ProposalFilter { decision: Some(decision), ..ProposalFilter::default() };
    let decided = desk.store.proposals(run, &filter, 0, BATCH)?;
    if decided.is_empty() {
        return Ok(false);
    }
    let mut change = desk.store.change(desk.stamp());
    for (org, proposals) in by_firm(&decided) {
        step(desk, ranks, &mut change, &desk.store.organisation(org)?, &proposals)?;
    }
    change.commit()?;
    Ok(true)
}

/// Proposals by the firm they are about: a change touches each firm once.
fn by_firm(proposals: &[Proposal]) -> BTreeMap<OrgId, Vec<&Proposal>> {
    let mut firms: BTreeMap<OrgId, Vec<&Proposal>> = BTreeMap::new();
    for proposal in proposals {
        firms.entry(proposal.org).or_default().push(proposal);
    }
    firms
}

/// Accepts what was proposed.
pub(super) fn accept(
    desk: &Desk,
    ranks: &Ranks,
    change: &mut Change<'_>,
    org: &Organisation,
    proposals: &[&Proposal],
) -> Result<(), EnrichError> {
    let known = desk.store.organisation_facts(org.id)?;
    let mut kinds = sources(desk, &known)?;
    let standing = |no: u32| known.iter().any(|held| held.no == no && held.ended_at.is_none());
    let twin = |field: &str, value: &str| {
        let same =
            |held: &&OrganisationFact| held.field == field && held.value == value && held.ended_at.is_none();
        known.iter().find(same)
    };
    let mut amended = Amended::default();
    let (mut became, mut asked) = (Vec::new(), BTreeMap::new());
    for proposal in proposals {
        let source = match asked.entry(proposal.target) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                *place.insert(desk.store.target(proposal.run, proposal.target)?.source_id)
            }
        };
        let Some(source) = source else { continue };
        if let Entry::Vacant(place) = kinds.entry(source) {
            place.insert(desk.store.source(source)?);
        }
        // Somebody may have accepted the same value from elsewhere in the meantime.
        let held = twin(&proposal.field, &proposal.value).filter(|_| proposal.kind != ProposalKind::Gone);
        let beside = proposal.beside.filter(|no| standing(*no) && !amended.ended.contains(no));
        match held {
            Some(held) => amended.confirmed.push(held.no),
            None => amend(&mut amended, &waiting(proposal, beside), source),
        }
        became.push((*proposal, held.is_none() && proposal.kind != ProposalKind::Gone));
    }
    amended.name = name_after(ranks, &known, &kinds, &amended);
    let run = proposals.first().map(|proposal| proposal.run.to_string()).unwrap_or_default();
    let mut numbers = change.amend_organisation(org, &amended, &format!("run {run} accepted"));
    for (proposal, is_new) in became {
        let fact = if is_new { numbers.next() } else { None };
        change.settle(proposal, Decision::Accepted, fact);
    }
    Ok(())
}

fn waiting(proposal: &Proposal, beside: Option<u32>) -> NewProposal {
    NewProposal {
        kind: proposal.kind,
        field: proposal.field.clone(),
        value: proposal.value.clone(),
        path: proposal.path.clone(),
        beside,
        was: proposal.was.clone(),
        accepted_as: None,
    }
}
