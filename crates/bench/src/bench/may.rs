//! Benchmark 7: one decision, beside Cedar with an equivalent set of twelve policies. Cedar is a large library, so this
//! benchmark is built only with `--features cedar`.

mod cedar;
mod scenario;

use std::hint::black_box;

use zgoda_law::compiled::{CompiledQuestion, Held, Sieve, Standing};
use zgoda_law::{Case, FieldId, Law, Outcome};

use crate::context::Context;
use crate::error::{Result, same, wrong};
use crate::gdpr::Random;
use crate::harness::{Goal, Line, Report, Series, Side, take_turns};
use cedar::Cedar;
use scenario::Scenario;

/// Random cases that both sides decide alike.
const CASES: u64 = 1_000_000;
const QUICK_CASES: u64 = 20_000;
/// Cases that are decided in a round, over and over, so that memory is no part of it.
const KEPT: usize = 2_000;
/// Decisions of a round.
const OURS: usize = 1_000_000;
const THEIRS: usize = 100_000;

/// Runs it.
///
/// # Errors
/// Where both sides decide a case differently.
pub fn may(context: &Context) -> Result<Report> {
    let law = Law::builtin()?;
    let peer = Cedar::new(&law)?;
    let cases = context.options.rows(QUICK_CASES, CASES);
    let allowed = decide_alike(&law, &peer, cases)?;
    println!("  {cases} random cases decided alike, {allowed} of them allowed");
    let scale = if context.options.quick { 10 } else { 1 };
    let (ours_count, theirs_count) = (OURS / scale, THEIRS / scale);
    let mut random = Random::new(77);
    let kept: Vec<Scenario> = (0..KEPT).map(|_| Scenario::draw(&mut random)).collect();
    let drawn: Vec<Case> = kept.iter().map(Scenario::case).collect();
    let questions: Vec<Option<CompiledQuestion>> = drawn.iter().map(|case| law.compile(case)).collect();
    let ours: Vec<Asked> =
        drawn.iter().zip(&questions).map(|(case, asked)| Asked::of(&law, case, asked)).collect();
    let theirs = kept.iter().map(|one| peer.question(one)).collect::<Result<Vec<_>>>()?;
    let ours_side = Side::new("Zgoda", |_| {
        let decide = || Ok(ours.iter().cycle().take(ours_count).map(|one| u64::from(one.allows(&law))).sum());
        Ok(context.measure_ours::<u64>(|| decide().map(black_box))?.1)
    });
    let peer_side = Side::new("Cedar", |_| {
        let decide =
            || Ok(theirs.iter().cycle().take(theirs_count).map(|one| u64::from(peer.decide(one))).sum());
        Ok(context.measure_ours::<u64>(|| decide().map(black_box))?.1)
    });
    let mut sides = [ours_side, peer_side];
    let blocks = take_turns(context.options.rounds, &mut sides)?;
    drop(sides);
    let full = cases >= CASES && context.has_all_rounds();
    let mut report =
        Report::new(7, "may", "One decision", format!("{cases} random cases decided alike"), full);
    let ns = |label: &str, side: usize, count: usize| {
        let blocks = blocks.get(side).map_or(&[] as &[crate::harness::Block], Vec::as_slice);
        Series::of(label, blocks, |block| block.wall_s * 1e9 / count as f64)
    };
    let (ours, theirs) = (ns("Zgoda", 0, ours_count), ns("cedar-policy, 12 policies", 1, theirs_count));
    report.line(Line::times_as_fast(
        "one (subject, field)",
        "ns",
        ours.clone(),
        theirs,
        Goal::AtLeast(1_000.0),
    ));
    report.line(Line::alone("one (subject, field), by itself", "ns", ours, Goal::AtMost(20.0)));
    Ok(report)
}

/// A question made ready, as an audience is asked: the question and the grounds are compiled once for all, the standing is
/// a column that is kept.
struct Asked<'a> {
    case: &'a Case,
    sieve: Option<Sieve<'a>>,
    standing: Standing,
    held: Held,
}

impl<'a> Asked<'a> {
    fn of(law: &Law, case: &'a Case, question: &'a Option<CompiledQuestion>) -> Self {
        let ground = law.ground(&case.grounds, case.at);
        let sieve = question.as_ref().map(|question| question.sieve(&ground, field_of(law, case)));
        Self { case, sieve, standing: law.standing(case), held: Held::of(case) }
    }

    fn allows(&self, law: &Law) -> bool {
        let compiled = self.sieve.as_ref().and_then(|sieve| sieve.decide(&self.standing, self.held));
        compiled.unwrap_or_else(|| law.may(self.case).outcome()) == Outcome::Allow
    }
}

fn field_of(law: &Law, case: &Case) -> Option<FieldId> {
    case.field.as_ref().and_then(|name| law.catalogue().field(name)).map(|field| field.id)
}

/// Decides random cases with Cedar, with `may` and in the compiled form: how many are allowed.
fn decide_alike(law: &Law, peer: &Cedar, cases: u64) -> Result<u64> {
    let mut random = Random::new(7);
    let mut allowed = 0;
    for _ in 0..cases {
        let scenario = Scenario::draw(&mut random);
        let case = scenario.case();
        let verdict = law.may(&case);
        let ours = verdict.outcome() == Outcome::Allow;
        let compiled = Asked::of(law, &case, &law.compile(&case)).allows(law);
        let theirs = peer.decide(&peer.question(&scenario)?);
        if ours != theirs || ours != compiled {
            let reasons = verdict.reasons();
            return wrong(format!(
                "{scenario:?}: Cedar says {theirs}, we say {ours}, compiled {compiled}: {reasons:?}"
            ));
        }
        allowed += u64::from(ours);
    }
    same("some cases are allowed", &(allowed > cases / 200), &true)?;
    Ok(allowed)
}
