//! `/enrichment/{id}`: the plan, its approval, the progress, what came of it; and pausing, ending, undoing, repeating.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use zgoda_enrich::runs::{
    Choice, Rules, RunOptions, RunPlan, TargetReport, add_schedule, approve as approve_run, undo_run,
};
use zgoda_store::{Decision, ProposalKind, Run, RunId, RunState, Target, TargetState};
use zgoda_text::Text;

use super::new::rules;
use super::{actor, coded, list, name_of, reasons, run_page};
use crate::app::App;
use crate::handlers::organisations::trouble;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::enrichment::{FailureCount, FirmNote, RunCounts, RunPage};
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice, Progress};

/// Firms that are named in a list on the page.
const NAMED: u32 = 20;
/// Questions whose reports are read at a time.
const REPORTS: u32 = 2_000;
/// Days between two runs of a schedule, unless it is said otherwise.
const EVERY_DAYS: &str = "30";

/// What was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    done: Option<String>,
    people: u64,
    left: u64,
}

/// `GET /enrichment/{id}`
pub async fn page(
    State(app): State<App>,
    Path(id): Path<u32>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let every = Input { value: EVERY_DAYS.to_owned(), problem: None };
        show(app, &reader, RunId(id), notice(reader.t(), &wish), every)
    })
    .await
}

fn notice(t: Text, wish: &Wish) -> Option<Notice> {
    let mut notice = show::done(t, wish.done.as_deref().filter(|code| code.starts_with("enrich-")))?;
    let mut told = Vec::new();
    if wish.people > 0 {
        told.push(t.enrich_undone_people(wish.people));
    }
    if wish.left > 0 {
        told.push(t.enrich_undone_left(wish.left));
    }
    notice.text = (!told.is_empty()).then(|| told.join(" "));
    Some(notice)
}

fn show(app: &App, reader: &Reader, id: RunId, notice: Option<Notice>, every: Input) -> Answer {
    let t = reader.t();
    let run = app.store.run(id)?;
    let plan = RunPlan::parse(&run.plan).map_err(|error| trouble(t, error))?;
    let targets = app.store.target_counts(id)?;
    let proposals = app.store.proposal_counts(id)?;
    let (sum, attention) = reports(app, t, id)?;
    let pending = app.store.targets_in(id, TargetState::Quarantined, NAMED)?;
    let failed: Vec<_> =
        pending.iter().map(|target| firm(app, t, target, failure(t, target))).collect::<Result<_, _>>()?;
    let (progress, doing) = progress(t, &run, &targets, &proposals);
    let approved = run.approved.map(|(by, at)| Ok::<_, Trouble>((name_of(app, by)?, at))).transpose()?;
    let allowed = plan.sources.iter().any(zgoda_enrich::runs::PlannedSource::is_allowed);
    let refused = plan.sources.iter().flat_map(|source| &source.dropped).map(|(_, codes)| codes).next();
    Ok(html(&RunPage {
        frame: reader.frame(app, Section::Enrichment, notice)?,
        row: list::row(app, reader, &run)?,
        refused: if allowed { String::new() } else { reasons(t, refused.map_or(&[], Vec::as_slice)) },
        persons_refused: reasons(t, &plan.people.reasons),
        rules: parse(&run.rules)?,
        approved,
        progress,
        doing,
        halted: run.halted.as_deref().map(|why| halted(t, why)),
        counts: counts(t, &targets, &proposals, &sum),
        failures: app
            .store
            .quarantine_of(id)?
            .into_iter()
            .map(|(code, count)| FailureCount { why: coded(t, "enrich-failed", &code), count })
            .collect(),
        failed,
        attention,
        plan,
        every,
    }))
}

/// Why a run does not go on: a code, for a wait with its end.
fn halted(t: Text, why: &str) -> String {
    match why.strip_prefix("waits ").and_then(|until| until.parse::<jiff::Timestamp>().ok()) {
        Some(until) => t.enrich_halted_waits(t.moment_short(until)),
        None => coded(t, "enrich-halted", why),
    }
}

