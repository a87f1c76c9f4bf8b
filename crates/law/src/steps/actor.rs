//! Step 1: the actor holds a role that serves the purpose, is trained, and works in a session bound to it.

use super::Findings;
use crate::may::Ask;
use crate::{Actor, ActorKind, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    let actor = &ask.case.actor;
    let human = actor.kind == ActorKind::Human;
    if !authorised(ask, actor) || human && !in_session(ask, actor) {
        findings.deny(ReasonCode::ActorNotAuthorised);
    }
    let trained = actor.training_valid_to.is_some_and(|end| ask.today < end);
    if human && !trained {
        findings.deny(ReasonCode::TrainingExpired);
    }
}

/// A grant that stands, of a role that serves the purpose and is cleared for the field.
fn authorised(ask: &Ask, actor: &Actor) -> bool {
    let at = ask.case.at;
    let standing = actor.grants.iter().filter(|grant| grant.from <= at && grant.to.is_none_or(|to| at < to));
    standing.filter_map(|grant| ask.law.catalogue().role(grant.role)).any(|role| {
        role.serves(ask.purpose) && ask.field.is_none_or(|field| role.classes.contains(&field.class))
    })
}

fn in_session(ask: &Ask, actor: &Actor) -> bool {
    actor.mfa && actor.session_purpose.as_ref() == Some(&ask.purpose.name)
}
