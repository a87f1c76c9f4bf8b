//! The parts of a pack about one enrichment run: what was planned and approved, who was asked, what came of it; the
//! assessments it rests on, how those it found were told, and their word since. By pseudonym; nobody is named.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use zgoda_law::PurposeId;
use zgoda_report::Block;
use zgoda_store::{AssessmentKind, Notice, Person, Run, RunState, Source, SourceId, Target};

use super::part::{Desk, Part, ROWS_MAX};
use super::people_parts::short;
use super::{law_parts, run_counts};
use crate::RightsError;
use crate::past::person_as_of;
use crate::registers::Grade;

/// The purpose for which people are looked up in registers.
const ENRICH_PERSON: &str = "enrich_person";

/// What a run was, with everything it touched.
pub struct Campaign {
    /// The run.
    pub run: Run,
    /// Its questions that were answered by the moment of the pack.
    pub targets: Vec<Target>,
    /// The people it found or asked about, as they stood then.
    pub people: Vec<Person>,
}

impl Campaign {
    /// Gathers a run and all it touched.
    pub fn of(desk: &Desk<'_>, run: Run) -> Result<Self, RightsError> {
        let store = desk.store;
        let mut targets = store.asked_targets(run.id, 0, ROWS_MAX)?;
        targets.retain(|target| target.asked_at.is_some_and(|at| at <= desk.at));
        let mut people = Vec::new();
        for id in store.people_of_run(run.id, ROWS_MAX)? {
            people.push(person_as_of(store, &store.person(id)?, desk.at)?);
        }
        Ok(Self { run, targets, people })
    }

    /// The sources that were described for its answers.
    fn sources(&self) -> BTreeSet<SourceId> {
        self.targets.iter().filter_map(|target| target.source_id).collect()
    }

    /// The duties to inform that arose from it.
    fn notices(&self) -> impl Iterator<Item = (&Person, &Notice)> {
        let sources = self.sources();
        let owed = move |notice: &&Notice| sources.contains(&notice.source);
        self.people.iter().flat_map(move |person| {
            let owed = owed.clone();
            person.notices.iter().filter(move |notice| owed(notice)).map(move |notice| (person, notice))
        })
    }
}

/// All parts about a run but the ledger's.
pub fn parts(desk: &Desk<'_>, campaign: &Campaign) -> Result<Vec<Part>, RightsError> {
    let purposes = purposes(desk, campaign)?;
    let assessed = |name, kind| law_parts::assessments(desk, name, kind, Some(&purposes));
    Ok(vec![
        assessed("04_lia", AssessmentKind::Balancing)?,
        assessed("05_dpia", AssessmentKind::Impact)?,
        objections(desk, campaign),
        notices(desk, campaign)?,
        sources(desk, campaign)?,
        plan(desk, campaign)?,
    ])
}

/// What the run's values about people are held for.
fn purposes(desk: &Desk<'_>, campaign: &Campaign) -> Result<BTreeSet<PurposeId>, RightsError> {
    let enriching = desk.store.law().catalogue().purpose(ENRICH_PERSON);
    let enriching = enriching.ok_or(RightsError::Catalogue("purpose of this name"))?.id;
    let owed = campaign.notices().flat_map(|(_, notice)| notice.purposes.iter().copied());
    Ok(owed.chain([enriching]).collect())
}

/// `07_sprzeciwy`: objections of those it touched, made since it was approved.
fn objections(desk: &Desk<'_>, campaign: &Campaign) -> Part {
    let t = desk.t;
    let mut part = Part::live("07_sprzeciwy");
    let began = campaign.run.approved.map_or(campaign.run.planned_at, |(_, at)| at);
    let since: Vec<_> = campaign
        .people
        .iter()
        .flat_map(|person| person.objections.iter().map(move |one| (person, one)))
        .filter(|(_, one)| one.made_at >= began && one.made_at <= desk.at)
        .collect();
    part.note(Grade::Good, t.evi_note_live(since.len()));
    part.blocks.extend(desk.table(
        t.evi_07_sprzeciwy(),
        [t.evi_pseudonym(), t.evi_what(), t.reg_act_purpose(), t.evi_when()],
        since.iter().map(|(person, one)| {
            [
                short(&person.id.to_string()),
                t.objection(one.kind).to_owned(),
                one.purpose.map(|purpose| desk.purpose(purpose)).unwrap_or_default(),
                t.moment_short(one.made_at),
            ]
        }),
    ));
    part.data = json!({ "objections": since.iter().map(|(person, one)| json!({
        "subject": person.id, "kind": one.kind, "made_at": one.made_at, "rejected_at": one.rejected_at,
        "purpose": one.purpose.map(|purpose| desk.purpose_name(purpose)),
    })).collect::<Vec<_>>() });
    part
}

