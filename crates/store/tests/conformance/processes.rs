//! Processes that really die, and processes that work side by side.

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

use zgoda_store::{Engine, Store};

use crate::bed::{Bed, stamp};
use crate::people::Office;
use crate::raw::assert_no_old_key;
use crate::scenario::{STEPS, state};
use crate::standing;

/// Where a child finds its installation.
const DATABASE: &str = "ZGODA_TEST_DATABASE";
/// The keyring of that installation.
const KEYRING: &str = "ZGODA_TEST_KEYRING";
/// What a child does: `scenario`, `open`, or `work NAME`.
const ROLE: &str = "ZGODA_TEST_ROLE";
/// The write at which it dies.
const FAULT: &str = "ZGODA_FAULT_AT";
const SIGKILL: i32 = 9;
/// People that each of two processes adds.
const EACH: usize = 25;

/// A test of its own, and what a child runs: the scenario from an empty installation to its end.
#[test]
fn the_scenario_runs_to_its_end_undisturbed() {
    let bed = match (std::env::var(DATABASE), std::env::var(KEYRING)) {
        (Ok(database), Ok(keyring)) => Bed::known(&database, keyring),
        _ => Bed::sqlite(),
    };
    let role = std::env::var(ROLE).unwrap_or_else(|_| "scenario".into());
    match role.split_once(' ') {
        Some((_, name)) => return work(&Office::open(&bed), name),
        None if role == "open" => return drop(Store::open(bed.config()).unwrap()),
        None => {}
    }
    let office = Office::open(&bed);
    for (number, step) in STEPS.iter().enumerate() {
        step(&office);
        println!("acknowledged {}", number + 1);
    }
    assert!(office.store.examine().unwrap().is_sound());
}

fn child(bed: &Bed, role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let database = match &bed.engine {
        Engine::Sqlite(folder) => folder.display().to_string(),
        Engine::Postgres(url) => url.clone(),
    };
    let own = "processes::the_scenario_runs_to_its_end_undisturbed";
    command.args([own, "--exact", "--nocapture"]).env(DATABASE, database).env(ROLE, role);
    command.env(KEYRING, &bed.keyring).env_remove(FAULT);
    command
}

fn was_killed(output: &Output) -> bool {
    let killed = output.status.signal() == Some(SIGKILL);
    let text =
        || format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(killed || output.status.success(), "{}", text());
    killed
}

/// What there is before the first step, after it, and so on.
fn states() -> Vec<String> {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    let mut states = vec![state(&office)];
    for step in STEPS {
        step(&office);
        states.push(state(&office));
    }
    states
}

pub fn every_kill_leaves_whole_changes(fresh: fn() -> Bed, engine: &str) {
    let states = states();
    let (mut points, mut replayed) = (0_u64, 0);
    loop {
        let bed = fresh();
        let first = child(&bed, "scenario").env(FAULT, (points + 1).to_string()).output().unwrap();
        if !was_killed(&first) {
            break;
        }
        points += 1;
        let acknowledged = String::from_utf8_lossy(&first.stdout).matches("acknowledged").count();
        // Recovery is killed as well, somewhere, every other time.
        if points.is_multiple_of(2) {
            was_killed(&child(&bed, "open").env(FAULT, (points / 2 % 7 + 1).to_string()).output().unwrap());
        }

        let store = Store::open(bed.config()).unwrap();
        replayed += store.replayed();
        let findings = store.examine().unwrap();
        assert!(findings.is_sound(), "point {points}: {findings:?}");
        store.ledger().verify(|_, _| {}).unwrap();
        let office = Office::around(store);
        assert_no_old_key(&bed, &office);
        let found = state(&office);
        let done = states.iter().position(|state| *state == found);
        let done = done
            .unwrap_or_else(|| panic!("point {points}, {acknowledged} acknowledged: half a step\n{found}"));
        assert!(done == acknowledged || done == acknowledged + 1, "point {points}: {done} of {acknowledged}");

        STEPS[done..].iter().for_each(|step| step(&office));
        assert_eq!(Some(&state(&office)), states.last(), "point {points}");
        assert!(office.store.examine().unwrap().is_sound(), "point {points}");
        office.store.ledger().verify(|_, _| {}).unwrap();
    }
    assert!(points > 50, "the scenario passed {points} points only");
    assert_eq!(replayed > 0, engine == "sqlite", "{replayed} replayed");
    // Past the test harness, which keeps what passing tests print to itself.
    let line = format!("kill points survived: {points} of {points} ({engine}), {replayed} replayed\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// Adds people, and a note to a person whom the other process wants as well.
fn work(office: &Office, name: &str) {
    let shared = office.by_email("shared@example.test").unwrap().id;
    for number in 0..EACH {
        office.add(&[("first_name", name), ("email", &format!("{name}.{number}@example.test"))]);
        let note = format!("{name} {number}");
        let mut tries = 0;
        while let Err(refused) = office.add_to(&office.store.person(shared).unwrap(), "note", &note) {
            assert!(refused.is_conflict(), "{refused:?}");
            tries += 1;
            assert!(tries < 10_000);
        }
    }
}

pub fn two_processes_write_side_by_side_and_nothing_is_lost(bed: &Bed) {
    let office = Office::open(bed);
    let shared = office.add(&[("email", "shared@example.test")]);
    let names = ["ola", "piotr"];
    let children = names.map(|name| {
        child(bed, &format!("work {name}")).stdout(std::process::Stdio::piped()).spawn().unwrap()
    });
    work(&office, "ewa");
    for running in children {
        let output = running.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let everybody: Vec<&str> = names.into_iter().chain(["ewa"]).collect();
    for name in &everybody {
        for number in 0..EACH {
            assert!(office.by_email(&format!("{name}.{number}@example.test")).is_some(), "{name} {number}");
        }
    }
    let person = office.store.person(shared).unwrap();
    let notes: std::collections::BTreeSet<_> =
        person.current().skip(1).map(|fact| office.read(&person, fact.no).unwrap()).collect();
    assert_eq!(notes.len(), everybody.len() * EACH);
    let findings = office.store.examine().unwrap();
    assert!(findings.is_sound(), "{findings:?}");
    office.store.ledger().verify(|_, _| {}).unwrap();
}

/// Changes go on after the server was restarted, or fail once with a clear error.
#[test]
fn a_restart_of_the_server_between_two_changes_is_got_over() {
    let (bed, server) = Bed::with_own_server();
    let office = Office::open(&bed);
    let id = office.add(&[("email", "anna@example.test")]);
    for round in 0..3 {
        server.restart();
        let object = || {
            let person = office.store.person(id)?;
            let mut change = office.store.change(stamp());
            change.open(&person)?;
            change.add_objection(id, standing::objection())?;
            change.commit()
        };
        if let Err(refused) = object() {
            assert!(!refused.to_string().is_empty());
            object().unwrap();
        }
        assert_eq!(office.store.person(id).unwrap().objections.len(), round + 1);
        office.add_to(&office.store.person(id).unwrap(), "note", "po restarcie").unwrap();
    }
    assert!(office.store.examine().unwrap().is_sound());
    office.store.ledger().verify(|_, _| {}).unwrap();
}
