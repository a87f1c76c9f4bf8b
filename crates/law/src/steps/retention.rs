//! Step 10: the term of keeping for the purpose still runs. It ends at 00:00 in Warsaw of the day it is due.

use jiff::civil::Date;

use super::Findings;
use crate::may::Ask;
use crate::{Action, Obligation, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.needs_grounds() {
        return;
    }
    let terms = &ask.grounds.keep_until;
    let ended = |day: &Date| *day <= ask.today;
    if terms.get(&ask.purpose.name).is_some_and(|day| !ended(day)) {
        return;
    }
    findings.deny(ReasonCode::RetentionExpired);
    if ask.does(&[Action::Collect]) {
        findings.oblige(Obligation::DestructionProtocol);
    } else if terms.values().all(ended) {
        findings.oblige(Obligation::Erase);
    }
}
