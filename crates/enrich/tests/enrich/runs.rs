//! A run over many firms: planned, approved, carried out, looked through, accepted, taken back.

use zgoda_connectors::{ConnectorError, Fact, FactValue, Field};
use zgoda_enrich::runs::{Choice, RunOptions, RunPlan, Runner, add_schedule, approve, plan_run, undo_run};
use zgoda_enrich::{EnrichError, Registers, SourceSettings};
use zgoda_law::{InformationDuty, ReasonCode, SourceType};
use zgoda_store::{
    Decision, Difference, IncomingFact, NewSource, OrgId, ProposalFilter, ProposalKind, RunState, Stamp,
    TargetState,
};

use crate::house::{ALL, BY_HAND, Desk, House, later, like, number, set};
use crate::support::{Bed, MASKED, now, stamp};

#[test]
fn a_plan_says_what_will_be_asked_kept_and_owed_and_asks_nobody() {
    let house = House::new(3);
    house.bed.store.add_organisation(stamp(), "Bez numeru", None, None).unwrap();
    let options = RunOptions { persons: true, ..House::options(Choice::All, BY_HAND) };
    let id = house.plan(&options, now());
    let run = house.bed.store.run(id).unwrap();
    assert_eq!((run.state, run.approved), (RunState::Planned, None));
    let plan = RunPlan::parse(&run.plan).unwrap();
    assert_eq!((plan.firms, plan.unheld, plan.numberless), (4, 0, 1));
    let source = &plan.sources[0];
    assert_eq!((source.id.as_str(), source.questions, source.seconds, source.on), ("krs", 3, 3, true));
    assert!(source.kept.contains(&"name".to_owned()) && !source.dropped.is_empty());
    assert!(source.dropped.iter().all(|(field, why)| !source.kept.contains(field) && !why.is_empty()));
    assert!(plan.people.are_taken());
    assert_eq!((plan.people.held, plan.people.firms_unknown, plan.people.estimate), (0, 3, None));
    assert_eq!(plan.notice_day(), jiff::civil::date(2026, 12, 22));
    assert!(house.desk.asked().is_empty());
}

