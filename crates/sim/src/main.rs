//! `cargo run --release -p zgoda-sim -- crash --engine sqlite --kills 1000 --seed 7`: the simulator as a program.

use std::io::Read;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use zgoda_sim::{
    Crash, Load, Outcome, SimError, Tell, crash, flip_copy, flip_entries, flip_pages, flip_rows,
};

/// Tries the store as a company, a killer and an examiner.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Kills a company at work, again and again, and looks at what is left.
    Crash(CrashArguments),
    /// Flips bits of the ledger and of the databases, and counts what comes of them.
    Tamper(TamperArguments),
    /// Is such a company: reads its order from standard input.
    #[command(hide = true)]
    Load,
}

#[derive(clap::Args)]
struct CrashArguments {
    /// The engine.
    #[arg(long, value_enum, default_value_t = EngineName::Sqlite)]
    engine: EngineName,
    /// How often it kills.
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// The seed.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Kills after which a new installation takes the place of the old one.
    #[arg(long, default_value_t = 50)]
    fresh_every: u32,
    /// Threads of the company.
    #[arg(long, default_value_t = 4)]
    threads: u32,
    /// How many steps are acknowledged at most before a kill.
    #[arg(long, default_value_t = 150)]
    work_steps: u64,
}

#[derive(clap::Args)]
struct TamperArguments {
    /// What is flipped.
    #[arg(value_enum)]
    what: Target,
    /// The seed.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Steps that furnish the installation.
    #[arg(long, default_value_t = 80)]
    steps: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Every bit of the exported copy of a ledger of 200 entries.
    Copy,
    /// Every bit of the rows of a ledger of 200 entries.
    Entries,
    /// One bit in each page of both SQLite files.
    Pages,
    /// One bit in each row of PostgreSQL's tables.
    Rows,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    Sqlite,
    Postgres,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().what {
        What::Crash(arguments) => kill(&arguments),
        What::Tamper(arguments) => tamper(&arguments),
        What::Load => work(),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}", error.chain());
            ExitCode::from(2)
        }
    }
}

fn kill(arguments: &CrashArguments) -> Result<bool, SimError> {
    let plan = Crash {
        program: std::env::current_exe()?,
        postgres: arguments.engine == EngineName::Postgres,
        kills: arguments.kills,
        seed: arguments.seed,
        fresh_every: arguments.fresh_every.max(1),
        threads: arguments.threads.clamp(1, 8),
        work_steps: arguments.work_steps,
    };
    let survived = crash(&plan, &mut |line| println!("{line}"))?;
    Ok(survived.findings.is_empty())
}

fn tamper(arguments: &TamperArguments) -> Result<bool, SimError> {
    let TamperArguments { what, seed, steps } = *arguments;
    let flips = match what {
        Target::Copy | Target::Entries => {
            let flips = if what == Target::Copy { flip_copy(200, 1) } else { flip_entries(200, 1) }?;
            println!("{flips:?}");
            return Ok(flips.found == flips.flipped);
        }
        Target::Pages => flip_pages(seed, steps)?,
        Target::Rows => flip_rows(seed, steps, i64::MAX)?,
    };
    print!("{flips}");
    for outcome in [Outcome::Refused, Outcome::Found, Outcome::Unchanged, Outcome::Silent, Outcome::Panicked]
    {
        println!("{:>7}  {outcome:?}", flips.of(&outcome));
    }
    Ok(flips.of(&Outcome::Panicked) == 0)
}

fn work() -> Result<bool, SimError> {
    let mut order = String::new();
    std::io::stdin().read_to_string(&mut order)?;
    Load::ordered(&order)?.run(&Tell::to(std::io::stdout()))?;
    Ok(true)
}
