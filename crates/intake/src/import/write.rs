//! Writing what was judged: everything of a batch in one change.

use std::collections::HashMap;

use zgoda_formats::{OptOut, OptOutChannel, OptOutReason};
use zgoda_law::{Basis, Channel, FactNo, FieldId, ObjectionKind, Permit, SubjectId};
use zgoda_store::{Change, ImportId, Link, NewFact, NewObjection, NewTouchpoint, Person, StoreError, TextId};

use super::Incoming;
use super::claim::RowConsent;
use super::judge::{Accepted, Judge, Judged, KnownPerson, NewPerson, Verdict};
use crate::company::Companies;
use crate::consent::Carried;
use crate::gate::{With, is_told};
use crate::plan::ImportPlan;
use crate::{IntakeError, SourceCard};

/// Wordings remembered between rows; then the memory starts anew, so that it stays flat.
const WORDINGS_MAX: usize = 1_000;

/// What writing needs beside the judge.
pub(crate) struct Writer<'p> {
    pub plan: &'p ImportPlan,
    pub card: Option<&'static SourceCard>,
    pub import: Option<ImportId>,
    pub companies: Companies,
    wordings: HashMap<String, TextId>,
}

/// Where a judged row went.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    New(SubjectId),
    Known(SubjectId),
    Nobody,
}

impl<'p> Writer<'p> {
    pub fn new(plan: &'p ImportPlan, card: Option<&'static SourceCard>, import: Option<ImportId>) -> Self {
        Self { plan, card, import, companies: Companies::default(), wordings: HashMap::new() }
    }

    /// Puts one judged row into the change.
    pub fn write(
        &mut self,
        judge: &mut Judge<'_>,
        change: &mut Change<'_>,
        judged: &Judged,
    ) -> Result<Written, IntakeError> {
        match &judged.verdict {
            Verdict::New(new) => self.new_person(judge, change, &judged.incoming, new).map(Written::New),
            Verdict::Known(known) => {
                self.known_person(judge, change, &judged.incoming, known)?;
                Ok(Written::Known(known.person.id))
            }
            Verdict::OptedOut(people) => {
                opt_out(judge, change, &judged.incoming, people)?;
                Ok(Written::Nobody)
            }
            Verdict::Refused(_) | Verdict::Suppressed => Ok(Written::Nobody),
        }
    }

    fn new_person(
        &mut self,
        judge: &mut Judge<'_>,
        change: &mut Change<'_>,
        incoming: &Incoming,
        new: &NewPerson,
    ) -> Result<SubjectId, IntakeError> {
        let mut subject = self.plan.subject(new.kind);
        subject.import = self.import;
        if new.kind != zgoda_law::SubjectKind::SoleTrader {
            subject.org = self.organisation(judge, change, incoming, &new.accepted)?;
        }
        let id = change.add_subject(subject)?;
        let stated = new.consent.as_ref().map(|consent| consent.for_law(&judge.consent));
        let with = With { consent: stated.as_ref(), suppressed: new.suppressed };
        let fields: Vec<(FieldId, usize)> = new
            .accepted
            .iter()
            .filter_map(|accepted| Some((incoming.values.get(accepted.value)?.0, *accepted.links.first()?)))
            .collect();
        let permits = judge.gate.permits_new(id, new.kind, with, &fields);
        change.add_notice(id, judge.gate.terms.notice.clone())?;
        for (accepted, permit) in new.accepted.iter().zip(permits) {
            let permit = permit.ok_or(StoreError::NotCovered)?;
            self.add_fact(judge, change, incoming, accepted, &permit)?;
        }
        if let Some((kind, channel)) = self.card.and_then(|card| card.touch) {
            let source = Some(judge.gate.terms.source.id);
            let happened_at = judge.gate.terms.obtained_at;
            let touch = NewTouchpoint { happened_at, inbound: true, kind: kind.into(), channel, source };
            change.add_touchpoint(id, touch)?;
        }
        if let Some(consent) = &new.consent {
            self.consent(judge, change, id, consent)?;
        }
        Ok(id)
    }

    fn known_person(
        &mut self,
        judge: &mut Judge<'_>,
        change: &mut Change<'_>,
        incoming: &Incoming,
        known: &KnownPerson,
    ) -> Result<(), IntakeError> {
        let person = &known.person;
        change.open(person)?;
        if !known.confirmed.is_empty() {
            change.confirm(person, &known.confirmed)?;
        }
        if !known.accepted.is_empty() && !is_told(person, &judge.gate.terms.notice) {
            change.add_notice(person.id, judge.gate.terms.notice.clone())?;
        }
        for accepted in &known.accepted {
            let permit = accepted.permit.as_ref().ok_or(StoreError::NotCovered)?;
            self.add_fact(judge, change, incoming, accepted, permit)?;
        }
        if person.org.is_none()
            && person.kind != zgoda_law::SubjectKind::SoleTrader
            && let Some(org) = self.organisation(judge, change, incoming, &known.accepted)?
        {
            change.attach(person.id, org)?;
        }
        let Some(consent) = known.consent.as_ref().filter(|consent| !has_same(person, judge, consent)) else {
            return Ok(());
        };
        self.consent(judge, change, person.id, consent)?;
        if consent.provable {
            let for_law = consent.for_law(&judge.consent);
            let carried = Carried {
                link: Link { purpose: judge.consent_purpose, basis: Basis::Consent, reference: None },
                channels: &judge.consent.channels,
                anchor: consent.given_at.max(judge.gate.terms.obtained_at),
                source: judge.gate.terms.source.id,
                informed: judge.consent.informed,
                spoken_at: consent.given_at,
                consent: Some(&for_law),
            };
            carried.write(judge.store, judge.by, change, person)?;
        }
        Ok(())
    }