#[test]
fn a_run_waits_for_its_approval_and_what_it_brings_for_a_decision() {
    let mut house = House::new(3);
    let options = House::options(Choice::All, BY_HAND);
    let id = house.plan(&options, now());
    house.work(now());
    assert!(house.desk.asked().is_empty(), "nobody is asked before it is approved");
    approve(&house.bed.store, id, options.rules, &house.bed.actor(), now()).unwrap();
    house.work(now());
    let run = house.bed.store.run(id).unwrap();
    assert_eq!((run.state, run.halted), (RunState::Done, None));
    assert_eq!(house.desk.asked(), [1, 1, 1]);
    assert!(house.firms.iter().all(|org| house.bed.facts(*org).is_empty()), "nothing was accepted yet");
    let counts = house.counts(id);
    assert_eq!(counts.keys().collect::<Vec<_>>(), [&(ProposalKind::New, Decision::Open)]);

    let store = &house.bed.store;
    let names = ProposalFilter { field: Some("name".into()), ..ProposalFilter::default() };
    let proposals = store.proposals(id, &names, 0, 10).unwrap();
    assert_eq!(proposals.len(), 3);
    let which = [(proposals[0].target, proposals[0].no)];
    store.decide_proposals(stamp(), id, &which, true).unwrap();
    store.decide_proposals(stamp(), id, &[(proposals[1].target, proposals[1].no)], false).unwrap();
    house.work(now());
    assert_eq!(house.bed.facts(house.firms[0]), [("name".into(), format!("FIRMA {}", number(0)))]);
    assert_eq!(house.bed.store.organisation(house.firms[0]).unwrap().name, format!("FIRMA {}", number(0)));
    assert!(house.bed.facts(house.firms[1]).is_empty());
    let new = ProposalFilter { kind: Some(ProposalKind::New), ..ProposalFilter::default() };
    house.bed.store.decide_about_all(stamp(), id, &new, true).unwrap();
    house.work(now());
    assert_eq!(house.counts(id).get(&(ProposalKind::New, Decision::Rejected)), Some(&1));
    assert_eq!(house.bed.fact(house.firms[1], "seat_city").as_deref(), Some("POZNAŃ"));
    assert_eq!(house.bed.fact(house.firms[1], "name"), None, "what was rejected stays out");
    assert!(house.bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_second_run_confirms_and_a_change_is_told_from_a_contradiction() {
    let mut house = House::new(2);
    house.run(&House::options(Choice::All, ALL), now());
    let again = house.run(&House::options(Choice::All, ALL), later(1));
    assert!(house.counts(again).is_empty(), "what is held is confirmed, and no proposal");
    let confirmed: u64 = house.bed.store.target_counts(again).unwrap().values().map(|(_, c)| c).sum();
    assert_eq!(confirmed as usize, house.firms.iter().map(|org| house.bed.facts(*org).len()).sum::<usize>());
    let facts = house.bed.store.organisation_facts(house.firms[0]).unwrap();
    assert!(facts.iter().all(|fact| fact.obtained_at == now() && fact.confirmed_at == later(1)));

    // The register has another city now, and a website of the firm has told of another name.
    let site = NewSource {
        kind: SourceType::Website,
        name: "strona".into(),
        duty: InformationDuty::Article14,
        is_public: true,
        occurred_at: now(),
        approved: true,
        evidence: "https://fala.example.test".into(),
    };
    let store = &house.bed.store;
    let site = store.add_source(stamp(), site).unwrap();
    let org = store.organisation(house.firms[1]).unwrap();
    let said = IncomingFact { field: "legal_form".into(), value: "FUNDACJA".into(), path: "footer".into() };
    let mut change = store.change(stamp());
    let old = store.organisation_facts(org.id).unwrap();
    let form = old.iter().find(|fact| fact.field == "legal_form").unwrap();
    let mut difference = Difference::of(&old, &[], &[said]);
    difference.gone.push(form.no);
    change.merge_difference(&org, site, difference);
    change.commit().unwrap();
    for n in 0..2 {
        house.desk.finds(&number(n), like(&house.base, &number(n), "GNIEZNO"));
    }
    let id = house.run(&House::options(Choice::All, BY_HAND), later(2));
    let kinds: Vec<_> = house.counts(id).into_iter().map(|((kind, _), count)| (kind, count)).collect();
    assert_eq!(kinds, [(ProposalKind::Changed, 2), (ProposalKind::Contradicting, 1)]);
    house.bed.store.decide_about_all(stamp(), id, &ProposalFilter::default(), true).unwrap();
    house.work(later(2));
    assert_eq!(house.bed.fact(house.firms[0], "seat_city").as_deref(), Some("GNIEZNO"));
    let forms: Vec<_> =
        house.bed.facts(house.firms[1]).into_iter().filter(|(field, _)| field == "legal_form").collect();
    assert_eq!(forms.len(), 2, "both stand");
}

#[test]
fn a_source_that_fails_is_told_for_that_firm_and_the_run_goes_on() {
    let mut house = House::new(4);
    let host = || "replay.example.test".to_owned();
    house.desk.says(&number(0), Err(ConnectorError::Maintenance { host: host() }));
    house.desk.says(&number(1), Err(ConnectorError::Unreadable("half a document")));
    house.desk.finds(&number(2), like(&house.base, &number(9), "POZNAŃ"));
    let store = &house.bed.store;
    let mut change = store.change(stamp());
    let org = store.organisation(house.firms[2]).unwrap();
    let nip = IncomingFact { field: "nip".into(), value: "5260250995".into(), path: String::new() };
    let source = store.add_source(
        stamp(),
        NewSource {
            kind: SourceType::Manual,
            name: "wpis".into(),
            duty: InformationDuty::Article14,
            is_public: false,
            occurred_at: now(),
            approved: true,
            evidence: "umowa".into(),
        },
    );
    change.merge_organisation(&org, source.unwrap(), &[], &[nip]).unwrap();
    change.commit().unwrap();
    let mut other = like(&house.base, &number(2), "POZNAŃ");
    other.facts.push(Fact {
        field: Field::Nip,
        value: FactValue::Text("1111111111".into()),
        path: String::new(),
        entry: None,
    });
    house.desk.finds(&number(2), other);
    let id = house.run(&House::options(Choice::All, ALL), now());
    assert_eq!(house.bed.store.run(id).unwrap().state, RunState::Done);
    let told = |house: &House| {
        let mut quarantine = house.bed.store.quarantine_of(id).unwrap();
        quarantine.sort();
        quarantine
    };
    assert_eq!(
        told(&house),
        [("maintenance".into(), 1), ("other_company".into(), 1), ("unreadable".into(), 1)]
    );
    assert_eq!(house.bed.fact(house.firms[3], "seat_city").as_deref(), Some("POZNAŃ"));

    house.desk.finds(&number(0), like(&house.base, &number(0), "POZNAŃ"));
    house.bed.store.ask_again(id).unwrap();
    house.bed.store.move_run(id, RunState::Done, RunState::Approved, None).unwrap();
    house.work(now());
    assert_eq!(told(&house).len(), 2);
    assert_eq!(house.desk.asked(), [2, 2, 2, 1], "who answered is not asked again");
}

#[test]
fn a_run_pauses_by_itself_when_the_source_is_down_or_switched_off_or_the_purpose_is_gone() {
    let mut house = House::new(12);
    for n in 0..12 {
        house.desk.says(&number(n), Err(ConnectorError::TimedOut { host: "replay.example.test".into() }));
    }
    let id = house.run(&House::options(Choice::All, ALL), now());
    let run = house.bed.store.run(id).unwrap();
    assert_eq!((run.state, run.halted.as_deref()), (RunState::Paused, Some("source_down")));
    let counts = house.bed.store.target_counts(id).unwrap();
    assert_eq!(counts.get(&TargetState::Pending), Some(&(12, 0)), "what was asked in vain stays to be asked");

    house.bed.use_purposes(&["enrich_person"]);
    house.bed.store.move_run(id, RunState::Paused, RunState::Running, None).unwrap();
    house.work(now());
    assert_eq!(house.bed.store.run(id).unwrap().halted.as_deref(), Some("refused"));
    let planned = house.plan(&House::options(Choice::All, ALL), now());
    let refused = approve(&house.bed.store, planned, ALL, &house.bed.actor(), now());
    assert!(matches!(refused, Err(EnrichError::Refused(reasons)) if !reasons.is_empty()));

    house.bed.use_purposes(&["enrich_company"]);
    SourceSettings::save(&house.bed.store, "krs", false, None).unwrap();
    let off = approve(&house.bed.store, planned, ALL, &house.bed.actor(), now());
    assert!(matches!(off, Err(EnrichError::SwitchedOff("krs"))));
    house.bed.store.move_run(id, RunState::Paused, RunState::Running, None).unwrap();
    house.runner = Runner::new(1);
    house.work(now());
    assert_eq!(house.bed.store.run(id).unwrap().halted.as_deref(), Some("switched_off"));
}

#[test]
fn whoever_resumes_a_run_has_a_source_asked_at_once_that_did_not_answer() {
    let mut house = House::new(300);
    let down = ConnectorError::TimedOut { host: "replay.example.test".into() };
    (0..300).for_each(|n| house.desk.says(&number(n), Err(down.clone())));
    let other = Desk::of(&zgoda_connectors::gleif::PROFILE);
    house.runner = Runner::with_registers(1, Registers::of(house.desk.clone()).and(other.clone()));
    SourceSettings::save(&house.bed.store, "gleif", true, None).unwrap();
    let options =
        RunOptions { sources: vec!["krs".into(), "gleif".into()], ..House::options(Choice::All, ALL) };
    let id = house.plan(&options, now());
    approve(&house.bed.store, id, ALL, &house.bed.actor(), now()).unwrap();
    let slice = |house: &mut House| assert!(house.runner.tick(&house.bed.store, now()).unwrap());
    (0..2).for_each(|_| slice(&mut house));
    let in_vain = house.desk.asked().len();
    assert!(in_vain > 0 && other.asked().is_empty(), "the first slice is the first source's alone");

    (0..300).for_each(|n| house.desk.finds(&number(n), like(&house.base, &number(n), "POZNAŃ")));
    let store = &house.bed.store;
    store.move_run(id, RunState::Running, RunState::Paused, None).unwrap();
    store.move_run(id, RunState::Paused, RunState::Approved, None).unwrap();
    (0..2).for_each(|_| slice(&mut house));
    assert!(house.desk.asked().contains(&2), "it is asked again before the other one is through");
    assert!(other.asked().is_empty());
    house.work(now());
    assert_eq!(house.bed.store.run(id).unwrap().state, RunState::Done);
}

#[test]
fn a_source_that_cannot_be_asked_holds_up_no_other_and_its_questions_wait() {
    let (host, until) = ("replay.example.test".to_owned(), now() + jiff::SignedDuration::from_mins(3));
    let blocked = ConnectorError::Blocked { host: host.clone(), until };
    let refused = ConnectorError::CredentialRefused { host: host.clone() };
    let down = ConnectorError::TimedOut { host };
    let cases = [
        (blocked, RunState::Running, format!("waits {until}")),
        (refused, RunState::Paused, "key_refused".to_owned()),
        (down, RunState::Paused, "source_down".to_owned()),
    ];
    for (error, state, halted) in cases {
        // More than one slice, so that the questions to the second source stand behind a wall of the first one's.
        let mut house = House::new(300);
        for n in 0..300 {
            house.desk.says(&number(n), Err(error.clone()));
        }
        let other = Desk::of(&zgoda_connectors::gleif::PROFILE);
        house.runner = Runner::with_registers(1, Registers::of(house.desk.clone()).and(other.clone()));
        SourceSettings::save(&house.bed.store, "gleif", true, None).unwrap();
        let options =
            RunOptions { sources: vec!["krs".into(), "gleif".into()], ..House::options(Choice::All, ALL) };
        let id = house.run(&options, now());
        let run = house.bed.store.run(id).unwrap();
        assert_eq!((run.state, run.halted.as_deref()), (state, Some(halted.as_str())), "{error}");
        assert_eq!(other.asked(), vec![1; 300], "{error}: the other source is asked to the end");
        let counts = house.bed.store.target_counts(id).unwrap();
        assert_eq!(counts.get(&TargetState::Pending), Some(&(300, 0)), "{error}: nothing is given up");

        for n in 0..300 {
            house.desk.finds(&number(n), like(&house.base, &number(n), "POZNAŃ"));
        }
        if state == RunState::Paused {
            house.bed.store.move_run(id, RunState::Paused, RunState::Running, None).unwrap();
        }
        house.work(until);
        let run = house.bed.store.run(id).unwrap();
        assert_eq!((run.state, run.halted), (RunState::Done, None), "{error}: it goes on to the end");
        assert_eq!(other.asked(), vec![1; 300], "{error}: nobody is asked twice for the same");
    }
}

#[test]
fn a_run_that_was_paused_or_cut_off_goes_on_and_asks_each_firm_once() {
    let mut house = House::new(600);
    let options = House::options(Choice::All, ALL);
    let id = house.plan(&options, now());
    let store = &house.bed.store;
    approve(store, id, options.rules, &house.bed.actor(), now()).unwrap();
    assert!(house.runner.tick(store, now()).unwrap() && house.runner.tick(store, now()).unwrap());
    let pending = |house: &House| {
        let counts = house.bed.store.target_counts(id).unwrap();
        counts.get(&TargetState::Pending).map_or(0, |(count, _)| *count)
    };
    assert!((1..600).contains(&pending(&house)), "it is under way: {}", pending(&house));
    store.move_run(id, RunState::Running, RunState::Paused, None).unwrap();
    let stood = pending(&house);
    house.work(now());
    assert_eq!(pending(&house), stood, "a pause is kept");
    house.bed.store.move_run(id, RunState::Paused, RunState::Running, None).unwrap();
    // The process has died: another one goes on when the lease is over, not before.
    house.runner = Runner::with_registers(2, Registers::of(house.desk.clone()));
    house.work(now());
    assert_eq!(pending(&house), stood);
    house.work(now() + jiff::SignedDuration::from_secs(31));
    assert_eq!((pending(&house), house.bed.store.run(id).unwrap().state), (0, RunState::Done));
    assert!(house.desk.asked().iter().all(|times| *times == 1));
    assert!(house.firms.iter().all(|org| house.bed.fact(*org, "seat_city").is_some()));
}

#[test]
fn two_workers_at_one_run_record_everything_once() {
    let mut house = House::new(40);
    let options = RunOptions { persons: true, ..House::options(Choice::All, ALL) };
    let id = house.plan(&options, now());
    let store = &house.bed.store;
    approve(store, id, options.rules, &house.bed.actor(), now()).unwrap();
    let desk = &house.desk;
    std::thread::scope(|scope| {
        // The same owner takes the lease as often as it likes, so both really work at once.
        for _ in 0..2 {
            scope.spawn(|| {
                let mut runner = Runner::with_registers(7, Registers::of(desk.clone()));
                for _ in 0..40 {
                    match runner.tick(store, now()) {
                        Ok(_) => {}
                        Err(EnrichError::Store(error)) if error.is_conflict() => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    house.work(now());
    assert_eq!(house.bed.store.run(id).unwrap().state, RunState::Done);
    for org in &house.firms {
        let facts = house.bed.facts(*org);
        let distinct: std::collections::BTreeSet<_> = facts.iter().collect();
        assert_eq!((facts.len(), house.bed.people(*org).len()), (distinct.len(), 3));
    }
    assert!(house.bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_run_takes_people_only_where_it_is_told_to_and_the_law_lets_it() {
    let mut house = House::new(2);
    let without = house.run(&House::options(Choice::All, ALL), now());
    assert_eq!((house.report(without).people.listed, house.report(without).people.added), (6, 0));
    let options = RunOptions { persons: true, ..House::options(Choice::All, ALL) };
    let with = house.run(&options, now());
    assert_eq!(house.report(with).people.added, 6);
    let person = &house.bed.people(house.firms[0])[0];
    assert_eq!(person.notices.len(), 1, "each arms a duty to inform");
    let plan = house.plan(&options, now());
    let plan = RunPlan::parse(&house.bed.store.run(plan).unwrap().plan).unwrap();
    assert_eq!((plan.people.held, plan.people.firms_unknown, plan.people.estimate), (6, 0, Some(0)));

    let mut closed = House::new(1);
    closed.bed = Bed::without_assessments();
    let org = closed.bed.store.add_organisation(stamp(), "Fala", Some(&number(0)), None).unwrap();
    let id = closed.run(&options, now());
    let report = closed.report(id).people;
    assert!(report.refused.contains(&ReasonCode::LiaMissing), "{report:?}");
    assert!(closed.bed.people(org).is_empty());
    let plan = RunPlan::parse(&closed.bed.store.run(id).unwrap().plan).unwrap();
    assert!(plan.people.wanted && !plan.people.are_taken());
}

#[test]
fn fields_that_no_purpose_lists_are_counted_and_never_kept() {
    let mut house = House::new(2);
    let id = house.run(&House::options(Choice::All, BY_HAND), now());
    let report = house.report(id);
    assert!(!report.discarded.is_empty() && report.discarded.values().all(|count| *count > 0));
    let proposals = house.bed.store.proposals(id, &ProposalFilter::default(), 0, 10).unwrap();
    assert!(proposals.iter().all(|proposal| !report.discarded.contains_key(&proposal.field)));
}

#[test]
fn a_run_is_taken_back_whole_and_what_it_replaced_stands_again() {
    let mut house = House::new(2);
    house.run(&House::options(Choice::All, ALL), now());
    let before: Vec<_> = house.firms.iter().map(|org| house.bed.facts(*org)).collect();
    for n in 0..2 {
        let mut moved = like(&house.base, &number(n), "GNIEZNO");
        set(&mut moved, Field::Name, "NOWA NAZWA");
        moved.facts.retain(|fact| fact.field != Field::Website);
        house.desk.finds(&number(n), moved);
    }
    let options = RunOptions { persons: true, ..House::options(Choice::All, ALL) };
    let id = house.plan(&options, later(1));
    let early = undo_run(&house.bed.store, id, &house.bed.actor(), later(1));
    assert!(matches!(early, Err(EnrichError::GoesOn)));
    approve(&house.bed.store, id, ALL, &house.bed.actor(), later(1)).unwrap();
    house.work(later(1));
    assert_eq!(house.bed.store.organisation(house.firms[0]).unwrap().name, "NOWA NAZWA");
    assert_eq!(house.bed.people(house.firms[0]).len(), 3);
    let undone = undo_run(&house.bed.store, id, &house.bed.actor(), later(2)).unwrap();
    assert_eq!((undone.destroyed, undone.left), (6, 0));
    house.work(later(2));
    for (org, before) in house.firms.iter().zip(&before) {
        let sorted = |facts: &[(String, String)]| {
            let mut facts = facts.to_vec();
            facts.sort();
            facts
        };
        assert_eq!(sorted(&house.bed.facts(*org)), sorted(before));
        assert!(house.bed.people(*org).is_empty());
    }
    assert_eq!(house.bed.store.organisation(house.firms[0]).unwrap().name, format!("FIRMA {}", number(0)));
    let again = undo_run(&house.bed.store, id, &house.bed.actor(), later(3)).unwrap();
    assert_eq!((again.destroyed, again.left), (0, 0));
    assert!(house.counts(id).keys().all(|(_, decision)| *decision == Decision::Undone));
    assert!(house.bed.store.examine().unwrap().is_sound());
}

#[test]
fn firms_are_chosen_by_list_by_number_by_people_and_by_age() {
    let mut house = House::new(3);
    let ids = |house: &House, choice: Choice, at| -> Vec<Option<OrgId>> {
        let id = house.plan(&House::options(choice, ALL), at);
        house.bed.store.pending_targets(id, &[], 99).unwrap().iter().map(|target| target.org).collect()
    };
    let (first, second) = (house.firms[0], house.firms[1]);
    assert_eq!(ids(&house, Choice::Firms { orgs: vec![second, second] }, now()), [Some(second)]);
    let options = RunOptions { persons: true, ..House::options(Choice::Firms { orgs: vec![first] }, ALL) };
    house.run(&options, now());
    assert_eq!(ids(&house, Choice::WithPeople, now()), [Some(first)]);
    assert_eq!(ids(&house, Choice::Stale { days: 30 }, later(1)), [Some(second), Some(house.firms[2])]);
    assert_eq!(ids(&house, Choice::Stale { days: 30 }, later(31)).len(), 3);
    let people = [house.bed.people(first)[0].id];
    let led_to = Choice::of_people(&house.bed.store, &people).unwrap();
    assert_eq!(led_to, (vec![first], vec![]));

    house.desk.finds(MASKED, house.bed.extract(MASKED));
    let choice = Choice::Numbers { krs: vec![MASKED.into(), number(0)] };
    assert_eq!(ids(&house, choice.clone(), now()), [Some(first), None]);
    house.run(&House::options(choice, ALL), now());
    let org = house.bed.store.organisation_by_krs(MASKED).unwrap().unwrap();
    assert!(house.bed.fact(org.id, "legal_form").is_some(), "a firm that was not held is recorded");
    let numberless = house.bed.store.add_organisation(stamp(), "Bez numeru", None, None).unwrap();
    let nobody = House::options(Choice::Firms { orgs: vec![numberless] }, ALL);
    let refused = plan_run(&house.bed.store, &nobody, None, &house.bed.actor(), later(1));
    assert!(matches!(refused, Err(EnrichError::Nobody { numberless: 1 })), "{refused:?}");
}

#[test]
fn a_schedule_runs_when_its_time_comes_with_its_rules_until_it_is_stopped() {
    let mut house = House::new(2);
    let options = House::options(Choice::All, ALL);
    let id = add_schedule(&house.bed.store, &options, 30, &house.bed.actor(), now()).unwrap();
    house.work(later(29));
    assert!(house.desk.asked().is_empty());
    house.work(later(30));
    assert_eq!(house.desk.asked(), [1, 1]);
    assert_eq!(house.bed.fact(house.firms[0], "seat_city").as_deref(), Some("POZNAŃ"));
    let run = &house.bed.store.runs(9).unwrap()[0];
    assert_eq!((run.state, run.schedule), (RunState::Done, Some(id)));
    // What was slept through is not made up for.
    house.work(later(300));
    assert_eq!(house.desk.asked(), [2, 2]);
    assert_eq!(house.bed.store.schedules().unwrap()[0].next_at, later(330));
    house.bed.use_purposes(&["enrich_person"]);
    house.work(later(330));
    assert_eq!(house.bed.store.runs(1).unwrap()[0].state, RunState::Planned, "the law is asked each time");
    house.bed.use_purposes(&["enrich_company"]);
    house.bed.store.stop_schedule(Stamp { at: later(331), ..stamp() }, id).unwrap();
    house.work(later(400));
    assert_eq!(house.desk.asked(), [2, 2]);
}
