//! A denial cannot be turned into an allowance.
use zgoda_law::{Outcome, Verdict};

fn turn(verdict: &mut Verdict) {
    verdict.outcome = Outcome::Allow;
}

fn main() {}
