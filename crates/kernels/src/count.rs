//! Counting under callgrind: the difference of two runs leaves out whatever a run costs beside the kernel.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use crate::kernel::{KERNELS, Kernel, KernelError};

/// Repetitions of the shorter run; the longer one has twice as many.
const TIMES: u64 = 200;
/// How far a count may be from the committed one, in percent: hash maps are seeded anew in every process.
const TOLERANCE_PERCENT: u64 = 5;

/// A kernel's count.
pub struct Counted {
    /// Which.
    pub name: &'static str,
    /// Instructions of one repetition.
    pub instructions: u64,
}

/// How a count compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Within the tolerance.
    Same,
    /// More than the tolerance above.
    Slower,
    /// More than the tolerance below: the committed count must follow, or later slowness hides behind it.
    Faster,
    /// None is committed.
    Unknown,
}

impl Verdict {
    /// Whether the check passes.
    pub fn passes(self) -> bool {
        self == Self::Same
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Same => "same",
            Self::Slower => "SLOWER",
            Self::Faster => "FASTER: commit the new count",
            Self::Unknown => "NOT COMMITTED",
        })
    }
}

/// Compares a count with the committed one.
pub fn judge(instructions: u64, committed: Option<u64>) -> Verdict {
    let Some(committed) = committed else { return Verdict::Unknown };
    let apart = instructions.abs_diff(committed) * 100;
    match apart <= committed * TOLERANCE_PERCENT {
        true => Verdict::Same,
        false if instructions > committed => Verdict::Slower,
        false => Verdict::Faster,
    }
}

/// Counts every kernel.
pub fn all() -> Result<Vec<Counted>, KernelError> {
    KERNELS.iter().map(count).collect()
}

fn count(kernel: &Kernel) -> Result<Counted, KernelError> {
    let (once, twice) = (instructions(kernel.name, TIMES)?, instructions(kernel.name, 2 * TIMES)?);
    Ok(Counted { name: kernel.name, instructions: twice.saturating_sub(once) / TIMES })
}

/// Instructions of a whole run, as callgrind sums them up.
fn instructions(name: &str, times: u64) -> Result<u64, KernelError> {
    let failed = |what: String| KernelError::Valgrind(what);
    let own = std::env::current_exe().map_err(|error| failed(error.to_string()))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own)
        .args(["run", name, &times.to_string()])
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(failed(said.into_owned()));
    }
    let collected =
        said.lines().find_map(|line| line.split_once("Collected :")).map(|(_, number)| number.trim());
    collected.and_then(|number| number.parse().ok()).ok_or_else(|| failed(format!("no count in: {said}")))
}

fn file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/counts.toml"))
}

/// The committed counts.
pub fn baseline() -> Result<BTreeMap<String, u64>, KernelError> {
    let failed = |error: &dyn std::fmt::Display| KernelError::Baseline(error.to_string());
    let text = std::fs::read_to_string(file()).map_err(|error| failed(&error))?;
    toml::from_str(&text).map_err(|error| failed(&error))
}

/// Writes the counts to be committed.
pub fn write(counts: &[Counted]) -> Result<(), KernelError> {
    let mut text =
        String::from("# Instructions of one repetition under callgrind; written by `zgoda-kernels write`.\n");
    for Counted { name, instructions } in counts {
        println!("{name:<12} {instructions:>8} instructions");
        text += &format!("{name} = {instructions}\n");
    }
    std::fs::write(file(), text).map_err(|error| KernelError::Baseline(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_within_the_tolerance_is_the_same_and_nothing_else_passes() {
        for (instructions, committed, verdict) in [
            (1_000, Some(1_000), Verdict::Same),
            (1_050, Some(1_000), Verdict::Same),
            (950, Some(1_000), Verdict::Same),
            (1_051, Some(1_000), Verdict::Slower),
            (949, Some(1_000), Verdict::Faster),
            (1_000, None, Verdict::Unknown),
        ] {
            assert_eq!(judge(instructions, committed), verdict, "{instructions}");
            assert_eq!(verdict.passes(), verdict == Verdict::Same);
        }
    }

    #[test]
    fn every_kernel_runs_and_has_a_committed_count() {
        let baseline = baseline().unwrap();
        for kernel in KERNELS {
            (kernel.run)(2).unwrap();
            assert!(baseline.contains_key(kernel.name), "{}", kernel.name);
        }
        assert_eq!(baseline.len(), KERNELS.len());
    }
}
