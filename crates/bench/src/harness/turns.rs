//! Sides take turns, A B A B: what disturbs the machine for a while disturbs both.

use super::Block;
use crate::error::Result;

/// One side of a comparison.
pub struct Side<'w> {
    /// What it is called in the results.
    pub label: String,
    /// Runs one round and tells what it cost.
    pub run: Box<dyn FnMut(u32) -> Result<Block> + 'w>,
}

impl<'w> Side<'w> {
    /// A side.
    pub fn new(label: impl Into<String>, run: impl FnMut(u32) -> Result<Block> + 'w) -> Self {
        Self { label: label.into(), run: Box::new(run) }
    }
}

/// Lets all sides run `rounds` times in turns, and returns the blocks of each.
///
/// # Errors
/// Whatever a side fails with.
pub fn take_turns(rounds: u32, sides: &mut [Side<'_>]) -> Result<Vec<Vec<Block>>> {
    let mut blocks = vec![Vec::new(); sides.len()];
    for round in 0..rounds {
        for (side, blocks) in sides.iter_mut().zip(&mut blocks) {
            let block = (side.run)(round)?;
            println!(
                "  round {} {:<28} {:>10.3} s wall {:>9.2} s CPU   fdatasync {:>6.0} µs",
                round + 1,
                side.label,
                block.wall_s,
                block.cpu_s,
                block.fdatasync_us,
            );
            blocks.push(block);
        }
    }
    Ok(blocks)
}
