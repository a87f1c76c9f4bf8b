//! Step 6: the source is approved, can be shown, and the person could expect the use.

use super::Findings;
use crate::may::Ask;
use crate::{Action, InformationDuty, ReasonCode, Source, SourceType, Visibility};

impl SourceType {
    /// Which duty to inform data from this source carry; where the source hides the person, the stricter.
    pub const fn duty(self) -> InformationDuty {
        match self {
            Self::Form
            | Self::Call
            | Self::Chat
            | Self::Messenger
            | Self::Event
            | Self::Card
            | Self::Webinar
            | Self::Cookie => InformationDuty::Article13,
            _ => InformationDuty::Article14,
        }
    }
}

impl Source {
    /// Whether the person kept the value from such eyes, so that they could not expect its use.
    pub(crate) fn hidden(&self) -> bool {
        match self.visibility {
            Some(Visibility::Limited) => self.kind.duty() == InformationDuty::Article14,
            // On a social network silence about visibility is no sign that the profile was open (KASPR).
            None => self.kind == SourceType::Social,
            Some(Visibility::Open) => false,
        }
    }
}

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.needs_grounds() || ask.does(&[Action::Decide]) && ask.field.is_none() {
        return;
    }
    let Some(source) = &ask.grounds.source else {
        findings.deny(ReasonCode::SourceUnverified);
        return;
    };
    if !source.approved {
        findings.deny(ReasonCode::SourceNotApproved);
    }
    if !source.evidence || source.obtained_at > ask.case.at {
        findings.deny(ReasonCode::SourceUnverified);
    }
    if source.hidden() {
        findings.deny(ReasonCode::ExpectationExceeded);
    }
}
