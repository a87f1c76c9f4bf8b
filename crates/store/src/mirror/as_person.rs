//! A person out of memory, as decisions about single values look at one: without boxes, and without the words of sources
//! and references, of which the law asks only whether there are any.

use std::sync::Arc;

use zgoda_law::FieldId;

use super::Mirror;
use super::record::{HeldConsent, HeldFact, HeldNotice, HeldObjection, HeldPermission, Record};
use crate::facts::{Facts, dates};
use crate::model::{
    ChannelPermission, Consent, Fact, Grounds, Link, Notice, Objection, Ordinal, Person, Source, SourceId,
};

/// Stands where something is known to be.
const SOMETHING: &str = "-";

impl Mirror {
    /// A person with their standing values of some fields.
    pub(crate) fn person(&self, record: &Record, fields: &[FieldId]) -> Option<Person> {
        let card = &record.card;
        let wanted = record.current().filter(|fact| fields.contains(&fact.field));
        Some(Person {
            id: record.id,
            ordinal: Ordinal(record.ordinal),
            kind: card.kind,
            country: String::from_utf8(card.country.to_vec()).ok()?,
            flags: card.flags,
            held_fields: None,
            lifecycle: card.lifecycle,
            org: card.org,
            created_at: card.created_at,
            last_inbound_at: card.last_inbound_at,
            facts: wanted.map(|fact| self.fact(fact)).collect::<Option<_>>()?,
            consents: record.consents.iter().map(consent).collect(),
            permissions: record.permissions.iter().map(permission).collect(),
            objections: record.objections.iter().map(objection).collect(),
            notices: record.notices.iter().map(notice).collect(),
            touchpoints: Vec::new(),
            requests: Vec::new(),
            next_no: 0,
            kept: Facts::default(),
            sealed: None,
        })
    }

    /// A value as decisions look at it.
    pub(crate) fn fact(&self, held: &HeldFact) -> Option<Fact> {
        let terms = &held.terms;
        let card = self.grounds.card(terms.grounds)?;
        let link = |link: &super::grounds::HeldLink| Link {
            purpose: link.purpose,
            basis: link.basis,
            reference: link.referred.then(|| SOMETHING.to_owned()),
        };
        let source = Source {
            id: self.grounds.source(terms.grounds)?,
            kind: card.kind,
            name: String::new(),
            duty: card.kind.duty(),
            is_public: false,
            occurred_at: terms.obtained_at,
            approved_at: card.approved.then_some(terms.obtained_at),
            evidence: if card.evidence { SOMETHING.to_owned() } else { String::new() },
        };
        Some(Fact {
            no: held.no,
            field: held.field,
            grounds: Arc::new(Grounds {
                id: terms.grounds,
                source,
                links: self.grounds.links(terms.grounds).iter().map(link).collect(),
            }),
            obtained_at: terms.obtained_at,
            confirmed_at: terms.obtained_at,
            until: dates(&terms.until)?,
            commitment: [0; 16],
            import: None,
            ended: None,
        })
    }
}

fn consent(held: &HeldConsent) -> Consent {
    Consent {
        no: 0,
        purpose: held.purpose,
        channels: held.channels.iter().collect(),
        state: held.state,
        given_at: held.given_at,
        ended_at: held.ended_at,
        expires_at: held.expires_at,
        pke398: held.pke398,
        wording: None,
        source: SourceId(0),
        evidence: held.evidence.clone(),
    }
}

fn permission(held: &HeldPermission) -> ChannelPermission {
    ChannelPermission {
        no: 0,
        channel: held.channel,
        kind: held.kind,
        purpose: held.purpose,
        offer: held.offer.clone(),
        given_at: held.given_at,
        not_before: held.not_before,
        valid_to: held.valid_to,
        max_contacts: held.max_contacts,
        contacts: held.contacts,
        source: SourceId(0),
        ended_at: None,
    }
}

fn objection(held: &HeldObjection) -> Objection {
    Objection {
        no: 0,
        kind: held.kind,
        channel: None,
        purpose: held.purpose,
        made_at: held.made_at,
        rejected_at: held.rejected_at,
        via: String::new(),
    }
}

fn notice(held: &HeldNotice) -> Notice {
    Notice {
        no: held.no,
        duty: held.duty,
        source: SourceId(0),
        obtained_at: held.obtained_at,
        purposes: held.purposes.iter().copied().collect(),
        status: held.status,
        due_at: held.due_at,
        done_at: None,
        channel: held.channel,
    }
}