fn parse(text: &str) -> Result<Rules, Trouble> {
    serde_json::from_str(text).map_err(|_| Trouble::Unexpected)
}

type Targets = BTreeMap<TargetState, (u64, u64)>;
type Proposals = BTreeMap<(ProposalKind, Decision), u64>;

fn progress(
    t: Text,
    run: &Run,
    targets: &Targets,
    proposals: &Proposals,
) -> (Option<Progress>, &'static str) {
    let total: u64 = targets.values().map(|(count, _)| count).sum();
    let pending = targets.get(&TargetState::Pending).map_or(0, |(count, _)| *count);
    if matches!(run.state, RunState::Approved | RunState::Running) {
        return (Some(Progress { done: total - pending, total }), t.enrich_asking());
    }
    (applying(proposals), t.enrich_applying())
}

/// How far the decisions are carried out; `None` where none waits.
pub fn applying(proposals: &Proposals) -> Option<Progress> {
    let by = |wished: &[Decision]| -> u64 {
        proposals.iter().filter(|((_, decision), _)| wished.contains(decision)).map(|(_, count)| count).sum()
    };
    let waiting = by(&[Decision::Wanted, Decision::Recalled]);
    let done = by(&[Decision::Accepted, Decision::Undone]);
    (waiting > 0).then_some(Progress { done, total: done + waiting })
}

fn counts(t: Text, targets: &Targets, proposals: &Proposals, sum: &TargetReport) -> RunCounts {
    let state = |state| targets.get(&state).map_or(0, |(count, _)| *count);
    let decided = |wished: Decision| -> u64 {
        proposals.iter().filter(|((_, decision), _)| *decision == wished).map(|(_, count)| count).sum()
    };
    let stopped = sum.people.stopped.iter();
    let mut dropped_fields: Vec<_> =
        sum.discarded.iter().map(|(field, count)| (field.clone(), u64::from(*count))).collect();
    dropped_fields.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    RunCounts {
        found: state(TargetState::Found),
        not_found: state(TargetState::NotFound),
        struck_off: state(TargetState::StruckOff),
        quarantined: state(TargetState::Quarantined),
        confirmed: targets.values().map(|(_, confirmed)| confirmed).sum(),
        open: decided(Decision::Open),
        accepted: decided(Decision::Accepted),
        proposals: proposals.values().sum(),
        dropped: dropped_fields.iter().map(|(_, count)| count).sum(),
        withheld: sum.withheld.into(),
        people_owed: sum.people.owed,
        people_added: sum.people.added,
        people_confirmed: sum.people.confirmed + sum.people.changed,
        people_gone: sum.people.gone,
        stopped: stopped
            .map(|(code, count)| (t.reason_short(*code).to_owned(), u64::from(*count)))
            .chain(sum.people.refused.iter().map(|code| (t.reason_short(*code).to_owned(), 0)))
            .collect(),
        dropped_fields,
    }
}

/// The reports of all questions added up, and the first firms that a human should look up.
fn reports(app: &App, t: Text, id: RunId) -> Result<(TargetReport, Vec<FirmNote>), Trouble> {
    let (mut sum, mut attention) = (TargetReport::default(), Vec::new());
    let mut after = 0;
    loop {
        let targets = app.store.asked_targets(id, after, REPORTS)?;
        let Some(last) = targets.last() else { return Ok((sum, attention)) };
        after = last.no;
        for target in &targets {
            let report = TargetReport::parse(&target.report);
            if !report.attention.is_empty() && attention.len() < NAMED as usize {
                let signs: Vec<String> =
                    report.attention.iter().map(|code| coded(t, "enrich-attention", code)).collect();
                attention.push(firm(app, t, target, signs.join(", "))?);
            }
            sum.add(&report);
        }
    }
}

/// Which source gave no usable answer, and why.
fn failure(t: Text, target: &Target) -> String {
    let why = coded(t, "enrich-failed", &target.outcome);
    format!("{}: {why}", target.source.replace('_', " ").to_uppercase())
}

