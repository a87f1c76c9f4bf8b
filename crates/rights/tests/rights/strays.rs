//! Stray files and media: what a form becomes, what follows from it, and the protocol of destruction.

use zgoda_rights::deadlines::{DutyKind, deadlines};
use zgoda_rights::registers::{self, DueKind, Entered, Entry, Grade};
use zgoda_rights::{Controller, RightsError};
use zgoda_store::Register;
use zgoda_text::Lang;

use crate::bed::{Bed, at, now, stamp};

type Typed<'a> = &'a [(&'a str, &'a str)];

const STICK: Typed<'_> = &[
    ("name", "Pendrive z listą uczestników"),
    ("kind", "stick"),
    ("place", "szuflada w recepcji"),
    ("data_kinds", "imię, nazwisko, e-mail"),
    ("persons", "240"),
    ("since", "2022-03-01"),
    ("owner", "recepcja"),
    ("found_on", "2026-11-10"),
    ("found_how", "review"),
    ("plan", "destroy"),
    ("due_on", "2026-12-01"),
];

const SHREDDED: Typed<'_> = &[
    ("destroyed_on", "2026-11-20"),
    ("method", "shredded"),
    ("medium", "e"),
    ("level", "4"),
    ("destroyed_by", "Jan Żuk"),
    ("witness", "Anna Ćma"),
];

fn read(bed: &Bed, changes: &[Typed<'_>]) -> Result<Entry, Vec<(&'static str, &'static str)>> {
    let find = |of: &Typed<'_>, key: &str| {
        of.iter().find(|(known, _)| *known == key).map(|(_, value)| (*value).to_owned())
    };
    let get = |key: &str| {
        changes.iter().rev().find_map(|of| find(of, key)).or_else(|| find(&STICK, key)).unwrap_or_default()
    };
    let problems = registers::read(&bed.store, Register::Strays, &get, now());
    problems.map_err(|all| all.into_iter().map(|one| (one.key, one.code)).collect())
}

fn entered(bed: &Bed, changes: &[Typed<'_>]) -> Entered {
    let id = registers::enter(&bed.store, stamp(now()), &read(bed, changes).unwrap()).unwrap();
    registers::history(&bed.store, Register::Strays, id).unwrap().pop().unwrap()
}

#[test]
fn a_plan_needs_its_reasons_and_a_destruction_its_witness() {
    let bed = Bed::new();
    let later = [&[("destroyed_on", "2026-12-20")][..]];
    for (changes, wrong) in [
        (&[("found_on", "2027-01-01")][..], ("found_on", "future")),
        (&[("due_on", "2026-11-01")], ("due_on", "before")),
        (&[("plan", "keep"), ("keep_until", "2027-01-01")], ("keep_why", "why")),
        (&[("plan", "keep"), ("keep_why", "spór sądowy")], ("keep_until", "missing")),
        (&[("method", "shredded")], ("destroyed_on", "missing")),
        (&[("destroyed_on", "2026-11-20"), ("method", "overwritten")], ("witness", "missing")),
        (&[("level", "9")], ("level", "choose")),
    ] {
        let problems = read(&bed, &[changes]).unwrap_err();
        assert!(problems.contains(&wrong), "{changes:?} gave {problems:?}");
    }
    for (changes, wrong) in [
        (later[0], ("destroyed_on", "future")),
        (&[("level", "")], ("level", "missing")),
        (&[("witness", "Jan Żuk")], ("witness", "alone")),
        (&[("plan", "import_destroy")], ("imported_on", "missing")),
    ] {
        assert_eq!(read(&bed, &[SHREDDED, changes]).unwrap_err(), [wrong], "{changes:?}");
    }
}

#[test]
fn what_lies_about_is_told_by_its_age_its_plan_and_whether_it_can_be_carried_away() {
    let bed = Bed::new();
    let grades = |changes: &[Typed<'_>]| {
        let findings = entered(&bed, changes).findings(&bed.store, now());
        findings.iter().map(|one| (one.grade(), one.words(Lang::En.text()))).collect::<Vec<_>>()
    };
    let words = |found: &[(Grade, String)], of: &str| found.iter().any(|(_, words)| words.contains(of));
    let found = grades(&[]);
    assert!(words(&found, "waits") && words(&found, "not encrypted") && words(&found, "three years"));
    assert!(!words(&grades(&[&[("encrypted", "yes")]]), "not encrypted"));
    assert!(!words(&grades(&[&[("since", "2024-01-01")]]), "three years"));
    assert!(words(&grades(&[&[("due_on", "2026-11-11")]]), "still lie outside"));
    for (changes, grade) in [
        (&[("level", "2")][..], Grade::Bad),
        (&[("level", "3"), ("sensitive", "yes")], Grade::Watch),
        (&[("level", "3")], Grade::Good),
        (&[("method", "deleted")], Grade::Watch),
        (&[("method", "deleted"), ("encrypted", "yes")], Grade::Good),
        (&[("method", "overwritten")], Grade::Good),
    ] {
        let found = grades(&[SHREDDED, changes]);
        assert_eq!(found.len(), 1, "{changes:?}");
        assert_eq!(found[0].0, grade, "{changes:?}: {}", found[0].1);
    }
}

#[test]
fn what_waits_stands_on_the_board_until_it_is_destroyed() {
    let bed = Bed::new();
    let dues = |bed: &Bed| {
        let all = deadlines(&bed.store, now()).unwrap();
        let lanes = [all.overdue, all.today, all.week, all.later].into_iter().flatten();
        let of_strays = lanes.filter_map(|duty| match duty.kind {
            DutyKind::Entered(Register::Strays, kind) => Some((kind, duty.due_at)),
            _ => None,
        });
        of_strays.collect::<Vec<_>>()
    };
    let first = entered(&bed, &[]);
    assert_eq!(dues(&bed), [(DueKind::DestroyStray, at("2026-12-01T23:59:59+01:00"))]);
    let gone = read(&bed, &[SHREDDED]).unwrap();
    registers::revise(&bed.store, stamp(now()), first.id, first.revision, &gone).unwrap();
    assert_eq!(dues(&bed), []);
    entered(&bed, &[&[("plan", "undecided")]]);
    assert_eq!(dues(&bed).iter().map(|due| due.0).collect::<Vec<_>>(), [DueKind::DecideStray]);
}

#[test]
fn the_protocol_is_set_once_something_was_destroyed() {
    let bed = Bed::new();
    let controller = Controller { name: "ACME sp. z o.o.".into(), ..Controller::default() };
    let set = |entered: &Entered, lang| {
        let Entry::Stray(stray) = &entered.entry else { panic!("this is no stray medium") };
        let findings = entered.findings(&bed.store, now());
        registers::destruction(entered, stray, &findings, &controller, lang, now())
    };
    assert!(matches!(set(&entered(&bed, &[]), Lang::Pl), Err(RightsError::NotFound(_))));
    for lang in Lang::ALL {
        let pdf = set(&entered(&bed, &[SHREDDED]), lang).unwrap();
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5_000);
    }
}
