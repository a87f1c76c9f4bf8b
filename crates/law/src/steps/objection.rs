//! Step 8: no objection stands. Against marketing it is absolute and only the person overcomes it.

use super::obligations::promotes;
use super::{Findings, basis};
use crate::catalogue::PurposeDef;
use crate::consents::person_spoke_since;
use crate::may::Ask;
use crate::{Action, Contact, Objection, ObjectionKind, PurposeCategory, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if ask.duty() || ask.does(&[Action::Erase, Action::Notify, Action::DeviceAccess]) {
        return;
    }
    let marketing = is_marketing(ask.purpose, ask.case.contact.as_ref());
    for objection in ask.case.objections.iter().filter(|objection| objection.at <= ask.case.at) {
        match objection.kind {
            ObjectionKind::Marketing if marketing && !overcome(ask, objection) => {
                findings.deny(ReasonCode::Objected);
            }
            ObjectionKind::Signal if ask.purpose.profiling && !overcome(ask, objection) => {
                findings.deny(ReasonCode::Objected);
            }
            ObjectionKind::Grounds if rests_on_interest(ask) && !rejected(ask, objection) => {
                findings.deny(ReasonCode::ObjectionPending);
            }
            _ => {}
        }
    }
}

/// Marketing by its purpose, or by the message whatever its purpose: a requested offer ends with an objection too.
pub(crate) fn is_marketing(purpose: &PurposeDef, contact: Option<&Contact>) -> bool {
    let promotional = contact.is_some_and(|contact| promotes(contact.message.content));
    purpose.category == PurposeCategory::Marketing || promotional
}

fn overcome(ask: &Ask, objection: &Objection) -> bool {
    person_spoke_since(ask.case, objection.at, None)
}

fn rejected(ask: &Ask, objection: &Objection) -> bool {
    objection.rejected_at.is_some_and(|rejected| rejected <= ask.case.at)
}

/// Claims are the case in which the law itself sees compelling grounds (art. 21(1)).
fn rests_on_interest(ask: &Ask) -> bool {
    ask.purpose.name != "claims" && basis::uses_interest(ask)
}
