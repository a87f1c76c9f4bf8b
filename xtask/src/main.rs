//! `cargo xtask`: the commands for developers.

mod prerequisites;
mod steps;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  test   run everything: format, clippy, tidy, all tests on SQLite and PostgreSQL and in a browser;
         on Debian and Ubuntu as root it installs what is missing, elsewhere it says what to install
  tidy   check the rules of the house: rooms, dependencies, file heads and sizes, no stubs, no unwrap";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let passed = match (arguments.next().as_deref(), arguments.next()) {
        (Some("test"), None) => test::run(&root()),
        (Some("tidy"), None) => tidy::run(&root()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The root of the workspace: the folder above this crate.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
