//! Where a person stands towards us: consents, permissions, objections, notices, contacts.

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::{
    Action, Channel, ConsentEvidence, ConsentState, Event, InformationDuty, NoticeStatus, ObjectionKind,
    PermissionKind, PurposeId, SubjectId,
};

use super::{Change, Draft};
use crate::StoreError;
use crate::model::{Notice, Person, SourceId, TextId};
use crate::sql::{Value, statements, table};

statements! {
    WITHDRAW = "UPDATE consent SET state = $1, ended_at = $2 WHERE subject_id = $3 AND consent_no = $4
        AND ended_at IS NULL";
    END_PERMISSIONS = "UPDATE permission SET ended_at = $1 WHERE subject_id = $2 AND ended_at IS NULL
        AND purpose = $3";
    REJECT_OBJECTIONS = "UPDATE objection SET rejected_at = $1 WHERE subject_id = $2 AND kind = $3 AND rejected_at IS NULL";
    COUNT_CONTACT = "UPDATE permission SET contacts = contacts + 1 WHERE subject_id = $1 AND permission_no = $2";
    NOTICE_DONE = "UPDATE notice SET status = $1, done_at = $2, channel = $3 WHERE subject_id = $4 AND notice_no = $5";
    // The first communication ends the term of art. 14(3)(a) where it comes before the month, art. 14(3)(b).
    SPOKE_FIRST = "UPDATE notice SET due_at = $1 WHERE subject_id = $2 AND duty = 14 AND status IN (1, 4)
        AND obtained_at <= $1 AND due_at > $1";
}

table! { CONSENT = "consent" {
    subject_id: Int, consent_no: Int, purpose: Int, channels: Text, state: Int, given_at: Int, expires_at: Int,
    pke398: Int, text_id: Int, source_id: Int, evidence: Text,
} }
table! { PERMISSION = "permission" {
    subject_id: Int, permission_no: Int, channel: Int, kind: Int, purpose: Int, offer: Text, given_at: Int,
    not_before: Int, valid_to: Int, max_contacts: Int, contacts: Int, source_id: Int,
} }
table! { OBJECTION = "objection" {
    subject_id: Int, objection_no: Int, kind: Int, channel: Int, made_at: Int, via: Text, purpose: Int,
} }
table! { NOTICE = "notice" {
    subject_id: Int, notice_no: Int, duty: Int, source_id: Int, obtained_at: Int, purposes: Text, status: Int, due_at: Int,
    done_at: Int, channel: Int,
} }
table! { TOUCHPOINT = "touchpoint" {
    subject_id: Int, touch_no: Int, happened_at: Int, inbound: Int, kind: Text, channel: Int, source_id: Int,
} }

/// A consent to be recorded, given or refused.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// What for.
    pub purpose: PurposeId,
    /// The channels it names.
    pub channels: BTreeSet<Channel>,
    /// Given or refused.
    pub state: ConsentState,
    /// When.
    pub given_at: Timestamp,
    /// The end of its term.
    pub expires_at: Timestamp,
    /// Given for commercial information, PKE art. 398.
    pub pke398: bool,
    /// The stored wording.
    pub text: Option<TextId>,
    /// Where it was given.
    pub source: SourceId,
    /// How it can be shown.
    pub evidence: Option<ConsentEvidence>,
}

/// A permission to be recorded.
#[derive(Debug, Clone)]
pub struct NewPermission {
    /// The channel.
    pub channel: Channel,
    /// How it came to be.
    pub kind: PermissionKind,
    /// What for.
    pub purpose: PurposeId,
    /// The one offer that was asked for.
    pub offer: Option<String>,
    /// When it was given.
    pub given_at: Timestamp,
    /// Not before.
    pub not_before: Option<Timestamp>,
    /// Until when, exclusive.
    pub valid_to: Option<Timestamp>,
    /// How many contacts it allows.
    pub max_contacts: Option<u32>,
    /// Where it was given.
    pub source: SourceId,
}

/// An objection to be recorded.
#[derive(Debug, Clone)]
pub struct NewObjection {
    /// Which.
    pub kind: ObjectionKind,
    /// Narrowed to a channel.
    pub channel: Option<Channel>,
    /// When it was made.
    pub made_at: Timestamp,
    /// How it reached us, as a code: `email`, `phone`, `page`, `import`.
    pub via: String,
}

/// A duty to inform to be armed, or fulfilled at once.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// Which article.
    pub duty: InformationDuty,
    /// For data of which source.
    pub source: SourceId,
    /// When those data were obtained.
    pub obtained_at: Timestamp,
    /// The purposes it tells of.
    pub purposes: BTreeSet<PurposeId>,
    /// The last moment.
    pub due_at: Timestamp,
    /// Due, or delivered at collection.
    pub status: NoticeStatus,
}

