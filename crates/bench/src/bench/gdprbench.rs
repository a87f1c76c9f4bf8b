//! Benchmarks 1 to 5: GDPRbench's four mixes, alone and together, beside PostgreSQL.

use std::cell::RefCell;
use std::rc::Rc;

use crate::context::Context;
use crate::error::{Result, same};
use crate::gdpr::{Mix, Ops, Peer, Plan, Pristine, Run, Variant, run_clients, share_out, users_of};
use crate::harness::{Block, Goal, Line, Options, Report, Series, Side, number, take_turns};

/// The paper's set.
pub(super) const RECORDS: u64 = 100_000;
const OPERATIONS: u64 = 10_000;
/// A quick run's.
const QUICK: (u64, u64) = (10_000, 1_000);
/// Clients of the concurrent runs.
const CLIENTS: usize = 16;
const SEED: u64 = 20_200_713;
/// CPU is counted in ticks of ten milliseconds: below five of them a ratio says nothing, and beside none it is infinite.
const LEAST_CPU_S: f64 = 0.05;

/// Benchmark 1.
///
/// # Errors
/// Where a side fails or answers wrongly.
pub fn processor(context: &Context) -> Result<Report> {
    let bed = Bed::new(context, plan(&context.options))?;
    let mut report = bed.report(1, Mix::Processor.name(), "GDPRbench processor");
    let compared = bed.compare(Mix::Processor, 1)?;
    compared.add_times(&mut report, "one client", Goal::AtLeast(8.0));
    Ok(report)
}

/// Benchmark 2.
///
/// # Errors
/// Where a side fails or answers wrongly.
pub fn customer(context: &Context) -> Result<Report> {
    let bed = Bed::new(context, plan(&context.options))?;
    let mut report = bed.report(2, Mix::Customer.name(), "GDPRbench customer");
    for (clients, name, goal) in [(1, "1 client", 1.0), (CLIENTS, "16 clients", 3.0)] {
        let compared = bed.compare(Mix::Customer, clients)?;
        compared.add_times(&mut report, name, Goal::AtLeast(goal));
        compared.add_cpu(&mut report, name, Goal::AtMost(0.5));
    }
    Ok(report)
}

/// Benchmark 3.
///
/// # Errors
/// Where a side fails or answers wrongly.
pub fn controller(context: &Context) -> Result<Report> {
    let bed = Bed::new(context, plan(&context.options))?;
    let mut report = bed.report(3, Mix::Controller.name(), "GDPRbench controller");
    let compared = bed.compare(Mix::Controller, 1)?;
    compared.add_times(&mut report, "one client", Goal::AtLeast(20.0));
    Ok(report)
}

/// Benchmark 4.
///
/// # Errors
/// Where a side fails or answers wrongly.
pub fn regulator(context: &Context) -> Result<Report> {
    let bed = Bed::new(context, plan(&context.options))?;
    let mut report = bed.report(4, Mix::Regulator.name(), "GDPRbench regulator");
    let compared = bed.compare(Mix::Regulator, 1)?;
    compared.add_times(&mut report, "one client", Goal::AtLeast(3.0));
    report.note("every entry of ours in an answer comes with its inclusion proof under a signed checkpoint");
    Ok(report)
}

/// Benchmark 5: the four together, and how the time grows with ten times the records.
///
/// # Errors
/// Where a side fails or answers wrongly.
pub fn together(context: &Context) -> Result<Report> {
    let plan = plan(&context.options);
    let bed = Bed::new(context, plan)?;
    let mut report = bed.report(5, "gdprbench", "GDPRbench, the four together");
    let compared = Mix::ALL.iter().map(|mix| bed.compare(*mix, 1)).collect::<Result<Vec<_>>>()?;
    Compared::sum(&compared).add_times(&mut report, "all four", Goal::AtLeast(10.0));
    let small = Grown { runs: compared.into_iter().map(|one| one.ours_run).collect() };
    let large = Bed::alone(context, Plan { records: plan.records * 10, ..plan })?;
    let runs = Mix::ALL.iter().map(|mix| Ok(large.ours_round(*mix, 1)?.0)).collect::<Result<Vec<_>>>()?;
    small.compare_with(&Grown { runs }, &mut report);
    Ok(report)
}

pub(super) fn plan(options: &Options) -> Plan {
    let (records, operations) = (options.rows(QUICK.0, RECORDS), options.ops(QUICK.1, OPERATIONS));
    Plan { records, operations, seed: SEED }
}

/// Both sides with their records loaded.
struct Bed<'c> {
    context: &'c Context,
    plan: Plan,
    pristine: Rc<Pristine>,
}

