//! A denial is no mould for an allowance: only the law makes verdicts.
use zgoda_law::{Outcome, Verdict};

fn forge(denial: Verdict) -> Verdict {
    Verdict { outcome: Outcome::Allow, ..denial }
}

fn main() {}
