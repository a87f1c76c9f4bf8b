//! One random bit in each page of both files of SQLite, and of the file of masks.

use std::fs::File;
use std::os::unix::fs::FileExt;

use super::picture::Picture;
use super::{Flips, furnish, probe};
use crate::site::copy_files;
use crate::{Desk, Dice, SimError, Site, scratch};

const PAGE: u64 = 4_096;
const FILES: [&str; 3] = ["work.db", "vault.db", "masks"];

/// Flips one bit in each page, each time on a fresh copy.
///
/// # Errors
/// Where the simulation cannot be set up.
pub fn flip_pages(seed: u64, steps: u64) -> Result<Flips, SimError> {
    let folder = scratch()?;
    let site = Site::in_folder(folder.path())?;
    let world = furnish(&site, seed, steps)?;
    let before = Picture::take(&Desk::open(site.open()?)?, &world)?;
    let mut dice = Dice::new(seed);
    let mut flips = Flips::default();
    for name in FILES {
        for page in 0..std::fs::metadata(folder.path().join(name))?.len() / PAGE {
            let other = scratch()?;
            copy_files(folder.path(), other.path())?;
            let file = File::options().read(true).write(true).open(other.path().join(name))?;
            let (at, bit) = (page * PAGE + dice.below(PAGE), dice.below(8));
            let mut byte = [0];
            file.read_exact_at(&mut byte, at)?;
            file.write_all_at(&[byte[0] ^ 1 << bit], at)?;
            drop(file);
            let (outcome, word) = probe(&site.beside(other.path()), &world, &before);
            flips.add(name, outcome, format!("byte {at} bit {bit}: {word}"));
        }
    }
    Ok(flips)
}