fn firm(app: &App, t: Text, target: &Target, note: String) -> Result<FirmNote, Trouble> {
    let org = target.org.map(|id| app.store.organisation(id)).transpose()?;
    // A question about a person holds no number, and who it was stays with the people.
    let asked = if target.number.is_empty() { t.enrich_person_asked() } else { target.number.as_str() };
    let name = org.as_ref().map_or_else(|| asked.to_owned(), |org| org.name.clone());
    Ok(FirmNote { id: org.map(|org| org.id.to_string()), name, note })
}

/// `POST /enrichment/{id}/approve`
pub async fn approve(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        approve_run(&app.store, RunId(id), rules(&form), &actor(app, &reader)?, app.now())
            .map_err(|error| trouble(reader.t(), error))?;
        Ok(go(&run_page(RunId(id), "enrich-approved")))
    })
    .await
}

/// `POST /enrichment/{id}/pause`
pub async fn pause(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        allowed(app, &reader)?;
        let state = app.store.run(RunId(id))?.state;
        if matches!(state, RunState::Approved | RunState::Running) {
            app.store.move_run(RunId(id), state, RunState::Paused, None)?;
        }
        Ok(go(&run_page(RunId(id), "enrich-paused")))
    })
    .await
}

/// `POST /enrichment/{id}/resume`
pub async fn resume(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        allowed(app, &reader)?;
        app.store.move_run(RunId(id), RunState::Paused, RunState::Approved, None)?;
        Ok(go(&run_page(RunId(id), "enrich-resumed")))
    })
    .await
}

/// `POST /enrichment/{id}/end`: a plan that is not wanted, or a run without the rest of its questions.
pub async fn end(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        allowed(app, &reader)?;
        let state = app.store.run(RunId(id))?.state;
        if state.is_open() {
            app.store.end_run(reader.stamp(app), RunId(id), state, RunState::Ended)?;
        }
        Ok(go("/enrichment?done=enrich-ended"))
    })
    .await
}

/// `POST /enrichment/{id}/again`: asks those anew who did not answer.
pub async fn again(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        allowed(app, &reader)?;
        app.store.move_run(RunId(id), RunState::Done, RunState::Approved, None)?;
        app.store.ask_again(RunId(id))?;
        Ok(go(&run_page(RunId(id), "enrich-again")))
    })
    .await
}

/// `POST /enrichment/{id}/undo`
pub async fn undo(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let who = allowed(app, &reader)?;
        if !form.has("sure") {
            return Ok(go(&format!("/enrichment/{id}")));
        }
        let undone =
            undo_run(&app.store, RunId(id), &who, app.now()).map_err(|error| trouble(reader.t(), error))?;
        let people = format!("&people={}&left={}", undone.destroyed, undone.left);
        Ok(go(&(run_page(RunId(id), "enrich-undone") + &people)))
    })
    .await
}

/// `POST /enrichment/{id}/repeat`: a schedule with the same choice, sources and rules.
pub async fn repeat(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let every = form.get("every").parse::<u16>().ok().filter(|days| (1..=365).contains(days));
        let Some(every) = every else {
            let value = form.get("every").to_owned();
            let typed = Input { value, problem: Some(t.enrich_repeat_wrong().to_owned()) };
            return show(app, &reader, RunId(id), None, typed);
        };
        let run = app.store.run(RunId(id))?;
        let choice: Choice = serde_json::from_str(&run.choice).map_err(|_| Trouble::Unexpected)?;
        let rules = parse(&run.rules)?;
        let options = RunOptions { choice, sources: run.sources, persons: run.persons, rules };
        add_schedule(&app.store, &options, every, &actor(app, &reader)?, app.now())
            .map_err(|error| trouble(t, error))?;
        Ok(go("/enrichment/schedules?done=enrich-scheduled"))
    })
    .await
}

/// The reader, if the law lets them enrich firms.
pub fn allowed(app: &App, reader: &Reader) -> Result<zgoda_law::Actor, Trouble> {
    let actor = actor(app, reader)?;
    zgoda_enrich::runs::permit(&app.store, &actor, app.now()).map_err(|error| trouble(reader.t(), error))?;
    Ok(actor)
}
