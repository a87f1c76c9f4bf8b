//! Messages, exemptions, wordings and letters as they are read, for one person and for lists.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::SubjectId;

use super::{
    Delivery, DeliveryState, LetterBatch, NoticeCounts, NoticeExemption, NoticeFilter, NoticeListed,
    NoticeTemplate, Wording,
};
use crate::model::{BatchId, Ordinal, Person, TextId};
use crate::person::{date, epoch_day};
use crate::sql::{Row, statements};
use crate::{Store, StoreError};

statements! {
    OF_PERSON = "SELECT subject_id, delivery_no, notices, text_id, channel, fact_no, state, message_id, batch_id, reference,
        code, tries, queued_at, next_at, moved_at FROM notice_delivery WHERE subject_id = $1 ORDER BY delivery_no";
    WAITING = "SELECT s.public_id, d.delivery_no FROM notice_delivery d JOIN subject s ON s.subject_id = d.subject_id
        WHERE d.state = 1 AND d.next_at <= $1 AND s.state % 2 = 0 ORDER BY d.next_at LIMIT $2";
    LEFT_SENDING = "SELECT s.public_id, d.delivery_no FROM notice_delivery d JOIN subject s ON s.subject_id = d.subject_id
        WHERE d.state = 2 AND d.moved_at < $1 AND s.state % 2 = 0 LIMIT $2";
    IN_STATE = "SELECT s.public_id, d.delivery_no FROM notice_delivery d JOIN subject s ON s.subject_id = d.subject_id
        WHERE d.state = $1 AND s.state % 2 = 0 ORDER BY d.next_at LIMIT $2";
    BY_STATE = "SELECT d.state, COUNT(*) FROM notice_delivery d JOIN subject s ON s.subject_id = d.subject_id
        WHERE s.state % 2 = 0 GROUP BY d.state";
    OF_BATCH = "SELECT s.public_id, d.delivery_no FROM notice_delivery d JOIN subject s ON s.subject_id = d.subject_id
        WHERE d.batch_id = $1 AND s.state % 2 = 0 ORDER BY d.subject_id";
    BY_MESSAGE = "SELECT s.public_id, d.delivery_no FROM notice_delivery d JOIN subject s ON s.subject_id = d.subject_id
        WHERE d.message_id = $1 AND s.state % 2 = 0";
    EXEMPTIONS = "SELECT s.public_id, e.notice_no, e.ground, e.text_id, e.decided_by, e.decided_at, e.review_on
        FROM notice_exemption e JOIN subject s ON s.subject_id = e.subject_id WHERE e.subject_id = $1 ORDER BY e.notice_no";
    REVIEWS = "SELECT s.public_id, e.notice_no, e.ground, e.text_id, e.decided_by, e.decided_at, e.review_on
        FROM notice_exemption e JOIN subject s ON s.subject_id = e.subject_id
        WHERE e.review_on < $1 AND s.state % 2 = 0 ORDER BY e.review_on LIMIT $2";
    WORDING = "SELECT lang, digest, body FROM consent_text WHERE text_id = $1";
    TEMPLATES = "SELECT template_id, text_id, made_by, made_at FROM notice_template WHERE lang = $1
        ORDER BY template_id DESC";
    RECIPIENTS = "SELECT b.recipient FROM notice_delivery d JOIN letter_batch b ON b.batch_id = d.batch_id
        WHERE d.subject_id = $1 AND b.recipient <> '' UNION SELECT e.recipient FROM export_subject s
        JOIN export e ON e.export_id = s.export_id WHERE s.subject_id = $1 AND e.recipient_kind <> 1
        UNION SELECT receiver FROM request_transfer WHERE subject_id = $1 AND state IN (1, 2, 5) ORDER BY 1";
    BATCHES = "SELECT batch_id, recipient, letters, made_by, made_at, ends_at, posted_at, posting FROM letter_batch
        ORDER BY batch_id DESC";
    COUNTS = "SELECT n.status, COUNT(*) FROM notice n JOIN subject s ON s.subject_id = n.subject_id
        WHERE s.state % 2 = 0 GROUP BY n.status";
    LIST_OPEN = "SELECT s.public_id, n.notice_no, n.duty, n.status, n.obtained_at, n.due_at, n.done_at, o.name, s.country
        FROM notice n JOIN subject s ON s.subject_id = n.subject_id JOIN source o ON o.source_id = n.source_id
        WHERE n.status IN (1, 4) AND n.due_at >= $1 AND n.due_at < $2 AND s.state % 2 = 0
        ORDER BY n.due_at, n.subject_id LIMIT $3 OFFSET $4";
    LIST_TOLD = "SELECT s.public_id, n.notice_no, n.duty, n.status, n.obtained_at, n.due_at, n.done_at, o.name, s.country
        FROM notice n JOIN subject s ON s.subject_id = n.subject_id JOIN source o ON o.source_id = n.source_id
        WHERE n.status IN (2, 3) AND s.state % 2 = 0 ORDER BY n.obtained_at DESC, n.subject_id LIMIT $1 OFFSET $2";
    LIST_EXEMPT = "SELECT s.public_id, n.notice_no, n.duty, n.status, n.obtained_at, n.due_at, n.done_at, o.name, s.country
        FROM notice n JOIN subject s ON s.subject_id = n.subject_id JOIN source o ON o.source_id = n.source_id
        WHERE n.status = 5 AND s.state % 2 = 0 ORDER BY n.obtained_at DESC, n.subject_id LIMIT $1 OFFSET $2";
}

