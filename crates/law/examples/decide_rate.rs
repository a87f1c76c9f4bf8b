//! How fast the compiled form decides about an audience, and whether it decides as `may` does:
//! `cargo run --release -p zgoda-law --example decide_rate [cases to compare]`.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use std::hint::black_box;

use zgoda_law::compiled::{CompiledQuestion, Ground, Held, Sieve, Standing};
use zgoda_law::{Case, Law, Outcome};

#[path = "../tests/compiled/differential.rs"]
mod differential;
#[path = "../tests/compiled/random.rs"]
mod random;

const SUBJECTS: usize = 1_000_000;
/// Different people; each stands in the audience many times, in no order.
const PEOPLE: u64 = 50_000;
const ROUNDS: usize = 15;

fn main() {
    let compared = std::env::args().nth(1).map_or(1_000_000, |count| count.parse().unwrap());
    let law = Law::builtin().unwrap();
    let at = "2026-11-21T10:00:00+01:00".parse().unwrap();
    let people: Vec<Case> = (0..PEOPLE).map(|seed| random::reader(&law, seed, at)).collect();
    println!("may: {:.0} ns", per_case(&people, |case| law.may(case).outcome()));
    println!("standing: {:.0} ns", per_case(&people, |case| law.standing(case)));
    println!("ground: {:.0} ns", per_case(&people, |case| law.ground(&case.grounds, case.at)));
    println!("question: {:.0} ns", per_case(&people[..1000], |case| law.compile(case)));
    audience(&law, &people);
    compare(&law, compared);
}

/// The time this thread ran on a processor, so far: what else runs on the machine does not count.
fn cpu_nanoseconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse().unwrap()
}

/// The median of the rounds.
fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

fn show(what: &str, rounds: Vec<f64>) {
    let least = rounds.iter().copied().fold(f64::INFINITY, f64::min);
    println!("{what}: {:.1} ns, at the least {least:.1} ns", median(rounds));
}

fn per_case<T>(cases: &[Case], work: impl Fn(&Case) -> T) -> f64 {
    let round = || {
        let begun = cpu_nanoseconds();
        cases.iter().for_each(|case| drop(black_box(work(case))));
        (cpu_nanoseconds() - begun) / cases.len() as f64
    };
    median((0..ROUNDS).map(|_| round()).collect())
}

fn audience(law: &Law, people: &[Case]) {
    // The question of the first person whose message is what it should be.
    let asked = people.iter().find(|case| law.may(case).outcome() == Outcome::Allow && case.field.is_some());
    let question: CompiledQuestion = law.compile(asked.unwrap()).unwrap();
    let mut dice = random::Dice(7);
    let compiled: Vec<(Standing, Ground, Held)> = people
        .iter()
        .map(|case| (law.standing(case), law.ground(&case.grounds, case.at), Held::of(case)))
        .collect();
    let email = law.catalogue().field("email").map(|field| field.id);
    let sieves: Vec<Sieve> =
        compiled.iter().take(500).map(|(_, ground, _)| question.sieve(ground, email)).collect();
    let rows: Vec<usize> = (0..SUBJECTS).map(|_| dice.roll(people.len())).collect();
    let standings: Vec<Standing> = rows.iter().map(|row| compiled[*row].0).collect();
    let held: Vec<(Held, u16)> =
        rows.iter().map(|row| (compiled[*row].2, (row % sieves.len()) as u16)).collect();

    let scan = || {
        let begun = cpu_nanoseconds();
        let mut counts = [0_usize; 3];
        for (standing, (held, ground)) in standings.iter().zip(&held) {
            let outcome = sieves[usize::from(*ground)].decide(standing, *held);
            counts[0] += usize::from(outcome == Some(Outcome::Allow));
            counts[1] += usize::from(outcome == Some(Outcome::Deny));
            counts[2] += usize::from(outcome.is_none());
        }
        ((cpu_nanoseconds() - begun) / SUBJECTS as f64, black_box(counts))
    };
    let rounds: Vec<_> = (0..ROUNDS).map(|_| scan()).collect();
    let [allowed, denied, left] = rounds[0].1;
    println!("audience of {SUBJECTS}: {allowed} allowed, {denied} denied, {left} left to may");
    show("decide", rounds.iter().map(|round| round.0).collect());

    let id = people[0].subject.id;
    let permits = || {
        let begun = cpu_nanoseconds();
        for (standing, (held, ground)) in standings.iter().zip(&held) {
            let _ = black_box(sieves[usize::from(*ground)].permit(id, standing, *held));
        }
        (cpu_nanoseconds() - begun) / SUBJECTS as f64
    };
    show("permit", (0..ROUNDS).map(|_| permits()).collect());
    println!(
        "bytes: standing {}, ground {}, held {}",
        size_of::<Standing>(),
        size_of::<Ground>(),
        size_of::<Held>()
    );
}

fn compare(law: &Law, cases: u64) {
    let mut tallies = [differential::Tally::default(); 2];
    let begun = cpu_nanoseconds();
    (0..cases).for_each(|seed| differential::compare(law, seed, &mut tallies));
    println!("{cases} random cases decided alike, {:.0} s", (cpu_nanoseconds() - begun) / 1e9);
    for (when, tally) in [("at their own time", tallies[0]), ("at another time", tallies[1])] {
        println!("{when}: {} decisions, {} left to may; {tally:?}", tally.total(), tally.left());
    }
}
