//! Step 11: the channel is open for this message: suppression, the packs of the person's countries, and the message
//! itself.

use jiff::civil::Date;

use super::Findings;
use super::obligations::promotes;
use super::permission::{consented, requested, soft_optin};
use crate::consents::person_spoke_since;
use crate::may::Ask;
use crate::pack::{ChannelPack, ChannelRule, MessagePart};
use crate::{
    Action, ActorKind, Basis, Channel, Contact, ContentClass, InformationDuty, Message, Need, ReasonCode,
    Remedy, SourceType,
};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if suppressed(ask) {
        findings.deny(ReasonCode::Suppressed);
    }
    let Some(contact) = ask.case.contact.as_ref().filter(|_| ask.does(&[Action::Send, Action::Notify]))
    else {
        return;
    };
    for pack in &ask.packs.channel {
        check_pack(ask, contact, pack, findings);
    }
    if mixes_content(ask.case.action, &contact.message) {
        findings.deny(ReasonCode::MixedContent);
    }
}

/// Whether the suppression list stops it: a message that promotes, or a value that others bring back (R-000-08).
fn suppressed(ask: &Ask) -> bool {
    let Some(entry) = &ask.case.suppression else { return false };
    match (ask.case.action, &ask.case.contact) {
        (Action::Send, Some(contact)) => {
            let covered = entry.channels.is_empty() || entry.channels.contains(&contact.channel);
            let spoke = person_spoke_since(ask.case, entry.since, Some(contact.channel));
            covered && promotes(contact.message.content) && !spoke
        }
        (Action::Collect, _) => !ask.duty() && !from_the_person_since(ask, entry.since),
        _ => false,
    }
}

fn from_the_person_since(ask: &Ask, since: jiff::Timestamp) -> bool {
    ask.grounds.source.as_ref().is_some_and(|source| {
        source.kind.duty() == InformationDuty::Article13
            && source.kind != SourceType::Cookie
            && source.obtained_at > since
    })
}

fn check_pack(ask: &Ask, contact: &Contact, pack: &ChannelPack, findings: &mut Findings) {
    let subject = &ask.case.subject;
    let message = &contact.message;
    let Some(rule) = pack.rule(message.content, contact.channel, subject.kind, subject.is_client) else {
        return findings.deny_by_pack(
            ReasonCode::ChannelNoConsent,
            "art. 5 ust. 2 RODO",
            pack.pack.pack_ref(),
        );
    };
    if let Err(code) = need_met(ask, contact, rule) {
        deny(ask, findings, code, rule, pack);
    }
    if !complete(contact, pack) {
        findings.deny(ReasonCode::LabelMissing);
    }
    if poses_as_human(ask.case.actor.kind, contact, pack, ask.today) {
        findings.deny(ReasonCode::AiDisclosureMissing);
    }
}

/// Whether a machine speaks without saying that it is one, where it must.
pub(crate) fn poses_as_human(actor: ActorKind, contact: &Contact, pack: &ChannelPack, today: Date) -> bool {
    let message = &contact.message;
    let machine = message.ai_generated || contact.channel == Channel::CallAuto || actor == ActorKind::AiAgent;
    let must_say = pack.message.ai_disclosure_from.is_some_and(|from| from <= today);
    machine && !message.ai_disclosed && must_say
}

/// Only a denial that the channel's own law gives is cited by the pack; a faulty consent stays one of GDPR. Asking for
/// consent by the closed channel would itself be marketing, so a letter is the way where the purpose may write one.
fn deny(ask: &Ask, findings: &mut Findings, code: ReasonCode, rule: &ChannelRule, pack: &ChannelPack) {
    let cited = pack.pack.pack_ref();
    match code {
        ReasonCode::ChannelNoConsent if ask.purpose.allows(Basis::LegitimateInterest) => {
            findings.deny_by_pack_unless(code, Remedy::WriteLetter, &rule.article, cited);
        }
        ReasonCode::ChannelNoConsent | ReasonCode::ChannelScope | ReasonCode::TooEarly => {
            findings.deny_by_pack(code, &rule.article, cited);
        }
        _ => findings.deny(code),
    }
}

fn need_met(ask: &Ask, contact: &Contact, rule: &ChannelRule) -> Result<(), ReasonCode> {
    match rule.need {
        Need::None => Ok(()),
        Need::Consent => consented(ask, contact),
        Need::Requested => {
            requested(ask, contact, rule).or_else(|code| consented(ask, contact).map_err(|_| code))
        }
        Need::SoftOptin if soft_optin(ask, contact) => Ok(()),
        Need::SoftOptin => consented(ask, contact),
        Need::OptoutRegister => match ask.case.subject.on_optout_register {
            Some(false) => Ok(()),
            Some(true) => consented(ask, contact).map_err(|_| ReasonCode::Suppressed),
            None => consented(ask, contact),
        },
    }
}

/// Whether a commercial message contains what it must. A label is a matter of electronic messages (uśude art. 9).
pub(crate) fn complete(contact: &Contact, pack: &ChannelPack) -> bool {
    let message = &contact.message;
    let paper = matches!(contact.channel, Channel::Post | Channel::InPerson);
    let contains = |part: &MessagePart| match part {
        MessagePart::Sender => message.sender_block,
        MessagePart::Optout => message.optout_block,
        MessagePart::Label => message.commercial_label || paper,
    };
    !promotes(message.content) || pack.message.lint.iter().all(contains)
}

/// No promotion rides on a message that is allowed for another reason, and a notice is nothing but a notice.
pub(crate) fn mixes_content(action: Action, message: &Message) -> bool {
    let dressed = message.promo && !promotes(message.content);
    let not_a_notice = action == Action::Notify && message.content != ContentClass::LegalNotice;
    dressed || not_a_notice
}