impl Store {
    /// The messages that informed a person, or are on their way, oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deliveries(&self, person: &Person) -> Result<Vec<Delivery>, StoreError> {
        self.work.read(&OF_PERSON, &[person.ordinal.into()])?.iter().map(delivery).collect()
    }

    /// Messages that may be handed over now, the longest waiting first, by person and number.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deliveries_waiting(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(SubjectId, u32)>, StoreError> {
        self.work.read(&WAITING, &[now.into(), limit.into()])?.iter().map(pair).collect()
    }

    /// Messages that were being handed over before then and of which nothing was heard since.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deliveries_left(
        &self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<(SubjectId, u32)>, StoreError> {
        self.work.read(&LEFT_SENDING, &[before.into(), limit.into()])?.iter().map(pair).collect()
    }

    /// Messages in a state.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deliveries_in(
        &self,
        state: DeliveryState,
        limit: u32,
    ) -> Result<Vec<(SubjectId, u32)>, StoreError> {
        self.work.read(&IN_STATE, &[state.into(), limit.into()])?.iter().map(pair).collect()
    }

    /// How many messages are in each state.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deliveries_by_state(&self) -> Result<Vec<(DeliveryState, u64)>, StoreError> {
        let rows = self.work.read(&BY_STATE, &[])?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// The letters of a batch, by person and number.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deliveries_of(&self, batch: BatchId) -> Result<Vec<(SubjectId, u32)>, StoreError> {
        self.work.read(&OF_BATCH, &[batch.into()])?.iter().map(pair).collect()
    }

    /// The message that a mail server knows by this id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn delivery_by_message(&self, message_id: &str) -> Result<Option<(SubjectId, u32)>, StoreError> {
        self.work.read_one(&BY_MESSAGE, &[message_id.into()])?.as_ref().map(pair).transpose()
    }

    /// The assessments that a person need not be informed.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn exemptions(&self, person: &Person) -> Result<Vec<NoticeExemption>, StoreError> {
        self.work.read(&EXEMPTIONS, &[person.ordinal.into()])?.iter().map(exemption).collect()
    }

    /// Such assessments that are to be looked at again before this day.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn exemptions_to_review(&self, before: Date, limit: u32) -> Result<Vec<NoticeExemption>, StoreError> {
        self.work.read(&REVIEWS, &[epoch_day(before).into(), limit.into()])?.iter().map(exemption).collect()
    }

    /// A wording that is kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none of this number.
    pub fn wording(&self, id: TextId) -> Result<Wording, StoreError> {
        let row = self.work.read_one(&WORDING, &[id.into()])?.ok_or(StoreError::NotFound("wording"))?;
        Ok(Wording { lang: row.get(0)?, digest: row.get(1)?, body: row.get(2)? })
    }

    /// The versions of the operator's own words in a language, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn notice_templates(&self, lang: &str) -> Result<Vec<NoticeTemplate>, StoreError> {
        let template = |row: &Row| {
            Ok(NoticeTemplate {
                id: row.get(0)?,
                text: row.get(1)?,
                made_by: zgoda_law::ActorId(row.get(2)?),
                made_at: row.get(3)?,
            })
        };
        self.work.read(&TEMPLATES, &[lang.into()])?.iter().map(template).collect()
    }

    /// The batches of letters, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn letter_batches(&self) -> Result<Vec<LetterBatch>, StoreError> {
        let batch = |row: &Row| {
            Ok(LetterBatch {
                id: row.get(0)?,
                recipient: row.get(1)?,
                letters: row.get(2)?,
                made_by: zgoda_law::ActorId(row.get(3)?),
                made_at: row.get(4)?,
                ends_at: row.get(5)?,
                posted_at: row.get(6)?,
                posting: row.get(7)?,
            })
        };
        self.work.read(&BATCHES, &[])?.iter().map(batch).collect()
    }

    /// To whom letters of a person were handed over for printing or posting, files that hold their data,
    /// and data that were sent straight to another controller, by name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn recipients_of(&self, subject: Ordinal) -> Result<Vec<String>, StoreError> {
        let rows = self.work.read(&RECIPIENTS, &[subject.into()])?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }

    /// One page of the duties to inform that a filter leaves.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn notices_listed(
        &self,
        filter: NoticeFilter,
        now: Timestamp,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<NoticeListed>, StoreError> {
        let (limit, skip) = (limit.into(), skip.into());
        let rows = match filter {
            NoticeFilter::Due => {
                self.work.read(&LIST_OPEN, &[now.into(), Timestamp::MAX.into(), limit, skip])
            }
            NoticeFilter::Overdue => {
                self.work.read(&LIST_OPEN, &[Timestamp::MIN.into(), now.into(), limit, skip])
            }
            NoticeFilter::Told => self.work.read(&LIST_TOLD, &[limit, skip]),
            NoticeFilter::Exempt => self.work.read(&LIST_EXEMPT, &[limit, skip]),
        };
        rows?.iter().map(listed).collect()
    }

    /// How many duties to inform there are of each kind.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn notice_counts(&self, now: Timestamp) -> Result<NoticeCounts, StoreError> {
        let mut counts =
            NoticeCounts { overdue: self.notices_overdue(now, u32::MAX)?, ..NoticeCounts::default() };
        for row in self.work.read(&COUNTS, &[])? {
            let many: u64 = row.get(1)?;
            match row.get::<i64>(0)? {
                2 | 3 => counts.told += many,
                5 => counts.exempt += many,
                _ => counts.due += many,
            }
        }
        counts.due = counts.due.saturating_sub(counts.overdue);
        Ok(counts)
    }
}

