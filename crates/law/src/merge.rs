//! Merging the legal states of two records of one person: the stricter of everything, the earlier of every term.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Case, Consent, Notice, Objection, Permission, SubjectState, Suppression};

/// What the law looks at in a person, apart from any one value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LegalState {
    /// Closing states.
    pub states: Vec<SubjectState>,
    /// Known age.
    pub age: Option<u8>,
    /// A parent's consent is on record.
    pub parental_consent: bool,
    /// Whether the number stands on an opt-out register.
    pub on_optout_register: Option<bool>,
    /// Consent records.
    pub consents: Vec<Consent>,
    /// Permissions to contact.
    pub permissions: Vec<Permission>,
    /// Objections.
    pub objections: Vec<Objection>,
    /// The match on the suppression list.
    pub suppression: Option<Suppression>,
    /// Duties to inform.
    pub notices: Vec<Notice>,
    /// Ends of terms by purpose.
    pub keep_until: BTreeMap<String, Date>,
}

impl LegalState {
    /// The legal state a case speaks of.
    pub fn of(case: &Case) -> Self {
        Self {
            states: case.subject.states.clone(),
            age: case.subject.age,
            parental_consent: case.subject.parental_consent,
            on_optout_register: case.subject.on_optout_register,
            consents: case.consents.clone(),
            permissions: case.permissions.clone(),
            objections: case.objections.clone(),
            suppression: case.suppression.clone(),
            notices: case.notices.clone(),
            keep_until: case.grounds.keep_until.clone(),
        }
    }

    /// The same case about a person in this legal state.
    pub fn apply(&self, case: &Case) -> Case {
        let mut case = case.clone();
        case.subject.states = self.states.clone();
        case.subject.age = self.age;
        case.subject.parental_consent = self.parental_consent;
        case.subject.on_optout_register = self.on_optout_register;
        case.consents = self.consents.clone();
        case.permissions = self.permissions.clone();
        case.objections = self.objections.clone();
        case.suppression = self.suppression.clone();
        case.notices = self.notices.clone();
        case.grounds.keep_until = self.keep_until.clone();
        case
    }
}

/// Merges two records of one person. A record that only one side has is kept: silence of the other is no refusal, and a
/// refusal, withdrawal or objection of either side stands.
pub fn merge(a: &LegalState, b: &LegalState) -> LegalState {
    LegalState {
        states: union(&a.states, &b.states),
        age: earlier(a.age, b.age),
        parental_consent: parental_consent(a, b),
        on_optout_register: earlier(a.on_optout_register.map(|on| !on), b.on_optout_register.map(|on| !on))
            .map(|off| !off),
        consents: union(&a.consents, &b.consents),
        permissions: permissions(&a.permissions, &b.permissions),
        objections: union(&a.objections, &b.objections),
        suppression: suppression(a.suppression.as_ref(), b.suppression.as_ref()),
        notices: union(&a.notices, &b.notices),
        keep_until: terms(&a.keep_until, &b.keep_until),
    }
}

/// A parent's consent counts only if no side that knows the age lacks it.
fn parental_consent(a: &LegalState, b: &LegalState) -> bool {
    let lacks = |side: &LegalState| side.age.is_some() && !side.parental_consent;
    (a.parental_consent || b.parental_consent) && !lacks(a) && !lacks(b)
}

/// The smaller of what is known; a value known to one side only is that value.
fn earlier<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn union<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
    let mut all = a.to_vec();
    all.extend(b.iter().filter(|item| !a.contains(item)).cloned());
    all
}

/// Permissions for the same thing become one, as narrow as both together, with the contacts of both counted.
fn permissions(a: &[Permission], b: &[Permission]) -> Vec<Permission> {
    let same = |x: &Permission, y: &Permission| {
        (x.channel, x.kind, &x.purpose, &x.offer) == (y.channel, y.kind, &y.purpose, &y.offer)
    };
    let mut all: Vec<Permission> = Vec::with_capacity(a.len() + b.len());
    for permission in a {
        all.push(b.iter().filter(|other| same(permission, other)).fold(permission.clone(), stricter));
    }
    let only_b = b.iter().filter(|other| !a.iter().any(|permission| same(permission, other)));
    all.extend(only_b.cloned());
    all
}