impl NewNotice {
    /// The notice as a decision must see it before it stands in the store.
    pub fn expected(&self) -> Notice {
        Notice {
            no: 0,
            duty: self.duty,
            source: self.source,
            obtained_at: self.obtained_at,
            purposes: self.purposes.clone(),
            status: self.status,
            due_at: self.due_at,
            done_at: is_settled(self.status).then_some(self.obtained_at),
            channel: None,
        }
    }
}

/// A contact for the timeline.
#[derive(Debug, Clone)]
pub struct NewTouchpoint {
    /// When.
    pub happened_at: Timestamp,
    /// From the person to us.
    pub inbound: bool,
    /// A code such as `chat_message`.
    pub kind: String,
    /// On which channel.
    pub channel: Option<Channel>,
    /// Where it was seen.
    pub source: Option<SourceId>,
}

fn channel_list(channels: &BTreeSet<Channel>) -> String {
    channels.iter().map(|channel| channel.name()).collect::<Vec<_>>().join(" ")
}

fn purpose_list(purposes: &BTreeSet<PurposeId>) -> String {
    purposes.iter().map(|purpose| purpose.0.to_string()).collect::<Vec<_>>().join(" ")
}

impl Change<'_> {
    /// Records a consent, given or refused.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn add_consent(&mut self, id: SubjectId, new: NewConsent) -> Result<u32, StoreError> {
        let (subject, no) = self.next_no(id)?;
        let evidence = new.evidence.as_ref().map(serde_json::to_string).transpose();
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            new.purpose.into(),
            channel_list(&new.channels).into(),
            new.state.into(),
            new.given_at.into(),
            new.expires_at.into(),
            new.pke398.into(),
            new.text.into(),
            new.source.into(),
            evidence.map_err(StoreError::Journal)?.into(),
        ];
        self.work.insert(&CONSENT, row);
        let event =
            if new.state == ConsentState::Refused { Event::ConsentRefused } else { Event::ConsentGiven };
        self.record(Draft::new(event, Action::Collect).subject(id).purpose(new.purpose));
        Ok(no)
    }

    /// The person takes a consent back. Permissions for the same purpose end with it.
    ///
    /// # Errors
    /// Where there is no such standing consent.
    pub fn withdraw_consent(&mut self, person: &Person, no: u32) -> Result<(), StoreError> {
        self.open(person)?;
        let consent = person.consents.iter().find(|consent| consent.no == no);
        let consent = consent.ok_or(StoreError::NotFound("consent"))?;
        let at = self.stamp.at;
        let withdrawn: Value = ConsentState::Withdrawn.into();
        self.work.run_one(&WITHDRAW, vec![withdrawn, at.into(), person.ordinal.into(), no.into()]);
        self.work.run(&END_PERMISSIONS, vec![at.into(), person.ordinal.into(), consent.purpose.into()]);
        self.record(
            Draft::new(Event::ConsentWithdrawn, Action::Use).subject(person.id).purpose(consent.purpose),
        );
        Ok(())
    }

    /// Records a permission to contact.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn add_permission(&mut self, id: SubjectId, new: NewPermission) -> Result<u32, StoreError> {
        let (subject, no) = self.next_no(id)?;
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            new.channel.into(),
            new.kind.into(),
            new.purpose.into(),
            new.offer.into(),
            new.given_at.into(),
            new.not_before.into(),
            new.valid_to.into(),
            new.max_contacts.into(),
            0_i64.into(),
            new.source.into(),
        ];
        self.work.insert(&PERMISSION, row);
        self.record(Draft::new(Event::PermissionGiven, Action::Collect).subject(id).purpose(new.purpose));
        Ok(no)
    }

    /// Ends the person's permissions to be contacted for a purpose.
    ///
    /// # Errors
    /// Where the person is erased.
    pub fn end_permissions(&mut self, person: &Person, purpose: PurposeId) -> Result<(), StoreError> {
        self.open(person)?;
        self.work.run(&END_PERMISSIONS, vec![self.stamp.at.into(), person.ordinal.into(), purpose.into()]);
        Ok(())
    }

    /// Counts a contact against a permission.
    ///
    /// # Errors
    /// Where the person is erased.
    pub fn count_contact(&mut self, person: &Person, permission: u32) -> Result<(), StoreError> {
        self.open(person)?;
        self.work.run_one(&COUNT_CONTACT, vec![person.ordinal.into(), permission.into()]);
        Ok(())
    }

    /// Records an objection. Nothing in this program removes one.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn add_objection(&mut self, id: SubjectId, new: NewObjection) -> Result<u32, StoreError> {
        self.object(id, None, new)
    }

    /// Records an objection to one purpose alone.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn add_objection_to(
        &mut self,
        id: SubjectId,
        purpose: PurposeId,
        new: NewObjection,
    ) -> Result<u32, StoreError> {
        self.object(id, Some(purpose), new)
    }

    fn object(
        &mut self,
        id: SubjectId,
        purpose: Option<PurposeId>,
        new: NewObjection,
    ) -> Result<u32, StoreError> {
        let (subject, no) = self.next_no(id)?;
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            new.kind.into(),
            new.channel.into(),
            new.made_at.into(),
            new.via.into(),
            purpose.into(),
        ];
        self.work.insert(&OBJECTION, row);
        let draft = Draft::new(Event::Objected, Action::Use).subject(id).detail(new.kind.name());
        self.record(match purpose {
            Some(purpose) => draft.purpose(purpose),
            None => draft,
        });
        Ok(no)
    }

    /// Rejects the person's objections on grounds for compelling reasons, GDPR art. 21(1). One against marketing cannot be.
    ///
    /// # Errors
    /// Where the person is erased.
    pub fn reject_objections(&mut self, person: &Person) -> Result<(), StoreError> {
        self.open(person)?;
        let (at, kind) = (self.stamp.at, ObjectionKind::Grounds);
        self.work.run(&REJECT_OBJECTIONS, vec![at.into(), person.ordinal.into(), kind.into()]);
        Ok(())
    }

    /// Arms a duty to inform, or records that it was met at collection.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn add_notice(&mut self, id: SubjectId, new: NewNotice) -> Result<u32, StoreError> {
        let (subject, no) = self.next_no(id)?;
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            new.duty.into(),
            new.source.into(),
            new.obtained_at.into(),
            purpose_list(&new.purposes).into(),
            new.status.into(),
            new.due_at.into(),
            is_settled(new.status).then_some(new.obtained_at).into(),
            Value::Null,
        ];
        self.work.insert(&NOTICE, row);
        let event = if is_settled(new.status) { Event::NoticeDelivered } else { Event::NoticeArmed };
        self.record(Draft::new(event, Action::Notify).subject(id).detail(new.duty.name()));
        Ok(no)
    }

    /// Records what became of a duty to inform. The note is a reference of our own, such as the number of a file; never
    /// a value of a person.
    ///
    /// # Errors
    /// Where there is no such notice.
    pub fn settle_notice(
        &mut self,
        person: &Person,
        no: u32,
        status: NoticeStatus,
        channel: Option<Channel>,
        note: &str,
    ) -> Result<(), StoreError> {
        self.open(person)?;
        let done = is_settled(status).then_some(self.stamp.at);
        let values: Vec<Value> =
            vec![status.into(), done.into(), channel.into(), person.ordinal.into(), no.into()];
        self.work.run_one(&NOTICE_DONE, values);
        let event = match status {
            NoticeStatus::Exempt => Event::NoticeExempted,
            met if met.is_met() => Event::NoticeDelivered,
            _ => Event::NoticeArmed,
        };
        let detail = format!("notice {no} {status}: {note}");
        self.record(Draft::new(event, Action::Notify).subject(person.id).detail(detail));
        Ok(())
    }

    /// Adds a contact to the timeline. Only an inbound one moves the clock of retention. An outbound one ends the term of
    /// every duty of art. 14 that is not met by then: whoever is written to must be told at the latest with it.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn add_touchpoint(&mut self, id: SubjectId, new: NewTouchpoint) -> Result<(), StoreError> {
        let (subject, no) = self.next_no(id)?;
        if new.inbound {
            let touched = self.touch(id)?;
            touched.last_inbound_at = touched.last_inbound_at.max(Some(new.happened_at));
        }
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            new.happened_at.into(),
            new.inbound.into(),
            new.kind.as_str().into(),
            new.channel.into(),
            new.source.into(),
        ];
        self.work.insert(&TOUCHPOINT, row);
        if !new.inbound {
            self.run(&SPOKE_FIRST, vec![new.happened_at.into(), subject.into()]);
            self.record(Draft::new(Event::Contacted, Action::Send).subject(id).detail(new.kind));
        }
        Ok(())
    }
}

/// Whether nothing more will come of the duty: it was delivered, or found not to apply.
fn is_settled(status: NoticeStatus) -> bool {
    matches!(status, NoticeStatus::Delivered | NoticeStatus::Exempt)
}
