//! Step 5: the purpose needs the field, the field is used, and the value is no left-over copy.

use super::Findings;
use crate::calendar::day_of;
use crate::may::Ask;
use crate::{Action, FieldDef, Obligation, ReasonCode};

/// The retention rule of copies that were taken over into the CRM.
const COPY_RULE: &str = "chat_copy";

pub fn check(ask: &Ask, findings: &mut Findings) {
    if ask.does(&[Action::Erase]) {
        return;
    }
    if ask.field.is_some_and(|field| !ask.purpose.fields().contains(field.id)) {
        findings.deny(ReasonCode::NotNecessary);
    }
    let stopped = |field: &FieldDef| ask.case.governance.stopped_fields.contains(&field.name);
    if (ask.grounds.unused || ask.field.is_some_and(stopped)) && ask.does(&[Action::Collect]) {
        findings.deny(ReasonCode::UnusedField);
    }
    if ask.grounds.copied_at.is_some() && !ask.duty() {
        findings.oblige(Obligation::PurgeCopy);
        if copy_term_passed(ask) {
            findings.deny(ReasonCode::DuplicateCopy);
        }
    }
}

/// Whether the few days are over in which the copy may still stand beside the record. Without a rule there are none.
fn copy_term_passed(ask: &Ask) -> bool {
    let Some(copied_at) = ask.grounds.copied_at else { return false };
    let rule = ask.packs.retention.and_then(|pack| pack.rule(COPY_RULE));
    rule.is_none_or(|rule| rule.keep_until(day_of(copied_at)) <= ask.today)
}
