//! Running named steps one after the other, with their durations and a summary at the end.

use std::process::Command;
use std::time::{Duration, Instant};

/// The steps that ran. All of them run even if one fails: a person wants the whole list.
#[derive(Default)]
pub struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: String,
    passed: bool,
    took: Duration,
}

impl Steps {
    /// Runs one step.
    pub fn run(&mut self, name: &str, work: impl FnOnce() -> bool) -> bool {
        println!("\n=== {name}");
        let started = Instant::now();
        let passed = work();
        let took = started.elapsed();
        println!("=== {name}: {} in {}", word(passed), seconds(took));
        self.done.push(Step { name: name.to_owned(), passed, took });
        passed
    }

    /// Prints what ran, and tells whether all of it passed.
    pub fn summarise(&self) -> bool {
        println!("\n=== summary");
        for step in &self.done {
            println!("{:>8}  {:<12} {}", seconds(step.took), step.name, word(step.passed));
        }
        let total: Duration = self.done.iter().map(|step| step.took).sum();
        let passed = !self.done.is_empty() && self.done.iter().all(|step| step.passed);
        println!("{:>8}  {:<12} {}", seconds(total), "all", word(passed));
        passed
    }
}

/// Runs a command in sight of the user, without input.
pub fn succeeds(command: &mut Command) -> bool {
    match command.stdin(std::process::Stdio::null()).status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("`{}` cannot be started: {error}", command.get_program().to_string_lossy());
            false
        }
    }
}

fn word(passed: bool) -> &'static str {
    if passed { "passed" } else { "FAILED" }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_fails_the_whole_and_the_rest_still_runs() {
        let mut steps = Steps::default();
        let mut ran = 0;
        assert!(!steps.run("first", || false));
        assert!(steps.run("second", || {
            ran += 1;
            true
        }));
        assert_eq!(ran, 1);
        assert!(!steps.summarise());
    }

    #[test]
    fn nothing_run_is_nothing_passed() {
        assert!(!Steps::default().summarise());
    }

    #[test]
    fn a_missing_program_fails() {
        assert!(!succeeds(&mut Command::new("no-such-program-anywhere")));
    }
}
