//! What a run accepts without asking. What is confirmed needs no rule: only its date moves.

use serde::{Deserialize, Serialize};
use zgoda_store::ProposalKind;

/// The kinds of proposals that are accepted at once. By default none is: a human looks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Facts of a field of which nothing was held.
    pub new: bool,
    /// The same source's newer word in place of its older one.
    pub changed: bool,
    /// Another value than another source gave: both stay, the better-founded is shown first.
    pub contradicting: bool,
    /// What the source said before and no longer says ends.
    pub gone: bool,
}

impl Rules {
    /// Whether a proposal of this kind is accepted at once.
    pub const fn accept(self, kind: ProposalKind) -> bool {
        match kind {
            ProposalKind::New => self.new,
            ProposalKind::Changed => self.changed,
            ProposalKind::Contradicting => self.contradicting,
            ProposalKind::Gone => self.gone,
        }
    }
}
