//! Killing the company at work, again and again, and looking at what is left.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::{Checked, Checker, Desk, Dice, Report, Server, SimError, Site, World};

/// A child is killed while it starts, in one of so many rounds.
const EARLY_ONE_IN: u64 = 5;
/// How long starting takes at most, in microseconds: it is killed somewhere within.
const START_MICROS: u64 = 60_000;
/// After a kill the next process is killed while it recovers, in one of so many rounds.
const RECOVERY_ONE_IN: u64 = 4;
/// The server is killed in place of its client, in one of so many rounds.
const SERVER_ONE_IN: u64 = 3;
/// Everybody is looked at in one of so many rounds, and in the last one.
const EVERYTHING_ONE_IN: u32 = 10;
/// How long a child may take to say that it is ready, or to end when its server is gone.
const PATIENCE: Duration = Duration::from_secs(120);

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
    /// How long they work at most before they are killed, in milliseconds.
    pub work_ms: u64,
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

/// What a child is told on its standard input.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) site: Site,
    pub(crate) seed: u64,
    pub(crate) threads: u32,
    pub(crate) world: World,
    pub(crate) steps: u64,
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
        let folder = tempfile::tempdir()?;
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
        let mut worker = Worker::start(self.plan, self.order(dice, u64::MAX / 2))?;
        if dice.one_in(EARLY_ONE_IN) {
            std::thread::sleep(Duration::from_micros(dice.below(START_MICROS)));
            survived.early += 1;
        } else {
            worker.wait_until_ready()?;
            std::thread::sleep(Duration::from_micros(dice.below(self.plan.work_ms * 1_000)));
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
            let mut next = Worker::start(self.plan, self.order(dice, 0))?;
            std::thread::sleep(Duration::from_micros(dice.below(START_MICROS)));
            next.kill()?;
            next.reports(self.server.is_some())?;
            survived.early += 1;
            survived.kills += 1;
        }
        Ok(reports)
    }

    fn order(&self, dice: &mut Dice, steps: u64) -> Order {
        let (site, world) = (self.site.clone(), self.checker.world().clone());
        Order { site, seed: dice.number(), threads: self.plan.threads, world, steps }
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

/// A child at work.
struct Worker {
    child: Child,
    lines: Receiver<Report>,
    reader: JoinHandle<()>,
    heard: Vec<Report>,
    errors: tempfile::NamedTempFile,
}

impl Worker {
    fn start(plan: &Crash, order: Order) -> Result<Self, SimError> {
        let errors = tempfile::NamedTempFile::new()?;
        let mut child = Command::new(&plan.program)
            .arg("load")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(errors.reopen()?)
            .spawn()?;
        let gone = || SimError::Setup("the child has no pipes".into());
        let mut input: ChildStdin = child.stdin.take().ok_or_else(gone)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(gone)?);
        let (sender, lines) = channel();
        let reader = std::thread::spawn(move || {
            let lines = output.lines().map_while(Result::ok).filter_map(|line| Report::read(&line));
            lines.for_each(|report| drop(sender.send(report)));
        });
        input.write_all(&serde_json::to_vec(&order)?)?;
        Ok(Self { child, lines, reader, heard: Vec::new(), errors })
    }

    fn wait_until_ready(&mut self) -> Result<(), SimError> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(report) => {
                self.heard.push(report);
                Ok(())
            }
            Err(_) => Err(SimError::Setup(format!("the child does not begin: {}", self.errors()))),
        }
    }

    fn kill(&mut self) -> Result<(), SimError> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits until it ends by itself, as it should without its server.
    fn wait(&mut self) -> Result<(), SimError> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.kill()?;
        Err(SimError::Setup("the child goes on without its server".into()))
    }

    /// Everything it said. A failure is expected only where its server may have been killed.
    fn reports(mut self, may_fail: bool) -> Result<Vec<Report>, SimError> {
        let _ = self.reader.join();
        self.heard.extend(self.lines.try_iter());
        let failure = self.heard.iter().find(|report| matches!(report, Report::Failed(..)));
        if let Some(failure) = failure.filter(|_| !may_fail) {
            return Err(SimError::Setup(format!("a step failed: {failure:?}")));
        }
        let said = std::fs::read_to_string(self.errors.path())?;
        if !may_fail && !said.is_empty() || said.contains("panicked") {
            return Err(SimError::Setup(format!("the child said: {said}")));
        }
        Ok(self.heard)
    }

    fn errors(&self) -> String {
        std::fs::read_to_string(self.errors.path()).unwrap_or_default()
    }
}
