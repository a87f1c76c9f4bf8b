//! Messages, exemptions, wordings and letters as they come to be and move on, each step with its entry in the ledger.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Action, Event};

use super::{Delivery, DeliveryState, NewDelivery, Step};
use crate::change::{Change, Draft};
use crate::model::{BatchId, Person, Stamp, TextId};
use crate::person::epoch_day;
use crate::sql::{Batch, Value, statements, table};
use crate::{Store, StoreError};

statements! {
    MOVE = "UPDATE notice_delivery SET state = $1, message_id = $2, reference = $3, code = $4, tries = $5, next_at = $6,
        moved_at = $7, text_id = $8 WHERE subject_id = $9 AND delivery_no = $10 AND state = $11";
    EXEMPT_AGAIN = "DELETE FROM notice_exemption WHERE subject_id = $1 AND notice_no = $2";
    DOUBT = "UPDATE notice_delivery SET state = $1 WHERE state IN (1, 2)";
    ADD_TEMPLATE = "INSERT INTO notice_template (template_id, lang, text_id, made_by, made_at) VALUES ($1, $2, $3, $4, $5)";
    ADD_BATCH = "INSERT INTO letter_batch (batch_id, recipient, letters, made_by, made_at, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    POST_BATCH = "UPDATE letter_batch SET posted_at = $1, posting = $2 WHERE batch_id = $3 AND posted_at IS NULL";
}

table! { DELIVERY = "notice_delivery" {
    subject_id: Int, delivery_no: Int, notices: Text, text_id: Int, channel: Int, fact_no: Int, state: Int, batch_id: Int,
    tries: Int, queued_at: Int, next_at: Int, moved_at: Int,
} }
table! { EXEMPTION = "notice_exemption" {
    subject_id: Int, notice_no: Int, ground: Text, text_id: Int, decided_by: Int, decided_at: Int, review_on: Int,
} }

impl Change<'_> {
    /// Puts a message on its way: into the queue, or among printed letters. The entry names what it says by its hash.
    ///
    /// # Errors
    /// Where the person is erased, or the wording is not kept.
    pub fn add_delivery(&mut self, person: &Person, new: NewDelivery) -> Result<u32, StoreError> {
        self.open(person)?;
        let (subject, no) = self.next_no(person.id)?;
        let state = if new.batch.is_some() { DeliveryState::Printed } else { DeliveryState::Queued };
        let hash = hex::encode(self.store.wording(new.text)?.digest);
        let notices = new.notices.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        let at = self.stamp().at;
        let detail = format!("delivery {no} {}: notices {notices}, text {} {hash}", state.name(), new.text);
        let row: Vec<Value> = vec![
            subject.into(),
            no.into(),
            notices.into(),
            new.text.into(),
            new.channel.into(),
            new.fact.into(),
            state.into(),
            new.batch.into(),
            0_i64.into(),
            at.into(),
            at.into(),
            at.into(),
        ];
        self.batch().insert(&DELIVERY, row);
        self.record(Draft::new(Event::NoticeMoved, Action::Notify).subject(person.id).detail(detail));
        Ok(no)
    }

    /// Moves a message on. It fails where somebody else has moved it since it was read, so that each step is made once.
    ///
    /// # Errors
    /// A conflict where the message is no longer where it was.
    pub fn move_delivery(
        &mut self,
        person: &Person,
        delivery: &Delivery,
        step: Step,
    ) -> Result<(), StoreError> {
        self.open(person)?;
        let state = step.state;
        let tries = delivery.tries + u32::from(state == DeliveryState::Sending);
        let message_id = step.message_id.or_else(|| delivery.message_id.clone());
        let reference = step.reference.or_else(|| delivery.reference.clone());
        let code = step.code.or(delivery.code);
        let mut detail = format!("delivery {} {}", delivery.no, state.name());
        let told = [("message", message_id.as_deref()), ("reference", reference.as_deref())];
        for (name, value) in told.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            detail.push_str(&format!(", {name} {value}"));
        }
        if let Some(text) = step.text {
            detail.push_str(&format!(", text {text} {}", hex::encode(self.store.wording(text)?.digest)));
        }
        if let Some(code) = step.code {
            detail.push_str(&format!(", code {code}"));
        }
        let values: Vec<Value> = vec![
            state.into(),
            message_id.into(),
            reference.into(),
            code.map(u32::from).into(),
            tries.into(),
            step.next_at.unwrap_or(delivery.next_at).into(),
            self.stamp().at.into(),
            step.text.unwrap_or(delivery.text).into(),
            person.ordinal.into(),
            delivery.no.into(),
            delivery.state.into(),
        ];
        self.guard(&MOVE, values);
        self.record(Draft::new(Event::NoticeMoved, Action::Notify).subject(person.id).detail(detail));
        Ok(())
    }

    /// Keeps the assessment that the person need not be informed. What became of the duty is recorded beside it.
    ///
    /// # Errors
    /// Where the person is erased.
    pub fn add_exemption(
        &mut self,
        person: &Person,
        notice: u32,
        ground: &str,
        text: TextId,
        review_on: Date,
    ) -> Result<(), StoreError> {
        self.open(person)?;
        let Stamp { actor, at } = self.stamp();
        self.run(&EXEMPT_AGAIN, vec![person.ordinal.into(), notice.into()]);
        let row: Vec<Value> = vec![
            person.ordinal.into(),
            notice.into(),
            ground.into(),
            text.into(),
            actor.0.into(),
            at.into(),
            epoch_day(review_on).into(),
        ];
        self.batch().insert(&EXEMPTION, row);
        Ok(())
    }
}

