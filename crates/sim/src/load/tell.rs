//! What a run says of itself, line by line: the only thing its examiner believes.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Step;
use crate::SimError;

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The installation is open.
    Ready,
    /// A step begins.
    Begun(Step),
    /// It was acknowledged; with it a signed state of the ledger may have been handed out.
    Done(u64, Option<(u64, String)>),
    /// Somebody else was faster, so nothing changed.
    Busy(u64, String),
    /// It failed; nobody knows whether it was done.
    Failed(u64, String),
}

impl Report {
    /// The text of a failure.
    pub fn failure(&self) -> Option<&str> {
        match self {
            Self::Failed(_, text) => Some(text),
            _ => None,
        }
    }

    /// Reads a line; half a line of a dead process is none.
    pub fn read(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }
}

/// Says what happens. Every line is out before the call returns.
pub struct Tell(Mutex<Box<dyn Write + Send>>);

impl Tell {
    /// To wherever the lines shall go.
    pub fn to(out: impl Write + Send + 'static) -> Self {
        Self(Mutex::new(Box::new(out)))
    }

    /// To somebody in this process who listens.
    pub fn heard() -> (Self, Heard) {
        let heard = Heard::default();
        (Self::to(heard.clone()), heard)
    }

    pub(super) fn ready(&self) {
        self.line(&Report::Ready);
    }

    pub(super) fn begun(&self, step: &Step) {
        self.line(&Report::Begun(step.clone()));
    }

    pub(super) fn done(&self, no: u64, signed: Option<(u64, String)>) {
        self.line(&Report::Done(no, signed));
    }

    pub(super) fn busy(&self, no: u64, error: &SimError) {
        self.line(&Report::Busy(no, error.chain()));
    }

    pub(super) fn failed(&self, no: u64, error: &SimError) {
        self.line(&Report::Failed(no, error.chain()));
    }

    /// Nobody listens any more where this fails, so there is nobody to tell.
    fn line(&self, report: &Report) {
        let Ok(mut text) = serde_json::to_vec(report) else { return };
        text.push(b'\n');
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.write_all(&text).and_then(|()| out.flush());
    }
}

/// What was said within this process.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    /// All of it.
    pub fn reports(&self) -> Vec<Report> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).lines().filter_map(Report::read).collect()
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
