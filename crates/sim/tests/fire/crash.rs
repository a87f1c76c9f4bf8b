//! A short run of what `zgoda-sim crash` does a thousand times.

use std::io::Write;

use zgoda_sim::{Crash, crash};

fn survives(postgres: bool, kills: u32) {
    let program = env!("CARGO_BIN_EXE_zgoda-sim").into();
    let plan = Crash { program, postgres, kills, seed: 7, fresh_every: 15, threads: 4, work_steps: 40 };
    // Past the test harness, which keeps what passing tests print to itself.
    let say = |line: &str| drop(writeln!(std::io::stderr(), "{line}"));
    let survived = crash(&plan, &mut { say }).unwrap();
    assert_eq!(survived.findings, Vec::<String>::new());
    assert!(survived.kills >= kills && survived.early > 0, "{}", survived.line());
    assert!(survived.checked.acknowledged > u64::from(kills), "{}", survived.line());
    assert!(!postgres || survived.servers > 0, "{}", survived.line());
}

#[test]
fn a_company_on_sqlite_that_is_killed_at_work_loses_nothing_and_has_nothing_by_half() {
    survives(false, 25);
}

#[test]
fn a_company_on_postgresql_that_is_killed_at_work_loses_nothing_and_has_nothing_by_half() {
    survives(true, 8);
}