impl Store {
    /// Keeps a version of the operator's own words for notices in a language.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_notice_template(&self, stamp: Stamp, lang: &str, body: &str) -> Result<u32, StoreError> {
        let text = self.keep_wording(lang, body)?;
        let id = self.take_numbers("notice_template", 1)?;
        let hash = hex::encode(self.wording(text)?.digest);
        let mut change = self.change(stamp);
        change.run(
            &ADD_TEMPLATE,
            vec![id.into(), lang.into(), text.into(), stamp.actor.0.into(), stamp.at.into()],
        );
        let detail = format!("words of notices {id} {lang} {hash}");
        change.record(Draft::new(Event::Assessed, Action::Notify).detail(detail));
        change.commit()?;
        Ok(id)
    }

    /// Begins a batch of letters, which is handed out until `ends_at` and no longer.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_letter_batch(
        &self,
        stamp: Stamp,
        recipient: &str,
        letters: u32,
        ends_at: Timestamp,
    ) -> Result<BatchId, StoreError> {
        let id = BatchId(self.take_numbers("letter_batch", 1)?);
        let mut change = self.change(stamp);
        let values = vec![
            id.into(),
            recipient.into(),
            letters.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            ends_at.into(),
        ];
        change.run(&ADD_BATCH, values);
        let detail = format!("letters {id}: {letters}, until {ends_at}");
        change.record(Draft::new(Event::NoticeMoved, Action::Notify).detail(detail));
        change.commit()?;
        Ok(id)
    }

    /// Records that a batch of letters was posted, under a number of the post's or of the controller's own.
    ///
    /// # Errors
    /// A conflict where it was posted before.
    pub fn post_letter_batch(
        &self,
        stamp: Stamp,
        id: BatchId,
        posted_at: Timestamp,
        posting: &str,
    ) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&POST_BATCH, vec![posted_at.into(), posting.into(), id.into()]);
        let detail = format!("letters {id} posted, reference {posting}");
        change.record(Draft::new(Event::NoticeMoved, Action::Notify).detail(detail));
        change.commit().map(drop)
    }

    /// After a restore nobody knows what of the queue has gone out since: a human decides.
    pub(crate) fn doubt_queue(&self) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&DOUBT, vec![DeliveryState::Uncertain.into()]);
        self.write(batch)
    }
}
