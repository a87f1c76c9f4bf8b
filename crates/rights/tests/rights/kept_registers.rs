//! Registers kept by hand: what a form becomes, what the law makes of it, its clocks, its history; and the record of
//! activities that makes itself.

use jiff::Timestamp;
use zgoda_law::{Basis, SeverityLevel};
use zgoda_rights::deadlines::{DutyKind, deadlines};
use zgoda_rights::registers::activities::activities;
use zgoda_rights::registers::{self, Breach, DueKind, Entry, Finding, Grade, Problem};
use zgoda_rights::{Controller, RightsError};
use zgoda_store::Register;
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, now, stamp};

type Typed<'a> = &'a [(&'a str, &'a str)];

const BREACH: Typed<'_> = &[
    ("name", "Zgubiony pendrive z listą klientów"),
    ("aware_at", "2026-11-20T16:00"),
    ("found_by", "own"),
    ("nature", "Pendrive zgubiono w pociągu."),
    ("persons", "1200"),
    ("persons_kinds", "klienci"),
    ("data_kinds", "imię, nazwisko, PESEL"),
    ("context", "behavioural"),
    ("identification", "maximum"),
    ("confidentiality", "full"),
    ("integrity", "none"),
    ("availability", "none"),
    ("strong_identifiers", "yes"),
    ("consequences", "Możliwe wyłudzenia."),
    ("measures", "Zgłoszono przewoźnikowi."),
    ("authority", "undecided"),
    ("tell", "undecided"),
];

const TRANSFER: Typed<'_> = &[
    ("recipient", "Analytics Pvt"),
    ("role", "processor"),
    ("country", "IN"),
    ("data_kinds", "adresy e-mail klientów"),
    ("since", "2026-01-10"),
    ("contract", "yes"),
    ("mechanism", "scc_m2"),
    ("scc_signed_on", "2026-01-09"),
    ("review_on", "2027-01-10"),
];

const PROCESSOR: Typed<'_> = &[
    ("name", "Hosting sp. z o.o."),
    ("country", "PL"),
    ("service", "serwer i kopie"),
    ("purposes", "respond_inquiry,newsletter"),
    ("data_kinds", "wszystkie dane klientów"),
    ("contract_on", "2026-02-01"),
    ("authorisation", "general"),
    ("review_on", "2026-12-01"),
];

fn read(
    bed: &Bed,
    register: Register,
    typed: Typed<'_>,
    changes: Typed<'_>,
    now: Timestamp,
) -> Result<Entry, Vec<Problem>> {
    let find = |of: Typed<'_>, key: &str| {
        of.iter().find(|(known, _)| *known == key).map(|(_, value)| (*value).to_owned())
    };
    let get = |key: &str| find(changes, key).or_else(|| find(typed, key)).unwrap_or_default();
    registers::read(&bed.store, register, &get, now)
}

fn breach(bed: &Bed, changes: Typed<'_>, now: Timestamp) -> Breach {
    match read(bed, Register::Breaches, BREACH, changes, now).unwrap() {
        Entry::Breach(breach) => breach,
        other => panic!("{other:?} is no breach"),
    }
}

fn codes(problems: Vec<Problem>) -> Vec<(&'static str, &'static str)> {
    problems.into_iter().map(|problem| (problem.key, problem.code)).collect()
}

/// What follows from an entry, as grades and words.
fn found(bed: &Bed, entry: &Entry, at: Timestamp) -> Vec<(Grade, String)> {
    let id = registers::enter(&bed.store, stamp(at), entry).unwrap();
    let entered = registers::history(&bed.store, entry.register(), id).unwrap().pop().unwrap();
    let findings = entered.findings(&bed.store, at);
    findings.iter().map(|one| (one.grade(), one.words(Lang::En.text()))).collect()
}

