//! Enrichment runs: their questions, proposals, decisions, leases and schedules.

use jiff::{SignedDuration, ToSpan};
use zgoda_store::{
    Amended, Answered, Decision, IncomingFact, NewProposal, NewRun, NewSchedule, NewTarget, ProposalFilter,
    ProposalKind, RunId, RunState, Store, StoreError, Target, TargetState,
};

use crate::bed::{Bed, now, stamp};
use crate::people::{Office, form};

fn plan(store: &Store, targets: &[NewTarget]) -> RunId {
    let new = NewRun {
        choice: "{}".into(),
        sources: vec!["krs".into(), "bir".into()],
        persons: true,
        rules: "{}".into(),
        plan: "{}".into(),
        schedule: None,
    };
    store.plan_run(stamp(), &new, targets).unwrap()
}

/// Plans a question about a person, in which no number stands.
pub fn ask_about(store: &Store, person: zgoda_store::Ordinal) -> RunId {
    let (source, number) = ("ceidg".to_owned(), String::new());
    plan(store, &[NewTarget { org: None, person: Some(person), source, number }])
}

pub fn a_question_about_a_person_knows_whom_and_holds_no_number(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna")]);
    let person = office.store.person(id).unwrap().ordinal;
    let run = ask_about(&office.store, person);
    let [target] = <[Target; 1]>::try_from(office.store.pending_targets(run, &[], 9).unwrap()).unwrap();
    assert_eq!((target.person, target.number.as_str(), target.org), (Some(person), "", None));
}

fn proposal(kind: ProposalKind, field: &str, accepted_as: Option<Option<u32>>) -> NewProposal {
    NewProposal {
        kind,
        field: field.into(),
        value: "after".into(),
        path: "odpis".into(),
        beside: Some(3),
        was: "before".into(),
        accepted_as,
    }
}