/// `08_klauzule`: how those it found were told: the words that were kept, the servers' answers, the exemptions.
fn notices(desk: &Desk<'_>, campaign: &Campaign) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("08_klauzule");
    let owed: Vec<_> = campaign.notices().collect();
    let late = owed.iter().filter(|(_, one)| !one.status.is_met() && one.due_at <= desk.at).count() as u64;
    part.note(Grade::Good, t.evi_note_live(owed.len()));
    part.check(late, |count| t.evi_note_overdue(count), t.evi_ok_told());
    let (mut rows, mut data, mut words) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (person, notice) in owed {
        let mut sent = store.deliveries(person)?;
        sent.retain(|one| one.notices.contains(&notice.no) && one.queued_at <= desk.at);
        let exempt = store.exemptions(person)?.into_iter().find(|one| one.notice == notice.no);
        for text in sent.iter().map(|one| one.text).chain(exempt.iter().map(|one| one.text)) {
            words.entry(text).or_insert(store.wording(text)?);
        }
        let told = |one: &zgoda_store::Delivery| {
            let answered = one.code.map(|code| format!(" {code}")).unwrap_or_default();
            format!(
                "{} {}{answered}, {}",
                t.channel(one.channel),
                one.state.name(),
                t.moment_short(one.moved_at)
            )
        };
        let why = exempt.iter().map(|one| one.ground.clone());
        rows.push([
            short(&person.id.to_string()),
            t.duty(notice.duty).to_owned(),
            t.moment_short(notice.due_at),
            t.notice_status(notice.status).to_owned(),
            sent.iter().map(told).chain(why).collect::<Vec<_>>().join("; "),
        ]);
        data.push(json!({
            "subject": person.id, "no": notice.no, "duty": notice.duty, "due_at": notice.due_at,
            "status": notice.status, "done_at": notice.done_at,
            "messages": sent.iter().map(|one| json!({
                "channel": one.channel, "state": one.state, "code": one.code, "message_id": one.message_id,
                "text": one.text, "queued_at": one.queued_at, "moved_at": one.moved_at,
            })).collect::<Vec<_>>(),
            "exemption": exempt.map(|one| json!({
                "ground": one.ground, "text": one.text, "decided_at": one.decided_at, "review_on": one.review_on,
            })),
        }));
    }
    let columns = [t.evi_pseudonym(), t.evi_duty(), t.evi_due(), t.evi_state(), t.evi_told()];
    part.blocks.extend(desk.table(t.evi_08_klauzule(), columns, rows));
    if !words.is_empty() {
        part.blocks.push(Block::heading(2, t.evi_texts()));
    }
    for kept in words.values() {
        part.blocks.push(Block::pairs([("SHA-256".to_owned(), hex::encode(kept.digest))]));
        part.blocks.extend(kept.body.lines().filter(|line| !line.trim().is_empty()).map(Block::paragraph));
    }
    let words = words.iter().map(|(id, kept)| {
        json!({
            "text": id, "lang": kept.lang, "sha256": hex::encode(kept.digest), "body": kept.body,
        })
    });
    part.data = json!({ "notices": data, "words": words.collect::<Vec<_>>() });
    Ok(part)
}

/// `09_zrodla`: who was asked, and what was described for the answers.
fn sources(desk: &Desk<'_>, campaign: &Campaign) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("09_zrodla");
    let ids = campaign.sources().into_iter();
    let sources: Vec<Source> = ids.map(|id| desk.store.source(id)).collect::<Result<_, _>>()?;
    let unapproved = sources.iter().filter(|source| source.approved_at.is_none()).count() as u64;
    part.note(Grade::Good, t.evi_note_live(sources.len()));
    part.check(unapproved, |count| t.evi_note_unapproved(count), t.evi_ok_approved());
    part.blocks.extend(desk.table(
        t.evi_09_zrodla(),
        [t.evi_source(), t.evi_what(), t.evi_duty(), t.evi_when()],
        sources.iter().map(|source| {
            [
                t.origin(&source.name),
                t.source(source.kind).to_owned(),
                t.duty(source.duty).to_owned(),
                t.moment_short(source.occurred_at),
            ]
        }),
    ));
    part.data = json!({ "sources": sources.iter().map(|source| json!({
        "id": source.id, "kind": source.kind, "name": source.name, "duty": source.duty,
        "public": source.is_public, "occurred_at": source.occurred_at, "approved_at": source.approved_at,
    })).collect::<Vec<_>>() });
    Ok(part)
}

