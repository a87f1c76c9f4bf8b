//! The load: several threads that do everything to people that can be done to them, and say so.

mod choice;
mod desk;
mod tell;
mod world;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use zgoda_law::calendar::{day_of, start_of_day};

pub use desk::Desk;
pub use tell::{Report, Tell};
pub use world::{Deed, Handle, Portrait, Step, World, address_of};

use crate::crash::Order;
use crate::{Dice, SimError, Site};
use choice::Choice;

/// The moment at which every simulation begins. A step takes a millisecond of simulated time, so that nothing comes due.
pub const BEGIN: Timestamp = Timestamp::constant(1_795_165_200, 0);
/// People with lower numbers belong to all threads.
pub const SHARED: Handle = 4;

/// The moment of a step.
pub fn moment(no: u64) -> Timestamp {
    let since = SignedDuration::from_millis(i64::try_from(no).unwrap_or(i64::MAX));
    BEGIN.checked_add(since).unwrap_or(Timestamp::MAX)
}

/// The moment at which everything that came in was obtained.
fn first_day() -> Timestamp {
    start_of_day(day_of(BEGIN))
}

/// A load on one installation.
pub struct Load {
    /// Where.
    pub site: Site,
    /// The seed of this run.
    pub seed: u64,
    /// How many threads.
    pub threads: u32,
    /// What is there already.
    pub world: World,
    /// How many steps at most.
    pub steps: u64,
}

impl Load {
    /// The load that a parent process orders.
    ///
    /// # Errors
    /// Where the text is no order.
    pub fn ordered(text: &str) -> Result<Self, SimError> {
        let Order { site, seed, threads, world, steps } = serde_json::from_str(text)?;
        Ok(Self { site, seed, threads, world, steps })
    }

    /// Opens the installation, sets it up where that has not been done, and works until all steps are done or something
    /// fails that is not a conflict. `tell` hears of every step before it begins and after it was acknowledged.
    ///
    /// # Errors
    /// Where the installation cannot be opened or set up. What fails later is told.
    pub fn run(&self, tell: &Tell) -> Result<(), SimError> {
        let desk = Desk::open(self.site.open()?)?;
        tell.ready();
        let next = AtomicU64::new(self.world.last + 1);
        let until = self.world.last.saturating_add(self.steps);
        if self.steps > 0 {
            self.shared(&desk, &next, tell);
        }
        let failed = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for thread in 0..self.threads {
                let (desk, next, failed) = (&desk, &next, &failed);
                scope.spawn(move || {
                    let dice = Dice::new(self.seed).apart(thread.into());
                    let mut choice = Choice::new(dice, (thread, self.threads), &self.world);
                    while !failed.load(Ordering::Relaxed) {
                        let no = next.fetch_add(1, Ordering::SeqCst);
                        if no > until {
                            return;
                        }
                        let step = choice.next(desk, no);
                        match self.carry_out(desk, tell, &step) {
                            Some(true) => choice.done(&step),
                            Some(false) => {}
                            None => failed.store(true, Ordering::Relaxed),
                        }
                    }
                });
            }
        });
        Ok(())
    }

    /// The people who belong to all are there before the threads begin.
    fn shared(&self, desk: &Desk, next: &AtomicU64, tell: &Tell) {
        for who in (0..SHARED).filter(|who| !self.world.people.contains_key(who)) {
            let no = next.fetch_add(1, Ordering::SeqCst);
            let step = Step { no, at: moment(no), deed: Deed::Collect { who, informed: true } };
            self.carry_out(desk, tell, &step);
        }
    }

    /// Whether the step was acknowledged; `None` where something failed.
    fn carry_out(&self, desk: &Desk, tell: &Tell, step: &Step) -> Option<bool> {
        tell.begun(step);
        match desk.carry_out(step) {
            Ok(signed) => {
                tell.done(step.no, signed);
                Some(true)
            }
            Err(error) if error.is_busy() => {
                tell.busy(step.no, &error);
                Some(false)
            }
            Err(error) => {
                tell.failed(step.no, &error);
                None
            }
        }
    }
}
