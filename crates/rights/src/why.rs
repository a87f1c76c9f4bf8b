//! *Dlaczego?*: a decision opened to its steps, each with its article and pack, and to what would change it.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::Serialize;
use zgoda_law::{Channel, ContentClass, Obligation, Outcome, PackRef, Reason, Verdict};
use zgoda_text::Text;

use crate::Light;

/// The steps that can fail (law E.2); step 15 only adds obligations.
const STEPS: std::ops::RangeInclusive<u8> = 0..=14;

/// A decision in the order people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The channel, where a message was asked about.
    pub channel: Option<Channel>,
    /// The stable name of the purpose.
    pub purpose: String,
    /// What the message would be about.
    pub content: Option<ContentClass>,
    /// How it came out.
    pub outcome: Outcome,
    /// Every step, passed or failed.
    pub steps: Vec<Step>,
    /// What must be done along with it.
    pub obligations: Vec<Obligation>,
    /// The packs that were consulted.
    pub packs: Vec<PackRef>,
    /// When it was decided.
    pub at: Timestamp,
}

/// One step of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number.
    pub number: u8,
    /// Why it failed, each with article, pack and remedy; empty where it passed.
    pub reasons: Vec<Reason>,
}

impl Why {
    /// Opens a verdict.
    pub fn of(verdict: &Verdict, purpose: &str, at: Timestamp) -> Self {
        let failed =
            |number: u8| verdict.reasons().iter().filter(|reason| reason.step == number).cloned().collect();
        Self {
            channel: None,
            purpose: purpose.to_owned(),
            content: None,
            outcome: verdict.outcome(),
            steps: STEPS.map(|number| Step { number, reasons: failed(number) }).collect(),
            obligations: verdict.obligations().to_vec(),
            packs: verdict.packs().to_vec(),
            at,
        }
    }

    /// Opens a light; `None` where there was nothing to decide.
    pub fn of_light(light: &Light, at: Timestamp) -> Option<Self> {
        let opened = Self::of(light.verdict()?, &light.purpose, at);
        Some(Self { channel: Some(light.channel), content: Some(light.content), ..opened })
    }

    /// As plain text, for a lawyer.
    pub fn as_text(&self, t: Text) -> String {
        let mut out = t.purpose(&self.purpose).to_owned();
        if let Some(channel) = self.channel {
            let _ = write!(out, ", {}", t.channel(channel));
        }
        if let Some(content) = self.content {
            let _ = write!(out, ", {}", t.content(content));
        }
        let _ = writeln!(out, "\n{}\n{}\n", t.outcome(self.outcome), t.moment(self.at));
        self.steps.iter().for_each(|step| step.write(t, &mut out));
        if !self.obligations.is_empty() {
            let _ = writeln!(out, "\n{}", t.why_obligations());
            self.obligations.iter().for_each(|due| {
                let _ = writeln!(out, "- {}", t.obligation(due));
            });
        }
        let packs: Vec<String> = self.packs.iter().map(shown).collect();
        let _ = writeln!(out, "\n{} {}", t.why_packs(), packs.join(", "));
        out
    }
}

impl Step {
    fn write(&self, t: Text, out: &mut String) {
        let sign = if self.reasons.is_empty() { '✓' } else { '✕' };
        let _ = writeln!(out, "{sign} {}. {}", self.number, t.step(self.number));
        for reason in &self.reasons {
            let pack = reason.pack.as_ref().map(|pack| format!(", {}", shown(pack))).unwrap_or_default();
            let _ = writeln!(out, "    {} ({}{pack})", t.reason(reason.code), t.article(&reason.article));
            let _ = writeln!(out, "    {} · {}", reason.code, t.reason_remedy(reason.code));
        }
    }
}

fn shown(pack: &PackRef) -> String {
    format!("{}@{}", pack.id, pack.version)
}