#[test]
fn the_clock_of_a_breach_counts_hours_over_weekends_and_over_the_change_of_the_clocks() {
    let bed = Bed::new();
    for (aware, due) in [
        ("2026-11-20T16:00", "2026-11-23T16:00:00+01:00"),
        // The day has 25 hours, and 72 hours stay 72 hours.
        ("2026-10-24T12:00", "2026-10-27T11:00:00+01:00"),
        ("2026-03-28T12:00", "2026-03-31T13:00:00+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-28T01:30:00+01:00"),
        ("2026-10-25T02:30+01:00", "2026-10-28T02:30:00+01:00"),
    ] {
        let breach = breach(&bed, &[("aware_at", aware)], now());
        assert_eq!(breach.clock(now()).due_at, at(due), "{aware}");
    }
    let clock = breach(&bed, &[], now()).clock(at("2026-11-23T14:30:00Z"));
    assert!(clock.runs && clock.hours_left == 0);
    let clock = breach(&bed, &[], now()).clock(at("2026-11-23T15:00:01Z"));
    assert_eq!(clock.hours_left, -1, "over is over, not nought left");
    let twice = read(&bed, Register::Breaches, BREACH, &[("aware_at", "2026-10-25T02:30")], now());
    assert_eq!(codes(twice.unwrap_err()), [("aware_at", "twice")]);
}

#[test]
fn a_lost_list_with_national_numbers_goes_to_the_authority_and_an_encrypted_one_may_stay_in_the_register() {
    let bed = Bed::new();
    for (context, quarters, level) in
        [("behavioural", 10, SeverityLevel::Medium), ("financial", 14, SeverityLevel::High)]
    {
        let proposed = breach(&bed, &[("context", context)], now()).severity();
        assert_eq!((proposed.score_quarters, proposed.level), (quarters, level));
        assert!(proposed.notify_authority && proposed.human_review);
    }
    let safe: Typed<'_> =
        &[("identification", "negligible"), ("confidentiality", "none"), ("unreadable", "yes")];
    let proposed = breach(&bed, safe, now()).severity();
    assert!(proposed.level == SeverityLevel::Low && !proposed.notify_authority);
    assert!(proposed.human_review, "national numbers are looked at by a human all the same");
}

#[test]
fn a_decision_needs_its_reasons_and_a_late_notification_its_excuse() {
    let bed = Bed::new();
    let late = at("2026-11-25T10:00:00Z");
    for (changes, wrong) in [
        (&[("authority", "not_needed")][..], ("authority_why", "why")),
        (&[("tell", "unreadable")], ("tell_why", "why")),
        (&[("notified_at", "2026-11-21T10:00"), ("filed", "complete")], ("authority", "first")),
        (&[("authority", "notify"), ("notified_at", "2026-11-21T10:00")], ("filed", "missing")),
        (
            &[("authority", "notify"), ("notified_at", "2026-11-20T10:00"), ("filed", "initial")],
            ("notified_at", "before"),
        ),
        (
            &[("authority", "notify"), ("notified_at", "2026-11-23T16:01"), ("filed", "initial")],
            ("delay_why", "late"),
        ),
        (&[("aware_at", "2026-11-26T10:00")], ("aware_at", "future")),
        (&[("happened_at", "2026-11-21T10:00")], ("happened_at", "before")),
        (&[("closed_on", "2026-11-25"), ("tell", "not_needed"), ("tell_why", "x")], ("authority", "first")),
        (&[("persons", "many")], ("persons", "number")),
        (&[("nature", "")], ("nature", "empty")),
    ] {
        let problems = read(&bed, Register::Breaches, BREACH, changes, late).unwrap_err();
        assert_eq!(codes(problems), [wrong], "{changes:?}");
    }
    let in_time = &[("authority", "notify"), ("notified_at", "2026-11-23T16:00"), ("filed", "initial")];
    let breach = breach(&bed, in_time, late);
    assert_eq!(breach.hours_taken(), Some(72));
    assert!(!breach.clock(late).runs);
}

