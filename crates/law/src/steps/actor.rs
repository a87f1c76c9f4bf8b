//! Step 1: the actor holds a role that serves the purpose and lets them do it, is trained, and works in a session bound
//! to it.

use super::Findings;
use crate::catalogue::RoleDef;
use crate::may::Ask;
use crate::{Actor, ActorKind, ReasonCode, RoleGrant};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !authorised(ask, &ask.case.actor) {
        findings.deny(ReasonCode::ActorNotAuthorised);
    }
    check_person(ask, findings);
}

/// What is asked of people alone: a session bound to the purpose, and training.
pub(crate) fn check_person(ask: &Ask, findings: &mut Findings) {
    let actor = &ask.case.actor;
    let human = actor.kind == ActorKind::Human;
    if human && !in_session(ask, actor) {
        findings.deny(ReasonCode::ActorNotAuthorised);
    }
    let trained = actor.training_valid_to.is_some_and(|end| ask.today < end);
    if human && !trained {
        findings.deny(ReasonCode::TrainingExpired);
    }
}

/// A grant that stands, of a role that serves the purpose and is cleared for the field.
fn authorised(ask: &Ask, actor: &Actor) -> bool {
    serving(ask, actor).any(|role| ask.field.is_none_or(|field| role.classes.contains(&field.class)))
}

/// The granted roles that serve the purpose, within what the grant names, and that may do what is asked.
pub(crate) fn serving<'a>(ask: &'a Ask, actor: &'a Actor) -> impl Iterator<Item = &'a RoleDef> {
    let at = ask.case.at;
    let reaching = move |grant: &&RoleGrant| grant.stands(at) && grant.reaches(&ask.purpose.name);
    let roles = actor.grants.iter().filter(reaching).filter_map(|grant| ask.law.catalogue().role(grant.role));
    roles.filter(|role| role.serves(ask.purpose) && role.does(ask.case.action))
}

fn in_session(ask: &Ask, actor: &Actor) -> bool {
    actor.mfa && actor.session_purpose.as_ref() == Some(&ask.purpose.name)
}
