//! Step 14: the recipient may have the data, and a mechanism carries them there.

use jiff::civil::Date;

use super::Findings;
use crate::may::Ask;
use crate::pack::{Mechanism, Safeguard, TransferPack};
use crate::{Obligation, ReasonCode, Recipient, RecipientRole, TransferMechanism};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if let Some(recipient) = ask.case.recipient.as_ref().filter(|_| ask.personal()) {
        check_recipient(ask.packs.transfer, ask.today, recipient, findings);
    }
}

/// What must stand for a recipient of personal data, whoever's they are.
pub(crate) fn check_recipient(
    pack: Option<&TransferPack>,
    today: Date,
    recipient: &Recipient,
    findings: &mut Findings,
) {
    match recipient.role {
        RecipientRole::Processor | RecipientRole::Joint if !recipient.contract => {
            findings.deny(ReasonCode::DpaMissing);
        }
        RecipientRole::Controller | RecipientRole::Authority if recipient.basis.is_none() => {
            findings.deny(ReasonCode::RecipientBasisMissing);
        }
        _ => {}
    }
    match pack {
        Some(pack) => transfer(today, recipient, pack, findings),
        None => findings.deny(ReasonCode::TransferNoMechanism),
    }
}

fn transfer(today: Date, recipient: &Recipient, pack: &TransferPack, findings: &mut Findings) {
    if pack.in_area(recipient.country) {
        return;
    }
    let adequate = pack.adequacy(recipient.country, today).is_some();
    let deny = |findings: &mut Findings, code, article: &str| {
        findings.deny_by_pack(code, article, pack.pack.pack_ref());
    };
    let stated = match recipient.mechanism {
        None | Some(TransferMechanism::Adequacy) if adequate => return,
        None | Some(TransferMechanism::Adequacy) => {
            return deny(findings, ReasonCode::TransferNoMechanism, "art. 44, 45 RODO");
        }
        Some(stated) => stated,
    };
    let Some(mechanism) = pack.mechanism(stated) else {
        return deny(findings, ReasonCode::TransferInvalidMechanism, "art. 44 RODO");
    };
    if mechanism.ended(today) || !fits(mechanism, recipient) {
        return deny(findings, ReasonCode::TransferInvalidMechanism, &mechanism.article);
    }
    if !mechanism.begun(today) {
        return deny(findings, ReasonCode::TransferNoMechanism, &mechanism.article);
    }
    for safeguard in &mechanism.requires {
        if let Some(code) = lacking(today, recipient, *safeguard) {
            deny(findings, code, &mechanism.article);
        }
    }
    if mechanism.scc_fallback && !recipient.scc_signed {
        findings.oblige(Obligation::SccFallback);
    }
}

fn fits(mechanism: &Mechanism, recipient: &Recipient) -> bool {
    mechanism.countries.as_ref().is_none_or(|countries| countries.contains(&recipient.country))
        && mechanism.roles.as_ref().is_none_or(|roles| roles.contains(&recipient.role))
}

fn lacking(today: Date, recipient: &Recipient, safeguard: Safeguard) -> Option<ReasonCode> {
    let (stands, code) = match safeguard {
        Safeguard::DpfListed => (recipient.dpf_listed, ReasonCode::TransferNoMechanism),
        Safeguard::SccSigned => (recipient.scc_signed, ReasonCode::TransferNoMechanism),
        Safeguard::CaseApproval => (recipient.derogation_approved, ReasonCode::TransferNoMechanism),
        Safeguard::Tia => {
            let passed = recipient.tia_valid_to.is_some_and(|end| today < end);
            (passed, ReasonCode::TiaMissing)
        }
    };
    (!stands).then_some(code)
}
