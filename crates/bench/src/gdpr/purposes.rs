//! GDPRbench's 25 purposes, each laid on a purpose of the catalogue, with a field that purpose needs and a basis it may
//! rest on. So every value is collected and read on real grounds.

use std::collections::BTreeSet;

use zgoda_law::{Basis, Channel, ConsentAct, ConsentEvidence, ConsentState, FieldId, PurposeId};
use zgoda_store::{AssessmentKind, Consent, NewConsent, SourceId, Stamp, Store};

use crate::error::{Result, wrong};

/// Purpose, field, basis.
const LAID: [(&str, &str, Basis); 25] = [
    ("respond_inquiry", "note", Basis::Contract),
    ("send_requested_offer", "note", Basis::Contract),
    ("send_offer_email", "product_interest", Basis::Contract),
    ("prepare_contract", "note", Basis::Contract),
    ("perform_contract", "note", Basis::Contract),
    ("accounting_tax", "invoice_address", Basis::LegalObligation),
    ("complaints", "complaint", Basis::Contract),
    ("claims", "complaint", Basis::LegitimateInterest),
    ("direct_marketing_own", "product_interest", Basis::LegitimateInterest),
    ("direct_marketing_third_party", "city", Basis::Consent),
    ("newsletter", "product_interest", Basis::Consent),
    ("enrich_person", "position", Basis::LegitimateInterest),
    ("segment_profile", "product_interest", Basis::LegitimateInterest),
    ("lead_scoring", "product_interest", Basis::LegitimateInterest),
    ("event_run", "note", Basis::Contract),
    ("event_follow_up", "note", Basis::LegitimateInterest),
    ("survey", "product_interest", Basis::LegitimateInterest),
    ("counterparty_check", "company_name", Basis::Contract),
    ("provide_service", "first_name", Basis::Contract),
    ("security_logs", "email", Basis::LegalObligation),
    ("suppression", "street", Basis::LegalObligation),
    ("aggregate_stats", "product_interest", Basis::LegitimateInterest),
    ("share_partner", "product_interest", Basis::Consent),
    ("ai_assist", "note", Basis::Contract),
    ("deliver_notice", "street", Basis::LegalObligation),
];

/// What one of the 25 became.
#[derive(Debug, Clone, Copy)]
pub struct Laid {
    /// The purpose.
    pub purpose: PurposeId,
    /// The field that holds the data.
    pub field: FieldId,
    /// The basis.
    pub basis: Basis,
}

/// Puts the purposes in use, with the assessments they need.
///
/// # Errors
/// Where the catalogue does not have one, or the store fails.
pub fn lay(store: &Store, stamp: Stamp) -> Result<Vec<Laid>> {
    let catalogue = store.law().catalogue();
    let mut laid = Vec::with_capacity(LAID.len());
    let until = stamp.at + jiff::SignedDuration::from_hours(24 * 300);
    for (purpose, field, basis) in LAID {
        let (Some(purpose), Some(field)) = (catalogue.purpose(purpose), catalogue.field(field)) else {
            return wrong(format!("the catalogue has no {purpose} or {field}"));
        };
        if basis == Basis::LegitimateInterest {
            store.approve(
                stamp,
                AssessmentKind::Balancing,
                purpose.id,
                until,
                "balanced for the benchmark",
            )?;
        }
        if purpose.dpia_required {
            store.approve(stamp, AssessmentKind::Impact, purpose.id, until, "assessed for the benchmark")?;
        }
        laid.push(Laid { purpose: purpose.id, field: field.id, basis });
    }
    store.set_purposes(&laid.iter().map(|laid| laid.purpose).collect())?;
    Ok(laid)
}

/// The consent of a user whose records rest on one.
pub fn consent(laid: Laid, source: SourceId, stamp: Stamp) -> Option<NewConsent> {
    (laid.basis == Basis::Consent).then(|| NewConsent {
        purpose: laid.purpose,
        channels: BTreeSet::from([Channel::Email]),
        state: ConsentState::Given,
        given_at: stamp.at,
        expires_at: stamp.at + jiff::SignedDuration::from_hours(24 * 700),
        pke398: true,
        text: None,
        source,
        evidence: Some(ConsentEvidence {
            act: ConsentAct::Signed,
            pre_ticked: false,
            bundled: false,
            proof: true,
            informed: true,
            separate: true,
            double_optin: true,
        }),
    })
}

/// The same consent as a decision sees it before it stands in the store.
pub fn expected(new: &NewConsent) -> Consent {
    Consent {
        no: 0,
        purpose: new.purpose,
        channels: new.channels.clone(),
        state: new.state,
        given_at: new.given_at,
        ended_at: None,
        expires_at: new.expires_at,
        pke398: new.pke398,
        wording: None,
        source: new.source,
        evidence: new.evidence.clone(),
    }
}
