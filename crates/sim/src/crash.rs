//! Killing the company at work, again and again, and looking at what is left.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Checked, Checker, Desk, Dice, Load, Report, Server, SimError, Site, Worker, scratch};

/// A child is killed while it starts, in one of so many rounds.
const EARLY_ONE_IN: u64 = 5;
/// How long starting takes at most, in microseconds: it is killed somewhere within.
const START_MICROS: u64 = 60_000;
/// The kill comes within so many microseconds of the step that was waited for.
const AFTER_MICROS: u64 = 20_000;
/// After a kill the next process is killed while it recovers, in one of so many rounds.
const RECOVERY_ONE_IN: u64 = 4;
/// The server is killed in place of its client, in one of so many rounds.
const SERVER_ONE_IN: u64 = 3;
/// More steps than anybody lives to take.
const ENDLESS: u64 = u64::MAX >> 32;
/// Everybody is looked at in one of so many rounds, and in the last one.
const EVERYTHING_ONE_IN: u32 = 10;

/// What is to be tried.
#[derive(Debug, Clone)]
pub struct Crash {
    /// The program that runs the load when it is called with `load`.
    pub program: PathBuf,
    /// On PostgreSQL in place of SQLite.
    pub postgres: bool,
    /// How often.
    pub kills: u32,
    /// The seed of everything.
    pub seed: u64,
    /// After so many kills a new installation takes the place of the old one.
    pub fresh_every: u32,
    /// How many threads work.
    pub threads: u32,
    /// How many steps are acknowledged at most before the kill.
    pub work_steps: u64,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Survived {
    /// Processes and servers killed.
    pub kills: u32,
    /// Of these, while starting or recovering.
    pub early: u32,
    /// Of these, servers.
    pub servers: u32,
    /// Sums over all examinations; people and entries of the largest installation.
    pub checked: Checked,
    /// What was wrong.
    pub findings: Vec<String>,
}

/// Kills as often as it is told to. `say` hears how it goes.
///
/// # Errors
/// Where the simulation itself fails. What is wrong with the product is a finding.
pub fn crash(plan: &Crash, say: &mut dyn FnMut(&str)) -> Result<Survived, SimError> {
    let begun = Instant::now();
    let mut dice = Dice::new(plan.seed);
    let mut survived = Survived::default();
    let server = plan.postgres.then(|| Server::start(&[])).transpose()?;
    while survived.kills < plan.kills {
        let folder = scratch()?;
        let site = match &server {
            Some(server) => Site::at(server.new_database()?)?,
            None => Site::in_folder(folder.path())?,
        };
        let until = plan.kills.min(survived.kills + plan.fresh_every);
        let mut house = House { plan, server: server.as_ref(), site, checker: Checker::default() };
        while survived.kills < until {
            let round = survived.kills;
            let reports = house.run(&mut dice, &mut survived)?;
            let everything = round.is_multiple_of(EVERYTHING_ONE_IN) || survived.kills >= until;
            let checked = house.look(&reports, everything, &mut dice)?;
            survived.add(checked);
            if round % 50 == 49 {
                say(&format!("{} after {:.0} s", survived.line(), begun.elapsed().as_secs_f64()));
            }
            if !house.checker.findings().is_empty() {
                // What comes after the first broken invariant says nothing new.
                survived.findings.extend_from_slice(house.checker.findings());
                say(&format!("seed {}, kill {}: {:#?}", plan.seed, survived.kills, house.checker.findings()));
                break;
            }
        }
    }
    say(&format!("{} after {:.0} s", survived.line(), begun.elapsed().as_secs_f64()));
    Ok(survived)
}

impl Survived {
    fn add(&mut self, checked: Checked) {
        let sum = &mut self.checked;
        sum.acknowledged += checked.acknowledged;
        sum.busy += checked.busy;
        sum.done += checked.done;
        sum.undone += checked.undone;
        sum.people = sum.people.max(checked.people);
        sum.entries = sum.entries.max(checked.entries);
    }

    /// The counts in words.
    pub fn line(&self) -> String {
        let Checked { acknowledged, busy, done, undone, people, entries } = self.checked;
        format!(
            "{} kills ({} while starting or recovering, {} of the server): {acknowledged} steps acknowledged, \
             {} under way ({done} done, {undone} not), {busy} refused as busy; at most {people} people and {entries} \
             entries; {} findings",
            self.kills,
            self.early,
            self.servers,
            done + undone,
            self.findings.len(),
        )
    }
}

/// One installation through many crashes.
struct House<'a> {
    plan: &'a Crash,
    server: Option<&'a Server>,
    site: Site,
    checker: Checker,
}

impl House<'_> {
    /// Lets a child work and kills it.
    fn run(&self, dice: &mut Dice, survived: &mut Survived) -> Result<Vec<Report>, SimError> {
        let mut worker = Worker::start(self.program(), &self.order(dice, ENDLESS))?;
        if dice.one_in(EARLY_ONE_IN) {
            std::thread::sleep(Duration::from_micros(dice.below(START_MICROS)));
            survived.early += 1;
        } else {
            worker.wait_until_ready()?;
            worker.wait_for(dice.below(self.plan.work_steps))?;
            std::thread::sleep(Duration::from_micros(dice.below(AFTER_MICROS)));
        }
        match self.server.filter(|_| dice.one_in(SERVER_ONE_IN)) {
            Some(server) => {
                server.stop("immediate")?;
                survived.servers += 1;
                worker.wait()?;
                server.begin()?;
            }
            None => worker.kill()?,
        }
        survived.kills += 1;
        let reports = worker.reports(self.server.is_some())?;
        if dice.one_in(RECOVERY_ONE_IN) {
            let mut next = Worker::start(self.program(), &self.order(dice, 0))?;
            std::thread::sleep(Duration::from_micros(dice.below(START_MICROS)));
            next.kill()?;
            next.reports(self.server.is_some())?;
            survived.early += 1;
            survived.kills += 1;
        }
        Ok(reports)
    }

    fn program(&self) -> Command {
        Command::new(&self.plan.program)
    }

    fn order(&self, dice: &mut Dice, steps: u64) -> Load {
        let load = Load::new(&self.site, dice.number(), self.checker.world(), steps);
        Load { threads: self.plan.threads, ..load }
    }

    fn look(&mut self, reports: &[Report], everything: bool, dice: &mut Dice) -> Result<Checked, SimError> {
        if let Some(server) = self.server {
            server.wait_until_quiet()?;
        }
        let store = self.site.open()?;
        let desk = Desk::open(store)?;
        self.checker.check(&desk, reports, everything, dice)
    }
}
