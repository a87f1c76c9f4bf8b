//! Cases and answers as JSON: the stable format of `docs/may.md`.

use serde::Serialize;

use crate::{Case, Law, Obligation, Outcome, PackRef, Reason, Verdict};

/// The version of the answer's format. A reader may rely on it until it changes.
pub const ANSWER_FORMAT: u8 = 1;

/// A case cannot be used. Nothing was decided, and nothing is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct CaseError {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a case from JSON.
pub fn parse_case(text: &str) -> Result<Case, CaseError> {
    serde_json::from_str(text).map_err(|error| {
        let shown = error.to_string();
        // The parser appends the position, which the error carries apart.
        let what = shown.rsplit_once(" at line ").map_or(shown.as_str(), |(what, _)| what).to_owned();
        CaseError { line: error.line(), column: error.column(), what }
    })
}

/// A verdict as it is handed out: to a file, an integrator, a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer<'a> {
    /// The version of this format.
    pub format: u8,
    /// How it came out.
    pub outcome: Outcome,
    /// Every reason that speaks against it, in the order of the steps.
    pub reasons: &'a [Reason],
    /// What must be done if it is acted upon, or because it was denied.
    pub obligations: &'a [Obligation],
    /// The packs consulted.
    pub packs: &'a [PackRef],
}

impl<'a> From<&'a Verdict> for Answer<'a> {
    fn from(verdict: &'a Verdict) -> Self {
        Self {
            format: ANSWER_FORMAT,
            outcome: verdict.outcome(),
            reasons: verdict.reasons(),
            obligations: verdict.obligations(),
            packs: verdict.packs(),
        }
    }
}

impl Answer<'_> {
    /// One line of JSON with keys in a fixed order: the same verdict always gives the same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same, indented for people.
    pub fn to_json_pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Outcome {
    /// The exit code of `zgoda may`: 0 allow, 3 deny, 4 pending. A case that cannot be used exits with 2.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Allow => 0,
            Self::Deny => 3,
            Self::Pending => 4,
        }
    }
}

impl Law {
    /// Reads a case and decides it.
    pub fn may_json(&self, text: &str) -> Result<Verdict, CaseError> {
        Ok(self.may(&parse_case(text)?))
    }
}