fn stricter(a: Permission, b: &Permission) -> Permission {
    let later = |a: Option<Timestamp>, b: Option<Timestamp>| a.max(b);
    Permission {
        given_at: a.given_at.min(b.given_at),
        not_before: later(a.not_before, b.not_before),
        valid_to: earlier(a.valid_to, b.valid_to),
        max_contacts: earlier(a.max_contacts, b.max_contacts),
        contacts_used: if a == *b {
            a.contacts_used
        } else {
            a.contacts_used.saturating_add(b.contacts_used)
        },
        soft_optin: a.soft_optin.clone().zip(b.soft_optin.clone()).map(|(x, y)| crate::SoftOptin {
            from_sale: x.from_sale && y.from_sale,
            similar_product: x.similar_product && y.similar_product,
            optout_at_collection: x.optout_at_collection && y.optout_at_collection,
        }),
        ..a
    }
}

/// The later date, because an entry is overcome only by what comes after it; the channels of both.
fn suppression(a: Option<&Suppression>, b: Option<&Suppression>) -> Option<Suppression> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Suppression {
            since: a.since.max(b.since),
            channels: if a.channels.is_empty() || b.channels.is_empty() {
                Default::default()
            } else {
                a.channels.union(&b.channels).copied().collect()
            },
        }),
        (a, b) => a.or(b).cloned(),
    }
}

fn terms(a: &BTreeMap<String, Date>, b: &BTreeMap<String, Date>) -> BTreeMap<String, Date> {
    let mut all = a.clone();
    for (purpose, day) in b {
        all.entry(purpose.clone()).and_modify(|own| *own = (*own).min(*day)).or_insert(*day);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, PermissionKind};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn request(valid_to: &str, contacts_used: u32) -> LegalState {
        let permission = Permission {
            channel: Channel::Email,
            kind: PermissionKind::Requested,
            purpose: "send_requested_offer".to_owned(),
            offer: Some("computer".to_owned()),
            given_at: at("2026-03-02T10:00:00Z"),
            not_before: None,
            valid_to: Some(at(valid_to)),
            max_contacts: Some(3),
            contacts_used,
            soft_optin: None,
        };
        LegalState { permissions: vec![permission], ..LegalState::default() }
    }

    #[test]
    fn two_permissions_for_the_same_become_the_narrower_with_all_contacts_counted() {
        let (short, long) = (request("2026-03-20T00:00:00Z", 1), request("2026-04-20T00:00:00Z", 2));
        for merged in [merge(&short, &long), merge(&long, &short)] {
            assert_eq!(merged.permissions.len(), 1);
            assert_eq!(merged.permissions[0].valid_to, Some(at("2026-03-20T00:00:00Z")));
            assert_eq!(merged.permissions[0].contacts_used, 3);
        }
    }

    #[test]
    fn merging_a_record_with_itself_changes_nothing() {
        let state = request("2026-03-20T00:00:00Z", 1);
        assert_eq!(merge(&state, &state), state);
    }

    #[test]
    fn the_later_of_two_suppressions_counts_on_the_channels_of_both() {
        let entry = |since, channel| LegalState {
            suppression: Some(Suppression { since: at(since), channels: [channel].into() }),
            ..LegalState::default()
        };
        let merged = merge(
            &entry("2025-01-01T00:00:00Z", Channel::Email),
            &entry("2026-01-01T00:00:00Z", Channel::Sms),
        );
        let expected = Suppression {
            since: at("2026-01-01T00:00:00Z"),
            channels: [Channel::Email, Channel::Sms].into(),
        };
        assert_eq!(merged.suppression, Some(expected));
    }
}
