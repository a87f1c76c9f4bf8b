//! Step 4: the purpose is switched on, registered, assessed and, where it rests on legitimate interest, balanced.

use jiff::civil::Date;

use super::{Findings, basis};
use crate::may::Ask;
use crate::{Action, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if ask.duty() || ask.does(&[Action::Erase, Action::Notify]) {
        return;
    }
    let governance = &ask.case.governance;
    if !governance.active || !governance.ropa {
        findings.deny(ReasonCode::PurposeInactive);
    }
    if !ask.personal() {
        return;
    }
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

fn stands(ask: &Ask, valid_to: Option<Date>) -> bool {
    valid_to.is_some_and(|end| ask.today < end)
}
