//! Flipping bits: of the ledger, of the pages of SQLite's files, of the rows of PostgreSQL. What is flipped must be
//! refused, found, or change nothing.

mod ledger;
mod pages;
mod picture;
mod rows;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Desk, Load, SimError, Site, Tell, World, moment};
use picture::Picture;

pub use ledger::{LedgerFlips, flip_copy, flip_entries};
pub use pages::flip_pages;
pub use rows::flip_rows;

/// What came of one flipped bit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Opening the installation or a value of it fails, with a word.
    Refused,
    /// Examination or verification finds it.
    Found,
    /// Nothing that can be seen changed.
    Unchanged,
    /// Something changed and nothing tells of it.
    Silent,
    /// The program panicked.
    Panicked,
}

/// Counts by place and outcome; of what went by silently, an example of each.
#[derive(Debug, Clone, Default)]
pub struct Flips {
    /// How many of each.
    pub counts: BTreeMap<(String, Outcome), u64>,
    /// The first of each kind, in words.
    pub examples: BTreeMap<(String, Outcome), String>,
}

impl Flips {
    fn add(&mut self, place: &str, outcome: Outcome, word: String) {
        let key = (place.to_owned(), outcome);
        *self.counts.entry(key.clone()).or_default() += 1;
        self.examples.entry(key).or_insert(word);
    }

    /// How many came out so, in all places.
    pub fn of(&self, outcome: &Outcome) -> u64 {
        self.counts.iter().filter(|((_, other), _)| other == outcome).map(|(_, count)| count).sum()
    }

    /// How many came out so in one place.
    pub fn at(&self, place: &str, outcome: &Outcome) -> u64 {
        self.counts.get(&(place.to_owned(), outcome.clone())).copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Flips {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (key, count) in &self.counts {
            let example = self.examples.get(key).map(String::as_str).unwrap_or_default();
            let short: String = example.chars().take(160).collect();
            writeln!(f, "{:>7}  {:<9} {:<28} {short}", count, format!("{:?}", key.1), key.0)?;
        }
        Ok(())
    }
}

/// Brings people in and lets them live for some steps; returns who is there.
///
/// # Errors
/// Where it cannot be set up.
pub fn furnish(site: &Site, seed: u64, steps: u64) -> Result<World, SimError> {
    let desk = Desk::open(site.open()?)?;
    let mut world = World::default();
    let (tell, heard) = Tell::heard();
    Load { threads: 1, ..Load::new(site, seed, &world, steps) }.work(&desk, &tell);
    let mut under_way = BTreeMap::new();
    for report in heard.reports() {
        match report {
            crate::Report::Begun(step) => drop(under_way.insert(step.no, step)),
            crate::Report::Done(no, _) => under_way.remove(&no).iter().for_each(|step| world.apply(step)),
            other => return Err(SimError::Setup(format!("{other:?}"))),
        }
    }
    desk.store.ledger().checkpoint(moment(steps + 1))?;
    Ok(world)
}

/// Opens the installation and looks at everything in it.
fn probe(site: &Site, world: &World, before: &Picture) -> (Outcome, String) {
    let look = || -> Result<(Outcome, String), SimError> {
        let desk = Desk::open(site.open()?)?;
        let found = desk.store.examine()?;
        if !found.is_sound() {
            return Ok((Outcome::Found, format!("{found:?}")));
        }
        if let Err(error) = desk.store.ledger().verify(|_, _| {}) {
            return Ok((Outcome::Found, SimError::from(error).chain()));
        }
        let now = Picture::take(&desk, world)?;
        match before.difference(&now) {
            None => Ok((Outcome::Unchanged, String::new())),
            Some(difference) => Ok((Outcome::Silent, difference)),
        }
    };
    match catch_unwind(AssertUnwindSafe(look)) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => (Outcome::Refused, error.chain()),
        Err(_) => (Outcome::Panicked, String::new()),
    }
}
