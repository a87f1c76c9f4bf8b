//! `/enrichment/{id}/diff`: where a source differs from what is held, firm by firm, and the decision about it.

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use zgoda_law::{Better, Founded, Ranks};
use zgoda_store::{Decision, Proposal, ProposalFilter, ProposalKind, RunId};
use zgoda_text::Text;

use super::run::{allowed, applying};
use crate::app::App;
use crate::handlers::organisations::written;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::enrichment::{DiffPage, FirmDiff, ProposalRow, decision_label, kind_label};
use crate::views::frame::Section;
use crate::views::parts::Chip;

/// Firms on a page.
const FIRMS: u32 = 25;
const KINDS: [ProposalKind; 4] =
    [ProposalKind::New, ProposalKind::Changed, ProposalKind::Contradicting, ProposalKind::Gone];
const DECISIONS: [Decision; 3] = [Decision::Open, Decision::Accepted, Decision::Rejected];

/// The filter in the address.
#[derive(Deserialize, Clone)]
#[serde(default)]
pub struct Wish {
    kind: String,
    decision: String,
    field: String,
    after: u32,
    done: Option<String>,
}

impl Default for Wish {
    fn default() -> Self {
        let decision = Decision::Open.name().to_owned();
        Self { kind: String::new(), decision, field: String::new(), after: 0, done: None }
    }
}

impl Wish {
    fn of(form: &Posted) -> Self {
        let text = |name: &str| form.get(name).to_owned();
        Self { kind: text("kind"), decision: text("decision"), field: text("field"), ..Self::default() }
    }

    fn filter(&self) -> ProposalFilter {
        ProposalFilter {
            kind: ProposalKind::from_name(&self.kind),
            decision: Decision::from_name(&self.decision),
            field: Some(self.field.clone()).filter(|field| !field.is_empty()),
        }
    }

    fn href(&self, id: RunId) -> String {
        let Self { kind, decision, field, .. } = self;
        format!("/enrichment/{id}/diff?kind={kind}&decision={decision}&field={field}")
    }
}

/// `GET /enrichment/{id}/diff`
pub async fn page(
    State(app): State<App>,
    Path(id): Path<u32>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| show_page(app, &reader, RunId(id), &wish)).await
}

fn show_page(app: &App, reader: &Reader, id: RunId, wish: &Wish) -> Answer {
    let t = reader.t();
    app.store.run(id)?;
    let filter = wish.filter();
    let counts = app.store.proposal_counts(id)?;
    let of = |kind: Option<ProposalKind>, decision: Option<Decision>| -> u64 {
        let passes = |(k, d): &(ProposalKind, Decision)| {
            kind.is_none_or(|kind| kind == *k) && decision.is_none_or(|decision| decision == *d)
        };
        counts.iter().filter(|(key, _)| passes(key)).map(|(_, count)| count).sum()
    };
    let chip = |label: &str, count: u64, wish: Wish, on: bool| Chip {
        label: format!("{label} {}", t.count(count)),
        href: wish.href(id),
        on,
    };
    let kind_chip = |kind: Option<ProposalKind>| {
        let name = kind.map_or("", ProposalKind::name).to_owned();
        let label = kind.map_or(t.enrich_filter_all(), |kind| kind_label(kind, &t));
        chip(label, of(kind, filter.decision), Wish { kind: name, ..wish.clone() }, filter.kind == kind)
    };
    let decision_chip = |decision: Option<Decision>| {
        let name = decision.map_or("", Decision::name).to_owned();
        let label = decision.map_or(t.enrich_filter_all(), |decision| decision_label(decision, &t));
        let wish = Wish { decision: name, ..wish.clone() };
        chip(label, of(filter.kind, decision), wish, filter.decision == decision)
    };
    let proposals = app.store.proposals(id, &filter, wish.after, FIRMS)?;
    let fields = app.store.proposal_fields(id)?;
    let open = match &filter.field {
        None => of(filter.kind, Some(Decision::Open)),
        Some(field) => fields.iter().find(|(known, _)| known == field).map_or(0, |(_, count)| *count),
    };
    let last = proposals.last().map(|proposal| proposal.target);
    let more = match last {
        Some(last) => !app.store.proposals(id, &filter, last, 1)?.is_empty(),
        None => false,
    };
    Ok(html(&DiffPage {
        frame: reader.frame(app, Section::Enrichment, show::done(t, wish.done.as_deref()))?,
        id: id.to_string(),
        filters: !counts.is_empty(),
        kinds: std::iter::once(None).chain(KINDS.map(Some)).map(kind_chip).collect(),
        decisions: DECISIONS.map(Some).into_iter().chain([None]).map(decision_chip).collect(),
        fields: fields.into_iter().map(|(field, _)| (field.clone(), field == wish.field)).collect(),
        filter: [wish.kind.clone(), wish.decision.clone(), wish.field.clone()],
        firms: firms(app, t, &proposals)?,
        open: if filter.decision.is_none_or(|decision| decision == Decision::Open) { open } else { 0 },
        next: last.filter(|_| more).map(|last| format!("{}&after={last}", wish.href(id))),
        applying: applying(&counts),
    }))
}

