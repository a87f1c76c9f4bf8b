//! The compiled form decides as `may` does, or leaves it to `may`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod differential;
mod random;

use differential::{Tally, compare, with_person_of};
use zgoda_law::compiled::Held;
use zgoda_law::{Law, Outcome};

#[test]
fn random_cases_are_decided_alike() {
    let law = Law::builtin().unwrap();
    let mut tallies = [Tally::default(); 2];
    (0..20_000).for_each(|seed| compare(&law, seed, &mut tallies));
    let [tally, at_other_times] = tallies;
    println!("{tally:?}, {at_other_times:?}");
    let share = |row: [u64; 2]| row[0] * 100 / tally.total();
    assert!(share(tally.allowed) >= 20, "too few allowances to tell: {tally:?}");
    assert!(share(tally.denied) >= 20, "too few denials to tell: {tally:?}");
    assert!(tally.pending[0] > 100, "too few open decisions to tell: {tally:?}");
    assert!(tally.left() * 100 / tally.total() <= 20, "too much is left to may: {tally:?}");
    assert!(at_other_times.allowed[0] > 5000, "too few outlive their making: {at_other_times:?}");
}

#[test]
fn one_question_decides_about_a_whole_audience() {
    let law = Law::builtin().unwrap();
    let at = "2026-11-21T10:00:00+01:00".parse().unwrap();
    let asked = (0..).map(|seed| random::reader(&law, seed, at));
    let asked = asked.into_iter().find(|case| law.may(case).outcome() == Outcome::Allow).unwrap();
    let question = law.compile(&asked).unwrap();
    let email = law.catalogue().field("email").map(|field| field.id);
    let mut allowed = 0;
    for seed in 0..3000 {
        let person = random::reader(&law, seed, at);
        let ground = law.ground(&person.grounds, person.at);
        let mut case = with_person_of(&asked, &person);
        case.field = Some("email".to_owned());
        let decided = question.sieve(&ground, email).decide(&law.standing(&person), Held::of(&case));
        let outcome = law.may(&case).outcome();
        assert!(
            decided.is_none_or(|decided| decided == outcome),
            "seed {seed}: {decided:?}, may {outcome:?}"
        );
        allowed += usize::from(decided == Some(Outcome::Allow));
    }
    assert!(allowed > 1000, "{allowed} of 3000 allowed");
}