impl<'c> Bed<'c> {
    fn new(context: &'c Context, plan: Plan) -> Result<Self> {
        let bed = Self::alone(context, plan)?;
        context.peer_records(plan)?;
        Ok(bed)
    }

    /// Our side only.
    fn alone(context: &'c Context, plan: Plan) -> Result<Self> {
        Ok(Self { context, plan, pristine: context.records(plan)? })
    }

    fn report(&self, number: u32, name: &str, title: &str) -> Report {
        let Plan { records, operations, .. } = self.plan;
        let scale = format!("{records} records, {operations} operations");
        let full = records >= RECORDS && operations >= OPERATIONS && self.context.options.rounds >= 5;
        Report::new(number, name, title, scale, full)
    }

    fn ours_round(&self, mix: Mix, clients: usize) -> Result<(Run, Block)> {
        let shares = self.shares(mix, clients);
        let office = self.pristine.copy(&self.context.folder.path().join("ours"))?;
        let workers = shares.iter().map(|_| office.client(mix)).collect();
        self.context.measure_ours(|| run_clients(workers, &shares))
    }

    fn shares(&self, mix: Mix, clients: usize) -> Vec<Ops> {
        share_out(&self.plan.draw(mix), users_of(self.plan.records), clients)
    }

    fn peer_round(&self, mix: Mix, clients: usize, variant: Variant, part: u64) -> Result<(Run, Block)> {
        let plan = Plan { operations: self.plan.operations / part, ..self.plan };
        let shares = share_out(&plan.draw(mix), users_of(plan.records), clients);
        let workers = Peer::at(self.context.server()?).clients(plan, variant, clients)?;
        self.context.measure_peer(|| run_clients(workers, &shares))
    }

    /// PostgreSQL with or without metadata indexes: whichever is faster on a tenth of this mix.
    fn better_variant(&self, mix: Mix, clients: usize) -> Result<bool> {
        let wall = |indexed| -> Result<f64> {
            Ok(self.peer_round(mix, clients, Variant { indexed, logged: true }, 10)?.1.wall_s)
        };
        let (plain, indexed) = (wall(false)?, wall(true)?);
        println!("  PostgreSQL on a tenth of it: {plain:.2} s without, {indexed:.2} s with metadata indexes");
        Ok(indexed <= plain)
    }

    fn compare(&self, mix: Mix, clients: usize) -> Result<Compared> {
        println!("{}, {clients} clients", mix.name());
        let indexed = self.better_variant(mix, clients)?;
        let logged = Variant { indexed, logged: true };
        let plain = Variant { indexed, logged: false };
        let (ours_run, peer_run) = (RefCell::new(Run::default()), RefCell::new(Run::default()));
        let peer_side = |variant: Variant| {
            let peer_run = &peer_run;
            Side::new(variant.label(), move |_| {
                let (run, block) = self.peer_round(mix, clients, variant, 1)?;
                *peer_run.borrow_mut() = run;
                Ok(block)
            })
        };
        let ours = Side::new("Zgoda", |round| {
            let (run, block) = self.ours_round(mix, clients)?;
            if round > 0 {
                compare_answers(&run, &peer_run.borrow())?;
            }
            *ours_run.borrow_mut() = run;
            Ok(block)
        });
        let mut sides = [ours, peer_side(logged), peer_side(plain)];
        let blocks = take_turns(self.context.options.rounds, &mut sides)?;
        drop(sides);
        let (ours_run, peer_run) = (ours_run.into_inner(), peer_run.into_inner());
        compare_answers(&ours_run, &peer_run)?;
        let [ours, logged_blocks, plain_blocks]: [Vec<Block>; 3] =
            blocks.try_into().map_err(|_| crate::error::BenchError::Wrong("a side is missing".into()))?;
        Ok(Compared {
            ours,
            logged: (logged.label(), logged_blocks),
            plain: (plain.label(), plain_blocks),
            ours_run,
            peer_run,
        })
    }
}

/// Both sides must have said the same to every operation.
pub(super) fn compare_answers(ours: &Run, peer: &Run) -> Result<()> {
    same("operations answered", &ours.answers.len(), &peer.answers.len())?;
    for (number, (ours, peer)) in ours.answers.iter().zip(&peer.answers).enumerate() {
        same(&format!("answer {number}"), ours, peer)?;
    }
    Ok(())
}

/// What one mix came to.
struct Compared {
    ours: Vec<Block>,
    logged: (String, Vec<Block>),
    plain: (String, Vec<Block>),
    ours_run: Run,
    peer_run: Run,
}

