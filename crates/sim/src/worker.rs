//! A child process at work, and what it says.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::{Load, Report, SimError};

/// How long a child may take to say that it is ready, or to end when its server is gone.
const PATIENCE: Duration = Duration::from_secs(120);

/// A child at work: `zgoda-sim load`.
pub struct Worker {
    child: Child,
    lines: Receiver<Report>,
    reader: JoinHandle<()>,
    heard: Vec<Report>,
    errors: tempfile::NamedTempFile,
}

impl Worker {
    /// Starts the program, which may be wrapped into another, on a load.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start(mut program: Command, load: &Load) -> Result<Self, SimError> {
        let errors = tempfile::NamedTempFile::new()?;
        let mut child = program
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
        input.write_all(&serde_json::to_vec(load)?)?;
        Ok(Self { child, lines, reader, heard: Vec::new(), errors })
    }

    /// Waits until the installation is open.
    ///
    /// # Errors
    /// Where that does not happen in two minutes.
    pub fn wait_until_ready(&mut self) -> Result<(), SimError> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(report) => {
                self.heard.push(report);
                Ok(())
            }
            Err(_) => Err(SimError::Setup(format!("the child does not begin: {}", self.errors()))),
        }
    }

    /// Waits until so many steps were acknowledged, or something failed.
    ///
    /// # Errors
    /// Where it falls silent for two minutes.
    pub fn wait_for(&mut self, steps: u64) -> Result<(), SimError> {
        let mut acknowledged = 0;
        while acknowledged < steps {
            let silent = |_| SimError::Setup("the child fell silent".into());
            let report = self.lines.recv_timeout(PATIENCE).map_err(silent)?;
            let failed = report.failure().is_some();
            acknowledged += u64::from(matches!(report, Report::Done(..)));
            self.heard.push(report);
            if failed {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Kills it, as `kill -9` does.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn kill(&mut self) -> Result<(), SimError> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits until it ends by itself, as it should without its server.
    ///
    /// # Errors
    /// Where it does not in two minutes.
    pub fn wait(&mut self) -> Result<(), SimError> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.kill()?;
        Err(SimError::Setup("the child does not end".into()))
    }

    /// Everything it said. A failure is expected only where its server may have been killed, or it was starved.
    ///
    /// # Errors
    /// Where something failed that must not, or something panicked.
    pub fn reports(mut self, may_fail: bool) -> Result<Vec<Report>, SimError> {
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

    /// What it said on its standard error.
    pub fn errors(&self) -> String {
        std::fs::read_to_string(self.errors.path()).unwrap_or_default()
    }
}