/// `26_kampania`: the run itself: plan and approval, questions by source and outcome, values by what was decided, what was
/// dropped and why.
fn plan(desk: &Desk<'_>, campaign: &Campaign) -> Result<Part, RightsError> {
    let (t, run) = (desk.t, &campaign.run);
    let mut part = Part::live("26_kampania");
    let counts = run_counts::Counts::of(desk.store, campaign)?;
    part.note(Grade::Good, t.evi_note_live(campaign.targets.len()));
    match run.approved {
        Some(_) => part.note(Grade::Good, t.evi_run_approved()),
        None if campaign.targets.is_empty() => part.note(Grade::Watch, t.evi_run_unapproved()),
        None => part.note(Grade::Bad, t.evi_run_unapproved()),
    }
    if run.state.is_open() && run.state != RunState::Planned {
        part.note(Grade::Watch, t.evi_run_goes_on());
    }
    desk.counts_of_now(&mut part);
    let by = |(by, at): (zgoda_law::ActorId, jiff::Timestamp)| format!("{}, {}", desk.name(by), t.moment(at));
    let plan: Value = serde_json::from_str(&run.plan)?;
    let figure = |name: &str| plan.get(name).and_then(Value::as_u64).map(|count| t.count(count));
    let mut pairs = vec![
        (t.evi_run_planned().to_owned(), by((run.planned_by, run.planned_at))),
        (t.evi_run_approved_by().to_owned(), run.approved.map_or_else(|| t.evi_none().to_owned(), by)),
        (t.evi_run_firms().to_owned(), figure("firms").unwrap_or_default()),
        (t.evi_run_people().to_owned(), t.count(campaign.people.len() as u64)),
    ];
    pairs.extend(run.undone.map(|undone| (t.evi_run_undone().to_owned(), by(undone))));
    part.blocks.push(Block::pairs(pairs));
    part.blocks.push(Block::heading(2, t.evi_run_questions()));
    part.blocks.extend(desk.table(
        t.evi_run_questions(),
        [t.evi_source(), t.evi_state(), t.evi_run_why(), t.evi_count()],
        counts.questions.iter().map(|((source, state, why), count)| {
            let state = t.find(&format!("evi-run-state-{}", state.name().replace('_', "-")));
            [source.clone(), state.unwrap_or_default().to_owned(), why.clone(), t.count(*count)]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_run_values()));
    part.blocks.extend(desk.table(
        t.evi_run_values(),
        [t.evi_what(), t.evi_run_decision(), t.evi_count()],
        counts.proposals.iter().map(|((kind, decision), count)| {
            let kind = t.find(&format!("evi-run-kind-{}", kind.name())).unwrap_or_default();
            let decision = t.find(&format!("evi-run-decision-{}", decision.name())).unwrap_or_default();
            [kind.to_owned(), decision.to_owned(), t.count(*count)]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_run_dropped()));
    part.blocks.extend(desk.table(
        t.evi_run_dropped(),
        [t.evi_fields(), t.evi_count()],
        counts.dropped.iter().map(|(field, count)| [t.field(field).to_owned(), t.count(*count)]),
    ));
    part.data = json!({
        "run": run.id, "state": run.state, "planned_by": run.planned_by, "planned_at": run.planned_at,
        "approved": run.approved, "ended_at": run.ended_at, "undone": run.undone, "sources": run.sources,
        "persons": run.persons, "rules": serde_json::from_str::<Value>(&run.rules)?, "plan": plan,
        "questions": counts.questions.iter().map(|((source, state, why), count)| json!({
            "source": source, "state": state, "why": why, "count": count,
        })).collect::<Vec<_>>(),
        "confirmed": counts.confirmed,
        "values": counts.proposals.iter().map(|((kind, decision), count)| json!({
            "kind": kind, "decision": decision, "count": count,
        })).collect::<Vec<_>>(),
        "dropped": counts.dropped, "reports": counts.reports,
        "people": campaign.people.iter().map(|person| person.id).collect::<Vec<_>>(),
    });
    Ok(part)
}