#[test]
fn a_transfer_is_judged_by_the_decisions_of_the_day_on_which_it_is_looked_at() {
    let bed = Bed::new();
    let judged = |changes: Typed<'_>, day: &str| {
        let entry = read(&bed, Register::Transfers, TRANSFER, changes, now()).unwrap();
        found(&bed, &entry, at(day)).into_iter().map(|(grade, _)| grade).max().unwrap()
    };
    let today = "2026-11-21T09:00:00Z";
    assert_eq!(judged(&[], today), Grade::Bad, "clauses want an impact assessment");
    let begun: Typed<'_> = &[("tia_on", "2026-06-01"), ("tia_valid_to", "2027-06-01")];
    assert_eq!(judged(begun, today), Grade::Bad, "one that says nothing is none");
    let whole: Typed<'_> = &[
        ("tia_on", "2026-06-01"),
        ("tia_valid_to", "2027-06-01"),
        ("tia_map", "x"),
        ("tia_law", "x"),
        ("tia_measures", "x"),
        ("tia_result", "x"),
    ];
    assert_eq!(judged(whole, today), Grade::Good);
    assert_eq!(judged(whole, "2027-06-01T09:00:00Z"), Grade::Bad, "it is to be made again");
    let brazil: Typed<'_> = &[("country", "BR"), ("mechanism", "adequacy")];
    assert_eq!(judged(brazil, "2026-01-20T09:00:00Z"), Grade::Bad);
    assert_eq!(judged(brazil, "2026-02-01T09:00:00Z"), Grade::Good);
    assert_eq!(judged(&[("country", "US"), ("mechanism", "privacy_shield")], today), Grade::Bad);
    let framework: Typed<'_> = &[
        ("country", "US"),
        ("mechanism", "dpf"),
        ("scc_signed_on", ""),
        ("dpf_listed", "yes"),
        ("dpf_checked_on", "2026-11-01"),
    ];
    assert_eq!(judged(framework, today), Grade::Watch, "clauses should stand behind it");
    let due = deadlines(&bed.store, at(today)).unwrap();
    let clauses = due
        .later
        .iter()
        .find(|duty| duty.kind == DutyKind::Entered(Register::Transfers, DueKind::SignClauses));
    assert_eq!(clauses.map(|duty| duty.due_at), Some(at("2026-12-21T22:59:59Z")), "30 days from the entry");
}

#[test]
fn a_contract_lacks_its_points_by_letter() {
    let bed = Bed::new();
    let points: Typed<'_> = &[
        ("point_a", "yes"),
        ("point_b", "yes"),
        ("point_d", "yes"),
        ("point_e", "yes"),
        ("point_f", "yes"),
        ("point_h", "yes"),
    ];
    let entry = read(&bed, Register::Processors, PROCESSOR, points, now()).unwrap();
    let id = registers::enter(&bed.store, stamp(now()), &entry).unwrap();
    let entered = registers::history(&bed.store, Register::Processors, id).unwrap().pop().unwrap();
    let findings = entered.findings(&bed.store, now());
    let articles: Vec<&str> =
        findings.iter().filter(|one| one.grade() == Grade::Bad).map(Finding::article).collect();
    assert_eq!(articles, ["art. 28 ust. 3 lit. c, g RODO"]);
    let unknown = read(&bed, Register::Processors, PROCESSOR, &[("purposes", "world_rule")], now());
    assert_eq!(codes(unknown.unwrap_err()), [("purposes", "choose")]);
}

