//! Carrying out what was accepted by hand.

use std::collections::BTreeMap;

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

/// Carries out some of what is wanted of a run; false where nothing is.
pub(super) fn carry_out(desk: &Desk, ranks: &Ranks, run: RunId) -> Result<bool, EnrichError> {
    let filter = ProposalFilter { decision: Some(Decision::Wanted), ..ProposalFilter::default() };
    let wanted = desk.store.proposals(run, &filter, 0, BATCH)?;
    if wanted.is_empty() {
        return Ok(false);
    }
    let mut change = desk.store.change(desk.stamp());
    for (org, proposals) in by_firm(&wanted) {
        accept(desk, ranks, &mut change, &desk.store.organisation(org)?, &proposals)?;
    }
    change.commit()?;
    Ok(true)
}

/// Proposals by the firm they are about: a change touches each firm once.
pub(super) fn by_firm(proposals: &[Proposal]) -> BTreeMap<OrgId, Vec<&Proposal>> {
    let mut firms: BTreeMap<OrgId, Vec<&Proposal>> = BTreeMap::new();
    for proposal in proposals {
        firms.entry(proposal.org).or_default().push(proposal);
    }
    firms
}

fn accept(
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
    let mut became = Vec::new();
    for proposal in proposals {
        let source = desk.store.target(proposal.run, proposal.target)?.source_id;
        let Some(source) = source else { continue };
        if let std::collections::btree_map::Entry::Vacant(place) = kinds.entry(source) {
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
