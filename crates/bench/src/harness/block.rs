//! A block: a stretch of work of one side, measured as a whole.

use std::time::Instant;

use super::{Probe, Server, cpu_of_children, own_cpu};
use crate::error::Result;

/// What a block cost.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// Wall time in seconds.
    pub wall_s: f64,
    /// CPU seconds of this process, and of the server where the side has one.
    pub cpu_s: f64,
    /// The disk's `fdatasync` just before the block, in microseconds.
    pub fdatasync_us: f64,
}

/// Measures a block. For a side with a server, the server's CPU counts too.
///
/// # Errors
/// Whatever the work fails with.
pub fn measure<T>(
    probe: &mut Probe,
    server: Option<&Server>,
    work: impl FnOnce() -> Result<T>,
) -> Result<(T, Block)> {
    let fdatasync_us = probe.fdatasync_us()?;
    let cpu = || own_cpu() + server.map_or(0.0, |server| cpu_of_children(server.pid()));
    let (cpu_before, began) = (cpu(), Instant::now());
    let done = work()?;
    let wall_s = began.elapsed().as_secs_f64();
    Ok((done, Block { wall_s, cpu_s: cpu() - cpu_before, fdatasync_us }))
}