    fn add_fact(
        &self,
        judge: &mut Judge<'_>,
        change: &mut Change<'_>,
        incoming: &Incoming,
        accepted: &Accepted,
        permit: &Permit,
    ) -> Result<FactNo, IntakeError> {
        let (field, value) = incoming.values.get(accepted.value).ok_or(StoreError::NotCovered)?;
        let obtained_at = judge.gate.terms.obtained_at;
        let (grounds, until) = judge.gate.grounds(&accepted.links)?;
        let new = NewFact {
            value,
            grounds,
            obtained_at,
            until: until.clone(),
            index: match &incoming.account {
                Some(account) if *field == judge.fields.messenger => Some(account),
                _ => judge.fields.is_found_by(*field).then_some(value.as_str()),
            },
            import: self.import,
        };
        Ok(change.add_fact(permit, new)?)
    }

    /// The organisation of the row, where a purpose needs to know it.
    fn organisation(
        &mut self,
        judge: &Judge<'_>,
        change: &mut Change<'_>,
        incoming: &Incoming,
        accepted: &[Accepted],
    ) -> Result<Option<zgoda_store::OrgId>, IntakeError> {
        let Some(firm) = &incoming.firm else { return Ok(None) };
        let named = |accepted: &Accepted| {
            incoming.values.get(accepted.value).is_some_and(|(field, _)| *field == judge.fields.company)
        };
        // A firm without a name is known by its number alone; then the purposes' need for its name decides.
        if firm.name.is_some() && !accepted.iter().any(named) {
            return Ok(None);
        }
        Ok(self.companies.find_or_add(judge.store, change, firm)?)
    }

    fn consent(
        &mut self,
        judge: &Judge<'_>,
        change: &mut Change<'_>,
        id: SubjectId,
        consent: &RowConsent,
    ) -> Result<(), IntakeError> {
        let text = match &consent.wording {
            Some(wording) => Some(self.wording(judge, wording)?),
            None => None,
        };
        let source = judge.gate.terms.source.id;
        Ok(consent.record(change, id, judge.consent_purpose, &judge.consent, text, source)?)
    }

    fn wording(&mut self, judge: &Judge<'_>, wording: &str) -> Result<TextId, IntakeError> {
        if let Some(id) = self.wordings.get(wording) {
            return Ok(*id);
        }
        let id = judge.store.keep_wording(&judge.consent.lang, wording)?;
        if self.wordings.len() >= WORDINGS_MAX {
            self.wordings.clear();
        }
        self.wordings.insert(wording.to_owned(), id);
        Ok(id)
    }
}

/// Whether the same statement is on record already, so that a repeated import adds nothing.
fn has_same(person: &Person, judge: &Judge<'_>, consent: &RowConsent) -> bool {
    person.consents.iter().any(|known| {
        known.purpose == judge.consent_purpose
            && known.given_at == consent.given_at
            && known.state == consent.state
            && known.evidence.is_some() == consent.provable
    })
}

/// Takes over that a person wants no contact: as an objection where they are known, and in any case as a suppression
/// of the addresses it concerns.
fn opt_out(
    judge: &Judge<'_>,
    change: &mut Change<'_>,
    incoming: &Incoming,
    people: &[Person],
) -> Result<(), IntakeError> {
    let objections = incoming.opt_outs.iter().filter(|out| out.reason != OptOutReason::Bounced);
    for person in people {
        change.open(person)?;
        for out in objections.clone() {
            let channel = channel(*out);
            let stands = |known: &zgoda_store::Objection| {
                known.kind == ObjectionKind::Marketing
                    && known.purpose.is_none()
                    && (known.channel.is_none() || known.channel == channel)
            };
            if person.objections.iter().any(stands) {
                continue;
            }
            let made_at = judge.by.at();
            let kind = ObjectionKind::Marketing;
            change.add_objection(person.id, NewObjection { kind, channel, made_at, via: "import".into() })?;
        }
    }
    for out in &incoming.opt_outs {
        let reason = match out.reason {
            OptOutReason::Unsubscribed => "unsubscribed",
            OptOutReason::Bounced => "bounced",
            OptOutReason::Complained => "complained",
            OptOutReason::DoNotContact => "do_not_contact",
        };
        let fields = match out.channel {
            OptOutChannel::Email => vec![judge.fields.email],
            OptOutChannel::Sms | OptOutChannel::Call | OptOutChannel::Fax => vec![judge.fields.phone],
            OptOutChannel::Any => vec![judge.fields.email, judge.fields.phone],
        };
        for field in fields {
            for value in incoming.all(field) {
                change.suppress(field, value, reason);
            }
        }
    }
    Ok(())
}

fn channel(out: OptOut) -> Option<Channel> {
    match out.channel {
        OptOutChannel::Any => None,
        OptOutChannel::Email => Some(Channel::Email),
        OptOutChannel::Sms => Some(Channel::Sms),
        OptOutChannel::Call => Some(Channel::CallLive),
        OptOutChannel::Fax => Some(Channel::Fax),
    }
}