fn pair(row: &Row) -> Result<(SubjectId, u32), StoreError> {
    Ok((row.get(0)?, row.get(1)?))
}

fn delivery(row: &Row) -> Result<Delivery, StoreError> {
    let code: Option<u32> = row.get(10)?;
    Ok(Delivery {
        no: row.get(1)?,
        notices: row.get::<String>(2)?.split(' ').filter_map(|number| number.parse().ok()).collect(),
        text: row.get(3)?,
        channel: row.get(4)?,
        fact: row.get(5)?,
        state: row.get(6)?,
        message_id: row.get(7)?,
        batch: row.get(8)?,
        reference: row.get(9)?,
        code: code.and_then(|code| u16::try_from(code).ok()),
        tries: row.get(11)?,
        queued_at: row.get(12)?,
        next_at: row.get(13)?,
        moved_at: row.get(14)?,
    })
}

fn exemption(row: &Row) -> Result<NoticeExemption, StoreError> {
    Ok(NoticeExemption {
        subject: row.get(0)?,
        notice: row.get(1)?,
        ground: row.get(2)?,
        text: row.get(3)?,
        decided_by: zgoda_law::ActorId(row.get(4)?),
        decided_at: row.get(5)?,
        review_on: date(row.get(6)?).ok_or(StoreError::Incomplete("readable day"))?,
    })
}

fn listed(row: &Row) -> Result<NoticeListed, StoreError> {
    Ok(NoticeListed {
        subject: row.get(0)?,
        no: row.get(1)?,
        duty: row.get(2)?,
        status: row.get(3)?,
        obtained_at: row.get(4)?,
        due_at: row.get(5)?,
        done_at: row.get(6)?,
        source_name: row.get(7)?,
        country: row.get(8)?,
    })
}