pub fn a_run_goes_from_plan_to_answers_to_decisions(bed: &Bed) {
    let store = bed.open();
    let org = store.add_organisation(stamp(), "Fala", Some("0000000001"), None).unwrap();
    let source = store.add_source(stamp(), form()).unwrap();
    let target = |number: &str| {
        let (org, source, number) = (Some(org), "krs".into(), number.into());
        NewTarget { org, person: None, source, number }
    };
    let id = plan(&store, &[target("0000000001"), target("0000000002"), target("0000000003")]);
    let run = store.run(id).unwrap();
    assert_eq!(
        (run.state, run.sources, run.persons),
        (RunState::Planned, vec!["krs".into(), "bir".into()], true)
    );
    assert_eq!(store.busy_runs().unwrap(), []);
    store.approve_run(stamp(), id, "{\"new\":true}").unwrap();
    assert!(store.approve_run(stamp(), id, "{}").unwrap_err().is_conflict(), "it is approved once");
    assert_eq!(store.busy_runs().unwrap(), [id]);
    store.move_run(id, RunState::Approved, RunState::Running, None).unwrap();

    let pending = store.pending_targets(id, &[], 9).unwrap();
    assert_eq!(pending.iter().map(|target| target.no).collect::<Vec<_>>(), [1, 2, 3]);
    let held = store.organisation(org).unwrap();
    let fact = IncomingFact { field: "city".into(), value: "after".into(), path: "odpis".into() };
    let mut change = store.change(stamp());
    let amended = Amended { new: vec![(fact, source)], name: Some("Fala SA".into()), ..Amended::default() };
    let numbers = change.amend_organisation(&held, &amended, "run");
    assert_eq!(numbers, 1..2);
    let accepted = proposal(ProposalKind::New, "city", Some(Some(1)));
    let open = proposal(ProposalKind::Changed, "form", None);
    change.propose(id, 1, org, &[accepted, open.clone()]);
    let answered =
        Answered { confirmed: 4, source: Some(source), ..Answered::plain(Some(org), TargetState::Found) };
    change.answer_target(&pending[0], &answered);
    change.commit().unwrap();
    assert_eq!(store.organisation(org).unwrap().name, "Fala SA");
    let mut twice = store.change(stamp());
    twice.answer_target(&pending[0], &answered);
    assert!(twice.commit().unwrap_err().is_conflict(), "a question is answered once");
    let mut change = store.change(stamp());
    change.propose(id, 2, org, &[open]);
    change.answer_target(&pending[1], &Answered::plain(Some(org), TargetState::StruckOff));
    change.answer_target(&pending[2], &Answered::failed(Some(org), "maintenance"));
    change.commit().unwrap();
    let counts = store.target_counts(id).unwrap();
    assert_eq!(counts.get(&TargetState::Found), Some(&(1, 4)));
    assert_eq!(store.quarantine_of(id).unwrap(), [("maintenance".to_owned(), 1)]);
    assert_eq!(store.targets_in(id, TargetState::StruckOff, 9).unwrap()[0].no, 2);
    assert_eq!(store.asked_targets(id, 1, 9).unwrap().len(), 2);

    let changed = ProposalFilter { kind: Some(ProposalKind::Changed), ..ProposalFilter::default() };
    assert_eq!(store.proposals(id, &changed, 0, 9).unwrap().len(), 2);
    assert_eq!(store.proposals(id, &changed, 1, 9).unwrap()[0].target, 2);
    let first = &store.proposals(id, &ProposalFilter::default(), 0, 1).unwrap();
    assert_eq!((first.len(), first[0].decision, first[0].fact), (2, Decision::Accepted, Some(1)));
    assert_eq!(store.proposal_fields(id).unwrap(), [("city".to_owned(), 1), ("form".to_owned(), 2)]);
    store.decide_proposals(stamp(), id, &[(1, 1), (1, 2)], false).unwrap();
    store.decide_about_all(stamp(), id, &changed, true).unwrap();
    let by = |decision| {
        let filter = ProposalFilter { decision: Some(decision), ..ProposalFilter::default() };
        store.proposals(id, &filter, 0, 9).unwrap()
    };
    assert_eq!((by(Decision::Accepted).len(), by(Decision::Rejected).len()), (1, 1));
    let wanted = by(Decision::Wanted);
    assert_eq!((wanted.len(), wanted[0].target, wanted[0].decided_by), (1, 2, Some(stamp().actor)));
    let mut change = store.change(stamp());
    change.settle(&wanted[0], Decision::Accepted, None);
    change.commit().unwrap();
    let mut again = store.change(stamp());
    again.settle(&wanted[0], Decision::Accepted, None);
    assert!(again.commit().unwrap_err().is_conflict());

    store.ask_again(id).unwrap();
    assert_eq!(store.pending_targets(id, &[], 9).unwrap().len(), 1);
    store.end_run(stamp(), id, RunState::Running, RunState::Done).unwrap();
    assert_eq!(store.busy_runs().unwrap(), []);
    store.undo_run(stamp(), id).unwrap();
    assert!(store.undo_run(stamp(), id).unwrap_err().is_conflict());
    assert_eq!((by(Decision::Recalled).len(), store.busy_runs().unwrap()), (2, vec![id]));
    assert!(matches!(store.run(RunId(99)), Err(StoreError::NotFound("run"))));
    drop(store);
    let store = bed.open();
    assert_eq!(store.runs(9).unwrap()[0].undone, Some((stamp().actor, now())));
    assert_eq!(store.organisations_chosen(zgoda_store::OrgId(0), false, None, 9).unwrap().len(), 1);
    assert_eq!(store.organisations_chosen(zgoda_store::OrgId(0), true, None, 9).unwrap(), []);
    assert_eq!(store.organisations_chosen(org, false, None, 9).unwrap(), []);
    let since =
        |hours: i64| store.organisations_chosen(zgoda_store::OrgId(0), false, Some(now() + hours.hours()), 9);
    assert_eq!((since(-1).unwrap().len(), since(1).unwrap().len()), (0, 1));
}

pub fn a_run_is_leased_to_one_at_a_time_and_a_schedule_moves_once(bed: &Bed) {
    let store = bed.open();
    let id = plan(&store, &[]);
    let term = SignedDuration::from_secs(30);
    let lease = |owner, after: i64| store.lease_run(id, owner, now() + after.seconds(), term).unwrap();
    assert!(lease(1, 0) && !lease(2, 29) && lease(1, 29));
    assert!(!lease(2, 59) && lease(2, 60) && !lease(1, 61));
    let new = NewSchedule {
        choice: "{}".into(),
        sources: vec!["krs".into()],
        persons: false,
        rules: "{}".into(),
        every_days: 30,
        next_at: now(),
    };
    let schedule = store.add_schedule(stamp(), &new).unwrap();
    assert_eq!(store.schedules_due(now() - 1.second()).unwrap(), []);
    let due = store.schedules_due(now()).unwrap();
    assert_eq!((due.len(), due[0].id, due[0].every_days), (1, schedule, 30));
    assert!(store.move_schedule(&due[0], now() + 720.hours()).unwrap());
    assert!(!store.move_schedule(&due[0], now() + 720.hours()).unwrap(), "another process was faster");
    store.stop_schedule(stamp(), schedule).unwrap();
    assert_eq!(store.schedules_due(now() + 9_999.hours()).unwrap(), []);
    assert_eq!(store.schedules().unwrap()[0].stopped_at, Some(now()));
}
