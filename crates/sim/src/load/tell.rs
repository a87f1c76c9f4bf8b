//! What a run says of itself, line by line: the only thing its examiner believes.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

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
