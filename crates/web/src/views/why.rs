//! *Dlaczego?*: a decision opened to its steps, each with its article and pack, and to what would change it.

use std::fmt::Write as _;

use askama::Template;
use jiff::Timestamp;
use zgoda_law::{Outcome, Reason, Verdict};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Link, Tone, Who};

/// A decision and its reasons.
#[derive(Debug, Template)]
#[template(path = "why.html")]
pub struct WhyPage {
    /// What stands around.
    pub frame: Frame,
    /// Whom it concerns.
    pub who: Option<Who>,
    /// What was asked: *e-mail, newsletter, marketing*.
    pub question: String,
    /// The decision.
    pub answer: Answer,
    /// Lawful next steps.
    pub ways: Vec<Link>,
    /// When it was decided.
    pub at: Timestamp,
}

/// A verdict in the order people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How it came out.
    pub outcome: Outcome,
    /// Every step of the decision.
    pub steps: Vec<Step>,
    /// What must be done along with it, in words.
    pub obligations: Vec<String>,
    /// The packs that were consulted, as `channel/PL@2026.1`.
    pub packs: Vec<String>,
}

/// One step of the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number, 0–14.
    pub number: u8,
    /// Why it failed; empty where it passed.
    pub reasons: Vec<Reason>,
}

/// The steps that can fail.
const STEPS: std::ops::RangeInclusive<u8> = 0..=14;

impl Answer {
    /// Puts a verdict into the order of its steps.
    pub fn new(t: Text, verdict: &Verdict) -> Self {
        Self::from_parts(
            verdict.outcome(),
            verdict.reasons(),
            verdict.obligations().iter().map(|obligation| t.obligation(obligation)).collect(),
            verdict.packs().iter().map(|pack| format!("{}@{}", pack.id, pack.version)).collect(),
        )
    }

    /// The same from its parts, as a decision that was kept has them.
    pub fn from_parts(
        outcome: Outcome,
        reasons: &[Reason],
        obligations: Vec<String>,
        packs: Vec<String>,
    ) -> Self {
        let of = |number: u8| reasons.iter().filter(|reason| reason.step == number).cloned().collect();
        Self {
            outcome,
            steps: STEPS.map(|number| Step { number, reasons: of(number) }).collect(),
            obligations,
            packs,
        }
    }

    /// All reasons, in the order of the steps.
    pub fn reasons(&self) -> impl Iterator<Item = &Reason> {
        self.steps.iter().flat_map(|step| &step.reasons)
    }

    /// The first sentence: the first reason, or that it is allowed.
    pub fn lead(&self, t: &Text) -> &'static str {
        match self.reasons().next() {
            Some(reason) => t.reason(reason.code),
            None => t.why_allowed(),
        }
    }

    /// What would change it: a sentence for each reason, none twice.
    pub fn remedies(&self, t: &Text) -> Vec<&'static str> {
        let mut said = Vec::new();
        for reason in self.reasons() {
            // Where the step that denied knows better than the rule for its reason, it is followed.
            let usual = reason.remedy == zgoda_law::remedy(reason.code);
            let sentence = if usual { t.reason_remedy(reason.code) } else { t.remedy(reason.remedy) };
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        }
        said
    }

    /// Its colour.
    pub fn tone(&self) -> Tone {
        Tone::from(&self.outcome)
    }
}

impl WhyPage {
    /// The decision as plain text, for a lawyer.
    pub fn as_text(&self) -> String {
        let t = self.frame.t;
        let mut out =
            format!("{}\n{}: {}\n", self.question, t.outcome(self.answer.outcome), self.answer.lead(&t));
        let _ = writeln!(out, "{}\n", t.moment(self.at));
        for step in &self.answer.steps {
            let sign = if step.reasons.is_empty() { '✓' } else { '✕' };
            let _ = writeln!(out, "{sign} {}. {}", step.number, t.step(step.number));
            for reason in &step.reasons {
                let pack = reason.pack.as_ref().map(|pack| format!(", {}@{}", pack.id, pack.version));
                let pack = pack.unwrap_or_default();
                let _ = writeln!(
                    out,
                    "    {}: {} ({}{pack})",
                    reason.code,
                    t.reason(reason.code),
                    t.article(&reason.article)
                );
            }
        }
        if !self.answer.packs.is_empty() {
            let _ = writeln!(out, "\n{} {}", t.why_packs(), self.answer.packs.join(", "));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zgoda_law::ReasonCode;
    use zgoda_text::Lang;

    #[test]
    fn a_denial_opens_with_its_first_failing_step() {
        let reason = |code, step| Reason {
            code,
            step,
            article: "art. 398 PKE".into(),
            remedy: zgoda_law::remedy(code),
            pack: None,
        };
        let reasons = [reason(ReasonCode::BasisMissing, 7), reason(ReasonCode::ChannelNoConsent, 11)];
        let answer = Answer::from_parts(Outcome::Deny, &reasons, Vec::new(), Vec::new());
        let t = Lang::En.text();
        assert_eq!(answer.lead(&t), t.reason(ReasonCode::BasisMissing));
        assert_eq!(answer.steps.len(), 15);
        assert_eq!(answer.steps.iter().filter(|step| step.reasons.is_empty()).count(), 13);
    }

    #[test]
    fn an_allowance_says_so() {
        let answer = Answer::from_parts(Outcome::Allow, &[], Vec::new(), Vec::new());
        let t = Lang::Pl.text();
        assert_eq!(answer.lead(&t), t.why_allowed());
    }
}
