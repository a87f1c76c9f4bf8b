//! Step 15: what must be done if the decision is acted upon.

use super::Findings;
use crate::may::Ask;
use crate::{Action, ContentClass, FieldClass, Obligation, PurposeCategory, SourceType};

pub fn add(ask: &Ask, findings: &mut Findings) {
    findings.oblige(Obligation::Log);
    let class = ask.field.map(|field| field.class);
    if ask.does(&[Action::Read]) && class == Some(FieldClass::Restricted) {
        findings.oblige(Obligation::Mask);
    }
    if ask.purpose.category == PurposeCategory::Stats && ask.personal() {
        findings.oblige(Obligation::Pseudonymise);
    }
    if ask.does(&[Action::Erase]) {
        findings.oblige(Obligation::NotifyRecipients);
    }
    let source = ask.grounds.source.as_ref().map(|source| source.kind);
    if ask.does(&[Action::Collect]) && matches!(source, Some(SourceType::Chat | SourceType::Messenger)) {
        findings.oblige(Obligation::PurgeCopy);
    }
    if ask.does(&[Action::Send]) && ask.case.contact.as_ref().is_some_and(|c| promotes(c.message.content)) {
        findings.oblige(Obligation::IncludeOptout);
        findings.oblige(Obligation::LabelCommercial);
    }
}

/// Whether a message of this class is commercial information, asked for or not.
pub fn promotes(content: ContentClass) -> bool {
    matches!(content, ContentClass::Commercial | ContentClass::SolicitConsent | ContentClass::Requested)
}
