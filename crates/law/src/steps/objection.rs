//! Step 8: no objection stands. Against marketing it is absolute and only the person overcomes it.

use super::{Findings, basis};
use crate::consents::person_spoke_since;
use crate::may::Ask;
use crate::{Action, ContentClass, Objection, ObjectionKind, PurposeCategory, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if ask.duty() || ask.does(&[Action::Erase, Action::Notify, Action::DeviceAccess]) {
        return;
    }
    for objection in ask.case.objections.iter().filter(|objection| objection.at <= ask.case.at) {
        match objection.kind {
            ObjectionKind::Marketing if is_marketing(ask) && !overcome(ask, objection) => {
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
fn is_marketing(ask: &Ask) -> bool {
    let content = ask.case.contact.as_ref().map(|contact| contact.message.content);
    let promotes = matches!(
        content,
        Some(ContentClass::Commercial | ContentClass::SolicitConsent | ContentClass::Requested)
    );
    ask.purpose.category == PurposeCategory::Marketing || promotes
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