/// Proposals in groups of one question each, which is one firm.
fn firms(app: &App, t: Text, proposals: &[Proposal]) -> Result<Vec<FirmDiff>, Trouble> {
    let ranks = app.store.ranks()?;
    let mut firms: Vec<(u32, FirmDiff)> = Vec::new();
    for proposal in proposals {
        if firms.last().is_none_or(|(target, _)| *target != proposal.target) {
            let target = app.store.target(proposal.run, proposal.target)?;
            let firm = FirmDiff {
                id: proposal.org.to_string(),
                name: app.store.organisation(proposal.org)?.name,
                source: target.source,
                confirmed: target.confirmed.into(),
                rows: Vec::new(),
            };
            firms.push((proposal.target, firm));
        }
        if let Some((_, firm)) = firms.last_mut() {
            firm.rows.push(row(app, t, &ranks, proposal)?);
        }
    }
    Ok(firms.into_iter().map(|(_, firm)| firm).collect())
}

fn row(app: &App, t: Text, ranks: &Ranks, proposal: &Proposal) -> Result<ProposalRow, Trouble> {
    let said = |value: &str| written(t, &proposal.field, value);
    let gone = proposal.kind == ProposalKind::Gone;
    let contradicts = proposal.kind == ProposalKind::Contradicting;
    Ok(ProposalRow {
        key: format!("{}:{}", proposal.target, proposal.no),
        field: proposal.field.clone(),
        kind: proposal.kind,
        was: said(&proposal.was),
        value: if gone { String::new() } else { said(&proposal.value) },
        path: proposal.path.clone(),
        would_show: if contradicts { would_show(app, t, ranks, proposal)? } else { None },
        decision: proposal.decision,
    })
}

/// Which of two contradicting values is shown once both stand, and why.
fn would_show(app: &App, t: Text, ranks: &Ranks, proposal: &Proposal) -> Result<Option<String>, Trouble> {
    let facts = app.store.organisation_facts(proposal.org)?;
    let target = app.store.target(proposal.run, proposal.target)?;
    let held = facts.iter().find(|fact| Some(fact.no) == proposal.beside);
    let (Some(held), Some(source)) = (held, target.source_id) else { return Ok(None) };
    let kind = |id| Ok::<_, Trouble>(app.store.source(id)?.kind);
    let ours = Founded { source: kind(held.source)?, confirmed_at: held.confirmed_at };
    let theirs =
        Founded { source: kind(source)?, confirmed_at: target.asked_at.unwrap_or(held.confirmed_at) };
    let pair = [ours, theirs];
    let order = ranks.sort(&proposal.field, &pair);
    let at = |place: usize| order.get(place).and_then(|place| pair.get(*place));
    let (Some(first), Some(second)) = (at(0), at(1)) else { return Ok(None) };
    let why = better(t, ranks.why(&proposal.field, first, second));
    Ok(Some(t.enrich_would_show(t.source(first.source), why)))
}

/// Why a value is shown first.
pub fn better(t: Text, better: Better) -> &'static str {
    match better {
        Better::Source => t.enrich_better_source(),
        Better::Newer => t.enrich_better_newer(),
        Better::First => t.enrich_better_first(),
    }
}

/// `POST /enrichment/{id}/diff`
pub async fn decide(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        allowed(app, &reader)?;
        let (id, wish, stamp) = (RunId(id), Wish::of(&form), reader.stamp(app));
        let key = |text: &str| {
            let (target, no) = text.split_once(':')?;
            Some((target.parse().ok()?, no.parse().ok()?))
        };
        let ticked: Vec<(u32, u32)> = form.all("p").filter_map(key).collect();
        match form.get("do") {
            "accept" => app.store.decide_proposals(stamp, id, &ticked, true)?,
            "reject" => app.store.decide_proposals(stamp, id, &ticked, false)?,
            "accept-all" => app.store.decide_about_all(stamp, id, &wish.filter(), true)?,
            "reject-all" => app.store.decide_about_all(stamp, id, &wish.filter(), false)?,
            _ => return Err(Trouble::NotFound),
        }
        Ok(go(&format!("{}&done=enrich-decided", wish.href(id))))
    })
    .await
}
