//! What a decision says, and the [`Permit`] that only an allowing one can make.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::Serialize;

use crate::{Action, FieldId, PurposeId, ReasonCode, Remedy, SubjectId};

/// How a decision came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Every step passed.
    Allow,
    /// At least one step failed.
    Deny,
    /// Only a human's decision is missing (GDPR art. 22).
    Pending,
}

/// The name and version of a pack that took part in a decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PackRef {
    /// Name, as `channel/PL`.
    pub id: String,
    /// Version within the name.
    pub version: String,
}

/// One failing step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What failed.
    pub code: ReasonCode,
    /// The step of law E.2 that failed, 0–14.
    pub step: u8,
    /// The article it rests on, as lawyers cite it.
    pub article: Cow<'static, str>,
    /// What would change it.
    pub remedy: Remedy,
    /// The pack that says so, where one does.
    pub pack: Option<PackRef>,
}

/// What must be done if the decision is acted upon, or because of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Obligation {
    /// Write it to the ledger.
    Log,
    /// Show it masked.
    Mask,
    /// Pseudonymise first.
    Pseudonymise,
    /// Offer the way out in the message.
    IncludeOptout,
    /// Put the information of art. 14 into the message.
    IncludeArt14,
    /// The person must be informed by this time.
    Art14Due {
        /// Last moment.
        by: Timestamp,
    },
    /// Mark the message as commercial (uśude art. 9).
    LabelCommercial,
    /// Back the transfer with standard contractual clauses within 30 days.
    SccFallback,
    /// Tell the recipients, art. 19.
    #[serde(rename = "NOTIFY_RECIPIENTS_19")]
    NotifyRecipients,
    /// Erase.
    Erase,
    /// Purge the copy left where the data came from.
    PurgeCopy,
    /// Close the person's data to everything but notices, requests and security.
    Quarantine,
    /// Send without individual tracking.
    StripTracking,
    /// Keep a protocol of destruction.
    DestructionProtocol,
    /// A human decides.
    HumanReview,
}

/// The answer of `may`: outcome, all failing reasons, obligations and the packs consulted. Only this crate makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    outcome: Outcome,
    reasons: Vec<Reason>,
    obligations: Vec<Obligation>,
    packs: Vec<PackRef>,
    #[serde(skip)]
    grant: Grant,
}

/// What a permit covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Whose data.
    pub subject: SubjectId,
    /// Done for this purpose.
    pub purpose: PurposeId,
    /// What is done.
    pub action: Action,
    /// Which field; `None` where the action touches no value.
    pub field: Option<FieldId>,
    /// When it was decided.
    pub at: Timestamp,
}

impl Verdict {
    /// Puts a verdict together. An allowance with reasons cannot be made.
    pub(crate) fn new(
        outcome: Outcome,
        reasons: Vec<Reason>,
        obligations: Vec<Obligation>,
        packs: Vec<PackRef>,
        grant: Grant,
    ) -> Self {
        let outcome = if outcome == Outcome::Allow && !reasons.is_empty() { Outcome::Deny } else { outcome };
        Self { outcome, reasons, obligations, packs, grant }
    }

    /// How it came out.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// All failing reasons, in the order of the steps.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// What must be done.
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// The packs that were consulted.
    pub fn packs(&self) -> &[PackRef] {
        &self.packs
    }

    /// The permit, if the outcome is [`Outcome::Allow`]: the only way to get one.
    pub fn permit(&self) -> Option<Permit> {
        (self.outcome == Outcome::Allow).then_some(Permit::of(self.grant))
    }
}

/// Proof that `may` allowed one action on one field of one person. It cannot be written down, copied from elsewhere or
/// deserialised; the vault opens a sealed value only against one that covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    grant: Grant,
}

impl Permit {
    /// Made by a decision that allows, and by nothing else.
    #[inline]
    pub(crate) const fn of(grant: Grant) -> Self {
        Self { grant }
    }

    /// What it covers.
    pub fn grant(&self) -> &Grant {
        &self.grant
    }
}