impl Compared {
    fn sum(parts: &[Self]) -> Summed {
        let add = |pick: fn(&Self) -> &Vec<Block>| {
            let rounds = parts.iter().map(|part| pick(part).len()).min().unwrap_or(0);
            (0..rounds)
                .map(|round| {
                    let blocks = parts.iter().filter_map(|part| pick(part).get(round));
                    blocks.fold(Block { wall_s: 0.0, cpu_s: 0.0, fdatasync_us: 0.0 }, |sum, block| Block {
                        wall_s: sum.wall_s + block.wall_s,
                        cpu_s: sum.cpu_s + block.cpu_s,
                        fdatasync_us: sum.fdatasync_us + block.fdatasync_us / parts.len() as f64,
                    })
                })
                .collect()
        };
        Summed {
            ours: add(|part| &part.ours),
            logged: add(|part| &part.logged.1),
            plain: add(|part| &part.plain.1),
        }
    }

    fn add_times(&self, report: &mut Report, what: &str, goal: Goal) {
        add_times(
            report,
            what,
            goal,
            &self.ours,
            (&self.logged.0, &self.logged.1),
            (&self.plain.0, &self.plain.1),
        );
        let peers: std::collections::HashMap<_, _> = self.peer_run.means_ms().into_iter().collect();
        for (kind, ours) in self.ours_run.means_ms() {
            let peer = peers.get(kind).copied().unwrap_or(f64::NAN);
            report.note(format!(
                "{what}: {kind}: {} ms ours, {} ms PostgreSQL not logged",
                number(ours),
                number(peer)
            ));
        }
    }

    fn add_cpu(&self, report: &mut Report, what: &str, goal: Goal) {
        let cpu = |label: &str, blocks: &[Block]| Series::of(label, blocks, |block| block.cpu_s);
        let (ours, peer) = (cpu("Zgoda", &self.ours), cpu(&self.logged.0, &self.logged.1));
        let what = format!("{what}, CPU");
        if peer.median < LEAST_CPU_S {
            return report
                .note(format!("{what}: too short a run to compare what the system counts in ticks"));
        }
        report.line(Line::share_of(&what, "s", ours, peer, goal));
    }
}

/// All mixes together, round by round.
struct Summed {
    ours: Vec<Block>,
    logged: Vec<Block>,
    plain: Vec<Block>,
}

impl Summed {
    fn add_times(&self, report: &mut Report, what: &str, goal: Goal) {
        let (logged, plain) = ("PostgreSQL, logged", "PostgreSQL, not logged");
        add_times(report, what, goal, &self.ours, (logged, &self.logged), (plain, &self.plain));
    }
}

fn add_times(
    report: &mut Report,
    what: &str,
    goal: Goal,
    ours: &[Block],
    logged: (&str, &[Block]),
    plain: (&str, &[Block]),
) {
    let times = |label: &str, blocks: &[Block]| Series::of(label, blocks, |block| block.wall_s);
    report.line(Line::times_as_fast(what, "s", times("Zgoda", ours), times(logged.0, logged.1), goal));
    let beside = format!("{what}, beside PostgreSQL without a log");
    report.line(Line::times_as_fast(
        &beside,
        "s",
        times("Zgoda", ours),
        times(plain.0, plain.1),
        Goal::Shown,
    ));
}

/// Our times at one size, over all mixes.
struct Grown {
    runs: Vec<Run>,
}

impl Grown {
    /// How many times as slow the same operations are on the larger set.
    fn compare_with(&self, larger: &Self, report: &mut Report) {
        let figures = [
            ("by key, ten times the records", "ms", self.by_key_ms(), larger.by_key_ms()),
            ("by user, ten times the records", "ms", self.by_user_ms(), larger.by_user_ms()),
            ("all but by purpose, ten times the records", "s", self.rest_s(), larger.rest_s()),
        ];
        for (what, unit, before, after) in figures {
            let label = format!("Zgoda, {} to {} {unit}", number(before), number(after));
            let series = Series::new(label, vec![after / before]);
            report.line(Line::alone(what, "times as slow", series, Goal::AtMost(1.3)));
        }
    }

    fn mean_ms(&self, kinds: &[&str]) -> f64 {
        let mut seconds = 0.0;
        let mut count = 0;
        for run in &self.runs {
            for kind in
                kinds.iter().filter_map(|kind| crate::gdpr::Op::KINDS.iter().position(|name| name == kind))
            {
                seconds += run.seconds[kind];
                count += run.counts[kind];
            }
        }
        seconds * 1e3 / count as f64
    }

    fn by_key_ms(&self) -> f64 {
        self.mean_ms(&["read by key", "update by key", "delete by key"])
    }

    fn by_user_ms(&self) -> f64 {
        self.mean_ms(&["read by user", "read metadata by user", "set by user"])
    }

    fn rest_s(&self) -> f64 {
        self.runs.iter().map(Run::seconds_without_purposes).sum()
    }
}
