//! `zgoda-kernels`: counts the instructions of the innermost work under valgrind, and compares them with the committed
//! counts, so that a change that makes it slower is seen where a clock on a busy machine would not show it.

mod count;
mod kernel;
mod kernels;

use std::process::ExitCode;

use count::Counted;
use kernel::{KERNELS, KernelError};

const USAGE: &str = "\
usage: zgoda-kernels check          compare with the committed counts
       zgoda-kernels write          commit the counts of now
       zgoda-kernels run NAME TIMES  what valgrind runs";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["check"] => check(),
        ["write"] => count::all().and_then(|counts| count::write(&counts)).map(|()| true),
        ["run", name, times] => run(name, times).map(|()| true),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn check() -> Result<bool, KernelError> {
    let (counts, baseline) = (count::all()?, count::baseline()?);
    let mut passed = true;
    for Counted { name, instructions } in &counts {
        let committed = baseline.get(*name).copied();
        let verdict = count::judge(*instructions, committed);
        passed &= verdict.passes();
        let shown = committed.map_or_else(|| "none".to_owned(), |committed| committed.to_string());
        println!("{name:<12} {instructions:>8} instructions, committed {shown:>8}: {verdict}");
    }
    if !passed {
        eprintln!(
            "if this is meant: cargo run --release -p zgoda-kernels -- write, and say why in the commit"
        );
    }
    Ok(passed)
}

fn run(name: &str, times: &str) -> Result<(), KernelError> {
    let kernel = KERNELS.iter().find(|kernel| kernel.name == name).ok_or(KernelError::Unknown)?;
    (kernel.run)(times.parse().map_err(|_| KernelError::Unknown)?)
}
