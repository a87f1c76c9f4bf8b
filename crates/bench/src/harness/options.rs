//! What the command line asks of a benchmark.

use std::path::PathBuf;

/// How large and how often.
#[derive(Debug, Clone)]
pub struct Options {
    /// A run of about a minute, at a smaller scale than the goals are meant for.
    pub quick: bool,
    /// Records, people or rows, instead of the benchmark's own number.
    pub rows: Option<u64>,
    /// Operations, instead of the benchmark's own number.
    pub ops: Option<u64>,
    /// Rounds of each side.
    pub rounds: u32,
    /// Where data are put; it must be on a real disk.
    pub folder: PathBuf,
    /// Where the results are written.
    pub results: PathBuf,
}

impl Options {
    /// How many rows: what was asked for, else the number of a quick or of a full run.
    pub fn rows(&self, quick: u64, full: u64) -> u64 {
        self.rows.unwrap_or(if self.quick { quick } else { full })
    }

    /// How many operations.
    pub fn ops(&self, quick: u64, full: u64) -> u64 {
        self.ops.unwrap_or(if self.quick { quick } else { full })
    }
}
