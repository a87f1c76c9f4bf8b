//! The load: several threads that do everything to people that can be done to them, and say so.

mod choice;
mod desk;
mod tell;
mod world;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use desk::Desk;
pub use tell::{Heard, Report, Tell};
pub use world::{Deed, Handle, Portrait, Step, World, address_of};

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

/// A load on one installation. A parent process hands it to its children as text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Load {
    /// Where.
    pub site: Site,
    /// The seed of this run.
    pub seed: u64,
    /// How many threads.
    pub threads: u32,
    /// Which of several processes at work at the same time this is.
    pub lane: Lane,
    /// The clock it goes by.
    pub clock: Clock,
    /// What is there already.
    pub world: World,
    /// How many steps at most.
    pub steps: u64,
}

/// One of several that work side by side, each on people of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Which, from 0.
    pub which: u32,
    /// Of how many.
    pub of: u32,
}

impl Lane {
    /// The only one.
    pub const ALONE: Self = Self { which: 0, of: 1 };

    /// The lane of one of the threads of a process, which stands in the lane of its process.
    fn of(self, thread: u32, threads: u32) -> Self {
        Self { which: self.which * threads + thread, of: self.of * threads }
    }
}

/// A clock that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clock {
    /// How many seconds it is behind.
    pub behind: i64,
}

impl Clock {
    /// What it shows at a step.
    pub fn at(self, no: u64) -> Timestamp {
        moment(no).checked_sub(SignedDuration::from_secs(self.behind)).unwrap_or(BEGIN)
    }
}

impl Load {
    /// So many steps on an installation as it stands, by four threads alone.
    pub fn new(site: &Site, seed: u64, world: &World, steps: u64) -> Self {
        let (site, world, clock) = (site.clone(), world.clone(), Clock::default());
        Self { site, seed, threads: 4, lane: Lane::ALONE, clock, world, steps }
    }

    /// The load that a parent process orders.
    ///
    /// # Errors
    /// Where the text is no order.
    pub fn ordered(text: &str) -> Result<Self, SimError> {
        Ok(serde_json::from_str(text)?)
    }

    /// Opens the installation, sets it up where that has not been done, and works.
    ///
    /// # Errors
    /// Where the installation cannot be opened or set up. What fails later is told.
    pub fn run(&self, tell: &Tell) -> Result<(), SimError> {
        let desk = Desk::open(self.site.open()?)?;
        tell.ready();
        self.work(&desk, tell);
        Ok(())
    }

    /// Works at an open desk until all steps are done or something fails that is not a conflict. `tell` hears of every
    /// step before it begins and after it was acknowledged.
    pub fn work(&self, desk: &Desk, tell: &Tell) {
        let next = AtomicU64::new(0);
        self.shared(desk, &next, tell);
        let failed = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for thread in 0..self.threads {
                let (next, failed) = (&next, &failed);
                scope.spawn(move || {
                    let lane = self.lane.of(thread, self.threads);
                    let dice = Dice::new(self.seed).apart(lane.which.into());
                    let mut choice = Choice::new(dice, lane, &self.world);
                    while !failed.load(Ordering::Relaxed) {
                        let taken = next.fetch_add(1, Ordering::SeqCst);
                        if taken >= self.steps {
                            return;
                        }
                        let step = self.step(taken, |no| choice.next(desk, no));
                        match self.carry_out(desk, tell, &step) {
                            Some(true) => choice.done(&step),
                            Some(false) => {}
                            None => failed.store(true, Ordering::Relaxed),
                        }
                    }
                });
            }
        });
    }

    /// The step that is taken as the `taken`th of this process.
    fn step(&self, taken: u64, deed: impl FnOnce(u64) -> Deed) -> Step {
        let Lane { which, of } = self.lane;
        let no = self.world.last + 1 + taken * u64::from(of) + u64::from(which);
        Step { no, at: self.clock.at(no), deed: deed(no) }
    }

    /// The people who belong to all are there before the threads begin.
    fn shared(&self, desk: &Desk, next: &AtomicU64, tell: &Tell) {
        for who in (0..SHARED).filter(|who| self.steps > 0 && !self.world.people.contains_key(who)) {
            let taken = next.fetch_add(1, Ordering::SeqCst);
            let step = self.step(taken, |_| Deed::Collect { who, informed: true });
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
