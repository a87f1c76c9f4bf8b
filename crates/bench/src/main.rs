//! `zgoda-bench NAME`: runs one benchmark, or `all` of them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use zgoda_bench::bench::{ALL, Bench, table};
use zgoda_bench::context::Context;
use zgoda_bench::error::Result;
use zgoda_bench::harness::Options;

/// Benchmarks of Zgoda beside its peers.
#[derive(Parser)]
#[command(name = "zgoda-bench", arg_required_else_help = true)]
struct Arguments {
    /// Which benchmark; `all` runs them all, `list` names them.
    name: String,
    /// A run of about a minute, at a smaller scale.
    #[arg(long)]
    quick: bool,
    /// Records, people or rows, instead of the benchmark's own number.
    #[arg(long)]
    rows: Option<u64>,
    /// Operations, instead of the benchmark's own number.
    #[arg(long)]
    ops: Option<u64>,
    /// Rounds of each side.
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// Where data are put; it must be on a real disk.
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    folder: PathBuf,
    /// Where the results are written.
    #[arg(long, default_value = "target/bench")]
    results: PathBuf,
    /// With `all`: runs nothing, and writes the table of BENCHMARKS.md from the results that are there.
    #[arg(long)]
    table: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("there is no benchmark `{}`; `list` names them", arguments.name);
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("{}: {error}", arguments.name);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<bool> {
    let options = Options {
        quick: arguments.quick,
        rows: arguments.rows,
        ops: arguments.ops,
        rounds: arguments.rounds.max(1),
        folder: arguments.folder.clone(),
        results: arguments.results.clone(),
    };
    if arguments.name == "list" {
        ALL.iter().for_each(|bench| println!("{:>2}  {:<12} {}", bench.number, bench.name, bench.title));
        return Ok(true);
    }
    if arguments.table {
        table::rewrite(&options.results, "BENCHMARKS.md".as_ref())?;
        return Ok(true);
    }
    let wanted: Vec<&Bench> =
        ALL.iter().filter(|bench| arguments.name == "all" || arguments.name == bench.name).collect();
    if wanted.is_empty() {
        return Ok(false);
    }
    let context = Context::new(options)?;
    for bench in wanted {
        let report = (bench.run)(&context)?;
        report.print();
        report.write(&context.options.results)?;
    }
    Ok(true)
}
