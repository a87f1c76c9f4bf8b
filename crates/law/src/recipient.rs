//! A recipient judged by itself, as a register of processors and transfers has it: may it have personal data at all, and
//! what carries them there on that day?

use jiff::civil::Date;
use serde::Serialize;

use crate::steps::{Findings, disclosure};
use crate::{Law, Obligation, PackRef, Reason, Recipient};

/// What speaks against a recipient on a day, and what must be done. Nothing against it means that it may have data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// Everything that speaks against it.
    pub reasons: Vec<Reason>,
    /// What must be done although nothing speaks against it.
    pub obligations: Vec<Obligation>,
    /// The adequacy decision in force, where the country has one on that day.
    pub adequacy: Option<String>,
    /// The pack that was asked; none where none is in force.
    pub pack: Option<PackRef>,
}

impl Law {
    /// Judges a recipient on a day by the transfer pack of that day (GDPR art. 28, 44 to 49).
    pub fn recipient(&self, recipient: &Recipient, day: Date) -> Carried {
        let pack = self.packs().transfer_on(day);
        let mut findings = Findings::default();
        disclosure::check_recipient(pack, day, recipient, &mut findings);
        let (reasons, obligations) = findings.into_parts();
        let adequacy = pack.and_then(|pack| pack.adequacy(recipient.country, day));
        Carried {
            reasons,
            obligations,
            adequacy: adequacy.map(|found| found.decision.clone()),
            pack: pack.map(|pack| pack.pack.pack_ref()),
        }
    }

    /// Whether data that go to this country stay within the European Economic Area on that day.
    pub fn is_within_area(&self, country: crate::Country, day: Date) -> bool {
        self.packs().transfer_on(day).is_some_and(|pack| pack.in_area(country))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ReasonCode, RecipientRole, TransferMechanism};

    fn processor(country: &str) -> Recipient {
        Recipient {
            role: RecipientRole::Processor,
            country: country.parse().unwrap(),
            contract: true,
            basis: None,
            mechanism: None,
            dpf_listed: false,
            scc_signed: false,
            tia_valid_to: None,
            derogation_approved: false,
        }
    }

    fn codes(recipient: &Recipient, day: &str) -> Vec<ReasonCode> {
        let law = Law::builtin().unwrap();
        let carried = law.recipient(recipient, day.parse().unwrap());
        carried.reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn a_country_is_adequate_from_the_day_of_its_decision_and_not_before() {
        let brazil = processor("BR");
        assert_eq!(codes(&brazil, "2026-01-20"), [ReasonCode::TransferNoMechanism]);
        assert_eq!(codes(&brazil, "2026-02-01"), []);
        let britain = processor("GB");
        assert_eq!(codes(&britain, "2031-12-26"), []);
        assert_eq!(codes(&britain, "2031-12-27"), [ReasonCode::TransferNoMechanism]);
    }

    #[test]
    fn clauses_without_an_impact_assessment_carry_nothing() {
        let mechanism = Some(TransferMechanism::SccM2);
        let mut india = Recipient { mechanism, scc_signed: true, ..processor("IN") };
        assert_eq!(codes(&india, "2026-11-21"), [ReasonCode::TiaMissing]);
        india.tia_valid_to = Some("2027-11-21".parse().unwrap());
        assert_eq!(codes(&india, "2026-11-21"), []);
        assert_eq!(codes(&india, "2027-11-21"), [ReasonCode::TiaMissing], "it has to be done again");
    }

    #[test]
    fn the_shield_is_denied_since_schrems_and_the_framework_wants_clauses_behind_it() {
        let shield = Recipient { mechanism: Some(TransferMechanism::PrivacyShield), ..processor("US") };
        assert_eq!(codes(&shield, "2020-07-15"), []);
        assert_eq!(codes(&shield, "2026-11-21"), [ReasonCode::TransferInvalidMechanism]);
        let law = Law::builtin().unwrap();
        let framework =
            Recipient { mechanism: Some(TransferMechanism::Dpf), dpf_listed: true, ..processor("US") };
        let day = "2026-11-21".parse().unwrap();
        assert_eq!(law.recipient(&framework, day).obligations, [Obligation::SccFallback]);
        let backed = Recipient { scc_signed: true, ..framework };
        assert_eq!(law.recipient(&backed, day).obligations, []);
    }

    #[test]
    fn without_a_contract_a_processor_within_the_area_gets_nothing_either() {
        let bare = Recipient { contract: false, ..processor("DE") };
        assert_eq!(codes(&bare, "2026-11-21"), [ReasonCode::DpaMissing]);
    }
}
