//! How long the disk takes to make a small write durable, measured beside every block: a busy disk explains a figure
//! that would otherwise look like a change of ours.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::series::median;
use crate::error::{Result, io};

/// Writes of one probe.
const WRITES: usize = 15;
/// A page of both engines.
const PAGE: usize = 8_192;

/// A file on the disk that both sides write to.
pub struct Probe {
    file: File,
}

impl Probe {
    /// Makes the file.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn new(folder: &Path) -> Result<Self> {
        let file = File::create(folder.join("probe")).map_err(io("the probe's file"))?;
        Ok(Self { file })
    }

    /// The median of a few writes of one page with `fdatasync`, in microseconds, on a disk that has taken what was written
    /// before: otherwise a side would wait for what the other one left in memory, gigabytes where a table was written anew.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn fdatasync_us(&mut self) -> Result<f64> {
        // Where there is no such program the disk is as it is, which the probe shows.
        let _ = Command::new("sync").status();
        let page = [0x5a_u8; PAGE];
        let mut times = Vec::with_capacity(WRITES);
        for _ in 0..WRITES {
            let began = Instant::now();
            self.file.seek(SeekFrom::Start(0)).map_err(io("the probe"))?;
            self.file.write_all(&page).map_err(io("the probe"))?;
            self.file.sync_data().map_err(io("the probe"))?;
            times.push(began.elapsed().as_secs_f64() * 1e6);
        }
        Ok(median(&times))
    }
}
