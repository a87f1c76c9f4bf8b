//! `cargo xtask test`: everything, nothing skipped.

use std::path::Path;
use std::process::Command;

use crate::prerequisites::{self, Tools};
use crate::steps::{Steps, succeeds};
use crate::tidy;

/// Runs all checks and all tests.
pub fn run(root: &Path) -> bool {
    let mut steps = Steps::default();
    let mut tools = None;
    if !steps.run("prerequisites", || {
        tools = prerequisites::ensure();
        tools.is_some()
    }) {
        return steps.summarise();
    }
    let cargo = |arguments: &[&str]| succeeds(&mut cargo(root, arguments, tools.as_ref()));
    steps.run("format", || cargo(&["fmt", "--all", "--", "--check"]));
    steps.run("tidy", || tidy::run(root));
    steps.run("clippy", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
    });
    // Not nextest: it runs each test in a process of its own, and each would start a PostgreSQL server of its own.
    steps.run("tests", || cargo(&["test", "--workspace", "--no-fail-fast"]));
    if prerequisites::COUNTS_HOLD {
        let check = ["run", "--release", "--quiet", "-p", "zgoda-kernels", "--", "check"];
        steps.run("kernels", || cargo(&check));
    }
    steps.summarise()
}

/// Cargo with what the tests need to know.
fn cargo(root: &Path, arguments: &[&str], tools: Option<&Tools>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(arguments);
    if let Some(tools) = tools {
        command.env("ZGODA_TEST_PG_BIN", &tools.postgres_bin);
        command.env("ZGODA_TEST_CHROMIUM", &tools.chromium);
        command.env("ZGODA_TEST_CHROMEDRIVER", &tools.chromedriver);
    }
    if std::env::var("CI").as_deref() == Ok("true") {
        // A fresh clone builds once: incremental files only cost time and space there.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_told_where_their_tools_are() {
        let tools =
            Tools { postgres_bin: "/pg/bin".into(), chromium: "/c".into(), chromedriver: "/d".into() };
        let command = cargo(Path::new("/root"), &["test"], Some(&tools));
        let named = |name: &str| command.get_envs().any(|(key, value)| key == name && value.is_some());
        for name in ["ZGODA_TEST_PG_BIN", "ZGODA_TEST_CHROMIUM", "ZGODA_TEST_CHROMEDRIVER"] {
            assert!(named(name), "{name}");
        }
        assert_eq!(command.get_current_dir(), Some(Path::new("/root")));
    }
}
