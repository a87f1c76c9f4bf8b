//! Step 9: the person was told, or the term for telling them still runs.

use jiff::Timestamp;

use super::Findings;
use crate::may::Ask;
use crate::terms::article14_due;
use crate::{Action, InformationDuty, Notice, Obligation, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.needs_grounds() {
        return;
    }
    if overdue(ask) {
        findings.deny(ReasonCode::NoticeOverdue);
    }
    let covering = || ask.case.notices.iter().filter(|notice| notice.purposes.contains(&ask.purpose.name));
    if covering().next().is_none() {
        findings.deny(ReasonCode::NoticeRequiredFirst);
    }
    for notice in covering().filter(|notice| !notice.status.is_met()) {
        match ask.case.action {
            // The first disclosure ends the term, art. 14(3)(c).
            Action::Disclose | Action::Export => findings.deny(ReasonCode::NoticeRequiredFirst),
            // The first communication ends the term, art. 14(3)(b): it must carry the notice.
            Action::Send if notice.duty == InformationDuty::Article14 => {
                findings.oblige(Obligation::IncludeArt14);
            }
            _ => {}
        }
        if notice.duty == InformationDuty::Article14 {
            findings.oblige(Obligation::Art14Due { by: due(notice) });
        }
    }
}

/// Whether any duty to inform the person is overdue, which closes their data (step 2).
pub fn overdue(ask: &Ask) -> bool {
    ask.personal()
        && ask.case.notices.iter().any(|notice| !notice.status.is_met() && due(notice) <= ask.case.at)
}

/// The last moment. A stated one may be earlier than that of art. 14, never later.
pub(crate) fn due(notice: &Notice) -> Timestamp {
    match notice.duty {
        InformationDuty::Article13 => notice.due_at.unwrap_or(notice.obtained_at),
        InformationDuty::Article14 => {
            let law = article14_due(notice.obtained_at);
            notice.due_at.map_or(law, |stated| stated.min(law))
        }
    }
}
