//! Step 4: the purpose is switched on, registered, assessed and, where it rests on legitimate interest, balanced.

use jiff::civil::Date;

use super::{Findings, basis};
use crate::may::Ask;
use crate::{Action, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    check_register(ask, findings);
    if exempt(ask) || !ask.personal() {
        return;
    }
    let governance = &ask.case.governance;
    if ask.purpose.dpia_required && !stands(ask, governance.dpia_valid_to) {
        findings.deny(ReasonCode::DpiaMissing);
    }
    if basis::rests_on_interest(ask) {
        match governance.lia_valid_to {
            None => findings.deny(ReasonCode::LiaMissing),
            Some(_) if !stands(ask, governance.lia_valid_to) => findings.deny(ReasonCode::LiaExpired),
            Some(_) => {}
        }
    }
}

/// Whether the purpose is switched on and registered, whoever's data they are.
pub(crate) fn check_register(ask: &Ask, findings: &mut Findings) {
    let governance = &ask.case.governance;
    if !exempt(ask) && (!governance.active || !governance.ropa) {
        findings.deny(ReasonCode::PurposeInactive);
    }
}

/// Duties and what serves the person need nobody's approval.
pub(crate) fn exempt(ask: &Ask) -> bool {
    ask.duty() || ask.does(&[Action::Erase, Action::Notify])
}

/// Whether an assessment that holds until then still stands.
pub(crate) fn stands(ask: &Ask, valid_to: Option<Date>) -> bool {
    valid_to.is_some_and(|end| ask.today < end)
}