#[test]
fn an_entry_keeps_its_history_and_a_struck_one_asks_for_nothing() {
    let bed = Bed::new();
    let entry = read(&bed, Register::Breaches, BREACH, &[], now()).unwrap();
    let id = registers::enter(&bed.store, stamp(now()), &entry).unwrap();
    let kinds = || -> Vec<DutyKind> {
        let board = deadlines(&bed.store, now()).unwrap();
        let all = [board.overdue, board.today, board.week, board.later].concat();
        all.into_iter().filter(|duty| duty.no == Some(id.0)).map(|duty| duty.kind).collect()
    };
    let due = |kind| DutyKind::Entered(Register::Breaches, kind);
    assert_eq!(kinds(), [due(DueKind::WeighBreach), due(DueKind::NotifyAuthority)]);
    let told: Typed<'_> = &[
        ("authority", "notify"),
        ("notified_at", "2026-11-21T09:30"),
        ("filed", "complete"),
        ("tell", "tell"),
    ];
    let revised = read(&bed, Register::Breaches, BREACH, told, now()).unwrap();
    registers::revise(&bed.store, stamp(now()), id, 1, &revised).unwrap();
    assert_eq!(kinds(), [due(DueKind::TellPersons)]);
    let again = registers::revise(&bed.store, stamp(now()), id, 1, &entry);
    assert!(matches!(again, Err(RightsError::Store(error)) if error.is_conflict()));
    let short = registers::strike(&bed.store, stamp(now()), id, 2, &revised, "pomyłka");
    assert!(matches!(short, Err(RightsError::Incomplete("reason"))));
    registers::strike(&bed.store, stamp(now()), id, 2, &revised, "To był inny pendrive, pusty.").unwrap();
    assert_eq!(kinds(), []);
    let history = registers::history(&bed.store, Register::Breaches, id).unwrap();
    let kept: Vec<_> = history.iter().map(|one| (one.revision, one.struck.is_some())).collect();
    assert_eq!(kept, [(1, false), (2, false), (3, true)]);
    assert_eq!(history[0].entry, entry);
    assert!(registers::history(&bed.store, Register::Policies, id).is_err(), "it is in another register");
}

#[test]
fn the_record_of_activities_shows_what_runs_and_whom_it_goes_to() {
    let bed = Bed::new();
    bed.add(&Known { links: &[("respond_inquiry", Basis::Contract)], ..Known::default() });
    let processor = read(&bed, Register::Processors, PROCESSOR, &[], now()).unwrap();
    registers::enter(&bed.store, stamp(now()), &processor).unwrap();
    let of = |name: &str| {
        let all = activities(&bed.store, now()).unwrap();
        all.into_iter().find(|activity| activity.purpose == name)
    };
    let inquiry = of("respond_inquiry").unwrap();
    assert_eq!((inquiry.people, inquiry.in_use), (1, true));
    assert_eq!(inquiry.recipients.len(), 1);
    assert!(inquiry.fields.iter().any(|(field, people)| field == "email" && *people == 1));
    assert!(inquiry.balancing.is_some() && inquiry.rule.is_some());
    assert!(of("claims").unwrap().recipients.is_empty(), "the processor does not serve it");
    // Switched off, it stays while something is held.
    let rest = bed.store.purposes().unwrap().into_iter().filter(|id| *id != bed.purpose("respond_inquiry"));
    bed.store.set_purposes(&rest.filter(|id| *id != bed.purpose("survey")).collect()).unwrap();
    assert!(!of("respond_inquiry").unwrap().in_use);
    assert!(of("survey").is_none(), "nothing runs and nothing is held");
}

#[test]
fn registers_and_the_notification_are_set_with_every_letter() {
    let bed = Bed::new();
    let entry = read(&bed, Register::Breaches, BREACH, &[], now()).unwrap();
    let id = registers::enter(&bed.store, stamp(now()), &entry).unwrap();
    let entered = registers::history(&bed.store, Register::Breaches, id).unwrap().pop().unwrap();
    let controller = Controller { name: "ACME sp. z o.o.".into(), ..Controller::default() };
    let breach = breach(&bed, &[], now());
    for lang in Lang::ALL {
        let findings = entered.findings(&bed.store, now());
        let all = [(entered.clone(), findings)];
        let names = |_| "Anna Żak".to_owned();
        for pdf in [
            registers::of_register(Register::Breaches, &all, &names, &controller, lang, now()).unwrap(),
            registers::of_register(Register::Audits, &[], &names, &controller, lang, now()).unwrap(),
            registers::notification(&entered, &breach, &controller, lang, now()).unwrap(),
            registers::of_activities(
                &bed.store,
                &activities(&bed.store, now()).unwrap(),
                &controller,
                lang,
                now(),
            )
            .unwrap(),
        ] {
            assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5_000);
        }
    }
}
